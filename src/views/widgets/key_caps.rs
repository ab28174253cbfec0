//! Keys drawn as keycaps.

use crate::{
    text::WordList,
    views::{Paint, theme::letters},
    workbench::{platform_cap, platform_keys},
};

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

const PADDING: f32 = 5.0;
const GAP: f32 = 3.0;
const HEIGHT: f32 = 19.0;

/// Keys with names. Single characters and function keys are caps too.
const NAMES: WordList = WordList(
    "Ctrl, Alt, Shift, Enter, Escape, Tab, Space, Home, End, Left, Right, Up, Down, Arrows, Page Up, Page Down, \
    Delete, Backspace",
);

/// Paints keys such as "Ctrl+Left, Ctrl+Right" as caps, with the words between them.
pub(crate) fn key_caps(ui: &mut Ui, paint: &Paint<'_>, keys: &str) -> Response {
    let galley = |text: &str, color: Color32| {
        let font = FontId::proportional(letters::SMALL);
        ui.painter().layout_no_wrap(text.to_owned(), font, color)
    };
    let pieces: Vec<(bool, Arc<Galley>)> = pieces(keys)
        .into_iter()
        .map(|(is_cap, text)| {
            let color = if is_cap {
                paint.theme.text
            } else {
                paint.theme.faint
            };
            let text = if is_cap { platform_cap(text) } else { text };
            (is_cap, galley(text, color))
        })
        .collect();
    let width = |(is_cap, galley): &(bool, Arc<Galley>)| {
        let padded = galley.size().x + if *is_cap { 2.0 * PADDING } else { 0.0 };
        padded.max(if *is_cap { HEIGHT } else { 0.0 })
    };
    let widths: Vec<f32> = pieces.iter().map(width).collect();
    let whole = widths.iter().map(|width| width + GAP).sum::<f32>();
    let (rect, response) = ui.allocate_exact_size(vec2(whole, HEIGHT), Sense::hover());
    let mut left = rect.left();
    for ((is_cap, galley), width) in pieces.into_iter().zip(widths) {
        let rect_of_cap = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, HEIGHT));
        if is_cap {
            let stroke = Stroke::new(1.0, paint.theme.outline);
            ui.painter().rect(
                rect_of_cap,
                4.0,
                paint.theme.page,
                stroke,
                StrokeKind::Inside,
            );
        }
        let at = rect_of_cap.center() - galley.size() * 0.5;
        ui.painter().galley(at, galley, paint.theme.text);
        left += width + GAP;
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, platform_keys(keys)));
    response
}

/// Splits written keys into pieces, each with whether it is a cap.
fn pieces(keys: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = keys;
    while !rest.is_empty() {
        let (end, separator) = [", then ", ", ", " or "]
            .into_iter()
            .filter_map(|separator| Some((rest.find(separator)?, separator)))
            .min_by_key(|(at, separator)| (*at, usize::MAX - separator.len()))
            .unwrap_or((rest.len(), ""));
        pieces.extend(of_one(&rest[..end]));
        match separator {
            "" => {}
            ", then " => pieces.push((false, "then")),
            _ => pieces.push((false, "or")),
        }
        rest = &rest[end + separator.len()..];
    }
    pieces
}

/// The keys held together: "Ctrl++" is Ctrl and plus.
fn of_one(keys: &str) -> Vec<(bool, &str)> {
    let (held, last) = match keys.strip_suffix('+') {
        Some(before) => (
            before.strip_suffix('+').unwrap_or(before),
            &keys[keys.len() - 1..],
        ),
        None => keys.rsplit_once('+').unwrap_or(("", keys)),
    };
    let all: Vec<&str> = held
        .split('+')
        .filter(|key| !key.is_empty())
        .chain([last])
        .collect();
    if all.iter().all(|key| is_key(key)) {
        all.into_iter().map(|key| (true, key)).collect()
    } else {
        vec![(false, keys)]
    }
}

fn is_key(word: &str) -> bool {
    let is_function = word
        .strip_prefix('F')
        .is_some_and(|number| number.parse::<u8>().is_ok());
    word.chars().count() == 1 || is_function || NAMES.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_caps_and_other_words_are_not() {
        for (keys, expected) in [
            ("Ctrl+Shift+S", "[Ctrl][Shift][S]"),
            ("Ctrl++ or F3", "[Ctrl][+]or[F3]"),
            ("+, -", "[+]or[-]"),
            ("Alt+-", "[Alt][-]"),
            ("Page Up, Page Down", "[Page Up]or[Page Down]"),
            ("Tab, then Enter", "[Tab]then[Enter]"),
            ("Shift with any of these", "Shift with any of these"),
        ] {
            let shown: String = pieces(keys)
                .into_iter()
                .map(|(is_cap, text)| {
                    if is_cap {
                        format!("[{text}]")
                    } else {
                        text.to_owned()
                    }
                })
                .collect();
            assert_eq!(shown, expected, "{keys}");
        }
    }
}
