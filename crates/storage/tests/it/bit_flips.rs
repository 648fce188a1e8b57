//! Verification notices a changed byte in every column of every row of every table.

use crate::around::{account, draft, job, link, signed_in};
use crate::doors::{RESTS, device};
use crate::partner_links::partner_link;
use crate::passkeys::{challenge, passkey};
use crate::sample::{Cast, living_at, looked, named, needing, noon, rows};
use crate::schema::columns;
use domain::decision::Recorded;
use domain::private::Subject;
use domain::stream::StreamName;
use jiff::SignedDuration;
use secrecy::SecretString;
use storage::seam::{Row, SeamError, Value};
use storage::{Against, FactorOf, Flush, Guess, Idempotency, PasswordHash, Recovery, Rest, Storage, VerifyError};
use testkit::{Bench, on_both_engines_with};
use zeroize::Zeroizing;

/// A record with at least one row in every table.
async fn populate(bench: &Bench) {
    let mut cast = Cast::new(80);
    let (storage, centre) = (&bench.storage, bench.centre);
    let (amina, joao) = (cast.amina, cast.joao);
    let moved = living_at(amina, &mut cast.ids, "3 Elm Row");
    let events = vec![
        Recorded::now(StreamName::Case(cast.case), needing(joao, "quiet")),
        Recorded::now(StreamName::Person(amina), named(amina, "Amina", "Kone")),
        Recorded::about(StreamName::Person(amina), moved, noon() - SignedDuration::from_hours(9)),
        Recorded::now(StreamName::Person(joao), named(joao, "João", "Reis")),
        Recorded::now(StreamName::Session(cast.session), needing(amina, "held")),
        Recorded::now(StreamName::Worker(cast.worker), needing(amina, "met")),
    ];
    let mut append = cast.append(bench, events);
    append.session_cases.insert(cast.session, cast.case);
    append.on_behalf_of = Some(domain::actor::Actor::Person(amina));
    append.device = Some("device/1".to_owned());
    append.cause = Some((StreamName::Case(cast.case), 1));
    append.form_version = Some("referral-1".to_owned());
    append.jobs.push(job(&mut cast, "review/1"));
    append.access.push(looked(bench, &cast, "record"));
    append.idempotency = Some(Idempotency {
        route: "POST /cases".to_owned(),
        key: "k".to_owned(),
        body_hash: [1; 32],
        outcome: "{}".to_owned(),
    });
    storage.append(append).await.unwrap();
    storage.sign_checkpoint(centre, noon()).await.unwrap();
    storage.erase(centre, &[Subject::Person(joao)]).await.unwrap();
    let event = Recorded::now(StreamName::Case(cast.case), needing(amina, "a ramp"));
    let mut append = cast.append(bench, vec![event]);
    append.pins = vec![(StreamName::Day(centre, "2026-03-07".parse().unwrap()), 0)];
    storage.append(append).await.unwrap();
    storage.record_access(vec![looked(bench, &cast, "read")], Flush::Now).await.unwrap();
    storage.put_account(&account(bench, &cast, "noor")).await.unwrap();
    storage.start_sign_in(&signed_in(bench, &cast, b"token")).await.unwrap();
    storage.put_link(&link(bench, &cast, b"link")).await.unwrap();
    storage.put_partner_link(&partner_link(bench, &cast, b"partner")).await.unwrap();
    with_second_factor(bench, &cast).await;
    storage.add_passkey(&passkey(bench, &cast, 1)).await.unwrap();
    storage.put_passkey_challenge(&challenge(bench, &cast, b"challenge")).await.unwrap();
    at_the_door(bench, &mut cast).await;
    let under = Subject::Worker(cast.worker);
    storage.save_draft(centre, &draft(&cast, "new"), under, b"half", noon()).await.unwrap();
}

/// A second factor that counts and one that waits, somebody who asked for its owner to be let back in, and a wrong try.
async fn with_second_factor(bench: &Bench, cast: &Cast) {
    let (storage, centre) = (&bench.storage, bench.centre);
    let of = FactorOf { centre, worker: cast.worker };
    let rest = Rest { after: 5, lasts: SignedDuration::from_mins(15) };
    let (until, secret) = (noon() + SignedDuration::from_mins(15), Zeroizing::new(vec![7; 20]));
    storage.put_pending_factor(of, secret.clone(), until).await.unwrap();
    assert!(storage.settle_code(of, Against::Pending, Some(7), rest, noon()).await.unwrap());
    storage.put_pending_factor(of, secret, until).await.unwrap();
    storage.ask_recovery(&Recovery { of, asked_by: cast.worker, expires: until }).await.unwrap();
    storage.count_wrong_try("192.0.2.7", SignedDuration::from_mins(15), noon()).await.unwrap();
}

