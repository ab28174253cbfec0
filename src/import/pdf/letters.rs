//! Joins the letters of a page to pieces: letters that follow each other on one line, without a wide gap.

use super::{
    columns,
    direction::{as_read, has_right_to_left, is_between_unspaced},
};

use std::collections::HashMap;

use foldhash::fast::RandomState;
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use unicode_normalization::UnicodeNormalization;

/// Maximum distance of a character from the line, as a share of its size: superscripts are nearer.
pub(super) const OFF_LINE: f64 = 0.45;

/// Minimum gap within a line that is a space between words, as a share of the letter size.
const WORD_GAP: f64 = 0.16;

/// Minimum gap that ends a piece, as a share of the size: it may be the gap between columns.
const PIECE_GAP: f64 = 0.6;

/// Minimum gap between the cells of a table.
const CELL_GAP: f64 = 1.2;

/// A gap that is wider than another one of its line by this much was not made by spreading the line.
const UNEVEN: f64 = 1.5;

/// Size of a note number, and its height above the line, as shares of the text size.
const SMALL: f64 = 0.85;
const ABOVE_LINE: f64 = 0.7;

/// Size of the text behind a large first letter, as a share of the size of that letter; most such letters of a page.
const INITIAL: f64 = 0.6;
const MAX_INITIALS: usize = 20;

/// Height of a capital letter, as a share of its size.
const HEIGHT: f64 = 0.68;

/// Usual width of a letter, and the distance of lines, as multiples of the size.
const WIDTH: f64 = 0.5;
const PITCH: f64 = 1.2;

/// Maximum length in bytes of the bullet or number before a list entry, and its maximum distance, as a multiple of its
/// size.
const MARKER: usize = 4;
const BEHIND_MARKER: f64 = 5.0;

/// Maximum number of pieces of a page that are searched for bullets.
const MAX_MARKED: usize = 5000;

pub(super) const BULLETS: [char; 9] = ['•', '◦', '▪', '●', '○', '■', '‣', '⁃', '\u{F0B7}'];

/// Maximum distance of a letter that is drawn twice to look bold, as a share of its size.
const STRUCK_TWICE: f64 = 0.12;

/// Most letters of a page that are compared in this way.
const MAX_STRUCK: usize = 100_000;

/// Maximum length in bytes of a piece that is drawn from right to left.
const MAX_BACKWARDS: usize = 4096;

/// The pages of a document, with one piece for each line of text.
#[derive(Default)]
pub(super) struct Pages {
    pub list: Vec<Page>,
    pub letters: usize,
    /// Number of letters whose character the file does not name.
    pub unknown: usize,
}

#[derive(Default)]
pub(super) struct Page {
    pub number: u32,
    pub bottom: f64,
    pub height: f64,
    /// In reading order.
    pub lines: Vec<Piece>,
    /// Text in another direction: stamps, picture credits.
    pub aside: Vec<Piece>,
    /// Number of its letters and digits, and of its characters that the file does not name.
    pub letters: usize,
    /// Whether the positions of its lines are not known.
    pub is_plain: bool,
    is_finished: bool,
    corners: [(f64, f64); 4],
    /// Letters by position, as long as the page is being read.
    struck: HashMap<(char, i64, i64), (f64, f64), RandomState>,
}

/// In points from the lower left corner of the page, turned so that the text is upright.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    /// Size of its first letter.
    pub size: f64,
    /// The narrowest and the widest gap between its words, as multiples of its size.
    gaps: Option<(f64, f64)>,
    /// Direction of the text in degrees, counter-clockwise.
    angle: i16,
}

impl Piece {
    pub fn is_on_line_of(&self, other: &Self) -> bool {
        (self.baseline - other.baseline).abs() < OFF_LINE * self.size.max(other.size)
    }

    /// Whether it has gaps that are as wide as those between the cells of a table.
    pub fn has_wide_gaps(&self) -> bool {
        self.gaps.is_some_and(|(_, widest)| widest > CELL_GAP)
    }

    /// Whether its gaps are alike, as in prose that was spread to the width of its column.
    pub fn has_even_gaps(&self) -> bool {
        self.gaps
            .is_none_or(|(narrowest, widest)| widest < narrowest * UNEVEN)
    }

    /// Whether `next` is a note number right after this piece.
    fn has_note(&self, next: &Self) -> bool {
        next.size < self.size * SMALL
            && (0.0..self.size * ABOVE_LINE).contains(&(next.baseline - self.baseline))
            && (next.left - self.right).abs() < self.size * WORD_GAP * 2.0
    }

    /// Whether `next` begins where this one ends, or to the right of that.
    fn is_before(&self, next: &Self) -> bool {
        self.angle == next.angle
            && (self.is_on_line_of(next) || self.has_note(next))
            && next.left > self.right - next.size.min(self.size)
    }

