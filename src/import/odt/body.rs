//! Paragraphs of one part of an `OpenDocument` text: its body, its headers or its footers.

mod changes;

use super::{
    Part,
    lists::{ListStart, Lists},
    styles::Styles,
};
use crate::{
    import::{
        ReadError,
        comments::Marks,
        document::{self, Changes, Comment, Line, NoteKind, Notes, Tracked, TrackedChange},
        xml::{self, Element, Path, Step},
    },
    project::ParagraphKind,
};

use std::{
    collections::{HashMap, HashSet},
    mem,
};

/// Maximum number of spaces that one element stands for.
const MAX_SPACES: usize = 100;

/// Elements whose content is skipped: deleted text, formulas, macros, descriptions for screen readers, readings above
/// characters, and numbers, which are counted here.
const LEFT_OUT: [&str; 9] = [
    "tracked-changes",
    "object",
    "scripts",
    "forms",
    "desc",
    "note-citation",
    "number",
    "binary-data",
    "ruby-text",
];

/// Elements in which a title is a field of the text and not the name of a picture.
const WITH_FIELDS: [&str; 4] = ["p", "h", "span", "a"];

/// A paragraph that has not ended.
#[derive(Debug, Default)]
struct Open {
    line: Line,
    is_hidden: bool,
    changes: Changes,
    /// Start of the inserted text.
    inserted_from: usize,
}

/// Text apart from the paragraph that contains it, and the lists around it.
struct Apart {
    kind: ApartKind,
    lists: Lists,
}

/// Its index among the notes or the comments.
enum ApartKind {
    Note(usize),
    Comment(usize),
}

pub(super) struct Body<'s> {
    styles: &'s Styles,
    part: Part,
    /// Number of open elements of the part that is read.
    inside: usize,
    left_out: usize,
    /// A stack, since a note or a frame is within a paragraph.
    open: Vec<Open>,
    /// For each open span or section, whether it is hidden; and the number of hidden ones.
    spans: Vec<bool>,
    hidden_spans: usize,
    /// For each open span, whether it is superscript.
    superscript: Vec<bool>,
    lists: Lists,
    rows: Vec<Vec<Vec<Line>>>,
    apart: Vec<Apart>,
    /// Number of open tables of contents.
    contents: usize,
    marks: Marks,
    /// Names of the comments that refer to words.
    about_words: HashSet<String>,
    tracked_changes: HashMap<String, TrackedChange>,
    /// The current insertion.
    insertion: Option<TrackedChange>,
    /// Changes in paragraphs without text, shown at the next paragraph.
    waiting: Vec<TrackedChange>,
    pub lines: Vec<Line>,
    pub notes: Notes,
    pub comments: Vec<Comment>,
    pub tracked: Tracked,
}

impl<'s> Body<'s> {
    pub fn read(bytes: &[u8], styles: &'s Styles, part: Part) -> Result<Self, ReadError> {
        let mut about_words = HashSet::new();
        xml::read(bytes, |_, step| {
            if let Step::Start(element) = step
                && element.name == "annotation-end"
            {
                about_words.extend(element.attribute("name"));
            }
        })?;
        let mut body = Self {
            styles,
            part,
            inside: 0,
            left_out: 0,
            open: Vec::new(),
            spans: Vec::new(),
            hidden_spans: 0,
            superscript: Vec::new(),
            lists: Lists::default(),
            rows: Vec::new(),
            apart: Vec::new(),
            contents: 0,
            marks: Marks::default(),
            about_words,
            tracked_changes: changes::read(bytes)?,
            insertion: None,
            waiting: Vec::new(),
            lines: Vec::new(),
            notes: Notes::default(),
            comments: Vec::new(),
            tracked: Tracked::default(),
        };
        xml::read(bytes, |path, step| body.step(path, &step))?;
        Ok(body)
    }

    fn step(&mut self, path: &Path, step: &Step<'_>) {
        match step {
            Step::Start(element) => {
                self.count_change(element);
                if self.left_out > 0 || self.inside > 0 && self.leaves_out(path, element) {
                    self.left_out += 1;
                } else if element.name == self.part.element() {
                    self.inside += 1;
                } else if self.inside > 0 {
                    self.start(element);
                }
            }
            Step::End(_) if self.left_out > 0 => self.left_out -= 1,
            Step::End(name) if *name == self.part.element() => {
                self.inside = self.inside.saturating_sub(1);
            }
            Step::End(name) if self.inside > 0 => self.end(name),
            Step::Text(text) if self.left_out == 0 && self.inside > 0 => self.words(path, text),
            Step::End(_) | Step::Text(_) => {}
        }
    }

