//! One reading for every byte string.

use ledger::canonical::{
    EnvelopeError, EnvelopeFields, key_wrap_associated_data, list_associated_data, row_mac_input,
    segment_associated_data,
};
use ledger::commitment::{
    Commitment, Salt, SegmentName, SegmentNameError, leaf_data, segment_commitment, segment_plaintext,
    split_segment_plaintext,
};
use proptest::prelude::*;

/// An envelope that owns its text.
#[derive(Clone, Debug, PartialEq)]
struct Owned {
    ids: ([u8; 16], [u8; 16]),
    numbers: (u64, u32, i64, Option<i64>),
    texts: [String; 4],
    optional: [Option<String>; 4],
}

impl Owned {
    fn fields(&self) -> EnvelopeFields<'_> {
        let (version, type_version, recorded_at, about_at) = self.numbers;
        let [stream, event_type, actor, policy_pack] = &self.texts;
        let [on_behalf_of, device, cause, form_version] = self.optional.each_ref().map(Option::as_deref);
        EnvelopeFields {
            centre: self.ids.0,
            stream,
            version,
            event_type,
            type_version,
            recorded_at,
            about_at,
            actor,
            on_behalf_of,
            device,
            command: self.ids.1,
            cause,
            policy_pack,
            form_version,
        }
    }
}

fn envelopes() -> impl Strategy<Value = Owned> {
    let text = || "[a-z/@é0-9]{0,6}";
    let optional = move || proptest::option::of(text());
    (
        any::<([u8; 16], [u8; 16])>(),
        any::<(u64, u32, i64, Option<i64>)>(),
        [text(), text(), text(), text()],
        [optional(), optional(), optional(), optional()],
    )
        .prop_map(|(ids, numbers, texts, optional)| Owned { ids, numbers, texts, optional })
}

proptest! {
    #[test]
    fn an_envelope_is_read_back_as_it_was_written(envelope in envelopes()) {
        let bytes = envelope.fields().to_bytes().unwrap();
        prop_assert_eq!(EnvelopeFields::parse(&bytes), Ok(envelope.fields()));
    }

    #[test]
    fn an_altered_envelope_is_refused_or_is_another_envelope(
        envelope in envelopes(),
        place in any::<proptest::sample::Index>(),
        bit in 0..8,
    ) {
        let bytes = envelope.fields().to_bytes().unwrap();
        let mut altered = bytes.clone();
        let place = place.index(altered.len());
        altered[place] ^= 1_u8 << bit;
        if let Ok(other) = EnvelopeFields::parse(&altered) {
            prop_assert_ne!(other, envelope.fields());
            prop_assert_eq!(other.to_bytes().unwrap(), altered);
        }
    }
}

fn an_envelope() -> Owned {
    Owned {
        ids: ([1; 16], [2; 16]),
        numbers: (1, 1, 5, Some(4)),
        texts: ["case/7", "referral.drafted", "worker/9", "pack"].map(str::to_owned),
        optional: [Some("person/8".to_owned()), None, None, Some("f".to_owned())],
    }
}

