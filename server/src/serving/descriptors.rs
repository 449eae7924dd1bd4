//! How many files and connections this process may have open.

/// Asked for at start; more than connections need.
#[cfg(unix)]
const WANTED: u64 = 65_536;

/// Raises the soft limit (1,024 in most shells and services) to what the machine allows without further rights. How many there are now.
#[cfg(unix)]
pub fn raise() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(WANTED, |hard| hard.min(WANTED));
    if limit.current.is_some_and(|soft| soft < wanted) {
        limit.current = Some(wanted);
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::warn!(%error, "the limit of open files could not be raised");
        }
    }
    available()
}

/// How many descriptors this process may have.
#[cfg(unix)]
#[must_use]
pub fn available() -> usize {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::Nofile).current.and_then(|soft| usize::try_from(soft).ok()).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
pub fn raise() -> usize {
    available()
}

#[cfg(not(unix))]
#[must_use]
pub fn available() -> usize {
    8_192
}
