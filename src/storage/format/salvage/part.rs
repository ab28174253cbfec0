use super::read;
use crate::{
    project::{Claim, Evidence, Relation, Speaker},
    storage::format::{
        problem::Record,
        records::{List, QuotedHighlight, SilentMark},
    },
};

/// The part of a file that a line belongs to, which determines the lines that may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Before the articles.
    Head,
    /// In the scale of the head, if its lines are checked.
    Scale,
    /// Between the speakers and the articles.
    AfterSpeakers,
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
    /// After the articles or a later list.
    After(List),
    /// After the last bracket.
    End,
}

impl Part {
    /// Kind of record that a line in this part belongs to.
    pub(crate) fn record(self) -> Record {
        match self {
            Self::Records(list) => list.record(),
            Self::Head | Self::Scale => Record::Project,
            Self::AfterSpeakers
            | Self::Articles
            | Self::ArticleHead
            | Self::Text
            | Self::ArticleEnd
            | Self::After(_)
            | Self::End => Record::Article,
        }
    }
}

/// Checks that the line is a record of that list.
pub(crate) fn is_readable(list: List, line: &str) -> Result<(), String> {
    match list {
        List::Speakers => read::<Speaker>(line),
        // An article takes several lines.
        List::Articles => Ok(()),
        List::Highlights => read::<QuotedHighlight<'_>>(line),
        List::Claims => read::<Claim>(line),
        List::Silent => read::<SilentMark>(line),
        List::Evidence => read::<Evidence>(line),
        List::Relations => read::<Relation>(line),
    }
}

/// Whether the list begins at this line.
fn begins(list: List, line: &str) -> bool {
    let name = line
        .strip_prefix("  ")
        .and_then(|it| it.strip_suffix(": ["));
    name == Some(list.name())
}

/// The lists after the articles.
const AFTER_ARTICLES: [List; 5] = [
    List::Highlights,
    List::Claims,
    List::Silent,
    List::Evidence,
    List::Relations,
];

/// Returns the part after a line.
pub(crate) fn next_part(part: Part, line: &str) -> Part {
    match (part, line) {
        (Part::Scale, "  ]),") => Part::Head,
        (Part::Head, "  speakers: [") => Part::Records(List::Speakers),
        (Part::Head | Part::AfterSpeakers, "  articles: [") | (Part::ArticleEnd, "    ),") => {
            Part::Articles
        }
        (Part::Articles, "    (") => Part::ArticleHead,
        (Part::Articles, "  ],") => Part::After(List::Articles),
        (Part::ArticleHead, "      text: [") => Part::Text,
        (Part::Text, "      ],") => Part::ArticleEnd,
        (Part::Records(List::Speakers), "  ],") => Part::AfterSpeakers,
        (Part::Records(list), "  ],") => Part::After(list),
        (Part::After(last), ")") if missing_after(last).next().is_none() => Part::End,
        (Part::After(last), line) => next_list(last, line).map_or(part, Part::Records),
        (part, _) => part,
    }
}

/// Returns the list that begins at this line, or `None` if there is none or a required list between it and `last` is
/// missing.
fn next_list(last: List, line: &str) -> Option<List> {
    let later = AFTER_ARTICLES.into_iter().filter(|list| *list > last);
    let next = later.into_iter().find(|list| begins(*list, line))?;
    missing_after(last)
        .all(|missing| missing >= next)
        .then_some(next)
}

/// Returns the required lists after `last`.
fn missing_after(last: List) -> impl Iterator<Item = List> {
    let later = AFTER_ARTICLES.into_iter().filter(move |list| *list > last);
    later.filter(|list| !list.may_be_left_out())
}

/// Returns the missing closing lines, or `None` if too much is missing.
pub(crate) fn closing(part: Part) -> Option<String> {
    let (open, last): (&[&str], List) = match part {
        // Without the articles, the rest is not a project.
        Part::Head
        | Part::Scale
        | Part::ArticleHead
        | Part::AfterSpeakers
        | Part::Records(List::Speakers) => {
            return None;
        }
        Part::End => return Some(String::new()),
        Part::Text => (&["      ],\n", "    ),\n", "  ],\n"], List::Articles),
        Part::ArticleEnd => (&["    ),\n", "  ],\n"], List::Articles),
        Part::Articles => (&["  ],\n"], List::Articles),
        Part::Records(list) => (&["  ],\n"], list),
        Part::After(last) => (&[], last),
    };
    let mut lines = open.concat();
    for list in missing_after(last) {
        lines.extend(["  ", list.name(), ": [\n  ],\n"]);
    }
    lines.push_str(")\n");
    Some(lines)
}
