use super::{damaged::Damaged, remedy::Remedy, wrong_quote::WrongQuote};
use crate::{
    project::{EditError, Id},
    storage::limits::TooLong,
};

use std::fmt;

/// Why a project file could not be read. Nothing of it is then shown as if it were whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file does not begin as a project file does.
    #[error("this is not a Crosscheck project: it does not begin with its format and version")]
    NotAProject,
    /// A later Crosscheck wrote it.
    #[error(
        "this project is of version {version}, and this Crosscheck reads up to version {}: open it with a newer one",
        crate::storage::VERSION
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
    /// The file is not RON, or a field is missing, unknown or of another kind; and not even its lines could be told apart.
    #[error("line {line}, column {column}: {words}")]
    Syntax {
        /// Where, from 1.
        line: usize,
        /// Where, in characters from 1.
        column: usize,
        /// What is wrong there.
        words: String,
    },
    /// It cannot have been a project. See [`max_problems`](super::max_problems).
    #[error(
        "more than {most} things are wrong with this file, too many to be repaired: open a backup or an earlier copy of it"
    )]
    TooMany {
        /// How many may be wrong with a file of its size.
        most: usize,
    },
    /// The file is well formed but for single lines, and what it says does not hold together. It can be repaired.
    #[error("{}", lines(.0.problems()))]
    Damaged(Box<Damaged>),
}

impl LoadError {
    /// One sentence a problem, as `crosscheck check` and the window list them.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Damaged(damaged) => damaged.problems().iter().map(ToString::to_string).collect(),
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
#[error("line {line}, column {column}: {record} {fault}")]
pub struct LoadProblem {
    /// The first byte of what is wrong, in the file.
    pub at: usize,
    /// Where that is, from 1.
    pub line: usize,
    /// Where in the line, in characters from 1.
    pub column: usize,
    /// What kind of record it is in.
    pub record: Record,
    /// The words that the record is about, shortened: a quote, a statement, a title.
    pub concerns: String,
    /// What is wrong with it.
    pub fault: Fault,
    /// What is done about it, if that has been chosen.
    pub chosen: Option<Remedy>,
}

impl LoadProblem {
    /// Names it among the problems of one file.
    #[must_use]
    pub fn key(&self) -> ProblemKey {
        ProblemKey {
            at: self.at,
            kind: self.fault.kind(),
        }
    }
}

/// Names a problem of one file: where it lies, and of which kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProblemKey {
    pub(crate) at: usize,
    pub(crate) kind: u8,
}

/// Names a record of any kind.
pub type RecordId = Id<Record>;

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
    /// See [`Speaker`](crate::project::Speaker).
    Speaker,
    /// See [`Relation`](crate::project::Relation).
    Relation,
    /// Says that an article says nothing about a claim.
    SilentMark,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Project => "the project",
            Self::Article => "article",
            Self::Highlight => "highlight",
            Self::Claim => "claim",
            Self::Evidence => "evidence",
            Self::Speaker => "speaker",
            Self::Relation => "relation",
            Self::SilentMark => "mark of a silent article",
        })
    }
}

