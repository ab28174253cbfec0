//! Tables of cells, and their CSV form: RFC 4180, UTF-8, CR LF line ends.
//!
//! A program may read a file with another separator than it was written with. So a cell with any separator, a line
//! break or a quote is quoted, and safe cells start no formula under any separator.

use super::{
    ExportError, ExportSettings, Extent,
    code_points::CodePoints,
    protected_names::{NameGate, RowId},
};
use crate::{
    analysis::ProtectedNames,
    project::{ArticleId, Claim, Project, Speaker, SpeakerId},
    storage::ExportOptions,
    text::hidden_character,
};

use std::{borrow::Cow, collections::BTreeMap, fmt, io::Write};

use rayon::prelude::*;

/// Several per core, so that no core waits long for the last one. The sources of articles are cached within a batch.
const BATCHES_PER_CORE: usize = 4;

/// Fewer claims are not worth a thread.
const MIN_BATCH: usize = 64;

/// Excel truncates cells with more UTF-16 units.
pub(super) const MAX_CELL: usize = 32_767;

/// Joins several values in a cell. No program splits cells there.
pub(super) const BETWEEN_VALUES: &str = " | ";

/// The rows of each claim or article, in list order.
#[derive(Debug)]
pub(super) struct Table {
    pub columns: &'static [&'static str],
    /// Whether its cells contain the code points of highlights.
    pub has_code_points: bool,
    pub rows: Rows,
}

#[derive(Debug)]
pub(super) enum Rows {
    OfClaims(RowWriter),
    /// Passes every row to the last argument.
    OfArticles(fn(&TableSource<'_>, &mut RowUser<'_>)),
}

/// Receives the cells of a row, one per column.
pub(super) type RowUser<'u> = dyn FnMut(RowPlace, &[Cow<'_, str>]) + 'u;

/// Passes every row of some claims to the last argument.
type RowWriter = fn(&TableSource<'_>, &[NumberedClaim<'_>], &mut RowUser<'_>);

/// A claim and its number, from 1.
pub(super) type NumberedClaim<'a> = (usize, &'a Claim);

pub(super) struct TableSource<'a> {
    pub project: &'a Project,
    pub names: ProtectedNames,
    /// Empty unless the table has code points.
    pub code_points: CodePoints,
    pub damage_of_originals: BTreeMap<ArticleId, &'static str>,
}

/// Readable position of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPlace {
    pub id: RowId,
    /// The number of the claim or the article, from 1.
    pub number: usize,
    /// The number of the piece within the claim, from 1; `None` in the row of a claim.
    pub piece: Option<usize>,
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.id {
            RowId::Article(_) => "article",
            RowId::Claim(_) | RowId::Evidence(_) | RowId::Text(..) => "claim",
        };
        write!(f, "{what} {}", self.number)?;
        self.piece
            .map_or(Ok(()), |piece| write!(f, ", evidence {piece}"))
    }
}

/// The rows of some claims as CSV, and the cells that are too long for Excel.
#[derive(Default)]
struct Batch {
    csv: String,
    long_cells: Vec<String>,
}

pub(super) fn is_too_long(cell: &str) -> bool {
    // A text has at most as many UTF-16 units as bytes.
    cell.len() > MAX_CELL && cell.encode_utf16().count() > MAX_CELL
}

impl Table {
    /// Returns the cells that are too long for Excel.
    pub fn write(
        &self,
        out: &mut impl Write,
        project: &Project,
        settings: &ExportSettings,
        gate: &NameGate<'_>,
    ) -> Result<Vec<String>, ExportError> {
        let source = TableSource {
            damage_of_originals: settings.damage_of_originals.clone(),
            ..TableSource::new(self, project)
        };
        let written = self.batches(&source, settings, gate);
        if settings.progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        let options = settings.options;
        let mut heading = String::from(if options.bom { "\u{FEFF}" } else { "" });
        let columns: Vec<Cow<'_, str>> = self.columns.iter().map(|it| (*it).into()).collect();
        write_row(&mut heading, &columns, options);
        out.write_all(heading.as_bytes())?;

        let mut long_cells = Vec::new();
        for batch in written {
            out.write_all(batch.csv.as_bytes())?;
            long_cells.extend(batch.long_cells);
        }
        Ok(long_cells)
    }

