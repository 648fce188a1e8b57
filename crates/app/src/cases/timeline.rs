use super::file::{CaseFile, CaseHead};
use super::people::{By, Names};
use super::told::{Piece, Told, Words};
use crate::failure::Failure;
use crate::house::{House, zone_of};
use crate::sign_in::SignedIn;
use domain::concern::ConcernEvent;
use domain::event::{Event, Happened};
use domain::ids::CaseId;
use domain::risk::{RiskEvent, TriggerKind};
use domain::stream::StreamName;
use jiff::Zoned;
use std::collections::BTreeSet;

/// What a part of the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimelineOf {
    /// Referral and triage.
    Referral,
    /// Risk assessments.
    Risk,
    /// Pre-visits.
    PreVisits,
    /// What people said when asked.
    Voice,
    /// The arrangement.
    Arrangement,
    /// Overrides of rules.
    Overrides,
    /// Workers who have something to do with the family.
    Interests,
    /// Who was let into what is sealed in an emergency.
    Emergencies,
    /// Incidents and what else was raised.
    Concerns,
}

impl TimelineOf {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Referral,
        Self::Risk,
        Self::PreVisits,
        Self::Voice,
        Self::Arrangement,
        Self::Overrides,
        Self::Interests,
        Self::Emergencies,
        Self::Concerns,
    ];

    /// The name addresses carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::Risk => "risk",
            Self::PreVisits => "pre-visits",
            Self::Voice => "voice",
            Self::Arrangement => "arrangement",
            Self::Overrides => "overrides",
            Self::Interests => "interests",
            Self::Emergencies => "emergencies",
            Self::Concerns => "concerns",
        }
    }

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Referral => "Referral",
            Self::Risk => "Risk assessment",
            Self::PreVisits => "Pre-visits",
            Self::Voice => "What people said",
            Self::Arrangement => "Arrangement",
            Self::Overrides => "Overrides",
            Self::Interests => "Who knows the family",
            Self::Emergencies => "Let in for an emergency",
            Self::Concerns => "Incidents and concerns",
        }
    }

    const fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Referral(_) => Some(Self::Referral),
            Event::Risk(_) => Some(Self::Risk),
            Event::PreVisit(_) => Some(Self::PreVisits),
            Event::Voice(_) => Some(Self::Voice),
            Event::Arrangement(_) => Some(Self::Arrangement),
            Event::Override(_) => Some(Self::Overrides),
            Event::Interest(_) => Some(Self::Interests),
            Event::Emergency(_) => Some(Self::Emergencies),
            Event::Concern(_) => Some(Self::Concerns),
            Event::Centre(_)
            | Event::Worker(_)
            | Event::Person(_)
            | Event::Booking(_)
            | Event::Session(_)
            | Event::Report(_) => None,
        }
    }
}

/// What somebody recorded at one time.
#[derive(Debug)]
pub struct TimelineItem {
    /// What it is about.
    pub of: TimelineOf,
    /// When it happened, on the clock on the centre's wall.
    pub at: Zoned,
    /// When it was recorded, where that was later.
    pub recorded: Option<Zoned>,
    /// Who recorded it; nobody where a reader must not know.
    pub by: Option<By>,
    /// What, first to last.
    pub told: Vec<Account>,
}

/// One thing that was recorded.
#[derive(Debug)]
pub struct Account {
    /// What happened, in the field's words.
    pub what: Vec<Piece>,
    /// What was written, word for word.
    pub words: Vec<Words>,
}

/// A case's timeline, newest first.
#[derive(Debug)]
pub struct Timeline {
    /// What stands above it.
    pub head: CaseHead,
    /// The people it names.
    pub names: Names,
    /// What happened.
    pub items: Vec<TimelineItem>,
}

impl House {
    /// The timeline of a case, of one part or of all. What is sealed from this reader leaves no trace in it.
    pub async fn timeline(&self, who: &SignedIn, case: CaseId, only: Option<TimelineOf>) -> Result<Timeline, Failure> {
        let mut file = self.open_case(who, case).await?;
        let hears = self.may(who, "open-disclosure", file.record).await?;
        let reach = if hears { Reach::Disclosures } else { Reach::Ordinary };
        let loaded = self.storage.load(who.asker.centre, &[StreamName::Case(case)]).await?;
        let shown: Vec<_> = loaded
            .happened
            .iter()
            .filter(|h| reach.shows(&h.event))
            .filter(|h| only.is_none_or(|only| TimelineOf::of(&h.event) == Some(only)))
            .collect();
        let actors: BTreeSet<_> = shown.iter().map(|h| h.actor).collect();
        self.read_workers(&mut file, actors).await?;
        // What an incident was is told to whoever assesses what it means; to others, that there was one, as on its session.
        let incidents =
            if self.may(who, "draft-risk-assessment", file.record).await? { Incidents::Told } else { Incidents::Kept };
        let items = items(&file, &shown, reach, incidents);
        Ok(Timeline { names: file.names(), items, head: file.into_head() })
    }
}

/// What a reader may learn of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Not that somebody disclosed something.
    Ordinary,
    /// That too.
    Disclosures,
}

impl Reach {
    const fn shows(self, event: &Event) -> bool {
        let disclosure = matches!(
            event,
            Event::Concern(ConcernEvent::DisclosureCaptured { .. } | ConcernEvent::DisclosureSeen { .. })
        );
        matches!(self, Self::Disclosures) || !disclosure
    }

    /// Who recorded that an assessment is due because of a disclosure is who heard it.
    const fn names_recorder(self, event: &Event) -> bool {
        let due = matches!(event, Event::Risk(RiskEvent::TriggerRaised { kind: TriggerKind::Disclosure, .. }));
        matches!(self, Self::Disclosures) || !due
    }
}

/// Whether the words of an incident are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Incidents {
    Told,
    Kept,
}

fn items(file: &CaseFile, shown: &[&Happened], reach: Reach, incidents: Incidents) -> Vec<TimelineItem> {
    let zone = zone_of(&file.world);
    let mut items: Vec<TimelineItem> = Vec::new();
    let mut last: Option<(&Happened, TimelineOf)> = None;
    for happened in shown {
        let (Some(of), Some(told)) = (TimelineOf::of(&happened.event), Told::of(&happened.event)) else {
            continue;
        };
        let kept = incidents == Incidents::Kept && matches!(happened.event, Event::Concern(_));
        let account = if kept { told.without_words() } else { told }.sealed(file);
        let together = last.is_some_and(|(before, part)| part == of && at_once(before, happened));
        let named = reach.names_recorder(&happened.event);
        match items.last_mut() {
            Some(item) if together && named && item.by.is_some() => item.told.push(account),
            _ => items.push(TimelineItem {
                of,
                at: domain::words::at_centre(happened.happened_at(), &zone),
                recorded: happened.about_at.map(|_| domain::words::at_centre(happened.recorded_at, &zone)),
                by: named.then(|| file.by(happened.actor)),
                told: vec![account],
            }),
        }
        last = Some((happened, of));
    }
    items.sort_by_key(|item| item.at.timestamp());
    items.reverse();
    items
}

/// Whether two entries were recorded by one command: by the same person in the same instant, about the same time.
fn at_once(one: &Happened, other: &Happened) -> bool {
    one.recorded_at == other.recorded_at && one.actor == other.actor && one.happened_at() == other.happened_at()
}
