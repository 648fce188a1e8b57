//! The program on a worker's telephone that makes codes (RFC 6238), written apart from the one it is tested against.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;

/// A telephone that has taken a secret over.
pub struct Telephone(Vec<u8>);

impl Telephone {
    /// Takes over a secret as it was shown, in groups of letters.
    pub fn with(secret: &str) -> Self {
        let letters: String = secret.split_whitespace().collect();
        Self(BASE32_NOPAD.decode(letters.as_bytes()).unwrap())
    }

    /// The code it shows.
    pub fn shows(&self, now: Timestamp) -> String {
        let counter = u64::try_from(now.as_second() / 30).unwrap();
        let mac = Hmac::<Sha1>::new_from_slice(&self.0).unwrap().chain_update(counter.to_be_bytes()).finalize();
        let mac = mac.into_bytes();
        let at = usize::from(mac[19] & 15);
        let number = mac[at..at + 4].iter().fold(0_u32, |all, byte| (all << 8) | u32::from(*byte));
        format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
    }
}
