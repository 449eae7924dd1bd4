//! The shared cart: line operations only, so that two phones never overwrite each other.

use crate::draft::Draft;
use crate::error::Rejection;
use crate::ids::{ItemId, OptionId, ProductId};
use crate::party::{CartLine, CartOperation, MAX_CART_LINES, MAX_NOTE, MAX_QUANTITY, NewLine, PartyEvent};
use crate::shop::menu::Priced;
use crate::text::{is_visible, length, one_line};

pub(super) fn add(draft: &mut Draft<'_>, new: &NewLine) -> Result<(), Rejection> {
    if draft.session.cart.len() >= MAX_CART_LINES {
        return Err(Rejection::CartFull { max: MAX_CART_LINES });
    }
    let line = line(draft, new)?;
    operate(draft, CartOperation::Added { line });
    Ok(())
}

/// A line as the cart would hold it: something there is, in a quantity that makes sense, for somebody who sits here.
pub(super) fn line(draft: &Draft<'_>, new: &NewLine) -> Result<CartLine, Rejection> {
    if draft.session.line(new.id).is_some() || draft.item(new.id).is_ok() {
        return Err(Rejection::AlreadyExists);
    }
    let name = check_line(draft, new.product, &new.options, new.quantity)?;
    let for_guest = match (draft.world.actor.guest(), new.for_guest) {
        (Some(me), Some(other)) if me != other => return Err(Rejection::NotYours),
        (Some(_), _) | (None, None) => None,
        (None, Some(guest)) => Some(draft.session.seated().find(|g| g.id == guest).ok_or(Rejection::UnknownGuest)?.id),
    };
    Ok(CartLine {
        id: new.id,
        product: new.product,
        name,
        options: new.options.clone(),
        quantity: new.quantity,
        note: clean_note(new.note.as_deref())?,
        by: draft.by.clone(),
        for_guest,
        added_at: draft.world.at,
    })
}

pub(super) fn change(
    draft: &mut Draft<'_>,
    id: ItemId,
    quantity: u32,
    options: &[OptionId],
    note: Option<&str>,
) -> Result<(), Rejection> {
    let line = own_line(draft, id)?;
    check_line(draft, line.product, options, quantity)?;
    let note = clean_note(note)?;
    operate(draft, CartOperation::Changed { line_id: id, quantity, options: options.to_vec(), note });
    Ok(())
}

pub(super) fn remove(draft: &mut Draft<'_>, id: ItemId) -> Result<(), Rejection> {
    let line = draft.session.line(id).ok_or(Rejection::UnknownLine)?;
    // What can't be ordered any more holds up the whole table: anybody who sits there may take it off.
    if is_orderable(draft, line) {
        own_line(draft, id)?;
    }
    operate(draft, CartOperation::Removed { line_id: id });
    Ok(())
}

fn operate(draft: &mut Draft<'_>, operation: CartOperation) {
    let event = PartyEvent::CartUpdated { party: draft.party_ref(), by: draft.by.clone(), operation };
    draft.push(event);
}

/// A guest touches their own lines; staff touch any.
fn own_line(draft: &Draft<'_>, id: ItemId) -> Result<CartLine, Rejection> {
    let line = draft.session.line(id).ok_or(Rejection::UnknownLine)?;
    match draft.world.actor.guest() {
        Some(me) if line.guest() != Some(me) => Err(Rejection::NotYours),
        _ => Ok(line.clone()),
    }
}

/// The dish's name, if it can be ordered so.
fn check_line(draft: &Draft<'_>, product: ProductId, options: &[OptionId], quantity: u32) -> Result<String, Rejection> {
    if !(1..=MAX_QUANTITY).contains(&quantity) {
        return Err(Rejection::InvalidQuantity { max: MAX_QUANTITY });
    }
    draft.check_currency()?;
    let priced = draft.menu().price(product, options, draft.session.order_type)?;
    check_available(draft, product, quantity)?;
    Ok(priced.name)
}

/// What one unit of a line costs, as the menu stands. Errors: [`Rejection::UnknownProduct`] by the name the line has kept,
/// [`Rejection::UnknownModifier`], [`Rejection::ModifierCount`].
pub(super) fn price_line(draft: &Draft<'_>, line: &CartLine) -> Result<Priced, Rejection> {
    draft.menu().price_line(line, draft.session.order_type)
}

/// Could one portion of a line still be ordered?
fn is_orderable(draft: &Draft<'_>, line: &CartLine) -> bool {
    price_line(draft, line).is_ok() && check_available(draft, line.product, 1).is_ok()
}

/// Errors: [`Rejection::SoldOut`], [`Rejection::OnlyLeft`].
pub(super) fn check_available(draft: &Draft<'_>, id: ProductId, quantity: u32) -> Result<(), Rejection> {
    draft.menu().check_available(id, quantity, draft.world.at)
}

fn clean_note(note: Option<&str>) -> Result<Option<String>, Rejection> {
    // A kitchen ticket is one line a note.
    let Some(note) = note.map(one_line).filter(|n| is_visible(n)) else { return Ok(None) };
    if length(&note) > MAX_NOTE {
        return Err(Rejection::NoteTooLong { max: MAX_NOTE });
    }
    Ok(Some(note))
}
