//! Every route, asked by every kind of reader, compared with a table that knows nothing of the policies; and no answer
//! holds what its reader may not have.

mod alike;
mod marks;
mod overheard;
mod stages;
mod table;
mod world;

use crate::client::router;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::words::Role;
use marks::Kept;
use std::collections::BTreeMap;
use std::sync::Arc;
use table::{TABLE, Who, letter};
use tower::ServiceExt;
use web::routes::Route;
use world::{Reader, Stands, World};

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    /// The page for what is not there.
    Refused,
    /// To be signed in first.
    SignInFirst,
    /// Anything else: shown, done, or told what is wrong with what was sent.
    Open,
}

struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Reply {
    fn met(&self) -> Met {
        if self.headers.contains_key("clear-site-data") {
            return Met::Open;
        }
        let to = self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        if self.status == StatusCode::UNAUTHORIZED || to.is_some_and(|to| to.starts_with("/sign-in")) {
            return Met::SignInFirst;
        }
        let waits = self.status == StatusCode::OK && String::from_utf8_lossy(&self.bytes).contains("kept_path");
        match self.status {
            StatusCode::NOT_FOUND => Met::Refused,
            _ if waits => Met::SignInFirst,
            _ => Met::Open,
        }
    }
}

/// Somebody with the cookie and the form token of their sign-in; nobody has neither.
struct Door {
    router: Router,
    cookie: String,
    token: String,
}

impl Door {
    async fn of(world: &World, reader: Option<&Reader>) -> Self {
        let router = router(&world.house);
        let Some(reader) = reader else {
            return Self { router, cookie: String::new(), token: String::new() };
        };
        let token = world.house.house.sign_in_as(reader.centre, reader.worker).await.unwrap();
        let who = world.house.house.signed_in(&token).await.unwrap().unwrap();
        Self { router, cookie: token.text(), token: who.form_token }
    }

    async fn ask(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        let mut body = Vec::new();
        if path.starts_with("/api/") {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.cookie));
            request = request.header(header::CONTENT_TYPE, "application/json");
        } else {
            request = request.header(header::COOKIE, format!("sign-in={}", self.cookie));
            if method == "POST" {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let mut form = form_urlencoded::Serializer::new(String::new());
                body = form.append_pair("form_token", &self.token).extend_pairs(fields).finish().into_bytes();
            }
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Reply { status, headers, bytes }
    }
}

/// Whether a cell says anything that another does not: an interest in a family, or a suspicion, changes only what the role
/// opens, and nothing where the family plays no part.
fn tells(who: Who, reader: Option<&Reader>) -> bool {
    let Some(reader) = reader.filter(|r| matches!(r.stands, Stands::Conflicted | Stands::Suspected)) else {
        return true;
    };
    match who {
        Who::Family { by_role, assigned, .. } | Who::Happens { by_role, assigned } => {
            [by_role, assigned].iter().any(|roles| roles.contains(letter(reader.role)))
        }
        Who::Says(_) => true,
        Who::Anybody
        | Who::ByLink
        | Who::BackToSignIn
        | Who::SignedIn
        | Who::Centre(_)
        | Who::Here(_)
        | Who::BySending => false,
    }
}

/// What the table says of a reader at a route.
fn expected(who: Who, reader: Option<&Reader>) -> Met {
    let Some(reader) = reader else {
        return match who {
            Who::Anybody => Met::Open,
            Who::ByLink => Met::Refused,
            _ => Met::SignInFirst,
        };
    };
    if matches!(who, Who::BackToSignIn) {
        return Met::SignInFirst;
    }
    let (letter, stands) = (letter(reader.role), reader.stands);
    let here = stands != Stands::Elsewhere;
    let on_team = matches!(stands, Stands::Assigned | Stands::Author);
    let lets_in = match who {
        Who::Anybody | Who::SignedIn | Who::BySending => true,
        Who::ByLink | Who::BackToSignIn => false,
        Who::Centre(roles) => roles.contains(letter),
        Who::Here(roles) | Who::Says(roles) => here && roles.contains(letter),
        Who::Happens { by_role, assigned } => {
            here && stands != Stands::Conflicted && (by_role.contains(letter) || on_team && assigned.contains(letter))
        }
        Who::Family { by_role, assigned, author } => {
            here && !matches!(stands, Stands::Conflicted | Stands::Suspected)
                && (by_role.contains(letter)
                    || on_team && assigned.contains(letter)
                    || stands == Stands::Author && author.contains(letter))
        }
    };
    if lets_in { Met::Open } else { Met::Refused }
}

