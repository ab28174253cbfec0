//! Styles of paragraphs that are not running text.

use super::compose::FontSpec;

use std::{borrow::Cow, collections::BTreeMap};

/// The style of a paragraph. Its text is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphStyle {
    /// The title of the article: bold and large.
    Headline,
    /// A heading within the text: bold, a little larger.
    Heading,
    /// The caption of a picture: a little smaller.
    Caption,
}

/// The paragraphs, by index, that are not running text.
pub type ParagraphStyles = BTreeMap<usize, ParagraphStyle>;

impl ParagraphStyle {
    fn font(self, body: &FontSpec) -> FontSpec {
        // Lines of large type are set closer together.
        let (larger, higher, weight) = match self {
            Self::Headline => (1.35, 1.15, 700.0),
            Self::Heading => (1.1, 1.0, 700.0),
            Self::Caption => (0.88, 0.92, body.weight),
        };
        FontSpec {
            size: body.size * larger,
            line_height: (body.line_height * higher).round(),
            weight,
            ..body.clone()
        }
    }

    /// Space before the paragraph, in line heights of running text.
    pub(super) fn gap(self) -> f32 {
        match self {
            Self::Headline | Self::Heading => 0.7,
            Self::Caption => 0.45,
        }
    }
}

/// The fonts of the paragraphs of an article.
#[derive(Clone, PartialEq)]
pub(crate) struct ParagraphFonts {
    /// The font of running text.
    pub(crate) body: FontSpec,
    pub(crate) styles: ParagraphStyles,
}

impl ParagraphFonts {
    pub(crate) fn of(&self, paragraph: usize) -> Cow<'_, FontSpec> {
        match self.styles.get(&paragraph) {
            Some(style) => Cow::Owned(style.font(&self.body)),
            None => Cow::Borrowed(&self.body),
        }
    }
}
