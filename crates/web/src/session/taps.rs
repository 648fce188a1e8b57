//! Recording by one tap. A button says what happened; the time is now.

use crate::answer::Answer;
use crate::asked::Path;
use crate::components::{Button, Details, Html};
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, REPEAT_KEY, Sent};
use crate::state::Web;
use app::booking::Reach;
use app::session::{RecordingPlace, Step};
use app::{Order, Repeat, SignedIn};
use axum::extract::State;
use axum::response::Redirect;
use domain::ids::{FreshIds, PersonId, SessionId};
use domain::session::{BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, Stage, WellbeingNote};
use domain::words::{ContactLevel, Side};
use jiff::civil::Date;

/// Where a tap leads back to: the family's place on the page it was made on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Back {
    Today,
    Day(Date),
    Session,
}

impl Back {
    /// Where somebody who records at a session came from: its own page, or the day where that is all they are shown.
    pub(super) fn of(place: &RecordingPlace) -> Self {
        match place.reach {
            Reach::Page => Self::Session,
            Reach::DayOnly if place.wall.date() == place.today => Self::Today,
            Reach::DayOnly => Self::Day(place.wall.date()),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Today => "today".to_owned(),
            Self::Day(date) => date.to_string(),
            Self::Session => "session".to_owned(),
        }
    }

    fn parse(text: &str) -> Self {
        match (text, text.parse()) {
            ("session", _) => Self::Session,
            (_, Ok(date)) => Self::Day(date),
            _ => Self::Today,
        }
    }

    pub(super) fn path(self, session: SessionId) -> String {
        match self {
            Self::Today => format!("/today#s-{session}"),
            Self::Day(date) => format!("/day/{date}#s-{session}"),
            Self::Session => format!("/sessions/{session}"),
        }
    }
}

/// What a button can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tap {
    Step(Step),
    DidNotCome(Side),
}

const TAPS: [(&str, Tap, &str); 11] = [
    ("visiting-in", Tap::Step(Step::Move(Movement::VisitingIn)), "Visiting adult is here"),
    ("child-in", Tap::Step(Step::Move(Movement::ChildIn)), "Child is here"),
    ("child-out", Tap::Step(Step::Move(Movement::ChildOut)), "Child has left"),
    ("visiting-out", Tap::Step(Step::Move(Movement::VisitingOut)), "Visiting adult has left"),
    ("left-as-planned", Tap::Step(Step::LeftAsPlanned), "Left as planned"),
    ("end-as-planned", Tap::Step(Step::EndAsPlanned), "Contact ended as planned"),
    ("close-as-usual", Tap::Step(Step::CloseAsUsual), "Nothing out of the ordinary, finish"),
    ("close-not-seen", Tap::Step(Step::CloseNotSeen), "Nobody was seen, finish"),
    ("close", Tap::Step(Step::Close), "Everything is recorded, finish"),
    ("no-visiting", Tap::DidNotCome(Side::Visiting), "Visiting adult did not come"),
    ("no-child", Tap::DidNotCome(Side::Resident), "Child did not come"),
];

pub(crate) fn tap_named(name: &str) -> Option<Tap> {
    TAPS.iter().find(|(known, ..)| *known == name).map(|(_, tap, _)| *tap)
}

/// The name of a tap in addresses, and what its button says.
pub(crate) fn named(wanted: Tap) -> (&'static str, &'static str) {
    TAPS.iter().find(|(_, tap, _)| *tap == wanted).map_or(("", ""), |(name, _, words)| (*name, *words))
}

