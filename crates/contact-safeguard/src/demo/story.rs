//! A family's story from the referral to wherever it has come by today.

use super::families::{Abuse, Case, Family};
use super::region::Fate;
use super::texts;
use crate::failed::Failed;
use domain::ids::CaseId;
use domain::referral::{Asked, CheckOutcome, Clause, DeclineGround, OrderTerms, RedirectTo, ReferralCommand, Topic};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Exception, OrderKind, Prohibition};
use jiff::ToSpan as _;
use jiff::civil::Date;

impl Family {
    /// Tells the story.
    pub async fn tell(mut self) -> Result<(), Failed> {
        match self.group.fate {
            Fate::Draft => self.refer(self.calendar.day(-2)).await.map(drop),
            Fate::Submitted => self.submitted(-1).await.map(drop),
            Fate::InfoRequested => self.info_requested().await,
            Fate::Triaged => self.triaged(-6).await.map(drop),
            Fate::Redirected => self.redirected().await,
            Fate::Declined => self.declined().await,
            Fate::PreVisits => self.previsits_begun().await,
            Fate::AwaitingCountersignature => self.awaiting_countersignature().await,
            Fate::Active | Fate::Paused | Fate::Ended => self.hosted().await,
        }
    }

    async fn submitted(&mut self, from_today: i64) -> Result<CaseId, Failed> {
        let day = self.calendar.day(from_today);
        let case = self.refer(day).await?;
        self.at(day, 10, 50).await;
        self.carry_out(self.office.intake()?, ReferralCommand::Submit { case }).await?;
        Ok(case)
    }

    async fn info_requested(&mut self) -> Result<(), Failed> {
        let case = self.submitted(-9).await?;
        self.at(self.calendar.day(-8), 9, 15).await;
        let request = ReferralCommand::OpenInformationRequest {
            case,
            to: Asked::Police,
            about: vec![Topic::PoliceInvolved],
            question: texts::words("Were the police called to either address in the last twelve months?")?,
            due: self.calendar.day(i64::from(self.number % 2) * 4 - 1),
        };
        self.carry_out(self.office.intake()?, request).await.map(drop)
    }

    async fn triaged(&mut self, from_today: i64) -> Result<CaseId, Failed> {
        let case = self.submitted(from_today).await?;
        self.at(self.calendar.day(from_today + 1), 11, 0).await;
        let triage = ReferralCommand::RecordTriage {
            case,
            level_needed: Some(self.group.level),
            reasons: texts::words("Answers complete; the level asked for and the level needed are the same.")?,
        };
        self.carry_out(self.office.coordinator()?, triage).await?;
        Ok(case)
    }

    async fn redirected(&mut self) -> Result<(), Failed> {
        let case = self.submitted(-33).await?;
        self.at(self.calendar.day(-32), 14, 0).await;
        let to = if self.group.level == ContactLevel::Supervised {
            RedirectTo::SupervisedCentre
        } else {
            RedirectTo::SupportedCentre
        };
        let reasons = texts::words("This centre does not offer the level that is asked for and needed.")?;
        self.carry_out(self.office.coordinator()?, ReferralCommand::Redirect { case, to, reasons }).await.map(drop)
    }

    async fn declined(&mut self) -> Result<(), Failed> {
        let case = self.triaged(-27).await?;
        self.at(self.calendar.day(-24), 15, 30).await;
        let ground = match self.number % 3 {
            0 => DeclineGround::NoCapacity,
            1 => DeclineGround::Distance,
            _ => DeclineGround::SafetyBeyondCapacity,
        };
        let reasons = texts::words("Talked through with the safeguarding lead; the referrer was told by telephone.")?;
        self.carry_out(self.office.coordinator()?, ReferralCommand::Decline { case, ground, reasons }).await.map(drop)
    }

    async fn previsits_begun(&mut self) -> Result<(), Failed> {
        let case = self.invited(-16).await?;
        self.previsit_of_resident(&case, self.calendar.day(-4)).await?;
        self.plan_previsit_of_visiting(&case, self.calendar.day(-3), self.calendar.day(3)).await
    }

