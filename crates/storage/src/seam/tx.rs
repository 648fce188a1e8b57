//! One transaction, on either engine.

use super::{Boxed, Row, SeamError, Value};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{
    AssertSqlSafe, Column as _, Decode, Postgres, Row as _, Sqlite, SqliteConnection, Transaction, TypeInfo as _,
    ValueRef as _,
};
use std::borrow::Cow;

/// How rows are locked until the transaction ends. SQLite has one writer, so there these say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Others may read and lock likewise, nobody may change.
    Share,
    /// Nobody else may lock or change.
    Update,
    /// Like [`Lock::Update`], passing over rows that somebody else has locked.
    UpdateSkipLocked,
}

/// A transaction in which statements run. Statements are the same text for both engines, with `$1`, `$2`, ...
pub struct Tx(pub(super) Engine);

pub(super) enum Engine {
    SqliteWriter(Box<SqliteConnection>),
    SqliteReader(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Binds every value in its place, whichever engine the query is for.
macro_rules! bound {
    ($database:ty, $sql:expr, $arguments:expr) => {{
        let mut query = sqlx::query::<$database>(AssertSqlSafe($sql));
        for argument in $arguments {
            query = match argument {
                Value::Int(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
            };
        }
        query
    }};
}

/// Statements hold places for values and no values: a test that follows them sees that two requests ask for the same.
fn told(sql: &str) {
    tracing::trace!(target: "storage::statement", statement = sql);
}

impl Tx {
    /// Runs a statement and returns how many rows it changed.
    pub fn execute(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Value>,
    ) -> Boxed<'_, Result<u64, SeamError>> {
        let sql = sql.into();
        told(&sql);
        Box::pin(async move {
            let changed = match &mut self.0 {
                Engine::SqliteWriter(connection) => {
                    bound!(Sqlite, sql, arguments).execute(&mut **connection).await.map(|done| done.rows_affected())
                }
                Engine::SqliteReader(tx) => {
                    bound!(Sqlite, sql, arguments).execute(&mut **tx).await.map(|done| done.rows_affected())
                }
                Engine::Postgres(tx) => {
                    bound!(Postgres, sql, arguments).execute(&mut **tx).await.map(|done| done.rows_affected())
                }
            };
            changed.map_err(SeamError::from)
        })
    }

    /// Runs a query and returns its rows.
    pub fn rows(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Value>,
    ) -> Boxed<'_, Result<Vec<Row>, SeamError>> {
        let sql = sql.into();
        told(&sql);
        Box::pin(async move {
            match &mut self.0 {
                Engine::SqliteWriter(connection) => {
                    bound!(Sqlite, sql, arguments).fetch_all(&mut **connection).await?.iter().map(sqlite_row).collect()
                }
                Engine::SqliteReader(tx) => {
                    bound!(Sqlite, sql, arguments).fetch_all(&mut **tx).await?.iter().map(sqlite_row).collect()
                }
                Engine::Postgres(tx) => {
                    bound!(Postgres, sql, arguments).fetch_all(&mut **tx).await?.iter().map(postgres_row).collect()
                }
            }
        })
    }

    /// Runs a query of which at most one row is wanted.
    pub async fn row(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Value>,
    ) -> Result<Option<Row>, SeamError> {
        Ok(self.rows(sql, arguments).await?.into_iter().next())
    }

    /// Runs a query and locks the rows it returns until the transaction ends.
    pub async fn locked(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        arguments: Vec<Value>,
        lock: Lock,
    ) -> Result<Vec<Row>, SeamError> {
        let sql = sql.into();
        let sql = match (&self.0, lock) {
            (Engine::SqliteWriter(_) | Engine::SqliteReader(_), _) => sql,
            (Engine::Postgres(_), Lock::Share) => format!("{sql} FOR SHARE").into(),
            (Engine::Postgres(_), Lock::Update) => format!("{sql} FOR UPDATE").into(),
            (Engine::Postgres(_), Lock::UpdateSkipLocked) => format!("{sql} FOR UPDATE SKIP LOCKED").into(),
        };
        self.rows(sql, arguments).await
    }

    /// Runs a whole script, such as a migration.
    pub(super) async fn script(&mut self, script: &'static str) -> Result<(), SeamError> {
        match &mut self.0 {
            Engine::SqliteWriter(connection) => {
                sqlx::raw_sql(script).execute(&mut **connection).await?;
            }
            Engine::SqliteReader(tx) => {
                sqlx::raw_sql(script).execute(&mut **tx).await?;
            }
            Engine::Postgres(tx) => {
                sqlx::raw_sql(script).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }
}

fn sqlite_row(row: &SqliteRow) -> Result<Row, SeamError> {
    let mut values = Vec::with_capacity(row.len());
    for column in 0..row.len() {
        let raw = row.try_get_raw(column)?;
        // The type of a null is that of its column, so this has to be asked first.
        if raw.is_null() {
            values.push(Value::NO_TEXT);
            continue;
        }
        let decoded = match raw.type_info().name() {
            "INTEGER" => <i64 as Decode<Sqlite>>::decode(raw).map(Value::from),
            "TEXT" => <String as Decode<Sqlite>>::decode(raw).map(Value::from),
            "BLOB" => <Vec<u8> as Decode<Sqlite>>::decode(raw).map(Value::from),
            _ => Err("a kind of value that is never stored".into()),
        };
        values.push(decoded.map_err(|_| SeamError::Shape)?);
    }
    Ok(Row(values))
}

fn postgres_row(row: &PgRow) -> Result<Row, SeamError> {
    let mut values = Vec::with_capacity(row.len());
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal())?;
        if raw.is_null() {
            values.push(Value::NO_TEXT);
            continue;
        }
        let decoded = match column.type_info().name() {
            "INT8" => <i64 as Decode<Postgres>>::decode(raw).map(Value::from),
            "INT4" => <i32 as Decode<Postgres>>::decode(raw).map(|number| Value::from(i64::from(number))),
            "TEXT" => <String as Decode<Postgres>>::decode(raw).map(Value::from),
            "BYTEA" => <Vec<u8> as Decode<Postgres>>::decode(raw).map(Value::from),
            _ => Err("a kind of value that is never stored".into()),
        };
        values.push(decoded.map_err(|_| SeamError::Shape)?);
    }
    Ok(Row(values))
}
