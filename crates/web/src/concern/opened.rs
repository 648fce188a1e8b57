//! One disclosure, and the review of one incident.

use super::{Place, base};
use crate::answer::Answer;
use crate::components::{BackLink, Button, Html, InsetText, SummaryList, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Fields;
use crate::session::taps::{carried, open_form};
use crate::state::Web;
use crate::today::words::{clock, day, listed, name};
use app::concern::{At, DisclosurePage, IncidentPage};
use app::session::Wall;
use domain::command::Command;
use domain::concern::ConcernCommand;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, IncidentId, SessionId};
use jiff::Timestamp;
use std::marker::PhantomData;

fn at_words(wall: &Wall, at: Timestamp) -> String {
    format!("{}, {}", day(wall.date_of(at)), clock(wall.shows(at)))
}

/// A disclosure as the safeguarding side reads it.
pub(super) fn disclosure(web: &Web, reader: &Reader, at: At, page: &DisclosurePage) -> Result<Page, Answer> {
    const ERASED: &str = "erased";
    let grant = &page.grant;
    let words = page.words.open(grant)?;
    let words = words.map_or_else(|_| Html::paragraph(ERASED), |text| Html::verbatim(text.as_str()));
    let from = page.from.open(grant)?.map_or_else(|_| ERASED.to_owned(), Clone::clone);
    let about = page.about.open(grant)?.map_or_else(|_| ERASED.to_owned(), |all| listed(all));
    let by = match &page.recorded_by {
        Some(by) => by.open(grant)?.map_or_else(|_| ERASED.to_owned(), Clone::clone),
        None => "not known".to_owned(),
    };
    let about = if about.is_empty() { "they did not say".to_owned() } else { about };
    let list = SummaryList::new([
        SummaryRow::new("Their words", words),
        SummaryRow::new("Who said it", from),
        SummaryRow::new("Whom it is about", about),
        SummaryRow::new("When it was said", at_words(&page.wall, page.at)),
        SummaryRow::new("Written down", format!("{}, by {by}", at_words(&page.wall, page.recorded_at))),
    ]);
    let seen = match page.seen {
        Some(seen) => InsetText::new(format!("Read on the safeguarding side: {}.", at_words(&page.wall, seen))).into(),
        None if page.may_see => see(web, reader, at, page),
        None => Html::from(InsetText::new("Nobody on the safeguarding side has read it yet.")),
    };
    let body = Html::from(list).then(seen).then(Html::paragraph(Html::link(&base(at), "Where it was recorded")));
    let back = if page.may_see || page.seen.is_some() { "/concerns" } else { "/today" };
    Ok(Page::new("What somebody said", body).for_reader(reader).above(BackLink::new(back)).part("/concerns"))
}

fn see(web: &Web, reader: &Reader, at: At, page: &DisclosurePage) -> Html {
    open_form(&format!("{}/disclosures/{}/seen", base(at), page.id))
        .then(carried(web, reader, &[]))
        .then(Button::new("I have read this").once())
        .then(Html::trusted("</form>"))
}

/// Says what follows from an incident.
pub(super) struct Reviews<P> {
    at: At,
    case: CaseId,
    session: Option<SessionId>,
    incident: IncidentId,
    introduction: Html,
    place: PhantomData<P>,
}

fn introduction(page: &IncidentPage) -> Result<Html, Answer> {
    let mut people = Vec::new();
    for person in &page.people {
        people.push(name(person, &page.grant)?);
    }
    let mut rows = vec![
        SummaryRow::new("What kind", page.kind.label()),
        SummaryRow::new("How serious", page.severity.label()),
        SummaryRow::new("When", at_words(&page.wall, page.at)),
    ];
    if !people.is_empty() {
        rows.push(SummaryRow::new("Who was there", listed(&people)));
    }
    for (key, text) in [("What happened", &page.what), ("What was said to follow", &page.outcome)] {
        if let Some(text) = text {
            let words = text.open(&page.grant)?;
            rows.push(SummaryRow::new(key, words.map_or_else(|_| "erased".into(), |t| Html::verbatim(t.as_str()))));
        }
    }
    if let Some(rule) = &page.rule {
        rows.push(SummaryRow::new("Raised by", format!("the program, from what was recorded (rule {rule})")));
    }
    Ok(SummaryList::new(rows).into())
}

impl<P: Place> Form for Reviews<P> {
    type Path = (P, IncidentId);

    async fn open(web: &Web, reader: &Reader, (place, incident): Self::Path) -> Result<Self, Answer> {
        let at = place.at();
        let page = web.house.incident_page(&reader.who, at, incident).await?;
        let introduction = introduction(&page)?;
        Ok(Self { at, case: page.case, session: page.session, incident, introduction, place: PhantomData })
    }

    fn heading(&self) -> String {
        "Review an incident".to_owned()
    }

    fn introduction(&self) -> Html {
        let link = Html::paragraph(Html::link(&base(self.at), "Where it was recorded"));
        self.introduction.clone().then(link)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let hint = "What is done, by whom and by when; or why nothing more is needed.";
        vec![Question::text("outcome", "What follows from it?").hint(hint)]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let outcome = reading.text("outcome", "Write what follows from it");
        let (case, session, incident) = (self.case, self.session, self.incident);
        reading
            .finish(outcome.map(|outcome| ConcernCommand::ReviewIncident { case, session, incident, outcome }.into()))
    }

    fn back(&self) -> String {
        "/concerns".to_owned()
    }
}
