//! Paragraphs of one part of a Word document: its body, its notes, a header.

use super::{
    numbering::Numbering,
    open_paragraph::{Open, Run, change},
    styles::Styles,
};
use crate::{
    import::{
        ReadError,
        comments::{self, Marks},
        document::{self, ChangeKind, Line, NoteKind, Tracked, TrackedChange},
        symbols,
        xml::{self, Element, Path, Step},
    },
    project::ParagraphKind,
};

use std::{collections::HashMap, mem};

/// Elements whose content is skipped: deleted or moved text, readings above characters, fallbacks for older programs, formatting before a tracked
/// change.
const LEFT_OUT: [&str; 11] = [
    "del",
    "moveFrom",
    "rt",
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
pub(super) struct NoteNumbers {
    pub notes: Vec<(NoteKind, String)>,
    known: HashMap<(NoteKind, String), usize>,
}

impl NoteNumbers {
    fn of(&mut self, kind: NoteKind, id: String) -> usize {
        let note = (kind, id);
        let next = self.notes.len() + 1;
        let number = *self.known.entry(note.clone()).or_insert(next);
        if number == next {
            self.notes.push(note);
        }
        number
    }
}

/// State shared by the parts of a document while they are read.
pub(super) struct Shared<'a> {
    pub styles: &'a Styles,
    pub numbering: &'a mut Numbering,
    pub notes: &'a mut NoteNumbers,
    pub marks: &'a mut Marks,
    pub tracked: &'a mut Tracked,
}

/// Gives each paragraph of a part to `add`, with the id of its note; in a part without notes, with an empty id.
///
/// # Errors
/// [`ReadError::Damaged`].
pub(super) fn read(
    bytes: &[u8],
    shared: Shared<'_>,
    add: &mut dyn FnMut(&str, Line),
) -> Result<(), ReadError> {
    let mut body = Body {
        shared,
        add,
        note: String::new(),
        open: Vec::new(),
        rows: Vec::new(),
        continued: None,
        left_out: 0,
        marks: String::new(),
        changes: Vec::new(),
        deletion: None,
    };
    xml::read(bytes, |path, step| body.step(path, &step))
}

fn id(element: &Element<'_>) -> String {
    element.attribute("id").unwrap_or_default()
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Line>>,
    is_deleted: bool,
    /// Its tracked deletion, with the words read so far.
    deletion: Option<TrackedChange>,
}

struct Body<'a> {
    shared: Shared<'a>,
    add: &'a mut dyn FnMut(&str, Line),
    /// Id of the note that is being read.
    note: String,
    /// A stack, since a text box is within a paragraph and contains paragraphs.
    open: Vec<Open>,
    rows: Vec<Row>,
    /// A paragraph whose end was deleted. The next one determines its properties.
    continued: Option<Open>,
    /// Number of open elements that are skipped.
    left_out: usize,
    /// Markers of comments before the next paragraph.
    marks: String,
    /// Changes in paragraphs without text, shown at the next paragraph.
    changes: Vec<TrackedChange>,
    /// The deletion that is being read.
    deletion: Option<TrackedChange>,
}

