use crate::text::Paragraphs;

use std::{borrow::Cow, fmt, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};
use sha2::{Digest, Sha256};

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
        let paragraphs = Paragraphs::new(&text);
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
