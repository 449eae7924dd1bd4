//! The protocol, spoken without a socket.

use super::*;

fn hello(protocol: u32) -> String {
    serde_json::to_string(&ClientMessage::Hello {
        protocol,
        build: "b".into(),
        cursor: None,
        rooms: vec![Room::Store],
        deflate: false,
    })
    .unwrap()
}

fn live() -> Conversation {
    let mut conversation = Conversation::default();
    assert_eq!(conversation.text(0, &hello(PROTOCOL)), [Step::Greet { cursor: None, rooms: vec![Room::Store], deflate: false }]);
    conversation
}

fn closes(steps: &[Step]) -> Option<u16> {
    steps.iter().find_map(|s| if let Step::Close { code, .. } = s { Some(*code) } else { None })
}

fn said(steps: &[Step]) -> impl Iterator<Item = &ServerMessage> {
    steps.iter().filter_map(|s| if let Step::Say(message) = s { Some(&**message) } else { None })
}

fn error_code(steps: &[Step]) -> Option<ErrorCode> {
    said(steps).find_map(|m| if let ServerMessage::Error { code, .. } = m { Some(*code) } else { None })
}

#[test]
fn whatever_comes_after_a_goodbye_is_not_answered() {
    let mut conversation = live();
    assert!(closes(&conversation.text(1, r#"{"type":"bye"}"#)).is_some());
    assert_eq!(conversation.not_text(), []);
    assert_eq!(conversation.too_large(), []);
    assert_eq!(conversation.binary(1, MAX_FRAME + 1), []);
    assert_eq!(conversation.text(1, "nonsense"), []);
    assert_eq!(conversation.look(1_000_000), []);
}

#[test]
fn nothing_is_heard_before_the_hello() {
    let mut conversation = Conversation::default();
    let steps = conversation.text(0, r#"{"type":"ping","t":1}"#);
    assert_eq!((error_code(&steps), closes(&steps)), (Some(ErrorCode::InvalidData), Some(CLOSE_PROTOCOL)));
    assert_eq!(conversation.text(1, &hello(PROTOCOL)), [], "what is over stays over");
}

#[test]
fn another_protocol_is_told_so_and_closed() {
    let steps = Conversation::default().text(0, &hello(PROTOCOL + 1));
    assert_eq!((error_code(&steps), closes(&steps)), (Some(ErrorCode::UnknownProtocol), Some(CLOSE_PROTOCOL)));
}

#[test]
fn who_says_no_hello_in_time_is_closed_and_who_does_is_not() {
    let mut silent = Conversation::default();
    assert_eq!(silent.next_look(), HELLO_WITHIN);
    assert_eq!(silent.look(HELLO_WITHIN - 1), []);
    assert_eq!(closes(&silent.look(HELLO_WITHIN)), Some(CLOSE_PROTOCOL));
    assert_eq!(live().look(HELLO_WITHIN), []);
}

#[test]
fn a_silent_client_is_asked_and_then_closed() {
    let mut conversation = live();
    assert_eq!(conversation.look(HEARTBEAT), [Step::Ping]);
    assert_eq!(conversation.look(HEARTBEAT + HEARTBEAT_GRACE - 1), []);
    assert_eq!(closes(&conversation.look(HEARTBEAT + HEARTBEAT_GRACE)), Some(CLOSE_SILENT));
}

#[test]
fn a_client_that_answers_is_asked_again_later() {
    let mut conversation = live();
    assert_eq!(conversation.look(HEARTBEAT), [Step::Ping]);
    conversation.heard(HEARTBEAT + 5);
    assert_eq!(conversation.next_look(), HEARTBEAT + 5 + HEARTBEAT);
}

#[test]
fn nonsense_gets_a_typed_error_and_too_much_of_it_ends_the_conversation() {
    let mut conversation = live();
    let odd =
        ["", "{", "[]", "null", r#"{"type":"dance"}"#, r#"{"type":"join","room":"cellar"}"#, r#"{"type":"submit"}"#, "\u{0}"];
    for text in odd {
        let steps = conversation.text(0, text);
        assert_eq!((error_code(&steps), closes(&steps)), (Some(ErrorCode::InvalidData), None), "{text}");
    }
    assert_eq!(closes(&conversation.binary(0, 3)), None);
    let last = conversation.text(0, &hello(PROTOCOL));
    assert_eq!((error_code(&last), closes(&last)), (Some(ErrorCode::InvalidData), Some(CLOSE_PROTOCOL)));
}

#[test]
fn a_frame_too_large_ends_the_conversation() {
    let steps = live().text(0, &" ".repeat(MAX_FRAME + 1));
    assert_eq!((error_code(&steps), closes(&steps)), (Some(ErrorCode::TooLarge), Some(CLOSE_TOO_LARGE)));
    assert_eq!(closes(&live().binary(0, MAX_FRAME + 1)), Some(CLOSE_TOO_LARGE));
    let just_fits = format!(r#"{{"type":"ping","t":7}}{}"#, " ".repeat(MAX_FRAME - 21));
    assert!(just_fits.len() <= MAX_FRAME);
    assert_eq!(live().text(0, &just_fits), [Step::Pong { t: 7 }]);
}

#[test]
fn pings_and_pongs_count_like_messages() {
    let mut conversation = live();
    let steps: Vec<_> = (0..400).map(|_| conversation.control(0)).collect();
    assert_eq!(steps.iter().filter_map(|s| closes(s)).collect::<Vec<_>>(), [CLOSE_RATE_LIMITED]);
}

#[test]
fn a_message_that_does_not_end_ends_the_conversation() {
    let steps = live().unfinished();
    assert_eq!((error_code(&steps), closes(&steps)), (Some(ErrorCode::InvalidData), Some(CLOSE_UNFINISHED)));
}

#[test]
fn a_flood_is_told_once_in_a_while_and_then_closed() {
    let mut conversation = live();
    let steps: Vec<_> = (0..400).map(|_| conversation.text(0, r#"{"type":"ping","t":1}"#)).collect();
    let told = steps.iter().filter(|s| error_code(s) == Some(ErrorCode::RateLimited)).count();
    assert!((1..10).contains(&told), "answering each would help the flood: {told}");
    assert_eq!(steps.iter().filter_map(|s| closes(s)).collect::<Vec<_>>(), [CLOSE_RATE_LIMITED]);
}

#[test]
fn bye_closes_as_normal() {
    assert_eq!(closes(&live().text(0, r#"{"type":"bye"}"#)), Some(CLOSE_NORMAL));
}
