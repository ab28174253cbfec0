//! Inflected forms of names: the endings that languages add to a name, those they replace, and the stems that change.

use crate::text::{Shapes, folded, letters_of};

use unicode_normalization::UnicodeNormalization;

/// Endings of names in inflecting languages, folded: cases, possessives, feminine and plural forms, and the particles
/// that Korean and Hindi join to a name.
const ENDINGS: &str = "\
    ne ها های \
    a e i o u y s es ns n en er em m om ou ov ova ove ovi ovu ovy ovou ovej ovci ovic owi owie owa owej owe ego emu im ej iej \
    ie iem ami ach ym ymi ich imi uv in ina ine ini inu ku ka ki kou ca ce ci cu ą ę ia io iu iui ui us ai ius iaus iem iowi \
    am as is os ek ski ska skiego skiej skim cki cka ckiego ckiej skeho ske skou skem skemu eva eve evi \
    iene ienes aite aites yte ytes ute utes ul ului ilor lui ii ei \
    an ban ben ba be nak nek val vel al el hoz hez rol bol tol ert kent ig nal ra re on ot et at ok ak nenak \
    la le lla lle lta lte ssa sta sti ksi na nun nin een aan un den dan da de ta te tan ten ya ye yi yu lar ler larin lerin \
    larla lerle la le yla yle \
    а я у ю е ы и о ом ем им ым ою ею ой ей ого его ому ему ых их ая ую ие ые ами ями ам ям ах ях ов ев ова ева ове овой \
    еву ову овы евы овым евым овых еві ові ові єві єм єю ї і ій ію іє ия ии ию ием ь ья ью ье ьем ьев ьям ев ин ина ината ата та \
    ου ο α η οι ων ους εις ες ε ος ας ης ι \
    ի ին ից ով ում ը ն ս ից ներ մա მ მა ს ის ით ად ო თან სთან ისთან ისგან სგან გან ისთვის სთვის ზე ში ს ები ების \
    은 는 이 가 을 를 의 와 과 도 로 으로 에게 한테 께서 씨 님 씨는 씨가 씨의 이다 \
    का की के ने को से में जी ের কে রা এর";

/// Nominative endings that other cases drop, folded.
const CUT: &str =
    "a e o u y i us as is os es s um а я о е ь й и і ий ый ой ей ая яя ος ας ης ες ς ი ე ა ო";

