//! Decisions about a referral: each with its reasons, none with a default.

use super::shared::{on_case, open_for};
use crate::answer::Answer;
use crate::cases::{Asking, findings_html};
use crate::components::{Alert, AlertKind, Html};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::words::{LEVELS, decline_ground, redirect_to};
use app::referral::TriagePage;
use app::{Done, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::referral::{DeclineGround, RedirectTo, ReferralCommand, Stage};
use domain::words::ContactLevel;
use serde::{Deserialize, Serialize};

/// What can be decided about a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Decision {
    /// Say what you found when you looked it through.
    LookThrough,
    /// Invite both adults to pre-visits.
    PreVisit,
    /// Send it to somewhere that fits better.
    Redirect,
    /// Do not take it.
    Decline,
    /// Put it on the waiting list.
    Waitlist,
    /// Take it, after the pre-visits.
    Accept,
    /// Take it back.
    Withdraw,
}

impl Decision {
    pub(super) const ALL: [Self; 7] = [
        Self::LookThrough,
        Self::PreVisit,
        Self::Redirect,
        Self::Decline,
        Self::Waitlist,
        Self::Accept,
        Self::Withdraw,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::LookThrough => "look-through",
            Self::PreVisit => "pre-visit",
            Self::Redirect => "redirect",
            Self::Decline => "decline",
            Self::Waitlist => "waitlist",
            Self::Accept => "accept",
            Self::Withdraw => "withdraw",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::LookThrough => "Record what you found when you looked the referral through",
            Self::PreVisit => "Accept the referral to pre-visits",
            Self::Redirect => "Send the referral somewhere that fits better",
            Self::Decline => "Do not take the referral",
            Self::Waitlist => "Put the referral on the waiting list",
            Self::Accept => "Accept the referral after the pre-visits",
            Self::Withdraw => "Record that the referral was withdrawn",
        }
    }

    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::LookThrough => "record-triage",
            Self::Withdraw => "withdraw-referral",
            Self::PreVisit | Self::Redirect | Self::Decline | Self::Waitlist | Self::Accept => "decide-referral",
        }
    }

    /// Whether a page offers it at this stage. The domain decides; this only keeps dead links away.
    pub(super) const fn fits(self, stage: Stage) -> bool {
        let looked_at = matches!(stage, Stage::Submitted | Stage::InfoRequested | Stage::Triaged);
        match self {
            Self::LookThrough | Self::Waitlist => looked_at,
            Self::PreVisit | Self::Redirect => looked_at || matches!(stage, Stage::Waitlisted),
            Self::Decline => looked_at || matches!(stage, Stage::Waitlisted | Stage::PreVisit),
            Self::Accept => matches!(stage, Stage::PreVisit),
            Self::Withdraw => !stage.is_closed(),
        }
    }
}

/// The form of a decision.
pub(super) struct Decide {
    found: TriagePage,
    decision: Decision,
}

impl Form for Decide {
    type Path = (CaseId, Decision);

    async fn open(web: &Web, reader: &Reader, (case, decision): Self::Path) -> Result<Self, Answer> {
        Ok(Self { found: open_for(web, reader, case, decision.action()).await?, decision })
    }

    fn heading(&self) -> String {
        self.decision.title().to_owned()
    }

    fn introduction(&self) -> Html {
        let stopping: Vec<_> = self.found.findings.iter().filter(|standing| standing.stops()).collect();
        let forward = matches!(self.decision, Decision::PreVisit | Decision::Accept);
        if !forward || stopping.is_empty() {
            return Html::default();
        }
        let findings = findings_html(stopping, self.found.head.case, Asking::by(&self.found.may));
        Alert::new(AlertKind::Error, "With what is known today this would be stopped").headed(findings).into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let levels = || LEVELS.map(|level| (stored(level), crate::cases::words::capital(level.label())));
        let mut questions = match self.decision {
            Decision::LookThrough => vec![
                Question::listed("level", "Which level of contact do you think is needed?", levels())
                    .hint("Leave it open if you do not want to say. The program never fills this in."),
            ],
            Decision::PreVisit => vec![Question::one("level", "At which level does it go forward?", levels())],
            Decision::Redirect => vec![Question::one("to", "Where does it go?", places())],
            Decision::Decline => vec![Question::one("ground", "On what ground?", grounds())],
            Decision::Waitlist | Decision::Accept | Decision::Withdraw => Vec::new(),
        };
        questions.push(
            Question::text("reasons", "What are the reasons?")
                .hint("Whoever asks later what was known and why it was decided reads this."),
        );
        questions
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let read = self.read(&mut reading);
        reading.finish(read).map(Command::from)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(on_case(&self.found.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        format!("/cases/{}", self.found.head.case)
    }
}

impl Decide {
    fn read(&self, reading: &mut Reading<'_>) -> Option<ReferralCommand> {
        let case = self.found.head.case;
        let choice = match self.decision {
            Decision::LookThrough => Chosen::Needed(match reading.raw("level") {
                "" => None,
                _ => reading.choice("level", "Choose from the list"),
            }),
            Decision::PreVisit => Chosen::Level(reading.choice("level", "Choose the level it goes forward at")),
            Decision::Redirect => Chosen::To(reading.choice("to", "Choose where it goes")),
            Decision::Decline => Chosen::Ground(reading.choice("ground", "Choose the ground")),
            Decision::Waitlist | Decision::Accept | Decision::Withdraw => Chosen::Nothing,
        };
        let reasons = reading.text("reasons", "Write down the reasons")?;
        Some(match (self.decision, choice) {
            (_, Chosen::Needed(level_needed)) => ReferralCommand::RecordTriage { case, level_needed, reasons },
            (_, Chosen::Level(level)) => ReferralCommand::AcceptToPreVisit { case, level: level?, reasons },
            (_, Chosen::To(to)) => ReferralCommand::Redirect { case, to: to?, reasons },
            (_, Chosen::Ground(ground)) => ReferralCommand::Decline { case, ground: ground?, reasons },
            (Decision::Waitlist, Chosen::Nothing) => ReferralCommand::Waitlist { case, reasons },
            (Decision::Accept, Chosen::Nothing) => ReferralCommand::AcceptReferral { case, reasons },
            (_, Chosen::Nothing) => ReferralCommand::Withdraw { case, reasons },
        })
    }
}

enum Chosen {
    Needed(Option<ContactLevel>),
    Level(Option<ContactLevel>),
    To(Option<RedirectTo>),
    Ground(Option<DeclineGround>),
    Nothing,
}

/// The stored name of a choice of the domain.
pub(crate) fn stored(choice: impl Serialize) -> String {
    serde_json::to_value(choice).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn places() -> Vec<(String, String)> {
    [
        RedirectTo::SupervisedCentre,
        RedirectTo::SupportedCentre,
        RedirectTo::BackToCourt,
        RedirectTo::LocalAuthority,
        RedirectTo::FamilyService,
        RedirectTo::Elsewhere,
    ]
    .map(|to| (stored(to), crate::cases::words::capital(redirect_to(to))))
    .to_vec()
}

fn grounds() -> Vec<(String, String)> {
    [
        DeclineGround::SafetyBeyondCapacity,
        DeclineGround::OrderForbids,
        DeclineGround::InformationMissing,
        DeclineGround::NoCapacity,
        DeclineGround::Cost,
        DeclineGround::Distance,
        DeclineGround::ConflictOfInterest,
        DeclineGround::Other,
    ]
    .map(|ground| (stored(ground), crate::cases::words::capital(decline_ground(ground))))
    .to_vec()
}
