use super::guarded::{class, counted, protected_from};
use super::page::ReportFile;
use super::paper::PaperMaker;
use crate::execute::{Done, Order, Repeat};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::{OpenProtectedFacts, Ordinary, ProtectedFacts};
use access::{Grant, Purpose, Sealed};
use data_encoding::{BASE64, HEXLOWER};
use documents::{Pdf, PdfText, examine, search};
use domain::command::Command;
use domain::ids::ReportId;
use domain::private::Compartment;
use domain::report::{
    Checked, Exception, ExceptionStage, FoundHit, Recipient, ReleaseReport, Report, ReportCommand, withheld,
};
use domain::words::Answer;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A paper as it left.
pub struct KeptPaper {
    /// Its bytes.
    pub pdf: Vec<u8>,
    /// A file name without names in it.
    pub file_name: String,
}

impl House {
    /// Makes the paper for one recipient, compares its final bytes with the protected facts of everybody else, and releases
    /// it where the rules let it go. Where two people let one go as it was, those bytes go. The paper is kept with the release.
    pub async fn release_report(
        &self,
        who: &SignedIn,
        report: ReportId,
        place: u32,
        repeat: Option<Repeat>,
    ) -> Result<Done, Failure> {
        self.factor_first(who, "release-report")?;
        let file = self.open_report(who, report).await?;
        let opened = self.leak_check(who, &file).await?;
        let agreed = match agreed_paper(&file, place, &opened)? {
            Some(bytes) => Some(weighed(&file, place, Paper::Kept(bytes)).await?),
            None => None,
        };
        let found = file.report().ok_or(Failure::NotOpen)?;
        let recipient = recipient_at(found, place)?;
        let exception = found.exception_for(place);
        let paper = match agreed.filter(|paper| withheld(recipient, &paper.found, exception).is_empty()) {
            Some(paper) => paper,
            None => self.paper_for(&file, place).await?,
        };
        // Where something keeps it here the rules stop the release, and its bytes are not even put into the command.
        let goes = paper.compared == Answer::Yes && withheld(recipient, &paper.found, exception).is_empty();
        let release = ReleaseReport {
            session: file.session,
            report,
            recipient: place,
            paper: paper.hash(),
            content: if goes { BASE64.encode(&paper.bytes) } else { String::new() },
            checked: Checked { compared: paper.compared, hits: paper.found },
        };
        let command = Command::Report(ReportCommand::ReleaseReport(release));
        self.decide_and_append(who, Order { command, if_match: None, repeat, draft: None }).await
    }

    /// Opens the protected facts of the case for comparing: by the program, and shown to nobody by that alone. That they were
    /// opened is on the record.
    pub(super) async fn leak_check(
        &self,
        who: &SignedIn,
        file: &ReportFile,
    ) -> Result<Grant<OpenProtectedFacts>, Failure> {
        self.grant::<OpenProtectedFacts>(who, Look::at(file.record).purpose(Purpose::LeakCheck)).await
    }

    /// The paper for one recipient as it would leave now, compared.
    pub(super) async fn paper_for(&self, file: &ReportFile, place: u32) -> Result<Weighed, Failure> {
        weighed(file, place, Paper::New(made(file, place, self.now())?)).await
    }

    /// The newest paper that went to a recipient, as it left.
    pub async fn kept_paper(&self, who: &SignedIn, report: ReportId, place: u32) -> Result<KeptPaper, Failure> {
        let file = self.open_report(who, report).await?;
        let release = file.report().and_then(|r| r.last_release(place)).ok_or(Failure::NotOpen)?;
        let content = if release.content.compartment() == Some(Compartment::ProtectedFacts) {
            let look = Look::at(file.record).purpose(Purpose::Safeguarding);
            let opened = self.grant::<OpenProtectedFacts>(who, look).await?;
            let sealed = Sealed::<String, ProtectedFacts>::new(file.record, release.content.clone());
            sealed.open(&opened)?.map_err(|_| Failure::NotOpen)?.clone()
        } else {
            let sealed = Sealed::<String, Ordinary>::new(file.record, release.content.clone());
            sealed.open(&file.grant)?.map_err(|_| Failure::NotOpen)?.clone()
        };
        let pdf = BASE64.decode(content.as_bytes()).map_err(Failure::fault)?;
        let file_name = format!("session-report-{}-{}.pdf", file.slot.contact.date(), place + 1);
        Ok(KeptPaper { pdf, file_name })
    }
}

fn recipient_at(report: &Report, place: u32) -> Result<&Recipient, Failure> {
    report.recipients.get(usize::try_from(place).unwrap_or(usize::MAX)).ok_or(Failure::NotOpen)
}

fn made(file: &ReportFile, place: u32, now: Timestamp) -> Result<Pdf, Failure> {
    let report = file.report().ok_or(Failure::NotOpen)?;
    let recipient = recipient_at(report, place)?;
    let data = PaperMaker { file, report, recipient, now }.make()?;
    documents::session_report(&data).map_err(Failure::fault)
}

/// The bytes that two people agreed may leave as they are.
fn agreed_paper(file: &ReportFile, place: u32, opened: &Grant<OpenProtectedFacts>) -> Result<Option<Vec<u8>>, Failure> {
    let exception = file.report().and_then(|report| report.exception_for(place));
    match exception.filter(|exception| exception.stage == ExceptionStage::Agreed) {
        Some(exception) => kept_bytes(file, exception, opened).map(Some),
        None => Ok(None),
    }
}

/// The bytes somebody asked about, as they were.
pub(super) fn kept_bytes(
    file: &ReportFile,
    exception: &Exception,
    opened: &Grant<OpenProtectedFacts>,
) -> Result<Vec<u8>, Failure> {
    let sealed = Sealed::<String, ProtectedFacts>::new(file.record, exception.content.clone());
    let content = sealed.open(opened)?.map_err(|_| Failure::NotOpen)?;
    BASE64.decode(content.as_bytes()).map_err(Failure::fault)
}

/// A paper to compare.
enum Paper {
    /// Fresh from the press.
    New(Pdf),
    /// As it was when somebody asked about it.
    Kept(Vec<u8>),
}

/// A paper and what comparing its final bytes found.
pub(super) struct Weighed {
    pub(super) bytes: Vec<u8>,
    pub(super) compared: Answer,
    pub(super) found: Vec<FoundHit>,
}

impl Weighed {
    pub(super) fn hash(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(&self.bytes))
    }
}

async fn weighed(file: &ReportFile, place: u32, paper: Paper) -> Result<Weighed, Failure> {
    let recipient = recipient_at(file.report().ok_or(Failure::NotOpen)?, place)?;
    let case = file.world.cases.get(&file.slot.case).ok_or(Failure::NotOpen)?;
    let protected = protected_from(recipient, case, &file.world);
    let class = class(recipient.kind);
    let work = tokio::task::spawn_blocking(move || match paper {
        Paper::New(pdf) => examine(pdf, class, &protected).map(|examined| {
            let found = counted(examined.hits());
            (examined.into_bytes_as_found(), found)
        }),
        Paper::Kept(bytes) => {
            let found = PdfText::extract(&bytes).map(|text| counted(&search(&text, class, &protected)));
            found.map(|found| (bytes, found))
        }
    });
    Ok(match work.await.map_err(Failure::fault)? {
        Ok((bytes, found)) => Weighed { bytes, compared: Answer::Yes, found },
        Err(_) => Weighed { bytes: Vec::new(), compared: Answer::No, found: Vec::new() },
    })
}
