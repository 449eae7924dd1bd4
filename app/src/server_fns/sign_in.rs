//! Signing in and out, and enrolling a screen.

use crate::AppError;
use comanda::ids::StaffId;
use leptos::prelude::*;

/// Signs a staff member in on this enrolled device.
#[server(prefix = "/api", endpoint = "sign_in")]
pub async fn sign_in(staff: StaffId, pin: String) -> Result<(), AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context::<leptos_axum::ResponseOptions>();
    let cookie = super::answer(response.clone(), backend.sign_in(&caller, staff, &pin).await)?;
    super::set_cookie(response.as_ref(), &cookie);
    Ok(())
}

/// Signs the staff member out; the device stays enrolled.
#[server(prefix = "/api", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context::<leptos_axum::ResponseOptions>();
    let cookie = super::answer(response.clone(), backend.sign_out(&caller).await)?;
    super::set_cookie(response.as_ref(), &cookie);
    Ok(())
}

/// Makes this browser an enrolled device.
#[server(prefix = "/api", endpoint = "enrol")]
pub async fn enrol(code: String, name: String) -> Result<(), AppError> {
    let (backend, _) = super::ask()?;
    let response = use_context::<leptos_axum::ResponseOptions>();
    let cookie = super::answer(response.clone(), backend.enrol(&code, &name).await)?;
    super::set_cookie(response.as_ref(), &cookie);
    Ok(())
}

/// A fresh enrolment code, for managers.
#[server(prefix = "/api", endpoint = "enrolment_code")]
pub async fn make_enrolment_code() -> Result<String, AppError> {
    let (backend, caller) = super::ask()?;
    let response = use_context();
    super::answer(response, backend.enrolment_code(&caller).await)
}
