//! Where the gate stops stopping, and where it must not: each pair of texts stands on either side of one decision in it.

use documents::ProtectedKind::{Address, Email, Phone, Plate, Postcode, Refuge, School};
use documents::{Format, ProtectedKind, RecipientClass, leaks, scan};

use crate::fact;

/// Kind, the fact, a text that tells it, and one next to it that does not.
const EDGES: &[(ProtectedKind, &str, &str, &str)] = &[
    (Phone, "07700 900123", "07700 900123", "07700 a900123"),
    (Phone, "07700 900123", "07700 - 900123", "counted 07700, 900123"),
    (Phone, "07700 900123", "07700  / 900123", "07700 (  ) 900123"),
    (Plate, "Blue hatchback, AB12 CDE", "ab12 cde", "a blue car"),
    (Plate, "Blue hatchback, AB12 CDE", "AB12CDE", "AB12 and CDE"),
    (School, "Oakfield Academy", "at oakfield acadamy", "at oakfield they built a den"),
    (School, "Oakfield Academy", "oakfield, the academy", "the oakfield was green while it rained at the academy"),
    (Refuge, "Sycamore House 0113 496 0123", "ring 496 0123", "ring 496 0124"),
    (Refuge, "Sycamore House, Flat 12345678", "Sycamore House", "ring 12345678"),
    (Postcode, "LS2 1AA", "at21LS21AA", "the bells 21 aardvarks"),
    (Address, "9 Church Street, Otley", "CHUR-\nCH STREET", "CHUR, CH STREET"),
    (Address, "9 Church Street, Otley", "9 church street", "up the church street"),
    (Address, "Flat 3, 14 Larch Grove, Leeds", "14 Larch Grove", "the key of Flat 3 in Leeds"),
    (Email, "ak@example.org", "to ak@example.org", "to bak@example.org"),
    (Email, "ak@example.org", "ak@example.org", "ak@example.organic"),
];

#[test]
fn each_edge_has_a_text_on_either_side() {
    for (kind, value, tells, tells_not) in EDGES {
        let protected = [fact(*kind, value)];
        assert!(!scan(tells, &protected).is_empty(), "{kind:?} {value}: {tells}");
        assert!(scan(tells_not, &protected).is_empty(), "{kind:?} {value}: {tells_not}");
    }
}

#[test]
fn a_flowed_message_goes_on_in_the_middle_of_a_word_that_needs_its_capital() {
    let protected = [fact(Address, "9 Church Street, Otley")];
    let message = b"Content-Type: text/plain; format=flowed\r\n\r\nChur \r\nch Street";
    assert_eq!(leaks(message, Format::Mail, RecipientClass::Party, &protected).unwrap().len(), 1);
}
