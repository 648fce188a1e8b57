//! What can be asked of `match`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

const COLUMNS: &str = "\
Files are CSV in UTF-8 with a line of headers. One column holds the id of the record; all others may be missing.
These headers are understood; others are named with --map FIELD=HEADER:
  id              rec_id, id, unique_id, record_id
  given           given_name, given_names, first_name, first_names, forename, forenames
  middle          middle_name, middle_names
  surname         surname, last_name, family_name
  full-name       full_name, name
  former-surname  former_surname, previous_surname, maiden_name, birth_name
  aliases         aliases, alias, known_as; several are separated by ;
  birth           dob, date_of_birth, birth_date
  sex             sex, gender
  house           street_number, house_number
  address         address1, address_1, address, street_address
  town            town, suburb, city, birth_place
  postcode        postcode, post_code, postcode_fake, postal_code
  phone           phone, telephone, mobile, phone_number
  email           email, email_address
  other           occupation

Matching proposes. Whether two records are one person is decided by people.";

/// What can be done with lists of records.
#[derive(Subcommand)]
pub enum MatchTask {
    /// Finds who is in one list twice
    #[command(after_help = COLUMNS)]
    Dedupe(Dedupe),
    /// Finds who is in both of two lists
    #[command(after_help = COLUMNS)]
    Link(Link),
    /// Finds those of some new records who are already known
    #[command(after_help = COLUMNS)]
    Lookup(Lookup),
}

/// Settings of `match dedupe`.
#[derive(Args)]
pub struct Dedupe {
    /// The list
    pub records: PathBuf,
    /// How it is done.
    #[command(flatten)]
    pub how: How,
}

/// Settings of `match link`.
#[derive(Args)]
pub struct Link {
    /// One list
    pub first: PathBuf,
    /// The other list
    pub second: PathBuf,
    /// How it is done.
    #[command(flatten)]
    pub how: How,
}

/// Settings of `match lookup`.
#[derive(Args)]
pub struct Lookup {
    /// Everybody who is known
    #[arg(long, value_name = "CSV")]
    pub base: PathBuf,
    /// The new records
    pub queries: PathBuf,
    /// How it is done.
    #[command(flatten)]
    pub how: How,
}

/// What is the same for all of them.
#[derive(Args)]
pub struct How {
    /// Where the pairs go: CSV with `id_l`, `id_r` and `score`, the probability of being one person, for all above 0.05
    #[arg(long, value_name = "CSV", required_unless_present = "explain")]
    pub out: Option<PathBuf>,
    /// A model to use as it is, instead of learning one from the records
    #[arg(long, value_name = "JSON")]
    pub model: Option<PathBuf>,
    /// Where the model that was used goes, to be read or used again
    #[arg(long, value_name = "JSON")]
    pub save_model: Option<PathBuf>,
    /// Which column holds which field, such as given=Vorname; may be repeated
    #[arg(long, value_name = "FIELD=HEADER")]
    pub map: Vec<String>,
    /// Says why two records are, or are not, held for one person
    #[arg(long, num_args = 2, value_names = ["ID", "ID"])]
    pub explain: Vec<String>,
}

impl How {
    /// The two ids of `--explain`.
    pub fn explain(&self) -> Option<(&str, &str)> {
        match self.explain.as_slice() {
            [one, other] => Some((one, other)),
            _ => None,
        }
    }
}
