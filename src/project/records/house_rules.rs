use serde::{Deserialize, Serialize};

/// What a house asks of a claim before it is published. Each rule is off until a project switches it on; what is missed is a
/// warning, never a score.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseRules {
    /// At least so many independent sources that support the claim, or that refute it where those are more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent_sources: Option<u32>,
    /// At least so many secondary sources of original reporting, where there is no primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_sources: Option<u32>,
    /// At least so many first-hand sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_hand: Option<u32>,
    /// No verdict on one anonymous source.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_single_anonymous: bool,
}

impl HouseRules {
    /// The numbers that are offered when a rule is switched on: two independent sources, three secondary sources, two first-hand ones.
    #[must_use]
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
    /// See [`HouseRules::independent_sources`].
    IndependentSources,
    /// See [`HouseRules::secondary_sources`].
    SecondarySources,
    /// See [`HouseRules::first_hand`].
    FirstHand,
    /// See [`HouseRules::no_single_anonymous`].
    NoSingleAnonymous,
}

impl HouseRule {
    /// All, in the order they are listed.
    pub const ALL: [Self; 4] = [
        Self::IndependentSources,
        Self::SecondarySources,
        Self::FirstHand,
        Self::NoSingleAnonymous,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::IndependentSources => "independent sources",
            Self::SecondarySources => "secondary sources of original reporting",
            Self::FirstHand => "first-hand sources",
            Self::NoSingleAnonymous => "no verdict on one anonymous source",
        }
    }
}

/// A miss of one rule that somebody answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Which rule.
    pub rule: HouseRule,
    /// Who waived it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Waiver {
    /// Somebody answers for it by name and says why. Until both are there nothing is waived.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.by.trim().is_empty() && !self.reason.trim().is_empty()
    }
}
