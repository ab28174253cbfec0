use super::{damaged::Damaged, remedy::Remedy, two_versions::TwoVersions, wrong_quote::WrongQuote};
use crate::{
    project::{EditError, Id},
    storage::limits::TooLong,
    text::beginning,
};

use std::{
    fmt,
    mem::{Discriminant, discriminant},
};

/// The reason a project file could not be loaded. No part of such a file is presented as complete.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file does not begin with the format and version of a project.
    #[error("this is not a Crosscheck project: it does not begin with its format and version")]
    NotAProject,
    /// A newer version of Crosscheck wrote the file.
    #[error(
        "this project is of version {version}, and this Crosscheck reads up to version {}. Open it with a newer Crosscheck",
        crate::storage::VERSION
    )]
    Newer {
        /// Format version of the file.
        version: u64,
    },
    /// The file contains bytes that are not UTF-8.
    #[error("line {line}: the file is damaged: it contains bytes that are not UTF-8")]
    NotText {
        /// Line number, from 1.
        line: usize,
    },
    /// The file is not RON, or a field is missing, unknown or of the wrong type, and its lines could not be salvaged.
    #[error("line {line}, column {column}: {words}")]
    Syntax {
        /// Line number, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// Description of the error.
        words: String,
    },
    /// The file has too many problems to be a damaged project. See [`max_problems`](crate::storage::limits::max_problems).
    #[error(
        "this file has more than {most} problems, too many to repair. Open a backup or an earlier copy of it"
    )]
    TooMany {
        /// Maximum number of problems for a file of this size.
        most: usize,
    },
    /// The file parses, except perhaps for single lines, but its contents are inconsistent. It can be repaired.
    #[error("{}", lines(.0.problems()))]
    Damaged(Box<Damaged>),
}

impl LoadError {
    /// Returns one sentence per problem, as shown by `crosscheck check` and the window.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Damaged(damaged) => damaged.problems().iter().map(ToString::to_string).collect(),
            other => vec![other.to_string()],
        }
    }

    /// Returns one sentence per problem without any content of the file, which may contain protected names, whole or in
    /// part.
    pub fn sentences_without_content(&self) -> Vec<String> {
        match self {
            Self::Damaged(damaged) => {
                let problems = damaged.problems().iter();
                problems.map(LoadProblem::without_content).collect()
            }
            Self::Syntax {
                line,
                column,
                words: _,
            } => vec![format!("line {line}, column {column}: cannot be read")],
            Self::NotAProject
            | Self::Newer { .. }
            | Self::NotText { .. }
            | Self::TooMany { .. } => vec![self.to_string()],
        }
    }
}

fn lines(problems: &[LoadProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// An inconsistency in a project file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {record} {fault}")]
pub struct LoadProblem {
    /// Byte offset of the problem in the file.
    pub at: usize,
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Kind of record with the problem.
    pub record: Record,
    /// Shortened text that identifies the record: a quote, a statement or a title.
    pub concerns: String,
    pub fault: Fault,
    /// The chosen remedy, if any.
    pub chosen: Option<Remedy>,
}

impl LoadProblem {
    fn without_content(&self) -> String {
        let Self {
            line,
            column,
            record,
            ..
        } = self;
        let fault = self.fault.without_content(*record);
        format!("line {line}, column {column}: {record} {fault}")
    }

    /// Identifies the problem among those of one file.
    pub fn key(&self) -> ProblemKey {
        ProblemKey {
            at: self.at,
            kind: self.fault.kind(),
        }
    }
}

/// Identifies a problem within one file by its offset and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProblemKey {
    pub(crate) at: usize,
    pub(crate) kind: FaultKind,
}

/// Variant of a fault, and of the error of the project that rejects the record.
type FaultKind = (Discriminant<Fault>, Option<Discriminant<EditError>>);

/// Id of a record of any kind.
pub type RecordId = Id<Record>;

/// The kinds of records in a project file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The fields before the lists.
    Project,
    Article,
    Highlight,
    Claim,
    Evidence,
    Speaker,
    Relation,
    /// A mark that an article says nothing about a claim.
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

/// A fault in a record. Its message continues a sentence that begins with the record's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The record's own id is not a valid id.
    #[error(
        "says \u{201c}{0}\u{201d} for its id, which is not a valid id (13 characters, Crockford base 32)"
    )]
    BadId(String),
    /// A reference to another record is not a valid id.
    #[error(
        "says \u{201c}{id}\u{201d} for the id of {} {record}, which is not a valid id (13 characters, Crockford base 32)",
        article_of(*.record)
    )]
    NamesBadId {
        /// Kind of the referenced record.
        record: Record,
        /// The invalid id as written, shortened.
        id: String,
    },
    /// The record refers to one that is not in the file.
    #[error("names {record} {id}, which is not in this file")]
    NamesMissing {
        /// Kind of the missing record.
        record: Record,
        /// Id of the missing record.
        id: RecordId,
    },
    /// The record refers to one that is left out of the repaired project.
    #[error("names {record} {id}, which is left out")]
    NamesLeftOut {
        /// Kind of the record that is left out.
        record: Record,
        /// Id of the record that is left out.
        id: RecordId,
    },
    /// The article derives from one that cannot be found.
    #[error("derives from {0}")]
    NoParent(NoParent),
    /// The text does not match its hash.
    #[error(
        "\u{201c}{title}\u{201d} has a text that does not match its SHA-256: it was changed after it was imported"
    )]
    WrongHash {
        title: String,
        /// The article's id, if valid.
        article: Option<RecordId>,
    },
    /// The quote does not match the text at the highlight's span.
    #[error("{0}")]
    WrongQuote(Box<WrongQuote>),
    /// The span is empty, ends before it begins, reaches beyond the text or cuts a character.
    #[error("{0}")]
    BadSpan(Box<WrongQuote>),
    /// An earlier record already links the highlight to the claim.
    #[error("links highlight {highlight} to claim {claim}, which are already linked")]
    LinkedTwice {
        highlight: RecordId,
        claim: RecordId,
        /// Whether the earlier record says everything that this one does.
        says_the_same: bool,
    },
    /// An earlier record has the same id.
    #[error("{versions}")]
    SameId {
        /// Both records.
        versions: Box<TwoVersions>,
    },
    /// A text exceeds its length limit.
    #[error("cannot be accepted: {0}")]
    TooLong(TooLong),
    /// A single line cannot be parsed; the others can.
    #[error("cannot be read: {words}")]
    Unreadable {
        /// Description of the error.
        words: String,
        /// The line itself, for copying.
        line: String,
        /// Whether the readable part of the line is kept, as in a paragraph, rather than the whole record being dropped.
        is_kept: bool,
    },
    /// The file is truncated.
    #[error("ends here: the rest of the file is missing")]
    BreaksOff,
    /// The project rejects the record.
    #[error("cannot be accepted: {0}")]
    Refused(EditError),
}

