//! Paragraphs of one part of a Word document: its text, its notes, a header.

use super::{numbering::Numbering, styles::Styles};
use crate::{
    import::{
        ReadError,
        document::{self, Line, NoteKind, Quotes, Tracked},
        xml::{self, Element, Path, Step},
    },
    project::ParagraphKind,
};

use std::mem;

/// Elements whose content is not read: deleted or moved text, the second version of what older programs cannot draw, formatting as it
/// was before a tracked change.
const LEFT_OUT: [&str; 10] = [
    "del",
    "moveFrom",
    "Fallback",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
];

/// Numbers of the notes, in the order in which the text refers to them.
#[derive(Debug, Default)]
pub(super) struct NoteNumbers(pub Vec<(NoteKind, String)>);

impl NoteNumbers {
    fn of(&mut self, kind: NoteKind, id: String) -> usize {
        let note = (kind, id);
        if let Some(at) = self.0.iter().position(|other| *other == note) {
            return at + 1;
        }
        self.0.push(note);
        self.0.len()
    }
}

/// State shared by the parts of a document while they are read.
pub(super) struct Shared<'a> {
    pub styles: &'a Styles,
    pub numbering: &'a mut Numbering,
    pub notes: &'a mut NoteNumbers,
    pub quotes: &'a mut Quotes,
    pub tracked: &'a mut Tracked,
}

/// The paragraphs of a part: under the ids of its notes, or of a part without notes all under an empty one.
///
/// # Errors
/// [`ReadError::Damaged`].
pub(super) fn read(
    bytes: &[u8],
    shared: Shared<'_>,
) -> Result<Vec<(String, Vec<Line>)>, ReadError> {
    let mut body = Body {
        shared,
        sections: vec![(String::new(), Vec::new())],
        open: Vec::new(),
        rows: Vec::new(),
        continued: String::new(),
        left_out: 0,
    };
    xml::read(bytes, |path, step| body.step(path, &step))?;
    Ok(body.sections)
}

fn id(element: &Element<'_>) -> String {
    element.attribute("id").unwrap_or_default()
}

/// A paragraph that has not ended.
#[derive(Debug, Default)]
struct Open {
    text: String,
    /// Text of the paragraph that it continues.
    before: String,
    style: String,
    /// The list and the level that it names itself.
    numbering: Option<String>,
    level: Option<usize>,
    has_outline: bool,
    /// The run that is being read is not shown.
    is_hidden: bool,
    /// Its end was deleted, so that the next paragraph goes on with it.
    is_joined: bool,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Line>>,
    is_deleted: bool,
}

struct Body<'a> {
    shared: Shared<'a>,
    sections: Vec<(String, Vec<Line>)>,
    /// A text box is within a paragraph, and has paragraphs.
    open: Vec<Open>,
    rows: Vec<Row>,
    /// Text of a paragraph whose end was deleted.
    continued: String,
    /// Number of open elements that are left out.
    left_out: usize,
}

