//! Which way readers come in. Over a network there is no way but TLS.

use crate::cli::Serve;
use crate::failed::Failed;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use web::Cookies;

const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
const HALL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 8443);

/// Why plain http is not served to a network.
pub const NO_PLAIN_HTTP: &str = "Over plain http a phone has no passkeys, no Web Crypto and no secure cookie, \
                                 and everybody on the same network can read along.";

/// How readers come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doors {
    /// Plain http, from this computer alone.
    Loopback,
    /// TLS ends at this proxy.
    Proxy(IpAddr),
    /// TLS with a certificate that was given.
    Certificate {
        /// The certificate chain.
        chain: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
    /// TLS with a certificate of our own local authority.
    Lan {
        /// The name phones use.
        name: String,
    },
}

/// Chooses from the settings, or refuses.
pub fn choose(settings: &Serve) -> Result<(SocketAddr, Doors), Failed> {
    let doors = match (&settings.tls_cert, &settings.tls_key, settings.trusted_proxy, &settings.lan_name) {
        (Some(chain), Some(key), ..) => Doors::Certificate { chain: chain.clone(), key: key.clone() },
        (_, _, Some(proxy), _) => Doors::Proxy(proxy),
        (_, _, _, Some(name)) => Doors::Lan { name: lan_name(name)? },
        _ => Doors::Loopback,
    };
    let usual = if matches!(doors, Doors::Lan { .. }) { HALL } else { LOOPBACK };
    let address = settings.listen.unwrap_or(usual);
    match &doors {
        Doors::Loopback if !address.ip().is_loopback() => Err(Failed::usage(
            &format!("Plain http is not served on {address}, only on this computer's own address. {NO_PLAIN_HTTP}"),
            "Give --tls-cert and --tls-key, --trusted-proxy IP, or --lan-name NAME for a hall without a certificate.",
        )),
        Doors::Proxy(proxy) if address.ip().is_loopback() && !proxy.is_loopback() => Err(Failed::usage(
            &format!("The proxy {proxy} cannot reach {address}."),
            "Listen on an address that it can reach, or run it on this computer and name 127.0.0.1.",
        )),
        Doors::Lan { .. } if address.ip().is_loopback() => Err(Failed::usage(
            &format!("The hall's phones cannot reach {address}."),
            "Leave --listen out, or name this computer's address on the hall's network.",
        )),
        _ => Ok((address, doors)),
    }
}

impl Doors {
    /// How the sign-in cookie travels.
    pub const fn cookies(&self) -> Cookies {
        match self {
            Self::Loopback => Cookies::Loopback,
            Self::Proxy(_) | Self::Certificate { .. } | Self::Lan { .. } => Cookies::Secure,
        }
    }

    /// The address readers type, without a path. Behind a proxy or a certificate the public name is not known here.
    pub fn base(&self, bound: SocketAddr) -> String {
        match self {
            Self::Loopback => format!("http://{bound}"),
            Self::Proxy(_) => {
                format!("http://{bound} (for the proxy; readers use its https address)")
            }
            Self::Certificate { .. } => format!("https://{bound}"),
            Self::Lan { name } => format!("https://{}", with_port(name, bound.port())),
        }
    }
}

/// A name with a port, as an address bar wants it.
pub fn with_port(name: &str, port: u16) -> String {
    match name.parse::<IpAddr>() {
        Ok(ip) => SocketAddr::new(ip, port).to_string(),
        Err(_) => format!("{name}:{port}"),
    }
}

/// Keys never lie in the data folder: whoever takes a copy of that would take them along.
pub fn keep_apart(keys: &Path, data: &Path) -> Result<(), Failed> {
    let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    match (absolute(keys), absolute(data)) {
        (Ok(keys), Ok(data)) if !keys.starts_with(&data) => Ok(()),
        _ => Err(Failed::usage(
            &format!("The keys of the local authority would lie inside the data folder, in {}.", keys.display()),
            "Keep the key file elsewhere: --key-file PATH.",
        )),
    }
}

fn lan_name(name: &str) -> Result<String, Failed> {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    if name.parse::<IpAddr>().is_ok() || (name.len() <= 253 && name.split('.').all(label)) {
        Ok(name)
    } else {
        Err(Failed::usage(
            "The name given as --lan-name is not one that a phone can look up.",
            "Use letters, digits, hyphens and dots, such as hall.local, or this computer's address on the hall's network.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Task};
    use clap::Parser as _;

    fn chosen(extra: &[&str]) -> Result<(SocketAddr, Doors), String> {
        let line = ["contact-safeguard", "serve", "--data", "d"].iter().chain(extra);
        match Cli::parse_from(line).task {
            Task::Serve(settings) => choose(&settings).map_err(|failed| failed.to_string()),
            _ => Err("not serve".to_owned()),
        }
    }

    #[test]
    fn without_settings_only_this_computer_is_served() {
        assert_eq!(chosen(&[]), Ok((LOOPBACK, Doors::Loopback)));
        assert!(chosen(&["--listen", "[::1]:9000"]).is_ok());
    }

    #[test]
    fn plain_http_to_a_network_is_refused_with_the_reason() {
        for address in ["0.0.0.0:8080", "192.0.2.7:80", "[::]:8080"] {
            let refusal = chosen(&["--listen", address]).unwrap_err();
            assert!(refusal.contains("passkeys") && refusal.contains("Web Crypto"), "{refusal}");
        }
    }

    #[test]
    fn a_hall_name_listens_on_the_network_with_tls() {
        let (address, doors) = chosen(&["--lan-name", "Hall.Local."]).unwrap();
        assert_eq!(address, HALL);
        assert_eq!(doors.base(address), "https://hall.local:8443");
        assert_eq!(doors.cookies(), Cookies::Secure);
        assert!(chosen(&["--lan-name", "hall.local", "--listen", "127.0.0.1:0"]).is_err());
        for name in ["", "two words", "http://hall", "-hall", "h\u{e4}ll"] {
            assert!(chosen(&[&format!("--lan-name={name}")]).is_err(), "{name}");
        }
    }

    #[test]
    fn a_proxy_elsewhere_cannot_reach_the_loopback_address() {
        assert!(chosen(&["--trusted-proxy", "192.0.2.7"]).is_err());
        assert!(chosen(&["--trusted-proxy", "127.0.0.1"]).is_ok());
        assert!(chosen(&["--trusted-proxy", "192.0.2.7", "--listen", "0.0.0.0:8080"]).is_ok());
    }
}
