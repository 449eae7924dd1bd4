//! Text that people typed, made safe to show on somebody else's screen and to print on one line of a ticket.

use unicode_segmentation::UnicodeSegmentation;

/// The most marks that may stand on one letter: Vietnamese needs two, Hebrew and Arabic three. More would paint over other lines.
const MOST_MARKS: usize = 3;
/// How many code points of one visible character are free: the longest emoji people use have eleven.
const FREE_CODE_POINTS: usize = 12;

/// One line of plain text: control characters and line breaks become single spaces; characters that reorder or hide
/// text (bidirectional overrides, zero-width and tag characters) go, and so do marks beyond the third on one letter. Joiners that
/// scripts and emoji need stay.
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !hides(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    with_few_marks(&plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How long a text is to its reader: in characters as they are seen, so that an emoji or an accented letter counts once. A character
/// that is put together from very many code points counts several times, so that a length also limits what is stored.
pub fn length(text: &str) -> usize {
    text.graphemes(true).map(|seen| seen.chars().count().div_ceil(FREE_CODE_POINTS)).sum()
}

/// What a person is known by where there is room for one character: the first letter or digit, in capitals; else the first of all.
pub fn initial(name: &str) -> String {
    let mut seen = name.trim_start().graphemes(true);
    let first = seen.clone().next();
    seen.find(|one| one.chars().next().is_some_and(char::is_alphanumeric)).or(first).map(str::to_uppercase).unwrap_or_default()
}

/// A name for the middle of a sentence: one that is written from right to left keeps its direction to itself, so that the words and
/// numbers around it stay where they are.
pub fn isolated(name: &str) -> String {
    if name.chars().any(is_right_to_left) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// Hebrew, Arabic and the other scripts of Unicode's blocks for writing from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn with_few_marks(text: &str) -> String {
    let mut marks = 0;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks <= MOST_MARKS {
            kept.push(c);
        }
    }
    kept
}

/// Is drawn onto the letter before it: by Unicode's rules of segmentation it is no character of its own.
fn is_mark(c: char) -> bool {
    if c < '\u{0300}' {
        return false;
    }
    let mut pair = String::from("x");
    pair.push(c);
    pair.graphemes(true).count() == 1
}

/// Is there anything to see?
pub fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !hides(c) && !joins(c))
}

/// Reorders or hides the text around it, or is invisible itself (Unicode's bidi controls and default ignorables).
fn hides(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Shows nothing by itself: joiners, variation selectors, the empty braille cell.
fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{2800}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reorders_or_hides_text_is_taken_out_and_lines_are_joined() {
        assert_eq!(one_line("  no\u{202E}noino\u{202C} \n\t please\u{7} "), "nonoino please");
        assert_eq!(one_line("\u{FEFF}A\u{200B}nna\u{2028}B"), "Anna B");
    }

    #[test]
    fn emoji_and_persian_keep_their_joiners() {
        assert_eq!(one_line("👩\u{200D}🍳"), "👩\u{200D}🍳");
        assert_eq!(one_line("می\u{200C}خواهم"), "می\u{200C}خواهم");
    }

    #[test]
    fn stacked_marks_are_capped_and_those_that_scripts_need_stay() {
        let stacked: String = "Zoe".chars().flat_map(|c| std::iter::once(c).chain(std::iter::repeat_n('\u{0336}', 20))).collect();
        let line = one_line(&stacked);
        assert_eq!(line.chars().count(), 3 * (1 + MOST_MARKS));
        assert!(line.starts_with("Z\u{0336}\u{0336}\u{0336}o"));
        // Thai, Arabic and Hebrew stack marks too; nothing of these is lost.
        for word in ["Nguye\u{0302}\u{0303}n", "محمَّد", "ก็ที่", "שָׁלוֹם", "नमस्ते", "👩🏽\u{200D}🍳", "👨‍👩‍👧‍👦", "1\u{FE0F}\u{20E3}"]
        {
            assert_eq!(one_line(word), word);
        }
        assert_eq!(one_line(&"ก็็็็็็็็".repeat(2)), "ก็็็ก็็็");
    }

    #[test]
    fn a_length_counts_characters_as_they_are_seen() {
        assert_eq!(length("Mara"), 4);
        assert_eq!(length("👨‍👩‍👧‍👦👩🏽‍🍳🇮🇹"), 3);
        assert_eq!(length("Nguye\u{0302}\u{0303}n"), 6);
        assert_eq!(length(""), 0);
        // One family of a hundred is one character to Unicode; it is not one to a ticket.
        assert!(length(&"👩\u{200D}".repeat(100)) > 10);
    }

    #[test]
    fn an_initial_is_a_whole_character() {
        assert_eq!(initial("émile"), "É");
        assert_eq!(initial("👩🏽‍🍳 Ada"), "A");
        assert_eq!(initial("👩🏽‍🍳"), "👩🏽‍🍳");
        assert_eq!(initial("e\u{0301}mile"), "E\u{0301}");
        assert_eq!(initial("שלום"), "ש");
        assert_eq!(initial(""), "");
    }

    #[test]
    fn a_name_from_right_to_left_keeps_its_direction_to_itself() {
        assert_eq!(isolated("Ada"), "Ada");
        assert_eq!(isolated("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(isolated("Ada محمد"), "\u{2068}Ada محمد\u{2069}");
    }

    #[test]
    fn a_text_of_joiners_alone_shows_nothing() {
        assert!(!is_visible("\u{200D}\u{2800}\u{FE0F} \u{202E}"));
        assert!(is_visible("Ö"));
    }
}
