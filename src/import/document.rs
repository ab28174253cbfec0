//! Parts of documents that several word processors have: paragraphs, notes, comments, rows of tables, numbers of lists.

use super::{article_builder::ArticleBuilder, symbols};
use crate::project::ParagraphKind;

use std::collections::{BTreeMap, HashMap, HashSet};

/// A paragraph as a reader sees it.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub text: String,
    pub kind: Option<ParagraphKind>,
    pub is_title: bool,
    pub is_of_contents: bool,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A comment in the margin.
#[derive(Debug, Default)]
pub(super) struct Comment {
    pub author: String,
    pub date: String,
    /// The words that it is about; may be empty.
    pub quote: String,
    pub text: String,
}

/// The words that comments are about, by the number or name of the comment.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// Of comments whose words are being read and not long yet.
    open: BTreeMap<String, String>,
    /// Of comments whose words have not ended, but are long enough.
    long: HashMap<String, String>,
    ended: HashMap<String, String>,
}

/// The length at which the words of a comment end, in bytes.
const LONGEST_QUOTE: usize = 300;

impl Quotes {
    pub fn begin(&mut self, comment: String) {
        self.open.entry(comment).or_default();
    }

    pub fn end(&mut self, comment: &str) {
        let words = self.open.remove(comment);
        let words = words.or_else(|| self.long.remove(comment));
        self.ended
            .extend(words.map(|words| (comment.to_owned(), words)));
    }

    pub fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut has_long = false;
        for words in self.open.values_mut() {
            words.push_str(text);
            has_long |= words.len() >= LONGEST_QUOTE;
        }
        if has_long {
            let open = std::mem::take(&mut self.open);
            let (long, open): (Vec<_>, Vec<_>) = open
                .into_iter()
                .partition(|(_, words)| words.len() >= LONGEST_QUOTE);
            self.long.extend(long);
            self.open = open.into_iter().collect();
        }
    }

    /// Empty if the words never ended: such a comment is about a place.
    pub fn take(&mut self, comment: &str) -> String {
        self.ended.remove(comment).unwrap_or_default()
    }
}

/// The notes in the order in which the text refers to them; a note may be within another.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(NoteKind, Vec<Line>)>);

impl Notes {
    /// The place of the next note; its number is one more.
    pub fn begin(&mut self, kind: NoteKind) -> usize {
        self.0.push((kind, Vec::new()));
        self.0.len() - 1
    }

    pub fn set_kind(&mut self, at: usize, kind: NoteKind) {
        if let Some((is, _)) = self.0.get_mut(at) {
            *is = kind;
        }
    }

    pub fn add(&mut self, at: usize, line: Line) {
        if let Some((_, lines)) = self.0.get_mut(at) {
            lines.push(line);
        }
    }

    /// Adds them to an article, with their numbers in the text, which count from 1, as locators.
    pub fn add_to(&self, article: &mut ArticleBuilder) {
        for (nth, (kind, lines)) in self.0.iter().enumerate() {
            let name = match kind {
                NoteKind::Footnote => "footnote",
                NoteKind::Endnote => "endnote",
            };
            article.locator(format!("{name} {}", nth + 1));
            add(article, lines);
        }
        article.locator("");
    }
}

/// Counts of parts that came in differently from how the document shows them.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    pub insertions: usize,
    pub deletions: usize,
    pub has_hidden_text: bool,
    /// Formulas, and parts of other programs.
    pub objects: usize,
    /// Signs of symbol fonts that are not known here.
    pub unknown_signs: usize,
}

impl Tracked {
    /// Signs of a symbol font. One that is not known stays at its private place.
    pub fn signs(&mut self, font: &str, codes: impl Iterator<Item = u32>) -> String {
        let sign = |code: u32| {
            let known = symbols::of_font(font, code);
            self.unknown_signs += usize::from(known.is_none());
            let code = symbols::PRIVATE.start() | (code & 0xFF);
            known.or_else(|| char::from_u32(code))
        };
        codes.filter_map(sign).collect()
    }

