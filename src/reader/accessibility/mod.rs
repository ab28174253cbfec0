//! The accessibility tree of a pane: a document with its visible paragraphs in logical order, caret and highlights.

mod text_runs;

use super::{
    frame::PaneFrame,
    interface::{ReaderEvent, ReaderPassage},
    layout::{BlockLayout, ParagraphStyle, VisibleBlock},
    paint::{fold_lines, structure::shown_locator},
};
use crate::text::TextSelection;
use text_runs::{TextRun, runs};

use egui::{
    Event, Id, Rect, Response, Ui, UiBuilder,
    accesskit::{
        Action, ActionData, Node, Role, TextPosition, TextSelection as AccessSelection, TreeId,
    },
};

/// Maximum length of a quote in an accessible name.
const MAX_QUOTE_BYTES: usize = 400;

/// Adds the frame to the accessibility tree, if one is built, and handles clicks from assistive technology.
pub(crate) fn describe(ui: &mut Ui, response: &Response, frame: &mut PaneFrame) {
    let described = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Document);
        node.set_label(frame.input.name);
        node.set_read_only();
        node.add_action(Action::SetTextSelection);
        if let Some(selection) = selection(frame) {
            node.set_text_selection(selection);
        }
        let caret = frame.selection.map(|selection| selection.head);
        if let Some(fold) = caret.and_then(|at| frame.fold_at(at)) {
            // The caret is at a fold line, which is a button.
            node.set_active_descendant(fold_lines::button_id(frame, fold).accesskit_id());
        }
    });
    if described.is_none() {
        return;
    }
    for (visible, layout) in frame.visible_text() {
        paragraph(ui, frame, visible, layout);
    }
    for passage in &frame.passages {
        mark(ui, frame, passage);
    }
    clicks(ui, frame);
}

fn paragraph_id(frame: &PaneFrame, block: usize) -> Id {
    frame.pane.id.with("block").with(block)
}

fn mark_id(frame: &PaneFrame, passage: &ReaderPassage) -> Id {
    frame.pane.id.with("highlight").with(passage.id.number())
}

/// Adds a node under `parent`.
fn add(ui: &mut Ui, parent: Id, id: Id, role: Role, rect: Rect, write: impl FnOnce(&mut Node)) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .accessibility_parent(parent)
        .accessibility_role(role);
    // Creating a child Ui is the only way to give a parent to a node that is not a widget.
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

/// Adds a block with the text runs of its lines.
fn paragraph(ui: &mut Ui, frame: &PaneFrame, visible: &VisibleBlock, layout: &BlockLayout) {
    let id = paragraph_id(frame, visible.block);
    let shift = egui::vec2(0.0, visible.text_top());
    let size = egui::vec2(frame.pane.width, layout.height());
    let rect = Rect::from_min_size(egui::Pos2::ZERO + shift, size);
    let outside = frame.pane.outside(rect);
    let paragraph = frame.view.flow.blocks().get(visible.block).paragraph;
    let role = match frame.input.styles.get(&paragraph) {
        Some(ParagraphStyle::Headline | ParagraphStyle::Heading) => Role::Heading,
        Some(ParagraphStyle::Caption) => Role::Caption,
        None => Role::Paragraph,
    };
    let locator = shown_locator(frame.input.structure, frame.input.clutter, paragraph);
    add(ui, frame.pane.id, id, role, outside, |node| {
        if let Some(locator) = locator {
            node.set_description(locator);
        }
    });
    for line in 0..layout.layout.len() {
        let runs = runs(layout, frame.input.text.as_str(), line);
        let ids: Vec<Id> = (0..runs.len()).map(|nth| run_id(id, line, nth)).collect();
        for (nth, run) in runs.iter().enumerate() {
            let outside = frame.pane.outside(run.rect.translate(shift));
            add(ui, id, ids[nth], Role::TextRun, outside, |node| {
                write_run(frame, run, node);
                if let Some(previous) = nth.checked_sub(1) {
                    node.set_previous_on_line(ids[previous].accesskit_id());
                }
                if let Some(next) = ids.get(nth + 1) {
                    node.set_next_on_line(next.accesskit_id());
                }
            });
        }
    }
}

fn run_id(block: Id, line: usize, nth: usize) -> Id {
    block.with(line).with(nth)
}

