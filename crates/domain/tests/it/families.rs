//! Families whose cases are ready for a session, folded from the events of the features that made them so.

use crate::case_story::{person, text};
use crate::saturday::{COORDINATOR, Family, Saturday};
use domain::arrangement::{
    Allowance, ArrangementEvent, Attendee, ComesAs, EntranceUse, Frequency, HouseRules, LanguagePlan, OrderEnd, Terms,
    Timing, ToiletHelp,
};
use domain::ids::{AssessmentId, CaseId, PreVisitId};
use domain::previsit::{Held, PreVisitEvent, SignedText, TextVersion};
use domain::private::Private;
use domain::referral::{ChildPlace, ProceedingsRole, ReferralEvent, Topic};
use domain::risk::{Content, Countersignature, Readiness, RiskEvent};
use domain::rules::facts::DecidedBy;
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Side, Window};
use jiff::civil::{date, time};
use uuid::Uuid;

impl Saturday {
    /// A family whose adults agreed between themselves, with nothing of harm on record, ready for a session.
    pub fn family(&mut self, level: ContactLevel) -> Family {
        self.families += 1;
        let n = 1_000_000 * self.families;
        let family = Family {
            case: CaseId::from_uuid(Uuid::from_u128(n)),
            child: person(n + 1),
            resident: person(n + 2),
            visiting: person(n + 3),
        };
        self.refer(family, level);
        self.prepare(family);
        self.assess(family, level);
        self.agree(family, self.terms(family, level));
        family
    }

    fn refer(&mut self, family: Family, level: ContactLevel) {
        let stream = StreamName::Case(family.case);
        self.happens(
            stream,
            ReferralEvent::ChildAdded {
                person: family.child,
                place: ChildPlace::OfTheReferral,
                parental_responsibility: None,
            },
        );
        for (adult, side) in [(family.resident, Side::Resident), (family.visiting, Side::Visiting)] {
            let role = ProceedingsRole::NotAParty;
            self.happens(stream, ReferralEvent::AdultAdded { person: adult, side: Some(side), role });
        }
        let no = [
            Topic::DomesticAbuse,
            Topic::OrdersInForce,
            Topic::BailConditions,
            Topic::PoliceInvolved,
            Topic::LocalAuthorityKnown,
            Topic::ChildProtectionPlan,
        ];
        let yes = [Topic::AccountObtained, Topic::AdultsAgree, Topic::WrittenAgreement];
        let answers = no.map(|topic| (topic, Answer::No)).into_iter().chain(yes.map(|topic| (topic, Answer::Yes)));
        for (topic, answer) in answers {
            self.happens(stream, ReferralEvent::AnswerRecorded { topic, about: None, answer, note: None });
        }
        self.happens(stream, ReferralEvent::LevelRequested { level });
    }

    fn prepare(&mut self, family: Family) {
        let stream = StreamName::Case(family.case);
        let visits = [(family.resident, Side::Resident, 3), (family.visiting, Side::Visiting, 4)];
        for (adult, side, day) in visits {
            let on = date(2026, 3, day);
            let previsit = PreVisitId::fresh(&mut self.ids);
            self.happens(
                stream,
                PreVisitEvent::Held {
                    previsit,
                    adult,
                    side,
                    held: Held {
                        window: Window::new(on, time(10, 0, 0, 0), time(10, 45, 0, 0)).unwrap(),
                        identity_checked: Answer::Yes,
                        rules_explained: Some(TextVersion::parse("2026-01").unwrap()),
                        children_shown: vec![family.child],
                        safe_contact_asked: Answer::Yes,
                        voices: Vec::new(),
                        note: None,
                    },
                },
            );
            for signed in [SignedText::GroundRules, SignedText::RecordingNotice] {
                let version = TextVersion::parse("2026-01").unwrap();
                self.happens(stream, PreVisitEvent::TextSigned { adult, text: signed, version, on });
            }
        }
    }

    fn assess(&mut self, family: Family, level: ContactLevel) {
        let (stream, assessment) = (StreamName::Case(family.case), AssessmentId::fresh(&mut self.ids));
        let content = Content {
            level,
            hazards: Vec::new(),
            impact: vec![domain::risk::ChildImpact {
                child: family.child,
                impact: Private::of_person(family.child, text("Settled; looks forward to it.")),
            }],
            unknowns: Vec::new(),
            controls: Vec::new(),
            sources: Vec::new(),
            protected_pairs: Vec::new(),
            conclusions: Vec::new(),
        };
        let (number, readiness) = (1, Readiness::ReadyToSign);
        self.happens(stream, RiskEvent::Drafted { assessment, number, content, readiness });
        self.happens(
            stream,
            RiskEvent::Signed {
                assessment,
                signed_by: COORDINATOR,
                signed_on: date(2026, 3, 5),
                valid_until: date(2026, 6, 3),
                countersignature: Countersignature::NotRequired,
            },
        );
    }

    pub fn terms(&self, family: Family, level: ContactLevel) -> Terms {
        let attendee = |person, comes_as| Attendee { person, comes_as, relation: None };
        let ask = Allowance::AskFirst;
        Terms {
            level,
            frequency: Frequency::Fortnightly,
            minutes: 60,
            attendees: vec![attendee(family.child, ComesAs::Child), attendee(family.visiting, ComesAs::Visiting)],
            brings: family.resident,
            collects: family.resident,
            room: if level == ContactLevel::Supported { self.hall } else { self.small_room },
            entrances: vec![
                EntranceUse { side: Side::Resident, entrance: self.front },
                EntranceUse { side: Side::Visiting, entrance: self.garden },
            ],
            timing: Timing::USUAL,
            room_buffer: 15,
            language: LanguagePlan::Shared,
            house_rules: HouseRules { photos: ask, gifts: ask, food: ask, phones: ask, toilet: ToiletHelp::Worker },
            review_on: date(2026, 6, 1),
            order_end: OrderEnd::NoOrder,
            decided_by: DecidedBy::Agreement,
            centre_concern: None,
            controls: Vec::new(),
        }
    }

    pub fn agree(&mut self, family: Family, terms: Terms) {
        let stream = StreamName::Case(family.case);
        self.happens(stream, ArrangementEvent::Proposed { terms: Box::new(terms) });
        let agreed_by = vec![family.resident, family.visiting];
        self.happens(stream, ArrangementEvent::Agreed { agreed_by });
    }
}
