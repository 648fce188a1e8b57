//! Where the arrangement stands.

use super::{at, terms};
use crate::answer::Answer;
use crate::cases::shell::{Part, course_tag, view};
use crate::cases::words::{anchored, by, clock, heading, links, names_in, verbatim};
use crate::cases::{Asking, findings_html, levels};
use crate::components::{Alert, AlertKind, Html, InsetText, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::risk::steps;
use crate::risk::words::level;
use app::arrangement::{ArrangementPage, ChangeLine, Deciding};
use app::cases::{CaseHead, Course};
use app::risk::Stopped;
use domain::arrangement::Phase;
use domain::rules::Standing;
use std::collections::BTreeSet;

pub(super) fn page(reader: &Reader, found: &ArrangementPage) -> Result<Page, Answer> {
    let body = Html::paragraph(
        Html::from(course_tag(Course::Arrangement(found.phase))).then(" ").then(phase_sentence(found.phase)),
    )
    .then(findings(found))
    .then(pause(found)?)
    .then(outcome(found)?)
    .then(waiting(found)?)
    .then(ways(found))
    .then(levels(found.levels, &found.gaps))
    .then(proposed(found)?)
    .then(agreed(found)?)
    .then(decided(found)?);
    view(reader, &found.head, Part::Arrangement, "Arrangement", body)
}

const fn phase_sentence(phase: Phase) -> &'static str {
    match phase {
        Phase::None => "Nothing has been proposed yet.",
        Phase::Proposed => "Terms are proposed, and nobody has agreed to them yet. No session can be booked.",
        Phase::Live => "Terms hold, and sessions can be booked.",
        Phase::Paused => "Terms hold, and no session is held until it is resumed.",
        Phase::Ended => "It is over. What was agreed stays on record.",
    }
}

/// What rules find, and what else would stop the steps that wait. What the first list tells is not told twice.
fn findings(found: &ArrangementPage) -> Html {
    let (case, asking) = (found.head.case, Asking::by(&found.may));
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut html = Html::default();
    if !found.findings.is_empty() {
        told.extend(found.findings.iter().map(key));
        let list = findings_html(&found.findings, case, asking);
        html = Alert::new(AlertKind::Warning, "What the rules say about the arrangement").headed(list).into();
    }
    let waiting = [
        ("What stops the proposed terms from being agreed", &found.stops_agreeing),
        ("What stops it from being resumed", &found.stops_resuming),
        ("What stops the change of level", &found.stops_change),
    ];
    for (title, stopped) in waiting {
        match stopped {
            Some(Stopped::Rules(all)) => {
                let fresh: Vec<_> = all.iter().filter(|standing| told.insert(key(standing))).collect();
                if !fresh.is_empty() {
                    let list = findings_html(fresh, case, asking);
                    html = html.then(Alert::new(AlertKind::Error, title).headed(list));
                }
            }
            other => html = html.then(steps::notice(title, other.as_ref(), case, asking)),
        }
    }
    html
}

fn key(standing: &Standing) -> String {
    standing.finding.key().as_str().to_owned()
}

fn pause(found: &ArrangementPage) -> Result<Html, Answer> {
    let Some((reason, note)) = &found.pause else {
        return Ok(Html::default());
    };
    let mut rows = vec![SummaryRow::new("Why it is paused", reason.label())];
    if let Some(note) = note {
        rows.push(SummaryRow::new("In words", verbatim(note, &found.head.grant)?));
    }
    Ok(heading("Paused").then(SummaryList::new(rows)))
}

fn outcome(found: &ArrangementPage) -> Result<Html, Answer> {
    let Some((outcome, note)) = &found.outcome else {
        return Ok(Html::default());
    };
    let mut rows = vec![SummaryRow::new("How it ended", outcome.label())];
    if let Some(note) = note {
        rows.push(SummaryRow::new("In words", verbatim(note, &found.head.grant)?));
    }
    Ok(heading("Ended").then(SummaryList::new(rows)))
}

