use super::guarded::{class, counted, protected_from};
use super::page::ReportFile;
use super::paper::PaperMaker;
use crate::execute::{Done, Order, Repeat};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::Purpose;
use access::Sealed;
use access::action::{OpenProtectedFacts, Ordinary};
use data_encoding::{BASE64, HEXLOWER};
use documents::{Checkpoint, Pdf, Refusal as GateRefusal, gate};
use domain::command::Command;
use domain::ids::ReportId;
use domain::report::{Checked, Recipient, ReleaseReport, ReportCommand};
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
    /// it where the rules let it go. The paper is kept with the release.
    pub async fn release_report(
        &self,
        who: &SignedIn,
        report: ReportId,
        place: u32,
        repeat: Option<Repeat>,
    ) -> Result<Done, Failure> {
        let file = self.open_report(who, report).await?;
        let look = Look::at(file.record).purpose(Purpose::LeakCheck);
        // The facts are compared by the program and shown to nobody; that they were opened is on the record.
        self.grant::<OpenProtectedFacts>(who, look).await?;
        let now = self.now();
        let checkpoint = self.checkpoint(who, now).await?;
        let (pdf, recipient) = made(&file, place, now, checkpoint)?;
        let (bytes, checked) = compared(pdf, &file, &recipient).await?;
        let release = ReleaseReport {
            session: file.session,
            report,
            recipient: place,
            paper: HEXLOWER.encode(&Sha256::digest(&bytes)),
            content: BASE64.encode(&bytes),
            checked,
        };
        let command = Command::Report(ReportCommand::ReleaseReport(release));
        self.decide_and_append(who, Order { command, if_match: None, repeat, draft: None }).await
    }

    /// The newest paper that went to a recipient, as it left.
    pub async fn kept_paper(&self, who: &SignedIn, report: ReportId, place: u32) -> Result<KeptPaper, Failure> {
        let file = self.open_report(who, report).await?;
        let release = file.report().and_then(|r| r.last_release(place)).ok_or(Failure::NotOpen)?;
        let sealed = Sealed::<String, Ordinary>::new(file.record, release.content.clone());
        let content = sealed.open(&file.grant)?.map_err(|_| Failure::NotOpen)?;
        let pdf = BASE64.decode(content.as_bytes()).map_err(Failure::fault)?;
        let file_name = format!("session-report-{}-{}.pdf", file.slot.contact.date(), place + 1);
        Ok(KeptPaper { pdf, file_name })
    }

    async fn checkpoint(&self, who: &SignedIn, now: Timestamp) -> Result<Checkpoint, Failure> {
        let note = self.storage.sign_checkpoint(who.asker.centre, now).await?;
        let mut lines = note.lines();
        let mut line = || lines.next().unwrap_or_default().to_owned();
        let (origin, size, root) = (line(), line(), line());
        Ok(Checkpoint {
            origin,
            size: size.parse().map_err(Failure::fault)?,
            root,
            signatures: lines.filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        })
    }
}

fn made(file: &ReportFile, place: u32, now: Timestamp, checkpoint: Checkpoint) -> Result<(Pdf, Recipient), Failure> {
    let report = file.report().ok_or(Failure::NotOpen)?;
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    let recipient = report.recipients.get(place).ok_or(Failure::NotOpen)?;
    let data = PaperMaker { file, report, recipient, now, checkpoint }.make()?;
    let pdf = documents::session_report(&data).map_err(Failure::fault)?;
    Ok((pdf, recipient.clone()))
}

/// The bytes that would leave and what comparing them found. Where something was found the bytes are empty: they are never
/// kept, and the rules stop the release.
async fn compared(pdf: Pdf, file: &ReportFile, recipient: &Recipient) -> Result<(Vec<u8>, Checked), Failure> {
    let case = file.world.cases.get(&file.slot.case).ok_or(Failure::NotOpen)?;
    let protected = protected_from(recipient, case, &file.world);
    let class = class(recipient.kind);
    let work = tokio::task::spawn_blocking(move || gate(pdf, class, &protected));
    match work.await.map_err(Failure::fault)? {
        Ok(cleared) => Ok((cleared.into_bytes(), Checked { compared: Answer::Yes, hits: Vec::new() })),
        Err(GateRefusal::Leaks(hits)) => Ok((Vec::new(), Checked { compared: Answer::Yes, hits: counted(&hits) })),
        Err(GateRefusal::Unreadable(_)) => Ok((Vec::new(), Checked { compared: Answer::No, hits: Vec::new() })),
    }
}
