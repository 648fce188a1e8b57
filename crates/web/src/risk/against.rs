//! Two versions side by side. What changed is said in words; a colour alone would not do.

use super::content::{Shown, source};
use super::words::{level, signatures, status_sentence};
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::heading;
use crate::components::{Details, Html, SummaryList, SummaryRow, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use app::risk::{Compared, Comparison, How, VersionLine};

pub(super) fn page(reader: &Reader, found: &Comparison) -> Result<Page, Answer> {
    let shown = Shown { names: &found.names, grant: &found.head.grant };
    let numbers = (found.older.number, found.newer.number);
    let body = SummaryList::new([version(&found.older, found)?, version(&found.newer, found)?]);
    let body = Html::from(body)
        .then(levels(found))
        .then(section("Hazards", numbers, &found.hazards, |h| shown.hazard(h))?)
        .then(section("What it means for each child", numbers, &found.impact, |i| shown.impact(i))?)
        .then(section("What we do not know", numbers, &found.unknowns, |u| shown.unknown(u))?)
        .then(section("Controls", numbers, &found.controls, |c| shown.control(c))?)
        .then(section("Who must not meet", numbers, &found.protected_pairs, |p| Ok(Html::paragraph(shown.pair(*p)?)))?)
        .then(section("What was concluded", numbers, &found.conclusions, |c| {
            Ok(Html::paragraph(shown.conclusion(*c)?))
        })?)
        .then(section("What it rests on", numbers, &found.sources, |s| Ok(Html::paragraph(source(*s))))?);
    let title = format!("Versions {} and {} side by side", numbers.0, numbers.1);
    view(reader, &found.head, Part::Risk, &title, body)
}

fn version(line: &VersionLine, found: &Comparison) -> Result<SummaryRow, Answer> {
    let href = format!("/cases/{}/risk/{}", found.head.case, line.id);
    let key = Html::link(&href, format!("Version {}", line.number));
    let value = format!("{} {}.", status_sentence(&line.status), signatures(line, &found.head.grant)?);
    Ok(SummaryRow::new(key, value))
}

fn levels(found: &Comparison) -> Html {
    let (older, newer) = (found.older.level, found.newer.level);
    let text = if older == newer {
        format!("Both hold {} to be the least that is safe.", older.label())
    } else {
        format!("Version {}: {}. Version {}: {}.", found.older.number, level(older), found.newer.number, level(newer))
    };
    let tag = if older == newer { tag(How::Kept) } else { tag(How::Changed) };
    heading("Level").then(Html::paragraph(Html::from(tag).then(" ").then(text)))
}

fn tag(how: How) -> Tag {
    match how {
        How::Kept => Tag::new("The same").colour(TagColour::Grey),
        How::Added => Tag::new("Added").colour(TagColour::Teal),
        How::Removed => Tag::new("Taken out").colour(TagColour::Purple),
        How::Changed => Tag::new("Changed").colour(TagColour::Orange),
    }
}

/// What differs stands open, the older before the newer; what is the same is folded away.
fn section<T>(
    title: &str,
    (old, new): (u32, u32),
    items: &[Compared<T>],
    show: impl Fn(&T) -> Result<Html, Answer>,
) -> Result<Html, Answer> {
    let side = |number: u32, item: Option<&T>| -> Result<Html, Answer> {
        let Some(item) = item else {
            return Ok(Html::default());
        };
        let label = Html::trusted("<p class=\"govuk-body-s govuk-!-margin-bottom-1\">")
            .then(format!("Version {number}"))
            .then(Html::trusted("</p>"));
        Ok(label.then(show(item)?))
    };
    let mut html = heading(title);
    let mut same = Html::default();
    for item in items {
        if item.how == How::Kept {
            same =
                item.after.as_ref().map_or(Ok(same.clone()), |item| Ok::<_, Answer>(same.clone().then(show(item)?)))?;
        } else {
            let both = side(old, item.before.as_ref())?.then(side(new, item.after.as_ref())?);
            html = html.then(Html::paragraph(tag(item.how))).then(both);
        }
    }
    let kept = items.iter().filter(|item| item.how == How::Kept).count();
    if kept == items.len() {
        html = html.then(Html::paragraph("Both versions say the same."));
    }
    Ok(if kept > 0 {
        let summary = Html::from(format!("What is the same ({kept})")).then(Html::unseen(format!(": {title}")));
        html.then(Details::new(summary, same))
    } else {
        html
    })
}
