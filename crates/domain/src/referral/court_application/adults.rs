//! Applicants, respondents and other people in the case.

use super::application::{AppliedAdult, AppliedFact, CourtApplication};
use super::needs;
use super::not_taken::NotTaken;
use super::reader::{Element, Reader};
use crate::person::{Channel, Confidentiality, FactKind, LeavingMessages, SafeContactRules};
use crate::referral::words::ProceedingsRole;
use crate::words::{Answer, Narrative, PersonName};

/// Every shape is read even where another is used: a field of the wrong type stops the import wherever it stands.
pub(super) fn read(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let applicants = parties(case, "applicants", ProceedingsRole::Applicant)?;
    let respondents = parties(case, "respondents", ProceedingsRole::Respondent)?;
    // The list of other people has an older name; where the service moved a case on, both may be filled with the same.
    let mut others = parties(case, "otherPartyInTheCaseRevised", ProceedingsRole::OtherPerson)?;
    if others.is_empty() {
        others = parties(case, "othersToNotify", ProceedingsRole::OtherPerson)?;
    } else {
        case.elements("othersToNotify")?;
    }
    into.adults.extend(applicants);
    into.adults.extend(respondents);
    if into.adults.is_empty() {
        // Only an application for a non-molestation or occupation order (FL401) has one of each instead of lists.
        for (name, role) in
            [("applicantsFL401", ProceedingsRole::Applicant), ("respondentsFL401", ProceedingsRole::Respondent)]
        {
            if let Some(party) = case.object(name)? {
                into.adults.extend(adult(&party, None, role)?);
            }
        }
    }
    into.adults.extend(others);
    for name in ["applicantsConfidentialDetails", "respondentConfidentialDetails", "otherPeopleConfidentialDetails"] {
        confidential(case, name, into)?;
    }
    kept_private(case, into)
}

fn parties(case: &Reader<'_>, name: &str, role: ProceedingsRole) -> Result<Vec<AppliedAdult>, NotTaken> {
    let mut found = Vec::new();
    for Element { id, value } in case.elements(name)? {
        found.extend(adult(&value, id, role)?);
    }
    Ok(found)
}

fn adult(party: &Reader<'_>, id: Option<String>, role: ProceedingsRole) -> Result<Option<AppliedAdult>, NotTaken> {
    let mut adult = AppliedAdult {
        ids: id.into_iter().chain(party.text("partyId")?).collect(),
        role,
        name: party.name("firstName", "lastName")?,
        aliases: alias(party)?.into_iter().collect(),
        born: party.date("dateOfBirth")?,
        facts: Vec::new(),
        in_refuge: party.answer("liveInRefuge")?.unwrap_or_default(),
        safe_contact: safe_contact(party)?,
        needs: Vec::new(),
    };
    own_facts(party, &mut adult)?;
    if let Some(response) = party.object("response")? {
        responded(&response, &mut adult)?;
    }
    Ok(Some(adult))
}

fn alias(party: &Reader<'_>) -> Result<Option<PersonName>, NotTaken> {
    // An earlier name is one field; splitting it into given and family names would be a guess.
    party.name("previousName", "")
}

fn own_facts(party: &Reader<'_>, adult: &mut AppliedAdult) -> Result<(), NotTaken> {
    let kind = if adult.in_refuge == Answer::Yes { FactKind::Refuge } else { FactKind::Address };
    let mut address_kept = asked(party, "isAddressConfidential")?;
    if kind == FactKind::Refuge {
        address_kept = Confidentiality::Confidential;
    }
    if let Some(text) = address(party, "address")? {
        add(&mut adult.facts, kind, text, address_kept);
    }
    let phone_kept = asked(party, "isPhoneNumberConfidential")?;
    for name in ["phoneNumber", "landline"] {
        if let Some(text) = party.narrative(name)? {
            add(&mut adult.facts, FactKind::Telephone, text, phone_kept);
        }
    }
    let email_kept = asked(party, "isEmailAddressConfidential")?;
    if let Some(text) = party.narrative("email")? {
        add(&mut adult.facts, FactKind::Email, text, email_kept);
    }
    Ok(())
}

/// What the party themselves answered later: newer contact details, what to keep private, what they need at court.
fn responded(response: &Reader<'_>, adult: &mut AppliedAdult) -> Result<(), NotTaken> {
    if let Some(own) = response.object("citizenDetails")? {
        if let Some(name) = own.name("firstName", "lastName")? {
            if adult.name.is_none() {
                adult.name = Some(name);
            } else if adult.name.as_ref() != Some(&name) {
                adult.aliases.push(name);
            }
        }
        if let Some(alias) = alias(&own)?
            && !adult.aliases.contains(&alias)
        {
            adult.aliases.push(alias);
        }
        let born = own.date("dateOfBirth")?;
        adult.born = adult.born.or(born);
        if let Some(text) = address(&own, "address")? {
            add(&mut adult.facts, FactKind::Address, text, Confidentiality::NotStated);
        }
        if let Some(contact) = own.object("contact")? {
            for (name, kind) in [("phoneNumber", FactKind::Telephone), ("email", FactKind::Email)] {
                if let Some(text) = contact.narrative(name)? {
                    add(&mut adult.facts, kind, text, Confidentiality::NotStated);
                }
            }
        }
    }
    if let Some(keep) = response.object("keepDetailsPrivate")? {
        keep_private(&keep, adult)?;
    }
    if let Some(court) = response.object("attendToCourt")? {
        adult.needs.extend(needs::of_respondent(&court)?);
    }
    Ok(())
}

