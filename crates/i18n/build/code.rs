//! What the build script writes: `messages.rs`, and `<language>.txt` for each language.

use crate::catalogue::{File, Kind, Message};
use crate::world::World;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

type Language<'a> = (&'a str, &'a str, File, World);

/// The files to write, by name. `languages` begin with English.
pub fn write(languages: &[Language]) -> Vec<(String, String)> {
    let Some((_, _, english, _)) = languages.first() else { return Vec::new() };
    let shape = shape(english);
    let mut files = vec![("messages.rs".to_owned(), messages(languages, english, &shape))];
    for (tag, locale, file, world) in languages {
        files.push((format!("{tag}.txt"), catalogue(tag, locale, file, world, english, &shape)));
    }
    files
}

/// Names which messages there are, in which order, with which arguments: a catalogue of another shape is not read.
fn shape(english: &File) -> String {
    let mut hasher = DefaultHasher::new();
    for message in english.messages.values() {
        message.id.hash(&mut hasher);
        for argument in message.arguments.keys() {
            argument.hash(&mut hasher);
        }
    }
    format!("{:016x}", hasher.finish())
}

/// The compact form: a line that says what it is, three about numbers, then a line for each message.
fn catalogue(tag: &str, locale: &str, file: &File, world: &World, english: &File, shape: &str) -> String {
    let direction = if world.right_to_left { "rtl" } else { "ltr" };
    let inside = if world.minus_inside { "in" } else { "out" };
    let mut out = format!("comanda\t{shape}\t{tag}\t{direction}\t{locale}\n");
    let World { decimal, group, least, minus, code, .. } = world;
    let _ = writeln!(out, "{decimal}\t{group}\t{least}\t{minus}\t{inside}\t{}\t{}", code.before, code.after);
    let signs: Vec<String> =
        world.signs.iter().map(|(currency, beside)| format!("{currency}{}|{}", beside.before, beside.after)).collect();
    let _ = writeln!(out, "{}", signs.join("\t"));
    let _ = writeln!(out, "{}", world.plurals);
    for (id, message) in &english.messages {
        let line = file.messages.get(id).map(|ours| ours.compact(message)).unwrap_or_default();
        let _ = writeln!(out, "{line}");
    }
    out
}

