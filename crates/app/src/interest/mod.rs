//! Who of a centre's own people has something to do with a family.

mod noticing;

use crate::booking::Choosable;
use crate::cases::{By, CaseHead};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::action::Ordinary;
use access::{Record, RecordKind, Sealed};
use domain::actor::Actor;
use domain::ids::{CaseId, WorkerId};
use domain::interest::{Interest, Standing, Suspicion};
use domain::words::Narrative;
use jiff::Zoned;

/// What is known of one worker and the family.
#[derive(Debug)]
pub struct InterestLine {
    /// Who.
    pub worker: WorkerId,
    /// What they are called.
    pub called: By,
    /// How they stand to the family.
    pub standing: Standing,
    /// Since when.
    pub since: Zoned,
    /// Who said so.
    pub by: By,
    /// Why, where another person settled it.
    pub reason: Option<Sealed<Narrative, Ordinary>>,
    /// Whether the reader can settle it: anybody may who is somebody else.
    pub open_to_reader: bool,
}

/// Everybody of whom something is known.
#[derive(Debug)]
pub struct InterestsPage {
    /// What stands above it.
    pub head: CaseHead,
    /// Those of whom something is known.
    pub lines: Vec<InterestLine>,
    /// Colleagues of whom the reader can write down what they were told; nobody where the reader may not.
    pub colleagues: Vec<Choosable>,
}

impl House {
    /// Who of the centre's own people has something to do with a family.
    pub async fn interests(&self, who: &SignedIn, case: CaseId) -> Result<InterestsPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let settles = self.may(who, "settle-suspicion", file.record).await?;
        let colleagues = if settles { self.colleagues(&mut file).await? } else { Vec::new() };
        let known: Vec<_> = file.case_state().interest.all().map(|(worker, known)| (worker, known.clone())).collect();
        let actors = known.iter().flat_map(|(worker, known)| [Actor::Worker(*worker), said_by(known)]);
        self.read_workers(&mut file, actors.collect::<Vec<_>>()).await?;
        let lines = known.into_iter().map(|(worker, known)| InterestLine {
            worker,
            called: file.by(Actor::Worker(worker)),
            standing: known.standing,
            since: domain::words::at_centre(known.since, &file.world.centre.zone()),
            by: file.by(said_by(&known)),
            reason: known.reason.map(|reason| file.seal(reason)),
            open_to_reader: settles && worker != who.asker.worker && known.standing != Standing::Cleared,
        });
        let lines = lines.collect();
        let others = colleagues.into_iter().filter(|colleague| colleague.worker != who.asker.worker);
        Ok(InterestsPage { lines, colleagues: others.collect(), head: file.into_head() })
    }

    /// Refuses whoever does not work here. Nothing of the case is read: whoever is close to a family must not have to look
    /// at it before they say so.
    pub async fn may_declare_interest(&self, who: &SignedIn, case: CaseId) -> Result<(), Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Case(case));
        if self.may(who, "declare-conflict", record).await? { Ok(()) } else { Err(Failure::NotOpen) }
    }
}

/// Who said so. What was found by comparing nobody said, whoever typed in what was compared.
fn said_by(known: &Interest) -> Actor {
    match known.standing {
        Standing::Suspected(Suspicion::Name | Suspicion::Address | Suspicion::Telephone) => Actor::Program,
        Standing::Suspected(Suspicion::Told) | Standing::Known(_) | Standing::Cleared => known.by,
    }
}
