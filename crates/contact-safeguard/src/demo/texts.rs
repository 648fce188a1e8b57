//! Invented sentences. They are plain on purpose: somebody looking at the demo should see where a sentence goes, not be
//! told a story about real suffering. No sentence tells who is which side, and none tells anybody's sex.

use super::chance::Chance;
use crate::failed::Failed;
use domain::words::Narrative;

/// A sentence as the record takes it.
pub fn words(text: &str) -> Result<Narrative, Failed> {
    Narrative::parse(text).map_err(|_| Failed::no("The demo could not write a sentence.", "Please report this."))
}

/// One of several sentences.
pub fn one(chance: &mut Chance, of: &[&'static str]) -> Result<Narrative, Failed> {
    words(chance.one(of, "Nothing further was said."))
}

/// What a referrer asks for.
pub const ASKED_FOR: &[&str] = &[
    "Time together at a centre, as the adults do not wish to meet each other.",
    "A first step after more than half a year without seeing each other.",
    "Somewhere neutral until the next hearing.",
    "Regular contact at a place the children can get used to.",
];

/// When they last saw each other.
pub const LAST_CONTACT: &[&str] = &[
    "About four months ago, at a relative's home.",
    "In the spring, for an afternoon.",
    "More than a year ago. There have been cards since.",
    "Two months ago at a soft play centre, which ended early.",
];

/// Fears, in somebody's own words.
pub const FEARS: &[&str] = &[
    "I am worried about being followed home afterwards.",
    "I do not want my new road to be known.",
    "I am afraid of being shouted at in front of the children.",
    "I worry that I will be kept away from the children for nothing.",
];

/// What a person alleges. It stays an allegation.
pub const ALLEGED: &[&str] = &[
    "Says that their telephone was checked every evening and their wages were taken.",
    "Says that they were pushed against a door during an argument.",
    "Says that there were threats by message after they moved out.",
];

/// What a child said at a pre-visit.
pub const CHILD_SAID: &[&str] = &[
    "I want to show my drawings. I do not want to stay very long.",
    "Can the one with the puzzles be there? I like the puzzles.",
    "I do not know. Maybe it is fine if I can stop.",
    "I want to play football like before.",
    "Will we both be in the same room? Then yes.",
];

/// What was seen of a child too young to say.
pub const YOUNG_SEEN: &[&str] = &[
    "Explored the toy kitchen, stayed close to the adult who had come along, settled after ten minutes.",
    "Slept for most of the visit; woke and looked around the room calmly.",
];

/// What an adult said when asked.
pub const ADULT_SAID: &[&str] = &[
    "I would like it to be the same worker each time, if that is possible.",
    "I can come on any weekend except the first one of a month.",
    "I agree to the rules. I would like to know who reads what is written.",
    "I am nervous about the first time. I understand how arriving works.",
];

/// What contact and its risks could mean for a child.
pub const IMPACT: &[&str] = &[
    "Looks forward to it and worries about the adults meeting; needs a calm handover and a way to stop.",
    "Was quiet after earlier visits and slept badly; short sessions with breaks are planned.",
    "Very young; needs a familiar toy and the same worker at the door each time.",
    "Says little about it at school; the centre asks again after the first three sessions.",
];

/// What is not known.
pub const UNKNOWN: &[&str] = &[
    "Whether the earlier proceedings made findings.",
    "How the last contact ended; the two accounts differ.",
    "Whether the local authority has closed its involvement.",
];

/// What is known of a hazard.
pub const HAZARD: &[&str] = &[
    "Arguments at handovers in the past, as both adults say in different words.",
    "Messages with threats are alleged; the police were told and took no further action.",
    "Fear of being followed from the car park.",
    "Drinking before visits is alleged and denied.",
];

/// Timed notes of a supervised session, in the order of a session.
pub const NOTES: &[&str] = &[
    "Arrived on time and waited in the room. Asked which toys were out today.",
    "The child came in holding the worker's hand, then walked over and sat down at the table.",
    "They built a tower together and talked about school lunch.",
    "The child asked for a drink; it was brought by the worker.",
    "A question about where the child sleeps now was turned to another subject by the worker.",
    "They read two books. The child leaned against the visiting adult while listening.",
    "The child went quiet for a while and drew alone; the visiting adult gave time and did not press.",
    "Ten minutes before the end they tidied up together.",
    "Goodbye was short. The child waved and went with the worker.",
];

/// How somebody was before.
pub const BEFORE: &[&str] = &[
    "Calm; asked how long it would be today.",
    "A little tearful on the step, settled with the worker.",
    "Cheerful, carrying a drawing.",
    "Quiet. Said they were tired.",
];

/// How somebody was after.
pub const AFTER: &[&str] = &[
    "Talked about the tower they had built.",
    "Hungry and tired; left calmly.",
    "Quiet, held on to the book, said it was all right.",
    "Asked when the next one is.",
];

/// Incidents and near misses.
pub const INCIDENTS: &[&str] = &[
    "Came to the street door instead of the garden door and was walked round; nobody met.",
    "Stayed in the car park after leaving; asked to move on, and did.",
    "Raised their voice at the worker about a telephone; calmed down when asked to step outside.",
    "The side gate was found unlocked at the end of the session.",
    "The child slipped on the step; a cold pack was given and the adult who collected was told.",
];

/// What follows from an incident.
pub const FOLLOWS: &[&str] = &[
    "Door plan gone through again with both sides, separately. No further action.",
    "A worker stands at the gate for the next three sessions.",
    "Spoken to on the telephone; the ground rules were sent again.",
];

/// Disclosures: words as they were said.
pub const DISCLOSED: &[&str] = &[
    "Sometimes at home they lock the kitchen. I am not allowed to say.",
    "I get messages again from a number I do not know. They know what I wore on Tuesday.",
    "I did not like it when there was hitting at the other house.",
];
