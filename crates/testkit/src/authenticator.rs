//! The keeper of one passkey, as a telephone is: made in software, and willing to lie where a test wants it to. It was written
//! from the standard (Web Authentication), apart from the library it is tested against.

use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A passkey with its keeper.
pub struct Authenticator {
    key: EcdsaKeyPair,
    /// The credential's id.
    pub id: Vec<u8>,
    /// Whom it names as its owner.
    pub owner: Vec<u8>,
    /// How often it was used.
    pub count: u32,
    /// Whether its owner showed that it is they, as told to the site.
    pub verified: Verified,
}

/// Whether the owner of a passkey showed that it is they.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// By a finger, a face or a PIN.
    Yes,
    /// They only touched it.
    No,
}

impl Authenticator {
    /// Makes a passkey as it was asked for by a page of this origin, and the answer that a browser sends.
    pub fn make(options: &str, origin: &str) -> (Self, String) {
        let asked = asked(options);
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let id = digest(&SHA256, key.public_key().as_ref()).as_ref().to_vec();
        let owner = BASE64URL_NOPAD.decode(asked["user"]["id"].as_str().unwrap().as_bytes()).unwrap();
        let made = Self { key, id, owner, count: 0, verified: Verified::Yes };
        let answer = made.registration(asked["rp"]["id"].as_str().unwrap(), &asked, origin);
        (made, answer)
    }

    fn registration(&self, host: &str, asked: &Value, origin: &str) -> String {
        let mut data = self.data(host, WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // The public key as a map of the standard's numbers: an elliptic curve (1: 2), ES256 (3: -7), P-256 (-1: 1), x, y.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(&data);
        let response = json!({
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client_data("webauthn.create", asked, origin)),
        });
        self.wrapped(&response)
    }

    /// Answers what a page of this origin asked.
    pub fn answer(&mut self, options: &str, origin: &str) -> String {
        let asked = asked(options);
        self.count += 1;
        let host = asked["rpId"].as_str().unwrap().to_owned();
        self.answer_for(&host, &asked, origin)
    }

    /// Answers what a page of this origin asked, as if it had been asked for another host.
    pub fn answer_at(&mut self, host: &str, options: &str, origin: &str) -> String {
        self.count += 1;
        self.answer_for(host, &asked(options), origin)
    }

    fn answer_for(&self, host: &str, asked: &Value, origin: &str) -> String {
        let data = self.data(host, 0);
        let client = client_data("webauthn.get", asked, origin);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "signature": BASE64URL_NOPAD.encode(signature.as_ref()),
            "userHandle": BASE64URL_NOPAD.encode(&self.owner),
        });
        self.wrapped(&response)
    }

    fn data(&self, host: &str, more: u8) -> Vec<u8> {
        let verified = if self.verified == Verified::Yes { VERIFIED } else { 0 };
        let mut data = digest(&SHA256, host.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | verified | more);
        data.extend(self.count.to_be_bytes());
        data
    }

    fn wrapped(&self, response: &Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} }).to_string()
    }
}

fn asked(options: &str) -> Value {
    serde_json::from_str::<Value>(options).unwrap()["publicKey"].take()
}

fn client_data(kind: &str, asked: &Value, origin: &str) -> Vec<u8> {
    let client = json!({ "type": kind, "challenge": asked["challenge"], "origin": origin, "crossOrigin": false });
    client.to_string().into_bytes()
}