/// Stems that change before an ending: at the end of a stem, one for the other. Finnish, Estonian and Turkish weaken
/// consonants, Slavic and Baltic languages soften them.
const CHANGED_ENDS: [(&str, &str); 38] = [
    ("nen", "s"),
    ("nen", "se"),
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("ht", "hd"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("k", "g"),
    ("k", ""),
    ("g", ""),
    ("t", "d"),
    ("p", "b"),
    ("p", "v"),
    ("k", "c"),
    ("k", "cz"),
    ("g", "dz"),
    ("g", "z"),
    ("h", "s"),
    ("ch", "sz"),
    ("r", "rz"),
    ("t", "ci"),
    ("t", "c"),
    ("d", "dz"),
    ("sc", "st"),
    ("s", "c"),
    ("к", "ц"),
    ("г", "з"),
    ("х", "с"),
    ("к", "ч"),
    ("г", "ж"),
    ("х", "ш"),
    ("ц", "ч"),
    ("т", "ч"),
    ("д", "дж"),
];

/// Hungarian consonants of two letters, which double their first.
const DIGRAPHS: [&str; 7] = ["cs", "sz", "zs", "gy", "ly", "ny", "ty"];

/// Minimum number of letters of a name before an ending.
const MIN_LENGTH: usize = 3;

/// Minimum number of letters of a name without its ending.
const MIN_CUT: usize = 2;

/// A part of a name, prepared for finding its inflected forms.
#[derive(Clone, Debug)]
pub(super) struct InflectedPart {
    /// The letters of the part.
    pub letters: String,
    /// The letters without a nominative ending, without a vowel that other cases drop (Marek, Marka), or with another
    /// end (Virtanen, Virtasen). The flag says whether they are a form by themselves, like Greek ones without "ς".
    stems: Vec<(String, bool)>,
    /// The letters that every form begins with.
    pub key: String,
    /// The part as it was recorded, in small letters.
    own: String,
}

impl InflectedPart {
    pub fn new(part: &str, shapes: Shapes) -> Self {
        let letters = letters_of(part, shapes);
        let own = folded(part);
        // Two letters with an ending are too many words: "may" is no form of Mäki.
        let is_short = letters.chars().count() <= MIN_LENGTH;
        let least = if is_short { 1 } else { MIN_LENGTH };
        let mut stems: Vec<(String, bool)> = stems(&own, part.contains('ą'))
            .into_iter()
            .map(|(stem, is_form)| (letters_of(&stem, shapes), is_form))
            .filter(|(stem, _)| stem.chars().count() >= least)
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let mut key = letters.as_str();
        for (stem, _) in &stems {
            let same = key.char_indices().zip(stem.chars());
            let end = same.take_while(|((_, one), other)| one == other).last();
            let end = end.map_or(0, |((at, one), _)| at + one.len_utf8());
            key = &key[..end];
        }
        let key = key.to_owned();
        Self {
            letters,
            stems,
            key,
            own: part.nfc().flat_map(char::to_lowercase).collect(),
        }
    }

    /// The number of letters: "Groß" has four.
    pub fn count(&self) -> usize {
        let own = self.own.chars().filter(|it| it.is_alphanumeric()).count();
        own.min(self.letters.chars().count())
    }

    /// Whether the part is Vietnamese, and a text writes it with other marks: another tone is another word. A text may
    /// have none at all.
    pub fn has_other_marks(&self, written: &str) -> bool {
        let is_vietnamese =
            |it: char| matches!(it, 'đ' | 'ơ' | 'ư' | 'ă' | '\u{1EA0}'..='\u{1EF9}');
        let written: String = written.nfc().flat_map(char::to_lowercase).collect();
        let is_either = self.own.contains(is_vietnamese) || written.contains(is_vietnamese);
        let length = self.own.chars().count();
        let same = written.chars().zip(self.own.chars());
        is_either
            && !written.is_ascii()
            && same.filter(|(one, other)| one == other).count() < length
    }

    /// Letters of which every text with a form of the part contains at least one string. Single letters would be in all
    /// texts.
    pub fn keys(&self) -> Vec<&str> {
        let is_long = |it: &&str| it.chars().count() > 1;
        if is_long(&self.key.as_str()) {
            return vec![&self.key];
        }
        let stems = self.stems.iter().map(|(stem, _)| stem.as_str());
        stems
            .chain([self.letters.as_str()])
            .filter(is_long)
            .collect()
    }

    /// Whether a word is the part with another ending.
    pub fn inflects_to(&self, word: &str, endings: &[String]) -> bool {
        let is_ending = |rest: &str| endings.iter().any(|ending| ending == rest);
        let is_long = self.letters.chars().count() >= MIN_LENGTH;
        let is_longer = is_long && word.strip_prefix(&self.letters).is_some_and(is_ending);
        // "kowalski77" is a user name.
        let is_digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit());
        let is_numbered = is_long && word.strip_prefix(&self.letters).is_some_and(is_digits);
        is_longer
            || is_numbered
            || self.stems.iter().any(|(stem, is_form)| {
                let rest = word.strip_prefix(stem.as_str());
                rest.is_some_and(|rest| (rest.is_empty() && *is_form) || is_ending(rest))
            })
    }
}

/// The endings in the form in which they are compared.
pub(super) fn endings(shapes: Shapes) -> Vec<String> {
    let mut endings: Vec<String> = ENDINGS
        .split_whitespace()
        .map(|ending| letters_of(ending, shapes))
        .collect();
    endings.sort_unstable();
    endings.dedup();
    endings
}

