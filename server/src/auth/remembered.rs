//! Who was asked about a moment ago: a busy tablet is not looked up for every tap.

use super::{Known, TokenHash};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How long an answer is believed. Access that ends on another node ends here so much later at most; on this node at once.
const BELIEVED: Duration = Duration::from_millis(500);
/// Answers kept at most; beyond it all are forgotten.
const MOST: usize = 10_000;

/// Answers by the tokens they were for.
#[derive(Default)]
pub(super) struct Remembered(Mutex<HashMap<Vec<TokenHash>, Answer>>);

struct Answer {
    known: Known,
    asked_at: Instant,
    /// Accesses that had ended on this node when it was asked.
    ended: u64,
}

impl Remembered {
    pub fn get(&self, tokens: &[TokenHash], ended: u64) -> Option<Known> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.get(tokens)?;
        (answer.ended == ended && answer.asked_at.elapsed() < BELIEVED).then(|| answer.known.clone())
    }

    /// `ended` as it was before the question.
    pub fn keep(&self, tokens: &[TokenHash], ended: u64, known: &Known) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(tokens.to_vec(), Answer { known: known.clone(), asked_at: Instant::now(), ended });
    }
}
