use egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, pos2,
    vec2,
};

use super::{
    overview,
    scene::{LEAST_WITH_WORDS, Scene, Seen},
};
use crate::{
    analysis::graph::{Node, NodeWords},
    project::Stance,
    reader::{LabelStyle, TextBlock, aligned},
    text::Span,
    views::{
        Paint,
        theme::{Theme, letters, space},
    },
};

/// Between the edge of a node and its words.
const PAD: f32 = 10.0;
/// How wide the bar in the colour of a claim is.
const COLOR_BAR: f32 = 4.0;
/// The claims' colours are marks at the left; from afar they fill the bar.
const ROUND: u8 = 6;

/// How a node stands out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
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
    seen: Seen,
    words: &NodeWords,
    standing: Standing,
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
    let size = letters_for(scene.scale.y);
    let cut = Writing {
        painter,
        paint,
        room,
        size,
    }
    .node(node, words);
    veil(painter, paint.theme, scene, seen);
    cut
}

/// Letters have the same size at most zooms, and grow in steps where the nodes are much larger.
fn letters_for(zoom: f32) -> f32 {
    let steps = if zoom < 1.4 {
        1.0
    } else if zoom < 2.0 {
        1.25
    } else {
        1.6
    };
    (letters::BODY - 1.0) * steps
}

fn claim_color(paint: &Paint<'_>, node: Node) -> Option<Color32> {
    let Node::Claim(id) = node else { return None };
    let claim = paint.project().claim(id)?;
    Some(paint.theme.claim(claim.color))
}

/// What steps back lies behind a veil: its letters need not be drawn again in another colour.
fn veil(painter: &Painter, theme: &Theme, scene: &Scene<'_>, seen: Seen) {
    if scene.steps_back(seen.at) {
        let veil = theme.page.gamma_multiply(0.62);
        painter.rect_filled(seen.rect.expand(1.0), f32::from(ROUND), veil);
    }
}

fn round(node: Node, rect: Rect) -> CornerRadius {
    match node {
        Node::Claimant(_) => CornerRadius::same((0.5 * rect.height()).min(120.0) as u8),
        _ => CornerRadius::same(ROUND),
    }
}

fn frame(painter: &Painter, theme: &Theme, node: Node, rect: Rect, standing: Standing) {
    let fill = match (standing.chosen, standing.hovered, node) {
        (true, _, _) => theme.chosen,
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
    nodes: impl Iterator<Item = &'s Seen>,
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
        Node::Claimant(_) => theme.faint,
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
    standing: Standing,
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
    seen: Seen,
    words: &NodeWords,
    standing: Standing,
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
        vec2(seen.rect.width(), overview::LABEL - 3.0),
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
        Seen {
            rect: ground,
            ..seen
        },
    );
    ground
}

/// "3  statement" of a claim.
fn numbered(words: &NodeWords) -> String {
    match words.number {
        Some(number) => format!("{number}  {}", words.title),
        None => words.title.clone(),
    }
}

/// Widths in steps, so that a zoom by pinching does not break every text anew in each frame.
fn in_steps(width: f32) -> f32 {
    ((width / 8.0).floor() * 8.0).max(8.0)
}

/// A line through what counts no more.
fn strike(
    painter: &Painter,
    theme: &Theme,
    at: Pos2,
    block: &TextBlock,
    text: &str,
    words: &NodeWords,
) {
    let Some(whole) = Span::new(0, text.len()).filter(|_| words.pulled.is_some()) else {
        return;
    };
    for line in block.rects(whole) {
        let y = at.y + line.center().y + 1.0;
        let x = at.x + line.left()..=at.x + line.right();
        painter.hline(x, y, Stroke::new(1.2, theme.text));
    }
}

/// Words of one node.
struct Writing<'p, 'a, 'b> {
    painter: &'p Painter,
    paint: &'a mut Paint<'b>,
    room: Rect,
    /// The height of its letters.
    size: f32,
}

