use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::ExportOptions;
use crate::text::hidden_character;

/// A CSV that is being written.
pub(super) struct Sheet<W: Write> {
    csv: csv::Writer<W>,
    options: ExportOptions,
}

impl<W: Write> Sheet<W> {
    pub(super) fn begin(mut out: W, columns: &[&str], options: ExportOptions) -> io::Result<Self> {
        if options.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        csv.write_record(columns).map_err(io_error)?;
        Ok(Self { csv, options })
    }

    pub(super) fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
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

    pub(super) fn end(mut self) -> io::Result<()> {
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