    pub fn warnings(&self) -> Vec<String> {
        let Self {
            insertions,
            deletions,
            has_hidden_text,
            objects,
            unknown_signs,
        } = self;
        let mut warnings = Vec::new();
        if insertions + deletions > 0 {
            warnings.push(format!(
                "Tracked changes are read as accepted: insertions {insertions}, deletions {deletions}"
            ));
        }
        if *has_hidden_text {
            warnings.push("Hidden text was left out".to_owned());
        }
        for (count, what) in [
            (
                objects,
                "Formulas, charts and other embedded objects were left out",
            ),
            (
                unknown_signs,
                "Unknown characters of a symbol font, which may show as boxes",
            ),
        ] {
            if *count > 0 {
                warnings.push(format!("{what}: {count}"));
            }
        }
        warnings
    }
}

/// Adds paragraphs; those of a table of contents come in hidden.
pub(super) fn add(article: &mut ArticleBuilder, lines: &[Line]) {
    for line in lines {
        if line.is_of_contents {
            article.clutter(&line.text, line.kind);
        } else {
            article.paragraph(&line.text, line.kind);
        }
    }
}

/// Adds headers or footers hidden, each line once.
pub(super) fn add_margin(article: &mut ArticleBuilder, lines: &[Line], seen: &mut HashSet<String>) {
    for line in lines {
        if seen.insert(line.text.clone()) {
            article.clutter(&line.text, line.kind);
        }
    }
}

/// Adds comments hidden, each with its author and date as locator, and the words that it is about before its own.
pub(super) fn add_comments(article: &mut ArticleBuilder, comments: &[Comment]) {
    for comment in comments {
        let Comment {
            author,
            date,
            quote,
            text,
        } = comment;
        let by = match (author.trim(), date.trim()) {
            ("", "") => "comment".to_owned(),
            ("", date) => format!("comment, {date}"),
            (author, "") => format!("comment by {author}"),
            (author, date) => format!("comment by {author}, {date}"),
        };
        article.locator(by);
        let (quote, text) = (super::one_line(quote), text.trim());
        if quote.is_empty() {
            article.clutter(text, None);
        } else {
            article.clutter(&format!("\u{201C}{quote}\u{201D}: {text}"), None);
        }
    }
    article.locator("");
    let count = comments.len();
    article.warnings.extend(match count {
        0 => None,
        1 => Some("1 comment came in hidden, at the end".to_owned()),
        count => Some(format!("{count} comments came in hidden, at the end")),
    });
}

/// A row of short cells is one line; one that holds whole texts is a line for each of their paragraphs.
pub(super) fn row(cells: Vec<Vec<Line>>) -> Vec<Line> {
    let is_short = cells.len() > 1 && cells.iter().all(|cell| cell.len() < 2);
    if !is_short {
        return cells.into_iter().flatten().collect();
    }
    let texts = cells.into_iter();
    let texts = texts.map(|mut cell| cell.pop().unwrap_or_default().text);
    let texts: Vec<String> = texts.collect();
    let text = texts.join("\t").replace('\n', " ");
    vec![Line {
        text,
        ..Line::default()
    }]
}

/// A number in the format that Word calls by that name.
pub(super) fn numeral(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// Word goes on after "z" with "aa", "bb".
fn letters(number: u32) -> String {
    let Some(nth) = number.checked_sub(1) else {
        return number.to_string();
    };
    let letter = char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    letter.to_string().repeat((nth / 26 + 1).min(30) as usize)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_shows_them() {
        for (number, format, expected) in [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (28, "lowerLetter", "bb"),
            (26, "upperLetter", "Z"),
            (1949, "upperRoman", "MCMXLIX"),
            (0, "lowerRoman", "0"),
            (3, "unknown", "3"),
        ] {
            assert_eq!(numeral(number, format), expected);
        }
    }
}
