use super::id::{ClaimId, RelationId};

use serde::{Deserialize, Serialize};

/// What one claim is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Its name in the project.
    pub id: RelationId,
    /// The claim that it is said of.
    pub from: ClaimId,
    /// The other claim; never the same.
    pub to: ClaimId,
    /// What `from` is to `to`. No two relations say the same of the same two.
    pub kind: RelationKind,
}

/// The ways in which one claim bears on another (after Argdown and SKOS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelationKind {
    /// Both cannot be so.
    Contradicts,
    /// Both say one thing in other words.
    SameAs,
    /// It is a part of what the other says.
    PartOf,
    /// If it is so, the other is.
    Entails,
    /// It takes the ground from under the other without saying the opposite.
    Undercuts,
}

impl RelationKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Contradicts,
        Self::SameAs,
        Self::PartOf,
        Self::Entails,
        Self::Undercuts,
    ];

    /// The words people see, read from the first claim to the second.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::SameAs => "same as",
            Self::PartOf => "part of",
            Self::Entails => "entails",
            Self::Undercuts => "undercuts",
        }
    }

    /// The words read from the second claim to the first.
    #[must_use]
    pub fn label_from_the_other(self) -> &'static str {
        match self {
            Self::Contradicts => "contradicts",
            Self::SameAs => "same as",
            Self::PartOf => "has as a part",
            Self::Entails => "follows from",
            Self::Undercuts => "is undercut by",
        }
    }

    /// Whether it says the same in both directions.
    #[must_use]
    pub fn is_mutual(self) -> bool {
        matches!(self, Self::Contradicts | Self::SameAs)
    }
}
