use super::choices::choices;
use crate::ids::{DisclosureId, IncidentId, InfoRequestId, OrderId, PersonId, SessionId};
use serde::{Deserialize, Serialize};

choices! {
    /// A kind of hazard. It names what could happen; who is said to have done it, and on what footing, is told beside it.
    HazardKind {
        PhysicalViolence = "physical-violence", "Physical violence";
        CoerciveControl = "coercive-control", "Controlling or coercive behaviour";
        Strangulation = "strangulation", "Strangulation or suffocation";
        ThreatsToKill = "threats-to-kill", "Threats to kill";
        Stalking = "stalking", "Stalking or following";
        SexualHarm = "sexual-harm", "Sexual harm";
        ChildAbuse = "child-abuse", "Abuse or neglect of a child";
        EmotionalHarm = "emotional-harm", "Emotional harm to a child";
        Abduction = "abduction", "Taking a child away";
        LocationTraced = "location-traced", "An address being traced";
        Weapons = "weapons", "Weapons";
        Substances = "substances", "Drugs or alcohol";
        SelfHarm = "self-harm", "Self-harm or suicide";
        HarmToAnimals = "harm-to-animals", "Harm to animals";
        ThreatsToStaff = "threats-to-staff", "Threats to people who work here";
        Health = "health", "Health of a child or adult";
        Other = "other", "Something else";
    }
}

choices! {
    /// Where information came from, or who could give it.
    SourceKind {
        ResidentAdult = "resident-adult", "The adult the child lives with";
        VisitingAdult = "visiting-adult", "The visiting adult";
        Child = "child", "The child";
        OtherRelative = "other-relative", "Another relative";
        Referrer = "referrer", "The referrer";
        Court = "court", "A court order or court paper";
        Cafcass = "cafcass", "Cafcass";
        Police = "police", "The police";
        ChildrensServices = "childrens-services", "Children's services";
        Probation = "probation", "Probation or a prison";
        Health = "health", "A health service";
        School = "school", "A school or nursery";
        AbuseService = "abuse-service", "A specialist domestic abuse service";
        PreviousCentre = "previous-centre", "Another contact centre";
        RiskTool = "risk-tool", "A completed risk tool";
        OwnObservation = "own-observation", "What we saw ourselves";
        Other = "other", "Somebody else";
    }
}

choices! {
    /// A kind of control. Mandatory ones become conditions of every session (R-P10).
    ControlKind {
        SeparateEntrances = "separate-entrances", "Separate entrances";
        StaggeredArrival = "staggered-arrival", "Staggered arrival and leaving";
        OneToOne = "one-to-one", "One worker within sight and sound";
        NoPhotos = "no-photos", "No photographs or recordings";
        BagCheck = "bag-check", "Bags and gifts looked through";
        Interpreter = "interpreter", "A neutral interpreter";
        SomeoneElseBrings = "someone-else-brings-child", "Somebody else brings the child";
        PanicAlarm = "panic-alarm", "Panic alarm in the room";
        PoliceLink = "police-link", "Police told of the session";
        NoLeaving = "no-leaving-premises", "Nobody leaves the premises with the child";
        SubstanceCheck = "substance-check-at-door", "Fitness check at the door";
        Other = "other", "Something else";
    }
}

choices! {
    /// Whether a session can go ahead without the control.
    Requirement {
        Mandatory = "mandatory", "Must be in place";
        Advisory = "advisory", "Should be in place";
    }
}

choices! {
    /// Whether the writer has finished.
    Readiness {
        StillWriting = "still-writing", "I am still writing it";
        ReadyToSign = "ready-to-sign", "It is ready to be signed";
    }
}

choices! {
    /// Whether a second person's signature is needed before the assessment counts (R-P08).
    Countersignature {
        Required = "required", "A second person must countersign";
        NotRequired = "not-required", "One signature is enough";
    }
}

choices! {
    /// Who concluded that an adult poses a risk (R-R17).
    Concluder {
        ThisCentre = "this-centre", "This centre";
        Cafcass = "cafcass", "Cafcass";
        LocalAuthority = "local-authority", "A local authority";
        OtherBody = "other-body", "Another body";
    }
}

choices! {
    /// To whom a concluded risk is.
    AtRisk {
        Child = "child", "The child";
        OtherAdult = "other-adult", "The other adult";
        ChildAndAdult = "child-and-adult", "The child and the other adult";
    }
}

choices! {
    /// What makes an assessment due again, whatever its age (R-P07). The words for a disclosure do not say that somebody
    /// disclosed something: more people see that an assessment is due than may know why.
    TriggerKind {
        Incident = "incident", "An incident of moderate or greater severity";
        NewOrder = "new-order", "A new order, or a change to one";
        NewCharge = "new-charge", "A new arrest or charge";
        Disclosure = "disclosure", "New information held by the safeguarding lead";
        AddressLeak = "address-leak", "A protected address may have become known";
        NewPartner = "new-partner", "An adult has a new partner";
        Pregnancy = "pregnancy", "A pregnancy";
        Custody = "custody", "Custody, release, or a change of licence";
        MissedSessions = "missed-sessions", "Two sessions missed in a row";
        AgencyInformation = "agency-information", "Information from an agency";
        Following = "following", "Following or loitering after a session";
    }
}

/// What a trigger arose from: an id, so that the reader can find it if they may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerOrigin {
    /// Somebody told the centre, or noticed.
    Told,
    /// A session, such as one that was missed.
    Session(SessionId),
    /// An incident.
    Incident(IncidentId),
    /// A disclosure.
    Disclosure(DisclosureId),
    /// An order.
    Order(OrderId),
    /// The answer to a request for information.
    Information(InfoRequestId),
}

/// To whom a control applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// The session as a whole.
    Session,
    /// One person.
    Person(PersonId),
}
