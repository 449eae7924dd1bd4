//! Sound and touch for a busy room: what wants attention is heard, felt and seen.

use crate::browser::optional::{attempt, vibrate};
use crate::browser::sound::{Speaker, Tone, use_speaker};
use crate::components::icon::Icon;
use crate::remember::{remember, remembered, take_up};
use leptos::prelude::*;

const MEMORY: &str = "sound-waiter";

/// What a sound says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tune {
    /// Something stands at the pass: two notes up.
    Ready,
    /// A guest calls: the same note twice.
    Call,
    /// A party wants in: one low note.
    Door,
}

impl Tune {
    fn tones(self) -> &'static [Tone] {
        match self {
            Self::Ready => &[Tone { pitch: 784.0, after: 0.0, length: 0.25 }, Tone { pitch: 1047.0, after: 0.14, length: 0.4 }],
            Self::Call => &[Tone { pitch: 880.0, after: 0.0, length: 0.16 }, Tone { pitch: 880.0, after: 0.22, length: 0.16 }],
            Self::Door => &[Tone { pitch: 523.0, after: 0.0, length: 0.45 }],
        }
    }
}

/// Rings unless it is muted; `Copy`.
#[derive(Clone, Copy)]
pub struct Bell {
    speaker: Speaker,
    on: RwSignal<bool>,
}

/// The room's bell; whether it is muted is kept on the device.
pub fn use_bell() -> Bell {
    let kept = || remembered(MEMORY).as_deref() != Some("off");
    let on = RwSignal::new(kept());
    take_up(move || on.set(kept()));
    Bell { speaker: use_speaker(), on }
}

impl Bell {
    /// It is not muted.
    pub fn is_on(self) -> bool {
        self.on.get()
    }
    /// Whether the device lets it sound.
    pub fn is_ready(self) -> Signal<bool> {
        self.speaker.is_ready()
    }
    /// Is it heard?
    pub fn is_heard(self) -> bool {
        self.is_on() && self.is_ready().get()
    }
    /// Sound, and a short shake where the device can.
    pub fn ring(self, tune: Tune) {
        if self.on.get_untracked() {
            self.speaker.play(tune.tones(), 0.3);
            attempt(|| vibrate(180));
        }
    }
}

/// Mutes and unmutes the bell.
#[component]
pub fn BellToggle(bell: Bell) -> impl IntoView {
    let icon = Signal::derive(move || if bell.on.get() { "volume" } else { "volume-off" });
    let label = move || match (bell.on.get(), bell.is_ready().get()) {
        (false, _) => "Sound: off",
        (true, true) => "Sound: on",
        (true, false) => "Sound: on, after the first tap on this screen",
    };
    let toggle = move |_| {
        let on = !bell.on.get_untracked();
        bell.on.set(on);
        remember(MEMORY, if on { "on" } else { "off" });
        bell.ring(Tune::Door);
    };
    view! {
        <button class="btn btn-quiet btn-icon" type="button" aria-label=label title=label on:click=toggle>
            <Icon name=icon />
        </button>
    }
    .into_any()
}
