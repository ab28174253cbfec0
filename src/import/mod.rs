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
mod formats;
mod html;
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
    storage::{FileError, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, OriginalKeeper, Progress, disk},
};
pub use article_files::{ArticleFiles, article_files};
pub use claims::{CLAIM_FIELDS, ClaimColumns, ClaimSource, ImportedClaims, import_claims};
pub use comments::{ImportedComment, comments_as_highlights, highlights_of_comments};
pub use duplicates::{is_same_text, same_article};
pub use encodings::{Confidence, DecodeError, TextEncoding, encodings};
use formats::{ImportFormat, Reader};
pub use formats::{
    read_articles, read_format, read_in_encoding, read_with_options, readable_formats,
};
pub use isolation::{IsolatedReader, READ_COMMAND, answer};
pub use near_duplicates::{KnownWords, NearDuplicate, near_duplicates};
pub use options::{Password, ReadOptions};
pub use other_tools::{
    NamedWork, OTHER_ENDINGS, OtherWork, PlacedWork, other_work, place, place_all,
};
pub use part::Part;
pub use pasted::{Pasted, import_clipboard, import_pasted};
pub use posts::{POST_FIELDS, PostColumns};
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
    /// Number of places with bytes that could not be read; U+FFFD stands there.
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
        "{}: no column of this table is named like claims. Name one \u{201c}claim\u{201d} in the first row",
        .path.display()
    )]
    NoClaims { path: PathBuf },
    #[error("Only the first {MAX_ARTICLE_FILES} files were added. Add the others folder by folder")]
    TooMany,
    /// A fault of the program.
    #[error(
        "No article was added, because reading ended in a fault of Crosscheck. Add the files one by one to find the one that causes it"
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
    /// Another try with a password may read it.
    #[error("it is protected with a password")]
    Locked,
    #[error("this is not its password")]
    WrongPassword,
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
    #[error("reading it ended in a fault of Crosscheck")]
    Fault,
}

/// The words of a text with one blank between them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl ImportError {
    /// The file and what is the matter, if it could be read with another password.
    pub fn locked(&self) -> Option<(&Path, String)> {
        let Self::Read { path, source } = self else {
            return None;
        };
        matches!(source, ReadError::Locked | ReadError::WrongPassword)
            .then(|| (&**path, source.to_string()))
    }
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
    // A long film is a film before it is too long.
    if may_be_unread(path) {
        let head = disk::read_head(path, recognition::HEAD).map_err(file_error)?;
        readable_format(path, &head)?;
    }
    let bytes = disk::read_file(path, MAX_ARTICLE_BYTES).map_err(file_error)?;
    let head = &bytes[..bytes.len().min(recognition::HEAD as usize)];
    let format = readable_format(path, head)?;
    let articles = match format.reader {
        Reader::Here(read) => here(read, &bytes, &isolated.options),
        Reader::Refused(why) => Err(why(&bytes)),
        Reader::Apart(_) | Reader::WithOptions(_) | Reader::Several(_) | Reader::None => {
            isolated.read(format.ending(), &bytes, progress)
        }
    };
    let articles = articles.map_err(|source| ImportError::Read {
        path: path.to_owned(),
        source,
    })?;
    Ok(files_of(
        articles,
        &file_name(path),
        format,
        bytes,
        originals,
    ))
}

/// The articles of a file, with its original.
fn files_of(
    mut articles: Vec<ImportedArticle>,
    file: &str,
    format: &'static ImportFormat,
    bytes: Vec<u8>,
    originals: &OriginalKeeper,
) -> Vec<ImportedFile> {
    let is_attachment = |it: &&ImportedArticle| matches!(it.part, Some(Part::Attachment { .. }));
    let count = articles.len() - articles.iter().filter(is_attachment).count();
    let Some(first) = articles.first_mut() else {
        return Vec::new();
    };
    let original = keep(
        first,
        originals,
        &bytes,
        format.ending(),
        file,
        format.method,
    );
    let is_here = matches!(format.reader, Reader::Here(_));
    let bytes: Arc<[u8]> = bytes.into();
    let files = articles.into_iter().map(|mut article| {
        let (name, of, original) = match &article.part {
            Some(Part::Attachment { name, format: of }) => {
                let from = format!("{file}: {name}");
                let original = Original {
                    from: from.clone(),
                    method: ImportMethod::MailAttachment,
                    ..original.clone()
                };
                (from, formats::of_name(of).name, original)
            }
            Some(Part::Page { .. }) | None if count > 1 => {
                let name = format!("{file}: {}", article.details.title);
                (name, format.name, original.clone())
            }
            Some(Part::Page { .. }) | None => {
                article.part = None;
                (file.to_owned(), format.name, original.clone())
            }
        };
        ImportedFile {
            name,
            format: of,
            bytes: (is_here && article.reading().is_some()).then(|| Arc::clone(&bytes)),
            table: (article.columns.is_some() && article.part.is_none())
                .then(|| Arc::clone(&bytes)),
            article,
            original,
        }
    });
    files.collect()
}

/// Reads a table of posts again, with the columns that the reader's options have for it.
///
/// # Errors
/// As for [`import_file`].
pub fn read_table_again(
    file: ImportedFile,
    isolated: &IsolatedReader,
    progress: &Progress,
) -> ImportResult {
    let format = formats::of_name(file.format);
    let bytes = file.table.clone().unwrap_or_default();
    let read = match format.reader {
        Reader::Here(read) => text::decode_as(&bytes, file.article.encoding)
            .map_err(ReadError::from)
            .and_then(|reading| read(&reading, &isolated.options)),
        Reader::Apart(_)
        | Reader::WithOptions(_)
        | Reader::Several(_)
        | Reader::Refused(_)
        | Reader::None => isolated
            .read(format.ending(), &bytes, progress)
            .and_then(|articles| articles.into_iter().next().ok_or(ReadError::Empty)),
    };
    let read = read.map_err(|source| ImportError::Read {
        path: file.name.clone().into(),
        source,
    });
    read.map(|article| ImportedFile { article, ..file })
}

fn here(
    read: formats::ReadHere,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    Ok(vec![read(&text::decode(bytes)?, options)?])
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
