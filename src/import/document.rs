//! Parts common to the documents of several word processors: paragraphs, notes, comments, table rows, list numbers.

use super::{
    ImportedComment,
    article_builder::ArticleBuilder,
    comments::{self, take_marks},
    symbols,
};
use crate::project::ParagraphKind;

use std::collections::HashSet;

/// Maximum number of bytes quoted of the words that a comment refers to.
const MAX_QUOTE_BYTES: usize = 300;

/// A paragraph as displayed.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// May contain markers of comments.
    pub text: String,
    pub kind: Option<ParagraphKind>,
    pub is_title: bool,
    pub is_of_contents: bool,
    pub changes: Vec<TrackedChange>,
}

/// A tracked insertion or deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TrackedChange {
    pub kind: ChangeKind,
    pub author: String,
    pub date: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Inserted,
    Deleted,
    MovedAway,
    MovedHere,
}

/// Maximum number of bytes shown of a change, and of changes per paragraph.
const MAX_CHANGE_BYTES: usize = 60;
const MAX_CHANGES: usize = 3;

impl TrackedChange {
    /// "deleted by Ina Holt, 2031-05-13: “eight”".
    fn words(&self) -> String {
        let Self {
            kind,
            author,
            date,
            text,
        } = self;
        let kind = match kind {
            ChangeKind::Inserted => "inserted",
            ChangeKind::Deleted => "deleted",
            ChangeKind::MovedAway => "moved away",
            ChangeKind::MovedHere => "moved here",
        };
        let day = date.split('T').next().unwrap_or_default();
        let by = signed(kind, author, day);
        let quote = beginning(&super::one_line(&take_marks(text).0), MAX_CHANGE_BYTES);
        format!("{by}: \u{201C}{quote}\u{201D}")
    }
}

/// "comment by Ina Holt, 2031-05-13", with what is known of it.
fn signed(what: &str, author: &str, date: &str) -> String {
    match (author.trim(), date.trim()) {
        ("", "") => what.to_owned(),
        ("", date) => format!("{what}, {date}"),
        (author, "") => format!("{what} by {author}"),
        (author, date) => format!("{what} by {author}, {date}"),
    }
}

/// The first bytes of a text, followed by "…" if there is more.
fn beginning(text: &str, most: usize) -> String {
    let cut = text.floor_char_boundary(most);
    let ellipsis = if cut < text.len() { "…" } else { "" };
    format!("{}{ellipsis}", text[..cut].trim_end())
}

/// The tracked changes of an open paragraph.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub all: Vec<TrackedChange>,
    /// End of the last one.
    until: usize,
}

impl Changes {
    /// Adds a change of the text from `start` to `end`. Joins changes that a program splits by formatting.
    pub fn add(&mut self, start: usize, end: usize, change: TrackedChange) {
        if comments::is_blank(&change.text) {
            return;
        }
        let goes_on = |last: &TrackedChange| {
            (last.kind, &last.author, &last.date) == (change.kind, &change.author, &change.date)
        };
        match self.all.last_mut() {
            Some(last) if self.until == start && goes_on(last) => last.text.push_str(&change.text),
            Some(_) | None => self.all.push(change),
        }
        self.until = end;
    }
}

