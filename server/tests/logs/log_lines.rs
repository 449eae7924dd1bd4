//! Every no leaves a line in the log that says where, what, and why, under names that programs can search for.

use comanda::party::CallKind;
use comanda::{Command, PartyCommand};
use engine::ids::fresh;
use std::io;
use std::sync::{Arc, Mutex};
use testkit::databases;
use testkit::house::{House, envelope};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a buffer").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// One thread: the lane's lines are heard too.
#[tokio::test]
async fn a_refused_and_a_failed_command_each_leave_a_line() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let scratch = databases::sqlite().await;
    let house = House::open(scratch.db.clone()).await;
    let phone = house.sit(0).await;
    let refused = envelope(Command::Party(PartyCommand::RequestBill { session: phone.session, call: fresh() }));
    house.send(&phone.actor(), refused.clone()).await.expect_err("nothing to pay");
    scratch.db.close().await;
    let failed =
        envelope(Command::Party(PartyCommand::CallWaiter { session: phone.session, call: fresh(), kind: CallKind::Water }));
    house.send(&phone.actor(), failed.clone()).await.expect_err("no database");

    let text = String::from_utf8(lines.0.lock().expect("a buffer").clone()).expect("text");
    let line = |key: &str| -> serde_json::Value {
        let line = text.lines().find(|line| line.contains(key)).unwrap_or_else(|| panic!("no line for {key} in {text}"));
        serde_json::from_str(line).expect("JSON")
    };
    for (sent, command, code) in [(refused, "request_bill", "nothing_to_pay"), (failed, "call_waiter", "unavailable")] {
        let fields = &line(&sent.key.to_string())["fields"];
        assert_eq!(fields["store"], house.tiny.store.to_string());
        assert_eq!(fields["command"], command);
        assert_eq!(fields["code"], code);
    }
}
