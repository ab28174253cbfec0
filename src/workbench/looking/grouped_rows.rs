/// Row numbers of a list of groups, each with a heading and its entries.
#[derive(Clone, Debug, Default)]
pub struct GroupedRows {
    /// Index of the first entry of each group, which is never empty.
    starts: Vec<usize>,
    /// Number of entries.
    pub count: usize,
}

/// A row of such a list. All numbers are from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupedRow {
    /// The heading of this group.
    Head(usize),
    /// The entry with this number among all entries.
    Entry(usize),
}

impl GroupedRows {
    pub(super) fn of(lengths: impl Iterator<Item = usize>) -> Self {
        let mut rows = Self::default();
        for length in lengths {
            rows.starts.push(rows.count);
            rows.count += length;
        }
        rows
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.count + self.starts.len()
    }

    pub fn row(&self, row: usize) -> Option<GroupedRow> {
        let heads = self.starts.iter().enumerate();
        // The heading of a group comes after the headings and the entries of the groups before.
        let group = heads
            .take_while(|(group, start)| *start + group <= row)
            .count()
            .checked_sub(1)?;
        if self.starts[group] + group == row {
            return Some(GroupedRow::Head(group));
        }
        let entry = row - group - 1;
        (entry < self.count).then_some(GroupedRow::Entry(entry))
    }

    /// The row of an entry.
    pub fn row_of(&self, entry: usize) -> usize {
        entry + self.starts.partition_point(|start| *start <= entry)
    }

    /// The group of an entry, and its index there.
    pub(super) fn place(&self, entry: usize) -> Option<(usize, usize)> {
        let group = self.starts.partition_point(|start| *start <= entry);
        let group = group.checked_sub(1)?;
        (entry < self.count).then(|| (group, entry - self.starts[group]))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        GroupedRow::{Entry, Head},
        *,
    };

    #[test]
    fn rows_are_headings_followed_by_their_entries() {
        let rows = GroupedRows::of([2, 1].into_iter());
        let all: Vec<GroupedRow> = (0..rows.len()).filter_map(|row| rows.row(row)).collect();
        assert_eq!(all, [Head(0), Entry(0), Entry(1), Head(1), Entry(2)]);
        assert_eq!(rows.row(5), None);
        assert_eq!([0, 1, 2].map(|entry| rows.row_of(entry)), [1, 2, 4]);
        assert_eq!(rows.place(2), Some((1, 0)));
        assert_eq!(rows.place(3), None);
    }
}
