//! Text layout with parley. All lengths are physical pixels.

use super::{block::BlockLayout, blocks::Block, emoji::emoji_ranges, line_ends};
use crate::{
    project::ArticleText,
    reader::{paint::hidden, style::ReadingFamily},
};

use std::{borrow::Cow, ops::Range};

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName,
    FontWeight, GenericFamily, InlineBox, InlineBoxKind, Language, Layout, LayoutContext,
    LineBreakContext, LineBreakOverrideFn, LineHeight, OverflowWrap, StyleProperty, TextWrapMode,
    VerticalAlign,
};

/// Typeface, size, weight and language, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FontSpec {
    pub(crate) family: ReadingFamily,
    pub(crate) size: f32,
    pub(crate) line_height: f32,
    /// 400 is regular, 600 semibold.
    pub(crate) weight: f32,
    /// Selects the glyph variants of the language, and the fallback fonts.
    pub(crate) language: Option<Language>,
    /// Whether isolates (U+2066 to U+2069) get no mark. In labels Crosscheck inserts them around names; in an article they are
    /// marked like all hidden characters.
    pub(crate) hide_isolate_marks: bool,
}

impl FontSpec {
    /// Regular type of no language, with all marks.
    pub(crate) fn regular(family: ReadingFamily, size: f32, line_height: f32) -> Self {
        Self {
            family,
            size,
            line_height,
            weight: 400.0,
            language: None,
            hide_isolate_marks: false,
        }
    }
}

/// Fonts, and scratch memory of parley. Not shared between threads: see [`Composer::fork`].
pub(crate) struct Composer {
    pub(crate) fonts: FontContext,
    scratch: LayoutContext<()>,
}

/// A text to lay out, with what parley does not find out by itself. All ranges are bytes of `shown`.
struct Composition<'a> {
    /// As long as the text itself; control characters are replaced.
    shown: Cow<'a, str>,
    font: &'a FontSpec,
    direction: BaseDirection,
    /// The gaps for marks of hidden characters, and additional line break opportunities, which have no width; in order.
    boxes: Vec<InlineBox>,
    /// Parts after which no line may break.
    joined: Vec<Range<usize>>,
    /// Parts to draw from the emoji font.
    emoji: Vec<Range<usize>>,
    /// Spaces at line ends that have become tabs, because those get the direction of the paragraph, and the width of one.
    hanging: Vec<(Range<usize>, f32)>,
}

/// Number of bytes used to find the direction of a paragraph: enough text, and quick to lay out.
const DIRECTION_SAMPLE: usize = 200;

/// The font size of a tab at a line end, in pixels. A visible one would be drawn as a missing letter by some fonts.
pub(crate) const NO_SIZE: f32 = 0.5;

/// Allows a break after a tab, as after the space that it replaces. The text has no other tabs.
static AFTER_TABS: &LineBreakOverrideFn = &(after_tab as fn(LineBreakContext) -> Option<bool>);