#[test]
fn an_envelope_cut_short_anywhere_or_carried_on_is_refused() {
    let bytes = an_envelope().fields().to_bytes().unwrap();
    for length in 0..bytes.len() {
        assert!(EnvelopeFields::parse(&bytes[..length]).is_err(), "{length}");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(EnvelopeFields::parse(&longer), Err(EnvelopeError::GoesOn));
}

#[test]
fn an_envelope_with_text_that_is_not_text_or_a_third_kind_of_presence_is_refused() {
    let bytes = an_envelope().fields().to_bytes().unwrap();
    let stream = bytes.windows(6).position(|part| part == b"case/7").unwrap();
    let mut not_text = bytes.clone();
    not_text[stream] = 0xff;
    assert_eq!(EnvelopeFields::parse(&not_text), Err(EnvelopeError::NotText));
    let mut third = bytes.clone();
    let presence_of_form_version = bytes.len() - 6;
    assert_eq!(third[presence_of_form_version], 1);
    third[presence_of_form_version] = 2;
    assert_eq!(EnvelopeFields::parse(&third), Err(EnvelopeError::NeitherPresentNorAbsent));
}

#[test]
fn what_is_sealed_for_one_place_is_bound_to_no_other() {
    let (a, b) = ([1; 16], [2; 16]);
    let data = [
        segment_associated_data(a, "case/1", 1, 0),
        segment_associated_data(b, "case/1", 1, 0),
        segment_associated_data(a, "case/2", 1, 0),
        segment_associated_data(a, "case/1", 2, 0),
        segment_associated_data(a, "case/1", 1, 1),
        key_wrap_associated_data(a, "case/1", "health", 1),
        key_wrap_associated_data(b, "case/1", "health", 1),
        key_wrap_associated_data(a, "case/1h", "ealth", 1),
        key_wrap_associated_data(a, "case/1", "health", 2),
        list_associated_data(a, "cases", "1", "name"),
        list_associated_data(b, "cases", "1", "name"),
        list_associated_data(a, "cases", "1n", "ame"),
        list_associated_data(a, "case", "s1", "name"),
    ]
    .map(Result::unwrap);
    for (position, one) in data.iter().enumerate() {
        assert!(!data[..position].contains(one), "{position}");
    }
}

#[test]
fn a_row_tells_an_absent_column_from_an_empty_one_and_one_column_from_the_next() {
    let rows: [&[Option<&[u8]>]; 7] = [
        &[],
        &[None],
        &[Some(b"")],
        &[Some(b"ab"), Some(b"c")],
        &[Some(b"a"), Some(b"bc")],
        &[Some(b"abc")],
        &[Some(b"abc"), None],
    ];
    let inputs = rows.map(|row| row_mac_input("t", row).unwrap());
    for (position, input) in inputs.iter().enumerate() {
        assert!(!inputs[..position].contains(input), "{position}");
    }
    assert_ne!(row_mac_input("t", &[]), row_mac_input("u", &[]));
}

#[test]
fn a_segments_name_has_one_reading() {
    assert_eq!(SegmentName::new("person/1", "a/b"), Err(SegmentNameError::SlashInCompartment));
    assert_eq!(SegmentName::new("", "a"), Err(SegmentNameError::Empty));
    assert_eq!(SegmentName::new("person/1", ""), Err(SegmentNameError::Empty));
    let name = SegmentName::new("person/1", "health").unwrap();
    assert_eq!(name.as_str(), "person/1/health");
}

#[test]
fn a_commitment_changes_with_the_name_the_salt_and_the_value() {
    let commit = |subject: &str, salt: u8, value: &[u8]| {
        let name = SegmentName::new(subject, "health").unwrap();
        segment_commitment(&name, &Salt::new([salt; 32]), value)
    };
    let first = commit("person/1", 1, b"value");
    assert_eq!(first, commit("person/1", 1, b"value"));
    assert_ne!(first, commit("person/2", 1, b"value"));
    assert_ne!(first, commit("person/1", 2, b"value"));
    assert_ne!(first, commit("person/1", 1, b"valuf"));
}

#[test]
fn a_leaf_changes_when_a_part_is_changed_left_out_added_or_moved() {
    let part = |byte| Commitment::new([byte; 32]);
    let leaf = |parts: &[u8]| leaf_data(part(1), &parts.iter().copied().map(part).collect::<Vec<_>>());
    let first = leaf(&[2, 3, 4]);
    for other in [&[2, 3, 5][..], &[2, 3], &[2, 3, 4, 4], &[2, 4, 3], &[]] {
        assert_ne!(first, leaf(other), "{other:?}");
    }
    assert_ne!(first, leaf_data(part(9), &[part(2), part(3), part(4)]));
}

#[test]
fn an_opened_segment_comes_apart_into_its_salt_and_its_value() {
    let plaintext = segment_plaintext(&Salt::new([7; 32]), b"value");
    let (salt, value) = split_segment_plaintext(&plaintext).unwrap();
    assert_eq!((salt.as_bytes(), value), (&[7; 32], b"value".as_slice()));
    assert!(split_segment_plaintext(&plaintext[..31]).is_err());
    assert_eq!(split_segment_plaintext(&plaintext[..32]).unwrap().1, b"");
}

#[test]
fn nothing_that_points_at_a_person_is_printed_for_debugging() {
    let envelope = format!("{:?}", an_envelope().fields());
    let name = format!("{:?}", SegmentName::new("person/8", "health").unwrap());
    let salt = format!("{:?}", Salt::new([0xab; 32]));
    assert!(envelope.contains("referral.drafted"));
    for printed in [envelope, name, salt] {
        for secret in ["person/8", "worker/9", "case/7", "health", "171", "ab"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }
}
