//! A language's catalogue at run time: looked up, and filled in.

use crate::numbers::Numbers;
use crate::{COUNT, Language, SHAPE};
use std::sync::OnceLock;

const ARGUMENT: char = '\u{1}';
const CHOICE: char = '\u{2}';
const KEY_ENDS: char = '\u{3}';
const VARIANT_ENDS: char = '\u{4}';
const CHOICE_ENDS: char = '\u{5}';
/// Marks that isolate the text between them: it keeps its own direction of writing.
const ISOLATE: char = '\u{2068}';
const ISOLATE_ENDS: char = '\u{2069}';

/// A whole number in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub i64);
/// A name, an amount, a word in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(pub &'a str);

macro_rules! counts {
    ($($number:ty),+) => { $(
        impl From<$number> for Count {
            fn from(number: $number) -> Self {
                Self(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+ };
}
counts!(u8, u16, u32, u64, usize, i64);

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(text)
    }
}
impl<'a> From<&'a String> for Text<'a> {
    fn from(text: &'a String) -> Self {
        Self(text)
    }
}

/// An argument of a message.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    Count(i64),
    Text(&'a str),
    /// A part of a list, whose own parts keep their direction already.
    Part(&'a str),
}

/// A catalogue that this program can't read: another build's, or something else altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the catalogue of sentences is not one of this program's")
    }
}
impl std::error::Error for Unfit {}

struct Catalogue {
    language: Language,
    right_to_left: bool,
    locale: &'static str,
    numbers: Numbers,
    lines: Vec<&'static str>,
}

/// The sentences of one language; `Copy`.
#[derive(Clone, Copy)]
pub struct Words(&'static Catalogue);

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.0.language.tag())
    }
}

/// The one catalogue a browser was given.
static LOADED: OnceLock<Words> = OnceLock::new();

