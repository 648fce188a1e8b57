//! The statements. Adding one: the crate's own page says how.

mod door;

pub use door::{DOOR, DOOR_PIN, DOOR_RECORDS};

use crate::Claim::{Always, Never, NoErrors};
use crate::Edit::{Instead, Without};
use crate::Statement;

/// The visiting adult does not find the other home, nor the other way round, nor a solicitor for them.
pub const PROTECTED_FACTS: Statement = Statement {
    sentence: "No party, and nobody who acts for one, sees another party's protected fact.",
    claim: Never(
        r#"permit (principal, action in [Action::"open-protected-facts", Action::"open-refuge"], resource)
        when {
            ((context.lives_with || context.visits || context.child || context.accompanies) && !context.themselves) ||
            ((context.acts_for_lives_with || context.acts_for_visits) && !context.themselves && !context.client)
        };"#,
    ),
    twin: &[Without("protected_facts/facts-of-others")],
    breaks: &["open-protected-facts"],
};

/// A refuge is sealed even from those who open addresses.
pub const REFUGE: Statement = Statement {
    sentence: "Nobody outside the sealed role sees a refuge.",
    claim: Never(
        r#"permit (principal, action == Action::"open-refuge", resource)
        unless {
            principal.roles.contains("safeguarding-lead") || principal.roles.contains("deputy-safeguarding-lead") ||
            (principal.roles.contains("sealed-holder") && context.second_person && context.now < context.until)
        };"#,
    ),
    twin: &[
        Without("protected_facts/refuge-sealed"),
        Instead(
            "protected_facts",
            r#"permit (principal, action == Action::"open-protected-facts", resource)
when {
    principal.centre == resource.centre &&
    principal.roles.containsAny(["coordinator""#,
            r#"permit (principal, action in [Action::"open-protected-facts", Action::"open-refuge"], resource)
when {
    principal.centre == resource.centre &&
    principal.roles.containsAny(["coordinator""#,
        ),
    ],
    breaks: &["open-refuge", "coordinator"],
};

/// That there is something to know is itself the secret.
pub const DISCLOSURE: Statement = Statement {
    sentence: "The existence of a disclosure is invisible to the visiting side.",
    claim: Never(
        r#"permit (principal, action in [Action::"disclosure-work", Action::"know-of-disclosure"], resource)
        when { context.visits || context.accompanies || context.acts_for_visits };"#,
    ),
    twin: &[Without("disclosures/disclosure-unseen-by-visiting-side")],
    breaks: &["disclosure"],
};

/// Whoever knows when the other comes can wait in the street.
pub const TIMES: Statement = Statement {
    sentence: "Arrival and leaving times of one adult are invisible to the other.",
    claim: Never(
        r#"permit (principal, action in [Action::"read-times", Action::"read-attendance", Action::"read-session"], resource)
        when {
            ((context.lives_with || context.visits || context.child || context.accompanies) && !context.themselves) ||
            ((context.acts_for_lives_with || context.acts_for_visits) && !context.themselves && !context.client)
        };"#,
    ),
    twin: &[Without("sessions/times-of-others")],
    breaks: &["read-"],
};

/// A colleague cannot look up their own family.
pub const CONFLICT: Statement = Statement {
    sentence: "A conflicted worker, whatever their role, sees nothing of the case.",
    claim: Never(
        r#"permit (principal, action in Action::"anything-in-a-case", resource) when { context.conflicted };"#,
    ),
    twin: &[Instead(
        "cases",
        "when { context.conflicted };",
        "when { context.conflicted } unless { principal.roles.contains(\"trustee\") };",
    )],
    breaks: &["trustee", "who has an interest in the case"],
};

/// Nobody looks up what may be their own family while it is being settled.
pub const SUSPECTED: Statement = Statement {
    sentence: "Whoever may have an interest in a case reads nothing of it but in an emergency, until it is settled.",
    claim: Never(
        r#"permit (principal, action in [Action::"reading-cases", Action::"read-session", Action::"read-report",
            Action::"disclosure-work", Action::"hear-voice", Action::"open-refuge", Action::"open-multi-agency",
            Action::"export-case", Action::"read-times", Action::"case-decisions"], resource)
        when { context.suspected };
        permit (principal, action in [Action::"open-protected-facts", Action::"open-health"], resource)
        when { context.suspected && context.purpose != "emergency" };"#,
    ),
    twin: &[Without("cases/suspected-conflict")],
    breaks: &["who may have an interest in the case"],
};

/// Keeping accounts is no reason to read about families.
pub const ADMINISTRATOR: Statement = Statement {
    sentence: "An administrator sees no case content; nor does a system operator.",
    claim: Never(
        r#"permit (principal, action in Action::"anything-in-a-case", resource)
        when {
            principal.roles.contains("system-operator") ||
            (principal.roles.contains("administrator") &&
             !principal.roles.containsAny(["intake-worker", "coordinator", "contact-supervisor", "volunteer", "shift-lead",
                "safeguarding-lead", "deputy-safeguarding-lead", "reviewer", "trustee"]))
        };"#,
    ),
    twin: &[
        Without("administration/administrator-no-case"),
        Instead(
            "cases",
            r#"principal.roles.contains("intake-worker") };"#,
            r#"principal.roles.containsAny(["intake-worker", "administrator"]) };"#,
        ),
    ],
    breaks: &["administrator"],
};

/// Figures, never families.
pub const OVERSIGHT: Statement = Statement {
    sentence: "Oversight sees no person.",
    claim: Never(
        r#"permit (principal, action, resource)
        when {
            principal.roles.containsAny(["oversight-analyst", "review-panel"]) &&
            !(action in Action::"raising-concerns") &&
            !(["return", "register"].contains(resource.kind) && action in Action::"oversight-work")
        };
        permit (principal, action in Action::"anything-in-a-case", resource)
        when { principal.roles.contains("accreditor") };"#,
    ),
    twin: &[Instead(
        "oversight",
        r#"when { principal.roles.containsAny(["oversight-analyst", "review-panel"]) }"#,
        r#"when { principal.roles.contains("review-panel") }"#,
    )],
    breaks: &["oversight-analyst"],
};

/// A child speaks to the centre, not to a court of adults.
pub const VOICE: Statement = Statement {
    sentence: "A child's words reach an adult only after the safeguarding lead's decision.",
    claim: Never(
        r#"permit (principal, action == Action::"hear-voice", resource)
        when {
            !context.passed_on &&
            (context.lives_with || context.visits || context.accompanies || context.acts_for_lives_with ||
             context.acts_for_visits || context.agency || context.referred ||
             !principal.roles.containsAny(["coordinator", "safeguarding-lead", "deputy-safeguarding-lead",
                "contact-supervisor"])) &&
            !(context.child && context.themselves && !context.lives_with && !context.visits && !context.accompanies &&
              !context.acts_for_lives_with && !context.acts_for_visits && !context.agency && !context.referred)
        };"#,
    ),
    twin: &[
        Instead(
            "voice",
            "principal.centre == resource.centre && context.passed_on &&",
            "principal.centre == resource.centre &&",
        ),
        Without("voice/voice-only-after-decision"),
    ],
    breaks: &["hear-voice"],
};

/// What agencies say among themselves could be found in a kitchen drawer.
pub const MULTI_AGENCY: Statement = Statement {
    sentence: "Multi-agency material reaches no party.",
    claim: Never(
        r#"permit (principal, action == Action::"open-multi-agency", resource)
        when {
            context.lives_with || context.visits || context.child || context.accompanies ||
            context.acts_for_lives_with || context.acts_for_visits
        };"#,
    ),
    twin: &[Without("protected_facts/multi-agency-no-party"), Without("cases/family-nothing-else")],
    breaks: &["open-multi-agency"],
};

/// A password somebody else knows is not enough.
pub const SECOND_FACTOR: Statement = Statement {
    sentence: "No action is permitted without the second factor where it is demanded.",
    claim: Never(
        r#"permit (principal, action in Action::"second-factor-always", resource) unless { context.second_factor };
        permit (principal, action in Action::"second-factor-where-demanded", resource)
        when { context.second_factor_demanded } unless { context.second_factor };"#,
    ),
    twin: &[Without("administration/second-factor-where-demanded")],
    breaks: &["without the second factor"],
};

/// A policy that errs decides nothing, and nobody would notice.
pub const NO_ERRORS: Statement = Statement {
    sentence: "Policies never err.",
    claim: NoErrors,
    twin: &[Instead("cases", "context.now < context.until", "context.now + 86400 < context.until")],
    breaks: &["agency"],
};

/// One centre is as closed to another as to the street.
pub const CENTRES: Statement = Statement {
    sentence: "Nothing of one centre is open to somebody signed in at another.",
    claim: Never("permit (principal, action, resource) unless { principal.centre == resource.centre };"),
    twin: &[
        Without("cases/centre"),
        Instead("voice", "when { principal.centre == resource.centre && context.child", "when { context.child"),
    ],
    breaks: &["another centre", "hear-voice"],
};

/// What lets in from outside lapses.
pub const AGENCY: Statement = Statement {
    sentence: "An agency's contact sees nothing of a case once their time is up, and never the case itself.",
    claim: Never(
        r#"permit (principal, action in Action::"anything-in-a-case", resource)
        when { context.agency && context.now >= context.until };
        permit (principal, action in [Action::"reading-cases", Action::"read-session", Action::"open-refuge"], resource)
        when { context.agency };"#,
    ),
    twin: &[Instead("cases", "&& context.now < context.until };", "};")],
    breaks: &["agency"],
};

/// The family's pages are another thing than the centre's.
pub const FAMILY: Statement = Statement {
    sentence: "Nobody of the family reads the case, a session, a draft or an assessment, whatever else they are.",
    claim: Never(
        r#"permit (principal, action in [Action::"reading-cases", Action::"referral-work", Action::"case-decisions",
            Action::"read-session", Action::"read-report", Action::"report-writing", Action::"report-reviewing",
            Action::"read-access-log", Action::"read-controls", Action::"export-case"], resource)
        when {
            context.lives_with || context.visits || context.child || context.accompanies ||
            context.acts_for_lives_with || context.acts_for_visits
        };"#,
    ),
    twin: &[Without("cases/family-nothing-else")],
    breaks: &["somebody who is "],
};

/// A link is for one answer.
pub const LINK: Statement = Statement {
    sentence: "Whoever comes by a one-time link does nothing but answer.",
    claim: Never(
        r#"permit (principal, action, resource)
        when { context.asked_by_link && !(action in Action::"answering-by-link") };"#,
    ),
    twin: &[Without("cases/link-does-nothing-else")],
    breaks: &["who came by a one-time link"],
};

/// Nobody makes themselves more than they are.
pub const OWN_ROLES: Statement = Statement {
    sentence: "Nobody changes their own roles, engages themselves, opens their own account or settles their own conflict.",
    claim: Never(
        r#"permit (principal, action in [Action::"engage-worker", Action::"change-worker-roles", Action::"open-account",
            Action::"recover-account", Action::"settle-suspicion"], resource)
        when { context.themselves };"#,
    ),
    twin: &[Without("workforce/not-oneself")],
    breaks: &["about themselves"],
};

