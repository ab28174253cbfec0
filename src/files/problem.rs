use std::fmt;

use crate::project::EditError;

/// Why a project file could not be read. Nothing of it is then shown as if it were whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file does not begin as a project file does.
    #[error("this is not a Crosscheck project: it does not begin with its format and version")]
    NotAProject,
    /// A later Crosscheck wrote it.
    #[error(
        "this project is of version {version}, and this Crosscheck reads up to version {}: open it with a newer one",
        super::VERSION
    )]
    Newer {
        /// The version the file says.
        version: u64,
    },
    /// Bytes that are not UTF-8.
    #[error("line {line}: the file is damaged: there are bytes that are not UTF-8 text")]
    NotText {
        /// Where, from 1.
        line: usize,
    },
    /// The file is not RON, or a field is missing, unknown or of another kind.
    #[error("line {line}, column {column}: {words}")]
    Syntax {
        /// Where, from 1.
        line: usize,
        /// Where, in characters from 1.
        column: usize,
        /// What was expected there.
        words: String,
    },
    /// The file is well formed, but what it says does not hold together. All that was found, in the order of the file.
    #[error("{}", lines(.0))]
    Problems(Vec<LoadProblem>),
}

impl LoadError {
    /// One sentence a problem, as `crosscheck check` and the window list them.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Problems(problems) => problems.iter().map(ToString::to_string).collect(),
            other => vec![other.to_string()],
        }
    }
}

fn lines(problems: &[LoadProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Something a project file says that cannot be so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {record} {fault}")]
pub struct LoadProblem {
    /// Where the record begins, from 1.
    pub line: usize,
    /// What kind of record it is.
    pub record: Record,
    /// What is wrong with it.
    pub fault: Fault,
}

/// The kinds of records in a project file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// Its first lines.
    Project,
    /// See [`Article`](crate::project::Article).
    Article,
    /// See [`Highlight`](crate::project::Highlight).
    Highlight,
    /// See [`Claim`](crate::project::Claim).
    Claim,
    /// See [`Evidence`](crate::project::Evidence).
    Evidence,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Project => "the project",
            Self::Article => "article",
            Self::Highlight => "highlight",
            Self::Claim => "claim",
            Self::Evidence => "evidence",
        })
    }
}

/// What can be wrong with a record; reads on from the record's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An id that is not written as ids are.
    #[error(
        "says \u{201c}{0}\u{201d} where an id belongs: 13 of the signs 0-9 and a-z without i, l, o and u"
    )]
    BadId(String),
    /// The record names one that the file does not have.
    #[error("names {record} {id}, which is not in this file")]
    NamesMissing {
        /// The kind of the missing record.
        record: Record,
        /// Its id.
        id: String,
    },
    /// The text is not the one that was hashed.
    #[error(
        "\u{201c}{title}\u{201d} has a text that does not match its SHA-256: it was changed after it was imported"
    )]
    WrongHash {
        /// The article's title.
        title: String,
    },
    /// The highlighted words are not at the place that is said.
    #[error(
        "quotes \u{201c}{}\u{201d}, but at bytes {start} to {end} its article has \u{201c}{}\u{201d}",
        shortened(.quote), shortened(.found)
    )]
    WrongQuote {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// What the highlight says.
        quote: String,
        /// What the article says.
        found: String,
    },
    /// A span that ends before it begins, reaches beyond the text or cuts a character.
    #[error("lies at bytes {start} to {end}, which are not whole characters of its article")]
    BadSpan {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// The project does not take the record, for this reason.
    #[error("cannot be taken: {0}")]
    Refused(EditError),
}

impl From<EditError> for Fault {
    fn from(error: EditError) -> Self {
        match error {
            EditError::BadSpan { start, end, .. } => Self::BadSpan { start, end },
            other => Self::Refused(other),
        }
    }
}

/// Enough of a quote to find it by.
fn shortened(quote: &str) -> String {
    const SHOWN: usize = 60;
    match quote.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}\u{2026}", &quote[..cut]),
        None => quote.to_owned(),
    }
}