/// What a tap records, in order.
pub(crate) fn commands(session: SessionId, tap: Tap) -> Vec<SessionCommand> {
    let family = |note| SessionCommand::NoteWellbeing { session, person: None, when: BeforeOrAfter::After, note };
    let close = SessionCommand::Close { session };
    match tap {
        Tap::Step(Step::Move(movement)) => {
            vec![SessionCommand::Move { session, person: None, movement, at: None, known: HowKnown::Live }]
        }
        Tap::Step(Step::LeftAsPlanned) => vec![SessionCommand::LeftAsPlanned { session }],
        Tap::Step(Step::EndAsPlanned) => vec![SessionCommand::End { session, ending: Ending::AsPlanned, at: None }],
        Tap::Step(Step::CloseAsUsual) => vec![family(WellbeingNote::AsPlanned), close],
        Tap::Step(Step::CloseNotSeen) => vec![family(WellbeingNote::NotSeen), close],
        Tap::Step(Step::Close) => vec![close],
        Tap::DidNotCome(side) => vec![SessionCommand::End { session, ending: Ending::NoShow(side), at: None }],
    }
}

/// Takes a tap.
pub(super) async fn take(
    State(web): State<Web>,
    Path(session): Path<SessionId>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    let Some(tap) = tap_named(sent.fields.get("step")) else { return Err(unknown(&web, &sent, session).await) };
    carry_out(&web, &sent.reader.who, sent.repeat(), commands(session, tap)).await?;
    Ok(Redirect::to(&Back::parse(sent.fields.get("back")).path(session)))
}

/// Carries out what one tap records. Each command has a repeat key of its own, so that a second press records nothing.
pub(crate) async fn carry_out(
    web: &Web,
    who: &SignedIn,
    repeat: Option<Repeat>,
    commands: Vec<SessionCommand>,
) -> Result<(), Answer> {
    for (place, command) in commands.into_iter().enumerate() {
        let repeat = repeat.clone().map(|repeat| Repeat { key: format!("{}/{place}", repeat.key), ..repeat });
        web.house.carry_out(who, Order { repeat, ..Order::from(domain::command::Command::from(command)) }).await?;
    }
    Ok(())
}

/// What is wrong with a button is told only to somebody who may press one.
async fn unknown(web: &Web, sent: &Sent, session: SessionId) -> Answer {
    match web.house.recording_place(&sent.reader.who, session).await {
        Ok(_) => Answer::Unreadable("This button is not known."),
        Err(refused) => refused.into(),
    }
}

/// How somebody was, as a button says it.
fn how(sent: &Sent) -> Option<(PersonId, BeforeOrAfter, WellbeingNote)> {
    let when = match sent.fields.get("when") {
        "before" => BeforeOrAfter::Before,
        "after" => BeforeOrAfter::After,
        _ => return None,
    };
    let note = match sent.fields.get("note") {
        "as-planned" => WellbeingNote::AsPlanned,
        "not-seen" => WellbeingNote::NotSeen,
        "concern" => WellbeingNote::Concern,
        _ => return None,
    };
    Some((sent.fields.get("person").parse().ok()?, when, note))
}

/// Takes a tap that says how somebody was.
pub(super) async fn wellbeing(
    State(web): State<Web>,
    Path(session): Path<SessionId>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    let Some((person, when, note)) = how(&sent) else { return Err(unknown(&web, &sent, session).await) };
    let worried = note == WellbeingNote::Concern;
    let command = SessionCommand::NoteWellbeing { session, person: Some(person), when, note };
    carry_out(&web, &sent.reader.who, sent.repeat(), vec![command]).await?;
    // Whoever says that somebody has a concern is led to where it is recorded.
    let next = if worried { format!("/sessions/{session}/concern") } else { format!("/sessions/{session}#how") };
    Ok(Redirect::to(&next))
}

/// The fields every small form carries.
pub(crate) fn carried(web: &Web, reader: &Reader, more: &[(&str, &str)]) -> Html {
    let key = web.house.ids().fresh().to_string();
    let own = [(FORM_TOKEN, reader.who.form_token.as_str()), (REPEAT_KEY, key.as_str())];
    own.iter().chain(more).fold(Html::default(), |all, (name, value)| {
        all.then(Html::trusted("<input type=\"hidden\" name=\""))
            .then(*name)
            .then(Html::trusted("\" value=\""))
            .then(*value)
            .then(Html::trusted("\">"))
    })
}

