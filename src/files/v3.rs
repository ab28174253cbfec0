//! The records of version 3 of the project file; frozen: what is added to a record later goes into structs of its own.
//!
//! Where they spell a record as version 2 did, they are its structs. What version 2 did not have is left out of the file where it says
//! nothing. As in [`v1`](super::v1), nothing is trusted before `load` has verified it, and names of records are pieces of the file.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    spelled::{self, ClaimType, Credibility, Exclusion, Search, Waiver, capped},
    v1,
};

pub(super) use super::v1::{Highlight, Scale};

/// A project's own records, by the pieces of the file that name others.
pub(super) type Attribution<'a> = spelled::Attribution<&'a str>;
pub(super) type Speaker<'a> = spelled::Speaker<&'a str>;
pub(super) type Derivation<'a> = spelled::Derivation<&'a str, &'a str>;
pub(super) type Provenance<'a> = spelled::Provenance<&'a str, &'a str>;
pub(super) type Relation<'a> = spelled::Relation<&'a str, &'a str>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Article<'a> {
    pub(super) id: &'a str,
    pub(super) source: v1::Source,
    pub(super) clutter: BTreeSet<usize>,
    #[serde(borrow, default)]
    pub(super) provenance: Provenance<'a>,
    #[serde(default)]
    pub(super) excluded: Option<Exclusion>,
    pub(super) sha256: &'a str,
    pub(super) text: v1::Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim<'a> {
    pub(super) id: &'a str,
    pub(super) statement: String,
    pub(super) verdict: Option<String>,
    pub(super) status: v1::Status,
    pub(super) justification: String,
    pub(super) notes: String,
    pub(super) color: u8,
    #[serde(default)]
    pub(super) kind: Option<ClaimType>,
    #[serde(default)]
    pub(super) made: String,
    #[serde(default)]
    pub(super) speaker: Option<&'a str>,
    #[serde(default)]
    pub(super) first_appearance: String,
    #[serde(default, deserialize_with = "capped::tags")]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) credibility: Option<Credibility>,
    #[serde(default, deserialize_with = "capped::searches")]
    pub(super) searches: Vec<Search>,
    #[serde(default)]
    pub(super) reply: String,
    #[serde(default, deserialize_with = "capped::waivers")]
    pub(super) waivers: Vec<Waiver>,
    /// The articles that say nothing about it.
    #[serde(borrow, default, deserialize_with = "capped::silent")]
    pub(super) silent: Vec<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence<'a> {
    pub(super) id: &'a str,
    pub(super) highlight: &'a str,
    pub(super) claim: &'a str,
    pub(super) stance: v1::Stance,
    pub(super) note: String,
    #[serde(borrow, default)]
    pub(super) attribution: Attribution<'a>,
    #[serde(default)]
    pub(super) set: Option<u8>,
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
