//! Speakers that may be the same: their names differ by a letter or two.

use crate::{
    project::{Project, Speaker, SpeakerId},
    text::folded,
};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Pairs of speakers with similar names or aliases, the less often named one first; each pair once.
///
/// Names are similar if they have the same number of words and each pair of words is equal or nearly so: words of five letters
/// may differ by one letter, words of nine by two, where swapped neighbours count as one (optimal string alignment distance). A
/// name of one word is also compared with the last word of longer names: Gladkow and Vyacheslav Gladkov. Case and accents are
/// ignored. Words with numbers must be equal: witness 1 is not witness 2.
///
/// Each name is compared with the next thirty in alphabetical order (the sorted neighbourhood method, Hernández and Stolfo 1995),
/// so among many speakers, pairs with different first letters are missed.
#[must_use]
pub fn alike_speakers(project: &Project) -> Vec<(SpeakerId, SpeakerId)> {
    let mut names: Vec<ComparedName> = project.speakers().flat_map(names_of).collect();
    names.sort_by(|one, other| one.words.cmp(&other.words));
    let mut pairs = std::collections::BTreeSet::new();
    for (nth, one) in names.iter().enumerate() {
        let near = names[nth + 1..].iter().take(NEIGHBOURS);
        for other in near.filter(|other| one.is_like(other)) {
            pairs.insert((one.of.min(other.of), one.of.max(other.of)));
        }
    }
    let weight = |id| project.speaker_uses(id).sum();
    let place = |id| project.speaker_place(id);
    let less_named_first = |(one, other)| {
        let keeps_one = (weight(one), std::cmp::Reverse(place(one)))
            > (weight(other), std::cmp::Reverse(place(other)));
        if keeps_one {
            (other, one)
        } else {
            (one, other)
        }
    };
    pairs.into_iter().map(less_named_first).collect()
}

/// Whether two different names may be spellings of one, compared word by word as in [`alike_speakers`].
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    one != other && are_near_words(&one, &other)
}

/// Number of names that each is compared with.
const NEIGHBOURS: usize = 30;

/// A name or alias prepared for comparison.
struct ComparedName {
    of: SpeakerId,
    words: Vec<String>,
    /// Whether it is only the last word of a longer name.
    is_part: bool,
}

fn names_of(speaker: &Speaker) -> Vec<ComparedName> {
    let mut names = Vec::new();
    for spelling in speaker.spellings() {
        let of = speaker.id;
        let words = words(spelling);
        if let [_, .., last] = words.as_slice() {
            names.push(ComparedName {
                of,
                words: vec![last.clone()],
                is_part: true,
            });
        }
        if !words.is_empty() {
            names.push(ComparedName {
                of,
                words,
                is_part: false,
            });
        }
    }
    names
}

fn words(name: &str) -> Vec<String> {
    // Composed, so that й is one letter.
    let folded: String = folded(name).nfc().collect();
    let words = folded.split(|sign: char| !(sign.is_alphanumeric() || is_combining_mark(sign)));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl ComparedName {
    fn is_like(&self, other: &Self) -> bool {
        // Sharing a family name is no sign of being the same.
        let compares = self.of != other.of && !(self.is_part && other.is_part);
        let long_enough = !(self.is_part || other.is_part) || letters(&self.words[0]) >= SHORTEST;
        compares && long_enough && are_near_words(&self.words, &other.words)
    }
}

fn are_near_words(one: &[String], other: &[String]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| are_near(one, other))
}

/// Shortest word, in letters, that may differ by one.
const SHORTEST: usize = 5;

fn are_near(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let has_number = |word: &str| word.chars().any(char::is_numeric);
    let most = match letters(one).min(letters(other)) {
        0..SHORTEST => 0,
        SHORTEST..9 => 1,
        _ => 2,
    };
    most > 0
        && !has_number(one)
        && !has_number(other)
        && letters(one).abs_diff(letters(other)) <= most
        && strsim::osa_distance(one, other) <= most
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Edit, SpeakerEdit};

    /// The pairs found among `names`, with "/" before each alias.
    fn pairs(names: &[&str]) -> Vec<(String, String)> {
        let mut project = Project::default();
        for (at, names) in names.iter().enumerate() {
            let mut names = names.split('/').map(str::to_owned);
            let name = names.next().unwrap_or_default();
            let speaker = Speaker {
                aliases: names.collect(),
                ..Speaker::new(SpeakerId::new(at as u64 + 1), name)
            };
            let speaker = Box::new(speaker);
            let added = project.apply(Edit::Speaker(SpeakerEdit::Add { at, speaker }));
            assert!(added.is_ok());
        }
        let name = |id| {
            let speaker = project.speaker(id);
            speaker.map_or_else(String::new, |speaker| speaker.name.clone())
        };
        let pairs = alike_speakers(&project).into_iter();
        pairs.map(|(one, other)| (name(one), name(other))).collect()
    }

    fn check(one: &str, other: &str, alike: bool) {
        let found = !pairs(&[one, other]).is_empty();
        assert_eq!(found, alike, "{one} and {other}");
    }

    #[test]
    fn names_that_differ_by_a_letter_or_two_are_alike() {
        check("Gladkov", "Gladkow", true);
        check("Gladkov", "Galdkov", true);
        check("Gladkov", "GLÁDKOV", true);
        check("Vyacheslav Gladkov", "Gladkow", true);
        check("Ministry of Defence", "ministry of defense", true);
        check("Al-Jazeera", "Al Jazeera", true);
        check("Хинштейн", "Хинштеин", true);
        check("AFP", "afp", true);
        check("The governor/Gladkow", "Gladkov", true);
    }

    #[test]
    fn other_words_and_other_numbers_are_not_alike() {
        check("AFP", "AP", false);
        check("Witness 1", "Witness 2", false);
        check("Brigade 12345", "Brigade 12346", false);
        check("Northern Command", "Southern Command", false);
        check("Ministry of Defence", "Ministry of Finance", false);
        check("John Smith", "Jane Smith", false);
        check("Gladkov", "Vyacheslav", false);
        check("Lee", "Ang Lee", false);
        check("", "...", false);
    }

    #[test]
    fn each_pair_is_listed_once_and_the_earlier_speaker_is_kept() {
        let found = pairs(&["Gladkov/Gladkof", "Gladkow/Gladkoff", "Fire brigade"]);
        assert_eq!(found, [("Gladkow".to_owned(), "Gladkov".to_owned())]);
    }
}
