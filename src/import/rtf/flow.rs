//! A text of an RTF document with its own paragraphs: the body, a note, a comment or a header.

use crate::{
    import::{
        comments,
        document::{self, ChangeKind, Changes, Line, TrackedChange},
        one_line,
    },
    project::ParagraphKind,
};

use std::{collections::HashMap, mem};

#[derive(Debug)]
pub(super) enum FlowKind {
    Main,
    /// With its index among the notes.
    Note(usize),
    /// With its index among the comments.
    Comment(usize),
    Margin,
}

/// A text with its own paragraphs.
#[derive(Debug)]
pub(super) struct Flow {
    pub kind: FlowKind,
    pub lines: Vec<Line>,
    /// Cells of the open row; the last one is open.
    cells: Vec<Vec<Line>>,
    pub text: String,
    pub number: String,
    pub style: i32,
    pub has_outline: bool,
    pub in_table: bool,
    pub changes: Changes,
    /// Changes in paragraphs without text, shown at the next paragraph.
    waiting: Vec<TrackedChange>,
}

impl Flow {
    pub fn new(kind: FlowKind) -> Self {
        Self {
            kind,
            lines: Vec::new(),
            cells: Vec::new(),
            text: String::new(),
            number: String::new(),
            style: 0,
            has_outline: false,
            in_table: false,
            changes: Changes::default(),
            waiting: Vec::new(),
        }
    }

    /// Adds text, with the insertion that it belongs to.
    pub fn add(&mut self, text: &str, change: Option<TrackedChange>) {
        let start = self.text.len();
        let is_there = change
            .as_ref()
            .is_none_or(|it| it.kind == ChangeKind::Inserted);
        self.text.push_str(if is_there { text } else { "" });
        if let Some(change) = change {
            self.changes.add(start, self.text.len(), change);
        }
    }

    pub fn end_paragraph(&mut self, styles: &HashMap<i32, String>) {
        let text = mem::take(&mut self.text);
        let number = one_line(&mem::take(&mut self.number));
        let style = styles.get(&self.style).map_or("", String::as_str);
        let style = style.trim().trim_end_matches(';').to_lowercase();
        let is_title = style == "title";
        let kind = if is_title || self.has_outline || style.starts_with("heading ") {
            Some(ParagraphKind::Heading)
        } else if style.contains("quot") {
            Some(ParagraphKind::Quotation)
        } else if number.is_empty() {
            None
        } else {
            Some(ParagraphKind::ListItem)
        };
        let line = Line {
            text: if is_number(&number) && !comments::is_blank(&text) {
                format!("{number} {}", text.trim_start())
            } else {
                text
            },
            kind,
            is_title,
            is_of_contents: style.starts_with("toc ") || style.starts_with("contents "),
            changes: mem::take(&mut self.changes).all,
        };
        let Some(line) = line.unless_blank(&mut self.waiting) else {
            return;
        };
        if self.in_table || !self.cells.is_empty() {
            if self.cells.is_empty() {
                self.cells.push(Vec::new());
            }
            self.cells.last_mut().unwrap_or(&mut self.lines).push(line);
        } else {
            self.lines.push(line);
        }
    }

    pub fn end_cell(&mut self) {
        if self.cells.is_empty() {
            self.cells.push(Vec::new());
        }
        self.cells.push(Vec::new());
    }

    pub fn end_row(&mut self) {
        self.cells.pop_if(|last| last.is_empty());
        let lines = document::row(mem::take(&mut self.cells));
        self.lines
            .extend(lines.into_iter().filter(|line| !line.is_blank()));
    }
}

/// Whether `sign` is a number. The bullet of a list is shown beside the text; of letters, only "o" is one, for a
/// circle.
fn is_number(sign: &str) -> bool {
    sign.chars().any(char::is_alphanumeric) && sign != "o"
}
