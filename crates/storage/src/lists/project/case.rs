use crate::lists::row::ListRow;
use crate::lists::tables::{CASES, EMERGENCIES, INTERESTS, PARTIES, TASKS};
use domain::arrangement::Phase;
use domain::edition::is_told;
use domain::emergency::Progress as Answered;
use domain::event::Happened;
use domain::ids::{CaseId, WorkerId};
use domain::interest::{Interest, Standing};
use domain::previsit::Progress;
use domain::words::{Role, Side};
use domain::world::CaseState;
use jiff::SignedDuration;

pub(super) fn rows(case: CaseId, happened: &[Happened]) -> Vec<ListRow> {
    let mut state = CaseState::default();
    for one in happened {
        state.evolve(one);
    }
    if state.referral.case.is_none() {
        return Vec::new();
    }
    let mut rows = vec![case_row(case, &state, happened)];
    rows.extend(parties(case, &state));
    rows.extend(interests(case, &state));
    rows.extend(emergencies(case, &state));
    rows.extend(tasks(case, &state));
    rows
}

/// Where the case stands, by a name that lists filter on: the referral's stage until there is an arrangement.
fn stage(state: &CaseState) -> String {
    let arranged = match state.arrangement.phase {
        Phase::None => None,
        Phase::Proposed => Some("proposed"),
        Phase::Live => Some("live"),
        Phase::Paused => Some("paused"),
        Phase::Ended => Some("ended"),
    };
    let referral = || state.referral.stage.map_or_else(|| "draft".to_owned(), |stage| stored(&stage));
    arranged.map_or_else(referral, str::to_owned)
}

