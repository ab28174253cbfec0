use serde::{Deserialize, Serialize};

/// The columns that a person selected in tables that came in, by their heads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportedTables(Vec<ImportedTable>);

/// Tables with these heads, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ImportedTable {
    of: TableContent,
    heads: Vec<String>,
    /// The head of the column for each field; `None` for no column.
    columns: Vec<Option<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableContent {
    #[serde(rename = "posts")]
    Posts,
    #[serde(rename = "claims")]
    Claims,
}

/// Most tables that are remembered; the oldest goes first.
const MOST_TABLES: usize = 50;

/// Longest heads of a table that is remembered, in bytes.
const LONGEST_HEADS: usize = 4_000;

impl ImportedTables {
    /// The columns that were selected for the fields of a table with these heads.
    pub fn columns<const N: usize>(
        &self,
        of: TableContent,
        heads: &[String],
    ) -> Option<[Option<usize>; N]> {
        let sorted = sorted(heads);
        let is_it = |it: &&ImportedTable| it.of == of && it.heads == sorted;
        let table = self.0.iter().find(is_it)?;
        let place = |head: &Option<String>| {
            let head = head.as_ref()?;
            heads.iter().position(|it| it == head)
        };
        let places: Vec<Option<usize>> = table.columns.iter().map(place).collect();
        places.try_into().ok()
    }

    /// Remembers the columns of a table.
    pub fn remember(&mut self, of: TableContent, heads: &[String], columns: &[Option<usize>]) {
        let sorted = sorted(heads);
        self.0.retain(|it| it.of != of || it.heads != sorted);
        if sorted.iter().map(String::len).sum::<usize>() > LONGEST_HEADS {
            return;
        }
        let head = |at: &Option<usize>| at.and_then(|at| heads.get(at)).cloned();
        self.0.push(ImportedTable {
            of,
            heads: sorted,
            columns: columns.iter().map(head).collect(),
        });
        let too_many = self.0.len().saturating_sub(MOST_TABLES);
        self.0.drain(..too_many);
    }
}

fn sorted(heads: &[String]) -> Vec<String> {
    let mut heads = heads.to_vec();
    heads.sort_unstable();
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_remembered_by_the_set_of_heads() {
        let mut tables = ImportedTables::default();
        tables.remember(
            TableContent::Posts,
            &heads("when what who"),
            &[Some(1), None, Some(0)],
        );
        let columns = |names: &str| tables.columns(TableContent::Posts, &heads(names));
        assert_eq!(columns("when what who"), Some([Some(1), None, Some(0)]));
        assert_eq!(columns("who when what"), Some([Some(2), None, Some(1)]));
        assert_eq!(columns("when what"), None::<[_; 3]>);
        let claims = tables.columns::<3>(TableContent::Claims, &heads("when what who"));
        assert_eq!(claims, None);
        let written = ron::to_string(&tables).unwrap();
        assert_eq!(ron::from_str::<ImportedTables>(&written).unwrap(), tables);
    }

    #[test]
    fn the_last_choice_counts_and_the_oldest_table_goes() {
        let mut tables = ImportedTables::default();
        for nth in 0..=MOST_TABLES {
            tables.remember(TableContent::Posts, &[nth.to_string()], &[None]);
        }
        tables.remember(TableContent::Posts, &["7".to_owned()], &[Some(0)]);
        let column = |head: &str| tables.columns(TableContent::Posts, &[head.to_owned()]);
        assert_eq!(tables.0.len(), MOST_TABLES);
        assert_eq!(column("0"), None::<[_; 1]>);
        assert_eq!(column("7"), Some([Some(0)]));
        let long = ["x".repeat(LONGEST_HEADS + 1)];
        tables.remember(TableContent::Posts, &long, &[Some(0)]);
        assert_eq!(tables.0.len(), MOST_TABLES);
    }
}