    fn leaves_out(&mut self, path: &Path, element: &Element<'_>) -> bool {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let is_off = |name| attribute(name) == "true";
        match element.name {
            "object" | "object-ole" => {
                self.tracked.objects += 1;
                true
            }
            "title" => !WITH_FIELDS
                .iter()
                .any(|outer| path.ends_with(&[outer, "title"])),
            "hidden-text" if is_off("is-hidden") => {
                self.tracked.has_hidden_text = true;
                true
            }
            "table-row" if ["collapse", "filter"].contains(&attribute("visibility").as_str()) => {
                self.tracked.has_hidden_text = true;
                true
            }
            "note" | "annotation" if self.is_hidden() => {
                self.tracked.has_hidden_text |= element.name == "note";
                true
            }
            name => LEFT_OUT.contains(&name),
        }
    }

    fn count_change(&mut self, element: &Element<'_>) {
        match element.name {
            "insertion" => self.tracked.insertions += 1,
            "deletion" => self.tracked.deletions += 1,
            _ => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match element.name {
            "p" | "h" => self.paragraph(element),
            "span" => {
                let style = attribute("style-name");
                self.superscript.push(self.styles.is_superscript(&style));
                self.begin_span(self.styles.is_hidden("text", &style));
            }
            "section" => self.begin_span(is_hidden(element)),
            "hidden-paragraph" if attribute("is-hidden") == "true" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.is_hidden = true;
                    let has_text = !mem::take(&mut paragraph.line.text).trim().is_empty();
                    self.tracked.has_hidden_text |= has_text;
                }
            }
            "s" => {
                let count = attribute("c").parse().unwrap_or(1);
                self.text(&" ".repeat(MAX_SPACES.min(count)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "list" => self.lists.begin(ListStart {
                style: element.attribute("style-name"),
                id: element.attribute("id"),
                continues: element.attribute("continue-list"),
                continues_style: attribute("continue-numbering") == "true",
            }),
            "list-item" => {
                let styles = self.styles;
                let start = |style: &str, at| styles.list(style).map_or(1, |it| it.start(at));
                let named = attribute("start-value").parse().ok();
                self.lists.item(named, start);
            }
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            "table-of-content" => self.contents += 1,
            "note" => self.note(&attribute("note-class")),
            "annotation" => self.comment(&attribute("name")),
            "annotation-end" => {
                let mark = self.marks.end(&attribute("name"));
                self.mark(&mark);
            }
            "change" | "change-start" => {
                let change = self.tracked_changes.get(&attribute("change-id")).cloned();
                self.change(change);
            }
            "change-end" => {
                self.end_insertion();
                self.insertion = None;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" | "section" => {
                if name == "span" {
                    self.superscript.pop();
                }
                self.hidden_spans -= usize::from(self.spans.pop() == Some(true));
            }
            "list" => self.lists.end(),
            "table-row" => {
                let lines = self.rows.pop().map(document::row).unwrap_or_default();
                for line in lines {
                    self.add(line);
                }
            }
            "table-of-content" => self.contents = self.contents.saturating_sub(1),
            "note" | "annotation" => {
                if let Some(apart) = self.apart.pop() {
                    self.lists = apart.lists;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, path: &Path, text: &str) {
        let apart = self.apart.last().map(|apart| &apart.kind);
        if let Some(ApartKind::Comment(at)) = apart
            && let Some(comment) = self.comments.get_mut(*at)
        {
            match path.last() {
                "creator" => return comment.author.push_str(text),
                "date" => return comment.date.push_str(text),
                _ => {}
            }
        }
        if !self.open.is_empty() {
            let text = text.replace('\n', " ");
            match self.superscript.last() {
                Some(true) => self.text(&document::raised(&text)),
                Some(false) | None => self.text(&text),
            }
        }
    }

    fn begin_span(&mut self, is_hidden: bool) {
        self.spans.push(is_hidden);
        self.hidden_spans += usize::from(is_hidden);
    }

    fn is_hidden(&self) -> bool {
        let is_hidden = self
            .open
            .last()
            .is_some_and(|paragraph| paragraph.is_hidden);
        is_hidden || self.hidden_spans > 0
    }

    fn text(&mut self, text: &str) {
        if self.is_hidden() {
            self.tracked.has_hidden_text |= !text.trim().is_empty();
            return;
        }
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.line.text.push_str(text);
        }
    }

    /// Inserts a marker of a comment into the text, but not into a note or another comment.
    fn mark(&mut self, mark: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| self.apart.is_empty()) {
            paragraph.line.text.push_str(mark);
        }
    }

    fn note(&mut self, class: &str) {
        let kind = if class == "endnote" {
            NoteKind::Endnote
        } else {
            NoteKind::Footnote
        };
        let at = self.notes.begin(kind);
        self.text(&format!("[{}]", at + 1));
        self.begin_apart(ApartKind::Note(at));
    }

    fn comment(&mut self, name: &str) {
        if self.about_words.contains(name) {
            let mark = self.marks.begin(name);
            self.mark(&mark);
        }
        self.comments.push(Comment {
            mark: self.marks.number(name),
            ..Comment::default()
        });
        self.begin_apart(ApartKind::Comment(self.comments.len() - 1));
    }

    fn begin_apart(&mut self, kind: ApartKind) {
        let lists = mem::take(&mut self.lists);
        self.apart.push(Apart { kind, lists });
    }

    fn paragraph(&mut self, element: &Element<'_>) {
        let is_heading = element.name == "h";
        let style = element.attribute("style-name").unwrap_or_default();
        let style = style.as_str();
        let is_title = self.styles.is(style, "Title");
        let is_quoted = self.styles.is(style, "Quotations");
        let kind = if is_heading || is_title {
            Some(ParagraphKind::Heading)
        } else if is_quoted {
            Some(ParagraphKind::Quotation)
        } else {
            None
        };
        let mut line = Line {
            kind,
            is_title,
            is_of_contents: self.contents > 0,
            ..Line::default()
        };
        let is_hidden = self.styles.is_hidden("paragraph", style);
        if !is_hidden {
            self.number(&mut line, element);
        }
        self.open.push(Open {
            inserted_from: line.text.len(),
            line,
            is_hidden,
            changes: Changes::default(),
        });
    }

    /// Puts the number of a heading or list item before its first paragraph.
    fn number(&mut self, line: &mut Line, element: &Element<'_>) {
        let attribute = |name| element.attribute(name);
        let styles = self.styles;
        let number = if self.lists.is_open() {
            line.kind = line.kind.or(Some(ParagraphKind::ListItem));
            self.lists.number(|style| styles.list(style))
        } else if element.name == "h" && attribute("is-list-header").as_deref() != Some("true") {
            let level = attribute("outline-level").and_then(|it| it.parse().ok());
            let named = attribute("start-value").and_then(|it| it.parse().ok());
            let number = self
                .lists
                .heading(level.unwrap_or(1), named, styles.outline());
            Some(number)
        } else {
            None
        };
        if let Some(number) = number.filter(|number| !number.is_empty()) {
            line.text = format!("{number} ");
        }
    }

    fn end_paragraph(&mut self) {
        self.end_insertion();
        if let Some(paragraph) = self.open.pop() {
            self.add(Line {
                changes: paragraph.changes.all,
                ..paragraph.line
            });
        }
    }

    fn add(&mut self, line: Line) {
        let Some(line) = line.unless_blank(&mut self.waiting) else {
            return;
        };
        match self.apart.last().map(|apart| &apart.kind) {
            Some(ApartKind::Note(at)) => self.notes.add(*at, line),
            Some(ApartKind::Comment(at)) => {
                if let Some(comment) = self.comments.get_mut(*at) {
                    comment.text.push_str(line.text.trim());
                    comment.text.push(' ');
                }
            }
            None => {
                let cell = self.rows.last_mut().and_then(|row| row.last_mut());
                cell.unwrap_or(&mut self.lines).push(line);
            }
        }
    }
}

/// Whether a section is hidden.
fn is_hidden(element: &Element<'_>) -> bool {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    match attribute("display").as_str() {
        "none" => true,
        "condition" => attribute("is-hidden") == "true",
        _ => false,
    }
}
