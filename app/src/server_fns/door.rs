//! Pages for people with a trade: everybody else is sent on before the page begins.

use comanda::Role;

/// While the server draws a page: sends whoever has none of the roles to `to`. Called from the page itself, outside any
/// `Suspense`: once the first byte is on its way it is too late. In a browser the page's own guard does the same.
pub fn admit(roles: &[Role], to: &str) {
    #[cfg(feature = "ssr")]
    {
        use comanda::backend::Caller;
        let caller = leptos::prelude::use_context::<Caller>().unwrap_or_default();
        let admitted = caller.staff.is_some_and(|staff| staff.roles.iter().any(|role| roles.contains(role)));
        if !admitted {
            leptos_axum::redirect(to);
        }
    }
    #[cfg(not(feature = "ssr"))]
    let _ = (roles, to);
}
