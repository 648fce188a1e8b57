//! A family of the demo: who they are, what is said about them, and how their story begins.

use super::calendar::Calendar;
use super::chance::Chance;
use super::names::{Name, Names};
use super::office::{Colleague, Office};
use super::region::Group;
use super::texts;
use super::turns::Turn;
use crate::failed::Failed;
use app::Done;
use domain::command::Command;
use domain::ids::{CaseId, PersonId};
use domain::person::{LeavingMessages, NameGiven, Need, NeedKind};
use domain::referral::{
    DecidedBy, ReferralCommand, ReferrerKind, RelationshipKind, Route, TextKind, Topic, TypedAdult, TypedAssertion,
    TypedChild, TypedOrder, TypedReferral,
};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, EvidentialStatus, Harm, OrderKind, Side};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is said about domestic abuse in a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abuse {
    /// Asked, and both say that there was none.
    None,
    /// Alleged; no court has decided.
    Alleged,
    /// A court found it.
    Found,
}

/// The names of a family.
pub struct Members {
    children: Vec<Name>,
    resident: Name,
    visiting: Name,
    /// Brings the child, where the adult they live with does not.
    escort: Option<Name>,
}

impl Members {
    /// Draws a family. Family names are shared or not, as they are among people.
    pub fn draw(names: &mut Names, chance: &mut Chance) -> Self {
        let of_resident = names.family();
        let of_visiting = if chance.of_hundred(40) { of_resident } else { names.family() };
        let of_children = if chance.of_hundred(50) { of_resident } else { of_visiting };
        let children = (0..=chance.below(3)).map(|_| names.of_family(of_children)).collect();
        Self {
            children,
            resident: names.of_family(of_resident),
            visiting: names.of_family(of_visiting),
            escort: chance.of_hundred(30).then(|| names.any()),
        }
    }
}

impl Members {
    /// The name of the adult the children live with.
    pub fn resident_name(&self) -> String {
        format!("{} {}", self.resident.given, self.resident.family)
    }

    /// The visiting adult's name.
    pub fn visiting_name(&self) -> String {
        format!("{} {}", self.visiting.given, self.visiting.family)
    }
}

/// A family while its story is told.
pub struct Family {
    /// Where.
    pub office: Arc<Office>,
    /// When.
    pub calendar: Calendar,
    /// Its place among the stories of its centre.
    pub turn: Turn,
    /// Its dice.
    pub chance: Chance,
    /// Its level and fate.
    pub group: Group,
    /// Its number among the families of its level at this centre.
    pub number: u32,
    /// Its names.
    pub members: Members,
}

/// The people of a case, as the record knows them.
pub struct Case {
    /// The case.
    pub id: CaseId,
    /// The children.
    pub children: Vec<PersonId>,
    /// The adult they live with.
    pub resident: PersonId,
    /// The visiting adult.
    pub visiting: PersonId,
    /// Whoever brings and collects the children.
    pub escort: PersonId,
}

impl Family {
    /// Waits for a time of a day.
    pub async fn at(&self, day: Date, hour: i8, minute: i8) {
        self.turn.at(self.calendar.at(day, hour, minute)).await;
    }

    /// Carries something out, now.
    pub async fn carry_out(&self, who: &Colleague, command: impl Into<Command>) -> Result<Done, Failed> {
        self.office.carry_out(who, command).await
    }

    /// What is said about domestic abuse: never in ordinary supported contact, mostly in supervised contact.
    pub const fn abuse(&self) -> Abuse {
        match (self.group.level, self.number % 5) {
            (ContactLevel::Supported, _) => Abuse::None,
            (_, 0 | 3) => Abuse::Alleged,
            (_, 1) => Abuse::Found,
            _ => Abuse::None,
        }
    }

    /// Whether a court ordered the contact.
    pub const fn ordered(&self) -> bool {
        self.number % 4 < 2
    }

    /// The referral is typed in by whoever took it.
    pub async fn refer(&mut self, day: Date) -> Result<CaseId, Failed> {
        self.at(day, 10, 20).await;
        let referral = self.referral(day)?;
        let done =
            self.carry_out(self.office.intake()?, ReferralCommand::RecordTypedReferral(Box::new(referral))).await?;
        done.case().ok_or_else(|| Failed::no("The demo made a referral without a case.", "Please report this."))
    }

