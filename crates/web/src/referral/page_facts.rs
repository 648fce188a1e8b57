//! What a referral tells: answers, statements of harm, orders, free texts.

use super::page::change;
use crate::answer::Answer;
use crate::cases::words::{capital, heading, links, name_in, names_in, verbatim};
use crate::components::{Html, SummaryList, SummaryRow};
use app::cases::words::{abuse_form, answer, order_kind, order_seen, text_kind};
use app::referral::ReferralPage;
use domain::referral::Ongoing;

pub(super) fn answers(found: &ReferralPage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &found.answers {
        let about = match line.about {
            Some(person) => format!(": {}", name_in(&found.names, person, &found.head.grant)?),
            None => String::new(),
        };
        let mut said = Html::from(answer(line.answer));
        for note in &line.notes {
            said = said.then(verbatim(note, &found.head.grant)?);
        }
        let key = format!("{}{about}", capital(line.topic.label()));
        let row = SummaryRow::new(key.as_str(), said);
        rows.push(match line.about {
            None => change(row, found, &format!("answers/{}", line.topic.name()), &key),
            Some(_) => row,
        });
    }
    Ok(heading("Questions of safety").then(Html::paragraph("Unknown is not No.")).then(SummaryList::new(rows)))
}

pub(super) fn harm(found: &ReferralPage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &found.assertions {
        let grant = &found.head.grant;
        let form = line.form.map_or_else(String::new, |form| format!(" ({})", abuse_form(form)));
        let by = names_in(&found.names, &line.by, grant, "nobody named")?;
        let against = names_in(&found.names, &line.against, grant, "nobody named")?;
        let mut told = Html::trusted("<strong>")
            .then(capital(line.status.label()))
            .then(Html::trusted("</strong>. "))
            .then(format!("By: {by}. Towards: {against}."));
        if let Some(text) = &line.narrative {
            told = told.then(verbatim(text, grant)?);
        }
        rows.push(SummaryRow::new(format!("{}{form}", capital(line.harm.label())), told));
    }
    let html = heading("What is on record about harm");
    Ok(if rows.is_empty() {
        html.then(Html::paragraph("No statement of harm is on record."))
    } else {
        html.then(SummaryList::new(rows))
    })
}

pub(super) fn orders(found: &ReferralPage) -> Result<Html, Answer> {
    let mut rows: Vec<_> = found
        .orders
        .iter()
        .map(|order| {
            let force = if order.may_be_in_force { "may be in force" } else { "no longer in force" };
            SummaryRow::new(capital(order_kind(order.kind)), format!("{}; {force}", capital(order_seen(order.seen))))
        })
        .collect();
    for proceedings in &found.proceedings {
        let going = match proceedings.ongoing {
            Ongoing::Ongoing => "They go on",
            Ongoing::Previous => "They are over",
            Ongoing::NotStated => "Nobody said whether they go on",
        };
        let kinds: Vec<_> = proceedings.orders.iter().map(|kind| order_kind(*kind)).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        let mut told = Html::from(format!("{going}{kinds}"));
        if let Some(details) = &proceedings.details {
            told = told.then(verbatim(details, &found.head.grant)?);
        }
        rows.push(SummaryRow::new("Other proceedings", told));
    }
    let html = heading("Orders, conditions and other proceedings");
    let href = format!("/cases/{}/triage#orders", found.head.case);
    let html = if rows.is_empty() {
        html.then(Html::paragraph("None is on record."))
    } else {
        html.then(SummaryList::new(rows))
    };
    Ok(html.then(Html::paragraph(Html::link(&href, "Look at the orders, write down and check what they say"))))
}

pub(super) fn texts(found: &ReferralPage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &found.texts {
        let told = match &line.text {
            Some(text) => verbatim(text, &found.head.grant)?,
            None => "Among the protected facts of the case".into(),
        };
        rows.push(SummaryRow::new(text_kind(line.kind), told));
    }
    let html = heading("What else was told");
    let html = if rows.is_empty() { html.then(Html::paragraph("Nothing.")) } else { html.then(SummaryList::new(rows)) };
    Ok(if found.may.contains(&"amend-referral") {
        let case = found.head.case;
        html.then(links([
            (format!("/cases/{case}/referral/text"), "Add something that was told".to_owned()),
            (format!("/cases/{case}/conclusions/new"), "Add what somebody else's assessment concludes".to_owned()),
        ]))
    } else {
        html
    })
}
