//! Rows of the claim table for the clipboard, both as text and as HTML. Protected names are replaced by stand-ins, as
//! in public exports.

use super::{escape::escaped, table::write_row};
use crate::{
    analysis::{ClaimRow, ClaimTable, ProtectedNames, TableColumn},
    project::{Claim, ClaimId, ClaimType, Project, Stance},
    storage::{ExportOptions, Separator},
    text::WordOrder,
};

use std::borrow::Cow;

/// Rows with the cells shown in the table view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedTable {
    /// Cells separated by tabs.
    pub text: String,
    pub html: String,
}

/// The rows of some claims, below a heading row. No cell is a formula.
pub fn copied_table(
    project: &Project,
    table: &ClaimTable,
    claims: &[ClaimId],
    columns: &[TableColumn],
) -> CopiedTable {
    let names = ProtectedNames::new(project);
    let heads = columns.iter().map(|column| column.label().into());
    let mut rows: Vec<Vec<Cow<'_, str>>> = vec![heads.collect()];
    rows.extend(claims.iter().filter_map(|id| {
        let (claim, row) = (project.claim(*id)?, table.row(*id)?);
        let cells = columns.iter().map(|column| {
            let cell = cell(project, &names, *column, claim, row);
            names.concealed(&cell).into_owned().into()
        });
        Some(cells.collect())
    }));
    let options = ExportOptions {
        separator: Separator::Tab,
        ..ExportOptions::default()
    };
    let mut text = String::new();
    let mut html = String::from("<meta charset=\"utf-8\"><table>");
    for (nth, row) in rows.iter().enumerate() {
        write_row(&mut text, row, options);
        let (open, close) = match nth {
            0 => ("<th>", "</th>"),
            _ => ("<td>", "</td>"),
        };
        html += "<tr>";
        for cell in row {
            html.extend([open, &escaped(cell), close]);
        }
        html += "</tr>";
    }
    html += "</table>";
    CopiedTable { text, html }
}

fn cell(
    project: &Project,
    names: &ProtectedNames,
    column: TableColumn,
    claim: &Claim,
    row: &ClaimRow,
) -> String {
    use TableColumn as Column;
    let yes = |is_so: bool| if is_so { "yes" } else { "" }.to_owned();
    let problems = |count: usize| match count {
        0 => String::new(),
        count => count.to_string(),
    };
    match column {
        Column::Number => project.claim_number(claim.id).to_string(),
        Column::Statement => claim.statement.clone(),
        Column::Verdict => claim.verdict.clone().unwrap_or_default(),
        Column::Status => claim.status.label().to_owned(),
        Column::Supports => row.count(Stance::Supports).to_string(),
        Column::Refutes => row.count(Stance::Refutes).to_string(),
        Column::Context => row.count(Stance::Context).to_string(),
        Column::Articles => row.articles.to_string(),
        Column::FirstPublished => row.first_published.label().to_owned(),
        Column::IndependentSources => row.supporting_sources.range(),
        Column::RefutingSources => row.refuting_sources.range(),
        Column::OneSourceOnly => yes(row.one_source_only),
        Column::RuleMisses => problems(row.misses),
        Column::Unchallenged => yes(row.unchallenged),
        Column::ExcludedEvidence => problems(row.all_excluded()),
        Column::PublishedAfter => problems(row.published_later),
        Column::Kind => row.kind.map_or("", ClaimType::label).to_owned(),
        Column::Made => row.made.clone(),
        Column::Speaker => row.speaker.as_deref().unwrap_or_default().to_owned(),
        Column::Credibility => row
            .credibility
            .map_or_else(String::new, |it| it.number().to_string()),
        Column::Tags => names.sorted(&row.tags, WordOrder::Window).join("; "),
        Column::Sources => row.outlets.join("; "),
    }
}
