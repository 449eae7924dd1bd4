//! Text that people typed, made safe to show on somebody else's screen and to print on one line of a ticket.

/// One line of plain text: control characters and line breaks become single spaces; characters that reorder or hide
/// text (bidirectional overrides, zero-width and tag characters) go. Joiners that scripts and emoji need stay.
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !hides(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn a_text_of_joiners_alone_shows_nothing() {
        assert!(!is_visible("\u{200D}\u{2800}\u{FE0F} \u{202E}"));
        assert!(is_visible("Ö"));
    }
}
