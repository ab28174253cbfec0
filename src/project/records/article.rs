use super::{id::ArticleId, provenance::Provenance, speaker::Exclusion};
use crate::text::{Paragraphs, Span, isolated};

use std::{borrow::Cow, collections::BTreeSet, fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};
use sha2::{Digest, Sha256};

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
    /// The sources of the article's own words.
    pub provenance: Provenance,
    /// Reason for excluding it from the source count, if excluded.
    pub excluded: Option<Exclusion>,
}

impl Article {
    /// An article with a text and its details, everything else empty.
    #[must_use]
    pub fn new(id: ArticleId, text: ArticleText, details: ArticleDetails) -> Self {
        Self {
            id,
            text,
            details,
            clutter: BTreeSet::new(),
            provenance: Provenance::Unknown,
            excluded: None,
        }
    }

    /// Name of the article in lists: outlet and date if known, otherwise the title.
    #[must_use]
    pub fn name(&self) -> String {
        let details = &self.details;
        match (details.outlet.as_str(), details.published_day()) {
            ("", _) if details.title.is_empty() => "Untitled article".to_owned(),
            ("", _) => details.title.clone(),
            (outlet, "") => outlet.to_owned(),
            (outlet, published) => format!("{outlet} - {published}"),
        }
    }

    /// The same for display: a right-to-left outlet name does not reverse the date. Not for text that is stored,
    /// exported or read by a screen reader; see [`isolated`].
    #[must_use]
    pub fn shown_name(&self) -> String {
        let details = &self.details;
        match (details.outlet.as_str(), details.published_day()) {
            ("", _) | (_, "") => isolated(&self.name()).into_owned(),
            (outlet, published) => format!("{} - {published}", isolated(outlet)),
        }
    }

    /// The text at `span`, or `None` if it is out of range or splits a character.
    #[must_use]
    pub fn quote(&self, span: Span) -> Option<&str> {
        self.text.as_str().get(span.range())
    }
}

/// File format of an [`Article`]: the text by paragraphs, with a hash that reveals changes made outside the program.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenArticle<'a> {
    pub(crate) id: ArticleId,
    pub(crate) details: Cow<'a, ArticleDetails>,
    pub(crate) clutter: Cow<'a, BTreeSet<usize>>,
    #[serde(default, skip_serializing_if = "Provenance::is_unknown")]
    pub(crate) provenance: Cow<'a, Provenance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) excluded: Option<Exclusion>,
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
            provenance,
            excluded,
        } = article;
        Self {
            id: *id,
            details: Cow::Borrowed(details),
            clutter: Cow::Borrowed(clutter),
            provenance: Cow::Borrowed(provenance),
            excluded: *excluded,
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
            provenance,
            excluded,
            sha256: _,
            text,
        } = written;
        Self {
            id,
            text,
            details: details.into_owned(),
            clutter: clutter.into_owned(),
            provenance: provenance.into_owned(),
            excluded,
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

/// A date without its time of day, if it begins like 2023-05-23; any other text in full.
#[must_use]
pub fn without_time(date: &str) -> &str {
    let day = date.get(..10).filter(|day| is_day(day));
    day.unwrap_or(date)
}

/// Returns whether the text has the form 2023-05-23.
fn is_day(written: &str) -> bool {
    let like = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    written.bytes().enumerate().all(like)
}

/// An immutable text with its paragraphs and its hash. Cloning it copies a pointer.
#[derive(Clone)]
pub struct ArticleText {
    inner: Arc<Inner>,
}

struct Inner {
    text: String,
    /// Invariant: the paragraphs of `text`.
    paragraphs: Paragraphs,
    /// Invariant: the hash of `text`.
    hash: TextHash,
}

impl ArticleText {
    /// Stores a text unchanged; the importer normalises line endings.
    #[must_use]
    pub fn new(text: String) -> Self {
        let paragraphs = Paragraphs::of(&text);
        let hash = TextHash::of(&text);
        Self {
            inner: Arc::new(Inner {
                text,
                paragraphs,
                hash,
            }),
        }
    }

    /// The whole text, with paragraphs separated by "\n".
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Byte ranges of the paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> &Paragraphs {
        &self.inner.paragraphs
    }

    /// Hash of the text, to compare texts and to detect changes.
    #[must_use]
    pub fn hash(&self) -> TextHash {
        self.inner.hash
    }
}

/// Serializes a text as a list of paragraphs.
impl Serialize for ArticleText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.as_str().split('\n'))
    }
}

impl<'de> Deserialize<'de> for ArticleText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_seq(WrittenParagraphs)
            .map(Self::new)
    }
}

/// Joins the paragraphs of a text.
struct WrittenParagraphs;

impl<'de> Visitor<'de> for WrittenParagraphs {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of paragraphs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut paragraphs: A) -> Result<String, A::Error> {
        let mut text = String::new();
        let mut is_first = true;
        while let Some(WrittenParagraph(paragraph)) = paragraphs.next_element()? {
            if !is_first {
                text.push('\n');
            }
            text.push_str(&paragraph);
            is_first = false;
        }
        text.shrink_to_fit();
        Ok(text)
    }
}

/// Borrowed if the input has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct WrittenParagraph<'a>(#[serde(borrow)] Cow<'a, str>);

impl PartialEq for ArticleText {
    fn eq(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}
impl Eq for ArticleText {}

impl fmt::Debug for ArticleText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ArticleText({} bytes, {})",
            self.as_str().len(),
            self.hash()
        )
    }
}

/// SHA-256 of a text's UTF-8 bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// Hashes `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Publication details of an article, as far as the analyst knows them; every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleDetails {
    /// The headline.
    pub title: String,
    /// Publisher ("The Post").
    pub outlet: String,
    /// Author, as printed.
    pub byline: String,
    /// Publication date: ISO 8601 to any precision ("2023", "2023-05", "2023-05-23", "2023-05-23T14:30+02:00"), or free
    /// text.
    pub published: String,
    /// Date the text was retrieved, in the same format as `published`.
    pub retrieved: String,
    /// Address it was retrieved from.
    pub url: String,
    /// BCP 47 language tag ("en", "pt-BR").
    pub language: String,
    /// Agencies credited in the article, as printed ("AFP, AP").
    pub agency_credits: String,
    /// Reliability of the outlet.
    pub reliability: Option<Reliability>,
}

impl ArticleDetails {
    /// Publication date without the time of day, for lists; free text is returned in full.
    #[must_use]
    pub fn published_day(&self) -> &str {
        without_time(&self.published)
    }
}

/// Reliability of a source on the Admiralty code (NATO AJP-2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Reliability {
    /// All six, best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter and the wording of the code.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A => "A - completely reliable",
            Self::B => "B - usually reliable",
            Self::C => "C - fairly reliable",
            Self::D => "D - not usually reliable",
            Self::E => "E - unreliable",
            Self::F => "F - reliability cannot be judged",
        }
    }
}
