//! A release carries the site inside: it is built again when the site was. A debug server reads it from its folder. Either folder has
//! to be there when the server is compiled.

fn main() -> std::io::Result<()> {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    std::fs::create_dir_all(if release { "../target/site" } else { "../target/site-dev" })?;
    println!("cargo::rerun-if-changed={}", if release { "../target/site" } else { "build.rs" });
    Ok(())
}
