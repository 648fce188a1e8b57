use super::terms::TermsLine;
use crate::cases::{By, CaseFile, CaseHead, LevelGap, Names, gaps};
use crate::failure::Failure;
use crate::house::House;
use crate::risk::Stopped;
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::actor::Actor;
use domain::arrangement::{
    ArrangementCommand, Direction, EndOutcome, LevelChange, LevelDecision, PauseReason, Phase, case_facts,
};
use domain::ids::{CaseId, PersonId};
use domain::rules::facts::Levels;
use domain::rules::{Moment, Standing};
use domain::words::{ContactLevel, Narrative};
use jiff::Zoned;

/// A decision about a change of level.
#[derive(Debug)]
pub struct DecisionLine {
    /// What.
    pub decision: LevelDecision,
    /// Why.
    pub why: Sealed<Narrative, Ordinary>,
    /// By whom.
    pub by: By,
    /// When.
    pub at: Zoned,
}

/// A change of level, in either direction.
#[derive(Debug)]
pub struct ChangeLine {
    /// The level before.
    pub from: ContactLevel,
    /// The level proposed.
    pub to: ContactLevel,
    /// What it does to how closely people are watched over.
    pub direction: Direction,
    /// Why.
    pub why: Sealed<Narrative, Ordinary>,
    /// Who proposed it.
    pub proposed_by: By,
    /// When.
    pub proposed_at: Zoned,
    /// What was decided.
    pub decided: Option<DecisionLine>,
}

/// Whether the reader can decide on the change of level that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deciding {
    /// They can.
    Open,
    /// They proposed it, so somebody else decides.
    Proposer,
    /// They may not.
    Closed,
}

/// Where the arrangement of a case stands.
#[derive(Debug)]
pub struct ArrangementPage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// How far it has come.
    pub phase: Phase,
    /// The level as four people see it.
    pub levels: Levels,
    /// Every two of them that differ.
    pub gaps: Vec<LevelGap>,
    /// The terms that hold, or held when it ended.
    pub agreed: Option<TermsLine>,
    /// Who agreed to them.
    pub agreed_by: Vec<PersonId>,
    /// Terms that nobody has agreed to yet.
    pub proposed: Option<TermsLine>,
    /// Why it is paused.
    pub pause: Option<(PauseReason, Option<Sealed<Narrative, Ordinary>>)>,
    /// The change of level that waits for a decision.
    pub change: Option<ChangeLine>,
    /// Whether the reader decides on it.
    pub deciding: Deciding,
    /// Changes that were decided, newest first.
    pub changes: Vec<ChangeLine>,
    /// How it ended.
    pub outcome: Option<(EndOutcome, Option<Sealed<Narrative, Ordinary>>)>,
    /// What rules find about agreeing or going on, those that stop it first.
    pub findings: Vec<Standing>,
    /// What stops agreeing to the proposed terms, were both sides to agree now.
    pub stops_agreeing: Option<Stopped>,
    /// What stops resuming.
    pub stops_resuming: Option<Stopped>,
    /// What stops the change of level that waits.
    pub stops_change: Option<Stopped>,
    /// The adults of the two sides.
    pub parties: Vec<PersonId>,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
}

/// The actions of the page.
const ACTIONS: &[&str] = &[
    "propose-arrangement",
    "agree-arrangement",
    "pause-arrangement",
    "resume-arrangement",
    "propose-level-change",
    "decide-level-change",
    "end-arrangement",
    "request-override",
];

impl House {
    /// Where the arrangement of a case stands.
    pub async fn arrangement(&self, who: &SignedIn, case: CaseId) -> Result<ArrangementPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        let state = &file.case_state().arrangement;
        let changes = state.changes.iter().chain(&state.change);
        let actors: Vec<Actor> = changes
            .flat_map(|change| [Some(change.proposed_by), change.decided.as_ref().map(|d| d.by)])
            .flatten()
            .collect();
        self.read_workers(&mut file, actors).await?;
        let state = &file.case_state().arrangement;
        let levels = case_facts(&file.world, case, file.now, file.today).case.levels;
        Ok(ArrangementPage {
            phase: state.phase,
            levels,
            gaps: gaps(levels),
            agreed: state.agreed.as_ref().map(|terms| file.terms_line(terms)),
            agreed_by: state.agreed_by.clone(),
            proposed: state.proposed.as_ref().map(|terms| file.terms_line(terms)),
            pause: state.pause.as_ref().map(|(why, note)| (*why, note.clone().map(|note| file.seal(note)))),
            change: state.change.as_ref().map(|change| file.change_line(change)),
            deciding: deciding(state.change.as_ref(), who, &may),
            changes: state.changes.iter().rev().map(|change| file.change_line(change)).collect(),
            outcome: state.outcome.as_ref().map(|(how, note)| (*how, note.clone().map(|note| file.seal(note)))),
            findings: file.findings(Moment::Agreement),
            stops_agreeing: self.stops_agreeing(who, &file),
            stops_resuming: self.stops_resuming(who, &file),
            stops_change: self.stops_change(who, &file),
            parties: file.sides().into_iter().map(|(adult, _)| adult).collect(),
            names: file.names(),
            may,
            head: file.into_head(),
        })
    }

    fn stops_agreeing(&self, who: &SignedIn, file: &CaseFile) -> Option<Stopped> {
        file.case_state().arrangement.proposed.as_ref()?;
        let agreed_by = file.sides().into_iter().map(|(adult, _)| adult).collect();
        self.rehearse(who, file, vec![ArrangementCommand::AgreeArrangement { case: file.case, agreed_by }.into()])
    }

    fn stops_resuming(&self, who: &SignedIn, file: &CaseFile) -> Option<Stopped> {
        if file.case_state().arrangement.phase != Phase::Paused {
            return None;
        }
        let note = placeholder()?;
        self.rehearse(who, file, vec![ArrangementCommand::ResumeArrangement { case: file.case, note }.into()])
    }

    fn stops_change(&self, who: &SignedIn, file: &CaseFile) -> Option<Stopped> {
        let change = file.case_state().arrangement.change.as_ref()?;
        if change.proposed_by == who.actor() {
            return None;
        }
        let (decision, why) = (LevelDecision::Approved, placeholder()?);
        self.rehearse(who, file, vec![ArrangementCommand::DecideLevelChange { case: file.case, decision, why }.into()])
    }
}

/// Stands for words that are not written yet: no rule reads them.
fn placeholder() -> Option<Narrative> {
    Narrative::parse("not written yet").ok()
}

fn deciding(change: Option<&LevelChange>, who: &SignedIn, may: &[&'static str]) -> Deciding {
    match change {
        Some(change) if change.proposed_by == who.actor() => Deciding::Proposer,
        Some(_) if may.contains(&"decide-level-change") => Deciding::Open,
        _ => Deciding::Closed,
    }
}

impl CaseFile {
    fn change_line(&self, change: &LevelChange) -> ChangeLine {
        let zone = self.world.centre.zone();
        let at = |instant| domain::words::at_centre(instant, &zone);
        ChangeLine {
            from: change.from,
            to: change.to,
            direction: change.direction(),
            why: self.seal(change.why.clone()),
            proposed_by: self.by(change.proposed_by),
            proposed_at: at(change.proposed_at),
            decided: change.decided.as_ref().map(|decided| DecisionLine {
                decision: decided.decision,
                why: self.seal(decided.why.clone()),
                by: self.by(decided.by),
                at: at(decided.at),
            }),
        }
    }
}
