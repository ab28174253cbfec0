//! Joins lines to paragraphs; running heads and page numbers become page clutter.

use super::{
    ArticleBuilder,
    direction::is_between_unspaced,
    letters::{BULLETS, Page, Piece, is_marker},
};
use crate::project::ParagraphKind;

use std::collections::{BTreeSet, HashMap, HashSet};

/// Share of a page's height, at the top and at the bottom, that is searched for running heads and page numbers.
const MARGIN: f64 = 0.12;

/// A distance between lines that is this much larger than the usual one begins a paragraph.
const PARAGRAPH_GAP: f64 = 1.2;

/// Minimum distance of lines with an empty line between them, as a multiple of their size.
const FAR: f64 = 2.1;

/// Up to this distance, a line in lower case continues a sentence.
const LOOSE_GAP: f64 = 1.6;

/// Maximum indentation of the first line of a paragraph, as a multiple of the letter size.
const MAX_INDENT: f64 = 5.0;

/// Number of lines before and after a line by which the edge of its column is found.
const NEAR_LINES: usize = 6;

/// Maximum width of a letter, as a share of its size.
const WIDE_LETTER: f64 = 0.55;

const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।'];

/// Letters this much larger than those of the text belong to a heading.
const HEADING_SIZE: f64 = 1.15;

impl Page {
    fn is_in_margin(&self, line: &Piece) -> bool {
        if self.is_plain {
            let mut ends = [self.lines.first(), self.lines.last()]
                .into_iter()
                .flatten();
            return ends.any(|end| end.baseline.total_cmp(&line.baseline).is_eq());
        }
        let height = (line.baseline - self.bottom) / self.height;
        !(MARGIN..1.0 - MARGIN).contains(&height)
    }

    /// A line without its numbers and spaces, with its height on the page: a line of the text may be repeated, but
    /// elsewhere.
    fn pattern(&self, line: &Piece) -> (String, i64) {
        let kept = |c: &char| !c.is_numeric() && !c.is_whitespace();
        let height = if self.is_plain {
            f64::from(line.baseline < 0.0)
        } else {
            line.baseline / 2.0
        };
        (
            line.text.chars().filter(kept).collect(),
            height.round() as i64,
        )
    }

    /// The usual distance between two lines of a paragraph as a multiple of their size, by [`size_class`].
    fn pitches(&self) -> HashMap<i64, f64> {
        let mut distances: HashMap<i64, Vec<f64>> = HashMap::new();
        for pair in self.lines.windows(2) {
            let distance = pair[0].baseline - pair[1].baseline;
            let class = size_class(pair[1].size);
            if (2.0..100.0).contains(&distance) && size_class(pair[0].size) == class {
                distances
                    .entry(class)
                    .or_default()
                    .push(distance / pair[1].size);
            }
        }
        let of_lines = |all: &[f64]| {
            let near = all.iter().copied().filter(|it| *it < FAR);
            if near.clone().count() * 4 >= all.len() {
                commonest(near)
            } else {
                commonest(all.iter().copied())
            }
        };
        let pitches = distances
            .iter()
            .filter_map(|(class, all)| Some((*class, of_lines(all)?)));
        pitches.collect()
    }

    /// The lines around one that are in its column, from the first one on.
    fn around(&self, at: usize, first: usize) -> impl Iterator<Item = &Piece> {
        let line = &self.lines[at];
        let first = first.max(at.saturating_sub(NEAR_LINES));
        let around = first..(at + NEAR_LINES + 1).min(self.lines.len());
        self.lines[around].iter().filter(move |other| {
            (other.left - line.left).abs() < line.size * MAX_INDENT
                && size_class(other.size) == size_class(line.size)
        })
    }

    /// The right edge of the column of a line, by those of its paragraph, of which it is the last of that many, and those below.
    fn right_edge(&self, at: usize, lines: usize) -> f64 {
        let first = (at + 1).saturating_sub(lines);
        let right = self.around(at, first).map(|other| other.right);
        right.fold(self.lines[at].right, f64::max)
    }

    /// Whether a line is a row of a table, and not prose that was spread to the width of its column.
    fn is_row(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let is_as_wide = |other: &Piece| {
            (other.right - line.right).abs() < line.size * 0.3 && !other.has_wide_gaps()
        };
        let is_spread = || line.has_even_gaps() && self.around(at, 0).any(is_as_wide);
        line.has_wide_gaps() && !is_spread()
    }
}

fn size_class(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

/// The most frequent value, rounded to hundredths.
fn commonest(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for value in values {
        *counts.entry((value * 100.0).round() as i64).or_default() += 1;
    }
    let (value, _) = counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, -value))?;
    Some(value as f64 / 100.0)
}

struct Paragraph {
    page: u32,
    last_page: u32,
    text: String,
    size: f64,
    left: f64,
    lines: usize,
    has_cells: bool,
    is_aside: bool,
    /// Whether it is on other pages too.
    is_running: bool,
}

