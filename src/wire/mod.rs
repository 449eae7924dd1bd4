//! Reading what comes over the wire, JSON all of it.

mod reader;
pub mod tagged;

pub use reader::Unreadable;

use serde::de::DeserializeOwned;

/// Reads a text. Errors: it is no JSON, or not of this type.
///
/// A phone downloads a reader for every type and every source. There every text is read as a JSON value first, and every type from that
/// value: one reader for each type.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    #[cfg(target_arch = "wasm32")]
    {
        read_as_a_phone(text)
    }
    #[cfg(not(target_arch = "wasm32"))]
    serde_json::from_str(text).map_err(Unreadable::because)
}

/// The same as a phone reads it.
pub fn read_as_a_phone<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    T::deserialize(reader::Reader(serde_json::from_str(text).map_err(Unreadable::because)?))
}

/// Reads the bytes of a text. Errors: they are no UTF-8, or see [`read`].
pub fn read_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    read(std::str::from_utf8(bytes).map_err(Unreadable::because)?)
}
