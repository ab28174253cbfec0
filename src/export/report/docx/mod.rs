//! A report as a Word document: headings and lists are styles, sources are footnotes. The graph is mentioned, not
//! drawn.

mod parts;

use super::model::{Block, Link, PageLink, Quote, Report, ReportTable, Section, Text};
use crate::{
    export::{escape::is_shown, xml::Xml, zipped::zipped},
    text::{is_right_to_left, without_isolates},
};
use parts::Links;

use std::borrow::Cow;

/// Width of the text on a page of A4, in twentieths of a point.
const TEXT_WIDTH: usize = 9_638;

/// Word does not open a table with more columns.
const MAX_COLUMNS: usize = 63;

pub(in crate::export) fn docx(report: &Report) -> Vec<u8> {
    let Report {
        words: _,
        title,
        lead,
        figures,
        sections,
        colophon,
    } = report;
    let mut document = DocxWriter {
        body: Part::default(),
        footnotes: Part::default(),
        footnote_count: 0,
        bookmarks: 0,
    };
    document.body.paragraph("Title", &[Run::of(title)]);
    for paragraph in lead {
        document.body.paragraph("Lead", &[Run::of(paragraph)]);
    }
    document.body.paragraph("Subtitle", &[Run::of(figures)]);
    for each in sections {
        document.section(each, 1);
    }
    document.body.paragraph("Subtitle", &[Run::of(colophon)]);
    let DocxWriter {
        body, footnotes, ..
    } = document;
    zipped(parts::files(&visible_text(&title.words), body, &footnotes))
}

/// Words with their format and their link.
struct Run<'a> {
    words: String,
    look: &'static str,
    /// BCP 47 tag; may be empty.
    language: &'a str,
    link: Option<&'a Link>,
}

impl<'a> Run<'a> {
    fn new(words: &str, look: &'static str) -> Self {
        Self {
            words: visible_text(words),
            look,
            language: "",
            link: None,
        }
    }

    fn of(text: &'a Text) -> Self {
        let Text {
            words,
            language,
            link,
        } = text;
        Self {
            language,
            link: link.as_ref(),
            ..Self::new(words, "")
        }
    }
}

/// The XML of a part of the document, and the addresses that it links to.
#[derive(Default)]
struct Part {
    xml: Xml,
    links: Links,
}

struct DocxWriter {
    body: Part,
    footnotes: Part,
    footnote_count: usize,
    bookmarks: usize,
}

const HIGHLIGHT: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE58A\"/>";
const BOLD: &str = "<w:b/><w:bCs/>";
/// The beginning of a run that is a number of a footnote.
const REFERENCE: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";

