//! The rotating four-digit code of a table, which a waiter tells and a guest types.

use comanda::At;
use comanda::ids::TableId;
use comanda::time::MINUTE;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How long a code is the current one, milliseconds. It is accepted for one window more.
pub const WINDOW: i64 = 10 * MINUTE;

/// The window an instant falls into.
#[must_use]
pub fn window(at: At) -> i64 {
    at.0.div_euclid(WINDOW)
}

/// When a window ends.
#[must_use]
pub fn ends(window: i64) -> At {
    At(window.saturating_add(1).saturating_mul(WINDOW))
}

/// The code of a table in a window: four digits, HMAC-SHA256 under the store's secret.
#[must_use]
pub fn table_code(secret: &str, table: TableId, window: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(table.0.as_bytes());
    mac.update(&window.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let number = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:04}", number % 10_000)
}

/// The codes accepted now: the current one and the one before.
#[must_use]
pub fn accepted(secret: &str, table: TableId, at: At) -> [String; 2] {
    let now = window(at);
    [table_code(secret, table, now), table_code(secret, table, now - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_code_lives_for_its_window_and_the_next_and_differs_by_table_and_store() {
        let table = TableId(Uuid::from_u128(7));
        let at = At(1_736_190_000_000);
        let code = table_code("secret", table, window(at));
        assert_eq!(code.len(), 4);
        assert!(code.bytes().all(|b| b.is_ascii_digit()));
        assert!(accepted("secret", table, at).contains(&code));
        assert!(accepted("secret", table, at.plus(WINDOW)).contains(&code));
        let codes = |secret: &str, table| (0..50).map(|w| table_code(secret, table, w)).collect::<Vec<_>>();
        assert_ne!(codes("secret", table), codes("other", table));
        assert_ne!(codes("secret", table), codes("secret", TableId(Uuid::from_u128(8))));
    }
}
