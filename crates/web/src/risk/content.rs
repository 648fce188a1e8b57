//! What a version says, section by section.

use super::words::{applies_to, level, lower};
use crate::answer::Answer;
use crate::cases::words::{anchored, bullets, long, name_in, names_in, verbatim};
use crate::components::{Html, Tag, TagColour};
use access::Grant;
use access::action::ReadCase;
use app::cases::Names;
use app::risk::{ContentLines, ControlLine, HazardLine, ImpactLine, Kept, UnknownLine};
use domain::ids::PersonId;
use domain::risk::{AtRisk, Concluder, ProtectedPair, Requirement, RiskConclusion, Source};

/// What opens the words of a version, and names its people.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) names: &'a Names,
    pub(super) grant: &'a Grant<ReadCase>,
}

const NOTHING: &str = "Nothing is written here.";

impl Shown<'_> {
    pub(super) fn name(self, person: PersonId) -> Result<String, Answer> {
        name_in(self.names, person, self.grant)
    }

    /// A hazard: what stands behind it beside what it is called, always.
    pub(super) fn hazard(self, hazard: &HazardLine) -> Result<Html, Answer> {
        let about = match hazard.about {
            Some(person) => self.name(person)?,
            None => "nobody in particular".to_owned(),
        };
        let towards = names_in(self.names, &hazard.towards, self.grant, "nobody named")?;
        let words = match &hazard.what {
            Kept::Here(words) => verbatim(words, self.grant)?,
            Kept::WithProtectedFacts => Html::paragraph("What is known lies among the protected facts."),
            Kept::WithHealth => Html::paragraph("What is known lies among what is kept about health."),
            Kept::Elsewhere => Html::default(),
        };
        Ok(Html::trusted("<h3 class=\"govuk-heading-s govuk-!-margin-bottom-1\">")
            .then(hazard.kind.label())
            .then(Html::trusted("</h3><p class=\"govuk-body\">"))
            .then(Tag::new(hazard.status.label()).colour(TagColour::Grey))
            .then(format!(" About: {about}. Towards: {towards}."))
            .then(Html::trusted("</p>"))
            .then(words))
    }

    pub(super) fn impact(self, impact: &ImpactLine) -> Result<Html, Answer> {
        Ok(small_heading(&self.name(impact.child)?).then(verbatim(&impact.impact, self.grant)?))
    }

    pub(super) fn unknown(self, unknown: &UnknownLine) -> Result<Html, Answer> {
        let tell = format!("Who could tell: {}.", lower(unknown.could_tell.label()));
        Ok(verbatim(&unknown.what, self.grant)?.then(hint(&tell)))
    }

    pub(super) fn control(self, control: &ControlLine) -> Result<Html, Answer> {
        let colour = match control.requirement {
            Requirement::Mandatory => TagColour::Tint,
            Requirement::Advisory => TagColour::Grey,
        };
        let to = applies_to(control.applies_to, self.names, self.grant)?;
        let head = Html::trusted("<p class=\"govuk-body govuk-!-margin-bottom-1\"><strong>")
            .then(control.kind.label())
            .then(Html::trusted("</strong> "))
            .then(Tag::new(control.requirement.label()).colour(colour))
            .then(format!(" For: {to}."))
            .then(Html::trusted("</p>"));
        Ok(match &control.note {
            Some(note) => head.then(verbatim(note, self.grant)?),
            None => head,
        })
    }

    pub(super) fn pair(self, pair: ProtectedPair) -> Result<Html, Answer> {
        Ok(Html::from(format!("{} and {} must not meet at the centre.", self.name(pair.one)?, self.name(pair.other)?)))
    }

    pub(super) fn conclusion(self, conclusion: RiskConclusion) -> Result<Html, Answer> {
        let to = match conclusion.at_risk {
            AtRisk::Child => "the child",
            AtRisk::OtherAdult => "the other adult",
            AtRisk::ChildAndAdult => "the child and the other adult",
        };
        let who = match conclusion.by {
            Concluder::ThisCentre => "The author of this assessment concludes",
            Concluder::Cafcass => "Cafcass concluded",
            Concluder::LocalAuthority => "A local authority concluded",
            Concluder::OtherBody => "Another body concluded",
        };
        Ok(Html::from(format!("{who} that {} poses a risk to {to}.", self.name(conclusion.adult)?)))
    }
}

pub(super) fn source(source: Source) -> Html {
    let dated = source.dated.map_or_else(|| "date not known".to_owned(), long);
    Html::from(format!("{} ({dated})", source.kind.label()))
}

fn small_heading(text: &str) -> Html {
    Html::trusted("<h3 class=\"govuk-heading-s govuk-!-margin-bottom-1\">").then(text).then(Html::trusted("</h3>"))
}

fn hint(text: &str) -> Html {
    Html::trusted("<p class=\"govuk-hint\">").then(text).then(Html::trusted("</p>"))
}

fn or_nothing(html: Html) -> Html {
    if html.is_empty() { Html::paragraph(NOTHING) } else { html }
}

/// What stands under each hazard, by its place: ways to change it while it is a draft.
pub(super) type UnderHazard<'a> = &'a dyn Fn(usize) -> Html;

/// A whole version.
pub(super) fn sections(
    content: &ContentLines,
    children: &[PersonId],
    shown: Shown<'_>,
    under: UnderHazard<'_>,
) -> Result<Html, Answer> {
    let hazards: Result<Html, Answer> =
        content.hazards.iter().enumerate().map(|(at, hazard)| Ok(shown.hazard(hazard)?.then(under(at)))).collect();
    let unknowns: Result<Html, Answer> = content.unknowns.iter().map(|unknown| shown.unknown(unknown)).collect();
    let controls: Result<Html, Answer> = content.controls.iter().map(|control| shown.control(control)).collect();
    let apart: Result<Vec<_>, Answer> = content.protected_pairs.iter().map(|pair| shown.pair(*pair)).collect();
    let concluded: Result<Vec<_>, Answer> = content.conclusions.iter().map(|c| shown.conclusion(*c)).collect();
    let mut apart = apart?;
    apart.extend(concluded?);
    let sources: Vec<_> = content.sources.iter().map(|s| source(*s)).collect();
    let listed = |lines: Vec<Html>| {
        if lines.is_empty() { Html::default() } else { bullets(lines) }
    };
    Ok(anchored("level", "Level")
        .then(Html::paragraph(format!("{} is held to be the least that is safe.", level(content.level))))
        .then(anchored("sources", "What it rests on"))
        .then(or_nothing(listed(sources)))
        .then(anchored("hazards", "Hazards"))
        .then(or_nothing(hazards?))
        .then(anchored("impact", "What it means for each child"))
        .then(impact(content, children, shown)?)
        .then(anchored("unknowns", "What we do not know"))
        .then(or_nothing(unknowns?))
        .then(anchored("controls", "Controls"))
        .then(or_nothing(controls?))
        .then(anchored("apart", "Who must not meet, and what was concluded"))
        .then(or_nothing(listed(apart))))
}

/// Every child has a place of their own, written or not.
fn impact(content: &ContentLines, children: &[PersonId], shown: Shown<'_>) -> Result<Html, Answer> {
    let written: Result<Html, Answer> = content.impact.iter().map(|impact| shown.impact(impact)).collect();
    let missing = children.iter().filter(|child| !content.impact.iter().any(|impact| impact.child == **child));
    let missing: Result<Html, Answer> =
        missing.map(|child| Ok(small_heading(&shown.name(*child)?).then(Html::paragraph(NOTHING)))).collect();
    Ok(written?.then(missing?))
}
