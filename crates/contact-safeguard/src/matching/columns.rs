//! Which column of a file holds what.

use crate::failed::Failed;
use ::matching::Record;

/// The fields by the names they have after `--map`, and the headers that are understood without it.
const FIELDS: [(&str, &[&str]); 16] = [
    ("id", &["rec_id", "id", "unique_id", "record_id"]),
    ("given", &["given_name", "given_names", "given", "first_name", "first_names", "forename", "forenames"]),
    ("middle", &["middle_name", "middle_names", "middle"]),
    ("surname", &["surname", "last_name", "family_name"]),
    ("full-name", &["full_name", "name"]),
    ("former-surname", &["former_surname", "previous_surname", "maiden_name", "birth_name"]),
    ("aliases", &["aliases", "alias", "known_as"]),
    ("birth", &["dob", "date_of_birth", "birth_date"]),
    ("sex", &["sex", "gender"]),
    ("house", &["street_number", "house_number"]),
    ("address", &["address1", "address_1", "address", "street_address"]),
    ("town", &["town", "suburb", "city", "birth_place"]),
    ("postcode", &["postcode", "post_code", "postcode_fake", "postal_code"]),
    ("phone", &["phone", "telephone", "mobile", "phone_number"]),
    ("email", &["email", "email_address"]),
    ("other", &["occupation"]),
];

/// What `--map` says: fields with the headers of their columns.
#[derive(Debug)]
pub struct Map(Vec<(usize, String)>);

impl Map {
    /// Reads `FIELD=HEADER`s.
    pub fn of(given: &[String]) -> Result<Self, Failed> {
        let mut map = Vec::new();
        for one in given {
            let (field, header) = one.split_once('=').ok_or_else(|| {
                Failed::usage(&format!("--map {one} has no equals sign."), "Write it as --map FIELD=HEADER.")
            })?;
            let place = FIELDS.iter().position(|(name, _)| *name == field.trim()).ok_or_else(|| {
                let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                Failed::usage(
                    &format!("--map {one}: there is no field {field}."),
                    &format!("The fields are {}.", names.join(", ")),
                )
            })?;
            if map.iter().any(|(other, _)| *other == place) {
                return Err(Failed::usage(&format!("--map names {field} twice."), "Name each field once."));
            }
            map.push((place, header.trim().to_owned()));
        }
        Ok(Self(map))
    }
}

/// The places of the fields in the rows of one file.
#[derive(Debug)]
pub struct Columns {
    places: [Option<usize>; FIELDS.len()],
}

impl Columns {
    /// Finds the fields among the headers. A field whose header is there twice is taken from the first.
    ///
    /// Says what is wrong and what to do, without the file's name.
    pub fn of(headers: &[&str], map: &Map) -> Result<Self, (String, String)> {
        let plain = |header: &str| header.trim().to_lowercase().replace([' ', '-'], "_");
        let mut places = [None; FIELDS.len()];
        for (at, (place, (_, known))) in places.iter_mut().zip(&FIELDS).enumerate() {
            if let Some((_, wanted)) = map.0.iter().find(|(field, _)| *field == at) {
                let found = headers.iter().position(|header| header.trim() == wanted);
                let next = || format!("Its headers are: {}.", headers.join(", "));
                *place = Some(found.ok_or_else(|| (format!("has no column {wanted:?}"), next()))?);
            } else {
                *place = known.iter().find_map(|name| headers.iter().position(|header| plain(header) == *name));
            }
        }
        let taken = |at: usize| places.iter().skip(1).filter(|place| **place == Some(at)).count();
        let columns = Self { places };
        if columns.places.first().copied().flatten().is_none() {
            return Err(("has no column with ids".to_owned(), "Name it with --map id=HEADER.".to_owned()));
        }
        if !columns.places.iter().skip(1).any(Option::is_some) {
            return Err((
                "has no column that says anything about a person".to_owned(),
                "Name columns with --map, such as --map surname=HEADER.".to_owned(),
            ));
        }
        if let Some(twice) = headers.iter().enumerate().find(|(at, _)| taken(*at) > 1) {
            return Err((format!("has its column {:?} in two fields", twice.1), "Change --map.".to_owned()));
        }
        Ok(columns)
    }

    /// Headers nobody reads.
    pub fn unused<'a>(&self, headers: &[&'a str]) -> Vec<&'a str> {
        let unused = headers.iter().enumerate().filter(|(at, _)| !self.places.contains(&Some(*at)));
        unused.map(|(_, header)| *header).collect()
    }

    /// The id and the record of a row.
    pub fn record<'a>(&self, row: &'a csv::StringRecord) -> (&'a str, Record<'a>) {
        let [id, given, middle, surname, full_name, former_surname, aliases, birth, sex, rest @ ..] =
            self.places.map(|place| place.and_then(|place| row.get(place)).unwrap_or(""));
        let [house, address, town, postcode, phone, email, other] = rest;
        let record = Record {
            given,
            middle,
            surname,
            full_name,
            former_surname,
            aliases,
            birth,
            sex,
            house,
            address,
            town,
            postcode,
            phone,
            email,
            other,
        };
        (id.trim(), record)
    }
}
