use super::shell::{Part, view};
use super::words::{by, clock, name_in, verbatim};
use crate::answer::Answer;
use crate::components::{Details, Html, Pagination, SubNavigation, Timeline as TimelineList, TimelineItem as Item};
use crate::page::Page;
use crate::reader::Reader;
use app::cases::{Account, Piece, Timeline, TimelineItem, TimelineOf};

/// How many entries stand on one page.
const PER_PAGE: usize = 30;
/// How many accounts of one entry are shown at once; the rest open on request.
const SHOWN: usize = 6;

/// The timeline of a case, newest first.
pub(super) fn page(reader: &Reader, found: &Timeline, only: Option<TimelineOf>, page: usize) -> Result<Page, Answer> {
    let case = found.head.case;
    let address = |only: Option<TimelineOf>, page: usize| {
        let part = only.map_or_else(String::new, |part| format!("only={}&", part.name()));
        format!("/cases/{case}/timeline?{part}page={page}")
    };
    let pages = found.items.len().div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let shown: Result<Vec<_>, _> =
        found.items.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).map(|each| item(each, found)).collect();
    let mut body = parts(only, |part| address(part, 1));
    body = if found.items.is_empty() {
        body.then(Html::paragraph("Nothing is recorded here yet."))
    } else {
        body.then(TimelineList::new(shown?))
    };
    if pages > 1 {
        body = body.then(Pagination::through(page, pages, |page| address(only, page)));
    }
    view(reader, &found.head, Part::Timeline, "Timeline", body)
}

fn parts(only: Option<TimelineOf>, address: impl Fn(Option<TimelineOf>) -> String) -> Html {
    let all = std::iter::once((None, "Everything")).chain(TimelineOf::ALL.map(|part| (Some(part), part.label())));
    let nav = all.fold(SubNavigation::new("Parts of the timeline"), |nav, (part, text)| {
        if part == only { nav.current(address(part), text) } else { nav.link(address(part), text) }
    });
    let summary = only.map_or_else(|| "Show one part only".to_owned(), |part| format!("Showing: {}", part.label()));
    Details::new(summary, nav).into()
}

fn item(item: &TimelineItem, found: &Timeline) -> Result<Item, Answer> {
    let (first, rest) = item.told.split_first().ok_or(Answer::Unreadable("An entry of the timeline is empty."))?;
    let mut description = words(first, found)?;
    let (mut seen, mut more) = (Html::default(), Html::default());
    for (place, account) in rest.iter().enumerate() {
        let told = Html::trusted("<li>")
            .then(title(account, found)?)
            .then(words(account, found)?)
            .then(Html::trusted("</li>"));
        if place < SHOWN {
            seen = seen.then(told);
        } else {
            more = more.then(told);
        }
    }
    if !seen.is_empty() {
        description = description.then(list(seen));
    }
    if !more.is_empty() {
        let summary = format!("{} more things recorded at the same time", rest.len() - SHOWN);
        description = description.then(Details::new(summary, list(more)));
    }
    if let Some(recorded) = &item.recorded {
        description = description.then(Html::paragraph(format!("Recorded on {}.", clock(recorded))));
    }
    let when = clock(&item.at);
    let shown = Item::new(title(first, found)?, item.at.timestamp().to_string(), when, description);
    Ok(match &item.by {
        Some(who) => shown.byline(by(who, &found.head.grant)?),
        None => shown,
    })
}

fn list(items: Html) -> Html {
    Html::trusted("<ul class=\"govuk-list govuk-list--bullet\">").then(items).then(Html::trusted("</ul>"))
}

fn title(account: &Account, found: &Timeline) -> Result<Html, Answer> {
    let mut title = String::new();
    for piece in &account.what {
        match piece {
            Piece::Text(text) => title.push_str(text),
            Piece::Person(person) => {
                title.push_str(&name_in(&found.names, *person, &found.head.grant)?);
            }
        }
    }
    Ok(title.into())
}

fn words(account: &Account, found: &Timeline) -> Result<Html, Answer> {
    let mut html = Html::default();
    for words in &account.words {
        html = html
            .then(Html::trusted("<p class=\"govuk-body govuk-!-margin-bottom-1\"><strong>"))
            .then(words.label)
            .then(Html::trusted("</strong></p>"))
            .then(verbatim(&words.text, &found.head.grant)?);
    }
    Ok(html)
}
