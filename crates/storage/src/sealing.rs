//! Sealed bytes and row MACs, exactly as `docs/formats/record.md` lays them out ("Sealed bytes").

use crate::error::Error;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A 32-byte key, wiped when dropped.
pub(crate) type Key = Zeroizing<[u8; 32]>;

const NONCE: usize = 24;

/// Bytes from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one place in storage that draws keys, salts, nonces and tokens")]
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
    Ok(bytes)
}

/// A fresh key.
pub(crate) fn fresh_key() -> Result<Key, Error> {
    random().map(Zeroizing::new)
}

/// Seals: nonce, ciphertext, tag.
pub(crate) fn seal(key: &Key, associated: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce: [u8; NONCE] = random()?;
    let payload = Payload { msg: plain, aad: associated };
    let sealed = XChaCha20Poly1305::new((&**key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Error::TooLong(ledger::canonical::TooLong))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens, or `None` where the bytes are not what was sealed there with this key.
pub(crate) fn open(key: &Key, associated: &[u8], stored: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = stored.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: sealed, aad: associated };
    XChaCha20Poly1305::new((&**key).into()).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

/// Opens what holds a key.
pub(crate) fn open_key(key: &Key, associated: &[u8], stored: &[u8]) -> Option<Key> {
    let plain = open(key, associated, stored)?;
    <[u8; 32]>::try_from(plain.as_slice()).ok().map(Zeroizing::new)
}

/// HMAC-SHA256.
pub(crate) fn mac(key: &Key, input: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so the only error there is cannot happen for 32 bytes; a zero MAC matches nothing.
    <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice())
        .map_or([0; 32], |hmac| hmac.chain_update(input).finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_in_its_place_and_nowhere_else() {
        let key = fresh_key().unwrap();
        let stored = seal(&key, b"here", b"words").unwrap();
        assert_eq!(open(&key, b"here", &stored).unwrap().as_slice(), b"words");
        assert!(open(&key, b"there", &stored).is_none());
        assert!(open(&fresh_key().unwrap(), b"here", &stored).is_none());
        for position in 0..stored.len() {
            let mut changed = stored.clone();
            changed[position] ^= 1;
            assert!(open(&key, b"here", &changed).is_none());
        }
        assert!(open(&key, b"here", &stored[..10]).is_none());
    }

    #[test]
    fn the_row_mac_is_that_of_the_formats_document() {
        let page = include_str!("../../../docs/formats/record.md");
        let block = page.split("```golden row-mac").nth(1).unwrap();
        let field = |name: &str| {
            let line = block.lines().find(|line| line.starts_with(&format!("{name} = "))).unwrap();
            data_encoding::HEXLOWER.decode(line.split(" = ").nth(1).unwrap().as_bytes()).unwrap()
        };
        let key: Key = Zeroizing::new(field("key").try_into().unwrap());
        assert_eq!(mac(&key, &field("input")).to_vec(), field("mac"));
    }

    #[test]
    fn the_sealed_segment_of_the_formats_document_opens() {
        let page = include_str!("../../../docs/formats/record.md");
        for name in ["sealed-segment", "sealed-key", "sealed-list-column"] {
            let block = page.split(&format!("```golden {name}\n")).nth(1).unwrap();
            let field = |name: &str| {
                let line = block.lines().find(|line| line.starts_with(&format!("{name} = "))).unwrap();
                data_encoding::HEXLOWER.decode(line.split(" = ").nth(1).unwrap().as_bytes()).unwrap()
            };
            let key: Key = Zeroizing::new(field("key").try_into().unwrap());
            let opened = open(&key, &field("associated-data"), &field("stored")).unwrap();
            assert_eq!(opened.to_vec(), field("plaintext"));
        }
    }
}
