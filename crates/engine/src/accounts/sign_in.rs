//! Letting people in and out: enrolment, PINs with their lock, guests' seats.

use super::token::{Kind, Token, sha256_hex};
use super::{Accounts, code, pin};
use crate::gateway::member::Revoked;
use crate::holder::Holder;
use crate::ids;
use crate::storage::web_sessions::{self, NewWebSession};
use crate::storage::{access, devices, public_lookup, staff};
use comanda::backend::{Caller, CallerDevice, Fault, Invalid, SetCookie};
use comanda::ids::{DeviceId, GuestId, SessionId, StaffId, StoreId};
use comanda::{At, Role};

/// Characters of a device's name.
const MAX_DEVICE_NAME: usize = 40;

impl Accounts {
    /// Signs a staff member in on an enrolled device; whoever was signed in there before is out, sockets included.
    /// Errors: [`Fault::Unauthenticated`] on a device that is not enrolled, [`Fault::WrongPin`], [`Fault::Locked`],
    /// [`Fault::RateLimited`] after too many tries on one device.
    pub async fn sign_in(&self, caller: &Caller, staff: StaffId, pin: &str) -> Result<SetCookie, Fault> {
        let (store, device) = enrolled(caller)?;
        pin::check(pin)?;
        let now = self.clock.now();
        if !devices::take_try(&self.db, store, device.id, now).await? {
            tracing::warn!(device = %device.id, "too many PIN tries on one device");
            return Err(Fault::RateLimited { retry_after_ms: u64::try_from(devices::WINDOW).unwrap_or(0) });
        }
        let Some(attempt) = staff::take_try(&self.db, store, staff, now).await? else {
            let until = staff::locked_until(&self.db, store, staff).await?.ok_or(Fault::NotFound)?;
            return Err(Fault::Locked { until });
        };
        if !self.pins.verify(pin.to_owned(), attempt.member.pin_hash).await? {
            tracing::warn!(%staff, device = %device.id, tries = attempt.tries, "wrong PIN");
            return Err(match u32::try_from(staff::FREE_TRIES - attempt.tries) {
                Ok(tries_left) if tries_left > 0 => Fault::WrongPin { tries_left },
                _ => Fault::Locked { until: attempt.member.locked_until },
            });
        }
        staff::clear_tries(&self.db, store, staff).await?;
        devices::give_back_try(&self.db, store, device.id).await?;
        tracing::info!(%staff, device = %device.id, "signed in");
        self.let_in(store, staff, device.id).await
    }

    /// Ends the sign-in of this device; its sockets close. Errors: [`Fault::Unavailable`].
    pub async fn sign_out(&self, caller: &Caller) -> Result<SetCookie, Fault> {
        if let (Some(store), Some(staff)) = (caller.store, &caller.staff) {
            web_sessions::delete_staff(&self.db, store, staff.device).await?;
            self.hub.revoke(Revoked::SignIn(staff.staff, staff.device));
            tracing::info!(staff = %staff.staff, device = %staff.device, "signed out");
        }
        Ok(self.jar.clear(Kind::Staff))
    }

    /// Makes a browser an enrolled device. Errors: [`Fault::WrongEnrolmentCode`], [`Fault::Invalid`] for a nameless one.
    pub async fn enrol(&self, typed: &str, name: &str) -> Result<SetCookie, Fault> {
        let name = device_name(name)?;
        let now = self.clock.now();
        let code = code::normalise(typed).ok_or(Fault::WrongEnrolmentCode)?;
        // Wrong codes are counted by address, in front of this: 40 bits can't be guessed at that rate, and strangers hold up nobody.
        // A wrong one does not even wait for its turn to write.
        if !devices::is_code(&self.db, &sha256_hex(&code), now).await? {
            tracing::debug!("a wrong enrolment code");
            return Err(Fault::WrongEnrolmentCode);
        }
        let (token, device) = (Token::fresh(), ids::fresh::<DeviceId>());
        let expires = now.plus(self.lifetimes.device * 1000);
        let store = web_sessions::enrol(&self.db, &sha256_hex(&code), device, &name, &token.hash().0, now, expires).await?;
        let store = store.ok_or(Fault::WrongEnrolmentCode)?;
        tracing::info!(%store, %device, name, "device enrolled");
        Ok(self.jar.set(Kind::Device, &token, self.lifetimes.device))
    }

