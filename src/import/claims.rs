//! Claims from a table (CSV or spreadsheet), whose columns are recognised by name or selected by the user.

use super::{
    ImportError, IsolatedReader, ReadError,
    formats::SHEET,
    posts::{self, Table},
    recognition::{HEAD, format_of},
    text,
};
use crate::{
    project::{CLAIM_COLORS, Claim, ClaimEdit, ClaimId, Edit, Project, Status},
    storage::{ImportedTables, MAX_ARTICLE_BYTES, Progress, TableContent, disk, shorten_claim},
};

use std::{collections::HashSet, path::Path};

/// Content of a column in a table of claims: its display name, and column headings as for [`posts::column`], those of
/// Crosscheck's own table first.
const FIELDS: [(&str, &str); 8] = [
    (
        "Claim",
        "claim, statement, claim text, claim_text, claim_reviewed, claimreviewed, behauptung, aussage, affirmation, déclaration, \
         afirmación, declaración, text, утверждение",
    ),
    (
        "Verdict",
        "verdict, rating, label, urteil, bewertung, évaluation, veredicto, calificación",
    ),
    ("Status", "status, state, stand, statut, estado"),
    (
        "Justification",
        "justification, reasons, reason, explanation, begründung, explication, razones, explicación",
    ),
    (
        "Notes",
        "notes, note, comment, comments, notizen, notiz, remarques, notas, comentario",
    ),
    (
        "Tags",
        "tags, topics, keywords, schlagwörter, étiquettes, mots-clés, etiquetas, temas",
    ),
    ("Made", "made, date, claim_date, claim date, datum, fecha"),
    (
        "First appearance",
        "first_appearance, first appearance, url, link, source, quelle, lien, enlace, fuente",
    ),
];

/// Display names of the claim fields that can be imported.
pub const CLAIM_FIELDS: [&str; 8] = {
    let mut names = [""; 8];
    let mut at = 0;
    while at < names.len() {
        names[at] = FIELDS[at].0;
        at += 1;
    }
    names
};

/// The column of each field in [`CLAIM_FIELDS`].
pub type ClaimColumns = [Option<usize>; 8];

/// A table that may contain claims. It has a row of column headings.
#[derive(Debug)]
pub struct ClaimSource {
    /// File name for display.
    pub name: String,
    table: Table,
}

/// The claims of a table that are not in the project yet.
#[derive(Debug)]
pub struct ImportedClaims {
    pub claims: Vec<Claim>,
    /// Sentences for the user, without the file name.
    pub warnings: Vec<String>,
}

impl ImportedClaims {
    /// Adds the claims below those of the project.
    pub fn edits(&self, project: &Project) -> Vec<Edit> {
        let claims = self.claims.iter().cloned().enumerate();
        let add = |(nth, claim)| ClaimEdit::Add {
            at: project.claims().len() + nth,
            claim: Box::new(claim),
        };
        claims.map(|claim| Edit::Claim(add(claim))).collect()
    }
}

impl ClaimSource {
    /// Reads a table; a spreadsheet is read in a separate process.
    ///
    /// # Errors
    /// [`ImportError`] if the file cannot be read, or contains no table.
    pub fn read(path: &Path, isolated: &IsolatedReader) -> Result<Self, ImportError> {
        let bytes = disk::read_file(path, MAX_ARTICLE_BYTES);
        let bytes = bytes.map_err(|source| ImportError::File { source })?;
        let head = &bytes[..bytes.len().min(HEAD as usize)];
        let table = if format_of(path, head).extension() == SHEET {
            isolated.read_claims(&bytes, &Progress::default())
        } else {
            let reading = text::decode(&bytes).map_err(ReadError::from);
            reading.map(|reading| posts::csv_rows(&reading.text))
        };
        let table = table.map_err(|source| ImportError::Read {
            path: path.to_owned(),
            source,
        })?;
        if table.is_empty() {
            let path = path.to_owned();
            return Err(ImportError::NoClaims { path });
        }
        let name = super::file_name(path);
        Ok(Self { name, table })
    }

    pub fn heads(&self) -> &[String] {
        &self.table.heads
    }

    /// The columns that the user once selected for these headings, or else those recognised by name.
    pub fn columns(&self, remembered: &ImportedTables) -> ClaimColumns {
        let heads = self.heads();
        let chosen = remembered.columns(TableContent::Claims, heads);
        chosen.unwrap_or_else(|| FIELDS.map(|(_, names)| posts::column(heads, names)))
    }

    /// Number of rows with a claim.
    pub fn count(&self, columns: &ClaimColumns) -> usize {
        let has_claim = |row: &Vec<&str>| !cell(row, columns[0]).is_empty();
        self.table.rows().filter(has_claim).count()
    }

    /// At most `most` of the claims that are not in the project yet. `fresh_id` supplies the ids.
    pub fn claims(
        &self,
        columns: &ClaimColumns,
        project: &Project,
        fresh_id: fn() -> ClaimId,
        most: usize,
    ) -> ImportedClaims {
        let mut known: HashSet<String> = project.claims().map(|it| folded(&it.statement)).collect();
        let (mut same, mut unknown, mut too_long) = (0, 0, 0);
        let mut found = Vec::new();
        let before = project.claims().len();
        for row in self.table.rows() {
            if found.len() == most {
                break;
            }
            let text = cell(&row, columns[0]);
            if text.is_empty() {
                continue;
            }
            if !known.insert(folded(text)) {
                same += 1;
                continue;
            }
            let color = (before + found.len()) % usize::from(CLAIM_COLORS);
            let empty = Claim::new(fresh_id(), text.to_owned(), color as u8);
            let (mut claim, has_unknown) = claim_of(&row, columns, project, empty);
            unknown += usize::from(has_unknown);
            too_long += usize::from(shorten_claim(&mut claim).is_some());
            found.push(claim);
        }
        let mut warnings = self.table.warnings();
        warnings.extend(super::warnings_of([
            (same, "Claims already in the project"),
            (
                unknown,
                "Verdicts not on the project's scale, kept in the notes",
            ),
            (too_long, "Claims whose text was too long and was truncated"),
        ]));
        ImportedClaims {
            claims: found,
            warnings,
        }
    }
}

