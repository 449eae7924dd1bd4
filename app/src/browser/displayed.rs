//! Which parts of a page there is room for.

use leptos::html;
use leptos::prelude::*;

/// Is this part displayed at the window's size? The stylesheet decides; what it leaves out need not be kept up to date. Yes on the
/// server and until the page is alive.
pub fn use_displayed(part: NodeRef<html::Aside>) -> Signal<bool> {
    let displayed = RwSignal::new(true);
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        use wasm_bindgen::prelude::*;
        let Some(part) = part.get() else { return };
        let observed = part.clone();
        // Asked whenever its size is another one, and once at the beginning.
        let look = Closure::<dyn FnMut()>::new(move || {
            let now = !observed.is_connected() || observed.offset_width() > 0;
            if displayed.try_get_untracked().is_some_and(|before| before != now) {
                displayed.set(now);
            }
        });
        // Without it a line is drawn twice, as by the server.
        let Ok(observer) = web_sys::ResizeObserver::new(look.as_ref().unchecked_ref()) else { return };
        observer.observe(&part);
        let held = send_wrapper::SendWrapper::new((observer, look));
        on_cleanup(move || held.0.disconnect());
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = part;
    displayed.into()
}
