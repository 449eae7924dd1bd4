//! Back and forward.

/// Makes steps through the history known to the router as the navigations they are. Once, inside the router.
///
/// The router remembers the addresses it has been to, and pushes no entry for a link to the last of them. A step that it takes for
/// neither back nor new (forward, several at once) changes the page and not that memory: the next link to the remembered address would
/// change the page and leave the address behind.
pub fn use_steps() {
    #[cfg(target_arch = "wasm32")]
    {
        use leptos::prelude::*;
        use leptos_router::NavigateOptions;
        use leptos_router::hooks::use_navigate;
        use send_wrapper::SendWrapper;
        use wasm_bindgen::JsCast as _;
        use wasm_bindgen::closure::Closure;

        let Some(window) = web_sys::window() else { return };
        let location = window.location();
        let navigate = use_navigate();
        let step = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let (Ok(path), Ok(search), Ok(hash)) = (location.pathname(), location.search(), location.hash()) else { return };
            // Instead of the router's own listener.
            event.stop_immediate_propagation();
            // The browser puts the page back to where it was scrolled.
            let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&format!("{path}{search}{hash}"), options);
        });
        // While the event is on its way down: before the router's, which came first.
        let _ = window.add_event_listener_with_callback_and_bool("popstate", step.as_ref().unchecked_ref(), true);
        let held = SendWrapper::new((window, step));
        on_cleanup(move || {
            let (window, step) = &*held;
            let _ = window.remove_event_listener_with_callback_and_bool("popstate", step.as_ref().unchecked_ref(), true);
        });
    }
}

/// Keeps an eye on the history; draws nothing.
#[leptos::component]
pub fn Steps() -> impl leptos::IntoView {
    use_steps();
}
