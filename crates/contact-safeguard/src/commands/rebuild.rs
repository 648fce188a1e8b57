use crate::cli::Store;
use crate::failed::Failed;
use crate::place::Place;
use crate::terminal;

/// Writes every list anew from the journal.
pub async fn run(store: Store) -> Result<(), Failed> {
    let storage = Place::of(store)?.must_exist()?.open().await?;
    let rows = storage.rebuild().await?;
    storage.close().await?;
    terminal::say(&format!("Rebuilt: {rows} list rows were written from the journal."));
    Ok(())
}
