//! Plans and papers drawn at random.

use crate::rules_drawn::{Draw, LEVELS, draw_worker};
use crate::rules_family::{control, plan};
use domain::ids::DisclosureId;
use domain::rules::Facts;
use domain::rules::facts::{
    ChildVoiceFact, CourtProperty, DisclosureFact, DoorMark, EditFact, EditKind, LevelChangeFact, Mark, OutputFact,
    Place, Presence, ProtectedHit, ProtectedKind, RecipientFact, RecipientKind, VoiceStanding, WritingFact,
    WritingKind,
};
use jiff::ToSpan;
use uuid::Uuid;

pub fn draw_plan(draw: &mut Draw<'_>, facts: &mut Facts) {
    let day = draw.day(0, 20);
    let mut made = plan();
    made.session = draw.window(day);
    made.level = draw.pick(&LEVELS);
    (made.first, made.advice_by_telephone) = (draw.answer(), draw.answer());
    for attendee in &mut made.attendees {
        attendee.person = draw.person();
        attendee.listed = draw.answer();
        let (arriving, leaving) = (draw.window(day), draw.window(day));
        (attendee.arriving, attendee.leaving) = (draw.maybe(arriving), draw.maybe(leaving));
        attendee.presences = draw
            .some(2, |d| Presence { place: Place::Zone(d.pick(&["hall", "yard"]).to_owned()), window: d.window(day) });
    }
    made.others_there = draw.some(1, |_| made.attendees[0].clone());
    made.workers = draw.some(3, draw_worker);
    made.supervisors = draw.some(1, Draw::worker);
    made.engaged_elsewhere = draw.some(1, Draw::worker);
    let (lead, on_call) = (draw.worker(), draw.worker());
    (made.lead, made.safeguarding_lead_on_call) = (draw.maybe(lead), draw.maybe(on_call));
    made.controls = draw.some(2, |d| control(u128::from(d.byte() % 3)));
    facts.plan = draw.maybe(made);
}

pub fn draw_papers(draw: &mut Draw<'_>, facts: &mut Facts) {
    let now = facts.now;
    facts.door.unlisted = draw.some(1, Draw::person);
    facts.door.marks = draw.some(6, |d| DoorMark {
        fact: format!("session/1/{}", d.byte()),
        person: d.person(),
        mark: d.pick(&[Mark::VisitingIn, Mark::ChildIn, Mark::ChildOut, Mark::VisitingOut]),
        at: now + i64::from(d.byte()).minutes(),
    });
    facts.disclosures = draw.some(2, |d| DisclosureFact {
        id: DisclosureId::from_uuid(Uuid::from_u128(u128::from(d.byte()))),
        recorded_at: now - i64::from(d.byte()).minutes(),
        session_day: d.answer(),
        day_ends_at: now + i64::from(d.byte()).minutes(),
        seen_at: None,
    });
    draw_writing(draw, facts);
    draw_changes(draw, facts);
}

fn draw_writing(draw: &mut Draw<'_>, facts: &mut Facts) {
    let kinds = [WritingKind::Observation, WritingKind::Report, WritingKind::IncidentOrConcern];
    let writing = WritingFact { kind: draw.pick(&kinds), level: draw.pick(&LEVELS) };
    facts.writing = draw.maybe(writing);
    let (author, reviewer) = (draw.worker(), draw.worker());
    let consent = draw.answer();
    let output = OutputFact {
        id: "report/1".to_owned(),
        kind: draw.pick(&kinds),
        level: draw.pick(&LEVELS),
        author: draw.maybe(author),
        reviewer: draw.maybe(reviewer),
        court_property: draw.pick(&[CourtProperty::NotKnown, CourtProperty::No, CourtProperty::Yes(consent)]),
        recipients: draw.some(2, |d| RecipientFact {
            id: d.byte().to_string(),
            kind: d.pick(&[RecipientKind::Party, RecipientKind::Court, RecipientKind::Professional]),
            allowed: d.answer(),
            checked: d.answer(),
            hits: d.some(2, |d| ProtectedHit {
                kind: d.pick(&[ProtectedKind::School, ProtectedKind::Refuge]),
                count: u32::from(d.byte() % 3),
            }),
        }),
    };
    facts.output = draw.maybe(output);
}

fn draw_changes(draw: &mut Draw<'_>, facts: &mut Facts) {
    let now = facts.now;
    let change = LevelChangeFact {
        from: draw.pick(&LEVELS),
        to: draw.pick(&LEVELS[1..]).unwrap(),
        last_changed_at: draw.maybe(now - 1000.hours()),
        children: draw.some(2, |d| ChildVoiceFact {
            child: d.person(),
            entry: None,
            standing: d.pick(&[VoiceStanding::NotAsked, VoiceStanding::Declined]),
        }),
    };
    facts.change = draw.maybe(change);
    let edit = EditFact {
        record: "report/1".to_owned(),
        signed: draw.answer(),
        kind: draw.pick(&[EditKind::InPlace, EditKind::Addendum]),
    };
    facts.edit = draw.maybe(edit);
}