/// Builds a claim from a row. The flag says whether its verdict is not on the scale.
fn claim_of(
    row: &[&str],
    columns: &ClaimColumns,
    project: &Project,
    empty: Claim,
) -> (Claim, bool) {
    let cells = columns.map(|column| cell(row, column));
    let [
        _,
        verdict,
        status,
        reasons,
        notes,
        tags,
        made,
        first_appearance,
    ] = cells;
    let tags = tags.split([',', ';', '|']).map(str::trim);
    let tags = tags.filter(|tag| !tag.is_empty()).map(Into::into);
    let mut claim = Claim {
        justification: reasons.to_owned(),
        notes: notes.to_owned(),
        made: made.to_owned(),
        first_appearance: first_appearance.to_owned(),
        tags: tags.collect(),
        ..empty
    };
    let is_same = |label: &str, cell: &str| folded(label) == folded(cell);
    let found_status = Status::ALL
        .into_iter()
        .find(|it| is_same(it.label(), status));
    claim.status = found_status.unwrap_or_default();
    let verdicts = project.scale().verdicts.iter();
    let label = verdicts.map(|it| &it.label).find(|it| is_same(it, verdict));
    claim.verdict = label.cloned();
    let is_unknown = claim.verdict.is_none() && !verdict.is_empty();
    if is_unknown {
        let notes = format!("{}\nVerdict in the table: {verdict}", claim.notes);
        notes.trim().clone_into(&mut claim.notes);
    }
    (claim, is_unknown)
}

fn cell<'r>(row: &[&'r str], at: Option<usize>) -> &'r str {
    let cell = at.and_then(|at| row.get(at));
    cell.map_or("", |cell| cell.trim())
}

/// Reads the claims that are not in the project yet, from columns recognised by name. `fresh_id` supplies the ids.
///
/// # Errors
/// [`ImportError`] if the file cannot be read, or has no column of claims.
pub fn import_claims(
    path: &Path,
    isolated: &IsolatedReader,
    project: &Project,
    fresh_id: fn() -> ClaimId,
) -> Result<ImportedClaims, ImportError> {
    let source = ClaimSource::read(path, isolated)?;
    let columns = source.columns(&isolated.options.tables);
    if columns[0].is_none() {
        let path = path.to_owned();
        return Err(ImportError::NoClaims { path });
    }
    Ok(source.claims(&columns, project, fresh_id, usize::MAX))
}

/// Reads the sheet of a spreadsheet that has a column of claims, or else the first one with rows.
///
/// # Errors
/// As for [`posts::sheet`].
pub(super) fn read_sheet(bytes: &[u8]) -> Result<Table, ReadError> {
    let (_, names) = FIELDS[0];
    posts::sheet(bytes, |heads| posts::column(heads, names).is_some())
}

fn folded(text: &str) -> String {
    super::one_line(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ProjectId;

    fn id() -> ClaimId {
        ClaimId::new(1)
    }

    fn project() -> Project {
        Project::new(ProjectId::new(1))
    }

    fn source(table: &str) -> ClaimSource {
        ClaimSource {
            name: "claims.csv".to_owned(),
            table: posts::csv_rows(table),
        }
    }

    fn read(table: &str) -> (Vec<Claim>, Vec<String>) {
        let source = source(table);
        let columns = source.columns(&ImportedTables::default());
        let read = source.claims(&columns, &project(), id, usize::MAX);
        (read.claims, read.warnings)
    }

    #[test]
    fn columns_are_known_by_their_names_in_any_order() {
        let table = "Rating;Claim;Tags;Status\nrefuted;Twelve were hurt;flood, dam;Needs review\n;Nobody died;;\n";
        let (claims, warnings) = read(table);
        assert_eq!(claims.len(), 2);
        assert_eq!(claims[0].statement, "Twelve were hurt");
        assert_eq!(claims[0].verdict.as_deref(), Some("Refuted"));
        assert_eq!(claims[0].status, Status::NeedsReview);
        assert_eq!(claims[0].tags.len(), 2);
        assert_eq!(claims[1].verdict, None);
        assert!(warnings.is_empty());
    }

    #[test]
    fn verdicts_of_another_scale_are_kept_in_the_notes() {
        let (claims, warnings) = read("claim,verdict,notes\nA,Mostly false,Ask Ina\nA,,\n");
        assert_eq!(claims.len(), 1);
        assert_eq!(
            claims[0].notes,
            "Ask Ina\nVerdict in the table: Mostly false"
        );
        assert_eq!(warnings.len(), 2);
    }

    #[test]
    fn columns_without_known_names_are_read_as_selected_and_remembered() {
        let source = source("Was,Wer\nTwelve were hurt,Ina\n,Bo\nNobody died,\n");
        let mut tables = ImportedTables::default();
        let mut columns = source.columns(&tables);
        assert_eq!(columns, [None; 8]);
        assert_eq!(source.count(&columns), 0);
        columns[0] = Some(0);
        columns[4] = Some(1);
        assert_eq!(source.count(&columns), 2);
        let read = source.claims(&columns, &project(), id, 1);
        assert_eq!(read.claims.len(), 1);
        assert_eq!(read.claims[0].notes, "Ina");
        tables.remember(TableContent::Claims, source.heads(), &columns);
        assert_eq!(source.columns(&tables), columns);
    }
}
