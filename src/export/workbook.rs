//! The project as an Excel workbook: claims, evidence, articles, speakers and the matrix. Every cell is text, a number,
//! a date or a link, never a formula.

use super::{
    ExportSettings, Extent, WrittenExport, claims_csv, evidence_csv,
    protected_names::{ExportPart, VisitText},
    records::{ArticleRecord, Holds, Records},
    table::{BETWEEN_VALUES, Table, is_too_long},
    workbook_cells::{Formats, column_width, put},
};
use crate::{
    analysis::{Matrix, PartialDate},
    project::Project,
    storage::Progress,
    text::counted,
};

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Maximum number of rows of a sheet, including the heading.
const MAX_ROWS: usize = 1_048_576;
/// Maximum number of columns of a sheet.
const MAX_COLUMNS: usize = 16_384;

/// Height of a line, in points. Row heights are set, since not every program computes one for wrapped text.
const LINE_HEIGHT: f64 = 15.0;
/// Deflate level. The default of 6 makes the file of a large project a fifth smaller, but takes longer.
const COMPRESSION_LEVEL: u8 = 2;
/// Maximum number of lines visible in a row; a longer cell is read by selecting it.
const MAX_LINES: usize = 6;

/// The parts of the project that the sheets Articles, Speakers and Matrix need.
const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    notes: true,
    ..Holds::SOURCES
};

/// A workbook with all its cells in memory, since the gate checks each before the first is written.
pub(super) struct Workbook {
    sheets: Vec<Sheet>,
    ranks: BTreeMap<String, u32>,
    /// Day of the export.
    exported_on: String,
    /// Number of articles for which the matrix has no column left.
    more_articles: usize,
    progress: Arc<Progress>,
}

struct Sheet {
    name: &'static str,
    /// Number of columns, from the left, that stay in view.
    frozen_columns: u16,
    /// The column headings; no heading is empty.
    headings: Row,
    rows: Vec<Row>,
}

struct Row {
    part: ExportPart,
    /// The non-empty cells, each with its column. Nearly all cells of a large matrix are empty.
    cells: Vec<(u16, String)>,
}

impl Row {
    fn new(part: ExportPart, cells: impl IntoIterator<Item = String>) -> Self {
        let cells = (0..).zip(cells).filter(|(_, cell)| !cell.is_empty());
        Self {
            part,
            cells: cells.collect(),
        }
    }
}

impl Workbook {
    /// Number of progress steps: one for each record that is built and each row that is written.
    pub fn steps(project: &Project, extent: &Extent) -> usize {
        let records = Records::steps(project, extent, HOLDS);
        let claims = extent.claims_of(project);
        let steps_of_claims = claims.map(|(_, claim)| 2 + project.evidence_count(claim.id));
        let articles = extent.articles_of(project).count();
        records + steps_of_claims.sum::<usize>() + articles + project.speakers().len()
    }

    pub fn new(project: &Project, settings: &ExportSettings) -> Self {
        let records = Records::new(project, settings, HOLDS);
        let sheets = vec![
            table_sheet("Claims", &claims_csv::TABLE, project, settings),
            table_sheet("Evidence", &evidence_csv::TABLE, project, settings),
            articles_sheet(&records),
            speakers_sheet(&records),
            matrix_sheet(project, &records),
        ];
        let verdicts = project.scale().verdicts.iter();
        let ranks = verdicts.map(|it| (it.label.clone(), it.rank));
        Self {
            sheets,
            more_articles: records.articles.len().saturating_sub(MAX_COLUMNS - 2),
            ranks: ranks.collect(),
            exported_on: settings.made.clone(),
            progress: Arc::clone(&settings.progress),
        }
    }

    pub fn each_text(&mut self, visit: &mut VisitText<'_>) {
        for sheet in &mut self.sheets {
            for row in std::iter::once(&mut sheet.headings).chain(&mut sheet.rows) {
                for (_, cell) in &mut row.cells {
                    visit(row.part, &mut [cell]);
                }
            }
        }
    }

    pub fn write(self, written: &mut WrittenExport) -> Result<Vec<u8>, XlsxError> {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_zip_compression_level(COMPRESSION_LEVEL);
        let formats = Formats::new(&self.ranks);
        if self.more_articles > 0 {
            written.left_out.push(format!(
                "the last {} are left out of the sheet matrix, since a sheet has at most 16,384 columns",
                counted(self.more_articles, "article")
            ));
        }
        for sheet in self.sheets {
            sheet.write(book.add_worksheet(), &formats, &self.progress, written)?;
        }
        let day = PartialDate::parse(&self.exported_on).and_then(|date| date.first_day());
        let created = day.and_then(|day| {
            ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8).ok()
        });
        if let Some(created) = created {
            let properties = DocProperties::new().set_creation_datetime(&created);
            book.set_properties(&properties);
        }
        book.save_to_buffer()
    }
}

