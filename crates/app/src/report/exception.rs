//! Asking that a paper goes out although something was found in it, and what the second person is shown.

use super::guarded::{protected_from, rule_kind};
use super::page::ReportFile;
use super::release::kept_bytes;
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, short_name};
use crate::sign_in::SignedIn;
use access::action::{OpenProtectedFacts, Ordinary, ProtectedFacts, ReadReport};
use access::{Grant, Sealed};
use data_encoding::BASE64;
use documents::{PdfText, Place, search};
use domain::ids::{PersonId, ReportId, SessionId};
use domain::private::{Compartment, Private, Subject};
use domain::report::{
    AskRelease, ComparedPaper, Exception, ExceptionStage, FoundHit, Recipient, RecipientKind, SharingPurpose,
};
use domain::rules::facts::ProtectedKind;
use domain::words::{Answer, Narrative, at_centre};
use jiff::Zoned;

/// What was found in a paper: kind and whose, never the words.
#[derive(Debug)]
pub struct FoundLine {
    /// What kind.
    pub kind: ProtectedKind,
    /// Whose, as pages name them.
    pub whose: Name,
    /// How often.
    pub count: u32,
}

/// A request that a paper goes out as it is, as the report's page shows it.
#[derive(Debug)]
pub struct ExceptionLine {
    /// Where it stands.
    pub stage: ExceptionStage,
    /// Whether the reader asked for it, and so does not answer it.
    pub own: bool,
    /// What was found.
    pub found: Vec<FoundLine>,
}

/// A paper that would be stopped, for whoever may ask that it goes.
#[derive(Debug)]
pub struct StoppedPaper {
    /// Of which session.
    pub session: SessionId,
    /// For what kind of recipient.
    pub kind: RecipientKind,
    /// The name the paper shows.
    pub name: Sealed<Narrative, Ordinary>,
    /// What was found in it.
    pub found: Vec<FoundLine>,
    /// What the names open with.
    pub grant: Grant<ReadReport>,
}

/// A fact that stands in the paper.
#[derive(Debug)]
pub struct WordsFound {
    /// What kind.
    pub kind: ProtectedKind,
    /// Whose.
    pub whose: Name,
    /// The fact as recorded.
    pub words: Sealed<String, ProtectedFacts>,
    /// On which pages of the paper; 0 stands for a place no reader sees.
    pub pages: Vec<usize>,
}

/// A paper that waits for the second person.
#[derive(Debug)]
pub struct HeldPaper {
    /// Of which session.
    pub session: SessionId,
    /// For what kind of recipient.
    pub kind: RecipientKind,
    /// For a service, what it is told it for.
    pub purpose: Option<SharingPurpose>,
    /// The name the paper shows.
    pub name: Sealed<Narrative, Ordinary>,
    /// SHA-256 of the paper.
    pub paper: String,
    /// Who asks.
    pub by: Name,
    /// When they asked.
    pub at: Zoned,
    /// Why it should go.
    pub reason: Sealed<Narrative, ProtectedFacts>,
    /// What stands in it.
    pub words: Vec<WordsFound>,
    /// Whether the reader asked for it, and so does not answer it.
    pub own: bool,
    /// What names open with.
    pub grant: Grant<ReadReport>,
    /// What was found opens with this; that it was opened is on the record.
    pub opened: Grant<OpenProtectedFacts>,
}

impl House {
    /// What would stop the paper for a recipient, for whoever may ask that it goes all the same.
    pub async fn stopped_paper(&self, who: &SignedIn, report: ReportId, place: u32) -> Result<StoppedPaper, Failure> {
        let file = self.open_report(who, report).await?;
        if !self.may(who, "ask-release", file.record).await? {
            return Err(Failure::NotOpen);
        }
        self.leak_check(who, &file).await?;
        let paper = self.paper_for(&file, place).await?;
        let recipient = recipient_of(&file, place)?;
        let (kind, name) = (recipient.kind, Sealed::new(file.record, recipient.name.clone()));
        let found = found_lines(&file, &paper.found);
        Ok(StoppedPaper { session: file.session, kind, name, found, grant: file.grant })
    }

