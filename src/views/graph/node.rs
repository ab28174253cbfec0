//! Paints nodes, with as much text as fits.

use super::scene::{Scene, VisibleNode};
use crate::{
    analysis::graph::{Node, NodeText},
    project::Stance,
    reader::{LabelStyle, TextBlock, aligned},
    text::Span,
    views::{
        Paint,
        theme::{Theme, letters, space},
    },
};

use egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, pos2,
    vec2,
};

/// Space between the edge of a node and its text.
const PADDING: f32 = 10.0;
/// Width of the bar in the colour of a claim.
const COLOR_BAR_WIDTH: f32 = 4.0;
/// Radius of the corners.
const CORNER_RADIUS: u8 = 6;
/// Space between a statement and the line below it, and the height of both.
const COUNTS_GAP: f32 = 1.0;
const COUNTS_HEIGHT: f32 = 16.0 + COUNTS_GAP;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeState {
    /// Selected or shown alone.
    pub(super) selected: bool,
    /// Has the keyboard focus.
    pub(super) focused: bool,
    /// Under the pointer.
    pub(super) hovered: bool,
}

impl NodeState {
    pub(super) fn is_at_hand(self) -> bool {
        self.hovered || self.focused
    }
}

/// Paints a node. Returns whether some of its text did not fit.
pub(super) fn show(
    painter: &Painter,
    paint: &mut Paint<'_>,
    scene: &Scene<'_>,
    seen: VisibleNode,
    text: &NodeText,
    state: NodeState,
) -> bool {
    let node = scene.node(seen.at);
    let theme = paint.theme;
    if !scene.has_room(seen.rect.height()) {
        let color = if state.focused || state.selected {
            theme.accent
        } else if state.hovered {
            theme.text
        } else {
            bar_color(paint, node)
        };
        painter.rect_filled(bar_rect(seen.rect), 2.0, color);
        veil(painter, theme, scene, seen.at, seen.rect);
        return true;
    }
    frame(painter, theme, node, seen.rect, state);
    let mut room = seen.rect.shrink2(vec2(PADDING, 0.0));
    if let Some(color) = claim_color(paint, node) {
        let height = (seen.rect.height() - 12.0).max(4.0);
        let bar = Rect::from_min_size(
            seen.rect.min + vec2(0.0, 6.0),
            vec2(COLOR_BAR_WIDTH, height),
        );
        painter.rect_filled(bar, 2.0, color);
        room.min.x += COLOR_BAR_WIDTH;
    }
    let mut writer = NodeWriter {
        painter,
        paint,
        room,
        size: scene.letters(),
        text,
    };
    let is_cut = match node {
        Node::Claim(_) => writer.claim(),
        Node::Passage(_) => {
            let block = writer.block(&text.title, writer.line_count(), false);
            let top = 0.5 * (room.height() - block.size().y);
            writer.write(&text.title, &block, top)
        }
        Node::Article(_) => writer.article(),
        Node::Speaker(_) => writer.speaker(),
    };
    veil(painter, theme, scene, seen.at, seen.rect);
    is_cut
}

fn claim_color(paint: &Paint<'_>, node: Node) -> Option<Color32> {
    match node {
        Node::Claim(id) => Some(paint.theme.claim(paint.project().claim(id)?.color)),
        Node::Article(_) | Node::Speaker(_) | Node::Passage(_) => None,
    }
}

/// Dimmed nodes are painted under a veil, so that their glyphs need not be rasterised in another colour.
fn veil(painter: &Painter, theme: &Theme, scene: &Scene<'_>, at: usize, rect: Rect) {
    if scene.is_dimmed(at) {
        let veil = theme.page.gamma_multiply(0.62);
        painter.rect_filled(rect.expand(1.0), f32::from(CORNER_RADIUS), veil);
    }
}

fn frame(painter: &Painter, theme: &Theme, node: Node, rect: Rect, state: NodeState) {
    let (round, ground) = match node {
        // A full half circle at each end would have darker ends, where egui joins the two arcs.
        Node::Speaker(_) => (
            (0.5 * rect.height() - 2.0).clamp(2.0, 120.0) as u8,
            theme.panel,
        ),
        Node::Passage(_) => (CORNER_RADIUS, theme.page),
        Node::Article(_) | Node::Claim(_) => (CORNER_RADIUS, theme.panel),
    };
    let fill = if state.selected {
        theme.selected
    } else if state.hovered {
        theme.hover
    } else {
        ground
    };
    let stroke = if state.focused {
        Stroke::new(2.0, theme.accent)
    } else if state.selected {
        Stroke::new(1.5, theme.accent)
    } else {
        Stroke::new(1.0, theme.line)
    };
    let round = CornerRadius::same(round);
    painter.rect(rect, round, fill, stroke, StrokeKind::Inside);
}