fn asked(party: &Reader<'_>, name: &str) -> Result<Confidentiality, NotTaken> {
    Ok(match party.answer(name)? {
        Some(Answer::Yes) => Confidentiality::Confidential,
        Some(Answer::No) => Confidentiality::NotAskedToBeKept,
        _ => Confidentiality::NotStated,
    })
}

/// What a party asked to be kept from the others. Asked without saying what means everything.
fn keep_private(keep: &Reader<'_>, adult: &mut AppliedAdult) -> Result<(), NotTaken> {
    let wants = keep.answer("confidentiality")?;
    let named = keep.texts("confidentialityList")?;
    if wants != Some(Answer::Yes) && named.is_empty() {
        return Ok(());
    }
    for fact in &mut adult.facts {
        if named.is_empty() || named.iter().any(|name| names(name, fact.kind)) {
            fact.confidentiality = Confidentiality::Confidential;
        }
    }
    Ok(())
}

/// Whether an entry of the service's list of what to keep means this kind of fact: it has had several spellings.
pub(super) fn names(entry: &str, kind: FactKind) -> bool {
    let entry = entry.to_ascii_lowercase();
    match kind {
        FactKind::Email => entry.contains("email"),
        FactKind::Telephone => entry.contains("phone"),
        FactKind::Address | FactKind::Refuge => entry.contains("address") && !entry.contains("email"),
        _ => false,
    }
}

/// The service's list of what form C8 keeps from the others: whoever stands in it asked for it, whatever the flags
/// beside the party say. What it adds is added.
fn confidential(case: &Reader<'_>, name: &str, into: &mut CourtApplication) -> Result<(), NotTaken> {
    for Element { value, .. } in case.elements(name)? {
        let Some(who) = value.name("firstName", "lastName")? else {
            continue;
        };
        let mut kept = Vec::new();
        kept.extend(address(&value, "address")?.map(|text| (FactKind::Address, text)));
        kept.extend(value.narrative("phoneNumber")?.map(|text| (FactKind::Telephone, text)));
        kept.extend(value.narrative("email")?.map(|text| (FactKind::Email, text)));
        let same =
            |adult: &&mut AppliedAdult| adult.role != ProceedingsRole::NotAParty && adult.name.as_ref() == Some(&who);
        for adult in into.adults.iter_mut().filter(same) {
            for (kind, text) in &kept {
                add(&mut adult.facts, *kind, text.clone(), Confidentiality::Confidential);
            }
        }
    }
    Ok(())
}

/// What the applicant asked for on a page of its own.
fn kept_private(case: &Reader<'_>, into: &mut CourtApplication) -> Result<(), NotTaken> {
    let Some(keep) = case.object("keepContactDetailsPrivate")? else {
        return Ok(());
    };
    for adult in &mut into.adults {
        if adult.role == ProceedingsRole::Applicant {
            keep_private(&keep, adult)?;
        }
    }
    Ok(())
}

fn safe_contact(party: &Reader<'_>) -> Result<Option<SafeContactRules>, NotTaken> {
    let mut channels = Vec::new();
    for name in ["applicantPreferredContact", "contactPreferences"] {
        for entry in party.texts(name)? {
            channels.extend(channel(&entry));
        }
    }
    let instructions = party.narrative("applicantContactInstructions")?;
    Ok(rules(channels, LeavingMessages::NotAsked, instructions))
}

/// A way of contact by the word the service uses for it.
pub(super) fn channel(entry: &str) -> Option<Channel> {
    match entry.to_ascii_lowercase().as_str() {
        "phone" | "telephone" => Some(Channel::Telephone),
        "email" | "digital" => Some(Channel::Email),
        "post" => Some(Channel::Post),
        "text" => Some(Channel::Text),
        _ => None,
    }
}

/// Rules of safe contact, where the document says anything of them.
pub(super) fn rules(
    channels: Vec<Channel>,
    messages: LeavingMessages,
    instructions: Option<Narrative>,
) -> Option<SafeContactRules> {
    let says_nothing = channels.is_empty() && messages == LeavingMessages::NotAsked && instructions.is_none();
    (!says_nothing).then_some(SafeContactRules { channels, times: None, messages, code_word: None, instructions })
}

/// An address in one line. A country alone is none: the service fills it in by itself.
pub(super) fn address(of: &Reader<'_>, name: &str) -> Result<Option<Narrative>, NotTaken> {
    let Some(address) = of.object(name)? else {
        return Ok(None);
    };
    let mut parts = Vec::new();
    for part in ["AddressLine1", "AddressLine2", "AddressLine3", "PostTown", "County", "PostCode"] {
        parts.extend(address.text(part)?);
    }
    if parts.is_empty() {
        return Ok(None);
    }
    parts.extend(address.text("Country")?);
    Ok(Narrative::parse(&parts.join(", ")).ok())
}

/// Adds a fact, or makes the one that is there the stricter of the two.
pub(super) fn add(facts: &mut Vec<AppliedFact>, kind: FactKind, text: Narrative, confidentiality: Confidentiality) {
    let address = |kind| matches!(kind, FactKind::Address | FactKind::Refuge);
    let same =
        |fact: &&mut AppliedFact| fact.text == text && (fact.kind == kind || (address(fact.kind) && address(kind)));
    match facts.iter_mut().find(same) {
        Some(fact) => fact.confidentiality = fact.confidentiality.merged(confidentiality),
        None => facts.push(AppliedFact { kind, text, confidentiality }),
    }
}

impl Confidentiality {
    /// The same fact said twice: silence the second time takes nothing back.
    const fn merged(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotStated, known) | (known, Self::NotStated) => known,
            _ => self.stricter(other),
        }
    }
}
