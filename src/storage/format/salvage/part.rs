//! The parts of a file, and the records in them.

use super::read;
use crate::{
    project::{Claim, Evidence, Relation, Speaker},
    storage::format::{
        problem::Record,
        records::{List, QuotedHighlight, SilentMark},
    },
};

/// The part of a file that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilePart {
    /// Before the lists.
    Head,
    /// In the scale, if the lines of the head are checked.
    Scale,
    /// Between two lists.
    Between,
    /// Between two articles.
    Articles,
    /// In an article, before its text.
    ArticleHead,
    /// In the text of an article, with one paragraph per line.
    Text,
    /// After the text of an article.
    ArticleEnd,
    /// In a list with one record per line.
    Records(List),
    /// After the last bracket.
    End,
}

impl FilePart {
    /// Kind of record that a line in this part belongs to.
    pub(crate) fn record(self) -> Record {
        match self {
            Self::Records(list) => list.record(),
            Self::Head | Self::Scale | Self::Between | Self::End => Record::Project,
            Self::Articles | Self::ArticleHead | Self::Text | Self::ArticleEnd => Record::Article,
        }
    }
}

/// Checks that the line is a record of that list.
pub(crate) fn is_readable(list: List, line: &str) -> Result<(), String> {
    match list {
        List::Speakers => read::<Speaker>(line),
        List::Articles => Err("an article begins with ( alone on its line".to_owned()),
        List::Highlights => read::<QuotedHighlight<'_>>(line),
        List::Claims => read::<Claim>(line),
        List::Silent => read::<SilentMark>(line),
        List::Evidence => read::<Evidence>(line),
        List::Relations => read::<Relation>(line),
    }
}

/// Returns the list whose records look like this line, whichever list the line is in.
pub(crate) fn list_of(line: &str) -> Option<List> {
    if !line.trim_start().starts_with('(') {
        return None;
    }
    let mut lists = List::ALL.into_iter();
    lists.find(|list| is_readable(*list, line).is_ok())
}
