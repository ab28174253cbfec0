use super::{piece::Piece, roots::Root};
use crate::{analysis::disjoint_sets::DisjointSets, project::EvidenceSet};

/// Roots of pieces of evidence, joined where the pieces are in one evidence set.
pub(crate) struct RootGroups {
    /// Sorted, without duplicates.
    roots: Vec<Root>,
    /// For each root, the index of its representative.
    heads: Vec<usize>,
}

impl RootGroups {
    pub(crate) fn new<'a>(pieces: impl Iterator<Item = &'a Piece> + Clone) -> Self {
        let mut roots: Vec<Root> = pieces.clone().map(|piece| piece.root).collect();
        roots.sort_unstable();
        roots.dedup();
        let index_of = |root| roots.binary_search(&root).unwrap_or_default();
        let mut in_sets: Vec<(EvidenceSet, usize)> = pieces
            .filter_map(|piece| Some((piece.set?, index_of(piece.root))))
            .collect();
        in_sets.sort_unstable();
        let mut sets = DisjointSets::new(roots.len());
        for pair in in_sets.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            sets.merge(pair[0].1, pair[1].1);
        }
        let heads = (0..roots.len()).map(|at| sets.representative(at)).collect();
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
