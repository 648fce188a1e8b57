//! What the program says when it could not do what was asked: what, where, and what to do next.

use std::fmt;
use storage::OpenError;

/// Why the program ends without having done what was asked. Its text is for whoever typed the command.
#[derive(Debug)]
pub struct Failed {
    what: String,
    next: String,
    code: Code,
}

#[derive(Debug, Clone, Copy)]
enum Code {
    No = 1,
    Usage = 2,
    Around = 3,
}

impl Failed {
    /// The answer is no: the record does not verify, the file is not taken, the database is not for this.
    pub fn no(what: &str, next: &str) -> Self {
        Self::new(what, next, Code::No)
    }

    /// The settings do not go together.
    pub fn usage(what: &str, next: &str) -> Self {
        Self::new(what, next, Code::Usage)
    }

    /// Something the program stands on failed: disk, database, keys, network.
    pub fn around(what: &str, next: &str) -> Self {
        Self::new(what, next, Code::Around)
    }

    fn new(what: &str, next: &str, code: Code) -> Self {
        Self { what: what.to_owned(), next: next.to_owned(), code }
    }

    /// The exit code.
    pub const fn code(&self) -> u8 {
        self.code as u8
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.next)
    }
}

/// A sentence from an error's own words.
fn sentence(error: &dyn std::error::Error) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let whole = format!("{first}{}", letters.as_str());
    if whole.ends_with('.') { whole } else { format!("{whole}.") }
}

impl From<storage::Error> for Failed {
    fn from(error: storage::Error) -> Self {
        let next = match &error {
            storage::Error::KeyFile(_) | storage::Error::KeyMissing(_) => {
                "Name the right file with --key-file, and its passphrase with --passphrase-file."
            }
            storage::Error::Altered(_) | storage::Error::LogBroken(_) => {
                "Keep a copy of the database as it is, and run `contact-safeguard verify`."
            }
            _ => "Look at the database, then try again.",
        };
        Self::around(&sentence(&error), next)
    }
}

impl From<OpenError> for Failed {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::OtherKeyFile => {
                Self::around(&sentence(&error), "Name the key file that was made with this database: --key-file PATH.")
            }
            OpenError::Storage(error) => error.into(),
        }
    }
}

impl From<app::Failure> for Failed {
    fn from(failure: app::Failure) -> Self {
        use std::error::Error as _;
        let cause = failure.source().map(|cause| format!(" ({cause})")).unwrap_or_default();
        let what = sentence(&failure);
        Self::no(&format!("{}{cause}.", what.trim_end_matches('.')), "Nothing was saved.")
    }
}

impl From<access::PolicyFault> for Failed {
    fn from(fault: access::PolicyFault) -> Self {
        Self::around(&sentence(&fault), "This build of the program is broken: build it again from clean sources.")
    }
}