    /// The people of the case.
    pub async fn people(&self, case: CaseId) -> Result<Case, Failed> {
        let world = self.office.house.world(self.office.centre, &[StreamName::Case(case)]).await?;
        let referral = world.cases.get(&case).map(|state| &state.referral);
        let one = |side| referral.and_then(|referral| referral.adults_on(side).next());
        match (one(Side::Resident), one(Side::Visiting)) {
            (Some(resident), Some(visiting)) => Ok(Case {
                id: case,
                children: referral.map(|r| r.children_of_referral().collect()).unwrap_or_default(),
                resident,
                visiting,
                escort: one(Side::Other).unwrap_or(resident),
            }),
            _ => Err(Failed::no("The demo made a referral without two sides.", "Please report this.")),
        }
    }

    fn referral(&mut self, day: Date) -> Result<TypedReferral, Failed> {
        let orders = self.orders(day)?;
        let assertions = self.assertions()?;
        let texts = BTreeMap::from([
            (TextKind::WhatIsAskedFor, texts::one(&mut self.chance, texts::ASKED_FOR)?),
            (TextKind::LastContact, texts::one(&mut self.chance, texts::LAST_CONTACT)?),
            (TextKind::Fears, texts::one(&mut self.chance, texts::FEARS)?),
        ]);
        let route = if self.number.is_multiple_of(3) { Route::TypedIn } else { Route::ByTelephone };
        let referrer = match self.number % 5 {
            0 => ReferrerKind::Solicitor,
            1 | 4 => ReferrerKind::Themselves,
            2 => ReferrerKind::Cafcass,
            _ => ReferrerKind::Court,
        };
        Ok(TypedReferral {
            route,
            referrer,
            referrer_details: None,
            received_on: Some(day),
            children: self.children(day)?,
            adults: self.adults()?,
            answers: self.answers(),
            texts,
            requested_level: Some(self.group.level),
            ordered_level: self.ordered().then_some(self.group.level),
            decided_by: Some(if self.ordered() { DecidedBy::Court } else { DecidedBy::Agreement }),
            court: if self.ordered() { Some(texts::words("Family Court at Arrow Vale")?) } else { None },
            court_case_number: None,
            next_hearing: self.ordered().then(|| self.calendar.day(20 + i64::from(self.number))),
            orders,
            assertions,
        })
    }

    fn children(&mut self, day: Date) -> Result<Vec<TypedChild>, Failed> {
        let mut children = Vec::new();
        for name in &self.members.children {
            let age = i64::try_from(self.chance.below(11)).unwrap_or(5) + 1;
            let days = i64::try_from(self.chance.below(360)).unwrap_or(0);
            let mut needs = Vec::new();
            if self.chance.of_hundred(12) {
                needs.push(Need {
                    kind: NeedKind::Medical,
                    text: Some(texts::words("Asthma; the blue inhaler comes along.")?),
                });
            }
            let school = if self.chance.of_hundred(40) {
                Some(texts::words(&format!("{} Lane Primary School", self.members.resident.family))?)
            } else {
                None
            };
            children.push(TypedChild {
                name: given(name),
                date_of_birth: Some(day.saturating_sub(age.years()).saturating_sub(days.days())),
                school,
                needs,
            });
        }
        Ok(children)
    }

    fn adults(&mut self) -> Result<Vec<TypedAdult>, Failed> {
        let apart = if self.abuse() == Abuse::None { Answer::No } else { Answer::Yes };
        let mut adults = vec![
            self.adult(&self.members.resident.clone(), Side::Resident, RelationshipKind::Parent, apart)?,
            self.adult(&self.members.visiting.clone(), Side::Visiting, self.visits_as(), Answer::NotAsked)?,
        ];
        if let Some(escort) = self.members.escort.clone() {
            adults.push(self.adult(&escort, Side::Other, RelationshipKind::Relative, Answer::NotAsked)?);
        }
        if self.number % 6 == 4
            && let Some(adult) = adults.get_mut(1)
        {
            adult.needs.push(Need {
                kind: NeedKind::Language,
                text: Some(texts::words("Polish; understands English well.")?),
            });
        }
        Ok(adults)
    }

    const fn visits_as(&self) -> RelationshipKind {
        match self.number % 8 {
            6 => RelationshipKind::Grandparent,
            7 => RelationshipKind::StepParent,
            _ => RelationshipKind::Parent,
        }
    }

