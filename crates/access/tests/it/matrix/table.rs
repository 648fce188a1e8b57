//! Who may do what, as a table somebody could pin to a wall. It knows nothing of the policies.

use domain::words::Role;

/// A row: the actions, who may by their role alone, who while assigned, who about what they wrote themselves.
pub struct Row {
    pub actions: &'static [&'static str],
    pub anyway: &'static str,
    pub assigned: &'static str,
    pub author: &'static str,
}

const fn row(
    actions: &'static [&'static str],
    anyway: &'static str,
    assigned: &'static str,
    author: &'static str,
) -> Row {
    Row { actions, anyway, assigned, author }
}

/// The letter of a role in the table.
pub const fn letter(role: Role) -> char {
    match role {
        Role::Referrer => 'R',
        Role::IntakeWorker => 'I',
        Role::Coordinator => 'C',
        Role::ContactSupervisor => 'S',
        Role::Volunteer => 'V',
        Role::ShiftLead => 'H',
        Role::SafeguardingLead => 'L',
        Role::DeputySafeguardingLead => 'D',
        Role::Reviewer => 'Q',
        Role::Trustee => 'T',
        Role::Administrator => 'A',
    }
}

const REFERRALS: &[&str] = &[
    "import-court-application",
    "record-referral",
    "amend-referral",
    "submit-referral",
    "request-information",
    "record-information",
    "record-person",
    "correct-identity",
    "record-protected-fact",
    "record-safe-contact",
    "record-need",
    "transcribe-order",
    "second-check-order",
    "record-assertion-status",
    "record-voice",
];

const DECISIONS: &[&str] = &[
    "decide-referral",
    "record-triage",
    "withdraw-referral",
    "draft-risk-assessment",
    "amend-risk-assessment",
    "sign-risk-assessment",
    "countersign-risk-assessment",
    "withdraw-risk-assessment",
    "raise-risk-trigger",
    "plan-pre-visit",
    "hold-pre-visit",
    "sign-ground-rules",
    "record-pre-visit-not-held",
    "propose-arrangement",
    "agree-arrangement",
    "pause-arrangement",
    "resume-arrangement",
    "propose-level-change",
    "decide-level-change",
    "end-arrangement",
    "book-session",
    "cancel-session",
    "confirm-session",
    "name-recipients",
    "write-addendum",
    "release-report",
    "ask-release",
    "agree-release",
    "refuse-release",
];

/// What happens inside a case, so that conflicts, families and administrators are kept out of it.
pub const IN_A_CASE: &[Row] = &[
    row(&["list-cases"], "ICLD", "", ""),
    row(&["read-case"], "ICLD", "SHT", ""),
    row(REFERRALS, "ICLD", "", ""),
    row(DECISIONS, "CLD", "", ""),
    row(
        &["request-override", "withdraw-override", "ask-partner-lead", "authorise-override", "confirm-override"],
        "CLDT",
        "",
        "",
    ),
    row(&["read-override-request", "decline-override"], "", "", ""),
    row(&["record-movement", "end-session", "record-wellbeing", "close-session"], "VHSCLD", "", ""),
    row(&["record-observation"], "CL", "S", ""),
    row(&["open-disclosure", "know-of-disclosure"], "LD", "", "ICSVHQT"),
    row(
        &["see-disclosure", "review-incident", "list-concerns", "pass-on-disclosure", "hold-information"],
        "LD",
        "",
        "",
    ),
    row(&["draft-report", "amend-report", "submit-report"], "CL", "S", "S"),
    // Never one's own: see `NOT_OWN`.
    row(&["return-report", "pass-report"], "QCLD", "", ""),
    row(&["read-report"], "QCLD", "", "ISVHT"),
    row(&["read-session"], "CLD", "HSV", ""),
    row(&["read-controls", "read-times", "read-attendance"], "CLD", "VHS", ""),
    // For what they say it is for: see `purposes`.
    row(&["open-protected-facts"], "ICLD", "VHSQT", ""),
    row(&["open-refuge"], "LD", "", ""),
    row(&["open-multi-agency"], "CLD", "", ""),
    row(&["open-health"], "CLDI", "SH", ""),
    row(&["hear-voice"], "CLD", "S", ""),
    row(&["decide-voice", "read-access-log"], "LD", "", ""),
    row(&["settle-suspicion"], "CLDT", "", ""),
    row(&["admit-agency"], "CLD", "", ""),
    row(&["break-glass"], "CVHS", "", ""),
    row(&["agree-break-glass"], "CLDT", "", ""),
    row(&["read-break-glass", "end-break-glass"], "VHSCLDT", "", ""),
    // By an office only, and with a second person only: see `matrix`.
    row(&["note-break-glass", "export-case"], "", "", ""),
    row(
        &[
            "read-own-arrangement",
            "read-own-account",
            "contest-fact",
            "read-released-report",
            "read-outcome",
            "answer-agency-request",
        ],
        "",
        "",
        "",
    ),
];

