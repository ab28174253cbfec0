//! How closely the sounds of two words agree: the cost of aligning them.

use super::{
    name_comparison::NameAgreement,
    sounds::{Alphabet, Sound, signs_of, sounds_of},
};

use std::sync::LazyLock;

/// Consonants that are often confused.
const RELATED: [&str; 12] = [
    "bpvwf", "dtT", "gkhj", "szScC", "SZCj", "cCjt", "mn", "lr", "TsSzf", "jyZ", "kCc", "hkS",
];

static RELATED_SOUNDS: LazyLock<[u32; 12]> = LazyLock::new(|| RELATED.map(signs_of));

/// A word as it is spoken.
#[derive(Clone, Debug)]
pub(super) struct SpokenForm {
    pub sounds: Vec<Sound>,
    pub alphabet: Option<Alphabet>,
    consonants: u32,
}

/// The cost of all differences, in hundredths of a consonant, and the length they are relative to, in eighths of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Distance {
    pub cost: u32,
    pub length: u32,
}

impl Distance {
    pub const FAR: Self = Self {
        cost: 100_000,
        length: 1,
    };

    pub fn percent(self) -> u32 {
        self.cost * 8 / self.length.max(1)
    }
}

impl SpokenForm {
    pub fn new(word: &str) -> Self {
        let (sounds, alphabet) = sounds_of(word);
        let consonants = sounds
            .iter()
            .filter(|it| !it.is_vowel() && !it.may_be_silent);
        let consonants = consonants.count() as u32;
        Self {
            sounds,
            alphabet,
            consonants,
        }
    }

    /// Whether both are in alphabets that write vowels, where vowels count more.
    pub fn is_whole_beside(&self, other: &Self) -> bool {
        let writes_vowels = |it: &Self| it.alphabet.is_some_and(|it| !it.leaves_vowels_out());
        self.alphabet != other.alphabet && writes_vowels(self) && writes_vowels(other)
    }

    pub fn distance(&self, other: &Self) -> Distance {
        if self.sounds.is_empty() || other.sounds.is_empty() {
            return Distance::FAR;
        }
        let dropped = [self.dropped(other), other.dropped(self)];
        Distance {
            cost: aligned(&self.sounds, &other.sounds, &dropped, changed),
            length: 4 * (self.consonants + other.consonants)
                + (self.sounds.len() + other.sounds.len()) as u32,
        }
    }

    /// The cost of leaving out each sound.
    fn dropped(&self, other: &Self) -> Vec<u32> {
        let others_vowels_are_out = other.alphabet.is_some_and(Alphabet::leaves_vowels_out);
        let is_vowel = |at: usize| self.sounds.get(at).is_some_and(|it| it.is_vowel());
        let costs = self.sounds.iter().enumerate().map(|(at, sound)| {
            let is_beside_vowel = (at > 0 && is_vowel(at - 1)) || is_vowel(at + 1);
            match sound {
                it if it.may_be_silent && (it.is_vowel() || it.is_glide()) => 3,
                it if it.may_be_silent => 10,
                it if it.is_vowel() && it.is_soft() && others_vowels_are_out => 5,
                it if it.is_vowel() && is_beside_vowel => 18,
                it if it.is_vowel() => 30,
                it if it.is_glide() => 25,
                it if it.any & signs_of("h") != 0 => 45,
                _ => 100,
            }
        });
        costs.collect()
    }

    /// The closest agreement at which all sounds agree.
    pub fn agreement(&self, other: &Self) -> NameAgreement {
        const NEVER: u32 = 10_000;
        let is_other_alphabet = self.alphabet != other.alphabet;
        let agrees = |drop: fn(&Sound) -> bool, change: fn(Sound, Sound) -> bool| {
            let cost = |may: bool| if may { 0 } else { NEVER };
            let dropped =
                [self, other].map(|it| it.sounds.iter().map(|sound| cost(drop(sound))).collect());
            let change = |one: Sound, other: Sound| cost(change(one, other));
            aligned(&self.sounds, &other.sounds, &dropped, change) < NEVER
        };
        let silent = |sound: &Sound| sound.may_be_silent;
        let usual =
            |one: Sound, other: Sound| one.usual & other.any != 0 || other.usual & one.any != 0;
        if is_other_alphabet && agrees(silent, usual) {
            NameAgreement::OtherAlphabet
        } else if agrees(silent, |one, other| one.any & other.any != 0) {
            NameAgreement::Variants
        } else if agrees(
            |sound| sound.may_be_silent || sound.is_usually_soft(),
            |one, other| one.any & other.any != 0 || (one.is_vowel() && other.is_vowel()),
        ) {
            NameAgreement::Consonants
        } else {
            NameAgreement::NearConsonants
        }
    }
}

/// The cost of one sound in place of another.
fn changed(one: Sound, other: Sound) -> u32 {
    let vowels = (one.is_vowel(), other.is_vowel());
    let are_vowels = vowels == (true, true);
    if one.any & other.any != 0 {
        let is_usual = one.usual & other.any != 0 || other.usual & one.any != 0;
        return match (one.usual == other.usual, is_usual) {
            (true, _) => 0,
            (false, true) if are_vowels => 6,
            (false, true) => 8,
            (false, false) if are_vowels => 12,
            (false, false) => 20,
        };
    }
    match vowels {
        (true, true) if one.may_be_silent || other.may_be_silent => 12,
        (true, true) => 22,
        (true, false) | (false, true) => 200,
        (false, false) => {
            let mut related = RELATED_SOUNDS.iter();
            if related.any(|sounds| one.any & sounds != 0 && other.any & sounds != 0) {
                55
            } else {
                110
            }
        }
    }
}

/// The minimum cost of turning one row of sounds into the other (Needleman and Wunsch 1970).
fn aligned(
    one: &[Sound],
    other: &[Sound],
    dropped: &[Vec<u32>; 2],
    changed: impl Fn(Sound, Sound) -> u32,
) -> u32 {
    let [of_one, of_other] = dropped;
    let mut row = vec![0; other.len() + 1];
    for (at, cost) in of_other.iter().enumerate() {
        row[at + 1] = row[at] + cost;
    }
    for (sound, drop) in one.iter().zip(of_one) {
        let mut diagonal = row[0];
        row[0] += drop;
        for (at, (beside, drop_beside)) in other.iter().zip(of_other).enumerate() {
            let change = diagonal + changed(*sound, *beside);
            diagonal = row[at + 1];
            row[at + 1] = change.min(diagonal + drop).min(row[at] + drop_beside);
        }
    }
    row[other.len()]
}
