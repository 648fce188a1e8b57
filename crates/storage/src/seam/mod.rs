//! The seam: the only place that names an engine.
//!
//! Above it there is one statement text for SQLite and PostgreSQL, three kinds of value, and two ways to run:
//! [`Db::write`], which answers only after a COMMIT and is never cancelled by whoever asked going away, and
//! [`Db::snapshot`], which reads one state of the database.

mod server;
mod tx;
mod value;
mod writer;

pub use server::{drop_test_database, make_test_database};
pub use tx::{Lock, Tx};
pub use value::{Row, Value};

use crate::migrations::{self, Schema};
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, PgPool, Row as _, SqlitePool};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, RwLock, mpsc, oneshot};
use tokio::task::JoinHandle;
use tx::Engine;
use writer::{Job, Ran};

/// A boxed future that may borrow its transaction.
///
/// Ways that everything goes return one: an unboxed future is compiled again in every crate that waits for it, and these
/// cost a minute of the first build.
pub type Boxed<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// How long a statement waits for somebody else's lock before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The file in the data folder.
const FILE: &str = "record.sqlite";

/// Where the record is kept.
#[derive(Debug, Clone)]
pub enum Location {
    /// One file in a folder, with nothing else installed.
    Sqlite {
        /// The data folder; made where it is missing.
        folder: PathBuf,
    },
    /// A PostgreSQL 15 database or later.
    Postgres {
        /// `postgres://...`; it may hold a password.
        url: SecretString,
    },
}

impl Location {
    /// Whether there is something to open; a server's database is always taken to be there.
    pub fn exists(&self) -> bool {
        match self {
            Self::Sqlite { folder } => folder.join(FILE).exists(),
            Self::Postgres { .. } => true,
        }
    }
}

/// Whether a power cut may take what was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// What was answered as saved is on stable storage.
    Kept,
    /// For the demo's throw-away database only: nothing is flushed. PostgreSQL keeps its own setting.
    ThrowAway,
}

/// What went wrong below the seam, named by what it means for whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeamError {
    /// The disk, or what the database may use of it, is full.
    #[error("the disk is full: nothing was saved")]
    Full,
    /// Somebody else held what was needed for too long, or two transactions waited for each other.
    #[error("the database is busy: nothing was saved")]
    Busy,
    /// A row with this key exists already.
    #[error("there is such a row already")]
    Duplicate,
    /// The database is being closed, or could not begin a transaction.
    #[error("the database takes no more work: nothing was saved")]
    Stopped,
    /// The COMMIT failed on the way: it may or may not have happened.
    #[error("the database did not confirm whether the change was saved")]
    Unconfirmed,
    /// A row does not have the columns this program wrote.
    #[error("a stored row is not of the expected shape")]
    Shape,
    /// Anything else the engine says; its words name statements and columns, never values.
    #[error("the database failed: {0}")]
    Engine(String),
}

impl From<sqlx::Error> for SeamError {
    fn from(error: sqlx::Error) -> Self {
        let Some(database) = error.as_database_error() else {
            return match error {
                sqlx::Error::PoolTimedOut => Self::Busy,
                sqlx::Error::PoolClosed => Self::Stopped,
                other => Self::Engine(other.to_string()),
            };
        };
        if database.is_unique_violation() {
            return Self::Duplicate;
        }
        // SQLite's primary result code is the low byte of its extended one; PostgreSQL's SQLSTATE has five characters.
        let code = database.code().unwrap_or_default();
        match (code.as_ref(), code.parse::<u32>().map(|code| code & 0xff)) {
            ("53100" | "53200", _) => Self::Full,
            ("40001" | "40P01" | "55P03" | "53300", _) => Self::Busy,
            (text, Ok(13)) if text.len() < 5 => Self::Full,
            (text, Ok(5 | 6)) if text.len() < 5 => Self::Busy,
            _ => Self::Engine(database.message().to_owned()),
        }
    }
}

/// The database, on whichever engine.
pub struct Db {
    pool: Pool,
    commits: Arc<AtomicU64>,
}

