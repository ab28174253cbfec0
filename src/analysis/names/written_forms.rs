//! The ways in which a recorded name is also written: umlauts spelled out, particles joined, half of a double
//! surname, other articles.

use super::{
    given_names::is_given_name,
    name_matches::Certainty,
    name_parts::{
        KUNYA, NameParts, article_and_name, is_family_name, is_particle, is_patronymic,
        names_within, surname_index,
    },
};

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Minimum number of letters of a contracted word.
const MIN_DRAWN: usize = 4;

/// Minimum number of letters of half a surname.
const MIN_HALF: usize = 3;

/// A recorded name as it may be written.
#[derive(Clone, Debug)]
pub(super) struct WrittenForm {
    pub text: String,
    /// How certain the surname alone is; `None` if it is not searched for alone.
    pub surname: Option<Certainty>,
}

/// The name as recorded, and its other forms.
pub(super) fn written_forms(spelling: &str) -> Vec<WrittenForm> {
    let surely = |text: String| WrittenForm {
        text,
        surname: Some(Certainty::Surely),
    };
    let possibly = |text: String| WrittenForm {
        text,
        surname: Some(Certainty::Possibly),
    };
    let joined = particles_joined(spelling);
    let with_articles: Vec<WrittenForm> = [Some(spelling), joined.as_deref()]
        .into_iter()
        .flatten()
        .flat_map(other_articles)
        .collect();
    let others = [
        Some(spelling.to_owned()),
        spelled_out(spelling),
        drawn_together(spelling),
        joined,
    ];
    let forms = others.into_iter().flatten().chain(kunyas(spelling));
    let parts_of_surname = halves(spelling)
        .into_iter()
        .chain(first_surname(spelling))
        .map(possibly);
    forms
        .map(surely)
        .chain(parts_of_surname)
        .chain(with_articles)
        .collect()
}

/// The names in a spelling, and each without its article in Latin letters or Cyrillic: "Mohammed Qahtani" for "Mohammed
/// Alqahtani".
pub(super) fn spoken_forms(spelling: &str) -> Vec<String> {
    let mut forms = names_within(spelling);
    let bare = forms.iter().flat_map(|name| {
        let words = name.split_whitespace();
        let named = words.filter_map(|word| Some((word, article_and_name(word)?)));
        let foreign = named.filter(|(_, (article, _))| *article != "ال");
        foreign.map(|(word, (_, bare))| name.replace(word, &capitalised(bare)))
    });
    let bare: Vec<String> = bare.collect();
    forms.extend(bare);
    forms
}

/// The name with each other article before the surname, and without one: "Ahmed elHarbi" and "Ahmed Harbi" for "Ahmed
/// al-Harbi".
fn other_articles(spelling: &str) -> Vec<WrittenForm> {
    /// Letters before which the article ends with them.
    const DOUBLED: &str = "dnrstzднрст";
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let with = |nth: usize, word: &str| {
        let mut words = words.clone();
        words[nth] = word;
        words.join(" ")
    };
    let named = words.iter().enumerate().filter_map(|(nth, word)| {
        let (article, name) = article_and_name(word)?;
        Some((nth, article, name))
    });
    let mut forms = Vec::new();
    for (nth, article, name) in named {
        if article == "ال" {
            let bare = WrittenForm {
                text: with(nth, name),
                surname: None,
            };
            let for_name = WrittenForm {
                text: with(nth, &["لل", name].concat()),
                surname: Some(Certainty::Possibly),
            };
            forms.extend([bare, for_name]);
            continue;
        }
        let lower = name.to_lowercase();
        let own = lower.chars().next().filter(|it| DOUBLED.contains(*it));
        let is_latin = article.is_ascii();
        let doubled = match own {
            _ if lower.starts_with("sh") => Some("ash".to_owned()),
            _ if lower.starts_with('ш') => Some("аш".to_owned()),
            Some(own) if is_latin => Some(format!("a{own}")),
            Some(own) => Some(format!("а{own}")),
            None => None,
        };
        let usual = if is_latin {
            ["al", "el"]
        } else {
            ["аль", "эль"]
        };
        let articles = usual.map(str::to_owned).into_iter().chain(doubled);
        forms.extend(articles.map(|article| WrittenForm {
            text: with(nth, &format!("{article}-{}", capitalised(name))),
            surname: Some(Certainty::Surely),
        }));
        forms.push(WrittenForm {
            text: with(nth, &capitalised(name)),
            surname: Some(Certainty::Possibly),
        });
    }
    forms
}

