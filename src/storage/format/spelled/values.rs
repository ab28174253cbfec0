//! Parts of records that name no other record.

use crate::project;

use serde::{Deserialize, Serialize};

/// Enums that are spelled as the project calls their variants, and what each means.
macro_rules! spelled {
    ($($name:ident { $($variant:ident),+ })+) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        pub(crate) enum $name {
            $($variant),+
        }

        impl From<project::$name> for $name {
            fn from(value: project::$name) -> Self {
                match value {
                    $(project::$name::$variant => Self::$variant),+
                }
            }
        }

        impl From<$name> for project::$name {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => Self::$variant),+
                }
            }
        }
    )+};
}

spelled! {
    ClaimType { Event, Numerical, Quote, Causal, Position }
    Credibility { Confirmed, Probable, Possible, Doubtful, Improbable, Unknown }
    HouseRule { IndependentSources, SecondarySources, FirstHand, NoSingleAnonymous }
    Knowledge { FirstHand, Reported }
    Manner { Reprint, Rewrite, Translation, Quotes }
    Naming { Named, Anonymous, OnBackground }
    Exclusion { Retracted, Unreliable }
    Quotation { Direct, Indirect, Mixed, Unquoted }
    RelationKind { Contradicts, SameAs, PartOf, Entails, Undercuts }
    Usage { Primary, Secondary }
}

/// See [`project::Search`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    sought: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
}

impl From<project::Search> for Search {
    fn from(search: project::Search) -> Self {
        let project::Search {
            sought,
            place,
            date,
        } = search;
        Self {
            sought,
            place,
            date,
        }
    }
}

impl From<Search> for project::Search {
    fn from(search: Search) -> Self {
        Self {
            sought: search.sought,
            place: search.place,
            date: search.date,
        }
    }
}

/// See [`project::Waiver`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiver {
    rule: HouseRule,
    by: String,
    reason: String,
}

impl From<project::Waiver> for Waiver {
    fn from(waiver: project::Waiver) -> Self {
        let project::Waiver { rule, by, reason } = waiver;
        let rule = rule.into();
        Self { rule, by, reason }
    }
}

impl From<Waiver> for project::Waiver {
    fn from(waiver: Waiver) -> Self {
        Self {
            rule: waiver.rule.into(),
            by: waiver.by,
            reason: waiver.reason,
        }
    }
}

/// See [`project::HouseRules`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HouseRules {
    #[serde(skip_serializing_if = "Option::is_none")]
    independent_sources: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secondary_sources: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_hand: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_single_anonymous: bool,
}

impl From<project::HouseRules> for HouseRules {
    fn from(rules: project::HouseRules) -> Self {
        let project::HouseRules {
            independent_sources,
            secondary_sources,
            first_hand,
            no_single_anonymous,
        } = rules;
        Self {
            independent_sources,
            secondary_sources,
            first_hand,
            no_single_anonymous,
        }
    }
}

impl From<HouseRules> for project::HouseRules {
    fn from(rules: HouseRules) -> Self {
        Self {
            independent_sources: rules.independent_sources,
            secondary_sources: rules.secondary_sources,
            first_hand: rules.first_hand,
            no_single_anonymous: rules.no_single_anonymous,
        }
    }
}
