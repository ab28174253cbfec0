//! Truncation of labels with an ellipsis.

use super::{
    LabelParagraph, LaidOutLabel,
    style::{LabelStyle, Truncation},
};
use crate::reader::layout::{FontSpec, TextEngine};

use parley::BaseDirection;
use unicode_segmentation::UnicodeSegmentation;

impl TextEngine {
    /// Lays out as much of `text` as fits in `style.max_lines`.
    pub(crate) fn fit(
        &mut self,
        text: &str,
        style: &LabelStyle,
        font: FontSpec,
        width: f32,
    ) -> LaidOutLabel {
        let max_lines = style.max_lines.max(1);
        let mut shown = first_lines(text, max_lines);
        let mut is_truncated = shown.len() < text.len();
        let mut paragraphs = self.paragraphs(&shown, &font, width);
        if line_ends(&paragraphs).count() > max_lines {
            is_truncated = true;
            // Text after the first line too many cannot fit.
            let most = match style.truncation {
                Truncation::End | Truncation::Words => {
                    line_ends(&paragraphs).nth(max_lines).unwrap_or_default()
                }
                Truncation::Middle => shown.len(),
            };
            let beginning = &shown[..most];
            shown = self.longest_that_fits(beginning, style.truncation, &font, width, max_lines);
            paragraphs = self.paragraphs(&shown, &font, width);
        }
        // Breaking at the width of the longest line gives the same lines. Right-to-left lines must be aligned in that width.
        let longest = paragraphs
            .iter()
            .map(|paragraph| paragraph.block.width())
            .fold(0.0, f32::max);
        let width = width.min((longest + 1.0).ceil());
        if paragraphs.iter().any(|paragraph| paragraph.block.is_rtl()) {
            paragraphs = self.paragraphs(&shown, &font, width);
        }
        LaidOutLabel {
            paragraphs,
            font,
            width,
            shown,
            is_truncated,
        }
    }

    /// As many graphemes of `text` as fit in `lines` lines with an ellipsis.
    fn longest_that_fits(
        &mut self,
        text: &str,
        truncation: Truncation,
        font: &FontSpec,
        width: f32,
        lines: usize,
    ) -> String {
        let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let (mut fits, mut too_long) = (0, starts.len());
        while fits + 1 < too_long {
            let middle = usize::midpoint(fits, too_long);
            let shown = truncated_to(text, &starts, middle, truncation);
            let paragraphs = self.paragraphs(&shown, font, width);
            if line_ends(&paragraphs).count() <= lines {
                fits = middle;
            } else {
                too_long = middle;
            }
        }
        truncated_to(text, &starts, fits, truncation)
    }

    /// Lays out each paragraph in its own direction, one below the other.
    fn paragraphs(&mut self, text: &str, font: &FontSpec, width: f32) -> Vec<LabelParagraph> {
        let (mut start, mut top) = (0, 0.0);
        text.split('\n')
            .map(|paragraph| {
                let block = self
                    .composer
                    .lay_out(paragraph, font, Some(width), BaseDirection::Auto)
                    .starting_at(start);
                let paragraph_top = top;
                start += paragraph.len() + 1;
                top += block.height();
                LabelParagraph {
                    top: paragraph_top,
                    block,
                }
            })
            .collect()
    }
}

/// The end of each line, in bytes of the label.
fn line_ends(paragraphs: &[LabelParagraph]) -> impl Iterator<Item = usize> + '_ {
    paragraphs.iter().flat_map(|LabelParagraph { block, .. }| {
        (0..block.layout.len()).map(|line| block.line_range(line).end)
    })
}

/// The first `max_lines` lines of `text` by its line feeds, and no more bytes than fit any window.
fn first_lines(text: &str, max_lines: usize) -> String {
    let most = max_lines.saturating_mul(2000).min(100_000);
    let end = text
        .match_indices('\n')
        .nth(max_lines - 1)
        .map_or(text.len(), |(at, _)| at)
        .min(text.floor_char_boundary(most));
    if end < text.len() {
        format!("{}…", text[..end].trim_end())
    } else {
        text.to_owned()
    }
}

