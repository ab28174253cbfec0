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

/// Additions to a name, which are not part of it if they begin with a small letter.
const SMALL_TITLES: &str = "jun jr junior sen sr senior fils père";

/// Particles between names, which belong to the next word.
const PARTICLES: &str = "de del della di da dal dos das do du des la le les van von vom zu zum zur der den ten ter of und y e i \
    bin ibn bint ben bat al el ul umm abd af av т оглы кызы фон ван дер ден فون فان بن ابن بنت ال ابو ام";

/// More particles, which begin with a small letter: with a capital they are names or words.
const SMALL_PARTICLES: &str = "a o z ze ž zu zo na in op aan te tot uit 't van't van’t in't het thoe av till til på d l dela degli \
    dei dello delle della dalla dall d' l' di do du es i ap ab mac mc ní nic uí ó ua ni nighean oğlu oglu kızı qızı qizi zade zadeh \
    ash as ar ad an at az ut ud us ur аль эль аш ас ар ад ан ат аз улы уулу углы";

/// Words before a name that somebody had before a marriage.
const BORN: &str = "née nee né geb geborene geborener born roz rozená domu урожд урожденная урождённая девичестве \
    уродж уроджена rođena rojena született";

/// First halves of Arabic names of two words.
const ARABIC_FIRST: &str = "عبد ابو ابي ابا ام ابن abd abdul abdel abdal abu abou";

/// The Arabic article before a name, as other alphabets write it. Before some letters, its consonant is theirs.
const ARTICLES: &str = "al el ul ash as ar ad an at az аль эль ель ал ель аш ас ар ад ан ат аз";

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
                || matches!(character, '·' | '・' | '•' | '‧' | ',' | '،' | '、' | '_')
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
        // "Văn" is no "van", nor is "Van" in Nguyen Van An.
        let is_family_first = words.first().is_some_and(|word| is_family_name(word));
        let is_part = |word: &String| {
            let bare = bare(word);
            let is_letter = bare.chars().count() == 1;
            let is_small = is_small_word(word);
            let is_particle = is_small_particle(word)
                || (is_among(PARTICLES, &bare) && (is_small || !(is_letter || is_family_first)));
            let is_title = is_among(TITLES, &bare) || (is_small && is_among(SMALL_TITLES, &bare));
            !bare.is_empty() && !is_title && !is_particle
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
    let is_small = |word: &&String| is_small_word(word);
    let is_description = parts.iter().any(is_small) && !parts.iter().all(is_small);
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
    word.chars().count() > 1 && (is_among(PARTICLES, &bare(word)) || is_small_particle(word))
}

