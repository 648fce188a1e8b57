//! Where the record and its keys lie, from the command line and the environment.

use crate::cli::Store;
use crate::edge;
use crate::failed::Failed;
use app::{Clock, House};
use domain::ids::CentreId;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::{Durability, KeyFile, Location, Marker, OpenError, Opening, Storage, lists};

/// The file of the record inside a data folder.
const RECORD: &str = "record.sqlite";

/// A record to open.
pub struct Place {
    /// Where it is.
    pub location: Location,
    /// Where its keys are.
    pub key_file: PathBuf,
    passphrase: Option<SecretString>,
}

impl Place {
    /// The place that was named, or why none was.
    pub fn of(store: Store) -> Result<Self, Failed> {
        let url = || store.database_url.clone().or_else(|| edge::database_url().map(SecretString::from));
        let location = match (store.data, url()) {
            (Some(folder), _) => Location::Sqlite { folder },
            (None, Some(url)) => Location::Postgres { url },
            (None, None) => {
                return Err(Failed::usage(
                    "It is not said where the record lies.",
                    "Give --data DIR, or --database-url postgres://...",
                ));
            }
        };
        let default = || edge::settings_folder().map(|folder| folder.join("keys"));
        let key_file = store.key_file.or_else(default).ok_or_else(|| {
            Failed::usage("There is no home folder to keep the key file in.", "Say where with --key-file PATH.")
        })?;
        let passphrase = store.passphrase_file.as_deref().map(passphrase).transpose()?;
        Ok(Self { location, key_file, passphrase })
    }

    /// Refuses a folder without a record: looking must not make one.
    pub fn must_exist(self) -> Result<Self, Failed> {
        match &self.location {
            Location::Sqlite { folder } if !folder.join(RECORD).is_file() => Err(Failed::usage(
                &format!("There is no record in {}.", folder.display()),
                "Name the data folder that `serve` was started with.",
            )),
            _ => Ok(self),
        }
    }

    /// The folder of the key file.
    pub fn key_folder(&self) -> PathBuf {
        match self.key_file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
            _ => PathBuf::from("."),
        }
    }

    /// Opens the record of people; makes one where there is none.
    pub async fn open(&self) -> Result<Storage, Failed> {
        Ok(self.try_open().await?)
    }

    /// The same, with storage's own reason why not.
    pub async fn try_open(&self) -> Result<Storage, OpenError> {
        let opening = Opening {
            location: self.location.clone(),
            keys: KeyFile::at(&self.key_file, self.passphrase.clone()),
            durability: Durability::Kept,
            marker: Marker::Real,
            now: edge::now(),
            projection: lists::project,
        };
        Storage::open(opening).await
    }
}

/// The house over an opened record, with the computer's clock.
pub fn house(storage: Storage) -> Result<House, Failed> {
    house_at(storage, Arc::new(edge::SystemClock))
}

/// The house over an opened record, with another clock.
pub fn house_at(storage: Storage, clock: Arc<dyn Clock>) -> Result<House, Failed> {
    Ok(House::new(storage, access::Access::load()?, clock, Arc::new(edge::SystemEntropy)))
}

/// The centre that was named, or the only one.
pub async fn centre(storage: &Storage, named: Option<CentreId>) -> Result<CentreId, Failed> {
    let centres = storage.centres().await?;
    match (named, centres.as_slice()) {
        (Some(named), all) if all.contains(&named) => Ok(named),
        (Some(_), _) => Err(Failed::no("This database has no such centre.", "Look at the id given as --centre.")),
        (None, [only]) => Ok(*only),
        (None, []) => Err(Failed::no(
            "This database has no centre yet.",
            "Start `contact-safeguard serve` and open the link it prints.",
        )),
        (None, several) => {
            let ids: Vec<_> = several.iter().map(ToString::to_string).collect();
            Err(Failed::usage(
                &format!("This database has {} centres.", ids.len()),
                &format!("Say which with --centre: {}.", ids.join(", ")),
            ))
        }
    }
}

fn passphrase(path: &Path) -> Result<SecretString, Failed> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failed::around(
            &format!("The passphrase file {} cannot be read: {}.", path.display(), error.kind()),
            "Look at its path and permissions.",
        )
    })?;
    match text.lines().next().map(str::trim_end) {
        Some(line) if !line.is_empty() => Ok(SecretString::from(line)),
        _ => Err(Failed::usage(
            &format!("The passphrase file {} has nothing in its first line.", path.display()),
            "Put the passphrase there.",
        )),
    }
}