/// What must never be stopped is not stopped by any of the barriers above.
pub const RECORDING: Statement = Statement {
    sentence: "Nothing stops somebody who works for the centre from recording a concern, whatever else they are.",
    claim: Always(
        r#"permit (principal, action in Action::"raising-concerns", resource)
        when {
            principal.centre == resource.centre && !context.asked_by_link &&
            (!principal.roles.contains("door-device") || (context.by_pin && context.now < context.until)) &&
            principal.roles.containsAny(["intake-worker", "coordinator", "contact-supervisor", "volunteer", "shift-lead",
                "safeguarding-lead", "deputy-safeguarding-lead", "reviewer", "trustee", "administrator"])
        };"#,
    ),
    twin: &[Instead(
        "cases",
        r#"forbid (principal, action in Action::"anything-in-a-case", resource)
when { context.conflicted };"#,
        "forbid (principal, action, resource)
when { context.conflicted };",
    )],
    breaks: &["who has an interest in the case"],
};

/// A suspicion takes nothing from a child in danger, nor from a session that has to end.
pub const SUSPICION_LEAVES: Statement = Statement {
    sentence: "A suspected conflict leaves recording, ending a session and emergency access.",
    claim: Always(
        r#"permit (principal, action in Action::"recording-sessions", resource)
        when {
            principal.centre == resource.centre && context.suspected &&
            principal.roles.containsAny(["volunteer", "shift-lead", "contact-supervisor", "coordinator",
                "safeguarding-lead", "deputy-safeguarding-lead"]) &&
            !principal.roles.containsAny(["accreditor", "system-operator", "oversight-analyst", "review-panel",
                "door-device"]) &&
            !(context.conflicted || context.asked_by_link || context.agency || context.lives_with || context.visits ||
              context.child || context.accompanies || context.acts_for_lives_with || context.acts_for_visits)
        };
        permit (principal, action == Action::"open-protected-facts", resource)
        when {
            principal.centre == resource.centre && context.suspected && context.assigned &&
            context.purpose == "emergency" && (context.second_factor || !context.second_factor_demanded) &&
            principal.roles.containsAny(["volunteer", "shift-lead", "contact-supervisor", "coordinator",
                "safeguarding-lead", "deputy-safeguarding-lead"]) &&
            !principal.roles.containsAny(["accreditor", "system-operator", "oversight-analyst", "review-panel",
                "door-device"]) &&
            !(context.conflicted || context.asked_by_link || context.agency || context.lives_with || context.visits ||
              context.child || context.accompanies || context.acts_for_lives_with || context.acts_for_visits)
        };"#,
    ),
    twin: &[Instead(
        "cases",
        r#"action in [Action::"recording-sessions", Action::"record-observation"]"#,
        r#"action == Action::"record-observation""#,
    )],
    breaks: &["who may have an interest in the case"],
};

