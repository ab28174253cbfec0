//! Line breaks and line ends that parley does not get right by itself.

use crate::{
    reader::paint::hidden::MarkGap,
    text::{cuts_burmese_syllable, is_burmese, previous_grapheme},
};

use std::ops::Range;

use icu_segmenter::{LineSegmenter, options::LineBreakOptions};
use parley::{
    Cluster, Layout, Line,
    layout::{BreakReason, YieldData},
};

const SOFT_HYPHEN: char = '\u{AD}';
/// Length of a run of hidden characters after which a line may break, although none of them allows it.
const MAX_RUN: usize = 16;

pub(super) fn has_soft_hyphen(text: &str) -> bool {
    text.contains(SOFT_HYPHEN)
}

/// Whether a line was broken at a soft hyphen, which is then drawn.
pub(super) fn is_hyphenated(line: &Line<'_, ()>, text: &str) -> bool {
    let broken = matches!(
        line.break_reason(),
        BreakReason::Regular | BreakReason::Emergency
    );
    let shown = text.get(line.text_range());
    broken && shown.is_some_and(|shown| shown.ends_with(SOFT_HYPHEN))
}

/// Breaks the lines of `layout`. A line that ends at a soft hyphen has room for the hyphen, whose width is given if `text` has
/// any.
pub(super) fn break_lines(
    layout: &mut Layout<()>,
    text: &str,
    width: Option<f32>,
    hyphen: Option<f32>,
) {
    layout.break_all_lines(width);
    let (Some(width), Some(hyphen)) = (width, hyphen) else {
        return;
    };
    let too_long =
        |line: Line<'_, ()>| line.metrics().advance + hyphen > width && is_hyphenated(&line, text);
    if layout.lines().any(too_long) {
        break_with_room(layout, text, width, hyphen);
    }
}

/// Breaks line by line, and those that end at a soft hyphen again if the hyphen does not fit.
///
/// Parley reports only the length of a new line, so its end is found by that.
fn break_with_room(layout: &mut Layout<()>, text: &str, width: f32, hyphen: f32) {
    /// Less than the width of any letter, and more than accumulated rounding errors.
    const TOLERANCE: f64 = 0.3;
    let ends = soft_hyphen_ends(layout, text);
    let mut start = 0.0;
    let mut breaker = layout.break_lines();
    breaker.state_mut().set_layout_max_advance(width);
    loop {
        breaker.state_mut().set_line_max_advance(width);
        let Some(YieldData::LineBreak(line)) = breaker.break_next() else {
            break;
        };
        let mut end = start + f64::from(line.metrics.advance);
        let next = ends.partition_point(|at| *at < end - TOLERANCE);
        let at_hyphen = ends.get(next).is_some_and(|at| *at < end + TOLERANCE);
        if at_hyphen && line.metrics.advance + hyphen > width && breaker.revert() {
            breaker
                .state_mut()
                .set_line_max_advance((width - hyphen).max(1.0));
            let Some(YieldData::LineBreak(line)) = breaker.break_next() else {
                break;
            };
            // This affects the alignment of right-to-left text.
            breaker.set_prior_line_width(width);
            end = start + f64::from(line.metrics.advance);
        }
        start = end;
    }
    breaker.finish();
}

/// Distance of each soft hyphen's end from the start of the text, if it were all on one line.
fn soft_hyphen_ends(layout: &Layout<()>, text: &str) -> Vec<f64> {
    let clusters = layout.lines().flat_map(|line| {
        let runs = line.runs().collect::<Vec<_>>().into_iter();
        runs.flat_map(|run| run.clusters().collect::<Vec<_>>())
    });
    let mut widths: Vec<(usize, f32)> = clusters
        .map(|cluster| (cluster.text_range().end, cluster.advance()))
        .collect();
    let boxes = layout.inline_boxes();
    widths.extend(boxes.map(|gap| (gap.index, gap.width)));
    widths.sort_by_key(|(end, _)| *end);
    let mut total = 0.0;
    widths
        .into_iter()
        .filter_map(|(end, width)| {
            total += f64::from(width);
            text[..end].ends_with(SOFT_HYPHEN).then_some(total)
        })
        .collect()
}

