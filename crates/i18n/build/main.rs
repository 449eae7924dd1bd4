//! Reads the translators' files, checks them against each other and against the languages' own rules, and writes what the crate is
//! compiled from: typed messages, and a compact catalogue for each language. A mistake in a file is a compile error that names it.

mod catalogue;
mod code;
mod world;

use catalogue::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The languages, English first: what it says, all say. Each is named as its file is; beside it the locale whose customs it follows.
const LANGUAGES: [(&str, &str); 3] = [("en", "en-GB"), ("it", "it"), ("ar", "ar-u-nu-latn")];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=languages");
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    match generate(Path::new("languages"), &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistakes) => {
            for mistake in mistakes {
                println!("cargo::error={mistake}");
            }
            ExitCode::FAILURE
        }
    }
}

fn generate(folder: &Path, out: &Path) -> Result<(), Vec<String>> {
    let mut mistakes = Vec::new();
    let mut languages = Vec::new();
    for (tag, locale) in LANGUAGES {
        let name = format!("{tag}.ftl");
        let text = std::fs::read_to_string(folder.join(&name)).map_err(|error| vec![format!("{name}: {error}")])?;
        let world = world::of(locale).map_err(|why| vec![format!("{name}: {why}")])?;
        match File::read(&name, &text) {
            Ok(file) => {
                mistakes.extend(file.check_plurals(&world.categories));
                languages.push((tag, locale, file, world));
            }
            Err(found) => mistakes.extend(found),
        }
    }
    if let Some(((_, _, english, _), others)) = languages.split_first() {
        for (_, _, file, _) in others {
            mistakes.extend(file.check_against(english));
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let written = code::write(&languages);
    for (name, text) in written {
        std::fs::write(out.join(&name), text).map_err(|error| vec![format!("{name}: {error}")])?;
    }
    Ok(())
}
