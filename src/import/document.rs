//! Parts of documents that several word processors have: paragraphs, notes, comments, rows of tables, numbers of lists.

use super::article_builder::ArticleBuilder;
use crate::project::ParagraphKind;

use std::collections::{HashMap, HashSet};

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Comments whose words are being read.
    open: Vec<String>,
    words: HashMap<String, String>,
}

/// Most comments whose words are read at once, and the length at which those end, in bytes.
const MOST_OPEN: usize = 50;
const LONGEST_QUOTE: usize = 300;

impl Quotes {
    pub fn begin(&mut self, comment: String) {
        if self.open.len() < MOST_OPEN {
            self.open.push(comment);
        }
    }

    pub fn end(&mut self, comment: &str) {
        self.open.retain(|open| open != comment);
    }

    pub fn add(&mut self, text: &str) {
        for comment in &self.open {
            let words = self.words.entry(comment.clone()).or_default();
            if words.len() < LONGEST_QUOTE {
                words.push_str(text);
            }
        }
    }

    /// Empty if the words never ended: such a comment is about a place.
    pub fn take(&mut self, comment: &str) -> String {
        if self.open.iter().any(|open| open == comment) {
            return String::new();
        }
        self.words.remove(comment).unwrap_or_default()
    }
}

/// Counts of what was read in another way than it looks in the document.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    pub insertions: usize,
    pub deletions: usize,
    pub has_hidden_text: bool,
}

impl Tracked {
    pub fn warnings(&self) -> Vec<String> {
        let Self {
            insertions,
            deletions,
            has_hidden_text,
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

/// Adds the notes in the order of their numbers in the text, which count from 1.
pub(super) fn add_notes(article: &mut ArticleBuilder, notes: &[(NoteKind, Vec<Line>)]) {
    for (nth, (kind, lines)) in notes.iter().enumerate() {
        let name = match kind {
            NoteKind::Footnote => "footnote",
            NoteKind::Endnote => "endnote",
        };
        article.locator(format!("{name} {}", nth + 1));
        add(article, lines);
    }
    article.locator("");
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
