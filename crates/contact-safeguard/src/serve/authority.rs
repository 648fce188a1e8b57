//! The hall's own local authority: a certificate authority that can speak for one name only, kept beside the key file,
//! and the sheet by which the hall's phones come to trust it.

use super::doors::with_port;
use crate::failed::Failed;
use crate::terminal;
use documents::{RecipientClass, TrustSheet, gate, trust_sheet};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How long the authority is good for.
const AUTHORITY_YEARS: i16 = 5;
/// How long one of its certificates is good for; phones refuse ones of more than 398 days.
const LEAF_DAYS: i32 = 90;
/// How many days before its end a certificate is replaced.
const RENEW_DAYS: i32 = 30;

/// What is remembered about an authority besides its certificates.
#[derive(Serialize, Deserialize)]
struct Memory {
    name: String,
    made_on: Date,
    leaf_until: Date,
}

/// The local authority of one name, in its folder.
pub struct Authority {
    folder: PathBuf,
    name: String,
    made_on: Date,
    leaf_until: Mutex<Date>,
    port: u16,
}

impl Authority {
    /// Opens the authority of this name; makes it, its certificate and its trust sheet where they are missing or old.
    pub fn open(folder: &Path, name: &str, now: Timestamp, port: u16) -> Result<Self, Failed> {
        let folder = folder.join(name.replace(':', "-"));
        private_folder(&folder)?;
        let today = day(now);
        let remembered = fs::read(folder.join("authority.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Memory>(&bytes).ok())
            .filter(|memory| {
                memory.name == name && today < years_after(memory.made_on).saturating_sub(LEAF_DAYS.days())
            });
        let authority = match remembered {
            Some(memory) => Self {
                folder,
                name: memory.name,
                made_on: memory.made_on,
                leaf_until: Mutex::new(memory.leaf_until),
                port,
            },
            None => Self::make(folder, name, today, port)?,
        };
        authority.renew(now)?;
        authority.print_sheet()?;
        Ok(authority)
    }

    fn make(folder: PathBuf, name: &str, today: Date, port: u16) -> Result<Self, Failed> {
        let key = KeyPair::generate().map_err(broken)?;
        let certificate = authority_params(name, today).self_signed(&key).map_err(broken)?;
        private_file(&folder.join("authority.key"), key.serialize_pem().as_bytes())?;
        private_file(&folder.join(CERTIFICATE), certificate.pem().as_bytes())?;
        let authority = Self {
            folder,
            name: name.to_owned(),
            made_on: today,
            // Due at once.
            leaf_until: Mutex::new(today),
            port,
        };
        Ok(authority)
    }

    /// Replaces the certificate where it is close to its end; says whether it was.
    pub fn renew(&self, now: Timestamp) -> Result<bool, Failed> {
        let today = day(now);
        let mut until = self.leaf_until.lock().unwrap_or_else(PoisonError::into_inner);
        if today < until.saturating_sub(RENEW_DAYS.days()) && self.folder.join("server.key").is_file() {
            return Ok(false);
        }
        let issuer_key = KeyPair::from_pem(&self.text("authority.key")?).map_err(broken)?;
        let issuer = Issuer::new(authority_params(&self.name, self.made_on), issuer_key);
        let key = KeyPair::generate().map_err(broken)?;
        let end = today.saturating_add(LEAF_DAYS.days());
        let certificate = leaf_params(&self.name, today, end)?.signed_by(&key, &issuer).map_err(broken)?;
        private_file(&self.folder.join("server.key"), key.serialize_pem().as_bytes())?;
        private_file(&self.folder.join("server.crt"), certificate.pem().as_bytes())?;
        let memory = Memory { name: self.name.clone(), made_on: self.made_on, leaf_until: end };
        let text = serde_json::to_vec_pretty(&memory).unwrap_or_default();
        private_file(&self.folder.join("authority.json"), &text)?;
        *until = end;
        Ok(true)
    }

    /// The certificate and key that are shown to phones.
    pub fn leaf(&self) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), Failed> {
        let unreadable = |_| self.unreadable();
        let certificate = CertificateDer::from_pem_file(self.folder.join("server.crt")).map_err(unreadable)?;
        let key = PrivateKeyDer::from_pem_file(self.folder.join("server.key")).map_err(unreadable)?;
        Ok((certificate, key))
    }

    /// Tells where the sheet and the certificate for the phones are.
    pub fn announce(&self) {
        terminal::say(&format!("Trust sheet to print: {}", self.folder.join(SHEET).display()));
        terminal::say(&format!("Certificate for the hall's phones: {}", self.folder.join(CERTIFICATE).display()));
    }

    fn print_sheet(&self) -> Result<(), Failed> {
        let certificate =
            CertificateDer::from_pem_file(self.folder.join(CERTIFICATE)).map_err(|_| self.unreadable())?;
        let sheet = TrustSheet {
            centre: "contact-safeguard".to_owned(),
            date: self.made_on,
            lan_address: format!("https://{}", with_port(&self.name, self.port)),
            certificate_file: CERTIFICATE.to_owned(),
            fingerprint: Sha256::digest(&certificate).into(),
        };
        let failed = |error: &dyn std::fmt::Display| {
            Failed::around(&format!("The trust sheet cannot be printed: {error}."), "Please report this.")
        };
        let pdf = trust_sheet(&sheet).map_err(|error| failed(&error))?;
        let cleared =
            gate(pdf, RecipientClass::DoorStaff, &[]).map_err(|_| failed(&"the leak gate could not read it"))?;
        private_file(&self.folder.join(SHEET), cleared.bytes())
    }

    fn text(&self, file: &str) -> Result<String, Failed> {
        fs::read_to_string(self.folder.join(file)).map_err(|_| self.unreadable())
    }

    fn unreadable(&self) -> Failed {
        Failed::around(
            &format!("The local authority in {} cannot be read.", self.folder.display()),
            "Put the folder back from its copy; or remove it, and every phone needs the new sheet.",
        )
    }
}

const CERTIFICATE: &str = "hall-authority.crt";
const SHEET: &str = "trust-sheet.pdf";

/// An authority that can speak for nothing but its one name: a phone that trusts it cannot be led to believe another
/// site by whoever steals the laptop.
fn authority_params(name: &str, made_on: Date) -> CertificateParams {
    let mut params = CertificateParams::default();
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, format!("contact-safeguard authority for {name}, {made_on}"));
    params.distinguished_name = distinguished;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let only = match name.parse::<IpAddr>() {
        Ok(ip) => {
            let whole = if ip.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(ip, whole))
        }
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    };
    params.name_constraints = Some(NameConstraints { permitted_subtrees: vec![only], excluded_subtrees: Vec::new() });
    set_days(&mut params, made_on.saturating_sub(1.day()), years_after(made_on));
    params
}

