use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::{OpenProtectedFacts, Ordinary, ProtectedFacts, ReadWorkforce};
use access::{Grant, Purpose, Record, RecordKind, Sealed};
use domain::centre::{CentreState, Label, PartnerLead, PartnerStanding, Telephone};
use domain::ids::PersonId;
use domain::stream::StreamName;
use domain::words::PersonName;

/// The lead of a partner centre who can be asked to be a second person.
#[derive(Debug)]
pub struct PartnerLine {
    /// Who.
    pub lead: PersonId,
    /// Their name.
    pub name: Sealed<PersonName, Ordinary>,
    /// The centre they lead.
    pub organisation: Sealed<Label, Ordinary>,
}

/// Where the lead of a partner centre can be rung.
#[derive(Debug)]
pub struct PartnerTelephone {
    /// Who.
    pub line: PartnerLine,
    /// The number.
    pub telephone: Sealed<Telephone, ProtectedFacts>,
    /// What the name opens with.
    pub grant: Grant<ReadWorkforce>,
    /// What the number opens with.
    pub opened: Grant<OpenProtectedFacts>,
}

impl PartnerLine {
    pub(crate) fn of(lead: PersonId, partner: &PartnerLead, record: Record) -> Self {
        Self {
            lead,
            name: Sealed::new(record, partner.name.clone()),
            organisation: Sealed::new(record, partner.organisation.clone()),
        }
    }

    /// Everybody who can be asked.
    pub(crate) fn all(centre: &CentreState, record: Record) -> Vec<Self> {
        let named = centre.partner_leads().iter().filter(|(_, lead)| lead.standing == PartnerStanding::Named);
        named.map(|(id, lead)| Self::of(*id, lead, record)).collect()
    }
}

impl House {
    /// Opens the telephone number of a partner centre's lead, to ring them about an override.
    pub async fn partner_telephone(&self, who: &SignedIn, lead: PersonId) -> Result<PartnerTelephone, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Centre);
        let grant = self.grant::<ReadWorkforce>(who, Look::at(record)).await?;
        let opened = self.grant::<OpenProtectedFacts>(who, Look::at(record).purpose(Purpose::Safeguarding)).await?;
        let world = self.world(centre, &[StreamName::Centre(centre)]).await?;
        let partner = world.centre.partner_lead(lead).ok_or(Failure::NotOpen)?;
        let telephone = Sealed::new(record, partner.telephone.clone());
        Ok(PartnerTelephone { line: PartnerLine::of(lead, partner, record), telephone, grant, opened })
    }
}
