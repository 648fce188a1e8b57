use super::cards::{assertion_row, order_card, request_card};
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{anchored, bullets, capital, heading, name, name_in, verbatim};
use crate::cases::{Asking, findings_html, rules};
use crate::components::{Alert, AlertKind, Button, Details, Html, InsetText, SummaryAction, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use app::cases::words::{answer, side};
use app::referral::TriagePage;
use domain::referral::{Contradiction, Stage, Unknown, UnknownFact};
use domain::words::Answer as Said;

/// The page before somebody decides. Nothing on it is chosen beforehand.
pub(super) fn page(reader: &Reader, found: &TriagePage) -> Result<Page, Answer> {
    let body = standing(found)?
        .then(stops(found))
        .then(contradictions(found)?)
        .then(unknown(found)?)
        .then(requests(found)?)
        .then(crate::cases::levels(found.levels, &found.gaps))
        .then(adults(found)?)
        .then(orders(found)?)
        .then(assertions(found)?)
        .then(others(found))
        .then(decisions(found));
    view(reader, &found.head, Part::Referral, "Triage", body)
}

fn standing(found: &TriagePage) -> Result<Html, Answer> {
    let mut html = Html::paragraph(format!("The referral stands at: {}.", found.stage.label()));
    if let Some(reasons) = &found.reasons {
        html = html.then(Details::new("The reasons of the newest decision", verbatim(reasons, &found.head.grant)?));
    }
    Ok(html)
}

fn stops(found: &TriagePage) -> Html {
    let stopping: Vec<_> = found.findings.iter().filter(|standing| standing.stops()).collect();
    if stopping.is_empty() {
        return Html::from(InsetText::new("No safety rule stops this referral with what is known today."));
    }
    let title = match rules(&stopping) {
        1 => "One rule is a hard stop".to_owned(),
        several => format!("{several} rules are hard stops"),
    };
    let body = findings_html(stopping, found.head.case, Asking::by(&found.may));
    Alert::new(AlertKind::Error, title).headed(body).into()
}

fn others(found: &TriagePage) -> Html {
    let others: Vec<_> = found.findings.iter().filter(|standing| !standing.stops()).collect();
    if others.is_empty() {
        return Html::default();
    }
    let summary = format!("What else the rules say ({})", others.len());
    Details::new(summary, findings_html(others, found.head.case, Asking::by(&found.may))).into()
}

fn contradictions(found: &TriagePage) -> Result<Html, Answer> {
    if found.contradictions.is_empty() {
        return Ok(Html::default());
    }
    let told: Result<Vec<_>, Answer> = found
        .contradictions
        .iter()
        .map(|contradiction| {
            let about = match contradiction {
                Contradiction::LivesWithBothSides(child) => {
                    format!(" {}.", name_in(&found.names, *child, &found.head.grant)?)
                }
                Contradiction::NoHarmButStated(harm) => format!(" {}.", capital(harm.label())),
                _ => String::new(),
            };
            Ok(Html::from(contradiction.label()).then(about))
        })
        .collect();
    Ok(Alert::new(AlertKind::Warning, "What contradicts itself").headed(bullets(told?)).into())
}

fn unknown(found: &TriagePage) -> Result<Html, Answer> {
    let case = found.head.case;
    let mut html = anchored("unknown", "What nobody has said");
    if found.unknown.is_empty() {
        return Ok(html.then(Html::paragraph("Every question has an answer.")));
    }
    let mut rows = Vec::new();
    for fact in &found.unknown {
        let what = capital(fact.what.label());
        let key = match fact.what {
            Unknown::SideOf(person)
            | Unknown::WhoChildLivesWith(person)
            | Unknown::ParentalResponsibilityFor(person) => {
                format!("{what}: {}", name_in(&found.names, person, &found.head.grant)?)
            }
            _ => what,
        };
        let must = if fact.what.is_mandatory() { "Must be known, or asked in vain, before acceptance. " } else { "" };
        let so_far = so_far(found, fact);
        let mut row = SummaryRow::new(key.as_str(), format!("{must}{so_far}"));
        if found.may.contains(&"amend-referral") {
            row = row.action(SummaryAction::new(answer_at(fact.what, case), "Answer").unseen(key.as_str()));
        }
        rows.push(row);
    }
    html = html.then(Html::paragraph("Unknown is not No.")).then(SummaryList::new(rows));
    Ok(html)
}

/// How far finding out has come: being asked in vain is not the same as not being asked.
fn so_far(found: &TriagePage, fact: &UnknownFact) -> String {
    let said = match fact.what {
        Unknown::Question(topic) => found.answers.iter().find(|line| line.topic == topic && line.about.is_none()),
        _ => None,
    };
    match (said.map(|line| line.answer).filter(|said| *said != Said::NotAsked), fact.asked) {
        (Some(said), _) => format!("{}.", answer(said)),
        (None, Some(_)) => "Somebody has been asked.".to_owned(),
        (None, None) => "Nobody has been asked.".to_owned(),
    }
}

fn answer_at(what: Unknown, case: domain::ids::CaseId) -> String {
    let rest = match what {
        Unknown::Question(topic) => format!("answers/{}", topic.name()),
        Unknown::SideOf(person) => format!("adults/{person}/side"),
        Unknown::WhoChildLivesWith(_) | Unknown::ParentalResponsibilityFor(_) => "relationships/new".to_owned(),
        Unknown::TermsOf(order) | Unknown::WhetherInForce(order) => {
            format!("orders/{order}/transcribe")
        }
        Unknown::ByWhom(_) => "assertions/new".to_owned(),
        Unknown::OrdersInOtherProceedings => "orders/new".to_owned(),
        Unknown::Referrer => "referral/referrer".to_owned(),
        Unknown::LevelRequested | Unknown::ContactWanted => "referral/level".to_owned(),
        Unknown::WhoDecides => "referral/decided-by".to_owned(),
        Unknown::NextHearing => "referral/court".to_owned(),
    };
    format!("/cases/{case}/{rest}")
}

fn requests(found: &TriagePage) -> Result<Html, Answer> {
    let case = found.head.case;
    let mut html = anchored("requests", "Information asked for");
    if found.requests.is_empty() {
        html = html.then(Html::paragraph("Nobody has been asked for information."));
    }
    for request in &found.requests {
        html = html.then(request_card(request, found)?);
    }
    if found.may.contains(&"request-information") && !found.stage.is_closed() {
        html = html.then(Button::link(format!("/cases/{case}/requests/new"), "Ask for information").secondary());
    }
    Ok(html)
}

fn adults(found: &TriagePage) -> Result<Html, Answer> {
    let (case, grant) = (found.head.case, &found.head.grant);
    let mut html = anchored("adults", "The adults and their own accounts");
    let mut rows = Vec::new();
    for line in &found.adults {
        let who = name(&line.adult, grant)?;
        let on = line.adult.side.map_or("nobody has said on which side", side);
        let account = match line.account {
            Said::Yes => "Told their own account.".to_owned(),
            other => format!("Own account: {}.", answer(other).to_lowercase()),
        };
        let mut row = SummaryRow::new(who.as_str(), format!("{}. {account}", capital(on)));
        if found.may.contains(&"amend-referral") {
            let at = |what: &str| format!("/cases/{case}/adults/{}/{what}", line.adult.person);
            row = row
                .action(SummaryAction::new(at("side"), "Side").unseen(format!("of {who}")))
                .action(SummaryAction::new(at("account"), "Account").unseen(format!("of {who}")));
        }
        rows.push(row);
    }
    html = if rows.is_empty() {
        html.then(Html::paragraph("No adult is on the referral."))
    } else {
        html.then(SummaryList::new(rows))
    };
    Ok(html)
}

fn orders(found: &TriagePage) -> Result<Html, Answer> {
    let case = found.head.case;
    let mut html = anchored("orders", "Orders and conditions");
    if found.orders.is_empty() {
        html = html.then(Html::paragraph("None is on record."));
    }
    for order in &found.orders {
        html = html.then(order_card(order, found)?);
    }
    if found.may.contains(&"amend-referral") {
        html = html.then(Button::link(format!("/cases/{case}/orders/new"), "Add an order or condition").secondary());
    }
    Ok(html)
}

fn assertions(found: &TriagePage) -> Result<Html, Answer> {
    let case = found.head.case;
    let mut html = anchored("harm", "What is on record about harm");
    if found.assertions.is_empty() {
        html = html.then(Html::paragraph("No statement of harm is on record."));
    }
    let rows: Result<Vec<_>, _> = found.assertions.iter().map(|line| assertion_row(line, found)).collect();
    let rows = rows?;
    if !rows.is_empty() {
        html = html.then(SummaryList::new(rows));
    }
    if found.may.contains(&"amend-referral") {
        html = html.then(Button::link(format!("/cases/{case}/assertions/new"), "Add a statement").secondary());
    }
    Ok(html)
}

/// Every decision stands beside the others: none of them is nearer than another.
fn decisions(found: &TriagePage) -> Html {
    let case = found.head.case;
    let open: Vec<_> = super::decide::Decision::ALL
        .into_iter()
        .filter(|decision| decision.fits(found.stage) && found.may.contains(&decision.action()))
        .collect();
    let mut html = heading("Decide");
    if found.stage == Stage::Draft {
        html =
            html.then(Html::paragraph("The referral is a draft. Hand it in on its own page before anybody decides."));
    }
    if open.is_empty() {
        return html.then(Html::paragraph("There is nothing here for you to decide now."));
    }
    let links = open
        .into_iter()
        .map(|decision| (format!("/cases/{case}/decide/{}", decision.name()), decision.title().to_owned()));
    html.then(crate::cases::words::links(links))
}