impl Body<'_> {
    fn step(&mut self, path: &Path, step: &Step<'_>) {
        match step {
            Step::Start(_) if self.left_out > 0 => self.left_out += 1,
            Step::End(_) if self.left_out > 0 => {
                self.left_out -= 1;
                if self.left_out == 0 {
                    self.end_deletion();
                }
            }
            Step::Text(text) if self.left_out > 0 => {
                if let Some(deletion) = &mut self.deletion
                    && (path.ends_with(&["delText"]) || path.ends_with(&["t"]))
                {
                    deletion.text.push_str(text);
                }
            }
            Step::Start(element) => self.start(path, element),
            Step::End(name) => self.end(name),
            Step::Text(text) if path.ends_with(&["t"]) => self.words(text),
            Step::Text(_) => {}
        }
    }

    fn start(&mut self, path: &Path, element: &Element<'_>) {
        let value = || element.attribute("val");
        match element.name {
            "footnote" | "endnote" | "comment" => self.note(element),
            "commentRangeStart" => {
                let mark = self.shared.marks.begin(&id(element));
                self.mark(&mark);
            }
            "commentRangeEnd" => {
                let mark = self.shared.marks.end(&id(element));
                self.mark(&mark);
            }
            "p" => self.paragraph(),
            "tbl" => self.end_continued(),
            "tr" => self.rows.push(Row::default()),
            "tc" => self.cell(),
            "r" => self.edit(|paragraph| {
                paragraph.run = Run {
                    is_hidden: paragraph.is_hidden_by_style,
                    ..Run::default()
                };
            }),
            "ins" if path.ends_with(&["p", "ins"]) => {
                self.shared.tracked.insertions += 1;
                self.begin_insertion(change(ChangeKind::Inserted, element));
            }
            "moveTo" if path.ends_with(&["p", "moveTo"]) => {
                self.begin_insertion(change(ChangeKind::MovedHere, element));
            }
            "del" if path.ends_with(&["rPr", "del"]) => {
                self.edit(|paragraph| paragraph.is_joined = true);
            }
            "del" if path.ends_with(&["trPr", "del"]) => self.delete_row(element),
            "hidden" if path.ends_with(&["trPr", "hidden"]) && super::is_on(value().as_deref()) => {
                self.hide_row();
            }
            "object" | "chart" => self.shared.tracked.objects += 1,
            name if LEFT_OUT.contains(&name) => {
                self.left_out = 1;
                self.shared.tracked.deletions += usize::from(name == "del");
                let is_move = path.ends_with(&["p", "moveFrom"]);
                self.shared.tracked.moves += usize::from(is_move);
                let kind = match name {
                    "del" => Some(ChangeKind::Deleted),
                    "moveFrom" if is_move => Some(ChangeKind::MovedAway),
                    _ => None,
                };
                let kind = kind.filter(|_| !self.open.is_empty());
                self.deletion = kind.map(|kind| change(kind, element));
            }
            "pStyle" => {
                let style = value().unwrap_or_default();
                let is_hidden = self.shared.styles.get(&style).is_hidden.unwrap_or(false);
                self.edit(|paragraph| {
                    paragraph.style = style;
                    paragraph.is_hidden_by_style = is_hidden;
                });
            }
            "outlineLvl" => self.edit(|paragraph| {
                let is_heading = super::is_outline(value().as_deref());
                paragraph.kind = is_heading.then_some(ParagraphKind::Heading);
            }),
            "numId" => self.edit(|paragraph| paragraph.numbering = value()),
            "ilvl" => self.edit(|paragraph| {
                paragraph.level = value().and_then(|level| level.parse().ok());
            }),
            "rStyle" if path.ends_with(&["r", "rPr", "rStyle"]) => {
                let style = self.shared.styles.get(&value().unwrap_or_default());
                self.edit(|paragraph| {
                    paragraph.run.is_hidden = style.is_hidden.unwrap_or(paragraph.run.is_hidden);
                });
            }
            "rFonts" if path.ends_with(&["r", "rPr", "rFonts"]) => {
                let font = element.attribute("ascii");
                let font = font.or_else(|| element.attribute("hAnsi"));
                self.edit(|paragraph| paragraph.run.font = font.unwrap_or_default());
            }
            "vertAlign" if path.ends_with(&["r", "rPr", "vertAlign"]) => {
                self.edit(|paragraph| {
                    paragraph.run.is_superscript = value().as_deref() == Some("superscript");
                });
            }
            "sym" => self.symbol(element),
            "vanish" if path.ends_with(&["r", "rPr", "vanish"]) => {
                self.edit(|paragraph| paragraph.run.is_hidden = super::is_on(value().as_deref()));
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
            "ins" | "moveTo" => self.edit(Open::end_insertion),
            "tr" => self.end_row(),
            "tc" | "txbxContent" | "footnote" | "endnote" | "comment" | "body" | "hdr" | "ftr" => {
                self.end_continued();
            }
            _ => {}
        }
    }

    fn end_deletion(&mut self) {
        let Some(deletion) = self.deletion.take() else {
            return;
        };
        match self.rows.last_mut().filter(|row| row.is_deleted) {
            Some(row) => row.deletion = Some(deletion),
            None => self.edit(|paragraph| paragraph.delete(deletion)),
        }
    }

    fn begin_insertion(&mut self, insertion: TrackedChange) {
        self.edit(|paragraph| paragraph.insertion = Some((paragraph.text.len(), insertion)));
    }

    /// Inserts a marker of a comment into the text.
    fn mark(&mut self, mark: &str) {
        let paragraph = self.open.last_mut();
        let text = paragraph.map_or(&mut self.marks, |paragraph| &mut paragraph.text);
        text.push_str(mark);
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Open)) {
        if let Some(paragraph) = self.open.last_mut() {
            edit(paragraph);
        }
    }

    /// The words of a run.
    fn words(&mut self, text: &str) {
        if self.open.last().is_some_and(|it| it.run.is_superscript) {
            self.text(&document::raised(text));
        } else {
            self.text(text);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else {
            return;
        };
        if paragraph.run.is_hidden {
            self.shared.tracked.has_hidden_text |= !text.trim().is_empty();
        } else if symbols::is_symbol_font(&paragraph.run.font) {
            // Letters with private-use codes are symbols; others stay letters, as Word draws them in another font.
            for c in text.chars() {
                let is_private = symbols::PRIVATE.contains(&u32::from(c));
                let sign = symbols::of_font(&paragraph.run.font, c.into()).filter(|_| is_private);
                self.shared.tracked.unknown_signs += usize::from(is_private && sign.is_none());
                paragraph.text.push(sign.unwrap_or(c));
            }
        } else {
            paragraph.text.push_str(text);
        }
    }

    /// A symbol by its code in a font.
    fn symbol(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let Ok(code) = u32::from_str_radix(&attribute("char"), 16) else {
            return;
        };
        let known = symbols::of_font(&attribute("font"), code);
        let is_unknown = known.is_none() && symbols::PRIVATE.contains(&code);
        self.shared.tracked.unknown_signs += usize::from(is_unknown);
        let sign = known.or_else(|| char::from_u32(code));
        self.text(&sign.map(String::from).unwrap_or_default());
    }

    fn note(&mut self, element: &Element<'_>) {
        self.note = id(element);
    }

    fn note_number(&mut self, kind: NoteKind, element: &Element<'_>) {
        if self
            .open
            .last()
            .is_none_or(|paragraph| paragraph.run.is_hidden)
        {
            self.shared.tracked.has_hidden_text = true;
            return;
        }
        let number = self.shared.notes.of(kind, id(element));
        self.text(&format!("[{number}]"));
    }

    fn paragraph(&mut self) {
        let continued = self.continued.take();
        let (text, changes) = continued
            .map(|before| (before.text, before.changes))
            .unwrap_or_default();
        self.open.push(Open {
            text: text + &mem::take(&mut self.marks),
            changes,
            ..Open::default()
        });
    }

    fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
            self.left_out = usize::from(row.is_deleted);
            self.deletion = row.deletion.take();
            if let Some(deletion) = self.deletion.as_mut().filter(|it| !it.text.is_empty()) {
                deletion.text.push(' ');
            }
        }
    }

    fn hide_row(&mut self) {
        self.shared.tracked.has_hidden_text = true;
        if let Some(row) = self.rows.last_mut() {
            row.is_deleted = true;
        }
    }

    fn delete_row(&mut self, element: &Element<'_>) {
        self.shared.tracked.deletions += 1;
        if let Some(row) = self.rows.last_mut() {
            row.is_deleted = true;
            row.deletion = Some(change(ChangeKind::Deleted, element));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        if paragraph.is_joined {
            self.continued = Some(paragraph);
        } else {
            let line = self.line(paragraph);
            self.add(line);
        }
    }

    /// Ends a paragraph whose end was deleted if no other paragraph can continue it.
    fn end_continued(&mut self) {
        if let Some(paragraph) = self.continued.take() {
            let line = self.line(paragraph);
            self.add(line);
        }
    }

    /// The paragraph with its number, in the role that its style gives it.
    fn line(&mut self, mut paragraph: Open) -> Line {
        paragraph.end_insertion();
        let style = self.shared.styles.get(&paragraph.style);
        let list = paragraph.numbering.or(style.numbering.clone());
        let level = paragraph.level.or(style.level);
        let is_empty = comments::is_blank(&paragraph.text);
        // An empty paragraph counts, but its number is worth a line only in a table.
        let number = list
            .and_then(|list| self.shared.numbering.next(&list, level, &paragraph.style))
            .filter(|_| !is_empty || !self.rows.is_empty());
        let kind = paragraph.kind.or(style.kind());
        let in_list = number.is_some().then_some(ParagraphKind::ListItem);
        let number = number.filter(|number| !number.is_empty());
        Line {
            text: match number {
                Some(number) => format!("{number} {}", paragraph.text.trim_start()),
                None => paragraph.text,
            },
            kind: kind.or(in_list),
            is_title: style.is_title(),
            is_of_contents: style.is_toc_line(),
            changes: paragraph.changes.all,
        }
    }

    fn add(&mut self, line: Line) {
        let Some(line) = line.unless_blank(&mut self.changes) else {
            return;
        };
        let cell = self.rows.last_mut().and_then(|row| row.cells.last_mut());
        match cell {
            Some(lines) => lines.push(line),
            None => (self.add)(&self.note, line),
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else {
            return;
        };
        if row.is_deleted {
            let deletion = row.deletion.filter(|it| !comments::is_blank(&it.text));
            self.changes.extend(deletion);
            return;
        }
        for line in document::row(row.cells) {
            self.add(line);
        }
    }
}