impl Writing<'_, '_, '_> {
    /// Writes as much as there is room for; returns whether something is missing.
    fn node(&mut self, node: Node, words: &NodeWords) -> bool {
        match node {
            Node::Claim(_) => self.claim(words),
            Node::Passage(_) => {
                let lines = self.line_count(2);
                let height = self.height(&words.title, lines, false);
                self.write(
                    words,
                    &words.title,
                    lines,
                    false,
                    0.5 * (self.room.height() - height),
                )
            }
            Node::Article(_) => self.article(words),
            Node::Claimant(_) => self.claimant(words),
        }
    }

    /// How many lines there is room for, at most `most`.
    fn line_count(&self, most: usize) -> usize {
        let line = (self.size * 1.35).round();
        (((self.room.height() - 6.0) / line) as usize).clamp(1, most)
    }

    fn claim(&mut self, words: &NodeWords) -> bool {
        let lines = self.line_count(3);
        let text = numbered(words);
        let foot = lines > 1;
        let lines = if foot { lines - 1 } else { lines };
        let height = self.height(&text, lines, false);
        let foot_height = if foot {
            (letters::SMALL * 1.35).round() + 2.0
        } else {
            0.0
        };
        let top = 0.5 * (self.room.height() - height - foot_height);
        let cut = self.write(words, &text, lines, false, top);
        if foot {
            self.foot(words, top + height + 2.0);
        }
        cut || !foot
    }

    /// The counts in the colours of their stances, then the verdict.
    fn foot(&mut self, words: &NodeWords, top: f32) {
        let mut x = self.room.left();
        let counts = words.counts.unwrap_or_default();
        for (stance, count) in Stance::ALL.iter().zip(counts) {
            if count > 0 {
                let color = self.paint.theme.stance(*stance);
                let counted = format!("{}{count}", stance.sign());
                x += self.small(&counted, color, pos2(x, self.room.top() + top), 60.0)
                    + space::SMALL;
            }
        }
        let faint = self.paint.theme.faint;
        let verdict = if words.detail.is_empty() {
            "no verdict yet"
        } else {
            &words.detail
        };
        let room = self.room.right() - x;
        if room > 30.0 {
            self.small(verdict, faint, pos2(x, self.room.top() + top), room);
        }
    }

    fn article(&mut self, words: &NodeWords) -> bool {
        let detail = detail(words);
        let below = self.line_count(2) > 1 && !detail.is_empty();
        let below_height = if below {
            (letters::SMALL * 1.35).round()
        } else {
            0.0
        };
        let height = self.height(&words.title, 1, true);
        let top = 0.5 * (self.room.height() - height - below_height);
        let cut = self.write(words, &words.title, 1, true, top);
        if below {
            let faint = self.paint.theme.faint;
            let at = pos2(self.room.left(), self.room.top() + top + height);
            let room = self.room.width();
            self.small(&detail, faint, at, room);
        }
        cut || (!below && !detail.is_empty())
    }

    /// The name, and what it is behind it where there is room.
    fn claimant(&mut self, words: &NodeWords) -> bool {
        let height = self.height(&words.title, 1, true);
        let top = 0.5 * (self.room.height() - height);
        let block = self.block(&words.title, 1, true);
        let cut = self.write(words, &words.title, 1, true, top);
        let x = self.room.left() + block.size().x + space::SMALL;
        let detail = detail(words);
        let room = self.room.right() - x;
        if detail.is_empty() {
            return cut;
        }
        if room < 40.0 {
            return true;
        }
        let faint = self.paint.theme.faint;
        let y = self.room.top() + top + 0.5 * (height - (letters::SMALL * 1.35).round());
        self.small(&detail, faint, pos2(x, y), room);
        cut
    }

    fn block(&mut self, text: &str, lines: usize, strong: bool) -> TextBlock {
        let style = LabelStyle::new(self.size, self.paint.theme.text).lines(lines);
        let style = if strong { style.strong() } else { style };
        let scale = self.painter.pixels_per_point();
        let width = in_steps(self.room.width());
        self.paint.engine.layout_block(text, &style, width, scale)
    }

    fn height(&mut self, text: &str, lines: usize, strong: bool) -> f32 {
        self.block(text, lines, strong).size().y
    }

    /// Writes at so much below the room's top; returns whether it was cut.
    fn write(
        &mut self,
        words: &NodeWords,
        text: &str,
        lines: usize,
        strong: bool,
        top: f32,
    ) -> bool {
        let block = self.block(text, lines, strong);
        let color = self.paint.theme.text;
        let line = self.room.translate(vec2(0.0, top));
        let at = aligned(&block, line);
        self.paint
            .engine
            .paint_block(self.painter, at, &block, color);
        strike(self.painter, self.paint.theme, at, &block, text, words);
        block.is_cut()
    }

    /// One line in small letters; returns how long it is.
    fn small(&mut self, text: &str, color: Color32, at: Pos2, room: f32) -> f32 {
        let style = LabelStyle::new(letters::SMALL, color).lines(1);
        let scale = self.painter.pixels_per_point();
        let room = in_steps(room);
        let block = self.paint.engine.layout_block(text, &style, room, scale);
        self.paint
            .engine
            .paint_block(self.painter, at, &block, color);
        block.size().x
    }
}

/// What else there is to say, and why it counts no more.
fn detail(words: &NodeWords) -> String {
    match (words.pulled, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(pulled), "") => pulled.label().to_owned(),
        (Some(pulled), detail) => format!("{}, {detail}", pulled.label()),
    }
}

/// All that a node has to say, as its tooltip.
pub(super) fn tooltip(response: Response, paint: &mut Paint<'_>, words: &NodeWords) -> Response {
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
