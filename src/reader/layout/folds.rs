//! Folds: runs of page clutter, which collapse to one line.

use super::blocks::Blocks;

use std::{collections::BTreeSet, ops::Range};

/// Consecutive clutter paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    pub(crate) paragraphs: Range<usize>,
    pub(crate) blocks: Range<usize>,
    pub(crate) open: bool,
}

impl Fold {
    /// The text of its line.
    pub(crate) fn label(&self) -> String {
        match self.paragraphs.len() {
            1 => "1 paragraph of page clutter".to_owned(),
            count => format!("{count} paragraphs of page clutter"),
        }
    }
}

/// The folds of an article in order. No two are adjacent.
#[derive(Default)]
pub(crate) struct Folds(Vec<Fold>);

impl Folds {
    /// Finds the runs in `clutter`. Those with a paragraph in `unfolded` are open.
    pub(crate) fn of(
        clutter: &BTreeSet<usize>,
        unfolded: &BTreeSet<usize>,
        blocks: &Blocks,
    ) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for paragraph in clutter {
            match runs.last_mut() {
                Some(run) if run.end == *paragraph => run.end += 1,
                _ => runs.push(*paragraph..paragraph + 1),
            }
        }
        let folds = runs.into_iter().map(|paragraphs| Fold {
            blocks: blocks.of_paragraphs(paragraphs.clone()),
            open: unfolded.range(paragraphs.clone()).next().is_some(),
            paragraphs,
        });
        Self(folds.filter(|fold| !fold.blocks.is_empty()).collect())
    }

    /// The fold of a block.
    pub(crate) fn of_block(&self, block: usize) -> Option<&Fold> {
        let index = self.0.partition_point(|fold| fold.blocks.end <= block);
        self.0
            .get(index)
            .filter(|fold| fold.blocks.contains(&block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Paragraphs;

    #[test]
    fn consecutive_clutter_paragraphs_are_one_fold() {
        let text = "a\nb\nc\nd\ne";
        let blocks = Blocks::of(text, &Paragraphs::of(text));
        let folds = Folds::of(&[0, 1, 3].into(), &[3].into(), &blocks);
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
}