/// A device at the door with somebody who entered their PIN.
async fn at_the_door(bench: &Bench, cast: &mut Cast) {
    let of = FactorOf { centre: bench.centre, worker: cast.worker };
    let device = device(bench, cast, b"door");
    bench.storage.open_door(&device, &[0; 32]).await.unwrap();
    let pin = PasswordHash::of(&SecretString::from("4821")).unwrap();
    bench.storage.put_door_pin(of, pin).await.unwrap();
    let settled = bench.storage.settle_door_pin(&device.token_hash, of, Guess::Right, RESTS, noon()).await.unwrap();
    assert!(settled.is_some());
}

/// What a value can be changed to. The first that the table takes is tried.
fn changed(value: &Value, kind: &str) -> Vec<Vec<Value>> {
    match (value, kind) {
        (value, "bigint") if value.is_null() => vec![vec![1_i64.into()]],
        (value, "text") if value.is_null() => vec![vec!["x".into()]],
        (value, _) if value.is_null() => vec![vec![[1_u8].as_slice().into()]],
        (Value::Int(Some(number)), _) => vec![vec![(number + 1).into(), (number + 1000).into()]],
        (Value::Text(Some(text)), _) => {
            let swap = |letter: char| if letter == '1' { '2' } else { '1' };
            let mut last: Vec<char> = text.chars().collect();
            let mut first = last.clone();
            match (first.first_mut(), last.last_mut()) {
                (Some(first), Some(last)) => (*first, *last) = (swap(*first), swap(*last)),
                _ => return vec![vec!["x".into()]],
            }
            vec![vec![first.into_iter().collect::<String>().into()], vec![last.into_iter().collect::<String>().into()]]
        }
        (Value::Bytes(Some(bytes)), _) => {
            let (mut first, mut last) = (bytes.clone(), bytes.clone());
            *first.first_mut().unwrap() ^= 1;
            *last.last_mut().unwrap() ^= 0x80;
            vec![vec![first.into()], vec![last.into()]]
        }
        _ => unreachable!(),
    }
}

fn typed(value: &Value, kind: &str) -> Value {
    match kind {
        _ if !value.is_null() => value.clone(),
        "bigint" => Value::NO_INT,
        "text" => Value::NO_TEXT,
        _ => Value::NO_BYTES,
    }
}

async fn set(storage: &Storage, sql: String, arguments: Vec<Value>) -> Result<u64, SeamError> {
    storage.database().write(move |tx| Box::pin(async move { tx.execute(sql, arguments).await })).await
}

struct Flips<'a> {
    bench: &'a Bench,
    table: String,
    columns: Vec<(String, (String, bool, i64))>,
    tried: usize,
    unnoticed: Vec<String>,
}

impl Flips<'_> {
    /// `UPDATE` of one column, the row named by its key as it is before; `$1` is the new value.
    fn update(&self, column: &str, row: &[Value]) -> (String, Vec<Value>) {
        let mut conditions = Vec::new();
        let mut arguments = Vec::new();
        for ((name, (_, _, key)), value) in self.columns.iter().zip(row) {
            if *key > 0 {
                conditions.push(format!("{name} = ${}", arguments.len() + 2));
                arguments.push(value.clone());
            }
        }
        let sql = format!("UPDATE {} SET {column} = $1 WHERE {}", self.table, conditions.join(" AND "));
        (sql, arguments)
    }

    async fn row(&mut self, row: &Row) {
        for place in 0..self.columns.len() {
            let (column, (kind, ..)) = self.columns[place].clone();
            let old = typed(&row.values()[place], &kind);
            for choices in changed(&old, &kind) {
                self.flip(row.values(), place, &column, &old, choices).await;
            }
            if self.columns[place].1.1 && !old.is_null() {
                let nothing = match kind.as_str() {
                    "bigint" => Value::NO_INT,
                    "text" => Value::NO_TEXT,
                    _ => Value::NO_BYTES,
                };
                self.flip(row.values(), place, &column, &old, vec![nothing]).await;
            }
        }
    }

    async fn flip(&mut self, row: &[Value], place: usize, column: &str, old: &Value, choices: Vec<Value>) {
        let storage = &self.bench.storage;
        let (sql, key) = self.update(column, row);
        for choice in choices {
            let arguments = [vec![choice.clone()], key.clone()].concat();
            match set(storage, sql.clone(), arguments).await {
                Ok(changed) => assert_eq!(changed, 1),
                Err(SeamError::Duplicate) => continue,
                Err(other) => panic!("{other}"),
            }
            self.tried += 1;
            match storage.verify().await {
                Err(VerifyError::Bad(_)) => {}
                Err(VerifyError::Storage(error)) => panic!("{}.{column}: {error}", self.table),
                // A head at version 0 is left by a pin and says the same as no head at all, whichever stream it names.
                Ok(_) if self.table == "streams" && column == "stream" && row[2] == 0_i64.into() => {}
                Ok(_) => self.unnoticed.push(format!("{}.{column}", self.table)),
            }
            let mut now = row.to_vec();
            now[place] = choice;
            let (sql, key) = self.update(column, &now);
            set(storage, sql, [vec![old.clone()], key].concat()).await.unwrap();
            return;
        }
        panic!("{}.{column} could not be changed", self.table);
    }
}

