use super::people::Named;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::{Look, Presence};
use crate::sign_in::SignedIn;
use access::action::{InCompartment, ReadCase};
use access::{Grant, Purpose, Record, RecordKind, Sealed};
use domain::arrangement::Phase;
use domain::ids::CaseId;
use domain::private::Private;
use domain::referral::{Reference, Stage};
use domain::stream::StreamName;
use domain::world::{CaseState, World};
use jiff::Timestamp;
use jiff::civil::Date;

/// A case that was opened: the grant, and its streams folded.
pub(crate) struct CaseFile {
    pub(crate) case: CaseId,
    pub(crate) record: Record,
    pub(crate) grant: Grant<ReadCase>,
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
    nothing: CaseState,
}

/// How far a case has come, in one word or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// The referral is being dealt with.
    Referral(Stage),
    /// There is an arrangement.
    Arrangement(Phase),
}

impl Course {
    /// Every course a list can be filtered by, in the order in which cases go through them.
    pub const ALL: [Self; 15] = [
        Self::Referral(Stage::Draft),
        Self::Referral(Stage::Submitted),
        Self::Referral(Stage::InfoRequested),
        Self::Referral(Stage::Triaged),
        Self::Referral(Stage::Waitlisted),
        Self::Referral(Stage::PreVisit),
        Self::Referral(Stage::Accepted),
        Self::Arrangement(Phase::Proposed),
        Self::Arrangement(Phase::Live),
        Self::Arrangement(Phase::Paused),
        Self::Arrangement(Phase::Ended),
        Self::Referral(Stage::Redirected),
        Self::Referral(Stage::Declined),
        Self::Referral(Stage::Withdrawn),
        Self::Referral(Stage::Converted),
    ];

    /// The name lists keep and addresses carry.
    pub fn name(self) -> String {
        match self {
            Self::Referral(stage) => super::list::stored(stage),
            Self::Arrangement(phase) => phase.label().to_lowercase(),
        }
    }

    /// The course with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|course| course.name() == name)
    }

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Referral(stage) => stage.label(),
            Self::Arrangement(Phase::None) => "no arrangement",
            Self::Arrangement(Phase::Proposed) => "arrangement proposed",
            Self::Arrangement(Phase::Live) => "live",
            Self::Arrangement(Phase::Paused) => "paused",
            Self::Arrangement(Phase::Ended) => "ended",
        }
    }
}

/// What stands above every page of a case.
#[derive(Debug)]
pub struct CaseHead {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub reference: Option<Reference>,
    /// How far it has come.
    pub course: Course,
    /// The children the contact is about.
    pub children: Vec<Named>,
    /// The case's edition.
    pub edition: u64,
    /// What the names open with.
    pub grant: Grant<ReadCase>,
}

impl CaseFile {
    /// The case as it stands.
    pub(crate) fn case_state(&self) -> &CaseState {
        self.world.cases.get(&self.case).unwrap_or(&self.nothing)
    }

    /// A value of the case, to be opened with the case's grant.
    pub(crate) const fn seal<T, C: InCompartment>(&self, value: Private<T>) -> Sealed<T, C> {
        Sealed::new(self.record, value)
    }

    pub(crate) fn course(&self) -> Course {
        let state = self.case_state();
        match state.arrangement.phase {
            Phase::None => Course::Referral(state.referral.stage.unwrap_or(Stage::Draft)),
            phase => Course::Arrangement(phase),
        }
    }

    /// The head, which takes the grant with it.
    pub(crate) fn into_head(self) -> CaseHead {
        CaseHead {
            case: self.case,
            reference: self.case_state().referral.reference.clone(),
            course: self.course(),
            children: self.children(),
            edition: self.world.edition(StreamName::Case(self.case)),
            grant: self.grant,
        }
    }
}

impl House {
    /// Opens a case. A case that is not there is refused as one that is not open.
    pub(crate) async fn open_case(&self, who: &SignedIn, case: CaseId) -> Result<CaseFile, Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Case(case));
        self.open_case_at(who, case, Look::at(record)).await
    }

    /// The same, where how the reader stands to the case is known besides.
    pub(crate) async fn open_case_at(&self, who: &SignedIn, case: CaseId, look: Look) -> Result<CaseFile, Failure> {
        let centre = who.asker.centre;
        let record = look.record;
        let here = self.storage.has(centre, StreamName::Case(case)).await?;
        let presence = if here { Presence::Here } else { Presence::Nowhere };
        let grant = self.grant_where::<ReadCase>(who, look, presence).await?;
        let streams = [StreamName::Case(case), StreamName::Centre(centre)];
        let mut world = self.world(centre, &streams).await?;
        let Some(state) = world.cases.get(&case).filter(|state| state.version > 0) else {
            return Err(Failure::NotOpen);
        };
        let people: Vec<_> = state.referral.people().map(StreamName::Person).collect();
        self.read_into(&mut world, centre, &people).await?;
        let now = self.now();
        let today = today(now, &world);
        Ok(CaseFile { case, record, grant, world, now, today, nothing: CaseState::default() })
    }

    /// The same, for whoever may read it and for whom two people let in for an emergency.
    pub(crate) async fn open_case_or_let_in(&self, who: &SignedIn, case: CaseId) -> Result<CaseFile, Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Case(case));
        let usual = self.standing(who, Some(case), Purpose::CaseWork).await?;
        let purpose = self.or_let_in::<ReadCase>(who, record, &usual).await?;
        self.open_case_at(who, case, Look::at(record).purpose(purpose)).await
    }

    /// What stands above every page of a case.
    pub async fn case_head(&self, who: &SignedIn, case: CaseId) -> Result<CaseHead, Failure> {
        Ok(self.open_case(who, case).await?.into_head())
    }

    /// What stands above the pages of protected facts.
    pub async fn sealed_head(&self, who: &SignedIn, case: CaseId) -> Result<CaseHead, Failure> {
        Ok(self.open_case_or_let_in(who, case).await?.into_head())
    }

    /// Which of these actions the reader may do on a case: for showing or leaving out a link.
    pub async fn may_of(
        &self,
        who: &SignedIn,
        case: CaseId,
        actions: &[&'static str],
    ) -> Result<Vec<&'static str>, Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Case(case));
        let mut may = Vec::new();
        for action in actions {
            if self.may(who, action, record).await? {
                may.push(*action);
            }
        }
        Ok(may)
    }
}
