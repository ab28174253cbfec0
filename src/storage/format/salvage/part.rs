use super::read;
use crate::storage::format::{problem::Record, v3};

/// Which lines may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Before the articles.
    Head,
    /// In the scale of the head, where its lines are looked at.
    Scale,
    /// Between the speakers and the articles.
    AfterSpeakers,
    /// Between two articles.
    Articles,
    /// In an article, before its text.
    ArticleHead,
    /// A paragraph a line.
    Text,
    /// After the text of an article.
    ArticleEnd,
    /// A record a line.
    Records(List),
    /// Between two lists.
    Between(List),
    /// After the last list.
    AfterLists,
    /// After the last bracket.
    End,
}

impl Part {
    /// What a line there belongs to.
    pub(crate) fn record(self) -> Record {
        match self {
            Self::Records(list) => list.record(),
            Self::Head | Self::Scale => Record::Project,
            _ => Record::Article,
        }
    }
}

/// The lists with a record a line, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Speakers,
    Highlights,
    Claims,
    Evidence,
    Relations,
}

impl List {
    /// Those that every file has.
    const ALWAYS: [Self; 3] = [Self::Highlights, Self::Claims, Self::Evidence];

    fn begin(self) -> &'static str {
        match self {
            Self::Speakers => "  speakers: [",
            Self::Highlights => "  highlights: [",
            Self::Claims => "  claims: [",
            Self::Evidence => "  evidence: [",
            Self::Relations => "  relations: [",
        }
    }

    fn record(self) -> Record {
        match self {
            Self::Speakers => Record::Speaker,
            Self::Highlights => Record::Highlight,
            Self::Claims => Record::Claim,
            Self::Evidence => Record::Evidence,
            Self::Relations => Record::Relation,
        }
    }

    pub(crate) fn is_readable(self, line: &str) -> Result<(), String> {
        match self {
            Self::Speakers => read::<v3::Speaker<'_>>(line),
            Self::Highlights => read::<crate::storage::format::v1::Highlight<'_>>(line),
            // Of older versions, too: what they do not have may be left out.
            Self::Claims => read::<v3::Claim<'_>>(line),
            Self::Evidence => read::<v3::Evidence<'_>>(line),
            Self::Relations => read::<v3::Relation<'_>>(line),
        }
    }
}

/// What comes after a line.
pub(crate) fn next_part(part: Part, line: &str) -> Part {
    match (part, line) {
        (Part::Scale, "  ]),") => Part::Head,
        (Part::Head, "  speakers: [") => Part::Records(List::Speakers),
        (Part::Head | Part::AfterSpeakers, "  articles: [") | (Part::ArticleEnd, "    ),") => {
            Part::Articles
        }
        (Part::Articles, "    (") => Part::ArticleHead,
        (Part::Articles, "  ],") => Part::Between(List::Highlights),
        (Part::ArticleHead, "      text: [") => Part::Text,
        (Part::Text, "      ],") => Part::ArticleEnd,
        (Part::Between(next), _) if line == next.begin() => Part::Records(next),
        (Part::Records(List::Speakers), "  ],") => Part::AfterSpeakers,
        (Part::Records(List::Highlights), "  ],") => Part::Between(List::Claims),
        (Part::Records(List::Claims), "  ],") => Part::Between(List::Evidence),
        (Part::Records(List::Evidence), "  ],") => Part::Between(List::Relations),
        (Part::Records(List::Relations), "  ],") => Part::AfterLists,
        (Part::Between(List::Relations) | Part::AfterLists, ")") | (Part::End, _) => Part::End,
        (part, _) => part,
    }
}

/// The lines that are missing at the end; `None` where too much is.
pub(crate) fn closing(part: Part) -> Option<String> {
    let mut lines: Vec<&str> = match part {
        // What makes a project of it is missing.
        Part::Head
        | Part::Scale
        | Part::ArticleHead
        | Part::AfterSpeakers
        | Part::Records(List::Speakers) => {
            return None;
        }
        Part::End => return Some(String::new()),
        Part::AfterLists => return Some(")\n".to_owned()),
        Part::Text => vec!["      ],", "    ),", "  ],"],
        Part::ArticleEnd => vec!["    ),", "  ],"],
        Part::Articles | Part::Records(_) => vec!["  ],"],
        Part::Between(_) => Vec::new(),
    };
    let after = |list: &List| match part {
        Part::Records(open) => *list > open,
        Part::Between(next) => *list >= next,
        _ => true,
    };
    for list in List::ALWAYS.iter().filter(|list| after(list)) {
        lines.extend([list.begin(), "  ],"]);
    }
    lines.push(")\n");
    Some(lines.join("\n"))
}
