use super::version::{ACTIONS, VersionLine};
use crate::cases::{AssertionLine, CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{CaseId, DisclosureId, SessionId};
use domain::private::Compartment;
use domain::risk::{Trigger, TriggerKind, TriggerOrigin};
use domain::rules::{Moment, Standing};
use domain::words::Narrative;
use jiff::Zoned;

/// Whether the assessment that counts knows of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerStanding {
    /// It happened after it was written.
    Open,
    /// It was known when it was written.
    Known,
}

/// What was said of a trigger.
#[derive(Debug)]
pub enum TriggerWords {
    /// Nothing, or nothing that this reader is told of.
    Nothing,
    /// Words of the case.
    Here(Sealed<Narrative, Ordinary>),
    /// They lie among the protected facts.
    WithProtectedFacts,
}

/// Something that made an assessment due again.
#[derive(Debug)]
pub struct TriggerLine {
    /// What kind of thing. Its words never say that somebody disclosed something.
    pub kind: TriggerKind,
    /// When it happened.
    pub at: Zoned,
    /// Whether the assessment that counts knows of it.
    pub standing: TriggerStanding,
    /// What was said of it.
    pub words: TriggerWords,
    /// The session it arose from.
    pub session: Option<SessionId>,
    /// The disclosure it arose from, for a reader who may open disclosures and nobody else.
    pub disclosure: Option<DisclosureId>,
}

/// Where the risk assessment of a case stands.
#[derive(Debug)]
pub struct RiskPage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The version that counts.
    pub current: Option<VersionLine>,
    /// The version that waits for a second signature.
    pub awaiting: Option<VersionLine>,
    /// The draft.
    pub draft: Option<VersionLine>,
    /// Versions that count no more, newest first.
    pub past: Vec<VersionLine>,
    /// What made it due, newest first.
    pub triggers: Vec<TriggerLine>,
    /// What is on record about abuse, each with what stands behind it.
    pub assertions: Vec<AssertionLine>,
    /// What rules find about the assessment today.
    pub findings: Vec<Standing>,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
}

/// The moments at which a rule about the assessment itself can stop something.
const MOMENTS: [Moment; 2] = [Moment::Agreement, Moment::Booking];

impl House {
    /// Where the risk assessment of a case stands.
    pub async fn risk(&self, who: &SignedIn, case: CaseId) -> Result<RiskPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        let opens_disclosures = self.may(who, "open-disclosure", file.record).await?;
        self.read_assessors(&mut file).await?;
        let risk = &file.case_state().risk;
        let mut triggers = file.trigger_lines(&risk.triggers);
        if opens_disclosures {
            for (line, trigger) in triggers.iter_mut().zip(&risk.triggers) {
                line.disclosure = match trigger.origin {
                    TriggerOrigin::Disclosure(id) => Some(id),
                    _ => None,
                };
            }
        }
        triggers.reverse();
        let line = |id| file.version_line(id);
        Ok(RiskPage {
            current: risk.current.as_ref().and_then(|c| line(c.signed.draft.id)),
            awaiting: risk.awaiting.as_ref().and_then(|s| line(s.draft.id)),
            draft: risk.draft.as_ref().and_then(|d| line(d.id)),
            past: risk.past.iter().rev().filter_map(|p| line(p.id)).collect(),
            triggers,
            assertions: file.assertions(),
            findings: about_assessment(&file),
            names: file.names(),
            may,
            head: file.into_head(),
        })
    }
}

/// What rules find about the assessment itself; what needs a plan for a session is left to the session's page.
fn about_assessment(file: &CaseFile) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for standing in MOMENTS.into_iter().flat_map(|moment| file.findings(moment)) {
        let about = matches!(standing.finding.rule.as_str(), "R-P05" | "R-P06" | "R-P07" | "R-P08" | "R-R17");
        if about && !found.iter().any(|f| f.finding.key() == standing.finding.key()) {
            found.push(standing);
        }
    }
    found
}

impl CaseFile {
    pub(super) fn trigger_lines<'a>(&self, triggers: impl IntoIterator<Item = &'a Trigger>) -> Vec<TriggerLine> {
        let known = self.case_state().risk.signed().map_or(0, |signed| signed.draft.knows_up_to);
        let zone = self.world.centre.zone();
        let line = |trigger: &Trigger| TriggerLine {
            kind: trigger.kind,
            at: domain::words::at_centre(trigger.raised_at, &zone),
            standing: if trigger.version > known { TriggerStanding::Open } else { TriggerStanding::Known },
            words: self.trigger_words(trigger),
            session: match (trigger.kind, trigger.origin) {
                (TriggerKind::Disclosure, _) => None,
                (_, TriggerOrigin::Session(id)) => Some(id),
                _ => None,
            },
            disclosure: None,
        };
        triggers.into_iter().map(line).collect()
    }

    fn trigger_words(&self, trigger: &Trigger) -> TriggerWords {
        let Some(note) = &trigger.note else {
            return TriggerWords::Nothing;
        };
        match note.compartment() {
            _ if trigger.kind == TriggerKind::Disclosure => TriggerWords::Nothing,
            None | Some(Compartment::Ordinary) => TriggerWords::Here(self.seal(note.clone())),
            Some(Compartment::ProtectedFacts) => TriggerWords::WithProtectedFacts,
            Some(_) => TriggerWords::Nothing,
        }
    }
}
