use serde::{Deserialize, Serialize};

/// A column of the table view; see [`label`](Self::label) for its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named as people see it")]
pub enum TableColumn {
    Number,
    Statement,
    Verdict,
    Status,
    Supports,
    Refutes,
    Context,
    Articles,
    FirstPublished,
    IndependentSources,
    RefutingSources,
    OneSourceOnly,
    RuleMisses,
    Unchallenged,
    ExcludedEvidence,
    PublishedAfter,
    Kind,
    Made,
    Speaker,
    Credibility,
    Tags,
    Sources,
}

impl TableColumn {
    /// All, in menu order.
    pub const ALL: [Self; 22] = [
        Self::Number,
        Self::Statement,
        Self::Verdict,
        Self::Status,
        Self::Supports,
        Self::Refutes,
        Self::Context,
        Self::Articles,
        Self::FirstPublished,
        Self::IndependentSources,
        Self::RefutingSources,
        Self::OneSourceOnly,
        Self::RuleMisses,
        Self::Unchallenged,
        Self::ExcludedEvidence,
        Self::PublishedAfter,
        Self::Kind,
        Self::Made,
        Self::Speaker,
        Self::Credibility,
        Self::Tags,
        Self::Sources,
    ];

    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Number => "Number",
            Self::Statement => "Claim",
            Self::Verdict => "Verdict",
            Self::Status => "Status",
            Self::Supports => "Supports",
            Self::Refutes => "Refutes",
            Self::Context => "Context",
            Self::Articles => "Articles",
            Self::FirstPublished => "First published",
            Self::IndependentSources => "Independent sources",
            Self::RefutingSources => "Refuting independent sources",
            Self::OneSourceOnly => "One source only",
            Self::RuleMisses => "Rules missed",
            Self::Unchallenged => "Unchallenged",
            Self::ExcludedEvidence => "Excluded evidence",
            Self::PublishedAfter => "Published after",
            Self::Kind => "Type",
            Self::Made => "Made",
            Self::Speaker => "Speaker",
            Self::Credibility => "Credibility",
            Self::Tags => "Tags",
            Self::Sources => "Sources",
        }
    }
}

/// The columns of the table view, from left to right.
///
/// Serialized as words; unknown words are skipped, so that settings from a newer version still load.
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
    #[must_use]
    pub fn shown(&self) -> &[TableColumn] {
        &self.shown
    }

    /// Returns whether the column is shown.
    #[must_use]
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

    /// Moves a column by that many positions, to the left if negative, clamped to the ends.
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
    fn from(words: Vec<String>) -> Self {
        let mut columns = Self { shown: Vec::new() };
        for word in words {
            let mut all = TableColumn::ALL.into_iter();
            if let Some(column) = all.find(|column| column.label() == word) {
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
        shown.map(|column| column.label().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TableColumn as Column;

    fn columns(words: &[&str]) -> TableColumns {
        TableColumns::from(
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn what_is_written_is_read_again_and_what_is_unknown_is_passed_over() {
        let usual = TableColumns::default();
        assert_eq!(TableColumns::from(Vec::from(usual.clone())), usual);
        let read = columns(&["Tags", "Weather", "Claim", "Tags"]);
        assert_eq!(read.shown(), [Column::Tags, Column::Statement]);
        assert_eq!(columns(&["Weather"]), usual);
        assert_eq!(
            columns(&["Tags"]).shown(),
            [Column::Tags, Column::Statement]
        );
    }

    #[test]
    fn the_statement_stays_and_columns_move_no_further_than_the_ends() {
        let mut all = columns(&["Claim", "Tags", "Made"]);
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