/// What is not about one case.
pub const ELSEWHERE: &[Row] = &[
    row(&["report-incident", "capture-disclosure", "declare-conflict", "read-centre"], "ICSVHLDQTA", "", ""),
    row(&["read-day"], "VHSCLD", "", ""),
    row(&["open-door"], "CH", "", ""),
    row(&["end-door"], "CHLD", "", ""),
    // At a device at the door only: see `door`.
    row(&["read-door"], "", "", ""),
    row(&["read-workforce"], "CLDTA", "", ""),
    row(&["name-partner-lead"], "CLDT", "", ""),
    row(
        &[
            "open-centre",
            "change-centre",
            "end-engagement",
            "record-training",
            "record-suitability",
            "settle-second-factor",
            "engage-worker",
            "change-worker-roles",
        ],
        "CA",
        "",
        "",
    ),
    row(&["open-account", "suspend-account"], "CA", "", ""),
    row(&["recover-account"], "", "", ""),
    // Of other kinds of record: see `matrix::kinds`.
    row(
        &["operate-system", "read-returns", "read-register", "code-review", "send-return", "read-evidence"],
        "",
        "",
        "",
    ),
];

/// Reports are reviewed by another person than their author.
pub const NOT_OWN: &[&str] = &["return-report", "pass-report"];

/// Nobody does these without a second factor.
pub const ALWAYS_TWO_FACTORS: &[&str] = &[
    "admit-agency",
    "export-case",
    "break-glass",
    "agree-break-glass",
    "open-account",
    "suspend-account",
    "recover-account",
    "settle-second-factor",
    "open-door",
];

/// Nobody of whom the centre demands a second factor does these without it.
pub const DEMANDED_TWO_FACTORS: &[&str] = &[
    "open-protected-facts",
    "open-refuge",
    "open-disclosure",
    "open-multi-agency",
    "release-report",
    "ask-release",
    "agree-release",
    "refuse-release",
    "engage-worker",
    "change-worker-roles",
    "read-access-log",
];

/// What is left to somebody who may have an interest in the case: always, and in an emergency.
pub const LEFT_WHEN_SUSPECTED: [&[&str]; 2] = [
    &["record-movement", "end-session", "record-wellbeing", "close-session", "record-observation"],
    &["open-protected-facts", "open-health", "break-glass", "read-break-glass", "end-break-glass"],
];

/// What a purpose opens, of what asks for one: action, letters, purposes.
pub const PURPOSES: &[(&str, &str, &[&str])] = &[
    ("open-protected-facts", "CLD", &["safe-contact", "safeguarding", "emergency", "leak-check"]),
    ("open-protected-facts", "I", &["safe-contact", "emergency"]),
    ("open-protected-facts", "VHSQT", &["emergency"]),
    ("open-refuge", "LD", &["safe-contact", "safeguarding", "emergency", "leak-check"]),
    ("open-multi-agency", "C", &["safeguarding", "emergency"]),
    ("break-glass", "CVHS", &["emergency"]),
];

