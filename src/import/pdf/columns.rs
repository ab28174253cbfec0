//! The reading order of a page. Programs that write columns draw them one after the other. If a page draws each line
//! across its columns, the lines alternate. The columns are then found by the gap between them, and read in turn.

use super::{direction::has_right_to_left, letters::Piece};

/// Pages with more pieces are read in drawing order.
const MAX_PIECES: usize = 5000;

/// Minimum number of lines of two alternating columns.
const MIN_ROWS: usize = 4;

/// Minimum gap between columns, as a share of the letter size.
const GUTTER: f64 = 0.7;

/// A distance between lines this much larger than the usual one ends the columns: more than an empty line.
const BREAK: f64 = 2.1;

/// Minimum share of its width that a column of prose fills, unlike one of a table.
const FILLED: f64 = 0.6;

/// Minimum average number of letters of a line of prose.
const MIN_LETTERS: usize = 11;

/// Minimum percentage of lines of prose that begin in lower case, and so continue a sentence, if the script has lower
/// case.
const LOWER_CASE: usize = 30;

/// Sorts pieces from drawing order into reading order.
pub(super) fn in_reading_order(pieces: Vec<Piece>) -> Vec<Piece> {
    if pieces.len() > MAX_PIECES {
        return pieces;
    }
    let Some(gutter) = gutter(&pieces) else {
        return pieces;
    };
    let zones = zones(&pieces, gutter);
    if !zones.iter().any(|zone| zone.is_columns) {
        return pieces;
    }
    let backwards = pieces.iter().filter(|it| has_right_to_left(&it.text));
    let right_first = backwards.count() * 2 > pieces.len();
    let mut zone_of = vec![0; pieces.len()];
    for (number, zone) in zones.iter().enumerate() {
        for at in &zone.pieces {
            zone_of[*at] = number;
        }
    }
    let mut parts: Vec<[Vec<Piece>; 2]> = zones.iter().map(|_| Default::default()).collect();
    for (piece, number) in pieces.into_iter().zip(zone_of) {
        let is_second = zones[number].is_columns && (piece.left > gutter) != right_first;
        parts[number][usize::from(is_second)].push(piece);
    }
    parts
        .into_iter()
        .flatten()
        .flat_map(in_reading_order)
        .collect()
}

/// The position that lies in the gaps of the most lines.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    let mut edges: Vec<(f64, i32)> = Vec::new();
    for (left, right) in neighbours(pieces) {
        let (left, right) = (&pieces[left], &pieces[right]);
        if right.left - left.right >= GUTTER * left.size.min(right.size) {
            edges.extend([(left.right, 1), (right.left, -1)]);
        }
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut depth = 0;
    let mut best = (0, 0.0);
    for pair in edges.windows(2) {
        depth += pair[0].1;
        if depth > best.0 {
            best = (depth, f64::midpoint(pair[0].0, pair[1].0));
        }
    }
    (best.0 >= MIN_ROWS as i32).then_some(best.1)
}

/// Indices of the pieces from top to bottom.
fn from_the_top(pieces: &[Piece]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|a, b| pieces[*b].baseline.total_cmp(&pieces[*a].baseline));
    order
}

/// Each piece that has another one to its right on the same line, with the nearest one.
fn neighbours(pieces: &[Piece]) -> Vec<(usize, usize)> {
    let order = from_the_top(pieces);
    let mut found = Vec::new();
    for (nth, at) in order.iter().enumerate() {
        let piece = &pieces[*at];
        let is_near =
            |other: &&usize| (pieces[**other].baseline - piece.baseline).abs() < piece.size * 0.5;
        let above = order[..nth].iter().rev().take_while(is_near);
        let below = order[nth + 1..].iter().take_while(is_near);
        let right = above
            .chain(below)
            .filter(|other| pieces[**other].left >= piece.right)
            .min_by(|a, b| pieces[**a].left.total_cmp(&pieces[**b].left));
        found.extend(right.map(|right| (*at, *right)));
    }
    found
}

#[derive(Default)]
struct Zone {
    pieces: Vec<usize>,
    is_columns: bool,
}

