/// Disjoint sets of indices that can be merged (union-find with path halving).
#[derive(Default)]
pub(crate) struct DisjointSets {
    /// For each index, another index of its set. The representative points to itself and is the smallest.
    parents: Vec<usize>,
}

impl DisjointSets {
    /// Makes each index below `count` a set of its own.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    /// Adds the next index as a set of its own, and returns the index.
    pub(crate) fn add(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    /// Merges the sets of two indices.
    pub(crate) fn merge(&mut self, one: usize, other: usize) {
        let [one, other] = [self.representative(one), self.representative(other)];
        self.parents[one.max(other)] = one.min(other);
    }

    /// Smallest index of the set.
    pub(crate) fn representative(&mut self, mut index: usize) -> usize {
        let parents = &mut self.parents;
        while parents[index] != index {
            parents[index] = parents[parents[index]];
            index = parents[index];
        }
        index
    }
}