/// The stored name of a choice of the domain.
pub(super) fn stored(choice: &impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn case_row(case: CaseId, state: &CaseState, happened: &[Happened]) -> ListRow {
    let referral = &state.referral;
    let level = state.arrangement.level().or(referral.levels.requested);
    let terms = state.arrangement.agreed.as_ref();
    let current = state.risk.current.as_ref();
    let told = happened.iter().rev().find(|h| is_told(h.stream, &h.event));
    ListRow::new(&CASES, case)
        .text_if("reference", referral.reference.as_ref())
        .text("stage", stage(state))
        .text_if("level", level.map(|level| stored(&level)))
        .text_if("opened_on", referral.received_on)
        // What a reader of the list may not know of does not move the case up in it.
        .int_if("changed_at", told.map(|h| h.recorded_at.as_microsecond()))
        .text_if("review_due", terms.map(|terms| terms.review_on))
        .text_if("assessment_due", current.map(|current| current.signed.signing.valid_until))
        .count("children", referral.children_of_referral().count())
        .count("adults", referral.adults.len())
        .count("unknowns", referral.answers.values().filter(|answer| answer.is_unknown()).count())
}

fn parties(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let row = |person, role: &str| {
        ListRow::new(&PARTIES, format!("{case}/{person}"))
            .text("case_id", case)
            .text("person_id", person)
            .text("role", role)
    };
    let children = state.referral.children_of_referral().map(|child| row(child, "child"));
    let adults = state.referral.adults.iter().map(|adult| {
        row(
            adult.person,
            match adult.side {
                Some(Side::Resident) => "resident",
                Some(Side::Visiting) => "visiting",
                Some(Side::Other) | None => "other",
            },
        )
    });
    children.chain(adults).collect()
}

fn interests(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let row = |(worker, interest): (WorkerId, &Interest)| {
        ListRow::new(&INTERESTS, format!("{case}/{worker}"))
            .text("case_id", case)
            .text("worker_id", worker)
            .text("standing", interest.standing.name())
    };
    state.interest.all().map(row).collect()
}

fn emergencies(case: CaseId, state: &CaseState) -> impl Iterator<Item = ListRow> {
    state.emergency.all().map(move |(id, asked)| {
        ListRow::new(&EMERGENCIES, id)
            .text("case_id", case)
            .text("worker_id", asked.worker)
            .int("asked_at", asked.asked_at.as_microsecond())
            .int_if("open_until", asked.open_until().map(jiff::Timestamp::as_microsecond))
    })
}

/// What somebody has still to do in this case. Whether it is late depends on the day and is asked by the page.
fn tasks(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let mut rows = referral_tasks(case, state);
    rows.extend(risk_tasks(case, state));
    rows.extend(contact_tasks(case, state));
    rows.extend(emergency_tasks(case, state));
    rows.extend(concerns(case, state));
    rows
}

/// Whom a data-protection officer's tasks are put to: an office, which no role has.
const OFFICER: &str = "data-protection-officer";

/// An asking waits for a second person; one that was agreed to waits until the data-protection officer has looked at it.
fn emergency_tasks(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let mut rows = Vec::new();
    for (id, asked) in state.emergency.all() {
        if asked.unanswered() {
            for role in [Role::SafeguardingLead, Role::Trustee] {
                let answer = task(case, "let-in", format!("{id}/{}", role.name()), role);
                rows.push(answer.int("due_at", asked.asked_at.as_microsecond()));
            }
        }
        if let (Answered::Agreed { at, .. }, None) = (&asked.progress, &asked.noted) {
            let look = task(case, "let-in-told", id, Role::Trustee).text("for_role", OFFICER);
            rows.push(look.int("due_at", at.as_microsecond()));
        }
    }
    rows
}

fn task(case: CaseId, kind: &str, about: impl std::fmt::Display, role: Role) -> ListRow {
    ListRow::new(&TASKS, format!("{kind}/{about}"))
        .text("case_id", case)
        .text("kind", kind)
        .text("for_role", role.name())
        .text("state", "open")
}

fn referral_tasks(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let mut rows = Vec::new();
    if state.referral.stage == Some(domain::referral::Stage::Submitted) {
        let triage = task(case, "triage", case, Role::Coordinator);
        rows.push(triage.text_if("due_on", state.referral.received_on));
    }
    for request in state.referral.open_requests() {
        let asked = task(case, "information", request.request, Role::IntakeWorker);
        rows.push(asked.text("due_on", request.due));
    }
    rows
}

fn risk_tasks(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let mut rows = Vec::new();
    if let Some(awaiting) = &state.risk.awaiting {
        let second = task(case, "countersign", awaiting.draft.id, Role::SafeguardingLead);
        rows.push(second.text("due_on", awaiting.signing.on));
    }
    if let Some(current) = &state.risk.current {
        let again = task(case, "assessment", current.signed.draft.id, Role::Coordinator);
        rows.push(again.text("due_on", current.signed.signing.valid_until));
    }
    rows
}

/// Within what time another person settles a suspicion.
const SETTLED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

fn contact_tasks(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    let mut rows = Vec::new();
    if state.arrangement.phase == Phase::Live {
        let terms = state.arrangement.agreed.as_ref();
        let review = task(case, "review", case, Role::Coordinator);
        rows.push(review.text_if("due_on", terms.map(|terms| terms.review_on)));
    }
    for visit in &state.previsit.visits {
        if !matches!(visit.progress, Progress::Planned) {
            continue;
        }
        let day = visit.window().map(domain::words::Window::date);
        let visit = task(case, "pre-visit", visit.id, Role::Coordinator);
        rows.push(visit.text_if("due_on", day));
    }
    let suspected = state.interest.all().filter(|(_, known)| matches!(known.standing, Standing::Suspected(_)));
    for (worker, known) in suspected {
        let settle = task(case, "interest", format!("{case}/{worker}"), Role::SafeguardingLead);
        rows.push(
            settle.int("due_at", known.since.saturating_add(SETTLED_WITHIN).unwrap_or(known.since).as_microsecond()),
        );
    }
    let open = state.overrides.records().filter(|record| record.authorised.is_none() && record.withdrawn_at.is_none());
    for record in open {
        let second = task(case, "override", record.id, Role::Trustee);
        rows.push(second.text("due_on", record.until));
    }
    rows
}

fn concerns(case: CaseId, state: &CaseState) -> Vec<ListRow> {
    super::session::concern_tasks(&state.concern).into_iter().map(|row| row.text("case_id", case)).collect()
}
