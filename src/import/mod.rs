//! Articles in: files and pasted text of any encoding, to one text with "\n" between its paragraphs.

mod decode;
mod title;
mod utf16;

use crate::{
    project::{Article, ArticleDetails, ArticleId, ArticleText},
    storage::{FileError, FoundFiles, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, Progress, disk},
};
pub use decode::DecodeError;

use std::path::{Path, PathBuf};

/// Endings of files that are read as text; a name without an ending is too.
const TEXT_ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// A text that came in, ready to become an [`Article`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedArticle {
    /// The text: UTF-8, no byte order mark, lines ended by "\n". Otherwise as it was.
    pub text: ArticleText,
    /// What the article may be called: its first line, or where menus stand above its headline, that; cut after some
    /// 120 characters.
    pub title: String,
    /// What the text was written in ("UTF-8", "windows-1251").
    pub encoding: &'static str,
}

impl ImportedArticle {
    /// The article with its guessed title and an otherwise empty article details.
    #[must_use]
    pub fn into_article(self, id: ArticleId) -> Article {
        let source = ArticleDetails {
            title: self.title,
            ..ArticleDetails::default()
        };
        Article::new(id, self.text, source)
    }
}

/// Why a file or a text did not come in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read, is no regular file, or is too long.
    #[error("{source}. {}", advice(.source))]
    File {
        /// What happened to which file.
        source: FileError,
    },
    /// A format that is not read yet.
    #[error("{}: {format} cannot be read yet. Copy the text and use Paste Article\u{2026}", .path.display())]
    Format {
        /// Which file.
        path: PathBuf,
        /// What it is, in the plural ("PDF articles").
        format: String,
    },
    /// There are more files than are taken at once.
    #[error(
        "More than {MAX_ARTICLE_FILES} files were chosen; the others were left out. Add them folder by folder"
    )]
    TooMany,
    /// The program itself failed while it was reading.
    #[error(
        "A fault in Crosscheck ended the reading, and no article was added. Add the files one by one to find the one that it fails at"
    )]
    Fault,
    /// The bytes are no text.
    #[error("{}: {source}", .path.display())]
    Decode {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: DecodeError,
    },
}

fn advice(error: &FileError) -> &'static str {
    match error {
        FileError::TooLong { .. } => "Split it, or paste the part that is needed",
        FileError::NotAFile { .. } => "Choose a text file",
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
#[must_use]
pub fn article_files(paths: &[PathBuf]) -> ArticleFiles {
    let mut refused = Vec::new();
    let FoundFiles {
        files,
        errors,
        cut_off,
    } = disk::files_in(
        paths,
        MAX_ARTICLE_FILES,
        &mut |path| match other_format(path) {
            Some(format) => {
                let path = path.to_owned();
                refused.push(ImportError::Format { path, format });
                false
            }
            None => true,
        },
    );
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

/// The result of importing one file.
pub type ImportResult = Result<ImportedArticle, ImportError>;

/// Reads everything that was chosen, folders with all that is in them. `None` where `progress` was cancelled meanwhile.
#[must_use]
pub fn import_all(paths: &[PathBuf], progress: &Progress) -> Option<Vec<ImportResult>> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = article_files(paths);
    progress.begin(files.len());
    let mut read = Vec::with_capacity(files.len());
    for path in &files {
        if progress.is_cancelled() {
            return None;
        }
        read.push(import_file(path));
        progress.advance();
    }
    read.extend(refused.into_iter().map(Err));
    read.extend(cut_off.then_some(Err(ImportError::TooMany)));
    Some(read)
}

/// Reads one article file.
///
/// # Errors
/// [`ImportError`], which names the file and says what to do.
pub fn import_file(path: &Path) -> Result<ImportedArticle, ImportError> {
    if let Some(format) = other_format(path) {
        let path = path.to_owned();
        return Err(ImportError::Format { path, format });
    }
    let bytes =
        disk::read_file(path, MAX_ARTICLE_BYTES).map_err(|source| ImportError::File { source })?;
    import_bytes(&bytes).map_err(|source| ImportError::Decode {
        path: path.to_owned(),
        source,
    })
}

/// Takes in text that was pasted.
///
/// # Errors
/// [`DecodeError`] where it is empty, too long, or holds NUL characters.
pub fn import_text(pasted: &str) -> Result<ImportedArticle, DecodeError> {
    check_len(pasted.len())?;
    if pasted.contains('\0') {
        return Err(DecodeError::Nul);
    }
    article_of(pasted.to_owned(), "UTF-8")
}

/// Takes in the bytes of a text in any encoding.
///
/// # Errors
/// [`DecodeError`] where they are no text, or too much of it.
pub fn import_bytes(bytes: &[u8]) -> Result<ImportedArticle, DecodeError> {
    check_len(bytes.len())?;
    let (text, encoding) = decode::decode(bytes)?;
    article_of(text, encoding)
}

fn check_len(len: usize) -> Result<(), DecodeError> {
    if len as u64 > MAX_ARTICLE_BYTES {
        return Err(DecodeError::TooLong);
    }
    Ok(())
}

fn article_of(text: String, encoding: &'static str) -> Result<ImportedArticle, DecodeError> {
    let text = decode::with_line_feeds(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(ImportedArticle {
        title: title::guess(&text),
        text: ArticleText::new(text),
        encoding,
    })
}

/// What the file is, if its name says that it is no plain text.
fn other_format(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    if TEXT_ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    Some(match ending.as_str() {
        "pdf" => "PDF articles".to_owned(),
        "htm" | "html" | "xhtml" | "mhtml" => "web pages".to_owned(),
        "doc" | "docx" | "odt" | "rtf" => "word processor documents".to_owned(),
        "epub" | "mobi" => "e-books".to_owned(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "tif" | "tiff" => "pictures".to_owned(),
        "ron" => "projects as articles".to_owned(),
        _ => format!("files that end in .{ending}"),
    })
}
