//! Tables out: the claims and the evidence as CSV (RFC 4180: CR LF ends a line; UTF-8).

use std::{
    borrow::Cow,
    collections::HashMap,
    io::{self, Write},
    path::Path,
};

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};

use super::disk::{self, FileError};
use crate::{
    analysis::ClaimRow,
    project::{Article, Claim, ClaimId, Evidence, HighlightId, Project},
    text::hidden_character,
};

/// The claims CSV has a row a claim, in list order, under this header.
pub const CLAIM_COLUMNS: [&str; 13] = [
    "number",
    "claim",
    "verdict",
    "status",
    "justification",
    "notes",
    "supports",
    "refutes",
    "context",
    "articles",
    "sources",
    "first_published",
    "quotes",
];

/// The evidence CSV has a row a link, by claim, under this header.
pub const EVIDENCE_COLUMNS: [&str; 12] = [
    "claim_number",
    "claim",
    "verdict",
    "stance",
    "article",
    "outlet",
    "url",
    "published",
    "quote",
    "start",
    "end",
    "note",
];

/// What the export dialog asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    /// Cells that a spreadsheet might run as a formula get a leading apostrophe: those that start with `=`, `+`, `-`, `@`,
    /// their full-width forms, tab, CR or LF; blanks and invisible characters before it do not count. Switched off,
    /// every cell is exact.
    pub spreadsheet_safe: bool,
    /// A byte order mark first, without which Excel takes UTF-8 for something else.
    pub bom: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            spreadsheet_safe: true,
            bom: false,
        }
    }
}

/// Why a table was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file could not be written; what was there is unchanged.
    #[error(transparent)]
    File(#[from] FileError),
    /// The stream could not be written to.
    #[error("the table cannot be written: {0}")]
    Stream(#[from] io::Error),
}

/// Writes the claims.
///
/// `articles` counts distinct articles; `sources` are their outlets joined by "; "; `first_published` is the earliest of
/// their dates (see [`earliest_date`](crate::analysis::earliest_date)); `quotes` are the quotes of all its evidence in the
/// analyst's order, a line each (a line feed within a quote becomes a blank).
///
/// # Errors
/// Those of `out`.
pub fn write_claims(out: impl Write, project: &Project, options: ExportOptions) -> io::Result<()> {
    let mut csv = Table::begin(out, &CLAIM_COLUMNS, options)?;
    for (place, claim) in project.claims().enumerate() {
        let row = ClaimRow::of(project, claim);
        csv.row(&claim_cells(project, place + 1, claim, &row))?;
    }
    csv.end()
}

/// Writes the evidence: by claim in list order, within a claim in the analyst's order.
///
/// `article` is the article's title; `start` and `end` count code points of its text from 0, end exclusive.
///
/// # Errors
/// Those of `out`.
pub fn write_evidence(
    out: impl Write,
    project: &Project,
    options: ExportOptions,
) -> io::Result<()> {
    let mut csv = Table::begin(out, &EVIDENCE_COLUMNS, options)?;
    let code_points = code_points_of_highlights(project);
    for (place, claim) in project.claims().enumerate() {
        for evidence in project.evidence_of(claim.id) {
            let at = code_points.get(&evidence.highlight);
            let cells = at.and_then(|at| evidence_cells(project, place + 1, claim, evidence, *at));
            if let Some(cells) = cells {
                csv.row(&cells)?;
            }
        }
    }
    csv.end()
}

/// Writes the claims to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError::File`]; what was at `path` is then unchanged.
pub fn export_claims(
    path: &Path,
    project: &Project,
    options: ExportOptions,
) -> Result<(), ExportError> {
    let mut bytes = Vec::new();
    write_claims(&mut bytes, project, options)?;
    Ok(disk::write_file(path, &bytes)?)
}

/// Writes the evidence to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError::File`]; what was at `path` is then unchanged.
pub fn export_evidence(
    path: &Path,
    project: &Project,
    options: ExportOptions,
) -> Result<(), ExportError> {
    let mut bytes = Vec::new();
    write_evidence(&mut bytes, project, options)?;
    Ok(disk::write_file(path, &bytes)?)
}

/// In the order of [`CLAIM_COLUMNS`].
fn claim_cells<'a>(
    project: &'a Project,
    number: usize,
    claim: &'a Claim,
    row: &'a ClaimRow,
) -> [Cow<'a, str>; 13] {
    [
        number.to_string().into(),
        (&claim.statement).into(),
        claim.verdict.as_deref().unwrap_or_default().into(),
        claim.status.label().into(),
        (&claim.justification).into(),
        (&claim.notes).into(),
        row.supports.to_string().into(),
        row.refutes.to_string().into(),
        row.context.to_string().into(),
        row.articles.to_string().into(),
        row.sources.join("; ").into(),
        row.first_published.as_deref().unwrap_or_default().into(),
        quotes_of(project, claim.id).into(),
    ]
}

