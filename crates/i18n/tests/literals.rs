//! No sentence stands in the screens' source: each goes through the catalogue. `literals.txt` lists those of the staff's screens that
//! stood there when the catalogue came; the list may only shrink. `UPDATE=1 cargo test -p i18n literals` takes off what is gone.

#![allow(clippy::expect_used, reason = "a test stops where its premise fails")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where guests read. Nothing of these may be in the list; pictures of dishes and of the staff's screens in `front_door` may.
const GUESTS: [&str; 9] = [
    "pages/guest/",
    "pages/front_door/keys.rs",
    "pages/front_door/mod.rs",
    "pages/front_door/plain.rs",
    "pages/front_door/rooms.rs",
    "pages/not_found.rs",
    "shell.rs",
    "told.rs",
    "error.rs",
];
/// Words that nobody reads, or that are the same in every language: names, commands, keys of a keyboard, the browser's own things.
const NO_SENTENCES: [&str; 12] = [
    "Comanda",
    "comanda demo",
    "Tab",
    "Enter",
    "Backspace",
    "Decimal",
    "Delete",
    "Separator",
    "KeyD",
    "Intl",
    "DateTimeFormat",
    "AbortError",
];
/// Attributes whose words are for stylesheets and programs.
const ATTRIBUTES: [&str; 20] = [
    "class", "href", "id", "role", "type", "name", "method", "action", "icon", "rel", "target", "data", "value", "lang", "back",
    "src", "for", "key", "d", "retry",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../app/src")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|kind| kind == "rs") && !name.ends_with("tests.rs") {
            found.push(entry);
        }
    }
}

/// The string literals of a source with what stands before each; comments, attributes of the compiler and tests left out.
fn literals(source: &str) -> Vec<(String, String)> {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut found = Vec::new();
    let (mut rest, mut before) = (source, String::new());
    while let Some(at) = rest.find(['"', '/', '\'', '#']) {
        before.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            continue;
        }
        if rest.starts_with("#[") || rest.starts_with("#![") {
            rest = rest.split_once("]\n").map_or("", |(_, after)| after);
            continue;
        }
        // A quotation mark as a character.
        if let Some(after) = rest.strip_prefix("'\"'") {
            rest = after;
            continue;
        }
        if rest.starts_with('"') {
            let mut escaped = false;
            let end = rest[1..].char_indices().find(|(_, c)| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            let end = end.map_or(rest.len(), |(end, _)| end + 1);
            found.push((std::mem::take(&mut before), rest[1..end.min(rest.len())].to_owned()));
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        before.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    found
}

/// Does it read as something for people?
fn is_sentence(before: &str, literal: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with("expect(") || before.ends_with("panic!(") || before.contains("console") || before.ends_with("r#") {
        return false;
    }
    if let Some(attribute) = before.strip_suffix('=') {
        let name = attribute.rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == ':')).next().unwrap_or_default();
        if name.starts_with("data-") || name.starts_with("class:") || ATTRIBUTES.contains(&name) {
            return false;
        }
    }
    // What a format puts in says nothing itself.
    let mut plain = String::new();
    let mut depth = 0_i32;
    for c in literal.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            c if depth <= 0 => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.trim();
    let mut letters = plain.chars().skip_while(|c| !c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let is_path = plain.starts_with('/') || plain.contains("::") || plain.contains('=') || plain.contains(';');
    let words = plain.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let is_text = before.ends_with(['>', '}', '"', ')']) || before.is_empty();
    let technical = plain.split_whitespace().any(|word| word.contains(['-', '_', '#', '[']));
    (capital && !is_path) || (words > 1 && !is_path && !technical && (is_text || plain.contains(['.', ',', '’'])))
}

fn found() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let name = file.strip_prefix(root()).expect("under it").display().to_string();
        let source = std::fs::read_to_string(&file).expect("readable");
        for (before, literal) in literals(&source) {
            if !NO_SENTENCES.contains(&literal.as_str()) && is_sentence(&before, &literal) {
                found.insert(format!("{name}: {}", literal.replace('\n', " ")));
            }
        }
    }
    found
}

#[test]
fn no_literal_is_said_beside_the_catalogue() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/literals.txt");
    let held = std::fs::read_to_string(&list).expect("the list");
    let known: BTreeSet<String> = held.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let found = found();
    let new: Vec<&String> = found.difference(&known).collect();
    assert!(new.is_empty(), "say these through crates/i18n/languages (docs/ARCHITECTURE.md, How to add): {new:#?}");
    let gone: Vec<&String> = known.difference(&found).collect();
    if std::env::var_os("UPDATE").is_some() && !gone.is_empty() {
        let kept = held.lines().filter(|line| line.starts_with('#') || found.contains(*line));
        std::fs::write(&list, kept.fold(String::new(), |all, line| all + line + "\n")).expect("written");
        return;
    }
    assert!(gone.is_empty(), "take these off tests/literals.txt (UPDATE=1 does): {gone:#?}");
    let guests: Vec<&String> = known.iter().filter(|line| GUESTS.iter().any(|place| line.starts_with(place))).collect();
    assert!(guests.is_empty(), "guests read these: {guests:#?}");
}

#[test]
fn what_people_read_is_told_from_what_programs_read() {
    let all = |source: &str| literals(source).into_iter().filter(|(b, l)| is_sentence(b, l)).map(|(_, l)| l).collect::<Vec<_>>();
    assert_eq!(all(r#"view! { <p class="card card-pad">"Sold out"</p> }"#), ["Sold out"]);
    assert_eq!(all(r#"<a href="/table" aria-label="Close">" sent by "</a>"#), ["Close", " sent by "]);
    assert_eq!(all("// \"A comment.\"\n#[error(\"An attribute\")]\nlet x = format!(\"/table?{name}\");"), Vec::<String>::new());
    assert_eq!(all(r#"format!("{n} dishes left."); let c = '"'; "Save""#), ["{n} dishes left.", "Save"]);
}
