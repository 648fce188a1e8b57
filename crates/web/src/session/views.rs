//! The page of one session. Where contact is supported it takes taps and nothing else; where it is observed it takes times,
//! notes and how people were.

use super::how;
use super::taps::{Back, Taps, carried, open_form};
use crate::answer::Answer;
use crate::components::{
    BackLink, Button, Cell, Details, Html, InsetText, SummaryList, SummaryRow, Table, TextInput, Textarea, Timeline,
    TimelineItem,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::state::Web;
use crate::today::family::{alerts, parties, tag};
use crate::today::words::{capital, clock, listed, name, span, weekday};
use app::session::{DayIs, MovedLine, SessionPage, Shown};
use domain::booking::CancelledBecause;
use domain::session::{Ending, HowKnown, Movement, Stage, StoppedBecause};
use domain::words::Side;

/// The day and time of a session, which is what its pages are called by: a name in a title stays in a browser's history.
pub(super) fn when(shown: &Shown) -> String {
    format!("{}, {}", weekday(shown.contact.date()), span(shown.contact))
}

/// The ways to a concern, and to say that one knows the family, on every page of a session.
pub(super) fn worried(shown: &Shown) -> Html {
    let concern = format!("/sessions/{}/concern", shown.session);
    Html::trusted("<div class=\"govuk-button-group\">")
        .then(Button::link(concern, "I am worried, or somebody said something").secondary())
        .then(crate::interest::declare(shown.case))
        .then(crate::emergency::way(shown.case))
        .then(Html::trusted("</div>"))
}

/// What may be recorded at this level.
fn level(shown: &Shown) -> Html {
    let what = capital(shown.level.label());
    let text = if shown.level.is_observed() {
        format!("{what}. Times, notes of what is seen and heard, and how people were are recorded.")
    } else {
        format!(
            "{what}. Only who came and left is recorded, and nothing about what happens in the room. A concern always is."
        )
    };
    InsetText::new(text).into()
}

pub(super) fn page(web: &Web, reader: &Reader, page: &SessionPage) -> Result<Page, Answer> {
    let shown = &page.shown;
    let head = Html::paragraph(tag(shown.stage)).then(alerts(&page.prompts, 2)).then(level(shown)).then(worried(shown));
    let (recording, observing) = match shown.stage {
        Stage::Cancelled => (cancelled(page), Html::default()),
        Stage::Closed => (Html::default(), Html::default()),
        _ => (recording(web, reader, page), observing(web, reader, page)?),
    };
    let body =
        head.then(recording).then(coming(shown)?).then(observing).then(recorded(web, reader, page)?).then(links(page));
    let back = BackLink::new(format!("/day/{}#s-{}", shown.contact.date(), shown.session)).text("The day");
    Ok(Page::new(&format!("Session on {}", when(shown)), body).for_reader(reader).above(back).part("/today"))
}

fn cancelled(page: &SessionPage) -> Html {
    let why = page.cancelled.map_or("", cancelled_because);
    InsetText::new(format!(
        "This session was cancelled: {why}. Whoever comes all the same can still be recorded below."
    ))
    .into()
}

/// Why a session does not take place, in words.
pub(crate) const fn cancelled_because(because: CancelledBecause) -> &'static str {
    match because {
        CancelledBecause::ChildsWish => "a child did not want to come",
        CancelledBecause::ResidentAdult => "the adult the child lives with cancelled",
        CancelledBecause::VisitingAdult => "the visiting adult cancelled",
        CancelledBecause::Illness => "somebody was ill",
        CancelledBecause::Centre => "the centre could not host it",
        CancelledBecause::Safety => "it was not safe",
        CancelledBecause::OrderChanged => "a court or authority changed what is to happen",
    }
}

