//! The staff: who they are, what they may do, and their PINs.

use super::SeedError;
use super::file::{DemoFile, FileError, check_ids};
use super::ids;
use crate::in_english;
use comanda::actor::StaffActor;
use comanda::ids::StationId;
use comanda::{Actor, At, Role};
use engine::accounts::pin;
use engine::storage::staff::StaffMember;
use futures::future::try_join_all;

/// A staff member as the file has them.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub slug: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub pin: String,
    /// Where a cook works.
    pub station: Option<StationId>,
}

impl Person {
    /// This person at work.
    pub(super) fn actor(&self) -> Actor {
        Actor::Staff(StaffActor {
            staff: ids::staff(&self.slug),
            name: self.name.clone(),
            roles: self.roles.clone(),
            device: ids::device(&self.slug),
        })
    }
}

/// Everybody, in the file's order.
/// Errors: an unknown role or station, a PIN that is none, a station where nobody cooks.
pub(super) fn people(file: &DemoFile) -> Result<Vec<Person>, FileError> {
    check_ids("staff", file.staff.iter().map(|p| p.id.as_str()))?;
    let people = file.staff.iter().map(|p| person(file, p)).collect::<Result<Vec<_>, _>>()?;
    for station in &file.stations {
        if !people.iter().any(|p| p.station == Some(ids::station(&station.id))) {
            return Err(FileError::new(format!("station {}", station.id), "nobody of the staff works there"));
        }
    }
    Ok(people)
}

fn person(file: &DemoFile, given: &super::file::Person) -> Result<Person, FileError> {
    let entry = format!("staff {}", given.id);
    let roles = given
        .roles
        .iter()
        .map(|word| Role::parse(word).ok_or_else(|| FileError::unknown(&entry, "role", word)))
        .collect::<Result<Vec<_>, _>>()?;
    if roles.is_empty() {
        return Err(FileError::new(entry, "everybody has at least one role"));
    }
    pin::check(&given.pin).map_err(|fault| FileError::new(&entry, in_english(&fault)))?;
    let station = match &given.station {
        None => None,
        Some(id) if !file.stations.iter().any(|s| s.id == *id) => return Err(FileError::unknown(entry, "station", id)),
        Some(_) if !roles.contains(&Role::Kitchen) => {
            return Err(FileError::new(entry, "only the kitchen's people have a station"));
        }
        Some(id) => Some(ids::station(id)),
    };
    Ok(Person { slug: given.id.clone(), name: given.name.clone(), roles, pin: given.pin.clone(), station })
}

/// The staff as the database keeps them. Hashing a PIN takes long on purpose: each has a thread of its own.
pub(super) async fn members(people: &[Person]) -> Result<Vec<StaffMember>, SeedError> {
    let hashed = people.iter().map(|person| {
        let pin = person.pin.clone();
        tokio::task::spawn_blocking(move || pin::hash(&pin))
    });
    let hashes = try_join_all(hashed).await.map_err(|_| SeedError::Pins)?;
    people
        .iter()
        .zip(hashes)
        .map(|(person, hash)| {
            Ok(StaffMember {
                id: ids::staff(&person.slug),
                name: person.name.clone(),
                roles: person.roles.clone(),
                pin_hash: hash.map_err(|_| SeedError::Pins)?,
                demo_pin: Some(person.pin.clone()),
                locked_until: At(0),
            })
        })
        .collect()
}
