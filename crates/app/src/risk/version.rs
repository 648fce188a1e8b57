use super::content::ContentLines;
use super::drafting::without_erased;
use super::page::TriggerLine;
use super::rehearsal::Stopped;
use crate::cases::{AssertionLine, By, CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::actor::Actor;
use domain::command::Command;
use domain::ids::{AssessmentId, CaseId, PersonId};
use domain::risk::{AssessmentStatus, Countersignature, Draft, RiskCommand, Signed, Signing};
use domain::words::ContactLevel;
use jiff::civil::Date;
use std::borrow::Cow;

/// A signature.
#[derive(Debug)]
pub struct SignatureLine {
    /// Whose.
    pub by: By,
    /// The day at the centre.
    pub on: Date,
}

/// A version in a line.
#[derive(Debug)]
pub struct VersionLine {
    /// Its id.
    pub id: AssessmentId,
    /// Its number in the case.
    pub number: u32,
    /// The level it holds to be the least that is safe.
    pub level: ContactLevel,
    /// Where it stands today.
    pub status: AssessmentStatus,
    /// Who began it, while it is a draft or waits.
    pub author: Option<By>,
    /// The first signature.
    pub signed: Option<SignatureLine>,
    /// The second signature.
    pub countersigned: Option<SignatureLine>,
    /// Whether it needs a second one.
    pub countersignature: Option<Countersignature>,
    /// The last day on which its age alone does not make it due.
    pub valid_until: Option<Date>,
}

/// What can be done with a version next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// It is being written, and can be put up for signature.
    Finish,
    /// It can be signed.
    Sign,
    /// A second person can sign it.
    Countersign,
    /// The reader signed it: somebody else signs second.
    SomebodyElseCountersigns,
    /// Nothing.
    Nothing,
}

/// One version in full.
#[derive(Debug)]
pub struct AssessmentPage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The version in a line.
    pub line: VersionLine,
    /// What it says.
    pub content: ContentLines,
    /// What is on record about abuse, each with what stands behind it.
    pub assertions: Vec<AssertionLine>,
    /// The children the contact is about.
    pub children: Vec<PersonId>,
    /// What has happened since the draft was last changed.
    pub since: Vec<TriggerLine>,
    /// What can be done with it next.
    pub next: NextStep,
    /// What stops that.
    pub stopped: Option<Stopped>,
    /// The other versions, newest first: id and number.
    pub others: Vec<(AssessmentId, u32)>,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
}

/// The actions of the pages of an assessment.
pub(super) const ACTIONS: &[&str] = &[
    "draft-risk-assessment",
    "amend-risk-assessment",
    "sign-risk-assessment",
    "countersign-risk-assessment",
    "withdraw-risk-assessment",
    "raise-risk-trigger",
    "hold-information",
    "request-override",
    "open-protected-facts",
];

impl House {
    /// One version in full.
    pub async fn assessment(
        &self,
        who: &SignedIn,
        case: CaseId,
        assessment: AssessmentId,
    ) -> Result<AssessmentPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        self.read_assessors(&mut file).await?;
        let risk = &file.case_state().risk;
        let content = risk.content(assessment).ok_or(Failure::NotOpen)?;
        // A draft is changed by the places of what it still says, so that both pages must count the same.
        let content = match &risk.draft {
            Some(draft) if draft.id == assessment => Cow::Owned(without_erased(content)),
            _ => Cow::Borrowed(content),
        };
        let line = file.version_line(assessment).ok_or(Failure::NotOpen)?;
        let next = next_step(&file, assessment, who.actor());
        let mut others: Vec<_> = file.version_ids().into_iter().filter(|(id, _)| *id != assessment).collect();
        others.reverse();
        Ok(AssessmentPage {
            content: file.content_lines(&content),
            assertions: file.assertions(),
            children: file.children_of_case(),
            since: match next {
                NextStep::Finish | NextStep::Sign => file.trigger_lines(risk.triggers_unknown_to_draft()),
                _ => Vec::new(),
            },
            stopped: self.stops_next(who, &file, assessment, next),
            next,
            others,
            may,
            line,
            names: file.names(),
            head: file.into_head(),
        })
    }

    fn stops_next(&self, who: &SignedIn, file: &CaseFile, assessment: AssessmentId, next: NextStep) -> Option<Stopped> {
        let case = file.case;
        let sign = Command::from(RiskCommand::SignAssessment { case, assessment });
        let commands = match next {
            NextStep::Finish => vec![file.given_draft()?.finished(case).into(), sign],
            NextStep::Sign => vec![sign],
            NextStep::Countersign => {
                vec![RiskCommand::CountersignAssessment { case, assessment }.into()]
            }
            NextStep::SomebodyElseCountersigns | NextStep::Nothing => return None,
        };
        self.rehearse(who, file, commands)
    }

    /// Reads the names of everybody who wrote or signed a version.
    pub(super) async fn read_assessors(&self, file: &mut CaseFile) -> Result<(), Failure> {
        let risk = &file.case_state().risk;
        let drafts = risk.draft.iter().chain(risk.awaiting.iter().map(|s| &s.draft));
        let drafts = drafts.chain(risk.current.iter().map(|c| &c.signed.draft));
        let mut actors: Vec<Actor> = drafts.map(|draft| draft.author).collect();
        actors.extend(risk.awaiting.iter().map(|s| Actor::Worker(s.signing.by)));
        actors.extend(risk.current.iter().map(|c| Actor::Worker(c.signed.signing.by)));
        actors.extend(risk.current.iter().filter_map(|c| c.countersigned).map(|(by, _)| Actor::Worker(by)));
        actors.extend(risk.past.iter().filter_map(|p| p.signing).map(|s| Actor::Worker(s.by)));
        self.read_workers(file, actors).await
    }
}

