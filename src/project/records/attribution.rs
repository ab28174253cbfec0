use super::{at_most::at_most, id::SpeakerId};
use crate::project::limits::MAX_CHAIN;

use serde::{Deserialize, Serialize};

/// The speaker of a passage and its path to the article. Every field is optional: nothing unrecorded is guessed.
///
/// Belongs to the evidence and not to the highlight, since one passage may serve two claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// The original speaker: "the governor" in "the Post citing TASS citing the governor".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerId>,
    /// Relays between the speaker and the article, starting at the article: TASS in the example. No speaker occurs
    /// twice, and the original speaker is not among them.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_CHAIN, Vec<SpeakerId>, _>"
    )]
    pub relayed_by: Vec<SpeakerId>,
    /// The attributing words ("said on Telegram").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wording: String,
    /// Form of quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Quotation>,
    /// Whether the article's authors witnessed it themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_hand: Option<FirstHandOrReported>,
    /// Primary or secondary evidence for this claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_or_secondary: Option<PrimaryOrSecondary>,
    /// Whether the article names the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naming: Option<Naming>,
}

impl Attribution {
    /// All speakers in the attribution, the original one first.
    pub fn speakers(&self) -> impl Iterator<Item = SpeakerId> + '_ {
        self.speaker
            .into_iter()
            .chain(self.relayed_by.iter().copied())
    }

    /// Returns whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Form of quotation (the quotation types of PARC, the Penn Attribution Relation Corpus).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quotation {
    /// In quotation marks.
    Direct,
    /// Paraphrased by the article.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
    /// Nobody is quoted.
    Unquoted,
}

/// Whether the article is a first-hand report or passes on another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FirstHandOrReported {
    /// The article's authors saw or heard it.
    FirstHand,
    /// The article passes on another's report.
    Reported,
}

/// Primary or secondary evidence; the same article can be either, depending on the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PrimaryOrSecondary {
    /// The original: the speech, the document, the eyewitness.
    Primary,
    /// An account of the original.
    Secondary,
}

/// Whether the article names the speaker.
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
    /// All, in menu order.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Indirect, Self::Mixed, Self::Unquoted];

    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Unquoted => "none",
        }
    }
}

impl FirstHandOrReported {
    pub const ALL: [Self; 2] = [Self::FirstHand, Self::Reported];

    pub fn label(self) -> &'static str {
        match self {
            Self::FirstHand => "first-hand",
            Self::Reported => "reported",
        }
    }
}

impl PrimaryOrSecondary {
    pub const ALL: [Self; 2] = [Self::Primary, Self::Secondary];

    pub fn label(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

impl Naming {
    /// All, in menu order.
    pub const ALL: [Self; 3] = [Self::Named, Self::Anonymous, Self::OnBackground];

    pub fn label(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Anonymous => "anonymous",
            Self::OnBackground => "on background",
        }
    }
}
