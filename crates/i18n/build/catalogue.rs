//! One language's file: read, checked, and written in the compact form that `src/catalogue.rs` fills in at run time.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use std::collections::BTreeMap;

/// What an argument is, by how messages use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number: plural forms go by it.
    Count,
    Text,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Argument(String),
    Choice { argument: String, plural: bool, variants: Vec<Variant> },
}

/// One way a choice may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub key: String,
    pub pieces: Vec<Piece>,
    pub default: bool,
}

/// A message with its arguments in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    pub pieces: Vec<Piece>,
    pub arguments: BTreeMap<String, Kind>,
}

/// A language's file.
#[derive(Debug, Clone)]
pub struct File {
    pub name: String,
    pub messages: BTreeMap<String, Message>,
}

/// The names CLDR has for plural forms.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// What a choice, its parts and its end look like in the compact form; `src/catalogue.rs` knows the same.
const ARGUMENT: char = '\u{1}';
const CHOICE: char = '\u{2}';
const KEY_ENDS: char = '\u{3}';
const VARIANT_ENDS: char = '\u{4}';
const CHOICE_ENDS: char = '\u{5}';

impl File {
    /// Reads a file. Errors: what is wrong, each with the file's name and the message's.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<String>> {
        let resource =
            parse(text).map_err(|(_, errors)| errors.iter().map(|error| format!("{name}: {error}")).collect::<Vec<_>>())?;
        let mut mistakes = Vec::new();
        let mut messages = BTreeMap::new();
        for entry in resource.body {
            let message = match entry {
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Message(message) => message,
                Entry::Term(term) => {
                    mistakes.push(format!("{name}: -{}: terms are not supported", term.id.name));
                    continue;
                }
                Entry::Junk { content } => {
                    mistakes.push(format!("{name}: not understood: {}", content.trim()));
                    continue;
                }
            };
            let id = message.id.name.to_owned();
            let Some(pattern) = message.value.filter(|_| message.attributes.is_empty()) else {
                mistakes.push(format!("{name}: {id}: a message has a value and no attributes"));
                continue;
            };
            let mut arguments = BTreeMap::new();
            match pieces(pattern, &mut arguments) {
                Ok(pieces) => {
                    let message = Message { id: id.clone(), pieces, arguments };
                    if messages.insert(id.clone(), message).is_some() {
                        mistakes.push(format!("{name}: {id}: stands here twice"));
                    }
                }
                Err(why) => mistakes.push(format!("{name}: {id}: {why}")),
            }
        }
        if mistakes.is_empty() { Ok(Self { name: name.to_owned(), messages }) } else { Err(mistakes) }
    }

    /// Each choice by a number must name every plural form its language has.
    pub fn check_plurals(&self, categories: &[String]) -> Vec<String> {
        let mut mistakes = Vec::new();
        for message in self.messages.values() {
            each_choice(&message.pieces, &mut |argument, plural, variants| {
                if !plural {
                    return;
                }
                for category in categories {
                    if !variants.iter().any(|variant| variant.key == *category) {
                        mistakes.push(format!("{}: {}: ${argument} lacks the plural form [{category}]", self.name, message.id));
                    }
                }
                for variant in variants {
                    let known = variant.key.parse::<u64>().is_ok() || categories.contains(&variant.key);
                    if !known {
                        let key = &variant.key;
                        mistakes.push(format!(
                            "{}: {}: ${argument}: this language has no plural form [{key}]",
                            self.name, message.id
                        ));
                    }
                }
            });
        }
        mistakes
    }

    /// Says the same messages as English, with the same arguments and the same keys to choose by.
    pub fn check_against(&self, english: &Self) -> Vec<String> {
        let name = &self.name;
        let mut mistakes = Vec::new();
        for (id, theirs) in &english.messages {
            let Some(ours) = self.messages.get(id) else {
                mistakes.push(format!("{name}: {id}: is missing"));
                continue;
            };
            for argument in theirs.arguments.keys() {
                if !ours.arguments.contains_key(argument) {
                    mistakes.push(format!("{name}: {id}: lacks ${argument}"));
                }
            }
            for (argument, kind) in &ours.arguments {
                match theirs.arguments.get(argument) {
                    None => mistakes.push(format!("{name}: {id}: ${argument} is no argument of this message")),
                    Some(Kind::Text) if *kind == Kind::Count => {
                        mistakes.push(format!("{name}: {id}: ${argument} is a text in {}, not a number", english.name));
                    }
                    Some(_) => {}
                }
            }
            if words(&ours.pieces) != words(&theirs.pieces) {
                mistakes.push(format!("{name}: {id}: chooses by other words than {}", english.name));
            }
        }
        for id in self.messages.keys().filter(|id| !english.messages.contains_key(*id)) {
            mistakes.push(format!("{name}: {id}: is not in {}", english.name));
        }
        mistakes
    }
}

