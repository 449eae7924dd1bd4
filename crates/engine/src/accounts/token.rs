//! Opaque tokens and the cookies that carry them.
//!
//! A cookie holds 256 random bits; the database keeps only their SHA-256, so that a stolen backup signs nobody in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comanda::backend::SetCookie;
use rand::RngCore as _;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// Random bytes of a token.
const TOKEN_BYTES: usize = 32;

/// What the browser keeps. Shown nowhere but in its cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// What the database keeps of a token: SHA-256, hex.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenHash(pub String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A fresh token.
    #[must_use]
    pub fn fresh() -> Self {
        let mut bytes = [0; TOKEN_BYTES];
        rand::rng().fill_bytes(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }
    /// A token as a browser sends it back; `None` if it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == TOKEN_BYTES).then(|| Self(text.to_owned()))
    }
    /// The token itself, for the one link or cookie that carries it.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        &self.0
    }
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(sha256_hex(&self.0))
    }
}

/// SHA-256 of a text, lower-case hex.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        hex.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        hex.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        hex
    })
}

/// The three identities a browser may hold side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An enrolled screen, for a year.
    Device,
    /// A staff member on an enrolled screen, for a shift.
    Staff,
    /// A phone at a table, for a day at most.
    Guest,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Device, Self::Staff, Self::Guest];

    /// The word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Staff => "staff",
            Self::Guest => "guest",
        }
    }
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
    /// The cookie's name.
    #[must_use]
    pub fn cookie(self) -> &'static str {
        match self {
            Self::Device => "comanda_device",
            Self::Staff => "comanda_staff",
            Self::Guest => "comanda_guest",
        }
    }
}

/// Writes `Set-Cookie` values. `secure` where people come over https: over plain http a browser would not keep them.
#[derive(Debug, Clone, Copy)]
pub struct CookieJar {
    pub secure: bool,
}

impl CookieJar {
    /// A cookie that lasts `seconds`.
    #[must_use]
    pub fn set(self, kind: Kind, token: &Token, seconds: i64) -> SetCookie {
        SetCookie(format!("{}={}; {}; Max-Age={seconds}", kind.cookie(), token.0, self.attributes()))
    }
    /// Makes the browser forget.
    #[must_use]
    pub fn clear(self, kind: Kind) -> SetCookie {
        SetCookie(format!("{}=; {}; Max-Age=0", kind.cookie(), self.attributes()))
    }
    fn attributes(self) -> &'static str {
        if self.secure { "Path=/; HttpOnly; SameSite=Lax; Secure" } else { "Path=/; HttpOnly; SameSite=Lax" }
    }
}

/// The token of a kind among the `Cookie` headers of a request.
pub fn token_in<'a>(cookies: impl IntoIterator<Item = &'a str>, kind: Kind) -> Option<Token> {
    cookies
        .into_iter()
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == kind.cookie()).then(|| Token::parse(value)).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_its_cookie_and_its_hash_tells_nothing_of_it() {
        let token = Token::fresh();
        let SetCookie(cookie) = CookieJar { secure: true }.set(Kind::Staff, &token, 60);
        let sent_back = cookie.split(';').next().unwrap_or_default();
        assert_eq!(token_in(["other=1", sent_back], Kind::Staff), Some(token.clone()));
        assert_eq!(token_in([sent_back], Kind::Guest), None);
        assert_eq!(token.hash().0.len(), 64);
        assert!(!token.hash().0.contains(&token.0));
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_of_other_sites() {
        let SetCookie(secure) = CookieJar { secure: true }.set(Kind::Guest, &Token::fresh(), 60);
        for wanted in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure", "Max-Age=60"] {
            assert!(secure.contains(wanted), "{wanted} missing in {secure}");
        }
        assert!(!CookieJar { secure: false }.clear(Kind::Guest).0.contains("Secure"));
    }

    #[test]
    fn what_cannot_be_a_token_is_none() {
        for bad in ["", "short", "spaces are not base64 ............................", &"A".repeat(44)] {
            assert_eq!(Token::parse(bad), None, "{bad}");
        }
    }
}