/// Writes the text of a run, and the positions of its characters.
fn write_run(frame: &PaneFrame, run: &TextRun, node: &mut Node) {
    let points = |pixels: Vec<f32>| -> Vec<f32> {
        let points = pixels.into_iter().map(|length| length / frame.pane.scale);
        points.collect()
    };
    node.set_text_direction(run.direction);
    node.set_character_lengths(run.lengths());
    node.set_character_positions(points(run.positions()));
    node.set_character_widths(points(run.widths()));
    node.set_word_starts(run.word_starts());
    node.set_value(&frame.input.text.as_str()[run.range.clone()]);
}

fn mark(ui: &mut Ui, frame: &PaneFrame, passage: &ReaderPassage) {
    let rects = frame.rects(passage.span);
    let Some(rect) = rects.iter().map(|line| line.rect).reduce(Rect::union) else {
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

fn mark_name(text: &str, passage: &ReaderPassage) -> String {
    let quote = text.get(passage.span.range()).unwrap_or_default();
    let shown = &quote[..quote.floor_char_boundary(MAX_QUOTE_BYTES)];
    let more = if shown.len() < quote.len() { "…" } else { "" };
    match passage.about.as_str() {
        "" => format!("Highlight: {shown}{more}"),
        about => format!("Highlight: {shown}{more} — {about}"),
    }
}

fn clicks(ui: &Ui, frame: &mut PaneFrame) {
    let clicked = frame.passages.iter().find(|passage| {
        let id = mark_id(frame, passage);
        ui.input(|input| input.has_accesskit_action_request(id, Action::Click))
    });
    if let Some(id) = clicked.map(|passage| passage.id) {
        frame.events.push(ReaderEvent::ClickPassage(id));
    }
}

/// The selection in the visible lines. Ends outside them are moved to the nearest line.
fn selection(frame: &PaneFrame) -> Option<AccessSelection> {
    let selection = frame.selection?;
    Some(AccessSelection {
        anchor: position(frame, selection.anchor)?,
        focus: position(frame, selection.head)?,
    })
}

fn position(frame: &PaneFrame, at: usize) -> Option<TextPosition> {
    let bytes = frame.visible_range();
    let at = at.clamp(bytes.start, bytes.end);
    let (visible, layout) = frame
        .visible_text()
        .take_while(|(_, layout)| layout.range().start <= at)
        .last()?;
    let line = layout.line_of(at);
    let runs = runs(layout, frame.input.text.as_str(), line);
    let nth = runs.iter().take_while(|run| run.range.end <= at).count();
    let nth = nth.min(runs.len() - 1);
    Some(TextPosition {
        node: run_id(paragraph_id(frame, visible.block), line, nth).accesskit_id(),
        character_index: runs[nth].index_of(at),
    })
}

/// Carries out a request of assistive technology to select text.
pub(crate) fn select(ui: &Ui, frame: &mut PaneFrame) {
    let pane = frame.pane.id.accesskit_id();
    let requested = ui.input(|input| {
        let requests = input.events.iter().filter_map(|event| match event {
            Event::AccessKitActionRequest(request) => Some(request),
            _ => None,
        });
        let mut ours = requests
            .filter(|request| request.target_node == pane && request.target_tree == TreeId::ROOT);
        ours.find_map(|request| match request.data {
            Some(ActionData::SetTextSelection(selection)) => Some(selection),
            _ => None,
        })
    });
    let ends = requested.and_then(|requested| {
        Some((
            byte_of(frame, &requested.anchor)?,
            byte_of(frame, &requested.focus)?,
        ))
    });
    if let Some((anchor, head)) = ends {
        frame.select(Some(TextSelection { anchor, head }));
        frame.reveal(head);
    }
}

/// Converts a position in a visible line to an offset in the article.
fn byte_of(frame: &PaneFrame, position: &TextPosition) -> Option<usize> {
    let text = frame.input.text.as_str();
    for (visible, layout) in frame.visible_text() {
        let id = paragraph_id(frame, visible.block);
        for line in 0..layout.layout.len() {
            for (nth, run) in runs(layout, text, line).iter().enumerate() {
                if run_id(id, line, nth).accesskit_id() == position.node {
                    return Some(run.byte_at(position.character_index));
                }
            }
        }
    }
    None
}
