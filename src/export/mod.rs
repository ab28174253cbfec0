//! Exports: the table of their formats, and how each is written.
//!
//! A format says whether it can hold protected names: its [`Content`] is either cells, which all pass the gate in
//! `protected_names`, or a picture that shows stand-ins to everybody. To add a format, add its file and its row in
//! [`EXPORTS`].

mod claims_csv;
mod code_points;
mod evidence_csv;
mod graph_svg;
mod protected_names;
mod table;

use crate::{
    analysis::graph::GraphQuery,
    project::Project,
    storage::{ExportOptions, FileError, disk},
};
pub use claims_csv::CLAIM_COLUMNS;
pub use evidence_csv::EVIDENCE_COLUMNS;
pub use graph_svg::{GraphPalette, Rgb};
use protected_names::NameGate;
pub use protected_names::{
    MAX_LISTED_HITS, NameDecision, NameDecisions, ProtectedHit, RowId, TableCell, UndecidedNames,
    check_protected, protected_hits,
};
use table::Table;

use std::{
    io::{self, Write},
    path::Path,
};

/// Names a row of [`EXPORTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    Claims,
    Evidence,
    Graph,
}

/// A row of [`EXPORTS`].
#[derive(Debug)]
pub struct ExportFormat {
    pub export: Export,
    /// The option of the command line, and the end of the suggested file name.
    pub key: &'static str,
    /// In the menu; without its "…" also the title of the dialog.
    pub label: &'static str,
    pub tooltip: &'static str,
    /// Of file names, without the dot.
    pub ending: &'static str,
    /// The reason why there is nothing to export from a project, as a sentence for a tooltip.
    pub missing: fn(&Project) -> Option<&'static str>,
    content: Content,
}

/// How a format is written, which decides whether it can hold protected names.
#[derive(Debug)]
enum Content {
    /// Cells that may hold names: each passes the gate, and nothing is written before every name is decided on.
    MayHoldNames(&'static Table),
    /// A picture with stand-ins in place of names, whatever the audience.
    NeverHoldsNames(fn(&Project, &GraphQuery, &GraphPalette) -> String),
}

/// All exports. Dialogs, the command line, the protected-name gate and the leak test read this table.
pub const EXPORTS: &[ExportFormat] = &[
    ExportFormat {
        export: Export::Claims,
        key: "claims",
        label: "Export claims as CSV…",
        tooltip: "Export the claim table for a spreadsheet, one row for each claim",
        ending: "csv",
        missing: no_claim,
        content: Content::MayHoldNames(&claims_csv::TABLE),
    },
    ExportFormat {
        export: Export::Evidence,
        key: "evidence",
        label: "Export evidence as CSV…",
        tooltip: "Export one row for each link between a passage and a claim",
        ending: "csv",
        missing: no_evidence,
        content: Content::MayHoldNames(&evidence_csv::TABLE),
    },
    ExportFormat {
        export: Export::Graph,
        key: "graph",
        label: "Export graph as SVG…",
        tooltip: "Export the filtered graph as an SVG picture",
        ending: "svg",
        missing: no_claim,
        content: Content::NeverHoldsNames(graph_svg::graph_svg),
    },
];

// `Export::format` finds a row by its place.
const _: () = {
    let mut place = 0;
    while place < EXPORTS.len() {
        assert!(EXPORTS[place].export as usize == place);
        place += 1;
    }
};

fn no_claim(project: &Project) -> Option<&'static str> {
    (project.claims().len() == 0).then_some("There is no claim yet")
}

fn no_evidence(project: &Project) -> Option<&'static str> {
    (project.all_evidence().len() == 0).then_some("No passage is linked to a claim yet")
}

impl Export {
    #[must_use]
    pub const fn format(self) -> &'static ExportFormat {
        &EXPORTS[self as usize]
    }

    /// Whether a public export must be searched for protected names first.
    #[must_use]
    pub const fn can_hold_names(self) -> bool {
        match self.format().content {
            Content::MayHoldNames(_) => true,
            Content::NeverHoldsNames(_) => false,
        }
    }

    /// Whether it is drawn in a theme, rather than written as cells.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        match self.format().content {
            Content::MayHoldNames(_) => false,
            Content::NeverHoldsNames(_) => true,
        }
    }
}

/// The reader of an export. Asked for each export and never remembered.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    /// Anybody: stand-ins for protected names, and nothing is written while one is undecided.
    Public(NameDecisions),
    /// Those who may know the protected names.
    Internal,
}

impl Default for Audience {
    fn default() -> Self {
        Self::Public(NameDecisions::default())
    }
}

/// Everything an export may depend on besides the project. Each format reads its part.
#[derive(Clone, Debug)]
pub struct ExportSettings {
    pub audience: Audience,
    /// For CSV.
    pub options: ExportOptions,
    /// The part of the graph to draw.
    pub query: GraphQuery,
    pub palette: GraphPalette,
}

impl ExportSettings {
    /// A public export with the default options, of the whole graph.
    #[must_use]
    pub fn new(palette: GraphPalette) -> Self {
        Self {
            audience: Audience::default(),
            options: ExportOptions::default(),
            query: GraphQuery::default(),
            palette,
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file's earlier content is unchanged.
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the export could not be written: {0}")]
    Stream(#[from] io::Error),
    /// Nothing was written.
    #[error(transparent)]
    Protected(#[from] UndecidedNames),
}

/// An export that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenExport {
    /// Places of the cells that are too long for Excel, which cuts them.
    pub long_cells: Vec<String>,
}

impl WrittenExport {
    /// A sentence about the cells that are too long, if there are any.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let first = self.long_cells.first()?;
        let cells = match self.long_cells.len() {
            1 => String::from("1 cell"),
            count => format!("{count} cells"),
        };
        Some(format!(
            "{cells} longer than 32,767 characters, which Excel cuts; the first: {first}"
        ))
    }
}

/// Writes an export to a stream.
///
/// # Errors
/// Those of `out`; [`ExportError::Protected`], in which case nothing was written.
pub fn write_export(
    mut out: impl Write,
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> Result<WrittenExport, ExportError> {
    let mut written = WrittenExport::default();
    match export.format().content {
        Content::MayHoldNames(table) => {
            let gate = NameGate::new(project, &settings.audience);
            gate.check(table, project)?;
            written.long_cells = table.write(&mut out, project, settings.options, &gate)?;
        }
        Content::NeverHoldsNames(draw) => {
            let picture = draw(project, &settings.query, &settings.palette);
            out.write_all(picture.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(written)
}

/// Writes an export to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError::File`] and [`ExportError::Protected`]; the file is then unchanged.
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
