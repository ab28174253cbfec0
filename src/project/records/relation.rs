use super::id::{ClaimId, RelationId};

use serde::{Deserialize, Serialize};

/// A directed relation between two claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    pub id: RelationId,
    /// Subject of the relation.
    pub from: ClaimId,
    /// The other claim; never the same.
    pub to: ClaimId,
    /// Relation of `from` to `to`. No two records have the same kind and the same claims.
    pub kind: RelationKind,
}

/// Kinds of relation between claims (after Argdown and SKOS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelationKind {
    /// The claims cannot both be true.
    Contradicts,
    /// The claims say the same in different words.
    SameAs,
    /// The first claim is part of the second.
    PartOf,
    /// If the first claim is true, so is the second.
    Entails,
    /// The first claim removes the basis of the second without contradicting it.
    Undercuts,
}

impl RelationKind {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [
        Self::Contradicts,
        Self::SameAs,
        Self::PartOf,
        Self::Entails,
        Self::Undercuts,
    ];

    /// Label from the first claim to the second.
    pub fn label(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::SameAs => "same as",
            Self::PartOf => "part of",
            Self::Entails => "entails",
            Self::Undercuts => "undercuts",
        }
    }

    /// Label from the second claim to the first.
    pub fn label_from_the_other(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::SameAs => "same as",
            Self::PartOf => "has as a part",
            Self::Entails => "follows from",
            Self::Undercuts => "is undercut by",
        }
    }

    /// Returns whether the relation reads the same in both directions.
    pub fn is_mutual(self) -> bool {
        matches!(self, Self::Contradicts | Self::SameAs)
    }
}
