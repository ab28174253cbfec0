//! The names in a text, and which of them may be spellings of one.

use super::name_comparison::{ComparableName, NameAgreement, NameComparison, alike_pairs};

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

/// Names in a text.
#[derive(Clone, Debug, Default)]
pub struct NamesInText {
    /// Byte ranges, with the index of the group, in their order.
    pub places: Vec<(Range<usize>, Option<usize>)>,
    /// Names that have several spellings, the most frequent spelling first.
    pub groups: Vec<Vec<Spelling>>,
}

/// One spelling of a name.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub name: String,
    pub count: usize,
    /// Reason for taking it for the first spelling of its group; `None` for that one.
    pub reason: Option<String>,
}

/// Fewest consonants of a name that is looked for in a script without capitals: others are in many words.
const LEAST_CONSONANTS: usize = 3;

/// Fewest consonants of a name that may differ in one.
const LEAST_CONSONANTS_IF_NEAR: usize = 6;

/// Gathers the names in a text: words with capitals, but not one that only begins a sentence. In a script without capitals, only
/// the spellings of names that the text has in another script.
pub fn names_in_text(text: &str) -> NamesInText {
    let words = words_of(text);
    let mut places = capitalised_runs(text, &words, &small_among(text, &words));
    let known = KnownNames::of(places.iter().map(|place| &text[place.clone()]));
    let caseless = caseless_words(text, &words);
    places.extend(caseless.filter(|place| known.has(&text[place.clone()])));
    places.sort_by_key(|place| place.start);
    grouped(text, places)
}

/// Names with capitals, by which their spellings in a script without capitals are known.
pub(super) struct KnownNames(Vec<(ComparableName, usize)>);

impl KnownNames {
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
        let names = counts
            .into_iter()
            .map(|(name, count)| (ComparableName::new(name), count));
        let are_single = |(name, _): &(ComparableName, usize)| {
            name.word_count() == 1 && name.key().len() >= LEAST_CONSONANTS
        };
        Self(names.filter(are_single).collect())
    }

    pub(super) fn has(&self, word: &str) -> bool {
        let name = ComparableName::new(word);
        self.0.iter().any(|(known, count)| {
            let least = if *count > 1 {
                NameAgreement::Consonants
            } else {
                NameAgreement::Variants
            };
            known.compare(&name).agreement >= least
        })
    }
}

/// The words of a text that are written small, so that they are no names where they begin a sentence.
pub(super) fn small_words(text: &str) -> HashSet<String> {
    small_among(text, &words_of(text))
}

/// The names with capitals in a text; `small` are words that are no names.
pub(super) fn names_with_capitals(text: &str, small: &HashSet<String>) -> Vec<Range<usize>> {
    capitalised_runs(text, &words_of(text), small)
}

fn small_among(text: &str, words: &[WordPlace]) -> HashSet<String> {
    let small = words.iter().filter(|word| !word.is_capitalised);
    small
        .map(|word| text[word.range.clone()].to_owned())
        .collect()
}

/// The words in a script without capitals that may be names.
pub(super) fn words_without_case(text: &str) -> Vec<Range<usize>> {
    caseless_words(text, &words_of(text)).collect()
}

fn caseless_words<'a>(
    text: &'a str,
    words: &'a [WordPlace],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let caseless = words.iter().filter(|word| {
        let word = &text[word.range.clone()];
        let has_case = word.contains(|it: char| it.is_lowercase() || it.is_uppercase());
        !has_case && word.chars().filter(|it| it.is_alphabetic()).count() > 2
    });
    caseless.map(|word| word.range.clone())
}

/// A word with its letters, and what is before it.
struct WordPlace {
    range: Range<usize>,
    is_capitalised: bool,
    begins_sentence: bool,
    /// Whether only a blank parts it from the word before.
    follows: bool,
}

fn words_of(text: &str) -> Vec<WordPlace> {
    let mut words: Vec<WordPlace> = Vec::new();
    let mut from = 0;
    let is_inside =
        |sign: char| sign.is_alphanumeric() || "'\u{2019}-\u{2BC}\u{5F3}".contains(sign);
    while let Some(start) = text[from..].find(char::is_alphanumeric).map(|at| from + at) {
        let end = text[start..]
            .find(|sign| !is_inside(sign))
            .map_or(text.len(), |at| start + at);
        let word = text[start..end].trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let bare = ["'s", "\u{2019}s"]
            .iter()
            .find_map(|own| word.strip_suffix(own));
        let word = bare.unwrap_or(word);
        let last = words.last().map_or(0, |word| word.range.end);
        let between = &text[last..start];
        words.push(WordPlace {
            range: start..start + word.len(),
            is_capitalised: word.starts_with(char::is_uppercase),
            begins_sentence: last == 0 || between.contains(['.', '!', '?', ':', '\n', '\u{2026}']),
            follows: between == " " || between == "\u{A0}",
        });
        from = end;
    }
    words
}

