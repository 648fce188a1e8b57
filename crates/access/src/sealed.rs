use crate::action::{InCompartment, Opens};
use crate::grant::{Grant, compartment_of};
use crate::record::Record;
use domain::private::Private;
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
pub struct Sealed<T, C: InCompartment> {
    record: Record,
    value: Private<T>,
    compartment: PhantomData<C>,
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
        Self { record, value, compartment: PhantomData }
    }

    /// The value, or that it was erased.
    pub fn open<A: Opens<C>>(&self, grant: &Grant<A>) -> Result<Result<&T, Erased>, OtherRecord> {
        let belongs = self.value.compartment().is_none_or(|c| c == compartment_of::<C>());
        if grant.covers(self.record) && belongs { Ok(self.value.expose().ok_or(Erased)) } else { Err(OtherRecord) }
    }
}

impl<T, C: InCompartment> fmt::Debug for Sealed<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", C::COMPARTMENT.name())
    }
}
