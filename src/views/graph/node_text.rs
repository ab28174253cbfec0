//! The words of a node, as many as it has room for.

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

use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};

/// Between a statement and the line below it, and the height of both.
const FOOT_GAP: f32 = 1.0;
const FOOT: f32 = 16.0 + FOOT_GAP;

/// Writes the text of one node.
pub(super) struct NodeWriter<'p, 'a, 'b> {
    painter: &'p Painter,
    paint: &'a mut Paint<'b>,
    room: Rect,
    /// The height of its letters.
    size: f32,
}

impl<'p, 'a, 'b> NodeWriter<'p, 'a, 'b> {
    /// One that writes in `room`, while the picture is zoomed so much.
    pub(super) fn new(
        painter: &'p Painter,
        paint: &'a mut Paint<'b>,
        room: Rect,
        zoom: f32,
    ) -> Self {
        Self {
            painter,
            paint,
            room,
            size: letters_for(zoom),
        }
    }

    /// Writes as much as there is room for; returns whether something is missing.
    pub(super) fn node(&mut self, node: Node, words: &NodeText) -> bool {
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
            Node::Speaker(_) => self.speaker(words),
        }
    }

    /// How many lines there is room for, at most `most`.
    fn line_count(&self, most: usize) -> usize {
        let line = (self.size * 1.35).round();
        (((self.room.height() - 6.0) / line) as usize).clamp(1, most)
    }

    fn claim(&mut self, words: &NodeText) -> bool {
        let line = (self.size * 1.35).round();
        // The counts say more than a second line of the statement.
        let foot = self.room.height() >= line + FOOT;
        let foot_height = if foot { FOOT } else { 0.0 };
        let lines = ((self.room.height() - foot_height) / line) as usize;
        let lines = lines.clamp(1, 2);
        let text = numbered(words);
        let height = self.height(&text, lines, false);
        let top = 0.5 * (self.room.height() - height - foot_height);
        let cut = self.write(words, &text, lines, false, top);
        let foot_is_cut = !foot || self.foot(words, top + height + FOOT_GAP);
        cut || foot_is_cut
    }

    /// The counts in the colours of their stances, then the verdict; returns whether that was cut.
    fn foot(&mut self, words: &NodeText, top: f32) -> bool {
        let mut x = self.room.left();
        let counts = words.counts.unwrap_or_default();
        for (stance, count) in Stance::ALL.iter().zip(counts) {
            if count > 0 {
                let color = self.paint.theme.stance(*stance);
                let counted = format!("{}{count}", stance.sign());
                let at = pos2(x, self.room.top() + top);
                x += self.small(&counted, color, at, 60.0).size().x + space::SMALL;
            }
        }
        let faint = self.paint.theme.faint;
        let verdict = if words.detail.is_empty() {
            "no verdict yet"
        } else {
            &words.detail
        };
        let room = self.room.right() - x;
        let at = pos2(x, self.room.top() + top);
        room <= 30.0 || self.small(verdict, faint, at, room).is_truncated()
    }

    fn article(&mut self, words: &NodeText) -> bool {
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
        if !below {
            return cut || !detail.is_empty();
        }
        let faint = self.paint.theme.faint;
        let at = pos2(self.room.left(), self.room.top() + top + height);
        let room = self.room.width();
        let detail_is_cut = self.small(&detail, faint, at, room).is_truncated();
        cut || detail_is_cut
    }

    /// The name, and what it is behind it where there is room.
    fn speaker(&mut self, words: &NodeText) -> bool {
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
        let detail_is_cut = self.small(&detail, faint, pos2(x, y), room).is_truncated();
        cut || detail_is_cut
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
        words: &NodeText,
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
        block.is_truncated()
    }

    /// One line in small letters.
    fn small(&mut self, text: &str, color: Color32, at: Pos2, room: f32) -> TextBlock {
        let style = LabelStyle::new(letters::SMALL, color).lines(1);
        let scale = self.painter.pixels_per_point();
        let room = in_steps(room);
        let block = self.paint.engine.layout_block(text, &style, room, scale);
        self.paint
            .engine
            .paint_block(self.painter, at, &block, color);
        block
    }
}

/// Further details, and why the node does not count.
pub(super) fn detail(words: &NodeText) -> String {
    match (words.excluded, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(excluded), "") => excluded.label().to_owned(),
        (Some(excluded), detail) => format!("{}, {detail}", excluded.label()),
    }
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

/// "3  statement" of a claim.
pub(super) fn numbered(words: &NodeText) -> String {
    match words.number {
        Some(number) => format!("{number}  {}", words.title),
        None => words.title.clone(),
    }
}

/// Widths in steps, so that a zoom by pinching does not break every text anew in each frame.
pub(super) fn in_steps(width: f32) -> f32 {
    ((width / 8.0).floor() * 8.0).max(8.0)
}

/// A line through what counts no more.
pub(super) fn strike(
    painter: &Painter,
    theme: &Theme,
    at: Pos2,
    block: &TextBlock,
    text: &str,
    words: &NodeText,
) {
    let Some(whole) = Span::new(0, text.len()).filter(|_| words.excluded.is_some()) else {
        return;
    };
    for line in block.rects(whole) {
        let y = at.y + line.center().y + 1.0;
        let x = at.x + line.left()..=at.x + line.right();
        painter.hline(x, y, Stroke::new(1.2, theme.text));
    }
}
