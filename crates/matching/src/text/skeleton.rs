//! The consonants of a name, with those folded together that romanisations and ears exchange.
//!
//! `Mohammed`, `Muhammad`, `Mohamed` and محمد all become `mmd`; `Yusuf` and `Yousef` become `isf`. A skeleton says that
//! two names *may* be one: it opens a block and gives a level of its own, never full agreement.

/// The skeleton of a folded word. Never empty for a word that is not; words of other scripts are their own skeleton.
pub(crate) fn skeleton(word: &str) -> String {
    if !word.is_ascii() {
        return word.to_owned();
    }
    let sounds = sounds(word.as_bytes());
    let mut bones = String::with_capacity(sounds.len());
    let mut before = None;
    for (place, sound) in sounds.into_iter().enumerate() {
        let vowel = matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u');
        let silent = sound == b'h' && place > 0;
        if place == 0 && vowel {
            bones.push(if matches!(sound, b'i' | b'e') { 'i' } else { 'a' });
        } else if !vowel && !silent && before != Some(sound) {
            bones.push(char::from(sound));
        }
        before = Some(sound);
    }
    bones
}

/// Two letters that stand for one sound, longest first; `*` in the second place stands for the first letter again.
const PAIRS: [(&[u8], u8); 34] = [
    (b"tsch", b'c'),
    (b"sch", b's'),
    (b"shch", b's'),
    (b"tch", b'c'),
    (b"ph", b'f'),
    (b"gh", b'g'),
    (b"kh", b'k'),
    (b"dh", b'd'),
    (b"th", b't'),
    (b"bh", b'b'),
    (b"jh", b'j'),
    (b"rh", b'r'),
    (b"wh", b'v'),
    (b"zh", b'j'),
    (b"sz", b's'),
    (b"cz", b'c'),
    (b"rz", b'j'),
    (b"sh", b's'),
    (b"ch", b'c'),
    (b"ts", b'c'),
    (b"tz", b'c'),
    (b"dj", b'j'),
    (b"dz", b'j'),
    (b"ck", b'k'),
    (b"cq", b'k'),
    (b"qu", b'k'),
    (b"ks", b'x'),
    (b"ce", b's'),
    (b"ci", b's'),
    (b"cy", b's'),
    (b"kn", b'n'),
    (b"wr", b'r'),
    (b"mac", b'M'),
    (b"mc", b'M'),
];

fn sounds(word: &[u8]) -> Vec<u8> {
    let mut sounds = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((&letter, after)) = rest.split_first() {
        let first = sounds.is_empty();
        if let Some(&(spelt, sound)) =
            PAIRS.iter().find(|(spelt, sound)| rest.starts_with(spelt) && allowed(spelt, *sound, first, rest.len()))
        {
            match sound {
                b'M' => sounds.extend_from_slice(b"mk"),
                _ => sounds.push(sound),
            }
            // A vowel that only softens the letter before it stays.
            let used = if matches!(spelt, b"ce" | b"ci" | b"cy") { 1 } else { spelt.len() };
            rest = rest.get(used..).unwrap_or_default();
            continue;
        }
        sounds.push(match letter {
            b'c' | b'q' => b'k',
            b'w' => b'v',
            b'z' => b's',
            b'y' => b'i',
            other => other,
        });
        rest = after;
    }
    sounds
}

/// Some pairs stand for one sound only at the start of a word.
fn allowed(spelt: &[u8], sound: u8, first: bool, letters_left: usize) -> bool {
    match (spelt, sound) {
        (_, b'M') => first && letters_left > spelt.len() + 1,
        (b"kn" | b"wr", _) => first,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::text::fold;

    #[track_caller]
    fn together(names: &[&str]) {
        let bones: Vec<String> = names.iter().map(|name| skeleton(&fold(name))).collect();
        assert!(bones.windows(2).all(|pair| pair[0] == pair[1]), "{names:?} {bones:?}");
    }

    #[test]
    fn romanisations_of_a_name_share_a_skeleton() {
        together(&["Mohammed", "Muhammad", "Mohamed", "محمد", "মুহাম্মদ"]);
        together(&["Hussain", "Hossain", "Husein", "حسین", "হোসেন"]);
        together(&["Yusuf", "Yousef", "Yousaf", "یوسف"]);
        together(&["Sheikh", "Shaikh", "Shaykh"]);
        together(&["Ekaterina", "Екатерина"]);
        together(&["Singh", "ਸਿੰਘ"].map(|name| name));
        together(&["Khan", "خان", "ਖਾਨ", "খান"]);
        together(&["Stephen", "Stefan"]);
        together(&["McDonald", "MacDonald"]);
    }

    #[test]
    fn different_names_do_not() {
        for (one, other) in [("Sarah", "Susan"), ("Adam", "Edith"), ("Mark", "Michael"), ("Mack", "Mick Jones")] {
            assert_ne!(skeleton(&fold(one)), skeleton(&fold(other)));
        }
    }

    #[test]
    fn no_word_loses_everything() {
        for word in ["a", "h", "hh", "ee", "mc", "mac", "y", "1"] {
            assert!(!skeleton(word).is_empty(), "{word}");
        }
    }
}
