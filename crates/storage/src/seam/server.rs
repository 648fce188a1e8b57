//! Databases of their own for tests, on a server that may make them. The test kit reaches an engine through here alone.

use super::SeamError;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

/// Makes an empty database, in the place of one of that name, and returns its address.
pub async fn make_test_database(server: &SecretString, name: &str) -> Result<SecretString, SeamError> {
    drop_test_database(server, name).await?;
    run(server, format!("CREATE DATABASE {}", checked(name)?)).await?;
    let address = with_database(server.expose_secret(), name)
        .ok_or_else(|| SeamError::Engine("the address is not that of a PostgreSQL server".to_owned()))?;
    Ok(address.into())
}

/// Drops a database that [`make_test_database`] made, and whoever is still connected to it.
pub async fn drop_test_database(server: &SecretString, name: &str) -> Result<(), SeamError> {
    let name = checked(name)?;
    run(server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
}

/// A name that needs no quotes, and that no real database has.
fn checked(name: &str) -> Result<&str, SeamError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.starts_with("story_") && name.chars().all(plain) {
        Ok(name)
    } else {
        Err(SeamError::Engine("a database for tests is called story_...".to_owned()))
    }
}

async fn run(server: &SecretString, sql: String) -> Result<(), SeamError> {
    let mut connection = PgConnection::connect(server.expose_secret()).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    connection.close().await?;
    Ok(())
}

/// The same server's address with another database.
fn with_database(server: &str, name: &str) -> Option<String> {
    let (address, options) = match server.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (server, String::new()),
    };
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?;
    Some(format!("{scheme}://{host}/{name}{options}"))
}

#[cfg(test)]
mod tests {
    use super::{checked, with_database};

    #[test]
    fn another_database_of_the_same_server_has_the_same_address_otherwise() {
        for (server, expected) in [
            ("postgres://a@h:5/postgres", "postgres://a@h:5/x"),
            ("postgres://a@/postgres?host=/tmp/s", "postgres://a@/x?host=/tmp/s"),
            ("postgres://h", "postgres://h/x"),
        ] {
            assert_eq!(with_database(server, "x").unwrap(), expected);
        }
    }

    #[test]
    fn only_databases_for_tests_are_made_and_dropped() {
        assert!(checked("story_12_3").is_ok());
        for name in ["postgres", "story_1; DROP TABLE event", "story_A"] {
            assert!(checked(name).is_err());
        }
    }
}
