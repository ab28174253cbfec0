//! From text to laid out lines. All lengths here are physical pixels.

use std::{borrow::Cow, ops::Range};

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName,
    FontWeight, GenericFamily, InlineBox, InlineBoxKind, Layout, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty, VerticalAlign,
};

use super::{block::BlockLayout, blocks::Block, hidden, style::ReadingFamily};
use crate::project::ArticleText;

/// A typeface at a size, resolved to pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typeset {
    pub(super) family: ReadingFamily,
    pub(super) size: f32,
    /// Height of a line.
    pub(super) line: f32,
    /// 400 is regular, 600 half bold.
    pub(super) weight: f32,
}

/// Fonts and the scratch memory of parley. A thread of its own needs one of its own: [`Composer::fork`].
pub(super) struct Composer {
    pub(super) fonts: FontContext,
    scratch: LayoutContext<()>,
}

/// How much text is enough to find a paragraph's direction, and is laid out in no time.
const DIRECTION_SAMPLE: usize = 200;

impl Composer {
    pub(super) fn new(fonts: FontContext) -> Self {
        Self {
            fonts,
            scratch: LayoutContext::new(),
        }
    }

    /// Another one with the same fonts, for another thread.
    pub(super) fn fork(&self) -> FontContext {
        self.fonts.clone()
    }

    /// Lays out one block of an article, with its hidden characters marked.
    pub(super) fn block(
        &mut self,
        text: &ArticleText,
        block: &Block,
        set: &Typeset,
        width: f32,
    ) -> BlockLayout {
        let shown = &text.as_str()[block.range.clone()];
        let direction = if block.first {
            BaseDirection::Auto
        } else {
            self.direction_of(text, block.paragraph, set)
        };
        let layout = self.lay_out(shown, set, Some(width), direction);
        BlockLayout::new(layout, block.range.start, shown)
    }

    /// Lays out `text`, broken at `width` where there is one. Byte offsets in the layout are those of `text`.
    pub(super) fn lay_out(
        &mut self,
        text: &str,
        set: &Typeset,
        width: Option<f32>,
        direction: BaseDirection,
    ) -> Layout<()> {
        let shown = hidden::without_controls(text);
        let mut layout = self.build(text, &shown, set, direction);
        layout.break_all_lines(width);
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    fn build(
        &mut self,
        text: &str,
        shown: &str,
        set: &Typeset,
        direction: BaseDirection,
    ) -> Layout<()> {
        let families = stack(&set.family);
        let mut builder = self
            .scratch
            .ranged_builder(&mut self.fonts, shown, 1.0, true);
        builder.set_base_direction(direction);
        builder.push_default(FontFamily::List(Cow::Borrowed(&families)));
        builder.push_default(StyleProperty::FontSize(set.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(set.weight)));
        builder.push_default(LineHeight::Absolute(set.line));
        // An address of 300 letters is cut rather than pushed out of the column.
        builder.push_default(OverflowWrap::Anywhere);
        for (at, width) in hidden::boxes(text, set.size) {
            builder.push_inline_box(mark_box(at, width, set.size));
        }
        builder.build(shown)
    }

    /// The direction of a paragraph too long for one block, which all its blocks share.
    fn direction_of(
        &mut self,
        text: &ArticleText,
        paragraph: usize,
        set: &Typeset,
    ) -> BaseDirection {
        let Range { start, end } = text.paragraphs().range(paragraph);
        let sample = &text.as_str()[start..end];
        let sample = &sample[..sample.floor_char_boundary(DIRECTION_SAMPLE)];
        if self
            .lay_out(sample, set, None, BaseDirection::Auto)
            .is_rtl()
        {
            BaseDirection::Rtl
        } else {
            BaseDirection::Ltr
        }
    }
}

fn mark_box(at: usize, width: f32, size: f32) -> InlineBox {
    InlineBox {
        id: at as u64,
        kind: InlineBoxKind::InFlow,
        index: at,
        width,
        height: size * 0.5,
        baseline: None,
        vertical_align: VerticalAlign::BASELINE,
    }
}

fn stack(family: &ReadingFamily) -> Vec<FontFamilyName<'_>> {
    match family {
        ReadingFamily::Serif => vec![
            FontFamilyName::named("Charter"),
            FontFamilyName::named("Georgia"),
            FontFamilyName::Generic(GenericFamily::Serif),
            FontFamilyName::Generic(GenericFamily::SansSerif),
        ],
        ReadingFamily::Sans => vec![
            FontFamilyName::Generic(GenericFamily::SystemUi),
            FontFamilyName::Generic(GenericFamily::SansSerif),
        ],
        ReadingFamily::Named(name) => vec![
            FontFamilyName::named(name),
            FontFamilyName::Generic(GenericFamily::SansSerif),
        ],
    }
}