impl Body<'_> {
    fn step(&mut self, path: &Path, step: &Step<'_>) {
        match step {
            Step::Start(_) if self.left_out > 0 => self.left_out += 1,
            Step::End(_) if self.left_out > 0 => self.left_out -= 1,
            Step::Start(element) => self.start(path, element),
            Step::End(name) => self.end(name),
            Step::Text(text) if self.left_out == 0 && path.ends_with(&["t"]) => self.text(text),
            Step::Text(_) => {}
        }
    }

    fn start(&mut self, path: &Path, element: &Element<'_>) {
        let value = || element.attribute("val");
        match element.name {
            "footnote" | "endnote" | "comment" => self.note(element),
            "commentRangeStart" => self.shared.quotes.begin(id(element)),
            "commentRangeEnd" => self.shared.quotes.end(&id(element)),
            "p" => self.paragraph(),
            "tr" => self.rows.push(Row::default()),
            "tc" => self.cell(),
            "r" => self.edit(|paragraph| paragraph.is_hidden = false),
            "ins" if path.ends_with(&["p", "ins"]) => self.shared.tracked.insertions += 1,
            "del" if path.ends_with(&["rPr", "del"]) => {
                self.edit(|paragraph| paragraph.is_joined = true);
            }
            "del" if path.ends_with(&["trPr", "del"]) => self.delete_row(),
            name if LEFT_OUT.contains(&name) => {
                self.left_out = 1;
                self.shared.tracked.deletions += usize::from(name == "del");
            }
            "pStyle" => self.edit(|paragraph| paragraph.style = value().unwrap_or_default()),
            "outlineLvl" => self.edit(|paragraph| {
                paragraph.has_outline = super::is_outline(value().as_deref());
            }),
            "numId" => self.edit(|paragraph| paragraph.numbering = value()),
            "ilvl" => self.edit(|paragraph| {
                paragraph.level = value().and_then(|level| level.parse().ok());
            }),
            "rStyle" if path.ends_with(&["r", "rPr", "rStyle"]) => {
                let style = self.shared.styles.get(&value().unwrap_or_default());
                self.edit(|paragraph| paragraph.is_hidden |= style.is_hidden);
            }
            "vanish" if path.ends_with(&["r", "rPr", "vanish"]) => {
                self.edit(|paragraph| paragraph.is_hidden = super::is_on(value().as_deref()));
            }
            "tab" if path.ends_with(&["r", "tab"]) => self.text("\t"),
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("\u{2011}"),
            "footnoteReference" => self.note_number(NoteKind::Footnote, element),
            "endnoteReference" => self.note_number(NoteKind::Endnote, element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Open)) {
        if let Some(paragraph) = self.open.last_mut() {
            edit(paragraph);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if paragraph.is_hidden {
            self.shared.tracked.has_hidden_text |= !text.trim().is_empty();
        } else {
            paragraph.text.push_str(text);
            self.shared.quotes.add(text);
        }
    }

    fn note(&mut self, element: &Element<'_>) {
        self.sections.push((id(element), Vec::new()));
    }

    fn note_number(&mut self, kind: NoteKind, element: &Element<'_>) {
        let number = self.shared.notes.of(kind, id(element));
        self.text(&format!("[{number}]"));
    }

    fn paragraph(&mut self) {
        let before = mem::take(&mut self.continued);
        self.open.push(Open {
            before,
            ..Open::default()
        });
    }

    fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    fn delete_row(&mut self) {
        self.shared.tracked.deletions += 1;
        if let Some(row) = self.rows.last_mut() {
            row.is_deleted = true;
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else {
            return;
        };
        self.shared.quotes.add(" ");
        let (is_joined, before) = (paragraph.is_joined, mem::take(&mut paragraph.before));
        let line = self.line(paragraph);
        let text = before + &line.text;
        if is_joined {
            self.continued = text;
        } else {
            self.add(Line { text, ..line });
        }
    }

    /// The paragraph with its number, in the role that its style gives it.
    fn line(&mut self, paragraph: Open) -> Line {
        let style = self.shared.styles.get(&paragraph.style);
        let list = paragraph.numbering.or(style.numbering.clone());
        let level = paragraph.level.or(style.level);
        let is_empty = paragraph.text.trim().is_empty();
        let number = list
            .filter(|_| !is_empty)
            .and_then(|list| self.shared.numbering.next(&list, level, &paragraph.style));
        let kind = if paragraph.has_outline {
            Some(ParagraphKind::Heading)
        } else {
            style.kind()
        };
        let in_list = number.is_some().then_some(ParagraphKind::ListItem);
        let number = number.filter(|number| !number.is_empty());
        Line {
            text: match number {
                Some(number) => format!("{number} {}", paragraph.text.trim_start()),
                None => paragraph.text,
            },
            kind: kind.or(in_list),
            is_title: style.is_title(),
            is_of_contents: style.is_of_contents(),
        }
    }

    fn add(&mut self, line: Line) {
        if line.is_blank() {
            return;
        }
        let cell = self.rows.last_mut().and_then(|row| row.cells.last_mut());
        let section = self.sections.last_mut().map(|(_, lines)| lines);
        if let Some(lines) = cell.or(section) {
            lines.push(line);
        }
    }

    fn end_row(&mut self) {
        if let Some(row) = self.rows.pop().filter(|row| !row.is_deleted) {
            let lines = document::row(row.cells);
            for line in lines {
                self.add(line);
            }
        }
    }
}