fn waiting(found: &ArrangementPage) -> Result<Html, Answer> {
    let Some(waiting) = &found.change else {
        return Ok(Html::default());
    };
    let html = anchored("change", "A change of level waits for a decision").then(change(waiting, &found.head)?);
    Ok(match found.deciding {
        Deciding::Proposer => html.then(InsetText::new(
            "You proposed it. Ask another coordinator, safeguarding lead or deputy to decide on it.",
        )),
        Deciding::Open | Deciding::Closed => html,
    })
}

/// A change of level, as the page and the form that decides on it tell it.
pub(super) fn change(change: &ChangeLine, head: &CaseHead) -> Result<Html, Answer> {
    let grant = &head.grant;
    let mut rows = vec![
        SummaryRow::new("From", level(change.from)),
        SummaryRow::new("To", level(change.to)),
        SummaryRow::new("What it does", change.direction.label()),
        SummaryRow::new("Why", verbatim(&change.why, grant)?),
        SummaryRow::new("Proposed by", format!("{}, {}", by(&change.proposed_by, grant)?, clock(&change.proposed_at))),
    ];
    if let Some(decided) = &change.decided {
        rows.push(SummaryRow::new("Decided", decided.decision.label()));
        rows.push(SummaryRow::new("Why it was decided so", verbatim(&decided.why, grant)?));
        rows.push(SummaryRow::new("Decided by", format!("{}, {}", by(&decided.by, grant)?, clock(&decided.at))));
    }
    Ok(SummaryList::new(rows).into())
}

/// The steps the reader may take from here, all of one weight.
fn ways(found: &ArrangementPage) -> Html {
    let held = matches!(found.phase, Phase::Live | Phase::Paused);
    let propose = match found.phase {
        Phase::None => "Propose an arrangement",
        Phase::Proposed => "Change the proposed terms",
        Phase::Live | Phase::Paused => "Propose other terms at the same level",
        Phase::Ended => "Propose a new arrangement",
    };
    let steps = [
        (true, "propose-arrangement", "propose", propose),
        (found.proposed.is_some(), "agree-arrangement", "agree", "Record who agreed to the proposed terms"),
        (found.deciding == Deciding::Open, "decide-level-change", "level/decide", "Decide on the change of level"),
        (held && found.change.is_none(), "propose-level-change", "level", "Propose another level, in either direction"),
        (found.phase == Phase::Live, "pause-arrangement", "pause", "Pause it"),
        (found.phase == Phase::Paused, "resume-arrangement", "resume", "Resume it"),
        (held || found.phase == Phase::Proposed, "end-arrangement", "end", "End it"),
    ];
    let base = at(found.head.case);
    let open: Vec<_> = (steps.into_iter())
        .filter(|(now, action, ..)| *now && found.may.contains(action))
        .map(|(_, _, step, text)| (format!("{base}/{step}"), text.to_owned()))
        .collect();
    if open.is_empty() { Html::default() } else { heading("What can be done").then(links(open)) }
}

fn proposed(found: &ArrangementPage) -> Result<Html, Answer> {
    let Some(line) = &found.proposed else {
        return Ok(Html::default());
    };
    let text = "They hold only when they are agreed.";
    let card = terms::card("Terms that are proposed", line, &found.names, &found.head)?;
    Ok(anchored("proposed", "Proposed terms").then(Html::paragraph(text)).then(card))
}

fn agreed(found: &ArrangementPage) -> Result<Html, Answer> {
    let Some(line) = &found.agreed else {
        return Ok(Html::default());
    };
    let title = if found.phase == Phase::Ended { "Terms that held" } else { "Terms that hold" };
    let who = names_in(&found.names, &found.agreed_by, &found.head.grant, "Nobody is recorded as having agreed")?;
    let agreed = SummaryList::new([SummaryRow::new("Who agreed to them", who)]);
    let card = terms::card(title, line, &found.names, &found.head)?;
    Ok(anchored("agreed", "Agreed terms").then(agreed).then(card))
}

fn decided(found: &ArrangementPage) -> Result<Html, Answer> {
    if found.changes.is_empty() {
        return Ok(Html::default());
    }
    let told: Result<Html, Answer> = found.changes.iter().map(|line| change(line, &found.head)).collect();
    Ok(heading("Changes of level that were decided").then(told?))
}