/// Small words between the capitalised ones of a name.
const PARTICLES_IN_NAMES: [&str; 12] = [
    "de", "da", "del", "di", "van", "von", "der", "den", "al", "el", "bin", "ibn",
];

/// Words that often begin a sentence and are no part of the name after them, in the languages of most articles.
const OPENING_WORDS: &str = "a an the this that these those in on at of to from for by with after before but and or as if when \
    while since until over under although every he she it they we der die das ein eine im am auf über nach vor bei mit von zu \
    zum zur aus für und oder aber als wenn seit le la les un une dans en sur après avant avec pour et el los las una por con \
    в на по с о об из за до после перед над под и но а у к от для після через від";

/// Runs of capitalised words, with particles such as "van" between them.
fn capitalised_runs(text: &str, words: &[WordPlace], small: &HashSet<String>) -> Vec<Range<usize>> {
    let word = |at: usize| &text[words[at].range.clone()];
    let inside: HashSet<&str> = (0..words.len())
        .filter(|at| words[*at].is_capitalised && !words[*at].begins_sentence)
        .map(word)
        .collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut first = at;
        at += 1;
        if !words[first].is_capitalised {
            continue;
        }
        let mut last = first;
        while at < words.len() && words[at].follows {
            let goes_on = words
                .get(at + 1)
                .is_some_and(|next| next.is_capitalised && next.follows);
            let is_particle = PARTICLES_IN_NAMES.contains(&word(at)) && goes_on;
            if words[at].is_capitalised {
                last = at;
            } else if !is_particle {
                break;
            }
            at += 1;
        }
        at = at.max(last + 1);
        let is_common = words[first].begins_sentence && {
            let lower = word(first).to_lowercase();
            small.contains(&lower) || OPENING_WORDS.split_ascii_whitespace().any(|it| it == lower)
        };
        if is_common {
            first += 1;
        }
        let is_name =
            first < last || !words[first.min(last)].begins_sentence || inside.contains(word(last));
        let is_long = first <= last && word(last).chars().count() > 1;
        if is_name && is_long && words[first].is_capitalised {
            runs.push(words[first].range.start..words[last].range.end);
        }
    }
    runs
}

fn grouped(text: &str, places: Vec<Range<usize>>) -> NamesInText {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        *counts.entry(&text[place.clone()]).or_default() += 1;
    }
    let mut spellings: Vec<(&str, usize)> = counts.into_iter().collect();
    spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let groups = spellings_of_one_name(spellings.iter().map(|(name, _)| *name), &|_| None);
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (nth, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|(at, _)| (spellings[*at].0, nth)));
    }
    let spelling = |(at, comparison): &(usize, Option<NameComparison>)| Spelling {
        name: spellings[*at].0.to_owned(),
        count: spellings[*at].1,
        reason: comparison.map(NameComparison::reason),
    };
    let places = places.into_iter().map(|place| {
        let group = group_of.get(&text[place.clone()]).copied();
        (place, group)
    });
    NamesInText {
        places: places.collect(),
        groups: groups
            .iter()
            .map(|group| group.iter().map(spelling).collect())
            .collect(),
    }
}

/// An index of a spelling, and how it compares with the first of its group.
pub(super) type Member = (usize, Option<NameComparison>);

