//! The demo's ids: made from the file's slugs, so that seeding anew gives the same addresses and the same QR codes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comanda::ids::{
    AreaId, CategoryId, DeviceId, GroupId, OptionId, ProductId, StaffId, StationId, StoreId, TableId, TaxClassId,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The space in which the demo's names are ids. Changing it changes every one of them.
const SPACE: Uuid = Uuid::from_u128(0x1d0f_4a7b_93c6_5e21_b8a4_6f0c_27d3_e915);

/// Bytes of a table token: 128 bits.
const TOKEN_BYTES: usize = 16;

/// The demo restaurant.
#[must_use]
pub fn store() -> StoreId {
    StoreId::named(&SPACE, "osteria-comanda")
}

/// An id of the kind, from a slug of the file.
fn named<T: From<Uuid>>(kind: &str, slug: &str) -> T {
    Uuid::new_v5(&store().0, format!("{kind}:{slug}").as_bytes()).into()
}

pub(super) fn area(slug: &str) -> AreaId {
    named("room", slug)
}
pub(super) fn table(slug: &str) -> TableId {
    named("table", slug)
}
pub(super) fn station(slug: &str) -> StationId {
    named("station", slug)
}
pub(super) fn tax_class(slug: &str) -> TaxClassId {
    named("tax", slug)
}
pub(super) fn category(slug: &str) -> CategoryId {
    named("category", slug)
}
pub(super) fn group(slug: &str) -> GroupId {
    named("group", slug)
}
pub(super) fn option(group: &str, slug: &str) -> OptionId {
    named("option", &format!("{group}:{slug}"))
}
pub(super) fn product(slug: &str) -> ProductId {
    named("product", slug)
}
pub(super) fn staff(slug: &str) -> StaffId {
    named("staff", slug)
}
/// The screen a staff member worked on this morning.
pub(super) fn device(slug: &str) -> DeviceId {
    named("device", slug)
}

/// What a table's QR code carries. The same after every seeding, so that a printed sheet stays good; it looks like a real
/// one, but whoever has the source can work it out. That is all right for a demo alone.
pub(super) fn token(table: &str) -> String {
    let digest = Sha256::digest(format!("{}:table-token:{table}", store()).as_bytes());
    URL_SAFE_NO_PAD.encode(&digest[..TOKEN_BYTES])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed QR codes and bookmarks depend on these: a change here is a change for everybody who has one.
    #[test]
    fn ids_and_tokens_stay_what_they_were() {
        assert_eq!(store().to_string(), "0845f4e6-1a83-5c4b-bd08-07811cc8dee6");
        assert_eq!(table("t1").to_string(), "7a9547f4-1a47-5095-b261-a9500d0c0b06");
        assert_eq!(token("t1"), "rBDRAPeh-k2kGUpbN6YCsQ");
        assert_ne!(token("t1"), token("t2"));
        assert_ne!(option("garlic", "none"), option("dressing", "none"));
    }
}
