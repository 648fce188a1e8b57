use super::file::CaseHead;
use super::people::Named;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::{Action, OpenProtectedFacts, OpenRefuge, ProtectedFacts, Refuge};
use access::{Grant, Purpose, Record, RecordKind, Sealed};
use domain::ids::{CaseId, PersonId};
use domain::person::{self, Confidentiality, KnownFrom, ProtectedDetail, SafeContactRules};
use domain::private::Compartment;
use domain::words::Narrative;
use jiff::civil::Date;

/// A protected fact: it opens only with a grant for a purpose.
#[derive(Debug)]
pub struct ProtectedLine {
    /// Kind and text.
    pub detail: Sealed<ProtectedDetail, ProtectedFacts>,
    /// What was said about keeping it.
    pub confidentiality: Confidentiality,
    /// Where the centre has it from.
    pub known_from: KnownFrom,
}

/// How somebody may be reached, which lies among the protected facts too.
#[derive(Debug)]
pub struct SafeContactLine {
    /// When they were asked.
    pub asked_on: Date,
    /// What they said.
    pub rules: Sealed<SafeContactRules, ProtectedFacts>,
}

/// What was opened, for one purpose, once.
#[derive(Debug)]
pub struct OpenedFacts {
    /// What stands above it.
    pub head: CaseHead,
    /// Whose facts.
    pub person: Named,
    /// The facts that stand.
    pub facts: Vec<ProtectedLine>,
    /// How to reach them safely.
    pub safe_contact: Option<SafeContactLine>,
    /// What the facts open with, and the purpose.
    pub opened: Grant<OpenProtectedFacts>,
}

/// A refuge: it opens with a grant of its own, and never with the other protected facts.
#[derive(Debug)]
pub struct RefugeLine {
    /// The words.
    pub text: Sealed<person::Refuge, Refuge>,
    /// What was said about keeping it.
    pub confidentiality: Confidentiality,
    /// Where the centre has it from.
    pub known_from: KnownFrom,
}

/// The refuge that was opened, for one purpose, once; nothing on it where somebody is in none.
#[derive(Debug)]
pub struct OpenedRefuge {
    /// What stands above it.
    pub head: CaseHead,
    /// The refuges that stand.
    pub refuges: Vec<RefugeLine>,
    /// What they open with, and the purpose.
    pub opened: Grant<OpenRefuge>,
}

/// What was opened of a case as a whole: how to reach the referrer, where the children are.
#[derive(Debug)]
pub struct OpenedOfCase {
    /// What stands above it.
    pub head: CaseHead,
    /// What each text is, and the text.
    pub texts: Vec<(&'static str, Sealed<Narrative, ProtectedFacts>)>,
    /// What the texts open with, and the purpose.
    pub opened: Grant<OpenProtectedFacts>,
}

/// The purposes somebody can state. Checking a paper before it leaves is the program's own.
const PURPOSES: [Purpose; 3] = [Purpose::SafeContact, Purpose::Safeguarding, Purpose::Emergency];

impl House {
    /// For which purposes this reader may open protected facts of a case.
    pub async fn purposes(&self, who: &SignedIn, case: CaseId) -> Result<Vec<Purpose>, Failure> {
        self.purposes_of::<OpenProtectedFacts>(who, case).await
    }

    /// For which purposes this reader may open a refuge of a case, whether or not anybody is in one.
    pub async fn refuge_purposes(&self, who: &SignedIn, case: CaseId) -> Result<Vec<Purpose>, Failure> {
        self.purposes_of::<OpenRefuge>(who, case).await
    }

