use super::{
    at_most::at_most,
    id::{ArticleId, SpeakerId},
};
use crate::project::limits::MAX_DERIVATIONS;

use serde::{Deserialize, Serialize};

/// The sources of an article's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// Not yet examined. Such an article never counts as independent.
    #[default]
    Unknown,
    /// Original reporting, derived from nothing.
    Original,
    /// Derived from others; at least one, none twice.
    Derived(
        #[serde(deserialize_with = "at_most::<MAX_DERIVATIONS, Vec<Derivation>, _>")]
        Vec<Derivation>,
    ),
}

/// A single derivation of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derivation {
    pub from: DerivationSource,
    pub manner: DerivationManner,
}

/// Source of a derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DerivationSource {
    /// Another article of the project.
    Article(ArticleId),
    /// An agency or other speaker whose own text is not in the project.
    Agency(SpeakerId),
}

/// Manner in which an article derives from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DerivationManner {
    /// Word for word.
    Reprint,
    /// Paraphrased.
    Rewrite,
    /// Translated.
    Translation,
    /// Quoted in part.
    Quotes,
}

impl DerivationManner {
    /// All, in menu order.
    pub const ALL: [Self; 4] = [
        Self::Reprint,
        Self::Rewrite,
        Self::Translation,
        Self::Quotes,
    ];

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
    /// Returns whether the provenance is not yet examined.
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }

    /// Recorded derivations; empty if there are none.
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
                DerivationSource::Article(id) => Some(id),
                DerivationSource::Agency(_) => None,
            })
    }

    /// The agencies it derives from.
    pub fn agencies(&self) -> impl Iterator<Item = SpeakerId> + '_ {
        self.derivations()
            .iter()
            .filter_map(|derivation| match derivation.from {
                DerivationSource::Agency(id) => Some(id),
                DerivationSource::Article(_) => None,
            })
    }
}
