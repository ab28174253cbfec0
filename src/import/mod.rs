//! Imports: files and pasted text become articles.

mod archive;
mod article_builder;
mod article_files;
mod claims;
mod document;
mod docx;
mod duplicates;
mod encodings;
mod epub;
mod formats;
mod html;
mod isolation;
mod mail;
mod near_duplicates;
mod odt;
mod ole;
mod other_tools;
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
    storage::{FileError, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, OriginalKeeper, Progress, disk},
};
pub use article_files::{ArticleFiles, article_files};
pub use claims::{ImportedClaims, import_claims};
pub use duplicates::{is_same_text, same_article};
use encodings::Reading;
pub use encodings::{Confidence, DecodeError, TextEncoding, encodings};
use formats::{ImportFormat, Reader};
pub use formats::{read_articles, read_format, read_in_encoding, readable_formats};
pub use isolation::{IsolatedReader, READ_COMMAND, answer};
pub use near_duplicates::{KnownWords, NearDuplicate, near_duplicates};
pub use other_tools::{
    NamedWork, OTHER_ENDINGS, OtherWork, PlacedWork, other_work, place, place_all,
};
pub use pasted::{Pasted, import_clipboard, import_pasted};
use recognition::{format_of, may_be_unread};
pub use text::{decoded, import_bytes, import_text};

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

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

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{source}. {}", advice(.source))]
    File { source: FileError },
    /// A known format without a reader.
    #[error("{}: {format} cannot be read yet. Copy the text and use Paste article\u{2026}", .path.display())]
    Format {
        path: PathBuf,
        /// In the plural: "PDF articles".
        format: &'static str,
    },
    #[error(
        "{}: no column of this table is named like claims. Name one \u{201c}claim\u{201d} in the first row, and save the table as CSV",
        .path.display()
    )]
    NoClaims { path: PathBuf },
    #[error("Only the first {MAX_ARTICLE_FILES} files were added. Add the others folder by folder")]
    TooMany,
    /// An error in the program.
    #[error(
        "No article was added, because of an error in Crosscheck. Add the files one by one to find the one that causes it"
    )]
    Fault,
    #[error("{}: {source}", .path.display())]
    Read { path: PathBuf, source: ReadError },
    #[error("The pasted text was not added: {0}")]
    Pasted(DecodeError),
}

/// Why the bytes of a file gave no article, without the name of the file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Text(#[from] DecodeError),
    #[error("no text in it")]
    Empty,
    #[error("more than {} MB of text. Split it, or paste the part that you need", MAX_ARTICLE_BYTES / (1024 * 1024))]
    TooMuchText,
    #[error(
        "it is damaged or cut off. Get it again, or copy the text and use Paste article\u{2026}"
    )]
    Damaged,
    #[error("it has a password. Save it without one")]
    Password,
    #[error("it unpacks to more than {} MB. Copy the text and use Paste article\u{2026}", archive::MAX_UNPACKED / (1024 * 1024))]
    Bomb,
    /// In the words of a format's reader.
    #[error("{0}")]
    Told(String),
    #[error(
        "reading it took too long, so it was stopped. Copy the text and use Paste article\u{2026}"
    )]
    TooLong,
    #[error(
        "it is damaged, or made to take all memory: reading it was stopped. Copy the text and use Paste article\u{2026}"
    )]
    EndedBadly,
    #[error("cancelled")]
    Cancelled,
    #[error("the process that reads such files could not be started ({0}). Start Crosscheck again")]
    NotStarted(io::Error),
    #[error("an error in Crosscheck stopped the import")]
    Fault,
}

/// The words of a text with one space between them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn advice(error: &FileError) -> &'static str {
    match error {
        FileError::TooLong { .. } => "Split it, or paste the part that you need",
        FileError::NotAFile { .. } => "Select a text file",
        _ => "Check that it is still there and that you may read it",
    }
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

