//! The draft of an assessment, changed section by section. A draft is recorded as a whole, and some of it lies where its
//! writer does not look; so the parts that are not being changed stay in here and are carried over unread.

use super::content::ContentLines;
use crate::cases::{CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::ids::{AssessmentId, CaseId, PersonId};
use domain::private::Private;
use domain::risk::{
    ChildImpact, Content, ContentGiven, ControlGiven, Hazard, HazardKind, ProtectedPair, Readiness, RiskCommand,
    RiskConclusion, Source, Unknown,
};
use domain::words::{ContactLevel, EvidentialStatus, Narrative};

/// A hazard as it is entered.
#[derive(Debug, Clone)]
pub struct HazardEntry {
    /// The kind.
    pub kind: HazardKind,
    /// About whom, where it is about one person.
    pub about: Option<PersonId>,
    /// Towards whom.
    pub towards: Vec<PersonId>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// What is known; without it the words that stand are kept.
    pub what: Option<Narrative>,
}

/// The part of a draft that is changed.
#[derive(Debug, Clone)]
pub enum Section {
    /// What it rests on, and the level.
    Grounds {
        /// The level.
        level: ContactLevel,
        /// The sources.
        sources: Vec<Source>,
    },
    /// One hazard: a new one, or the one at this place.
    Hazard {
        /// The place, from 0.
        at: Option<usize>,
        /// The hazard.
        entry: HazardEntry,
    },
    /// One hazard taken out.
    WithoutHazard(usize),
    /// What it means for each child.
    Impact(Vec<ChildImpact<Narrative>>),
    /// What is not known.
    Unknowns(Vec<Unknown<Narrative>>),
    /// Controls.
    Controls(Vec<ControlGiven>),
    /// Who must not meet, and what others concluded.
    Apart {
        /// Adults who must not meet.
        pairs: Vec<ProtectedPair>,
        /// Conclusions that an adult poses a risk.
        conclusions: Vec<RiskConclusion>,
    },
}

/// A draft that can be changed.
#[derive(Debug)]
pub struct AssessmentDraft {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The children the contact is about.
    pub children: Vec<PersonId>,
    /// The adults of the case.
    pub adults: Vec<PersonId>,
    /// What it says, to be opened with the case's grant.
    pub content: ContentLines,
    given: Given,
}

/// How a new version begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With what the version signed last says.
    CarryOver,
    /// With nothing.
    Empty,
}

/// A version that is about to be begun.
#[derive(Debug)]
pub struct Beginning {
    /// What stands above it.
    pub head: CaseHead,
    /// The version signed last, whose content can be carried over: its number.
    pub carried: Option<u32>,
    given: Option<ContentGiven>,
}

/// A draft's content as it would be given again, and its id.
#[derive(Debug)]
pub(super) struct Given {
    assessment: AssessmentId,
    content: ContentGiven,
}

