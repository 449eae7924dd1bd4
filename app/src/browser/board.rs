//! A board that is larger than the screen: what of it can be seen, scrolling it, packing it.

use leptos::html;
use leptos::prelude::*;

/// Which way something out of sight lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Where the element with this id is out of sight of the scrolling element, if it is: its head cannot be read.
pub fn out_of_sight(scroller: &str, id: &str) -> Option<Side> {
    #[cfg(target_arch = "wasm32")]
    {
        /// As much of a ticket as tells whose it is, CSS pixels.
        const HEAD: f64 = 48.0;
        let (frame, it) = (element(scroller)?.get_bounding_client_rect(), element(id)?.get_bounding_client_rect());
        if it.top() + HEAD > frame.bottom() || it.left() + HEAD > frame.right() {
            Some(Side::After)
        } else if it.bottom() - HEAD < frame.top() || it.right() - HEAD < frame.left() || it.top() + HEAD < frame.top() {
            Some(Side::Before)
        } else {
            None
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (scroller, id);
        None
    }
}

/// Scrolls by most of a screen, the way there is to scroll.
pub fn turn_page(scroller: &str, forward: bool) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = element(scroller) {
        let way = if forward { 0.85 } else { -0.85 };
        let wide = element.scroll_width() > element.client_width();
        let size = f64::from(if wide { element.client_width() } else { element.client_height() }) * way;
        element.scroll_by_with_x_and_y(if wide { size } else { 0.0 }, if wide { 0.0 } else { size });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (scroller, forward);
}

/// Back to the beginning; `true` if it was not there.
pub fn rewind(scroller: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let Some(element) = element(scroller).filter(|e| e.scroll_top() > 0 || e.scroll_left() != 0) else { return false };
        element.scroll_to_with_x_and_y(0.0, 0.0);
        true
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = scroller;
        false
    }
}

/// How high an element is, in letters of the page's size (`rem`); none on the server. `ruler` is one letter high.
pub fn use_height(measured: NodeRef<html::Main>, ruler: NodeRef<html::I>) -> Signal<Option<i32>> {
    let height = RwSignal::new(None);
    #[cfg(target_arch = "wasm32")]
    Effect::new(move |_| {
        let (Some(measured), Some(ruler)) = (measured.get(), ruler.get()) else { return };
        let (room, letter) = (measured.clone(), ruler.clone());
        let Some(watch) = Watch::new(move || {
            let now = room.offset_height().checked_div(letter.offset_height());
            if now.is_some() && height.try_get_untracked().is_some_and(|before| before != now) {
                height.set(now);
            }
        }) else {
            return;
        };
        watch.observe(&measured);
        watch.observe(&ruler);
        on_cleanup(move || watch.end());
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (measured, ruler);
    height.into()
}

/// Packs the children of a grid without holes: each is told how many of the grid's small rows it is high. `changes` is read so that
/// children that come later are packed too.
pub fn use_packing(list: NodeRef<html::Ol>, changes: impl Fn() + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        /// The height of the grid's rows, CSS pixels; the stylesheet's `--k-row`.
        const ROW: f64 = 8.0;
        let watch = StoredValue::new(None::<Watch>);
        Effect::new(move |_| {
            let Some(list) = list.get() else { return };
            let packed = list.clone();
            watch.set_value(Watch::new(move || {
                for slot in children(&packed) {
                    let style = format!("--rows:{}", (slot.get_bounding_client_rect().height() / ROW).ceil());
                    if slot.get_attribute("style").as_deref() != Some(&style) {
                        // Refused only for a name that is none.
                        let _ = slot.set_attribute("style", &style);
                    }
                }
                let _ = packed.set_attribute("data-packed", "");
            }));
            on_cleanup(move || {
                if let Some(watch) = watch.try_update_value(Option::take).flatten() {
                    watch.end();
                }
            });
        });
        Effect::new(move |_| {
            changes();
            let Some(list) = list.get() else { return };
            // Once what has changed is on the page.
            request_animation_frame(move || {
                watch.try_with_value(|watch| {
                    for slot in children(&list) {
                        watch.iter().for_each(|watch| watch.observe(&slot));
                    }
                });
            });
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (list, changes);
}

/// Something that looks again whenever what it watches has another size.
#[cfg(target_arch = "wasm32")]
struct Watch(send_wrapper::SendWrapper<(web_sys::ResizeObserver, wasm_bindgen::prelude::Closure<dyn FnMut()>)>);

#[cfg(target_arch = "wasm32")]
impl Watch {
    /// `None` where the browser knows no such thing: then the first look is the last.
    fn new(look: impl FnMut() + 'static) -> Option<Self> {
        use wasm_bindgen::prelude::*;
        let look = Closure::<dyn FnMut()>::new(look);
        let observer = web_sys::ResizeObserver::new(look.as_ref().unchecked_ref()).ok()?;
        Some(Self(send_wrapper::SendWrapper::new((observer, look))))
    }
    fn observe(&self, element: &web_sys::Element) {
        self.0.0.observe(element);
    }
    fn end(self) {
        self.0.0.disconnect();
    }
}

#[cfg(target_arch = "wasm32")]
fn children(parent: &web_sys::Element) -> Vec<web_sys::Element> {
    let mut all = Vec::new();
    let mut next = parent.first_element_child();
    while let Some(child) = next {
        next = child.next_element_sibling();
        all.push(child);
    }
    all
}

#[cfg(target_arch = "wasm32")]
fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