enum Pool {
    Sqlite {
        readers: SqlitePool,
        /// Gone once the database is closed; the writer then ends when it has drained what waits.
        queue: RwLock<Option<mpsc::Sender<Job>>>,
        writer: Mutex<Option<JoinHandle<()>>>,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens the database, makes it where it is missing, and brings its schema up to date.
    pub async fn open(location: &Location, durability: Durability) -> Result<Self, SeamError> {
        match location {
            Location::Sqlite { folder } => open_sqlite(folder, durability).await,
            Location::Postgres { url } => open_postgres(url).await,
        }
    }

    /// One state of the database to read from; it sees nothing that is committed later.
    pub fn snapshot(&self) -> Boxed<'_, Result<Tx, SeamError>> {
        Box::pin(async move {
            let engine = match &self.pool {
                Pool::Sqlite { readers, .. } => Engine::SqliteReader(readers.begin().await?),
                Pool::Postgres(pool) => {
                    Engine::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
                }
            };
            Ok(Tx(engine))
        })
    }

    /// Runs `work` in a transaction and answers after its COMMIT. Dropping the returned future does not stop the work.
    ///
    /// Where `work` fails, what it wrote is undone and its error is returned, also after the COMMIT of its batch: an error
    /// may rest on what others of the batch wrote.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<SeamError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<T, E>> + Send + 'static,
    {
        let (send, receive) = oneshot::channel::<Result<T, E>>();
        let job: Job = Box::new(move |tx| {
            Box::pin(async move {
                let outcome = match tx {
                    Ok(tx) => work(tx).await,
                    Err(refused) => Err(E::from(refused)),
                };
                Ran {
                    keep: outcome.is_ok(),
                    reply: Box::new(move |committed| {
                        // Whoever asked may have gone away; the work is done all the same.
                        let _nobody_waits = send.send(match committed {
                            Ok(()) => outcome,
                            Err(failed) => Err(E::from(failed)),
                        });
                    }),
                }
            })
        });
        match &self.pool {
            Pool::Sqlite { queue, .. } => {
                let queue = queue.read().await.clone().ok_or(SeamError::Stopped)?;
                queue.send(job).await.map_err(|_| SeamError::Stopped)?;
            }
            Pool::Postgres(pool) => {
                tokio::spawn(on_postgres(pool.clone(), job, Arc::clone(&self.commits)));
            }
        }
        receive.await.unwrap_or(Err(E::from(SeamError::Stopped)))
    }

    /// The schema this program expects here.
    pub(crate) fn schema(&self) -> &'static Schema {
        match &self.pool {
            Pool::Sqlite { .. } => &migrations::SQLITE,
            Pool::Postgres(_) => &migrations::POSTGRES,
        }
    }

    /// How many transactions have been committed since the start; several writes can share one.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Moves what SQLite's write-ahead log still holds into the database and empties it, so that destroyed keys lie nowhere.
    pub async fn empty_log(&self) -> Result<(), SeamError> {
        match &self.pool {
            Pool::Sqlite { readers, .. } => {
                // The row says first whether somebody still read the old state after all that waiting.
                let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(readers).await?;
                if row.try_get::<i64, _>(0)? != 0 {
                    tracing::warn!(
                        "the write-ahead log is still in use; it is emptied by the next erasure or at the end"
                    );
                }
                Ok(())
            }
            Pool::Postgres(_) => Ok(()),
        }
    }

    /// Waits for the work that was handed in and closes the database.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { readers, queue, writer } => {
                readers.close().await;
                drop(queue.write().await.take());
                if let Some(writer) = writer.lock().await.take() {
                    // It only fails where it has ended already.
                    let _ended = writer.await;
                }
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