fn table_sheet(
    name: &'static str,
    table: &Table,
    project: &Project,
    settings: &ExportSettings,
) -> Sheet {
    let mut rows = Vec::new();
    table.each_row(project, &settings.extent, |place, cells| {
        let claim = project.claim_at(place.number - 1);
        let part = claim.map_or(ExportPart::Project, |claim| ExportPart::Claim(claim.id));
        rows.push(Row::new(part, cells.iter().map(ToString::to_string)));
    });
    Sheet {
        name,
        frozen_columns: 2,
        headings: headings(table.columns.iter().copied()),
        rows,
    }
}

/// A heading of the sheet Articles, and its cell.
type ArticleColumn = (
    &'static str,
    fn(&ArticleNames<'_>, &ArticleRecord) -> String,
);

const ARTICLE_COLUMNS: [ArticleColumn; 14] = [
    ("number", |_, it| it.number.to_string()),
    ("title", |_, it| it.title.clone()),
    ("outlet", |_, it| it.outlet.clone()),
    ("byline", |_, it| it.byline.clone()),
    ("published", |_, it| it.published.clone()),
    ("retrieved", |_, it| it.retrieved.clone()),
    ("url", |_, it| it.url.clone()),
    ("language", |_, it| it.language.clone()),
    ("agency_credits", |_, it| it.agency_credits.clone()),
    ("reliability", |_, it| {
        it.reliability.clone().unwrap_or_default()
    }),
    ("provenance", |names, it| names.provenance(it)),
    ("excluded", |_, it| {
        it.excluded.unwrap_or_default().to_owned()
    }),
    ("highlights", |_, it| it.highlights.len().to_string()),
    ("sha256", |_, it| it.sha256.clone().unwrap_or_default()),
];
const SPEAKER_COLUMNS: &str = "name aliases role excluded protected passages claims_made notes";

fn headings<'a>(columns: impl Iterator<Item = &'a str>) -> Row {
    Row::new(ExportPart::Project, columns.map(str::to_owned))
}

/// The names of articles by id: the outlet, or else the title.
struct ArticleNames<'a> {
    records: &'a Records,
    by_id: HashMap<&'a str, &'a str>,
}

impl<'a> ArticleNames<'a> {
    fn new(records: &'a Records) -> Self {
        let names = records.articles.iter().map(|it| {
            let name = if it.outlet.is_empty() {
                &it.title
            } else {
                &it.outlet
            };
            (it.id.as_str(), name.as_str())
        });
        Self {
            records,
            by_id: names.collect(),
        }
    }

    fn provenance(&self, article: &ArticleRecord) -> String {
        if article.provenance != "derived" {
            return article.provenance.to_owned();
        }
        let sources = article.derived_from.iter().map(|source| {
            let article = source.article.as_ref();
            let article = article.and_then(|id| self.by_id.get(id.as_str()).copied());
            let speaker = source.speaker.as_ref();
            let speaker = speaker.map(|id| self.records.speaker_name(id));
            let name = article.or(speaker).unwrap_or_default();
            format!("{}: {name}", source.manner)
        });
        sources.collect::<Vec<_>>().join(BETWEEN_VALUES)
    }
}

fn articles_sheet(records: &Records) -> Sheet {
    let names = ArticleNames::new(records);
    let rows = records.articles.iter().map(|it| {
        let cells = ARTICLE_COLUMNS.map(|(_, cell)| cell(&names, it));
        Row::new(ExportPart::Source(it.key), cells)
    });
    Sheet {
        name: "Articles",
        frozen_columns: 2,
        headings: headings(ARTICLE_COLUMNS.iter().map(|(heading, _)| *heading)),
        rows: rows.collect(),
    }
}

