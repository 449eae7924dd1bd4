//! Who was asked about a moment ago: a busy tablet is not looked up for every tap.

use super::TokenHash;
use comanda::At;
use comanda::backend::Caller;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long an answer is believed. Access that ends on another node ends here so much later at most; on this node at once.
/// Milliseconds.
const BELIEVED: i64 = 500;
/// Answers kept at most; beyond it all are forgotten.
const MOST: usize = 10_000;

/// Answers by the tokens they were for.
#[derive(Default)]
pub(super) struct SessionCache(Mutex<HashMap<Vec<TokenHash>, Answer>>);

struct Answer {
    caller: Caller,
    asked_at: At,
    /// Accesses that had ended on this node when it was asked.
    ended: u64,
}

impl SessionCache {
    pub fn get(&self, tokens: &[TokenHash], now: At, ended: u64) -> Option<Caller> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.get(tokens)?;
        (answer.ended == ended && (0..BELIEVED).contains(&now.since(answer.asked_at))).then(|| answer.caller.clone())
    }

    /// `asked_at` and `ended` as they were before the question.
    pub fn keep(&self, tokens: &[TokenHash], asked_at: At, ended: u64, caller: &Caller) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(tokens.to_vec(), Answer { caller: caller.clone(), asked_at, ended });
    }
}
