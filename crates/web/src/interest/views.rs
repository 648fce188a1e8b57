use super::at;
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{by, clock, verbatim};
use crate::components::{Button, Html, InsetText, SummaryAction, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use app::interest::{InterestLine, InterestsPage};
use domain::ids::CaseId;
use domain::interest::{Closeness, Standing};

/// Who has something to do with the family, and the ways to say so.
pub(super) fn page(reader: &Reader, found: &InterestsPage) -> Result<Page, Answer> {
    let case = found.head.case;
    let text = "Whoever is one of the family, or close to one of them, is kept from the whole case, whatever their role. \
                They can still say that something happened. Knowing somebody by sight keeps nobody away, and is written \
                down all the same.";
    let mut body = Html::paragraph(text);
    if found.lines.is_empty() {
        body = body.then(InsetText::new("Nothing is known of anybody who works here and this family."));
    }
    for line in &found.lines {
        body = body.then(card(line, found)?);
    }
    let mut ways = Html::trusted("<div class=\"govuk-button-group\">").then(declare(case));
    if !found.colleagues.is_empty() {
        let told = Button::link(format!("{}/told", at(case)), "Write down what you were told of a colleague");
        ways = ways.then(told.secondary());
    }
    body = body.then(ways).then(Html::trusted("</div>"));
    view(reader, &found.head, Part::Overview, "Who knows the family", body)
}

/// The way for anybody to say that they know a family, beside whatever shows them that it comes.
pub(crate) fn declare(case: CaseId) -> Html {
    Button::link(format!("{}/declare", at(case)), "I know this family").secondary().into()
}

/// What somebody sees who is kept from families: never which, nor on what day they come.
pub(crate) fn kept_from(families: usize) -> Html {
    let shown = match families {
        0 => return Html::default(),
        1 => "One family is not shown to you".to_owned(),
        several => format!("{several} families are not shown to you"),
    };
    InsetText::new(format!(
        "{shown}: you have something to do with them, or somebody has still to find out. If one of them needs you to do \
         something, ask the safeguarding lead, a deputy or another coordinator to do it. Where there is nobody else, the \
         lead of a partner centre steps in."
    ))
    .into()
}

pub(super) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Known(closeness) if closeness.keeps_away() => "Kept from the case",
        Standing::Known(_) => "Knows somebody by sight, works with the family",
        Standing::Suspected(_) => "Not settled: only records what happens at sessions, until somebody has",
        Standing::Cleared => "Nothing to do with the family",
    }
}

fn why(standing: Standing) -> &'static str {
    match standing {
        Standing::Known(closeness) => Closeness::label(closeness),
        Standing::Suspected(because) => because.label(),
        Standing::Cleared => "Somebody found that there is nothing",
    }
}

fn card(line: &InterestLine, found: &InterestsPage) -> Result<SummaryList, Answer> {
    let grant = &found.head.grant;
    let name = by(&line.called, grant)?;
    let mut rows = vec![
        SummaryRow::new("What it means", standing(line.standing)),
        SummaryRow::new("What is known", why(line.standing)),
        SummaryRow::new("Since", clock(&line.since)),
        SummaryRow::new("Said by", by(&line.by, grant)?),
    ];
    if let Some(reason) = &line.reason {
        rows.push(SummaryRow::new("Why", verbatim(reason, grant)?));
    }
    let card = SummaryList::new(rows).card(name.as_str());
    if line.open_to_reader {
        let href = format!("{}/{}/settle", at(found.head.case), line.worker);
        return Ok(card.card_action(SummaryAction::new(href, "Settle")));
    }
    Ok(card)
}
