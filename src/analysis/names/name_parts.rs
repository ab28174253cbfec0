//! The words of a person's name: which are parts of the name, and which is the surname.

use super::given_names::is_given_name;
use crate::text::folded;

/// The words of a name as it is recorded.
pub(super) struct NameParts {
    pub words: Vec<String>,
    /// For each word, whether it is a part of the name; titles, initials and particles are not.
    pub is_part: Vec<bool>,
}

/// Titles and other words that are not part of a name.
const TITLES: &str = "mr mrs ms miss mx dr prof professor sir dame lord lady rev fr herr frau mme mlle m monsieur madame sig \
    signor signora sr sra senor senora don dona jr ii iii iv phd md г-н г-жа д-р проф пан пані";

/// Particles between names, which belong to the next word.
const PARTICLES: &str = "de del della di da dal dos das do du des la le les van von vom zu zum zur der den ten ter of und y e i \
    bin ibn bint ben bat al el ul abu umm abd af av т оглы кызы фон ван дер ден فون فان بن ابن بنت ال ابو ام";

/// First halves of Arabic names of two words.
const ARABIC_FIRST: &str = "عبد ابو ابي ابا ام ابن abd abdul abdel abdal";

/// Second halves of Arabic names of two words.
const ARABIC_SECOND: &str = "الله الدين";

/// The word of a kunya, "father of", in each case.
pub(super) const KUNYA: [&str; 6] = ["أبو", "أبي", "أبا", "ابو", "ابي", "ابا"];

/// Family names of East Asia that come first in a name.
const FIRST_FAMILY_NAMES: &str = "nguyen tran le pham hoang huynh phan vu vo dang bui duong kim lee park pak choi choe jung jeong chung \
    kang cho yoon yun jang lim shin chang wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo \
    tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato";

/// Endings of patronymics, which come between given name and surname, or last if the surname is first.
pub(super) const PATRONYMICS: &str = "ович евич ьич овна евна ична инична йович ївна івна ovich evich ovych evych ovna evna ivna yivna ичи";

impl NameParts {
    pub fn new(spelling: &str) -> Self {
        // A middle dot divides transliterated names.
        let separators = |character: char| {
            character.is_whitespace()
                || matches!(character, '·' | '・' | '•' | '‧' | ',' | '،' | '、')
        };
        let mut words: Vec<String> = Vec::new();
        let mut is_after_first_half = false;
        for word in spelling.split(separators).filter(|word| !word.is_empty()) {
            let is_second_half = is_among(ARABIC_SECOND, &bare(word));
            match words.last_mut() {
                Some(first) if is_after_first_half || is_second_half => first.push_str(word),
                _ => words.push(word.to_owned()),
            }
            is_after_first_half = is_among(ARABIC_FIRST, &bare(word));
        }
        let is_part = |word: &String| {
            let bare = bare(word);
            let is_initial = bare.chars().count() == 1 && !word.starts_with(char::is_lowercase);
            !bare.is_empty()
                && !is_among(TITLES, &bare)
                && (is_initial || !is_among(PARTICLES, &bare))
        };
        let mut is_part: Vec<bool> = words.iter().map(is_part).collect();
        if !is_part.contains(&true) {
            is_part = vec![true; words.len()];
        }
        Self { words, is_part }
    }
}

/// The given names, middle names and patronymics in a person's name. The search for protected names looks for them alone only if
/// they are recorded as spellings.
pub fn given_names(name: &str) -> Vec<String> {
    let NameParts { words, is_part } = NameParts::new(name);
    let parts = words.iter().zip(&is_part).filter(|(_, is_part)| **is_part);
    let parts: Vec<&String> = parts.map(|(word, _)| word).collect();
    let surname = if parts.len() > 1 {
        surname_index(name, &parts)
    } else {
        None
    };
    let Some(surname) = surname else {
        return Vec::new();
    };
    let given = parts.iter().enumerate().filter(|(nth, _)| *nth != surname);
    given.map(|(_, part)| (*part).clone()).collect()
}

