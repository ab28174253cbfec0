//! Tables of posts, as CSV or spreadsheet: a paragraph for each row, with date and address as locator.

use super::{
    ImportedArticle, ReadError, ReadOptions, article_builder::ArticleBuilder,
    encodings::DecodedText, one_line,
};
use crate::storage::TableContent;

use std::io::{Cursor, Read as _};

use calamine::{
    Data, Reader as _, SheetType, SheetVisible, Sheets, Xlsx, XlsxError, open_workbook_auto_from_rs,
};
use serde::{Deserialize, Serialize};

/// Column headings in lower case, most reliable first.
const TEXT: &str = "text, full_text, tweet text, post text, message, content, post, tweet, body, caption, comment, transcript, \
    description, beitrag, nachricht, inhalt, texte, contenu, texto, mensaje, contenido, publicación, текст";
const AUTHOR: &str = "author, user, username, user_name, screen_name, user name, handle, from, sender, account, page name, \
    channel, name, autor, nutzer, konto, absender, auteur, utilisateur, compte, usuario, cuenta, автор";
const DATE: &str = "date, datetime, created_at, created at, timestamp, published, published_at, posted, post created, time, \
    datum, zeit, veröffentlicht, heure, publié, fecha, hora, publicado, дата";
const ADDRESS: &str =
    "url, link, permalink, post url, tweet url, address, adresse, lien, enlace, dirección, ссылка";

/// The columns of a table of posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostColumns {
    /// The first row of the table.
    pub heads: Vec<String>,
    /// The column of each field in [`POST_FIELDS`]; without a text column, a row is a paragraph.
    pub columns: [Option<usize>; 4],
}

/// Display names of the post fields that can be imported.
pub const POST_FIELDS: [&str; 4] = ["Text", "Author", "Date", "Address"];

/// Maximum number of rows, and of cells per row.
const MAX_ROWS: usize = 200_000;
const MAX_CELLS: usize = 200;

/// Reads a CSV file with any separator.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read_csv(
    reading: &DecodedText,
    options: &ReadOptions,
) -> Result<ImportedArticle, ReadError> {
    let rows = csv_rows(&reading.text);
    article(ArticleBuilder::of(reading), &rows, options)
}

/// Ends of a cell and of a row; in a cell, they are spaces.
const CELL_END: char = '\u{1f}';
const ROW_END: char = '\u{1e}';

/// The first rows of a table, and whether it has more rows or cells.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    /// The first row.
    pub heads: Vec<String>,
    /// The cells of all other rows. A string for each would take many times the size of the table.
    cells: String,
    /// Number of rows, with the first.
    rows: usize,
    left_out: usize,
    has_wide_rows: bool,
    other_sheets: Vec<String>,
    /// It ends within a quoted cell.
    is_cut_off: bool,
}

impl Table {
    fn add<C: AsRef<str>>(&mut self, mut cells: impl Iterator<Item = C>) {
        if self.rows == MAX_ROWS {
            self.left_out += 1;
            return;
        }
        self.rows += 1;
        let kept = cells.by_ref().take(MAX_CELLS);
        if self.rows == 1 {
            self.heads = kept.map(|cell| cell.as_ref().to_owned()).collect();
        } else {
            for (nth, cell) in kept.enumerate() {
                if nth > 0 {
                    self.cells.push(CELL_END);
                }
                for (nth, part) in cell.as_ref().split([CELL_END, ROW_END]).enumerate() {
                    if nth > 0 {
                        self.cells.push(' ');
                    }
                    self.cells.push_str(part);
                }
            }
            self.cells.push(ROW_END);
        }
        self.has_wide_rows |= cells.any(|cell| !cell.as_ref().trim().is_empty());
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The rows below the first.
    pub fn rows(&self) -> impl Iterator<Item = Vec<&str>> {
        let rows = self.cells.split_terminator(ROW_END);
        rows.map(|row| row.split(CELL_END).collect())
    }

    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.left_out > 0 {
            let count = self.left_out;
            warnings.push(format!(
                "Rows beyond the first {MAX_ROWS} were left out: {count}"
            ));
        }
        if self.has_wide_rows {
            warnings.push(format!(
                "Cells beyond the first {MAX_CELLS} of a row were left out"
            ));
        }
        if !self.other_sheets.is_empty() {
            let names = self.other_sheets.join(", ");
            warnings.push(format!("Sheets left out: {names}"));
        }
        if self.is_cut_off {
            let words = "The table ends within a quoted cell: it is cut off, or a quotation mark is missing";
            warnings.push(words.to_owned());
        }
        warnings
    }
}