impl Paragraph {
    fn of(page: u32, line: &Piece, has_cells: bool) -> Self {
        Self {
            page,
            last_page: page,
            text: line.text.trim().to_owned(),
            size: line.size,
            left: line.left,
            lines: 1,
            has_cells,
            is_aside: false,
            is_running: false,
        }
    }
}

pub(super) fn add_pages(pages: &[Page], article: &mut ArticleBuilder) {
    let heads = running_heads(pages);
    let is_head = |page: &Page, line: &Piece| {
        page.is_in_margin(line) && (heads.contains(&page.pattern(line)) || is_number(&line.text))
    };
    let words = words(pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<LineBefore> = None;
    for page in pages {
        let pitches = page.pitches();
        for (at, line) in page.lines.iter().enumerate() {
            if is_head(page, line) {
                continue;
            }
            let pitch = pitches.get(&size_class(line.size)).copied();
            let pitch = pitch.unwrap_or_default() * line.size;
            let open = paragraphs.iter_mut().rfind(|it| !it.is_aside);
            let is_row = page.is_row(at);
            match (open, &before) {
                (Some(open), Some(before)) if !is_row && goes_on(open, before, page, at, pitch) => {
                    join(&mut open.text, line.text.trim(), &words);
                    open.lines += 1;
                    open.last_page = page.number;
                }
                _ => paragraphs.push(Paragraph::of(page.number, line, is_row)),
            }
            let lines = paragraphs.last().map_or(1, |open| open.lines);
            before = Some(LineBefore {
                page: page.number,
                is_plain: page.is_plain,
                left: line.left,
                baseline: line.baseline,
                room: (page.right_edge(at, lines) - line.right) / line.size,
            });
        }
        paragraphs.extend(page.aside.iter().map(|line| Paragraph {
            is_aside: true,
            is_running: heads.contains(&page.pattern(line)),
            ..Paragraph::of(page.number, line, false)
        }));
    }
    let sizes = paragraphs.iter();
    let sizes = sizes.flat_map(|it| std::iter::repeat_n(it.size, it.text.len()));
    let usual = commonest(sizes).unwrap_or(f64::MAX);
    let mut paragraphs = paragraphs.iter().peekable();
    for page in pages {
        let locator = format!("p. {}", page.number);
        article.locator(&locator);
        let (top, bottom): (Vec<&Piece>, Vec<&Piece>) = page
            .lines
            .iter()
            .filter(|line| is_head(page, line))
            .partition(|line| line.baseline - page.bottom > page.height / 2.0);
        for line in top {
            article.clutter(&line.text, None);
        }
        while let Some(paragraph) = paragraphs.next_if(|it| it.page == page.number) {
            let is_heading = paragraph.size > usual * HEADING_SIZE && !paragraph.is_aside;
            // The sign of a list without numbers is shown beside the text.
            let text = paragraph.text.trim_start_matches(BULLETS).trim_start();
            let kind = if is_heading {
                Some(ParagraphKind::Heading)
            } else {
                (text.len() < paragraph.text.len()).then_some(ParagraphKind::ListItem)
            };
            if paragraph.is_running {
                article.clutter(text, kind);
            } else {
                if paragraph.last_page != page.number {
                    article.locator(format!("{locator}–{}", paragraph.last_page));
                }
                article.paragraph(text, kind);
                article.locator(&locator);
            }
        }
        for line in bottom {
            article.clutter(&line.text, None);
        }
    }
}

struct LineBefore {
    page: u32,
    is_plain: bool,
    left: f64,
    baseline: f64,
    /// Distance between its end and the edge of its column, as a multiple of its size.
    room: f64,
}

/// Whether the line of that index belongs to the paragraph before it.
fn goes_on(open: &Paragraph, before: &LineBefore, page: &Page, at: usize, pitch: f64) -> bool {
    let line = &page.lines[at];
    let text = line.text.trim_start();
    let is_same_size = (line.size / open.size - 1.0).abs() < HEADING_SIZE - 1.0;
    if !is_same_size {
        return false;
    }
    let begins_lower = text.starts_with(char::is_lowercase);
    // A digit may be a note number.
    let is_behind_end = |c: char| "\"”“»’)]".contains(c) || c.is_ascii_digit();
    let ends = open
        .text
        .trim_end_matches(is_behind_end)
        .ends_with(SENTENCE_ENDS);
    let first_word = text.find(char::is_whitespace).unwrap_or(text.len());
    // The next word would have fitted there.
    let is_short = before.room > text[..first_word].chars().count() as f64 * WIDE_LETTER + 0.5;
    // A sentence may continue with a date: "am / 12. Mai".
    if begins_entry(text) && (ends || is_short || !text.starts_with(|c: char| c.is_ascii_digit())) {
        return false;
    }
    let dash = text
        .chars()
        .next()
        .filter(|_| DASH_ENTRIES.iter().any(|sign| text.starts_with(sign)));
    if dash.is_some_and(|dash| ends || is_short || open.text.starts_with(dash)) {
        return false;
    }
    let distance = before.baseline - line.baseline;
    if page.number != before.page || distance < 0.0 {
        // In the next column, or on the next page.
        let is_known = page.number == before.page || !page.is_plain && !before.is_plain;
        return is_known && (begins_lower || !ends && !is_short && !open.has_cells);
    }
    let usual = pitch.max(line.size);
    let is_near =
        distance <= usual * PARAGRAPH_GAP || begins_lower && !ends && distance <= usual * LOOSE_GAP;
    if !is_near || ends && is_short {
        return false;
    }
    let by = (line.left - before.left) / line.size;
    let is_entry = begins_entry(&open.text);
    let is_indented = (0.8..MAX_INDENT).contains(&by) && !(is_entry && open.lines == 1);
    // The lines of the paragraph were indented, or it is a row of a table.
    let is_outdented = if open.has_cells {
        line.left < open.left + line.size
    } else {
        by < -0.8 && (open.lines > 1 || is_entry)
    };
    // After a paragraph of one line that was indented like this one.
    let is_first_line = || {
        open.lines == 1
            && !is_entry
            && is_short
            && page.lines.get(at + 1).is_some_and(|next| {
                let by = (line.left - next.left) / line.size;
                let distance = line.baseline - next.baseline;
                by.abs() < MAX_INDENT
                    && by >= 0.8
                    && (0.0..=usual * PARAGRAPH_GAP).contains(&distance)
            })
    };
    begins_lower || !is_indented && !is_outdented && !is_first_line()
}

/// Signs of list entries that may also stand between words.
const DASH_ENTRIES: [&str; 3] = ["- ", "– ", "— "];

/// Whether a text is an entry of a list.
fn begins_entry(text: &str) -> bool {
    text.split_once(' ')
        .is_some_and(|(sign, _)| is_marker(sign))
}

/// Words that follow a hyphen where two compounds share their end.
const CONJUNCTIONS: [&str; 16] = [
    "und", "oder", "bis", "bzw", "and", "or", "et", "ou", "y", "o", "e", "и", "или", "і", "та",
    "або",
];

/// Appends a line. Drops a hyphen at the end of the line before if it only divides a word.
fn join(text: &mut String, line: &str, words: &HashSet<String>) {
    let is_divided = line.starts_with(char::is_lowercase)
        && text.ends_with(['-', '\u{2010}', '\u{ad}'])
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if !is_divided {
        if !text.ends_with(['-', '\u{2010}']) && !is_between_unspaced(text, line) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    }
    let first = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let first = first
        .trim_end_matches(['-', '\u{2010}', '\u{ad}'])
        .to_lowercase();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    let second = line.split(|c: char| !c.is_alphanumeric()).next();
    let second = second.unwrap_or_default().to_lowercase();
    let has = |word: &str| words.contains(word);
    let is_compound = has(&format!("{first}-{second}")) || (has(first) && has(&second));
    if has(&format!("{first}{second}")) {
        text.pop();
    } else if CONJUNCTIONS.contains(&second.as_str()) {
        // "Wasser- und Stromversorgung".
        text.push(' ');
    } else if !is_compound {
        text.pop();
    }
    text.push_str(line);
}

/// The words within one line, in lower case.
fn words(pages: &[Page]) -> HashSet<String> {
    let lines = pages.iter().flat_map(|page| &page.lines);
    let words = lines.flat_map(|line| {
        let divided = line.text.trim_end().ends_with(['-', '\u{2010}', '\u{ad}']);
        let count = line.text.split_whitespace().count() - usize::from(divided);
        line.text.split_whitespace().take(count)
    });
    let is_sign = |c: char| !c.is_alphanumeric();
    words
        .map(|word| word.trim_matches(is_sign).to_lowercase())
        .collect()
}

/// Patterns of the lines in the margins of at least two pages, and of at least half of them.
fn running_heads(pages: &[Page]) -> HashSet<(String, i64)> {
    let mut counts: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages {
        let lines = page.lines.iter().filter(|line| page.is_in_margin(line));
        let patterns = lines.chain(&page.aside).map(|line| page.pattern(line));
        // A line of digits only may belong to a table.
        let patterns: BTreeSet<(String, i64)> = patterns.filter(|it| !it.0.is_empty()).collect();
        for pattern in patterns {
            *counts.entry(pattern).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= 2 && *count * 2 >= pages.len());
    counts.into_keys().collect()
}

/// "3", "- 3 -".
fn is_number(line: &str) -> bool {
    line.contains(char::is_numeric) && !line.contains(char::is_alphabetic) && line.trim().len() < 8
}
