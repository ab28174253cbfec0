//! Exports: the table of formats, and how each is written.
//!
//! Each format declares whether it can contain protected names. Its [`Content`] is cells, records or the texts of a
//! report, which all pass the gate in `protected_names`, or a picture that shows stand-ins to everybody. To add a
//! format, add its file and its row in [`EXPORTS`].

mod bibtex;
mod citation;
mod claim_review;
mod claims_csv;
mod code_points;
mod collection_log;
mod copied_table;
mod csl_json;
mod dot;
mod draft;
mod escape;
mod evidence_csv;
mod evidence_graph;
mod extent;
mod formats;
mod graph_svg;
mod graphml;
mod json;
mod preview;
mod protected_names;
mod qdpx;
mod records;
mod report;
mod snippets;
mod table;
mod web_annotation;
mod workbook;
mod workbook_cells;
mod xml;
mod zipped;

use crate::{
    analysis::graph::GraphQuery,
    project::{ArticleId, Project},
    storage::{ExportOptions, FileError, Progress, disk},
    text::{counted, counted_as},
};
pub use claims_csv::CLAIM_COLUMNS;
pub use collection_log::COLLECTION_COLUMNS;
pub use copied_table::{CopiedTable, copied_table};
use draft::Draft;
pub use evidence_csv::EVIDENCE_COLUMNS;
pub use extent::Extent;
use formats::Content;
pub use formats::{EXPORTS, Export, ExportFormat, ExportGroup};
pub use graph_svg::{GraphPalette, Rgb};
pub use preview::{ExportPreview, PreviewSection, preview_export};
pub use protected_names::{
    ExportPart, MAX_LISTED_HITS, NameDecision, NameDecisions, ProtectedHit, RowId, TableCell,
    UndecidedNames, check_protected, protected_hits,
};
use protected_names::{NameGate, shown_to, with_whole_names};
pub use report::REPORT_LANGUAGES;
pub use snippets::{claim_as_markdown, link_to_passage, passage_as_quote};

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use jiff::Zoned;

/// The options that an export's dialog offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionsOfExport {
    /// Separator and formula protection.
    Table,
    /// The claims and the sections.
    Report,
    /// The claims.
    Claims,
    /// The theme.
    Picture,
}

/// The reader of an export. Asked for each export and never remembered.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    /// Anybody: stand-ins for protected names, and nothing is written while one is undecided.
    Public(NameDecisions),
    /// Readers who may know the protected names.
    Internal,
}

impl Default for Audience {
    fn default() -> Self {
        Self::Public(NameDecisions::default())
    }
}

/// Everything an export may depend on besides the project. Each format reads what it needs.
#[derive(Clone, Debug)]
pub struct ExportSettings {
    pub audience: Audience,
    pub extent: Extent,
    /// The date printed in a report.
    pub made: String,
    /// For CSV.
    pub options: ExportOptions,
    /// The part of the graph to draw.
    pub query: GraphQuery,
    pub palette: GraphPalette,
    /// How the originals that are not whole are, for the collection log.
    pub damage_of_originals: BTreeMap<ArticleId, &'static str>,
    /// Counts claims or rows.
    pub progress: Arc<Progress>,
}

impl ExportSettings {
    /// A public export with the default options, of the whole graph.
    pub fn new(palette: GraphPalette) -> Self {
        Self {
            audience: Audience::default(),
            extent: Extent::default(),
            made: Zoned::now().date().to_string(),
            options: ExportOptions::default(),
            query: GraphQuery::default(),
            palette,
            damage_of_originals: BTreeMap::new(),
            progress: Arc::default(),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The old file is unchanged.
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the export could not be written: {0}")]
    Stream(#[from] io::Error),
    /// Nothing was written.
    #[error(transparent)]
    Protected(#[from] UndecidedNames),
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Nothing was written.
    #[error("the export was cancelled")]
    Cancelled,
}

/// An export that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenExport {
    /// Cells that are too long for Excel, which truncates them.
    pub long_cells: Vec<String>,
    /// Sentence fragments about content that the format cannot contain.
    pub left_out: Vec<String>,
}

impl WrittenExport {
    /// A sentence about the parts of the project that are missing from the file, if any: "2 attributions to speakers
    /// are left out; …".
    pub fn warning(&self) -> Option<String> {
        let all = self.sentences();
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// Sentence fragments about content that is missing or truncated in the export.
    pub fn sentences(&self) -> Vec<String> {
        let Self {
            long_cells,
            left_out,
        } = self;
        let cells = long_cells.first().map(|first| {
            let cells = counted(long_cells.len(), "cell");
            format!(
                "{cells} longer than 32,767 characters, which Excel truncates; the first: {first}"
            )
        });
        cells.into_iter().chain(left_out.iter().cloned()).collect()
    }
}

/// "2 attributions to speakers are left out"; `None` for 0.
fn left_out(count: usize, one: &str, many: &str) -> Option<String> {
    let are = if count == 1 { "is" } else { "are" };
    (count > 0).then(|| format!("{} {are} left out", counted_as(count, one, many)))
}

/// Writes an export to a stream.
///
/// # Errors
/// The error of `out`; [`ExportError::Protected`] and [`ExportError::Cancelled`], in which case nothing was written.
pub fn write_export(
    mut out: impl Write,
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> Result<WrittenExport, ExportError> {
    let mut written = WrittenExport::default();
    let gate = NameGate::new(project, &settings.audience);
    let shown = shown_to(project, &settings.audience);
    match export.format().content {
        Content::Table(table) => {
            gate.check_table(table, &shown, &settings.extent)?;
            written.long_cells = table.write(&mut out, &shown, settings, &gate)?;
        }
        Content::Workbook | Content::Report { .. } | Content::Records(..) => {
            let mut draft = Draft::new(export.format(), &shown, settings);
            gate.check_draft(&mut draft, &shown)?;
            gate.pass_draft(&mut draft);
            let bytes;
            (bytes, written) = draft.write()?;
            if settings.progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            out.write_all(&bytes)?;
        }
        Content::Picture(draw) => {
            let query = GraphQuery {
                exported_claims: settings.extent.claims.clone(),
                ..settings.query.clone()
            };
            let picture = draw(&with_whole_names(project), &query, &settings.palette);
            if settings.progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            out.write_all(picture.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(written)
}

/// Writes an export to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError`]; the file is then unchanged.
pub fn export_file(
    path: &Path,
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> Result<WrittenExport, ExportError> {
    let mut bytes = Vec::new();
    let written = write_export(&mut bytes, export, project, settings)?;
    disk::write_file(path, &bytes)?;
    Ok(written)
}
