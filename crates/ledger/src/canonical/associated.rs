//! What binds sealed bytes, wrapped keys and rows to their place, so that moving them elsewhere makes them unreadable.

use super::{TooLong, UuidBytes, Writer, tag};

/// The associated data under which segment `index` (from 0) of an event is sealed.
///
/// A segment copied into another centre, stream, event or position no longer opens.
pub fn segment_associated_data(centre: UuidBytes, stream: &str, version: u64, index: u32) -> Result<Vec<u8>, TooLong> {
    Writer::tagged(tag::SEGMENT_AD)
        .fixed(&centre)
        .text(stream)
        .fixed(&version.to_be_bytes())
        .fixed(&index.to_be_bytes())
        .finish()
}

/// The associated data under which the key of `(centre, subject, compartment)` is wrapped in the given epoch of the centre key.
pub fn key_wrap_associated_data(
    centre: UuidBytes,
    subject: &str,
    compartment: &str,
    epoch: u32,
) -> Result<Vec<u8>, TooLong> {
    Writer::tagged(tag::KEY_WRAP_AD).fixed(&centre).text(subject).text(compartment).fixed(&epoch.to_be_bytes()).finish()
}

/// The associated data under which one column of one list row is sealed.
pub fn list_associated_data(centre: UuidBytes, table: &str, row_id: &str, column: &str) -> Result<Vec<u8>, TooLong> {
    Writer::tagged(tag::LIST_AD).fixed(&centre).text(table).text(row_id).text(column).finish()
}

/// The bytes that a row's HMAC-SHA256 is computed over: the table and every column, an absent one told apart from an empty one.
pub fn row_mac_input(table: &str, columns: &[Option<&[u8]>]) -> Result<Vec<u8>, TooLong> {
    columns
        .iter()
        .fold(Writer::tagged(tag::ROW_MAC).text(table).count(columns.len()), |writer, column| {
            writer.optional(*column, Writer::prefixed)
        })
        .finish()
}