impl Words {
    /// A language's sentences, on the server.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(language: Language) -> Self {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        let all = ALL.get_or_init(|| crate::messages::CATALOGUES.iter().filter_map(|text| Words::read(text).ok()).collect());
        // Every catalogue is of this very program, which a test says; English is the first.
        *all.get(language as usize).or_else(|| all.first()).unwrap_or_else(|| unreachable!("catalogues are built in"))
    }

    /// Takes the catalogue a page was sent with. Errors: it is not of this program.
    pub fn load(text: String) -> Result<Self, Unfit> {
        let words = Self::read(Box::leak(text.into_boxed_str()))?;
        Ok(*LOADED.get_or_init(|| words))
    }

    /// The sentences this page was sent with, in a browser; before it has taken them, none.
    pub fn loaded() -> Self {
        static NONE: Catalogue =
            Catalogue { language: Language::En, right_to_left: false, locale: "en", numbers: Numbers::NONE, lines: Vec::new() };
        LOADED.get().copied().unwrap_or(Self(&NONE))
    }

    fn read(text: &'static str) -> Result<Self, Unfit> {
        let mut lines = text.lines();
        let mut head = lines.next().ok_or(Unfit)?.split('\t');
        if head.next() != Some("comanda") || head.next() != Some(SHAPE) {
            return Err(Unfit);
        }
        let language = head.next().and_then(Language::parse).ok_or(Unfit)?;
        let right_to_left = head.next() == Some("rtl");
        let locale = head.next().ok_or(Unfit)?;
        let numbers = Numbers::read(&mut lines).ok_or(Unfit)?;
        let lines: Vec<&str> = lines.collect();
        if lines.len() != COUNT {
            return Err(Unfit);
        }
        Ok(Self(Box::leak(Box::new(Catalogue { language, right_to_left, locale, numbers, lines }))))
    }

    pub fn language(self) -> Language {
        self.0.language
    }

    /// The locale whose customs it follows, for the browser's own formatters.
    pub fn locale(self) -> &'static str {
        self.0.locale
    }

    pub(crate) fn numbers(self) -> &'static Numbers {
        &self.0.numbers
    }

    /// The message at a place, as it stands.
    #[inline(never)] // stands in hundreds of places
    pub(crate) fn line(self, at: usize) -> &'static str {
        self.0.lines.get(at).copied().unwrap_or_default()
    }

    /// The message at a place with its arguments.
    #[inline(never)]
    pub(crate) fn filled(self, at: usize, args: &[Arg]) -> String {
        let mut out = String::new();
        self.fill(self.line(at), args, &mut out);
        out
    }

    fn fill(self, pattern: &str, args: &[Arg], out: &mut String) {
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once([ARGUMENT, CHOICE]) {
            out.push_str(text);
            let is_choice = rest.as_bytes().get(text.len()) == Some(&(CHOICE as u8));
            let mut letters = after.chars();
            let arg = letters.next().and_then(|letter| args.get((letter as usize).wrapping_sub('a' as usize)));
            rest = letters.as_str();
            if is_choice {
                let (chosen, after) = self.chosen(rest, arg);
                self.fill(chosen, args, out);
                rest = after;
            } else if let Some(arg) = arg {
                self.put(*arg, out);
            }
        }
        out.push_str(rest);
    }

    /// The variant that fits, and what comes after the choice.
    fn chosen<'a>(self, variants: &'a str, arg: Option<&Arg>) -> (&'a str, &'a str) {
        let (mut rest, mut best) = (variants, (0, ""));
        loop {
            if let Some(after) = rest.strip_prefix(CHOICE_ENDS) {
                return (best.1, after);
            }
            let Some((key, body)) = rest.split_once(KEY_ENDS) else { return (best.1, "") };
            let (variant, after) = first_variant(body);
            let rank = match arg {
                Some(Arg::Count(number)) if key.parse() == Ok(*number) => 3,
                Some(Arg::Count(number)) if form(key) == Some(self.0.numbers.plural(*number)) => 2,
                Some(Arg::Text(word) | Arg::Part(word)) if key == *word => 2,
                // The default comes last: it is taken where nothing else fits.
                _ => u8::from(after.starts_with(CHOICE_ENDS)),
            };
            if rank > best.0 {
                best = (rank, variant);
            }
            rest = after;
        }
    }

    fn put(self, arg: Arg, out: &mut String) {
        match arg {
            Arg::Count(number) => out.push_str(&self.number(number)),
            Arg::Part(text) => out.push_str(text),
            Arg::Text(text) if self.0.right_to_left => {
                out.push(ISOLATE);
                out.push_str(text);
                out.push(ISOLATE_ENDS);
            }
            Arg::Text(text) => out.push_str(&comanda::text::isolated(text)),
        }
    }

    /// “Mara, Leo and Ines”.
    pub fn all_of<T: AsRef<str>>(self, names: &[T]) -> String {
        self.listed(names, crate::messages::at::LIST_AND)
    }

    /// “milk, eggs or nuts”.
    pub fn one_of<T: AsRef<str>>(self, names: &[T]) -> String {
        self.listed(names, crate::messages::at::LIST_OR)
    }

    /// “vegan, without milk”.
    pub fn in_a_row<T: AsRef<str>>(self, names: &[T]) -> String {
        self.listed(names, crate::messages::at::LIST_COMMA)
    }

    fn listed<T: AsRef<str>>(self, names: &[T], last_joint: usize) -> String {
        let mut out = String::new();
        for (at, name) in names.iter().enumerate() {
            if at == 0 {
                self.put(Arg::Text(name.as_ref()), &mut out);
                continue;
            }
            let joint = if at + 1 == names.len() { last_joint } else { crate::messages::at::LIST_COMMA };
            let mut longer = String::new();
            // The arguments in the order of their names: `first`, and `last` or `next`.
            self.fill(self.line(joint), &[Arg::Part(&out), Arg::Text(name.as_ref())], &mut longer);
            out = longer;
        }
        out
    }
}

/// The letter of a plural form's name.
fn form(key: &str) -> Option<char> {
    if key == "other" { Some('x') } else { key.chars().next() }
}

/// A variant's text up to its end, past the choices in it; and what comes after.
fn first_variant(body: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    for (at, c) in body.char_indices() {
        match c {
            CHOICE => depth += 1,
            CHOICE_ENDS => depth = depth.saturating_sub(1),
            VARIANT_ENDS if depth == 0 => return (&body[..at], &body[at + 1..]),
            _ => {}
        }
    }
    (body, "")
}
