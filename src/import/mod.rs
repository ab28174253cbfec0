//! Reads files and pasted text as articles.

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
    /// Without byte order mark, with LF line ends; plain text is otherwise unchanged.
    pub text: ArticleText,
    /// What the file states; the title is guessed if necessary.
    pub details: ArticleDetails,
    /// Paragraphs that are imported hidden.
    pub clutter: BTreeSet<usize>,
    pub structure: Structure,
    /// Sentences for the user, without the file name.
    pub warnings: Vec<String>,
    /// The encoding that the text was decoded in.
    #[serde(with = "encodings::by_name")]
    pub encoding: &'static TextEncoding,
    pub confidence: Confidence,
    /// Number of undecodable byte sequences; each becomes U+FFFD.
    pub unreadable: usize,
    /// `None` for an article that is the whole file, or its main part.
    pub part: Option<Part>,
    /// Columns of a table of posts.
    pub columns: Option<PostColumns>,
    /// Comments on its words. The text contains them too, hidden.
    pub comments: Vec<ImportedComment>,
}

/// An article from a file, with its bytes if another encoding may suit them better.
#[derive(Clone, Debug)]
pub struct ImportedFile {
    /// File name for display.
    pub name: String,
    /// Name of its format, for reading it again in another encoding.
    pub format: &'static str,
    pub article: ImportedArticle,
    pub original: Original,
    pub bytes: Option<Arc<[u8]>>,
    /// The bytes of a table of posts, whose columns can be selected again.
    pub table: Option<Arc<[u8]>>,
}

impl ImportedFile {
    /// Name of its format, for display: "Word document".
    pub fn format_label(&self) -> &'static str {
        formats::of_name(self.format).label
    }

    /// Name of the encoding, if the file is text.
    pub fn encoding_label(&self) -> Option<&'static str> {
        let is_text = formats::of_name(self.format).shows_encoding;
        is_text.then_some(self.article.encoding.name)
    }

    pub fn into_article(self, id: ArticleId) -> Article {
        Article {
            original: Some(self.original),
            ..self.article.into_article(id)
        }
    }
}

impl ImportedArticle {
    /// The encoding, if it is not certain: "Windows-1250, guessed".
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

    /// The warnings, and the encoding if it is not certain.
    pub fn all_warnings(&self) -> Vec<String> {
        let reading = self.reading().into_iter();
        reading.chain(self.warnings.iter().cloned()).collect()
    }

    /// Whether its file had no paragraph structure.
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

/// Joins the words of a text with single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A warning for each count that is not zero: "Chapters missing from the file: 2".
fn warnings_of<const N: usize>(counts: [(usize, &str); N]) -> impl Iterator<Item = String> {
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, what)| format!("{what}: {count}"))
}

/// Stores the bytes of an article. If that fails, the article is imported with a warning.
fn keep(
    article: &mut ImportedArticle,
    originals: &OriginalKeeper,
    bytes: &[u8],
    extension: &str,
    from: &str,
    method: ImportMethod,
) -> Original {
    let (original, error) = originals.keep(bytes, extension, from, method);
    let warning = error.map(|error| format!("The original was not kept. {error}"));
    article.warnings.extend(warning);
    original
}

pub type ImportResult = Result<ImportedFile, ImportError>;

/// An export of chats, a web archive, and an email with attachments contain several articles; any other file one.
pub type ImportResults = Result<Vec<ImportedFile>, ImportError>;

/// The contents of several files.
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
