//! Signing in: by a passkey, or a name and a password with a code where its owner set one up; and a sign-in kept on the server
//! that every page asks for.
//!
//! An unknown name, a wrong password, a locked and a suspended account give the same answer after the same work.

mod account;
mod enrolling;
mod entering;
mod first;
mod limits;
mod passkeys;
mod recovering;
mod stepping_up;
mod totp;

pub use account::{AccountPage, FactorStanding, OwnSignIn, Place};
pub use enrolling::Enrolment;
pub use entering::{CodeNext, Entered};
pub use limits::Whence;
pub use passkeys::{OnlyOne, OwnPasskey, PasskeyAsked, PasskeyGiven, Site};
pub use recovering::{RecoveryLink, RecoveryStanding};
pub use stepping_up::StepUp;

pub(crate) use entering::{guessed, hashed};

use crate::door::AtDoor;
use crate::house::House;
use access::{Asker, FactorNeed, SecondFactor};
use domain::actor::Actor;
use domain::centre::FactorDemand;
use domain::ids::{CaseId, CentreId, PersonId, WorkerId};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use storage::{FactorOf, Rest, token_hash};

/// A sign-in lasts at most this long.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Without a page asked for, it ends after this many minutes.
pub const IDLE_MINUTES: u32 = 15;
/// How many wrong passwords an account bears, or wrong codes a second factor, and how long it rests then.
const REST: Rest = Rest { after: 5, lasts: SignedDuration::from_mins(15) };
/// For how long a second factor is good for what needs one of everybody.
const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 12;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who, where, with which roles today.
    pub asker: Asker,
    /// The token every form of this sign-in carries, so that no other site can send one.
    pub form_token: String,
    /// When the sign-in ends whatever happens.
    pub expires: Timestamp,
    /// Their second factor at this sign-in.
    pub(crate) factor: Factor,
    token_hash: [u8; 32],
    actor: Actor,
    asked_about: Option<CaseId>,
    door: Option<AtDoor>,
}

/// How somebody stands with their second factor at a sign-in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor {
    /// When it was last given.
    given: Option<Timestamp>,
    /// Whether the centre demands one.
    demand: FactorDemand,
}

impl Factor {
    const NONE: Self = Self { given: None, demand: FactorDemand::NotDemanded };

    /// Whether it was given within the last minutes.
    fn is_fresh(self, now: Timestamp) -> bool {
        self.at(now, FactorNeed::Everybody) == SecondFactor::Given
    }

    /// What it is worth now for an action of this need: what needs one of everybody wants it given a moment ago, everything
    /// else at this sign-in.
    pub(crate) fn at(self, now: Timestamp, need: FactorNeed) -> SecondFactor {
        let holds = |given: Timestamp| need != FactorNeed::Everybody || now.duration_since(given) < FRESH;
        match (self.given.is_some_and(holds), self.demand) {
            (true, _) => SecondFactor::Given,
            (false, FactorDemand::NotDemanded) => SecondFactor::NotDemanded,
            (false, FactorDemand::Demanded) => SecondFactor::Missing,
        }
    }
}

impl SignedIn {
    /// The one who acts.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The program itself at a centre. Only `app` makes one.
    pub(crate) fn program(centre: CentreId) -> Self {
        Self {
            asker: Asker {
                worker: WorkerId::from_uuid(uuid::Uuid::nil()),
                centre,
                roles: BTreeSet::new(),
                offices: BTreeSet::new(),
            },
            form_token: String::new(),
            expires: Timestamp::MAX,
            factor: Factor::NONE,
            token_hash: [0; 32],
            actor: Actor::Program,
            asked_about: None,
            door: None,
        }
    }

    /// Somebody who entered their PIN at a device at the door. They gave no second factor, and whatever needs one where it is
    /// demanded is not open to them there. Only `app` makes one.
    pub(crate) fn at_door(asker: Asker, door: AtDoor) -> Self {
        let factor = Factor { given: None, demand: FactorDemand::Demanded };
        let (actor, program) = (Actor::Worker(asker.worker), Self::program(asker.centre));
        Self { asker, actor, factor, door: Some(door), expires: door.ends(), ..program }
    }

    /// The lead of a partner centre whom a one-time link asks about a case: without an account, and without a role.
    /// Only `app` makes one.
    pub(crate) fn by_link(centre: CentreId, lead: PersonId, case: CaseId) -> Self {
        Self { actor: Actor::Person(lead), asked_about: Some(case), ..Self::program(centre) }
    }

    /// Whether a one-time link asks them about this case.
    pub(crate) fn is_asked_about(&self, case: Option<CaseId>) -> bool {
        self.asked_about.is_some() && self.asked_about == case
    }

    /// The device at the door where they stand.
    pub(crate) const fn door(&self) -> Option<&AtDoor> {
        self.door.as_ref()
    }

    /// What is stored of their token.
    pub(crate) const fn token_hash(&self) -> &[u8; 32] {
        &self.token_hash
    }

    /// Whose second factor and PIN theirs are.
    pub(crate) const fn own(&self) -> FactorOf {
        FactorOf { centre: self.asker.centre, worker: self.asker.worker }
    }
}

/// The token of a new sign-in, for the cookie; only its hash is stored.
pub struct Token([u8; 32]);

impl Token {
    /// A token nobody has seen.
    pub(crate) fn fresh(house: &House) -> Self {
        Self(house.token())
    }

    /// What is stored of it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        token_hash(&self.0)
    }

    /// What every form of the sign-in or device that it belongs to carries, so that no other site can send one.
    pub fn form_token(&self) -> String {
        entering::form_token(&self.0)
    }

    /// The text of the cookie.
    pub fn text(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0)
    }

    /// The token of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }
}
