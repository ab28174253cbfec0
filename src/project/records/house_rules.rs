use serde::{Deserialize, Serialize};

/// Requirements of a newsroom for a claim before publication. Each rule is off until a project enables it; an unmet
/// rule is a warning, never a score.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseRules {
    /// Minimum number of independent sources that support the claim, or refute it, whichever are more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent_sources: Option<u32>,
    /// Minimum number of secondary sources with original reporting, if there is no primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_sources: Option<u32>,
    /// Minimum number of first-hand sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_hand: Option<u32>,
    /// No verdict based on a single anonymous source.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_single_anonymous: bool,
}

impl HouseRules {
    /// Default numbers when a rule is enabled: two independent sources, three secondary sources, two first-hand ones.
    pub fn usual() -> Self {
        Self {
            independent_sources: Some(2),
            secondary_sources: Some(3),
            first_hand: Some(2),
            no_single_anonymous: true,
        }
    }
}

/// One of [`HouseRules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HouseRule {
    IndependentSources,
    SecondarySources,
    FirstHand,
    NoSingleAnonymous,
}

impl HouseRule {
    /// All, in display order.
    pub const ALL: [Self; 4] = [
        Self::IndependentSources,
        Self::SecondarySources,
        Self::FirstHand,
        Self::NoSingleAnonymous,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::IndependentSources => "independent sources",
            Self::SecondarySources => "secondary sources of original reporting",
            Self::FirstHand => "first-hand sources",
            Self::NoSingleAnonymous => "no verdict on one anonymous source",
        }
    }
}

/// A signed exception from one unmet rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    pub rule: HouseRule,
    /// Name of the person who waived it.
    pub by: String,
    pub reason: String,
}

impl Waiver {
    /// Returns whether both the name and the reason are filled in. The waiver has no effect until then.
    pub fn holds(&self) -> bool {
        !self.by.trim().is_empty() && !self.reason.trim().is_empty()
    }
}
