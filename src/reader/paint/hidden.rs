//! Marks for characters that draw nothing: where they stand in a line, and how the mark looks.

use crate::{
    reader::layout::Mark,
    text::{
        HiddenCharacter, hidden_character, hidden_characters, is_grapheme_boundary, is_isolate,
    },
};

use std::borrow::Cow;

use egui::{Color32, Painter, Rect, Stroke, pos2, vec2};

/// The width of the gap that a tab leaves, as a multiple of the letter size.
const TAB_WIDTH: f32 = 1.6;
const MARK_WIDTH: f32 = 0.8;

/// The text as it is laid out: byte for byte as long, but controls, which fonts draw as boxes and parley breaks lines at,
/// are spaces.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| match character {
        '\n' => '\n',
        control if control.is_control() && control.len_utf8() == 1 => ' ',
        // U+00A0 has two bytes, as the C1 controls have.
        control if control.is_control() => '\u{A0}',
        other => other,
    });
    Cow::Owned(replaced.collect())
}

/// The gaps to leave in front of hidden characters, as (byte, width). Joiners get none, since a gap would
/// tear the letters that they join; nor does what stands inside a grapheme, nor, where `quiet_isolates`, an isolate.
pub(crate) fn boxes(text: &str, size: f32, quiet_isolates: bool) -> Vec<(usize, f32)> {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return Vec::new();
    }
    text.char_indices()
        .filter(|(_, character)| !(quiet_isolates && is_isolate(*character)))
        .filter_map(|(at, character)| gap(character).map(|width| (at, width * size)))
        .filter(|(at, _)| is_grapheme_boundary(text, *at))
        .collect()
}

fn gap(character: char) -> Option<f32> {
    match character {
        '\t' => Some(TAB_WIDTH),
        '\u{200C}' | '\u{200D}' => None,
        other => hidden_character(other).map(|_| MARK_WIDTH),
    }
}

/// What a mark shows, by what the character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Right,
    Left,
    End,
    Dot,
}

fn sign(character: char) -> Sign {
    match character {
        '\u{200E}' | '\u{202A}' | '\u{202D}' | '\u{2066}' => Sign::Right,
        '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' => Sign::Left,
        '\u{202C}' | '\u{2069}' => Sign::End,
        _ => Sign::Dot,
    }
}

/// Paints a mark at `rect` in points, for letters of `size` points.
pub(crate) fn paint(painter: &Painter, mark: &Mark, rect: Rect, size: f32, color: Color32) {
    let stroke = Stroke::new(1.0, color);
    if mark.boxed {
        paint_boxed(painter, rect, mark.hidden.character, stroke);
    } else {
        let foot = rect.center_bottom() + vec2(0.0, size * 0.12);
        paint_tick(painter, foot, size, stroke);
    }
}

/// The boxed mark of `character` in the gap that the layout left for it.
fn paint_boxed(painter: &Painter, rect: Rect, character: char, stroke: Stroke) {
    let rect = rect.shrink2(vec2(rect.width() * 0.1, 0.0));
    painter.rect_stroke(rect, rect.height() * 0.2, stroke, egui::StrokeKind::Inside);
    let centre = rect.center();
    let arm = vec2(rect.width() * 0.24, 0.0);
    match sign(character) {
        Sign::Right => painter.arrow(centre - arm, arm * 2.0, stroke),
        Sign::Left => painter.arrow(centre + arm, arm * -2.0, stroke),
        Sign::End => {
            painter.vline(
                centre.x,
                rect.shrink(rect.height() * 0.25).y_range(),
                stroke,
            );
        }
        Sign::Dot => {
            painter.circle_filled(centre, stroke.width * 1.2, stroke.color);
        }
    }
}

/// The tick under a joiner, which leaves the letters as they are.
fn paint_tick(painter: &Painter, foot: egui::Pos2, size: f32, stroke: Stroke) {
    let half = size * 0.14;
    painter.line_segment([pos2(foot.x - half, foot.y + half), foot], stroke);
    painter.line_segment([pos2(foot.x + half, foot.y + half), foot], stroke);
}

/// The hidden characters of `text` that a tick stands for, since no gap was left for them.
pub(crate) fn ticked(text: &str) -> Vec<(usize, HiddenCharacter)> {
    if text.is_ascii() {
        return Vec::new();
    }
    hidden_characters(text)
        .filter(|(at, hidden)| gap(hidden.character).is_none() || !is_grapheme_boundary(text, *at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_spaces_of_the_same_length() {
        let text = "a\u{7}b\u{85}c\td";
        assert_eq!(without_controls(text), "a b\u{A0}c d");
        assert_eq!(without_controls(text).len(), text.len());
    }

    #[test]
    fn a_gap_is_left_for_a_mark_but_never_inside_a_word_that_is_joined() {
        assert_eq!(boxes("a\u{202E}b", 10.0, false), [(1, 8.0)]);
        assert_eq!(boxes("می\u{200C}خواهم 👨\u{200D}👩", 10.0, false), []);
        let ticks: Vec<usize> = ticked("می\u{200C}خ").iter().map(|(at, _)| *at).collect();
        assert_eq!(ticks, [4]);
    }
}