/// Sections of a page from top to bottom: those that nothing crosses at `gutter`, and those between them.
fn zones(pieces: &[Piece], gutter: f64) -> Vec<Zone> {
    let crosses = |piece: &Piece| piece.left < gutter && piece.right > gutter;
    let order = from_the_top(pieces);
    let break_at = BREAK * pitch(pieces, &order);
    let mut zones: Vec<Zone> = Vec::new();
    let mut last: Option<(&Piece, bool)> = None;
    for (nth, at) in order.iter().enumerate() {
        let piece = &pieces[*at];
        let is_on_line = |other: &&usize| pieces[**other].is_on_line_of(piece);
        let above = order[..nth].iter().rev().take_while(is_on_line);
        let mut line = above.chain(order[nth..].iter().take_while(is_on_line));
        let crosses = line.any(|other| crosses(&pieces[*other]));
        let goes_on = last.is_some_and(|(last, did_cross)| {
            did_cross == crosses && last.baseline - piece.baseline < break_at
        });
        if !goes_on {
            zones.push(Zone::default());
        }
        if let Some(zone) = zones.last_mut() {
            zone.pieces.push(*at);
        }
        last = Some((piece, crosses));
    }
    for zone in &mut zones {
        zone.is_columns = is_columns(pieces, &mut zone.pieces.clone(), gutter);
    }
    zones
}

/// The usual distance between two lines.
fn pitch(pieces: &[Piece], order: &[usize]) -> f64 {
    let lines = order.windows(2);
    let distances = lines.map(|pair| (&pieces[pair[0]], &pieces[pair[1]]));
    let mut distances: Vec<f64> = distances
        .filter(|(above, below)| !above.is_on_line_of(below))
        .map(|(above, below)| above.baseline - below.baseline)
        .collect();
    distances.sort_by(f64::total_cmp);
    let usual = distances.get(distances.len() / 2).copied();
    usual.unwrap_or(f64::MAX)
}

/// Whether a zone is two columns of prose whose lines are drawn alternately.
fn is_columns(pieces: &[Piece], zone: &mut [usize], gutter: f64) -> bool {
    // In drawing order.
    zone.sort_unstable();
    let is_left = |at: usize| pieces[at].left < gutter;
    let turns = zone
        .windows(2)
        .filter(|it| is_left(it[0]) != is_left(it[1]));
    let turns = turns.count();
    let (left, right): (Vec<usize>, Vec<usize>) = zone.iter().partition(|at| is_left(**at));
    [left, right].iter().all(|side| {
        let rows = rows(pieces, side);
        rows.len() >= MIN_ROWS && turns >= rows.len() && is_prose(&rows)
    })
}

struct Row {
    left: f64,
    right: f64,
    letters: usize,
    has_case: bool,
    begins_lower: bool,
}

fn rows(pieces: &[Piece], side: &[usize]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<&Piece> = None;
    for at in side {
        let piece = &pieces[*at];
        let letters = piece.text.chars().count();
        match rows.last_mut() {
            Some(row) if last.is_some_and(|last| last.is_on_line_of(piece)) => {
                row.left = row.left.min(piece.left);
                row.right = row.right.max(piece.right);
                row.letters += letters;
            }
            Some(_) | None => rows.push(Row {
                left: piece.left,
                right: piece.right,
                letters,
                has_case: piece.text.contains(|c: char| c.is_lowercase()),
                begins_lower: piece.text.trim_start().starts_with(char::is_lowercase),
            }),
        }
        last = Some(piece);
    }
    rows
}

fn is_prose(rows: &[Row]) -> bool {
    let left = rows.iter().map(|row| row.left).fold(f64::MAX, f64::min);
    let right = rows.iter().map(|row| row.right).fold(f64::MIN, f64::max);
    let filled: f64 = rows.iter().map(|row| row.right - row.left).sum();
    let letters: usize = rows.iter().map(|row| row.letters).sum();
    let with_case = rows.iter().filter(|row| row.has_case).count();
    let in_lower_case = rows.iter().filter(|row| row.begins_lower).count();
    filled >= FILLED * (right - left) * rows.len() as f64
        && letters >= MIN_LETTERS * rows.len()
        && in_lower_case * 100 >= with_case * LOWER_CASE
}
