use crate::action::{InCompartment, Opens, Refuge};
use crate::grant::{Grant, compartment_of};
use crate::record::Record;
use domain::private::{Apart, Compartment, Private};
use std::fmt;
use std::marker::PhantomData;

/// A value that opens only with a grant for its compartment and its record. It has no `Display`, no `Serialize`, and its
/// `Debug` shows nothing of the value.
///
/// A grant for ordinary reading does not open a protected fact:
///
/// ```compile_fail,E0277
/// use access::action::{ProtectedFacts, ReadCase};
/// use access::{Grant, Sealed};
///
/// fn show(address: &Sealed<String, ProtectedFacts>, grant: &Grant<ReadCase>) {
///     let _ = address.open(grant);
/// }
/// ```
///
/// Nor can it be printed, or written into a reply:
///
/// ```compile_fail,E0277
/// fn show(address: &access::Sealed<String, access::action::ProtectedFacts>) -> String {
///     format!("{address}")
/// }
/// ```
///
/// The right grant opens it:
///
/// ```
/// use access::action::{OpenProtectedFacts, ProtectedFacts};
/// use access::{Grant, Sealed};
///
/// fn show(address: &Sealed<String, ProtectedFacts>, grant: &Grant<OpenProtectedFacts>) {
///     let _ = address.open(grant);
/// }
/// ```
///
/// A refuge is a protected fact, and the grant for protected facts does not open it:
///
/// ```compile_fail,E0277
/// use access::action::{OpenProtectedFacts, Refuge};
/// use access::{Grant, Sealed};
///
/// fn show(refuge: &Sealed<String, Refuge>, grant: &Grant<OpenProtectedFacts>) {
///     let _ = refuge.open(grant);
/// }
/// ```
///
/// nor can it be sealed as anything else, since what is kept apart is no [`Private`]:
///
/// ```compile_fail,E0308
/// use access::action::ProtectedFacts;
/// use access::{Record, Sealed};
/// use domain::private::Apart;
///
/// fn mislay(record: Record, refuge: Apart<String>) -> Sealed<String, ProtectedFacts> {
///     Sealed::new(record, refuge)
/// }
/// ```
///
/// ```
/// use access::action::{OpenRefuge, Refuge};
/// use access::{Grant, Record, Sealed};
/// use domain::private::Apart;
///
/// fn show(record: Record, refuge: Apart<String>, grant: &Grant<OpenRefuge>) {
///     let _ = Sealed::apart(record, refuge).open(grant);
/// }
/// ```
pub struct Sealed<T, C: InCompartment> {
    record: Record,
    value: Value<T>,
    compartment: PhantomData<C>,
}

enum Value<T> {
    Private(Private<T>),
    Apart(Apart<T>),
}

impl<T> Value<T> {
    const fn expose(&self) -> Option<&T> {
        match self {
            Self::Private(value) => value.expose(),
            Self::Apart(value) => value.expose(),
        }
    }

    const fn compartment(&self) -> Option<Compartment> {
        match self {
            Self::Private(value) => value.compartment(),
            Self::Apart(value) => value.compartment(),
        }
    }
}

/// The grant is for another record: a fault of the program, never of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this grant is for another record, or the value lies in another compartment")]
pub struct OtherRecord;

/// The value was erased; pages say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased;

impl<T, C: InCompartment> Sealed<T, C> {
    /// Seals a value of a record.
    pub const fn new(record: Record, value: Private<T>) -> Self {
        Self { record, value: Value::Private(value), compartment: PhantomData }
    }

    /// The value, or that it was erased.
    pub fn open<A: Opens<C>>(&self, grant: &Grant<A>) -> Result<Result<&T, Erased>, OtherRecord> {
        let belongs = self.value.compartment().is_none_or(|c| c == compartment_of::<C>());
        if grant.covers(self.record) && belongs { Ok(self.value.expose().ok_or(Erased)) } else { Err(OtherRecord) }
    }
}

impl<T> Sealed<T, Refuge> {
    /// Seals what is kept apart of a record.
    pub const fn apart(record: Record, value: Apart<T>) -> Self {
        Self { record, value: Value::Apart(value), compartment: PhantomData }
    }
}

impl<T, C: InCompartment> fmt::Debug for Sealed<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", C::COMPARTMENT.name())
    }
}
