//! What would stop a command if it were given now. It is the decision itself, taken and thrown away, so that a page can
//! never promise or warn of anything else than what the record will do.

use crate::cases::CaseFile;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::command::{Command, FeatureCommand};
use domain::decision::{Context, Refusal};
use domain::event::Happened;
use domain::rules::Standing;

/// Why something could not be done now.
#[derive(Debug)]
pub enum Stopped {
    /// Safety rules stop it.
    Rules(Vec<Standing>),
    /// The record is not at that point.
    NotNow {
        /// Why, in a sentence.
        because: String,
        /// What to do next.
        next: String,
    },
}

impl Stopped {
    /// A refusal as a page tells it.
    pub fn of(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rules(findings) => {
                Self::Rules(findings.into_iter().map(|finding| Standing { finding, overridden: None }).collect())
            }
            Refusal::NotNow { because, next } => Self::NotNow { because, next },
            Refusal::Fields(problems) => Self::NotNow {
                because: problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(". "),
                next: String::new(),
            },
        }
    }
}

impl House {
    /// What would stop these commands, given one after another by this person. Nothing is recorded.
    pub(crate) fn rehearse(&self, who: &SignedIn, file: &CaseFile, commands: Vec<Command>) -> Option<Stopped> {
        let mut ids = self.ids();
        let mut context = Context { now: file.now, today: file.today, actor: who.actor(), ids: &mut ids };
        let mut world = file.world.clone();
        for command in commands {
            match command.decide(&world, &mut context) {
                Err(refusal) => return Some(Stopped::of(refusal)),
                Ok(events) => {
                    for recorded in events {
                        let version = world.versions.get(&recorded.stream).copied().unwrap_or(0).saturating_add(1);
                        world.evolve(&Happened {
                            stream: recorded.stream,
                            version,
                            recorded_at: context.now,
                            about_at: recorded.about_at,
                            actor: context.actor,
                            event: recorded.event,
                        });
                    }
                }
            }
        }
        None
    }
}
