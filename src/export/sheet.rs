use super::ExportOptions;
use crate::text::hidden_character;

use std::{borrow::Cow, io};

/// Rows of a CSV that is being written.
pub(crate) struct Sheet {
    csv: csv::Writer<Vec<u8>>,
    options: ExportOptions,
}

/// What stands before the rows: the byte order mark, where it is wanted, and the names of the columns.
pub(crate) fn heading(columns: &[&str], options: ExportOptions) -> io::Result<Vec<u8>> {
    let bom: &str = if options.bom { "\u{FEFF}" } else { "" };
    let mut csv = csv_after(bom.into());
    csv.write_record(columns).map_err(io_error)?;
    bytes_of(csv)
}

impl Sheet {
    pub(crate) fn new(options: ExportOptions) -> Self {
        let csv = csv_after(Vec::new());
        Self { csv, options }
    }

    pub(crate) fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
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

    pub(crate) fn into_bytes(self) -> io::Result<Vec<u8>> {
        bytes_of(self.csv)
    }
}

fn csv_after(before: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(before)
}

fn bytes_of(csv: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    csv.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Unwrapped from what the csv crate makes of it.
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
