use super::{
    attribution::Attribution,
    id::{ClaimId, EvidenceId, HighlightId},
};

use serde::{Deserialize, Serialize};

/// The link from a highlight to a claim, with the stance of the passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub id: EvidenceId,
    pub highlight: HighlightId,
    /// The linked claim. No two pieces of evidence link the same highlight and claim.
    pub claim: ClaimId,
    pub stance: Stance,
    /// The analyst's note on this link.
    pub note: String,
    /// Speaker and path of the statement.
    #[serde(default, skip_serializing_if = "Attribution::is_empty")]
    pub attribution: Attribution,
    /// Pieces of one claim in the same set count only together; sets, and pieces in none, count separately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<EvidenceSet>,
    /// The amount that the passage states, in the analyst's words: "at least 12 injured". The values table parses the
    /// number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

impl Evidence {
    /// A link with nothing else recorded.
    pub fn new(id: EvidenceId, highlight: HighlightId, claim: ClaimId, stance: Stance) -> Self {
        Self {
            id,
            highlight,
            claim,
            stance,
            note: String::new(),
            attribution: Attribution::default(),
            set: None,
            value: String::new(),
        }
    }
}

/// Number of an evidence set within its claim, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceSet(pub u8);

impl EvidenceSet {
    /// Label of the set: A, B, … Z, 27, 28, …
    pub fn label(self) -> String {
        if self.0 < 26 {
            char::from(b'A' + self.0).to_string()
        } else {
            (u32::from(self.0) + 1).to_string()
        }
    }
}

/// Stance of a passage toward a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// The passage supports the claim.
    Supports,
    /// The passage refutes the claim.
    Refutes,
    /// The passage gives background and takes no side.
    Context,
}

impl Stance {
    /// All three, in the order of the window and the exports.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];

    /// Label in the window and in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
        }
    }

    /// Symbol for use where colour alone is not enough.
    pub fn sign(self) -> char {
        match self {
            Self::Supports => '+',
            Self::Refutes => '\u{2212}',
            Self::Context => '\u{2022}',
        }
    }
}
