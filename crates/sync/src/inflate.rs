//! Large messages come deflated: raw DEFLATE (RFC 1951) of the same JSON text, in a binary frame.

use comanda::protocol::ServerMessage;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// No message is larger, bytes: what claims to be is not read.
const LARGEST: usize = 4 * 1024 * 1024;

/// The message in a binary frame; `None`: it can't be read.
pub fn read_deflated(frame: &[u8]) -> Option<ServerMessage> {
    let text = decompress_to_vec_with_limit(frame, LARGEST).ok()?;
    comanda::wire::read_bytes(&text).ok()
}
