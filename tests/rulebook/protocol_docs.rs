//! `docs/protocol-examples.json` and the examples in `docs/PROTOCOL.md` are real values, or this fails.
//! `UPDATE=1 cargo test -p comanda docs` writes both anew.

use crate::protocol::{client_messages, command_of, faults, server_messages};
use crate::{rejections, samples};
use comanda::audience::{Listener, heard};
use comanda::command::CommandKind;
use comanda::protocol as p;
use comanda::protocol::{ClientMessage as C, ErrorCode as E, ResyncReason as R, ServerMessage as S};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn docs(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}
fn read(name: &str) -> String {
    std::fs::read_to_string(docs(name)).unwrap_or_else(|e| panic!("docs/{name}: {e}; UPDATE=1 writes it"))
}
fn updating() -> bool {
    std::env::var("UPDATE").is_ok_and(|v| v == "1")
}

/// Name and text of every example, such as `client.hello`, in the order of the documentation.
fn examples() -> Vec<(String, String)> {
    let client = client_messages().into_iter().map(|m| (format!("client.{}", client_name(&m)), pretty(&m)));
    let server = server_messages().into_iter().map(|m| (format!("server.{}", server_name(&m)), pretty(&m)));
    let commands = CommandKind::ALL.map(command_of).into_iter().map(|c| (format!("command.{}", tag(&c, "command")), pretty(&c)));
    let events = samples::one_of_each().into_iter().map(|e| {
        let event = heard(&e.event, Listener::Floor).unwrap_or(e.event);
        (format!("event.{}", event.kind()), pretty(&event))
    });
    client.chain(server).chain(commands).chain(events).collect()
}

/// No arm for the rest: a new message does not compile until it has an example.
fn client_name(message: &C) -> &'static str {
    match message {
        C::Hello { .. } => "hello",
        C::Join { .. } => "join",
        C::Leave { .. } => "leave",
        C::Submit { .. } => "submit",
        C::Ping { .. } => "ping",
        C::Bye => "bye",
    }
}
fn server_name(message: &S) -> &'static str {
    match message {
        S::Welcome { .. } => "welcome",
        S::Event(_) => "event",
        S::CaughtUp { .. } => "caught_up",
        S::Resync { .. } => "resync",
        S::Ack { .. } => "ack",
        S::Refused { .. } => "refused",
        S::Joined { .. } => "joined",
        S::Denied { .. } => "denied",
        S::SessionReplaced { .. } => "session_replaced",
        S::Error { .. } => "error",
        S::Pong { .. } => "pong",
        S::GoingAway { .. } => "going_away",
    }
}

fn tag(value: &impl Serialize, field: &str) -> String {
    serde_json::to_value(value).unwrap()[field].as_str().expect("a tag").to_owned()
}
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().expect("a word").to_owned()
}

/// JSON in the order of the fields, short objects and lists on one line.
fn pretty(value: &impl Serialize) -> String {
    const WIDTH: usize = 118;
    let text = serde_json::to_string_pretty(value).unwrap();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(line.to_owned());
        if !line.trim_start().starts_with(['}', ']']) {
            continue;
        }
        let open = lines[..lines.len() - 1].iter().rposition(|l| depth(l) == depth(line)).expect("it was opened");
        let inner: Vec<&str> = lines[open + 1..lines.len() - 1].iter().map(|l| l.trim()).collect();
        let joined = format!("{}{}{}", lines[open], inner.join(" "), line.trim());
        // Only what has nothing open inside.
        if joined.len() <= WIDTH && inner.iter().all(|l| !l.ends_with(['{', '['])) {
            lines.truncate(open);
            lines.push(joined);
        }
    }
    lines.join("\n")
}

fn file_of(examples: &[(String, String)]) -> String {
    let entry = |(name, text): &(String, String)| format!("  \"{name}\": {}", text.replace('\n', "\n  "));
    format!("{{\n{}\n}}\n", examples.iter().map(entry).collect::<Vec<_>>().join(",\n"))
}

/// The documentation with each marked block replaced by what it should hold.
fn rewritten(page: &str, block: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(start) = rest.find("<!-- from-test: ") {
        let name_end = start + rest[start..].find(" -->").expect("a marker ends");
        let name = &rest[start + "<!-- from-test: ".len()..name_end];
        let end = name_end + rest[name_end..].find("<!-- end -->").unwrap_or_else(|| panic!("{name} has no <!-- end -->"));
        out.extend([&rest[..name_end], " -->\n", &block(name), "\n"]);
        rest = &rest[end..];
    }
    out + rest
}

fn marked(page: &str) -> BTreeSet<String> {
    page.split("<!-- from-test: ").skip(1).filter_map(|s| s.split(" -->").next()).map(str::to_owned).collect()
}

/// What a message says besides its tag.
fn fields(value: &impl Serialize, tag: &str) -> String {
    let mut value = serde_json::to_value(value).expect("serialisable");
    value.as_object_mut().expect("an object").remove(tag);
    if value.as_object().is_some_and(serde_json::Map::is_empty) { String::new() } else { format!("`{value}`") }
}

