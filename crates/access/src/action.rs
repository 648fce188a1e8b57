//! Reading actions as types, and which compartments each opens. Commands name their action themselves
//! (`domain::command::FeatureCommand::action`) and get a [`crate::Permit`].

/// Something somebody may be granted to read.
pub trait Action {
    /// The name in the policies.
    const NAME: &'static str;
}

/// A compartment as a type: see [`domain::private::Compartment`].
pub trait InCompartment {
    /// The compartment.
    const COMPARTMENT: domain::private::Compartment;
}

/// States that a grant of this action opens values of compartment `C`.
pub trait Opens<C: InCompartment>: Action {}

macro_rules! compartments {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl InCompartment for $name {
            const COMPARTMENT: domain::private::Compartment = domain::private::Compartment::$name;
        }
    )+};
}

compartments! {
    /// What the people who work on the case need.
    Ordinary,
    /// What could lead somebody to a door.
    ProtectedFacts,
    /// What was disclosed, and that something was.
    Disclosure,
    /// Health, medication, disability.
    Health,
}

/// A refuge. It lies among the protected facts and opens apart from them: see [`domain::private::Apart`].
#[derive(Debug, Clone, Copy)]
pub struct Refuge;

impl InCompartment for Refuge {
    const COMPARTMENT: domain::private::Compartment = domain::private::Compartment::ProtectedFacts;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal opens [$($compartment:ident),*]),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Action for $name {
                const NAME: &'static str = $text;
            }

            $(impl Opens<$compartment> for $name {})*
        )+

        /// The names of every reading action, for the test that compares them with the schema.
        pub const READING: &[&str] = &[$($text),+];
    };
}

actions! {
    /// The list of cases and where each stands.
    ListCases = "list-cases" opens [Ordinary],
    /// A case's pages: referral, assessment, arrangement, timeline.
    ReadCase = "read-case" opens [Ordinary],
    /// One request for an override, by a one-time link: rule, reasons, last day.
    ReadOverrideRequest = "read-override-request" opens [Ordinary],
    /// Addresses, telephone numbers, schools, vehicles; never a refuge.
    OpenProtectedFacts = "open-protected-facts" opens [ProtectedFacts],
    /// A refuge, and nothing else.
    OpenRefuge = "open-refuge" opens [Refuge],
    /// Health and access needs.
    OpenHealth = "open-health" opens [Health],
    /// What was disclosed.
    OpenDisclosure = "open-disclosure" opens [Disclosure],
    /// What waits for the safeguarding side: that something was disclosed, and incidents to review.
    ListConcerns = "list-concerns" opens [],
    /// The day's sessions: first names and initials, doors, windows, rooms.
    ReadDay = "read-day" opens [Ordinary],
    /// Today's sheet on a device at the door: what the printed run sheet shows.
    ReadDoor = "read-door" opens [Ordinary],
    /// One session: plan, what happened, observations.
    ReadSession = "read-session" opens [Ordinary],
    /// A session report and its draft.
    ReadReport = "read-report" opens [Ordinary],
    /// Workers, their roles and training.
    ReadWorkforce = "read-workforce" opens [Ordinary],
    /// The centre's rooms, entrances and settings.
    ReadCentre = "read-centre" opens [],
    /// Who asked to be let into what is sealed in an emergency, why, and what was answered.
    ReadBreakGlass = "read-break-glass" opens [Ordinary],
    /// Who looked at a record: the names of those who did.
    ReadAccessLog = "read-access-log" opens [Ordinary],
}