impl Message {
    /// The compact form: text as it is, arguments by their place among the message's arguments.
    pub fn compact(&self, english: &Self) -> String {
        let places: Vec<&str> = english.arguments.keys().map(String::as_str).collect();
        let mut out = String::new();
        compact(&self.pieces, &places, &mut out);
        out
    }
}

fn compact(pieces: &[Piece], places: &[&str], out: &mut String) {
    let place = |argument: &str| {
        let at = places.iter().position(|name| *name == argument).and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
        char::from(b'a' + at)
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Argument(argument) => out.extend([ARGUMENT, place(argument)]),
            Piece::Choice { argument, variants, .. } => {
                out.extend([CHOICE, place(argument)]);
                // A choice ends with its default.
                let (default, others): (Vec<_>, Vec<_>) = variants.iter().partition(|variant| variant.default);
                for variant in others.into_iter().chain(default) {
                    out.push_str(&variant.key);
                    out.push(KEY_ENDS);
                    compact(&variant.pieces, places, out);
                    out.push(VARIANT_ENDS);
                }
                out.push(CHOICE_ENDS);
            }
        }
    }
}

/// The keys of all choices by words, so that languages can be compared.
fn words(pieces: &[Piece]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    each_choice(pieces, &mut |argument, plural, variants| {
        if !plural {
            let mut keys: Vec<String> = variants.iter().map(|variant| variant.key.clone()).collect();
            keys.sort();
            found.push((argument.to_owned(), keys));
        }
    });
    found
}

fn each_choice(pieces: &[Piece], look: &mut impl FnMut(&str, bool, &[Variant])) {
    for piece in pieces {
        if let Piece::Choice { argument, plural, variants } = piece {
            look(argument, *plural, variants);
            for variant in variants {
                each_choice(&variant.pieces, look);
            }
        }
    }
}

fn pieces(pattern: Pattern<&str>, arguments: &mut BTreeMap<String, Kind>) -> Result<Vec<Piece>, String> {
    pattern
        .elements
        .into_iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => text(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => placed(inline, arguments),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let argument = name_of(&selector)?;
                let variants = variants
                    .into_iter()
                    .map(|variant| {
                        let key = match variant.key {
                            VariantKey::Identifier { name } => name.to_owned(),
                            VariantKey::NumberLiteral { value } => value.to_owned(),
                        };
                        Ok(Variant { key, pieces: pieces(variant.value, arguments)?, default: variant.default })
                    })
                    .collect::<Result<Vec<_>, String>>()?;
                let plural = variants.iter().all(|v| CATEGORIES.contains(&v.key.as_str()) || v.key.parse::<u64>().is_ok());
                used(arguments, &argument, if plural { Kind::Count } else { Kind::Text });
                Ok(Piece::Choice { argument, plural, variants })
            }
        })
        .collect()
}

/// A message is one paragraph; its lines are joined.
fn text(value: &str) -> Result<Piece, String> {
    let text = value.replace('\n', " ");
    if text.chars().any(char::is_control) { Err("holds a control character".into()) } else { Ok(Piece::Text(text)) }
}

fn placed(inline: InlineExpression<&str>, arguments: &mut BTreeMap<String, Kind>) -> Result<Piece, String> {
    match inline {
        InlineExpression::StringLiteral { value } => text(value),
        InlineExpression::VariableReference { id } => {
            used(arguments, id.name, Kind::Text);
            Ok(Piece::Argument(id.name.to_owned()))
        }
        InlineExpression::FunctionReference { id, arguments: CallArguments { positional, named } }
            if id.name == "NUMBER" && named.is_empty() =>
        {
            let [argument] = positional.as_slice() else { return Err("NUMBER has one argument".into()) };
            let name = name_of(argument)?;
            used(arguments, &name, Kind::Count);
            Ok(Piece::Argument(name))
        }
        _ => Err("holds what is not supported: text, { $argument }, { NUMBER($argument) } and choices are".into()),
    }
}

fn name_of(selector: &InlineExpression<&str>) -> Result<String, String> {
    match selector {
        InlineExpression::VariableReference { id } => Ok(id.name.to_owned()),
        _ => Err("a choice is made by an argument".into()),
    }
}

/// What is a number anywhere is one everywhere.
fn used(arguments: &mut BTreeMap<String, Kind>, name: &str, kind: Kind) {
    let held = arguments.entry(name.to_owned()).or_insert(kind);
    if kind == Kind::Count {
        *held = Kind::Count;
    }
}
