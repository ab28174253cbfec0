//! Claims from a table (CSV), whose columns are known by their names.

use super::{ImportError, posts, text};
use crate::{
    project::{CLAIM_COLORS, Claim, ClaimEdit, ClaimId, Edit, Project, Status},
    storage::{MAX_ARTICLE_BYTES, disk, shorten_claim},
};

use std::{collections::HashSet, path::Path};

/// Names of columns, as for [`posts::column`]; those of Crosscheck's own table first.
const STATEMENT: &str = "claim, statement, claim text, claim_text, claim_reviewed, claimreviewed, behauptung, aussage, \
    affirmation, déclaration, afirmación, declaración, text, утверждение";
const VERDICT: &str =
    "verdict, rating, label, urteil, bewertung, évaluation, veredicto, calificación";
const STATUS: &str = "status, state, stand, statut, estado";
const REASONS: &str =
    "justification, reasons, reason, explanation, begründung, explication, razones, explicación";
const NOTES: &str = "notes, note, comment, comments, notizen, notiz, remarques, notas, comentario";
const TAGS: &str = "tags, topics, keywords, schlagwörter, étiquettes, mots-clés, etiquetas, temas";
const MADE: &str = "made, date, claim_date, claim date, datum, fecha";
const FIRST_APPEARANCE: &str =
    "first_appearance, first appearance, url, link, source, quelle, lien, enlace, fuente";

/// The claims of a table that a project does not have yet.
#[derive(Debug)]
pub struct ImportedClaims {
    pub claims: Vec<Claim>,
    /// Sentences for people, without the name of the file.
    pub warnings: Vec<String>,
}

impl ImportedClaims {
    /// Adds the claims below those that the project has.
    pub fn edits(&self, project: &Project) -> Vec<Edit> {
        let claims = self.claims.iter().cloned().enumerate();
        let add = |(nth, claim)| ClaimEdit::Add {
            at: project.claims().len() + nth,
            claim: Box::new(claim),
        };
        claims.map(|claim| Edit::Claim(add(claim))).collect()
    }
}

/// Reads the claims that a project does not have yet. `fresh_id` gives each its id.
///
/// # Errors
/// [`ImportError`] if the file cannot be read, or has no column with claims.
pub fn import_claims(
    path: &Path,
    project: &Project,
    fresh_id: fn() -> ClaimId,
) -> Result<ImportedClaims, ImportError> {
    let bytes = disk::read_file(path, MAX_ARTICLE_BYTES);
    let bytes = bytes.map_err(|source| ImportError::File { source })?;
    let reading = text::decode(&bytes).map_err(|error| ImportError::Read {
        path: path.to_owned(),
        source: error.into(),
    })?;
    claims(&reading.text, project, fresh_id).ok_or_else(|| ImportError::NoClaims {
        path: path.to_owned(),
    })
}

fn claims(table: &str, project: &Project, fresh_id: fn() -> ClaimId) -> Option<ImportedClaims> {
    let table = posts::csv_rows(table);
    let (header, rows) = table.rows.split_first()?;
    let statement = posts::column(header, STATEMENT)?;
    let columns = [
        VERDICT,
        STATUS,
        REASONS,
        NOTES,
        TAGS,
        MADE,
        FIRST_APPEARANCE,
    ];
    let columns = columns.map(|names| posts::column(header, names));
    let [
        verdict,
        status,
        reasons,
        notes,
        tags,
        made,
        first_appearance,
    ] = columns;
    let mut known: HashSet<String> = project.claims().map(|it| folded(&it.statement)).collect();
    let (mut same, mut unknown, mut too_long) = (0, 0, 0);
    let mut found = Vec::new();
    let before = project.claims().len();
    for row in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |it| it.trim());
        let text = cell(Some(statement));
        if text.is_empty() {
            continue;
        }
        if !known.insert(folded(text)) {
            same += 1;
            continue;
        }
        let color = (before + found.len()) % usize::from(CLAIM_COLORS);
        let tags = cell(tags).split([',', ';', '|']).map(str::trim);
        let tags = tags.filter(|tag| !tag.is_empty()).map(Into::into);
        let mut claim = Claim {
            justification: cell(reasons).to_owned(),
            notes: cell(notes).to_owned(),
            made: cell(made).to_owned(),
            first_appearance: cell(first_appearance).to_owned(),
            tags: tags.collect(),
            ..Claim::new(fresh_id(), text.to_owned(), color as u8)
        };
        let is_same = |label: &str, cell: &str| folded(label) == folded(cell);
        let found_status = Status::ALL
            .into_iter()
            .find(|it| is_same(it.label(), cell(status)));
        claim.status = found_status.unwrap_or_default();
        let verdicts = project.scale().verdicts.iter();
        let label = verdicts
            .map(|it| &it.label)
            .find(|it| is_same(it, cell(verdict)));
        claim.verdict = label.cloned();
        if claim.verdict.is_none() && !cell(verdict).is_empty() {
            unknown += 1;
            let notes = format!("{}\nVerdict in the table: {}", claim.notes, cell(verdict));
            notes.trim().clone_into(&mut claim.notes);
        }
        too_long += usize::from(shorten_claim(&mut claim).is_some());
        found.push(claim);
    }
    let mut warnings = table.warnings();
    if same > 0 {
        warnings.push(format!("Claims that the project has already: {same}"));
    }
    if unknown > 0 {
        warnings.push(format!(
            "Verdicts that the scale of the project does not have, kept in the notes: {unknown}"
        ));
    }
    if too_long > 0 {
        warnings.push(format!(
            "Claims with a text that was too long and has been cut: {too_long}"
        ));
    }
    Some(ImportedClaims {
        claims: found,
        warnings,
    })
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

    fn read(table: &str) -> (Vec<Claim>, Vec<String>) {
        let read = claims(table, &project(), id).unwrap();
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
    fn a_table_without_claims_is_refused() {
        assert!(claims("name,age\nIna,40\n", &project(), id).is_none());
        assert!(claims("", &project(), id).is_none());
    }
}
