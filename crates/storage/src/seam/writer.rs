//! SQLite's one writer: whatever waits in the queue shares one COMMIT, and nobody hears "saved" before it.

use super::tx::{Engine, Tx};
use super::{Boxed, SeamError};
use sqlx::{Connection as _, SqliteConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;

/// The most pieces of work that share a COMMIT: bounds how long the first of them waits.
const LARGEST_BATCH: usize = 128;

/// How one piece of work went, before it is committed.
pub(super) struct Ran {
    /// Whether what it wrote is to stay.
    pub keep: bool,
    /// Tells whoever asked; called after the COMMIT, or after it failed.
    pub reply: Box<dyn FnOnce(Result<(), SeamError>) + Send>,
}

/// A piece of work waiting for its transaction, or for the reason why there is none.
pub(super) type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx, SeamError>) -> Boxed<'t, Ran> + Send>;

/// Drains the queue until every sender is gone, then closes the connection.
pub(super) async fn drain(connection: SqliteConnection, mut queue: mpsc::Receiver<Job>, commits: Arc<AtomicU64>) {
    let mut tx = Tx(Engine::SqliteWriter(Box::new(connection)));
    while let Some(first) = queue.recv().await {
        let mut replies = Vec::new();
        let outcome = batch(&mut tx, first, &mut queue, &mut replies).await;
        if outcome.is_ok() {
            commits.fetch_add(1, Ordering::Relaxed);
        } else {
            // Whatever state the failed batch left is undone; an error here means that nothing was open any more.
            let _nothing_open = tx.execute("ROLLBACK", Vec::new()).await;
        }
        for reply in replies {
            reply(outcome.clone());
        }
    }
    if let Engine::SqliteWriter(connection) = tx.0 {
        // Closing merges the write-ahead log; where that fails, the next start does it.
        let _merged_at_next_start = connection.close().await;
    }
}

type Replies = Vec<Box<dyn FnOnce(Result<(), SeamError>) + Send>>;

async fn batch(
    tx: &mut Tx,
    first: Job,
    queue: &mut mpsc::Receiver<Job>,
    replies: &mut Replies,
) -> Result<(), SeamError> {
    if let Err(refused) = tx.execute("BEGIN IMMEDIATE", Vec::new()).await {
        replies.push(first(Err(refused.clone())).await.reply);
        return Err(refused);
    }
    let mut next = Some(first);
    while let Some(job) = next.take() {
        tx.execute("SAVEPOINT one", Vec::new()).await?;
        let ran = job(Ok(tx)).await;
        replies.push(ran.reply);
        if !ran.keep {
            tx.execute("ROLLBACK TO one", Vec::new()).await?;
        }
        tx.execute("RELEASE one", Vec::new()).await?;
        if replies.len() < LARGEST_BATCH {
            next = queue.try_recv().ok();
        }
    }
    tx.execute("COMMIT", Vec::new()).await?;
    Ok(())
}