/// A row after all others, which belongs to the last cell if that has no end.
const END: &str = "\n\u{1}";

/// The rows of a CSV file. The first line shows which separator it uses.
pub(super) fn csv_rows(text: &str) -> Table {
    let first = text.lines().next().unwrap_or_default();
    let separators = [b',', b';', b'\t'];
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    let separator = separators
        .into_iter()
        .rev()
        .max_by_key(count)
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes().chain(END.as_bytes()));
    let mut rows = Table::default();
    for row in reader.records().map_while(Result::ok) {
        rows.is_cut_off = !row.iter().eq([END.trim()]);
        if rows.is_cut_off {
            let cells = row
                .iter()
                .map(|cell| cell.strip_suffix(END).unwrap_or(cell));
            rows.add(cells);
        }
    }
    rows
}

/// Reads the first sheet of a spreadsheet that has a column of posts, or else the first one with rows.
///
/// # Errors
/// As for [`sheet`], or if there is no text in it.
pub(super) fn read_sheet(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    let table = sheet(bytes, |heads| columns(heads, options)[0].is_some())?;
    let article = article(ArticleBuilder::default(), &table, options)?;
    Ok(vec![article])
}

/// The first sheet of a spreadsheet with known column headings, or else the first one with rows.
///
/// # Errors
/// [`ReadError`] if it is damaged, has a password, or has no rows.
pub(super) fn sheet(
    bytes: &[u8],
    is_known: impl Fn(&[String]) -> bool,
) -> Result<Table, ReadError> {
    let damaged = |_error| ReadError::Damaged;
    super::archive::Archive::check_unpacked_size(bytes)?;
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    let (mut read, mut others): (Option<(String, Table)>, Vec<String>) = (None, Vec::new());
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet || sheet.visible != SheetVisible::Visible {
            others.push(sheet.name);
            continue;
        }
        let is_known = |rows: &Table| is_known(&rows.heads);
        let mut rows = Table::default();
        if let Sheets::Xlsx(book) = &mut book {
            add_cells(book, &sheet.name, &mut rows).map_err(|_error| ReadError::Damaged)?;
        } else {
            let range = book.worksheet_range(&sheet.name).map_err(damaged)?;
            for row in range.rows() {
                rows.add(row.iter().map(cell));
            }
        }
        if rows.is_empty() {
            continue;
        }
        match &read {
            Some((_, kept)) if is_known(kept) || !is_known(&rows) => others.push(sheet.name),
            Some(_) | None => others.extend(read.replace((sheet.name, rows)).map(|(name, _)| name)),
        }
    }
    let (_, mut table) = read.ok_or(ReadError::Empty)?;
    table.other_sheets = others;
    Ok(table)
}

/// Adds the rows of a sheet one after the other. The range of all cells would take many times the size of the file.
fn add_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    rows: &mut Table,
) -> Result<(), XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let (mut last, mut row): (u32, Vec<String>) = (0, Vec::new());
    while let Some(found) = cells.next_cell()? {
        let (number, column) = found.get_position();
        let text = cell(&Data::from(found.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        if number != last && !row.is_empty() {
            rows.add(row.drain(..));
        }
        last = number;
        let column = (column as usize).min(MAX_CELLS);
        if row.len() < column {
            row.resize(column, String::new());
        }
        row.push(text);
    }
    if !row.is_empty() {
        rows.add(row.into_iter());
    }
    Ok(())
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            if date.as_f64() < 1.0 {
                // A time without a day.
                format!("{hour:02}:{minute:02}")
            } else if (hour, minute) == (0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
            }
        }
        cell => cell.to_string(),
    }
}

/// The first column with one of the names, which are separated by commas.
pub(super) fn column(header: &[String], names: &str) -> Option<usize> {
    let header: Vec<String> = header.iter().map(|it| it.trim().to_lowercase()).collect();
    let mut names = names.split(", ");
    names.find_map(|name| header.iter().position(|it| it == name))
}