    /// Appends a piece on the same line.
    fn append(&mut self, next: &Self) {
        let gap = (next.left - self.right) / next.size;
        if gap > WORD_GAP && next.text != " " {
            let (narrowest, widest) = self.gaps.unwrap_or((gap, gap));
            self.gaps = Some((narrowest.min(gap), widest.max(gap)));
        }
        if let (Some((narrowest, widest)), Some(of_next)) = (&mut self.gaps, next.gaps) {
            *narrowest = narrowest.min(of_next.0);
            *widest = widest.max(of_next.1);
        }
        let is_word = gap > WORD_GAP && !is_between_unspaced(&self.text, &next.text);
        if is_word && !self.text.ends_with(' ') && !next.text.starts_with(' ') {
            self.text.push(' ');
        }
        if next.text != " " || !self.text.ends_with(' ') {
            self.text.push_str(&next.text);
        }
        if next.text != " " {
            self.right = next.right;
        }
    }

    /// Prepends a letter: text from right to left may be drawn in reading order.
    fn prepend(&mut self, letter: &Self) {
        let is_word = (self.left - letter.right) / letter.size > WORD_GAP;
        if is_word && !self.text.starts_with(' ') && letter.text != " " {
            self.text.insert(0, ' ');
        }
        self.text.insert_str(0, &letter.text);
        if letter.text != " " {
            self.left = letter.left;
        }
    }
}

impl Pages {
    /// Sorts the last page into reading order, even after an error.
    pub fn finish_page(&mut self) {
        if let Some(page) = self.list.last_mut().filter(|page| !page.is_finished) {
            page.is_finished = true;
            page.finish();
        }
    }

    /// Ends a page that could not be read whole, or not at all.
    pub fn break_off(&mut self, number: u32) {
        if self.list.last().is_none_or(|page| page.number != number) {
            self.list.push(Page {
                number,
                ..Page::default()
            });
        }
        self.finish_page();
    }

    /// Number of pages that were read.
    pub fn finished(&self) -> usize {
        self.list.iter().filter(|page| page.is_finished).count()
    }

