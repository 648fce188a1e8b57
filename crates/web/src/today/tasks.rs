//! What waits for the reader, with how urgent it is in words.

use super::words::{clock, day};
use crate::components::{Html, InsetText, Tag, TagColour, Task, TaskList};
use app::today::{TaskKind, TaskLine, TodayPage};

/// The list of what waits; nothing for somebody to whom nothing is ever put.
pub(super) fn section(page: &TodayPage) -> Html {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">What is due</h2>");
    if page.tasks.is_empty() {
        return heading.then(InsetText::new("Nothing waits for you."));
    }
    let list = TaskList::new(page.tasks.iter().map(|line| task(line, page))).id("due");
    let shown = u64::try_from(page.tasks.len()).unwrap_or(u64::MAX);
    let more = if page.total > shown {
        Html::paragraph(format!("These are the first {shown} of {}. The rest follows as these are done.", page.total))
    } else {
        Html::default()
    };
    heading.then(list).then(more)
}

fn task(line: &TaskLine, page: &TodayPage) -> Task {
    let (tag, when) = status(line, page);
    let about = line.reference.as_deref().unwrap_or_default();
    let hint = [about, when.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    Task::tagged(title(line.kind), tag).href(href(line)).hint(hint)
}

const fn title(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Disclosure => "Read what somebody said",
        TaskKind::Incident => "Review an incident",
        TaskKind::Countersign => "Countersign a risk assessment",
        TaskKind::Triage => "Look a referral through",
        TaskKind::Information => "Ask again for information",
        TaskKind::Assessment => "Do a risk assessment again",
        TaskKind::Review => "Look at an arrangement again",
        TaskKind::PreVisit => "Hold a pre-visit",
        TaskKind::Interest => "Settle whether a colleague knows a family",
        TaskKind::LetIn => "Answer now: somebody asks to be let in, in an emergency",
        TaskKind::LetInTold => "Look at what was opened in an emergency",
        TaskKind::Override => "Decide on an override",
        TaskKind::ReportReview => "Read a session report",
        TaskKind::CloseSession => "Finish recording a session",
    }
}

fn href(line: &TaskLine) -> String {
    let case = line.case.map_or_else(|| "/cases".to_owned(), |case| format!("/cases/{case}"));
    match line.kind {
        TaskKind::Disclosure | TaskKind::Incident => "/concerns".to_owned(),
        TaskKind::ReportReview => format!("/reports/{}", line.about),
        TaskKind::CloseSession => line.session.map_or(case, |session| format!("/sessions/{session}")),
        TaskKind::Interest => format!("{case}/interests"),
        TaskKind::LetIn | TaskKind::LetInTold => format!("{case}/emergency"),
        TaskKind::Override => format!("{case}/overrides"),
        TaskKind::Countersign
        | TaskKind::Triage
        | TaskKind::Information
        | TaskKind::Assessment
        | TaskKind::Review
        | TaskKind::PreVisit => case,
    }
}

/// How urgent it is: two words at most on the tag, the date beside it.
fn status(line: &TaskLine, page: &TodayPage) -> (Tag, String) {
    match (line.due_on, line.due_at) {
        (Some(due), _) if due < page.date => {
            (Tag::new("Overdue").colour(TagColour::Red), format!("since {}", day(due)))
        }
        (Some(due), _) if due == page.date => (Tag::new("Today").colour(TagColour::Orange), String::new()),
        (Some(due), _) => (Tag::new("Coming up").colour(TagColour::Grey), format!("by {}", day(due))),
        (None, Some(at)) => {
            let (date, time) = (page.wall.date_of(at), clock(page.wall.shows(at)));
            let on = if date == page.date { String::new() } else { format!(" on {}", day(date)) };
            (Tag::new("Waiting").colour(TagColour::Red), format!("since {time}{on}"))
        }
        (None, None) => (Tag::new("Waiting").colour(TagColour::Purple), String::new()),
    }
}