fn quotes_of(project: &Project, claim: ClaimId) -> String {
    let evidence = project.evidence_of(claim);
    let quotes = evidence.filter_map(|evidence| project.quote(evidence.highlight));
    let mut lines = String::new();
    for quote in quotes {
        if !lines.is_empty() {
            lines.push('\n');
        }
        let words = quote.split('\n');
        for (place, words) in words.enumerate() {
            if place > 0 {
                lines.push(' ');
            }
            lines.push_str(words);
        }
    }
    lines
}

/// In the order of [`EVIDENCE_COLUMNS`].
fn evidence_cells<'a>(
    project: &'a Project,
    number: usize,
    claim: &'a Claim,
    evidence: &'a Evidence,
    (start, end): (usize, usize),
) -> Option<[Cow<'a, str>; 12]> {
    let highlight = project.highlight(evidence.highlight)?;
    let article = project.article(highlight.article)?;
    let source = &article.source;
    Some([
        number.to_string().into(),
        (&claim.statement).into(),
        claim.verdict.as_deref().unwrap_or_default().into(),
        evidence.stance.label().into(),
        (&source.title).into(),
        (&source.outlet).into(),
        (&source.url).into(),
        (&source.published).into(),
        article.quote(highlight.span)?.into(),
        start.to_string().into(),
        end.to_string().into(),
        (&evidence.note).into(),
    ])
}

/// Where highlights begin and end in code points of their article.
type CodePoints = HashMap<HighlightId, (usize, usize), RandomState>;

/// Those of every highlight. Goes once through each article, not once a highlight.
fn code_points_of_highlights(project: &Project) -> CodePoints {
    let mut places =
        CodePoints::with_capacity_and_hasher(project.highlights().len(), RandomState::default());
    for article in project.articles() {
        let edges = code_points_at_edges(project, article);
        let at = |byte| {
            let found = edges.binary_search_by_key(&byte, |(edge, _)| *edge);
            found.map_or(0, |place| edges[place].1)
        };
        let highlights = project.highlights_of(article.id);
        places.extend(highlights.map(|(span, id)| (id, (at(span.start()), at(span.end())))));
    }
    places
}

/// Every edge of a highlight in bytes, ascending, and in code points.
fn code_points_at_edges(project: &Project, article: &Article) -> Vec<(usize, usize)> {
    let spans = project.highlights_of(article.id).map(|(span, _)| span);
    let mut edges: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    edges.sort_unstable();
    let text = article.text.as_str();
    let (mut byte, mut code_point) = (0, 0);
    let count_on = |edge| {
        code_point += text
            .get(byte..edge)
            .map_or(0, |piece| piece.chars().count());
        byte = edge;
        (edge, code_point)
    };
    edges.into_iter().map(count_on).collect()
}

/// A CSV that is being written.
struct Table<W: Write> {
    csv: csv::Writer<W>,
    options: ExportOptions,
}

impl<W: Write> Table<W> {
    fn begin(mut out: W, columns: &[&str], options: ExportOptions) -> io::Result<Self> {
        if options.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        csv.write_record(columns).map_err(io_error)?;
        Ok(Self { csv, options })
    }

    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        for cell in cells {
            let written = if self.options.spreadsheet_safe && is_formula(cell) {
                self.csv.write_field(format!("'{cell}"))
            } else {
                self.csv.write_field(cell.as_bytes())
            };
            written.map_err(io_error)?;
        }
        // An empty record ends the row of the fields that were written.
        self.csv.write_record(None::<&[u8]>).map_err(io_error)
    }

    fn end(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// What `out` said, unwrapped from what the csv crate makes of it, so that a broken pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet might run the cell: see [`ExportOptions::spreadsheet_safe`].
fn is_formula(cell: &str) -> bool {
    cell.chars()
        .find(|c| starts_formula(*c) || !(c.is_whitespace() || hidden_character(*c).is_some()))
        .is_some_and(starts_formula)
}

fn starts_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+'
            | '-'
            | '@'
            | '\t'
            | '\r'
            | '\n'
            | '\u{FF1D}'
            | '\u{FF0B}'
            | '\u{FF0D}'
            | '\u{FF20}'
    )
}
