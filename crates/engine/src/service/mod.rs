//! Implements the [`Backend`] port over pipeline, storage and accounts: what screens and HTTP handlers call.

mod cursor;
mod menus;
mod parties;
mod queries;

use menus::Menus;
use parties::Parties;

use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::gateway::Orders;
use crate::gateway::poll::{Question, poll};
use crate::metrics;
use crate::pipeline::Pipeline;
use crate::storage::{Db, sessions, stores};
use comanda::actor::Principal;
use comanda::backend::{Backend, Caller, Fault, Hat, SetCookie};
use comanda::ids::{OrderId, SessionId, StaffId, StationId, StoreId, TableId};
use comanda::kitchen::TicketCard;
use comanda::party::Session;
use comanda::protocol::Cursor;
use comanda::replica::{House, Pass, Stamped};
use comanda::rooms::Room;
use comanda::shop::menu::Menu;
use comanda::views::{FrontDoor, GuestPage, Handover, Manage, Page, Scanned, StaffCard, TableQr, Team, Viewer};
use comanda::{At, Envelope, Outcome};
use std::sync::Arc;

/// What was read last, for whoever asks for it next. Cheap to clone.
#[derive(Clone, Default)]
pub struct Memory {
    menus: Menus,
    parties: Parties,
}

/// Comanda's server side, as handlers and screens hold it. Cheap to clone.
#[derive(Clone)]
pub struct Comanda {
    pub db: Db,
    pub pipeline: Pipeline,
    pub clock: Arc<dyn Clock>,
    pub auth: Arc<Accounts>,
    /// Names the program that pages are served with.
    pub build: Arc<str>,
    pub memory: Memory,
}

impl Comanda {
    /// A guest's seat ends with their party's stay. What they may still read then is the goodbye page's business.
    /// Errors: [`Fault::Unauthenticated`] once the table is closed.
    async fn seated(&self, caller: &Caller, hat: Hat) -> Result<(), Fault> {
        match (&caller.guest, caller.store) {
            (Some(guest), Some(store)) if hat == Hat::Guest => {
                let open = sessions::is_open(&self.db, store, guest.session).await?;
                if open { Ok(()) } else { Err(Fault::Unauthenticated) }
            }
            _ => Ok(()),
        }
    }
}

#[async_trait::async_trait]
impl Backend for Comanda {
    async fn submit(&self, caller: &Caller, hat: Hat, envelope: Envelope, owner: Option<Principal>) -> Result<Outcome, Fault> {
        let store = caller.store.ok_or(Fault::Unauthenticated)?;
        let actor = caller.actor(hat)?;
        if owner.is_some() && owner != actor.principal() {
            return Err(Fault::Unauthenticated);
        }
        let began = tokio::time::Instant::now();
        let answer = self.pipeline.submit(store, actor, envelope).await;
        metrics::answered(&answer, began.elapsed());
        answer
    }

    async fn welcome(&self, caller: &Caller, token: &str) -> Result<Scanned, Fault> {
        queries::welcome(self, caller, token).await
    }
    async fn menu(&self, caller: &Caller) -> Result<Stamped<Arc<Menu>>, Fault> {
        queries::menu(self, caller).await
    }
    async fn guest_page(&self, caller: &Caller) -> Result<GuestPage, Fault> {
        queries::guest_page(self, caller).await
    }
    async fn session(&self, caller: &Caller, hat: Hat, id: SessionId) -> Result<Stamped<Arc<Session>>, Fault> {
        queries::session(self, caller, hat, id).await
    }
    async fn house(&self, caller: &Caller) -> Result<Stamped<House>, Fault> {
        queries::house(self, caller).await
    }
    async fn pass(&self, caller: &Caller) -> Result<Stamped<Pass>, Fault> {
        queries::pass(self, caller).await
    }
    async fn past_tickets(
        &self,
        caller: &Caller,
        station: Option<StationId>,
        after: Option<String>,
    ) -> Result<Page<TicketCard>, Fault> {
        queries::past_tickets(self, caller, station, after).await
    }

    fn now(&self) -> At {
        self.clock.now()
    }

    async fn table_qr(&self, caller: &Caller, table: TableId) -> Result<TableQr, Fault> {
        queries::table_qr(self, caller, table).await
    }

    async fn follow(
        &self,
        caller: &Caller,
        hat: Hat,
        cursor: Option<Cursor>,
        rooms: Vec<Room>,
        at_once: bool,
    ) -> Result<Vec<String>, Fault> {
        let store = caller.store.ok_or(Fault::Unauthenticated)?;
        self.seated(caller, hat).await?;
        let question = Question { store, actor: caller.actor(hat)?, cursor, rooms, at_once, build: Arc::clone(&self.build) };
        poll(self.auth.hub(), &self.db, self.clock.as_ref(), question).await
    }

    // Who people are: answered by `crate::accounts`.

    async fn viewer(&self, caller: &Caller) -> Result<Viewer, Fault> {
        let Some(store) = caller.store else { return Ok(self.auth.viewer(caller, None, self.auth.any_demo().await?)) };
        let standing = stores::standing(&mut self.db.reader().await?, store).await?;
        Ok(self.auth.viewer(caller, Some(standing.store), standing.demo))
    }
    async fn front_door(&self) -> Result<FrontDoor, Fault> {
        self.auth.front_door().await
    }
    async fn staff(&self, caller: &Caller) -> Result<Vec<StaffCard>, Fault> {
        self.auth.staff(caller).await
    }
    async fn sign_in(&self, caller: &Caller, staff: StaffId, pin: &str) -> Result<SetCookie, Fault> {
        self.auth.sign_in(caller, staff, pin).await
    }
    async fn sign_out(&self, caller: &Caller) -> Result<SetCookie, Fault> {
        self.auth.sign_out(caller).await
    }
    async fn enrol(&self, code: &str, device_name: &str) -> Result<SetCookie, Fault> {
        self.auth.enrol(code, device_name).await
    }
    async fn hand_over(&self, caller: &Caller) -> Result<Handover, Fault> {
        self.seated(caller, Hat::Guest).await?;
        self.auth.hand_over(caller).await
    }
    async fn enrolment_code(&self, caller: &Caller) -> Result<String, Fault> {
        self.auth.enrolment_code(caller).await
    }
    async fn team(&self, caller: &Caller) -> Result<Team, Fault> {
        self.auth.team(caller).await
    }
    async fn manage(&self, caller: &Caller, act: Manage) -> Result<(), Fault> {
        self.auth.manage(caller, act).await
    }
}

#[async_trait::async_trait]
impl Orders for Db {
    async fn session_of_order(&self, store: StoreId, order: OrderId) -> Result<Option<SessionId>, Fault> {
        Ok(sessions::session_of_order(self, store, order).await?)
    }
}
