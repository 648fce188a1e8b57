//! The trust sheet: how the hall's own phones come to trust the centre's laptop.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::pdf::Pdf;
use crate::press::{DocumentError, Form, typeset};
use crate::printable::MissingLetters;
use crate::words;

const FORM: Form = Form {
    name: "trust sheet",
    template: include_str!("../templates/trust_sheet.typ"),
    missing_letters: MissingLetters::ShowBox,
};

/// What the sheet beside the laptop says.
#[derive(Clone, Debug, Serialize)]
pub struct TrustSheet {
    /// The centre's name.
    pub centre: String,
    /// When the local authority was made.
    #[serde(serialize_with = "words::date")]
    pub date: Date,
    /// What to type into the phone: `https://hall.local:8443`.
    pub lan_address: String,
    /// What the certificate file is called when it is handed over: `hall-authority.crt`.
    pub certificate_file: String,
    /// The SHA-256 of the authority's certificate.
    #[serde(serialize_with = "fingerprint_lines")]
    pub fingerprint: [u8; 32],
}

/// Four lines of eight pairs: phones show pairs, and eight is what an eye keeps between two looks.
fn fingerprint_lines<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    let lines = bytes.chunks(8).map(|line| line.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>());
    serializer.collect_seq(lines)
}

/// Prints the trust sheet: one A4 page.
pub fn trust_sheet(sheet: &TrustSheet) -> Result<Pdf, DocumentError> {
    if sheet.lan_address.is_empty() {
        return Err(DocumentError::NothingToPrint { what: "the laptop has no address on the hall's network" });
    }
    typeset(&FORM, sheet, &sheet.lan_address)
}
