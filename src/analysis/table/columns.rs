/// A column of the table of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableColumn {
    #[default]
    Number,
    Statement,
    Verdict,
    Status,
    Supports,
    Refutes,
    Context,
    Articles,
    FirstPublished,
    IndependentSources,
    RefutingSources,
    OneSourceOnly,
    RuleMisses,
    Unchallenged,
    ExcludedEvidence,
    PublishedAfter,
    Kind,
    Made,
    Speaker,
    Credibility,
    Tags,
    Sources,
}

impl TableColumn {
    /// All in menu order, each with the key that it is stored by and its label.
    const ROWS: [(Self, &'static str, &'static str); 22] = [
        (Self::Number, "number", "Number"),
        (Self::Statement, "statement", "Claim"),
        (Self::Verdict, "verdict", "Verdict"),
        (Self::Status, "status", "Status"),
        (Self::Supports, "supports", "Supports"),
        (Self::Refutes, "refutes", "Refutes"),
        (Self::Context, "context", "Context"),
        (Self::Articles, "articles", "Articles"),
        (Self::FirstPublished, "first_published", "First published"),
        (
            Self::IndependentSources,
            "independent_sources",
            "Independent sources",
        ),
        (
            Self::RefutingSources,
            "refuting_sources",
            "Refuting independent sources",
        ),
        (Self::OneSourceOnly, "one_source_only", "One source only"),
        (Self::RuleMisses, "rule_misses", "Rules missed"),
        (Self::Unchallenged, "unchallenged", "Unchallenged"),
        (
            Self::ExcludedEvidence,
            "excluded_evidence",
            "Excluded evidence",
        ),
        (Self::PublishedAfter, "published_after", "Published after"),
        (Self::Kind, "kind", "Type"),
        (Self::Made, "made", "Made"),
        (Self::Speaker, "speaker", "Speaker"),
        (Self::Credibility, "credibility", "Credibility"),
        (Self::Tags, "tags", "Tags"),
        (Self::Sources, "sources", "Outlets"),
    ];

    /// All, in menu order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ROWS.iter().map(|(column, ..)| *column)
    }

    pub fn of_key(key: &str) -> Option<Self> {
        let mut rows = Self::ROWS.iter();
        rows.find_map(|(column, its, _)| (*its == key).then_some(*column))
    }

    pub const fn key(self) -> &'static str {
        Self::ROWS[self as usize].1
    }

    pub const fn label(self) -> &'static str {
        Self::ROWS[self as usize].2
    }

    /// Whether claims can be sorted by it.
    pub fn sorts(self) -> bool {
        match self {
            Self::Number
            | Self::Statement
            | Self::Verdict
            | Self::Status
            | Self::Supports
            | Self::Refutes
            | Self::Context
            | Self::Articles
            | Self::FirstPublished
            | Self::IndependentSources
            | Self::RefutingSources
            | Self::Made
            | Self::Kind
            | Self::Credibility => true,
            Self::OneSourceOnly
            | Self::RuleMisses
            | Self::Unchallenged
            | Self::ExcludedEvidence
            | Self::PublishedAfter
            | Self::Speaker
            | Self::Tags
            | Self::Sources => false,
        }
    }
}

// A row is found by its index.
const _: () = {
    let mut index = 0;
    while index < TableColumn::ROWS.len() {
        assert!(TableColumn::ROWS[index].0 as usize == index);
        index += 1;
    }
};