/// One transaction of PostgreSQL, in a task of its own so that nobody's leaving cancels it.
async fn on_postgres(pool: PgPool, job: Job, commits: Arc<AtomicU64>) {
    let begun = match pool.begin().await {
        Ok(begun) => begun,
        Err(error) => {
            let ran = job(Err(SeamError::from(error))).await;
            (ran.reply)(Ok(()));
            return;
        }
    };
    let mut tx = Tx(Engine::Postgres(begun));
    let ran = job(Ok(&mut tx)).await;
    let Engine::Postgres(transaction) = tx.0 else {
        return;
    };
    let outcome = if ran.keep {
        transaction.commit().await.map_err(|error| {
            match SeamError::from(error) {
                // The server answered, so nothing was committed. Without an answer nobody knows.
                refused @ (SeamError::Full | SeamError::Busy | SeamError::Duplicate) => refused,
                _ => SeamError::Unconfirmed,
            }
        })
    } else {
        // A connection that fails here takes its transaction with it.
        let _gone_either_way = transaction.rollback().await;
        Ok(())
    };
    commits.fetch_add(1, Ordering::Relaxed);
    (ran.reply)(outcome);
}

async fn open_sqlite(folder: &Path, durability: Durability) -> Result<Db, SeamError> {
    let io = |error: std::io::Error| SeamError::Engine(error.kind().to_string());
    crate::keys::private_folder(folder).map_err(io)?;
    let file = folder.join(FILE);
    crate::keys::private_file(&file).map_err(io)?;
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(match durability {
            Durability::Kept => SqliteSynchronous::Full,
            Durability::ThrowAway => SqliteSynchronous::Off,
        })
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .disable_statement_logging();
    let writer = options.connect().await?;
    let mut tx = Tx(Engine::SqliteWriter(Box::new(writer)));
    tx.execute("BEGIN IMMEDIATE", Vec::new()).await?;
    migrate(&mut tx, &migrations::SQLITE).await?;
    tx.execute("COMMIT", Vec::new()).await?;
    let readers = SqlitePoolOptions::new().max_connections(4).connect_with(options.pragma("query_only", "ON")).await?;
    let (queue, waiting) = mpsc::channel(1024);
    let commits = Arc::new(AtomicU64::new(0));
    let Engine::SqliteWriter(writer) = tx.0 else {
        return Err(SeamError::Stopped);
    };
    let drained = tokio::spawn(writer::drain(*writer, waiting, Arc::clone(&commits)));
    Ok(Db {
        pool: Pool::Sqlite { readers, queue: RwLock::new(Some(queue)), writer: Mutex::new(Some(drained)) },
        commits,
    })
}

async fn open_postgres(url: &SecretString) -> Result<Db, SeamError> {
    let options = PgConnectOptions::from_str(url.expose_secret())
        // The error could repeat the address, and the address can hold a password.
        .map_err(|_| SeamError::Engine("the address is not that of a PostgreSQL database".into()))?
        .options([("lock_timeout", "10s"), ("client_min_messages", "warning")])
        .disable_statement_logging();
    let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).connect_with(options).await?;
    let mut tx = Tx(Engine::Postgres(pool.begin().await?));
    // Several nodes may start at once; the number only has to be the same for all of them.
    tx.rows("SELECT CAST(1 AS BIGINT) FROM (SELECT pg_advisory_xact_lock(7281934650192837)) AS locked", Vec::new())
        .await?;
    migrate(&mut tx, &migrations::POSTGRES).await?;
    if let Engine::Postgres(transaction) = tx.0 {
        transaction.commit().await?;
    }
    Ok(Db { pool: Pool::Postgres(pool), commits: Arc::new(AtomicU64::new(0)) })
}

/// Runs what is missing, in order; refuses a schema this program does not know.
async fn migrate(tx: &mut Tx, schema: &'static Schema) -> Result<(), SeamError> {
    tx.script(schema.table).await?;
    let done = tx.rows("SELECT number, name, hash FROM migrations ORDER BY number", Vec::new()).await?;
    let missing = migrations::missing(schema, &done)?;
    for migration in missing {
        tx.script(migration.script).await?;
        tx.execute("INSERT INTO migrations (number, name, hash) VALUES ($1, $2, $3)", migration.row()).await?;
    }
    Ok(())
}