fn next_step(file: &CaseFile, assessment: AssessmentId, reader: Actor) -> NextStep {
    let risk = &file.case_state().risk;
    if let Some(signed) = risk.without_second_signature(assessment) {
        return match signed.signing.countersignature {
            Countersignature::NotRequired => NextStep::Nothing,
            Countersignature::Required if Actor::Worker(signed.signing.by) == reader => {
                NextStep::SomebodyElseCountersigns
            }
            Countersignature::Required => NextStep::Countersign,
        };
    }
    match risk.status(assessment, file.today) {
        Some(AssessmentStatus::Draft) => NextStep::Finish,
        Some(AssessmentStatus::AwaitingSignature) => NextStep::Sign,
        _ => NextStep::Nothing,
    }
}

impl CaseFile {
    pub(super) fn children_of_case(&self) -> Vec<PersonId> {
        self.case_state().referral.children_of_referral().collect()
    }

    /// Every version, oldest first.
    pub(super) fn version_ids(&self) -> Vec<(AssessmentId, u32)> {
        let risk = &self.case_state().risk;
        let mut all: Vec<_> = risk.past.iter().map(|p| (p.id, p.number)).collect();
        let live = risk.current.iter().map(|c| &c.signed.draft);
        let live = live.chain(risk.awaiting.iter().map(|s| &s.draft)).chain(&risk.draft);
        all.extend(live.map(|draft| (draft.id, draft.number)));
        all.sort_by_key(|(_, number)| *number);
        all
    }

    pub(super) fn version_line(&self, assessment: AssessmentId) -> Option<VersionLine> {
        let risk = &self.case_state().risk;
        let status = risk.status(assessment, self.today)?;
        if let Some(draft) = risk.draft.as_ref().filter(|d| d.id == assessment) {
            return Some(self.draft_line(draft, status));
        }
        let current = risk.current.as_ref().filter(|c| c.signed.draft.id == assessment);
        if let Some(current) = current {
            let second = current.countersigned.map(|(by, on)| self.signature(Actor::Worker(by), on));
            return Some(VersionLine { countersigned: second, ..self.signed_line(&current.signed, status) });
        }
        if let Some(signed) = risk.awaiting.as_ref().filter(|s| s.draft.id == assessment) {
            return Some(self.signed_line(signed, status));
        }
        let past = risk.past.iter().find(|p| p.id == assessment)?;
        Some(VersionLine {
            id: past.id,
            number: past.number,
            level: past.content.level,
            status,
            author: None,
            signed: past.signing.map(|s| self.signing_line(s)),
            countersigned: None,
            countersignature: past.signing.map(|s| s.countersignature),
            valid_until: past.signing.map(|s| s.valid_until),
        })
    }

    fn draft_line(&self, draft: &Draft, status: AssessmentStatus) -> VersionLine {
        VersionLine {
            id: draft.id,
            number: draft.number,
            level: draft.content.level,
            status,
            author: Some(self.by(draft.author)),
            signed: None,
            countersigned: None,
            countersignature: None,
            valid_until: None,
        }
    }

    fn signed_line(&self, signed: &Signed, status: AssessmentStatus) -> VersionLine {
        VersionLine {
            signed: Some(self.signing_line(signed.signing)),
            countersignature: Some(signed.signing.countersignature),
            valid_until: Some(signed.signing.valid_until),
            ..self.draft_line(&signed.draft, status)
        }
    }

    fn signing_line(&self, signing: Signing) -> SignatureLine {
        self.signature(Actor::Worker(signing.by), signing.on)
    }

    fn signature(&self, by: Actor, on: Date) -> SignatureLine {
        SignatureLine { by: self.by(by), on }
    }
}
