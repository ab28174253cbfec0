use super::{
    article_details::ArticleDetails, article_text::ArticleText, id::ArticleId, original::Original,
    provenance::Provenance, speaker::Exclusion, structure::Structure,
};
use crate::text::{Span, isolated};

use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Number of paragraphs searched for the title, so that it takes less than a frame.
const MAX_HEADLINE_PARAGRAPH: usize = 400;

/// A text as published, with its article details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub id: ArticleId,
    /// The published text; never changes after import.
    pub text: ArticleText,
    /// Publication details.
    pub details: ArticleDetails,
    /// Paragraphs (by index) that are menus, captions or advertisements: shown grey and folded, never removed.
    pub clutter: BTreeSet<usize>,
    /// Kinds and locators of its paragraphs.
    pub structure: Structure,
    /// The sources of the article's own words.
    pub provenance: Provenance,
    /// Reason for excluding it from the source count, if excluded.
    pub excluded: Option<Exclusion>,
    /// Record of the imported bytes; `None` if there is none. Never changes after import.
    pub original: Option<Original>,
}

impl Article {
    /// An article with a text and its details, everything else empty.
    pub fn new(id: ArticleId, text: ArticleText, details: ArticleDetails) -> Self {
        Self {
            id,
            text,
            details,
            clutter: BTreeSet::new(),
            structure: Structure::default(),
            provenance: Provenance::Unknown,
            excluded: None,
            original: None,
        }
    }

    /// Name of the article in lists: outlet and date if known, otherwise the title.
    pub fn name(&self) -> String {
        let details = &self.details;
        match (details.outlet.as_str(), details.published_day()) {
            ("", _) if details.title.is_empty() => "Untitled article".to_owned(),
            ("", _) => details.title.clone(),
            (outlet, "") => outlet.to_owned(),
            (outlet, published) => format!("{outlet} - {published}"),
        }
    }

    /// The name for display: a right-to-left outlet does not reverse the date. Not for text that is stored, exported or
    /// read by a screen reader; see [`isolated`].
    pub fn shown_name(&self) -> String {
        let details = &self.details;
        match (details.outlet.as_str(), details.published_day()) {
            ("", _) | (_, "") => isolated(&self.name()).into_owned(),
            (outlet, published) => format!("{} - {published}", isolated(outlet)),
        }
    }

    /// Index of the title paragraph: the first one near the top whose letters and digits are those of the title,
    /// preferably one that is not clutter.
    pub fn headline(&self) -> Option<usize> {
        let paragraphs = self.text.paragraphs();
        let title = || letters(&self.details.title);
        title().next()?;
        let near_top = 0..paragraphs.len().min(MAX_HEADLINE_PARAGRAPH);
        let mut same = near_top.filter(|paragraph| {
            let line = &self.text.as_str()[paragraphs.range(*paragraph)];
            letters(line).eq(title())
        });
        let first = same.next()?;
        let shown = std::iter::once(first)
            .chain(same)
            .find(|it| !self.clutter.contains(it));
        shown.or(Some(first))
    }

    /// Indices of the paragraphs that are headings in Markdown, of any level.
    pub fn markdown_headings(&self) -> impl Iterator<Item = usize> {
        let paragraphs = self.text.paragraphs();
        (0..paragraphs.len()).filter(|paragraph| {
            let line = &self.text.as_str()[paragraphs.range(*paragraph)];
            let after = line.trim_start_matches('#');
            (1..=6).contains(&(line.len() - after.len())) && after.starts_with(' ')
        })
    }

    /// The text at `span`, or `None` if it is out of range or splits a character.
    pub fn quote(&self, span: Span) -> Option<&str> {
        self.text.as_str().get(span.range())
    }
}

/// The letters and digits of a text in lower case: a title differs from its paragraph in quotes, spaces and Markdown
/// characters.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

/// File format of an [`Article`]: the text by paragraphs, with a hash that reveals changes made outside the program.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenArticle<'a> {
    pub(crate) id: ArticleId,
    pub(crate) details: Cow<'a, ArticleDetails>,
    pub(crate) clutter: Cow<'a, BTreeSet<usize>>,
    #[serde(default, skip_serializing_if = "Structure::is_empty")]
    pub(crate) structure: Cow<'a, Structure>,
    #[serde(default, skip_serializing_if = "Provenance::is_unknown")]
    pub(crate) provenance: Cow<'a, Provenance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) excluded: Option<Exclusion>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) original: Option<Cow<'a, Original>>,
    pub(crate) sha256: String,
    pub(crate) text: ArticleText,
}

impl<'a> From<&'a Article> for WrittenArticle<'a> {
    fn from(article: &'a Article) -> Self {
        let Article {
            id,
            text,
            details,
            clutter,
            structure,
            provenance,
            excluded,
            original,
        } = article;
        Self {
            id: *id,
            details: Cow::Borrowed(details),
            clutter: Cow::Borrowed(clutter),
            structure: Cow::Borrowed(structure),
            provenance: Cow::Borrowed(provenance),
            excluded: *excluded,
            original: original.as_ref().map(Cow::Borrowed),
            sha256: text.hash().to_string(),
            text: text.clone(),
        }
    }
}

/// Accepts the text as it is, even if the stored hash differs.
impl From<WrittenArticle<'_>> for Article {
    fn from(written: WrittenArticle<'_>) -> Self {
        let WrittenArticle {
            id,
            details,
            clutter,
            structure,
            provenance,
            excluded,
            original,
            sha256: _,
            text,
        } = written;
        Self {
            id,
            text,
            details: details.into_owned(),
            clutter: clutter.into_owned(),
            structure: structure.into_owned(),
            provenance: provenance.into_owned(),
            excluded,
            original: original.map(Cow::into_owned),
        }
    }
}

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenArticle::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WrittenArticle::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(title: &str, text: &str, clutter: &[usize]) -> Option<usize> {
        let details = ArticleDetails {
            title: title.to_owned(),
            ..ArticleDetails::default()
        };
        let text = ArticleText::new(text.to_owned());
        let mut article = Article::new(ArticleId::new(1), text, details);
        article.clutter = clutter.iter().copied().collect();
        article.headline()
    }

    #[test]
    fn the_headline_is_the_paragraph_that_has_the_words_of_the_title() {
        let text = "Home\n# \u{201c}Dam\u{201d} breaks\n\nThe dam broke.";
        assert_eq!(headline("\"Dam\" breaks", text, &[]), Some(1));
        assert_eq!(headline("DAM BREAKS", text, &[]), Some(1));
        assert_eq!(headline("Dam", text, &[]), None);
        assert_eq!(headline("", text, &[]), None);
        assert_eq!(
            headline("انهيار السد", "قائمة\nانهيار السدّ\nانهيار السد", &[]),
            Some(2)
        );
    }

    #[test]
    fn markdown_headings_begin_with_hashes_and_a_space() {
        let text = "# Dam\n#hashtag\n### Why\nNo. #1\n####### Seven";
        let text = ArticleText::new(text.to_owned());
        let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
        assert!(article.markdown_headings().eq([0, 2]));
    }

    #[test]
    fn a_headline_in_a_menu_gives_way_to_the_one_in_the_text() {
        assert_eq!(headline("Dam", "Dam\nMenu\nDam\nText", &[0, 1]), Some(2));
        assert_eq!(headline("Dam", "Dam\nText", &[0]), Some(0));
    }
}
