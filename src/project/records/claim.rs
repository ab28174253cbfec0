use super::{
    at_most::at_most,
    house_rules::Waiver,
    id::{ClaimId, SpeakerId},
};

use crate::project::limits::{MAX_SEARCHES, MAX_TAGS, MAX_VERDICTS};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One checkable statement in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its name in the project. The number people see is its place in the list.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// The conclusion: a label of the project's scale, or `None` while there is none.
    pub verdict: Option<String>,
    /// Where the work stands; says nothing about the verdict.
    pub status: Status,
    /// Why the verdict is what it is.
    pub justification: String,
    /// The analyst's working notes.
    pub notes: String,
    /// Which colour of the palette its highlights have; places beyond the palette wrap around.
    pub color: u8,
    /// What kind of statement it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ClaimType>,
    /// When it was made: a date as [`ArticleDetails::published`](super::ArticleDetails::published) has them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<SpeakerId>,
    /// Where it appeared first: an address, or words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_appearance: String,
    /// What the analyst sorts claims by.
    #[serde(
        default,
        skip_serializing_if = "BTreeSet::is_empty",
        deserialize_with = "at_most::<MAX_TAGS, BTreeSet<String>, _>"
    )]
    pub tags: BTreeSet<String>,
    /// How credible the information is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
    /// What was sought and not found.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "at_most::<MAX_SEARCHES, Vec<Search>, _>"
    )]
    pub searches: Vec<Search>,
    /// What the speaker answered when asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
    /// House rules it misses that somebody answers for; no rule twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Waiver>,
}

impl Claim {
    /// A claim nobody has worked on yet.
    #[must_use]
    pub fn new(id: ClaimId, statement: String, color: u8) -> Self {
        Self {
            id,
            statement,
            color,
            ..Self::default()
        }
    }

    /// Whether it has a verdict and nothing that says why.
    #[must_use]
    pub fn lacks_reasons(&self) -> bool {
        self.verdict.is_some() && self.justification.trim().is_empty()
    }
}

/// What kind of statement a claim is (the claim types of `AVeriTeC`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClaimType {
    /// Something happened, or something is so.
    Event,
    /// A number.
    Numerical,
    /// Somebody said something.
    Quote,
    /// One thing brought about another.
    Causal,
    /// Somebody holds a view or would do something.
    Position,
}

impl ClaimType {
    /// All, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Event,
        Self::Numerical,
        Self::Quote,
        Self::Causal,
        Self::Position,
    ];

    /// The words people see.
    #[must_use]
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

    /// The code's number, 1 to 6.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The number and the code's words.
    #[must_use]
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

/// Something that was sought and not found ("asked the hospital, no answer, 24 May").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// What was sought, and what came of it.
    pub sought: String,
    /// Where, or of whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// When: a date as far as it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
}

impl Search {
    /// It says what was sought, or where. A blank one, as it is when it is added, says nothing yet.
    #[must_use]
    pub fn holds(&self) -> bool {
        [&self.sought, &self.place]
            .iter()
            .any(|text| !text.trim().is_empty())
    }
}

/// Colours that claims have before they repeat.
pub const CLAIM_COLORS: u8 = 8;

/// Where the work on a claim stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Status {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody is at it.
    InProgress,
    /// Worked out, a second pair of eyes is wanted.
    NeedsReview,
    /// Nothing is left to do.
    Done,
}

impl Status {
    /// All, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Open, Self::InProgress, Self::NeedsReview, Self::Done];

    /// The words people see, in the window and in exports.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::NeedsReview => "needs review",
            Self::Done => "done",
        }
    }
}

/// The verdicts a project chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictScale {
    /// What the scale is called.
    pub name: String,
    /// Its labels, in the order they are offered; no two the same.
    #[serde(deserialize_with = "at_most::<MAX_VERDICTS, Vec<Verdict>, _>")]
    pub verdicts: Vec<Verdict>,
}

/// One label of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// What is written.
    pub label: String,
    /// Its place from worst (1) to best, as `ratingValue` of schema.org's `ClaimReview` needs.
    pub rank: u32,
}

impl VerdictScale {
    /// The four labels of `AVeriTeC` (Schlichtkrull et al., 2023); the default.
    #[must_use]
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
    #[must_use]
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
    #[must_use]
    pub fn plain() -> Self {
        Self::shipped("Plain", &[("True", 3), ("False", 1), ("Unproven", 2)])
    }

    /// Whether `label` is one of the scale's.
    #[must_use]
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
