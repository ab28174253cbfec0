//! Comments of documents, and the words that they refer to.
//!
//! While a document is read, markers in its text stay with the words through paragraphs, cells and joined lines until
//! the article is built. They are Unicode noncharacters, which no text contains.

use crate::{
    project::{Article, Edit, Highlight, HighlightEdit, HighlightId, Project},
    storage::shorten_edit,
    text::{Span, snap_to_graphemes, without_blank_edges},
};

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use serde::{Deserialize, Serialize};

/// The first character that identifies a comment after a marker, and the number of such characters.
const FIRST_COMMENT: u32 = 0xF_0000;
const MAX_COMMENTS: u32 = 0xFFFE;

/// A comment on words of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedComment {
    /// The words, as bytes of the text.
    pub words: Range<usize>,
    /// "Ina Holt, 2031-05-13: Check this".
    pub note: String,
}

/// Edits that add the comments of an article as notes on highlights. Several comments on the same words become one
/// note. Skips words that are highlighted already.
pub fn comments_as_highlights(
    project: &Project,
    article: &Article,
    comments: &[ImportedComment],
    fresh_id: impl Fn() -> HighlightId,
) -> Vec<Edit> {
    let text = article.text.as_str();
    let mut notes: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
    for ImportedComment { words, note } in comments {
        let span = span_of(text, words);
        if let Some(span) = span.filter(|span| highlight_at(project, article, *span).is_none()) {
            notes.entry(span).or_default().push(note);
        }
    }
    let add = |(span, notes): (Span, Vec<&str>)| {
        let mut edit = Edit::Highlight(HighlightEdit::Add(Highlight {
            id: fresh_id(),
            article: article.id,
            span,
            note: notes.join("\n"),
        }));
        shorten_edit(&mut edit);
        edit
    };
    notes.into_iter().map(add).collect()
}

/// The highlights made from the comments of an article.
pub fn highlights_of_comments<'a>(
    project: &'a Project,
    article: &'a Article,
    comments: &'a [ImportedComment],
) -> impl Iterator<Item = &'a Highlight> {
    comments.iter().filter_map(|comment| {
        let span = span_of(article.text.as_str(), &comment.words)?;
        let highlight = project.highlight(highlight_at(project, article, span)?)?;
        highlight.note.contains(&comment.note).then_some(highlight)
    })
}

fn span_of(text: &str, words: &Range<usize>) -> Option<Span> {
    let span = snap_to_graphemes(text, words.start, words.end)?;
    without_blank_edges(text, span)
}

fn highlight_at(project: &Project, article: &Article, span: Span) -> Option<HighlightId> {
    let mut existing = project.highlights_in(article.id, span);
    existing.find(|(other, _)| *other == span).map(|(_, id)| id)
}

const BEGIN: char = '\u{FDD0}';
const END: char = '\u{FDD1}';

/// The markers of a document, by the number or name of the comment.
#[derive(Debug, Default)]
pub(super) struct Marks(HashMap<String, u32>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Begin(u32),
    End(u32),
}

impl Marks {
    pub fn begin(&mut self, comment: &str) -> String {
        self.mark(BEGIN, comment)
    }

    pub fn end(&mut self, comment: &str) -> String {
        self.mark(END, comment)
    }

    /// Empty if there are more comments than characters for them.
    fn mark(&mut self, marker: char, comment: &str) -> String {
        let next = u32::try_from(self.0.len()).unwrap_or(MAX_COMMENTS);
        let number = *self.0.entry(comment.to_owned()).or_insert(next);
        let character = char::from_u32(FIRST_COMMENT + number).filter(|_| number < MAX_COMMENTS);
        character.map_or_else(String::new, |it| String::from_iter([marker, it]))
    }

    /// The number of a comment in its markers.
    pub fn number(&self, comment: &str) -> Option<u32> {
        self.0.get(comment).copied()
    }
}

/// Splits a text into its words and the markers with their positions.
pub(super) fn take_marks(text: &str) -> (String, Vec<(usize, Mark)>) {
    let (mut clean, mut marks) = (String::with_capacity(text.len()), Vec::new());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let mark = match character {
            BEGIN => Mark::Begin,
            END => Mark::End,
            character => {
                clean.push(character);
                continue;
            }
        };
        let number = |it: char| {
            u32::from(it)
                .checked_sub(FIRST_COMMENT)
                .filter(|it| *it < MAX_COMMENTS)
        };
        let mut rest = characters.clone();
        if let Some(number) = rest.next().and_then(number) {
            characters = rest;
            marks.push((clean.len(), mark(number)));
        }
    }
    (clean, marks)
}

/// Whether a text contains only white space and markers.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || has_marks(text) && take_marks(text).0.trim().is_empty()
}

/// Whether a text contains markers.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains([BEGIN, END])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleEdit, ArticleId, ArticleText, ProjectId};

    #[test]
    fn marks_leave_the_text_with_their_places() {
        let mut marks = Marks::default();
        let text = [
            "The ",
            &marks.begin("7"),
            "dam",
            &marks.begin("8"),
            " broke",
            &marks.end("7"),
            "\u{FDD0}.",
        ];
        let (clean, found) = take_marks(&text.concat());
        assert_eq!(clean, "The dam broke.");
        assert_eq!(
            found,
            [(4, Mark::Begin(0)), (7, Mark::Begin(1)), (13, Mark::End(0))]
        );
        assert_eq!(marks.number("8"), Some(1));
    }

    #[test]
    fn comments_on_the_same_words_are_one_note_and_come_in_once() {
        let mut project = Project::new(ProjectId::new(1));
        let text = ArticleText::new("The dam broke.".to_owned());
        let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
        let add = ArticleEdit::Add {
            at: 0,
            article: Box::new(article.clone()),
        };
        project.apply(Edit::Article(add)).unwrap();
        let comment = |words, note: &str| ImportedComment {
            words,
            note: note.to_owned(),
        };
        let comments = [
            comment(4..8, "Ina: when?"),
            comment(4..7, "Bo: at night"),
            comment(0..0, "a place"),
        ];
        let edits = |project: &Project| {
            comments_as_highlights(project, &article, &comments, || HighlightId::new(5))
        };
        project.apply_all(edits(&project)).unwrap();
        let notes: Vec<&str> = project.highlights().map(|it| it.note.as_str()).collect();
        assert_eq!(notes, ["Ina: when?\nBo: at night"]);
        assert_eq!(project.quote(HighlightId::new(5)), Some("dam"));
        assert!(edits(&project).is_empty());
        assert_eq!(
            highlights_of_comments(&project, &article, &comments).count(),
            2
        );
    }
}
