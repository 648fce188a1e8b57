//! A typeset document that has not been through the leak gate.

use std::fmt;

/// A typeset PDF whose bytes cannot be taken out.
///
/// Only [`crate::gate`] turns it into a [`crate::Cleared`] document, which gives its bytes away.
pub struct Pdf {
    pub(crate) bytes: Vec<u8>,
    pub(crate) pages: usize,
}

impl Pdf {
    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.pages
    }
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pdf").field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// Writes a `Debug` that names the type and nothing in it: the values are about people.
macro_rules! redacted_debug {
    ($($name:ty),+ $(,)?) => {$(
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )+};
}
pub(crate) use redacted_debug;
