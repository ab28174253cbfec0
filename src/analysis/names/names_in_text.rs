//! Finds the names in a text, and which may be spellings of the same name.

use super::{
    german_nouns::GermanNouns,
    name_comparison::{ComparableName, NameAgreement},
    name_index::{NameIndex, similar_pairs},
    titles::{is_date, is_title, is_weekday},
};

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

/// Lower-case words between the capitalised ones of a name.
const PARTICLES_IN_NAMES: [&str; 12] = [
    "de", "da", "del", "di", "van", "von", "der", "den", "al", "el", "bin", "ibn",
];

/// Words that often begin a sentence and are not part of the name after them, in the languages of most articles.
const OPENING_WORDS: &str = "a an the this that these those in on at of to from for by with after before but and or as if when \
    while since until over under although every he she it they we der die das ein eine im am auf über nach vor bei mit von zu \
    zum zur aus für und oder aber als wenn seit le la les un une dans en sur après avant avec pour et el los las una por con \
    в на по с о об из за до после перед над под и но а у к от для після через від";

/// Names in a text.
#[derive(Clone, Debug, Default)]
pub struct NamesInText {
    /// Byte ranges in order, with the index of the group.
    pub places: Vec<(Range<usize>, Option<usize>)>,
    /// Names that have several spellings, the most frequent spelling first.
    pub groups: Vec<Vec<Spelling>>,
}

/// One spelling of a name.
#[derive(Clone, Debug)]
pub struct Spelling {
    pub name: String,
    pub count: usize,
    /// Why it is grouped with the first spelling; `None` for the first.
    pub reason: Option<String>,
}

/// Minimum consonants of a name in a script without capitals: shorter ones are in many words.
const MIN_CONSONANTS: usize = 3;

/// Minimum consonants of a name that may differ in one.
const MIN_CONSONANTS_IF_NEAR: usize = 6;

/// Gathers the names in a text: capitalised words, except those that only begin a sentence. In a script without
/// capitals, only spellings of names that the text has in another script.
pub fn names_in_text(text: &str) -> NamesInText {
    let words = words_of(text);
    let mut places = capitalised_runs(text, &words, &small_among(text, &words));
    let mut known = KnownNames::new(places.iter().map(|range| &text[range.clone()]));
    let caseless = caseless_words(text, &words);
    places.extend(caseless.filter(|range| known.has(&text[range.clone()])));
    places.sort_by_key(|range| range.start);
    grouped(text, places)
}

/// Capitalised names, by which spellings in a script without capitals are recognised.
pub(super) struct KnownNames<'a> {
    names: NameIndex,
    /// Number of occurrences of each.
    counts: Vec<usize>,
    /// Words already looked up.
    found: HashMap<&'a str, bool>,
}

impl<'a> KnownNames<'a> {
    pub(super) fn new(all: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in all {
            *counts.entry(name).or_default() += 1;
        }
        let names = counts
            .into_iter()
            .map(|(name, count)| (ComparableName::new(name), count));
        let names =
            names.filter(|(name, _)| name.word_count() == 1 && name.key().len() >= MIN_CONSONANTS);
        let (names, counts): (Vec<ComparableName>, Vec<usize>) = names.unzip();
        Self {
            names: NameIndex::new(names),
            counts,
            found: HashMap::new(),
        }
    }

    pub(super) fn has(&mut self, word: &'a str) -> bool {
        let (names, counts) = (&self.names, &self.counts);
        *self.found.entry(word).or_insert_with(|| {
            let name = ComparableName::new(word);
            let mut comparisons = names.compare(&name);
            comparisons.any(|(known, comparison)| {
                let least = if counts[known] > 1 {
                    NameAgreement::Consonants
                } else {
                    NameAgreement::Variants
                };
                comparison.agreement >= least
            })
        })
    }
}

/// The words of a text that also occur in lower case, so that a capital at the start of a sentence does not make them
/// names.
pub(super) fn small_words(text: &str) -> HashSet<String> {
    small_among(text, &words_of(text))
}

/// The capitalised names in a text; `small` are the words that are not names.
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

/// A word with its letters, and the text before it.
struct WordPlace {
    range: Range<usize>,
    is_capitalised: bool,
    begins_sentence: bool,
    /// Whether only white space separates it from the word before.
    follows: bool,
}