/// What can be recorded now. Nobody is asked for a tap on a day that is not today: a tap says that something happens now.
fn recording(web: &Web, reader: &Reader, page: &SessionPage) -> Html {
    let shown = &page.shown;
    if page.day == DayIs::Ahead {
        return Html::paragraph("What happens is recorded on the day.");
    }
    let taps = Taps::new(web, reader, shown.session, Back::Session);
    let buttons = match (shown.stage, page.day) {
        (Stage::Ended, _) | (_, DayIs::Over) => page.step.map_or_else(Html::default, |step| taps.only(step)),
        _ => taps.for_session(page.step, shown.level),
    };
    let at = format!("/sessions/{}", shown.session);
    let later = Html::paragraph(Html::link(&format!("{at}/movement"), "Record a time afterwards, or from paper"));
    let otherwise = match (shown.stage, page.day) {
        (Stage::Ended, _) => Html::default(),
        (_, DayIs::Over) => Html::paragraph(Html::link(&format!("{at}/end"), "Record how it ended")),
        _ => Html::paragraph(Html::link(&format!("{at}/end"), "It ended in another way, or did not begin")),
    };
    Html::trusted("<h2 class=\"govuk-heading-m\">Record</h2>").then(buttons).then(later).then(otherwise)
}

/// What else is written where contact is observed: timed notes, and how people were.
fn observing(web: &Web, reader: &Reader, page: &SessionPage) -> Result<Html, Answer> {
    if !page.shown.level.is_observed() || page.day == DayIs::Ahead {
        return Ok(Html::default());
    }
    let note = if page.may.contains(&"record-observation") { observe(web, reader, page) } else { Html::default() };
    Ok(note.then(how::missing(web, reader, page)?))
}

/// A timed note, written on the page itself; it is kept as a draft while it is being written.
fn observe(web: &Web, reader: &Reader, page: &SessionPage) -> Html {
    let action = format!("/sessions/{}/observe", page.shown.session);
    let label = if page.day == DayIs::Now { "Time, if it was not now" } else { "Time" };
    let time = TextInput::new("at", label).hint("For example, 10:30").width(5);
    let note = Textarea::new("note", "What was seen and heard")
        .hint("Describe; do not explain or judge. Put what somebody said in their own words.");
    Html::trusted("<h2 class=\"govuk-heading-m\">Write a timed note</h2>")
        .then(open_form(&action))
        .then(carried(web, reader, &[]))
        .then(note)
        .then(time)
        .then(Button::new("Save note").name("_step").value("save").once())
        .then(Html::trusted("</form>"))
}

fn coming(shown: &Shown) -> Result<Html, Answer> {
    let rows = parties(&shown.comings, &shown.grant)?
        .into_iter()
        .map(|party| SummaryRow::new(party.when, party.people.then(Html::trusted("<br>")).then(party.recorded)));
    let mut team = Vec::new();
    for worker in &shown.team {
        team.push(name(worker, &shown.grant)?);
    }
    let staff = [
        SummaryRow::new("Room", name(&shown.room, &shown.grant)?),
        SummaryRow::new("Workers", listed(&team)),
        SummaryRow::new("Shift lead", name(&shown.lead, &shown.grant)?),
        SummaryRow::new("Safeguarding, can be reached", name(&shown.on_call, &shown.grant)?),
    ];
    Ok(Html::trusted("<h2 class=\"govuk-heading-m\">Who comes</h2>").then(SummaryList::new(rows.chain(staff))))
}

fn recorded(web: &Web, reader: &Reader, page: &SessionPage) -> Result<Html, Answer> {
    let mut body = Html::trusted("<h2 class=\"govuk-heading-m\">What is recorded</h2>");
    if page.moved.is_empty() && page.ended.is_none() && page.observed.is_empty() {
        body = body.then(Html::paragraph("Nothing yet."));
    }
    if !page.moved.is_empty() {
        body = body.then(movements(page)?);
    }
    if let Some(ended) = page.ended {
        body = body.then(Html::paragraph(format!("Ended at {}: {}.", clock(ended.at), ending(ended.how))));
    }
    body = body.then(notes(page)?).then(how::noted(page)?).then(incidents(page));
    // Whoever comes to a session that was cancelled or is closed is recorded all the same.
    if matches!(page.shown.stage, Stage::Cancelled | Stage::Closed) && page.day == DayIs::Now {
        let taps = Taps::new(web, reader, page.shown.session, Back::Session).for_session(None, page.shown.level);
        body = body.then(Details::new("Somebody came, or something was forgotten", taps));
    }
    Ok(body)
}

fn movements(page: &SessionPage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for moved in &page.moved {
        rows.push(movement_row(moved, page)?);
    }
    let table = Table::new().caption("Comings and goings").head(["Time", "Who", "What"].map(Cell::new)).rows(rows);
    Ok(table.scrolls("Comings and goings").into())
}

