//! Tables out: the claims and the evidence as CSV (RFC 4180: CR LF ends a line; UTF-8).
//!
//! | file | what it does |
//! | --- | --- |
//! | `rows` | the rows, in runs that are written beside one another |
//! | `claims`, `evidence` | the cells of a row |
//! | `code_points` | where highlights lie as other programs count |
//! | `protected` | where protected names stand in them, and what is done about each |
//! | `sheet` | cells to CSV |

mod claims_csv;
mod code_points;
mod evidence_csv;
mod protected_names;
mod rows;
mod sheet;
mod svg;

use crate::{
    project::{Project, SpeakerId},
    storage::{ExportOptions, FileError, disk},
};
pub use claims_csv::CLAIM_COLUMNS;
pub use evidence_csv::EVIDENCE_COLUMNS;
use protected_names::Gate;
pub use protected_names::{
    MAX_LISTED_HITS, OpenHits, ProtectedHit, RowId, Settled, Settlement, TableCell,
    check_protected, protected_hits,
};
use rows::{Rows, Run};
use sheet::Sheet;
pub use svg::{GraphPalette, Rgb, export_graph, write_graph};

use std::{
    fmt,
    io::{self, Write},
    path::Path,
};

use rayon::prelude::*;

/// A table that can be written as CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvTable {
    /// A row a claim, in list order, under [`CLAIM_COLUMNS`].
    Claims,
    /// A row a link, by claim in list order, within a claim in the analyst's order, under [`EVIDENCE_COLUMNS`].
    Evidence,
}

/// Who an export is for. It is asked each time and remembered nowhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    /// Anybody: stand-ins for protected names, and nothing is written while one is left.
    Public(Settled),
    /// Those who may know the protected names.
    Internal,
}

impl Default for Audience {
    fn default() -> Self {
        Self::Public(Settled::default())
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
    /// Protected names stand in it, and it is not said what is done about them. Nothing was written.
    #[error(transparent)]
    Protected(#[from] OpenHits),
}

/// Writes a table. A public one is searched for protected names first.
///
/// # Errors
/// Those of `out`; [`ExportError::Protected`], where nothing was written.
pub fn write_table(
    mut out: impl Write,
    table: CsvTable,
    project: &Project,
    options: ExportOptions,
    audience: &Audience,
) -> Result<(), ExportError> {
    let gate = Gate::of(project, audience);
    gate.check(table, project)?;
    let rows = Rows::of(project, table, audience.names());
    let runs: Vec<Run<'_>> = rows.runs().collect();
    let written: Vec<Vec<u8>> = runs
        .par_iter()
        .map(|run| written(run, options, &gate))
        .collect::<io::Result<_>>()?;
    out.write_all(&sheet::heading(table.columns(), options)?)?;
    for run in written {
        out.write_all(&run)?;
    }
    Ok(out.flush()?)
}

fn written(run: &Run<'_>, options: ExportOptions, gate: &Gate<'_>) -> io::Result<Vec<u8>> {
    let mut sheet = Sheet::new(options);
    run.each_row(|at, cells| {
        if gate.stands_open() {
            sheet.row(cells)
        } else {
            sheet.row(&gate.let_through(at, cells))
        }
    })?;
    sheet.into_bytes()
}

/// Writes a table to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError::File`] and [`ExportError::Protected`]; what was at `path` is then unchanged.
pub fn export_table(
    path: &Path,
    table: CsvTable,
    project: &Project,
    options: ExportOptions,
    audience: &Audience,
) -> Result<(), ExportError> {
    let mut bytes = Vec::new();
    write_table(&mut bytes, table, project, options, audience)?;
    Ok(disk::write_file(path, &bytes)?)
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
struct RowAt {
    id: RowId,
    /// The number of the claim, from 1.
    claim: usize,
    /// The number of the piece within the claim, from 1; `None` for a row of a claim.
    piece: Option<usize>,
}

impl fmt::Display for RowAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "claim {}", self.claim)?;
        self.piece
            .map_or(Ok(()), |piece| write!(f, ", evidence {piece}"))
    }
}

/// A cell that is empty or says so.
fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "" }
}

/// Which names of protected speakers stand in the columns that name speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    StandIns,
    Own,
}

impl Names {
    fn of(self, project: &Project, id: SpeakerId) -> &str {
        let speaker = project.speaker(id);
        speaker.map_or("", |speaker| match self {
            Self::StandIns => speaker.shown_name(),
            Self::Own => &speaker.name,
        })
    }
}

impl Audience {
    fn names(&self) -> Names {
        match self {
            Self::Public(_) => Names::StandIns,
            Self::Internal => Names::Own,
        }
    }
}

impl CsvTable {
    /// Its heading, in order.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Claims => &CLAIM_COLUMNS,
            Self::Evidence => &EVIDENCE_COLUMNS,
        }
    }
}
