//! What a screen reader gets: the pane as a document, its visible paragraphs in logical order, caret and highlights.

use egui::{
    Id, Rect, Response, Ui, UiBuilder,
    accesskit::{Action, Node, Role, TextDirection, TextPosition, TextSelection},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    block::BlockLayout,
    frame::Frame,
    interface::{Passage, ReaderEvent},
    scroll::Visible,
};

/// Longer quotes are cut: a name is no place for a chapter.
const QUOTE_BYTES: usize = 400;

/// Describes the frame, if anybody listens, and takes in what the screen reader's user clicked.
pub(super) fn describe(ui: &mut Ui, response: &Response, frame: &mut Frame) {
    let selection = selection(frame);
    let described = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Document);
        node.set_label(frame.input.name);
        node.set_read_only();
        if let Some(selection) = selection {
            node.set_text_selection(selection);
        }
    });
    if described.is_none() {
        return;
    }
    for seen in &frame.visible {
        if let Some(layout) = &seen.layout {
            paragraph(ui, frame, seen, layout);
        }
    }
    for passage in &frame.passages {
        mark(ui, frame, passage);
    }
    clicks(ui, frame);
}

fn block_id(frame: &Frame, block: usize) -> Id {
    frame.pane.id.with("block").with(block)
}

fn mark_id(frame: &Frame, passage: &Passage) -> Id {
    frame.pane.id.with("highlight").with(passage.id.number())
}

/// Adds a node under `parent`.
fn add(ui: &mut Ui, parent: Id, id: Id, role: Role, rect: Rect, write: impl FnOnce(&mut Node)) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .accessibility_parent(parent)
        .accessibility_role(role);
    // A child of the painter's kind is the one way for a node that is no widget to get a parent.
    drop(ui.new_child(builder));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_bounds(egui::accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
        write(node);
    });
}

/// A paragraph (or a piece of a very long one) with a text run for every line.
fn paragraph(ui: &mut Ui, frame: &Frame, seen: &Visible, layout: &BlockLayout) {
    let id = block_id(frame, seen.block);
    let size = egui::vec2(frame.pane.width, layout.height());
    let rect = Rect::from_min_size(egui::pos2(0.0, seen.text_top()), size);
    let outside = frame.pane.outside(rect);
    add(ui, frame.pane.id, id, Role::Paragraph, outside, |_| {});
    for line in 0..layout.layout.len() {
        let (top, bottom) = layout.line_band(line);
        let band = Rect::from_x_y_ranges(rect.x_range(), rect.top() + top..=rect.top() + bottom);
        let outside = frame.pane.outside(band);
        let text = line_text(frame, layout, line);
        add(ui, id, id.with(line), Role::TextRun, outside, |node| {
            let direction = if layout.is_rtl() {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            };
            node.set_text_direction(direction);
            node.set_character_lengths(character_lengths(&text));
            node.set_word_starts(word_starts(&text));
            node.set_value(text);
        });
    }
}

/// A line as it is stored, in logical order; the last of a paragraph ends with its line feed.
fn line_text(frame: &Frame, layout: &BlockLayout, line: usize) -> String {
    let range = layout.line_range(line);
    let text = frame.input.text.as_str();
    let ends = line + 1 == layout.layout.len() && text[range.end..].starts_with('\n');
    let feed = if ends { "\n" } else { "" };
    format!("{}{feed}", &text[range])
}

/// Bytes of every grapheme; one of more than 255 counts as several.
fn character_lengths(text: &str) -> Vec<u8> {
    text.graphemes(true)
        .flat_map(|grapheme| match u8::try_from(grapheme.len()) {
            Ok(length) => vec![length],
            Err(_) => grapheme.chars().map(|c| c.len_utf8() as u8).collect(),
        })
        .collect()
}

/// The graphemes at which words begin, as far as AccessKit can count.
fn word_starts(text: &str) -> Vec<u8> {
    text.unicode_word_indices()
        .filter_map(|(at, _)| u8::try_from(text[..at].graphemes(true).count()).ok())
        .collect()
}

fn mark(ui: &mut Ui, frame: &Frame, passage: &Passage) {
    let rects = frame.rects(passage.span);
    let Some(rect) = rects.iter().map(|(rect, _)| *rect).reduce(Rect::union) else {
        return;
    };
    let name = mark_name(frame.input.text.as_str(), passage);
    let outside = frame.pane.outside(rect);
    add(
        ui,
        frame.pane.id,
        mark_id(frame, passage),
        Role::Mark,
        outside,
        |node| {
            node.set_label(name);
            node.add_action(Action::Click);
            node.set_selected(passage.selected);
        },
    );
}

fn mark_name(text: &str, passage: &Passage) -> String {
    let quote = text.get(passage.span.range()).unwrap_or_default();
    let shown = &quote[..quote.floor_char_boundary(QUOTE_BYTES)];
    let more = if shown.len() < quote.len() { "…" } else { "" };
    match passage.about.as_str() {
        "" => format!("Highlight: {shown}{more}"),
        about => format!("Highlight: {shown}{more} — {about}"),
    }
}

fn clicks(ui: &Ui, frame: &mut Frame) {
    let clicked = frame.passages.iter().find(|passage| {
        let id = mark_id(frame, passage);
        ui.input(|input| input.has_accesskit_action_request(id, Action::Click))
    });
    if let Some(id) = clicked.map(|passage| passage.id) {
        frame.events.push(ReaderEvent::ClickPassage(id));
    }
}

/// The selection in terms of the visible lines; ends beyond them are moved to the nearest.
fn selection(frame: &Frame) -> Option<TextSelection> {
    let selection = frame.selection?;
    Some(TextSelection {
        anchor: position(frame, selection.anchor)?,
        focus: position(frame, selection.head)?,
    })
}

fn position(frame: &Frame, at: usize) -> Option<TextPosition> {
    let bytes = frame.visible_bytes();
    let at = at.clamp(bytes.start, bytes.end);
    let with_text = frame
        .visible
        .iter()
        .filter_map(|seen| seen.layout.as_ref().map(|layout| (seen.block, layout)));
    let (block, layout) = with_text
        .take_while(|(_, layout)| layout.range().start <= at)
        .last()?;
    let line = layout.line_of(at);
    let range = layout.line_range(line);
    let before = frame
        .input
        .text
        .as_str()
        .get(range.start..at.clamp(range.start, range.end))?;
    Some(TextPosition {
        node: block_id(frame, block).with(line).accesskit_id(),
        character_index: character_lengths(before).len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_graphemes_in_bytes() {
        assert_eq!(character_lengths("aé👩‍👩‍👧"), [1, 2, 18]);
        assert_eq!(word_starts("He said: no"), [0, 3, 9]);
    }
}
