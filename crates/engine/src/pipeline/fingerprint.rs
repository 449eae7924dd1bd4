//! What makes two sendings of one key the same command: its body and who sent it.

use comanda::actor::{GuestActor, StaffActor};
use comanda::{Actor, Command, PartyCommand};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 over the command as serialised and its sender's lasting identity, hexadecimal.
/// `None` for text that no database keeps (a NUL character).
pub(crate) fn of(command: &Command, actor: &Actor) -> Option<String> {
    let body = serde_json::to_string(command).ok()?;
    if body.contains("\\u0000") {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(body.as_bytes());
    hash.update(b"\n");
    hash.update(identity(command, actor).as_bytes());
    Some(hex(&hash.finalize()))
}

/// Names, roles and devices may change between two tries of the same tap; the person does not.
fn identity(command: &Command, actor: &Actor) -> String {
    match (command, actor) {
        // Who scans twice is a visitor first and a guest then; the guest's fresh id in the body is identity enough.
        (Command::Party(PartyCommand::Scan { .. }), _) => "scan".into(),
        (_, Actor::Visitor { table }) => format!("visitor:{table}"),
        (_, Actor::Guest(GuestActor { session, guest, .. })) => format!("guest:{session}:{guest}"),
        (_, Actor::Staff(StaffActor { staff, .. })) => format!("staff:{staff}"),
        (_, Actor::System) => "system".into(),
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use comanda::Role;
    use comanda::ids::{SessionId, StaffId};
    use uuid::Uuid;

    #[test]
    fn a_person_who_changed_their_name_is_still_the_same_and_another_is_not() {
        let command = Command::Party(PartyCommand::Approve { session: SessionId(Uuid::from_u128(1)), guest: None });
        let waiter = |id: u128, name: &str| {
            Actor::Staff(StaffActor {
                staff: StaffId(Uuid::from_u128(id)),
                name: name.into(),
                roles: vec![Role::Waiter],
                device: Uuid::from_u128(3).into(),
            })
        };
        assert_eq!(of(&command, &waiter(1, "Ada")), of(&command, &waiter(1, "Ada B.")));
        assert_ne!(of(&command, &waiter(1, "Ada")), of(&command, &waiter(2, "Ada")));
    }
}
