//! Fresh identifiers: the one place of the server that makes them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comanda::At;
use comanda::time::HOUR;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// How far a browser's clock may be off for its ids to be taken, milliseconds.
const CLOCK_TOLERANCE: u64 = 24 * HOUR.unsigned_abs();

/// A fresh time-ordered id.
#[allow(clippy::disallowed_methods)] // the one place that asks
#[must_use]
pub fn fresh<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}

/// A fresh token for a table's printed code: 128 random bits.
#[must_use]
pub fn table_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<u128>().to_be_bytes())
}

/// The secret of a form, if it is one of this day; else a fresh one.
#[must_use]
pub fn once(given: Option<Uuid>, now: At) -> Uuid {
    let of_today = |id: &Uuid| {
        id.get_version_num() == 7 && i64::try_from(id.as_u128() >> 80).is_ok_and(|made| made.abs_diff(now.0) <= CLOCK_TOLERANCE)
    };
    given.filter(of_today).unwrap_or_else(fresh)
}

/// An id that follows from a secret: the same for the same purpose, of the same time, and it does not give the secret away.
#[must_use]
pub fn derived<T: From<Uuid>>(secret: Uuid, purpose: &str) -> T {
    let digest = Sha256::new().chain_update(secret.as_bytes()).chain_update(purpose.as_bytes()).finalize();
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(digest) {
        *byte = hashed;
    }
    let time = (secret.as_u128() >> 80) << 80;
    let random = u128::from_be_bytes(bytes) & !(u128::MAX << 80);
    let marked = (random & !(0xF << 76) & !(0b11 << 62)) | (7 << 76) | (0b10 << 62);
    Uuid::from_u128(time | marked).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_is_the_same_again_and_of_the_secrets_time() {
        let secret: Uuid = fresh();
        let (guest, again, key): (Uuid, Uuid, Uuid) =
            (derived(secret, "guest"), derived(secret, "guest"), derived(secret, "key"));
        assert_eq!(guest, again);
        assert!(guest != key && guest != secret);
        assert_eq!((guest.get_version_num(), guest.as_u128() >> 80), (7, secret.as_u128() >> 80));
    }

    #[test]
    fn a_secret_of_another_day_is_not_taken() {
        let (mine, now): (Uuid, _) = (fresh(), At(i64::MAX / 2));
        assert_ne!(once(Some(mine), now), mine);
        let its_time = At(i64::try_from(mine.as_u128() >> 80).unwrap_or_default());
        assert_eq!(once(Some(mine), its_time), mine);
        assert_ne!(once(None, its_time), mine);
    }
}
