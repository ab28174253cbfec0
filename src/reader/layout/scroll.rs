//! Scroll positions and scrolling. Only visible blocks, and those that a short scroll passes, are laid out.

use super::{
    block::BlockLayout,
    compose::Composer,
    flow::{BlockExtent, Flow},
};

use std::sync::Arc;

/// The position at the top of the pane: `offset` pixels below the top of the extent of `block`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ScrollPosition {
    pub(crate) block: usize,
    pub(crate) offset: f32,
}

/// A scroll position that survives a change of width, zoom and font: the line at the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum ScrollAnchor {
    /// The start of the article, with the margin above it.
    #[default]
    Top,
    Line {
        /// A byte of the line at the top of the pane.
        byte: usize,
        /// Distance from the top of that line down to the top of the pane, in line heights.
        below: f32,
    },
}

impl ScrollAnchor {
    /// The byte of the article at the top of the pane.
    pub(crate) fn byte(self) -> usize {
        match self {
            Self::Top => 0,
            Self::Line { byte, .. } => byte,
        }
    }

    /// The line that contains `byte`, at the top of the pane.
    pub(crate) fn line(byte: usize) -> Self {
        Self::Line { byte, below: 0.0 }
    }
}

/// A block that is at least partly visible.
#[derive(Clone)]
pub(crate) struct VisibleBlock {
    pub(crate) block: usize,
    /// The top of its extent, from the top of the pane.
    pub(crate) top: f32,
    pub(crate) extent: BlockExtent,
    /// `None` if the block is folded.
    pub(crate) layout: Option<Arc<BlockLayout>>,
}

impl VisibleBlock {
    /// The top of its first line, from the top of the pane.
    pub(crate) fn text_top(&self) -> f32 {
        self.top + self.extent.text_top()
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.top + self.extent.total()
    }
}

/// Maximum distance, in pane heights, for which scrolling lays out every block on the way.
const MAX_LAID_OUT_PANES: f32 = 4.0;

/// A flow in a pane of a given height.
pub(crate) struct Viewport<'a> {
    pub(crate) flow: &'a mut Flow,
    pub(crate) composer: &'a mut Composer,
    pub(crate) height: f32,
}

