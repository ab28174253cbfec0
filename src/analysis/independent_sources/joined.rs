use super::{piece::Piece, roots::Root};
use crate::project::EvidenceSet;

/// Roots of some pieces, joined by their sets (union-find).
pub(crate) struct Joined {
    /// Sorted, without duplicates.
    roots: Vec<Root>,
    /// For each root, the index of its representative.
    heads: Vec<usize>,
}

impl Joined {
    pub(crate) fn new<'a>(pieces: impl Iterator<Item = &'a Piece> + Clone) -> Self {
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

    /// Each root with the index of its representative.
    pub(crate) fn with_heads(&self) -> impl ExactSizeIterator<Item = (Root, usize)> + '_ {
        self.roots.iter().copied().zip(self.heads.iter().copied())
    }

    /// Index of the root's representative; `root` must belong to one of the pieces.
    pub(crate) fn head(&self, root: Root) -> usize {
        self.heads[self.roots.binary_search(&root).unwrap_or_default()]
    }

    pub(crate) fn contains(&self, root: Root) -> bool {
        self.roots.binary_search(&root).is_ok()
    }
}

/// Finds the representative of `at`, with path halving.
fn head(towards: &mut [usize], mut at: usize) -> usize {
    while towards[at] != at {
        towards[at] = towards[towards[at]];
        at = towards[at];
    }
    at
}
