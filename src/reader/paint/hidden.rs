//! Marks for hidden characters: their position in a line and their appearance.

use crate::{
    reader::layout::HiddenMark,
    text::{
        HiddenCharacter, hidden_character, hidden_characters, is_grapheme_boundary, is_isolate,
    },
};

use std::borrow::Cow;

use egui::{Color32, Painter, Rect, Stroke, pos2, vec2};

// Widths of gaps, as multiples of the font size.
const TAB_WIDTH: f32 = 1.6;
const MARK_WIDTH: f32 = 0.8;

/// Replaces control characters by spaces of the same number of bytes, because fonts draw them as gaps and parley breaks
/// lines at them.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| match character {
        '\n' => '\n',
        control if control.is_control() && control.len_utf8() == 1 => ' ',
        // U+00A0 has two bytes, like the C1 controls.
        control if control.is_control() => '\u{A0}',
        other => other,
    });
    Cow::Owned(replaced.collect())
}

/// Space for the mark of a hidden character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MarkGap {
    /// Byte range of the character.
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) width: f32,
}

/// The gaps for hidden characters. Joiners and soft hyphens get none, because a gap would separate the letters on both sides;
/// neither do characters inside a grapheme, nor isolates if `hide_isolate_marks`.
pub(crate) fn gaps(text: &str, size: f32, hide_isolate_marks: bool) -> Vec<MarkGap> {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return Vec::new();
    }
    text.char_indices()
        .filter(|(_, character)| !(hide_isolate_marks && is_isolate(*character)))
        .filter_map(|(at, character)| {
            let width = gap_width(text, at, character)? * size;
            let end = at + character.len_utf8();
            Some(MarkGap { at, end, width })
        })
        .collect()
}

/// The width of the gap for a character, as a multiple of the font size.
fn gap_width(text: &str, at: usize, character: char) -> Option<f32> {
    let width = match character {
        '\t' => TAB_WIDTH,
        '\u{AD}' | '\u{200C}' | '\u{200D}' => return None,
        other => hidden_character(other).map(|_| MARK_WIDTH)?,
    };
    let is_grapheme =
        is_grapheme_boundary(text, at) && is_grapheme_boundary(text, at + character.len_utf8());
    is_grapheme.then_some(width)
}

/// The symbol in a mark, by the effect of the character on direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkSymbol {
    Right,
    Left,
    End,
    Dot,
}

fn symbol(character: char) -> MarkSymbol {
    match character {
        '\u{200E}' | '\u{202A}' | '\u{202D}' | '\u{2066}' => MarkSymbol::Right,
        '\u{61C}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' => MarkSymbol::Left,
        '\u{202C}' | '\u{2069}' => MarkSymbol::End,
        _ => MarkSymbol::Dot,
    }
}

/// Paints a mark at `rect`, for a font of `size`; both in points.
pub(crate) fn paint(painter: &Painter, mark: &HiddenMark, rect: Rect, size: f32, color: Color32) {
    let stroke = Stroke::new(1.0, color);
    if mark.boxed {
        paint_boxed(painter, rect, mark.hidden.character, stroke);
    } else {
        let foot = rect.center_bottom() + vec2(0.0, size * 0.12);
        paint_tick(painter, foot, size, stroke);
    }
}

/// Paints the box of `character` in the gap that the layout left for it.
fn paint_boxed(painter: &Painter, rect: Rect, character: char, stroke: Stroke) {
    let rect = rect.shrink2(vec2(rect.width() * 0.1, 0.0));
    painter.rect_stroke(rect, rect.height() * 0.2, stroke, egui::StrokeKind::Inside);
    let centre = rect.center();
    let arm = vec2(rect.width() * 0.24, 0.0);
    match symbol(character) {
        MarkSymbol::Right => painter.arrow(centre - arm, arm * 2.0, stroke),
        MarkSymbol::Left => painter.arrow(centre + arm, arm * -2.0, stroke),
        MarkSymbol::End => {
            painter.vline(
                centre.x,
                rect.shrink(rect.height() * 0.25).y_range(),
                stroke,
            );
        }
        MarkSymbol::Dot => {
            painter.circle_filled(centre, stroke.width * 1.2, stroke.color);
        }
    }
}

/// Paints the tick under a joiner, which does not change the letters.
fn paint_tick(painter: &Painter, foot: egui::Pos2, size: f32, stroke: Stroke) {
    let half = size * 0.14;
    painter.line_segment([pos2(foot.x - half, foot.y + half), foot], stroke);
    painter.line_segment([pos2(foot.x + half, foot.y + half), foot], stroke);
}

/// The hidden characters of `text` without a gap, which are marked with a tick.
pub(crate) fn ticked_characters(text: &str) -> Vec<(usize, HiddenCharacter)> {
    if text.is_ascii() {
        return Vec::new();
    }
    hidden_characters(text)
        .filter(|(at, hidden)| gap_width(text, *at, hidden.character).is_none())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_spaces_of_the_same_length() {
        let text = "a\u{7}b\u{85}c\td";
        assert_eq!(without_controls(text), "a b\u{A0}c d");
        assert_eq!(without_controls(text).len(), text.len());
    }

    #[test]
    fn a_mark_gets_a_gap_except_for_joiners() {
        let gap = MarkGap {
            at: 1,
            end: 4,
            width: 8.0,
        };
        assert_eq!(gaps("a\u{202E}b", 10.0, false), [gap]);
        assert_eq!(gaps("می\u{200C}خواهم 👨\u{200D}👩", 10.0, false), []);
        let ticks: Vec<usize> = ticked_characters("می\u{200C}خ")
            .iter()
            .map(|(at, _)| *at)
            .collect();
        assert_eq!(ticks, [4]);
    }
}
