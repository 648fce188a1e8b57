//! The key file: the centre keys by epoch and the database's own key, outside the data folder.

use crate::error::Error;
use crate::sealing::{self, Key};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use domain::ids::CentreId;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;
use zeroize::{Zeroize as _, Zeroizing};

const FORMAT: &str = "contact-safeguard-keys";
const ASSOCIATED: &[u8] = b"contact-safeguard/key-file/v1";

/// What is wrong with the key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Others than its owner may read or write it.
    #[error("the key file can be read or written by others than its owner: chmod 600 it")]
    OpenToOthers,
    /// It lies in the data folder, so that whoever takes a copy of that takes the keys along.
    #[error("the key file lies inside the data folder: keep it elsewhere")]
    BesideTheData,
    /// It is sealed and no passphrase was given.
    #[error("the key file needs its passphrase")]
    PassphraseNeeded,
    /// The passphrase does not open it, or it was changed.
    #[error("the key file does not open with this passphrase")]
    WrongPassphrase,
    /// It is not a key file of this program.
    #[error("this is not a key file of this program")]
    NotAKeyFile,
    /// The file system.
    #[error("the key file cannot be read or written: {0}")]
    Io(io::ErrorKind),
}

impl From<io::Error> for KeyFileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// Where the keys are kept, and the passphrase that seals them, where there is one.
///
/// Every change writes a new file, flushes it and renames it over the old one, so there is always one whole file.
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
    passphrase: Option<SecretString>,
}

/// Whose key a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Database(Uuid),
    Centre(CentreId),
}

/// One key of the file.
#[derive(Clone)]
pub(crate) struct Entry {
    pub owner: Owner,
    pub epoch: u32,
    pub key: Key,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: String,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    argon2id: Option<Costs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Costs {
    salt: String,
    memory: u32,
    passes: u32,
    lanes: u32,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<CentreId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database: Option<Uuid>,
    epoch: u32,
    key: String,
}

impl KeyFile {
    /// The file at `path`; it is made when the first key is added.
    pub fn at(path: impl Into<PathBuf>, passphrase: Option<SecretString>) -> Self {
        Self { path: path.into(), passphrase }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a passphrase seals it.
    pub const fn has_passphrase(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Seals the file with a passphrase, or with another one, or with none.
    pub fn change_passphrase(&self, passphrase: Option<SecretString>) -> Result<Self, Error> {
        let new = Self::at(&self.path, passphrase);
        let _alone = self.lock()?;
        new.write(&self.read()?.unwrap_or_default())?;
        Ok(new)
    }

    /// Refuses a file inside the folder.
    pub(crate) fn must_not_be_in(&self, folder: &Path) -> Result<(), KeyFileError> {
        let parent = self.parent();
        private_folder(&parent)?;
        if parent.canonicalize()?.starts_with(folder.canonicalize()?) {
            return Err(KeyFileError::BesideTheData);
        }
        Ok(())
    }

    /// The keys; a file that was written without a passphrase is sealed where there is one now.
    pub(crate) fn read_and_seal(&self) -> Result<Option<Vec<Entry>>, Error> {
        let Some((entries, sealed)) = self.read_as_it_is()? else {
            return Ok(None);
        };
        if self.has_passphrase() && !sealed {
            return self.change(|_| {}).map(Some);
        }
        Ok(Some(entries))
    }

    /// The keys, or `None` where there is no file yet.
    pub(crate) fn read(&self) -> Result<Option<Vec<Entry>>, Error> {
        Ok(self.read_as_it_is()?.map(|(entries, _)| entries))
    }

    /// The keys, and whether the file is sealed.
    fn read_as_it_is(&self) -> Result<Option<(Vec<Entry>, bool)>, Error> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(KeyFileError::from(error).into()),
        };
        only_its_owner(&self.path)?;
        let (first, rest) = text.split_once('\n').ok_or(KeyFileError::NotAKeyFile)?;
        let header: Header = serde_json::from_str(first).map_err(|_| KeyFileError::NotAKeyFile)?;
        if header.format != FORMAT || header.version != 1 {
            return Err(KeyFileError::NotAKeyFile.into());
        }
        match (header.argon2id, header.sealed) {
            (None, None) => Ok(Some((entries(rest)?, false))),
            (Some(costs), Some(sealed)) => {
                let key = self.passphrase_key(&costs)?;
                let sealed = BASE64.decode(sealed.as_bytes()).map_err(|_| KeyFileError::NotAKeyFile)?;
                let opened = sealing::open(&key, ASSOCIATED, &sealed).ok_or(KeyFileError::WrongPassphrase)?;
                let lines = std::str::from_utf8(&opened).map_err(|_| KeyFileError::NotAKeyFile)?;
                Ok(Some((entries(lines)?, true)))
            }
            _ => Err(KeyFileError::NotAKeyFile.into()),
        }
    }