fn after_tab(context: LineBreakContext) -> Option<bool> {
    (context.before == '\t').then_some(true)
}

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
        let direction = if block.first {
            BaseDirection::Auto
        } else {
            self.direction_of(text, block.paragraph, font)
        };
        let shown = &text.as_str()[block.range.clone()];
        let layout = self.lay_out(shown, font, Some(width), direction);
        layout.starting_at(block.range.start)
    }

    /// Lays out `text`, with lines broken at `width` if given.
    pub(crate) fn lay_out(
        &mut self,
        text: &str,
        font: &FontSpec,
        width: Option<f32>,
        direction: BaseDirection,
    ) -> BlockLayout {
        let hyphen = line_ends::has_soft_hyphen(text).then(|| {
            let mut hyphen = self.build(&Composition::new("-", font, direction));
            hyphen.break_all_lines(None);
            hyphen
        });
        let room = hyphen.as_ref().map(Layout::width);
        let mut composition = Composition::new(text, font, direction);
        let mut layout = self.build(&composition);
        line_ends::break_lines(&mut layout, text, width, room);
        let breaks = line_ends::no_break_ends(&layout, text);
        if !breaks.is_empty() {
            composition.allow_breaks(&breaks);
            layout = self.build(&composition);
            line_ends::break_lines(&mut layout, text, width, room);
        }
        let misplaced = line_ends::misplaced_spaces(&layout, &composition.shown);
        if !misplaced.is_empty() {
            composition.hang(misplaced);
            let mut reordered = self.build(&composition);
            line_ends::break_lines(&mut reordered, text, width, room);
            let ends = |layout: &Layout<()>| -> Vec<usize> {
                layout.lines().map(|line| line.text_range().end).collect()
            };
            if ends(&reordered) == ends(&layout) {
                layout = reordered;
            }
        }
        layout.align(Alignment::Start, AlignmentOptions::default());
        BlockLayout::new(layout, text, hyphen, font.size)
    }

    fn build(&mut self, composition: &Composition<'_>) -> Layout<()> {
        let Composition {
            shown,
            font,
            direction,
            boxes,
            joined,
            emoji,
            hanging,
        } = composition;
        let families = font_stack(&font.family);
        let mut builder = self
            .scratch
            .ranged_builder(&mut self.fonts, shown, 1.0, true);
        builder.set_base_direction(*direction);
        builder.set_line_break_override(Some(AFTER_TABS));
        builder.push_default(FontFamily::List(Cow::Borrowed(&families)));
        builder.push_default(StyleProperty::FontSize(font.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(font.weight)));
        builder.push_default(StyleProperty::Locale(font.language));
        builder.push_default(LineHeight::Absolute(font.line_height));
        // Breaks a long web address instead of letting it overflow the column.
        builder.push_default(OverflowWrap::Anywhere);
        for range in joined {
            builder.push(TextWrapMode::NoWrap, range.clone());
        }
        let emoji_first: Vec<FontFamilyName<'_>> =
            std::iter::once(FontFamilyName::Generic(GenericFamily::Emoji))
                .chain(families.iter().cloned())
                .collect();
        for range in emoji {
            let families = FontFamily::List(Cow::Borrowed(&emoji_first));
            builder.push(families, range.clone());
            // It has no height of its own, so that the line is no higher than others.
            builder.push(LineHeight::Absolute(0.0), range.clone());
        }
        for (range, width) in hanging {
            builder.push(StyleProperty::FontSize(NO_SIZE), range.clone());
            builder.push(StyleProperty::LetterSpacing(*width), range.clone());
            builder.push(LineHeight::Absolute(0.0), range.clone());
        }
        for gap in boxes {
            builder.push_inline_box(gap.clone());
        }
        builder.build(&**shown)
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

impl<'a> Composition<'a> {
    fn new(text: &'a str, font: &'a FontSpec, direction: BaseDirection) -> Self {
        let gaps = hidden::gaps(text, font.size, font.hide_isolate_marks);
        let (places, joined) = line_ends::place_boxes(text, &gaps);
        let boxes = gaps.iter().zip(places).map(|(gap, at)| InlineBox {
            id: gap.at as u64,
            height: font.size * 0.5,
            ..inline_box(at, gap.width)
        });
        Self {
            shown: hidden::without_controls(text),
            font,
            direction,
            boxes: boxes.collect(),
            joined,
            emoji: emoji_ranges(text),
            hanging: Vec::new(),
        }
    }

    /// Allows line breaks at the given offsets, by boxes without width.
    fn allow_breaks(&mut self, at: &[usize]) {
        self.boxes.extend(at.iter().map(|at| inline_box(*at, 0.0)));
        self.boxes.sort_by_key(|gap| gap.index);
    }

    /// Gives some spaces the direction of the paragraph.
    fn hang(&mut self, spaces: Vec<(Range<usize>, f32)>) {
        let shown = self.shown.to_mut();
        for (range, _) in &spaces {
            shown.replace_range(range.clone(), &"\t".repeat(range.len()));
        }
        self.hanging = spaces;
    }
}

fn inline_box(at: usize, width: f32) -> InlineBox {
    InlineBox {
        id: at as u64,
        kind: InlineBoxKind::InFlow,
        index: at,
        width,
        height: 0.0,
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
        let font = FontSpec::regular(ReadingFamily::Sans, 16.0, 24.0);
        let mut composer = Composer::new(fonts::only(Vec::new()));
        let block = composer.lay_out(text, &font, Some(100.0), BaseDirection::Auto);
        (0..block.layout.len())
            .map(|line| text[block.line_range(line)].to_owned())
            .collect()
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