    async fn awaiting_countersignature(&mut self) -> Result<(), Failed> {
        let case = self.accepted(-20).await?;
        self.assess(&case, self.calendar.day(-2), Signatures::FirstOnly).await
    }

    /// Triaged, with the orders read, and invited to pre-visits.
    pub async fn invited(&mut self, from_today: i64) -> Result<Case, Failed> {
        let case = self.triaged(from_today).await?;
        self.at(self.calendar.day(from_today + 2), 13, 0).await;
        self.read_orders(case).await?;
        let accepting = ReferralCommand::AcceptToPreVisit {
            case,
            level: self.group.level,
            reasons: texts::words("Fits this centre at the level that is asked for.")?,
        };
        self.carry_out(self.office.coordinator()?, accepting).await?;
        self.people(case).await
    }

    /// Every order is transcribed by one person and checked by another.
    async fn read_orders(&self, case: CaseId) -> Result<(), Failed> {
        let world = self.office.house.world(self.office.centre, &[StreamName::Case(case)]).await?;
        let orders = world.cases.get(&case).map(|state| state.referral.orders.clone()).unwrap_or_default();
        for order in orders {
            let mut terms: OrderTerms = order.terms().clone();
            if order.kind() == OrderKind::NonMolestation {
                terms.clauses = vec![Clause { prohibition: Prohibition::ContactWithAdult, exception: Exception::None }];
            }
            let transcribing = ReferralCommand::TranscribeOrder { case, order: order.id(), terms };
            self.carry_out(self.office.intake()?, transcribing).await?;
            let outcome = CheckOutcome::Agrees;
            let checking = ReferralCommand::SecondCheckOrder { case, order: order.id(), outcome };
            self.carry_out(self.office.coordinator()?, checking).await?;
        }
        Ok(())
    }

    /// Both pre-visits held, and the referral taken.
    pub async fn accepted(&mut self, from_today: i64) -> Result<Case, Failed> {
        let case = self.invited(from_today).await?;
        self.previsit_of_resident(&case, self.calendar.day(from_today + 8)).await?;
        let day = self.calendar.day(from_today + 10);
        self.plan_previsit_of_visiting(&case, day.saturating_sub(4.days()), day).await?;
        self.hold_previsit_of_visiting(&case, day).await?;
        self.at(self.calendar.day(from_today + 12), 16, 0).await;
        let reasons = texts::words("Both adults have been here and signed the ground rules.")?;
        self.carry_out(self.office.coordinator()?, ReferralCommand::AcceptReferral { case: case.id, reasons }).await?;
        Ok(case)
    }

    /// The first day of sessions, for a family whose sessions are held on the day of the week it falls on.
    pub fn first_session(&self) -> Date {
        self.calendar.day(self.first_session_from_today())
    }

    fn first_session_from_today(&self) -> i64 {
        let weeks = match self.group.fate {
            Fate::Paused => 10,
            Fate::Ended => 12,
            // The first families came at the beginning, the latest a fortnight ago.
            _ => 12 - i64::from(self.number % 6) * 2,
        };
        -7 * weeks + self.weekday_shift()
    }

    /// Supported families come on one day of the week, today's; supervised ones are spread over three.
    fn weekday_shift(&self) -> i64 {
        match self.group.level {
            ContactLevel::Supported => 0,
            _ => i64::from(self.number % 3) * 2,
        }
    }

    async fn hosted(&mut self) -> Result<(), Failed> {
        let first = self.first_session_from_today();
        let case = self.accepted(first - 24).await?;
        let signatures = if self.abuse() == Abuse::None { Signatures::One } else { Signatures::Two };
        self.assess(&case, self.calendar.day(first - 10), signatures).await?;
        self.arrange(&case, self.calendar.day(first - 8)).await?;
        self.sessions(&case).await
    }
}

/// How many signatures an assessment gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signatures {
    /// One is enough.
    One,
    /// The second follows the next day.
    Two,
    /// The second is waited for.
    FirstOnly,
}
