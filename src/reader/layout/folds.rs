//! Folds: runs of page clutter, which collapse to one line.

use super::blocks::Blocks;
use crate::text::counted;

use std::{collections::BTreeSet, ops::Range};

/// Consecutive clutter paragraphs, with the blank lines between and around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    pub(crate) paragraphs: Range<usize>,
    pub(crate) blocks: Range<usize>,
    /// Number of non-blank paragraphs.
    count: usize,
    pub(crate) open: bool,
}

impl Fold {
    /// Text of the fold line: "2 paragraphs hidden (menus, captions)".
    pub(crate) fn label(&self) -> String {
        self.short_label() + " (menus, captions)"
    }

    /// "4 hidden paragraphs".
    pub(crate) fn hidden(&self) -> String {
        counted(self.count, "hidden paragraph")
    }

    /// Text of the fold line in a narrow column: "2 paragraphs hidden".
    pub(crate) fn short_label(&self) -> String {
        let state = if self.open { "shown" } else { "hidden" };
        format!("{} {state}", counted(self.count, "paragraph"))
    }
}

/// The folds of an article in order. No two are adjacent.
#[derive(Default)]
pub(super) struct Folds(Vec<Fold>);

impl Folds {
    /// Finds the runs in `clutter`. Those with a paragraph in `unfolded` are open.
    pub(super) fn new(
        clutter: &BTreeSet<usize>,
        unfolded: &BTreeSet<usize>,
        blocks: &Blocks,
    ) -> Self {
        let folds = runs(clutter, blocks).into_iter().map(|paragraphs| {
            let filled = clutter.range(paragraphs.clone());
            let filled = filled.filter(|paragraph| !blocks.is_blank(**paragraph));
            Fold {
                blocks: blocks.of_paragraphs(paragraphs.clone()),
                count: filled.count().max(1),
                open: unfolded.range(paragraphs.clone()).next().is_some(),
                paragraphs,
            }
        });
        Self(folds.filter(|fold| !fold.blocks.is_empty()).collect())
    }

    pub(super) fn of_block(&self, block: usize) -> Option<&Fold> {
        let index = self.0.partition_point(|fold| fold.blocks.end <= block);
        self.0
            .get(index)
            .filter(|fold| fold.blocks.contains(&block))
    }
}

fn runs(clutter: &BTreeSet<usize>, blocks: &Blocks) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for paragraph in clutter.iter().copied() {
        let end_before = runs.last().map_or(0, |run| run.end);
        let mut run = paragraph.max(end_before)..paragraph.max(end_before);
        while run.start > end_before && blocks.is_blank(run.start - 1) {
            run.start -= 1;
        }
        run.end = run.end.max(paragraph + 1);
        while blocks.is_blank(run.end) {
            run.end += 1;
        }
        match runs.last_mut() {
            Some(last) if last.end == run.start => last.end = run.end,
            _ => runs.push(run),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Paragraphs;

    #[test]
    fn consecutive_clutter_paragraphs_are_one_fold() {
        let text = "a\nb\nc\nd\ne";
        let blocks = Blocks::new(text, &Paragraphs::new(text));
        let folds = Folds::new(&[0, 1, 3].into(), &[3].into(), &blocks);
        let found = |block| {
            folds
                .of_block(block)
                .map(|fold| (fold.paragraphs.clone(), fold.open))
        };
        assert_eq!(found(1), Some((0..2, false)));
        assert_eq!(found(2), None);
        assert_eq!(found(3), Some((3..4, true)));
        assert_eq!(found(4), None);
    }

    #[test]
    fn blank_lines_between_and_around_clutter_are_folded_with_it() {
        let text = "\nmenu\n\n\nlogin\n\nStory\n\nOn";
        let blocks = Blocks::new(text, &Paragraphs::new(text));
        let folds = Folds::new(&[1, 4].into(), &BTreeSet::new(), &blocks);
        let fold = folds.of_block(0).unwrap();
        assert_eq!(fold.paragraphs, 0..6);
        assert_eq!(fold.label(), "2 paragraphs hidden (menus, captions)");
        assert_eq!(folds.of_block(6), None);
        assert_eq!(folds.of_block(7), None);
    }
}