/// The offsets for the boxes of `gaps`, and the parts of `text` after which no line may break although parley would break there.
///
/// Parley breaks a line on either side of a box, except after a part that forbids it. So the box of a hidden character
/// that allows no break goes after it. The box of a character that does allow one, such as a tab, goes before it and is
/// joined to the text before that. The other parts are within Burmese syllables, which the dictionary may cut.
pub(super) fn place_boxes(text: &str, gaps: &[MarkGap]) -> (Vec<usize>, Vec<Range<usize>>) {
    let has_burmese = text.contains(is_burmese);
    if gaps.is_empty() && !has_burmese {
        return (Vec::new(), Vec::new());
    }
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).collect();
    let may_break = |at: usize| at == 0 || breaks.binary_search(&at).is_ok();
    let mut boxes = Vec::with_capacity(gaps.len());
    let mut joined = Vec::new();
    let (mut run, mut run_end) = (0, 0);
    for MarkGap { at, end, .. } in gaps {
        run = if *at == run_end { run + 1 } else { 1 };
        run_end = *end;
        let before = may_break(*end) && *end < text.len();
        let part = if before {
            previous_grapheme(text, *at)..*at
        } else {
            *at..*end
        };
        boxes.push(if before { *at } else { *end });
        if run % MAX_RUN != 0 && !(before && may_break(*at)) {
            joined.push(part);
        }
    }
    if has_burmese {
        let cuts = breaks.iter().filter(|at| cuts_burmese_syllable(text, **at));
        joined.extend(cuts.map(|at| previous_grapheme(text, *at)..*at));
    }
    (boxes, joined)
}

/// Spaces at line ends that are not at the end edge of the column, because they run against the paragraph's direction,
/// with the width of one.
///
/// By rule L1 of UAX #9 they belong at that edge, where they hang. Parley does not implement the rule.
pub(super) fn misplaced_spaces(layout: &Layout<()>, shown: &str) -> Vec<(Range<usize>, f32)> {
    let spaces = layout.lines().filter_map(|line| {
        let range = line.text_range();
        // For an empty text, parley lays out a space.
        let text = shown.get(range.clone())?.trim_end_matches('\n');
        let spaces = range.start + text.trim_end_matches(' ').len()..range.start + text.len();
        let mut runs = line.runs();
        let at_edge = if layout.is_rtl() {
            runs.next()
        } else {
            runs.last()
        };
        let hangs = at_edge.is_some_and(|run| {
            run.is_rtl() == layout.is_rtl() && run.text_range().contains(&spaces.start)
        });
        let width = Cluster::from_byte_index(layout, spaces.start)?.advance();
        (!spaces.is_empty() && !hangs).then_some((spaces, width))
    });
    spaces.collect()
}

/// The ends of the no-break spaces at which `text` must allow a break, ascending. They are in joined words that do not
/// fit on one line, so that `layout` broke a line within them. Breaking at a no-break space is the lesser evil.
pub(super) fn no_break_ends(layout: &Layout<()>, text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for line in layout.lines() {
        let end = line.text_range().end.min(text.len());
        let known = ends.last().is_some_and(|last| *last > end);
        if line.break_reason() == BreakReason::Emergency && !known {
            ends.extend(no_break_ends_around(text, end));
        }
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The ends of the no-break spaces in the joined words around `at`.
fn no_break_ends_around(text: &str, at: usize) -> impl Iterator<Item = usize> {
    let start = text[..at]
        .rfind(is_separator)
        .map_or(0, |before| before + 1);
    let end = text[at..]
        .find(is_separator)
        .map_or(text.len(), |after| at + after);
    let start = text.ceil_char_boundary(start);
    let joined = text[start..end].char_indices();
    joined
        .filter(|(_, character)| is_no_break_space(*character))
        .map(move |(offset, character)| start + offset + character.len_utf8())
        .filter(|at| *at < text.len())
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() && !is_no_break_space(character)
}

/// No-break space, figure space, narrow no-break space.
fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_no_break_spaces_in_the_joined_words_around_the_offset_count() {
        let text = "one two\u{A0}three\u{202F}four five\u{A0}six";
        let at = text.find("ree").unwrap();
        let ends = ["three", "four"].map(|word| text.find(word).unwrap());
        assert_eq!(no_break_ends_around(text, at).collect::<Vec<_>>(), ends);
    }
}
