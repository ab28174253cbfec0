//! Guesses a title for an article from its text.

use crate::{
    project::{ParagraphKind, Structure},
    text::{ends_like_sentence, introduces_list, is_unspaced},
};

use std::collections::BTreeSet;

/// Maximum length of a title, in characters.
const MAX_TITLE_CHARACTERS: usize = 120;

/// Number of lines examined.
const EXAMINED_LINES: usize = 60;

/// Maximum number of words of a menu entry.
const MAX_MENU_ENTRY_WORDS: usize = 4;

/// Maximum number of words of a section name.
const MAX_SECTION_WORDS: usize = 2;

/// Minimum number of consecutive short lines that make a menu. A headline with its byline and date has fewer.
const MIN_MENU_LINES: usize = 4;

/// Minimum number of words of a sentence of the article.
const MIN_SENTENCE_WORDS: usize = 8;

/// Starts of menu entries, and of links that skip them. A short line with one of them is never a title.
const MENU_WORDS: [&str; 24] = [
    "skip to",
    "jump to",
    "go to content",
    "accessibility",
    "menu",
    "main menu",
    "navigation",
    "toggle navigation",
    "search",
    "sign in",
    "sign up",
    "log in",
    "subscribe",
    "register",
    "advertisement",
    "cookie",
    "related",
    "read more",
    "more from",
    "see also",
    "zum inhalt",
    "aller au contenu",
    "saltar al contenido",
    "перейти к",
];

/// Guesses the title, which the analyst can edit: the Markdown heading near the top, if there is one; otherwise the
/// first line, unless that belongs to a menu. Below a menu, it is the first line that looks like a headline (empty
/// lines around it, more than two words, no full stop, above the article), or else the first line that does not belong to
/// the menu. Cut at a word after 120 characters.
///
/// A menu is: lines that begin with menu words ("Skip to content", "Menu", "Search") and short lines below them, four
/// consecutive short lines, or a line of at most two words right above a headline.
pub(crate) fn guess(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take(EXAMINED_LINES).map(str::trim).collect();
    let first = text.lines().map(str::trim).find(|line| has_words(line));
    let title = lines.iter().copied().find_map(heading).or_else(|| {
        if begins_with_menu(&lines) {
            headline(&lines).or_else(|| below_menu(&lines))
        } else {
            None
        }
    });
    shortened(title.or(first).unwrap_or_default())
}

/// Guesses the title from the paragraphs that are not hidden: the heading near the top, if there is one; otherwise as
/// [`guess`] does.
pub(crate) fn guess_visible(
    text: &str,
    clutter: &BTreeSet<usize>,
    structure: &Structure,
) -> String {
    let lines = text.split('\n').enumerate();
    let visible = || lines.clone().filter(|(at, _)| !clutter.contains(at));
    let heading = visible().take(EXAMINED_LINES).find(|(at, line)| {
        structure.kind(*at) == Some(ParagraphKind::Heading)
            && has_words(line)
            && !is_menu_entry(line.trim())
    });
    match heading {
        Some((_, line)) => shortened(line.trim()),
        None if clutter.is_empty() => guess(text),
        None => guess(
            &visible()
                .map(|(_, line)| line)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    }
}

/// The text of a Markdown heading of level 1 or 2.
fn heading(line: &str) -> Option<&str> {
    let title = line.strip_prefix("# ").or(line.strip_prefix("## "))?;
    let title = title.trim_end_matches('#').trim();
    (has_words(title) && !is_menu_entry(title)).then_some(title)
}

fn begins_with_menu(lines: &[&str]) -> bool {
    let Some(first) = lines.iter().position(|line| has_words(line)) else {
        return false;
    };
    let lines = &lines[first..];
    let is_section = word_count(lines[0]) <= MAX_SECTION_WORDS && lines.get(1) == Some(&"") && {
        let next = lines.iter().skip(1).position(|line| has_words(line));
        next.is_some_and(|next| is_headline(lines, next + 1))
    };
    is_menu_entry(lines[0]) || is_section || short_lines(lines) >= MIN_MENU_LINES
}

fn short_lines(lines: &[&str]) -> usize {
    lines.iter().take_while(|line| is_short(line)).count()
}

fn headline<'a>(lines: &[&'a str]) -> Option<&'a str> {
    (0..article(lines))
        .find(|at| is_headline(lines, *at))
        .map(|at| lines[at])
}

