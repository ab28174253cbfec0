//! A report as a Word document: headings and lists are styles, sources are footnotes. The graph is named, not drawn.

mod parts;

use super::model::{Block, Link, PageLink, Quote, Report, ReportTable, Section, Text};
use crate::{
    export::{escape::is_shown, xml::Xml, zipped::Zipped},
    text::{is_right_to_left, without_isolates},
};
use parts::Links;

use std::borrow::Cow;

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
        archive: parts::before_body(&shown(&title.words)),
        body: Part::default(),
        footnotes: Part::default(),
        footnote_count: 0,
        bookmarks: 0,
    };
    document.body.xml = parts::body_start();
    document.body.paragraph("Title", &[Run::of(title)]);
    for paragraph in lead {
        document.body.paragraph("Lead", &[Run::of(paragraph)]);
    }
    document.body.paragraph("Subtitle", &[Run::of(figures)]);
    for each in sections {
        document.section(each, 1);
    }
    document.body.paragraph("Subtitle", &[Run::of(colophon)]);
    document.body.xml += &parts::body_end();
    document.pack_body();
    let DocxWriter {
        mut archive,
        body,
        footnotes,
        ..
    } = document;
    parts::add_after_body(&mut archive, &body.links, &footnotes);
    archive.finish()
}

/// Words, their look and where they lead.
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
            words: shown(words),
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
    xml: String,
    links: Links,
}

struct DocxWriter {
    /// Has the beginning of the body, which is the largest part by far.
    archive: Zipped,
    /// What is not in the archive yet.
    body: Part,
    footnotes: Part,
    footnote_count: usize,
    bookmarks: usize,
}

/// Width of the text on a page of A4, in twentieths of a point.
const TEXT_WIDTH: usize = 9_638;

const HIGHLIGHT: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE58A\"/>";
const BOLD: &str = "<w:b/><w:bCs/>";

impl Part {
    fn paragraph(&mut self, style: &str, runs: &[Run<'_>]) {
        self.begin(style, runs);
        self.runs(runs);
        self.xml.push_str("</w:p>");
    }

    /// The direction is that of the first letter that has one.
    fn begin(&mut self, style: &str, runs: &[Run<'_>]) {
        let words: String = runs.iter().map(|run| run.words.as_str()).collect();
        let direction = if is_right_to_left(&words) {
            "<w:bidi/>"
        } else {
            ""
        };
        self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
        self.xml.push_str(style);
        self.xml.push_str("\"/>");
        self.xml.push_str(direction);
        self.xml.push_str("</w:pPr>");
    }

    fn runs(&mut self, runs: &[Run<'_>]) {
        for run in runs {
            let end = match run.link {
                Some(Link::Section(id)) => {
                    let anchor = bookmark(id);
                    self.open("w:hyperlink", &[("w:anchor", &anchor)]);
                    "</w:hyperlink>"
                }
                Some(Link::Page(link)) => self.page_link(link),
                None => "",
            };
            let is_link = !end.is_empty();
            self.words(run, is_link);
            self.xml.push_str(end);
        }
    }

    fn page_link(&mut self, link: &PageLink) -> &'static str {
        let Some(url) = link.usable_url() else {
            return "";
        };
        let id = self.links.id(url);
        self.open("w:hyperlink", &[("r:id", &id)]);
        "</w:hyperlink>"
    }

    fn words(&mut self, run: &Run<'_>, is_link: bool) {
        self.xml.push_str("<w:r><w:rPr>");
        if is_link {
            self.xml.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        }
        self.xml.push_str(run.look);
        let is_rtl = is_right_to_left(&run.words);
        if is_rtl {
            self.xml.push_str("<w:rtl/>");
        }
        if super::html::is_language(run.language) {
            let name = if is_rtl { "w:bidi" } else { "w:val" };
            let mut language = Xml(std::mem::take(&mut self.xml));
            language.empty("w:lang", &[(name, run.language)]);
            self.xml = language.0;
        }
        self.xml.push_str("</w:rPr>");
        for (nth, line) in run.words.split('\n').enumerate() {
            if nth > 0 {
                self.xml.push_str("<w:br/>");
            }
            let mut text = Xml(std::mem::take(&mut self.xml));
            text.text("w:t", &[("xml:space", "preserve")], line);
            self.xml = text.0;
        }
        self.xml.push_str("</w:r>");
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let mut xml = Xml(std::mem::take(&mut self.xml));
        xml.open(name, attributes);
        self.xml = xml.0;
    }
}

impl DocxWriter {
    fn pack_body(&mut self) {
        self.archive.add(self.body.xml.as_bytes());
        self.body.xml.clear();
    }

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
        self.body
            .open("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
        self.body.xml.push_str("</w:bookmarkStart>");
        self.body.runs(&runs);
        self.body.open("w:bookmarkEnd", &[("w:id", &number)]);
        self.body.xml.push_str("</w:bookmarkEnd></w:p>");
        for each in blocks {
            self.block(each);
        }
        self.pack_body();
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
            // The page in HTML has it.
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
        body.xml.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLook w:val=\"0620\" w:firstRow=\"1\"/>");
        body.open("w:tblCaption", &[("w:val", caption)]);
        body.xml.push_str("</w:tblCaption></w:tblPr><w:tblGrid>");
        for width in column_widths(head, rows) {
            body.open("w:gridCol", &[("w:w", &width.to_string())]);
            body.xml.push_str("</w:gridCol>");
        }
        body.xml.push_str("</w:tblGrid>");
        for (nth, row) in std::iter::once(head).chain(rows).enumerate() {
            body.xml.push_str(if nth == 0 {
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            } else {
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            });
            for cell in row {
                body.xml.push_str("<w:tc><w:tcPr/>");
                body.paragraph(
                    if nth == 0 { "TableHead" } else { "TableText" },
                    &[Run::of(cell)],
                );
                body.xml.push_str("</w:tc>");
            }
            body.xml.push_str("</w:tr>");
        }
        // Word joins tables that follow each other.
        body.xml.push_str("</w:tbl><w:p/>");
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
        self.body.xml.push_str("</w:p>");
        for line in [attribution, note] {
            if !line.is_empty() {
                self.body.paragraph("Caption", &[Run::of(line)]);
            }
        }
    }

    fn footnote(&mut self, runs: &[Run<'_>]) {
        self.footnote_count += 1;
        let id = self.footnote_count.to_string();
        self.body
            .xml
            .push_str("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>");
        self.body.open("w:footnoteReference", &[("w:id", &id)]);
        self.body.xml.push_str("</w:footnoteReference></w:r>");
        self.footnotes.open("w:footnote", &[("w:id", &id)]);
        self.footnotes.begin("FootnoteText", runs);
        self.footnotes.xml.push_str(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>",
        );
        self.footnotes.runs(&[Run::new(" ", "")]);
        self.footnotes.runs(runs);
        self.footnotes.xml.push_str("</w:p></w:footnote>");
    }
}

/// Word opens no table with more columns.
const MAX_COLUMNS: usize = 63;

/// A table in parts that Word opens: each has the first column, which heads the rows.
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

/// A bookmark has letters, digits and underscores, at most 40.
fn bookmark(id: &str) -> String {
    id.replace('-', "_").chars().take(40).collect()
}

/// Invisible and direction-changing characters become U+FFFD, as on the page.
fn shown(text: &str) -> String {
    let text = without_isolates(text);
    let characters = text.chars().map(|character| match character {
        '\n' => '\n',
        '\t' => ' ',
        character if is_shown(character) => character,
        _ => '\u{fffd}',
    });
    characters.collect()
}