/// Paints the bars of nodes that are not widgets as one mesh: there may be thousands.
pub(super) fn show_crowd(painter: &Painter, paint: &Paint<'_>, scene: &Scene<'_>) {
    let mut mesh = Mesh::default();
    for seen in scene.nodes.iter().filter(|seen| !seen.is_widget()) {
        let color = bar_color(paint, scene.node(seen.at));
        let strength = if scene.is_dimmed(seen.at) { 0.38 } else { 1.0 };
        mesh.add_colored_rect(bar_rect(seen.rect), color.gamma_multiply(strength));
    }
    painter.add(Shape::mesh(mesh));
}

fn bar_rect(rect: Rect) -> Rect {
    Rect::from_center_size(rect.center(), vec2(rect.width(), rect.height().max(1.5)))
}

fn bar_color(paint: &Paint<'_>, node: Node) -> Color32 {
    match node {
        Node::Claim(_) => claim_color(paint, node).unwrap_or(paint.theme.line),
        Node::Speaker(_) => paint.theme.faint,
        Node::Article(_) => paint.theme.unlinked,
        Node::Passage(_) => paint.theme.line,
    }
}

/// Paints the name of a node over the bars beside it.
pub(super) fn show_label(
    painter: &Painter,
    paint: &mut Paint<'_>,
    scene: &Scene<'_>,
    seen: VisibleNode,
    text: &NodeText,
    state: NodeState,
) {
    let node = scene.node(seen.at);
    let theme = paint.theme;
    let ground = scene.label(seen);
    frame(painter, theme, node, ground, state);
    if let Some(color) = claim_color(paint, node) {
        let bar = Rect::from_min_size(ground.min, vec2(COLOR_BAR_WIDTH, ground.height()));
        painter.rect_filled(bar, 2.0, color);
    }
    let room = ground.shrink2(vec2(space::SMALL, 0.0));
    let mut writer = NodeWriter {
        painter,
        paint,
        room,
        size: scene.label_letters(),
        text,
    };
    let label = numbered(text);
    let block = writer.block(&label, 1, false);
    let at = pos2(room.left(), room.center().y - 0.5 * block.size().y);
    writer.write_at(&label, &block, at);
    veil(painter, theme, scene, seen.at, ground);
}

/// The full text of a node.
pub(super) fn tooltip(response: Response, paint: &mut Paint<'_>, text: &NodeText) {
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        paint.label(ui, &numbered(text), &paint.theme.body());
        let below = [text.counted(), detail(text)].join("  ");
        if !below.trim().is_empty() {
            paint.label(ui, below.trim(), &paint.theme.detail());
        }
    });
}

/// Writes the text of one node.
struct NodeWriter<'p, 'a, 'b> {
    painter: &'p Painter,
    paint: &'a mut Paint<'b>,
    room: Rect,
    /// Font size.
    size: f32,
    text: &'p NodeText,
}