/// What somebody outside may do: action, as whom, and what must have been decided.
pub const OUTSIDE: &[(&str, &[&str], &str)] = &[
    (
        "read-own-arrangement",
        &["resident", "resident.own", "visiting", "visiting.own", "child", "child.own", "visitor", "visitor.own"],
        "",
    ),
    ("read-own-account", &["resident.own", "visiting.own", "sol.r.client", "sol.v.client"], ""),
    ("contest-fact", &["resident.own", "visiting.own", "sol.r.client", "sol.v.client"], ""),
    (
        "open-protected-facts",
        &["resident.own", "visiting.own", "child.own", "visitor.own", "sol.r.client", "sol.v.client"],
        "",
    ),
    ("open-protected-facts", &["agency"], "required"),
    ("read-times", &["resident.own", "visiting.own", "visitor.own"], ""),
    ("read-times", &["agency"], "required"),
    (
        "read-attendance",
        &["resident.own", "visiting.own", "visitor.own", "sol.r.client", "sol.v.client", "referrer", "agency"],
        "",
    ),
    ("open-disclosure", &["child.own"], ""),
    ("open-disclosure", &["resident.own", "agency"], "passed-on"),
    ("know-of-disclosure", &["child.own"], ""),
    ("know-of-disclosure", &["resident.own", "agency"], "passed-on"),
    ("hear-voice", &["child.own"], ""),
    (
        "hear-voice",
        &[
            "resident",
            "resident.own",
            "visiting",
            "visiting.own",
            "sol.r",
            "sol.r.client",
            "sol.v",
            "sol.v.client",
            "agency",
            "referrer",
        ],
        "passed-on",
    ),
    (
        "read-released-report",
        &[
            "resident",
            "resident.own",
            "visiting",
            "visiting.own",
            "sol.r",
            "sol.r.client",
            "sol.v",
            "sol.v.client",
            "agency",
            "referrer",
        ],
        "released",
    ),
    ("read-outcome", &["referrer", "agency"], ""),
    ("answer-agency-request", &["agency"], ""),
    ("open-multi-agency", &["agency"], "required"),
];

/// What stays closed to somebody of the family who also works here: action, as whom, unless this was decided.
pub const BARRED: &[(&str, &[&str], &str)] = &[
    ("open-protected-facts", &["resident", "visiting", "child", "visitor", "sol.r", "sol.v"], "never"),
    ("read-times", &["resident", "visiting", "child", "visitor", "sol.r", "sol.v"], "never"),
    ("read-attendance", &["resident", "visiting", "child", "visitor", "sol.r", "sol.v"], "never"),
    ("open-disclosure", &["visiting", "visiting.own", "visitor", "visitor.own", "sol.v", "sol.v.client"], "never"),
    ("open-disclosure", &["resident", "child", "sol.r", "sol.r.client"], "never"),
    ("open-disclosure", &["resident.own"], "passed-on"),
    ("know-of-disclosure", &["visiting", "visiting.own", "visitor", "visitor.own", "sol.v", "sol.v.client"], "never"),
    ("know-of-disclosure", &["resident", "child", "sol.r", "sol.r.client"], "never"),
    ("know-of-disclosure", &["resident.own"], "passed-on"),
    (
        "hear-voice",
        &[
            "resident",
            "resident.own",
            "visiting",
            "visiting.own",
            "child",
            "visitor",
            "visitor.own",
            "sol.r",
            "sol.r.client",
            "sol.v",
            "sol.v.client",
            "agency",
            "referrer",
        ],
        "passed-on",
    ),
];

/// What is open at all to a family and to agencies, whatever else they are.
pub const OPEN_TO_FAMILY: &[&str] = &[
    "open-disclosure",
    "know-of-disclosure",
    "open-protected-facts",
    "hear-voice",
    "read-times",
    "read-attendance",
    "read-own-arrangement",
    "read-own-account",
    "contest-fact",
    "read-released-report",
];

/// See [`OPEN_TO_FAMILY`].
pub const OPEN_TO_AGENCIES: &[&str] = &[
    "open-disclosure",
    "know-of-disclosure",
    "open-protected-facts",
    "open-multi-agency",
    "hear-voice",
    "read-times",
    "read-attendance",
    "read-released-report",
    "read-outcome",
    "answer-agency-request",
];