/// Index of the first line of the article: the first of two sentences in a row.
fn article(lines: &[&str]) -> usize {
    let filled = || (0..lines.len()).filter(|at| has_words(lines[*at]));
    let mut pairs = filled().zip(filled().skip(1));
    let first = pairs.find(|(at, next)| is_sentence(lines[*at]) && is_sentence(lines[*next]));
    first.map_or(lines.len(), |(at, _)| at)
}

fn is_sentence(line: &str) -> bool {
    let dense = line.chars().filter(|c| is_unspaced(*c)).count();
    word_count(line).max(dense / 2) >= MIN_SENTENCE_WORDS && ends_like_sentence(line)
}

fn is_headline(lines: &[&str], at: usize) -> bool {
    let is_blank = |line: Option<&&str>| line.is_none_or(|line| line.is_empty());
    let around =
        is_blank(at.checked_sub(1).and_then(|at| lines.get(at))) && is_blank(lines.get(at + 1));
    let line = lines[at];
    around
        && word_count(line) > MAX_SECTION_WORDS
        && !line.ends_with(['.', '。', '।', '۔'])
        && !introduces_list(line)
        && !is_menu_entry(line)
}

/// The first line that is neither a menu entry nor a short line at the start or after a menu entry.
fn below_menu<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let mut in_menu = true;
    for line in lines.iter().copied().filter(|line| has_words(line)) {
        in_menu = is_menu_entry(line) || (in_menu && is_short(line));
        if !in_menu {
            return Some(line);
        }
    }
    None
}

fn has_words(line: &str) -> bool {
    line.chars().any(char::is_alphanumeric)
}

fn word_count(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Whether a line is short. Scripts without spaces are measured by length.
fn is_short(line: &str) -> bool {
    has_words(line)
        && word_count(line) <= MAX_MENU_ENTRY_WORDS
        && line.chars().count() <= 8 * MAX_MENU_ENTRY_WORDS
}

/// Whether a line is short and begins with a menu word, numbered or not. A headline may begin with "Search" too.
fn is_menu_entry(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| !c.is_alphabetic());
    word_count(text) <= MAX_MENU_ENTRY_WORDS + 1
        && MENU_WORDS.iter().any(|known| begins_with(text, known))
}

/// Whether `line` begins with the whole words of `known`, ignoring case.
fn begins_with(line: &str, known: &str) -> bool {
    let mut letters = line.chars().flat_map(char::to_lowercase);
    known.chars().all(|letter| letters.next() == Some(letter))
        && !letters.next().is_some_and(char::is_alphanumeric)
}

