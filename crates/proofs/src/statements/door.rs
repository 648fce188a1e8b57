//! What a device at the door may be, whoever stands at it.

use crate::Claim::{Always, Never};
use crate::Edit::{Instead, Without};
use crate::Statement;

/// A tablet lies on a tea table.
pub const DOOR: Statement = Statement {
    sentence: "A device at the door opens nothing but today's sheet, whatever the roles of whoever stands at it.",
    claim: Never(
        r#"permit (principal, action, resource)
        when {
            principal.roles.contains("door-device") &&
            !(action == Action::"read-door" && resource.kind == "day" && context.of_today) &&
            !(action in [Action::"record-movement", Action::"end-session", Action::"raising-concerns"])
        };"#,
    ),
    twin: &[Without("door/door-nothing-else")],
    breaks: &["door-device"],
};

/// Nobody records in another's name because the tablet was at hand.
pub const DOOR_PIN: Statement = Statement {
    sentence: "At a device at the door nothing is shown or recorded without a PIN, of another day, or after the shift.",
    claim: Never(
        r#"permit (principal, action, resource)
        when {
            principal.roles.contains("door-device") &&
            (!context.by_pin || context.now >= context.until ||
             (!context.of_today && !(action in Action::"raising-concerns")))
        };
        permit (principal, action == Action::"read-door", resource)
        unless { principal.roles.contains("door-device") && context.by_pin && context.of_today };"#,
    ),
    twin: &[
        Instead(
            "door",
            "unless {\n    context.by_pin && context.now < context.until &&\n",
            "unless {\n    context.now < context.until &&\n",
        ),
        Instead("door", "context.of_today && context.by_pin && context.now", "context.of_today && context.now"),
    ],
    breaks: &["door-device"],
};

/// What happens at the door is recorded at the door.
pub const DOOR_RECORDS: Statement = Statement {
    sentence: "Whoever works at sessions and is not kept from the family records who came and left today, with their PIN.",
    claim: Always(
        r#"permit (principal, action in Action::"recording-at-door", resource)
        when {
            principal.centre == resource.centre && context.by_pin && context.of_today && context.now < context.until &&
            principal.roles.containsAny(["volunteer", "shift-lead", "contact-supervisor", "coordinator",
                "safeguarding-lead", "deputy-safeguarding-lead"]) &&
            !principal.roles.containsAny(["accreditor", "system-operator", "oversight-analyst", "review-panel"]) &&
            !(context.conflicted || context.asked_by_link || context.agency || context.lives_with || context.visits ||
              context.child || context.accompanies || context.acts_for_lives_with || context.acts_for_visits)
        };"#,
    ),
    twin: &[Instead(
        "door",
        "(action in Action::\"recording-at-door\" && context.of_today)",
        "(action in Action::\"recording-at-door\" && context.of_today && context.assigned)",
    )],
    breaks: &["door-device", "with a PIN"],
};