/// Puts spellings of one name together, the most frequent first: each joins the spelling that it agrees with best, or the most
/// frequent of those. A surname alone joins a full name if only one fits. Names with one spelling are in no group. `same_as` is, for
/// each spelling, the first one known to be of the same name, if any.
pub(super) fn spellings_of_one_name<'a>(
    spellings: impl Iterator<Item = &'a str>,
    same_as: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Vec<Member>> {
    let names: Vec<ComparableName> = spellings.map(ComparableName::new).collect();
    let near = neighbours(&names);
    let words = |at: usize| names[at].word_count();
    let first_known = |at: usize| same_as(at).unwrap_or(at);
    let mut head: Vec<usize> = (0..names.len()).map(first_known).collect();
    // A known spelling stands for its first one; any other only for itself, so that no chain of variants forms.
    let stands_for = |head: &[usize], at: usize| match same_as(at) {
        Some(first) => Some(first),
        None => (head[at] == at).then_some(at),
    };
    for at in (0..names.len()).filter(|at| same_as(*at).is_none()) {
        let is_before = |other: usize| other < at || same_as(other).is_some();
        let alike = near[at].iter().filter(|(other, _)| {
            words(*other) == words(at) && is_before(*other) && stands_for(&head, *other).is_some()
        });
        let best = alike.max_by_key(|(other, agreement)| (*agreement, std::cmp::Reverse(*other)));
        head[at] = best
            .and_then(|(other, _)| stands_for(&head, *other))
            .unwrap_or(at);
    }
    join_known(&mut head, &near, same_as);
    for at in 0..names.len() {
        let longer = near[at]
            .iter()
            .filter(|(other, _)| words(*other) > words(at));
        let fitting: BTreeSet<usize> = longer
            .filter_map(|(other, _)| stands_for(&head, *other))
            .collect();
        if fitting.len() == 1 && head[at] == at && same_as(at).is_none() {
            let full = fitting.into_iter().next().unwrap_or(at);
            head.iter_mut()
                .filter(|head| **head == at)
                .for_each(|head| *head = full);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (at, first) in head.into_iter().enumerate() {
        let comparison = (at != first).then(|| names[first].compare(&names[at]));
        let group = groups.entry(first).or_default();
        let place = if at == first { 0 } else { group.len() };
        group.insert(place, (at, comparison));
    }
    groups.into_values().filter(|it| it.len() > 1).collect()
}

/// Lets each name that is still alone join the known name that it agrees with, if that is only one.
fn join_known(
    head: &mut [usize],
    near: &[Vec<(usize, NameAgreement)>],
    same_as: &dyn Fn(usize) -> Option<usize>,
) {
    for at in 0..head.len() {
        let known = near[at].iter().filter_map(|(other, _)| same_as(*other));
        let known: BTreeSet<usize> = known.collect();
        if let (1, Some(first)) = (known.len(), known.first().copied())
            && head[at] == at
            && same_as(at).is_none()
        {
            head.iter_mut()
                .filter(|head| **head == at)
                .for_each(|head| *head = first);
        }
    }
}

/// For each name those that may be one with it, and how far they agree.
fn neighbours(names: &[ComparableName]) -> Vec<Vec<(usize, NameAgreement)>> {
    let mut near = vec![Vec::new(); names.len()];
    for ((one, other), comparison) in alike_pairs(names) {
        let agreement = comparison.agreement;
        let is_certain = agreement >= NameAgreement::Consonants;
        let is_long = |at: usize| names[at].key().len() >= LEAST_CONSONANTS_IF_NEAR;
        if is_certain || is_long(one) {
            near[one].push((other, agreement));
        }
        if is_certain || is_long(other) {
            near[other].push((one, agreement));
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The groups of spellings in a text.
    fn groups(text: &str) -> Vec<Vec<String>> {
        let groups = names_in_text(text).groups.into_iter();
        groups
            .map(|group| group.into_iter().map(|it| it.name).collect())
            .collect()
    }

    #[test]
    fn spellings_of_one_name_are_grouped() {
        let text =
            "Governor Hrabar came to Vellin, Vellin and Velin, and then went home from Веллин.";
        let found = groups(text);
        assert!(
            found.iter().any(|it| it == &["Vellin", "Velin", "Веллин"]),
            "{found:?}"
        );
    }

    #[test]
    fn a_word_that_begins_a_sentence_is_no_name() {
        let found = names_in_text("The mill burned. In the night it rained in Karveth.");
        let starts: Vec<usize> = found.places.iter().map(|(place, _)| place.start).collect();
        assert_eq!(starts, [43]);
    }

    #[test]
    fn a_surname_of_two_people_belongs_to_neither() {
        let found = groups("We met Ivan Petrov and Sergei Petrov, but not Petrow.");
        assert_eq!(found, [] as [Vec<String>; 0]);
    }

    #[test]
    fn names_in_a_script_without_capitals_are_those_known_from_another() {
        let found =
            groups("We met Karim in Baghdad. Later Karim left Baghdad. قال كريم إنه في بغداد");
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
