//! Large messages made small (RFC 1951), for lines that are slow rather than processors that are.
//!
//! Not the websocket's own compression (RFC 7692): that packs each message anew for each receiver, and keeps a window for each.

use bytes::Bytes;
use comanda::protocol::DEFLATED_FROM;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params};
use std::cell::RefCell;

/// The fastest that still looks back: an event repeats its own keys and ids, which any level finds.
const LEVEL: i32 = 1;
/// Negative: without zlib's header and checksum, as the socket's own frames have.
const WINDOW_BITS: i32 = -15;
/// [`create_comp_flags_from_zip_params`]: nothing special.
const STRATEGY: i32 = 0;

thread_local! {
    /// Some 300 KiB that are cleared rather than made anew.
    static COMPRESSOR: RefCell<CompressorOxide> =
        RefCell::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, WINDOW_BITS, STRATEGY)));
}

/// A message's text deflated; `None` if it is short, or would not lose a quarter of its length.
pub fn deflated(text: &str) -> Option<Bytes> {
    if text.len() < DEFLATED_FROM {
        return None;
    }
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut packed = vec![0; text.len() / 4 * 3];
        let (status, _, written) = compress(compressor, text.as_bytes(), &mut packed, TDEFLFlush::Finish);
        (status == TDEFLStatus::Done).then(|| Bytes::copy_from_slice(&packed[..written]))
    })
}
