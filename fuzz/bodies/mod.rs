//! What each target does with its bytes. `server/tests/corpus` does the same with every file of the corpus in `cargo test`.
//!
//! Inputs are lines, so that an example can be read and written by hand. Whoever takes this in has `connection`, `inflate`,
//! `conversation` and `world` beside it.

pub mod envelope;
pub mod frames;
pub mod server_message;

/// More lines than these are left: a long input finds nothing that a shorter one would not.
const MOST_LINES: usize = 2_000;

/// An input's lines.
fn lines(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.split(|byte| *byte == b'\n').take(MOST_LINES)
}

/// The number after a word, if the line begins with it.
fn number(line: &[u8], word: &str) -> Option<u64> {
    std::str::from_utf8(line.strip_prefix(word.as_bytes())?).ok()?.trim().parse().ok()
}
