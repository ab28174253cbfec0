//! Imports: files and pasted text become articles.

mod formats;
mod text;
mod title;
mod utf16;

use crate::{
    project::{Article, ArticleDetails, ArticleId, ArticleText},
    storage::{FileError, FoundFiles, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, Progress, disk},
};
pub use formats::readable_formats;
use formats::{ImportFormat, format_of_content, format_of_name};
pub use text::{DecodeError, import_bytes, import_text};

use std::path::{Path, PathBuf};

/// The content of a file or of pasted text, ready to become an [`Article`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedArticle {
    /// Without byte order mark, lines end with "\n"; otherwise unchanged.
    pub text: ArticleText,
    /// Guessed; see `title`.
    pub title: String,
    /// The encoding that the text was read in ("UTF-8", "windows-1251").
    pub encoding: &'static str,
}

impl ImportedArticle {
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
    /// A known format without a reader, or an unknown one.
    #[error("{}: {format} cannot be read yet. Copy the text and use Paste article\u{2026}", .path.display())]
    Format {
        path: PathBuf,
        /// In the plural: "PDF articles".
        format: String,
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
}

fn advice(error: &FileError) -> &'static str {
    match error {
        FileError::TooLong { .. } => "Split it, or paste the part that you need",
        FileError::NotAFile { .. } => "Select a text file",
        _ => "Check that it is still there and that you may read it",
    }
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

/// Expands folders, recursively, into the article files within; see [`disk::files_in`].
///
/// Files whose name belongs to a format without a reader are refused unopened.
#[must_use]
pub fn article_files(paths: &[PathBuf]) -> ArticleFiles {
    let mut refused = Vec::new();
    let mut is_readable = |path: &Path| match reader_for_name(path) {
        Ok(_) => true,
        Err(error) => {
            refused.push(error);
            false
        }
    };
    let FoundFiles {
        files,
        errors,
        cut_off,
    } = disk::files_in(paths, MAX_ARTICLE_FILES, &mut is_readable);
    let unread = errors
        .into_iter()
        .map(|source| ImportError::File { source });
    refused.extend(unread);
    ArticleFiles {
        files,
        refused,
        cut_off,
    }
}

pub type ImportResult = Result<ImportedArticle, ImportError>;

/// Imports files, and all files in folders; `None` if `progress` was cancelled.
#[must_use]
pub fn import_all(paths: &[PathBuf], progress: &Progress) -> Option<Vec<ImportResult>> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = article_files(paths);
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
    let for_name = reader_for_name(path)?;
    let bytes =
        disk::read_file(path, MAX_ARTICLE_BYTES).map_err(|source| ImportError::File { source })?;
    let read = match format_of_content(&bytes) {
        Some(format) => reader(format, path)?,
        None => for_name,
    };
    read(&bytes).map_err(|source| ImportError::Decode {
        path: path.to_owned(),
        source,
    })
}

fn reader_for_name(path: &Path) -> Result<formats::Read, ImportError> {
    match format_of_name(path) {
        Ok(format) => reader(format, path),
        Err(ending) => Err(ImportError::Format {
            path: path.to_owned(),
            format: format!("files that end in .{ending}"),
        }),
    }
}

fn reader(format: &ImportFormat, path: &Path) -> Result<formats::Read, ImportError> {
    format.read.ok_or_else(|| ImportError::Format {
        path: path.to_owned(),
        format: format.name.to_owned(),
    })
}
