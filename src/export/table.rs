//! Tables of cells, and their CSV: RFC 4180, UTF-8, lines end with CR LF.

use super::{
    code_points::CodePoints,
    protected_names::{NameGate, RowId},
};
use crate::{
    project::{Claim, Project, SpeakerId},
    storage::ExportOptions,
    text::hidden_character,
};

use std::{
    borrow::Cow,
    fmt,
    io::{self, Write},
};

use rayon::prelude::*;

/// The rows of each claim, in list order.
#[derive(Debug)]
pub(super) struct Table {
    pub columns: &'static [&'static str],
    /// Whether its cells contain the code points of highlights.
    pub has_code_points: bool,
    pub rows: RowWriter,
}

/// Passes the cells of every row of some claims to the last argument, as many cells as there are columns.
type RowWriter =
    fn(&TableSource<'_>, &[NumberedClaim<'_>], &mut dyn FnMut(RowPlace, &[Cow<'_, str>]));

/// A claim and its number, from 1.
pub(super) type NumberedClaim<'a> = (usize, &'a Claim);

pub(super) struct TableSource<'a> {
    pub project: &'a Project,
    pub names: SpeakerNames,
    /// Empty unless the table has code points.
    pub code_points: CodePoints,
}

/// The names of protected speakers in the columns that name speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpeakerNames {
    StandIns,
    Real,
}

/// The place of a row, for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPlace {
    pub id: RowId,
    /// The number of the claim, from 1.
    pub claim: usize,
    /// The number of the piece within the claim, from 1; `None` in the row of a claim.
    pub piece: Option<usize>,
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "claim {}", self.claim)?;
        self.piece
            .map_or(Ok(()), |piece| write!(f, ", evidence {piece}"))
    }
}

/// Several for each core, so that no core waits long for the last one. The sources of articles are cached within a batch.
const BATCHES_PER_CORE: usize = 4;

/// Fewer claims are not worth a thread.
const MIN_BATCH: usize = 64;

impl Table {
    pub fn write(
        &self,
        out: &mut impl Write,
        project: &Project,
        options: ExportOptions,
        gate: &NameGate<'_>,
    ) -> io::Result<()> {
        let mark = if options.bom { "\u{FEFF}" } else { "" };
        let mut heading = csv_writer(mark.into());
        heading.write_record(self.columns).map_err(io_error)?;
        out.write_all(&csv_bytes(heading)?)?;

        let source = TableSource::new(self, project, gate.speaker_names());
        let claims = numbered_claims(project);
        let batches = BATCHES_PER_CORE * rayon::current_num_threads();
        let batch = claims.len().div_ceil(batches).max(MIN_BATCH);
        let written: Vec<Vec<u8>> = claims
            .par_chunks(batch)
            .map(|claims| self.csv_of(&source, claims, options, gate))
            .collect::<io::Result<_>>()?;
        written.iter().try_for_each(|bytes| out.write_all(bytes))
    }

    fn csv_of(
        &self,
        source: &TableSource<'_>,
        claims: &[NumberedClaim<'_>],
        options: ExportOptions,
        gate: &NameGate<'_>,
    ) -> io::Result<Vec<u8>> {
        let mut csv = csv_writer(Vec::new());
        let mut result = Ok(());
        (self.rows)(source, claims, &mut |place, cells| {
            if result.is_ok() {
                result = write_row(&mut csv, &gate.pass(place, cells), options);
            }
        });
        result.and_then(|()| csv_bytes(csv))
    }

    /// Passes every row to `look`.
    pub fn each_row(
        &self,
        project: &Project,
        names: SpeakerNames,
        mut look: impl FnMut(RowPlace, &[Cow<'_, str>]),
    ) {
        let source = TableSource::new(self, project, names);
        (self.rows)(&source, &numbered_claims(project), &mut look);
    }
}

impl<'a> TableSource<'a> {
    fn new(table: &Table, project: &'a Project, names: SpeakerNames) -> Self {
        let code_points = if table.has_code_points {
            CodePoints::of(project)
        } else {
            CodePoints::default()
        };
        Self {
            project,
            names,
            code_points,
        }
    }

    pub fn speaker_name(&self, id: SpeakerId) -> &'a str {
        let speaker = self.project.speaker(id);
        speaker.map_or("", |speaker| match self.names {
            SpeakerNames::StandIns => speaker.shown_name(),
            SpeakerNames::Real => &speaker.name,
        })
    }
}

fn numbered_claims(project: &Project) -> Vec<NumberedClaim<'_>> {
    (1..).zip(project.claims()).collect()
}

pub(super) fn yes_or_empty(is_so: bool) -> Cow<'static, str> {
    if is_so { "yes" } else { "" }.into()
}

/// The first half of each column, since a table keeps the name of a column beside its cell.
pub(super) const fn column_names<Cell, const N: usize>(
    columns: &[(&'static str, Cell); N],
) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = columns[at].0;
        at += 1;
    }
    names
}

fn csv_writer(start: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(start)
}

fn write_row(
    csv: &mut csv::Writer<Vec<u8>>,
    cells: &[Cow<'_, str>],
    options: ExportOptions,
) -> io::Result<()> {
    for cell in cells {
        let written = if options.spreadsheet_safe && is_formula(cell) {
            csv.write_field(format!("'{cell}"))
        } else {
            csv.write_field(cell.as_bytes())
        };
        written.map_err(io_error)?;
    }
    // An empty record ends the row of the fields that were written.
    csv.write_record(None::<&[u8]>).map_err(io_error)
}

fn csv_bytes(csv: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet might run the cell; see [`ExportOptions::spreadsheet_safe`].
fn is_formula(cell: &str) -> bool {
    cell.chars()
        .find(|c| starts_formula(*c) || !(c.is_whitespace() || hidden_character(*c).is_some()))
        .is_some_and(starts_formula)
}

/// The last four are full-width forms of the first four.
fn starts_formula(character: char) -> bool {
    matches!(
        character,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}