fn line_of(route: &Route) -> Option<Who> {
    let mut lines =
        TABLE.iter().filter(|line| line.methods.contains(&route.method) && line.routes.contains(&route.path));
    let found = lines.next()?.who;
    assert!(lines.next().is_none(), "{} {} stands in the table twice", route.method, route.path);
    Some(found)
}

/// When a route is asked: what ends the sign-in comes last.
fn order_of(route: &Route) -> usize {
    let forms = TABLE.iter().any(|line| line.methods.len() > 1 && line.routes.contains(&route.path));
    match route.method {
        "GET" => 0,
        _ if route.path.contains("sign-out") => 3,
        _ if forms => 1,
        _ => 2,
    }
}

#[test]
fn every_route_has_one_line_in_the_table_and_every_line_a_route() {
    let routes = web::routes::table();
    let without: Vec<_> = routes.iter().filter(|route| line_of(route).is_none()).collect();
    assert!(without.is_empty(), "the table says nothing of {without:#?}");
    for line in TABLE {
        for (method, path) in line.methods.iter().flat_map(|m| line.routes.iter().map(move |path| (m, path))) {
            assert!(routes.iter().any(|r| r.method == *method && r.path == *path), "there is no {method} {path}");
        }
    }
}

/// What may be shown to whom, by what was asked for.
fn may_have(kept: Kept, route: &Route, reader: &Reader) -> bool {
    let opens_facts = route.method == "POST" && (route.path.ends_with("/protected") || route.path.ends_with("/opened"));
    match kept {
        Kept::Fact => opens_facts,
        Kept::Refuge => route.method == "POST" && route.path.ends_with("/refuge"),
        Kept::Disclosure => route.path.contains("/disclosures/{disclosure}"),
        Kept::Health => route.path.ends_with("/opened"),
        Kept::Voice => route.path.contains("/voice") && "CLDS".contains(letter(reader.role)),
        Kept::Incident => {
            let assesses = "CLD".contains(letter(reader.role)) && route.path.ends_with("/timeline");
            route.path.contains("/incidents/{incident}") || assesses
        }
    }
}

/// Taps after which there is nothing left to tap: the first whom the table lets in is asked, the others are not.
const ONCE: [&str; 2] =
    ["/cases/{case}/risk/{assessment}/finish", "/cases/{case}/risk/{assessment}/hazards/{at}/remove"];

/// What the world holds nothing of yet: no question about a paper, nobody who was let in in an emergency, and no second
/// factor, which letting somebody back in asks for before it decides. Only that nobody gets there without signing in, and
/// refusals, are asked.
const NOT_IN_THE_WORLD: [&str; 5] = [
    "/cases/{case}/emergency/{id}/answer",
    "/cases/{case}/emergency/{id}/end",
    "/reports/{report}/release/{place}/answer",
    "/workforce/{worker}/recover/ask",
    "/workforce/{worker}/recover/agree",
];

#[derive(Default)]
struct Found {
    cells: usize,
    papers: usize,
    wrong: BTreeMap<String, Vec<String>>,
    leaks: BTreeMap<String, usize>,
}

impl Found {
    fn with(mut self, other: Self) -> Self {
        self.cells += other.cells;
        self.papers += other.papers;
        for (words, whom) in other.wrong {
            self.wrong.entry(words).or_default().extend(whom);
        }
        self.leaks.extend(other.leaks);
        self
    }

