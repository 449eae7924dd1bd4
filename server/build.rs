//! A release carries the site inside: it is built again when the site was. A debug server reads it from its folder, which has to
//! be there when it is compiled.

fn main() -> std::io::Result<()> {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !release {
        std::fs::create_dir_all("../target/site-dev")?;
    }
    println!("cargo::rerun-if-changed={}", if release { "../target/site" } else { "build.rs" });
    Ok(())
}
