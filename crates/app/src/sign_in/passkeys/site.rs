//! Where passkeys work, and the checking of what they answer. Everything that knows the standard (Web Authentication) by its
//! library is here.

use crate::failure::Failure;
use storage::PasskeyKept;
use webauthn_rs::prelude::{
    CreationChallengeResponse, CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

/// What the keeper of somebody's passkeys calls us.
const NAME: &str = "Contact safeguard";

/// A place where passkeys work: a host name, reached over TLS, or this computer under its own name. Browsers make none for an
/// address of numbers, and none over plain http from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    origin: Url,
    host: String,
}

/// A new passkey, as it is kept.
pub(super) struct Fresh {
    pub(super) credential: [u8; 32],
    pub(super) material: Vec<u8>,
}

/// An answer that can be read, and names a passkey.
pub(super) struct Answer(PublicKeyCredential);

impl Site {
    /// The site of an origin such as `https://hall.example:8443`; none where passkeys do not work.
    pub fn of(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let plain = origin.path() == "/" && origin.query().is_none() && origin.username().is_empty();
        let host = origin.domain()?.to_owned();
        let here = host == "localhost" || host.ends_with(".localhost");
        let safe = origin.scheme() == "https" || (origin.scheme() == "http" && here);
        (plain && safe && origin.fragment().is_none()).then_some(Self { origin, host })
    }

    /// The host name: what passkeys are made for.
    pub fn host(&self) -> &str {
        &self.host
    }

    fn webauthn(&self) -> Result<Webauthn, Failure> {
        let builder = WebauthnBuilder::new(&self.host, &self.origin).map_err(Failure::fault)?;
        builder.rp_name(NAME).build().map_err(Failure::fault)
    }

    /// Asks for a new passkey of somebody who has these already: the options for the browser, and what the checking needs.
    pub(super) fn ask_new(&self, owner: Uuid, name: &str, held: &[PasskeyKept]) -> Result<(String, Vec<u8>), Failure> {
        let held: Result<Vec<CredentialID>, Failure> =
            held.iter().map(|one| Ok(passkey(one)?.cred_id().clone())).collect();
        let (mut options, state) =
            self.webauthn()?.start_passkey_registration(owner, name, name, Some(held?)).map_err(Failure::fault)?;
        ask_discoverable(&mut options);
        Ok((json(&options)?, bytes(&state)?))
    }

    /// Checks what came back. `None` for every reason why it is no new passkey for this place.
    pub(super) fn check_new(&self, answer: &str, state: &[u8]) -> Result<Option<Fresh>, Failure> {
        let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else {
            return Ok(None);
        };
        let state: PasskeyRegistration = serde_json::from_slice(state).map_err(Failure::fault)?;
        let Ok(passkey) = self.webauthn()?.finish_passkey_registration(&answer, &state) else {
            return Ok(None);
        };
        let credential = storage::token_hash(passkey.cred_id().as_ref());
        Ok(Some(Fresh { credential, material: bytes(&passkey)? }))
    }

    /// Asks for a passkey: any that is made for this place, or one of these.
    pub(super) fn ask(&self, held: &[PasskeyKept]) -> Result<(String, Vec<u8>), Failure> {
        let (mut options, state) = self.webauthn()?.start_discoverable_authentication().map_err(Failure::fault)?;
        // The library asks for it to be offered while a name is typed; here it is asked for by a button.
        options.mediation = None;
        let mut options = serde_json::to_value(&options).map_err(Failure::fault)?;
        let each: Result<Vec<serde_json::Value>, Failure> = held.iter().map(descriptor).collect();
        if let Some(public_key) = options.get_mut("publicKey").and_then(serde_json::Value::as_object_mut) {
            public_key.insert("allowCredentials".to_owned(), each?.into());
        }
        Ok((options.to_string(), bytes(&state)?))
    }

    /// Checks an answer against the passkey that it names. What is to be kept of it from now on; `None` for every reason why it
    /// is not a right one.
    pub(super) fn check(&self, answer: &Answer, state: &[u8], kept: &PasskeyKept) -> Result<Option<Vec<u8>>, Failure> {
        let state: DiscoverableAuthentication = serde_json::from_slice(state).map_err(Failure::fault)?;
        let mut passkey = passkey(kept)?;
        let key = DiscoverableKey::from(&passkey);
        let Ok(result) = self.webauthn()?.finish_discoverable_authentication_v2(&answer.0, state, &key) else {
            return Ok(None);
        };
        // The library refuses a count that went back, and whoever did not show that it is they.
        let sure = result.user_verified() && passkey.update_credential(&result).is_some();
        if sure { bytes(&passkey).map(Some) } else { Ok(None) }
    }
}

impl Answer {
    /// What a browser sent, where it can be read.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// The hash of the id of the credential that it names.
    pub(super) fn credential(&self) -> [u8; 32] {
        storage::token_hash(self.0.get_credential_id())
    }

    /// The owner whom the passkey names. One that was asked for by name need not name anybody.
    pub(super) fn owner(&self) -> Option<Result<Uuid, ()>> {
        self.0.get_user_unique_id().map(|id| Uuid::from_slice(id).map_err(drop))
    }
}

/// A passkey that can be found without a name being typed first, so that the sign-in page tells nobody who has one.
fn ask_discoverable(options: &mut CreationChallengeResponse) {
    use webauthn_rs_proto::ResidentKeyRequirement;
    if let Some(selection) = options.public_key.authenticator_selection.as_mut() {
        selection.require_resident_key = true;
        selection.resident_key = Some(ResidentKeyRequirement::Required);
    }
}

fn passkey(kept: &PasskeyKept) -> Result<Passkey, Failure> {
    serde_json::from_slice(&kept.material).map_err(Failure::fault)
}

fn descriptor(kept: &PasskeyKept) -> Result<serde_json::Value, Failure> {
    let id = data_encoding::BASE64URL_NOPAD.encode(passkey(kept)?.cred_id().as_ref());
    Ok(serde_json::json!({ "type": "public-key", "id": id }))
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(Failure::fault)
}

fn bytes(value: &impl serde::Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(Failure::fault)
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn passkeys_work_at_a_name_over_tls_and_on_this_computer_and_nowhere_else() {
        for (origin, host) in [
            ("https://hall.local:8443", "hall.local"),
            ("https://Contact.Example", "contact.example"),
            ("http://localhost:8080", "localhost"),
        ] {
            assert_eq!(Site::of(origin).map(|site| site.host), Some(host.to_owned()), "{origin}");
        }
        for origin in [
            "http://127.0.0.1:8080",
            "https://192.0.2.7",
            "https://[2001:db8::1]:8443",
            "http://hall.local:8443",
            "http://localhost.attacker.example",
            "https://somebody@hall.local",
            "https://hall.local/elsewhere",
            "https://hall.local?then",
            "https://",
            "",
        ] {
            assert_eq!(Site::of(origin), None, "{origin}");
        }
    }
}
