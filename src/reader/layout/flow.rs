//! An article in a pane: the height of every block, exact or estimated, and the layouts near the visible part.
//!
//! Lengths are physical pixels.

use super::{
    block::BlockLayout,
    blocks::Blocks,
    compose::{Composer, FontSpec},
    folds::{Fold, Folds},
    heights::Heights,
    paragraph_style::{ParagraphFonts, ParagraphStyle, ParagraphStyles},
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
    fonts: ParagraphFonts,
    width: f32,
    blocks: Blocks,
    lines: Vec<TextHeight>,
    /// The total extent of each block. Always derived from `lines` and `folds`.
    heights: Heights,
    folds: Folds,
    clutter: BTreeSet<usize>,
    layouts: BTreeMap<usize, Arc<BlockLayout>>,
    /// Half ems per line. A guess until some blocks have been laid out.
    half_ems_per_line: f32,
    calibrated: bool,
}

/// The height of a block's lines.
#[derive(Clone, Copy)]
struct TextHeight {
    pixels: f32,
    /// Whether it was measured or only estimated.
    exact: bool,
}

/// The parts of a block's height, from top to bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BlockExtent {
    /// The fold line, above the first block of the fold.
    pub(crate) header: f32,
    /// Space before the paragraph.
    pub(crate) gap: f32,
    pub(crate) text: f32,
    /// Space at the end of the article.
    pub(crate) tail: f32,
}

impl BlockExtent {
    pub(crate) fn total(self) -> f32 {
        self.header + self.gap + self.text + self.tail
    }

    /// Distance from the top of the extent to the first line of text.
    pub(crate) fn text_top(self) -> f32 {
        self.header + self.gap
    }
}

/// Number of blocks before and after the visible ones whose layouts are kept.
const KEPT_LAYOUTS: usize = 24;
// Heights in line heights.
const HEADER_HEIGHT: f32 = 1.6;
const PARAGRAPH_GAP: f32 = 0.45;
const EMPTY_HEIGHT: f32 = 0.5;
const MARGIN_TOP: f32 = 0.8;
const MARGIN_BOTTOM: f32 = 2.0;

impl Flow {
    pub(crate) fn new(text: ArticleText, fonts: ParagraphFonts, width: f32) -> Self {
        let blocks = Blocks::new(text.as_str(), text.paragraphs());
        let mut flow = Self {
            text,
            lines: Vec::new(),
            heights: Heights::new(Vec::new()),
            folds: Folds::default(),
            clutter: BTreeSet::new(),
            layouts: BTreeMap::new(),
            half_ems_per_line: half_ems_per_line(&fonts.body, width),
            calibrated: false,
            fonts,
            width,
            blocks,
        };
        flow.reset_heights();
        flow
    }

    pub(crate) fn shows(&self, text: &ArticleText) -> bool {
        self.text == *text
    }

    pub(crate) fn text(&self) -> &ArticleText {
        &self.text
    }

    /// The font of running text.
    pub(crate) fn font(&self) -> &FontSpec {
        &self.fonts.body
    }

