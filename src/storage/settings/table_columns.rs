use crate::analysis::TableColumn;

use serde::{Deserialize, Serialize};

/// The columns of the table view, from left to right.
///
/// Serialized as keys; unknown ones are skipped, so that settings from a newer version still load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct TableColumns {
    /// No column twice; always includes the statement.
    shown: Vec<TableColumn>,
}

impl Default for TableColumns {
    fn default() -> Self {
        use TableColumn as Column;
        Self {
            shown: vec![
                Column::Number,
                Column::Statement,
                Column::Verdict,
                Column::Status,
                Column::Supports,
                Column::Refutes,
                Column::Context,
                Column::IndependentSources,
                Column::Articles,
                Column::FirstPublished,
            ],
        }
    }
}

impl TableColumns {
    /// From left to right.
    pub fn shown(&self) -> &[TableColumn] {
        &self.shown
    }

    /// Returns whether the column is shown.
    pub fn has(&self, column: TableColumn) -> bool {
        self.shown.contains(&column)
    }

    /// Appends the column, or hides it; the statement always stays.
    pub fn set(&mut self, column: TableColumn, is_shown: bool) {
        if is_shown && !self.has(column) {
            self.shown.push(column);
        } else if !is_shown && column != TableColumn::Statement {
            self.shown.retain(|other| *other != column);
        }
    }

    /// Moves a column by `by` positions, to the left if negative; stops at the ends.
    pub fn move_by(&mut self, column: TableColumn, by: isize) {
        let Some(from) = self.shown.iter().position(|other| *other == column) else {
            return;
        };
        let to = from.saturating_add_signed(by).min(self.shown.len() - 1);
        self.shown.remove(from);
        self.shown.insert(to, column);
    }
}

impl From<Vec<String>> for TableColumns {
    fn from(keys: Vec<String>) -> Self {
        let mut columns = Self { shown: Vec::new() };
        for key in keys {
            if let Some(column) = TableColumn::of_key(&key) {
                columns.set(column, true);
            }
        }
        if columns.shown.is_empty() {
            return Self::default();
        }
        columns.set(TableColumn::Statement, true);
        columns
    }
}

impl From<TableColumns> for Vec<String> {
    fn from(columns: TableColumns) -> Self {
        let shown = columns.shown.into_iter();
        shown.map(|column| column.key().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TableColumn as Column;

    fn columns(keys: &[&str]) -> TableColumns {
        TableColumns::from(keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn columns_are_read_back_and_unknown_ones_are_skipped() {
        let usual = TableColumns::default();
        assert_eq!(TableColumns::from(Vec::from(usual.clone())), usual);
        let read = columns(&["tags", "weather", "statement", "tags"]);
        assert_eq!(read.shown(), [Column::Tags, Column::Statement]);
        assert_eq!(columns(&["weather"]), usual);
        assert_eq!(
            columns(&["tags"]).shown(),
            [Column::Tags, Column::Statement]
        );
    }

    #[test]
    fn the_statement_stays_and_moves_stop_at_the_ends() {
        let mut all = columns(&["statement", "tags", "made"]);
        all.set(Column::Statement, false);
        all.move_by(Column::Made, -1);
        all.move_by(Column::Tags, 5);
        all.move_by(Column::Statement, -1);
        all.move_by(Column::Sources, 1);
        assert_eq!(all.shown(), [Column::Statement, Column::Made, Column::Tags]);
        all.set(Column::Made, false);
        assert_eq!(all.shown(), [Column::Statement, Column::Tags]);
    }
}
