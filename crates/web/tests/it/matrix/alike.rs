//! What is refused looks like what is not there: the same status, headers and bytes, after the same statements, in the same
//! time.

use super::world::{Reader, Stands, World};
use super::{Door, Met, expected, line_of};
use crate::statements::Statements;
use axum::http::{HeaderMap, StatusCode};
use domain::words::Role;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use uuid::Uuid;
use web::routes::Route;

/// The id of nothing.
const NOWHERE: &str = "5c9a3d5e-7f4b-4c57-9a53-3a1d3d0b8f11";

/// Everything of an answer but how long it took. No header of a refusal is random, so that all of them are compared.
#[derive(PartialEq, Eq)]
struct Seen {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
    statements: Vec<String>,
}

impl Seen {
    async fn of(door: &Door, world: &World, route: &Route, path: &str) -> Self {
        // What earlier requests still have to write is written first, so that it is not taken for this one's.
        world.house.written().await;
        let statements = Statements::default();
        let listening = tracing::subscriber::set_default(statements.clone());
        let reply = door.ask(route.method, path, &[("purpose", "safeguarding")]).await;
        drop(listening);
        Self { status: reply.status, headers: reply.headers, bytes: reply.bytes, statements: statements.taken() }
    }

    /// Where two answers differ; the statements only where it is hidden from the reader that there is such a record.
    fn differs(&self, other: &Self, statements: Compared) -> Option<String> {
        let mut parts = Vec::new();
        for (name, differs) in [
            ("status", self.status != other.status),
            ("headers", self.headers != other.headers),
            ("bytes", self.bytes != other.bytes),
        ] {
            parts.extend(differs.then(|| name.to_owned()));
        }
        if statements == Compared::Yes && self.statements != other.statements {
            let counts = (self.statements.len(), other.statements.len());
            let first = self.statements.iter().zip(&other.statements).position(|(one, two)| one != two);
            parts.push(format!("statements {counts:?} from {first:?}"));
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// Whether the statements of two refusals are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compared {
    Yes,
    No,
}

/// The page by which somebody learns that there is such a record as this route names by this word; none where nobody who is
/// refused here does.
fn shown_at(route: &str, name: &str) -> Option<&'static str> {
    Some(match name {
        "{disclosure}" => "/cases/{case}/disclosures/{disclosure}",
        "{incident}" => "/cases/{case}/incidents/{incident}",
        "{id}" if route.contains("/emergency/") => return None,
        _ if route.starts_with("/workforce/") => "/workforce/{worker}",
        _ if route.starts_with("/centre/") => "/centre",
        _ if route.contains("/reports/") => "/reports/{report}",
        _ if route.starts_with("/sessions/") => "/sessions/{session}",
        _ if route.contains("/emergency") => "/cases/{case}/emergency",
        _ if route.contains("/overrides") => "/cases/{case}/overrides",
        _ => "/cases/{case}",
    })
}

/// Whether it is hidden from a reader that there is such a record.
fn hidden(route: &str, name: &str, reader: &Reader) -> Compared {
    let table = web::routes::table();
    let page = shown_at(route, name).and_then(|page| table.iter().find(|r| r.method == "GET" && r.path == page));
    let shown = page.is_some_and(|page| expected(line_of(page).expect("a line"), Some(reader)) == Met::Open);
    if shown { Compared::No } else { Compared::Yes }
}

/// The paths of a route that differ from one of the world in one id, which is nowhere, with the name of the id.
fn elsewhere<'r>(route: &'r str, real: &str) -> Vec<(&'r str, String)> {
    let words: Vec<_> = real.split('/').collect();
    let ids = route.split('/').zip(&words).enumerate();
    let ids = ids.filter(|(_, (name, word))| name.starts_with('{') && Uuid::parse_str(word).is_ok());
    ids.map(|(place, (name, _))| {
        let mut other = words.clone();
        other[place] = NOWHERE;
        (name, other.join("/"))
    })
    .collect()
}

/// Those who are asked: every way to stand outside. All readers of the world with `--full`.
fn some(readers: &[Reader]) -> impl Iterator<Item = &Reader> {
    let full = crate::full();
    readers.iter().filter(move |reader| {
        let inside = [Role::Coordinator, Role::SafeguardingLead, Role::ContactSupervisor];
        full || match reader.stands {
            Stands::Plain => !inside[..2].contains(&reader.role),
            Stands::Conflicted | Stands::Suspected => inside.contains(&reader.role),
            Stands::Assigned => reader.role == Role::Volunteer,
            Stands::Author => true,
            Stands::Elsewhere => reader.role == Role::SafeguardingLead,
        }
    })
}

/// Asks for what is there and for what is not. Where they differ they are asked again: once in a while the program writes down
/// looks by itself, and those statements belong to neither.
async fn alike(
    door: &Door,
    world: &World,
    route: &Route,
    [real, nowhere]: [&str; 2],
    compared: Compared,
) -> Option<String> {
    let mut differs = None;
    for _ in 0..3 {
        let here = Seen::of(door, world, route, real).await;
        differs = here.differs(&Seen::of(door, world, route, nowhere).await, compared);
        if differs.is_none() {
            break;
        }
    }
    differs
}

