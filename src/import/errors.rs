use super::{DecodeError, archive, isolation};
use crate::storage::{FileError, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES};

use std::{
    io,
    path::{Path, PathBuf},
};

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{source}. {}", advice(.source))]
    File { source: FileError },
    /// A known but unsupported format.
    #[error("{}: Crosscheck cannot read {format} yet. {advice}", .path.display())]
    UnsupportedFormat {
        path: PathBuf,
        /// In the plural: "pictures".
        format: &'static str,
        advice: &'static str,
    },
    #[error(
        "{}: no column of this table is named like claims. Name one \u{201c}claim\u{201d} in the first row",
        .path.display()
    )]
    NoClaims { path: PathBuf },
    #[error(
        "Only the first {MAX_ARTICLE_FILES} files were added. Add the rest in smaller portions"
    )]
    TooManyFiles,
    /// Crosscheck panicked.
    #[error(
        "No article was added, because of a bug in Crosscheck. Add the files one by one to find the one that causes it"
    )]
    Fault,
    #[error("{}: {source}", .path.display())]
    Read { path: PathBuf, source: ReadError },
    #[error("The pasted text was not added: {0}")]
    Pasted(DecodeError),
}

/// Why a file could not be read as an article. Messages are shown after the name of the file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Text(#[from] DecodeError),
    #[error("it contains no text")]
    Empty,
    #[error("more than {} MB of text. Split it, or paste the part that you need", MAX_ARTICLE_BYTES / (1024 * 1024))]
    TooMuchText,
    #[error(
        "it is damaged or cut off. Get it again, or copy the text and use Paste article\u{2026}"
    )]
    Damaged,
    #[error("it is protected with a password. Save it without one")]
    PasswordUnsupported,
    /// A password may open it.
    #[error("it is protected with a password")]
    PasswordNeeded,
    #[error("the password is wrong")]
    WrongPassword,
    #[error("it unpacks to more than {} MB. Copy the text and use Paste article\u{2026}", archive::MAX_UNPACKED / (1024 * 1024))]
    Bomb,
    /// The password allows changes. Another one opens it.
    #[error("this password allows changes, but does not open the text. Enter the one for reading")]
    OwnerPassword,
    /// A message from the format's reader.
    #[error("{0}")]
    Reason(String),
    #[error(
        "reading it took too long, so it was stopped. Copy the text and use Paste article\u{2026}"
    )]
    TimedOut,
    #[error(
        "it is damaged, or built to exhaust the memory, so reading was stopped. Copy the text and use Paste article\u{2026}"
    )]
    Crashed,
    #[error("reading it took more than {} GB of memory, so it was stopped. Copy the text and use Paste article\u{2026}", isolation::MAX_MEMORY / (1024 * 1024 * 1024))]
    TooMuchMemory,
    #[error("cancelled")]
    Cancelled,
    #[error("the process that reads such files could not be started ({0}). Restart Crosscheck")]
    NotStarted(io::Error),
    #[error("a bug in Crosscheck kept it from being read. Copy the text and use Paste article…")]
    Fault,
}

impl ImportError {
    /// The file and the message, if a password, or another one, may open it.
    pub fn locked(&self) -> Option<(&Path, String)> {
        let Self::Read { path, source } = self else {
            return None;
        };
        matches!(
            source,
            ReadError::PasswordNeeded | ReadError::WrongPassword | ReadError::OwnerPassword
        )
        .then(|| (&**path, source.to_string()))
    }
}

fn advice(error: &FileError) -> &'static str {
    match error {
        FileError::TooLong { .. } => "Split it, or paste the part that you need",
        FileError::NotAFile { .. } => "Select a file",
        _ => "Check that the file exists and that you have permission to read it",
    }
}
