use super::{
    attribution::Attribution,
    id::{ClaimId, EvidenceId, HighlightId},
};

use serde::{Deserialize, Serialize};

/// The link from a highlight to a claim: what the passage is to the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name in the project.
    pub id: EvidenceId,
    /// The passage.
    pub highlight: HighlightId,
    /// The claim it bears on. No two pieces of evidence join the same highlight and claim.
    pub claim: ClaimId,
    /// How it bears on it.
    pub stance: Stance,
    /// What the analyst has to say about this link.
    pub note: String,
    /// Who said it, and how.
    #[serde(default, skip_serializing_if = "Attribution::is_empty")]
    pub attribution: Attribution,
    /// Pieces of one claim in the same set count only together; the sets, and pieces in none, stand beside one another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<EvidenceSet>,
}

impl Evidence {
    /// A link of which nothing else is recorded.
    #[must_use]
    pub fn new(id: EvidenceId, highlight: HighlightId, claim: ClaimId, stance: Stance) -> Self {
        Self {
            id,
            highlight,
            claim,
            stance,
            note: String::new(),
            attribution: Attribution::default(),
            set: None,
        }
    }
}

/// Names a set of evidence within its claim, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceSet(pub u8);

impl EvidenceSet {
    /// What people see: A, B, … Z, 27, 28, …
    #[must_use]
    pub fn label(self) -> String {
        if self.0 < 26 {
            char::from(b'A' + self.0).to_string()
        } else {
            (u32::from(self.0) + 1).to_string()
        }
    }
}

/// How a passage bears on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// It says the claim is so.
    Supports,
    /// It says the claim is not so.
    Refutes,
    /// It helps to understand the claim and says neither.
    Context,
}

impl Stance {
    /// All three, in the order the window and the exports have them.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];

    /// The word people see, in the window and in exports.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
        }
    }

    /// The sign that stands for it where colour alone would not do.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Supports => '+',
            Self::Refutes => '\u{2212}',
            Self::Context => '\u{2022}',
        }
    }
}
