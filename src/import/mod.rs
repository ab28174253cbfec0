//! Imports: files and pasted text become articles.

mod duplicates;
mod encodings;
mod formats;
mod text;
mod title;

use crate::{
    project::{Article, ArticleDetails, ArticleId, ArticleText},
    storage::{FileError, FoundFiles, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, Progress, disk},
};
pub use duplicates::{is_same_text, same_article};
pub use encodings::{Confidence, DecodeError, TextEncoding, encodings};
pub use formats::readable_formats;
use formats::{format_of, may_be_unread};
pub use text::{import_bytes, import_bytes_as, import_text};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The content of a file or of pasted text, ready to become an [`Article`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedArticle {
    /// Without byte order mark, lines end with "\n"; otherwise unchanged.
    pub text: ArticleText,
    /// Guessed; see `title`.
    pub title: String,
    /// The encoding that the text was read in.
    pub encoding: &'static TextEncoding,
    pub confidence: Confidence,
    /// Number of places with bytes that could not be read; U+FFFD stands there.
    pub unreadable: usize,
}

/// An article from a file, with the bytes it was read from if another encoding may suit them better.
#[derive(Clone, Debug)]
pub struct ImportedFile {
    /// The file's name, for people.
    pub name: String,
    pub article: ImportedArticle,
    pub bytes: Option<Arc<[u8]>>,
}

impl ImportedArticle {
    /// How it was read, where that is not beyond doubt: "Windows-1250, guessed".
    #[must_use]
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

    #[must_use]
    pub fn into_article(self, id: ArticleId) -> Article {
        let details = ArticleDetails {
            title: self.title,
            ..ArticleDetails::default()
        };
        Article::new(id, self.text, details)
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
    #[error("Only the first {MAX_ARTICLE_FILES} files were added. Add the others folder by folder")]
    TooMany,
    /// A fault of the program.
    #[error(
        "No article was added, because reading ended in a fault of Crosscheck. Add the files one by one to find the one that causes it"
    )]
    Fault,
    #[error("{}: {source}", .path.display())]
    Decode { path: PathBuf, source: DecodeError },
    #[error("The pasted text was not added: {0}")]
    Pasted(DecodeError),
}

fn advice(error: &FileError) -> &'static str {
    match error {
        FileError::TooLong { .. } => "Split it, or paste the part that you need",
        FileError::NotAFile { .. } => "Select a text file",
        _ => "Check that it is still there and that you may read it",
    }
}

/// Imports pasted text, as a file without bytes to read again.
///
/// # Errors
/// [`ImportError::Pasted`].
pub fn import_pasted(text: &str) -> ImportResult {
    let article = import_text(text).map_err(ImportError::Pasted)?;
    Ok(ImportedFile {
        name: "Pasted text".to_owned(),
        article,
        bytes: None,
    })
}

/// The files to import among some files and folders.
#[derive(Debug, Default)]
pub struct ArticleFiles {
    /// In the order given, those of a folder by name; no file twice.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read and files in other formats.
    pub refused: Vec<ImportError>,
    /// Whether there were more than [`MAX_ARTICLE_FILES`]; the rest are left out.
    pub cut_off: bool,
}

/// Expands folders, recursively, into the article files within; see [`disk::files_in`]. `None` if `progress` was cancelled.
///
/// Files in folders that are known not to be articles are refused, after a look at their first bytes if the name says so.
#[must_use]
pub fn article_files(paths: &[PathBuf], progress: &Progress) -> Option<ArticleFiles> {
    let mut refused = Vec::new();
    let mut is_readable = |path: &Path| match refusal(path) {
        None => true,
        Some(error) => {
            refused.push(error);
            false
        }
    };
    let FoundFiles {
        files,
        errors,
        cut_off,
    } = disk::files_in(paths, MAX_ARTICLE_FILES, &mut is_readable, progress)?;
    let unread = errors
        .into_iter()
        .map(|source| ImportError::File { source });
    refused.extend(unread);
    Some(ArticleFiles {
        files,
        refused,
        cut_off,
    })
}

/// The reason not to import a file, if its name is of a format without a reader and its first bytes do not say otherwise.
fn refusal(path: &Path) -> Option<ImportError> {
    if !may_be_unread(path) {
        return None;
    }
    let head = disk::read_head(path, formats::HEAD).ok()?;
    reader(path, &head).err()
}

pub type ImportResult = Result<ImportedFile, ImportError>;

/// Imports files, and all files in folders; `None` if `progress` was cancelled.
#[must_use]
pub fn import_all(paths: &[PathBuf], progress: &Progress) -> Option<Vec<ImportResult>> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = article_files(paths, progress)?;
    progress.begin(files.len());
    let mut results = Vec::with_capacity(files.len());
    for path in &files {
        if progress.is_cancelled() {
            return None;
        }
        results.push(import_file(path));
        progress.advance();
    }
    results.extend(refused.into_iter().map(Err));
    results.extend(cut_off.then_some(Err(ImportError::TooMany)));
    Some(results)
}

/// Imports one file. Its content decides on the format before its name does.
///
/// # Errors
/// [`ImportError`], which names the file and says what to do.
pub fn import_file(path: &Path) -> ImportResult {
    let file_error = |source| ImportError::File { source };
    // A long film is a film before it is too long.
    if may_be_unread(path) {
        let head = disk::read_head(path, formats::HEAD).map_err(file_error)?;
        reader(path, &head)?;
    }
    let bytes = disk::read_file(path, MAX_ARTICLE_BYTES).map_err(file_error)?;
    let head = &bytes[..bytes.len().min(formats::HEAD as usize)];
    let read = reader(path, head)?;
    let article = read(&bytes).map_err(|source| ImportError::Decode {
        path: path.to_owned(),
        source,
    })?;
    let is_doubted = article.reading().is_some();
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(ImportedFile {
        name: name.to_string_lossy().into_owned(),
        article,
        bytes: is_doubted.then(|| bytes.into()),
    })
}

fn reader(path: &Path, head: &[u8]) -> Result<formats::Read, ImportError> {
    let format = format_of(path, head);
    format.read.ok_or_else(|| ImportError::Format {
        path: path.to_owned(),
        format: format.name,
    })
}
