use super::file::{CaseFile, CaseHead};
use super::people::Names;
use super::steps::{Step, steps};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::arrangement::{Phase, case_facts};
use domain::ids::{CaseId, PersonId};
use domain::referral::{AbuseForm, Topic};
use domain::rules::facts::Levels;
use domain::rules::{Moment, Standing, standing};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Harm};
use jiff::civil::Date;
use storage::lists::{Filter, ListQuery, SESSIONS};

/// The first page of a case.
#[derive(Debug)]
pub struct Overview {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// What rules find on the case today; those that stop it first.
    pub findings: Vec<Standing>,
    /// What is on record about abuse, each with what stands behind it.
    pub assertions: Vec<AssertionLine>,
    /// What else protects the family.
    pub safeguards: Safeguards,
    /// The level as four people see it.
    pub levels: Levels,
    /// Where two of them differ.
    pub gaps: Vec<LevelGap>,
    /// Before contact can start.
    pub steps: Vec<Step>,
    /// How many questions of safety nobody has answered.
    pub unknown: usize,
}

/// One statement that somebody was harmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssertionLine {
    /// What kind of harm.
    pub harm: Harm,
    /// In which form, where somebody said.
    pub form: Option<AbuseForm>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Who is said to have done it; empty where nobody said.
    pub by: Vec<PersonId>,
    /// Who is said to have been harmed; empty where nobody said.
    pub against: Vec<PersonId>,
    /// When the centre learned of it.
    pub learned_on: Date,
}

/// What protects a family besides the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safeguards {
    /// Domestic abuse is not on record.
    NotAsked,
    /// An order, a plan or a service is on record too.
    Others,
    /// Domestic abuse is on record, and nothing else that protects.
    CentreOnly,
}

/// Two of the four values of the level that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelGap {
    /// The name and value of one.
    pub one: (&'static str, ContactLevel),
    /// The name and value of the other.
    pub other: (&'static str, ContactLevel),
}

impl House {
    /// The first page of a case.
    pub async fn case_overview(&self, who: &SignedIn, case: CaseId) -> Result<Overview, Failure> {
        let file = self.open_case(who, case).await?;
        let sessions =
            ListQuery::of(who.asker.centre, &SESSIONS).only(Filter::Is("case_id", case.to_string().into())).page(0, 1);
        let sessions = self.storage.list(&sessions).await?.total;
        let facts = case_facts(&file.world, case, file.now, file.today);
        let levels = facts.case.levels;
        Ok(Overview {
            names: file.names(),
            findings: file.findings(file.moment()),
            assertions: file.assertions(),
            safeguards: file.safeguards(),
            levels,
            gaps: gaps(levels),
            steps: steps(&file, sessions),
            unknown: Topic::MANDATORY
                .into_iter()
                .filter(|topic| file.case_state().referral.answer(*topic).is_unknown())
                .count(),
            head: file.into_head(),
        })
    }
}

impl CaseFile {
    /// The moment whose rules a reader of the case must know of now.
    fn moment(&self) -> Moment {
        match self.case_state().arrangement.phase {
            Phase::Live | Phase::Paused => Moment::Agreement,
            Phase::None | Phase::Proposed | Phase::Ended => Moment::Triage,
        }
    }

    /// What rules find at a moment, with the overrides of the case; those that stop it first.
    pub(crate) fn findings(&self, moment: Moment) -> Vec<Standing> {
        let facts = case_facts(&self.world, self.case, self.now, self.today);
        let found = domain::rules::at(moment, &facts);
        let mut standing = standing(found, &self.case_state().overrides, self.today);
        standing.sort_by_key(|s| u8::from(!s.stops()));
        standing
    }

    pub(crate) fn assertions(&self) -> Vec<AssertionLine> {
        let mut lines: Vec<AssertionLine> = Vec::new();
        for a in &self.case_state().referral.assertions {
            let line = AssertionLine {
                harm: a.harm,
                form: a.form,
                status: a.status,
                by: a.by.clone(),
                against: a.against.clone(),
                learned_on: a.learned_on,
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.sort_by_key(|line| (line.harm, !line.status.is_established()));
        lines
    }

    fn safeguards(&self) -> Safeguards {
        let referral = &self.case_state().referral;
        if !referral.domestic_abuse_recorded() {
            return Safeguards::NotAsked;
        }
        let ordered = referral.orders.iter().any(|o| o.kind().restricts() && o.may_be_in_force(self.today));
        let known = [
            Topic::PoliceInvolved,
            Topic::LocalAuthorityKnown,
            Topic::ChildInNeed,
            Topic::ChildProtectionPlan,
            Topic::LookedAfter,
        ];
        let served = known.into_iter().any(|topic| referral.answer(topic) == Answer::Yes);
        if ordered || served { Safeguards::Others } else { Safeguards::CentreOnly }
    }
}

/// Every pair of the four values that is known and differs.
pub(crate) fn gaps(levels: Levels) -> Vec<LevelGap> {
    let all = [
        ("requested", levels.requested),
        ("ordered", levels.ordered),
        ("assessed", levels.assessed),
        ("delivered", levels.delivered),
    ];
    let known: Vec<_> = all.into_iter().filter_map(|(name, level)| level.map(|level| (name, level))).collect();
    let mut gaps = Vec::new();
    for (place, one) in known.iter().enumerate() {
        gaps.extend(
            known
                .iter()
                .skip(place + 1)
                .filter(|other| other.1 != one.1)
                .map(|other| LevelGap { one: *one, other: *other }),
        );
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_nobody_stated_is_no_mismatch() {
        let levels = Levels { requested: Some(ContactLevel::Supported), ..Levels::default() };
        assert!(gaps(levels).is_empty());
    }

    #[test]
    fn every_two_values_that_differ_are_told() {
        let levels = Levels {
            requested: Some(ContactLevel::Supported),
            ordered: Some(ContactLevel::Supervised),
            assessed: Some(ContactLevel::Supervised),
            delivered: None,
        };
        let told: Vec<_> = gaps(levels).iter().map(|gap| (gap.one.0, gap.other.0)).collect();
        assert_eq!(told, [("requested", "ordered"), ("requested", "assessed")]);
    }
}
