use super::{
    at_most::at_most,
    id::{ArticleId, SpeakerId},
};
use crate::project::limits::MAX_DERIVATIONS;

use serde::{Deserialize, Serialize};

/// What an article's own words rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// Nobody has looked into it. It never counts as independent.
    #[default]
    Unknown,
    /// It is original reporting and derives from nothing.
    Original,
    /// It derives from others; at least one, none twice.
    Derived(
        #[serde(deserialize_with = "at_most::<MAX_DERIVATIONS, Vec<Derivation>, _>")]
        Vec<Derivation>,
    ),
}

/// One thing that an article derives from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    /// From what.
    pub from: DerivedFrom,
    /// In which way.
    pub manner: Manner,
}

/// What an article can derive from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DerivedFrom {
    /// Another article of the project.
    Article(ArticleId),
    /// An agency, or anybody else, whose own text is not in the project.
    Agency(SpeakerId),
}

/// How an article derives from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Manner {
    /// Word for word.
    Reprint,
    /// The same in other words.
    Rewrite,
    /// From another language.
    Translation,
    /// It quotes from it.
    Quotes,
}

impl Manner {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::Reprint,
        Self::Rewrite,
        Self::Translation,
        Self::Quotes,
    ];

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Reprint => "reprint",
            Self::Rewrite => "rewrite",
            Self::Translation => "translation",
            Self::Quotes => "quotes",
        }
    }
}

impl Provenance {
    /// Nobody has looked into it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }

    /// What it derives from, if that is recorded.
    #[must_use]
    pub fn derivations(&self) -> &[Derivation] {
        match self {
            Self::Derived(all) => all,
            Self::Unknown | Self::Original => &[],
        }
    }

    /// The articles it derives from.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.derivations()
            .iter()
            .filter_map(|derivation| match derivation.from {
                DerivedFrom::Article(id) => Some(id),
                DerivedFrom::Agency(_) => None,
            })
    }

    /// The agencies it derives from.
    pub fn agencies(&self) -> impl Iterator<Item = SpeakerId> + '_ {
        self.derivations()
            .iter()
            .filter_map(|derivation| match derivation.from {
                DerivedFrom::Agency(id) => Some(id),
                DerivedFrom::Article(_) => None,
            })
    }
}
