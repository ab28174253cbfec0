use super::scene::Scene;
use crate::{
    analysis::graph::{Curve, EdgeColor, EdgeKind, RoutedEdge},
    views::theme::{Theme, letters},
};

use std::collections::HashMap;

use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Shape, Stroke, vec2};

/// With more visible edges than this, all are painted as one mesh of thin solid lines: dashes would be too dense to see.
const MAX_DASHED: usize = 500;

/// Paints the visible edges, highlighted ones on top.
pub(super) fn show(painter: &Painter, theme: &Theme, scene: &Scene<'_>) {
    let (top, bottom) = scene.camera.visible_y();
    let in_view = |edge: &&RoutedEdge| {
        let (from, to) = edge.curve.extent();
        from <= bottom && to >= top
    };
    let edges = scene.layout.edges().iter().filter(in_view);
    let (highlighted, others): (Vec<_>, Vec<_>) =
        edges.partition(|edge| scene.is_edge_highlighted(edge.from, edge.to));
    let strength = if scene.has_highlight() { 0.22 } else { 1.0 };
    for (edges, strength) in [(others, strength), (highlighted, 1.0)] {
        if edges.len() > MAX_DASHED {
            crowd(painter, theme, scene, &edges, strength);
        } else {
            for edge in edges {
                one(painter, theme, scene, edge, strength);
            }
        }
    }
}

pub(super) fn tone(theme: &Theme, tone: EdgeColor) -> Color32 {
    match tone {
        EdgeColor::Supports => theme.supports,
        EdgeColor::Refutes => theme.refutes,
        EdgeColor::Faint => theme.faint,
        EdgeColor::Line => theme.unlinked,
        EdgeColor::Accent => theme.accent,
    }
}

fn one(painter: &Painter, theme: &Theme, scene: &Scene<'_>, edge: &RoutedEdge, strength: f32) {
    let style = edge.kind.style();
    // Edges that only show the article of a passage are faint.
    let own = if style.strong || style.arrow {
        1.0
    } else {
        0.55
    };
    let color = tone(theme, style.color).gamma_multiply(strength * own);
    let stroke = Stroke::new(if style.strong { 1.6 } else { 1.1 }, color);
    let (top, bottom) = edge.curve.extent();
    let high = (bottom - top) * scene.camera.scale().y;
    let points = points(scene, edge.curve, (12 + (high / 12.0) as usize).min(90));
    let end = points.last().copied();
    match style.dash.lengths() {
        None => {
            painter.add(Shape::line(points, stroke));
        }
        Some((dash, gap)) => {
            painter.extend(Shape::dashed_line(&points, stroke, dash, gap));
        }
    }
    if let Some(end) = end.filter(|_| style.arrow) {
        // Curves always end horizontally.
        let Curve([_, _, before, last]) = edge.curve;
        let back = if before.x > last.x { 7.0 } else { -7.0 };
        let corners = vec![end, end + vec2(back, -4.0), end + vec2(back, 4.0)];
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    }
}

/// Paints the stance icons above the nodes, each where its edge leaves the passage.
pub(super) fn show_icons(painter: &Painter, theme: &Theme, scene: &Scene<'_>) {
    let scale = scene.camera.scale().y;
    if scale < MIN_ICON_SCALE {
        return;
    }
    let size = (scale / FULL_ICON_SCALE).min(1.0);
    let font = FontId::proportional(letters::SMALL * size);
    let (top, bottom) = scene.camera.visible_y();
    let mut placed: HashMap<usize, Vec<Pos2>> = HashMap::new();
    for edge in scene.layout.edges() {
        let Curve([begin, ..]) = edge.curve;
        let EdgeKind::Bears(_, stance) = edge.kind else {
            continue;
        };
        if !(top..=bottom).contains(&begin.y) {
            continue;
        }
        let is_back = scene.has_highlight() && !scene.is_edge_highlighted(edge.from, edge.to);
        let color = theme.stance(stance);
        let color = color.gamma_multiply(if is_back { 0.3 } else { 1.0 });
        let others = placed.entry(edge.from).or_default();
        let is_free = |at: &Pos2| {
            others
                .iter()
                .all(|other| other.distance(*at) >= ICON_DIAMETER * size)
        };
        // A second one of the same passage goes on along its edge.
        let steps = (0..10).map(|step| scene.camera.point(edge.curve.at(step as f32 * 0.03)));
        let mut steps = steps.peekable();
        let first = steps.peek().copied().unwrap_or_default();
        let at = steps.find(is_free).unwrap_or(first);
        others.push(at);
        painter.circle(
            at,
            0.5 * ICON_DIAMETER * size,
            theme.page,
            Stroke::new(1.0, color),
        );
        let align = Align2::CENTER_CENTER;
        painter.text(at, align, stance.sign(), font.clone(), color);
    }
}

/// Width of a sign at full size, in points.
const ICON_DIAMETER: f32 = 14.0;
/// Below this scale, icons are smaller, so that they do not overlap.
const FULL_ICON_SCALE: f32 = 0.45;
/// Below this scale, icons would be illegible.
const MIN_ICON_SCALE: f32 = 0.22;

fn points(scene: &Scene<'_>, curve: Curve, count: usize) -> Vec<Pos2> {
    (0..=count)
        .map(|nth| scene.camera.point(curve.at(nth as f32 / count as f32)))
        .collect()
}

/// Paints many edges as one mesh, each one point wide.
fn crowd(
    painter: &Painter,
    theme: &Theme,
    scene: &Scene<'_>,
    edges: &[&RoutedEdge],
    strength: f32,
) {
    let mut mesh = Mesh::default();
    for edge in edges {
        let style = edge.kind.style();
        let own = if style.strong { 0.5 } else { 0.18 };
        let color = tone(theme, style.color).gamma_multiply(strength * own);
        let points = points(scene, edge.curve, 7);
        let first = mesh.vertices.len() as u32;
        for (nth, point) in points.iter().enumerate() {
            let before = points[nth.saturating_sub(1)];
            let after = points[(nth + 1).min(points.len() - 1)];
            let along = (after - before).normalized();
            let across = vec2(-along.y, along.x) * 0.5;
            mesh.colored_vertex(*point + across, color);
            mesh.colored_vertex(*point - across, color);
        }
        for nth in 0..points.len().saturating_sub(1) as u32 {
            let at = first + 2 * nth;
            mesh.add_triangle(at, at + 1, at + 2);
            mesh.add_triangle(at + 1, at + 2, at + 3);
        }
    }
    painter.add(Shape::mesh(mesh));
}
