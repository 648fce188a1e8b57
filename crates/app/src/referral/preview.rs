use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::{Record, RecordKind};
use domain::referral::ContactWanted;
use domain::referral::court_application::{self, ExistingOrder, NotMapped, NotTaken, contact_wanted, unknown};
use domain::words::Harm;
use std::collections::BTreeSet;

/// What a court application holds, before anything of it is saved: counts and kinds, nobody's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How many children it is about.
    pub children: usize,
    /// How many adults belong to the case: applicants, respondents and other people in it.
    pub adults: usize,
    /// Kinds of harm alleged, whoever made the allegation.
    pub allegations: BTreeSet<Harm>,
    /// Existing orders, undertakings and bail.
    pub orders: BTreeSet<ExistingOrder>,
    /// The contact its maker agrees to.
    pub contact_wanted: ContactWanted,
    /// What nobody has said.
    pub unknown: Vec<&'static str>,
    /// What has no place here.
    pub not_mapped: Vec<NotMapped>,
}

impl House {
    /// Looks into a court application for somebody who may import one. The same reading decides the import itself.
    pub async fn preview_application(
        &self,
        who: &SignedIn,
        bytes: &[u8],
    ) -> Result<Result<Preview, NotTaken>, Failure> {
        self.may_refer(who, "import-court-application").await?;
        Ok(court_application::read(bytes).map(|application| Preview {
            children: application.children.len(),
            adults: application.adults_of_the_case(),
            allegations: application.allegations.iter().map(|allegation| allegation.harm).collect(),
            orders: application.orders.iter().map(|order| order.order).collect(),
            contact_wanted: contact_wanted(&application),
            unknown: unknown(&application),
            not_mapped: application.not_mapped,
        }))
    }

    /// Refuses whoever may not take referrals in this way.
    pub async fn may_refer(&self, who: &SignedIn, action: &str) -> Result<(), Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Centre);
        if self.may(who, action, record).await? { Ok(()) } else { Err(Failure::NotOpen) }
    }
}
