//! What happens to the restaurant when somebody asks for something.

mod menu;
mod settings;

use super::menu::{Availability, EightySix};
use super::{ShopCommand, ShopEvent};
use crate::error::Rejection;
use crate::event::Event;
use crate::ids::ProductId;
use crate::world::World;

/// Decides a command about the restaurant.
pub(crate) fn decide(world: &World<'_>, asked: &ShopCommand) -> Result<Vec<Event>, Rejection> {
    match asked {
        ShopCommand::RotateTableToken { .. } => rotate_token(world),
        ShopCommand::EightySix { product, until } => {
            let off = EightySix { until: *until, by: Some(world.actor.by()) };
            change(world, *product, |known| match &known.eighty_six {
                // Whoever took it off first has taken it off.
                Some(already) if already.until == *until => known.clone(),
                _ => Availability { eighty_six: Some(off), ..known.clone() },
            })
        }
        ShopCommand::BringBack { product, portions } => change(world, *product, |known| {
            let portions = portions.or(known.portions.filter(|left| *left > 0));
            Availability { eighty_six: None, portions, ..known.clone() }
        }),
        ShopCommand::CountPortions { product, portions } => {
            change(world, *product, |known| Availability { portions: *portions, ..known.clone() })
        }
        ShopCommand::EditMenu { edits } => menu::edit(world, edits),
        ShopCommand::EditStore { changes } => settings::edit(world, changes),
    }
}

/// The table's printed code is replaced; the server draws the new one.
fn rotate_token(world: &World<'_>) -> Result<Vec<Event>, Rejection> {
    let table = world.table.ok_or(Rejection::UnknownTable)?;
    Ok(vec![ShopEvent::TableTokenRotated { table_id: table.id, table_label: table.label.clone(), by: world.actor.by() }.into()])
}

/// Changes one fact of a product's availability; the other facts stay as the server knows them.
fn change(world: &World<'_>, id: ProductId, change: impl FnOnce(&Availability) -> Availability) -> Result<Vec<Event>, Rejection> {
    let product = world.menu.product(id).ok_or_else(Rejection::unknown_product)?;
    let availability = change(&product.availability);
    if availability == product.availability {
        return Ok(Vec::new());
    }
    Ok(vec![
        ShopEvent::AvailabilityChanged { product_id: id, name: product.name.clone(), availability, by: world.actor.by() }.into(),
    ])
}
