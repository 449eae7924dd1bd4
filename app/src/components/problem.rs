//! A failure in full: what happened, what is safe, what to do.

use crate::AppError;
use crate::components::icon::Icon;
use leptos::prelude::*;

/// An error where content should have been.
#[component]
pub fn Problem(error: AppError) -> impl IntoView {
    view! {
        <div class="callout" data-state="problem" role="alert">
            <Icon name="alert-triangle" />
            <p>{error.sentence()}</p>
        </div>
    }
}
