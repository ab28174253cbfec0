use super::{at_most::at_most, id::SpeakerId};
use crate::project::limits::MAX_CHAIN;

use serde::{Deserialize, Serialize};

/// Who said what a passage says, and how the article came to it. Everything is optional: what nobody has recorded is not
/// guessed.
///
/// It belongs to a piece of evidence and not to the highlight, since one passage may serve two claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// Who said it in the end: "the governor" in "the Post citing TASS citing the governor".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerId>,
    /// Those who passed it on between the speaker and the article, from the article's end: TASS in the example. No one is in
    /// the chain twice, nor is the speaker.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_CHAIN, Vec<SpeakerId>, _>"
    )]
    pub relayed_by: Vec<SpeakerId>,
    /// The words that attribute ("said on Telegram").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wording: String,
    /// How the words were rendered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Quotation>,
    /// Whether the article itself saw or heard it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knowledge: Option<Knowledge>,
    /// What the piece is for this claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
    /// Whether readers are told who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naming: Option<Naming>,
}

impl Attribution {
    /// Everybody it names, the speaker first.
    pub fn speakers(&self) -> impl Iterator<Item = SpeakerId> + '_ {
        self.speaker
            .into_iter()
            .chain(self.relayed_by.iter().copied())
    }

    /// Whether nothing is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How an article renders what was said (the quotation types of PARC, the Penn Attribution Relation Corpus).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quotation {
    /// In quotation marks.
    Direct,
    /// In the article's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// Nobody is quoted.
    Unquoted,
}

/// Whether the article itself saw or heard it, or passes on another's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Knowledge {
    /// It saw or heard it.
    FirstHand,
    /// It passes on another's report.
    Reported,
}

/// What a piece of evidence is for its claim; the same article can be either, by use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Usage {
    /// The thing itself: the speech, the document, the eyewitness.
    Primary,
    /// About the thing.
    Secondary,
}

/// Whether readers are told who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Naming {
    /// By name or office.
    Named,
    /// "A source who asked not to be named".
    Anonymous,
    /// Described, not named ("a senior official").
    OnBackground,
}

impl Quotation {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Indirect, Self::Mixed, Self::Unquoted];

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Unquoted => "none",
        }
    }
}

impl Knowledge {
    /// Both.
    pub const ALL: [Self; 2] = [Self::FirstHand, Self::Reported];

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FirstHand => "first-hand",
            Self::Reported => "reported",
        }
    }
}

impl Usage {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Primary, Self::Secondary];

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

impl Naming {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::OnBackground];

    /// The words people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::OnBackground => "on background",
        }
    }
}