/// The columns of a table of posts: those that the user selected for these headings, or else by name.
fn columns(heads: &[String], options: &ReadOptions) -> [Option<usize>; 4] {
    let chosen = options.tables.columns(TableContent::Posts, heads);
    chosen.unwrap_or_else(|| [TEXT, AUTHOR, DATE, ADDRESS].map(|names| column(heads, names)))
}

fn article(
    mut article: ArticleBuilder,
    table: &Table,
    options: &ReadOptions,
) -> Result<ImportedArticle, ReadError> {
    if table.is_empty() {
        return Err(ReadError::Empty);
    }
    let header = &table.heads;
    article.warnings.extend(table.warnings());
    let columns = columns(header, options);
    article.columns = Some(PostColumns {
        heads: header.clone(),
        columns,
    });
    let [text, author, date, address] = columns;
    let Some(text) = text else {
        let warning =
            "No column was recognised as the text of posts, so each row became a paragraph";
        article.warnings.push(warning.to_owned());
        article.paragraph(&one_line_cells(header), None);
        for row in table.rows() {
            article.paragraph(&one_line_cells(&row), None);
        }
        return article.finish();
    };
    article.warnings.extend(unread_columns(table, columns));
    let mut without_text = 0;
    for post in table.rows() {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| post.get(at));
            one_line(cell.copied().unwrap_or_default())
        };
        let locator = format!("{} {}", cell(date), cell(address));
        article.locator(locator.trim());
        match (cell(author), cell(Some(text))) {
            (_, text) if text.is_empty() => without_text += 1,
            (author, text) if author.is_empty() => article.paragraph(&text, None),
            (author, text) => article.paragraph(&format!("{author}: {text}"), None),
        }
    }
    if without_text > 0 {
        let warning = format!("Rows without a text were left out: {without_text}");
        article.warnings.push(warning);
    }
    article.finish()
}

/// A sentence that names the non-empty columns that were not read.
fn unread_columns(table: &Table, read: [Option<usize>; 4]) -> Option<String> {
    let mut is_used = Vec::new();
    for post in table.rows() {
        is_used.resize(is_used.len().max(post.len()), false);
        for (used, cell) in is_used.iter_mut().zip(post) {
            *used |= !cell.trim().is_empty();
        }
    }
    let unread = (0..is_used.len()).filter(|at| is_used[*at] && !read.contains(&Some(*at)));
    let names = unread.map(|at| match table.heads.get(at).map(|name| one_line(name)) {
        Some(name) if !name.is_empty() => name,
        Some(_) | None => format!("column {}", at + 1),
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| format!("Columns left out: {}", names.join(", ")))
}

fn one_line_cells(row: &[impl AsRef<str>]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| one_line(cell.as_ref())).collect();
    cells.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    #[test]
    fn a_cell_with_only_a_time_has_no_day() {
        for (value, expected) in [(0.5, "12:00"), (1.5, "1900-01-01T12:00")] {
            let date = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
            assert_eq!(cell(&Data::DateTime(date)), expected);
        }
    }

    #[track_caller]
    fn check(csv: &str, expected: &[(&str, &str)]) {
        let reading = crate::import::text::decode(csv.as_bytes()).unwrap();
        let article = read_csv(&reading, &ReadOptions::default()).unwrap();
        let lines = article.text.as_str().split('\n').enumerate();
        let found: Vec<_> = lines
            .map(|(at, line)| (article.structure.locator(at), line))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_are_known_by_their_names_in_several_languages() {
        check(
            "id,Author,Text,Created at,URL\n1,Ina,\"The dam\nbroke\",2031-05-12,https://a.example/1\n2,Bo,Twelve hurt,,\n",
            &[
                ("2031-05-12 https://a.example/1", "Ina: The dam broke"),
                ("", "Bo: Twelve hurt"),
            ],
        );
        check(
            "Datum;Inhalt\n12.05.2031;Der Damm, sagt er, brach\n",
            &[("12.05.2031", "Der Damm, sagt er, brach")],
        );
    }

    #[test]
    fn without_such_a_column_a_row_is_a_paragraph() {
        check(
            "Place\tHurt\nLome\t4\n",
            &[("", "Place\tHurt"), ("", "Lome\t4")],
        );
    }
}
