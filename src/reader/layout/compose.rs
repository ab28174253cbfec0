//! Text layout with parley. All lengths are physical pixels.

use super::{block::BlockLayout, blocks::Block, no_break};
use crate::{
    project::ArticleText,
    reader::{paint::hidden, style::ReadingFamily},
};

use std::{borrow::Cow, ops::Range};

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName,
    FontWeight, GenericFamily, InlineBox, InlineBoxKind, Layout, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty, VerticalAlign,
};

/// Typeface, size and weight, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FontSpec {
    pub(crate) family: ReadingFamily,
    pub(crate) size: f32,
    pub(crate) line_height: f32,
    /// 400 is regular, 600 semibold.
    pub(crate) weight: f32,
    /// Whether isolates (U+2066 to U+2069) get no mark. In labels Crosscheck inserts them around names; in an article they are
    /// marked like all hidden characters.
    pub(crate) hide_isolate_marks: bool,
}

/// Fonts, and scratch memory of parley. Not shared between threads: see [`Composer::fork`].
pub(crate) struct Composer {
    pub(crate) fonts: FontContext,
    scratch: LayoutContext<()>,
}

/// Bytes of a paragraph from which its direction is found: enough text, and quick to lay out.
const DIRECTION_SAMPLE: usize = 200;

impl Composer {
    pub(crate) fn new(fonts: FontContext) -> Self {
        Self {
            fonts,
            scratch: LayoutContext::new(),
        }
    }

    /// The same fonts for the composer of another thread.
    pub(crate) fn fork(&self) -> FontContext {
        self.fonts.clone()
    }

    /// Lays out one block of an article, with marks for hidden characters.
    pub(crate) fn block(
        &mut self,
        text: &ArticleText,
        block: &Block,
        font: &FontSpec,
        width: f32,
    ) -> BlockLayout {
        let shown = &text.as_str()[block.range.clone()];
        let direction = if block.first {
            BaseDirection::Auto
        } else {
            self.direction_of(text, block.paragraph, font)
        };
        let layout = self.lay_out(shown, font, Some(width), direction);
        BlockLayout::new(layout, block.range.start, shown)
    }

    /// Lays out `text`, with lines broken at `width` if given. Byte offsets in the layout are those of `text`.
    pub(crate) fn lay_out(
        &mut self,
        text: &str,
        font: &FontSpec,
        width: Option<f32>,
        direction: BaseDirection,
    ) -> Layout<()> {
        let shown = hidden::without_controls(text);
        let gaps = hidden::gaps(text, font.size, font.hide_isolate_marks);
        let mut layout = self.build(&shown, font, direction, &gaps);
        layout.break_all_lines(width);
        let breaks = no_break::break_offsets(&layout, text);
        if !breaks.is_empty() {
            layout = self.build(&shown, font, direction, &with_breaks(gaps, breaks));
            layout.break_all_lines(width);
        }
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    /// `gaps` holds byte offsets in `shown`, ascending, with the width of the gap to leave there.
    fn build(
        &mut self,
        shown: &str,
        font: &FontSpec,
        direction: BaseDirection,
        gaps: &[(usize, f32)],
    ) -> Layout<()> {
        let families = font_stack(&font.family);
        let mut builder = self
            .scratch
            .ranged_builder(&mut self.fonts, shown, 1.0, true);
        builder.set_base_direction(direction);
        builder.push_default(FontFamily::List(Cow::Borrowed(&families)));
        builder.push_default(StyleProperty::FontSize(font.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(font.weight)));
        builder.push_default(LineHeight::Absolute(font.line_height));
        // Breaks a long web address instead of letting it overflow the column.
        builder.push_default(OverflowWrap::Anywhere);
        for (at, width) in gaps {
            builder.push_inline_box(gap_box(*at, *width, font.size));
        }
        builder.build(shown)
    }

    /// The direction of a paragraph of several blocks, which all share it.
    fn direction_of(
        &mut self,
        text: &ArticleText,
        paragraph: usize,
        font: &FontSpec,
    ) -> BaseDirection {
        let Range { start, end } = text.paragraphs().range(paragraph);
        let sample = &text.as_str()[start..end];
        let sample = &sample[..sample.floor_char_boundary(DIRECTION_SAMPLE)];
        if self
            .lay_out(sample, font, None, BaseDirection::Auto)
            .is_rtl()
        {
            BaseDirection::Rtl
        } else {
            BaseDirection::Ltr
        }
    }
}

/// Adds line break opportunities, which are gaps without width.
fn with_breaks(gaps: Vec<(usize, f32)>, breaks: Vec<usize>) -> Vec<(usize, f32)> {
    let breaks = breaks.into_iter().map(|at| (at, 0.0));
    let mut all: Vec<(usize, f32)> = gaps.into_iter().chain(breaks).collect();
    all.sort_by_key(|(at, _)| *at);
    all
}

fn gap_box(at: usize, width: f32, size: f32) -> InlineBox {
    InlineBox {
        id: at as u64,
        kind: InlineBoxKind::InFlow,
        index: at,
        width,
        height: if width > 0.0 { size * 0.5 } else { 0.0 },
        baseline: None,
        vertical_align: VerticalAlign::BASELINE,
    }
}

fn font_stack(family: &ReadingFamily) -> Vec<FontFamilyName<'_>> {
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

#[cfg(test)]
mod tests {
    use super::super::fonts;
    use super::*;

    /// The lines of `text` in a column of about twelve letters.
    fn lines(text: &str) -> Vec<String> {
        let font = FontSpec {
            family: ReadingFamily::Sans,
            size: 16.0,
            line_height: 24.0,
            weight: 400.0,
            hide_isolate_marks: false,
        };
        let mut composer = Composer::new(fonts::only(Vec::new()));
        let layout = composer.lay_out(text, &font, Some(100.0), BaseDirection::Auto);
        let lines = layout
            .lines()
            .map(|line| text[line.text_range()].to_owned());
        lines.collect()
    }

    #[test]
    fn words_joined_by_no_break_spaces_stay_together_if_they_fit() {
        assert_eq!(
            lines("It is some 10\u{a0}km away"),
            ["It is some ", "10\u{a0}km away"]
        );
    }

    #[test]
    fn joined_words_that_do_not_fit_break_at_no_break_spaces() {
        let text = "Now people\u{a0}were\u{a0}standing\u{a0}there\u{a0}quietly then";
        for line in lines(text) {
            let last = text[text.find(&line).unwrap() + line.len()..]
                .chars()
                .next();
            let ended = line.ends_with(['\u{a0}', ' ']) || last.is_none();
            assert!(ended, "{line:?} ends within a word");
        }
    }

    #[test]
    fn a_word_that_does_not_fit_breaks_anywhere_without_loss() {
        let text = "https://example.org/a/very/long/address/of/something\u{a0}else";
        let lines = lines(text);
        assert!(lines.len() > 3);
        assert_eq!(lines.concat(), text);
    }
}
