//! Scripts that are read from right to left, and those without spaces between words.

use crate::text::{is_unspaced, runs_right_to_left};

/// Whether texts that follow each other have no space between them.
pub(super) fn is_between_unspaced(text: &str, next: &str) -> bool {
    text.ends_with(is_full_width) && next.starts_with(is_full_width)
}

/// Letters of scripts without spaces, and their punctuation.
fn is_full_width(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

pub(super) fn has_right_to_left(text: &str) -> bool {
    text.contains(is_right_to_left)
}

/// Numbers keep their order in every script.
fn is_right_to_left(c: char) -> bool {
    runs_right_to_left(c) && !c.is_numeric()
}

/// The text of a line that is seen from left to right, in the order in which it is read. Latin words and numbers keep their
/// order; if most letters are Latin, so does the line, and its Arabic or Hebrew words are turned.
pub(super) fn as_read(seen: &str) -> String {
    let letters = seen.chars().filter(|c| c.is_alphabetic());
    let (backwards, forwards): (Vec<char>, Vec<char>) = letters.partition(|c| is_right_to_left(*c));
    let line_is_backwards = backwards.len() >= forwards.len();
    let is_turned = |c: &char| is_right_to_left(*c);
    let is_kept = |c: &char| c.is_alphanumeric() && !is_right_to_left(*c);
    let mut signs: Vec<char> = seen.chars().collect();
    if line_is_backwards {
        let read = |mirrored: fn(char) -> char| {
            let mut signs: Vec<char> = signs.iter().rev().copied().map(mirrored).collect();
            turn_runs(&mut signs, is_kept, is_turned);
            signs
        };
        // Some programs name brackets by how they are read, and not by how they look.
        let as_named = read(|sign| sign);
        let as_seen = read(mirrored);
        signs = if is_balanced(&as_named) && !is_balanced(&as_seen) {
            as_named
        } else {
            as_seen
        };
    } else {
        turn_runs(&mut signs, is_turned, is_kept);
    }
    signs.into_iter().collect()
}

/// Turns each run from a sign that is turned to the last one before another that is kept.
fn turn_runs(
    signs: &mut [char],
    is_turned: impl Fn(&char) -> bool,
    is_kept: impl Fn(&char) -> bool,
) {
    let mut at = 0;
    while let Some(start) = signs[at..].iter().position(&is_turned).map(|by| at + by) {
        let end = signs[start..].iter().position(&is_kept);
        let end = end.map_or(signs.len(), |by| start + by);
        let last = signs[start..end].iter().rposition(&is_turned);
        at = start + last.unwrap_or_default() + 1;
        signs[start..at].reverse();
    }
}

/// Whether each bracket that is opened is closed after it.
fn is_balanced(signs: &[char]) -> bool {
    let mut open = Vec::new();
    for sign in signs {
        match sign {
            '(' | '[' | '«' => open.push(mirrored(*sign)),
            ')' | ']' | '»' if open.pop() != Some(*sign) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

fn mirrored(sign: char) -> char {
    match sign {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        sign => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_seen_from_left_to_right_are_put_as_they_are_read() {
        for (seen, read) in [
            (".םיעוצפ 12 לע חווד דרשמה", "המשרד דווח על 12 פצועים."),
            ("(2031) םיעוצפ 12.5", "12.5 פצועים (2031)"),
            (")2031( םיעוצפ 12.5", "12.5 פצועים (2031)"),
            ("םיעוצפ (12", "12) פצועים"),
            ("דרשמה Ina Holt רמא", "אמר Ina Holt המשרד"),
            ("The word םולש means peace", "The word שלום means peace"),
        ] {
            assert_eq!(as_read(seen), read);
        }
    }
}
