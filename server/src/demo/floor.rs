//! The rooms and their tables.

use super::file::{DemoFile, FileError, check_ids};
use super::ids;
use comanda::shop::{Area, Feature, Shape, Table};
use engine::storage::floor::TableWithToken;

/// The drawn floor.
#[derive(Debug, Clone)]
pub(super) struct Floor {
    pub areas: Vec<Area>,
    pub tables: Vec<TableWithToken>,
}

/// Errors: a shape that nobody can draw, an id, a label or a place taken twice, a table that stands outside its room.
pub(super) fn floor(file: &DemoFile) -> Result<Floor, FileError> {
    check_ids("room", file.rooms.iter().map(|r| r.id.as_str()))?;
    check_ids("table", file.rooms.iter().flat_map(|r| &r.tables).map(|t| t.id.as_str()))?;
    let mut floor = Floor { areas: Vec::new(), tables: Vec::new() };
    for room in &file.rooms {
        floor.areas.push(Area {
            id: ids::area(&room.id),
            name: room.name.clone(),
            width: room.width,
            height: room.height,
            features: room
                .features
                .iter()
                .map(|f| Feature { kind: f.kind.clone(), x: f.x, y: f.y, w: f.w, h: f.h, label: f.label.clone() })
                .collect(),
        });
        for table in &room.tables {
            let entry = format!("table {}", table.id);
            let shape = Shape::parse(&table.shape).ok_or_else(|| FileError::unknown(&entry, "shape", &table.shape))?;
            if table.seats == 0 {
                return Err(FileError::new(entry, "a table has at least one seat"));
            }
            let inside = |start: i64, length: i64, room: i64| start >= 0 && length > 0 && start.saturating_add(length) <= room;
            if !inside(table.x, table.w, room.width) || !inside(table.y, table.h, room.height) {
                return Err(FileError::new(entry, format!("it stands outside the room {}", room.id)));
            }
            if floor.tables.iter().any(|known| known.table.label == table.label) {
                return Err(FileError::new(entry, format!("another table is called “{}” already", table.label)));
            }
            floor.tables.push(TableWithToken {
                table: Table {
                    id: ids::table(&table.id),
                    area: ids::area(&room.id),
                    label: table.label.clone(),
                    seats: table.seats,
                    shape,
                    x: table.x,
                    y: table.y,
                    w: table.w,
                    h: table.h,
                },
                token: ids::token(&table.id),
            });
        }
    }
    Ok(floor)
}
