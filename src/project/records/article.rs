use super::{
    id::ArticleId, original::Original, provenance::Provenance, speaker::Exclusion,
    structure::Structure,
};
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
    /// Kinds and places of its paragraphs.
    pub structure: Structure,
    /// The sources of the article's own words.
    pub provenance: Provenance,
    /// Reason for excluding it from the source count, if excluded.
    pub excluded: Option<Exclusion>,
    /// The bytes it came in as; `None` if that was not recorded. Never changes after import.
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

    /// The same for display: a right-to-left outlet name does not reverse the date. Not for text that is stored,
    /// exported or read by a screen reader; see [`isolated`].
    pub fn shown_name(&self) -> String {
        let details = &self.details;
        match (details.outlet.as_str(), details.published_day()) {
            ("", _) | (_, "") => isolated(&self.name()).into_owned(),
            (outlet, published) => format!("{} - {published}", isolated(outlet)),
        }
    }

    /// Index of the paragraph that is the title: the first one near the top with the letters and digits of the title, preferably
    /// one that is not clutter.
    pub fn headline(&self) -> Option<usize> {
        let paragraphs = self.text.paragraphs();
        let title = || letters(&self.details.title);
        title().next()?;
        let near_top = 0..paragraphs.len().min(HEADLINE_WITHIN);
        let mut same = near_top.filter(|paragraph| {
            let words = &self.text.as_str()[paragraphs.range(*paragraph)];
            letters(words).eq(title())
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
            let words = &self.text.as_str()[paragraphs.range(*paragraph)];
            let after = words.trim_start_matches('#');
            (1..=6).contains(&(words.len() - after.len())) && after.starts_with(' ')
        })
    }

    /// The text at `span`, or `None` if it is out of range or splits a character.
    pub fn quote(&self, span: Span) -> Option<&str> {
        self.text.as_str().get(span.range())
    }
}

/// Number of paragraphs among which the title is looked for, so that a frame has time for it.
const HEADLINE_WITHIN: usize = 400;

/// The letters and digits of a text in lower case: a title differs from its paragraph in quotes, blanks and Markdown signs.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|sign| sign.is_alphanumeric());
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

/// A date without its time of day, if it begins like 2023-05-23; any other text in full.
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
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Byte ranges of the paragraphs.
    pub fn paragraphs(&self) -> &Paragraphs {
        &self.inner.paragraphs
    }

    /// Hash of the text, to compare texts and to detect changes.
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
    /// Fields that were filled when the article came in, and that nobody has checked yet.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unchecked: BTreeSet<DetailName>,
}

/// A text of the [`ArticleDetails`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DetailName {
    Title,
    Outlet,
    Byline,
    Published,
    Retrieved,
    Url,
    Language,
    AgencyCredits,
}

impl DetailName {
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Outlet,
        Self::Byline,
        Self::Published,
        Self::Retrieved,
        Self::Url,
        Self::Language,
        Self::AgencyCredits,
    ];
}

impl ArticleDetails {
    pub fn text_mut(&mut self, name: DetailName) -> &mut String {
        match name {
            DetailName::Title => &mut self.title,
            DetailName::Outlet => &mut self.outlet,
            DetailName::Byline => &mut self.byline,
            DetailName::Published => &mut self.published,
            DetailName::Retrieved => &mut self.retrieved,
            DetailName::Url => &mut self.url,
            DetailName::Language => &mut self.language,
            DetailName::AgencyCredits => &mut self.agency_credits,
        }
    }

    /// The same with every filled text as one to be checked.
    pub fn to_be_checked(mut self) -> Self {
        let names = DetailName::ALL.into_iter();
        let filled = names.filter(|name| !self.text_mut(*name).is_empty());
        self.unchecked = filled.collect();
        self
    }

    /// These details with what a newer reading of the article gives for the texts that are empty or were not checked.
    pub fn read_again(&self, mut newer: Self) -> Self {
        let mut details = self.clone();
        for name in DetailName::ALL {
            let text = details.text_mut(name);
            if text.is_empty() || self.unchecked.contains(&name) {
                text.clone_from(newer.text_mut(name));
                if text.is_empty() {
                    details.unchecked.remove(&name);
                } else {
                    details.unchecked.insert(name);
                }
            }
        }
        details
    }

    /// Whether nothing but the title is known yet, which importing an article guesses.
    pub fn is_empty(&self) -> bool {
        let Self {
            title: _,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language: _,
            agency_credits,
            reliability,
            unchecked: _,
        } = self;
        let fields = [outlet, byline, published, retrieved, url, agency_credits];
        fields.iter().all(|field| field.is_empty()) && reliability.is_none()
    }

    /// Publication date without the time of day, for lists; free text is returned in full.
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
    fn markdown_headings_begin_with_signs_and_a_blank() {
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
