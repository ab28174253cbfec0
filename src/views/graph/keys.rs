//! Keyboard input of the graph. Enter is not handled here: egui turns it into a click on the focused node.

use super::{GraphScratch, relations::NewRelation};
use crate::{
    analysis::graph::{GraphColumn, GraphFocus, GraphLayout, Node},
    views::{
        Paint,
        widgets::{Zoom, is_covered, pressed_alone},
    },
    workbench::{GraphIntent, Intent},
};

use egui::{EventFilter, Id, Key, Ui, vec2};

/// Factor of one zoom step.
pub(super) const ZOOM_STEP: f32 = 1.25;
/// Distance that an arrow key pans, in points.
const ARROW_PAN: f32 = 60.0;

pub(super) fn widget_id(node: Node) -> Id {
    Id::unique(("node of the graph", node))
}

/// Handles the keys of this frame.
pub(super) fn handle(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    layout: &GraphLayout,
    canvas: Id,
) {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) || is_covered(paint) {
        return;
    }
    if let Some(zoom) = Zoom::from_keys(ui, ZOOM_STEP) {
        scratch.zoom_by(zoom);
    }
    // The first Escape cancels relating, and the next one deselects the node.
    if scratch.relating.is_some() && pressed_alone(ui, Key::Escape) {
        scratch.relating = None;
        return;
    }
    let focus = ui.memory(egui::Memory::focused);
    let Some(node) = scratch
        .focused
        .filter(|node| focus == Some(widget_id(*node)))
    else {
        if focus.is_none_or(|focus| focus == canvas) {
            pan(ui, scratch, layout);
        }
        return;
    };
    reserve_keys(ui, widget_id(node));
    if pressed_alone(ui, Key::Escape) {
        ui.memory_mut(|memory| memory.request_focus(canvas));
    }
    let Some(at) = layout.find(node) else { return };
    if let Some(next) = next_node(ui, layout, at) {
        let placed = layout.nodes()[next];
        scratch.focused = Some(placed.node);
        ui.memory_mut(|memory| memory.request_focus(widget_id(placed.node)));
        scratch.camera.reveal(placed.area);
    }
    if let (true, Node::Claim(claim)) = (pressed_alone(ui, Key::R), node) {
        scratch.relating = Some(NewRelation::Picking { from: claim });
    }
    if pressed_alone(ui, Key::O) {
        show_alone(paint, node);
    }
}

/// Shows only a claim or a speaker, or everything again if it is already shown alone.
pub(super) fn show_alone(paint: &mut Paint<'_>, node: Node) {
    let focus = match node {
        Node::Claim(id) => GraphFocus::Claim(id),
        Node::Speaker(id) => GraphFocus::Speaker(id),
        Node::Article(_) | Node::Passage(_) => return,
    };
    let is_shown_alone = paint.workbench.graph.query.focus == focus;
    let focus = if is_shown_alone {
        GraphFocus::Whole
    } else {
        focus
    };
    paint.ask(Intent::Graph(GraphIntent::Focus(focus)));
}

/// Reserves the arrow keys and Escape for the graph while `id` has the focus. Tab still moves the focus.
pub(super) fn reserve_keys(ui: &Ui, id: Id) {
    let filter = EventFilter {
        tab: false,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

fn pan(ui: &Ui, scratch: &mut GraphScratch, layout: &GraphLayout) {
    let page = 0.9 * scratch.camera.view.height();
    let end = layout.size().1 * ZOOM_STEP * 4.0;
    let moves = [
        (Key::ArrowUp, vec2(0.0, ARROW_PAN)),
        (Key::ArrowDown, vec2(0.0, -ARROW_PAN)),
        (Key::ArrowLeft, vec2(ARROW_PAN, 0.0)),
        (Key::ArrowRight, vec2(-ARROW_PAN, 0.0)),
        (Key::PageUp, vec2(0.0, page)),
        (Key::PageDown, vec2(0.0, -page)),
        (Key::Home, vec2(0.0, end)),
        (Key::End, vec2(0.0, -end)),
    ];
    for (key, by) in moves {
        if pressed_alone(ui, key) {
            scratch.camera.pan(by);
        }
    }
}

/// The node that a key moves to.
fn next_node(ui: &Ui, layout: &GraphLayout, current: usize) -> Option<usize> {
    let column = GraphColumn::of(layout.nodes()[current].node);
    let pressed = |key| pressed_alone(ui, key);
    match [Key::ArrowLeft, Key::ArrowRight].map(pressed) {
        [true, false] => nearest_in_column(layout, current, column.neighbour(-1)?),
        [false, true] => nearest_in_column(layout, current, column.neighbour(1)?),
        [true, true] => None,
        [false, false] => node_in_column(layout.column(column), current, pressed),
    }
}

/// Up, down, Home and End within the column.
fn node_in_column(nodes: &[usize], current: usize, pressed: impl Fn(Key) -> bool) -> Option<usize> {
    let index = nodes.iter().position(|other| *other == current)?;
    let next = if pressed(Key::ArrowUp) {
        nodes.get(index.checked_sub(1)?)
    } else if pressed(Key::ArrowDown) {
        nodes.get(index + 1)
    } else if pressed(Key::Home) {
        nodes.first()
    } else if pressed(Key::End) {
        nodes.last()
    } else {
        None
    };
    next.copied()
}

/// The nearest connected node in another column, or else the nearest node there.
fn nearest_in_column(layout: &GraphLayout, current: usize, column: GraphColumn) -> Option<usize> {
    let middle = layout.nodes()[current].area.middle();
    let distance = |other: &usize| (layout.nodes()[*other].area.middle() - middle).abs();
    let nearest = |nodes: &mut dyn Iterator<Item = usize>| {
        nodes.min_by(|one, other| distance(one).total_cmp(&distance(other)))
    };
    let edges = layout.edges_at(current).iter();
    let mut connected = edges
        .map(|edge| layout.other_end(*edge, current))
        .filter(|other| GraphColumn::of(layout.nodes()[*other].node) == column);
    nearest(&mut connected).or_else(|| nearest(&mut layout.column(column).iter().copied()))
}
