//! What a page refuses, the interface refuses, and what it takes, the interface takes: every role, several commands.

use super::problems::{booking, observe};
use super::{Program, program};
use crate::client::{Client, signed_in};
use axum::http::StatusCode;
use domain::ids::SessionId;
use domain::words::{ContactLevel, Role};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

/// How a command was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Met {
    Done,
    NotOpen,
    Fields,
    Stopped,
}

/// One command, both ways.
struct Both {
    called: &'static str,
    path: String,
    fields: Vec<(&'static str, String)>,
    command: Value,
}

async fn by_page(client: &Client, both: &Both, key: &str) -> Met {
    let own = [("_step", "save"), ("repeat_key", key)];
    let fields: Vec<_> = both.fields.iter().map(|(name, value)| (*name, value.as_str())).chain(own).collect();
    let page = client.post(&both.path, &fields).await;
    match page.status {
        StatusCode::SEE_OTHER => Met::Done,
        StatusCode::NOT_FOUND => Met::NotOpen,
        StatusCode::OK if page.text().contains("govuk-error-summary") => Met::Fields,
        StatusCode::CONFLICT => Met::Stopped,
        other => panic!("{}: {other} {}", both.called, page.text()),
    }
}

async fn by_program(client: &Program, both: &Both) -> Met {
    let reply = client.command(&both.command).await;
    match reply.status {
        StatusCode::OK => Met::Done,
        StatusCode::NOT_FOUND => Met::NotOpen,
        StatusCode::UNPROCESSABLE_ENTITY => Met::Fields,
        StatusCode::CONFLICT => Met::Stopped,
        other => panic!("{}: {other} {}", both.called, reply.text()),
    }
}

fn fields<const N: usize>(fields: [(&'static str, &str); N]) -> Vec<(&'static str, String)> {
    fields.map(|(name, value)| (name, value.to_owned())).into()
}

/// Commands that can be given again and again.
fn on_the_day(session: SessionId, family: &Family) -> Vec<Both> {
    let of = format!("/sessions/{session}");
    let both = |called, path: String, fields, command| Both { called, path, fields, command };
    let child = family.child.to_string();
    vec![
        both(
            "a coming",
            format!("{of}/tap"),
            fields([("step", "visiting-in"), ("back", "today")]),
            json!({ "feature": "session", "do": "move", "session": session, "movement": "visiting-in", "known": "live" }),
        ),
        both(
            "a coming from paper",
            format!("{of}/movement"),
            fields([("movement", "child-in"), ("person", &child), ("at", "9:50"), ("known", "from-paper")]),
            json!({ "feature": "session", "do": "move", "session": session, "movement": "child-in",
                "person": child, "at": "2026-11-28T09:50:00Z", "known": "from-paper" }),
        ),
        both(
            "an end",
            format!("{of}/end"),
            fields([("how", "stopped-early"), ("because", "childs-wish")]),
            json!({ "feature": "session", "do": "end", "session": session,
                "ending": { "how": "stopped-early", "because": "childs-wish" } }),
        ),
        both("a note", format!("{of}/observe"), fields([("note", "They played.")]), observe(session)),
        both(
            "how somebody was",
            format!("{of}/how"),
            fields([("person", &child), ("when", "before"), ("note", "as-planned")]),
            json!({ "feature": "session", "do": "note-wellbeing", "session": session, "person": child, "when": "before",
                "note": { "kind": "as-planned" } }),
        ),
        both(
            "an incident",
            format!("{of}/incident"),
            fields([("kind", "aggression"), ("severity", "near-miss"), ("what", "A door was slammed.")]),
            json!({ "feature": "concern", "do": "report-incident", "case": family.case, "session": session,
                "kind": "aggression", "severity": "near-miss", "what": "A door was slammed." }),
        ),
        both(
            "a disclosure",
            format!("{of}/disclosure"),
            fields([("words", "I am not to say."), ("from", &child)]),
            json!({ "feature": "concern", "do": "capture-disclosure", "case": family.case, "session": session,
                "from": child, "words": "I am not to say." }),
        ),
        both(
            "cancelling what has begun",
            format!("{of}/cancel"),
            fields([("because", "centre")]),
            json!({ "feature": "booking", "do": "cancel", "session": session, "date": SATURDAY, "because": "centre" }),
        ),
    ]
}

fn in_the_office(house: &TestHouse, family: &Family) -> Vec<Both> {
    let of = format!("/cases/{}", family.case);
    let both = |called, path: String, fields, command| Both { called, path, fields, command };
    let worker = |role| house.worker(role).to_string();
    vec![
        both(
            "a reason to assess again",
            format!("{of}/risk/trigger"),
            fields([("kind", "custody")]),
            json!({ "feature": "risk", "do": "raise-trigger", "case": family.case, "kind": "custody", "origin": "told",
                "note": null, "happened_at": null }),
        ),
        both(
            "the level that is asked for",
            format!("{of}/referral/level"),
            fields([("which", "requested"), ("level", "supported")]),
            json!({ "feature": "referral", "do": "amend-referral", "case": family.case,
                "amendment": { "add": "level-requested", "level": "supported" } }),
        ),
        both(
            "a booking on a day that is past",
            format!("{of}/book"),
            vec![
                ("date-day", "21".to_owned()),
                ("date-month", "11".to_owned()),
                ("date-year", "2026".to_owned()),
                ("from", "10:00".to_owned()),
                ("room", house.rooms[0].to_string()),
                ("team", worker(Role::Volunteer)),
                ("lead", worker(Role::ShiftLead)),
                ("on_call", worker(Role::SafeguardingLead)),
            ],
            booking(house, family, "2026-11-21"),
        ),
        both(
            "the centre's name",
            "/centre/name".to_owned(),
            fields([("name", "Willow Hall")]),
            json!({ "feature": "centre", "do": "rename-centre", "name": "Willow Hall" }),
        ),
        both(
            "a last day before the first",
            format!("/workforce/{}/end", worker(Role::Referrer)),
            fields([("on-day", "1"), ("on-month", "1"), ("on-year", "2020")]),
            json!({ "feature": "worker", "do": "end-engagement", "worker": worker(Role::Referrer), "on": "2020-01-01" }),
        ),
    ]
}

/// Every role tries every command both ways; what differs is told together.
async fn compare(house: &TestHouse, all: &[Both]) -> BTreeSet<(&'static str, Met)> {
    let (mut differ, mut seen) = (Vec::new(), BTreeSet::new());
    for role in Role::ALL {
        let (page, client) = (signed_in(house, role).await, program(house, role).await);
        for both in all {
            let key = format!("{} as {}", both.called, role.name());
            let met = (by_page(&page, both, &key).await, by_program(&client, both).await);
            if met.0 != met.1 {
                differ.push(format!("{key}: {:?} by page, {:?} by program", met.0, met.1));
            }
            seen.insert((both.called, met.1));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    seen
}

#[tokio::test]
async fn what_happens_on_the_day_is_taken_and_refused_alike() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let begun =
        json!({ "feature": "session", "do": "move", "session": session, "movement": "child-in", "known": "live" });
    program(&house, Role::ShiftLead).await.command(&begun).await.done();
    let seen = compare(&house, &on_the_day(session, &family)).await;
    for told in ["a coming", "a coming from paper", "an end", "how somebody was", "an incident", "a disclosure"] {
        assert!(seen.contains(&(told, Met::Done)), "{told}");
    }
    for told in ["a coming", "an end", "a note"] {
        assert!(seen.contains(&(told, Met::NotOpen)), "{told} is not for everybody");
    }
    for stopped in ["a note", "cancelling what has begun"] {
        assert!(seen.contains(&(stopped, Met::Stopped)), "{stopped}");
    }
}

#[tokio::test]
async fn whoever_works_the_day_records_by_the_form_too_and_is_led_back_to_what_they_may_see() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let unassigned = signed_in(&house, Role::ContactSupervisor).await;
    let of = format!("/sessions/{session}");
    assert_eq!(unassigned.get(&of).await.status, StatusCode::NOT_FOUND, "its own page stays closed to them");
    let (families, _) = crate::family::names(&house, &family).await;
    for both in on_the_day(session, &family).iter().filter(|both| both.path.ends_with("/movement")) {
        let form = unassigned.get(&both.path).await.text();
        assert!(families.iter().all(|name| !form.contains(name)), "no more than the day shows");
        let answers: Vec<_> = both.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let saved = crate::family::save(&unassigned, &both.path, &answers).await;
        assert_eq!(saved.location.as_deref(), Some(format!("/today#s-{session}").as_str()), "{}", saved.text());
    }
    assert_eq!(unassigned.get(&format!("{of}/end")).await.status, StatusCode::OK);
    for nobody in [Role::Reviewer, Role::IntakeWorker, Role::Trustee] {
        let refused = signed_in(&house, nobody).await.get(&format!("{of}/end")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", nobody.name());
    }
}

#[tokio::test]
async fn what_is_decided_in_the_office_is_taken_and_refused_alike() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let seen = compare(&house, &in_the_office(&house, &family)).await;
    for told in ["a reason to assess again", "the level that is asked for", "the centre's name"] {
        assert!(seen.contains(&(told, Met::Done)) && seen.contains(&(told, Met::NotOpen)), "{told}: {seen:?}");
    }
    assert!(seen.contains(&("a booking on a day that is past", Met::Fields)), "{seen:?}");
}
