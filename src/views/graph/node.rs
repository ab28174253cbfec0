//! Paints nodes, with as many words as they have room for.

use super::scene::{LABEL, MIN_WITH_WORDS, Scene, VisibleNode};
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

/// Between the edge of a node and its words.
const PAD: f32 = 10.0;
/// Width of the bar in the colour of a claim.
const COLOR_BAR: f32 = 4.0;
/// Radius of the corners.
const ROUND: u8 = 6;
/// Between a statement and the line below it, and the height of both.
const FOOT_GAP: f32 = 1.0;
const FOOT: f32 = 16.0 + FOOT_GAP;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeState {
    /// Selected, or shown alone.
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

/// Paints a node; returns whether some of its words had no room.
pub(super) fn show(
    painter: &Painter,
    paint: &mut Paint<'_>,
    scene: &Scene<'_>,
    seen: VisibleNode,
    words: &NodeText,
    state: NodeState,
) -> bool {
    let node = scene.node(seen.at);
    let theme = paint.theme;
    if seen.rect.height() < MIN_WITH_WORDS {
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
    let mut room = seen.rect.shrink2(vec2(PAD, 0.0));
    if let Some(color) = claim_color(paint, node) {
        let height = (seen.rect.height() - 12.0).max(4.0);
        let bar = Rect::from_min_size(seen.rect.min + vec2(0.0, 6.0), vec2(COLOR_BAR, height));
        painter.rect_filled(bar, 2.0, color);
        room.min.x += COLOR_BAR;
    }
    let zoom = scene.camera.scale().y;
    // Letters have the same size at most zooms, and grow in steps in much larger nodes.
    let step = if zoom < 1.4 {
        1.0
    } else if zoom < 2.0 {
        1.25
    } else {
        1.6
    };
    let mut writer = NodeWriter {
        painter,
        paint,
        room,
        size: (letters::BODY - 1.0) * step,
        words,
    };
    let is_cut = match node {
        Node::Claim(_) => writer.claim(),
        Node::Passage(_) => {
            let block = writer.block(&words.title, writer.line_count(), false);
            let top = 0.5 * (room.height() - block.size().y);
            writer.write(&words.title, &block, top)
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

/// Dimmed nodes are painted under a veil, so that their letters need not be rasterised in another colour.
fn veil(painter: &Painter, theme: &Theme, scene: &Scene<'_>, at: usize, rect: Rect) {
    if scene.is_dimmed(at) {
        let veil = theme.page.gamma_multiply(0.62);
        painter.rect_filled(rect.expand(1.0), f32::from(ROUND), veil);
    }
}

fn frame(painter: &Painter, theme: &Theme, node: Node, rect: Rect, state: NodeState) {
    let (round, ground) = match node {
        // A full half circle at each end would have darker ends, where egui joins the two arcs.
        Node::Speaker(_) => (
            (0.5 * rect.height() - 2.0).clamp(2.0, 120.0) as u8,
            theme.panel,
        ),
        Node::Passage(_) => (ROUND, theme.page),
        Node::Article(_) | Node::Claim(_) => (ROUND, theme.panel),
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
    words: &NodeText,
    state: NodeState,
) {
    let node = scene.node(seen.at);
    let theme = paint.theme;
    let size = vec2(seen.rect.width(), LABEL - 3.0);
    let ground = Rect::from_center_size(seen.rect.center(), size);
    frame(painter, theme, node, ground, state);
    if let Some(color) = claim_color(paint, node) {
        let bar = Rect::from_min_size(ground.min, vec2(COLOR_BAR, ground.height()));
        painter.rect_filled(bar, 2.0, color);
    }
    let room = ground.shrink2(vec2(space::SMALL, 0.0));
    let mut writer = NodeWriter {
        painter,
        paint,
        room,
        size: letters::SMALL,
        words,
    };
    let text = numbered(words);
    let block = writer.block(&text, 1, false);
    let at = pos2(room.left(), room.center().y - 0.5 * block.size().y);
    writer.write_at(&text, &block, at);
    veil(painter, theme, scene, seen.at, ground);
}

/// All words of a node.
pub(super) fn tooltip(response: Response, paint: &mut Paint<'_>, words: &NodeText) {
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        paint.label(ui, &numbered(words), &paint.theme.body());
        let below = [words.counted(), detail(words)].join("  ");
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
    words: &'p NodeText,
}

impl NodeWriter<'_, '_, '_> {
    fn line_height(&self) -> f32 {
        (self.size * 1.35).round()
    }

    /// Number of lines with room, at most two.
    fn line_count(&self) -> usize {
        (((self.room.height() - 6.0) / self.line_height()) as usize).clamp(1, 2)
    }

    /// Writes the statement, and below it the counts in the colours of their stances, then the verdict.
    fn claim(&mut self) -> bool {
        // The counts say more than a second line of the statement.
        let has_foot = self.room.height() >= self.line_height() + FOOT;
        let foot = if has_foot { FOOT } else { 0.0 };
        let lines = ((self.room.height() - foot) / self.line_height()) as usize;
        let text = numbered(self.words);
        let block = self.block(&text, lines.clamp(1, 2), false);
        let top = 0.5 * (self.room.height() - block.size().y - foot);
        let is_cut = self.write(&text, &block, top);
        if !has_foot {
            return true;
        }
        let y = self.room.top() + top + block.size().y + FOOT_GAP;
        let mut x = self.room.left();
        for (stance, count) in Stance::ALL
            .iter()
            .zip(self.words.counts.unwrap_or_default())
        {
            if count > 0 {
                let color = self.paint.theme.stance(*stance);
                let counted = format!("{}{count}", stance.sign());
                let block = self.write_small(&counted, color, pos2(x, y), 60.0);
                x += block.size().x + space::SMALL;
            }
        }
        let verdict = match self.words.detail.as_str() {
            "" => "no verdict yet",
            verdict => verdict,
        };
        self.write_detail(verdict, pos2(x, y), 30.0) || is_cut
    }

    fn article(&mut self) -> bool {
        let detail = detail(self.words);
        let has_second = self.line_count() > 1 && !detail.is_empty();
        let second = if has_second { SMALL_LINE.round() } else { 0.0 };
        let block = self.block(&self.words.title, 1, true);
        let top = 0.5 * (self.room.height() - block.size().y - second);
        let is_cut = self.write(&self.words.title, &block, top);
        if !has_second {
            return is_cut || !detail.is_empty();
        }
        let y = self.room.top() + top + block.size().y;
        self.write_detail(&detail, pos2(self.room.left(), y), 0.0) || is_cut
    }

    /// Writes the name, and the role behind it if there is room.
    fn speaker(&mut self) -> bool {
        let detail = detail(self.words);
        let block = self.block(&self.words.title, 1, true);
        let top = 0.5 * (self.room.height() - block.size().y);
        let is_cut = self.write(&self.words.title, &block, top);
        if detail.is_empty() {
            return is_cut;
        }
        let x = self.room.left() + block.size().x + space::SMALL;
        let y = self.room.top() + top + 0.5 * (block.size().y - SMALL_LINE.round());
        self.write_detail(&detail, pos2(x, y), 40.0) || is_cut
    }

    fn block(&mut self, text: &str, lines: usize, strong: bool) -> TextBlock {
        let style = LabelStyle::new(self.size, self.paint.theme.text).lines(lines);
        let style = if strong { style.strong() } else { style };
        let scale = self.painter.pixels_per_point();
        let width = in_steps(self.room.width());
        self.paint.engine.layout_block(text, &style, width, scale)
    }

    /// Writes at this distance in points below the top of the area; returns whether the text was cut.
    fn write(&mut self, text: &str, block: &TextBlock, top: f32) -> bool {
        let at = aligned(block, self.room.translate(vec2(0.0, top)));
        self.write_at(text, block, at);
        block.is_truncated()
    }

    /// Writes a text, with a line through it if the node does not count.
    fn write_at(&mut self, text: &str, block: &TextBlock, at: Pos2) {
        let color = self.paint.theme.text;
        self.paint
            .engine
            .paint_block(self.painter, at, block, color);
        let Some(whole) = Span::new(0, text.len()).filter(|_| self.words.excluded.is_some()) else {
            return;
        };
        for line in block.rects(whole) {
            let y = at.y + line.center().y + 1.0;
            let x = at.x + line.left()..=at.x + line.right();
            self.painter.hline(x, y, Stroke::new(1.2, color));
        }
    }

    /// Writes details in the rest of a line if it is wider than `least`; returns whether it was cut.
    fn write_detail(&mut self, text: &str, at: Pos2, least: f32) -> bool {
        let room = self.room.right() - at.x;
        let color = self.paint.theme.faint;
        room <= least || self.write_small(text, color, at, room).is_truncated()
    }

    /// Writes one line in small letters.
    fn write_small(&mut self, text: &str, color: Color32, at: Pos2, room: f32) -> TextBlock {
        let style = LabelStyle::new(letters::SMALL, color).lines(1);
        let scale = self.painter.pixels_per_point();
        let engine = &mut *self.paint.engine;
        let block = engine.layout_block(text, &style, in_steps(room), scale);
        engine.paint_block(self.painter, at, &block, color);
        block
    }
}

/// Height of a line in small letters.
const SMALL_LINE: f32 = letters::SMALL * 1.35;

/// Further details, and why the node does not count.
fn detail(words: &NodeText) -> String {
    match (words.excluded, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(excluded), "") => excluded.label().to_owned(),
        (Some(excluded), detail) => format!("{}, {detail}", excluded.label()),
    }
}

/// The title; of a claim, with its number.
fn numbered(words: &NodeText) -> String {
    match words.number {
        Some(number) => format!("{number}  {}", words.title),
        None => words.title.clone(),
    }
}

/// Widths in steps, so that zooming does not lay out every text again in each frame.
fn in_steps(width: f32) -> f32 {
    ((width / 8.0).floor() * 8.0).max(8.0)
}
