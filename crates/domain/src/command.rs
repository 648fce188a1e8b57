//! Commands: the field's verbs. One command is one decision and one Append.

use crate::decision::{Context, Decision};
use crate::ids::CentreId;
use crate::stream::StreamName;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// What every feature's commands can say about themselves.
pub trait FeatureCommand {
    /// The action that the policies decide on, such as `sign-risk-assessment`.
    fn action(&self) -> &'static str;

    /// The streams to read before deciding. The people of a case named here are read besides.
    fn reads(&self, centre: CentreId) -> Vec<StreamName>;

    /// Decides: events, or a refusal.
    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision;
}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident($command:path)),+ $(,)?) => {
        /// Anything somebody can ask the program to do to the record.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(tag = "feature", rename_all = "kebab-case")]
        pub enum Command { $($(#[$doc])* $variant($command)),+ }

        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$variant(command)
            }
        })+

        impl FeatureCommand for Command {
            fn action(&self) -> &'static str {
                match self { $(Self::$variant(command) => command.action()),+ }
            }

            fn reads(&self, centre: CentreId) -> Vec<StreamName> {
                match self { $(Self::$variant(command) => command.reads(centre)),+ }
            }

            fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
                match self { $(Self::$variant(command) => command.decide(world, context)),+ }
            }
        }
    };
}

/// A body that is no command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The command is not of a known shape at {place}")]
pub struct Unreadable {
    /// Where it stops being one; never a value of it.
    pub place: String,
}

impl Command {
    /// Reads a command from a body of JSON.
    pub fn parse(body: &[u8]) -> Result<Self, Unreadable> {
        crate::place::read(body).map_err(|place| Unreadable { place })
    }
}

commands! {
    /// The centre.
    Centre(crate::centre::CentreCommand),
    /// A worker.
    Worker(crate::worker::WorkerCommand),
    /// A person.
    Person(crate::person::PersonCommand),
    /// Referral and triage.
    Referral(crate::referral::ReferralCommand),
    /// Risk assessment.
    Risk(crate::risk::RiskCommand),
    /// Pre-visits.
    PreVisit(crate::previsit::PreVisitCommand),
    /// Voice.
    Voice(crate::voice::VoiceCommand),
    /// The arrangement.
    Arrangement(crate::arrangement::ArrangementCommand),
    /// Overrides.
    Override(crate::overrides::OverrideCommand),
    /// Workers who have something to do with a family.
    Interest(crate::interest::InterestCommand),
    /// Being let into what is sealed in an emergency.
    Emergency(crate::emergency::EmergencyCommand),
    /// Bookings.
    Booking(crate::booking::BookingCommand),
    /// The session.
    Session(crate::session::SessionCommand),
    /// Incidents and disclosures.
    Concern(crate::concern::ConcernCommand),
    /// Reports.
    Report(crate::report::ReportCommand),
}