impl Line {
    /// The line with the changes of the empty lines before it. `None` if it is empty itself; its changes then wait for
    /// the next line.
    pub fn unless_blank(mut self, waiting: &mut Vec<TrackedChange>) -> Option<Self> {
        if self.is_blank() {
            waiting.append(&mut self.changes);
            return None;
        }
        self.changes.splice(0..0, waiting.drain(..));
        Some(self)
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text without markers.
    pub fn clean(&self) -> String {
        take_marks(&self.text).0
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
    /// The number in the markers around the words that it refers to.
    pub mark: Option<u32>,
    pub text: String,
}

/// The notes in the order in which the text refers to them; a note may be nested in another.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(NoteKind, Vec<Line>)>);

impl Notes {
    /// Index of the next note; its number is one more.
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

    /// Adds the notes to an article, with their numbers in the text (from 1) as locators.
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

/// Counts of parts that are imported differently from how the document shows them.
#[derive(Debug, Default)]
pub(super) struct Tracked {
    pub insertions: usize,
    pub deletions: usize,
    pub moves: usize,
    pub has_hidden_text: bool,
    /// Formulas, and objects of other programs.
    pub objects: usize,
    /// Unknown characters of symbol fonts.
    pub unknown_signs: usize,
}

impl Tracked {
    /// Converts characters of a symbol font. An unknown one keeps its private-use code.
    pub fn signs(&mut self, font: &str, codes: impl Iterator<Item = u32>) -> String {
        let symbol = |code: u32| {
            let known = symbols::of_font(font, code);
            self.unknown_signs += usize::from(known.is_none());
            let code = symbols::PRIVATE.start() | (code & 0xFF);
            known.or_else(|| char::from_u32(code))
        };
        codes.filter_map(symbol).collect()
    }

    pub fn warnings(&self) -> Vec<String> {
        let Self {
            insertions,
            deletions,
            moves,
            has_hidden_text,
            objects,
            unknown_signs,
        } = self;
        let mut warnings = Vec::new();
        if insertions + deletions + moves > 0 {
            let moves = match moves {
                0 => String::new(),
                moves => format!(", moves {moves}"),
            };
            warnings.push(format!(
                "Tracked changes are read as accepted: insertions {insertions}, deletions {deletions}{moves}"
            ));
        }
        if *has_hidden_text {
            warnings.push("Hidden text was left out".to_owned());
        }
        warnings.extend(super::warnings_of([
            (
                *objects,
                "Formulas, charts and other embedded objects were left out",
            ),
            (
                *unknown_signs,
                "Unknown characters of a symbol font, which may show as boxes",
            ),
        ]));
        warnings
    }
}

/// Adds paragraphs, those of a table of contents as hidden. Tracked changes become the locator of their paragraph.
pub(super) fn add(article: &mut ArticleBuilder, lines: &[Line]) {
    for line in lines {
        let place = article.place();
        if !line.changes.is_empty() {
            let changes = line.changes.iter().take(MAX_CHANGES);
            let more = line.changes.len().saturating_sub(MAX_CHANGES);
            let more = (more > 0).then(|| format!("{more} more changes"));
            let parts = (!place.is_empty()).then(|| place.clone()).into_iter();
            let parts = parts.chain(changes.map(TrackedChange::words)).chain(more);
            article.locator(parts.collect::<Vec<_>>().join("; "));
        }
        if line.is_of_contents {
            article.clutter(&line.text, line.kind);
        } else {
            article.paragraph(&line.text, line.kind);
        }
        article.locator(place);
    }
}

/// Adds headers or footers as hidden, each line once.
pub(super) fn add_margin(article: &mut ArticleBuilder, lines: &[Line], seen: &mut HashSet<String>) {
    for line in lines {
        if seen.insert(line.text.clone()) {
            article.clutter(&line.text, line.kind);
        }
    }
}

/// Adds comments as hidden paragraphs, with author and date as locator. Each begins with the words that it refers to.
pub(super) fn add_comments(article: &mut ArticleBuilder, comments: &[Comment]) {
    for comment in comments {
        let Comment {
            author,
            date,
            mark,
            text,
        } = comment;
        let day = date.split('T').next().unwrap_or_default();
        article.locator(signed("comment", author, day));
        let (text, words) = (text.trim(), mark.and_then(|number| article.marked(number)));
        let Some(words) = words else {
            article.clutter(text, None);
            continue;
        };
        let quote = &article.text()[words.clone()];
        let quote = super::one_line(&beginning(quote, MAX_QUOTE_BYTES));
        article.clutter(&format!("\u{201C}{quote}\u{201D}: {text}"), None);
        let by = [author.trim(), day.trim()].into_iter();
        let by: Vec<&str> = by.filter(|it| !it.is_empty()).collect();
        let note = match (&*by.join(", "), text) {
            ("", text) => text.to_owned(),
            (by, text) => format!("{by}: {text}"),
        };
        article.comments.push(ImportedComment { words, note });
    }
    article.locator("");
    let count = comments.len();
    article.warnings.extend(match count {
        0 => None,
        1 => Some("1 comment is hidden at the end".to_owned()),
        count => Some(format!("{count} comments are hidden at the end")),
    });
}

/// Joins a row of short cells into one line; a row of longer texts becomes a line for each of their paragraphs.
pub(super) fn row(cells: Vec<Vec<Line>>) -> Vec<Line> {
    let is_short = cells.len() > 1 && cells.iter().all(|cell| cell.len() < 2);
    if !is_short {
        return cells.into_iter().flatten().collect();
    }
    let (mut texts, mut changes) = (Vec::new(), Vec::new());
    for mut cell in cells {
        let line = cell.pop().unwrap_or_default();
        texts.push(line.text);
        changes.extend(line.changes);
    }
    let text = texts.join("\t").replace('\n', " ");
    vec![Line {
        text,
        changes,
        ..Line::default()
    }]
}

/// Superscript text with a number, so that 10 to the power of 6 does not become 106: in superscript characters, or behind
/// "^" if there is none for one of them. Letters alone, as in "1st", stay.
pub(super) fn raised(text: &str) -> String {
    const SIGNS: [(char, char); 16] = [
        ('0', '⁰'),
        ('1', '¹'),
        ('2', '²'),
        ('3', '³'),
        ('4', '⁴'),
        ('5', '⁵'),
        ('6', '⁶'),
        ('7', '⁷'),
        ('8', '⁸'),
        ('9', '⁹'),
        ('+', '⁺'),
        ('-', '⁻'),
        ('−', '⁻'),
        ('(', '⁽'),
        (')', '⁾'),
        (' ', ' '),
    ];
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let raised = |c| SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, it)| *it);
    let all: Option<String> = text.chars().map(raised).collect();
    all.unwrap_or_else(|| format!("^{text}"))
}

/// Formats a number in the format with that name in Word.
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

/// After "z", Word continues with "aa", "bb".
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
    let mut remaining = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while remaining >= value {
            written.push_str(sign);
            remaining -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superscript_numbers_stay_apart_from_the_text_before_them() {
        for (text, expected) in [("6", "⁶"), ("-12", "⁻¹²"), ("2n", "^2n"), ("st", "st")] {
            assert_eq!(raised(text), expected);
        }
    }

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
