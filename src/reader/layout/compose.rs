//! From text to laid out lines. All lengths here are physical pixels.

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

/// A typeface at a size, resolved to pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typeset {
    pub(crate) family: ReadingFamily,
    pub(crate) size: f32,
    /// Height of a line.
    pub(crate) line: f32,
    /// 400 is regular, 600 half bold.
    pub(crate) weight: f32,
    /// Isolates are ours and order a name within a sentence; in an article they are marked like all that is hidden.
    pub(crate) quiet_isolates: bool,
}

/// Fonts and the scratch memory of parley. A thread of its own needs one of its own: [`Composer::fork`].
pub(crate) struct Composer {
    pub(crate) fonts: FontContext,
    scratch: LayoutContext<()>,
}

/// How much text is enough to find a paragraph's direction, and is laid out in no time.
const DIRECTION_SAMPLE: usize = 200;

impl Composer {
    pub(crate) fn new(fonts: FontContext) -> Self {
        Self {
            fonts,
            scratch: LayoutContext::new(),
        }
    }

    /// Another one with the same fonts, for another thread.
    pub(crate) fn fork(&self) -> FontContext {
        self.fonts.clone()
    }

    /// Lays out one block of an article, with its hidden characters marked.
    pub(crate) fn block(
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
    pub(crate) fn lay_out(
        &mut self,
        text: &str,
        set: &Typeset,
        width: Option<f32>,
        direction: BaseDirection,
    ) -> Layout<()> {
        let shown = hidden::without_controls(text);
        let gaps = hidden::boxes(text, set.size, set.quiet_isolates);
        let mut layout = self.build(&shown, set, direction, &gaps);
        layout.break_all_lines(width);
        let breaks = no_break::places(&layout, text);
        if !breaks.is_empty() {
            layout = self.build(&shown, set, direction, &with_breaks(gaps, breaks));
            layout.break_all_lines(width);
        }
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    /// `gaps` are bytes of `shown` in order, and how wide a gap to leave there.
    fn build(
        &mut self,
        shown: &str,
        set: &Typeset,
        direction: BaseDirection,
        gaps: &[(usize, f32)],
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
        for (at, width) in gaps {
            builder.push_inline_box(gap_box(*at, *width, set.size));
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

/// The gaps, and places to break the line at, which are gaps without width.
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

#[cfg(test)]
mod tests {
    use super::super::fonts;
    use super::*;

    /// The lines of `text` where some twelve letters have room.
    fn lines(text: &str) -> Vec<String> {
        let set = Typeset {
            family: ReadingFamily::Sans,
            size: 16.0,
            line: 24.0,
            weight: 400.0,
            quiet_isolates: false,
        };
        let mut composer = Composer::new(fonts::only(Vec::new()));
        let layout = composer.lay_out(text, &set, Some(100.0), BaseDirection::Auto);
        let lines = layout
            .lines()
            .map(|line| text[line.text_range()].to_owned());
        lines.collect()
    }

    #[test]
    fn joined_words_stay_together_where_they_fit_in_a_line() {
        assert_eq!(
            lines("It is some 10\u{a0}km away"),
            ["It is some ", "10\u{a0}km away"]
        );
    }

    #[test]
    fn joined_words_that_do_not_fit_break_between_words() {
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
    fn a_word_that_does_not_fit_breaks_anywhere_and_loses_nothing() {
        let text = "https://example.org/a/very/long/address/of/something\u{a0}else";
        let lines = lines(text);
        assert!(lines.len() > 3);
        assert_eq!(lines.concat(), text);
    }
}
