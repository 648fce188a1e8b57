//! Asking the lead of a partner centre: a link that works once, and a code that goes another way. Both are shown once;
//! only their hashes are kept.

use super::{OverrideLine, line};
use crate::cases::CaseHead;
use crate::execute::Order;
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::{SignedIn, Token};
use crate::worker::PartnerLine;
use domain::actor::Actor;
use domain::command::Command;
use domain::ids::{CaseId, OverrideId, PersonId};
use domain::overrides::{LINK_LASTS, OverrideCommand, OverrideRecord, OverrideStanding};
use domain::world::World;
use jiff::Zoned;
use sha2::{Digest, Sha256};
use storage::{PartnerLink, token_hash};

/// An override about which the lead of a partner centre can be asked.
#[derive(Debug)]
pub struct AskingPartner {
    /// What stands above it.
    pub head: CaseHead,
    /// The override.
    pub line: OverrideLine,
    /// Who can be asked.
    pub leads: Vec<PartnerLine>,
}

/// A link that was made, with its code. Neither can be shown again.
pub struct MadeLink {
    /// What stands above it.
    pub head: CaseHead,
    /// Whom it is for.
    pub lead: PartnerLine,
    /// The text of the link's token.
    pub token: String,
    /// The code, in digits.
    pub code: String,
    /// Until when it works.
    pub until: Zoned,
}

impl House {
    /// An override about which the lead of a partner centre can be asked: one that waits for a second person, or that
    /// one of them authorised by telephone.
    pub async fn asking_partner(&self, who: &SignedIn, case: CaseId, id: OverrideId) -> Result<AskingPartner, Failure> {
        let mut file = self.open_for_second(who, case).await?;
        let may = self.may_of(who, case, &["ask-partner-lead"]).await?;
        self.read_overriders(&mut file).await?;
        let record = file.case_state().overrides.record(id).filter(|_| !may.is_empty()).ok_or(Failure::NotOpen)?;
        let mut leads = PartnerLine::all(&file.world.centre, file.record);
        leads.retain(|lead| can_be_asked(record, lead.lead, file.today));
        let found = super::all_findings(&file.world, file.case, file.now, file.today);
        let line = line(&file, record, &found, who, &may);
        Ok(AskingPartner { line, leads, head: file.into_head() })
    }

    /// Makes a link for the lead of a partner centre. Every earlier link of the same override stops working.
    pub async fn ask_partner(
        &self,
        who: &SignedIn,
        case: CaseId,
        id: OverrideId,
        lead: PersonId,
    ) -> Result<MadeLink, Failure> {
        let ask = OverrideCommand::AskPartnerLead { case, id, lead };
        self.decide_and_append(who, Order::from(Command::from(ask))).await?;
        let file = self.open_for_second(who, case).await?;
        let named = file.world.centre.partner_lead(lead).ok_or(Failure::NotOpen)?;
        let named = PartnerLine::of(lead, named, file.record);
        let until = self.now().checked_add(LINK_LASTS).map_err(Failure::fault)?;
        let (token, code) = (self.token(), self.code());
        let link = PartnerLink {
            token_hash: token_hash(&token),
            centre: who.asker.centre,
            case,
            id,
            lead,
            code_hash: code_hash(&token, &code),
            tries: 0,
            expires: until,
            used_at: None,
        };
        self.storage.put_partner_link(&link).await?;
        let until = domain::words::at_centre(until, &file.world.centre.zone());
        let token = data_encoding::BASE64URL_NOPAD.encode(&token);
        Ok(MadeLink { head: file.into_head(), lead: named, token, code, until })
    }

    /// Eight random digits.
    fn code(&self) -> String {
        let bytes = self.token();
        let digits = bytes.iter().fold(0_u64, |sum, byte| (sum * 256 + u64::from(*byte)) % 100_000_000);
        format!("{digits:08}")
    }
}

/// Whether this lead of a partner centre can be asked about an override.
pub(super) fn can_be_asked(record: &OverrideRecord, lead: PersonId, today: jiff::civil::Date) -> bool {
    match record.standing(today) {
        OverrideStanding::Requested => true,
        OverrideStanding::AwaitingConfirmation => {
            record.authorised.is_some_and(|authorised| authorised.second == Actor::Person(lead))
        }
        _ => false,
    }
}

/// Whether somebody who is named here can be asked about an override.
pub(super) fn somebody_can_be_asked(world: &World, record: &OverrideRecord, today: jiff::civil::Date) -> bool {
    let named = |lead: &PersonId| world.centre.partner_lead(*lead).is_some();
    world.centre.partner_leads().keys().filter(|lead| named(lead)).any(|lead| can_be_asked(record, *lead, today))
}

/// What is kept of a code. It has few digits, so it is hashed together with the link, which is kept nowhere.
pub(super) fn code_hash(token: &[u8; 32], code: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"contact-safeguard/partner-code/v1");
    hash.update(token);
    hash.update(code.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>());
    hash.finalize().into()
}

/// The bytes of a link's token.
pub(super) fn token_of(text: &str) -> Option<[u8; 32]> {
    Token::parse(text)?;
    data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()
}