#[tokio::test]
async fn what_is_refused_and_what_is_not_there_get_the_same_answer_after_the_same_statements() {
    let world = World::build().await;
    let (mut refused, mut hiding, mut statements, mut differ) = (0, 0, 0, BTreeMap::<String, Vec<String>>::new());
    for reader in some(&world.readers) {
        let door = Door::of(&world, Some(reader)).await;
        for route in web::routes::table() {
            if expected(line_of(&route).expect("a line"), Some(reader)) != Met::Refused {
                continue;
            }
            let real = world.path(route.path);
            let others = elsewhere(route.path, &real);
            if others.is_empty() {
                continue;
            }
            let here = Seen::of(&door, &world, &route, &real).await;
            refused += 1;
            statements += here.statements.len();
            assert_eq!(here.bytes.len() % 1024, 0, "{} {}", route.method, route.path);
            for (name, other) in others {
                let compared = hidden(route.path, name, reader);
                hiding += usize::from(compared == Compared::Yes);
                if let Some(differs) = alike(&door, &world, &route, [&real, &other], compared).await {
                    let asked = format!("{} {} by {name}: {differs}", route.method, route.path);
                    differ.entry(asked).or_default().push(format!("{:?} {:?}", reader.role, reader.stands));
                }
            }
        }
    }
    println!("{refused} refusals, {hiding} times compared with what is not there, after {statements} statements");
    assert!(
        refused > 500 && hiding > refused / 2 && statements > refused * 5,
        "too little was compared: {refused}, {statements}"
    );
    assert!(differ.is_empty(), "{} differ: {differ:#?}", differ.len());
}

/// How often each of two is asked; in turns.
fn times() -> usize {
    if crate::full() { 1000 } else { 100 }
}

/// By how much the medians of two ways of asking differ, as a part of the smaller.
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
async fn apart(door: &Door, route: &Route, paths: [&str; 2]) -> (f64, [Duration; 2]) {
    let mut took = [Vec::new(), Vec::new()];
    for turn in 0..times() {
        // Whoever comes second finds everything warm: they take turns at it.
        for which in if turn % 2 == 0 { [0, 1] } else { [1, 0] } {
            let began = Instant::now();
            door.ask(route.method, paths[which], &[("purpose", "safeguarding")]).await;
            took[which].push(began.elapsed());
        }
    }
    let medians = took.map(|mut took| {
        took.sort_unstable();
        took[took.len() / 2]
    });
    let [less, more] = if medians[0] < medians[1] { medians } else { [medians[1], medians[0]] };
    ((more.as_secs_f64() - less.as_secs_f64()) / less.as_secs_f64(), medians)
}

/// Where how long a refusal takes is measured: each kind of record, by somebody whom their role would let in and by somebody
/// whom it would not.
const MEASURED: [(&str, &str); 6] = [
    ("GET", "/cases/{case}"),
    ("GET", "/sessions/{session}"),
    ("GET", "/reports/{report}"),
    ("GET", "/sessions/{session}/disclosures/{disclosure}"),
    ("POST", "/cases/{case}/people/{person}/protected"),
    ("GET", "/api/v1/cases/{case}"),
];

/// How often a pair is measured anew before it counts as apart: what else the machine does tells two alike apart by chance,
/// and what the program does tells them apart each time.
const ATTEMPTS: usize = 5;

#[tokio::test]
async fn a_refusal_takes_as_long_as_saying_that_there_is_nothing() {
    let world = World::build().await;
    let kept = |reader: &&Reader| reader.role == Role::SafeguardingLead && reader.stands == Stands::Conflicted;
    let other = |reader: &&Reader| reader.role == Role::Trustee && reader.stands == Stands::Plain;
    let readers = [world.readers.iter().find(kept), world.readers.iter().find(other)];
    let mut apart_still = Vec::new();
    for reader in readers.into_iter().flatten() {
        let door = Door::of(&world, Some(reader)).await;
        for route in web::routes::table().iter().filter(|r| MEASURED.contains(&(r.method, r.path))) {
            let real = world.path(route.path);
            let (_, nowhere) = elsewhere(route.path, &real).pop().expect("an id");
            let mut least = f64::MAX;
            for attempt in 1..=ATTEMPTS {
                let (by, [here, there]) = apart(&door, route, [&real, &nowhere]).await;
                println!(
                    "{:?} {} {}: {here:?} and {there:?}, {:.1}% apart (attempt {attempt})",
                    reader.role,
                    route.method,
                    route.path,
                    by * 100.0
                );
                least = least.min(by);
                if least < 0.05 {
                    break;
                }
            }
            if least >= 0.05 {
                apart_still.push(format!("{:?} {} {}: {least}", reader.role, route.method, route.path));
            }
        }
    }
    assert!(apart_still.is_empty(), "{apart_still:#?}");
}
