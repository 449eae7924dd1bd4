//! Who may ask for what, written out. A change in `catalogue.rs` or `access.rs` has to change these tables, and somebody has to read it.

use crate::attacks::{ANNA, SESSION, add, send};
use crate::world::*;
use comanda::access::{Reading, Surface, may_join, may_open, may_read, may_submit, may_submit_kind};
use comanda::actor::StaffActor;
use comanda::command::CommandKind::{self, *};
use comanda::rooms::Room;
use comanda::{Actor, Command, PartyCommand, Rejection, Role};

const COLUMNS: [&str; 9] = ["visitor", "guest", "owner", "manager", "waiter", "kitchen", "counter", "trainee", "system"];

/// `+` may, `-` may not, in the order of [`COLUMNS`]. A trainee is staff without a role.
#[rustfmt::skip]
const TABLE: [(CommandKind, &str); 37] = [
    //                    v g  o m w k c t  s
    (Scan,              "+ -  - - - - - -  +"),
    (SeatParty,         "- -  + + + - + -  +"),
    (Approve,           "- -  + + + - - -  +"),
    (Decline,           "- -  + + + - - -  +"),
    (RemoveGuest,       "- -  + + + - - -  +"),
    (NameGuest,         "- +  + + + - - -  +"),
    (SetCovers,         "- -  + + + - - -  +"),
    (AddLine,           "- +  + + + - + -  +"),
    (ChangeLine,        "- +  + + + - + -  +"),
    (RemoveLine,        "- +  + + + - + -  +"),
    (SendOrder,         "- +  + + + - + -  +"),
    (PlaceOrder,        "- +  + + + - + -  +"),
    (AcknowledgeTicket, "- -  + + - + - -  +"),
    (StartTicket,       "- -  + + - + - -  +"),
    (ReadyTicket,       "- -  + + - + - -  +"),
    (BumpTicket,        "- -  + + - + - -  +"),
    (UndoBump,          "- -  + + - + - -  +"),
    (RecallTicket,      "- -  + + - + - -  +"),
    (Serve,             "- -  + + + - + -  +"),
    (UndoServe,         "- -  + + + - + -  +"),
    (UndoCancel,        "- +  + + + - - -  +"),
    (CancelItem,        "- +  + + + - - -  +"),
    (CallWaiter,        "- +  + + + - - -  +"),
    (AcknowledgeCall,   "- -  + + + - - -  +"),
    (ResolveCall,       "- -  + + + - - -  +"),
    (ReopenCall,        "- -  + + + - - -  +"),
    (RequestBill,       "- +  + + + - - -  +"),
    (RecordPayment,     "- -  + + + - + -  +"),
    (VoidPayment,       "- -  + + + - + -  +"),
    (CloseSession,      "- -  + + + - + -  +"),
    (ReopenSession,     "- -  + + + - + -  +"),
    (RotateTableToken,  "- -  + + + - - -  +"),
    (EightySix,         "- -  + + + + - -  +"),
    (BringBack,         "- -  + + + + - -  +"),
    (CountPortions,     "- -  + + + + - -  +"),
    (EditMenu,          "- -  + + - - - -  +"),
    (EditStore,         "- -  + + - - - -  +"),
];

fn actors() -> Vec<Actor> {
    let role = |role| staff(9, &[role]);
    vec![
        visitor(0x71),
        guest(SESSION, ANNA),
        role(Role::Owner),
        role(Role::Manager),
        role(Role::Waiter),
        role(Role::Kitchen),
        role(Role::Counter),
        staff(9, &[]),
        Actor::System,
    ]
}

fn row(kind: CommandKind) -> Vec<bool> {
    let row = TABLE.iter().find(|(known, _)| *known == kind).unwrap_or_else(|| panic!("{kind:?} is missing")).1;
    row.split_whitespace().map(|cell| cell == "+").collect()
}

#[test]
fn everybody_may_ask_for_what_the_table_says_and_nothing_else() {
    assert_eq!(TABLE.len(), CommandKind::ALL.len());
    for kind in CommandKind::ALL {
        for ((actor, name), expected) in actors().iter().zip(COLUMNS).zip(row(kind)) {
            assert_eq!(may_submit_kind(actor, kind), expected, "{name} × {kind:?}");
        }
    }
}

