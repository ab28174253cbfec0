//! Block heights with prefix sums: a Fenwick tree.

/// The height of every block. Changing a height, summing and searching each take O(log n).
pub(crate) struct Heights {
    each: Vec<f32>,
    /// `tree[i]` is the sum of the `lowest_bit(i)` heights before index `i`. f64, because sums of a million heights exceed
    /// the precision of f32.
    tree: Vec<f64>,
}

impl Heights {
    pub(crate) fn new(each: Vec<f32>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (index, height) in each.iter().enumerate() {
            let node = index + 1;
            tree[node] += f64::from(*height);
            let parent = node + lowest_bit(node);
            if parent < tree.len() {
                tree[parent] += tree[node];
            }
        }
        Self { each, tree }
    }

    pub(crate) fn get(&self, index: usize) -> f32 {
        self.each[index]
    }

    pub(crate) fn set(&mut self, index: usize, height: f32) {
        let change = f64::from(height) - f64::from(self.each[index]);
        self.each[index] = height;
        let mut node = index + 1;
        while change != 0.0 && node < self.tree.len() {
            self.tree[node] += change;
            node += lowest_bit(node);
        }
    }

    /// The sum of the heights before `index`.
    pub(crate) fn before(&self, index: usize) -> f64 {
        let mut node = index;
        let mut sum = 0.0;
        while node > 0 {
            sum += self.tree[node];
            node -= lowest_bit(node);
        }
        sum
    }

    pub(crate) fn total(&self) -> f64 {
        self.before(self.each.len())
    }

    /// The block at `y` and the distance of `y` from its top; the last block if `y` is past the end.
    pub(crate) fn find(&self, y: f64) -> (usize, f32) {
        let mut rest = y.max(0.0);
        let mut found = 0;
        let mut step = self.each.len().next_power_of_two();
        while step > 0 {
            let next = found + step;
            if next < self.tree.len() && self.tree[next] <= rest {
                rest -= self.tree[next];
                found = next;
            }
            step /= 2;
        }
        if found >= self.each.len() {
            let last = self.each.len().saturating_sub(1);
            return (last, self.each.last().copied().unwrap_or(0.0));
        }
        (found, rest as f32)
    }
}

fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_searches_agree_with_brute_force() {
        let mut heights = Heights::new((0..50).map(|i| (i % 7) as f32).collect());
        heights.set(3, 40.0);
        heights.set(49, 0.5);
        let mut sum = 0.0;
        for index in 0..50 {
            assert!((heights.before(index) - sum).abs() < 1e-9);
            if heights.get(index) > 0.0 {
                assert_eq!(heights.find(sum), (index, 0.0));
                assert_eq!(heights.find(sum + 0.25), (index, 0.25));
            }
            sum += f64::from(heights.get(index));
        }
        assert!((heights.total() - sum).abs() < 1e-9);
        assert_eq!(heights.find(1e9), (49, 0.5));
    }
}