/// Truncates `text` to `count` graphemes and an ellipsis. `starts` has the offset of each grapheme.
fn truncated_to(text: &str, starts: &[usize], count: usize, truncation: Truncation) -> String {
    let at = |index: usize| starts.get(index).copied().unwrap_or_default();
    match truncation {
        Truncation::End => shortened(text, at(count)),
        Truncation::Words => {
            let is_between = text[at(count)..].starts_with(' ');
            let word = text[..at(count)].rfind(' ').filter(|_| !is_between);
            shortened(text, word.unwrap_or(at(count)))
        }
        Truncation::Middle => {
            let (first, last) = (count / 2, count - count / 2);
            let rest = starts.len().checked_sub(last).filter(|_| last > 0);
            let end = rest.map_or("", |index| &text[at(index)..]);
            format!("{}…{end}", &text[..at(first)])
        }
    }
}

/// Truncates `text` to `kept` bytes and an ellipsis, without a trailing space or punctuation.
fn shortened(text: &str, length: usize) -> String {
    let kept = text[..length].trim_end_matches(['…', ' ', '-', ',', '.']);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use egui::Color32;

    use super::super::TextBlock;
    use super::*;
    use crate::text::{Span, isolated};

    fn block(text: &str, width: f32, lines: usize) -> TextBlock {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(14.0, Color32::BLACK).lines(lines);
        engine.layout_block(text, &style, width, 1.0)
    }

    #[test]
    fn a_text_that_fits_is_not_truncated() {
        let block = block("Eight people were hurt", 400.0, 1);
        assert!(!block.is_truncated());
        assert_eq!(block.inner.shown, "Eight people were hurt");
        assert!(block.size().x < 200.0);
    }

    #[test]
    fn a_text_that_does_not_fit_ends_with_an_ellipsis_in_the_last_line() {
        for (width, lines) in [(100.0, 1), (100.0, 3), (10.0, 1)] {
            let text = "Eight people were hurt when the bridge gave way, the office said";
            let block = block(text, width, lines);
            assert!(block.is_truncated() && block.inner.shown.ends_with('…'));
            let shown = line_ends(&block.inner.paragraphs).count();
            assert!(shown <= lines, "{}", block.inner.shown);
        }
    }

    #[test]
    fn a_passage_has_rectangles_at_its_words_and_none_beyond_the_ellipsis() {
        let text = "Eight people were hurt when the bridge gave way";
        let span_of = |from: &str| {
            let start = text.find(from).unwrap();
            Span::new(start, start + from.len()).unwrap()
        };
        let one_line = block(text, 400.0, 1);
        let [people] = one_line.rects(span_of("people"))[..] else {
            panic!("one rectangle in one line");
        };
        let [hurt] = one_line.rects(span_of("hurt"))[..] else {
            panic!("one rectangle in one line");
        };
        assert!(people.left() > 10.0 && people.right() < hurt.left());
        assert_eq!(block(text, 100.0, 1).rects(span_of("bridge")), []);
    }

    #[test]
    fn a_verdict_is_truncated_after_a_whole_word() {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(14.0, Color32::BLACK).words();
        let mut shown = |width| {
            let block = engine.layout_block("Not Enough Evidence", &style, width, 1.0);
            block.inner.shown.clone()
        };
        assert_eq!(shown(400.0), "Not Enough Evidence");
        let texts: BTreeSet<String> = (50..140).map(|width| shown(width as f32)).collect();
        assert!(texts.contains("Not Enough…"), "{texts:?}");
        let is_whole = |shown: &String| {
            shown
                .strip_suffix('…')
                .is_none_or(|kept| ["Not", "Not Enough"].contains(&kept))
        };
        assert!(texts.iter().all(is_whole), "{texts:?}");
    }

    #[test]
    fn a_verdict_in_several_lines_breaks_between_its_words() {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(12.0, Color32::BLACK);
        let mut lines_of = |text: &str, lines| {
            let width = engine.width_in_lines(text, &style, lines, 1.0);
            let block = engine.layout_block(text, &style.clone().lines(lines), width, 1.0);
            assert!(!block.is_truncated(), "{}", block.inner.shown);
            let ends = line_ends(&block.inner.paragraphs);
            let starts = [0].into_iter().chain(ends.collect::<Vec<_>>());
            let starts: Vec<usize> = starts.collect();
            let lines = starts.windows(2);
            let lines = lines.map(|line| text[line[0]..line[1]].trim().to_owned());
            lines.collect::<Vec<String>>()
        };
        let verdict = "Not Enough Evidence";
        assert_eq!(lines_of(verdict, 1), [verdict]);
        assert_eq!(lines_of(verdict, 2), ["Not Enough", "Evidence"]);
        assert_eq!(lines_of(verdict, 3), ["Not", "Enough", "Evidence"]);
        let verdict = "Conflicting Evidence/Cherrypicking";
        let expected = ["Conflicting", "Evidence/", "Cherrypicking"];
        assert_eq!(lines_of(verdict, 3), expected);
        assert_eq!(lines_of("Supported", 2), ["Supported"]);
    }

    #[test]
    fn a_file_name_is_truncated_in_the_middle() {
        let mut engine = TextEngine::with_fonts_only(Vec::new());
        let style = LabelStyle::new(14.0, Color32::BLACK).file(1);
        let name = "everything we know about the fire in the old mill.ron";
        let block = engine.layout_block(name, &style, 160.0, 1.0);
        let shown = &block.inner.shown;
        assert!(
            block.is_truncated() && shown.starts_with("every"),
            "{shown}"
        );
        assert!(shown.ends_with("mill.ron"), "{shown}");
        assert_eq!(line_ends(&block.inner.paragraphs).count(), 1);
    }

    #[test]
    fn a_line_feed_counts_as_a_line() {
        let block = block("one\ntwo\nthree", 400.0, 2);
        assert_eq!(block.inner.shown, "one\ntwo…");
    }

    #[test]
    fn a_date_after_a_right_to_left_name_keeps_its_order_without_isolate_marks() {
        let outlet = "Marsat (مرساة)";
        let text = format!("{} - 2031-05-13", isolated(outlet));
        for width in [400.0, 120.0] {
            let block = block(&text, width, 3);
            let rect_of = |part: &str| {
                let start = text.find(part).unwrap();
                block.rects(Span::new(start, start + part.len()).unwrap())[0]
            };
            let (year, month, day) = (rect_of("2031"), rect_of("05"), rect_of("13"));
            assert!(
                year.right() < month.left() && month.right() < day.left(),
                "{width}"
            );
            assert!(block.inner.paragraphs[0].block.marks.is_empty());
        }
    }

    #[test]
    fn each_paragraph_has_its_own_direction() {
        let text = "Lower Vale, 2031\nحريق في المطحنة القديمة في المدينة\nעיר\nThe end";
        for width in [400.0, 150.0] {
            let block = block(text, width, 9);
            let rect_of = |part: &str| {
                let start = text.find(part).unwrap();
                block.rects(Span::new(start, start + part.len()).unwrap())[0]
            };
            let right = block.size().x;
            assert!(!block.is_rtl());
            assert!(rect_of("Lower").left() < 1.0 && rect_of("The").left() < 1.0);
            assert!(rect_of("حريق").right() > right - 2.0, "{width}");
            assert!(rect_of("עיר").right() > right - 2.0, "{width}");
            assert!(rect_of("حريق").bottom() <= rect_of("עיר").top() + 0.5);
        }
    }
}
