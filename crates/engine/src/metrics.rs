//! What is counted, for whoever watches over many evenings: each figure once, by its Prometheus name.
//!
//! Counting costs an atomic addition and nothing is counted by person, table or order: names and labels are few.

use comanda::backend::Fault;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use std::time::Duration;

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

const COMMAND_SECONDS: &str = "comanda_command_seconds";
/// Seconds: from a phone's next door neighbour to a disk that struggles.
const BUCKETS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Starts counting, once a process. A second call changes nothing.
pub fn start() {
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(COMMAND_SECONDS.into()), &BUCKETS);
        match builder.and_then(PrometheusBuilder::install_recorder) {
            Ok(handle) => {
                describe();
                Some(handle)
            }
            Err(error) => {
                tracing::warn!(%error, "nothing is counted");
                None
            }
        }
    });
}

/// All figures in Prometheus' text format; `None` if nothing is counted.
pub fn text(connections: usize) -> Option<String> {
    let handle = RECORDER.get()?.as_ref()?;
    #[allow(clippy::cast_precision_loss)] // far below 2^52
    gauge!("comanda_connections").set(connections as f64);
    handle.run_upkeep();
    Some(handle.render())
}

fn describe() {
    describe_gauge!("comanda_connections", "Screens connected now, by socket or by a request that waits.");
    describe_counter!("comanda_greetings_total", "Screens that came: with what they missed, or told to ask anew, and why.");
    describe_counter!("comanda_connections_ended_total", "Connections the server ended, by reason.");
    describe_counter!("comanda_polls_total", "Times the log was asked for over HTTP.");
    describe_counter!("comanda_events_total", "Events committed and handed to the screens.");
    describe_counter!("comanda_deliveries_total", "Events put into connections' queues.");
    describe_counter!("comanda_log_reads_total", "Times the log was read from the database for screens that came back.");
    describe_counter!("comanda_commands_total", "Commands by what became of them.");
    describe_counter!("comanda_commands_repeated_total", "Commands that came again under their keys: duplicates, dropped.");
    describe_histogram!(COMMAND_SECONDS, "From a command's arrival to its answer: queue, decision, commit.");
    describe_counter!("comanda_questions_total", "Questions screens asked over HTTP: first loads and refetches.");
    describe_counter!("comanda_errors_total", "Requests answered with a failure of ours (HTTP 5xx).");
}

/// A screen has come and been greeted: `caught_up`, or the reason why it had to ask anew.
pub fn greeted(how: &'static str) {
    counter!("comanda_greetings_total", "how" => how).increment(1);
}

/// The server has ended a connection.
pub fn ended(reason: &'static str) {
    counter!("comanda_connections_ended_total", "reason" => reason).increment(1);
}

pub fn polled() {
    counter!("comanda_polls_total").increment(1);
}

/// A commit's events have been handed out.
pub fn published(events: u64, deliveries: u64) {
    counter!("comanda_events_total").increment(events);
    counter!("comanda_deliveries_total").increment(deliveries);
}

pub fn log_read() {
    counter!("comanda_log_reads_total").increment(1);
}

/// A command has been answered.
pub fn answered<T>(result: &Result<T, Fault>, after: Duration) {
    let what = match result {
        Ok(_) => "accepted",
        Err(Fault::Rejected { .. }) => "rejected",
        Err(Fault::Unavailable | Fault::Internal) => "failed",
        Err(_) => "refused",
    };
    counter!("comanda_commands_total", "result" => what).increment(1);
    histogram!(COMMAND_SECONDS).record(after.as_secs_f64());
}

/// A command came again under its key, and got the answer it had.
pub fn repeated() {
    counter!("comanda_commands_repeated_total").increment(1);
}

/// A question has been asked.
pub fn asked(what: &'static str) {
    counter!("comanda_questions_total", "what" => what).increment(1);
}

pub fn failed() {
    counter!("comanda_errors_total").increment(1);
}
