//! The bar of categories: links that follow the reader down the menu.

use crate::browser::dom::{last_passed, show_sideways};
use crate::memo::memo;
use comanda::shop::menu::Category;
use leptos::prelude::*;
use leptos::{ev, html};
use std::time::Duration;

/// A category's place on the page: its name as an address.
pub fn anchor(category: &Category) -> String {
    let mut slug = String::new();
    for c in category.name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    format!("menu-{}", slug.trim_end_matches('-'))
}

/// How far under the top of the window a category counts as being read, pixels: the two bars that stick there.
const READING_LINE: f64 = 140.0;

/// A page that has not been scrolled for so long rests.
const RESTS: Duration = Duration::from_millis(150);

/// The bar. `categories` are those that have something to show.
#[component]
pub fn CategoryBar(#[prop(into)] categories: Signal<Vec<Category>>) -> impl IntoView {
    let bar = NodeRef::<html::Nav>::new();
    let current = RwSignal::new(0_usize);
    let (moves, waits) = (StoredValue::new(false), StoredValue::new(None::<TimeoutHandle>));
    let follow = move || {
        let ids: Vec<String> = categories.with_untracked(|all| all.iter().map(anchor).collect());
        let now = last_passed(&ids, READING_LINE).unwrap_or(0);
        if current.get_untracked() != now {
            current.set(now);
            moves.set_value(true);
        }
        // The bar moves once the page rests: moving it ends the page's own way to a category half way.
        if moves.get_value() {
            if let Some(before) = waits.get_value() {
                before.clear();
            }
            let href = ids.get(now).cloned().unwrap_or_default();
            let show = move || {
                let _ = moves.try_set_value(false);
                if let Some(Some(bar)) = bar.try_get_untracked() {
                    show_sideways(&bar, &format!("a[href=\"#{href}\"]"));
                }
            };
            waits.set_value(set_timeout_with_handle(show, RESTS).ok());
        }
    };
    Effect::new(move |_| {
        let listener = window_event_listener(ev::scroll, move |_| follow());
        on_cleanup(move || listener.remove());
    });
    let link = move |category: Category| {
        let Category { id, name, .. } = category.clone();
        let href = format!("#{}", anchor(&category));
        let here = memo(move || categories.with(|all| all.get(current.get()).is_some_and(|c| c.id == id)));
        view! {
            <li>
                // The browser's own jump: the page keeps its address otherwise.
                <a
                    href=href
                    rel="external"
                    aria-current=move || here.get().then_some("true")
                >
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <nav class="menu-cats scroll-x" aria-label=say!(categories) node_ref=bar>
            <ul>
                <For each=move || categories.get() key=|category| (category.id, category.name.clone()) children=link />
            </ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_category_has_a_readable_address() {
        let category = |name: &str| Category {
            id: Uuid::nil().into(),
            name: name.into(),
            hint: String::new(),
            position: 0,
            archived: false,
        };
        assert_eq!(anchor(&category("Wine & beer")), "menu-wine-beer");
        assert_eq!(anchor(&category("Primi")), "menu-primi");
        assert_eq!(anchor(&category("Caffè!")), "menu-caffè");
    }
}