    async fn purposes_of<A: Action>(&self, who: &SignedIn, case: CaseId) -> Result<Vec<Purpose>, Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Case(case));
        let mut open = Vec::new();
        for purpose in PURPOSES {
            let standing = self.standing(who, Some(case), purpose).await?;
            if self.decided(&standing, A::NAME, record).permitted {
                open.push(purpose);
            }
        }
        Ok(open)
    }

    /// Opens the protected texts of a case as a whole, for a purpose. In an emergency the safeguarding lead is told.
    pub async fn open_case_protected(
        &self,
        who: &SignedIn,
        case: CaseId,
        purpose: Purpose,
    ) -> Result<OpenedOfCase, Failure> {
        let file = self.open_case_or_let_in(who, case).await?;
        let opened = self.grant::<OpenProtectedFacts>(who, Look::at(file.record).purpose(purpose)).await?;
        if purpose == Purpose::Emergency {
            self.tell_of_emergency(who, case, Vec::new()).await;
        }
        let referral = &file.case_state().referral;
        let referrer = referral.referrer_details.iter().map(|text| ("The referrer, and how to reach them", text));
        let texts = referral.texts.iter().map(|(kind, text)| (super::words::text_kind(*kind), text));
        let texts = referrer
            .chain(texts)
            .filter(|(_, text)| text.compartment().is_none_or(|c| c == Compartment::ProtectedFacts))
            .map(|(label, text)| (label, file.seal(text.clone())))
            .collect();
        Ok(OpenedOfCase { texts, opened, head: file.into_head() })
    }

    /// Who the protected facts belong to: for the page that asks what they are needed for. Nothing is opened.
    pub async fn protected_of(
        &self,
        who: &SignedIn,
        case: CaseId,
        person: PersonId,
    ) -> Result<(CaseHead, Named), Failure> {
        let file = self.open_case_or_let_in(who, case).await?;
        if !file.case_state().referral.people().any(|known| known == person) {
            return Err(Failure::NotOpen);
        }
        let named = file.named(person);
        Ok((file.into_head(), named))
    }

    /// Opens somebody's refuge for a purpose, apart from every other fact. The look is committed to the access log before
    /// this returns, and in an emergency the safeguarding lead is told.
    pub async fn open_refuge(
        &self,
        who: &SignedIn,
        case: CaseId,
        person: PersonId,
        purpose: Purpose,
    ) -> Result<OpenedRefuge, Failure> {
        let file = self.open_case_or_let_in(who, case).await?;
        if !file.case_state().referral.people().any(|known| known == person) {
            return Err(Failure::NotOpen);
        }
        let record = Record::new(who.asker.centre, RecordKind::Person(person, case));
        let opened = self.grant::<OpenRefuge>(who, Look::at(record).purpose(purpose)).await?;
        if purpose == Purpose::Emergency {
            self.tell_of_emergency(who, case, vec![person]).await;
        }
        let stands = file.world.people.get(&person).into_iter().flat_map(|state| state.refuges.values());
        let refuges = stands.map(|refuge| RefugeLine {
            text: Sealed::apart(record, refuge.text.clone()),
            confidentiality: refuge.confidentiality,
            known_from: refuge.known_from,
        });
        Ok(OpenedRefuge { refuges: refuges.collect(), head: file.into_head(), opened })
    }

    /// Opens somebody's protected facts but a refuge for a purpose. The look is committed to the access log before this returns,
    /// and in an emergency the safeguarding lead is told.
    pub async fn open_protected(
        &self,
        who: &SignedIn,
        case: CaseId,
        person: PersonId,
        purpose: Purpose,
    ) -> Result<OpenedFacts, Failure> {
        let file = self.open_case_or_let_in(who, case).await?;
        if !file.case_state().referral.people().any(|known| known == person) {
            return Err(Failure::NotOpen);
        }
        let record = Record::new(who.asker.centre, RecordKind::Person(person, case));
        let opened = self.grant::<OpenProtectedFacts>(who, Look::at(record).purpose(purpose)).await?;
        if purpose == Purpose::Emergency {
            self.tell_of_emergency(who, case, vec![person]).await;
        }
        let state = file.world.people.get(&person);
        // An erased fact no longer says of what kind it was: it may have been a refuge, so that none of them is counted.
        let held = state.into_iter().flat_map(|state| state.facts.values()).filter(|f| f.detail.expose().is_some());
        let facts = held.map(|fact| ProtectedLine {
            detail: Sealed::new(record, fact.detail.clone()),
            confidentiality: fact.confidentiality,
            known_from: fact.known_from,
        });
        let facts = facts.collect();
        let safe_contact = state.and_then(|state| state.safe_contact.as_ref()).map(|contact| SafeContactLine {
            asked_on: contact.asked_on,
            rules: Sealed::new(record, contact.rules.clone()),
        });
        Ok(OpenedFacts { person: file.named(person), head: file.into_head(), facts, safe_contact, opened })
    }
}
