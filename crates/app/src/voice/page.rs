use crate::cases::{CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{CaseId, PersonId, SessionId};
use domain::person::PersonKind;
use domain::voice::{Coverage, MaySee, Outcome, Stage, VoiceEntry};
use domain::words::Narrative;
use jiff::Zoned;

/// One entry.
#[derive(Debug)]
pub struct VoiceLine {
    /// When in the case.
    pub stage: Stage,
    /// The session it belongs to.
    pub session: Option<SessionId>,
    /// When they were asked.
    pub at: Zoned,
    /// What came of it.
    pub outcome: Outcome<Sealed<Narrative, Ordinary>>,
    /// Who may see it, as they wish.
    pub may_see: Option<MaySee>,
}

/// One person's voice in a case.
#[derive(Debug)]
pub struct PersonVoice {
    /// Who.
    pub person: PersonId,
    /// Whether they are a child.
    pub kind: PersonKind,
    /// How each stage is covered.
    pub coverage: Vec<(Stage, Coverage)>,
    /// What they said, newest first.
    pub entries: Vec<VoiceLine>,
}

/// What was said in a case.
#[derive(Debug)]
pub struct VoicePage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// Whether the words are open to the reader, or only when somebody was asked.
    pub hears: bool,
    /// Children first, then the adults on the two sides, then whoever else was asked.
    pub people: Vec<PersonVoice>,
    /// Whether the reader may record an entry.
    pub may: Vec<&'static str>,
}

impl House {
    /// What children and adults of a case said when asked.
    pub async fn voice(&self, who: &SignedIn, case: CaseId) -> Result<VoicePage, Failure> {
        let file = self.open_case(who, case).await?;
        let hears = self.may(who, "hear-voice", file.record).await?;
        let may = self.may_of(who, case, &["record-voice"]).await?;
        // Whoever writes down what is said, but is not to hear what others said, sees who was asked and when.
        if !hears && may.is_empty() {
            self.must(who, "hear-voice", Look::at(file.record)).await?;
        }
        let mut people: Vec<_> =
            file.heard().into_iter().map(|(person, kind)| file.person_voice(person, kind)).collect();
        if !hears {
            for person in &mut people {
                person.entries.clear();
            }
        }
        Ok(VoicePage { hears, people, names: file.names(), may, head: file.into_head() })
    }
}

impl CaseFile {
    /// Whom the centre asks: the children, and the adults of the case.
    pub(super) fn heard(&self) -> Vec<(PersonId, PersonKind)> {
        let referral = &self.case_state().referral;
        let mut people: Vec<_> = referral.children_of_referral().map(|child| (child, PersonKind::Child)).collect();
        let sides = self.sides();
        people.extend(sides.iter().map(|(adult, _)| (*adult, PersonKind::Adult)));
        let others = referral.adults.iter().map(|adult| adult.person);
        let others = others.filter(|adult| !sides.iter().any(|(known, _)| known == adult));
        people.extend(others.map(|adult| (adult, PersonKind::Adult)));
        people
    }

    fn person_voice(&self, person: PersonId, kind: PersonKind) -> PersonVoice {
        let voice = &self.case_state().voice;
        let mut entries: Vec<_> = voice.of(person).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        PersonVoice {
            person,
            kind,
            coverage: voice.coverage(person),
            entries: entries.into_iter().map(|entry| self.voice_line(entry)).collect(),
        }
    }

    fn voice_line(&self, entry: &VoiceEntry) -> VoiceLine {
        VoiceLine {
            stage: entry.stage,
            session: entry.session,
            at: domain::words::at_centre(entry.at, &self.world.centre.zone()),
            outcome: entry.outcome.clone().map(|words| self.seal(words)),
            may_see: entry.may_see.clone(),
        }
    }
}
