//! Where a pane stands in its article, and moving it. Only the blocks that are passed over or seen are laid out.

use super::{
    block::BlockLayout,
    compose::Composer,
    flow::{Extent, Flow},
};

use std::sync::Arc;

/// What is at the top of the pane: `offset` pixels below the top of the extent of `block`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) block: usize,
    pub(crate) offset: f32,
}

/// The same place in terms that survive a change of width, zoom and typeface: the line at the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Anchor {
    /// The first byte of the line at the top of the pane.
    pub(crate) at: usize,
    /// How far the top of the pane is below the top of that line, in line heights.
    pub(crate) below: f32,
}

impl Anchor {
    /// The beginning of the article, with the margin above it.
    pub(crate) const TOP: Self = Self {
        at: 0,
        below: f32::NEG_INFINITY,
    };

    /// The line that holds `at`, at the top of the pane.
    pub(crate) fn line(at: usize) -> Self {
        Self { at, below: 0.0 }
    }
}

/// A block that is seen, at least in part.
#[derive(Clone)]
pub(crate) struct Visible {
    pub(crate) block: usize,
    /// The top of its extent, from the top of the pane.
    pub(crate) top: f32,
    pub(crate) extent: Extent,
    /// None where the block is folded.
    pub(crate) layout: Option<Arc<BlockLayout>>,
}

impl Visible {
    /// The top of its first line, from the top of the pane.
    pub(crate) fn text_top(&self) -> f32 {
        self.top + self.extent.text_top()
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.top + self.extent.total()
    }
}

/// How many panes a jump may be long and still pass over every block on the way.
const WALKED_PANES: f32 = 4.0;

/// A flow, what lays it out, and the height of the pane that it is seen through.
pub(crate) struct View<'a> {
    pub(crate) flow: &'a mut Flow,
    pub(crate) composer: &'a mut Composer,
    pub(crate) height: f32,
}

