//! Enrolment codes: what a manager reads out to make a browser an enrolled device.

use rand::Rng as _;

/// Letters and digits nobody confuses: no 0/O, 1/I/L, U/V.
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";
const LENGTH: usize = 8;
/// How long a code may be used, milliseconds.
pub const VALID_FOR: i64 = 15 * comanda::time::MINUTE;

/// A fresh code as people read it: `K7PM-X2QD`.
pub fn fresh() -> String {
    let mut rng = rand::rng();
    let mut code = String::with_capacity(LENGTH + 1);
    for place in 0..LENGTH {
        if place == LENGTH / 2 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]));
    }
    code
}

/// What a person typed, as it is stored: upper case, nothing between. `None` if it can be no code.
#[must_use]
pub fn normalise(typed: &str) -> Option<String> {
    let code: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).take(LENGTH + 1).collect();
    (code.len() == LENGTH && code.bytes().all(|b| ALPHABET.contains(&b))).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = fresh();
        let plain = normalise(&code);
        assert!(plain.is_some(), "{code}");
        assert_eq!(normalise(&format!(" {} ", code.to_lowercase().replace('-', " "))), plain);
        for bad in ["", "ABC", "ABCD-EFG0", "ABCDEFGHJ", "ABCD-EFÜH"] {
            assert_eq!(normalise(bad), None, "{bad}");
        }
    }
}
