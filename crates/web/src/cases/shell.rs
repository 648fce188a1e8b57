//! What stands above every page of a case: whose it is, how far it has come, and its views.

use super::words::{capital, names};
use crate::answer::Answer;
use crate::components::{BackLink, Button, Html, IdentityBar, SubNavigation, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use app::cases::{CaseHead, Course};
use domain::arrangement::Phase;
use domain::ids::CaseId;
use domain::referral::Stage;

/// A view of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first page.
    Overview,
    /// The referral, and what leads to a decision about it.
    Referral,
    /// Risk assessments.
    Risk,
    /// The arrangement.
    Arrangement,
    /// Sessions.
    Sessions,
    /// What happened, newest first.
    Timeline,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Overview, Self::Referral, Self::Risk, Self::Arrangement, Self::Sessions, Self::Timeline];

    const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Referral => "Referral",
            Self::Risk => "Risk",
            Self::Arrangement => "Arrangement",
            Self::Sessions => "Sessions",
            Self::Timeline => "Timeline",
        }
    }

    fn path(self, case: CaseId) -> String {
        let rest = match self {
            Self::Overview => "",
            Self::Referral => "/referral",
            Self::Risk => "/risk",
            Self::Arrangement => "/arrangement",
            Self::Sessions => "/sessions",
            Self::Timeline => "/timeline",
        };
        format!("/cases/{case}{rest}")
    }
}

/// The reference, or what stands in its place.
pub(crate) fn reference(head: &CaseHead) -> String {
    head.reference.as_ref().map_or_else(|| "Case".to_owned(), ToString::to_string)
}

/// How far a case has come, on a tag. Two words at most fit on one.
pub(crate) fn course_tag(course: Course) -> Tag {
    let (text, colour) = match course {
        Course::Referral(Stage::Draft) => ("Draft", TagColour::Grey),
        Course::Referral(Stage::Submitted) => ("New", TagColour::Tint),
        Course::Referral(Stage::InfoRequested) => ("Info asked", TagColour::Purple),
        Course::Referral(Stage::Triaged) => ("Triaged", TagColour::Tint),
        Course::Referral(Stage::Redirected) => ("Elsewhere", TagColour::Grey),
        Course::Referral(Stage::Declined) => ("Not taken", TagColour::Grey),
        Course::Referral(Stage::Waitlisted) => ("Waiting list", TagColour::Purple),
        Course::Referral(Stage::PreVisit) => ("Pre-visits", TagColour::Teal),
        Course::Referral(Stage::Accepted | Stage::Converted) => ("Accepted", TagColour::Teal),
        Course::Referral(Stage::Withdrawn) => ("Withdrawn", TagColour::Grey),
        Course::Arrangement(Phase::None) => ("Not arranged", TagColour::Grey),
        Course::Arrangement(Phase::Proposed) => ("Proposed", TagColour::Tint),
        Course::Arrangement(Phase::Live) => ("Live", TagColour::Green),
        Course::Arrangement(Phase::Paused) => ("Paused", TagColour::Yellow),
        Course::Arrangement(Phase::Ended) => ("Ended", TagColour::Grey),
    };
    Tag::new(text).colour(colour)
}

/// The strip that says whose case it is.
pub(crate) fn identity(head: &CaseHead) -> Result<Html, Answer> {
    let children = names(&head.children, &head.grant)?;
    let title = Html::trusted("<strong>")
        .then(reference(head))
        .then(Html::trusted("</strong> "))
        .then(children)
        .then(" ")
        .then(course_tag(head.course));
    let concern = Button::link(format!("/cases/{}/concern", head.case), "Record a concern").secondary();
    Ok(IdentityBar::new(title).action(concern).into())
}

/// A view of a case with its heading.
pub(crate) fn view(
    reader: &Reader,
    head: &CaseHead,
    part: Part,
    heading: &str,
    body: impl Into<Html>,
) -> Result<Page, Answer> {
    let case = head.case;
    let views = Part::ALL.into_iter().fold(SubNavigation::new("Views of this case"), |views, each| {
        if each == part {
            views.current(each.path(case), each.label())
        } else {
            views.link(each.path(case), each.label())
        }
    });
    let above = Html::from(BackLink::new("/cases").text("Cases")).then(identity(head)?).then(views);
    let heading_html = Html::trusted("<h1 class=\"govuk-heading-l\">").then(heading).then(Html::trusted("</h1>"));
    let title = format!("{}: {}", reference(head), capital(heading));
    Ok(Page::bare(&title, heading_html.then(body)).for_reader(reader).above(above).part("/cases"))
}
