use serde::{Deserialize, Serialize};

/// The columns that the user selected in imported tables, by their column headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportedTables(Vec<ImportedTable>);

/// Tables with these column headings, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ImportedTable {
    of: TableContent,
    headings: Vec<String>,
    /// The heading of the column for each field; `None` for no column.
    columns: Vec<Option<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableContent {
    #[serde(rename = "posts")]
    Posts,
    #[serde(rename = "claims")]
    Claims,
}

/// Maximum number of remembered tables; the oldest is dropped first.
const MAX_TABLES: usize = 50;

/// Maximum length of the headings of a remembered table, in bytes.
const MAX_HEADING_BYTES: usize = 4_000;

impl ImportedTables {
    /// The columns selected for the fields of a table with these headings.
    pub fn columns<const N: usize>(
        &self,
        of: TableContent,
        headings: &[String],
    ) -> Option<[Option<usize>; N]> {
        let sorted = sorted(headings);
        let is_it = |it: &&ImportedTable| it.of == of && it.headings == sorted;
        let table = self.0.iter().find(is_it)?;
        let index = |heading: &Option<String>| {
            let heading = heading.as_ref()?;
            headings.iter().position(|it| it == heading)
        };
        let indices: Vec<Option<usize>> = table.columns.iter().map(index).collect();
        indices.try_into().ok()
    }

    /// Remembers the columns of a table.
    pub fn remember(&mut self, of: TableContent, headings: &[String], columns: &[Option<usize>]) {
        let sorted = sorted(headings);
        self.0.retain(|it| it.of != of || it.headings != sorted);
        if sorted.iter().map(String::len).sum::<usize>() > MAX_HEADING_BYTES {
            return;
        }
        let heading = |at: &Option<usize>| at.and_then(|at| headings.get(at)).cloned();
        self.0.push(ImportedTable {
            of,
            headings: sorted,
            columns: columns.iter().map(heading).collect(),
        });
        let too_many = self.0.len().saturating_sub(MAX_TABLES);
        self.0.drain(..too_many);
    }
}

fn sorted(headings: &[String]) -> Vec<String> {
    let mut headings = headings.to_vec();
    headings.sort_unstable();
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_remembered_by_the_set_of_headings() {
        let mut tables = ImportedTables::default();
        tables.remember(
            TableContent::Posts,
            &headings("when what who"),
            &[Some(1), None, Some(0)],
        );
        let columns = |names: &str| tables.columns(TableContent::Posts, &headings(names));
        assert_eq!(columns("when what who"), Some([Some(1), None, Some(0)]));
        assert_eq!(columns("who when what"), Some([Some(2), None, Some(1)]));
        assert_eq!(columns("when what"), None::<[_; 3]>);
        let claims = tables.columns::<3>(TableContent::Claims, &headings("when what who"));
        assert_eq!(claims, None);
        let written = ron::to_string(&tables).unwrap();
        assert_eq!(ron::from_str::<ImportedTables>(&written).unwrap(), tables);
    }

    #[test]
    fn the_last_choice_counts_and_the_oldest_table_goes() {
        let mut tables = ImportedTables::default();
        for nth in 0..=MAX_TABLES {
            tables.remember(TableContent::Posts, &[nth.to_string()], &[None]);
        }
        tables.remember(TableContent::Posts, &["7".to_owned()], &[Some(0)]);
        let column = |heading: &str| tables.columns(TableContent::Posts, &[heading.to_owned()]);
        assert_eq!(tables.0.len(), MAX_TABLES);
        assert_eq!(column("0"), None::<[_; 1]>);
        assert_eq!(column("7"), Some([Some(0)]));
        let long = ["x".repeat(MAX_HEADING_BYTES + 1)];
        tables.remember(TableContent::Posts, &long, &[Some(0)]);
        assert_eq!(tables.0.len(), MAX_TABLES);
    }
}