/// Whether a word has small letters only; "al-Harbi" and "d'Arcy" have not.
fn is_small_word(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// Whether a small word is one that comes between names, or a single letter: "Jan z Rokycany".
fn is_small_particle(word: &str) -> bool {
    let bare = word
        .trim_end_matches('.')
        .trim_start_matches(['\'', '\u{2019}']);
    is_small_word(bare)
        && (bare.chars().count() == 1 || SMALL_PARTICLES.split_whitespace().any(|it| it == bare))
}

/// Whether a word is the Arabic article in another alphabet.
pub(super) fn is_article(word: &str) -> bool {
    is_among(ARTICLES, &folded(word))
}

/// The article before an Arabic name and the name, if the word has both: "al-Harbi", "Alqahtani", "الحربي".
pub(super) fn article_and_name(word: &str) -> Option<(&str, &str)> {
    const MIN_JOINED: usize = 5;
    const MIN_NAME: usize = 3;
    let count = |name: &str| name.chars().count();
    if let Some(name) = word.strip_prefix("ال") {
        return (count(name) >= MIN_NAME).then_some(("ال", name));
    }
    if let Some((article, name)) = word.split_once(['-', '\u{2010}', '\u{2011}']) {
        let is_article = is_article(article) && count(name) >= MIN_NAME;
        return is_article.then_some((article, name));
    }
    // "Alvarez" and "Ellis" begin with other letters.
    let joined = ["Al", "El", "al", "el", "AL", "EL", "Аль", "Эль"];
    let article = joined.into_iter().find(|it| word.starts_with(it))?;
    let name = &word[article.len()..];
    let first = name.chars().next()?;
    let is_capital = first.is_uppercase() && article.ends_with(char::is_lowercase);
    let least = if is_capital { MIN_NAME } else { MIN_JOINED };
    let is_vowel = "aeiouyl".contains(first.to_ascii_lowercase());
    (count(name) >= least && (is_capital || !is_vowel)).then_some((article, name))
}

/// The names in a spelling with additions: "Anna Lindqvist" and "Anna Halvorsen" in "Anna Lindqvist née Halvorsen",
/// "Anna Lindqvist" in "Anna Lindqvist, nurse", and "Petrov" in "Dr Petrov". The spelling itself comes first.
pub(super) fn names_within(spelling: &str) -> Vec<String> {
    let mut all = vec![spelling.to_owned()];
    let sides = |word: &str| {
        let signs: &[char] = &['(', ')', ',', ';'];
        word.trim_matches(signs).to_owned()
    };
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let is_born = |word: &&str| is_small_word(&sides(word)) && is_among(BORN, &bare(word));
    let first_born = words.iter().position(is_born).filter(|at| *at > 1);
    if let Some(at) = first_born {
        let words: Vec<String> = words.iter().map(|word| sides(word)).collect();
        let maiden = words[at..]
            .iter()
            .rev()
            .take_while(|word| !is_small_word(word));
        let maiden: Vec<&str> = maiden.map(String::as_str).collect();
        let last = words[..at].iter().rposition(|word| !is_small_word(word));
        all.push(words[..=last.unwrap_or(0)].join(" "));
        if !maiden.is_empty() {
            let maiden: Vec<&str> = maiden.into_iter().rev().collect();
            all.push(format!("{} {}", words[0], maiden.join(" ")));
        }
    } else if let Some((name, addition)) = spelling.split_once([',', '(', ';']) {
        let addition = addition.split_whitespace().next().unwrap_or_default();
        let name = name.trim();
        let is_name = name.contains(' ') && name.starts_with(char::is_uppercase);
        if is_name && is_small_word(addition) && !is_particle(addition) {
            all.push(name.to_owned());
        }
    }
    let alone = all.iter().filter_map(|name| {
        let NameParts { words, is_part } = NameParts::new(name);
        let mut parts = words.iter().zip(&is_part).filter(|(_, is_part)| **is_part);
        let (part, _) = parts.next()?;
        let is_alone = words.len() > 1 && parts.next().is_none() && part.chars().count() > 2;
        is_alone.then(|| part.clone())
    });
    let alone: Vec<String> = alone.collect();
    all.extend(alone);
    all
}

/// Whether a spelling of several words has no surname that is searched for alone.
pub(super) fn is_description(spelling: &str) -> bool {
    names_within(spelling).iter().all(|name| {
        let NameParts { words, is_part } = NameParts::new(name);
        let parts = words.iter().zip(&is_part).filter(|(_, is_part)| **is_part);
        let parts: Vec<&String> = parts.map(|(word, _)| word).collect();
        parts.len() > 1 && surname_index(name, &parts).is_none()
    })
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
    fn additions_to_a_name_are_no_part_of_it() {
        for (spelling, names) in [
            ("Anna Lindqvist, nurse", ["Anna Lindqvist"].as_slice()),
            ("Anna Lindqvist (nurse)", &["Anna Lindqvist"]),
            (
                "Anna Lindqvist née Halvorsen",
                &["Anna Lindqvist", "Anna Halvorsen"],
            ),
            (
                "Anna Lindqvist (geb. von Halvorsen)",
                &["Anna Lindqvist", "Anna Halvorsen"],
            ),
            ("Dr. Petrov", &["Petrov"]),
            ("Petrov, Ivan", &[]),
            ("Beethoven, van", &["Beethoven"]),
            ("The nurse, mother of two", &["The nurse"]),
        ] {
            assert_eq!(names_within(spelling)[1..], *names, "{spelling}");
        }
    }

    #[test]
    fn an_arabic_article_is_told_from_the_name() {
        for (word, found) in [
            ("al-Harbi", Some(("al", "Harbi"))),
            ("ash-Sharaa", Some(("ash", "Sharaa"))),
            ("Alqahtani", Some(("Al", "qahtani"))),
            ("AlHarbi", Some(("Al", "Harbi"))),
            ("الحربي", Some(("ال", "حربي"))),
            ("Ellis", None),
            ("Alonso", None),
            ("Albert", None),
            ("Jean-Pierre", None),
        ] {
            assert_eq!(article_and_name(word), found, "{word}");
        }
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
        check("Ahmed al-Harbi", &["Ahmed", "al-Harbi"], Some("al-Harbi"));
        check("Jean d’Arcy", &["Jean", "d’Arcy"], Some("d’Arcy"));
        check("Jan z Rokycany", &["Jan", "Rokycany"], Some("Rokycany"));
        check(
            "Peter in 't Veldman",
            &["Peter", "Veldman"],
            Some("Veldman"),
        );
        check(
            "Karl v. Steinfeld",
            &["Karl", "Steinfeld"],
            Some("Steinfeld"),
        );
        check("Nguyen Van An", &["Nguyen", "Van", "An"], Some("An"));
        check(
            "Max Mustermann jun.",
            &["Max", "Mustermann"],
            Some("Mustermann"),
        );
    }
}
