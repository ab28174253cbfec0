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

pub(super) fn id_of(node: Node) -> Id {
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
    let Some(node) = scratch.focused.filter(|node| focus == Some(id_of(*node))) else {
        if focus.is_none_or(|focus| focus == canvas) {
            pan(ui, scratch, layout);
        }
        return;
    };
    keep_arrows(ui, id_of(node));
    if pressed_alone(ui, Key::Escape) {
        ui.memory_mut(|memory| memory.request_focus(canvas));
    }
    let Some(at) = layout.find(node) else { return };
    if let Some(next) = next_node(ui, layout, at) {
        let placed = layout.nodes()[next];
        scratch.focused = Some(placed.node);
        ui.memory_mut(|memory| memory.request_focus(id_of(placed.node)));
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
pub(super) fn keep_arrows(ui: &Ui, id: Id) {
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

/// The node that a key moves to: up, down, Home and End within the column; left and right to the nearest connected node
/// in the next column, or else to the nearest node there.
fn next_node(ui: &Ui, layout: &GraphLayout, at: usize) -> Option<usize> {
    let column = GraphColumn::of(layout.nodes()[at].node);
    let nodes = layout.column(column);
    let index = nodes.iter().position(|other| *other == at)?;
    if pressed_alone(ui, Key::ArrowUp) {
        return nodes.get(index.checked_sub(1)?).copied();
    }
    if pressed_alone(ui, Key::ArrowDown) {
        return nodes.get(index + 1).copied();
    }
    if pressed_alone(ui, Key::Home) {
        return nodes.first().copied();
    }
    if pressed_alone(ui, Key::End) {
        return nodes.last().copied();
    }
    let by = match (
        pressed_alone(ui, Key::ArrowLeft),
        pressed_alone(ui, Key::ArrowRight),
    ) {
        (true, false) => -1,
        (false, true) => 1,
        (true, true) | (false, false) => return None,
    };
    let beside = *GraphColumn::ALL.get((column as usize).checked_add_signed(by)?)?;
    let own = layout.nodes()[at].area.middle();
    let distance = |other: &usize| (layout.nodes()[*other].area.middle() - own).abs();
    let nearest = |nodes: &mut dyn Iterator<Item = usize>| {
        nodes.min_by(|one, other| distance(one).total_cmp(&distance(other)))
    };
    let edges = layout.edges_at(at).iter();
    let joined = edges.map(|edge| layout.other_end(*edge, at));
    let mut joined = joined.filter(|other| GraphColumn::of(layout.nodes()[*other].node) == beside);
    nearest(&mut joined).or_else(|| nearest(&mut layout.column(beside).iter().copied()))
}
