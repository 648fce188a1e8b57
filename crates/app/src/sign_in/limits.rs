//! Where tries come from, and how many wrong ones are borne from there: counted in the database, for every node.

use crate::failure::Failure;
use crate::house::House;
use jiff::SignedDuration;
use std::net::{IpAddr, Ipv6Addr};

/// How many wrong tries an address bears. A hall's dozen workers share one, and mistype.
const BORNE: u32 = 40;
/// How often an address may ask for a passkey: each time something is written, and nobody has shown anything yet.
const ASKS: u32 = 120;
/// For how long wrong tries from an address count.
const COUNT_FOR: SignedDuration = SignedDuration::from_mins(15);

/// Where a try comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// From a connection of this address, or one that the trusted proxy names.
    Address(IpAddr),
    /// From within the program, which is not limited.
    Within,
}

impl Whence {
    /// What is counted together: an address, and of the newer kind the network, of which one line has a whole one.
    fn name(self) -> Option<String> {
        match self {
            Self::Within => None,
            Self::Address(address) => Some(match address.to_canonical() {
                IpAddr::V4(address) => address.to_string(),
                IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).to_string(),
            }),
        }
    }
}

impl House {
    /// Whether so many wrong tries came from somewhere that none is taken from there for a while, not even the right one.
    pub async fn is_resting(&self, whence: Whence) -> Result<bool, Failure> {
        match whence.name() {
            Some(name) => Ok(self.storage.wrong_tries(&name, self.now()).await? >= BORNE),
            None => Ok(false),
        }
    }

    /// Whether so much was not asked for from somewhere that no more is, for a while; counts this time.
    pub(super) async fn may_ask(&self, whence: Whence) -> Result<bool, Failure> {
        let Some(name) = whence.name().map(|name| format!("asks {name}")) else {
            return Ok(true);
        };
        let now = self.now();
        let few = self.storage.wrong_tries(&name, now).await? < ASKS;
        if few {
            self.storage.count_wrong_try(&name, COUNT_FOR, now).await?;
        }
        Ok(few)
    }

    /// Counts a wrong password, code, passkey or link.
    pub async fn count_wrong(&self, whence: Whence) -> Result<(), Failure> {
        match whence.name() {
            Some(name) => Ok(self.storage.count_wrong_try(&name, COUNT_FOR, self.now()).await?),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_the_newer_kind_is_counted_as_one() {
        let name = |text: &str| Whence::Address(text.parse().unwrap()).name();
        assert_eq!(name("2001:db8:1:2::1"), name("2001:db8:1:2:ffff::9"));
        assert_ne!(name("2001:db8:1:2::1"), name("2001:db8:1:3::1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
    }
}