/// What can be wrong with a record; reads on from the record's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The record's own id is not written as ids are.
    #[error(
        "says \u{201c}{0}\u{201d} where an id belongs: 13 of the signs 0-9 and a-z without i, l, o and u"
    )]
    BadId(String),
    /// What names another record is not written as ids are.
    #[error(
        "says \u{201c}{id}\u{201d} where the id of {} {record} belongs: 13 of the signs 0-9 and a-z without i, l, o and u",
        article_of(*.record)
    )]
    NamesBadId {
        /// The kind of the record that is named.
        record: Record,
        /// What stands there.
        id: String,
    },
    /// The record names one that the file does not have.
    #[error("names {record} {id}, which is not in this file")]
    NamesMissing {
        /// The kind of the missing record.
        record: Record,
        /// Its id.
        id: RecordId,
    },
    /// The record names one that is left out of the repaired project.
    #[error("names {record} {id}, which is left out")]
    NamesLeftOut {
        /// The kind of the record that is left out.
        record: Record,
        /// Its id.
        id: RecordId,
    },
    /// The article derives from one that is not there.
    #[error("derives from {0}")]
    NoParent(NoParent),
    /// The text is not the one that was hashed.
    #[error(
        "\u{201c}{title}\u{201d} has a text that does not match its SHA-256: it was changed after it was imported"
    )]
    WrongHash {
        /// The article's title.
        title: String,
        /// Its id, where it has one.
        article: Option<RecordId>,
    },
    /// The highlighted words are not at the place that is said.
    #[error("{0}")]
    WrongQuote(Box<WrongQuote>),
    /// A span that ends before it begins, reaches beyond the text or cuts a character.
    #[error("{0}")]
    BadSpan(Box<WrongQuote>),
    /// The highlight and the claim are linked by an earlier record.
    #[error("links highlight {highlight} to claim {claim}, which are linked already")]
    LinkedTwice {
        /// The highlight.
        highlight: RecordId,
        /// The claim.
        claim: RecordId,
        /// Whether it says nothing that the earlier one does not.
        says_the_same: bool,
    },
    /// A text is longer than its place takes.
    #[error("cannot be taken: {0}")]
    TooLong(TooLong),
    /// A line that cannot be read; the others can.
    #[error("cannot be read: {words}")]
    Unreadable {
        /// What is wrong with it.
        words: String,
        /// The line, for copying.
        line: String,
        /// Whether what can be read of it stays, as that of a paragraph does, and not a whole record is left out.
        is_kept: bool,
    },
    /// The file ends too early.
    #[error("breaks off here: the rest of the file is missing")]
    BreaksOff,
    /// The project does not take the record, for this reason.
    #[error("cannot be taken: {0}")]
    Refused(EditError),
}

/// Why an article from which another derives cannot be found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoParent {
    /// The name is not written as ids are.
    #[error(
        "\u{201c}{0}\u{201d}, where the id of an article belongs: 13 of the signs 0-9 and a-z without i, l, o and u"
    )]
    BadId(String),
    /// The file does not have it.
    #[error("article {0}, which is not in this file")]
    Missing(RecordId),
    /// It is left out of the repaired project.
    #[error("article {0}, which is left out")]
    LeftOut(RecordId),
}

impl Fault {
    /// The record that this problem has to do with, as others may: the text that does not fit its highlights, the record that
    /// is missing or left out.
    #[must_use]
    pub fn about(&self) -> Option<(Record, RecordId)> {
        match self {
            Self::WrongHash { article, .. } => article.map(|id| (Record::Article, id)),
            Self::WrongQuote(wrong) | Self::BadSpan(wrong) => Some((Record::Article, wrong.of.id)),
            Self::NamesMissing { record, id } | Self::NamesLeftOut { record, id } => {
                Some((*record, *id))
            }
            _ => None,
        }
    }
}

impl Fault {
    /// A number for each variant: a record has no two faults of a kind at one place.
    pub(crate) fn kind(&self) -> u8 {
        match self {
            Self::BadId(_) => 0,
            Self::NamesBadId { .. } => 1,
            Self::NamesMissing { .. } => 2,
            Self::NamesLeftOut { .. } => 3,
            Self::WrongHash { .. } => 4,
            Self::WrongQuote(_) => 5,
            Self::BadSpan(_) => 6,
            Self::LinkedTwice { .. } => 7,
            Self::TooLong(_) => 8,
            Self::Unreadable { .. } => 9,
            Self::BreaksOff => 10,
            Self::Refused(EditError::Taken(_)) => 11,
            Self::Refused(EditError::NotOnScale(_)) => 12,
            Self::Refused(EditError::BadScale) => 13,
            Self::Refused(EditError::NoParagraph { .. }) => 14,
            Self::Refused(EditError::DerivesFromItself(_)) => 16,
            Self::Refused(EditError::BadProvenance(_)) => 17,
            Self::Refused(EditError::ChainTwice(_)) => 18,
            Self::Refused(EditError::WaivedTwice) => 19,
            Self::Refused(_) => 15,
            Self::NoParent(_) => 20,
        }
    }
}

impl From<EditError> for Fault {
    fn from(error: EditError) -> Self {
        Self::Refused(error)
    }
}

impl From<TooLong> for Fault {
    fn from(error: TooLong) -> Self {
        Self::TooLong(error)
    }
}

fn article_of(record: Record) -> &'static str {
    match record {
        Record::Article | Record::Evidence => "an",
        Record::Project
        | Record::Highlight
        | Record::Claim
        | Record::Speaker
        | Record::Relation
        | Record::SilentMark => "a",
    }
}

/// Enough of a text to know it by, and not a byte more.
pub(crate) fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => [&text[..cut], "\u{2026}"].concat(),
        None => text.to_owned(),
    }
}
