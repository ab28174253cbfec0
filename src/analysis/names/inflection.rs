//! Inflected forms of names: endings that languages add to a name, and what they take from it.

use crate::text::{Shapes, folded, letters_of};

/// Endings of names in the languages that inflect them, folded: cases, possessives, feminine and plural forms, and the particles
/// that Korean writes together with a name.
const ENDINGS: &str = "\
    a e i o u y s es ns n en er em m om ou ov ova ove ovi ovu ovy ovou ovci ovic ovych ovym ow ze owi owie owa owej owe ego emu im ej iej ie iem \
    ami ach ym ymi ich imi uv in ina ine ini inu ku ka ki kou ca ce ci cu u em ą ę ia io iu iui ui us ai ius iaus \
    ul ului ilor an ban ben ba be nak nek val vel hoz hez rol tol t ot et at la le lla lle lta lte ssa sta sti ksi na nun nin \
    un den dan da de ta te ya ye yi yu lar ler lari leri larin lerin lara lere giller is as os ek ski ska skiego skiej skim cki cka ckiego ckiej skeho ske skou skem skemu \
    а я у ю е ы и о ом ем им ым ою ею ой ей ого его ому ему ых их ая ую ие ые ами ями ах ях ов ев ова ева ове овой еву ову \
    овы евы овым евым овых еві ові ові єві єм єю ї ій ія ію іє ия ии ию ием ь ья ью ье \
    ου ο α η οι ων ους εις ες ε ος ας ης ι \
    ի ին ից ով ում ը ն ս ის მა ს ით ად ო თან \
    은 는 이 가 을 를 의 와 과 도 로 으로 에게 한테 께서 씨 님 씨는 씨가 씨의 이다 \
    का की के ने को से में ের কে রা এর";

/// Endings in the nominative that other cases drop, folded.
const CUT: &str = "a e o u y i us as is os es um а я о е ь й ий ый ой ая яя ος ας ης ες ς ა ე ი";

/// Fewest letters of a name that an ending may follow.
const MIN_LENGTH: usize = 3;

/// Fewest letters that are left of a name without its ending.
const MIN_CUT: usize = 2;

/// What other forms of a name begin with: the letters without a nominative ending, without a vowel that other cases drop (Marek,
/// Marka), or with other letters (Лев, Льва).
#[derive(Clone, Debug)]
struct Stem {
    letters: String,
    /// It is a form by itself, as Greek ones without "ς" are.
    is_form: bool,
    /// Its own endings, with a space between them; empty for all.
    endings: &'static str,
}

/// A part of a name, prepared for finding its inflected forms.
#[derive(Clone, Debug)]
pub(super) struct InflectedPart {
    /// The letters of the part.
    pub letters: String,
    stems: Vec<Stem>,
    /// The letters that every form begins with.
    pub key: String,
}

impl InflectedPart {
    pub fn new(part: &str, shapes: Shapes) -> Self {
        let letters = letters_of(part, shapes);
        let own = folded(part);
        let mut stems = Vec::new();
        let stem = |letters: &str, is_form, endings| Stem {
            letters: letters_of(letters, shapes),
            is_form,
            endings,
        };
        let counts = |stem: &str| stem.chars().filter(|it| it.is_alphabetic()).count() >= MIN_CUT;
        for ending in CUT.split_whitespace().map(folded) {
            if let Some(rest) = own
                .strip_suffix(ending.as_str())
                .filter(|stem| counts(stem))
            {
                stems.push(stem(rest, ending == "σ", ""));
            }
        }
        stems.extend(without_last_vowel(&own).map(|it| stem(&it, false, "")));
        let changed = changed_stems(&own, part);
        stems.extend(
            changed
                .iter()
                .map(|(it, endings)| stem(it, false, *endings)),
        );
        stems.retain(|stem| !stem.letters.is_empty());
        let mut key = letters.as_str();
        for stem in &stems {
            let same = key.char_indices().zip(stem.letters.chars());
            let end = same.take_while(|((_, one), other)| one == other).last();
            let end = end.map_or(0, |((at, one), _)| at + one.len_utf8());
            key = &key[..end];
        }
        let key = key.to_owned();
        Self {
            letters,
            stems,
            key,
        }
    }

    /// Whether a word is the part with another ending.
    pub fn inflects_to(&self, word: &str, endings: &[String]) -> bool {
        let is_ending = |rest: &str| endings.iter().any(|ending| ending == rest);
        let is_long = self.letters.chars().count() >= MIN_LENGTH;
        let is_longer = is_long && word.strip_prefix(&self.letters).is_some_and(is_ending);
        is_longer
            || self.stems.iter().any(|stem| {
                let rest = word.strip_prefix(stem.letters.as_str());
                rest.is_some_and(|rest| match stem.endings {
                    "" => (rest.is_empty() && stem.is_form) || is_ending(rest),
                    own => own.split(' ').any(|ending| ending == rest),
                })
            })
    }
}

/// Stems whose letters differ from those of the nominative, with their own endings if they have only some.
fn changed_stems(own: &str, part: &str) -> Vec<(String, &'static str)> {
    const FINNISH: &str = "en eeseen eella eelle eelta eessa eesta ella elle elta essa esta een ena eksi etta ta tena et ten ia iin illa ille";
    let mut stems = Vec::new();
    let mut ends = |ending: &str, other: &str, endings| {
        let stem = own
            .strip_suffix(ending)
            .filter(|stem| stem.chars().count() >= MIN_CUT - 1);
        stems.extend(stem.map(|stem| ([stem, other].concat(), endings)));
    };
    // Virtanen, Virtasen; Lahti, Lahden; Niemi, Niemeen.
    ends("nen", "s", FINNISH);
    ends("ti", "d", FINNISH);
    ends("i", "", FINNISH);
    // Kowalscy, Zawadzcy.
    ends("ski", "sc", "y");
    ends("cki", "cc", "y");
    ends("dzki", "dzc", "y");
    // Kozioł, Kozła.
    ends("iol", "l", "");
    // Çelik, Çeliğin.
    ends("k", "g", "in i e im imiz un u a");
    // Воробей, воробья; Лев, Льва; Заяц, Зайца; Кравець, Кравця.
    ends("ей", "ь", "");
    ends("ев", "ьв", "");
    ends("яц", "йц", "");
    ends("ець", "ц", "");
    // Kováccsal, Naggyal, Péterrel.
    for digraph in ["cs", "gy", "ly", "ny", "sz", "ty", "zs"] {
        ends(digraph, &[&digraph[..1], digraph].concat(), "al el");
    }
    if let Some(last) = own
        .chars()
        .next_back()
        .filter(|it| !"aeiouhy".contains(*it))
    {
        ends("", &last.to_string(), "al el");
    }
    // Gołąb, Gołębia; Лебідь, Лебедя; Кінь, Коня.
    let lower = part.to_lowercase();
    let rest = lower.trim_end_matches('ь');
    let vowel = rest
        .char_indices()
        .rev()
        .find(|(_, it)| "aeiouyąęóаеиіїоуюяє".contains(*it));
    if let Some((at, vowel)) = vowel.filter(|(at, it)| at + it.len_utf8() < rest.len()) {
        let (before, after) = (&rest[..at], &rest[at + vowel.len_utf8()..]);
        let others: &[&str] = match vowel {
            'ą' => &["ę"],
            'і' => &["е", "о"],
            _ => &[],
        };
        for other in others {
            stems.push((folded(&[before, other, after].concat()), ""));
        }
    }
    stems
}

/// The endings as they are compared.
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
