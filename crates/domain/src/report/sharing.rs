//! Which protected facts may stand in a paper: none for parties, solicitors, referrers and courts; for services, what they
//! need for the purpose that was stated before the paper was made.

use super::commands::FoundHit;
use super::events::{Recipient, RecipientKind};
use super::exception::{Exception, ExceptionStage};
use crate::risk::choices;
use crate::rules::facts::ProtectedKind;

choices! {
    /// What a service is told something for.
    SharingPurpose {
        UrgentSafety = "urgent-safety", "Somebody may be in danger now";
        ChildProtection = "child-protection", "Protecting a child";
        AdultSafeguarding = "adult-safeguarding", "Protecting an adult at risk";
        Crime = "crime", "Preventing or looking into a crime";
        MultiAgencyRisk = "multi-agency-risk", "A multi-agency risk assessment conference";
        WorkerAllegation = "worker-allegation", "An allegation about somebody who works with children";
    }
}

/// How a kind of recipient is treated where a protected fact of somebody else is found in their paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecipientClass {
    /// A finding stops the paper; only two people together let it go.
    Held,
    /// A service: what its purpose needs may stand in it, and one person sends it.
    Service,
}

impl RecipientKind {
    /// How this kind is treated. Papers for Cafcass and for a local authority as such reach the parties through the
    /// court, so they are held like the court's own.
    pub const fn class(self) -> RecipientClass {
        match self {
            Self::Police | Self::ChildrensServices | Self::AdultServices | Self::Marac | Self::Lado => {
                RecipientClass::Service
            }
            Self::ResidentAdult
            | Self::VisitingAdult
            | Self::Solicitor
            | Self::Cafcass
            | Self::LocalAuthority
            | Self::Court
            | Self::OtherParent
            | Self::Referrer => RecipientClass::Held,
        }
    }

    /// The purposes for which something is shared with this kind.
    pub fn purposes(self) -> impl Iterator<Item = SharingPurpose> {
        SharingPurpose::ALL.iter().copied().filter(move |purpose| !allowed(self, *purpose).is_empty())
    }
}

/// The kinds of protected fact a service may be told for a purpose. A refuge stands in no list: nobody outside the
/// sealed role reads of one on paper (R-I02).
pub const fn allowed(service: RecipientKind, purpose: SharingPurpose) -> &'static [ProtectedKind] {
    use ProtectedKind::{Address, Associate, Email, Postcode, School, Telephone, Vehicle, Workplace};
    match (service, purpose) {
        (RecipientKind::Police, SharingPurpose::UrgentSafety) => {
            &[Address, Postcode, Telephone, Email, School, Workplace, Vehicle, Associate]
        }
        (RecipientKind::Police, SharingPurpose::Crime) => &[Address, Postcode, Telephone, Email, Vehicle, Associate],
        (RecipientKind::Police, SharingPurpose::ChildProtection)
        | (RecipientKind::ChildrensServices, SharingPurpose::UrgentSafety | SharingPurpose::ChildProtection) => {
            &[Address, Postcode, Telephone, School, Associate]
        }
        (RecipientKind::AdultServices, SharingPurpose::UrgentSafety | SharingPurpose::AdultSafeguarding) => {
            &[Address, Postcode, Telephone, Associate]
        }
        (RecipientKind::Marac, SharingPurpose::MultiAgencyRisk) => {
            &[Address, Postcode, Telephone, School, Workplace, Vehicle, Associate]
        }
        (RecipientKind::Lado, SharingPurpose::WorkerAllegation) => &[School],
        _ => &[],
    }
}

/// What of the findings keeps a paper in the house: all that its recipient's purpose does not need and two people did not
/// let go. A refuge always does.
pub fn withheld(recipient: &Recipient, found: &[FoundHit], agreed: Option<&Exception>) -> Vec<FoundHit> {
    let exact = agreed.is_some_and(|e| e.stage == ExceptionStage::Agreed && same(&e.found, found));
    let told = recipient.purpose.map_or(&[][..], |purpose| allowed(recipient.kind, purpose));
    let stays = |hit: &&FoundHit| hit.kind == ProtectedKind::Refuge || !(exact || told.contains(&hit.kind));
    found.iter().filter(stays).copied().collect()
}

/// Whether two comparisons found the same, in whatever order.
pub(super) fn same(one: &[FoundHit], other: &[FoundHit]) -> bool {
    let sorted = |hits: &[FoundHit]| {
        let mut hits = hits.to_vec();
        hits.sort();
        hits
    };
    sorted(one) == sorted(other)
}
