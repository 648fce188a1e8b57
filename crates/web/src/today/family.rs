//! One family's session as the day shows it: who comes by which door when, and one tap for what comes next.

use super::words::{capital, clock, listed, name, part, span};
use crate::answer::Answer;
use crate::components::{Alert, AlertKind, Html, Tag, TagColour};
use crate::reader::Reader;
use crate::session::taps::{Back, Taps};
use crate::state::Web;
use access::Grant;
use access::action::{Opens, Ordinary, ReadDay};
use app::booking::{Family, Reach};
use app::session::Coming;
use askama::Template;
use domain::arrangement::ComesAs;
use domain::rules::Finding;
use domain::session::Stage;

/// A family's card on the day.
#[derive(Template)]
#[template(path = "today/family.html")]
struct Card {
    session: String,
    title: Html,
    tag: Tag,
    alerts: Html,
    place: Html,
    parties: Vec<Party>,
    taps: Html,
    links: Vec<Html>,
}

/// People who come and leave together, in words.
pub(crate) struct Party {
    /// When and by which door.
    pub(crate) when: Html,
    /// Who.
    pub(crate) people: Html,
    /// What was recorded of them.
    pub(crate) recorded: Html,
}

/// Where a session stands, as a tag.
pub(crate) fn tag(stage: Stage) -> Tag {
    let (words, colour) = match stage {
        Stage::Planned => ("Planned", TagColour::Grey),
        Stage::Confirmed => ("Confirmed", TagColour::Tint),
        Stage::Underway => ("Under way", TagColour::Teal),
        Stage::Ended => ("Ended", TagColour::Purple),
        Stage::Closed => ("Recorded", TagColour::Green),
        Stage::Cancelled => ("Cancelled", TagColour::Grey),
    };
    Tag::new(words).colour(colour)
}

/// What to do now, after something was recorded out of order; `level` is that of each heading.
pub(crate) fn alerts(prompts: &[Finding], level: u8) -> Html {
    prompts
        .iter()
        .map(|finding| {
            let rule = format!("A near miss was recorded (rule {}).", finding.rule);
            let body = Html::paragraph(finding.reason.as_str()).then(Html::paragraph(rule));
            Html::from(Alert::new(AlertKind::Warning, "What to do now").headed(body).level(level))
        })
        .collect()
}

/// The parties of a session in words.
pub(crate) fn parties<A: Opens<Ordinary>>(comings: &[Coming], grant: &Grant<A>) -> Result<Vec<Party>, Answer> {
    comings.iter().map(|coming| party(coming, grant)).collect()
}

fn party<A: Opens<Ordinary>>(coming: &Coming, grant: &Grant<A>) -> Result<Party, Answer> {
    let mut people = Vec::new();
    for comer in &coming.people {
        people.push(format!("{} ({})", name(&comer.name, grant)?, part(comer.comes)));
    }
    let when = Html::from(span(coming.arrive)).then(Html::trusted("<br>")).then(name(&coming.door, grant)?);
    let recorded: Vec<String> = [
        Some(format!("Leaves {}", span(coming.leave))),
        coming.came.map(|at| format!("came at {}", clock(at))),
        coming.left.map(|at| format!("left at {}", clock(at))),
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok(Party { when, people: listed(&people).into(), recorded: recorded.join("; ").into() })
}

/// The first names and initials of the children, by which the floor knows a family.
fn children(family: &Family, grant: &Grant<ReadDay>) -> Result<String, Answer> {
    let people = family.comings.iter().flat_map(|coming| &coming.people);
    let mut names = Vec::new();
    for comer in people.filter(|comer| comer.comes == ComesAs::Child) {
        names.push(name(&comer.name, grant)?);
    }
    Ok(listed(&names))
}

/// The card of a family.
pub(crate) fn card(
    web: &Web,
    reader: &Reader,
    family: &Family,
    grant: &Grant<ReadDay>,
    back: Back,
) -> Result<Html, Answer> {
    let children = children(family, grant)?;
    let place = format!("{}, {}", name(&family.room, grant)?, family.level.label());
    let taps = Taps::new(web, reader, family.session, back).about(&children);
    let at = format!("/sessions/{}", family.session);
    let of = || Html::unseen(format!(" ({children})"));
    let mut links =
        vec![Html::link(&format!("{at}/concern"), Html::from("I am worried, or somebody said something").then(of()))];
    match family.reach {
        Reach::Page => links.push(Html::link(&at, Html::from("Open the session").then(of()))),
        Reach::DayOnly => {
            let emergency = format!("/cases/{}/emergency", family.case);
            links.push(Html::link(&emergency, Html::from("In an emergency: ask to be let in").then(of())));
        }
    }
    let card = Card {
        session: family.session.to_string(),
        title: format!("{}: {children}", capital(&span(family.contact))).into(),
        tag: tag(family.stage),
        alerts: alerts(&family.prompts, 3),
        place: place.into(),
        parties: parties(&family.comings, grant)?,
        taps: taps.for_day(family.step, family.stage),
        links,
    };
    Ok(Html::trusted(card.to_string()))
}
