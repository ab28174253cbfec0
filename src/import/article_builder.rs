use super::{
    Confidence, ImportedArticle, PostColumns, ReadError, TextEncoding,
    encodings::{Reading, UTF_8},
    title,
};
use crate::{
    project::{ArticleDetails, ArticleText, ParagraphKind, Structure},
    storage::MAX_ARTICLE_BYTES,
};

use std::collections::BTreeSet;

/// The paragraphs of an article, in reading order, while its file is read.
pub(super) struct ArticleBuilder {
    text: String,
    paragraphs: usize,
    clutter: BTreeSet<usize>,
    structure: Structure,
    pub details: ArticleDetails,
    /// Sentences for people, without the name of the file.
    pub warnings: Vec<String>,
    encoding: &'static TextEncoding,
    confidence: Confidence,
    unreadable: usize,
    pub columns: Option<PostColumns>,
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
        }
    }
}

impl ArticleBuilder {
    /// For an article whose bytes were read in an encoding.
    pub fn of(reading: &Reading) -> Self {
        Self {
            encoding: reading.encoding,
            confidence: reading.confidence,
            unreadable: reading.unreadable,
            ..Self::default()
        }
    }

    /// Adds a paragraph, or several if the text has line feeds. One without text adds none.
    pub fn paragraph(&mut self, text: &str, kind: Option<ParagraphKind>) {
        for line in text.split('\n').map(str::trim) {
            if line.is_empty() {
                continue;
            }
            if self.paragraphs > 0 {
                self.text.push('\n');
            }
            let is_text = |c: &char| *c == '\t' || !c.is_ascii_control();
            self.text.extend(line.chars().filter(is_text));
            let kinds = &mut self.structure.kinds;
            kinds.extend(kind.map(|kind| (self.paragraphs, kind)));
            self.paragraphs += 1;
        }
    }

    /// Adds a paragraph that comes in hidden.
    pub fn clutter(&mut self, text: &str, kind: Option<ParagraphKind>) {
        let first = self.paragraphs;
        self.paragraph(text, kind);
        self.clutter.extend(first..self.paragraphs);
    }

    /// Adds all paragraphs of an article that is a part of this one; none comes in hidden.
    pub fn append(&mut self, part: &ImportedArticle) {
        for (at, text) in part.text.as_str().split('\n').enumerate() {
            self.paragraph(text, part.structure.kind(at));
        }
        self.encoding = part.encoding;
        self.confidence = part.confidence;
        self.unreadable += part.unreadable;
    }

    /// Names the place of the paragraphs from here on.
    pub fn locator(&mut self, place: impl Into<String>) {
        let (at, place) = (self.paragraphs, place.into());
        let locators = &mut self.structure.locators;
        // No paragraph came since the last one.
        locators.pop_if(|(last, _)| *last == at);
        let before = locators.last().map_or("", |(_, place)| place);
        if before != place {
            locators.push((at, place));
        }
    }

    /// The article. Its title is guessed if no detail gave one.
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
        } = self;
        if paragraphs == 0 {
            return Err(ReadError::Empty);
        }
        if text.len() as u64 > MAX_ARTICLE_BYTES {
            return Err(ReadError::TooMuchText);
        }
        structure.locators.retain(|(at, _)| *at < paragraphs);
        if details.title.is_empty() {
            details.title = title::guess(&text);
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
        })
    }
}
