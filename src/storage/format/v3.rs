//! The records of version 3 of the project file; frozen: what is added to a record later goes into structs of its own.
//!
//! Where they spell a record as version 2 did, they are its structs. What version 2 did not have is left out of the file where it says
//! nothing. As in [`v1`](super::v1), nothing is trusted before `load` has verified it, and names of records are pieces of the file.

use super::{
    spelled::{self, ClaimType, Credibility, Exclusion, Search, Waiver, capped},
    v1,
};

use std::collections::BTreeSet;

use serde::Deserialize;

/// A project's own records, by the pieces of the file that name others.
pub(crate) type Attribution<'a> = spelled::Attribution<&'a str>;
pub(crate) type Speaker<'a> = spelled::Speaker<&'a str>;
pub(crate) type Derivation<'a> = spelled::Derivation<&'a str, &'a str>;
pub(crate) type Provenance<'a> = spelled::Provenance<&'a str, &'a str>;
pub(crate) type Relation<'a> = spelled::Relation<&'a str, &'a str>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article<'a> {
    pub(crate) id: &'a str,
    pub(crate) source: v1::Source,
    pub(crate) clutter: BTreeSet<usize>,
    #[serde(borrow, default)]
    pub(crate) provenance: Provenance<'a>,
    #[serde(default)]
    pub(crate) excluded: Option<Exclusion>,
    pub(crate) sha256: &'a str,
    pub(crate) text: v1::Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claim<'a> {
    pub(crate) id: &'a str,
    pub(crate) statement: String,
    pub(crate) verdict: Option<String>,
    pub(crate) status: v1::Status,
    pub(crate) justification: String,
    pub(crate) notes: String,
    pub(crate) color: u8,
    #[serde(default)]
    pub(crate) kind: Option<ClaimType>,
    #[serde(default)]
    pub(crate) made: String,
    #[serde(default)]
    pub(crate) speaker: Option<&'a str>,
    #[serde(default)]
    pub(crate) first_appearance: String,
    #[serde(default, deserialize_with = "capped::tags")]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) credibility: Option<Credibility>,
    #[serde(default, deserialize_with = "capped::searches")]
    pub(crate) searches: Vec<Search>,
    #[serde(default)]
    pub(crate) reply: String,
    #[serde(default, deserialize_with = "capped::waivers")]
    pub(crate) waivers: Vec<Waiver>,
    /// The articles that say nothing about it.
    #[serde(borrow, default, deserialize_with = "capped::silent")]
    pub(crate) silent: Vec<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence<'a> {
    pub(crate) id: &'a str,
    pub(crate) highlight: &'a str,
    pub(crate) claim: &'a str,
    pub(crate) stance: v1::Stance,
    pub(crate) note: String,
    #[serde(borrow, default)]
    pub(crate) attribution: Attribution<'a>,
    #[serde(default)]
    pub(crate) set: Option<u8>,
}

impl<'a> From<v1::Article<'a>> for Article<'a> {
    fn from(article: v1::Article<'a>) -> Self {
        Self {
            id: article.id,
            source: article.source,
            clutter: article.clutter,
            provenance: Provenance::default(),
            excluded: None,
            sha256: article.sha256,
            text: article.text,
        }
    }
}

impl<'a> From<v1::Claim<'a>> for Claim<'a> {
    fn from(claim: v1::Claim<'a>) -> Self {
        Self {
            id: claim.id,
            statement: claim.statement,
            verdict: claim.verdict,
            status: claim.status,
            justification: claim.justification,
            notes: claim.notes,
            color: claim.color,
            kind: None,
            made: String::new(),
            speaker: None,
            first_appearance: String::new(),
            tags: Vec::new(),
            credibility: None,
            searches: Vec::new(),
            reply: String::new(),
            waivers: Vec::new(),
            silent: Vec::new(),
        }
    }
}

impl<'a> From<v1::Evidence<'a>> for Evidence<'a> {
    fn from(evidence: v1::Evidence<'a>) -> Self {
        Self {
            id: evidence.id,
            highlight: evidence.highlight,
            claim: evidence.claim,
            stance: evidence.stance,
            note: evidence.note,
            attribution: Attribution::default(),
            set: None,
        }
    }
}
