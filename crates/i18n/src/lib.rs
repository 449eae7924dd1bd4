//! Comanda's sentences, in each language it speaks.
//!
//! `languages/*.ftl` hold them, in Fluent's syntax. `build/` reads and checks those files when this crate is compiled, and writes a typed
//! message for each sentence and a compact catalogue for each language. The server holds every catalogue; a browser is given the one of
//! its page. Both fill it in by the same code and the same data, so that they write the same text.

mod catalogue;
mod choose;
mod numbers;
mod people;
mod refusals;

pub use catalogue::{Arg, Count, Text, Unfit, Words};
pub use choose::choose;

use messages::{COUNT, SHAPE};
pub use messages::{Language, sentences};

/// What `build/` has written.
mod messages {
    use super::{Arg, Count, Text, Words};
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// The compact catalogue of a language, as browsers are given it.
#[cfg(not(target_arch = "wasm32"))]
pub fn text_of(language: Language) -> &'static str {
    messages::CATALOGUES[language as usize]
}

/// The name of a language's file beside the program.
pub fn file_of(language: Language) -> String {
    format!("comanda.{}.txt", language.tag())
}

/// Says a message in the given words: `say!(words, only_left, left = 2, name = &name)`. A missing or misnamed argument does not compile.
#[macro_export]
macro_rules! say {
    ($words:expr, $id:ident) => {
        $words.$id()
    };
    ($words:expr, $id:ident, $($argument:ident = $value:expr),+ $(,)?) => {
        $crate::sentences::$id { $($argument: ::core::convert::Into::into($value)),+ }.say($words)
    };
}
