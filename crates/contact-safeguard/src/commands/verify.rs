use crate::cli::Store;
use crate::failed::Failed;
use crate::place::Place;
use crate::terminal;
use storage::{Error, OpenError, Storage, VerifyError};

/// Reads the whole record again and recomputes what proves it.
pub async fn run(store: Store) -> Result<(), Failed> {
    let storage = match Place::of(store)?.must_exist()?.try_open().await {
        Ok(storage) => storage,
        // A row that was changed can already keep the record from opening; that is an answer too.
        Err(OpenError::Storage(error @ (Error::Altered(_) | Error::Database(_)))) => {
            return Err(bad(&error));
        }
        Err(other) => return Err(other.into()),
    };
    let outcome = verify(&storage).await;
    storage.close().await?;
    outcome
}

async fn verify(storage: &Storage) -> Result<(), Failed> {
    match storage.verify().await {
        Ok(verified) => {
            terminal::say(&format!(
                "Verified: {} centres, {} events, {} segments ({} erased), {} keys, {} checkpoints, {} access entries.",
                verified.centres,
                verified.events,
                verified.segments,
                verified.erased,
                verified.keys,
                verified.checkpoints,
                verified.access_events,
            ));
            Ok(())
        }
        Err(VerifyError::Bad(first)) => Err(bad(&first)),
        Err(VerifyError::Storage(error)) => Err(error.into()),
    }
}

fn bad(what: &dyn std::fmt::Display) -> Failed {
    Failed::no(
        &format!("The record does not verify: {what}."),
        "Keep a copy of the database as it is, and call whoever looks after it.",
    )
}
