//! Existing orders and bail, as either side's form C1A describes them. Described only: nobody here has seen a copy.

use super::application::{AppliedOrder, CourtApplication, ExistingOrder, Maker};
use super::not_taken::NotTaken;
use super::reader::Reader;
use super::respondent_allegations::{filling_in, responses};
use crate::referral::topic::Topic;
use crate::words::{Answer, Narrative};

/// How each order is called in each shape: the question, then the beginning of the fields about it.
const ORDERS: [(ExistingOrder, &str, &str, &str); 6] = [
    (ExistingOrder::NonMolestation, "NonMolestation", "respondentNonMolestationOrder", "respondentNonMolestationOrder"),
    (ExistingOrder::Occupation, "Occupation", "respondentOccupationOrder", "respondentOccupationOrder"),
    (
        ExistingOrder::ForcedMarriageProtection,
        "ForcedMarriageProtection",
        "respondentForcedMarriageOrder",
        "respondentForcedMarriage",
    ),
    (ExistingOrder::Restraining, "Restraining", "respondentRestrainingOrder", "respondentRestraining"),
    (ExistingOrder::OtherInjunctive, "OtherInjunctive", "respondentOtherInjunctiveOrder", "respondentOtherInjunctive"),
    (ExistingOrder::Undertaking, "UndertakingInPlace", "respondentUndertakingOrder", "respondentUndertaking"),
];

/// How the fields about one order end.
struct Ends {
    issued: &'static str,
    over: &'static str,
    current: &'static str,
    court: &'static str,
    number: &'static str,
}

const OF_APPLICANTS: Ends =
    Ends { issued: "DateIssued", over: "EndDate", current: "Current", court: "CourtName", number: "CaseNumber" };

const OF_RESPONDENTS: Ends =
    Ends { issued: "IssueDate", over: "EndDate", current: "IsCurrent", court: "Court", number: "CaseNumber" };

pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for beginning in ["newOrders", "orders"] {
        let mut answers = Vec::new();
        for (order, name, _, _) in ORDERS {
            let field = format!("{beginning}{name}");
            let asked = case.answer(&field)?;
            answers.push(asked);
            described(case, order, asked, &field, &OF_APPLICANTS, Maker::Applicants, into)?;
        }
        answered(&answers, Maker::Applicants, into);
    }
    for (maker, response) in responses(case, into)? {
        if let Some(form) = response.object("respAllegationsOfHarmInfo")? {
            of_respondent(&form, maker, into)?;
        }
    }
    if let Some(form) = case.object("respondentAllegationsOfHarm")? {
        let maker = filling_in(case, into)?;
        of_respondent(&form, maker, into)?;
    }
    pages(case, into)?;
    bail(case, into)
}

fn of_respondent(form: &Reader<'_>, maker: Maker, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let mut answers = Vec::new();
    for (order, _, question, beginning) in ORDERS {
        let asked = form.answer(question)?;
        answers.push(asked);
        described(form, order, asked, beginning, &OF_RESPONDENTS, maker, into)?;
    }
    answered(&answers, maker, into);
    Ok(())
}

/// An order there is: its question answered yes, or left open above filled-in fields.
fn described(
    of: &Reader<'_>,
    order: ExistingOrder,
    asked: Option<Answer>,
    beginning: &str,
    ends: &Ends,
    maker: Maker,
    into: &mut CourtApplication,
) -> Result<(), NotTaken> {
    let field = |end: &str| format!("{beginning}{end}");
    let filled = [ends.issued, ends.over, ends.current, ends.court, ends.number].iter().any(|end| of.has(&field(end)));
    if matches!(asked, Some(Answer::No)) || (asked.is_none() && !filled) {
        return Ok(());
    }
    let mut made_by = Vec::new();
    for end in [ends.court, ends.number] {
        made_by.extend(of.text(&field(end))?);
    }
    into.orders.push(AppliedOrder {
        order,
        maker,
        issued_on: of.date(&field(ends.issued))?,
        ends_on: of.date(&field(ends.over))?,
        current: of.answer(&field(ends.current))?.unwrap_or_default(),
        made_by: Narrative::parse(&made_by.join(", ")).ok(),
    });
    Ok(())
}

/// Whether there are orders, from the answers about each kind: no only where every kind was answered no.
fn answered(answers: &[Option<Answer>], maker: Maker, into: &mut CourtApplication) {
    let answer = if answers.contains(&Some(Answer::Yes)) {
        Answer::Yes
    } else if answers.iter().all(|answer| *answer == Some(Answer::No)) {
        Answer::No
    } else if answers.iter().any(Option::is_some) {
        Answer::Unknown
    } else {
        return;
    };
    into.answered(Topic::OrdersInForce, maker, Some(answer));
}

/// Orders as the citizens' pages list them.
fn pages(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(page) = case.within("c100RebuildOtherProceedings")? else {
        return Ok(());
    };
    let any = page.answer("op_courtOrderProtection")?;
    into.answered(Topic::OrdersInForce, Maker::Applicants, any);
    let Some(order) = page.object("op_otherProceedings")?.map(|found| found.object("order")).transpose()?.flatten()
    else {
        return Ok(());
    };
    for (list, kind) in [
        ("nonMolestationOrders", ExistingOrder::NonMolestation),
        ("occupationOrders", ExistingOrder::Occupation),
        ("forcedMarriageProtectionOrders", ExistingOrder::ForcedMarriageProtection),
        ("restrainingOrders", ExistingOrder::Restraining),
        ("otherInjuctionOrders", ExistingOrder::OtherInjunctive),
        ("undertakingOrders", ExistingOrder::Undertaking),
    ] {
        for row in order.objects(list)? {
            let mut made_by = Vec::new();
            for field in ["orderDetail", "caseNo"] {
                made_by.extend(row.text(field)?);
            }
            let found = AppliedOrder {
                order: kind,
                maker: Maker::Applicants,
                issued_on: row.date("orderDate")?,
                ends_on: row.date("endDate")?,
                current: row.answer("currentOrder")?.unwrap_or_default(),
                made_by: Narrative::parse(&made_by.join(", ")).ok(),
            };
            let known = into.orders.iter().any(|o| o.order == kind && o.issued_on == found.issued_on);
            if !known {
                into.orders.push(found);
            }
        }
    }
    Ok(())
}

fn bail(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(details) = case.object("bailDetails")? else {
        return Ok(());
    };
    let on_bail = details.answer("isRespondentAlreadyInBailCondition")?;
    into.answered(Topic::BailConditions, Maker::Applicants, on_bail);
    if on_bail == Some(Answer::No) || (on_bail.is_none() && !details.has("bailConditionEndDate")) {
        return Ok(());
    }
    into.orders.push(AppliedOrder {
        order: ExistingOrder::Bail,
        maker: Maker::Applicants,
        issued_on: None,
        ends_on: details.date("bailConditionEndDate")?,
        current: on_bail.unwrap_or_default(),
        made_by: None,
    });
    Ok(())
}
