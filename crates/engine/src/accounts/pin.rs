//! Staff PINs: argon2id, verified away from the async threads, a few at a time.

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use comanda::backend::{Fault, Invalid};
use rand::RngCore as _;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Digits of a PIN.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// About 50 ms on a small server: a PIN is short, so that the lock does the guarding and the cost only slows a stolen backup.
const MEMORY_KIB: u32 = 12 * 1024;
const PASSES: u32 = 3;
/// PINs verified at the same time: more would only fight over memory and processors.
const AT_ONCE: usize = 2;

/// Hashes and verifies PINs.
#[derive(Debug, Clone)]
pub struct Pins {
    turns: Arc<Semaphore>,
}

impl Default for Pins {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Pins {
    /// Is this the PIN behind the hash? Errors: [`Fault::Internal`] if the stored hash is unreadable.
    pub async fn verify(&self, pin: String, hash: String) -> Result<bool, Fault> {
        let _turn = self.turns.acquire().await.map_err(|_| Fault::Unavailable)?;
        tokio::task::spawn_blocking(move || {
            let parsed = PasswordHash::new(&hash).map_err(|error| {
                tracing::error!(%error, "a stored PIN hash is unreadable");
                Fault::Internal
            })?;
            Ok(hasher()?.verify_password(pin.as_bytes(), &parsed).is_ok())
        })
        .await
        .map_err(|_| Fault::Internal)?
    }
}

/// Errors: [`Fault::Invalid`] with what a PIN is.
pub fn check(pin: &str) -> Result<(), Fault> {
    if DIGITS.contains(&pin.len()) && pin.bytes().all(|b| b.is_ascii_digit()) {
        Ok(())
    } else {
        Err(Invalid::PinDigits { min: *DIGITS.start(), max: *DIGITS.end() }.into())
    }
}

/// The hash to store for a PIN. Takes its 50 ms on the calling thread: seeding and the CLI use it.
/// Errors: [`Fault::Invalid`] if it is no PIN.
pub fn hash(pin: &str) -> Result<String, Fault> {
    check(pin)?;
    let mut salt = [0; 16];
    rand::rng().fill_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|_| Fault::Internal)?;
    hasher()?.hash_password(pin.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(|_| Fault::Internal)
}

fn hasher() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| Fault::Internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_pin_opens_and_equal_pins_hash_differently() {
        let (one, two) = (hash("4711").unwrap(), hash("4711").unwrap());
        assert_ne!(one, two);
        assert!(one.starts_with("$argon2id$"));
        let pins = Pins::default();
        assert_eq!(pins.verify("4711".into(), one.clone()).await, Ok(true));
        assert_eq!(pins.verify("4712".into(), one).await, Ok(false));
        assert_eq!(pins.verify("4711".into(), "nonsense".into()).await, Err(Fault::Internal));
    }

    #[test]
    fn a_pin_is_four_to_eight_digits() {
        assert_eq!(check("0000"), Ok(()));
        for bad in ["", "123", "123456789", "12a4", "１２３４"] {
            assert!(matches!(check(bad), Err(Fault::Invalid { .. })), "{bad}");
        }
    }
}
