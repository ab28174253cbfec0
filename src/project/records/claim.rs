use super::{
    at_most::at_most,
    house_rules::Waiver,
    id::{ArticleId, ClaimId, SpeakerId},
};

use crate::project::limits::{MAX_DISMISSED, MAX_SEARCHES, MAX_TAGS, MAX_VERDICTS};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Maximum number of characters stored of a dismissed passage.
const MAX_DISMISSED_CHARACTERS: usize = 160;

/// A checkable statement in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Permanent id. The number shown to the user is the index in the list.
    pub id: ClaimId,
    /// Text of the claim.
    pub statement: String,
    /// The conclusion: a label of the project's scale, or `None` while there is none.
    pub verdict: Option<String>,
    /// Progress of the work; independent of the verdict.
    pub status: Status,
    /// Reasons for the verdict.
    pub justification: String,
    pub notes: String,
    /// Palette index of its highlights; indexes past the end wrap around.
    pub color: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ClaimType>,
    /// Date of the claim, in the format of [`ArticleDetails::published`](super::ArticleDetails::published).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made: String,
    /// Author of the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerId>,
    /// First appearance: an address or free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_appearance: String,
    /// Tags for sorting and filtering claims.
    #[serde(
        default,
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_TAGS, BTreeSet<SmolStr>, _>"
    )]
    pub tags: BTreeSet<SmolStr>,
    /// Credibility of the information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
    /// Unsuccessful searches.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_SEARCHES, Vec<Search>, _>"
    )]
    pub searches: Vec<Search>,
    /// The speaker's reply when asked for comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
    /// Waivers of unmet house rules; at most one per rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
    /// Passages that were suggested for the claim and dismissed.
    #[serde(
        default,
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_DISMISSED, BTreeSet<Dismissed>, _>"
    )]
    pub dismissed: BTreeSet<Dismissed>,
}

impl Claim {
    /// A claim with a statement only.
    pub fn new(id: ClaimId, statement: String, color: u8) -> Self {
        Self {
            id,
            statement,
            color,
            ..Self::default()
        }
    }

    /// Whether the claim says that somebody said something. One source is enough for that: a record of the words.
    pub fn is_quotation(&self) -> bool {
        self.kind == Some(ClaimType::Quote)
    }

    /// Returns whether the claim has a verdict without a justification.
    pub fn lacks_reasons(&self) -> bool {
        self.verdict.is_some() && self.justification.trim().is_empty()
    }
}

/// Kind of statement (the claim types of `AVeriTeC`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClaimType {
    /// An event or a state of affairs.
    Event,
    /// A number.
    Numerical,
    /// A quotation: somebody said something.
    Quote,
    /// A cause and its effect.
    Causal,
    /// An opinion or an intention.
    Position,
}

impl ClaimType {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Numerical,
        Self::Quote,
        Self::Causal,
        Self::Position,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Event => "event or property",
            Self::Numerical => "numerical",
            Self::Quote => "quote verification",
            Self::Causal => "causal",
            Self::Position => "position statement",
        }
    }
}

/// Credibility of a piece of information on the Admiralty code (NATO AJP-2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Credibility {
    /// 1: confirmed by other sources.
    Confirmed,
    /// 2: probably true.
    Probable,
    /// 3: possibly true.
    Possible,
    /// 4: doubtful.
    Doubtful,
    /// 5: improbable.
    Improbable,
    /// 6: truth cannot be judged.
    Unknown,
}

impl Credibility {
    /// All six, best first.
    pub const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::Probable,
        Self::Possible,
        Self::Doubtful,
        Self::Improbable,
        Self::Unknown,
    ];

    /// Number on the code, 1 to 6.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The number and the wording of the code.
    pub fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "1 - confirmed by other sources",
            Self::Probable => "2 - probably true",
            Self::Possible => "3 - possibly true",
            Self::Doubtful => "4 - doubtful",
            Self::Improbable => "5 - improbable",
            Self::Unknown => "6 - truth cannot be judged",
        }
    }
}

/// An unsuccessful search ("asked the hospital, no answer, 24 May").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Subject and outcome of the search.
    pub sought: String,
    /// Place searched or person asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Date, as precisely as known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
}

impl Search {
    /// Subject, place and date, as far as they are recorded.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let Self {
            sought,
            place,
            date,
        } = self;
        let parts = [sought, place, date].map(|part| part.trim());
        parts.into_iter().filter(|part| !part.is_empty())
    }

    /// Returns whether a subject or a place is recorded. A newly added search has neither.
    pub fn holds(&self) -> bool {
        [&self.sought, &self.place]
            .iter()
            .any(|text| !text.trim().is_empty())
    }
}

/// A passage that has the words of a claim but is not about it. Its article may be missing from the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissed {
    pub article: ArticleId,
    /// Its first words, as published, on one line.
    pub words: String,
}

impl Dismissed {
    /// Stores the beginning of a passage, so that two with the same beginning are equal.
    pub fn new(article: ArticleId, quote: &str) -> Self {
        let characters = quote.trim().chars().take(MAX_DISMISSED_CHARACTERS);
        let characters = characters.map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        });
        Self {
            article,
            words: characters.collect(),
        }
    }
}

/// Number of claim colours before they repeat.
pub const CLAIM_COLORS: u8 = 8;

/// Progress of the work on a claim.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Status {
    #[default]
    Open,
    InProgress,
    /// Finished, awaiting a second reader.
    NeedsReview,
    Done,
}

impl Status {
    /// All, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Open, Self::InProgress, Self::NeedsReview, Self::Done];

    /// Label in the window and in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::NeedsReview => "needs review",
            Self::Done => "done",
        }
    }
}

/// The verdicts available in a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictScale {
    /// Name of the scale.
    pub name: String,
    /// Its labels in menu order; no two the same.
    #[serde(deserialize_with = "at_most::<MAX_VERDICTS, Vec<Verdict>, _>")]
    pub verdicts: Vec<Verdict>,
}

/// One label of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Text of the label.
    pub label: String,
    /// Rank from worst (1) to best, as `ratingValue` of schema.org's `ClaimReview` requires.
    pub rank: u32,
}

impl VerdictScale {
    /// The four labels of `AVeriTeC` (Schlichtkrull et al., 2023); the default.
    pub fn averitec() -> Self {
        Self::shipped(
            "AVeriTeC",
            &[
                ("Supported", 4),
                ("Refuted", 1),
                ("Not Enough Evidence", 2),
                ("Conflicting Evidence/Cherrypicking", 3),
            ],
        )
    }

    /// `PolitiFact`'s Truth-O-Meter.
    pub fn politifact() -> Self {
        Self::shipped(
            "PolitiFact",
            &[
                ("True", 6),
                ("Mostly True", 5),
                ("Half True", 4),
                ("Mostly False", 3),
                ("False", 2),
                ("Pants on Fire", 1),
            ],
        )
    }

    /// True, false or unproven.
    pub fn plain() -> Self {
        Self::shipped("Plain", &[("True", 3), ("False", 1), ("Unproven", 2)])
    }

    /// Returns whether `label` is on the scale.
    pub fn has(&self, label: &str) -> bool {
        self.verdicts.iter().any(|verdict| verdict.label == label)
    }

    fn shipped(name: &str, verdicts: &[(&str, u32)]) -> Self {
        let verdicts = verdicts.iter().map(|(label, rank)| Verdict {
            label: (*label).to_owned(),
            rank: *rank,
        });
        Self {
            name: name.to_owned(),
            verdicts: verdicts.collect(),
        }
    }
}

impl Default for VerdictScale {
    fn default() -> Self {
        Self::averitec()
    }
}
