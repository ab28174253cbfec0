//! Imports: files and pasted text become articles.

mod archive;
mod article_builder;
mod article_files;
mod claims;
mod comments;
mod document;
mod docx;
mod duplicates;
mod encodings;
mod epub;
mod errors;
mod files;
mod formats;
mod html;
mod html_format;
mod isolation;
mod mail;
mod near_duplicates;
mod odt;
mod ole;
mod options;
mod other_tools;
mod part;
mod pasted;
mod pdf;
mod posts;
mod recognition;
mod rtf;
mod symbols;
mod telegram;
mod text;
mod title;
mod transcript;
mod warc;
mod xml;

use crate::{
    project::{Article, ArticleDetails, ArticleId, ArticleText, ImportMethod, Original, Structure},
    storage::OriginalKeeper,
};
pub use article_files::{ArticleFiles, article_files};
pub use claims::{CLAIM_FIELDS, ClaimColumns, ClaimSource, ImportedClaims, import_claims};
pub use comments::{ImportedComment, comments_as_highlights, highlights_of_comments};
pub use duplicates::{is_same_text, same_article};
pub use encodings::{Confidence, DecodeError, TextEncoding, encodings};
pub use errors::{ImportError, ReadError};
use files::{file_name, readable_format};
pub use files::{import_all, import_file, read_table_again};
pub use formats::{
    read_articles, read_format, read_in_encoding, read_with_options, readable_formats,
};
pub use html_format::read_html_format;
pub use isolation::{IsolatedReader, READ_COMMAND, answer};
pub use near_duplicates::{KnownWords, NearDuplicate, near_duplicates};
pub use options::{Password, ReadOptions};
pub use other_tools::{
    NamedWork, OTHER_ENDINGS, OtherWork, PlacedWork, other_work, place, place_all,
};
pub use part::Part;
pub use pasted::{CopiedPage, Pasted, import_clipboard, import_pasted};
pub use posts::{POST_FIELDS, PostColumns};
pub use text::{decoded, import_bytes, import_text};

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

/// The content of a file or of pasted text, ready to become an [`Article`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedArticle {
    /// Without byte order mark, lines end with "\n"; of plain text otherwise unchanged.
    pub text: ArticleText,
    /// As far as the file says; the title is guessed if need be.
    pub details: ArticleDetails,
    /// Paragraphs that come in hidden.
    pub clutter: BTreeSet<usize>,
    pub structure: Structure,
    /// Sentences for people, without the name of the file.
    pub warnings: Vec<String>,
    /// The encoding that the text was read in.
    #[serde(with = "encodings::by_name")]
    pub encoding: &'static TextEncoding,
    pub confidence: Confidence,
    /// Number of places with bytes that could not be read; they become U+FFFD.
    pub unreadable: usize,
    /// `None` of an article that is the whole of its file, or the main part.
    pub part: Option<Part>,
    /// Of a table of posts.
    pub columns: Option<PostColumns>,
    /// Comments on words of it, which are in its text too, hidden.
    pub comments: Vec<ImportedComment>,
}

/// An article from a file, with the bytes it was read from if another encoding may suit them better.
#[derive(Clone, Debug)]
pub struct ImportedFile {
    /// The file's name, for people.
    pub name: String,
    /// Name of its format, which is read again in another encoding.
    pub format: &'static str,
    pub article: ImportedArticle,
    pub original: Original,
    pub bytes: Option<Arc<[u8]>>,
    /// The bytes of a table of posts, whose columns can be selected.
    pub table: Option<Arc<[u8]>>,
}

impl ImportedFile {
    pub fn into_article(self, id: ArticleId) -> Article {
        Article {
            original: Some(self.original),
            ..self.article.into_article(id)
        }
    }
}

impl ImportedArticle {
    /// How it was read, where that is not beyond doubt: "Windows-1250, guessed".
    pub fn reading(&self) -> Option<String> {
        let name = self.encoding.name;
        let how = match self.confidence {
            Confidence::Certain => name.to_owned(),
            Confidence::Guessed => format!("{name}, guessed"),
            Confidence::Doubtful => format!("{name}, guessed and doubtful"),
        };
        match self.unreadable {
            0 if self.confidence == Confidence::Certain => None,
            0 => Some(how),
            1 => Some(format!(
                "{how}; 1 place could not be read and shows \u{FFFD}"
            )),
            count => Some(format!(
                "{how}; {count} places could not be read and show \u{FFFD}"
            )),
        }
    }

    /// The warnings, and how it was read where that is not beyond doubt.
    pub fn all_warnings(&self) -> Vec<String> {
        let reading = self.reading().into_iter();
        reading.chain(self.warnings.iter().cloned()).collect()
    }

    /// Whether its file said nothing of its paragraphs.
    pub fn is_plain(&self) -> bool {
        self.clutter.is_empty() && self.structure == Structure::default()
    }

    pub fn into_article(self, id: ArticleId) -> Article {
        Article {
            clutter: self.clutter,
            structure: self.structure,
            ..Article::new(id, self.text, self.details.to_be_checked())
        }
    }
}

/// The words of a text with one blank between them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A warning for each count that is not zero: "Chapters missing from the file: 2".
fn warnings_of<const N: usize>(counts: [(usize, &str); N]) -> impl Iterator<Item = String> {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, what)| format!("{what}: {count}"))
}

/// Keeps the bytes of an article. Where that fails, the article comes in with a warning.
fn keep(
    article: &mut ImportedArticle,
    originals: &OriginalKeeper,
    bytes: &[u8],
    ending: &str,
    from: &str,
    method: ImportMethod,
) -> Original {
    let (original, error) = originals.keep(bytes, ending, from, method);
    let warning = error.map(|error| format!("The original was not kept. {error}"));
    article.warnings.extend(warning);
    original
}

pub type ImportResult = Result<ImportedFile, ImportError>;

/// An export of chats, a web archive, and a mail with attachments hold several articles; every other file one.
pub type ImportResults = Result<Vec<ImportedFile>, ImportError>;

/// The contents of some files.
#[derive(Debug, Default)]
pub struct ImportedAll {
    pub articles: Vec<ImportResult>,
    /// From files of other tools.
    pub works: Vec<NamedWork>,
}

impl From<Vec<ImportResult>> for ImportedAll {
    fn from(articles: Vec<ImportResult>) -> Self {
        Self {
            articles,
            works: Vec::new(),
        }
    }
}
