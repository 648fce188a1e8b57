//! What triage shows of one request, one order, one statement.

use super::shared::names_of;
use crate::answer::Answer;
use crate::cases::words::{by, capital, long, verbatim};
use crate::components::{Html, InsetText, SummaryAction, SummaryList, SummaryRow, Tag, TagColour};
use app::cases::words::{abuse_form, asked, exception, info_outcome, order_kind, order_seen, prohibition};
use app::referral::{AssertionDetail, OrderLine, RequestLine, TriagePage, WhoTranscribed};
use domain::words::{Answer as Said, OrderSeen};

pub(super) fn request_card(request: &RequestLine, found: &TriagePage) -> Result<Html, Answer> {
    let (case, grant) = (found.head.case, &found.head.grant);
    let about: Vec<_> = request.about.iter().map(|topic| topic.label()).collect();
    let (state, late) = match request.outcome {
        Some(outcome) => (Html::from(capital(info_outcome(outcome))), false),
        None if request.due < found.today => (Html::from(Tag::new("Overdue").colour(TagColour::Red)), true),
        None => (Html::from(Tag::new("Open").colour(TagColour::Purple)), false),
    };
    let due = if late { "Chase: was due" } else { "Due" };
    let mut rows = vec![
        SummaryRow::new("Question", verbatim(&request.question, grant)?),
        SummaryRow::new("About", capital(&about.join(", "))),
        SummaryRow::new("Asked on", long(request.asked_on)),
        SummaryRow::new(due, long(request.due)),
        SummaryRow::new("Stands at", state),
    ];
    if let Some(reply) = &request.reply {
        rows.push(SummaryRow::new("Reply", verbatim(reply, grant)?));
    }
    let to = asked(request.to);
    let mut card = SummaryList::new(rows).card(format!("Asked of {to}")).card_level(3);
    if request.outcome.is_none() && found.may.contains(&"record-information") {
        card =
            card.card_action(SummaryAction::new(format!("/cases/{case}/requests/{}", request.id), "Record the answer"));
    }
    Ok(card.into())
}

pub(super) fn order_card(order: &OrderLine, found: &TriagePage) -> Result<Html, Answer> {
    let (case, grant) = (found.head.case, &found.head.grant);
    let card = SummaryList::new(order_rows(order, found)?).card(capital(order_kind(order.kind))).card_level(3);
    let at = |what: &str| format!("/cases/{case}/orders/{}/{what}", order.id);
    let mut card = card;
    if found.may.contains(&"transcribe-order") {
        card = card.card_action(SummaryAction::new(at("transcribe"), "Write down what it says"));
    }
    let checks = order.seen == OrderSeen::CopySeen && order.by_reader == WhoTranscribed::SomebodyElse;
    if checks && found.may.contains(&"second-check-order") {
        card = card.card_action(SummaryAction::new(at("check"), "Compare with the order"));
    }
    let mut html = Html::from(card);
    if order.by_reader == WhoTranscribed::TheReader && order.seen == OrderSeen::CopySeen {
        html = html.then(InsetText::new("You wrote this down. Somebody else must compare it with the order."));
    } else if let Some(who) = &order.checked_by {
        html = html.then(Html::paragraph(format!("Compared with the order by {}.", by(who, grant)?)));
    }
    Ok(html)
}

fn order_rows(order: &OrderLine, found: &TriagePage) -> Result<Vec<SummaryRow>, Answer> {
    let grant = &found.head.grant;
    let names = |people: &[_], nobody: &str| {
        if people.is_empty() { Ok(nobody.to_owned()) } else { names_of(&found.names, people, grant) }
    };
    let force = match (order.may_be_in_force, order.current) {
        (false, _) => "No longer.",
        (true, Said::Yes) => "Yes, as the centre was told.",
        (true, _) => "Not known: counts as in force.",
    };
    let made = order.issued_on.map_or_else(|| "when is not known".to_owned(), |on| format!("on {}", long(on)));
    let ends = order.ends_on.map_or_else(|| "No end known.".to_owned(), |on| format!("Last day: {}.", long(on)));
    let mut rows = vec![
        SummaryRow::new("Known", capital(order_seen(order.seen))),
        SummaryRow::new("In force", format!("{force} Made {made}. {ends}")),
        SummaryRow::new("Restrains", names(&order.restrains, "Nobody named: may be anybody")?),
        SummaryRow::new("Protects", names(&order.protects, "Nobody named: may be anybody")?),
    ];
    if let Some(level) = order.directs {
        rows.push(SummaryRow::new("Directs", capital(level.label())));
    }
    if let Some(made_by) = &order.made_by {
        rows.push(SummaryRow::new("Court or body", verbatim(made_by, grant)?));
    }
    rows.extend(clause_rows(order, found));
    if let Some(who) = &order.transcribed_by {
        rows.push(SummaryRow::new("Written down by", by(who, grant)?));
    }
    Ok(rows)
}

pub(super) fn assertion_row(line: &AssertionDetail, found: &TriagePage) -> Result<SummaryRow, Answer> {
    let (case, grant) = (found.head.case, &found.head.grant);
    let names = |people: &[_]| {
        if people.is_empty() { Ok("nobody named".to_owned()) } else { names_of(&found.names, people, grant) }
    };
    let who = format!(
        " By: {}. Towards: {}. Said by: {}. Known here since {}.",
        names(&line.by)?,
        names(&line.against)?,
        names(&line.made_by)?,
        long(line.learned_on)
    );
    let mut told =
        Html::trusted("<strong>").then(capital(line.status.label())).then(Html::trusted("</strong>.")).then(who);
    for words in [&line.when, &line.narrative].into_iter().flatten() {
        told = told.then(verbatim(words, grant)?);
    }
    let form = line.form.map_or_else(String::new, |form| format!(" ({})", abuse_form(form)));
    let title = format!("{}{form}", capital(line.harm.label()));
    let row = SummaryRow::new(title.as_str(), told);
    Ok(if found.may.contains(&"record-assertion-status") {
        let href = format!("/cases/{case}/assertions/{}/status", line.id);
        row.action(SummaryAction::new(href, "Status").unseen(format!("of the statement of {title}")))
    } else {
        row
    })
}

/// What an order forbids, each with the way to its exception.
fn clause_rows(order: &OrderLine, found: &TriagePage) -> Vec<SummaryRow> {
    let case = found.head.case;
    let mut rows = Vec::new();
    for (place, clause) in order.clauses.iter().enumerate() {
        let forbids = capital(prohibition(clause.prohibition));
        let mut row =
            SummaryRow::new(format!("Forbids ({})", place + 1), format!("{forbids}; {}", exception(clause.exception)));
        if order.seen != OrderSeen::DescribedOnly && found.may.contains(&"transcribe-order") {
            let href = format!("/cases/{case}/orders/{}/clauses/{place}", order.id);
            row = row.action(
                SummaryAction::new(href, "Exception").unseen(format!("of {}", prohibition(clause.prohibition))),
            );
        }
        rows.push(row);
    }
    rows
}
