//! Addresses: where people find this server, and who can open what is said there.

use engine::address::{host_of, is_this_machine};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The public address where none is set: the address listened on, or, where that is every address of this machine, the one that
/// the rest of the network knows it by.
pub(super) fn of_listening(listen: SocketAddr, scheme: &str) -> String {
    let host = if listen.ip().is_unspecified() { in_the_network().unwrap_or(Ipv4Addr::LOCALHOST.into()) } else { listen.ip() };
    let at = SocketAddr::new(host, listen.port());
    match (at, at.port(), scheme) {
        (SocketAddr::V4(at), 80, "http") | (SocketAddr::V4(at), 443, "https") => format!("{scheme}://{}", at.ip()),
        (SocketAddr::V6(at), 80, "http") | (SocketAddr::V6(at), 443, "https") => format!("{scheme}://[{}]", at.ip()),
        (at, ..) => format!("{scheme}://{at}"),
    }
}

/// This machine's address in its network, if it has one.
pub(super) fn in_the_network() -> Option<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().ok()?;
    best(interfaces.iter().map(|interface| (interface.name.as_str(), interface.ip())))
}

/// The address that phones nearby most likely reach: a private one of a real network card.
fn best<'a>(found: impl Iterator<Item = (&'a str, IpAddr)>) -> Option<IpAddr> {
    // Of containers, virtual machines and tunnels: there are no phones in those.
    const VIRTUAL: [&str; 10] = ["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "utun", "wg", "tailscale"];
    found
        .filter_map(|(name, ip)| match ip {
            IpAddr::V4(v4) if !v4.is_loopback() && !v4.is_link_local() && !v4.is_unspecified() => {
                Some((VIRTUAL.iter().any(|start| name.starts_with(start)), !v4.is_private(), ip))
            }
            _ => None,
        })
        .min_by_key(|(is_virtual, is_public, _)| (*is_virtual, *is_public))
        .map(|(_, _, ip)| ip)
}

/// The name of an https address, if it is one that certificates are given for: no number, not of this machine alone.
pub(super) fn domain_of(url: &str) -> Option<&str> {
    let host = host_of(url.strip_prefix("https://")?);
    let is_name = host.contains('.') && host.trim_matches(['[', ']']).parse::<IpAddr>().is_err();
    (is_name && !is_this_machine(url)).then_some(host)
}

/// Whether the text has the shape of an e-mail address.
pub(super) fn is_mailbox(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_sent_to_the_network_they_are_in() {
        let of =
            |found: &[(&str, &str)]| best(found.iter().map(|(name, ip)| (*name, ip.parse().unwrap()))).map(|ip| ip.to_string());
        let all = [
            ("lo", "127.0.0.1"),
            ("docker0", "172.17.0.1"),
            ("eth0", "fe80::1"),
            ("eth0", "169.254.1.1"),
            ("wlan0", "192.168.1.20"),
        ];
        assert_eq!(of(&all).as_deref(), Some("192.168.1.20"));
        assert_eq!(of(&[("eth0", "203.0.113.5"), ("eth1", "10.0.0.5")]).as_deref(), Some("10.0.0.5"));
        assert_eq!(of(&[("lo", "127.0.0.1"), ("docker0", "172.17.0.1")]).as_deref(), Some("172.17.0.1"));
        assert_eq!(of(&[("lo", "127.0.0.1"), ("lo", "::1")]), None);
    }

    #[test]
    fn every_address_of_a_machine_is_no_address_for_people() {
        for listen in ["0.0.0.0:3000", "[::]:3000"] {
            let told = of_listening(listen.parse().unwrap(), "http");
            assert!(!told.contains("0.0.0.0") && !told.contains("[::]") && told.ends_with(":3000"), "{told}");
        }
        assert_eq!(of_listening("192.168.1.5:80".parse().unwrap(), "http"), "http://192.168.1.5");
        assert_eq!(of_listening("[::1]:81".parse().unwrap(), "http"), "http://[::1]:81");
        assert_eq!(of_listening("192.168.1.5:443".parse().unwrap(), "https"), "https://192.168.1.5");
        assert_eq!(of_listening("192.168.1.5:80".parse().unwrap(), "https"), "https://192.168.1.5:80");
    }
}
