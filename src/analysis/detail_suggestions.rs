//! Suggests article details found in the text: byline, dates, address and credited agencies. The analyst accepts or
//! ignores them.
//!
//! Rules, for text in any language whose words are in the tables below:
//! - a byline is a short line of names after a word such as "By" or "Автор:";
//! - a date is a run of words that parses at least to the day;
//! - an agency is in brackets in a dateline ("KYIV (AFP) -"), after a word such as "Source:", or alone on a line if it
//!   is known.

use super::PartialDate;
use crate::{
    project::{Article, ArticleText, DetailName},
    text::{PageAddress, WordList},
};

/// Suggestions for each field, likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailSuggestions {
    pub bylines: Vec<String>,
    /// In ISO 8601.
    pub dates: Vec<String>,
    /// Always empty here, since no text says when it was retrieved; the caller suggests today.
    pub retrieved: Vec<String>,
    pub urls: Vec<String>,
    /// At most one: all agencies, separated by commas.
    pub agency_credits: Vec<String>,
}

/// Number of non-blank paragraphs searched at the start and the end.
const AT_START: usize = 40;
const AT_END: usize = 15;
/// Maximum suggestions per field.
const MAX_OFFERS: usize = 3;
/// Maximum length in bytes of a line of details, and of the part searched at the start or end of a paragraph.
const LINE: usize = 160;
const EDGE: usize = 2000;
/// Maximum words in a date: "Monday, the 12th of May 2031, 2:30 pm UTC".
const DATE_WORDS: usize = 9;

/// Words before the names of a byline.
const BY: WordList =
    WordList("written by, by, von, par, por, di, door, av, af, przez, بقلم, كتب, كتبت, إعداد, מאת");
/// Labels such as "Author:" before a byline.
const AUTHOR: WordList = WordList(
    "by, byline, author, authors, reporter, text, autor, autorin, autoren, auteur, auteurs, autora, autores, \
    autore, auteur(s), автор, авторы, автори, текст, بقلم, الكاتب, 作者, 記者, 记者",
);
/// Words between the names of a byline.
const BETWEEN_NAMES: WordList = WordList(
    "and, und, et, y, e, en, og, och, i, и, і, та, &, de, da, do, dos, del, van, von, der, den, la, le, al, bin, \
    ibn, ten",
);
/// Labels such as "Source:" before a credit line.
const SOURCE: WordList = WordList(
    "source, sources, agency, agencies, credit, quelle, quellen, agentur, agenturen, fuente, fuentes, fonte, fonti, \
    bron, źródło, kilde, источник, источники, джерело, المصدر, 来源, 來源",
);
/// Starts of lines that credit agencies anywhere in the line.
const WITH_MATERIAL: WordList = WordList(
    "with material, with reporting, with files, with information, mit material, mit informationen, avec, con \
    información, con informazioni, по материалам, за матеріалами, \u{a9}",
);
/// Agencies as they sign, in lower case.
const AGENCIES: WordList = WordList(
    "afp, ap, associated press, the associated press, reuters, dpa, apa, ats, sda, efe, ansa, agi, adnkronos, \
    belga, anp, pap, čtk, ctk, tasr, mti, hina, tanjug, beta, bta, agerpres, lusa, ntb, ritzau, stt, upi, pa \
    media, press association, the canadian press, aap, xinhua, kyodo, jiji, yonhap, pti, ani, ians, bernama, \
    antara, anadolu, anadolu agency, aa, tass, тасс, риа новости, ria novosti, интерфакс, interfax, укринформ, \
    укрінформ, ukrinform, уніан, رويترز, أ ف ب",
);

impl DetailSuggestions {
    pub fn new(text: &ArticleText) -> Self {
        let mut found = Self::default();
        for line in lines(text) {
            add(&mut found.urls, url(line));
            if line.len() <= LINE {
                add(&mut found.bylines, byline(line));
            }
            add(&mut found.dates, date(beginning(line, LINE)));
        }
        found.agency_credits.extend(agency_credits(text));
        found
    }
}