fn messages(languages: &[Language], english: &File, shape: &str) -> String {
    let mut out = String::new();
    let variants: Vec<String> = languages.iter().map(|(tag, ..)| camel(tag)).collect();
    let _ = writeln!(out, "/// A language that Comanda speaks.");
    let _ = writeln!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum Language {{");
    for ((tag, ..), variant) in languages.iter().zip(&variants) {
        let _ = writeln!(out, "    /// `languages/{tag}.ftl`\n    {variant},");
    }
    let _ = writeln!(out, "}}\n");
    let _ = writeln!(out, "impl Language {{");
    let _ = writeln!(
        out,
        "    /// Every one, English first.\n    pub const ALL: [Self; {}] = [{}];",
        variants.len(),
        list(&variants, |v| format!("Self::{v}"))
    );
    let arms = |of: &dyn Fn(usize) -> String| -> String {
        variants.iter().enumerate().map(|(at, variant)| format!("Self::{variant} => {:?}, ", of(at))).collect::<Vec<_>>().concat()
    };
    let _ = writeln!(
        out,
        "    /// As HTML and HTTP name it.\n    pub fn tag(self) -> &'static str {{ match self {{ {} }} }}",
        arms(&|at| languages[at].0.to_owned())
    );
    let own = |at: usize| languages[at].2.messages.get("language-name").map(|m| m.compact(m)).unwrap_or_default();
    let _ =
        writeln!(out, "    /// By its own name.\n    pub fn name(self) -> &'static str {{ match self {{ {} }} }}", arms(&own));
    let dir = |at: usize| if languages[at].3.right_to_left { "rtl".to_owned() } else { "ltr".to_owned() };
    let _ = writeln!(out, "    /// `ltr` or `rtl`.\n    pub fn dir(self) -> &'static str {{ match self {{ {} }} }}", arms(&dir));
    let _ = writeln!(out, "}}\n");
    let _ = writeln!(out, "/// Which messages this program was compiled with: a catalogue of another shape does not fit.");
    let _ = writeln!(
        out,
        "pub(crate) const SHAPE: &str = {shape:?};\n/// How many there are.\npub(crate) const COUNT: usize = {};\n",
        english.messages.len()
    );
    let texts = list(languages, |(tag, ..)| format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{tag}.txt\"))"));
    let _ = writeln!(
        out,
        "/// Each language's catalogue.\n#[cfg(not(target_arch = \"wasm32\"))]\npub(crate) const CATALOGUES: [&str; {}] = [{texts}];\n",
        languages.len()
    );
    let _ =
        writeln!(out, "/// Where the messages stand that this crate itself needs.\n#[allow(dead_code)]\npub(crate) mod at {{");
    for (at, id) in english.messages.keys().enumerate().filter(|(_, id)| id.starts_with("list-")) {
        let _ = writeln!(out, "    pub const {}: usize = {at};", snake(id).to_uppercase());
    }
    let _ = writeln!(out, "}}\n");
    let _ = writeln!(out, "/// Messages without arguments.\nimpl Words {{");
    for (at, message) in english.messages.values().enumerate().filter(|(_, message)| message.arguments.is_empty()) {
        let _ = writeln!(
            out,
            "    /// {}\n    pub fn {}(self) -> &'static str {{ self.line({at}) }}",
            described(message),
            snake(&message.id)
        );
    }
    let _ = writeln!(out, "}}\n");
    let _ = writeln!(
        out,
        "/// Messages with arguments, a type each.\n#[allow(non_camel_case_types)]\npub mod sentences {{\n    use super::{{Arg, Count, Text, Words}};"
    );
    for (at, message) in english.messages.values().enumerate().filter(|(_, message)| !message.arguments.is_empty()) {
        sentence(&mut out, at, message);
    }
    let _ = writeln!(out, "}}");
    out
}

fn sentence(out: &mut String, at: usize, message: &Message) {
    let name = snake(&message.id);
    let life = if message.arguments.values().any(|kind| *kind == Kind::Text) { "<'a>" } else { "" };
    let fields = list(&message.arguments.iter().collect::<Vec<_>>(), |(name, kind)| {
        format!("pub {}: {}", snake(name), if **kind == Kind::Count { "Count" } else { "Text<'a>" })
    });
    let args = list(&message.arguments.iter().collect::<Vec<_>>(), |(name, kind)| {
        format!("Arg::{}(self.{}.0)", if **kind == Kind::Count { "Count" } else { "Text" }, snake(name))
    });
    let anonymous = if life.is_empty() { "" } else { "<'_>" };
    let _ = writeln!(out, "    /// {}\n    pub struct {name}{life} {{ {fields} }}", described(message));
    let _ = writeln!(
        out,
        "    impl {name}{anonymous} {{\n        pub fn say(self, words: Words) -> String {{ words.filled({at}, &[{args}]) }}\n    }}"
    );
}

fn list<T>(all: &[T], each: impl Fn(&T) -> String) -> String {
    all.iter().map(each).collect::<Vec<_>>().join(", ")
}

/// The English text as the message's documentation; a choice shows its default.
fn described(message: &Message) -> String {
    fn text(pieces: &[crate::catalogue::Piece]) -> String {
        use crate::catalogue::Piece;
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.replace('[', "\\[").replace(']', "\\]"),
                Piece::Argument(argument) => format!("{{{argument}}}"),
                Piece::Choice { variants, .. } => variants.iter().filter(|v| v.default).map(|v| text(&v.pieces)).collect(),
            })
            .collect()
    }
    format!("“{}”", text(&message.pieces))
}

fn snake(id: &str) -> String {
    id.replace('-', "_")
}

fn camel(tag: &str) -> String {
    let mut letters = tag.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