impl Part {
    fn paragraph(&mut self, style: &str, runs: &[Run<'_>]) {
        self.begin(style, runs);
        self.runs(runs);
        self.xml.0 += "</w:p>";
    }

    /// The direction is that of the first letter with a direction.
    fn begin(&mut self, style: &str, runs: &[Run<'_>]) {
        let text: String = runs.iter().map(|run| run.words.as_str()).collect();
        let direction = if is_right_to_left(&text) {
            "<w:bidi/>"
        } else {
            ""
        };
        self.xml.0 += "<w:p><w:pPr>";
        self.xml.empty("w:pStyle", &[("w:val", style)]);
        self.xml.0 += direction;
        self.xml.0 += "</w:pPr>";
    }

    fn runs(&mut self, runs: &[Run<'_>]) {
        for run in runs {
            let end = match run.link {
                Some(Link::Section(id)) => {
                    let anchor = bookmark(id);
                    self.xml.open("w:hyperlink", &[("w:anchor", &anchor)]);
                    "</w:hyperlink>"
                }
                Some(Link::Page(link)) => self.page_link(link),
                None => "",
            };
            let is_link = !end.is_empty();
            self.write_run(run, is_link);
            self.xml.0 += end;
        }
    }

    fn page_link(&mut self, link: &PageLink) -> &'static str {
        let Some(url) = link.usable_url() else {
            return "";
        };
        let id = self.links.id(url);
        self.xml.open("w:hyperlink", &[("r:id", &id)]);
        "</w:hyperlink>"
    }

    fn write_run(&mut self, run: &Run<'_>, is_link: bool) {
        self.xml.0 += "<w:r><w:rPr>";
        if is_link {
            self.xml.0 += "<w:rStyle w:val=\"Hyperlink\"/>";
        }
        self.xml.0 += run.look;
        let is_rtl = is_right_to_left(&run.words);
        if is_rtl {
            self.xml.0 += "<w:rtl/>";
        }
        if super::html::is_language(run.language) {
            let name = if is_rtl { "w:bidi" } else { "w:val" };
            self.xml.empty("w:lang", &[(name, run.language)]);
        }
        self.xml.0 += "</w:rPr>";
        for (nth, line) in run.words.split('\n').enumerate() {
            if nth > 0 {
                self.xml.0 += "<w:br/>";
            }
            self.xml.text("w:t", &[("xml:space", "preserve")], line);
        }
        self.xml.0 += "</w:r>";
    }
}

impl DocxWriter {
    fn section(&mut self, section: &Section, level: usize) {
        let Section {
            part: _,
            id,
            heading,
            blocks,
            sections,
        } = section;
        let runs = [Run::of(heading)];
        self.body.begin(&format!("Heading{}", level.min(6)), &runs);
        self.bookmarks += 1;
        let (number, name) = (self.bookmarks.to_string(), bookmark(id));
        let begin = [("w:id", number.as_str()), ("w:name", &name)];
        self.body.xml.empty("w:bookmarkStart", &begin);
        self.body.runs(&runs);
        self.body.xml.empty("w:bookmarkEnd", &begin[..1]);
        self.body.xml.0 += "</w:p>";
        for each in blocks {
            self.block(each);
        }
        for each in sections {
            self.section(each, level + 1);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.body.paragraph("Normal", &[Run::of(text)]),
            Block::Facts(facts) => {
                for (name, value) in facts {
                    let name = format!("{name}: ");
                    let runs = [Run::new(&name, BOLD), Run::of(value)];
                    self.body.paragraph("Facts", &runs);
                }
            }
            Block::List(texts) => {
                for text in texts {
                    self.body.paragraph("ListBullet", &[Run::of(text)]);
                }
            }
            Block::Table(table) => {
                for part in table_parts(table) {
                    self.table(&part);
                }
            }
            Block::Quote(quote) => self.quote(quote),
            // Only the HTML report contains it.
            Block::Picture(_, description) => {
                self.body.paragraph("Normal", &[Run::new(description, "")]);
            }
        }
    }

    fn table(&mut self, table: &ReportTable) {
        let ReportTable {
            caption,
            head,
            rows,
        } = table;
        let body = &mut self.body;
        body.xml.0 += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLook w:val=\"0620\" w:firstRow=\"1\"/>";
        body.xml.empty("w:tblCaption", &[("w:val", caption)]);
        body.xml.0 += "</w:tblPr><w:tblGrid>";
        for width in column_widths(head, rows) {
            body.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        body.xml.0 += "</w:tblGrid>";
        for (nth, row) in std::iter::once(head).chain(rows).enumerate() {
            body.xml.0 += "<w:tr><w:trPr><w:cantSplit/>";
            body.xml.0 += if nth == 0 { "<w:tblHeader/>" } else { "" };
            body.xml.0 += "</w:trPr>";
            for cell in row {
                body.xml.0 += "<w:tc><w:tcPr/>";
                body.paragraph(
                    if nth == 0 { "TableHead" } else { "TableText" },
                    &[Run::of(cell)],
                );
                body.xml.0 += "</w:tc>";
            }
            body.xml.0 += "</w:tr>";
        }
        // Word would join two adjacent tables.
        body.xml.0 += "</w:tbl><w:p/>";
    }

    fn quote(&mut self, quote: &Quote) {
        let Quote {
            number,
            before,
            marked,
            after,
            language,
            source,
            entry,
            attribution,
            note,
        } = quote;
        let run = |words: &str, look| Run {
            language,
            ..Run::new(words, look)
        };
        let runs = [run(before, ""), run(marked, HIGHLIGHT), run(after, "")];
        self.body.begin("Quote", &runs);
        self.body.runs(&runs);
        let number = format!("{number} ");
        self.footnote(&[
            Run::new(&number, ""),
            Run::of(source),
            Run::new(" (", ""),
            Run::of(entry),
            Run::new(")", ""),
        ]);
        self.body.xml.0 += "</w:p>";
        for line in [attribution, note] {
            if !line.is_empty() {
                self.body.paragraph("Caption", &[Run::of(line)]);
            }
        }
    }

    fn footnote(&mut self, runs: &[Run<'_>]) {
        self.footnote_count += 1;
        let id = self.footnote_count.to_string();
        self.body.xml.0 += REFERENCE;
        self.body.xml.empty("w:footnoteReference", &[("w:id", &id)]);
        self.body.xml.0 += "</w:r>";
        self.footnotes.xml.open("w:footnote", &[("w:id", &id)]);
        self.footnotes.begin("FootnoteText", runs);
        self.footnotes.xml.0 += REFERENCE;
        self.footnotes.xml.0 += "<w:footnoteRef/></w:r>";
        self.footnotes.runs(&[Run::new(" ", "")]);
        self.footnotes.runs(runs);
        self.footnotes.xml.0 += "</w:p></w:footnote>";
    }
}

/// A table in parts that Word can open. Each part repeats the first column, which contains the row headings.
fn table_parts(table: &ReportTable) -> Vec<Cow<'_, ReportTable>> {
    if table.head.len() <= MAX_COLUMNS {
        return vec![Cow::Borrowed(table)];
    }
    let columns: Vec<usize> = (1..table.head.len()).collect();
    let part = |columns: &[usize]| {
        let of = |row: &Vec<Text>| {
            let others = columns.iter().filter_map(|at| row.get(*at));
            row.first().into_iter().chain(others).cloned().collect()
        };
        Cow::Owned(ReportTable {
            caption: table.caption,
            head: of(&table.head),
            rows: table.rows.iter().map(of).collect(),
        })
    };
    columns.chunks(MAX_COLUMNS - 1).map(part).collect()
}

/// Widths of columns by their longest words and texts, in twentieths of a point.
fn column_widths(head: &[Text], rows: &[Vec<Text>]) -> Vec<usize> {
    let length = |text: &Text| text.words.chars().count();
    let shares = head.iter().enumerate().map(|(column, name)| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let longest = cells.map(length).max().unwrap_or_default();
        let word = name.words.split_whitespace().map(str::len).max();
        longest.max(word.unwrap_or_default()).clamp(6, 40)
    });
    let shares: Vec<usize> = shares.collect();
    let all: usize = shares.iter().sum::<usize>().max(1);
    shares
        .into_iter()
        .map(|share| TEXT_WIDTH * share / all)
        .collect()
}

/// A bookmark name has letters, digits and underscores, at most 40.
fn bookmark(id: &str) -> String {
    id.replace('-', "_").chars().take(40).collect()
}

/// Invisible and direction-changing characters become U+FFFD, as in HTML.
fn visible_text(text: &str) -> String {
    let text = without_isolates(text);
    let characters = text.chars().map(|character| match character {
        '\n' => '\n',
        '\t' => ' ',
        character if is_shown(character) => character,
        _ => '\u{fffd}',
    });
    characters.collect()
}