    /// A fresh enrolment code. Errors: [`Fault::Unauthenticated`], [`Fault::Forbidden`] for all but managers and owners.
    pub async fn enrolment_code(&self, caller: &Caller) -> Result<String, Fault> {
        let (Some(store), Some(staff)) = (caller.store, &caller.staff) else { return Err(Fault::Unauthenticated) };
        if !staff.roles.iter().any(|role| matches!(role, Role::Manager | Role::Owner)) {
            return Err(Fault::Forbidden);
        }
        self.fresh_code(store, Some(staff.staff)).await
    }

    /// A fresh enrolment code of a store: for the terminal of whoever runs the server.
    pub async fn fresh_code(&self, store: StoreId, made_by: Option<StaffId>) -> Result<String, Fault> {
        let code = code::fresh();
        let stored = code::normalise(&code).ok_or(Fault::Internal)?;
        let now = self.clock.now();
        devices::insert_code(&self.db, store, &sha256_hex(&stored), made_by, now, now.plus(code::VALID_FOR)).await?;
        Ok(code)
    }

    /// Takes a device out of service within a moment. Whether there was one.
    pub async fn revoke_device(&self, store: StoreId, device: DeviceId) -> Result<bool, Fault> {
        let revoked = devices::revoke(&self.db, store, device, self.clock.now()).await?;
        access::ended(&self.db, store).await?;
        self.hub.revoke(Revoked::Device(device));
        Ok(revoked)
    }

    /// A guest's cookie for the seat a scan has given. Errors: [`Fault::Unavailable`].
    pub async fn seat_guest(&self, store: StoreId, session: SessionId, guest: GuestId) -> Result<SetCookie, Fault> {
        let holder = Holder::Guest { guest, session };
        let token = self.keep(store, holder, self.lifetimes.guest, None).await?;
        Ok(self.jar.set(Kind::Guest, &token, self.lifetimes.guest))
    }

    /// One click into a room of a demo: a device and its owner signed in. Errors: [`Fault::NotFound`] anywhere else.
    pub async fn enter_demo(&self, caller: &Caller) -> Result<Vec<SetCookie>, Fault> {
        let store = public_lookup::stores(&self.db).await?.into_iter().find(|s| s.demo).ok_or(Fault::NotFound)?.id;
        let people = staff::list(&self.db, store).await?;
        let owner = people.iter().find(|p| p.roles.contains(&Role::Owner)).ok_or(Fault::NotFound)?.id;
        let mut cookies = Vec::new();
        let device = match &caller.device {
            Some(device) if caller.store == Some(store) => device.id,
            _ => {
                let device = ids::fresh::<DeviceId>();
                let token = self.keep(store, Holder::Device(device), self.lifetimes.device, Some("Demo screen")).await?;
                cookies.push(self.jar.set(Kind::Device, &token, self.lifetimes.device));
                device
            }
        };
        cookies.push(self.let_in(store, owner, device).await?);
        Ok(cookies)
    }

    async fn let_in(&self, store: StoreId, staff: StaffId, device: DeviceId) -> Result<SetCookie, Fault> {
        let token = Token::fresh();
        let session = self.new_session(&token, store, Holder::Staff { staff, device }, self.lifetimes.staff);
        web_sessions::replace_staff(&self.db, &session, device).await?;
        // Whatever listened on this device under the sign-in before.
        self.hub.revoke(Revoked::Device(device));
        Ok(self.jar.set(Kind::Staff, &token, self.lifetimes.staff))
    }

    pub(super) async fn keep(
        &self,
        store: StoreId,
        holder: Holder,
        seconds: i64,
        new_device: Option<&str>,
    ) -> Result<Token, Fault> {
        let token = Token::fresh();
        let session = self.new_session(&token, store, holder, seconds);
        match (holder, new_device) {
            (Holder::Device(device), Some(name)) => {
                web_sessions::insert_device(&self.db, &session, device, name).await?;
            }
            _ => web_sessions::insert(&self.db, &session).await?,
        }
        Ok(token)
    }

    pub(super) fn new_session(&self, token: &Token, store: StoreId, holder: Holder, seconds: i64) -> NewWebSession {
        let now: At = self.clock.now();
        NewWebSession { hash: token.hash().0, store, holder, now, expires: now.plus(seconds * 1000) }
    }
}

fn enrolled(caller: &Caller) -> Result<(StoreId, &CallerDevice), Fault> {
    match (caller.store, &caller.device) {
        (Some(store), Some(device)) => Ok((store, device)),
        _ => Err(Fault::Unauthenticated),
    }
}

fn device_name(name: &str) -> Result<String, Fault> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > MAX_DEVICE_NAME || name.chars().any(char::is_control) {
        return Err(Invalid::DeviceName { max: MAX_DEVICE_NAME }.into());
    }
    Ok(name)
}
