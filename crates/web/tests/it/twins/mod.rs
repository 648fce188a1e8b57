//! Twin histories: pairs that differ in one thing that is hidden from a reader give that reader the same bytes.
//!
//! Both histories of a pair have one past, on a copy of its record, and the same clock and randomness. They go on with the
//! same steps in the same generated order; at a generated place among them lies the one thing in which they differ. Then
//! everybody to whom that is hidden asks for everything, and is sent the same: statuses, headers with their tags, pages with
//! their forms' editions and tokens, papers, objects of the JSON interface.

mod hidden;
mod later;
mod past;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::ids::FreshIds;
use hidden::{Hidden, Which};
use later::Later;
use past::{Past, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use testkit::{SeededIds, TestHouse};
use tower::ServiceExt;
use web::routes::For;

/// Everything of an answer.
#[derive(PartialEq, Eq)]
struct Seen {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

/// Somebody at the doors of a house.
struct Door<'h> {
    house: &'h TestHouse,
    router: Router,
    token: String,
    form: String,
}

impl<'h> Door<'h> {
    async fn of(house: &'h TestHouse, reader: &Reader) -> Self {
        let (token, who) = house.sign_in_worker(reader.worker).await;
        Self { house, router: crate::client::router(house), token, form: who.form_token }
    }

    async fn ask(&self, method: &str, path: &str, more: Option<(&str, &str)>, body: Option<String>) -> Seen {
        // Every request finds the same randomness: what one answer takes of it moves no other.
        self.house.chance(11);
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        if path.starts_with("/api/") {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
            request = request.header(header::CONTENT_TYPE, "application/json");
        } else {
            request = request.header(header::COOKIE, format!("sign-in={}", self.token));
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some((name, value)) = more {
            request = request.header(name, value);
        }
        let form = || format!("form_token={}&purpose=safeguarding", self.form);
        let body = body.or_else(|| (method == "POST").then(form)).unwrap_or_default();
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Seen { status, headers, bytes: to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec() }
    }
}

/// What is asked: every page for whoever is signed in, every form with nothing in it yet, and whatever opens with a click. Taps
/// change something. Every third of them in a pair, the others in the next of its kind; all of them with `--full`.
fn asked(turn: usize) -> Vec<(&'static str, &'static str)> {
    let table = web::routes::table();
    let shows = |path: &str| table.iter().any(|route| route.method == "GET" && route.path == path);
    let asks = |route: &&web::routes::Route| {
        route.who == For::SignedIn && !route.path.contains("sign-out") && shows(route.path)
    };
    let mut paths: Vec<_> = table.iter().filter(asks).map(|route| route.path).collect();
    paths.dedup();
    let mine = |place: usize| crate::full() || place % 3 == turn % 3;
    let paths = paths.into_iter().enumerate().filter(|(place, _)| mine(*place));
    let methods = |path| table.iter().filter(move |route| route.path == path).map(|route| (route.method, route.path));
    paths.flat_map(|(_, path)| methods(path).collect::<Vec<_>>()).collect()
}

/// A pair that is told.
struct Pair {
    number: usize,
    hidden: Hidden,
    later: Vec<Later>,
    /// After how many of the later steps it happens.
    after: usize,
}

impl Pair {
    /// The pair of a number: what is hidden takes turns, the rest is drawn.
    fn drawn(number: usize) -> Self {
        let mut chance = SeededIds::new(0x7717 + number as u64);
        let mut draw = |below: usize| (chance.fresh().as_u128() % below as u128) as usize;
        let mut left = Later::ALL.to_vec();
        let later: Vec<_> = (0..4).map(|_| left.remove(draw(left.len()))).collect();
        Self { number, hidden: Hidden::ALL[number % Hidden::ALL.len()], after: draw(later.len() + 1), later }
    }

    /// Those to whom it is hidden: some of them, taking turns; everybody with `--full`.
    fn readers<'p>(&self, past: &'p Past) -> Vec<&'p Reader> {
        let all: Vec<_> = past.readers.iter().filter(|reader| self.hidden.from(reader)).collect();
        if crate::full() {
            return all;
        }
        let turn = self.number / Hidden::ALL.len();
        (0..READERS)
            .map(|place| all[(turn * READERS + place) % all.len()])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Lives one of the two histories, and asks everything.
    async fn told(&self, base: &TestHouse, past: &Past, which: Which) -> BTreeMap<(Reader, String), Seen> {
        let house = base.twin().await;
        let mut seen = BTreeMap::new();
        for (place, step) in self.later.iter().enumerate() {
            if place == self.after {
                self.happens(&house, past, which, &mut seen).await;
            }
            step.taken(&house, past).await;
        }
        if self.after == self.later.len() {
            self.happens(&house, past, which, &mut seen).await;
        }
        for reader in self.readers(past) {
            house.chance(13);
            let door = Door::of(&house, reader).await;
            for (method, route) in asked(self.number / Hidden::ALL.len()) {
                for path in past.paths(route) {
                    // Where its page is refused there is nothing to send.
                    let page = seen.get(&(*reader, format!("GET {path}")));
                    if method == "POST" && page.is_some_and(|page: &Seen| page.status != StatusCode::OK) {
                        continue;
                    }
                    let answer = door.ask(method, &path, None, None).await;
                    seen.insert((*reader, format!("{method} {path}")), answer);
                }
            }
        }
        seen
    }

    /// It happens, while somebody to whom it is hidden has a case open that they change afterwards.
    async fn happens(&self, house: &TestHouse, past: &Past, which: Which, seen: &mut BTreeMap<(Reader, String), Seen>) {
        let changes = past.readers[2];
        assert_eq!(changes.role, domain::words::Role::Coordinator);
        if !self.hidden.from(&changes) {
            house.aside(self.hidden.happens(house, past, which)).await;
            return;
        }
        house.chance(17);
        let door = Door::of(house, &changes).await;
        let opened = door.ask("GET", &format!("/api/v1/cases/{}", past.family.case), None, None).await;
        house.aside(self.hidden.happens(house, past, which)).await;
        let command = format!(
            "{{\"feature\":\"risk\",\"do\":\"raise-trigger\",\"case\":\"{}\",\"kind\":\"pregnancy\",\"origin\":\"told\",\
             \"note\":null,\"happened_at\":null}}",
            past.family.case
        );
        let tag = opened.headers[header::ETAG].to_str().unwrap().to_owned();
        let done = door.ask("POST", "/api/v1/commands", Some(("if-match", &tag)), Some(command)).await;
        let known = [StatusCode::OK, StatusCode::PRECONDITION_FAILED];
        assert!(known.contains(&done.status), "{:?}: {}", done.status, String::from_utf8_lossy(&done.bytes));
        seen.insert((changes, "a command sent with the tag from before".to_owned()), done);
    }
}

/// How many pairs are told, and how many of those to whom it is hidden ask in each.
fn pairs() -> usize {
    if crate::full() { 200 } else { 50 }
}
const READERS: usize = 2;

/// Where two answers begin to differ.
fn first_difference(one: &Seen, other: &Seen) -> String {
    if one.status != other.status {
        return format!("{} and {}", one.status, other.status);
    }
    if one.headers != other.headers {
        return format!("{:?} and {:?}", one.headers, other.headers);
    }
    let place = one.bytes.iter().zip(&other.bytes).position(|(a, b)| a != b).unwrap_or(0).saturating_sub(60);
    let around =
        |seen: &Seen| String::from_utf8_lossy(&seen.bytes[place..seen.bytes.len().min(place + 160)]).into_owned();
    format!("…{}…\n        …{}…", around(one), around(other))
}

/// What telling a pair came to.
#[derive(Default)]
struct Found {
    answers: usize,
    open: usize,
    differ: BTreeMap<String, Vec<String>>,
}

/// Lives both histories of a pair and compares what its readers were sent.
async fn compared(base: Arc<TestHouse>, past: Arc<Past>, pair: Pair) -> Found {
    let one = pair.told(&base, &past, Which::One).await;
    let other = pair.told(&base, &past, Which::Other).await;
    let mut found = Found::default();
    for (key, one) in &one {
        found.answers += 1;
        found.open += usize::from(one.status == StatusCode::OK);
        // One that is missing follows from a page that differs, and is told there.
        let Some(other) = other.get(key).filter(|other| *other != one) else { continue };
        let (reader, path) = key;
        let what = format!("{:?} in {path}", pair.hidden);
        let whom = format!("{:?} {:?}: {}", reader.role, reader.stands, first_difference(one, other));
        found.differ.entry(what).or_default().push(whom);
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_histories_that_differ_in_what_is_hidden_from_a_reader_give_that_reader_the_same_bytes() {
    let base = TestHouse::build().await;
    let past = Arc::new(Past::of(&base).await);
    let base = Arc::new(base);
    let mut all = Found::default();
    let numbers: Vec<_> = (0..pairs()).collect();
    for two in numbers.chunks(2) {
        let told =
            two.iter().map(|number| tokio::spawn(compared(Arc::clone(&base), Arc::clone(&past), Pair::drawn(*number))));
        for told in told.collect::<Vec<_>>() {
            let found = told.await.unwrap();
            all.answers += found.answers;
            all.open += found.open;
            for (what, whom) in found.differ {
                all.differ.entry(what).or_default().extend(whom);
            }
        }
    }
    let Found { answers, open, differ } = all;
    println!("{} pairs, {answers} answers twice, {open} of them open", pairs());
    assert!(open > pairs() * 10, "hardly anything was open: {open} of {answers}");
    assert!(differ.is_empty(), "{} differ: {differ:#?}", differ.len());
}