fn speakers_sheet(records: &Records) -> Sheet {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &records.claims {
        if let Some(speaker) = &claim.speaker {
            *made.entry(speaker).or_default() += 1;
        }
        for speaker in claim.evidence.iter().filter_map(|it| it.speaker.as_ref()) {
            *said.entry(speaker).or_default() += 1;
        }
    }
    let count = |counts: &BTreeMap<&str, usize>, id: &str| counts.get(id).copied().unwrap_or(0);
    let rows = records.speakers.iter().map(|it| {
        let cells = [
            it.name.clone(),
            it.aliases.join(BETWEEN_VALUES),
            it.role.clone(),
            it.excluded.unwrap_or_default().to_owned(),
            if it.protected { "yes" } else { "" }.to_owned(),
            count(&said, &it.id).to_string(),
            count(&made, &it.id).to_string(),
            it.notes.clone(),
        ];
        Row::new(ExportPart::Speaker(it.key), cells)
    });
    Sheet {
        name: "Speakers",
        frozen_columns: 1,
        headings: headings(SPEAKER_COLUMNS.split(' ')),
        rows: rows.collect(),
    }
}

/// An empty cell means that the article was not read for the claim.
fn matrix_sheet(project: &Project, records: &Records) -> Sheet {
    let matrix = Matrix::new(project);
    let articles = || records.articles.iter().take(MAX_COLUMNS - 2);
    let names = articles().map(|it| {
        let name = project.article(it.key).map(crate::project::Article::name);
        format!("{}. {}", it.number, name.unwrap_or_default())
    });
    let headings = ["number".to_owned(), "claim".to_owned()]
        .into_iter()
        .chain(names);
    let rows = records.claims.iter().map(|claim| {
        let cells = articles().map(|article| {
            let cell = matrix.cell(claim.key, article.key);
            cell.map_or_else(String::new, |cell| cell.label().to_owned())
        });
        let first = [claim.number.to_string(), claim.statement.clone()];
        let cells = first.into_iter().chain(cells);
        Row::new(ExportPart::Claim(claim.key), cells)
    });
    Sheet {
        name: "Matrix",
        frozen_columns: 2,
        headings: Row::new(ExportPart::Project, headings),
        rows: rows.collect(),
    }
}

/// Approximate number of lines that a cell takes in its column.
fn lines_of(cell: &str, column: &str) -> usize {
    let width = column_width(column) as usize;
    let lines = cell.lines().take(MAX_LINES);
    lines
        .map(|line| line.chars().count().div_ceil(width).max(1))
        .sum()
}

impl Sheet {
    fn write(
        self,
        sheet: &mut rust_xlsxwriter::Worksheet,
        formats: &Formats,
        progress: &Progress,
        written: &mut WrittenExport,
    ) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?;
        sheet.set_freeze_panes(1, self.frozen_columns)?;
        let headings: Vec<String> = self.headings.cells.into_iter().map(|(_, it)| it).collect();
        for (column, heading) in (0..).zip(&headings) {
            sheet.set_column_width(column, column_width(heading))?;
            sheet.set_column_format(column, &formats.text)?;
            sheet.write_string_with_format(0, column, heading, &formats.head)?;
        }
        let name = self.name.to_lowercase();
        let count = self.rows.len();
        let shown = count.min(MAX_ROWS - 1);
        for (at, row) in (1..).zip(self.rows.into_iter().take(shown)) {
            if progress.is_cancelled() {
                break;
            }
            progress.advance();
            let long_cells = row.write(sheet, at, &headings, formats)?;
            let long_cells = long_cells.into_iter();
            let long_cells =
                long_cells.map(|heading| format!("row {} of the sheet {name}, {heading}", at + 1));
            written.long_cells.extend(long_cells);
        }
        if let Some(last) = headings.len().checked_sub(1) {
            sheet.autofilter(0, 0, shown as u32, last as u16)?;
        }
        if count > shown {
            let count = count - shown;
            written.left_out.push(format!(
                "{count} rows of the sheet {name} are left out, since a sheet has at most 1,048,576 rows"
            ));
        }
        Ok(())
    }
}

impl Row {
    /// Writes the cells, and returns the headings of those that are too long for Excel.
    fn write<'a>(
        self,
        sheet: &mut rust_xlsxwriter::Worksheet,
        at: u32,
        headings: &'a [String],
        formats: &Formats,
    ) -> Result<Vec<&'a str>, XlsxError> {
        let mut lines = 1;
        let mut long_cells = Vec::new();
        for (column, cell) in self.cells {
            let heading = headings[usize::from(column)].as_str();
            if is_too_long(&cell) {
                long_cells.push(heading);
            }
            lines = lines.max(lines_of(&cell, heading));
            put(sheet, (at, column), heading, cell, formats)?;
        }
        sheet.set_row_height(at, LINE_HEIGHT * lines.min(MAX_LINES) as f64)?;
        Ok(long_cells)
    }
}
