//! Asking until there is an answer.

use crate::AppError;
use std::future::Future;

/// Asks; in the browser a question that did not reach the server is asked again, ever more slowly, for ever:
/// the screen keeps what it knew meanwhile, and the connection status says why.
pub async fn patiently<T, F>(ask: impl Fn() -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    #[cfg(target_arch = "wasm32")]
    for attempt in 0_u32.. {
        match ask().await {
            Err(error) if error.is_transient() => {
                let wait = 500_u32.saturating_mul(2_u32.saturating_pow(attempt.min(6))).min(15_000);
                send_wrapper::SendWrapper::new(gloo_timers::future::TimeoutFuture::new(wait)).await;
            }
            answer => return answer,
        }
    }
    ask().await
}
