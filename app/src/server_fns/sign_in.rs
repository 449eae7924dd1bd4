//! Signing in and out, and enrolling a screen.
//!
//! Each is called by the page, or posted as a plain form when no script runs: a form says in `to` where to go afterwards.

use super::wire::Wire;
use crate::AppError;
use comanda::ids::StaffId;
use comanda::views::{Manage, Team};
use leptos::prelude::*;

/// Signs a staff member in on this enrolled device.
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(staff: StaffId, pin: String, #[server(default)] to: String) -> Result<(), AppError> {
    let (backend, caller) = super::ask()?;
    let result = backend.sign_in(&caller, staff, pin.trim()).await;
    form::settle(result, &to, &format!("/sign-in?staff={staff}&to={}", crate::browser::place::encode(&to)))
}

/// Signs the staff member out; the device stays enrolled.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out(#[server(default)] to: String) -> Result<(), AppError> {
    let (backend, caller) = super::ask()?;
    let result = backend.sign_out(&caller).await;
    form::settle(result, &to, "/sign-in?")
}

/// Makes this browser an enrolled device.
#[server(prefix = "/api", endpoint = "enrol")]
pub async fn enrol(code: String, name: String, #[server(default)] to: String) -> Result<(), AppError> {
    let (backend, _) = super::ask()?;
    let result = backend.enrol(&code, &name).await;
    form::settle(result, &to, &format!("/sign-in?to={}", crate::browser::place::encode(&to)))
}

/// A fresh enrolment code, for managers.
#[server(prefix = "/api", endpoint = "enrolment_code")]
pub async fn make_enrolment_code() -> Result<String, AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.enrolment_code(&caller).await)
}

/// People and screens, for managers.
#[server(prefix = "/api", endpoint = "team")]
pub async fn get_team() -> Result<Team, AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.team(&caller).await)
}

/// Unlocks a person, resets a PIN, ends an access, revokes a screen; for managers.
#[server(prefix = "/api", endpoint = "manage", input = Wire, output = Wire)]
pub async fn manage_team(act: Manage) -> Result<(), AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.manage(&caller, act).await)
}

#[cfg(feature = "ssr")]
mod form {
    use crate::AppError;
    use crate::browser::place::own_path;
    use comanda::backend::{Fault, SetCookie};
    use leptos::prelude::use_context;
    use leptos_axum::{ResponseOptions, redirect};

    /// Answers a call, or shows a page to a form: `to` when it worked, `again` with the problem in words when not.
    pub fn settle(result: Result<SetCookie, Fault>, to: &str, again: &str) -> Result<(), AppError> {
        let response = use_context::<ResponseOptions>();
        match (result, own_path(to)) {
            (Ok(cookie), to) => {
                crate::server_fns::set_cookie(response.as_ref(), &cookie);
                if let Some(to) = to {
                    redirect(to);
                }
                Ok(())
            }
            (Err(fault), Some(_)) => {
                redirect(&format!("{again}&{}", crate::told::carried(&fault)));
                Ok(())
            }
            (Err(fault), None) => crate::server_fns::answer(response, Err(fault)),
        }
    }
}