fn movement_row(moved: &MovedLine, page: &SessionPage) -> Result<Vec<Cell>, Answer> {
    let (what, known) = (movement(moved.movement), how_known(moved.known));
    let time = format!("{}{known}", clock(moved.at));
    Ok(vec![Cell::new(time), Cell::new(name(&moved.name, &page.shown.grant)?), Cell::new(what)])
}

/// A coming or going, in words.
pub(crate) const fn movement(movement: Movement) -> &'static str {
    match movement {
        Movement::VisitingIn => "Visiting adult in the contact room",
        Movement::ChildIn => "Child in the contact room",
        Movement::ChildOut => "Child has left",
        Movement::VisitingOut => "Visiting adult has left",
    }
}

const fn how_known(known: HowKnown) -> &'static str {
    match known {
        HowKnown::Live => "",
        HowKnown::FromPaper => ", from paper",
        HowKnown::AsPlanned => ", seen to go as planned",
    }
}

/// How contact ended, in words.
pub(super) fn ending(ending: Ending) -> String {
    match ending {
        Ending::AsPlanned => "as planned".to_owned(),
        Ending::StoppedEarly(because) => format!("stopped early, {}", stopped(because)),
        Ending::StoppedAtDoor(because) => format!("stopped at the door, {}", stopped(because)),
        Ending::NoShow(Side::Visiting) => "the visiting adult did not come".to_owned(),
        Ending::NoShow(Side::Resident | Side::Other) => "the child did not come".to_owned(),
    }
}

/// Why contact stopped, in words.
pub(super) const fn stopped(because: StoppedBecause) -> &'static str {
    match because {
        StoppedBecause::ChildsWish => "the child wished it",
        StoppedBecause::UnderInfluence => "somebody appeared to be under the influence of drugs or alcohol",
        StoppedBecause::Aggression => "somebody was aggressive or frightening",
        StoppedBecause::GroundRules => "a rule of the centre was broken",
        StoppedBecause::Illness => "somebody was ill or hurt",
        StoppedBecause::AdultsWish => "an adult wished it",
        StoppedBecause::Safety => "something else made it unsafe",
        StoppedBecause::TooLate => "somebody came too late",
    }
}

fn notes(page: &SessionPage) -> Result<Html, Answer> {
    if page.observed.is_empty() {
        return Ok(Html::default());
    }
    let mut items = Vec::new();
    for note in &page.observed {
        let words = note.note.open(&page.shown.grant)?;
        let words = words.map_or_else(|_| Html::paragraph("erased"), |text| Html::verbatim(text.as_str()));
        let machine = format!("{}T{}", page.shown.contact.date(), note.at.strftime("%H:%M"));
        let item = TimelineItem::new("Note", machine, clock(note.at), words);
        items.push(item.byline(name(&note.by, &page.shown.grant)?));
    }
    Ok(Html::trusted("<h3 class=\"govuk-heading-s\">Notes</h3>").then(Timeline::new(items).level(4)))
}

fn incidents(page: &SessionPage) -> Html {
    if page.incidents.is_empty() {
        return Html::default();
    }
    let rows = page.incidents.iter().map(|line| {
        let by = if line.by_rule { "raised by the program" } else { "recorded by a worker" };
        let words = Html::from(line.kind.label()).then(Html::trusted("<br>")).then(line.severity.label());
        SummaryRow::new(format!("{}, {by}", clock(line.at)), words)
    });
    Html::trusted("<h3 class=\"govuk-heading-s\">Incidents and near misses</h3>").then(SummaryList::new(rows))
}

fn links(page: &SessionPage) -> Html {
    let shown = &page.shown;
    let at = format!("/sessions/{}", shown.session);
    let mut links = vec![Html::link(&format!("{at}/confirm"), "Need-to-know card")];
    if matches!(shown.stage, Stage::Planned | Stage::Confirmed) && page.may.contains(&"cancel-session") {
        links.push(Html::link(&format!("{at}/cancel"), "Cancel this session"));
    }
    if shown.level.is_observed() && page.may.contains(&"draft-report") {
        links.push(Html::link(&format!("{at}/report"), "Session report"));
    }
    if page.may.contains(&"read-case") {
        links.push(Html::link(&format!("/cases/{}", shown.case), "The case"));
    }
    links.into_iter().map(Html::paragraph).collect()
}