/// The reason the parent of an article cannot be found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoParent {
    /// The reference is not a valid id.
    #[error("\u{201c}{0}\u{201d}, which is not a valid id (13 characters, Crockford base 32)")]
    BadId(String),
    /// The article is not in the file.
    #[error("article {0}, which is not in this file")]
    Missing(RecordId),
    /// The article is left out of the repaired project.
    #[error("article {0}, which is left out")]
    LeftOut(RecordId),
}

impl Fault {
    /// The fault of a record without the record's content.
    fn without_content(&self, record: Record) -> String {
        let message = match self {
            Self::BadId(_) => "has an id that is not valid",
            Self::NamesBadId { .. } => "names a record by an id that is not valid",
            Self::NoParent(NoParent::BadId(_)) => {
                "derives from an article by an id that is not valid"
            }
            Self::WrongHash { .. } => {
                "has a text that does not match its SHA-256: it was changed after it was imported"
            }
            Self::WrongQuote(_) => "has a quote that is not at its position in the article",
            Self::BadSpan(_) => "has a span that does not fit its article",
            Self::SameId { .. } => {
                return format!("has the id of {} {record} before it", article_of(record));
            }
            Self::TooLong(_) => "has a text that is too long",
            Self::Unreadable { .. } => "cannot be read",
            Self::Refused(_) => "cannot be accepted",
            Self::NamesMissing { .. }
            | Self::NamesLeftOut { .. }
            | Self::NoParent(NoParent::Missing(_) | NoParent::LeftOut(_))
            | Self::LinkedTwice { .. }
            | Self::BreaksOff => return self.to_string(),
        };
        message.to_owned()
    }

    /// The other record involved, which several problems may share: the article whose text does not match its highlights,
    /// or the record that is missing or left out.
    pub fn about(&self) -> Option<(Record, RecordId)> {
        match self {
            Self::WrongHash { article, .. } => article.map(|id| (Record::Article, id)),
            Self::WrongQuote(wrong) | Self::BadSpan(wrong) => Some((Record::Article, wrong.of.id)),
            Self::NamesMissing { record, id } | Self::NamesLeftOut { record, id } => {
                Some((*record, *id))
            }
            Self::BadId(_)
            | Self::NamesBadId { .. }
            | Self::NoParent(_)
            | Self::LinkedTwice { .. }
            | Self::SameId { .. }
            | Self::TooLong(_)
            | Self::Unreadable { .. }
            | Self::BreaksOff
            | Self::Refused(_) => None,
        }
    }

    /// The quote or span that does not match its article, if that is the fault.
    pub(crate) fn wrong_quote(&self) -> Option<&WrongQuote> {
        if let Self::WrongQuote(wrong) | Self::BadSpan(wrong) = self {
            Some(wrong)
        } else {
            None
        }
    }

    /// The variant. A record has at most one fault of each kind at one offset.
    pub(crate) fn kind(&self) -> FaultKind {
        let refused = if let Self::Refused(error) = self {
            Some(discriminant(error))
        } else {
            None
        };
        (discriminant(self), refused)
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

pub(crate) fn article_of(record: Record) -> &'static str {
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

/// Shortens a text to its first 60 characters.
pub(crate) fn shortened(text: &str) -> String {
    beginning(text, 60)
}