    fn told(&mut self, world: &World, route: &Route, reader: Option<&Reader>, expected: Met, reply: &Reply) {
        self.cells += 1;
        let called = reader.map_or_else(|| "nobody".to_owned(), |r| format!("{}-{:?}", letter(r.role), r.stands));
        let asked = format!("{} {}", route.method, route.path);
        let met = reply.met();
        if met != expected || reply.status.is_server_error() {
            let words = format!("{asked}: {met:?}, not {expected:?}");
            self.wrong.entry(words).or_default().push(format!("{called} ({})", reply.status.as_u16()));
        }
        let headers: Vec<u8> = reply.headers.values().flat_map(|value| value.as_bytes().iter().copied()).collect();
        let mut marks = world.marks.within(&reply.bytes);
        marks.extend(world.marks.within(&headers));
        if reply.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/pdf") {
            self.papers += 1;
            marks.extend(world.marks.within(&overheard::words_of(&reply.bytes)));
        }
        for (kept, _) in
            marks.into_iter().filter(|(kept, _)| !reader.is_some_and(|reader| may_have(*kept, route, reader)))
        {
            *self.leaks.entry(format!("{kept:?} in {asked} to {called}")).or_default() += 1;
        }
    }
}

/// Asks a reader's cells of these routes of which the table says this.
async fn ask(world: Arc<World>, reader: Option<Reader>, routes: Arc<Vec<Route>>, wanted: Met) -> Found {
    let mut found = Found::default();
    let reader = reader.as_ref();
    let mut door = Door::of(&world, reader).await;
    for route in routes.iter() {
        let who = line_of(route).expect("a line");
        if expected(who, reader) != wanted || !tells(who, reader) {
            continue;
        }
        if wanted == Met::Open && NOT_IN_THE_WORLD.contains(&route.path) {
            continue;
        }
        let first = reader.is_some_and(|reader| reader.role == Role::Coordinator);
        if wanted == Met::Open && ONCE.contains(&route.path) && !first {
            continue;
        }
        if route.path.contains("sign-out") {
            door = Door::of(&world, reader).await;
        }
        let reply = door.ask(route.method, &world.path(route.path), &[("purpose", "safe-contact")]).await;
        found.told(&world, route, reader, wanted, &reply);
    }
    found
}

/// Every reader at once where nothing is changed, else one after another.
async fn ask_all(world: &Arc<World>, routes: &Arc<Vec<Route>>, wanted: Met) -> Found {
    let mut found = Found::default();
    let readers = world.readers.iter().copied().map(Some).chain([None]);
    let asked: Vec<_> = readers.map(|reader| ask(Arc::clone(world), reader, Arc::clone(routes), wanted)).collect();
    if wanted == Met::Open && routes.iter().any(|route| route.method != "GET") {
        for one in asked {
            found = found.with(one.await);
        }
        return found;
    }
    let asked: Vec<_> = asked.into_iter().map(tokio::spawn).collect();
    for one in asked {
        found = found.with(one.await.unwrap());
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_reader_reaches_what_the_table_says_and_no_answer_holds_what_they_may_not_have() {
    overheard::listen();
    let world = Arc::new(World::build().await);
    println!("{} marks", world.marks.count());
    // Whatever is to be refused is asked first: it changes nothing. Reading comes before doing, and forms, which save
    // nothing here, before taps.
    let mut orders: [Vec<Route>; 4] = Default::default();
    for route in web::routes::table() {
        orders[order_of(&route)].push(route);
    }
    let orders = orders.map(Arc::new);
    let mut found = Found::default();
    for wanted in [Met::Refused, Met::SignInFirst, Met::Open] {
        for routes in &orders {
            found = found.with(ask_all(&world, routes, wanted).await);
        }
    }
    let (lines, panics) = overheard::heard();
    let (files, marked) = overheard::files_with_marks(&world.marks, world.house.folder());
    println!("{} cells, {} papers, {lines} lines, {panics} panics, {files} files", found.cells, found.papers);
    assert!(found.papers >= 10 && lines > 10_000 && files >= 2, "too little was looked through");
    assert!(marked.is_empty(), "{marked:?}");
    let heard = overheard::marked(&world.marks);
    assert!(heard.is_empty(), "{heard:#?}");
    assert!(found.wrong.is_empty() && found.leaks.is_empty(), "{:#?}\n{:#?}", found.wrong, found.leaks);
}
