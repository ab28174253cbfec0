//! The part of the project to export.

use crate::{
    analysis::claims_numbered,
    export::{Export, Extent, OptionsOfExport, REPORT_LANGUAGES},
    project::{ClaimId, Status},
    text::capitalized,
    workbench::Workbench,
};

use std::collections::BTreeSet;

/// Chooses which claims to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportScope {
    #[default]
    All,
    /// The claims that pass the filter of the claim list.
    Filtered,
    /// The selected claim.
    Selected,
    /// The claims whose numbers the analyst typed.
    Numbered,
}

impl Workbench {
    /// The part of the project to export. Tables and pictures contain all of it.
    pub fn export_extent(&self, export: Export) -> Extent {
        match export.options() {
            OptionsOfExport::Report | OptionsOfExport::Claims => {
                self.document.exporting.extent.clone()
            }
            OptionsOfExport::Table | OptionsOfExport::Picture => Extent::default(),
        }
    }

    /// The claims of a scope; `None` for all.
    ///
    /// # Errors
    /// A sentence in lower case about a typed number that no claim has.
    pub fn claims_in_scope(&self, scope: ExportScope) -> Result<Option<BTreeSet<ClaimId>>, String> {
        Ok(match scope {
            ExportScope::All => None,
            ExportScope::Filtered => Some(self.lists.claims.iter().copied().collect()),
            ExportScope::Selected => Some(self.selection.claim.into_iter().collect()),
            ExportScope::Numbered => Some(claims_numbered(
                &self.document.exporting.numbers,
                &self.project,
            )?),
        })
    }

    /// Number of the claims in a scope.
    pub fn count_in_scope(&self, scope: ExportScope) -> usize {
        let claims = self.claims_in_scope(scope);
        claims.map_or(0, |claims| {
            claims.map_or(self.project.claims().len(), |claims| claims.len())
        })
    }

    /// Falls back to all claims if the selected scope is empty by now.
    pub(super) fn reset_empty_scope(&mut self) {
        if self.count_in_scope(self.document.exporting.scope) == 0 {
            self.document.exporting.scope = ExportScope::All;
        }
    }

    /// Recomputes the extent after a change in the open dialog or in the project.
    pub(super) fn update_extent(&mut self) {
        let Some(export) = self.open_export() else {
            return;
        };
        let exporting = &self.document.exporting;
        let claims = self.claims_in_scope(exporting.scope);
        let (mut claims, no_claims) = match claims {
            Ok(claims) => (claims, None),
            Err(error) => (Some(BTreeSet::new()), Some(capitalized(&error))),
        };
        let is_report = export.options() == OptionsOfExport::Report;
        let report = &self.settings.report;
        if is_report && report.only_done {
            let all = claims.take();
            let is_in = |id| all.as_ref().is_none_or(|all| all.contains(&id));
            let done = self.project.claims();
            let done = done.filter(|claim| claim.status == Status::Done && is_in(claim.id));
            claims = Some(done.map(|claim| claim.id).collect());
        }
        let languages = REPORT_LANGUAGES.into_iter().map(|(tag, _)| tag);
        let language = languages.into_iter().find(|tag| *tag == report.language);
        let extent = Extent {
            claims,
            notes: exporting.notes,
            without_work: report.without_work,
            language: language.unwrap_or_default(),
        };
        let exporting = &mut self.document.exporting;
        exporting.extent = extent;
        exporting.no_claims = no_claims;
    }
}
