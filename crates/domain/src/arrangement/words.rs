use crate::risk::choices;
use crate::words::Side;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choices! {
    /// How often.
    Frequency {
        Weekly = "weekly", "Every week";
        Fortnightly = "fortnightly", "Every two weeks";
        EveryThreeWeeks = "every-three-weeks", "Every three weeks";
        Monthly = "monthly", "Every month";
        Once = "once", "Once";
        AsArranged = "as-arranged", "As arranged each time";
    }
}

choices! {
    /// As what somebody comes.
    ComesAs {
        Child = "child", "The child";
        Visiting = "visiting", "The visiting adult";
        Visitor = "visitor", "A named visitor";
        Escort = "escort", "Brings or collects the child";
    }
}

impl ComesAs {
    /// On whose side of the building they come and go.
    pub const fn side(self) -> Side {
        match self {
            Self::Child | Self::Escort => Side::Resident,
            Self::Visiting | Self::Visitor => Side::Visiting,
        }
    }
}

choices! {
    /// Whether something may be brought or done during a session.
    Allowance {
        Allowed = "allowed", "Allowed";
        AskFirst = "ask-first", "Only after asking a worker";
        NotAllowed = "not-allowed", "Not allowed";
    }
}

choices! {
    /// Who helps a child who needs the toilet.
    ToiletHelp {
        NotNeeded = "not-needed", "The child goes alone";
        Worker = "worker", "A worker helps";
        Escort = "escort", "Whoever brought the child helps";
        VisitingAdult = "visiting-adult", "The visiting adult helps";
    }
}

choices! {
    /// How it is made sure that whoever supervises understands what is said.
    LanguagePlan {
        Shared = "shared", "Everybody shares the centre's language";
        WorkerUnderstands = "worker-understands", "A worker on shift understands the family's language";
        Interpreter = "interpreter", "A neutral interpreter, never a relative";
    }
}

choices! {
    /// Why an arrangement is paused.
    PauseReason {
        Safety = "safety", "For safety";
        ChildsWishes = "childs-wishes", "What a child wishes";
        RiskReview = "risk-review", "Until the risk assessment is done again";
        Court = "court", "Because of a court or a new order";
        AdultAsked = "adult-asked", "An adult asked for it";
        Health = "health", "Illness or a birth";
        NonAttendance = "non-attendance", "Sessions were missed";
        CentreCannotHost = "centre-cannot-host", "The centre cannot host at present";
        Other = "other", "Another reason";
    }
}

choices! {
    /// How an arrangement ended. None of them is better than another.
    EndOutcome {
        OwnArrangements = "own-arrangements", "Moved on to arrangements of their own";
        OtherLevelOrCentre = "other-level-or-centre", "Moved to another level or centre";
        CourtEnded = "court-ended", "A court ended it";
        AdultStopped = "adult-stopped", "An adult stopped";
        ChildsWishes = "childs-wishes", "What a child wishes";
        Safety = "safety", "Safety";
        NonAttendance = "non-attendance", "Sessions were not attended";
        CostOrTravel = "cost-or-travel", "Cost or travel";
        Other = "other", "Another reason";
    }
}

choices! {
    /// What was decided about a proposed change of level.
    LevelDecision {
        Approved = "approved", "The level changes";
        Refused = "refused", "The level stays as it is";
    }
}

choices! {
    /// What a change of level does to how closely people are watched over. It says nothing about anybody.
    Direction {
        MoreProtection = "more-protection", "Watched over more closely";
        LessProtection = "less-protection", "Watched over less closely";
        NotComparable = "not-comparable", "The two levels cannot be compared";
    }
}

/// Until when the order behind the contact runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderEnd {
    /// There is no order.
    NoOrder,
    /// Its last day.
    On(Date),
    /// The order states no end.
    NotStated,
    /// Nobody has told the centre.
    NotKnown,
}
