//! Breaks text into lines by estimated widths, since no font is available.

use unicode_segmentation::UnicodeSegmentation;

/// Breaks text into at most `most` lines of about `width` in a font size. An ellipsis replaces the rest.
pub(super) fn lines(text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for word in text.split_word_bounds() {
        let long = width_of(word) * size;
        let is_full = used + long > width;
        if is_full && long > width {
            // Break a word longer than a line at the end of the line.
            for letter in word.graphemes(true) {
                used = append(&mut lines, letter, used, size, width);
            }
        } else {
            used = append(&mut lines, word, used, size, width);
        }
        if lines.len() > most {
            lines.truncate(most);
            end_with_ellipsis(&mut lines, size, width);
            break;
        }
    }
    lines
        .into_iter()
        .map(|line| line.trim().to_owned())
        .collect()
}

/// Appends a piece to the last line or to a new one, and returns the width of that line.
fn append(lines: &mut Vec<String>, piece: &str, used: f32, size: f32, width: f32) -> f32 {
    let long = width_of(piece) * size;
    if used > 0.0 && used + long > width {
        lines.push(piece.trim_start().to_owned());
        return width_of(piece.trim_start()) * size;
    }
    if let Some(last) = lines.last_mut() {
        last.push_str(piece);
    }
    used + long
}

fn end_with_ellipsis(lines: &mut [String], size: f32, width: f32) {
    let Some(last) = lines.last_mut() else { return };
    let room = width - width_of("…") * size;
    let mut used = 0.0;
    let fits = last.grapheme_indices(true).take_while(|(_, letter)| {
        used += width_of(letter) * size;
        used <= room
    });
    let end = fits.last().map_or(0, |(at, letter)| at + letter.len());
    last.truncate(end);
    *last = format!("{}…", last.trim_end());
}

/// Width at font size 1, in an average sans-serif.
fn width_of(text: &str) -> f32 {
    text.chars().map(width_of_letter).sum()
}

fn width_of_letter(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.28,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' => 0.86,
        'A'..='Z' => 0.67,
        // Combining marks.
        '\u{300}'..='\u{36f}' => 0.0,
        // Scripts with square letters, and emoji.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'.. => 1.0,
        _ => 0.56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_end_in_an_ellipsis() {
        for (text, width, most, expected) in [
            ("short", 200.0, 2, vec!["short"]),
            ("", 200.0, 2, vec![""]),
            (
                "seven words in two lines of text",
                130.0,
                2,
                vec!["seven words in two", "lines of text"],
            ),
            ("one two three four", 60.0, 1, vec!["one two…"]),
            (
                "Donaudampfschifffahrt",
                60.0,
                2,
                vec!["Donauda", "mpfschi…"],
            ),
        ] {
            assert_eq!(lines(text, 13.0, width, most), expected, "{text}");
        }
    }

    #[test]
    fn no_line_is_too_wide_and_no_letter_is_cut() {
        for text in [
            "大坝决堤造成十三人受伤另有两人失踪",
            "👩\u{200d}👩\u{200d}👧👩\u{200d}👩\u{200d}👧",
            "e\u{301}e\u{301}e\u{301}",
        ] {
            for line in lines(text, 13.0, 60.0, 2) {
                assert!(width_of(&line) * 13.0 <= 60.0, "{line}");
                let whole: Vec<&str> = text.graphemes(true).collect();
                let letters = line.trim_end_matches('…').graphemes(true);
                assert!(
                    letters.clone().all(|letter| whole.contains(&letter)),
                    "{line}"
                );
            }
        }
    }
}