    /// The usual letter size of the lines.
    pub fn usual_size(&self) -> f64 {
        let lines = self.list.iter().flat_map(|page| &page.lines);
        let mut sizes: Vec<f64> = lines.map(|line| line.size).collect();
        sizes.sort_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
    }
}

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        let MediaBox { llx, lly, urx, ury } = *media;
        self.list.push(Page {
            number,
            corners: [(llx, lly), (urx, lly), (llx, ury), (urx, ury)],
            ..Page::default()
        });
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.finish_page();
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        self.letters += 1;
        let is_unknown = letters.chars().all(is_unknown);
        self.unknown += usize::from(is_unknown);
        if let Some(page) = self.list.last_mut() {
            page.letters += letters_of(letters) + usize::from(is_unknown);
            let angle = place.m12.atan2(place.m11).to_degrees().round() as i16;
            let (left, baseline) = turned((place.m31, place.m32), angle);
            page.add(Piece {
                text: without_ligatures(letters),
                left,
                right: left + width * font_size * place.m11.hypot(place.m12),
                baseline,
                size: (font_size * place.m21.hypot(place.m22)).abs(),
                gaps: None,
                angle,
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// A position on a page turned so that text at `angle` is upright.
fn turned((x, y): (f64, f64), angle: i16) -> (f64, f64) {
    if angle == 0 {
        return (x, y);
    }
    let (sin, cos) = f64::from(angle).to_radians().sin_cos();
    (x * cos + y * sin, y * cos - x * sin)
}

/// Whether a letter is of a font without a character table.
fn is_unknown(letter: char) -> bool {
    matches!(letter, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\0'..='\u{8}')
}

/// Number of letters and digits.
pub(super) fn letters_of(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Replaces ligatures and presentation forms of Arabic letters by the letters.
fn without_ligatures(letters: &str) -> String {
    let is_form = |c: char| matches!(c, '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{2F00}'..='\u{2FDF}');
    if letters.contains(is_form) {
        letters.nfkc().collect()
    } else {
        letters.to_owned()
    }
}

impl Page {
    /// Adds a letter.
    fn add(&mut self, mut letter: Piece) {
        if self.is_struck_twice(&letter) {
            return;
        }
        if letter.text.chars().all(char::is_whitespace) {
            " ".clone_into(&mut letter.text);
        }
        if has_right_to_left(&letter.text) {
            // Pieces keep the visual order from left to right until the page is complete.
            letter.text = letter.text.chars().rev().collect();
        }
        let Some(piece) = self.lines.last_mut() else {
            self.lines.push(letter);
            return;
        };
        let is_near = letter.left - piece.right < PIECE_GAP * letter.size.max(piece.size);
        if piece.is_before(&letter) && (is_near || letter.text == " ") {
            piece.append(&letter);
        } else if piece.angle == letter.angle
            && piece.is_on_line_of(&letter)
            && (letter.right - piece.left).abs() < PIECE_GAP * letter.size
            && (has_right_to_left(&letter.text) || has_right_to_left(&piece.text))
            && piece.text.len() < MAX_BACKWARDS
        {
            piece.prepend(&letter);
        } else if letter.text != " " {
            self.lines.push(letter);
        }
    }

    /// Whether the same letter has been drawn at this position.
    fn is_struck_twice(&mut self, letter: &Piece) -> bool {
        let Some(sign) = letter.text.chars().next().filter(|c| !c.is_whitespace()) else {
            return false;
        };
        let reach = STRUCK_TWICE * letter.size;
        let cell = |at: f64| (at / reach.max(0.01)).floor() as i64;
        let (x, y) = (cell(letter.left), cell(letter.baseline));
        let here = (letter.left, letter.baseline);
        let is_near = |at: &(f64, f64)| (at.0 - here.0).hypot(at.1 - here.1) < reach;
        let mut cells = (-1..=1).flat_map(|by| (-1..=1).map(move |up| (x + by, y + up)));
        if cells.any(|(x, y)| self.struck.get(&(sign, x, y)).is_some_and(is_near)) {
            return true;
        }
        if self.struck.len() < MAX_STRUCK {
            self.struck.insert((sign, x, y), here);
        }
        false
    }

    pub fn has_text(&self) -> bool {
        !(self.lines.is_empty() && self.aside.is_empty())
    }

    /// Replaces its text by lines of this size whose positions are not known: one below the other, outside the margins.
    pub fn set_lines(&mut self, lines: &[String], size: f64) {
        let pitch = size * PITCH;
        self.is_plain = true;
        self.height = f64::MAX;
        self.bottom = -self.height / 2.0;
        self.aside.clear();
        let lines = lines.iter().zip(0..).map(|(line, nth)| Piece {
            text: without_ligatures(line),
            left: 0.0,
            right: line.chars().count() as f64 * WIDTH * size,
            baseline: -f64::from(nth) * pitch,
            size,
            gaps: None,
            angle: 0,
        });
        self.lines = lines.collect();
    }

    fn finish(&mut self) {
        self.struck = HashMap::default();
        let mut pieces = std::mem::take(&mut self.lines);
        pieces.retain(|piece| !piece.text.trim().is_empty());
        let mut angles: HashMap<i16, usize> = HashMap::new();
        for piece in &pieces {
            *angles.entry(piece.angle).or_default() += piece.text.len();
        }
        let upright = angles
            .into_iter()
            .max_by_key(|(angle, count)| (*count, -angle));
        let upright = upright.map_or(0, |(angle, _)| angle);
        let heights = self.corners.map(|corner| turned(corner, upright).1);
        self.bottom = heights.into_iter().fold(f64::MAX, f64::min);
        self.height = heights.into_iter().fold(f64::MIN, f64::max) - self.bottom;
        let (pieces, aside) = pieces.into_iter().partition(|it| it.angle == upright);
        let pieces = with_markers(with_initials(pieces));
        self.lines = lines(columns::in_reading_order(pieces));
        self.aside = lines(aside);
    }
}

/// Puts a first letter that is as high as several lines before the first of these.
fn with_initials(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_initial = |piece: &Piece| {
        piece.text.trim().chars().count() == 1 && piece.text.starts_with(char::is_uppercase)
    };
    let top = |piece: &Piece| piece.baseline + piece.size * HEIGHT;
    let initials: Vec<usize> = (0..pieces.len())
        .filter(|at| is_initial(&pieces[*at]))
        .collect();
    for at in initials.into_iter().take(MAX_INITIALS).rev() {
        let initial = &pieces[at];
        let begins = pieces.iter().position(|piece| {
            piece.size < initial.size * INITIAL
                && (top(piece) - top(initial)).abs() < piece.size * 0.5
                && (0.0..piece.size).contains(&(piece.left - initial.right))
        });
        if let Some(to) = begins {
            let letter = initial.text.trim().to_owned();
            pieces[to].text.insert_str(0, &letter);
            pieces.remove(at);
        }
    }
    pieces
}

/// Puts the bullets and numbers of lists, which some programs draw last, before their entries.
fn with_markers(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for at in 0..pieces.len().min(MAX_MARKED) {
        let marker = &pieces[at];
        let follows = pieces
            .get(at + 1)
            .is_some_and(|next| marker.is_before(next));
        if follows || !is_marker(&marker.text) {
            continue;
        }
        let distance = |piece: &Piece| piece.left - marker.right;
        let entry = pieces.iter().enumerate().filter(|(_, piece)| {
            piece.is_on_line_of(marker)
                && (0.0..marker.size * BEHIND_MARKER).contains(&distance(piece))
        });
        let entry = entry.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        if let Some(to) = entry.map(|(entry, _)| entry).filter(|entry| *entry < at) {
            pieces[to..=at].rotate_right(1);
        }
    }
    pieces
}

/// "•", "12.", "3)".
pub(super) fn is_marker(text: &str) -> bool {
    let sign = text.trim();
    let number = sign.trim_end_matches(['.', ')']);
    let is_number = number.len() < sign.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    sign.len() <= MARKER && (is_number || sign.starts_with(BULLETS))
}

/// Joins the pieces of each line.
fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.is_before(&piece) => line.append(&piece),
            Some(_) | None => lines.push(piece),
        }
    }
    for line in &mut lines {
        if has_right_to_left(&line.text) {
            line.text = as_read(&line.text);
        }
    }
    lines
}
