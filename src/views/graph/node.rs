use super::{
    labels,
    node_text::{NodeWriter, detail, in_steps, numbered, strike},
    scene::{LEAST_WITH_WORDS, Scene, VisibleNode},
};
use crate::{
    analysis::graph::{Node, NodeText},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{Theme, letters, space},
    },
};

use egui::{
    Color32, CornerRadius, Mesh, Painter, Rect, Response, Shape, Stroke, StrokeKind, pos2, vec2,
};

/// Between the edge of a node and its words.
const PAD: f32 = 10.0;
/// How wide the bar in the colour of a claim is.
const COLOR_BAR: f32 = 4.0;
/// The claims' colours are marks at the left; from afar they fill the bar.
const ROUND: u8 = 6;

/// How a node stands out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeState {
    /// It is chosen, or in the centre.
    pub(super) chosen: bool,
    /// It has the keyboard.
    pub(super) focused: bool,
    /// It is under the pointer, or a relation is drawn to it.
    pub(super) hovered: bool,
}

/// Paints a node; returns whether some of its words had no room.
pub(super) fn show(
    painter: &Painter,
    paint: &mut Paint<'_>,
    scene: &Scene<'_>,
    seen: VisibleNode,
    words: &NodeText,
    standing: NodeState,
) -> bool {
    let node = scene.node(seen.at);
    let color = claim_color(paint, node);
    if seen.rect.height() < LEAST_WITH_WORDS {
        bar(painter, paint.theme, node, seen.rect, color, standing);
        veil(painter, paint.theme, scene, seen);
        return true;
    }
    frame(painter, paint.theme, node, seen.rect, standing);
    let mut room = seen.rect.shrink2(vec2(PAD, 0.0));
    if let Some(color) = color {
        let mark = Rect::from_min_size(
            seen.rect.min + vec2(0.0, 6.0),
            vec2(COLOR_BAR, (seen.rect.height() - 12.0).max(4.0)),
        );
        painter.rect_filled(mark, 2.0, color);
        room.min.x += COLOR_BAR;
    }
    let cut = NodeWriter::new(painter, paint, room, scene.scale.y).node(node, words);
    veil(painter, paint.theme, scene, seen);
    cut
}

fn claim_color(paint: &Paint<'_>, node: Node) -> Option<Color32> {
    let Node::Claim(id) = node else { return None };
    let claim = paint.project().claim(id)?;
    Some(paint.theme.claim(claim.color))
}

/// Nodes out of focus are drawn under a veil, so that their letters need not be rasterised in another colour.
fn veil(painter: &Painter, theme: &Theme, scene: &Scene<'_>, seen: VisibleNode) {
    if scene.steps_back(seen.at) {
        let veil = theme.page.gamma_multiply(0.62);
        painter.rect_filled(seen.rect.expand(1.0), f32::from(ROUND), veil);
    }
}

fn round(node: Node, rect: Rect) -> CornerRadius {
    match node {
        Node::Speaker(_) => CornerRadius::same((0.5 * rect.height()).min(120.0) as u8),
        _ => CornerRadius::same(ROUND),
    }
}

fn frame(painter: &Painter, theme: &Theme, node: Node, rect: Rect, standing: NodeState) {
    let fill = match (standing.chosen, standing.hovered, node) {
        (true, _, _) => theme.selected,
        (_, true, _) => theme.hover,
        (_, _, Node::Passage(_)) => theme.page,
        _ => theme.panel,
    };
    let stroke = if standing.focused {
        Stroke::new(2.0, theme.accent)
    } else if standing.chosen {
        Stroke::new(1.5, theme.accent)
    } else {
        Stroke::new(1.0, theme.line)
    };
    let round = round(node, rect);
    painter.rect(rect, round, fill, stroke, StrokeKind::Inside);
}

/// The bars of those that are no widgets, in one mesh: there may be thousands.
pub(super) fn show_crowd<'s>(
    painter: &Painter,
    paint: &Paint<'_>,
    scene: &Scene<'_>,
    nodes: impl Iterator<Item = &'s VisibleNode>,
) {
    let mut mesh = Mesh::default();
    for seen in nodes {
        let node = scene.node(seen.at);
        let color = bar_color(paint.theme, node, claim_color(paint, node));
        let strength = if scene.steps_back(seen.at) { 0.38 } else { 1.0 };
        mesh.add_colored_rect(bar_rect(seen.rect), color.gamma_multiply(strength));
    }
    painter.add(Shape::mesh(mesh));
}

fn bar_rect(rect: Rect) -> Rect {
    Rect::from_center_size(rect.center(), vec2(rect.width(), rect.height().max(1.5)))
}

fn bar_color(theme: &Theme, node: Node, claim: Option<Color32>) -> Color32 {
    match node {
        Node::Claim(_) => claim.unwrap_or(theme.line),
        Node::Speaker(_) => theme.faint,
        Node::Article(_) => theme.unlinked,
        Node::Passage(_) => theme.line,
    }
}

/// A node from afar.
fn bar(
    painter: &Painter,
    theme: &Theme,
    node: Node,
    rect: Rect,
    color: Option<Color32>,
    standing: NodeState,
) {
    let color = if standing.focused || standing.chosen {
        theme.accent
    } else if standing.hovered {
        theme.text
    } else {
        bar_color(theme, node, color)
    };
    painter.rect_filled(bar_rect(rect), 2.0, color);
}

/// The name of a node over the bars beside it.
pub(super) fn label_over(
    painter: &Painter,
    paint: &mut Paint<'_>,
    scene: &Scene<'_>,
    seen: VisibleNode,
    words: &NodeText,
    standing: NodeState,
) -> Rect {
    let style = LabelStyle::new(letters::SMALL, paint.theme.text).lines(1);
    let text = numbered(words);
    let room = seen.rect.width() - 2.0 * space::SMALL;
    let block =
        paint
            .engine
            .layout_block(&text, &style, in_steps(room), painter.pixels_per_point());
    let ground = Rect::from_center_size(
        pos2(seen.rect.center().x, seen.rect.center().y),
        vec2(seen.rect.width(), labels::LABEL - 3.0),
    );
    frame(painter, paint.theme, scene.node(seen.at), ground, standing);
    if let Some(color) = claim_color(paint, scene.node(seen.at)) {
        let mark = Rect::from_min_size(ground.min, vec2(COLOR_BAR, ground.height()));
        painter.rect_filled(mark, 2.0, color);
    }
    let at = pos2(
        ground.left() + space::SMALL,
        ground.center().y - 0.5 * block.size().y,
    );
    paint
        .engine
        .paint_block(painter, at, &block, paint.theme.text);
    strike(painter, paint.theme, at, &block, &text, words);
    veil(
        painter,
        paint.theme,
        scene,
        VisibleNode {
            rect: ground,
            ..seen
        },
    );
    ground
}

/// All that a node has to say, as its tooltip.
pub(super) fn tooltip(response: Response, paint: &mut Paint<'_>, words: &NodeText) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        let style = LabelStyle::new(letters::BODY, paint.theme.text);
        paint.engine.label(ui, &numbered(words), &style);
        let below = [words.counted(), detail(words)].join("  ");
        if !below.trim().is_empty() {
            let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
            paint.engine.label(ui, below.trim(), &style);
        }
    })
}
