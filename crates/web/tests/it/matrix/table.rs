//! Who may reach what, as a table somebody could pin beside the door. It knows nothing of the policies.
//!
//! R referrer, I intake worker, C coordinator, S contact supervisor, V volunteer, H shift lead, L safeguarding lead,
//! D deputy, Q reviewer, T trustee, A administrator.

use domain::words::Role;

/// A line: who reaches these routes by their role alone, who while assigned, who about what they wrote themselves.
pub struct Line {
    /// GET and POST, or both.
    pub methods: &'static [&'static str],
    pub routes: &'static [&'static str],
    pub who: Who,
}

/// Whom a line lets in.
#[derive(Clone, Copy)]
pub enum Who {
    /// Whoever asks, signed in or not.
    Anybody,
    /// Whoever has a link that works; nobody here has one.
    ByLink,
    /// Whoever asks is led to signing in.
    BackToSignIn,
    /// Whoever is signed in: nothing there is of a centre's work.
    SignedIn,
    /// What is not about one family: by role, at whichever centre.
    Centre(&'static str),
    /// What is of one other worker or thing of the centre, and so of nobody's elsewhere.
    Here(&'static str),
    /// What is of one family: nobody who has something to do with it gets in.
    Family { by_role: &'static str, assigned: &'static str, author: &'static str },
    /// What happens at a session: who may have something to do with the family still records it.
    Happens { by_role: &'static str, assigned: &'static str },
    /// What anybody who works here can say of any family, whatever they have to do with it.
    Says(&'static str),
    /// The JSON interface decides by what is sent, and tells whoever is signed in.
    BySending,
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

const GET: &[&str] = &["GET"];
const POST: &[&str] = &["POST"];
const BOTH: &[&str] = &["GET", "POST"];

const fn line(methods: &'static [&'static str], who: Who, routes: &'static [&'static str]) -> Line {
    Line { methods, routes, who }
}

const fn family(by_role: &'static str, assigned: &'static str, author: &'static str) -> Who {
    Who::Family { by_role, assigned, author }
}

/// Everybody who works for a centre. A referrer does not.
const WORKS: &str = "ICSVHLDQTA";

pub const TABLE: &[Line] = &[
    line(GET, Who::Anybody, &["/", "/assets/{path}", "/healthz", "/readyz", "/metrics", "/api/openapi.json"]),
    line(BOTH, Who::Anybody, &["/sign-in", "/first/{link}"]),
    line(
        GET,
        Who::SignedIn,
        &[
            "/account",
            "/account/password",
            "/account/second-factor",
            "/account/second-factor/code",
            "/account/passkeys/new",
        ],
    ),
    line(GET, Who::SignedIn, &["/step-up"]),
    line(
        POST,
        Who::SignedIn,
        &[
            "/account/password",
            "/account/second-factor",
            "/account/second-factor/code",
            "/account/passkeys/new",
            "/account/passkeys",
            "/step-up",
            "/step-up/passkey/begin",
            "/step-up/passkey",
        ],
    ),
    // One's own passkeys, of which nobody here has any: another's are not there.
    line(BOTH, Who::Here(""), &["/account/passkeys/{id}/remove"]),
    // A device at the door: whatever browser is none is told so, and nothing else.
    line(BOTH, Who::Anybody, &["/door", "/door/{session}/{tap}"]),
    line(POST, Who::Anybody, &["/door/hide"]),
    // The second factor is asked for before anything is decided, of everybody alike.
    line(BOTH, Who::SignedIn, &["/door/open"]),
    line(BOTH, Who::SignedIn, &["/account/pin"]),
    line(POST, Who::Centre("CHLD"), &["/account/doors/{device}/end"]),
    // Ends one of one's own sign-ins, and tells nobody of another's.
    line(POST, Who::SignedIn, &["/account/sign-ins/{id}/end"]),
    // Like a link to join: whether it works is told only when it is used.
    line(GET, Who::Anybody, &["/recover/{link}"]),
    line(POST, Who::BackToSignIn, &["/sign-in/code"]),
    // Whether a link to join works is told only when it is used.
    line(GET, Who::Anybody, &["/join/{link}"]),
    line(POST, Who::ByLink, &["/join/{link}"]),
    line(BOTH, Who::ByLink, &["/partner/{link}"]),
    line(POST, Who::Anybody, &["/sign-in/passkey/begin", "/sign-in/passkey"]),
    line(POST, Who::Anybody, &["/sign-in/demo", "/api/v1/sign-in", "/recover/{link}"]),
    line(GET, Who::SignedIn, &["/sign-out", "/today", "/api/v1/rules"]),
    line(POST, Who::SignedIn, &["/stay", "/drafts/{*form}"]),
    line(POST, Who::SignedIn, &["/sign-out", "/sign-out/everywhere", "/api/v1/sign-out"]),
    line(POST, Who::BySending, &["/api/v1/commands"]),
    // Referral: taken by intake and whoever leads (3.2, 1 to 3); read by whoever stands in the case.
    line(GET, Who::Centre("ICLD"), &["/cases", "/referrals/new", "/api/v1/cases"]),
    line(GET, Who::Centre("ICLD"), &["/referrals/upload"]),
    line(POST, Who::Centre("ICLD"), &["/referrals/upload", "/referrals/upload/save", "/referrals/upload/discard"]),
    line(BOTH, Who::Centre("ICLD"), &["/referrals/type", "/referrals/phone"]),
    line(
        GET,
        family("ICLD", "SH", ""),
        &[
            "/cases/{case}",
            "/cases/{case}/timeline",
            "/cases/{case}/referral",
            "/cases/{case}/referral/not-mapped",
            "/cases/{case}/risk",
            "/cases/{case}/risk/{assessment}",
            "/cases/{case}/risk/{assessment}/against/{other}",
            "/cases/{case}/arrangement",
            "/cases/{case}/pre-visits",
            "/cases/{case}/interests",
            "/cases/{case}/sessions",
            "/api/v1/cases/{case}",
        ],
    ),
    line(GET, family("ICLD", "", ""), &["/cases/{case}/triage"]),
    line(
        BOTH,
        family("ICLD", "", ""),
        &[
            "/cases/{case}/adults/{person}/side",
            "/cases/{case}/adults/{person}/account",
            "/cases/{case}/people/new",
            "/cases/{case}/relationships/new",
            "/cases/{case}/answers/{topic}",
            "/cases/{case}/referral/referrer",
            "/cases/{case}/referral/level",
            "/cases/{case}/referral/decided-by",
            "/cases/{case}/referral/court",
            "/cases/{case}/referral/text",
            "/cases/{case}/orders/new",
            "/cases/{case}/assertions/new",
            "/cases/{case}/conclusions/new",
            "/cases/{case}/requests/new",
            "/cases/{case}/requests/{request}",
            "/cases/{case}/orders/{order}/transcribe",
            "/cases/{case}/orders/{order}/check",
            "/cases/{case}/orders/{order}/clauses/{clause}",
            "/cases/{case}/assertions/{assertion}/status",
        ],
    ),
    line(POST, family("ICLD", "", ""), &["/cases/{case}/referral/submit"]),
    // Decisions about the family: by whoever leads (3.2, 4 to 6, 13).
    line(
        BOTH,
        family("CLD", "", ""),
        &[
            "/cases/{case}/decide/{decision}",
            "/cases/{case}/risk/begin",
            "/cases/{case}/risk/trigger",
            "/cases/{case}/risk/{assessment}/grounds",
            "/cases/{case}/risk/{assessment}/hazards/new",
            "/cases/{case}/risk/{assessment}/hazards/{at}",
            "/cases/{case}/risk/{assessment}/impact",
            "/cases/{case}/risk/{assessment}/unknowns",
            "/cases/{case}/risk/{assessment}/controls",
            "/cases/{case}/risk/{assessment}/apart",
            "/cases/{case}/risk/{assessment}/withdraw",
            "/cases/{case}/pre-visits/plan/{adult}",
            "/cases/{case}/pre-visits/held/{adult}",
            "/cases/{case}/pre-visits/signed/{adult}",
            "/cases/{case}/pre-visits/not-held/{adult}",
            "/cases/{case}/arrangement/propose",
            "/cases/{case}/arrangement/agree",
            "/cases/{case}/arrangement/pause",
            "/cases/{case}/arrangement/resume",
            "/cases/{case}/arrangement/end",
            "/cases/{case}/arrangement/level",
            "/cases/{case}/arrangement/level/decide",
            "/cases/{case}/book",
            "/sessions/{session}/cancel",
        ],
    ),
    // Whoever is on the team reads what to look out for (3.2, 7); whoever leads says that it goes ahead.
    line(GET, family("CLD", "VHS", ""), &["/sessions/{session}/confirm"]),
    line(POST, family("CLD", "", ""), &["/sessions/{session}/confirm"]),
    line(
        POST,
        family("CLD", "", ""),
        &[
            "/cases/{case}/risk/{assessment}/hazards/{at}/remove",
            "/cases/{case}/risk/{assessment}/finish",
            "/cases/{case}/risk/{assessment}/sign",
            "/cases/{case}/risk/{assessment}/countersign",
        ],
    ),
    // A trustee is asked to be the second person (3.2, 4).
    line(GET, family("ICLDT", "", ""), &["/cases/{case}/overrides"]),
    line(
        BOTH,
        family("CLDT", "", ""),
        &[
            "/cases/{case}/overrides/new/{finding}",
            "/cases/{case}/overrides/{id}/authorise",
            "/cases/{case}/overrides/{id}/withdraw",
        ],
    ),
    line(POST, family("CLDT", "", ""), &["/cases/{case}/overrides/{id}/partner/link"]),
    line(POST, family("CLDT", "", ""), &["/cases/{case}/overrides/{id}/confirm"]),
    line(GET, family("CLDT", "", ""), &["/cases/{case}/overrides/{id}/partner"]),
    // What a child said: whoever leads, and the supervisor of their session (3.3, child voice). Intake writes down what is
    // said at referral, and is shown no words: see the marks.
    line(GET, family("ICLD", "S", ""), &["/cases/{case}/voice"]),
    line(BOTH, family("ICLD", "", ""), &["/cases/{case}/voice/{person}/{came_of_it}"]),
    // Addresses, telephones, schools, refuges (3.3, first line), each with a purpose; at the door in an emergency.
    line(
        BOTH,
        family("ICLD", "SH", ""),
        &[
            "/cases/{case}/protected",
            "/cases/{case}/people/{person}/protected",
            "/cases/{case}/risk/{assessment}/opened",
        ],
    ),
    // A refuge is the safeguarding lead's and the deputy's; so is who looked at a case, which the data-protection officer
    // reads besides.
    line(BOTH, family("LD", "", ""), &["/cases/{case}/people/{person}/refuge"]),
    line(GET, family("LD", "", ""), &["/cases/{case}/who-looked"]),
    // In an emergency: whoever works at sessions or coordinates asks to be let in, and another answers.
    // Whoever may have something to do with the family asks too, until it is settled: it is an emergency.
    line(GET, Who::Happens { by_role: "VHSCLDT", assigned: "" }, &["/cases/{case}/emergency"]),
    line(BOTH, Who::Happens { by_role: "VHSC", assigned: "" }, &["/cases/{case}/emergency/ask"]),
    line(BOTH, family("CLDT", "", ""), &["/cases/{case}/emergency/{id}/answer"]),
    line(POST, Who::Happens { by_role: "VHSCLDT", assigned: "" }, &["/cases/{case}/emergency/{id}/end"]),
    line(POST, family("", "", ""), &["/cases/{case}/emergency/{id}/noted"]),
    // Everybody can say that something happened; who reads it is another matter (3.3, disclosures).
    line(
        GET,
        Who::Says(WORKS),
        &[
            "/sessions/{session}/concern",
            "/cases/{case}/concern",
            "/sessions/{session}/concern/recorded",
            "/cases/{case}/concern/recorded",
        ],
    ),
    line(
        BOTH,
        Who::Says(WORKS),
        &[
            "/sessions/{session}/disclosure",
            "/cases/{case}/disclosure",
            "/sessions/{session}/incident",
            "/cases/{case}/incident",
        ],
    ),
    // It shows nothing of a family, and the same for one that is not there.
    line(BOTH, Who::Centre(WORKS), &["/cases/{case}/interests/declare"]),
    line(GET, Who::Centre("LD"), &["/concerns"]),
    line(
        GET,
        family("LD", "", "S"),
        &["/sessions/{session}/disclosures/{disclosure}", "/cases/{case}/disclosures/{disclosure}"],
    ),
    line(
        POST,
        family("LD", "", ""),
        &["/sessions/{session}/disclosures/{disclosure}/seen", "/cases/{case}/disclosures/{disclosure}/seen"],
    ),
    line(
        BOTH,
        family("LD", "", ""),
        &["/sessions/{session}/incidents/{incident}", "/cases/{case}/incidents/{incident}"],
    ),
    // Who has something to do with a family: another person settles it.
    line(BOTH, family("CLD", "", ""), &["/cases/{case}/interests/told", "/cases/{case}/interests/{worker}/settle"]),
    // The session day (3.2, 8 to 11): the floor reads the day and records; the session itself is its team's.
    line(GET, Who::Centre("VHSCLD"), &["/day/{date}", "/day/{date}/run-sheet.pdf", "/api/v1/days/{date}"]),
    line(GET, family("CLD", "VHS", ""), &["/sessions/{session}"]),
    line(
        POST,
        Who::Happens { by_role: "VHSCLD", assigned: "" },
        &["/sessions/{session}/tap", "/sessions/{session}/how"],
    ),
    line(
        BOTH,
        Who::Happens { by_role: "VHSCLD", assigned: "" },
        &["/sessions/{session}/movement", "/sessions/{session}/end", "/sessions/{session}/how/{person}/{when}"],
    ),
    line(BOTH, Who::Happens { by_role: "CL", assigned: "S" }, &["/sessions/{session}/observe"]),
    // Reports (3.2, 11): the supervisor writes, another reads, whoever leads releases.
    // The list holds one's own for whoever does not read them all.
    line(GET, Who::SignedIn, &["/reports", "/api/v1/reports"]),
    line(BOTH, family("CL", "S", ""), &["/sessions/{session}/report"]),
    line(GET, family("QCLD", "", "S"), &["/reports/{report}", "/api/v1/reports/{report}"]),
    line(BOTH, family("CL", "", "S"), &["/reports/{report}/change"]),
    line(POST, family("CL", "", "S"), &["/reports/{report}/submit"]),
    line(POST, family("QCLD", "", ""), &["/reports/{report}/pass"]),
    line(BOTH, family("QCLD", "", ""), &["/reports/{report}/return"]),
    line(BOTH, family("CLD", "", ""), &["/reports/{report}/recipients", "/reports/{report}/addendum/{statement}"]),
    line(
        POST,
        family("CLD", "", ""),
        &["/reports/{report}/release/{place}", "/api/v1/reports/{report}/release/{place}"],
    ),
    // A paper that the gate stopped goes only as two people say.
    line(
        BOTH,
        family("CLD", "", ""),
        &["/reports/{report}/release/{place}/ask", "/reports/{report}/release/{place}/answer"],
    ),
    line(GET, family("QCLD", "", "S"), &["/reports/{report}/paper/{place}"]),
    // Workers and the centre itself.
    line(GET, Who::Centre("CLDTA"), &["/workforce", "/centre"]),
    line(GET, Who::Here("CLDTA"), &["/workforce/{worker}"]),
    line(BOTH, Who::Centre("CA"), &["/workforce/new", "/centre/name", "/centre/settings"]),
    line(BOTH, Who::Centre("CA"), &["/centre/rooms/new", "/centre/doors/new"]),
    line(
        BOTH,
        Who::Here("CA"),
        &[
            "/workforce/{worker}/roles",
            "/workforce/{worker}/office",
            "/workforce/{worker}/end",
            "/workforce/{worker}/training",
            "/workforce/{worker}/training/{record}/withdraw",
            "/workforce/{worker}/check",
            "/centre/rooms/{room}",
            "/centre/rooms/{room}/close",
            "/centre/doors/{door}",
            "/centre/doors/{door}/close",
        ],
    ),
    line(POST, Who::Here("CA"), &["/workforce/{worker}/join"]),
    // Two officers let somebody back in. The second factor is asked for before anything is decided, of everybody alike.
    line(POST, Who::SignedIn, &["/workforce/{worker}/recover/ask", "/workforce/{worker}/recover/agree"]),
    line(BOTH, Who::Centre("CA"), &["/centre/second-factor"]),
    line(BOTH, Who::Centre("CLDT"), &["/centre/partners/new"]),
    line(BOTH, Who::Here("CLDT"), &["/centre/partners/{lead}/end"]),
    line(POST, Who::Here("CLD"), &["/centre/partners/{lead}/telephone"]),
];
