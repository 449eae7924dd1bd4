//! Sounds made on the spot (`WebAudio`): no files to fetch, nothing to go missing.
//!
//! Browsers stay silent until somebody has touched the page; [`use_speaker`] waits for that touch.

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
    context: StoredValue<Option<web_sys::AudioContext>, LocalStorage>,
}

/// A speaker that wakes with the first touch or key.
pub fn use_speaker() -> Speaker {
    let speaker = Speaker {
        ready: RwSignal::new(false),
        #[cfg(target_arch = "wasm32")]
        context: StoredValue::new_local(None),
    };
    Effect::new(move |_| {
        let touch = window_event_listener(leptos::ev::pointerdown, move |_| speaker.wake());
        let key = window_event_listener(leptos::ev::keydown, move |_| speaker.wake());
        on_cleanup(move || {
            touch.remove();
            key.remove();
            #[cfg(target_arch = "wasm32")]
            speaker.close();
        });
    });
    speaker
}

impl Speaker {
    /// Whether it can be heard yet.
    pub fn is_ready(self) -> Signal<bool> {
        self.ready.into()
    }

    /// Plays these tones, soft enough for a dining room, sharp enough for a kitchen (`gain` 0.0–1.0).
    pub fn play(self, tones: &[Tone], gain: f32) {
        #[cfg(target_arch = "wasm32")]
        let _ = self.context.try_with_value(|context| {
            if let Some(context) = context {
                for tone in tones {
                    let _ = ring(context, *tone, gain);
                }
            }
        });
        #[cfg(not(target_arch = "wasm32"))]
        let _ = (tones, gain);
    }

    fn wake(self) {
        #[cfg(target_arch = "wasm32")]
        {
            if self.context.with_value(Option::is_none) {
                self.context.set_value(web_sys::AudioContext::new().ok());
            }
            self.context.with_value(|context| {
                if let Some(context) = context {
                    let _ = context.resume();
                }
            });
        }
        if !self.ready.get_untracked() {
            self.ready.set(true);
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn close(self) {
        if let Some(Some(context)) = self.context.try_update_value(Option::take) {
            let _ = context.close();
        }
    }
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
