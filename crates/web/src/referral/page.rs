use super::page_facts::{answers, harm, orders, texts};
use super::upload::not_mapped;
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{ERASED, capital, heading, links, long, long_or, name, name_in, names_in, opened, verbatim};
use crate::components::{Button, Html, InsetText, SummaryAction, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::FORM_TOKEN;
use access::Sealed;
use access::action::Ordinary;
use app::cases::words::{answer, contact_wanted, decided_by, order_kind, proceedings_role, relationship, route, side};
use app::referral::{AdultLine, ChildLine, ReferralPage};
use domain::referral::{ChildPlace, Stage};
use domain::words::Answer as Said;
use jiff::civil::Date;

/// A referral as it stands.
pub(super) fn page(reader: &Reader, found: &ReferralPage) -> Result<Page, Answer> {
    let body = next(reader, found)
        .then(how_it_came(found)?)
        .then(children(found)?)
        .then(adults(found)?)
        .then(contact(found)?)
        .then(answers(found)?)
        .then(harm(found)?)
        .then(orders(found)?)
        .then(texts(found)?)
        .then(original(found));
    view(reader, &found.head, Part::Referral, "Referral", body)
}

fn next(reader: &Reader, found: &ReferralPage) -> Html {
    let case = found.head.case;
    let triage = Button::link(format!("/cases/{case}/triage"), "Triage").secondary();
    let hands_in = found.stage == Stage::Draft && found.may.contains(&"submit-referral");
    if !hands_in {
        return Html::from(triage);
    }
    let note = "This referral is a draft. Hand it in when it tells what is known; what is unknown can be asked for afterwards.";
    Html::from(InsetText::new(note))
        .then(Html::trusted(format!("<form method=\"post\" action=\"/cases/{case}/referral/submit\">")))
        .then(Html::trusted(format!("<input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
        .then(reader.who.form_token.as_str())
        .then(Html::trusted("\"><div class=\"govuk-button-group\">"))
        .then(Button::new("Hand the referral in"))
        .then(triage)
        .then(Html::trusted("</div></form>"))
}

pub(super) fn change(row: SummaryRow, found: &ReferralPage, path: &str, what: &str) -> SummaryRow {
    if found.may.contains(&"amend-referral") {
        row.change(format!("/cases/{}/{path}", found.head.case), what.to_owned())
    } else {
        row
    }
}

fn how_it_came(found: &ReferralPage) -> Result<Html, Answer> {
    let referrer = found.referrer.map_or_else(|| "Not known".to_owned(), |kind| capital(kind.label()));
    let mut rows = vec![
        SummaryRow::new("Came", found.route.map_or_else(String::new, |came| capital(route(came)))),
        SummaryRow::new("Received on", long_or(found.received_on, "Not known")),
        change(SummaryRow::new("Referred by", referrer), found, "referral/referrer", "who refers"),
    ];
    let court = match &found.court {
        Some(court) => verbatim(court, &found.head.grant)?,
        None => "Not known".into(),
    };
    rows.push(change(SummaryRow::new("Court", court), found, "referral/court", "the court"));
    if let Some(number) = &found.case_number {
        rows.push(SummaryRow::new("Number at the court", verbatim(number, &found.head.grant)?));
    }
    rows.push(SummaryRow::new("Next hearing", long_or(found.next_hearing, "Not known")));
    let html = heading("How it came").then(SummaryList::new(rows));
    if found.purposes.is_empty() {
        return Ok(html);
    }
    let href = format!("/cases/{}/protected", found.head.case);
    Ok(html.then(Html::paragraph(Html::link(
        &href,
        "How to reach the referrer, and where the children are: protected facts",
    ))))
}

fn born(date: Option<&Sealed<Date, Ordinary>>, found: &ReferralPage) -> Result<String, Answer> {
    let Some(date) = date else {
        return Ok("Not known".to_owned());
    };
    Ok(opened(date, &found.head.grant)?.map_or_else(|_| ERASED.to_owned(), |date| long(*date)))
}

fn children(found: &ReferralPage) -> Result<Html, Answer> {
    let mut html = heading("Children");
    for child in &found.children {
        html = html.then(child_card(child, found)?);
    }
    Ok(if found.children.is_empty() { html.then(Html::paragraph("No child is on the referral.")) } else { html })
}

fn child_card(line: &ChildLine, found: &ReferralPage) -> Result<SummaryList, Answer> {
    let place = match line.place {
        ChildPlace::OfTheReferral => "The contact is about this child",
        ChildPlace::OtherChild => "Another child of the family",
    };
    let mut rows = vec![SummaryRow::new("Place", place), SummaryRow::new("Born", born(line.born.as_ref(), found)?)];
    if let Some(text) = &line.parental_responsibility {
        rows.push(SummaryRow::new("Parental responsibility, as stated", verbatim(text, &found.head.grant)?));
    }
    let who = name(&line.child, &found.head.grant)?;
    let card = SummaryList::new(rows).card(who.as_str()).card_level(3);
    Ok(protected(card, found, line.child.person))
}

fn protected(card: SummaryList, found: &ReferralPage, person: domain::ids::PersonId) -> SummaryList {
    if found.purposes.is_empty() {
        return card;
    }
    let href = format!("/cases/{}/people/{person}/protected", found.head.case);
    card.card_action(SummaryAction::new(href, "Protected facts"))
}

fn adults(found: &ReferralPage) -> Result<Html, Answer> {
    let mut html = heading("Adults");
    for adult in &found.adults {
        html = html.then(adult_card(adult, found)?);
    }
    if found.adults.is_empty() {
        html = html.then(Html::paragraph("No adult is on the referral."));
    }
    if found.may.contains(&"amend-referral") {
        let case = found.head.case;
        html = html.then(links([
            (format!("/cases/{case}/people/new"), "Add a child or adult".to_owned()),
            (format!("/cases/{case}/relationships/new"), "Say what an adult is to a child".to_owned()),
        ]));
    }
    Ok(html)
}

fn adult_card(line: &AdultLine, found: &ReferralPage) -> Result<SummaryList, Answer> {
    let person = line.adult.person;
    let on = line.adult.side.map_or_else(|| "Nobody has said".to_owned(), |of| capital(side(of)));
    let mut rows = vec![
        change(SummaryRow::new("Side", on), found, &format!("adults/{person}/side"), "the side"),
        SummaryRow::new("In court proceedings", capital(proceedings_role(line.role))),
        SummaryRow::new("Born", born(line.born.as_ref(), found)?),
        change(
            SummaryRow::new("Own account", answer(line.account)),
            found,
            &format!("adults/{person}/account"),
            "the account",
        ),
    ];
    for relation in &line.relations {
        let child = name_in(&found.names, relation.child, &found.head.grant)?;
        let lives = match relation.lives_with {
            Said::Yes => "the child lives with this adult",
            Said::No => "the child does not live with this adult",
            _ => "not known whether the child lives with this adult",
        };
        let told = format!(
            "{}; {lives}; parental responsibility: {}",
            capital(relationship(relation.kind)),
            answer(relation.parental_responsibility).to_lowercase()
        );
        rows.push(SummaryRow::new(format!("To {child}"), told));
    }
    let who = name(&line.adult, &found.head.grant)?;
    Ok(protected(SummaryList::new(rows).card(who.as_str()).card_level(3), found, person))
}

fn contact(found: &ReferralPage) -> Result<Html, Answer> {
    let level = |level: Option<domain::words::ContactLevel>| {
        level.map_or_else(|| "Not known".to_owned(), |level| capital(level.label()))
    };
    let decides = found.decided_by.map_or_else(|| "Not known".to_owned(), |by| capital(decided_by(by)));
    let mut rows = vec![
        change(SummaryRow::new("Requested", level(found.requested)), found, "referral/level", "the level"),
        SummaryRow::new("Ordered", level(found.ordered)),
        change(SummaryRow::new("Decided by", decides), found, "referral/decided-by", "who decides"),
    ];
    if !found.applied_for.is_empty() {
        let kinds: Vec<_> = found.applied_for.iter().map(|kind| order_kind(*kind)).collect();
        rows.push(SummaryRow::new("The application asks for", capital(&kinds.join("; "))));
    }
    for wish in &found.wishes {
        let by = names_in(&found.names, &wish.by, &found.head.grant, "somebody not named")?;
        rows.push(SummaryRow::new(format!("Agreed to by {by}"), capital(contact_wanted(wish.wanted))));
    }
    Ok(heading("The contact").then(SummaryList::new(rows)))
}

fn original(found: &ReferralPage) -> Html {
    let Some((_, bytes)) = found.original else {
        return Html::default();
    };
    let kept = format!("The file it came in is kept sealed ({bytes} bytes).");
    let href = format!("/cases/{}/referral/not-mapped", found.head.case);
    let text = format!("What of it has no place in a referral ({})", found.not_mapped_count);
    heading("The file").then(Html::paragraph(kept)).then(Html::paragraph(Html::link(&href, text)))
}

/// What of the file has no place in a referral.
pub(super) fn not_mapped_page(reader: &Reader, found: &ReferralPage) -> Result<Page, Answer> {
    let body = match &found.not_mapped {
        Some(places) => match opened(places, &found.head.grant)? {
            Ok(places) => not_mapped(places),
            Err(_) => Html::paragraph(ERASED),
        },
        None => Html::paragraph("This referral did not come as a file."),
    };
    view(reader, &found.head, Part::Referral, "What the file holds besides", body)
}
