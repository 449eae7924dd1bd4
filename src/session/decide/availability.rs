//! 86 and back.

use crate::error::Rejection;
use crate::event::Event;
use crate::ids::ProductId;
use crate::menu::Availability;
use crate::session::Context;
use crate::time::At;

pub(super) fn set(
    context: &Context<'_>,
    id: ProductId,
    available: bool,
    remaining: Option<u32>,
    until: Option<At>,
) -> Result<Vec<Event>, Rejection> {
    let product = context.menu.product(id).ok_or_else(Rejection::unknown_product)?;
    let availability =
        Availability { available, remaining, until: until.filter(|_| !available), reason: (!available).then(|| "86".to_owned()) };
    if availability == product.availability {
        return Ok(Vec::new());
    }
    Ok(vec![Event::AvailabilityChanged { product_id: id, name: product.name.clone(), availability, by: context.actor.by() }])
}
