//! How parts of records are spelled in version 3 of the project file and in version 2 of the journal alike; frozen: what is
//! added to them later goes into types of its own.
//!
//! What says nothing is left out. A name of another record is whatever `A` and `C` are: in the project file the piece of it where
//! the name stands, so that a wrong one is told with its line; in the journal the id.

pub(crate) mod capped;
mod values;

use crate::project::{self, ArticleId, SpeakerId};
pub(crate) use values::{ClaimType, Credibility, Exclusion, HouseRules, Search, Waiver};
use values::{Knowledge, Manner, Naming, Quotation, RelationKind, Usage};

use serde::{Deserialize, Serialize};

/// See [`project::Attribution`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "C: Deserialize<'de>"))]
pub(crate) struct Attribution<C> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) speaker: Option<C>,
    #[serde(
        default = "Vec::new",
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "capped::chain"
    )]
    pub(crate) relayed_by: Vec<C>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) wording: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quotation: Option<Quotation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    knowledge: Option<Knowledge>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usage: Option<Usage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    naming: Option<Naming>,
}

/// One of which nothing is recorded.
impl<C> Default for Attribution<C> {
    fn default() -> Self {
        Self {
            speaker: None,
            relayed_by: Vec::new(),
            wording: String::new(),
            quotation: None,
            knowledge: None,
            usage: None,
            naming: None,
        }
    }
}

impl<C> Attribution<C> {
    /// Everybody it names, the speaker first.
    pub(crate) fn speakers(&self) -> impl Iterator<Item = &C> {
        self.speaker.iter().chain(&self.relayed_by)
    }

    pub(crate) fn of(
        attribution: project::Attribution,
        name: impl Fn(SpeakerId) -> C + Copy,
    ) -> Self {
        let project::Attribution {
            speaker,
            relayed_by,
            wording,
            quotation,
            knowledge,
            usage,
            naming,
        } = attribution;
        Self {
            speaker: speaker.map(name),
            relayed_by: relayed_by.into_iter().map(name).collect(),
            wording,
            quotation: quotation.map(Into::into),
            knowledge: knowledge.map(Into::into),
            usage: usage.map(Into::into),
            naming: naming.map(Into::into),
        }
    }

    /// What is meant, once it is known whom each name means.
    pub(crate) fn meant(self, who: impl Fn(C) -> SpeakerId + Copy) -> project::Attribution {
        project::Attribution {
            speaker: self.speaker.map(who),
            relayed_by: self.relayed_by.into_iter().map(who).collect(),
            wording: self.wording,
            quotation: self.quotation.map(Into::into),
            knowledge: self.knowledge.map(Into::into),
            usage: self.usage.map(Into::into),
            naming: self.naming.map(Into::into),
        }
    }
}

/// See [`project::Provenance`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "A: Deserialize<'de>, C: Deserialize<'de>"))]
pub(crate) enum Provenance<A, C> {
    #[default]
    Unknown,
    Original,
    Derived(#[serde(deserialize_with = "capped::derivations")] Vec<Derivation<A, C>>),
}

/// See [`project::Derivation`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Derivation<A, C> {
    pub(crate) from: DerivedFrom<A, C>,
    pub(crate) manner: Manner,
}

/// See [`project::DerivedFrom`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum DerivedFrom<A, C> {
    Article(A),
    Agency(C),
}

impl<A, C> Provenance<A, C> {
    pub(crate) fn of(
        provenance: project::Provenance,
        article: impl Fn(ArticleId) -> A,
        agency: impl Fn(SpeakerId) -> C,
    ) -> Self {
        let derivation = |one: project::Derivation| Derivation {
            from: match one.from {
                project::DerivedFrom::Article(id) => DerivedFrom::Article(article(id)),
                project::DerivedFrom::Agency(id) => DerivedFrom::Agency(agency(id)),
            },
            manner: one.manner.into(),
        };
        match provenance {
            project::Provenance::Unknown => Self::Unknown,
            project::Provenance::Original => Self::Original,
            project::Provenance::Derived(all) => {
                Self::Derived(all.into_iter().map(derivation).collect())
            }
        }
    }

    /// What is meant, once it is known what each name means.
    pub(crate) fn meant(
        self,
        article: impl Fn(A) -> ArticleId,
        agency: impl Fn(C) -> SpeakerId,
    ) -> project::Provenance {
        let derivation = |one: Derivation<A, C>| project::Derivation {
            from: match one.from {
                DerivedFrom::Article(name) => project::DerivedFrom::Article(article(name)),
                DerivedFrom::Agency(name) => project::DerivedFrom::Agency(agency(name)),
            },
            manner: one.manner.into(),
        };
        match self {
            Self::Unknown => project::Provenance::Unknown,
            Self::Original => project::Provenance::Original,
            Self::Derived(all) => {
                project::Provenance::Derived(all.into_iter().map(derivation).collect())
            }
        }
    }
}

/// See [`project::Speaker`]; `I` is its own id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speaker<I> {
    pub(crate) id: I,
    name: String,
    // These three are always written, so that no file can be made of speakers that are many times their size in memory.
    #[serde(deserialize_with = "capped::aliases")]
    aliases: Vec<String>,
    role: String,
    notes: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stand_in: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excluded: Option<Exclusion>,
}

impl<I> Speaker<I> {
    pub(crate) fn of(speaker: project::Speaker, own: impl FnOnce(SpeakerId) -> I) -> Self {
        let project::Speaker {
            id,
            name,
            aliases,
            role,
            notes,
            stand_in,
            excluded,
        } = speaker;
        Self {
            id: own(id),
            name,
            aliases,
            role,
            notes,
            stand_in,
            excluded: excluded.map(Into::into),
        }
    }

    /// What is meant, under that id.
    pub(crate) fn meant(self, id: SpeakerId) -> project::Speaker {
        project::Speaker {
            id,
            name: self.name,
            aliases: self.aliases,
            role: self.role,
            notes: self.notes,
            stand_in: self.stand_in,
            excluded: self.excluded.map(Into::into),
        }
    }
}

/// See [`project::Relation`]; `I` is its own id, `C` names claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relation<I, C> {
    pub(crate) id: I,
    pub(crate) from: C,
    pub(crate) to: C,
    pub(crate) kind: RelationKind,
}
