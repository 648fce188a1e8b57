//! Other scripts in Latin letters, one letter at a time.
//!
//! The tables follow the usual English romanisations (BGN/PCGN for Cyrillic, the Hunterian manner for the scripts of
//! India). They need not be right to the letter: names are compared by their consonants afterwards, see
//! [`super::skeleton`], and what matters is that محمد and Mohammed end with the same ones.

/// Letters, and what each of them becomes.
type Script = [(&'static str, &'static str)];

/// Latin letters that do not decompose.
const LATIN: &Script = &[
    ("łŁ", "l"),
    ("øØ", "o"),
    ("ßẞ", "ss"),
    ("ı", "i"),
    ("đĐðÐɗƊ", "d"),
    ("þÞ", "th"),
    ("æÆ", "ae"),
    ("œŒ", "oe"),
    ("ħĦ", "h"),
    ("ŋŊ", "ng"),
    ("ƙƘ", "k"),
    ("ɓƁ", "b"),
    ("əƏ", "e"),
];

const GREEK: &Script = &[
    ("α", "a"),
    ("β", "v"),
    ("γ", "g"),
    ("δ", "d"),
    ("ε", "e"),
    ("ζ", "z"),
    ("ηιυ", "i"),
    ("θ", "th"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("ν", "n"),
    ("ξ", "x"),
    ("οω", "o"),
    ("π", "p"),
    ("ρ", "r"),
    ("σς", "s"),
    ("τ", "t"),
    ("φ", "f"),
    ("χ", "ch"),
    ("ψ", "ps"),
];

const CYRILLIC: &Script = &[
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("гґ", "g"),
    ("д", "d"),
    ("еёэ", "e"),
    ("є", "ye"),
    ("ж", "zh"),
    ("з", "z"),
    ("ийії", "i"),
    ("ј", "j"),
    ("к", "k"),
    ("л", "l"),
    ("љ", "lj"),
    ("м", "m"),
    ("н", "n"),
    ("њ", "nj"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("ћ", "c"),
    ("ђ", "dj"),
    ("џ", "dz"),
    ("уў", "u"),
    ("ф", "f"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ъь", ""),
    ("ы", "y"),
    ("ю", "yu"),
    ("я", "ya"),
];

/// With the letters of Persian and Urdu.
const ARABIC: &Script = &[
    ("اىعةۃ", "a"),
    ("ب", "b"),
    ("پ", "p"),
    ("تطٹ", "t"),
    ("ث", "th"),
    ("ج", "j"),
    ("چ", "ch"),
    ("حهہھۂ", "h"),
    ("خ", "kh"),
    ("دڈض", "d"),
    ("ذزظ", "z"),
    ("رڑ", "r"),
    ("ژ", "zh"),
    ("سص", "s"),
    ("ش", "sh"),
    ("غ", "gh"),
    ("ف", "f"),
    ("قکك", "k"),
    ("گ", "g"),
    ("ل", "l"),
    ("م", "m"),
    ("نں", "n"),
    ("ےۓ", "e"),
    ("ء", ""),
];

/// Consonants by their place in a block, see [`indic`].
const INDIC_CONSONANTS: &[(&[u32], &str)] = &[
    (&[0x15], "k"),
    (&[0x16, 0x59], "kh"),
    (&[0x17], "g"),
    (&[0x18, 0x5a], "gh"),
    (&[0x19], "ng"),
    (&[0x1a, 0x1b], "ch"),
    (&[0x1c], "j"),
    (&[0x1d], "jh"),
    (&[0x1e, 0x23, 0x28, 0x29], "n"),
    (&[0x1f, 0x24], "t"),
    (&[0x20, 0x25], "th"),
    (&[0x21, 0x26], "d"),
    (&[0x22, 0x27], "dh"),
    (&[0x2a], "p"),
    (&[0x2b], "ph"),
    (&[0x2c], "b"),
    (&[0x2d], "bh"),
    (&[0x2e], "m"),
    (&[0x2f, 0x5f], "y"),
    (&[0x30, 0x31, 0x5c], "r"),
    (&[0x32, 0x33, 0x34], "l"),
    (&[0x35], "v"),
    (&[0x36, 0x37], "sh"),
    (&[0x38], "s"),
    (&[0x39], "h"),
    (&[0x5b], "z"),
    (&[0x5d], "rh"),
    (&[0x5e], "f"),
];

/// Consonants that a dot below turns into another.
const WITH_NUKTA: &[(u32, &str)] = &[
    (0x15, "k"),
    (0x16, "kh"),
    (0x17, "gh"),
    (0x1c, "z"),
    (0x21, "r"),
    (0x22, "rh"),
    (0x2b, "f"),
    (0x2f, "y"),
    (0x38, "sh"),
];

const INDIC_OTHERS: &[(&[u32], &str)] = &[
    (&[0x05, 0x06, 0x3e], "a"),
    (&[0x07, 0x08, 0x3f, 0x40], "i"),
    (&[0x09, 0x0a, 0x41, 0x42], "u"),
    (&[0x0b, 0x43], "ri"),
    (&[0x0f, 0x0d, 0x45, 0x47], "e"),
    (&[0x10, 0x48], "ai"),
    (&[0x13, 0x11, 0x49, 0x4b], "o"),
    (&[0x14, 0x4c], "au"),
    (&[0x02, 0x70], "n"),
    (&[0x00, 0x01, 0x03, 0x3c, 0x3d, 0x4d, 0x71], ""),
];

/// Appends the Latin letters for `letter` and says how many of the letters `after` it were used up; `None` when
/// the letter is not in any table.
pub(super) fn romanise(letter: char, after: &[char], out: &mut String) -> Option<usize> {
    let code = u32::from(letter);
    if (0x900..=0xaff).contains(&code) {
        return indic(code, after, out);
    }
    let latin = match code {
        0xc0..=0x2af | 0x1e9e => of(LATIN, letter),
        0x370..=0x3ff => of(GREEK, lower(letter)),
        0x400..=0x52f => of(CYRILLIC, lower(letter)),
        0x600..=0x6ff => arabic(letter, out).or_else(|| of(ARABIC, letter)),
        _ => None,
    }?;
    out.push_str(latin);
    Some(0)
}

fn of(script: &Script, letter: char) -> Option<&'static str> {
    script.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, latin)| *latin)
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Waw and ya are consonants at the start of a word, vowels after it.
fn arabic(letter: char, out: &str) -> Option<&'static str> {
    let starts = !out.ends_with(|before: char| before.is_alphanumeric());
    match (letter, starts) {
        ('و', true) => Some("w"),
        ('و', false) => Some("u"),
        ('ي' | 'ی', true) => Some("y"),
        ('ي' | 'ی', false) => Some("i"),
        _ => None,
    }
}

