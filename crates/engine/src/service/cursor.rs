//! Where a page of bumped tickets ended. Opaque to screens: they hand it back as it came.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comanda::At;
use comanda::backend::{Fault, Invalid};
use comanda::ids::TicketId;

pub(super) fn write(at: At, ticket: TicketId) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{ticket}", at.0))
}

/// Errors: [`Fault::Invalid`] for anything we did not write.
pub(super) fn read(cursor: &str) -> Result<(At, TicketId), Fault> {
    parse(cursor).ok_or_else(|| Fault::from(Invalid::UnknownPlace))
}

fn parse(cursor: &str) -> Option<(At, TicketId)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (at, ticket) = text.split_once(':')?;
    Some((At(at.parse().ok()?), ticket.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_cursor_comes_back_as_it_went_and_nonsense_does_not() {
        let (at, ticket) = (At(1_736_190_000_000), TicketId(Uuid::from_u128(5)));
        assert_eq!(read(&write(at, ticket)), Ok((at, ticket)));
        assert!(matches!(read("%%%"), Err(Fault::Invalid { .. })));
        assert!(matches!(read("AAAA"), Err(Fault::Invalid { .. })));
    }
}