    fn adult(
        &mut self,
        name: &Name,
        side: Side,
        relationship: RelationshipKind,
        keep_from_others: Answer,
    ) -> Result<TypedAdult, Failed> {
        // Numbers of the range that is kept for plays and films.
        let telephone = format!("07700 900{:03}", self.chance.below(1000));
        let house = self.chance.below(140) + 1;
        let street = self
            .chance
            .one(&["Tannery Row", "Sexton's Hill", "Lower Weir", "Orchard Way", "Coppice Road"], "High Street");
        let address = if side == Side::Resident || self.chance.of_hundred(40) {
            Some(texts::words(&format!("{house} {street}, Arrow Vale"))?)
        } else {
            None
        };
        Ok(TypedAdult {
            name: given(name),
            aliases: Vec::new(),
            date_of_birth: None,
            side,
            role: None,
            relationship,
            relationship_words: None,
            parental_responsibility: if relationship == RelationshipKind::Parent {
                Answer::Yes
            } else {
                Answer::Unknown
            },
            telephone: Some(texts::words(&telephone)?),
            messages: if keep_from_others == Answer::Yes { LeavingMessages::DoNotLeave } else { LeavingMessages::Safe },
            code_word: if keep_from_others == Answer::Yes { Some(texts::words("Marmalade")?) } else { None },
            times: None,
            address,
            keep_from_others,
            needs: Vec::new(),
        })
    }

    /// The mandatory questions are answered, but for one that has to be asked of somebody in the families that wait.
    fn answers(&self) -> BTreeMap<Topic, Answer> {
        let abuse = if self.abuse() == Abuse::None { Answer::No } else { Answer::Yes };
        let orders = if self.ordered() || self.abuse() == Abuse::Found { Answer::Yes } else { Answer::No };
        let known = |number: u32| {
            if self.number % 4 == number { Answer::Yes } else { Answer::No }
        };
        let waits = self.group.fate == super::region::Fate::InfoRequested;
        BTreeMap::from([
            (Topic::OrdersInForce, orders),
            (Topic::BailConditions, Answer::No),
            (Topic::DomesticAbuse, abuse),
            (Topic::PoliceInvolved, if waits { Answer::Unknown } else { known(1) }),
            (Topic::LocalAuthorityKnown, known(3)),
            (Topic::ChildProtectionPlan, Answer::No),
            (Topic::SubstanceAbuse, Answer::No),
            (Topic::ChildAbduction, Answer::No),
            (Topic::BothAdultsInformed, Answer::Yes),
            (Topic::AccountObtained, Answer::Yes),
            (Topic::LevelExplained, Answer::Yes),
            (Topic::AdultsAgree, if self.ordered() { Answer::NotAsked } else { Answer::Yes }),
            (Topic::WrittenAgreement, if self.ordered() { Answer::NotAsked } else { Answer::Yes }),
        ])
    }

    fn orders(&self, day: Date) -> Result<Vec<TypedOrder>, Failed> {
        let issued_on = Some(day.saturating_sub(16.days()));
        let mut orders = Vec::new();
        if self.ordered() {
            orders.push(TypedOrder {
                kind: OrderKind::ChildArrangements,
                issued_on,
                ends_on: None,
                current: Answer::Yes,
                restrains: Vec::new(),
                protects: Vec::new(),
                directs: Some(self.group.level),
                made_by: Some(texts::words("Family Court at Arrow Vale")?),
            });
        }
        if self.abuse() == Abuse::Found {
            orders.push(TypedOrder {
                kind: OrderKind::NonMolestation,
                issued_on,
                ends_on: Some(day.saturating_add(1.years())),
                current: Answer::Yes,
                restrains: vec![1],
                protects: vec![0],
                directs: None,
                made_by: Some(texts::words("Family Court at Arrow Vale")?),
            });
        }
        Ok(orders)
    }

    fn assertions(&mut self) -> Result<Vec<TypedAssertion>, Failed> {
        let status = match self.abuse() {
            Abuse::None => return Ok(Vec::new()),
            Abuse::Alleged => EvidentialStatus::Allegation,
            Abuse::Found => EvidentialStatus::Finding,
        };
        // In some families it is the adult the children live with about whom it is said.
        let (by, against) = if self.number == 3 { (0, 1) } else { (1, 0) };
        Ok(vec![TypedAssertion {
            harm: Harm::DomesticAbuse,
            form: None,
            status,
            by: vec![by],
            against_adults: vec![against],
            against_children: Vec::new(),
            when: None,
            narrative: Some(texts::one(&mut self.chance, texts::ALLEGED)?),
        }])
    }
}

fn given(name: &Name) -> NameGiven {
    NameGiven { given: name.given.to_owned(), family: name.family.to_owned() }
}
