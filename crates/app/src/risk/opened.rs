use super::version::VersionLine;
use crate::cases::{CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::{Health, OpenHealth, OpenProtectedFacts, ProtectedFacts};
use access::{Grant, Purpose, Sealed};
use domain::ids::{AssessmentId, CaseId};
use domain::private::Compartment;
use domain::risk::HazardKind;
use domain::words::{EvidentialStatus, Narrative};

/// A hazard whose words lie in a compartment of their own.
#[derive(Debug)]
pub struct OpenedPart<C: access::action::InCompartment> {
    /// The kind.
    pub kind: HazardKind,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// The words.
    pub what: Sealed<Narrative, C>,
}

/// What of an assessment lies among protected facts and health, opened for one purpose, once.
#[derive(Debug)]
pub struct OpenedParts {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// The version.
    pub line: VersionLine,
    /// Hazards that could lead somebody to a door.
    pub protected: Vec<OpenedPart<ProtectedFacts>>,
    /// What was said when a protected address may have become known.
    pub leaks: Vec<Sealed<Narrative, ProtectedFacts>>,
    /// Hazards of health, where the reader may open them.
    pub health: Option<(Vec<OpenedPart<Health>>, Grant<OpenHealth>)>,
    /// What the protected parts open with, and the purpose.
    pub opened: Grant<OpenProtectedFacts>,
}

impl House {
    /// Opens the parts of a version that its page does not show. The look is committed to the access log first.
    pub async fn open_assessment_parts(
        &self,
        who: &SignedIn,
        case: CaseId,
        assessment: AssessmentId,
        purpose: Purpose,
    ) -> Result<OpenedParts, Failure> {
        let file = self.open_case(who, case).await?;
        let risk = &file.case_state().risk;
        let content = risk.content(assessment).ok_or(Failure::NotOpen)?;
        let line = file.version_line(assessment).ok_or(Failure::NotOpen)?;
        let look = Look::at(file.record).purpose(purpose);
        let opened = self.grant::<OpenProtectedFacts>(who, look.clone()).await?;
        let lying =
            |compartment| content.hazards.iter().filter(move |hazard| hazard.what.compartment() == Some(compartment));
        let protected = lying(Compartment::ProtectedFacts)
            .map(|h| OpenedPart { kind: h.kind, status: h.status, what: file.seal(h.what.clone()) })
            .collect();
        let ill: Vec<_> = lying(Compartment::Health)
            .map(|h| OpenedPart { kind: h.kind, status: h.status, what: file.seal(h.what.clone()) })
            .collect();
        let notes = risk.triggers.iter().filter_map(|trigger| trigger.note.as_ref());
        let leaks = notes.filter(|note| note.compartment() == Some(Compartment::ProtectedFacts));
        let leaks = leaks.map(|note| file.seal(note.clone())).collect();
        let health = if !ill.is_empty() && self.may(who, "open-health", file.record).await? {
            Some((ill, self.grant::<OpenHealth>(who, look).await?))
        } else {
            None
        };
        Ok(OpenedParts { names: file.names(), line, protected, leaks, health, opened, head: file.into_head() })
    }
}