/// Fills in the agencies that the visible text credits, to be checked, unless agencies are filled in already.
pub fn fill_in_agency_credits(article: &mut Article) {
    if !article.details.agency_credits.is_empty() {
        return;
    }
    let lines = article.text.as_str().split('\n').enumerate();
    let visible = lines.filter(|(at, _)| !article.clutter.contains(at));
    let visible: Vec<&str> = visible.map(|(_, line)| line).collect();
    if let Some(credits) = agency_credits(&ArticleText::new(visible.join("\n"))) {
        article.details.agency_credits = credits;
        article.details.unchecked.insert(DetailName::AgencyCredits);
    }
}

/// All agencies that a text credits, separated by commas.
fn agency_credits(text: &ArticleText) -> Option<String> {
    let at_end = text.as_str().lines().flat_map(credit_at_end);
    let mut all: Vec<String> = Vec::new();
    for agency in lines(text).flat_map(credited).chain(at_end) {
        if !all
            .iter()
            .any(|other| other.to_lowercase() == agency.to_lowercase())
        {
            all.push(agency);
        }
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// The first and last non-blank lines, truncated, without surrounding quotes and white space.
fn lines(text: &ArticleText) -> impl Iterator<Item = &str> {
    let paragraphs = text.paragraphs();
    let is_filled = |index: &usize| !text.as_str()[paragraphs.range(*index)].trim().is_empty();
    let all = || (0..paragraphs.len()).filter(is_filled);
    let start: Vec<usize> = all().take(AT_START).collect();
    let after = start.last().map_or(0, |last| last + 1);
    let mut end: Vec<usize> = all()
        .rev()
        .take(AT_END)
        .take_while(|it| *it >= after)
        .collect();
    end.reverse();
    let line = |index| beginning(&text.as_str()[paragraphs.range(index)], EDGE);
    start.into_iter().chain(end).map(line).map(|line| {
        line.trim_matches(|character: char| {
            character.is_whitespace()
                || "\"\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}*_".contains(character)
        })
    })
}

fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

fn add(offers: &mut Vec<String>, offer: Option<String>) {
    offers.extend(offer.filter(|offer| offers.len() < MAX_OFFERS && !offers.contains(offer)));
}

/// The first web address in a line.
fn url(line: &str) -> Option<String> {
    let from = line.find("https://").or_else(|| line.find("http://"))?;
    let rest = &line[from..];
    let end = rest.find(|character: char| {
        character.is_whitespace() || "<>\"\u{201c}\u{201d}\u{ab}\u{bb})]}|".contains(character)
    });
    let address =
        rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    PageAddress::of(address).is_ok().then(|| address.to_owned())
}

/// The names after a word for "by".
fn byline(line: &str) -> Option<String> {
    let line = line
        .split(['|', '\u{b7}', '\u{2022}', '\u{2014}'])
        .map(str::trim)
        .find(|part| {
            let lower = part.to_lowercase();
            after_label(part, AUTHOR).is_some() || BY.begins(&lower)
        })?;
    if let Some(rest) = after_label(line, AUTHOR) {
        return names(rest, 1);
    }
    let names_text = BY.words().find_map(|word| {
        let after = line.char_indices().nth(word.chars().count())?.0;
        let (beginning, rest) = line.split_at(after);
        (beginning.to_lowercase() == word && rest.starts_with(' ')).then_some(rest)
    })?;
    names(names_text, 2)
}

/// The rest of a line that begins with one of the labels and a colon.
fn after_label(line: &str, labels: WordList) -> Option<&str> {
    let (label, rest) = line.split_once([':', '\u{ff1a}', '\u{ff0f}'])?;
    let label = label.trim().to_lowercase();
    labels.contains(&label).then(|| rest.trim())
}

/// The names at the start of a text, up to the first part with digits. `None` for fewer than `least` words or a
/// sentence.
fn names(text: &str, least: usize) -> Option<String> {
    let parts = text
        .split(',')
        .take_while(|part| !part.contains(|character: char| character.is_numeric()));
    let text = parts.collect::<Vec<_>>().join(",");
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&&str| {
        let first = word.chars().next();
        first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
            || BETWEEN_NAMES.contains(word)
    };
    let mut count = words.iter().take_while(is_name).count();
    while count > 0 && BETWEEN_NAMES.contains(words[count - 1]) {
        count -= 1;
    }
    let named = words[..count].join(" ");
    let named = named.trim_end_matches([',', ';', '.', '\u{201c}', '\u{201d}']);
    let is_sentence = words.len() > count + 3 || words.len() > 12;
    (count >= least && !is_sentence).then(|| named.to_owned())
}

/// The longest date in a line; if several are equal, the first.
fn date(line: &str) -> Option<String> {
    let has_year = |text: &str| {
        text.as_bytes()
            .windows(4)
            .any(|four| four.iter().all(u8::is_ascii_digit))
    };
    if !has_year(line) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let runs = (1..=DATE_WORDS.min(words.len()))
        .rev()
        .flat_map(|count| words.windows(count));
    let mut dates = runs.filter_map(|run| {
        let text = run.join(" ");
        let text = text.trim_matches(|character: char| !character.is_alphanumeric());
        PartialDate::parse(text).filter(|date| has_year(text) && date.day.is_some())
    });
    dates.next().map(|date| date.to_iso())
}

/// The agencies that a line credits.
fn credited(line: &str) -> Vec<String> {
    let short = line.len() <= LINE;
    let lower = line.to_lowercase();
    if let Some(rest) = after_label(line, SOURCE).filter(|_| short) {
        return agencies(rest, |name| name.split_whitespace().count() <= 4);
    }
    if short && WITH_MATERIAL.begins(&lower) {
        let words = lower.split(|character: char| !character.is_alphanumeric() && character != ' ');
        let is_word = |agency: &&str| {
            words
                .clone()
                .any(|part| format!(" {part} ").contains(&format!(" {agency} ")))
        };
        let known = AGENCIES.words().filter(is_word);
        return known
            .filter_map(|agency| as_written(line, agency))
            .collect();
    }
    let in_dateline = bracketed(beginning(line, LINE))
        .filter(|(_, after)| after.starts_with(['-', '\u{2013}', '\u{2014}', ':']));
    if let Some((inside, _)) = in_dateline {
        return agencies(inside, |name| name.split_whitespace().count() <= 3);
    }
    known_agencies(line.rfind('(').map_or(line, |from| &line[from..]))
}

/// The agencies in brackets at the end of a short line, as in "zc/nm (AFP, dpa)". On a page, the end of the story may
/// be far from the end of the text.
fn credit_at_end(line: &str) -> Vec<String> {
    let line = line.trim_end();
    match line.rfind('(') {
        Some(from) if line.len() <= LINE && line.ends_with(')') => known_agencies(&line[from..]),
        _ => Vec::new(),
    }
}

/// The names of a credit that consists of known agencies.
fn known_agencies(credit: &str) -> Vec<String> {
    let credit = credit.trim_matches(|character: char| !character.is_alphanumeric());
    agencies(credit, |name| AGENCIES.contains(&name.to_lowercase()))
}

/// The text in the first brackets, and the text after them.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once('(')?;
    let (inside, after) = rest.split_once(')')?;
    Some((inside, after.trim_start()))
}

/// The names of a credit such as "dpa/AFP", if all of them are accepted.
fn agencies(credit: &str, is_agency: impl Fn(&str) -> bool) -> Vec<String> {
    let names = credit
        .split([',', ';', '/', '\u{60c}', '\u{3001}'])
        .map(str::trim);
    let names: Vec<String> = names
        .map(|name| name.trim_end_matches('.').to_owned())
        .collect();
    let is_name = |name: &String| {
        !name.is_empty()
            && !name.contains(|character: char| character.is_numeric())
            && !name.contains("://")
            && is_agency(name)
    };
    if names.iter().all(is_name) {
        names
    } else {
        Vec::new()
    }
}

/// The agency's name as the line spells it.
fn as_written(line: &str, agency: &str) -> Option<String> {
    let starts = line.char_indices().map(|(at, _)| at);
    let length = agency.chars().count();
    starts.into_iter().find_map(|at| {
        let end = line[at..]
            .char_indices()
            .nth(length)
            .map_or(line.len(), |(end, _)| at + end);
        let words = &line[at..end];
        (words.to_lowercase() == agency).then(|| words.to_owned())
    })
}

#[cfg(test)]
mod tests;
