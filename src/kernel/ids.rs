//! Typed identifiers. Every id is a UUID made by whoever creates the thing (version 7 by convention);
//! a type of its own for each, so that a table's id never lands where an order's belongs.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A stable id from a name: demo data and derived things (a ticket of an order at a station).
            pub fn named(space: &Uuid, name: &str) -> Self {
                Self(Uuid::new_v5(space, name.as_bytes()))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// One restaurant.
    StoreId,
    /// A physical table (or counter seat) on the floor.
    TableId,
    /// A drawn room of the floor: Sala, Terrazza.
    AreaId,
    /// One party's stay.
    SessionId,
    /// One person (one phone) in a session.
    GuestId,
    /// A staff member.
    StaffId,
    /// An enrolled screen.
    DeviceId,
    /// A line of the cart; it keeps this id as an order item once it is sent.
    ItemId,
    /// One send to the kitchen.
    OrderId,
    /// What one station must make of one order.
    TicketId,
    /// A kitchen station: Cucina, Griglia, Bar.
    StationId,
    /// A heading of the menu.
    CategoryId,
    /// A class of tax: food, alcohol.
    TaxClassId,
    /// A counter where people order and wait.
    CounterId,
    /// Name, phone and address of somebody who orders from afar; erasable, so that the log carries its id alone.
    ContactId,
    /// Something that can be ordered.
    ProductId,
    /// A group of choices on a product: doneness, portion, extras.
    GroupId,
    /// One choice of a group.
    OptionId,
    /// A guest's call for the waiter.
    CallId,
    /// One payer's payment.
    LegId,
    /// The idempotency key of one command.
    CommandKey,
    /// Identity of one run of a store's log; changes when a backup is restored.
    Epoch,
    /// One live websocket.
    ConnectionId,
}

impl TicketId {
    /// The ticket of `order` at `station`: derived, so that browser and server agree on it without asking. It begins as the
    /// order's id does, with its time, so that rows of tickets lie in the order they came.
    pub fn of(order: OrderId, station: StationId) -> Self {
        let named = Self::named(&order.0, &station.0.to_string()).0;
        let (time, rest) = (order.0.as_u64_pair().0, named.as_u64_pair().1);
        Self(
            uuid::Builder::from_bytes(Uuid::from_u64_pair(time, rest).into_bytes())
                .with_version(uuid::Version::Custom)
                .into_uuid(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_order_and_station_always_give_the_same_ticket() {
        let (order, station) = (OrderId(Uuid::from_u128(1)), StationId(Uuid::from_u128(2)));
        assert_eq!(TicketId::of(order, station), TicketId::of(order, station));
        assert_ne!(TicketId::of(order, station), TicketId::of(order, StationId(Uuid::from_u128(3))));
        assert_ne!(TicketId::of(order, station), TicketId::of(OrderId(Uuid::from_u128(9)), station));
    }
}