/// Index of the surname among the parts of a name; `None` for a description such as "Ministry of defence, press
/// office".
pub(super) fn surname_index(spelling: &str, parts: &[&String]) -> Option<usize> {
    let last = parts.len().checked_sub(1)?;
    let begins_small = |word: &&String| word.chars().next().is_some_and(char::is_lowercase);
    let is_description = parts.iter().any(begins_small) && !parts.iter().all(begins_small);
    if is_description {
        return None;
    }
    let comma = spelling.split([',', '،', '、']).next()?;
    let is_surname_first = comma.len() < spelling.len()
        || parts[0].starts_with(|it: char| matches!(it, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')) && !spelling.contains(['·', '・', '•'])
        || (last == 2 && is_patronymic(parts[last]));
    let is_given_last = last > 0 && is_given_name(parts[last]) && !is_given_name(parts[0]);
    Some(if is_surname_first || is_given_last {
        0
    } else {
        last
    })
}

/// Whether a word at the start of a name may be the family name.
pub(super) fn is_family_name(word: &str) -> bool {
    is_among(FIRST_FAMILY_NAMES, &bare(word))
}

/// Whether a joined Arabic word is "father of" somebody.
pub(super) fn is_kunya(word: &str) -> bool {
    KUNYA
        .iter()
        .any(|it| word.len() > it.len() && word.starts_with(it))
}

pub(super) fn is_particle(word: &str) -> bool {
    is_among(PARTICLES, &bare(word)) && word.chars().count() > 1
}

/// Whether a word ends like a patronymic.
pub(super) fn is_patronymic(word: &str) -> bool {
    let word = folded(word);
    let mut endings = PATRONYMICS.split(' ');
    endings.any(|ending| word.ends_with(&folded(ending)))
}

fn bare(word: &str) -> String {
    folded(word.trim_matches(|character: char| !character.is_alphanumeric()))
}

fn is_among(words: &str, word: &str) -> bool {
    words
        .split_whitespace()
        .any(|listed| folded(listed) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spelling: &str, parts: &[&str], surname: Option<&str>) {
        let NameParts { words, is_part } = NameParts::new(spelling);
        let counted: Vec<&String> = words
            .iter()
            .zip(&is_part)
            .filter(|(_, is)| **is)
            .map(|(it, _)| it)
            .collect();
        assert_eq!(counted, parts, "{spelling}");
        let index = surname_index(spelling, &counted);
        assert_eq!(index.map(|at| counted[at].as_str()), surname, "{spelling}");
    }

    #[test]
    fn given_names_are_all_but_the_surname() {
        assert_eq!(
            given_names("Ivan Sergeyevich Petrov"),
            ["Ivan", "Sergeyevich"]
        );
        assert_eq!(given_names("Petrov"), [] as [&str; 0]);
        assert_eq!(given_names("The nurse"), [] as [&str; 0]);
    }

    #[test]
    fn the_surname_is_found_by_the_order_of_the_language() {
        check("Ivan Petrov", &["Ivan", "Petrov"], Some("Petrov"));
        check("Petrov, Ivan", &["Petrov", "Ivan"], Some("Petrov"));
        check(
            "Петров Иван Сергеевич",
            &["Петров", "Иван", "Сергеевич"],
            Some("Петров"),
        );
        check(
            "Иван Сергеевич Петров",
            &["Иван", "Сергеевич", "Петров"],
            Some("Петров"),
        );
        check("Dr. Ludwig van Beeth", &["Ludwig", "Beeth"], Some("Beeth"));
        check("田中 太郎", &["田中", "太郎"], Some("田中"));
        check("迈克尔·乔丹", &["迈克尔", "乔丹"], Some("乔丹"));
        check("عبد الله الحسن", &["عبدالله", "الحسن"], Some("الحسن"));
        check("ivan petrov", &["ivan", "petrov"], Some("petrov"));
        check("The nurse", &["The", "nurse"], None);
        check("Von", &["Von"], Some("Von"));
    }
}
