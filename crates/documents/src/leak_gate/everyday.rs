//! Names that are also everyday words, for which the gate asks a little more before it stops a
//! document. The lists are short on purpose: a word that is missing here is only stopped more often.

/// Words that often begin an English sentence: as a name they count only inside one.
const BEGINNERS: &[&str] = &[
    "will", "may", "can", "so", "an", "in", "my", "do", "see", "sunday", "monday", "june", "april", "august", "long",
    "short", "little", "best", "young", "early", "more", "day", "case", "read", "mark", "page", "still", "church",
    "field", "rule", "order", "court", "hall",
];

/// Everyday words that are also names: as a name they count only with a capital.
const EVERYDAY: &[&str] = &[
    "amber", "angel", "art", "autumn", "baker", "banks", "bell", "berry", "bill", "bird", "bliss", "booth", "brook",
    "brown", "bush", "butler", "chance", "chase", "clay", "cliff", "cook", "cross", "dale", "daisy", "dawn", "dean",
    "drew", "faith", "fern", "fisher", "flower", "ford", "forest", "fox", "frank", "glen", "gold", "grace", "grant",
    "gray", "green", "guy", "harmony", "hart", "hazel", "heath", "heather", "hill", "holly", "hope", "hunter", "iris",
    "ivy", "jack", "jasmine", "jewel", "joy", "king", "knight", "lake", "lane", "lily", "love", "major", "marsh",
    "mason", "melody", "mercy", "mills", "miles", "moon", "noble", "olive", "page", "park", "pat", "patience", "pearl",
    "penny", "pike", "poppy", "price", "prince", "reed", "rice", "rich", "river", "rob", "robin", "rose", "rowan",
    "ruby", "sage", "serenity", "shepherd", "sky", "star", "stone", "storm", "summer", "sunny", "taylor", "trinity",
    "victor", "violet", "wade", "walker", "ward", "waters", "way", "west", "white", "willow", "winter", "wood",
    "woods",
];

/// How much a word's capital has to show before it counts as the protected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Capitals {
    /// Nothing: any spelling counts.
    NotNeeded,
    /// It must begin with a capital.
    Needed,
    /// It must begin with a capital that is not merely the beginning of a sentence.
    NeededInside,
}

/// What a single word needs.
pub(super) fn capitals_for(word: &str) -> Capitals {
    if BEGINNERS.contains(&word) {
        Capitals::NeededInside
    } else if EVERYDAY.contains(&word) {
        Capitals::Needed
    } else {
        Capitals::NotNeeded
    }
}
