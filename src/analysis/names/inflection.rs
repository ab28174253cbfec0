//! Inflected forms of names: the endings that languages add to a name, and those they replace.

use crate::text::{Shapes, folded, letters_of};

/// Endings of names in inflecting languages, folded: cases, possessives, feminine and plural forms, and the particles
/// that Korean joins to a name.
const ENDINGS: &str = "\
    a e i o u y s es ns n en er em m om ou ov ova ove ovi ovu ovy ovou ovci ovic owi owie owa owej owe ego emu im ej iej ie iem \
    ami ach ym ymi ich imi uv in ina ine ini inu ku ka ki kou ca ce ci cu u em ą ę ia io iu iui ui us ai ius iaus \
    ul ului ilor an ban ben ba be nak nek val vel hoz hez rol tol t ot et at la le lla lle lta lte ssa sta sti ksi na nun nin \
    un den dan da de ta te ya ye yi yu is as os ek ski ska skiego skiej skim cki cka ckiego ckiej skeho ske skou skem skemu \
    а я у ю е ы и о ом ем им ым ою ею ой ей ого его ому ему ых их ая ую ие ые ами ями ах ях ов ев ова ева ове овой еву ову \
    овы евы овым евым овых еві ові ові єві єм єю ї ій ія ію іє ия ии ию ием ь ья ью ье \
    ου ο α η οι ων ους εις ες ε ος ας ης ι \
    ի ին ից ով ում ը ն ս ის მა ს ით ად ო თან \
    은 는 이 가 을 를 의 와 과 도 로 으로 에게 한테 께서 씨 님 씨는 씨가 씨의 이다 \
    का की के ने को से में ের কে রা এর";

/// Nominative endings that other cases drop, folded.
const CUT: &str = "a e o u y i us as is os es um а я о е ь й ий ый ой ая яя ος ας ης ες ς";

/// Minimum number of letters of a name before an ending.
const MIN_LENGTH: usize = 3;

/// Minimum number of letters of a name without its ending.
const MIN_CUT: usize = 2;

/// A part of a name, prepared for finding its inflected forms.
#[derive(Clone, Debug)]
pub(super) struct InflectedPart {
    /// The letters of the part.
    pub letters: String,
    /// The letters without a nominative ending, or without a vowel that other cases drop (Marek, Marka). The flag says
    /// whether they are a form by themselves, like Greek ones without "ς".
    cut: Vec<(String, bool)>,
    /// The letters that every form begins with.
    pub key: String,
}

impl InflectedPart {
    pub fn new(part: &str, shapes: Shapes) -> Self {
        let letters = letters_of(part, shapes);
        let own = folded(part);
        let mut cut = Vec::new();
        let counts = |stem: &str| stem.chars().filter(|it| it.is_alphabetic()).count() >= MIN_CUT;
        for ending in CUT.split_whitespace().map(folded) {
            if let Some(stem) = own
                .strip_suffix(ending.as_str())
                .filter(|stem| counts(stem))
            {
                cut.push((letters_of(stem, shapes), ending == "σ"));
            }
        }
        cut.extend(without_last_vowel(&own).map(|stem| (letters_of(&stem, shapes), false)));
        cut.retain(|(stem, _)| !stem.is_empty());
        let mut key = letters.as_str();
        for (stem, _) in &cut {
            let same = key.char_indices().zip(stem.chars());
            let end = same.take_while(|((_, one), other)| one == other).last();
            let end = end.map_or(0, |((at, one), _)| at + one.len_utf8());
            key = &key[..end];
        }
        let key = key.to_owned();
        Self { letters, cut, key }
    }

    /// Whether a word is the part with another ending.
    pub fn inflects_to(&self, word: &str, endings: &[String]) -> bool {
        let is_ending = |rest: &str| endings.iter().any(|ending| ending == rest);
        let is_long = self.letters.chars().count() >= MIN_LENGTH;
        let is_longer = is_long && word.strip_prefix(&self.letters).is_some_and(is_ending);
        is_longer
            || self.cut.iter().any(|(stem, is_form)| {
                let rest = word.strip_prefix(stem.as_str());
                rest.is_some_and(|rest| (rest.is_empty() && *is_form) || is_ending(rest))
            })
    }
}

/// The endings in the form in which they are compared.
pub(super) fn endings(shapes: Shapes) -> Vec<String> {
    ENDINGS
        .split_whitespace()
        .map(|ending| letters_of(ending, shapes))
        .collect()
}

/// "Marek" without the vowel that "Marka" drops.
fn without_last_vowel(part: &str) -> Option<String> {
    const MIN_WITH_VOWEL: usize = 5;
    let mut letters: Vec<char> = part.chars().collect();
    let vowel = letters.len().checked_sub(2)?;
    let drops = letters.len() >= MIN_WITH_VOWEL
        && matches!(letters[vowel], 'e' | 'o' | 'е' | 'о')
        && letters[vowel + 1].is_alphabetic()
        && !matches!(
            letters[vowel + 1],
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'а' | 'е' | 'и' | 'о' | 'у' | 'ь' | 'й'
        );
    drops.then(|| {
        letters.remove(vowel);
        letters.into_iter().collect()
    })
}
