use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{bullets, by, capital, clock, heading, links, long, verbatim};
use crate::cases::{Asking, findings_html};
use crate::components::{Button, Details, Html, InsetText, SummaryList, SummaryRow, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::FORM_TOKEN;
use app::overrides::{AskedLine, Fits, OverrideLine, OverridesPage, ReaderStep, SecondLine};
use domain::overrides::{Channel, OverrideStanding};
use domain::rules::{SoleCoordinatorPack, Standing};

/// The overrides of a case.
pub(super) fn page(reader: &Reader, found: &OverridesPage) -> Result<Page, Answer> {
    let text = "An override is a departure from a safety rule. One person asks for it, another authorises it. It holds for \
                exactly one finding and until a day, and lapses when the facts behind the finding change.";
    let mut body = Html::paragraph(text).then(open(found));
    body = body.then(heading("Overrides of this case"));
    if found.overrides.is_empty() {
        body = body.then(Html::paragraph("There are none."));
    }
    for line in &found.overrides {
        body = body.then(card(line, found)?).then(steps(reader, line, found));
    }
    if let Some(pack) = &found.sole {
        body = body.then(sole(pack));
    }
    view(reader, &found.head, Part::Overview, "Overrides", body)
}

fn open(found: &OverridesPage) -> Html {
    if found.open.is_empty() {
        return Html::default();
    }
    let asking = if found.may_request { Asking::Open } else { Asking::Closed };
    let standing: Vec<_> =
        found.open.iter().map(|finding| Standing { finding: finding.clone(), overridden: None }).collect();
    heading("What two people could override today").then(findings_html(&standing, found.head.case, asking))
}

const fn tag(standing: OverrideStanding) -> (&'static str, TagColour) {
    match standing {
        OverrideStanding::Requested => ("Second person", TagColour::Purple),
        OverrideStanding::InForce => ("In force", TagColour::Yellow),
        OverrideStanding::AwaitingConfirmation => ("To confirm", TagColour::Orange),
        OverrideStanding::Ended => ("Ended", TagColour::Grey),
        OverrideStanding::NotConfirmed => ("Lapsed", TagColour::Grey),
        OverrideStanding::Withdrawn => ("Withdrawn", TagColour::Grey),
        OverrideStanding::Declined => ("Not authorised", TagColour::Grey),
    }
}

const fn in_words(standing: OverrideStanding) -> &'static str {
    match standing {
        OverrideStanding::Requested => "It waits for the second person and lets nothing pass yet.",
        OverrideStanding::InForce => "It lets the finding pass until its last day.",
        OverrideStanding::AwaitingConfirmation => {
            "It was authorised by telephone and lapses unless the second person confirms it."
        }
        OverrideStanding::Ended => "Its last day has passed.",
        OverrideStanding::NotConfirmed => "It was authorised by telephone and not confirmed in time.",
        OverrideStanding::Withdrawn => "It was taken back.",
        OverrideStanding::Declined => "The second person did not authorise it.",
    }
}

/// One override, as its page and its forms show it.
pub(super) fn rows(line: &OverrideLine, found_by: &app::cases::CaseHead) -> Result<Vec<SummaryRow>, Answer> {
    let grant = &found_by.grant;
    let (text, colour) = tag(line.standing);
    let standing = Html::from(Tag::new(text).colour(colour)).then(" ").then(in_words(line.standing));
    let mut rows = vec![
        SummaryRow::new("Stands at", standing),
        SummaryRow::new("Rule", line.sentence.unwrap_or("This version of the rule is no longer in the program.")),
        SummaryRow::new("Asked for by", format!("{}, {}", by(&line.requested_by, grant)?, clock(&line.requested_at))),
        SummaryRow::new("Reason", verbatim(&line.reason, grant)?),
        SummaryRow::new("Last day", long(line.until)),
    ];
    if let Some(second) = &line.second {
        rows.push(SummaryRow::new("Second person", second_person(second, found_by)?));
    }
    if let Some(asked) = &line.asked {
        rows.push(SummaryRow::new("Partner centre", asked_of(asked, line, found_by)?));
    }
    if line.fits == Fits::NotFoundNow {
        let text = "The finding it names is not found in the case today, or shows only when a session is planned.";
        rows.push(SummaryRow::new("Fits", text));
    }
    Ok(rows)
}

