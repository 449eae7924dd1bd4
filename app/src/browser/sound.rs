//! Sounds made on the spot (`WebAudio`): no files to fetch, nothing to go missing.
//!
//! Browsers stay silent until somebody has touched the page; [`use_speaker`] waits for that touch. They may also take the sound away
//! again (a call comes in on the tablet), so it is asked for at every touch until it is there.

use leptos::prelude::*;

/// One tone of a sound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    /// Hertz.
    pub pitch: f32,
    /// When it starts, seconds from now.
    pub after: f64,
    /// How long it rings, seconds.
    pub length: f64,
}

/// Plays sounds; `Copy`.
#[derive(Clone, Copy)]
pub struct Speaker {
    ready: RwSignal<bool>,
    #[cfg(target_arch = "wasm32")]
    output: StoredValue<Option<Output>, LocalStorage>,
}

/// A speaker that wakes with the first tap or key.
pub fn use_speaker() -> Speaker {
    let speaker = Speaker {
        ready: RwSignal::new(false),
        #[cfg(target_arch = "wasm32")]
        output: StoredValue::new_local(None),
    };
    Effect::new(move |_| {
        // A finger that goes down is no permission yet; one that goes up is.
        let touch = window_event_listener(leptos::ev::pointerup, move |_| speaker.wake());
        let tap = window_event_listener(leptos::ev::click, move |_| speaker.wake());
        let key = window_event_listener(leptos::ev::keydown, move |_| speaker.wake());
        on_cleanup(move || {
            touch.remove();
            tap.remove();
            key.remove();
            #[cfg(target_arch = "wasm32")]
            speaker.close();
        });
    });
    speaker
}

impl Speaker {
    /// Whether it can be heard: the browser's own word.
    pub fn is_ready(self) -> Signal<bool> {
        self.ready.into()
    }

    /// Plays these tones, soft enough for a dining room, sharp enough for a kitchen (`gain` 0.0–1.0). Nothing is kept for later: a
    /// speaker that is not ready drops them. An error that the browser throws is reported and does not reach the caller.
    pub fn play(self, tones: &'static [Tone], gain: f32) {
        #[cfg(target_arch = "wasm32")]
        super::optional::attempt(move || {
            if let Some(Some(context)) = self.output.try_with_value(|output| output.as_ref().map(|output| output.context.clone()))
            {
                if is_running(&context) {
                    for tone in tones {
                        let _ = ring(&context, *tone, gain);
                    }
                } else {
                    resume(&context);
                }
            }
        });
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (tones, gain);
    }

    #[cfg_attr(not(target_arch = "wasm32"), allow(clippy::unused_self))]
    fn wake(self) {
        #[cfg(target_arch = "wasm32")]
        {
            if self.output.with_value(Option::is_none) {
                self.output.set_value(Output::open(self.ready));
            }
            self.output.with_value(|output| {
                if let Some(output) = output.as_ref().filter(|output| !is_running(&output.context)) {
                    resume(&output.context);
                }
            });
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn close(self) {
        if let Some(Some(output)) = self.output.try_update_value(Option::take) {
            output.context.set_onstatechange(None);
            output.context.close().into_iter().for_each(super::optional::ignore);
        }
    }
}

/// The browser's sound, and what hears of its comings and goings.
#[cfg(target_arch = "wasm32")]
struct Output {
    context: web_sys::AudioContext,
    _changed: wasm_bindgen::closure::Closure<dyn Fn()>,
}

#[cfg(target_arch = "wasm32")]
impl Output {
    /// `None` where the browser has none. `ready` says from then on whether it can be heard.
    fn open(ready: RwSignal<bool>) -> Option<Self> {
        use wasm_bindgen::JsCast as _;
        let context = web_sys::AudioContext::new().ok()?;
        let heard = context.clone();
        let changed = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || {
            let now = is_running(&heard);
            if ready.try_get_untracked().is_some_and(|before| before != now) {
                ready.set(now);
            }
        });
        context.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
        if is_running(&context) {
            ready.set(true);
        }
        Some(Self { context, _changed: changed })
    }
}

/// Asks for the sound; `ready` says when it has come.
#[cfg(target_arch = "wasm32")]
fn resume(context: &web_sys::AudioContext) {
    context.resume().into_iter().for_each(super::optional::ignore);
}

/// Neither `suspended` nor `interrupted` (iOS) nor `closed`.
#[cfg(target_arch = "wasm32")]
fn is_running(context: &web_sys::AudioContext) -> bool {
    context.state() == web_sys::AudioContextState::Running
}

/// Swells in and out, so that it never clicks.
#[cfg(target_arch = "wasm32")]
fn ring(context: &web_sys::AudioContext, tone: Tone, gain: f32) -> Result<(), wasm_bindgen::JsValue> {
    let (oscillator, volume) = (context.create_oscillator()?, context.create_gain()?);
    let start = context.current_time() + tone.after;
    oscillator.frequency().set_value(tone.pitch);
    volume.gain().set_value_at_time(0.000_1, start)?;
    volume.gain().exponential_ramp_to_value_at_time(gain.max(0.001), start + 0.02)?;
    volume.gain().exponential_ramp_to_value_at_time(0.000_1, start + tone.length)?;
    oscillator.connect_with_audio_node(&volume)?;
    volume.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(start)?;
    oscillator.stop_with_when(start + tone.length)
}
