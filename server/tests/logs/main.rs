//! What the log says. A binary of its own: other tests' threads would decide which lines anybody listens to.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod log_lines;
