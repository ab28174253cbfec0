use super::{
    Confidence, ImportedArticle, ImportedComment, PostColumns, ReadError, TextEncoding,
    comments::{self, Mark},
    encodings::{DecodedText, UTF_8},
    title,
};
use crate::{
    project::{ArticleDetails, ArticleText, ParagraphKind, Structure},
    storage::MAX_ARTICLE_BYTES,
};

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// Collects the paragraphs of an article in reading order while its file is read.
pub(super) struct ArticleBuilder {
    text: String,
    paragraphs: usize,
    clutter: BTreeSet<usize>,
    structure: Structure,
    pub details: ArticleDetails,
    /// Sentences for the user, without the file name.
    pub warnings: Vec<String>,
    encoding: &'static TextEncoding,
    confidence: Confidence,
    unreadable: usize,
    pub columns: Option<PostColumns>,
    pub comments: Vec<ImportedComment>,
    /// Where the words of comments begin and end, by the number of the comment.
    marked: HashMap<u32, (usize, Option<usize>)>,
}

impl Default for ArticleBuilder {
    fn default() -> Self {
        Self {
            text: String::new(),
            paragraphs: 0,
            clutter: BTreeSet::new(),
            structure: Structure::default(),
            details: ArticleDetails::default(),
            warnings: Vec::new(),
            encoding: &UTF_8,
            confidence: Confidence::Certain,
            unreadable: 0,
            columns: None,
            comments: Vec::new(),
            marked: HashMap::new(),
        }
    }
}

impl ArticleBuilder {
    /// For an article whose bytes were decoded.
    pub fn of(reading: &DecodedText) -> Self {
        Self {
            encoding: reading.encoding,
            confidence: reading.confidence,
            unreadable: reading.unreadable,
            ..Self::default()
        }
    }

    /// Adds a paragraph, or several if the text has line feeds. A text of white space adds none.
    pub fn paragraph(&mut self, text: &str, kind: Option<ParagraphKind>) {
        for line in text.split('\n') {
            if comments::has_marks(line) {
                self.marked_paragraph(line, kind);
                continue;
            }
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if self.paragraphs > 0 {
                self.text.push('\n');
            }
            self.text.extend(text_of(line));
            let kinds = &mut self.structure.kinds;
            kinds.extend(kind.map(|kind| (self.paragraphs, kind)));
            self.paragraphs += 1;
        }
    }

    /// Adds a paragraph and records where the words of comments are in it.
    fn marked_paragraph(&mut self, line: &str, kind: Option<ParagraphKind>) {
        let (clean, marks) = comments::take_marks(line);
        let text: String = text_of(&clean).collect();
        let start = text.len() - text.trim_start().len();
        // A marker of a paragraph without text is moved to the start of the next one.
        let before = self.text.len() + usize::from(self.paragraphs > 0);
        self.paragraph(&text, kind);
        for (at, mark) in marks {
            let within = text_of(&clean[..at]).map(char::len_utf8).sum::<usize>();
            let within = within.saturating_sub(start);
            let at = (before + within).min(self.text.len().max(before));
            match mark {
                Mark::Begin(number) => {
                    self.marked.insert(number, (at, None));
                }
                Mark::End(number) => {
                    if let Some((_, end)) = self.marked.get_mut(&number) {
                        *end = Some(at);
                    }
                }
            }
        }
    }

    /// The words between the markers of a comment, without white space at the ends.
    pub fn marked(&self, number: u32) -> Option<Range<usize>> {
        let (start, end) = self.marked.get(&number)?;
        let words = self.text.get(*start..(*end)?.min(self.text.len()))?;
        let start = start + words.len() - words.trim_start().len();
        let range = start..start + words.trim().len();
        (!range.is_empty()).then_some(range)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds a paragraph as hidden page clutter.
    pub fn clutter(&mut self, text: &str, kind: Option<ParagraphKind>) {
        let first = self.paragraphs;
        self.paragraph(text, kind);
        self.clutter.extend(first..self.paragraphs);
    }

    /// Adds all paragraphs of an article that is a part of this one, with its locators, none of them hidden.
    pub fn append(&mut self, part: &ImportedArticle) {
        for (at, text) in part.text.as_str().split('\n').enumerate() {
            let locator = part.structure.locator_from(at);
            if let Some((_, place)) = locator.filter(|(first, _)| *first == at) {
                self.locator(place);
            }
            self.paragraph(text, part.structure.kind(at));
        }
        self.encoding = part.encoding;
        self.confidence = part.confidence;
        self.unreadable += part.unreadable;
    }

    /// The locator of the next paragraph.
    pub fn place(&self) -> String {
        let last = self.structure.locators.last();
        last.map_or_else(String::new, |(_, place)| place.clone())
    }

    /// Sets the locator for the paragraphs that follow.
    pub fn locator(&mut self, place: impl Into<String>) {
        let (at, place) = (self.paragraphs, place.into());
        let locators = &mut self.structure.locators;
        // No paragraph was added since the last locator.
        locators.pop_if(|(last, _)| *last == at);
        let before = locators.last().map_or("", |(_, place)| place);
        if before != place {
            locators.push((at, place));
        }
    }

    /// Builds the article. Guesses its title if no detail gave one.
    ///
    /// # Errors
    /// [`ReadError`] if it has no text, or too much.
    pub fn finish(self) -> Result<ImportedArticle, ReadError> {
        let Self {
            text,
            paragraphs,
            clutter,
            mut structure,
            mut details,
            warnings,
            encoding,
            confidence,
            unreadable,
            columns,
            comments,
            marked: _,
        } = self;
        if paragraphs == 0 {
            return Err(ReadError::Empty);
        }
        if text.len() as u64 > MAX_ARTICLE_BYTES {
            return Err(ReadError::TooMuchText);
        }
        structure.locators.retain(|(at, _)| *at < paragraphs);
        if details.title.is_empty() {
            details.title = title::guess_visible(&text, &clutter, &structure);
        }
        Ok(ImportedArticle {
            text: ArticleText::new(text),
            details,
            clutter,
            structure,
            warnings,
            encoding,
            confidence,
            unreadable,
            part: None,
            columns,
            comments,
        })
    }
}

fn text_of(line: &str) -> impl Iterator<Item = char> {
    let is_text = |c: &char| *c == '\t' || !c.is_ascii_control();
    line.chars().filter(is_text)
}
