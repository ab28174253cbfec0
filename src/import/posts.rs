//! Tables of posts, as CSV or as a spreadsheet: a paragraph for each row, with date and address as locator.

use super::{ImportedArticle, ReadError, article_builder::ArticleBuilder, one_line, text};

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

/// Names of columns, in lower case, the surest first.
const TEXT: &str = "text, full_text, tweet text, post text, message, content, post, tweet, body, caption, comment, transcript, \
    description, beitrag, nachricht, inhalt, texte, contenu, texto, mensaje, contenido, publicación, текст";
const AUTHOR: &str = "author, user, username, user_name, screen_name, user name, handle, from, sender, account, page name, \
    channel, name, autor, nutzer, konto, absender, auteur, utilisateur, compte, usuario, cuenta, автор";
const DATE: &str = "date, datetime, created_at, created at, timestamp, published, published_at, posted, post created, time, \
    datum, zeit, veröffentlicht, heure, publié, fecha, hora, publicado, дата";
const ADDRESS: &str =
    "url, link, permalink, post url, tweet url, address, adresse, lien, enlace, dirección, ссылка";

/// Most rows and cells of a row that are read.
const MOST_ROWS: usize = 200_000;
const MOST_CELLS: usize = 200;

/// Reads a file of values between separators.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read_csv(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let reading = text::decode(bytes)?;
    let rows = csv_rows(&reading.text);
    article(ArticleBuilder::of(&reading), &rows)
}

/// The rows of a file of values between separators. The first line tells which separator that is.
pub(super) fn csv_rows(text: &str) -> Vec<Vec<String>> {
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
        .from_reader(text.as_bytes());
    let rows = reader.records().map_while(Result::ok).take(MOST_ROWS);
    rows.map(|row| row.iter().take(MOST_CELLS).map(str::to_owned).collect())
        .collect()
}

/// Reads the first sheet of a spreadsheet that has rows.
///
/// # Errors
/// [`ReadError`] if it is damaged, has a password, or there is no text in it.
pub(super) fn read_sheet(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    article(ArticleBuilder::default(), &sheet_rows(bytes)?)
}

pub(super) fn sheet_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
    let damaged = |_error| ReadError::Damaged;
    super::archive::Archive::refuse_bomb(bytes)?;
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(damaged)?;
        let rows = sheet.rows().take(MOST_ROWS);
        let rows: Vec<Vec<String>> = rows
            .map(|row| row.iter().take(MOST_CELLS).map(cell).collect())
            .collect();
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(ReadError::Empty)
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            if (hour, minute) == (0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
            }
        }
        cell => cell.to_string(),
    }
}

/// The first column with one of the names, which have commas between them.
pub(super) fn column(header: &[String], names: &str) -> Option<usize> {
    let header: Vec<String> = header.iter().map(|it| it.trim().to_lowercase()).collect();
    let mut names = names.split(", ");
    names.find_map(|name| header.iter().position(|it| it == name))
}

fn article(
    mut article: ArticleBuilder,
    rows: &[Vec<String>],
) -> Result<ImportedArticle, ReadError> {
    let [header, posts @ ..] = rows else {
        return Err(ReadError::Empty);
    };
    let of = |names| column(header, names);
    let Some(text) = of(TEXT) else {
        let words =
            "No column is named as the text of posts usually is, so each row became one paragraph";
        article.warnings.push(words.to_owned());
        for row in rows {
            article.paragraph(&one_line_cells(row), None);
        }
        return article.finish();
    };
    let (author, date, address) = (of(AUTHOR), of(DATE), of(ADDRESS));
    for post in posts {
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| post.get(at));
            one_line(cell.map_or("", String::as_str))
        };
        let place = format!("{} {}", cell(date), cell(address));
        article.locator(place.trim());
        match (cell(author), cell(Some(text))) {
            (_, words) if words.is_empty() => {}
            (author, words) if author.is_empty() => article.paragraph(&words, None),
            (author, words) => article.paragraph(&format!("{author}: {words}"), None),
        }
    }
    article.finish()
}

fn one_line_cells(row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
    cells.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(csv: &str, expected: &[(&str, &str)]) {
        let article = read_csv(csv.as_bytes()).unwrap();
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