    /// The request with its paper as it would leave now, in place of whatever paper came with it.
    pub(crate) async fn with_paper(&self, who: &SignedIn, ask: AskRelease) -> Result<AskRelease, Failure> {
        let file = self.open_report(who, ask.report).await?;
        self.leak_check(who, &file).await?;
        let paper = self.paper_for(&file, ask.recipient).await?;
        let compared = (paper.compared == Answer::Yes).then(|| ComparedPaper {
            paper: paper.hash(),
            content: BASE64.encode(&paper.bytes),
            found: paper.found,
        });
        Ok(AskRelease { session: file.session, compared, ..ask })
    }

    /// The paper that waits for a second person, and the words that were found in it.
    pub async fn held_paper(&self, who: &SignedIn, report: ReportId, place: u32) -> Result<HeldPaper, Failure> {
        let file = self.open_report(who, report).await?;
        if !self.may(who, "agree-release", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let waits = file.report().and_then(|report| report.exception_for(place));
        let waits = waits.filter(|exception| exception.stage == ExceptionStage::Asked).ok_or(Failure::NotOpen)?.clone();
        let opened = self.leak_check(who, &file).await?;
        let recipient = recipient_of(&file, place)?.clone();
        let bytes = kept_bytes(&file, &waits, &opened)?;
        let words = words_found(&file, &recipient, bytes).await?;
        Ok(HeldPaper {
            session: file.session,
            kind: recipient.kind,
            purpose: recipient.purpose,
            name: Sealed::new(file.record, recipient.name),
            paper: waits.paper,
            by: file.worker(waits.by),
            at: at_centre(waits.at, &file.world.centre.zone()),
            reason: Sealed::new(file.record, waits.reason),
            words,
            own: waits.by == who.actor(),
            grant: file.grant,
            opened,
        })
    }
}

fn recipient_of(file: &ReportFile, place: u32) -> Result<&Recipient, Failure> {
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    file.report().and_then(|report| report.recipients.get(place)).ok_or(Failure::NotOpen)
}

/// The newest request for a recipient, as the report's page shows it.
pub(super) fn exception_line(file: &ReportFile, exception: &Exception, who: &SignedIn) -> ExceptionLine {
    let found = found_lines(file, &exception.found);
    ExceptionLine { stage: exception.stage, own: exception.by == who.actor(), found }
}

fn found_lines(file: &ReportFile, found: &[FoundHit]) -> Vec<FoundLine> {
    let whose = |person: Option<PersonId>| person.and_then(|id| short_name(&file.world, id, file.record));
    found.iter().map(|hit| FoundLine { kind: hit.kind, whose: whose(hit.whose), count: hit.count }).collect()
}

/// Which facts stand in the bytes, each looked for by itself.
async fn words_found(file: &ReportFile, recipient: &Recipient, bytes: Vec<u8>) -> Result<Vec<WordsFound>, Failure> {
    let case = file.world.cases.get(&file.slot.case).ok_or(Failure::NotOpen)?;
    let protected = protected_from(recipient, case, &file.world);
    let class = super::guarded::class(recipient.kind);
    let work = tokio::task::spawn_blocking(move || {
        let text = PdfText::extract(&bytes)?;
        let searched = protected.into_iter().map(|fact| {
            let hits = search(&text, class, std::slice::from_ref(&fact));
            (fact, hits)
        });
        Ok::<_, documents::pdf_text::PdfTextError>(searched.filter(|(_, hits)| !hits.is_empty()).collect::<Vec<_>>())
    });
    let found = work.await.map_err(Failure::fault)?.map_err(Failure::fault)?;
    let line = |(fact, hits): (documents::ProtectedString, Vec<documents::Hit>)| {
        let whose = fact.label_id.parse().ok();
        let subject = whose.map_or(Subject::Case(file.slot.case), Subject::Person);
        let mut pages: Vec<_> = hits.iter().map(|hit| page_of(&hit.place)).collect();
        pages.sort_unstable();
        pages.dedup();
        WordsFound {
            kind: rule_kind(fact.kind),
            whose: whose.and_then(|id| short_name(&file.world, id, file.record)),
            words: Sealed::new(file.record, Private::new(subject, Compartment::ProtectedFacts, fact.value)),
            pages,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

const fn page_of(place: &Place) -> usize {
    match place {
        Place::Page(page) => *page,
        Place::Text | Place::Hidden(_) => 0,
    }
}