fn shortened(line: &str) -> String {
    let Some((cut, _)) = line.char_indices().nth(MAX_TITLE_CHARACTERS) else {
        return line.to_owned();
    };
    let at_word = line[..cut].rfind(' ').unwrap_or(cut);
    format!("{}\u{2026}", line[..at_word].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_plain_file_is_the_title() {
        assert_eq!(
            guess("Flood in Lorvenia\n\nTwelve hurt."),
            "Flood in Lorvenia"
        );
        assert_eq!(
            guess("\n\n  ***\n Flood in Lorvenia \ntext"),
            "Flood in Lorvenia"
        );
        assert_eq!(
            guess("Flood\nTwelve people were hurt when it came."),
            "Flood"
        );
        assert_eq!(
            guess("Barrage breaks\nBy A. Writer\n12 May 2031\n\nTwelve people."),
            "Barrage breaks"
        );
        assert_eq!(
            guess("Flood\n\nTwelve people were hurt when it came."),
            "Flood"
        );
        assert_eq!(guess("…\n"), "");
        assert_eq!(guess("فيضان"), "فيضان");
        assert_eq!(
            guess("大坝决堤，十二人受伤\n\n正文在这里。"),
            "大坝决堤，十二人受伤"
        );
    }

    #[test]
    fn menus_above_a_headline_are_skipped() {
        let page = "1. Skip to content\n2. Skip to main menu\n3. Skip to more sites\nLive TV\nLatest audioLatest videos\n\
            In focus\nLorvenia's floods\nA car drives past the broken gate of the barrage\nRegions\n\n\
            Ministry says barrage is \u{2018}under control\u{2019}\n\n39 minutes ago\n\nThe ministry opened an inquiry.";
        assert_eq!(
            guess(page),
            "Ministry says barrage is \u{2018}under control\u{2019}"
        );
        let dense =
            "Home\nWorld\nWeather\nSports\nTwelve people were hurt in the flood\nMore text.";
        assert_eq!(guess(dense), "Twelve people were hurt in the flood");
        let labelled =
            "World News\n\nIn Karveth, the barrage breaks at night\n\nTwelve people were hurt.";
        assert_eq!(guess(labelled), "In Karveth, the barrage breaks at night");
        let undivided = "Home\nWorld\nWeather\nLive\nKarveth counts its dead after the flood\nBy A. Writer\n12 May 2031\n\n\
            Twelve people were hurt.\n\nRelated: Storms over the lake\n";
        assert_eq!(guess(undivided), "Karveth counts its dead after the flood");
        assert_eq!(
            guess("Menu\n\nFlood in Lorvenia\n\nText of it."),
            "Flood in Lorvenia"
        );
        assert_eq!(
            guess(
                "Zum Inhalt springen\nStartseite\nPolitik\n\nDammbruch am Orvane fordert zwölf Verletzte"
            ),
            "Dammbruch am Orvane fordert zwölf Verletzte"
        );
    }

    #[test]
    fn a_line_within_the_article_is_no_headline() {
        let page = |headline: &str, sentence: &str, list: &str| {
            let sentences = format!("{sentence}\n\n{sentence}\n\n");
            let page = format!("Menu\nA\nB\nC\n\n{headline}\n12.05.2031\n\n{sentences}{list}\n\n");
            assert_eq!(guess(&page), headline);
        };
        let sentence = "Twelve people were hurt when the old mill burnt down.";
        let headline = "Old mill burns down in Karveth";
        page(
            headline,
            sentence,
            "These people were hurt, the mayor says:",
        );
        page(headline, sentence, "What the town says");
        page(
            "Incendie au moulin : douze blessés",
            "Douze personnes ont été blessées dans l'incendie du moulin.",
            "Les victimes sont :",
        );
        page(
            "В Карвете сгорела старая мельница",
            "Двенадцать человек пострадали, когда ночью сгорела старая мельница.",
            "Имена пострадавших назвал город:",
        );
        page(
            "حريق في مطحنة كارفيت القديمة",
            "أصيب اثنا عشر شخصا عندما احترقت المطحنة القديمة ليلا.",
            "أسماء الضحايا كما أعلنتها البلدية:",
        );
    }

    #[test]
    fn a_markdown_heading_is_preferred() {
        assert_eq!(
            guess("Home\nNews\n\n# Flood in Lorvenia #\ntext"),
            "Flood in Lorvenia"
        );
        assert_eq!(guess("# Skip to content\n## Flood\n"), "Flood");
    }

    #[test]
    fn a_headline_may_begin_with_the_words_of_a_menu() {
        let headline = "Search for survivors goes on after the flood";
        assert_eq!(guess(headline), headline);
        assert_eq!(
            guess("Menus of the flooded inns were found"),
            "Menus of the flooded inns were found"
        );
    }

    #[test]
    fn a_text_of_menus_alone_is_titled_by_its_first_line() {
        assert_eq!(guess("Menu\nSearch\nSign in"), "Menu");
        assert_eq!(guess("one\ntwo\nthree"), "one");
    }

    #[test]
    fn a_long_line_is_cut_at_a_word() {
        let title = guess(&"word ".repeat(50));
        assert_eq!(title.chars().count(), 120);
        assert!(title.ends_with("word…"));
        assert_eq!(guess(&"x".repeat(300)).chars().count(), 121);
    }
}