/// An export of chats, or a web archive, holds several articles; every other file one.
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

/// Imports files, and all files in folders; `None` if `progress` was cancelled.
pub fn import_all(
    paths: &[PathBuf],
    isolated: &IsolatedReader,
    originals: &OriginalKeeper,
    progress: &Progress,
) -> Option<ImportedAll> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = article_files(paths, progress)?;
    progress.begin(files.len());
    let mut results = Vec::with_capacity(files.len());
    let mut works = Vec::new();
    for path in &files {
        if let Some(work) = other_work(path) {
            match work {
                Ok(work) => works.push(NamedWork {
                    name: file_name(path),
                    work,
                }),
                Err(error) => results.push(Err(error)),
            }
            progress.advance();
            continue;
        }
        match import_file(path, isolated, originals, progress) {
            Ok(files) => results.extend(files.into_iter().map(Ok)),
            Err(error) => results.push(Err(error)),
        }
        if progress.is_cancelled() {
            return None;
        }
        progress.advance();
    }
    results.extend(refused.into_iter().map(Err));
    results.extend(cut_off.then_some(Err(ImportError::TooMany)));
    Some(ImportedAll {
        articles: results,
        works,
    })
}

fn file_name(path: &Path) -> String {
    let file = path.file_name().unwrap_or(path.as_os_str());
    file.to_string_lossy().into_owned()
}

/// Imports the articles of one file and keeps its bytes. Its content decides on the format before its name does.
///
/// # Errors
/// [`ImportError`], which names the file and says what to do.
pub fn import_file(
    path: &Path,
    isolated: &IsolatedReader,
    originals: &OriginalKeeper,
    progress: &Progress,
) -> ImportResults {
    let file_error = |source| ImportError::File { source };
    // A film is refused as a film, even if it is also too long.
    if may_be_unread(path) {
        let head = disk::read_head(path, recognition::HEAD).map_err(file_error)?;
        readable_format(path, &head)?;
    }
    let bytes = disk::read_file(path, MAX_ARTICLE_BYTES).map_err(file_error)?;
    let head = &bytes[..bytes.len().min(recognition::HEAD as usize)];
    let format = readable_format(path, head)?;
    let articles = match format.reader {
        Reader::Here(read) => here(read, &bytes),
        Reader::Refused(why) => Err(why(&bytes)),
        Reader::Apart(_) | Reader::Several(_) | Reader::None => {
            isolated.read(format.ending(), &bytes, progress)
        }
    };
    let mut articles = articles.map_err(|source| ImportError::Read {
        path: path.to_owned(),
        source,
    })?;
    let count = articles.len();
    let Some(first) = articles.first_mut() else {
        return Ok(Vec::new());
    };
    let file = file_name(path);
    let original = keep(
        first,
        originals,
        &bytes,
        format.ending(),
        &file,
        format.method,
    );
    let is_here = matches!(format.reader, Reader::Here(_));
    let bytes: Arc<[u8]> = bytes.into();
    let files = articles.into_iter().map(|article| ImportedFile {
        name: if count == 1 {
            file.clone()
        } else {
            format!("{file}: {}", article.details.title)
        },
        format: format.name,
        bytes: (is_here && article.reading().is_some()).then(|| Arc::clone(&bytes)),
        article,
        original: original.clone(),
    });
    Ok(files.collect())
}

fn here(
    read: fn(&Reading) -> Result<ImportedArticle, ReadError>,
    bytes: &[u8],
) -> Result<Vec<ImportedArticle>, ReadError> {
    Ok(vec![read(&text::decode(bytes)?)?])
}

fn readable_format(path: &Path, head: &[u8]) -> Result<&'static ImportFormat, ImportError> {
    let format = format_of(path, head);
    if matches!(format.reader, Reader::None) {
        let path = path.to_owned();
        let format = format.name;
        return Err(ImportError::Format { path, format });
    }
    Ok(format)
}
