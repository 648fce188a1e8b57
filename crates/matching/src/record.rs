//! What is known of a person, as it was written down.

/// One record, as it stands in a form or a file. A value that is not there is the empty string.
///
/// Nothing has to be present: each value that is adds evidence for or against, and a missing one says nothing. Values are
/// taken as they are written; reading them (scripts, dates, postcodes) is this crate's work.
#[derive(Clone, Copy, Default)]
pub struct Record<'a> {
    /// Given names.
    pub given: &'a str,
    /// Middle names or initials, patronymics.
    pub middle: &'a str,
    /// Family names.
    pub surname: &'a str,
    /// The whole name, where given and family names are not kept apart; read only when both of those are empty.
    pub full_name: &'a str,
    /// Names at birth, married and former family names.
    pub former_surname: &'a str,
    /// Other names the person goes by, whole names separated by `;`.
    pub aliases: &'a str,
    /// The date of birth in any usual notation; see the handbook page for those that are read.
    pub birth: &'a str,
    /// Sex as recorded; compared for agreement only.
    pub sex: &'a str,
    /// The house number, where the file keeps it apart from the address.
    pub house: &'a str,
    /// The address: flat, number, street.
    pub address: &'a str,
    /// Town or suburb.
    pub town: &'a str,
    /// Postcode, whole or its first half.
    pub postcode: &'a str,
    /// Telephone.
    pub phone: &'a str,
    /// E-mail.
    pub email: &'a str,
    /// Anything else of a settled kind that agrees for the same person: an occupation, a place of birth.
    pub other: &'a str,
}
