#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod access_index;
mod access_log;
mod accounts;
mod append;
mod checkpoint;
mod door_devices;
mod door_pins;
mod drafts;
mod erase;
mod error;
mod installation;
mod instants;
mod jobs;
mod keys;
pub mod lists;
pub mod migrations;
mod partner_links;
mod passkeys;
mod prune;
mod read;
mod recoveries;
mod rows;
mod sealing;
pub mod seam;
mod second_factors;
mod sign_ins;
mod stored_event;
mod tokens;
mod tries;
mod verify;

pub use access_index::Looks;
pub use access_log::{AccessEvent, AccessOutcome, Flush, LoggedAccess};
pub use accounts::{Account, AccountError, AccountState, PasswordHash};
pub use append::{Append, AppendError, Appended, Idempotency};
pub use door_devices::DoorDevice;
pub use door_pins::PinRests;
pub use drafts::{Draft, DraftName};
pub use erase::Erased;
pub use error::Error;
pub use installation::{Marker, OpenError, Opening, Storage};
pub use jobs::{Job, NewJob, Payload};
pub use keys::{KeyFile, KeyFileError};
pub use partner_links::{CODE_TRIES, CodeTried, PartnerLink};
pub use passkeys::{PasskeyChallenge, PasskeyKept, PasskeyRemoved};
pub use read::{Entry, Loaded};
pub use recoveries::Recovery;
pub use seam::{Boxed, Durability, Location, Value};
pub use second_factors::{Against, FactorOf, FactorSecret, SecondFactorKept};
pub use sign_ins::{OneTimeLink, SignIn};
pub use tokens::{RandomIds, fresh_token, token_hash};
pub use tries::{Guess, Rest};
pub use verify::{FirstBad, Verified, VerifyError};