    fn batches(
        &self,
        source: &TableSource<'_>,
        settings: &ExportSettings,
        gate: &NameGate<'_>,
    ) -> Vec<Batch> {
        let ExportSettings {
            extent,
            options,
            progress,
            ..
        } = settings;
        let add = |batch: &mut Batch, place: RowPlace, cells: &[Cow<'_, str>]| {
            let cells = gate.pass(place, cells);
            for (cell, column) in cells.iter().zip(self.columns) {
                if is_too_long(cell) {
                    batch.long_cells.push(format!("{place}, {column}"));
                }
            }
            write_row(&mut batch.csv, &cells, *options);
        };
        match self.rows {
            Rows::OfClaims(rows) => {
                let claims: Vec<NumberedClaim<'_>> = extent.claims_of(source.project).collect();
                let batches = BATCHES_PER_CORE * rayon::current_num_threads();
                let len = claims.len().div_ceil(batches).max(MIN_BATCH);
                progress.begin(claims.len());
                let batch_of = |claims: &[NumberedClaim<'_>]| {
                    let mut batch = Batch::default();
                    if progress.is_cancelled() {
                        return batch;
                    }
                    rows(source, claims, &mut |place, cells| {
                        add(&mut batch, place, cells);
                    });
                    progress.advance_by(claims.len());
                    batch
                };
                claims.par_chunks(len).map(batch_of).collect()
            }
            Rows::OfArticles(rows) => {
                let mut batch = Batch::default();
                rows(source, &mut |place, cells| add(&mut batch, place, cells));
                vec![batch]
            }
        }
    }

    /// Passes every row to `look`.
    pub fn each_row(
        &self,
        project: &Project,
        extent: &Extent,
        mut look: impl FnMut(RowPlace, &[Cow<'_, str>]),
    ) {
        let source = TableSource::new(self, project);
        match self.rows {
            Rows::OfClaims(rows) => {
                let claims: Vec<NumberedClaim<'_>> = extent.claims_of(project).collect();
                rows(&source, &claims, &mut look);
            }
            Rows::OfArticles(rows) => rows(&source, &mut look),
        }
    }
}

impl<'a> TableSource<'a> {
    fn new(table: &Table, project: &'a Project) -> Self {
        let code_points = if table.has_code_points {
            CodePoints::new(project)
        } else {
            CodePoints::default()
        };
        Self {
            project,
            names: ProtectedNames::new(project),
            code_points,
            damage_of_originals: BTreeMap::new(),
        }
    }

    pub fn speaker_name(&self, id: SpeakerId) -> &'a str {
        self.project.speaker(id).map_or("", Speaker::shown_name)
    }
}

pub(super) fn yes_or_empty(is_so: bool) -> Cow<'static, str> {
    if is_so { "yes" } else { "" }.into()
}

/// Empty without a value.
pub(super) fn label<'c, T>(value: Option<T>, label: impl FnOnce(T) -> &'c str) -> Cow<'c, str> {
    value.map_or("", label).into()
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

pub(super) fn write_row(csv: &mut String, cells: &[Cow<'_, str>], options: ExportOptions) {
    let separator = options.separator.character();
    for (nth, cell) in cells.iter().enumerate() {
        if nth > 0 {
            csv.push(separator);
        }
        let cell = if options.spreadsheet_safe {
            without_formulas(cell)
        } else {
            Cow::Borrowed(&**cell)
        };
        if cell.contains(is_separator) || cell.contains('"') {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

/// Characters at which some program or setting ends a cell or a row.
fn is_separator(character: char) -> bool {
    matches!(character, ',' | ';' | '|' | '\t' | '\r' | '\n')
}

/// Puts an apostrophe before each character that a spreadsheet might start a formula with: at the start, and after each
/// separator or line break. See [`ExportOptions::spreadsheet_safe`].
fn without_formulas(cell: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut done = 0;
    // Start of a cell, under some separator, that has only white space, invisible characters and quotes so far.
    let mut empty_from = Some(0);
    for (at, character) in cell.char_indices() {
        let is_first = empty_from == Some(0);
        let starts =
            starts_formula(character) || (is_first && matches!(character, '\t' | '\r' | '\n'));
        if let Some(from) = empty_from.filter(|_| starts) {
            // At the start of the whole cell, the apostrophe comes first: spreadsheets hide it there.
            let before = if is_first { from } else { at };
            safe += &cell[done..before];
            safe.push('\'');
            done = before;
            empty_from = None;
        }
        if is_separator(character) {
            empty_from = Some(at + character.len_utf8());
        } else if !is_skipped(character) {
            empty_from = None;
        }
    }
    if safe.is_empty() {
        return Cow::Borrowed(cell);
    }
    safe += &cell[done..];
    Cow::Owned(safe)
}

fn is_skipped(character: char) -> bool {
    character.is_whitespace() || character == '"' || hidden_character(character).is_some()
}

/// The last four are full-width forms of the first four.
fn starts_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}
