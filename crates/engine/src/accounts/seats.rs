//! A phone that moves from table to table, and back.

use super::Accounts;
use super::token::{Kind, Token, TokenHash};
use crate::holder::Holder;
use crate::storage::seats;
use comanda::backend::{Fault, SetCookie};
use comanda::ids::{GuestId, SessionId, StoreId};

impl Accounts {
    /// A guest's cookie in the place of the one their phone held, which it remembers. Errors: [`Fault::Unavailable`].
    pub async fn move_guest(
        &self,
        store: StoreId,
        session: SessionId,
        guest: GuestId,
        held: Option<&TokenHash>,
    ) -> Result<SetCookie, Fault> {
        let holder = Holder::Guest { guest, session };
        let token = match held {
            None => self.keep(store, holder, self.lifetimes.guest, None).await?,
            Some(held) => {
                let token = Token::fresh();
                seats::insert(&self.db, &self.new_session(&token, store, holder, self.lifetimes.guest), &held.0).await?;
                token
            }
        };
        Ok(self.jar.set(Kind::Guest, &token, self.lifetimes.guest))
    }

    /// Who the phone that holds this cookie was at a session it has left. Errors: [`Fault::Unavailable`].
    pub async fn former_guest(&self, store: StoreId, session: SessionId, held: &TokenHash) -> Result<Option<GuestId>, Fault> {
        Ok(seats::former(&self.db, store, session, &held.0, self.clock.now()).await?)
    }
}