#[tokio::test]
async fn one_changed_byte_anywhere_is_named() {
    on_both_engines_with(rows, async |bench| {
        populate(&bench).await;
        let verified = bench.storage.verify().await.unwrap();
        assert!(verified.erased > 0 && verified.checkpoints > 0 && verified.list_rows > 5);
        let mut tried = 0;
        for (table, columns) in columns(&bench).await {
            let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
            let sql = format!("SELECT {} FROM {table}", names.join(", "));
            let mut snapshot = bench.storage.database().snapshot().await.unwrap();
            let mut stored = snapshot.rows(sql, Vec::new()).await.unwrap();
            drop(snapshot);
            assert!(!stored.is_empty(), "{table} has no row to change");
            if bench.engine == "PostgreSQL" {
                // Every row on SQLite; there two of each table, since what is compared is the same code.
                stored.truncate(2);
            }
            let mut flips = Flips { bench: &bench, table, columns, tried: 0, unnoticed: Vec::new() };
            for row in &stored {
                flips.row(row).await;
            }
            assert_eq!(flips.unnoticed, Vec::<String>::new(), "{}", bench.engine);
            tried += flips.tried;
        }
        assert!(tried > 300, "{tried}");
        assert_eq!(bench.storage.verify().await.unwrap(), verified);
    })
    .await;
}

/// Columns that are random or sealed, and so differ from run to run on one engine too.
fn random(table: &str, column: &str, kind: &str) -> bool {
    let hashed = ["body_hash", "token_hash"].contains(&column);
    (kind == "bytea" && !hashed)
        || matches!((table, column), ("installation", "id") | ("lease", "holder") | ("checkpoint", "note"))
}

#[tokio::test]
async fn the_same_story_leaves_the_same_rows_on_both_engines() {
    let seen = std::cell::RefCell::new(Vec::new());
    on_both_engines_with(rows, async |bench| {
        populate(&bench).await;
        let mut snapshot = bench.storage.database().snapshot().await.unwrap();
        let mut tables = Vec::new();
        for (table, columns) in columns(&bench).await {
            let kept: Vec<_> = columns
                .iter()
                .filter(|(name, (kind, ..))| !random(&table, name, kind))
                .map(|(name, _)| name.as_str())
                .collect();
            let sql = format!("SELECT {0} FROM {table} ORDER BY {0}", kept.join(", "));
            let stored: Vec<Vec<Option<Vec<u8>>>> = snapshot
                .rows(sql, Vec::new())
                .await
                .unwrap()
                .iter()
                .map(|row| row.values().iter().map(Value::canonical).collect())
                .collect();
            tables.push((table, stored));
        }
        seen.borrow_mut().push(tables);
    })
    .await;
    let seen = seen.into_inner();
    for pair in seen.windows(2) {
        for (one, other) in pair[0].iter().zip(&pair[1]) {
            assert_eq!(one, other, "{}", one.0);
        }
    }
}

#[tokio::test]
async fn a_row_that_was_taken_away_is_missed() {
    for sql in [
        "DELETE FROM access_event WHERE idx = 0",
        "DELETE FROM access_event WHERE idx = 1",
        "DELETE FROM access_record WHERE idx = 1",
        "UPDATE access_record SET idx = 7 WHERE idx = 1",
        "UPDATE access_record SET record = 'case/another' WHERE idx = 0",
        "DELETE FROM segment WHERE idx = 1 AND version = 1 AND stream IN (SELECT stream FROM event WHERE log_index = 1)",
        "DELETE FROM event WHERE log_index = 0",
        "DELETE FROM event WHERE log_index = 6",
        "DELETE FROM ledger_leaf WHERE log_index = 6",
        "DELETE FROM streams WHERE version = 2",
        "DELETE FROM list_person",
        "DELETE FROM subject_key WHERE compartment = 'health'",
        "UPDATE segment SET sealed = NULL WHERE version = 2",
    ] {
        on_both_engines_with(rows, async |bench| {
            populate(&bench).await;
            assert!(set(&bench.storage, sql.to_owned(), Vec::new()).await.unwrap() > 0);
            let found = bench.storage.verify().await;
            assert!(matches!(found, Err(VerifyError::Bad(_))), "{sql}");
        })
        .await;
    }
}
