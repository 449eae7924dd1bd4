//! QR codes of table addresses, as a picture and as text for a terminal.

use fast_qr::convert::{Builder as _, Shape, svg::SvgBuilder};
use fast_qr::qr::QRBuilder;

/// An SVG picture; empty if the text does not fit a code (no address of ours is that long).
#[must_use]
pub fn svg(text: &str) -> String {
    QRBuilder::new(text)
        .build()
        .map(|code| SvgBuilder::default().margin(2).shape(Shape::Square).to_str(&code))
        .unwrap_or_default()
}

/// Two modules to a character, dark on light as scanners like it; empty if the text does not fit.
#[must_use]
pub fn text(text: &str) -> String {
    QRBuilder::new(text).build().map(|code| code.to_str()).unwrap_or_default()
}
