//! Claims of a table, whose columns are selected before they are imported.

use crate::{
    import::{ClaimColumns, ClaimSource},
    project::{Change, Claim},
    storage::{TableContent, fresh_id},
    workbench::{Workbench, command::Command, intent::Overlay},
};

/// Maximum number of claims shown before they are imported.
const MAX_PREVIEWED: usize = 5;

/// A table of claims whose columns have not been confirmed yet.
#[derive(Debug)]
pub struct ClaimTableSession {
    pub source: ClaimSource,
    pub columns: ClaimColumns,
    /// The first claims with these columns.
    pub preview: Vec<Claim>,
    /// Number of rows with a claim.
    pub count: usize,
}

#[derive(Debug)]
pub enum ClaimTableIntent {
    /// Selects the column of a field, given by its index in [`CLAIM_FIELDS`](crate::import::CLAIM_FIELDS).
    SetColumn(usize, Option<usize>),
    /// Adds the claims as one undo step.
    Add,
    Cancel,
}

impl Workbench {
    /// The table of claims whose columns have not been confirmed yet.
    pub fn claim_table(&self) -> Option<&ClaimTableSession> {
        self.imports.claims.as_ref()
    }

    pub(crate) fn choose_claim_columns(&mut self, source: ClaimSource) {
        let columns = source.columns(&self.settings.imported_tables);
        self.set_claim_columns(source, columns);
        self.set_overlay(Some(Overlay::ClaimColumns));
    }

    fn set_claim_columns(&mut self, source: ClaimSource, columns: ClaimColumns) {
        let first = source.claims(&columns, &self.project, fresh_id, MAX_PREVIEWED);
        self.imports.claims = Some(ClaimTableSession {
            count: source.count(&columns),
            preview: first.claims,
            source,
            columns,
        });
    }

    pub(crate) fn claim_table_intent(&mut self, intent: &ClaimTableIntent) {
        let Some(ClaimTableSession {
            source,
            mut columns,
            ..
        }) = self.imports.claims.take()
        else {
            return;
        };
        match intent {
            ClaimTableIntent::SetColumn(field, column) => {
                if let Some(field) = columns.get_mut(*field) {
                    *field = *column;
                }
                self.set_claim_columns(source, columns);
            }
            ClaimTableIntent::Add => self.add_claims(&source, &columns),
            ClaimTableIntent::Cancel => self.set_overlay(None),
        }
    }

    fn add_claims(&mut self, source: &ClaimSource, columns: &ClaimColumns) {
        if self.refuses_changes() {
            return;
        }
        self.set_overlay(None);
        let content = TableContent::Claims;
        let tables = &mut self.settings.imported_tables;
        tables.remember(content, source.heads(), columns);
        let read = source.claims(columns, &self.project, fresh_id, usize::MAX);
        let edits = read.edits(&self.project);
        let message = match edits.len() {
            0 => "No new claim in the table".to_owned(),
            1 => "Added 1 claim".to_owned(),
            count => format!("Added {count} claims"),
        };
        let sentences = std::iter::once(message).chain(read.warnings);
        let message = sentences.collect::<Vec<_>>().join("\n");
        if edits.is_empty() {
            self.notices.hint(message);
        } else if self.commit(Change::new("add claims", edits)) {
            self.notices.done(message, Some(Command::Undo));
        }
    }
}
