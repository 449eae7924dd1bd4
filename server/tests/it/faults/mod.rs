//! R16: what a running server does when its disk is full, refuses to be written or is held by somebody else, and when its
//! database server is away: it says so, refuses what it cannot keep, loses nothing it has acknowledged, and recovers by itself.

mod backup;
mod disks;
mod postgres;