/// "José García" for "José García Márquez".
fn first_surname(spelling: &str) -> Option<String> {
    let NameParts { words, is_part } = NameParts::new(spelling);
    let parts = words.iter().zip(&is_part).filter(|(_, is_part)| **is_part);
    let parts: Vec<&String> = parts.map(|(word, _)| word).collect();
    let last = parts.len().checked_sub(1)?;
    let is_surname = |word: &str| !is_given_name(word) && !is_patronymic(word);
    let has_two = last > 1
        && surname_index(spelling, &parts) == Some(last)
        && !is_family_name(parts[0])
        && is_surname(parts[last - 1]);
    has_two.then(|| format!("{} {}", parts[0], parts[last - 1]))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// "Charles Delavigne" for "Charles de Lavigne".
fn particles_joined(spelling: &str) -> Option<String> {
    // "Văn" in Nguyễn Văn An is no particle.
    if spelling
        .split_whitespace()
        .next()
        .is_some_and(is_family_name)
    {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut is_joined = false;
    for word in spelling.split_whitespace().rev() {
        match words.last_mut() {
            Some(next) if is_particle(word) => {
                *next = format!("{word}{next}");
                is_joined = true;
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.reverse();
    // A small letter would make it a description.
    let capitalised: Vec<String> = words.iter().map(|word| capitalised(word)).collect();
    (is_joined && words.len() > 1).then(|| capitalised.join(" "))
}

/// "William Carter" and "William Hughes" for "William Carter-Hughes".
fn halves(spelling: &str) -> Vec<String> {
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let halves_of = |word: &str| {
        let halves = word.split(['-', '\u{2010}', '\u{2011}']);
        let halves: Vec<String> = halves.map(str::to_owned).collect();
        let is_double = words.len() > 1
            && halves.len() > 1
            && halves.iter().all(|it| it.chars().count() >= MIN_HALF)
            && article_and_name(word).is_none();
        if is_double { halves } else { Vec::new() }
    };
    let with_half = words.iter().enumerate().flat_map(|(nth, word)| {
        let words = &words;
        halves_of(word).into_iter().map(move |half| {
            let mut words: Vec<&str> = words.clone();
            words[nth] = &half;
            words.join(" ")
        })
    });
    with_half.collect()
}

/// The other cases of "أبو بكر": "أبي بكر" and "أبا بكر".
fn kunyas(spelling: &str) -> Vec<String> {
    let is_kunya = |word: &str| KUNYA.contains(&word);
    if !spelling.split_whitespace().any(is_kunya) {
        return Vec::new();
    }
    let with = |case: &str| {
        let words = spelling.split_whitespace();
        let words: Vec<&str> = words
            .map(|it| if is_kunya(it) { case } else { it })
            .collect();
        words.join(" ")
    };
    KUNYA
        .into_iter()
        .map(with)
        .filter(|it| it != spelling)
        .collect()
}

/// The spelling with digraphs contracted, if it has any: "Joerg Krueger" becomes "Jorg Kruger", which also finds "Jörg
/// Krüger". Keeps short words: "Joe" would be found in every "job".
fn drawn_together(spelling: &str) -> Option<String> {
    let spelling: String = spelling.nfc().collect();
    let words = spelling.split_inclusive(char::is_whitespace);
    let drawn: String = words.map(drawn_word).collect();
    (drawn != spelling).then_some(drawn)
}

fn drawn_word(word: &str) -> Cow<'_, str> {
    let mut drawn = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        drawn.push(letter);
        let seconds = match letter.to_ascii_lowercase() {
            'a' => ['a', 'e'].as_slice(),
            'o' | 'u' => &['e'],
            _ => continue,
        };
        letters.next_if(|next| seconds.contains(&next.to_ascii_lowercase()));
    }
    if drawn.trim().chars().count() < MIN_DRAWN {
        word.into()
    } else {
        drawn.into()
    }
}

/// The spelling with umlauts and the like written out, if it has any: "Krueger".
fn spelled_out(spelling: &str) -> Option<String> {
    let mut spelled = String::with_capacity(spelling.len() + 4);
    let mut is_other = false;
    for letter in spelling.nfc() {
        let out = match letter {
            'ä' | 'æ' => "ae",
            'Ä' | 'Æ' => "Ae",
            'ö' | 'ø' => "oe",
            'Ö' | 'Ø' => "Oe",
            'ü' => "ue",
            'Ü' => "Ue",
            'å' => "aa",
            'Å' => "Aa",
            other => {
                spelled.push(other);
                continue;
            }
        };
        spelled += out;
        is_other = true;
    }
    is_other.then_some(spelled)
}