impl House {
    /// The draft, for somebody who may change it.
    pub async fn assessment_draft(
        &self,
        who: &SignedIn,
        case: CaseId,
        assessment: AssessmentId,
    ) -> Result<AssessmentDraft, Failure> {
        let file = self.open_case(who, case).await?;
        if !self.may(who, "amend-risk-assessment", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let given = file.given_draft().filter(|g| g.assessment == assessment).ok_or(Failure::NotOpen)?;
        let draft = file.case_state().risk.draft.as_ref().ok_or(Failure::NotOpen)?;
        let content = without_erased(&draft.content);
        Ok(AssessmentDraft {
            content: file.content_lines(&content),
            names: file.names(),
            children: file.children_of_case(),
            adults: file.case_state().referral.adults.iter().map(|adult| adult.person).collect(),
            given,
            head: file.into_head(),
        })
    }

    /// What a new version can begin with.
    pub async fn begin_assessment(&self, who: &SignedIn, case: CaseId) -> Result<Beginning, Failure> {
        let file = self.open_case(who, case).await?;
        if !self.may(who, "draft-risk-assessment", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let signed = file.case_state().risk.signed();
        Ok(Beginning {
            carried: signed.map(|signed| signed.draft.number),
            given: signed.map(|signed| given_of(&signed.draft.content)),
            head: file.into_head(),
        })
    }
}

impl Beginning {
    /// Begins it.
    pub fn command(&self, start: Start, level: ContactLevel, sources: Vec<Source>) -> RiskCommand {
        let empty = ContentGiven {
            level,
            hazards: Vec::new(),
            impact: Vec::new(),
            unknowns: Vec::new(),
            controls: Vec::new(),
            sources: Vec::new(),
            protected_pairs: Vec::new(),
            conclusions: Vec::new(),
        };
        let carried = self.given.clone().filter(|_| start == Start::CarryOver);
        let content = ContentGiven { level, sources, ..carried.unwrap_or(empty) };
        RiskCommand::DraftAssessment { case: self.head.case, content, readiness: Readiness::StillWriting }
    }
}

impl AssessmentDraft {
    /// The draft with this part changed, still being written; nothing where a hazard would be left without words.
    pub fn with(&self, section: Section) -> Option<RiskCommand> {
        let mut content = self.given.content.clone();
        match section {
            Section::Grounds { level, sources } => (content.level, content.sources) = (level, sources),
            Section::Hazard { at, entry } => put_hazard(&mut content.hazards, at, entry)?,
            Section::WithoutHazard(at) if at < content.hazards.len() => drop(content.hazards.remove(at)),
            Section::WithoutHazard(_) => {}
            Section::Impact(impact) => content.impact = impact,
            Section::Unknowns(unknowns) => content.unknowns = unknowns,
            Section::Controls(controls) => content.controls = controls,
            Section::Apart { pairs, conclusions } => {
                (content.protected_pairs, content.conclusions) = (pairs, conclusions);
            }
        }
        Some(RiskCommand::AmendDraft {
            case: self.head.case,
            assessment: self.given.assessment,
            content,
            readiness: Readiness::StillWriting,
        })
    }

    /// The draft as it is, put up for signature.
    pub fn finished(&self) -> RiskCommand {
        self.given.finished(self.head.case)
    }
}

impl Given {
    pub(super) fn finished(&self, case: CaseId) -> RiskCommand {
        let (assessment, content) = (self.assessment, self.content.clone());
        RiskCommand::AmendDraft { case, assessment, content, readiness: Readiness::ReadyToSign }
    }
}

fn put_hazard(hazards: &mut Vec<Hazard<Narrative>>, at: Option<usize>, entry: HazardEntry) -> Option<()> {
    let standing = at.and_then(|at| hazards.get_mut(at));
    let what = entry.what.or_else(|| standing.as_ref().map(|hazard| hazard.what.clone()))?;
    let HazardEntry { kind, about, towards, status, .. } = entry;
    let hazard = Hazard { kind, about, towards, status, what };
    match standing {
        Some(place) => *place = hazard,
        None => hazards.push(hazard),
    }
    Some(())
}

impl CaseFile {
    pub(super) fn given_draft(&self) -> Option<Given> {
        let draft = self.case_state().risk.draft.as_ref()?;
        Some(Given { assessment: draft.id, content: given_of(&draft.content) })
    }
}

/// What was erased is gone, and cannot be carried into another version.
pub(super) fn without_erased(content: &Content) -> Content {
    let held = |words: &Private<Narrative>| words.expose().is_some();
    let mut content = content.clone();
    content.hazards.retain(|hazard| held(&hazard.what));
    content.impact.retain(|impact| held(&impact.impact));
    content.unknowns.retain(|unknown| held(&unknown.what));
    content
}

fn given_of(content: &Content) -> ContentGiven {
    let words = |words: &Private<Narrative>| words.expose().cloned();
    ContentGiven {
        level: content.level,
        hazards: (content.hazards.iter())
            .filter_map(|h| {
                let (kind, about, towards, status) = (h.kind, h.about, h.towards.clone(), h.status);
                Some(Hazard { kind, about, towards, status, what: words(&h.what)? })
            })
            .collect(),
        impact: (content.impact.iter())
            .filter_map(|i| Some(ChildImpact { child: i.child, impact: words(&i.impact)? }))
            .collect(),
        unknowns: (content.unknowns.iter())
            .filter_map(|u| Some(Unknown { what: words(&u.what)?, could_tell: u.could_tell }))
            .collect(),
        controls: (content.controls.iter())
            .map(|c| ControlGiven {
                id: Some(c.id),
                kind: c.kind,
                requirement: c.requirement,
                applies_to: c.applies_to,
                note: c.note.as_ref().and_then(words),
            })
            .collect(),
        sources: content.sources.clone(),
        protected_pairs: content.protected_pairs.clone(),
        conclusions: content.conclusions.clone(),
    }
}
