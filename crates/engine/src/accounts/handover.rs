//! A guest continues on another device: the link that takes them there, and the way back.

use super::token::{Kind, Token};
use super::{Accounts, TokenHash, qr};
use crate::storage::handovers::{self, SeatRef};
use comanda::backend::{Caller, Fault, SetCookie};
use comanda::device::DeviceKind;
use comanda::views::Handover;

/// How long a link may be used, milliseconds: as long as it takes to hold one phone before another.
const VALID_FOR: i64 = 5 * 60 * 1000;

impl Accounts {
    /// A link that takes the asking guest's place to another device, once. Errors: [`Fault::Unauthenticated`].
    pub async fn hand_over(&self, caller: &Caller) -> Result<Handover, Fault> {
        let (Some(store), Some(guest)) = (caller.store, &caller.guest) else { return Err(Fault::Unauthenticated) };
        let (token, now) = (Token::fresh(), self.clock.now());
        let until = now.plus(VALID_FOR);
        let place = SeatRef { store, guest: guest.guest, session: guest.session };
        handovers::insert(&self.db, &token.hash().0, place, now, until).await?;
        let url = self.absolute(&format!("/continue/{}", token.text()));
        Ok(Handover { qr_svg: qr::svg(&url), url, until })
    }

    /// The device that opened a link has the guest's place from now on, and every other one of theirs is told so.
    /// `None`: the link is unknown, used or too old.
    pub async fn take_over(&self, link: &str, user_agent: &str) -> Result<Option<SetCookie>, Fault> {
        let Some(link) = Token::parse(link) else { return Ok(None) };
        let (token, now, by) = (Token::fresh(), self.clock.now(), DeviceKind::of_browser(user_agent));
        let expires = now.plus(self.lifetimes.guest * 1000);
        let place = handovers::redeem(&self.db, &link.hash().0, &token.hash().0, by, now, expires).await?;
        let Some(place) = place else { return Ok(None) };
        self.hub.replace(place.guest, by);
        tracing::info!(guest = %place.guest, by = by.word(), "a guest continues on another device");
        Ok(Some(self.jar.set(Kind::Guest, &token, self.lifetimes.guest)))
    }

    /// The device whose place was taken has it again. Errors: [`Fault::Unauthenticated`] for a cookie that is no guest's.
    pub async fn take_back(&self, token: &TokenHash, user_agent: &str) -> Result<(), Fault> {
        let by = DeviceKind::of_browser(user_agent);
        let place = handovers::take_back(&self.db, &token.0, by, self.clock.now()).await?.ok_or(Fault::Unauthenticated)?;
        self.hub.replace(place.guest, by);
        tracing::info!(guest = %place.guest, by = by.word(), "a guest is back on the device they came from");
        Ok(())
    }
}
