//! The people of a restaurant that is being served: guests sit down, staff sign in, and all of them have their cookies.

use super::tiny::Tiny;
use comanda::actor::{GuestActor, Role};
use comanda::backend::{Caller, CallerDevice, Hat, SetCookie};
use comanda::ids::{GuestId, SessionId, StaffId};
use comanda::{Actor, At, Command, Envelope, Outcome, PartyCommand};
use engine::accounts::{Accounts, pin};
use engine::clock::{Clock as _, ManualClock};
use engine::ids::fresh;
use engine::pipeline::Pipeline;
use engine::storage::Db;
use engine::storage::staff::{self, StaffMember};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

/// Everybody's PIN.
pub const PIN: &str = "4711";

/// The people of a restaurant that a server serves. What a test starts dereferences to it.
pub struct People {
    /// Where the server listens.
    pub address: SocketAddr,
    pub db: Db,
    pub clock: Arc<ManualClock>,
    pub accounts: Arc<Accounts>,
    pub pipeline: Pipeline,
    pub tiny: Tiny,
}

/// A guest's seat with its cookie.
#[derive(Debug, Clone)]
pub struct Seated {
    pub cookie: String,
    pub session: SessionId,
    pub guest: GuestId,
}

impl Seated {
    pub fn actor(&self) -> Actor {
        Actor::Guest(GuestActor { session: self.session, guest: self.guest, name: String::new(), waiting: false })
    }
}

/// A staff member signed in on a device of their own.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Both cookies, as a browser sends them.
    pub cookie: String,
    pub caller: Caller,
    pub staff: StaffId,
    pub actor: Actor,
}

impl People {
    pub fn later(&self, milliseconds: i64) {
        self.clock.set(At(self.clock.now().0 + milliseconds));
    }

    pub async fn submit(&self, actor: &Actor, command: Command) -> Outcome {
        let envelope = Envelope { key: fresh(), command, at: At(0), base_seq: 0 };
        self.pipeline.submit(self.tiny.store, actor.clone(), envelope).await.expect("accepted")
    }

    /// A phone sits down at a table.
    pub async fn sit(&self, table: usize) -> Seated {
        let (table, guest) = (self.tiny.table(table), fresh());
        let scan =
            Command::Party(PartyCommand::Scan { table, session: fresh(), guest, code: None, covers: None, with_paid: None });
        let session = self.submit(&Actor::Visitor { table }, scan).await.session.expect("a session");
        let cookie = self.accounts.seat_guest(self.tiny.store, session, guest).await.expect("a seat");
        Seated { cookie: pair(&cookie), session, guest }
    }

    /// A screen with somebody of this role signed in.
    pub async fn sign_in(&self, role: Role) -> SignedIn {
        let staff = self.hire(role).await;
        let code = self.accounts.fresh_code(self.tiny.store, None).await.expect("a code");
        let device = pair(&self.accounts.enrol(&code, "Screen").await.expect("enrolled"));
        let caller = self.known(&device).await;
        let cookie = format!("{device}; {}", pair(&self.accounts.sign_in(&caller, staff, PIN).await.expect("signed in")));
        let caller = self.known(&cookie).await;
        let actor = caller.actor(Hat::Staff).expect("staff");
        SignedIn { cookie, caller, staff, actor }
    }

    /// Adds somebody who can sign in with [`PIN`].
    pub async fn hire(&self, role: Role) -> StaffId {
        static HASH: OnceLock<String> = OnceLock::new();
        let member = StaffMember {
            id: fresh(),
            name: format!("{role:?} Rossi"),
            roles: vec![role],
            pin_hash: HASH.get_or_init(|| pin::hash(PIN).expect("a PIN")).clone(),
            demo_pin: None,
            locked_until: At(0),
        };
        staff::insert(&self.db, self.tiny.store, 0, &member).await.expect("hired");
        member.id
    }

    /// An enrolled device without anybody signed in: its cookie and its caller.
    pub async fn device(&self) -> (String, Caller) {
        let code = self.accounts.fresh_code(self.tiny.store, None).await.expect("a code");
        let cookie = pair(&self.accounts.enrol(&code, "Screen").await.expect("enrolled"));
        let caller = self.known(&cookie).await;
        assert!(matches!(caller.device, Some(CallerDevice { .. })));
        (cookie, caller)
    }

    /// Who stands behind these cookies.
    pub async fn known(&self, cookie: &str) -> Caller {
        let mut headers = http::HeaderMap::new();
        headers.insert("cookie", cookie.parse().expect("a header"));
        let hashes: Vec<_> = Accounts::tokens(&headers).into_iter().map(|(_, hash)| hash).collect();
        self.accounts.know(&hashes).await.expect("an answer")
    }
}

/// `name=value` of a `Set-Cookie`.
pub fn pair(cookie: &SetCookie) -> String {
    cookie.0.split(';').next().unwrap_or_default().to_owned()
}