/// The beginning of a small form.
pub(crate) fn open_form(action: &str) -> Html {
    Html::trusted("<form method=\"post\" novalidate action=\"").then(action).then(Html::trusted("\">"))
}

/// The buttons of one session.
pub(crate) struct Taps<'a> {
    web: &'a Web,
    reader: &'a Reader,
    session: SessionId,
    back: Back,
    about: String,
}

impl<'a> Taps<'a> {
    /// Buttons that lead back to where they are pressed.
    pub(crate) const fn new(web: &'a Web, reader: &'a Reader, session: SessionId, back: Back) -> Self {
        Self { web, reader, session, back, about: String::new() }
    }

    /// Whom the buttons are about, for a screen reader that hears twelve of them.
    pub(crate) fn about(mut self, children: &str) -> Self {
        children.clone_into(&mut self.about);
        self
    }

    fn button(&self, wanted: Tap) -> Button {
        let (name, words) = named(wanted);
        let unseen = if self.about.is_empty() { Html::default() } else { Html::unseen(format!(" ({})", self.about)) };
        Button::new(Html::from(words).then(unseen)).name("step").value(name).once()
    }

    fn form(&self, buttons: Html) -> Html {
        let back = self.back.name();
        open_form(&format!("/sessions/{}/tap", self.session))
            .then(carried(self.web, self.reader, &[("back", &back)]))
            .then(buttons)
            .then(Html::trusted("</form>"))
    }

    /// What comes next, and, as long as nobody has ended the session, that somebody did not come.
    pub(crate) fn for_day(&self, step: Option<Step>, stage: Stage) -> Html {
        let Some(step) = step else {
            return Html::default();
        };
        let next = Html::from(self.button(Tap::Step(step)).classes("govuk-!-margin-bottom-3"));
        if matches!(stage, Stage::Ended | Stage::Closed | Stage::Cancelled) {
            return self.form(next);
        }
        let did_not = self.did_not_come();
        let otherwise = Details::new(Html::from("Somebody did not come").then(self.unseen()), did_not);
        self.form(next.then(otherwise.classes("govuk-!-margin-bottom-3")))
    }

    fn unseen(&self) -> Html {
        if self.about.is_empty() { Html::default() } else { Html::unseen(format!(" ({})", self.about)) }
    }

    fn did_not_come(&self) -> Html {
        Html::trusted("<div class=\"govuk-button-group\">")
            .then(self.button(Tap::DidNotCome(Side::Visiting)).secondary())
            .then(self.button(Tap::DidNotCome(Side::Resident)).secondary())
            .then(Html::trusted("</div>"))
    }

    /// Every tap of a session, the next one first.
    pub(crate) fn for_session(&self, step: Option<Step>, level: ContactLevel) -> Html {
        let moves =
            [Movement::VisitingIn, Movement::ChildIn, Movement::ChildOut, Movement::VisitingOut].map(Step::Move);
        let supported = [Step::Move(Movement::VisitingIn), Step::Move(Movement::ChildIn), Step::LeftAsPlanned];
        let offered: Vec<Step> = if level.is_observed() { moves.to_vec() } else { supported.to_vec() };
        let next = step
            .map_or_else(Html::default, |step| Html::from(self.button(Tap::Step(step))).then(Html::trusted("<br>")));
        let others = offered.into_iter().filter(|other| Some(*other) != step);
        let others: Html = others.map(|other| Html::from(self.button(Tap::Step(other)).secondary())).collect();
        let others = Html::trusted("<div class=\"govuk-button-group\">").then(others).then(Html::trusted("</div>"));
        let did_not = Details::new("Somebody did not come", self.did_not_come());
        self.form(next.then(others).then(did_not))
    }

    /// One button: that everything is recorded, or what else is left to say.
    pub(crate) fn only(&self, step: Step) -> Html {
        self.form(self.button(Tap::Step(step)).into())
    }
}