impl View<'_> {
    /// Turns an anchor into a place, exactly.
    pub(crate) fn place_of(&mut self, anchor: Anchor) -> Place {
        if anchor.below == f32::NEG_INFINITY {
            return Place {
                block: 0,
                offset: 0.0,
            };
        }
        let block = self.flow.blocks().at(anchor.at);
        let below = anchor.below * self.flow.set().line;
        if self.flow.is_folded(block) {
            let block = self
                .flow
                .fold_of(block)
                .map_or(block, |fold| fold.blocks.start);
            return Place {
                block,
                offset: below,
            };
        }
        let layout = self.flow.layout(block, self.composer);
        let (line_top, _) = layout.line_band(layout.line_of(anchor.at));
        let offset = self.flow.extent(block).text_top() + line_top + below;
        Place { block, offset }
    }

    /// Turns a place into an anchor at the line that is at the top.
    pub(crate) fn anchor_of(&mut self, place: Place) -> Anchor {
        if place.block == 0 && place.offset <= 0.0 {
            return Anchor::TOP;
        }
        let line_height = self.flow.set().line;
        if self.flow.is_folded(place.block) {
            let at = self.flow.blocks().get(place.block).range.start;
            return Anchor {
                at,
                below: place.offset / line_height,
            };
        }
        let layout = self.flow.layout(place.block, self.composer);
        let y = place.offset - self.flow.extent(place.block).text_top();
        let line = layout.line_at(y);
        Anchor {
            at: layout.line_range(line).start,
            below: (y - layout.line_band(line).0) / line_height,
        }
    }

    /// The place `by` pixels further down (up where negative), not beyond the ends.
    pub(crate) fn moved(&mut self, place: Place, by: f32) -> Place {
        if by.abs() > WALKED_PANES * self.height {
            let y = self.position(place) + f64::from(by);
            return self.jumped(y);
        }
        let place = Place {
            offset: place.offset + by,
            ..place
        };
        self.settled(place)
    }

    /// The place at `y` from the top of the article, as far as heights are known.
    pub(crate) fn jumped(&mut self, y: f64) -> Place {
        let (block, rest) = self.flow.heights().find(y);
        let estimated = self.flow.heights().get(block);
        self.lay_out(block);
        let exact = self.flow.heights().get(block);
        let offset = if estimated > 0.0 {
            rest * exact / estimated
        } else {
            0.0
        };
        self.settled(Place { block, offset })
    }

    /// How far a place is from the top of the article, as far as heights are known.
    pub(crate) fn position(&self, place: Place) -> f64 {
        self.flow.heights().before(place.block) + f64::from(place.offset)
    }

    /// The blocks that are seen from `place`, laid out.
    pub(crate) fn visible(&mut self, place: Place) -> Vec<Visible> {
        let mut visible = Vec::new();
        let mut top = -place.offset;
        let mut block = place.block;
        while top < self.height && block < self.flow.blocks().len() {
            let layout = self.lay_out(block);
            let extent = self.flow.extent(block);
            if extent.total() > 0.0 {
                visible.push(Visible {
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

    /// The same place written with the block that it is in, and not beyond the ends of the article.
    pub(crate) fn settled(&mut self, place: Place) -> Place {
        let place = self.normal(place);
        let short = self.height - self.height_below(place);
        if short > 0.0 {
            self.normal(Place {
                offset: place.offset - short,
                ..place
            })
        } else {
            place
        }
    }

    fn normal(&mut self, place: Place) -> Place {
        let Place {
            mut block,
            mut offset,
        } = place;
        while offset < 0.0 && block > 0 {
            block = self.before(block);
            offset += self.exact_total(block);
        }
        while offset >= self.exact_total(block) && self.after(block) < self.flow.blocks().len() {
            offset -= self.exact_total(block);
            block = self.after(block);
        }
        Place {
            block,
            offset: offset.max(0.0),
        }
    }

    /// The height from `place` to the end of the article, exact as far as it is less than the pane's.
    fn height_below(&mut self, place: Place) -> f32 {
        let mut height = -place.offset;
        let mut block = place.block;
        while height < self.height && block < self.flow.blocks().len() {
            height += self.exact_total(block);
            block = self.after(block);
        }
        height
    }

    fn exact_total(&mut self, block: usize) -> f32 {
        if !self.flow.is_exact(block) {
            self.lay_out(block);
        }
        self.flow.heights().get(block)
    }

    fn lay_out(&mut self, block: usize) -> Option<Arc<BlockLayout>> {
        (!self.flow.is_folded(block)).then(|| self.flow.layout(block, self.composer))
    }

    /// The next block that takes any height: the rest of a closed fold takes none.
    fn after(&self, block: usize) -> usize {
        match self.flow.fold_of(block) {
            Some(fold) if !fold.open => fold.blocks.end,
            _ => block + 1,
        }
    }

    fn before(&self, block: usize) -> usize {
        match self.flow.fold_of(block - 1) {
            Some(fold) if !fold.open => fold.blocks.start,
            _ => block - 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{compose::Typeset, fonts};
    use super::*;
    use crate::{project::ArticleText, reader::style::ReadingFamily};

    const SENTENCE: &str =
        "Words enough for some lines of text stand here for a test of scrolling. ";

    fn text() -> ArticleText {
        let paragraphs: Vec<String> = (1..200).map(|i| SENTENCE.repeat(i % 7)).collect();
        ArticleText::new(paragraphs.join("\n"))
    }

    fn set() -> Typeset {
        Typeset {
            family: ReadingFamily::Serif,
            size: 16.0,
            line: 24.0,
            weight: 400.0,
            quiet_isolates: false,
        }
    }

    fn check(act: impl FnOnce(&mut View)) {
        let mut flow = Flow::new(text(), set(), 400.0);
        let mut composer = Composer::new(fonts::only(Vec::new()));
        act(&mut View {
            flow: &mut flow,
            composer: &mut composer,
            height: 600.0,
        });
    }

    #[test]
    fn down_and_up_again_is_the_same_place() {
        check(|view| {
            let start = Place {
                block: 20,
                offset: 5.0,
            };
            let down = view.moved(start, 1500.0);
            assert_ne!(down, start);
            assert_eq!(view.moved(down, -1500.0), start);
        });
    }

    #[test]
    fn the_ends_hold() {
        check(|view| {
            let top = view.moved(
                Place {
                    block: 3,
                    offset: 0.0,
                },
                -9000.0,
            );
            assert_eq!(
                top,
                Place {
                    block: 0,
                    offset: 0.0
                }
            );
            let end = view.jumped(1e9);
            let visible = view.visible(end);
            let bottom = visible.last().map(Visible::bottom).unwrap();
            assert!((bottom - 600.0).abs() < 1.0, "{bottom}");
        });
    }

    #[test]
    fn a_change_of_width_keeps_the_line_at_the_top() {
        check(|view| {
            let place = view.moved(
                Place {
                    block: 90,
                    offset: 0.0,
                },
                100.0,
            );
            let anchor = view.anchor_of(place);
            view.flow.reset(&set(), 250.0);
            let narrow = view.place_of(anchor);
            let layout = view.flow.layout(narrow.block, view.composer);
            let y = narrow.offset - view.flow.extent(narrow.block).text_top();
            let line = layout.line_range(layout.line_at(y + 1.0));
            assert!(line.contains(&anchor.at), "{line:?} {anchor:?}");
        });
    }

    #[test]
    fn a_measured_height_above_moves_nothing() {
        check(|view| {
            let place = view.jumped(5000.0);
            let before = view.visible(place)[0].top;
            for block in 0..place.block {
                view.flow.measured(block, 480.0);
            }
            assert!((view.visible(place)[0].top - before).abs() < f32::EPSILON);
        });
    }
}
