use super::{Piece, roots::Root};
use crate::project::EvidenceSet;

/// The roots of some pieces, and which of them their sets join.
pub(crate) struct Joined {
    /// Sorted, each once.
    roots: Vec<Root>,
    /// Of each root the place of the one that stands for all that it is joined with.
    heads: Vec<usize>,
}

impl Joined {
    pub(crate) fn of<'a>(pieces: impl Iterator<Item = &'a Piece> + Clone) -> Self {
        let mut roots: Vec<Root> = pieces.clone().map(|piece| piece.root).collect();
        roots.sort_unstable();
        roots.dedup();
        let place = |root| roots.binary_search(&root).unwrap_or_default();
        let mut in_sets: Vec<(EvidenceSet, usize)> = pieces
            .filter_map(|piece| Some((piece.set?, place(piece.root))))
            .collect();
        in_sets.sort_unstable();
        let mut towards: Vec<usize> = (0..roots.len()).collect();
        for pair in in_sets.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let (one, other) = (head(&mut towards, pair[0].1), head(&mut towards, pair[1].1));
            towards[one] = other;
        }
        let heads = (0..roots.len()).map(|at| head(&mut towards, at)).collect();
        Self { roots, heads }
    }

    /// Each root, with the place of the one that stands for all that it is joined with.
    pub(crate) fn with_heads(&self) -> impl ExactSizeIterator<Item = (Root, usize)> + '_ {
        self.roots.iter().copied().zip(self.heads.iter().copied())
    }

    /// The place of the root that stands for all that this one is joined with; it must be one of the pieces'.
    pub(crate) fn head(&self, root: Root) -> usize {
        self.heads[self.roots.binary_search(&root).unwrap_or_default()]
    }

    pub(crate) fn contains(&self, root: Root) -> bool {
        self.roots.binary_search(&root).is_ok()
    }
}

/// Where the way ends in a forest, as union-find has it: each place names one nearer to its head, a head itself.
fn head(towards: &mut [usize], mut at: usize) -> usize {
    while towards[at] != at {
        // Halves the way for whoever comes next.
        towards[at] = towards[towards[at]];
        at = towards[at];
    }
    at
}
