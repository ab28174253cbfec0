//! Where the text of a group goes; and groups whose text is separate: notes, comments, headers.

use super::{
    Document,
    flow::{Flow, FlowKind},
};
use crate::import::document::{Comment, NoteKind};

use std::mem;

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// The innermost [`Flow`].
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    /// Authors of tracked changes.
    Revisers,
    /// The number before a list item.
    Number,
    Title,
    Author,
    CommentAuthor,
    CommentDate,
    /// The start or end of the words that a comment refers to.
    QuoteStart,
    QuoteEnd,
    /// The number that links a comment to its words.
    CommentNumber,
}

impl Document {
    /// Begins a group whose text goes elsewhere. Returns whether it is one.
    pub(super) fn destination(&mut self, name: &str, is_optional: bool) -> bool {
        let place = match name {
            "fonttbl" => Place::Fonts,
            "revtbl" => Place::Revisers,
            "stylesheet" => Place::Styles,
            "listtext" | "pntext" => Place::Number,
            "title" => Place::Title,
            "author" => Place::Author,
            "atnauthor" => Place::CommentAuthor,
            "atndate" => Place::CommentDate,
            "atrfstart" => Place::QuoteStart,
            "atrfend" => Place::QuoteEnd,
            "atnref" => Place::CommentNumber,
            "shptxt" | "result" => Place::Text,
            // The words come first for older programs, then in Unicode.
            "upr" => {
                self.group().before_upr = self.group().place;
                Place::Nowhere
            }
            "ud" => {
                self.group().place = self.group().before_upr;
                return true;
            }
            "footnote" | "annotation" | "header" | "headerl" | "headerr" | "headerf" | "footer"
            | "footerl" | "footerr" | "footerf" => {
                self.begin_flow(name);
                return true;
            }
            "pict" | "colortbl" | "info" | "fldinst" | "bkmkstart" | "bkmkend" | "xe" | "tc"
            | "object" | "shp" | "nonshppict" | "filetbl" | "ftnsep" | "ftnsepc" | "aftnsep"
            | "aftnsepc" | "nonesttables" => Place::Nowhere,
            _ if is_optional => Place::Nowhere,
            _ => return false,
        };
        // Details are within the info group, texts of shapes within their drawing.
        let is_within = matches!(place, Place::Title | Place::Author | Place::Text);
        if self.group().place != Place::Nowhere || is_within {
            self.group().place = place;
        }
        true
    }

    /// Begins a note, a comment, a header or a footer. Skips it within hidden or deleted text.
    fn begin_flow(&mut self, name: &str) {
        let group = *self.group();
        if group.place != Place::Text {
            return;
        }
        if group.is_hidden || group.is_deleted {
            self.tracked.has_hidden_text |= group.is_hidden;
            if name == "annotation" {
                self.comment = Comment::default();
            }
            self.group().place = Place::Nowhere;
            return;
        }
        let kind = match name {
            "footnote" => {
                let at = self.notes.begin(NoteKind::Footnote);
                self.text(&format!("[{}]", at + 1));
                FlowKind::Note(at)
            }
            "annotation" => {
                self.comments.push(mem::take(&mut self.comment));
                FlowKind::Comment(self.comments.len() - 1)
            }
            _ => FlowKind::Margin,
        };
        self.group().has_flow = true;
        self.group().is_superscript = false;
        self.flows.push(Flow::new(kind));
    }

    pub(super) fn close(&mut self) {
        let closed = self.groups.pop().unwrap_or_default();
        if !closed.has_flow {
            return;
        }
        self.end_row();
        let Some(flow) = self.flows.pop() else {
            return;
        };
        match flow.kind {
            FlowKind::Note(at) => {
                for line in flow.lines {
                    self.notes.add(at, line);
                }
            }
            FlowKind::Margin => self.margin.extend(flow.lines),
            FlowKind::Comment(at) => {
                let lines: Vec<String> = flow.lines.into_iter().map(|line| line.text).collect();
                // Contains date and number.
                let Comment {
                    author,
                    date,
                    mark,
                    text: _,
                } = mem::take(&mut self.comment);
                if let Some(comment) = self.comments.get_mut(at) {
                    comment.author.push_str(&author);
                    comment.date.push_str(&date);
                    comment.mark = comment.mark.or(mark);
                    comment.text = lines.join(" ");
                }
            }
            FlowKind::Main => self.flows.push(flow),
        }
    }
}