fn rejection_table() -> String {
    let rows = rejections::all().into_iter().map(|r| format!("| `{}` | {} | {} |", r.code(), r.status(), fields(&r, "code")));
    format!("| code | HTTP | fields (an example) |\n|---|---|---|\n{}", rows.collect::<Vec<_>>().join("\n"))
}
fn fault_table() -> String {
    let rows = faults().into_iter().map(|f| (tag(&f, "fault"), f));
    let rows = rows.map(|(name, f)| format!("| `{name}` | {} | {} |", f.status(), fields(&f, "fault")));
    format!("| fault | HTTP | fields (an example) |\n|---|---|---|\n{}", rows.collect::<Vec<_>>().join("\n"))
}
fn block(name: &str) -> String {
    match name {
        "rejections" => rejection_table(),
        "faults" => fault_table(),
        _ => {
            let known = examples().into_iter().find(|(known, _)| known == name);
            format!("```json\n{}\n```", known.unwrap_or_else(|| panic!("there is no example called {name}")).1)
        }
    }
}

#[test]
fn docs_examples_are_what_the_code_says() {
    let (file, page) = (file_of(&examples()), read("PROTOCOL.md"));
    if updating() {
        std::fs::write(docs("protocol-examples.json"), &file).unwrap();
        std::fs::write(docs("PROTOCOL.md"), rewritten(&page, block)).unwrap();
    }
    let known: Value = serde_json::from_str(&read("protocol-examples.json")).unwrap();
    let real: Value = serde_json::from_str(&file).unwrap();
    let (known, real) = (known.as_object().unwrap(), real.as_object().unwrap());
    for (name, value) in real {
        assert_eq!(known.get(name), Some(value), "{name} in docs/protocol-examples.json; UPDATE=1 writes it anew");
    }
    assert_eq!(known.len(), real.len(), "docs/protocol-examples.json holds something that is no more");
}

#[test]
fn docs_of_the_protocol_show_every_example_as_it_is_in_the_file() {
    if updating() {
        return; // The other test is writing both just now.
    }
    let file: Value = serde_json::from_str(&read("protocol-examples.json")).unwrap();
    let page = read("PROTOCOL.md");
    let file = file.as_object().unwrap();
    let shown = marked(&page);
    for name in file.keys() {
        assert!(shown.contains(name), "docs/PROTOCOL.md does not show {name}");
    }
    for part in page.split("<!-- from-test: ").skip(1) {
        let (name, after) = part.split_once(" -->").unwrap();
        let text = after.split("<!-- end -->").next().unwrap().trim();
        if name == "rejections" || name == "faults" {
            assert_eq!(text, block(name), "the table of {name} in docs/PROTOCOL.md; UPDATE=1 writes it anew");
            continue;
        }
        let json =
            text.strip_prefix("```json").and_then(|t| t.strip_suffix("```")).unwrap_or_else(|| panic!("{name} is no JSON"));
        let shown: Value = serde_json::from_str(json).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(Some(&shown), file.get(name), "{name} in docs/PROTOCOL.md; UPDATE=1 writes it anew");
    }
}

#[test]
fn docs_of_the_protocol_name_every_code_and_number() {
    let page = read("PROTOCOL.md");
    let says = |what: &str| assert!(page.contains(what), "docs/PROTOCOL.md does not say {what}");
    for code in [
        p::CLOSE_UNAUTHENTICATED,
        p::CLOSE_PROTOCOL,
        p::CLOSE_TOO_SLOW,
        p::CLOSE_TOO_LARGE,
        p::CLOSE_REPLACED,
        p::CLOSE_UNFINISHED,
        p::CLOSE_CROWDED,
        p::CLOSE_RATE_LIMITED,
        p::CLOSE_RESTART,
    ] {
        says(&format!("| {code} |"));
    }
    for code in [
        E::Unauthenticated,
        E::PermissionDenied,
        E::InvalidData,
        E::RateLimited,
        E::TooLarge,
        E::UnknownProtocol,
        E::KeyReused,
        E::Conflict,
        E::Internal,
    ] {
        says(&format!("| `{}` |", word(&code)));
    }
    for reason in [R::Fresh, R::TooOld, R::EpochChanged, R::Ahead, R::JoinedRoom] {
        says(&format!("| `{}` |", word(&reason)));
    }
    for kind in samples::KINDS {
        says(&format!("### `{kind}`"));
    }
    says(&format!("Protocol {}", p::PROTOCOL));
    says(&format!("{} KiB", p::MAX_FRAME / 1024));
    says(&format!("{} s without it", p::HELLO_WITHIN / 1000));
    says(&format!("every {} s", p::HEARTBEAT / 1000));
    says(&format!("{} s of silence", p::HEARTBEAT_GRACE / 1000));
    says(&format!("{} events", p::QUEUE));
    says(&format!("{} rooms", p::MAX_ROOMS));
    says(&format!("{} sockets at once, one enrolled screen {}", p::MAX_GUEST_SOCKETS, p::MAX_DEVICE_SOCKETS));
    says(&format!("pauses for less than {} s", p::MESSAGE_WITHIN / 1000));
}
