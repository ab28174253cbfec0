//! An article as it flows down a pane: every block with its height, exact or estimated, and the layouts near what is seen.
//!
//! Lengths are physical pixels.

use super::{
    block::BlockLayout,
    blocks::Blocks,
    compose::{Composer, Typeset},
    folds::{Fold, Folds},
    heights::Heights,
};
use crate::project::ArticleText;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// See the module.
pub(crate) struct Flow {
    text: ArticleText,
    set: Typeset,
    width: f32,
    blocks: Blocks,
    lines: Vec<TextHeight>,
    /// Always the extents of the blocks, from `lines` and `folds`.
    heights: Heights,
    folds: Folds,
    clutter: BTreeSet<usize>,
    layouts: BTreeMap<usize, Arc<BlockLayout>>,
    /// How much breadth a line holds; a guess until blocks have been laid out.
    line_breadth: f32,
    calibrated: bool,
}

/// The height of a block's lines.
#[derive(Clone, Copy)]
struct TextHeight {
    pixels: f32,
    /// Whether it was laid out; else it is an estimate.
    exact: bool,
}

/// What a block takes up from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Extent {
    /// The line of a fold, above its first block.
    pub(crate) header: f32,
    /// Space between paragraphs.
    pub(crate) gap: f32,
    pub(crate) text: f32,
    /// Space after the end of the article.
    pub(crate) tail: f32,
}

impl Extent {
    pub(crate) fn total(self) -> f32 {
        self.header + self.gap + self.text + self.tail
    }

    /// From the top of the extent to the first line of text.
    pub(crate) fn text_top(self) -> f32 {
        self.header + self.gap
    }
}

/// Blocks beyond the visible ones whose layouts are kept.
const KEPT_LAYOUTS: usize = 24;
/// Heights as multiples of a line.
const HEADER: f32 = 1.6;
const GAP: f32 = 0.45;
const EMPTY: f32 = 0.5;
const MARGIN_TOP: f32 = 0.8;
const MARGIN_BOTTOM: f32 = 2.0;

impl Flow {
    pub(crate) fn new(text: ArticleText, set: Typeset, width: f32) -> Self {
        let blocks = Blocks::of(text.as_str(), text.paragraphs());
        let mut flow = Self {
            text,
            lines: Vec::new(),
            heights: Heights::new(Vec::new()),
            folds: Folds::default(),
            clutter: BTreeSet::new(),
            layouts: BTreeMap::new(),
            line_breadth: line_breadth(&set, width),
            calibrated: false,
            set,
            width,
            blocks,
        };
        flow.forget_heights();
        flow
    }

    pub(crate) fn is_of(&self, text: &ArticleText) -> bool {
        self.text == *text
    }

    pub(crate) fn text(&self) -> &ArticleText {
        &self.text
    }

    pub(crate) fn set(&self) -> &Typeset {
        &self.set
    }

    pub(crate) fn width(&self) -> f32 {
        self.width
    }

    pub(crate) fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    pub(crate) fn heights(&self) -> &Heights {
        &self.heights
    }

    pub(crate) fn fold_of(&self, block: usize) -> Option<&Fold> {
        self.folds.of_block(block)
    }

    /// Whether a block's text is hidden in a closed fold.
    pub(crate) fn is_folded(&self, block: usize) -> bool {
        self.fold_of(block).is_some_and(|fold| !fold.open)
    }

    /// Sets the article anew; returns whether anything changed.
    pub(crate) fn reset(&mut self, set: &Typeset, width: f32) -> bool {
        let same = self.set == *set && self.width.to_bits() == width.to_bits();
        if !same {
            self.set = set.clone();
            self.width = width;
            self.layouts.clear();
            self.calibrated = false;
            self.line_breadth = line_breadth(set, width);
            self.forget_heights();
        }
        !same
    }

    /// Folds what is clutter, but for the runs with a paragraph in `opened`.
    pub(crate) fn fold(&mut self, clutter: &BTreeSet<usize>, opened: &BTreeSet<usize>) {
        self.clutter.clone_from(clutter);
        self.folds = Folds::of(clutter, opened, &self.blocks);
        self.rebuild_heights();
    }

    pub(crate) fn clutter(&self) -> &BTreeSet<usize> {
        &self.clutter
    }