fn words_of(text: &str) -> Vec<WordPlace> {
    let mut words: Vec<WordPlace> = Vec::new();
    let mut from = 0;
    let is_inside = |character: char| {
        character.is_alphanumeric() || "'\u{2019}-\u{2BC}\u{5F3}".contains(character)
    };
    while let Some(start) = text[from..].find(char::is_alphanumeric).map(|at| from + at) {
        let end = text[start..]
            .find(|character| !is_inside(character))
            .map_or(text.len(), |at| start + at);
        let word =
            text[start..end].trim_end_matches(|character: char| !character.is_alphanumeric());
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

/// Runs of capitalised words, with particles such as "van" between them, without what precedes a title, the title, and
/// days at the end. A month or a day alone is no name.
fn capitalised_runs(text: &str, words: &[WordPlace], small: &HashSet<String>) -> Vec<Range<usize>> {
    let word = |at: usize| &text[words[at].range.clone()];
    let inside: HashSet<&str> = (0..words.len())
        .filter(|at| words[*at].is_capitalised && !words[*at].begins_sentence)
        .map(word)
        .collect();
    let before = |at: usize| {
        let is_beside = at > 0 && words[at].follows;
        is_beside.then(|| word(at - 1))
    };
    let nouns = GermanNouns::new((0..words.len()).map(|at| {
        let last = before(at);
        (word(at), last, last.and_then(|_| before(at - 1)))
    }));
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
        if let Some(nouns) = &nouns {
            while first < last && nouns.has(word(first)) {
                first += 1;
            }
            while first < last && (!words[last].is_capitalised || nouns.has(word(last))) {
                last -= 1;
            }
            if first == last && !nouns.may_be_name(word(first), before(first)) {
                continue;
            }
        }
        while first < last && is_weekday(word(last)) {
            last -= 1;
        }
        if let Some(title) = (first..=last).rev().find(|at| is_title(word(*at))) {
            first = title + 1;
            // Particles such as "von" come between title and name.
            while first < last && !words[first].is_capitalised {
                first += 1;
            }
        }
        if first == last && is_date(word(first)) {
            continue;
        }
        let is_name =
            first < last || !words[first.min(last)].begins_sentence || inside.contains(word(last));
        let is_long = first <= last && word(last).chars().count() > 1;
        if is_long && is_name && words[first].is_capitalised {
            runs.push(words[first].range.start..words[last].range.end);
        }
    }
    runs
}

/// Groups spellings of the same name.
fn grouped(text: &str, places: Vec<Range<usize>>) -> NamesInText {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        *counts.entry(&text[place.clone()]).or_default() += 1;
    }
    let mut spellings: Vec<(&str, usize)> = counts.into_iter().collect();
    spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let names: Vec<ComparableName> = spellings
        .iter()
        .map(|(name, _)| ComparableName::new(name))
        .collect();
    let mut groups: Vec<Vec<Spelling>> = Vec::new();
    let mut group_of: Vec<Option<usize>> = vec![None; names.len()];
    for (first, members) in members_of_groups(&names).into_iter().enumerate() {
        if members.len() < 2 {
            continue;
        }
        for at in &members {
            group_of[*at] = Some(groups.len());
        }
        let others = members.iter().filter(|at| **at != first);
        let spelling = |at: usize| Spelling {
            name: spellings[at].0.to_owned(),
            count: spellings[at].1,
            reason: (at != first).then(|| names[first].compare(&names[at]).reason()),
        };
        groups.push(
            [first]
                .iter()
                .chain(others)
                .map(|at| spelling(*at))
                .collect(),
        );
    }
    let index: BTreeMap<&str, usize> = spellings
        .iter()
        .enumerate()
        .map(|(at, (name, _))| (*name, at))
        .collect();
    let places = places.into_iter().map(|range| {
        let group = index.get(&text[range.clone()]).and_then(|at| group_of[*at]);
        (range, group)
    });
    NamesInText {
        places: places.collect(),
        groups,
    }
}

