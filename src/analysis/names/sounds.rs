//! A word as the sounds of its letters, whatever the alphabet.

use super::letter_tables as tables;

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;

/// Maximum number of letters of a table entry.
const MAX_LENGTH: usize = 7;

/// The letters used in [`letter_tables`](super::letter_tables): vowels, glides, consonants.
const SIGNS: &str = "aeiouywbpvfmntdkghszlrcCjSZT";
const VOWELS: u32 = 0b1_1111;
const GLIDES: u32 = 0b110_0000;

/// The sounds of one letter or of several together, with a bit for each of [`SIGNS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub any: u32,
    pub usual: u32,
    pub may_be_silent: bool,
}

impl Sound {
    fn parse(signs: &str) -> Self {
        Self {
            any: signs_of(signs),
            usual: signs
                .chars()
                .next()
                .map_or(0, |sign| signs_of(sign.encode_utf8(&mut [0; 4]))),
            may_be_silent: signs.ends_with('?'),
        }
    }

    pub fn is_vowel(self) -> bool {
        self.any & VOWELS != 0
    }

    /// Whether no reading of it is a consonant.
    pub fn is_soft(self) -> bool {
        self.any & !(VOWELS | GLIDES) == 0
    }

    /// Whether it is usually not a consonant.
    pub fn is_usually_soft(self) -> bool {
        self.usual & (VOWELS | GLIDES) != 0
    }

    pub fn is_glide(self) -> bool {
        self.any & GLIDES != 0
    }
}

pub(super) fn signs_of(signs: &str) -> u32 {
    let bits = signs.chars().filter_map(|sign| SIGNS.find(sign));
    bits.fold(0, |all, bit| all | 1 << bit)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Georgian,
    Armenian,
}

impl Alphabet {
    /// Whether the alphabet leaves out short vowels.
    pub fn leaves_vowels_out(self) -> bool {
        match self {
            Self::Arabic | Self::Hebrew => true,
            Self::Latin | Self::Cyrillic | Self::Greek | Self::Georgian | Self::Armenian => false,
        }
    }
}

const TABLES: [(Alphabet, &str); 7] = [
    (Alphabet::Cyrillic, tables::CYRILLIC),
    (Alphabet::Greek, tables::GREEK),
    (Alphabet::Arabic, tables::ARABIC),
    (Alphabet::Hebrew, tables::HEBREW),
    (Alphabet::Georgian, tables::GEORGIAN),
    (Alphabet::Armenian, tables::ARMENIAN),
    // Last, so that its apostrophes count.
    (Alphabet::Latin, tables::LATIN),
];

type SoundTable = HashMap<&'static str, (Alphabet, Vec<Sound>), FixedState>;

static SOUNDS: LazyLock<SoundTable> = LazyLock::new(|| {
    let entries = TABLES.iter().flat_map(|(alphabet, table)| {
        let entries = table
            .split('|')
            .filter_map(|entry| entry.trim().split_once(' '));
        entries.map(|(letters, sounds)| {
            let sounds = sounds.split('.').map(Sound::parse);
            (
                letters,
                (*alphabet, sounds.filter(|it| it.any != 0).collect()),
            )
        })
    });
    entries.collect()
});

/// The sounds of a word, doubled ones once, and the alphabet of its first letter; `None` for a script without a table.
pub(super) fn sounds_of(word: &str) -> (Vec<Sound>, Option<Alphabet>) {
    let letters: String = word
        .to_lowercase()
        .nfc()
        .filter(|it| !is_point(*it))
        .map(plain)
        .collect();
    let (mut sounds, mut alphabet) = (Vec::new(), None);
    let mut rest = letters.as_str();
    while let Some(first) = rest.chars().next() {
        let ends = rest
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.take(MAX_LENGTH).collect();
        let longest = ends
            .iter()
            .rev()
            .find_map(|end| Some((SOUNDS.get(&rest[..*end])?, *end)));
        if let Some(((of, spoken), end)) = longest {
            alphabet = alphabet.or(rest.starts_with(char::is_alphabetic).then_some(*of));
            for sound in spoken {
                push(&mut sounds, *sound);
            }
            rest = &rest[end..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        for part in [first].into_iter().nfd() {
            if let Some((of, spoken)) = SOUNDS.get(&*part.encode_utf8(&mut [0; 4])) {
                alphabet = alphabet.or(Some(*of));
                for sound in spoken {
                    push(&mut sounds, *sound);
                }
            }
        }
    }
    (sounds, alphabet)
}

fn push(sounds: &mut Vec<Sound>, sound: Sound) {
    let is_doubled = sounds.last() == Some(&sound) && !sound.may_be_silent;
    if !is_doubled {
        sounds.push(sound);
    }
}

/// Vowel points of Hebrew and Arabic, and the tatweel.
fn is_point(letter: char) -> bool {
    matches!(letter, '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{640}')
}

fn plain(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{2018}' | '\u{5F3}' | '\u{2BC}' | '\u{2BB}' | '\u{2BF}' | '\u{2BE}' => '\'',
        'ς' => 'σ',
        other => other,
    }
}

/// The alphabet that a letter belongs to, if it has a table.
pub(super) fn alphabet_of(letter: char) -> Option<Alphabet> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Alphabet::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Alphabet::Greek,
        '\u{400}'..='\u{52F}' => Alphabet::Cyrillic,
        '\u{531}'..='\u{587}' => Alphabet::Armenian,
        '\u{5D0}'..='\u{5EA}' => Alphabet::Hebrew,
        '\u{620}'..='\u{6FF}' => Alphabet::Arabic,
        '\u{10A0}'..='\u{10FF}' => Alphabet::Georgian,
        _ => return None,
    })
}

/// Whether a letter is lower-case in an alphabet that capitalises names. Georgian has capitals, but not for names.
pub(super) fn is_small(letter: char) -> bool {
    letter.is_lowercase() && !matches!(letter, '\u{10D0}'..='\u{10FF}')
}

/// The letters, without accents, that a similar-sounding word may begin with in any alphabet.
pub(super) fn letters_that_may_begin(word: &str) -> HashSet<char, FixedState> {
    let beginning = |sounds: &[Sound]| {
        let silent = sounds
            .iter()
            .take_while(|sound| sound.may_be_silent)
            .count();
        sounds
            .iter()
            .take(silent + 1)
            .fold(0, |all, sound| all | sound.any)
    };
    let (sounds, _) = sounds_of(word);
    // A vowel at the start may be any vowel, or missing.
    let widened = match beginning(&sounds) {
        any if any & (VOWELS | GLIDES) != 0 => any | VOWELS | GLIDES,
        any => any,
    };
    let entries = SOUNDS
        .iter()
        .filter(|(_, (_, spoken))| beginning(spoken) & widened != 0);
    entries
        .filter_map(|(letters, _)| letters.chars().next())
        .collect()
}
