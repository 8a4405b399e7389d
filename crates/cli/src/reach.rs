//! Which addresses are connected to: those that the host's name means are looked at just before one is connected to,
//! and no other is, so that a name that means another address a moment later (DNS rebinding) leads nowhere else.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::OnceLock;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far fetching may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Where the user named it, to the own network; from a public address never.
    AsNamed,
    /// To public addresses only.
    PublicOnly,
}

/// Finds the addresses of hosts, within bounds, for one fetch with all that it is led on to.
#[derive(Debug)]
pub(crate) struct Bounds {
    reach: Reach,
    /// Whether the first host was in the own network.
    began_inside: OnceLock<bool>,
    resolver: DefaultResolver,
}

impl Bounds {
    pub(crate) fn new(reach: Reach) -> Self {
        Self {
            reach,
            began_inside: OnceLock::new(),
            resolver: DefaultResolver::default(),
        }
    }

    /// Those of the addresses that may be connected to.
    fn within(
        &self,
        host: &str,
        found: &ResolvedSocketAddrs,
    ) -> Result<ResolvedSocketAddrs, NotPublic> {
        let all_inside = !found.iter().any(|address| is_public(address.ip()));
        let may_inside =
            self.reach == Reach::AsNamed && *self.began_inside.get_or_init(|| all_inside);
        let mut kept = self.resolver.empty();
        for address in found.iter() {
            if may_inside || is_public(address.ip()) {
                kept.push(*address);
            }
        }
        if kept.is_empty() {
            return Err(NotPublic {
                host: host.to_owned(),
                led: self.reach == Reach::AsNamed,
            });
        }
        Ok(kept)
    }
}

impl Resolver for Bounds {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        self.within(uri.host().unwrap_or_default(), &found)
            .map_err(|error| Error::Other(Box::new(error)))
    }
}

/// A host of this computer or its own network, where only a public one is fetched from.
#[derive(Debug)]
pub(crate) struct NotPublic {
    host: String,
    /// Whether another address led there.
    led: bool,
}

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = &self.host;
        if self.led {
            write!(
                f,
                "it leads to {host}, which is this computer or its own network, and is not followed there"
            )
        } else {
            write!(
                f,
                "{host} is this computer or its own network, which is not fetched from for others"
            )
        }
    }
}

impl std::error::Error for NotPublic {}

/// Whether an address is one of the whole internet's, by IANA's registries of special addresses.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || first == 0
        || first >= 240
        // Shared by carriers, protocol assignments, and benchmarks.
        || first == 100 && (64..128).contains(&second)
        || first == 192 && second == 0 && third == 0
        || first == 198 && (18..20).contains(&second))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An address of version 4 in another form: mapped, translated (RFC 6052), 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        // Global unicast is all that is given out; documentation and Teredo are in it.
        [0x2001, 0xdb8 | 0, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn found(bounds: &Bounds, addresses: &[&str]) -> Result<Vec<String>, NotPublic> {
        let mut all = bounds.resolver.empty();
        for address in addresses {
            all.push(SocketAddr::new(address.parse().unwrap(), 80));
        }
        let kept = bounds.within("host.example", &all)?;
        Ok(kept
            .iter()
            .map(|address| address.ip().to_string())
            .collect())
    }

    #[test]
    fn special_addresses_are_not_public() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "93.184.215.14",
            "8.8.8.8",
            "172.32.0.1",
            "2606:2800:220::1",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn nobody_is_led_inside() {
        let named = || Bounds::new(Reach::AsNamed);
        let own = named();
        assert!(found(&own, &["192.168.1.1"]).is_ok(), "the user named it");
        assert!(found(&own, &["127.0.0.1"]).is_ok());
        let public = named();
        assert!(found(&public, &["8.8.8.8"]).is_ok());
        let led = found(&public, &["127.0.0.1"]).unwrap_err().to_string();
        assert!(led.contains("it leads to host.example"), "{led}");
        assert!(found(&public, &["8.8.4.4"]).is_ok());
        assert_eq!(
            found(&named(), &["10.0.0.1", "8.8.8.8"]).unwrap(),
            ["8.8.8.8"]
        );
        let for_others = Bounds::new(Reach::PublicOnly);
        assert!(found(&for_others, &["127.0.0.1"]).is_err());
        assert!(found(&for_others, &["8.8.8.8"]).is_ok());
    }
}