fn leaf_params(name: &str, today: Date, end: Date) -> Result<CertificateParams, Failed> {
    let mut params = CertificateParams::new(vec![name.to_owned()]).map_err(broken)?;
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    params.distinguished_name = distinguished;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    // A phone's clock may be a little behind.
    set_days(&mut params, today.saturating_sub(1.day()), end);
    Ok(params)
}

fn years_after(made_on: Date) -> Date {
    made_on.saturating_add(AUTHORITY_YEARS.years())
}

/// Valid from the start of one day up to the start of another.
fn set_days(params: &mut CertificateParams, from: Date, until: Date) {
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    params.not_before = date_time_ymd(i32::from(from.year()), part(from.month()), part(from.day()));
    params.not_after = date_time_ymd(i32::from(until.year()), part(until.month()), part(until.day()));
}

fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn broken(error: rcgen::Error) -> Failed {
    Failed::around(
        &format!("The local authority cannot make a certificate: {error}."),
        "Look at the name given as --lan-name.",
    )
}

fn private_folder(folder: &Path) -> Result<(), Failed> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| unwritable(folder, &error))
}

/// Writes a file for its owner alone, whole or not at all.
fn private_file(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let temporary = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&temporary, path)).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failed {
    Failed::around(
        &format!("{} cannot be written: {}.", path.display(), error.kind()),
        "Look at the folder's permissions and at the room on the disk.",
    )
}
