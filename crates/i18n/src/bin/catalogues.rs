//! Writes each language's catalogue into a folder: what browsers are given beside the program. What has not changed is left alone.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("catalogues FOLDER");
        return ExitCode::FAILURE;
    };
    for language in i18n::Language::ALL {
        let (file, text) = (folder.join(i18n::file_of(language)), i18n::text_of(language));
        if std::fs::read_to_string(&file).is_ok_and(|held| held == text) {
            continue;
        }
        if let Err(error) = std::fs::write(&file, text) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