    /// Changes the keys, alone among all processes that use the file.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Vec<Entry>)) -> Result<Vec<Entry>, Error> {
        private_folder(&self.parent()).map_err(KeyFileError::from)?;
        let _alone = self.lock()?;
        let mut entries = self.read()?.unwrap_or_default();
        change(&mut entries);
        self.write(&entries)?;
        Ok(entries)
    }

    fn parent(&self) -> PathBuf {
        match self.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        }
    }

    fn lock(&self) -> Result<File, KeyFileError> {
        let mut name = self.path.clone().into_os_string();
        name.push(".lock");
        let file = private_file(Path::new(&name))?;
        file.lock()?;
        Ok(file)
    }

    fn write(&self, entries: &[Entry]) -> Result<(), Error> {
        let text = self.text(entries)?;
        let mut name = self.path.clone().into_os_string();
        name.push(".new");
        let temporary = Path::new(&name);
        let put = || -> Result<(), KeyFileError> {
            let mut file = private_file(temporary)?;
            file.set_len(0)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(temporary, &self.path)?;
            // The rename itself is only safe once the folder is flushed.
            File::open(self.parent())?.sync_all()?;
            Ok(())
        };
        put().map_err(Error::from)
    }

    fn text(&self, entries: &[Entry]) -> Result<Zeroizing<String>, Error> {
        let mut lines = Zeroizing::new(String::new());
        for entry in entries {
            let mut line =
                Line { centre: None, database: None, epoch: entry.epoch, key: BASE64.encode(entry.key.as_slice()) };
            match entry.owner {
                Owner::Centre(centre) => line.centre = Some(centre),
                Owner::Database(id) => line.database = Some(id),
            }
            let text = Zeroizing::new(json(&line)?);
            line.key.zeroize();
            lines.push_str(&text);
            lines.push('\n');
        }
        let mut header = Header { format: FORMAT.to_owned(), version: 1, argon2id: None, sealed: None };
        if self.passphrase.is_some() {
            let costs = Costs { salt: BASE64.encode(&sealing::random::<16>()?), memory: 65_536, passes: 3, lanes: 1 };
            let key = self.passphrase_key(&costs)?;
            let sealed = sealing::seal(&key, ASSOCIATED, lines.as_bytes())?;
            header.argon2id = Some(costs);
            header.sealed = Some(BASE64.encode(&sealed));
            lines.zeroize();
        }
        Ok(Zeroizing::new(format!("{}\n{}", json(&header)?, *lines)))
    }

    fn passphrase_key(&self, costs: &Costs) -> Result<Key, KeyFileError> {
        let passphrase = self.passphrase.as_ref().ok_or(KeyFileError::PassphraseNeeded)?;
        let broken = || KeyFileError::NotAKeyFile;
        let salt = BASE64.decode(costs.salt.as_bytes()).map_err(|_| broken())?;
        let params = Params::new(costs.memory, costs.passes, costs.lanes, Some(32)).map_err(|_| broken())?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), &salt, key.as_mut_slice())
            .map_err(|_| broken())?;
        Ok(key)
    }
}

fn json(value: &impl Serialize) -> Result<String, KeyFileError> {
    serde_json::to_string(value).map_err(|_| KeyFileError::NotAKeyFile)
}

fn entries(lines: &str) -> Result<Vec<Entry>, Error> {
    let broken = || KeyFileError::NotAKeyFile;
    lines
        .lines()
        .map(|text| {
            let line: Line = serde_json::from_str(text).map_err(|_| broken())?;
            let owner = match (line.centre, line.database) {
                (Some(centre), None) => Owner::Centre(centre),
                (None, Some(id)) => Owner::Database(id),
                _ => return Err(broken().into()),
            };
            let encoded = Zeroizing::new(line.key);
            let bytes = Zeroizing::new(BASE64.decode(encoded.as_bytes()).map_err(|_| broken())?);
            let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| broken())?;
            Ok(Entry { owner, epoch: line.epoch, key: Zeroizing::new(key) })
        })
        .collect()
}

/// Makes a folder that only its owner can enter, where it does not exist yet.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a file for writing, made for its owner alone where it does not exist yet.
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn only_its_owner(path: &Path) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt as _;
    let for_others = fs::metadata(path)?.permissions().mode() & 0o077;
    if for_others == 0 { Ok(()) } else { Err(KeyFileError::OpenToOthers) }
}

/// Elsewhere the file's protection is that of its folder.
#[cfg(not(unix))]
fn only_its_owner(_path: &Path) -> Result<(), KeyFileError> {
    Ok(())
}
