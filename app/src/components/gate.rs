//! Only people of its trade see the pages of a surface.

use crate::browser::place::encode;
use crate::components::icon::Icon;
use crate::components::problem::Problem;
use crate::queries::{Answer, derived};
use crate::server_fns::door::admit;
use comanda::access::Surface;
use comanda::views::Viewer;
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// What the viewer may see.
#[derive(Clone, PartialEq)]
enum Pass {
    /// Not known yet.
    Wait,
    Allowed,
    SignIn,
    Failed(crate::AppError),
}

/// Shows its children to those who may open the surface; everybody else goes to the sign-in and comes back to `to`.
#[component]
pub fn Gate(viewer: Resource<Answer<Viewer>>, surface: Surface, #[prop(into)] to: String, children: ChildrenFn) -> impl IntoView {
    let pass = derived(move |_| match viewer.get() {
        None => Pass::Wait,
        Some(Err(error)) => Pass::Failed(error),
        Some(Ok(viewer)) if viewer.staff.as_ref().is_some_and(|staff| staff.may_open(surface)) => Pass::Allowed,
        Some(Ok(_)) => Pass::SignIn,
    });
    let sign_in = format!("/sign-in?to={}", encode(&to));
    admit(surface, &sign_in);
    let sign_in = StoredValue::new(sign_in);
    let (title, text) = match surface {
        Surface::Office => (say!(office_sign_in), say!(office_sign_in_text)),
        Surface::Floor | Surface::Kitchen => (say!(gate_waiter), say!(gate_waiter_text)),
    };
    move || match pass.get() {
        Pass::Wait => ().into_any(),
        Pass::Allowed => children().into_any(),
        Pass::Failed(error) => view! { <main class="page"><Problem error /></main> }.into_any(),
        Pass::SignIn => view! {
            <Redirect path=sign_in.get_value() />
            <main class="empty">
                <Icon name="lock" />
                <h1 class="empty-title">{title}</h1>
                <p>{text}</p>
                <a class="btn btn-primary" href=sign_in.get_value()>
                    {say!(gate_sign_in)}
                </a>
            </main>
        }
        .into_any(),
    }
}
