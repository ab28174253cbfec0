//! The ways in which a recorded name is also written: umlauts spelled out, particles joined, half of a double surname.

use super::name_parts::{KUNYA, is_particle};

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Minimum number of letters of a contracted word.
const MIN_DRAWN: usize = 4;

/// Minimum number of letters of half a surname.
const MIN_HALF: usize = 3;

/// A recorded name as it may be written.
#[derive(Clone, Debug)]
pub(super) struct WrittenForm {
    pub text: String,
    /// Whether a half of a double surname is missing.
    pub is_half: bool,
}

/// The name as recorded, and its other forms.
pub(super) fn written_forms(spelling: &str) -> Vec<WrittenForm> {
    let whole = |text: String| WrittenForm {
        text,
        is_half: false,
    };
    let others = [
        Some(spelling.to_owned()),
        spelled_out(spelling),
        drawn_together(spelling),
        particles_joined(spelling),
    ];
    let forms = others.into_iter().flatten().chain(kunyas(spelling));
    let halves = halves(spelling).into_iter().map(|text| WrittenForm {
        text,
        is_half: true,
    });
    forms.map(whole).chain(halves).collect()
}

/// "Charles Delavigne" for "Charles de Lavigne".
fn particles_joined(spelling: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_joined = false;
    for word in spelling.split_whitespace().rev() {
        match words.last_mut() {
            Some(next) if is_particle(word) => {
                *next = format!("{word}{next}");
                is_joined = true;
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.reverse();
    // A small letter would make it a description.
    let capitalised = words.iter().map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    let capitalised: Vec<String> = capitalised.collect();
    (is_joined && words.len() > 1).then(|| capitalised.join(" "))
}

/// "William Carter" and "William Hughes" for "William Carter-Hughes".
fn halves(spelling: &str) -> Vec<String> {
    let Some((before, surname)) = spelling.trim().rsplit_once(' ') else {
        return Vec::new();
    };
    let halves: Vec<&str> = surname.split(['-', '\u{2010}', '\u{2011}']).collect();
    let is_double = halves.len() > 1 && halves.iter().all(|it| it.chars().count() >= MIN_HALF);
    let halves = halves.into_iter().filter(|_| is_double);
    halves.map(|half| format!("{before} {half}")).collect()
}

/// The other cases of "أبو بكر": "أبي بكر" and "أبا بكر".
fn kunyas(spelling: &str) -> Vec<String> {
    let is_kunya = |word: &str| KUNYA.contains(&word);
    if !spelling.split_whitespace().any(is_kunya) {
        return Vec::new();
    }
    let with = |case: &str| {
        let words = spelling.split_whitespace();
        let words: Vec<&str> = words
            .map(|it| if is_kunya(it) { case } else { it })
            .collect();
        words.join(" ")
    };
    KUNYA
        .into_iter()
        .map(with)
        .filter(|it| it != spelling)
        .collect()
}

/// The spelling with digraphs contracted, if it has any: "Joerg Krueger" becomes "Jorg Kruger", which also finds "Jörg
/// Krüger". Keeps short words: "Joe" would be found in every "job".
fn drawn_together(spelling: &str) -> Option<String> {
    let spelling: String = spelling.nfc().collect();
    let words = spelling.split_inclusive(char::is_whitespace);
    let drawn: String = words.map(drawn_word).collect();
    (drawn != spelling).then_some(drawn)
}

fn drawn_word(word: &str) -> Cow<'_, str> {
    let mut drawn = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        drawn.push(letter);
        let seconds = match letter.to_ascii_lowercase() {
            'a' => ['a', 'e'].as_slice(),
            'o' | 'u' => &['e'],
            _ => continue,
        };
        letters.next_if(|next| seconds.contains(&next.to_ascii_lowercase()));
    }
    if drawn.trim().chars().count() < MIN_DRAWN {
        word.into()
    } else {
        drawn.into()
    }
}

/// The spelling with umlauts and the like written out, if it has any: "Krueger".
fn spelled_out(spelling: &str) -> Option<String> {
    let mut spelled = String::with_capacity(spelling.len() + 4);
    let mut is_other = false;
    for letter in spelling.nfc() {
        let out = match letter {
            'ä' | 'æ' => "ae",
            'Ä' | 'Æ' => "Ae",
            'ö' | 'ø' => "oe",
            'Ö' | 'Ø' => "Oe",
            'ü' => "ue",
            'Ü' => "Ue",
            'å' => "aa",
            'Å' => "Aa",
            other => {
                spelled.push(other);
                continue;
            }
        };
        spelled += out;
        is_other = true;
    }
    is_other.then_some(spelled)
}