    pub(crate) fn is_exact(&self, block: usize) -> bool {
        self.lines[block].exact
    }

    /// Takes over a height that was measured elsewhere.
    pub(crate) fn measured(&mut self, block: usize, text_height: f32) {
        if !self.lines[block].exact {
            self.lines[block] = TextHeight {
                pixels: text_height,
                exact: true,
            };
            let total = self.extent(block).total();
            self.heights.set(block, total);
        }
    }

    /// The layout of a block, laid out now if it was not; its height is exact from here on.
    pub(crate) fn layout(&mut self, block: usize, composer: &mut Composer) -> Arc<BlockLayout> {
        if let Some(layout) = self.layouts.get(&block) {
            return Arc::clone(layout);
        }
        let layout = composer.block(&self.text, self.blocks.get(block), &self.set, self.width);
        let layout = Arc::new(layout);
        self.measured(block, text_height(&layout, self.set.line));
        self.layouts.insert(block, Arc::clone(&layout));
        layout
    }

    /// What a block takes up. Estimated where it was never laid out.
    pub(crate) fn extent(&self, block: usize) -> Extent {
        let line = self.set.line;
        let fold = self.fold_of(block);
        let header = fold.is_some_and(|fold| fold.blocks.start == block);
        let margin_top = if block == 0 { MARGIN_TOP } else { 0.0 };
        let tail = if block + 1 == self.blocks.len() {
            MARGIN_BOTTOM
        } else {
            0.0
        };
        let mut extent = Extent {
            header: (line * (if header { HEADER } else { 0.0 } + margin_top)).round(),
            tail: (line * tail).round(),
            ..Extent::default()
        };
        if fold.is_none_or(|fold| fold.open) {
            extent.gap = (line * self.gap_before(block)).round();
            extent.text = self.lines[block].pixels;
        }
        extent
    }

    fn gap_before(&self, block: usize) -> f32 {
        let block = self.blocks.get(block);
        if block.first && !block.range.is_empty() && block.range.start > 0 {
            GAP
        } else {
            0.0
        }
    }

    /// Learns from the blocks that are laid out how much text a line holds, once for each width.
    pub(crate) fn calibrate(&mut self) {
        if self.calibrated || self.layouts.is_empty() {
            return;
        }
        self.calibrated = true;
        let (mut breadth, mut lines) = (0.0, 0.0);
        for (block, layout) in &self.layouts {
            breadth += self.blocks.get(*block).breadth as f32;
            // A last line is half full on average.
            lines += (layout.layout.len() as f32 - 0.5).max(0.5);
        }
        if breadth > 200.0 {
            self.line_breadth = breadth / lines;
            self.estimate();
        }
    }

    /// Forgets the layouts that are far from the visible blocks.
    pub(crate) fn keep_near(&mut self, visible: &Range<usize>) {
        if self.layouts.len() > 2 * KEPT_LAYOUTS + visible.len() {
            let kept = visible.start.saturating_sub(KEPT_LAYOUTS)..visible.end + KEPT_LAYOUTS;
            self.layouts.retain(|block, _| kept.contains(block));
        }
    }

    fn forget_heights(&mut self) {
        let unknown = TextHeight {
            pixels: 0.0,
            exact: false,
        };
        self.lines = vec![unknown; self.blocks.len()];
        self.estimate();
    }

    fn estimate(&mut self) {
        for (line, block) in self.lines.iter_mut().zip(self.blocks.iter()) {
            if !line.exact {
                let lines = match block.breadth {
                    0 => EMPTY,
                    breadth => (breadth as f32 / self.line_breadth).ceil(),
                };
                line.pixels = lines * self.set.line;
            }
        }
        self.rebuild_heights();
    }

    fn rebuild_heights(&mut self) {
        let extents = (0..self.blocks.len()).map(|block| self.extent(block).total());
        self.heights = Heights::new(extents.collect());
    }
}

/// The height that a laid out block takes in the flow. An empty paragraph is half a line.
pub(crate) fn text_height(layout: &BlockLayout, line: f32) -> f32 {
    if layout.range().is_empty() {
        (line * EMPTY).ceil()
    } else {
        layout.height()
    }
}

fn line_breadth(set: &Typeset, width: f32) -> f32 {
    (width / (set.size * 0.48)).max(1.0)
}