    pub(crate) fn fonts(&self) -> &ParagraphFonts {
        &self.fonts
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

    /// The closed fold that hides a block.
    pub(crate) fn closed_fold_of(&self, block: usize) -> Option<&Fold> {
        self.fold_of(block).filter(|fold| !fold.open)
    }

    /// Changes font, styles and width; returns whether any of them differs.
    pub(crate) fn reset(&mut self, font: &FontSpec, styles: &ParagraphStyles, width: f32) -> bool {
        let same = self.fonts.body == *font
            && self.fonts.styles == *styles
            && self.width.to_bits() == width.to_bits();
        if !same {
            self.fonts = ParagraphFonts {
                body: font.clone(),
                styles: styles.clone(),
            };
            self.width = width;
            self.layouts.clear();
            self.calibrated = false;
            self.half_ems_per_line = half_ems_per_line(font, width);
            self.reset_heights();
        }
        !same
    }

    /// Folds the clutter, except runs with a paragraph in `unfolded`.
    pub(crate) fn fold(&mut self, clutter: &BTreeSet<usize>, unfolded: &BTreeSet<usize>) {
        self.clutter.clone_from(clutter);
        self.folds = Folds::new(clutter, unfolded, &self.blocks);
        self.rebuild_heights();
    }

    pub(crate) fn clutter(&self) -> &BTreeSet<usize> {
        &self.clutter
    }

    pub(crate) fn is_exact(&self, block: usize) -> bool {
        self.lines[block].exact
    }

    /// Sets the height of a block that was measured elsewhere.
    pub(crate) fn set_height(&mut self, block: usize, text_height: f32) {
        if !self.lines[block].exact {
            self.lines[block] = TextHeight {
                pixels: text_height,
                exact: true,
            };
            let total = self.extent(block).total();
            self.heights.set(block, total);
        }
    }

    /// The layout of a block, cached. Its height is exact afterwards.
    pub(crate) fn layout(&mut self, block: usize, composer: &mut Composer) -> Arc<BlockLayout> {
        if let Some(layout) = self.layouts.get(&block) {
            return Arc::clone(layout);
        }
        let piece = self.blocks.get(block);
        let font = self.fonts.of(piece.paragraph);
        let layout = Arc::new(composer.block(&self.text, piece, &font, self.width));
        self.set_height(block, text_height(&layout, self.font().line_height));
        self.layouts.insert(block, Arc::clone(&layout));
        layout
    }

    /// The extent of a block, which is an estimate if the block was never laid out.
    pub(crate) fn extent(&self, block: usize) -> BlockExtent {
        let line = self.font().line_height;
        let fold = self.fold_of(block);
        let header = fold.is_some_and(|fold| fold.blocks.start == block);
        let margin_top = if block == 0 { MARGIN_TOP } else { 0.0 };
        let tail = if block + 1 == self.blocks.len() {
            MARGIN_BOTTOM
        } else {
            0.0
        };
        let mut extent = BlockExtent {
            header: (line * (if header { HEADER_HEIGHT } else { 0.0 } + margin_top)).round(),
            tail: (line * tail).round(),
            ..BlockExtent::default()
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
            let style = self.fonts.styles.get(&block.paragraph);
            style.copied().map_or(PARAGRAPH_GAP, ParagraphStyle::gap)
        } else {
            0.0
        }
    }

    /// Improves the estimates with the text per line in the blocks laid out so far, once for each width.
    pub(crate) fn calibrate(&mut self) {
        if self.calibrated || self.layouts.is_empty() {
            return;
        }
        self.calibrated = true;
        let (mut half_ems, mut lines) = (0.0, 0.0);
        for (block, layout) in &self.layouts {
            half_ems += self.blocks.get(*block).half_ems as f32;
            // The last line is half full on average.
            lines += (layout.layout.len() as f32 - 0.5).max(0.5);
        }
        if half_ems > 200.0 {
            self.half_ems_per_line = half_ems / lines;
            self.estimate();
        }
    }

    /// Drops the layouts that are far from the visible blocks.
    pub(crate) fn drop_layouts_outside(&mut self, visible: &Range<usize>) {
        if self.layouts.len() > 2 * KEPT_LAYOUTS + visible.len() {
            let kept = visible.start.saturating_sub(KEPT_LAYOUTS)..visible.end + KEPT_LAYOUTS;
            self.layouts.retain(|block, _| kept.contains(block));
        }
    }

    fn reset_heights(&mut self) {
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
                let font = self.fonts.of(block.paragraph);
                let larger = font.size / self.fonts.body.size;
                let lines = match block.half_ems {
                    0 => EMPTY_HEIGHT,
                    half_ems => (half_ems as f32 * larger / self.half_ems_per_line).ceil(),
                };
                line.pixels = lines * font.line_height;
            }
        }
        self.rebuild_heights();
    }

    fn rebuild_heights(&mut self) {
        let extents = (0..self.blocks.len()).map(|block| self.extent(block).total());
        self.heights = Heights::new(extents.collect());
    }
}

/// The height of a block's text. An empty paragraph is half a line high.
pub(crate) fn text_height(layout: &BlockLayout, line: f32) -> f32 {
    if layout.range().is_empty() {
        (line * EMPTY_HEIGHT).ceil()
    } else {
        layout.height()
    }
}

fn half_ems_per_line(font: &FontSpec, width: f32) -> f32 {
    (width / (font.size * 0.48)).max(1.0)
}