/// The stems of a folded name that differ from it, and whether each is a form by itself.
fn stems(own: &str, has_nasal: bool) -> Vec<(String, bool)> {
    let counts = |stem: &str| stem.chars().filter(|it| it.is_alphabetic()).count() >= MIN_CUT;
    let cut = CUT.split_whitespace().map(folded).filter_map(|ending| {
        let stem = own.strip_suffix(ending.as_str())?;
        counts(stem).then(|| (stem.to_owned(), ending == "σ"))
    });
    let mut stems: Vec<(String, bool)> = cut.collect();
    let bare: Vec<String> = stems.iter().map(|(stem, _)| stem.clone()).collect();
    for stem in bare.iter().map(String::as_str).chain([own]) {
        let changed = CHANGED_ENDS.iter().filter_map(|(from, to)| {
            let rest = stem.strip_suffix(from)?;
            (rest.chars().count() >= MIN_CUT).then(|| [rest, to].concat())
        });
        let others = changed.chain(without_last_vowel(stem));
        stems.extend(others.map(|it| (it, false)));
    }
    let other = other_last_vowel(own, has_nasal)
        .into_iter()
        .chain(doubled_end(own));
    stems.extend(other.map(|it| (it, false)));
    stems
}

/// "Marek" without the vowel that "Marka" drops, and "Лев" with the sign that "Льва" has in its place.
fn without_last_vowel(part: &str) -> Vec<String> {
    const MIN_WITH_VOWEL: usize = 3;
    let letters: Vec<char> = part.chars().collect();
    let Some(vowel) = letters.len().checked_sub(2) else {
        return Vec::new();
    };
    let drops = letters.len() >= MIN_WITH_VOWEL
        && matches!(letters[vowel], 'e' | 'o' | 'a' | 'е' | 'о' | 'а' | 'є')
        && letters[vowel + 1].is_alphabetic()
        && !is_vowel(letters[vowel + 1])
        && !is_vowel(letters[vowel - 1]);
    let (before, last): (String, char) = match letters.as_slice() {
        // Polish writes a softened consonant with "i".
        [before @ .., 'i', 'e' | 'o', last] if before.len() > 1 && !is_vowel(*last) => {
            (before.iter().collect(), *last)
        }
        _ if drops => (letters[..vowel].iter().collect(), letters[vowel + 1]),
        _ => return Vec::new(),
    };
    let mut stems = vec![format!("{before}{last}")];
    if before.ends_with(['л', 'н']) {
        stems.push(format!("{before}ь{last}"));
    }
    stems
}

fn is_vowel(letter: char) -> bool {
    "aeiouyаеиоуыэюяіїьй".contains(letter)
}

/// "Сидір", "Gołąb" with the vowel of "Сидора", "Gołębia".
fn other_last_vowel(part: &str, has_nasal: bool) -> Vec<String> {
    let letters: Vec<char> = part.trim_end_matches('ь').chars().collect();
    let Some(vowel) = letters.len().checked_sub(2) else {
        return Vec::new();
    };
    let others: &[char] = match letters[vowel] {
        'і' => &['о', 'е'],
        'a' if has_nasal => &['e'],
        _ => &[],
    };
    let with = |other: &char| {
        let mut letters = letters.clone();
        letters[vowel] = *other;
        letters.into_iter().collect()
    };
    others.iter().map(with).collect()
}

/// "Kovács" with the doubled end of "Kováccsal".
fn doubled_end(part: &str) -> Option<String> {
    let last = part.chars().next_back().filter(char::is_ascii_lowercase)?;
    if is_vowel(last) && last != 'y' {
        return None;
    }
    let digraph = DIGRAPHS.iter().find(|it| part.ends_with(**it));
    Some(match digraph {
        Some(digraph) => [&part[..part.len() - 2], &digraph[..1], digraph].concat(),
        None => format!("{part}{last}"),
    })
}