/// The glass is broken for a child, never for a grudge.
pub const GLASS: Statement = Statement {
    sentence: "A conflicted worker is never let in by break-glass, by however many people.",
    claim: Never(
        r#"permit (principal, action in [Action::"break-glass", Action::"agree-break-glass", Action::"note-break-glass",
            Action::"read-case", Action::"open-protected-facts", Action::"open-refuge", Action::"open-health",
            Action::"open-disclosure", Action::"know-of-disclosure"], resource)
        when { context.conflicted };"#,
    ),
    twin: &[Instead(
        "cases",
        "when { context.conflicted };",
        r#"when { context.conflicted } unless { principal.roles.contains("sealed-holder") && context.second_person };"#,
    )],
    breaks: &["sealed-holder", "with a second person", "who has an interest in the case"],
};

/// What two people open closes by itself.
pub const GLASS_ENDS: Statement = Statement {
    sentence: "Whoever is let in by two people sees nothing once their time is up, or if there never was a second.",
    claim: Never(
        r#"permit (principal, action in [Action::"read-case", Action::"open-protected-facts", Action::"open-refuge",
            Action::"open-health", Action::"open-disclosure", Action::"know-of-disclosure"], resource)
        when {
            principal.roles.contains("sealed-holder") &&
            !principal.roles.containsAny(["intake-worker", "coordinator", "contact-supervisor", "volunteer", "shift-lead",
                "safeguarding-lead", "deputy-safeguarding-lead", "reviewer", "trustee"]) &&
            !(context.lives_with || context.visits || context.child || context.accompanies || context.agency ||
              context.acts_for_lives_with || context.acts_for_visits) &&
            (context.now >= context.until || !context.second_person || context.purpose != "emergency")
        };"#,
    ),
    twin: &[Instead(
        "protected_facts",
        r#"context.purpose == "emergency" && context.now < context.until
};

@id("refuge-sealed")"#,
        r#"context.purpose == "emergency"
};

@id("refuge-sealed")"#,
    )],
    breaks: &["sealed-holder", "after their time was up"],
};
