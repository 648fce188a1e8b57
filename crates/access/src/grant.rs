use crate::action::Action;
use crate::record::{Purpose, Record};
use domain::private::Compartment;
use std::marker::PhantomData;

/// Proof that the policies permit reading one record by action `A`. Only [`crate::Access`] makes one:
///
/// ```compile_fail,E0624
/// use access::action::ReadCase;
/// use access::{Grant, Purpose, Record};
///
/// fn make(record: Record) -> Grant<ReadCase> {
///     Grant::issue(record, Purpose::CaseWork)
/// }
/// ```
#[derive(Debug)]
pub struct Grant<A: Action> {
    record: Record,
    purpose: Purpose,
    action: PhantomData<A>,
}

impl<A: Action> Grant<A> {
    pub(crate) const fn issue(record: Record, purpose: Purpose) -> Self {
        Self { record, purpose, action: PhantomData }
    }

    /// The record it is for.
    pub const fn record(&self) -> Record {
        self.record
    }

    /// The purpose it was given for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether a value of `other` opens with it: the same record, or a record of the same case.
    pub(crate) fn covers(&self, other: Record) -> bool {
        self.record.centre == other.centre
            && match self.record.kind.case() {
                Some(case) => other.kind.case() == Some(case),
                // Lists over a centre or day decide every row; what they may open was decided for the whole list.
                None => true,
            }
    }
}

/// Proof that the policies permit one command on one record. Only [`crate::Access`] makes one.
#[derive(Debug)]
pub struct Permit {
    action: &'static str,
    record: Record,
}

impl Permit {
    pub(crate) const fn issue(action: &'static str, record: Record) -> Self {
        Self { action, record }
    }

    /// The command's action.
    pub const fn action(&self) -> &'static str {
        self.action
    }

    /// The record it is for.
    pub const fn record(&self) -> Record {
        self.record
    }
}

/// The name of a compartment for access events.
pub(crate) fn compartment_of<C: crate::action::InCompartment>() -> Compartment {
    C::COMPARTMENT
}
