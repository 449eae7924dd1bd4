//! What kind of device somebody holds.

use serde::{Deserialize, Serialize};

/// What people would call a device, as far as its browser tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    Iphone,
    Ipad,
    Android,
    Mac,
    Windows,
    Linux,
    Other,
}

impl DeviceKind {
    /// Every kind but [`Self::Other`], with what a browser of such a device says of itself. An Android phone calls itself Linux, too.
    const MARKS: [(Self, &'static str, &'static str); 6] = [
        (Self::Iphone, "iphone", "iPhone"),
        (Self::Ipad, "ipad", "iPad"),
        (Self::Android, "android", "Android"),
        (Self::Mac, "mac", "Macintosh"),
        (Self::Windows, "windows", "Windows"),
        (Self::Linux, "linux", "Linux"),
    ];

    /// The kind of the device whose browser sends this `User-Agent`.
    pub fn of_browser(user_agent: &str) -> Self {
        Self::MARKS.into_iter().find(|(.., mark)| user_agent.contains(mark)).map_or(Self::Other, |(kind, ..)| kind)
    }

    /// The stable word used in data.
    pub fn word(self) -> &'static str {
        Self::MARKS.into_iter().find(|(kind, ..)| *kind == self).map_or("other", |(_, word, _)| word)
    }

    /// The kind of a word; [`Self::Other`] for any other text.
    pub fn parse(word: &str) -> Self {
        Self::MARKS.into_iter().find(|(_, known, _)| *known == word).map_or(Self::Other, |(kind, ..)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_by_what_its_browser_says() {
        let chrome = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36";
        assert_eq!(DeviceKind::of_browser(chrome), DeviceKind::Android);
        assert_eq!(DeviceKind::of_browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"), DeviceKind::Iphone);
        assert_eq!(DeviceKind::of_browser("\u{0}"), DeviceKind::Other);
    }

    #[test]
    fn a_kind_is_one_word_in_tables_and_on_the_wire() {
        for (kind, ..) in DeviceKind::MARKS.into_iter().chain([(DeviceKind::Other, "", "")]) {
            assert_eq!(DeviceKind::parse(kind.word()), kind);
            assert_eq!(serde_json::to_value(kind).expect("a word"), kind.word());
        }
    }
}