#[test]
fn two_roles_may_what_either_may() {
    for kind in CommandKind::ALL {
        let expected = row(kind)[4] || row(kind)[5];
        assert_eq!(may_submit_kind(&staff(9, &[Role::Waiter, Role::Kitchen]), kind), expected, "{kind:?}");
    }
}

#[test]
fn a_guest_may_nothing_at_another_table_and_a_visitor_nothing_but_their_own() {
    let stranger = guest(0x999, ANNA);
    for command in
        [add(1, menu::PASTA, 1), send(1), Command::Party(PartyCommand::RequestBill { session: id(SESSION), call: id(1) })]
    {
        assert_eq!(may_submit(&guest(SESSION, ANNA), &command), Ok(()));
        assert_eq!(may_submit(&stranger, &command), Err(Rejection::NotAllowed));
        assert_eq!(may_submit(&visitor(0x71), &command), Err(Rejection::NotAllowed));
    }
    let scan = |table| {
        Command::Party(PartyCommand::Scan {
            table: id(table),
            session: id(1),
            guest: id(2),
            code: None,
            covers: None,
            with_paid: None,
        })
    };
    assert_eq!(may_submit(&visitor(0x71), &scan(0x71)), Ok(()));
    assert_eq!(may_submit(&visitor(0x71), &scan(0x72)), Err(Rejection::NotAllowed));
}

/// What the table forbids, `decide` refuses before it looks at anything else.
#[test]
fn decide_asks_the_table_first() {
    let world = crate::attacks::ordered();
    for kind in CommandKind::ALL {
        let command = crate::protocol::command_of(kind);
        for ((actor, name), allowed) in actors().iter().zip(COLUMNS).zip(row(kind)) {
            let answer = world.decide(actor, &command);
            if !allowed {
                assert_eq!(answer, Err(Rejection::NotAllowed), "{name} × {kind:?}");
            }
        }
    }
}

#[test]
fn everybody_reads_and_opens_what_the_table_says_and_nothing_else() {
    #[rustfmt::skip]
    let readings = [
        //                               v g  o m w k c t  s
        (Reading::Menu,                 "- +  + + + + + -  -"),
        (Reading::FirstSight,              "+ -  - - - - - -  -"),
        (Reading::Party(id(SESSION)),   "- +  + + + - - -  -"),
        (Reading::Party(id(0x999)),     "- -  + + + - - -  -"),
        (Reading::Floor,                "- -  + + + - - -  -"),
        (Reading::TableCode,            "- -  + + + - - -  -"),
        (Reading::Kitchen,              "- -  + + - + - -  -"),
    ];
    for (reading, row) in readings {
        for ((actor, name), cell) in actors().iter().zip(COLUMNS).zip(row.split_whitespace()) {
            assert_eq!(may_read(actor, reading), cell == "+", "{name} × {reading:?}");
        }
    }
    #[rustfmt::skip]
    let surfaces = [
        //                               o m w k c t
        (Surface::Floor,                "+ + + - - -"),
        (Surface::Kitchen,              "+ + - + - -"),
    ];
    for (surface, row) in surfaces {
        for (actor, cell) in actors()[2..8].iter().zip(row.split_whitespace()) {
            let Actor::Staff(StaffActor { roles, .. }) = actor else { unreachable!() };
            assert_eq!(may_open(roles, surface), cell == "+", "{roles:?} × {surface:?}");
        }
    }
}

/// Who follows a page's answers must be let into its rooms, and the other way round: an answer that cannot be followed goes stale.
#[test]
fn who_reads_an_answer_may_follow_it() {
    for (actor, name) in actors().iter().zip(COLUMNS) {
        for (reading, room) in [
            (Reading::Party(id(SESSION)), Room::Table(id(SESSION))),
            (Reading::Floor, Room::Waiters),
            (Reading::Kitchen, Room::Kitchen),
            (Reading::Menu, Room::Store),
        ] {
            assert_eq!(may_read(actor, reading), may_join(actor, &room, None), "{name}: {reading:?}, {room}");
        }
    }
}