impl NodeWriter<'_, '_, '_> {
    fn line_height(&self) -> f32 {
        (self.size * 1.35).round()
    }

    /// Number of lines that fit, at most two.
    fn line_count(&self) -> usize {
        (((self.room.height() - 6.0) / self.line_height()) as usize).clamp(1, 2)
    }

    /// Writes the statement, and below it the counts in the colours of their stances, then the verdict.
    fn claim(&mut self) -> bool {
        // The counts are more useful than a second line of the statement.
        let has_foot = self.room.height() >= self.line_height() + COUNTS_HEIGHT;
        let foot = if has_foot { COUNTS_HEIGHT } else { 0.0 };
        let lines = ((self.room.height() - foot) / self.line_height()) as usize;
        let text = numbered(self.text);
        let block = self.block(&text, lines.clamp(1, 2), false);
        let top = 0.5 * (self.room.height() - block.size().y - foot);
        let is_cut = self.write(&text, &block, top);
        if !has_foot {
            return true;
        }
        let y = self.room.top() + top + block.size().y + COUNTS_GAP;
        let mut x = self.room.left();
        for (stance, count) in Stance::ALL.iter().zip(self.text.counts.unwrap_or_default()) {
            if count > 0 {
                let color = self.paint.theme.stance(*stance);
                let counted = format!("{}{count}", stance.sign());
                let block = self.write_small(&counted, color, pos2(x, y), 60.0);
                x += block.size().x + space::SMALL;
            }
        }
        let verdict = match self.text.detail.as_str() {
            "" => "no verdict yet",
            verdict => verdict,
        };
        self.write_detail(verdict, pos2(x, y), 30.0) || is_cut
    }

    fn article(&mut self) -> bool {
        let detail = detail(self.text);
        let has_second = self.line_count() > 1 && !detail.is_empty();
        let second = if has_second {
            SMALL_LINE_HEIGHT.round()
        } else {
            0.0
        };
        let block = self.block(&self.text.title, 1, true);
        let top = 0.5 * (self.room.height() - block.size().y - second);
        let is_cut = self.write(&self.text.title, &block, top);
        if !has_second {
            return is_cut || !detail.is_empty();
        }
        let y = self.room.top() + top + block.size().y;
        self.write_detail(&detail, pos2(self.room.left(), y), 0.0) || is_cut
    }

    /// Writes the name, and the role after it if there is room.
    fn speaker(&mut self) -> bool {
        let detail = detail(self.text);
        let block = self.block(&self.text.title, 1, true);
        let top = 0.5 * (self.room.height() - block.size().y);
        let is_cut = self.write(&self.text.title, &block, top);
        if detail.is_empty() {
            return is_cut;
        }
        let x = self.room.left() + block.size().x + space::SMALL;
        let y = self.room.top() + top + 0.5 * (block.size().y - SMALL_LINE_HEIGHT.round());
        self.write_detail(&detail, pos2(x, y), 40.0) || is_cut
    }

    fn block(&mut self, text: &str, lines: usize, strong: bool) -> TextBlock {
        let style = LabelStyle::new(self.size, self.paint.theme.text).lines(lines);
        let style = if strong { style.strong() } else { style };
        let scale = self.painter.pixels_per_point();
        let width = in_steps(self.room.width());
        self.paint.engine.layout_block(text, &style, width, scale)
    }

    /// Writes a line `y` points below the top of the area. Returns whether the text was cut off.
    fn write(&mut self, text: &str, block: &TextBlock, top: f32) -> bool {
        let at = aligned(block, self.room.translate(vec2(0.0, top)));
        self.write_at(text, block, at);
        block.is_truncated()
    }

    /// Writes a text, struck through if the node does not count.
    fn write_at(&mut self, text: &str, block: &TextBlock, at: Pos2) {
        let color = self.paint.theme.text;
        self.paint
            .engine
            .paint_block(self.painter, at, block, color);
        let Some(whole) = Span::new(0, text.len()).filter(|_| self.text.excluded.is_some()) else {
            return;
        };
        for line in block.rects(whole) {
            let y = at.y + line.center().y + 1.0;
            let x = at.x + line.left()..=at.x + line.right();
            self.painter.hline(x, y, Stroke::new(1.2, color));
        }
    }

    /// Writes details in the rest of a line if it is wider than `least`. Returns whether they were cut off.
    fn write_detail(&mut self, text: &str, at: Pos2, least: f32) -> bool {
        let room = self.room.right() - at.x;
        let color = self.paint.theme.faint;
        room <= least || self.write_small(text, color, at, room).is_truncated()
    }

    /// Writes one line in the small font.
    fn write_small(&mut self, text: &str, color: Color32, at: Pos2, room: f32) -> TextBlock {
        let style = LabelStyle::new(letters::SMALL, color).lines(1);
        let scale = self.painter.pixels_per_point();
        let engine = &mut *self.paint.engine;
        let block = engine.layout_block(text, &style, in_steps(room), scale);
        engine.paint_block(self.painter, at, &block, color);
        block
    }
}

/// Height of a line in the small font.
const SMALL_LINE_HEIGHT: f32 = letters::SMALL * 1.35;

/// Further details, and why the node does not count.
fn detail(text: &NodeText) -> String {
    match (text.excluded, text.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(excluded), "") => excluded.label().to_owned(),
        (Some(excluded), detail) => format!("{}, {detail}", excluded.label()),
    }
}

/// The title; for a claim, with its number.
fn numbered(text: &NodeText) -> String {
    match text.number {
        Some(number) => format!("{number}  {}", text.title),
        None => text.title.clone(),
    }
}

/// Rounds widths to steps, so that zooming does not lay out every text again in each frame.
fn in_steps(width: f32) -> f32 {
    ((width / 8.0).floor() * 8.0).max(8.0)
}