impl Viewport<'_> {
    /// Converts an anchor to an exact position.
    pub(crate) fn position_of(&mut self, anchor: ScrollAnchor) -> ScrollPosition {
        let ScrollAnchor::Line { byte, below } = anchor else {
            return ScrollPosition {
                block: 0,
                offset: 0.0,
            };
        };
        let block = self.flow.blocks().at(byte);
        let below = below * self.flow.font().line_height;
        if let Some(fold) = self.flow.closed_fold_of(block) {
            return ScrollPosition {
                block: fold.blocks.start,
                offset: below,
            };
        }
        let layout = self.flow.layout(block, self.composer);
        let (line_top, _) = layout.line_bounds(layout.line_of(byte));
        let offset = self.flow.extent(block).text_top() + line_top + below;
        ScrollPosition { block, offset }
    }

    /// Converts a position to an anchor at the line at the top.
    pub(crate) fn anchor_of(&mut self, position: ScrollPosition) -> ScrollAnchor {
        if position.block == 0 && position.offset <= 0.0 {
            return ScrollAnchor::Top;
        }
        let line_height = self.flow.font().line_height;
        if self.flow.closed_fold_of(position.block).is_some() {
            let byte = self.flow.blocks().get(position.block).range.start;
            return ScrollAnchor::Line {
                byte,
                below: position.offset / line_height,
            };
        }
        let layout = self.flow.layout(position.block, self.composer);
        let y = position.offset - self.flow.extent(position.block).text_top();
        let line = layout.line_at(y);
        ScrollAnchor::Line {
            byte: layout.line_range(line).start,
            below: (y - layout.line_bounds(line).0) / line_height,
        }
    }

    /// The position `by` pixels further down (up if negative), clamped to the article.
    pub(crate) fn scrolled(&mut self, position: ScrollPosition, by: f32) -> ScrollPosition {
        if by.abs() > MAX_LAID_OUT_PANES * self.height {
            let y = self.distance_from_top(position) + f64::from(by);
            return self.at_distance(y);
        }
        let position = ScrollPosition {
            offset: position.offset + by,
            ..position
        };
        self.clamped(position)
    }

    /// The position at the distance `y` from the top of the article, by the heights known so far.
    pub(crate) fn at_distance(&mut self, y: f64) -> ScrollPosition {
        let (block, rest) = self.flow.heights().find(y);
        let estimated = self.flow.heights().get(block);
        self.lay_out(block);
        let exact = self.flow.heights().get(block);
        let offset = if estimated > 0.0 {
            rest * exact / estimated
        } else {
            0.0
        };
        self.clamped(ScrollPosition { block, offset })
    }

    /// Distance of a position from the top of the article, by the heights known so far.
    pub(crate) fn distance_from_top(&self, position: ScrollPosition) -> f64 {
        self.flow.heights().before(position.block) + f64::from(position.offset)
    }

    /// The visible blocks at `position`, laid out.
    pub(crate) fn visible(&mut self, position: ScrollPosition) -> Vec<VisibleBlock> {
        let mut visible = Vec::new();
        let mut top = -position.offset;
        let mut block = position.block;
        while top < self.height && block < self.flow.blocks().len() {
            let layout = self.lay_out(block);
            let extent = self.flow.extent(block);
            if extent.total() > 0.0 {
                visible.push(VisibleBlock {
                    block,
                    top,
                    extent,
                    layout,
                });
            }
            top += extent.total();
            block = self.after(block);
        }
        visible
    }

    /// The same position, relative to the block in which it falls, clamped to the article.
    pub(crate) fn clamped(&mut self, position: ScrollPosition) -> ScrollPosition {
        let position = self.normalized(position);
        let missing = self.height - self.height_below(position);
        if missing > 0.0 {
            self.normalized(ScrollPosition {
                offset: position.offset - missing,
                ..position
            })
        } else {
            position
        }
    }

    fn normalized(&mut self, position: ScrollPosition) -> ScrollPosition {
        let ScrollPosition {
            mut block,
            mut offset,
        } = position;
        while offset < 0.0 && block > 0 {
            block = self.before(block);
            offset += self.exact_height(block);
        }
        while offset >= self.exact_height(block) && self.after(block) < self.flow.blocks().len() {
            offset -= self.exact_height(block);
            block = self.after(block);
        }
        ScrollPosition {
            block,
            offset: offset.max(0.0),
        }
    }

    /// The height from `position` to the end of the article, exact if it is less than the pane's.
    fn height_below(&mut self, position: ScrollPosition) -> f32 {
        let mut height = -position.offset;
        let mut block = position.block;
        while height < self.height && block < self.flow.blocks().len() {
            height += self.exact_height(block);
            block = self.after(block);
        }
        height
    }

    fn exact_height(&mut self, block: usize) -> f32 {
        if !self.flow.is_exact(block) {
            self.lay_out(block);
        }
        self.flow.heights().get(block)
    }

    /// Lays a block out; `None` in a closed fold.
    fn lay_out(&mut self, block: usize) -> Option<Arc<BlockLayout>> {
        self.flow
            .closed_fold_of(block)
            .is_none()
            .then(|| self.flow.layout(block, self.composer))
    }

    /// The next block that has a height; in a closed fold, only the first block has one.
    fn after(&self, block: usize) -> usize {
        let fold = self.flow.closed_fold_of(block);
        fold.map_or(block + 1, |fold| fold.blocks.end)
    }

    fn before(&self, block: usize) -> usize {
        let fold = self.flow.closed_fold_of(block - 1);
        fold.map_or(block - 1, |fold| fold.blocks.start)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ParagraphFonts, ParagraphStyle, ParagraphStyles, compose::FontSpec, fonts};
    use super::*;
    use crate::{project::ArticleText, reader::style::ReadingFamily};

    const SENTENCE: &str =
        "These are enough words for several lines of text in a test of scrolling. ";

    fn text() -> ArticleText {
        let paragraphs: Vec<String> = (1..200).map(|i| SENTENCE.repeat(i % 7)).collect();
        ArticleText::new(paragraphs.join("\n"))
    }

    fn font() -> FontSpec {
        FontSpec::regular(ReadingFamily::Serif, 16.0, 24.0)
    }

    fn at(block: usize, offset: f32) -> ScrollPosition {
        ScrollPosition { block, offset }
    }

    fn with_viewport(act: impl FnOnce(&mut Viewport)) {
        let fonts = ParagraphFonts {
            body: font(),
            styles: ParagraphStyles::new(),
        };
        let mut flow = Flow::new(text(), fonts, 400.0);
        let mut composer = Composer::new(fonts::only(Vec::new()));
        act(&mut Viewport {
            flow: &mut flow,
            composer: &mut composer,
            height: 600.0,
        });
    }

    #[test]
    fn scrolling_down_and_up_again_returns_to_the_same_position() {
        with_viewport(|view| {
            let start = at(20, 5.0);
            let down = view.scrolled(start, 1500.0);
            assert_ne!(down, start);
            assert_eq!(view.scrolled(down, -1500.0), start);
        });
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        with_viewport(|view| {
            let top = view.scrolled(at(3, 0.0), -9000.0);
            assert_eq!(top, at(0, 0.0));
            let end = view.at_distance(1e9);
            let visible = view.visible(end);
            let bottom = visible.last().map(VisibleBlock::bottom).unwrap();
            assert!((bottom - 600.0).abs() < 1.0, "{bottom}");
        });
    }

    #[test]
    fn a_change_of_width_keeps_the_line_at_the_top() {
        with_viewport(|view| {
            let position = view.scrolled(at(90, 0.0), 100.0);
            let anchor = view.anchor_of(position);
            view.flow.reset(&font(), &ParagraphStyles::new(), 250.0);
            let narrow = view.position_of(anchor);
            let layout = view.flow.layout(narrow.block, view.composer);
            let y = narrow.offset - view.flow.extent(narrow.block).text_top();
            let line = layout.line_range(layout.line_at(y + 1.0));
            assert!(line.contains(&anchor.byte()), "{line:?} {anchor:?}");
        });
    }

    #[test]
    fn a_headline_is_larger_and_does_not_move_the_line_at_the_top() {
        with_viewport(|view| {
            let plain = view.flow.layout(3, view.composer);
            let position = view.scrolled(at(90, 0.0), 100.0);
            let anchor = view.anchor_of(position);
            let styles = ParagraphStyles::from([(3, ParagraphStyle::Headline)]);
            assert!(view.flow.reset(&font(), &styles, 400.0));
            let headline = view.flow.layout(3, view.composer);
            assert!(headline.height() > plain.height() * 1.15);
            assert_eq!(headline.range(), plain.range());
            let after = view.position_of(anchor);
            assert_eq!(view.anchor_of(after), anchor);
            assert!(!view.flow.reset(&font(), &styles, 400.0));
        });
    }

    #[test]
    fn a_measured_height_above_does_not_move_the_visible_text() {
        with_viewport(|view| {
            let position = view.at_distance(5000.0);
            let before = view.visible(position)[0].top;
            for block in 0..position.block {
                view.flow.set_height(block, 480.0);
            }
            assert!((view.visible(position)[0].top - before).abs() < f32::EPSILON);
        });
    }
}
