//! Pages for people with a trade: everybody else is sent on before the page begins.

use comanda::access::Surface;

/// While the server draws a page: sends whoever may not open the surface to `to`. Called from the page itself, outside any
/// `Suspense`: once the first byte is on its way it is too late. In a browser the page's own guard does the same.
pub fn admit(surface: Surface, to: &str) {
    #[cfg(feature = "ssr")]
    {
        use comanda::backend::Caller;
        let caller = leptos::prelude::use_context::<Caller>().unwrap_or_default();
        let admitted = caller.staff.is_some_and(|staff| comanda::access::may_open(&staff.roles, surface));
        if !admitted {
            leptos_axum::redirect(to);
        }
    }
    #[cfg(not(feature = "ssr"))]
    let _ = (surface, to);
}