/// The spellings of each name by their index, stored at the first; the others are empty. Each joins the most frequent
/// spelling that it agrees with. A surname alone joins a full name only if exactly one matches.
fn members_of_groups(names: &[ComparableName]) -> Vec<Vec<usize>> {
    let mut alike: Vec<Vec<(usize, NameAgreement)>> = vec![Vec::new(); names.len()];
    for ((one, other), comparison) in similar_pairs(names) {
        alike[one].push((other, comparison.agreement));
        alike[other].push((one, comparison.agreement));
    }
    let is_sure = |(other, agreement): &(usize, NameAgreement)| {
        *agreement >= NameAgreement::Consonants
            || names[*other].key().len() >= MIN_CONSONANTS_IF_NEAR
    };
    let sure: Vec<Vec<usize>> = alike
        .iter()
        .map(|others| {
            others
                .iter()
                .filter(|it| is_sure(it))
                .map(|it| it.0)
                .collect()
        })
        .collect();
    let words = |at: usize| names[at].word_count();
    let mut head: Vec<usize> = (0..names.len()).collect();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for at in 0..names.len() {
        let fits = |other: &&usize| {
            **other < at && head[**other] == **other && words(**other) == words(at)
        };
        head[at] = sure[at].iter().find(fits).copied().unwrap_or(at);
        members[head[at]].push(at);
    }
    for at in 0..names.len() {
        let fits = |other: &&usize| head[**other] == **other && words(**other) > words(at);
        let mut fitting = sure[at].iter().filter(fits);
        if let (Some(&full), None, true) = (fitting.next(), fitting.next(), head[at] == at) {
            let moved = std::mem::take(&mut members[at]);
            for at in &moved {
                head[*at] = full;
            }
            members[full].extend(moved);
            members[full].sort_unstable();
        }
    }
    members
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
    fn a_word_that_begins_a_sentence_is_not_a_name() {
        let found = names_in_text("The mill burned. In the night it rained in Karveth.");
        let starts: Vec<usize> = found.places.iter().map(|(place, _)| place.start).collect();
        assert_eq!(starts, [43]);
    }

    #[test]
    fn titles_and_days_are_not_part_of_a_name() {
        let text = "He met Vellin President Ivan Hrabar Tuesday. In the town, Prime Minister Orel spoke, and the President \
            left in March. Later, on Friday, Theresa May came, and President von der Alm.";
        let found = names_in_text(text);
        let names: Vec<&str> = found
            .places
            .iter()
            .map(|(place, _)| &text[place.clone()])
            .collect();
        assert_eq!(names, ["Ivan Hrabar", "Orel", "Theresa May", "Alm"]);
    }

    #[test]
    fn words_with_the_same_consonants_and_months_are_not_grouped() {
        let found = groups(
            "We met Morrison and many an American, in China after the Change, in March. وصل في مارس",
        );
        assert_eq!(found, [] as [Vec<String>; 0]);
    }

    #[test]
    fn nouns_of_a_german_text_are_not_names() {
        let text = "Die Brücke über den Fluss ist seit Montag gesperrt, sagte Hoffmann. Nach Angaben der Polizei sollen \
            weitere Brücken folgen. Bürgermeisterin Sabine Hoffmann reist nach Karwein, um mit Vertretern der Stadt zu \
            sprechen. In Karwein brennen Wälder und Felder.";
        let found = names_in_text(text);
        let names: Vec<&str> = found
            .places
            .iter()
            .map(|(place, _)| &text[place.clone()])
            .collect();
        assert_eq!(names, ["Hoffmann", "Sabine Hoffmann", "Karwein", "Karwein"]);
        assert_eq!(found.groups.len(), 1);
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

    #[test]
    fn a_name_in_a_script_without_capitals_is_known_among_many_names() {
        let syllables = [
            "ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ro", "si", "tu",
        ];
        let mut text = String::new();
        for one in syllables {
            for two in syllables {
                let three = [one, two, "rezh"].concat();
                let name = three[..1].to_uppercase() + &three[1..];
                text.extend(["We met ", &name, ", and later ", &name, " left. "]);
            }
        }
        text.push_str("We met Karim in town, and later Karim left. قال كريم");
        let found = groups(&text);
        let is_found = |group: &Vec<String>| group.iter().any(|name| name == "كريم");
        assert!(found.iter().any(is_found), "{found:?}");
    }
}
