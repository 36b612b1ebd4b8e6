//! Which addresses of the web may be reached.
//!
//! Whoever names an address that the registry then calls could have it call itself, or a machine
//! that only it can reach. So a live registry calls nobody inside, and looks at the numbers that
//! a name stands for at the very moment of the call: a name that stands for another number a
//! moment later would get past any earlier look.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

/// Who may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Who can be reached by everybody, over TLS: in a live registry.
    Public,
    /// Anybody over TLS, and this very machine without: in a sandbox.
    Anybody,
}

/// Why an address is not called.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreached {
    /// It is no address.
    #[error("that is no address of the web")]
    NoAddress,
    /// It would be called in the open.
    #[error("the address is not https://, and what is sent would be readable on its way")]
    Open,
    /// It is a machine inside.
    #[error(
        "`{host}` is an address inside ({address}), and a live registry calls nobody inside: \
         name an address that everybody can reach"
    )]
    Inside {
        /// The host of the address.
        host: String,
        /// The number that it stands for.
        address: IpAddr,
    },
}

impl Reach {
    /// Looks at an address before anything is called. What a name stands for is looked at when it
    /// is called.
    ///
    /// # Errors
    /// [`Unreached`] says why it is not called.
    pub fn check(self, url: &str) -> Result<Url, Unreached> {
        let url = Url::parse(url).map_err(|_| Unreached::NoAddress)?;
        let host = url.host_str().ok_or(Unreached::NoAddress)?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let number: Option<IpAddr> = bare.parse().ok();
        let is_here = host == "localhost" || number.is_some_and(|number| number.is_loopback());
        match url.scheme() {
            "https" => {}
            "http" if self == Self::Anybody && is_here => {}
            "http" => return Err(Unreached::Open),
            _ => return Err(Unreached::NoAddress),
        }
        if let (Self::Public, Some(address)) = (self, number)
            && !is_public(address)
        {
            let host = host.to_owned();
            return Err(Unreached::Inside { host, address });
        }
        Ok(url)
    }
}

/// Finds the numbers that a name stands for, and gives out none that is inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PublicNames;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            // One inside is enough: whoever mixes them means the one inside.
            if let Some(inside) = found.iter().find(|one| !is_public(one.ip())) {
                let address = inside.ip();
                return Err(Unreached::Inside { host, address }.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether everybody can reach a number.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    // This network, shared between carriers, protocols, measurements, and what is reserved.
    let set_aside = matches!(
        (a, b, c),
        (0, _, _) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _) | (240..=255, _, _)
    );
    !(set_aside
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        // A number of the older kind in other clothes.
        (0, 0) if (c, d, e) == (0, 0, 0) && f == 0xffff => v4(g, h),
        (0x64, 0xff9b) if (c, d, e, f) == (0, 0, 0, 0) => v4(g, h),
        (0x2002, _) => v4(b, c),
        // Teredo hides one, and the documentation's are nobody's.
        (0x2001, 0 | 0xdb8) => false,
        // All else that everybody can reach begins with 2 or 3.
        _ => a & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_are_known_in_all_their_clothes() {
        let inside = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "240.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001::1",
            "2001:db8::1",
            "::10.0.0.1",
            "100::1",
        ];
        for number in inside {
            assert!(!is_public(number.parse().unwrap()), "{number}");
        }
        let public = [
            "8.8.8.8",
            "1.1.1.1",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::808:808",
            "::ffff:8.8.8.8",
        ];
        for number in public {
            assert!(is_public(number.parse().unwrap()), "{number}");
        }
    }

    #[test]
    fn a_live_registry_calls_nobody_inside_and_nobody_in_the_open() {
        let inside = |url: &str| matches!(Reach::Public.check(url), Err(Unreached::Inside { .. }));
        for url in [
            "https://10.0.0.1/x",
            "https://[::1]:8443/",
            "https://169.254.169.254/latest",
        ] {
            assert!(inside(url), "{url}");
        }
        // A name is looked at when it is called.
        assert!(Reach::Public.check("https://localhost/").is_ok());
        for url in [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://desk.example/",
        ] {
            assert_eq!(Reach::Public.check(url), Err(Unreached::Open), "{url}");
        }
        assert!(Reach::Public.check("https://desk.example/hook").is_ok());
    }

    #[test]
    fn a_sandbox_calls_its_own_machine_in_the_open_and_nobody_else() {
        for url in [
            "http://127.0.0.1:8080/",
            "http://localhost/x",
            "https://10.0.0.1/",
            "http://[::1]/",
        ] {
            assert!(Reach::Anybody.check(url).is_ok(), "{url}");
        }
        for url in [
            "http://desk.example/",
            "http://10.0.0.1/",
            "http://localhost.example/",
        ] {
            assert_eq!(Reach::Anybody.check(url), Err(Unreached::Open), "{url}");
        }
        for url in ["", "desk.example", "ftp://127.0.0.1/", "file:///etc/passwd"] {
            assert_eq!(
                Reach::Anybody.check(url),
                Err(Unreached::NoAddress),
                "{url}"
            );
        }
    }

    #[tokio::test]
    async fn a_name_that_stands_for_a_number_inside_is_not_given_out() {
        let name: Name = "localhost".parse().unwrap();
        let refused = PublicNames.resolve(name).await.err().unwrap();
        assert!(refused.to_string().contains("inside"), "{refused}");
    }
}
