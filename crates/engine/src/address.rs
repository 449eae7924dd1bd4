//! Addresses: their hosts, and whether another device can open them.

use std::net::IpAddr;

/// Whether only this machine can open an address.
#[must_use]
pub fn is_this_machine(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host_of(rest);
    host == "localhost"
        || host.ends_with(".localhost")
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

/// Returns the host of `host[:port][/…]`, brackets of IPv6 kept.
#[must_use]
pub fn host_of(rest: &str) -> &str {
    let authority = rest.split('/').next().unwrap_or_default();
    if authority.starts_with('[') {
        authority.split_inclusive(']').next().unwrap_or_default()
    } else {
        authority.split(':').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_this_machine_can_open_is_known() {
        for here in
            ["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000", "http://shop.localhost", "http://0.0.0.0:1"]
        {
            assert!(is_this_machine(here), "{here}");
        }
        for elsewhere in
            ["https://osteria.example", "http://192.168.1.5:3000", "http://localhost.example", "http://[fd00::2]:3000"]
        {
            assert!(!is_this_machine(elsewhere), "{elsewhere}");
        }
    }
}
