//! A release carries the site inside: it is built again when the site was.

fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed={}", if release { "../target/site" } else { "build.rs" });
}