/// Devanagari, Bengali, Gurmukhi and Gujarati: one layout in four blocks of 128 (it comes from ISCII), so one table
/// serves all. A consonant carries an `a` unless a vowel sign, a virama or the end of the word follows.
fn indic(code: u32, after: &[char], out: &mut String) -> Option<usize> {
    const TA_WITHOUT_VOWEL: u32 = 0x9ce;
    let place = code & 0x7f;
    if let Some(consonant) = at(INDIC_CONSONANTS, place) {
        let nukta = after.first().is_some_and(|next| indic_place(*next) == Some(0x3c));
        let dotted = WITH_NUKTA.iter().find(|(of, _)| nukta && *of == place).map(|(_, latin)| *latin);
        out.push_str(dotted.unwrap_or(consonant));
        let taken = usize::from(nukta);
        if after.get(taken).and_then(|next| indic_place(*next)).is_some_and(lets_sound) {
            out.push('a');
        }
        return Some(taken);
    }
    out.push_str(if code == TA_WITHOUT_VOWEL { "t" } else { at(INDIC_OTHERS, place)? });
    Some(0)
}

/// Whether the `a` of a consonant is heard before this sign.
fn lets_sound(next: u32) -> bool {
    at(INDIC_CONSONANTS, next).is_some() || matches!(next, 0x02 | 0x03 | 0x05..=0x14 | 0x70 | 0x71)
}

fn at(table: &[(&[u32], &'static str)], place: u32) -> Option<&'static str> {
    table.iter().find(|(places, _)| places.contains(&place)).map(|(_, latin)| *latin)
}

fn indic_place(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    (0x900..=0xaff).contains(&code).then_some(code & 0x7f)
}
