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

/// Pieces drawn between the first and the last one of alternating columns that are not theirs are at most one in this
/// many.
const MAX_BETWEEN: usize = 4;

/// Minimum percentage of the lines of a column that begin, or in text from right to left end, at the gutter's edge. The
/// wide gaps in lines of justified text, one below the other, are at different places.
const ALIGNED: usize = 60;

/// Maximum distance from that edge, as a share of the letter size.
const AT_EDGE: f64 = 0.3;

/// Sorts pieces from drawing order into reading order. Only columns whose lines alternate are sorted; the other pieces
/// stay in drawing order.
pub(super) fn in_reading_order(pieces: Vec<Piece>) -> Vec<Piece> {
    if pieces.len() > MAX_PIECES {
        return pieces;
    }
    let Some(gutter) = gutter(&pieces) else {
        return pieces;
    };
    let backwards = pieces.iter().filter(|it| has_right_to_left(&it.text));
    let right_first = backwards.count() * 2 > pieces.len();
    let mut zones = zones(&pieces, gutter);
    zones.retain_mut(|zone| is_columns(&pieces, zone, gutter, right_first));
    if zones.is_empty() {
        return pieces;
    }
    // The index where each piece is read, and its column from 1 on.
    let mut keys: Vec<(usize, usize)> = (0..pieces.len()).map(|at| (at, 0)).collect();
    for zone in &zones {
        for at in zone {
            let is_second = (pieces[*at].left > gutter) != right_first;
            keys[*at] = (zone[0], 1 + usize::from(is_second));
        }
    }
    let mut keyed: Vec<((usize, usize), Piece)> = keys.into_iter().zip(pieces).collect();
    keyed.sort_by_key(|(key, _)| *key);
    let parts = keyed.chunk_by(|(a, _), (b, _)| a == b || (a.1, b.1) == (0, 0));
    let parts = parts.map(|part| part.iter().map(|(_, piece)| piece.clone()).collect());
    parts.flat_map(in_reading_order).collect()
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

/// Sections of a page that nothing crosses at `gutter`, as indices of pieces.
fn zones(pieces: &[Piece], gutter: f64) -> Vec<Vec<usize>> {
    let crosses = |piece: &Piece| piece.left < gutter && piece.right > gutter;
    let order = from_the_top(pieces);
    let break_at = BREAK * pitch(pieces, &order);
    let mut zones: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<&Piece> = None;
    for (nth, at) in order.iter().enumerate() {
        let piece = &pieces[*at];
        let is_on_line = |other: &&usize| pieces[**other].is_on_line_of(piece);
        let above = order[..nth].iter().rev().take_while(is_on_line);
        let mut line = above.chain(order[nth..].iter().take_while(is_on_line));
        let crosses = line.any(|other| crosses(&pieces[*other]));
        let goes_on = last.is_some_and(|last| last.baseline - piece.baseline < break_at);
        if crosses {
            last = None;
            continue;
        }
        match zones.last_mut() {
            Some(zone) if goes_on => zone.push(*at),
            Some(_) | None => zones.push(vec![*at]),
        }
        last = Some(piece);
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

/// Whether a zone is two columns of prose whose lines are drawn alternately. Sorts it into drawing order.
fn is_columns(pieces: &[Piece], zone: &mut [usize], gutter: f64, right_first: bool) -> bool {
    zone.sort_unstable();
    // Columns that are drawn one after the other have the rest of the first one between their lines in a zone.
    let drawn = zone[zone.len() - 1] - zone[0] + 1;
    if (drawn - zone.len()) * MAX_BETWEEN > zone.len() {
        return false;
    }
    let is_left = |at: usize| pieces[at].left < gutter;
    let turns = zone
        .windows(2)
        .filter(|it| is_left(it[0]) != is_left(it[1]));
    let turns = turns.count();
    let (left, right): (Vec<usize>, Vec<usize>) = zone.iter().partition(|at| is_left(**at));
    let (left, right) = (rows(pieces, &left), rows(pieces, &right));
    let is_column = |rows: &[Row]| rows.len() >= MIN_ROWS && turns >= rows.len() && is_prose(rows);
    let begins_at_gutter = if right_first {
        is_aligned(&left, |row| row.right)
    } else {
        is_aligned(&right, |row| row.left)
    };
    let ends = left.iter().map(|row| row.right).fold(f64::MIN, f64::max);
    let begins = right.iter().map(|row| row.left).fold(f64::MAX, f64::min);
    let size = right.iter().map(|row| row.size).fold(f64::MAX, f64::min);
    begins - ends >= GUTTER * size && begins_at_gutter && is_column(&left) && is_column(&right)
}

fn is_aligned(rows: &[Row], edge: impl Fn(&Row) -> f64) -> bool {
    let mut edges: Vec<f64> = rows.iter().map(&edge).collect();
    edges.sort_by(f64::total_cmp);
    let usual = edges.get(edges.len() / 2).copied().unwrap_or_default();
    let at_edge = rows
        .iter()
        .filter(|row| (edge(row) - usual).abs() < AT_EDGE * row.size);
    at_edge.count() * 100 >= rows.len() * ALIGNED
}

struct Row {
    left: f64,
    right: f64,
    size: f64,
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
                size: piece.size,
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