fn asked_of(asked: &AskedLine, line: &OverrideLine, head: &app::cases::CaseHead) -> Result<String, Answer> {
    let (lead, maker) = (by(&asked.lead, &head.grant)?, by(&asked.by, &head.grant)?);
    let made =
        format!("{maker} made a link for {lead} on {}; it works until {}", clock(&asked.at), clock(&asked.until));
    Ok(match &line.declined_at {
        Some(at) => format!("{made}. Not authorised, on {}.", clock(at)),
        None => format!("{made} or until it is used."),
    })
}

fn second_person(second: &SecondLine, head: &app::cases::CaseHead) -> Result<String, Answer> {
    let who = by(&second.by, &head.grant)?;
    let how = match second.channel {
        Channel::InPerson => "signed in here",
        Channel::ByLink => "by a link",
        Channel::ByPhone => "by telephone",
    };
    let confirmed = match (second.confirm_by, &second.confirmed_at) {
        (_, Some(at)) => format!("; confirmed on {}", clock(at)),
        (Some(last), None) => format!("; to be confirmed by {}", long(last)),
        (None, None) => String::new(),
    };
    Ok(format!("{who}, {}, {how}, {}{confirmed}", second.role.label(), clock(&second.at)))
}

fn card(line: &OverrideLine, found: &OverridesPage) -> Result<SummaryList, Answer> {
    Ok(SummaryList::new(rows(line, &found.head)?).card(format!("Rule {}", line.rule)).card_level(3))
}

fn steps(reader: &Reader, line: &OverrideLine, found: &OverridesPage) -> Html {
    let at = |what: &str| format!("/cases/{}/overrides/{}/{what}", found.head.case, line.id);
    let mut html = Html::default();
    if line.open_to_reader.contains(&ReaderStep::WriteDownCall) {
        let note =
            "You asked for this, so you cannot authorise it. If somebody authorised it by telephone, write that down.";
        html = html.then(InsetText::new(note));
    }
    if line.open_to_reader.contains(&ReaderStep::Confirm) {
        html = html
            .then(Html::trusted(format!("<form method=\"post\" action=\"{}\">", at("confirm"))))
            .then(Html::trusted(format!("<input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
            .then(reader.who.form_token.as_str())
            .then(Html::trusted("\">"))
            .then(Button::new("Confirm that I authorised this by telephone"))
            .then(Html::trusted("</form>"));
    }
    let of = format!("rule {}", line.rule);
    let ways = line.open_to_reader.iter().filter_map(|step| match step {
        ReaderStep::Authorise => {
            Some((at("authorise"), format!("Authorise the override of {of}, or write down a call")))
        }
        ReaderStep::WriteDownCall => Some((at("authorise"), format!("Write down a call about {of}"))),
        ReaderStep::AskPartner => {
            Some((at("partner"), format!("Send to the lead of a partner centre: the override of {of}")))
        }
        ReaderStep::Withdraw => Some((at("withdraw"), format!("Withdraw the override of {of}"))),
        ReaderStep::Confirm => None,
    });
    let ways: Vec<_> = ways.collect();
    if ways.is_empty() { html } else { html.then(links(ways)) }
}

fn sole(pack: &SoleCoordinatorPack) -> Html {
    let duties = pack.always_two_people.iter().map(|duty| {
        let second: Vec<_> = duty.second_person.iter().map(|role| role.replace('-', " ")).collect();
        Html::trusted("<strong>").then(duty.what.as_str()).then(Html::trusted("</strong>. ")).then(format!(
            "{} The second person: {}.",
            capital(&duty.because),
            second.join(", ")
        ))
    });
    let text = Html::paragraph(pack.explains.as_str()).then(bullets(duties));
    Details::new("What stays with two people, even where one person runs the centre", text).into()
}
