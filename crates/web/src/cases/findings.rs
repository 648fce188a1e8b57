//! Findings on pages of a case: sentence, reason, source, what clears it, and the way to an override.

use super::words::{encoded, long};
use crate::components::{Details, Html, Tag, TagColour};
use domain::ids::CaseId;
use domain::rules::{Effect, Finding, Standing};

/// Whether a page shows the way to ask for an override.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// The reader may ask.
    Open,
    /// The reader may not.
    Closed,
}

impl Asking {
    /// Open where the reader may do this.
    pub(crate) fn by(may: &[&'static str]) -> Self {
        if may.contains(&"request-override") { Self::Open } else { Self::Closed }
    }
}

const fn tag(standing: &Standing) -> (&'static str, TagColour) {
    match (standing.finding.effect, &standing.overridden) {
        (Effect::Override, Some(_)) => ("Overridden", TagColour::Yellow),
        (Effect::Block, _) | (Effect::Override, None) => ("Stops", TagColour::Red),
        (Effect::Warn, _) => ("Warning", TagColour::Orange),
        (Effect::Escalate, _) => ("Obligation", TagColour::Orange),
        (Effect::Incident, _) => ("Near miss", TagColour::Orange),
        (Effect::NeverBlock, _) => ("Promise", TagColour::Grey),
    }
}

/// Findings of one rule for one reason: an import of thirteen orders is one thing to read, not thirteen.
fn group(same: &[&Standing], case: CaseId, asking: Asking) -> Html {
    let Some(first) = same.first() else {
        return Html::default();
    };
    let finding = &first.finding;
    let (text, colour) = tag(first);
    let times =
        if same.len() > 1 { format!(" Found {} times, for different facts.", same.len()) } else { String::new() };
    let block = Html::trusted("<p class=\"govuk-body govuk-!-margin-bottom-1\">")
        .then(Tag::new(text).colour(colour))
        .then(Html::trusted("</p><p class=\"govuk-body govuk-!-margin-bottom-1\"><strong>"))
        .then(finding.sentence.as_str())
        .then(Html::trusted("</strong></p>"))
        .then(Html::paragraph(format!("{}{times}", finding.reason)));
    let ways: Html =
        same.iter().enumerate().map(|(place, standing)| way(standing, case, asking, (place, same.len()))).collect();
    let who: Vec<_> = finding.who_can_act.iter().map(|role| role.label()).collect();
    let more = Html::paragraph(format!("What would clear it: {}", finding.clears))
        .then(Html::paragraph(format!("Who can act on it: {}.", who.join(", "))))
        .then(Html::paragraph(format!(
            "Rule {}, version {}. Source: {}.",
            finding.rule,
            finding.version,
            full(&finding.source)
        )));
    block.then(ways).then(Details::new(
        Html::from("What would clear it").then(Html::unseen(format!(": {}", finding.sentence))),
        more,
    ))
}

/// The override of a finding, or the way to ask for one.
fn way(standing: &Standing, case: CaseId, asking: Asking, (place, of): (usize, usize)) -> Html {
    if let Some(held) = &standing.overridden {
        let until = format!("Two people override this until {}.", long(held.until));
        return Html::paragraph(Html::from(until).then(" ").then(to_overrides(case)));
    }
    if standing.finding.effect != Effect::Override {
        return Html::default();
    }
    match asking {
        Asking::Closed if place > 0 => Html::default(),
        _ => Html::paragraph(ask(&standing.finding, case, asking, (place, of))),
    }
}

fn full(source: &str) -> &str {
    source.strip_suffix('.').unwrap_or(source)
}

fn to_overrides(case: CaseId) -> Html {
    Html::link(&format!("/cases/{case}/overrides"), "Look at the overrides")
}

fn ask(finding: &Finding, case: CaseId, asking: Asking, (place, of): (usize, usize)) -> Html {
    match asking {
        Asking::Open => {
            let href = format!("/cases/{case}/overrides/new/{}", encoded(finding.key().as_str()));
            let which = if of > 1 { format!(" ({} of {of})", place + 1) } else { String::new() };
            let text = format!("Ask for an override{which}");
            Html::link(&href, Html::from(text).then(Html::unseen(format!(" of rule {}", finding.rule))))
        }
        Asking::Closed => "Two people can override this: ask your coordinator or safeguarding lead.".into(),
    }
}

/// Findings under each other, those of one rule for one reason together.
pub(crate) fn findings_html<'a>(
    findings: impl IntoIterator<Item = &'a Standing>,
    case: CaseId,
    asking: Asking,
) -> Html {
    let mut groups: Vec<Vec<&Standing>> = Vec::new();
    for standing in findings {
        let same = |group: &&mut Vec<&Standing>| group.first().is_some_and(|first| alike(first, standing));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(standing),
            None => groups.push(vec![standing]),
        }
    }
    groups.iter().map(|same| group(same, case, asking)).collect()
}

fn alike(one: &Standing, other: &Standing) -> bool {
    one.finding.rule == other.finding.rule
        && one.finding.reason == other.finding.reason
        && one.finding.effect == other.finding.effect
        && one.overridden.is_some() == other.overridden.is_some()
}

/// How many rules these findings are of.
pub(crate) fn rules(findings: &[&Standing]) -> usize {
    let rules: std::collections::BTreeSet<_> = findings.iter().map(|standing| &standing.finding.rule).collect();
    rules.len()
}
