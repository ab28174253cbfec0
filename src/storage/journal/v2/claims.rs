use crate::{
    project::{self, ArticleId, ClaimId, Speaker},
    storage::{
        format::{ClaimType, Credibility, Search, Waiver, Written, written_id},
        journal::v1::Status,
    },
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ClaimEdit {
    Add(usize, Box<Claim>),
    Remove(#[serde(with = "written_id")] ClaimId),
    Move(#[serde(with = "written_id")] ClaimId, usize),
    Set(#[serde(with = "written_id")] ClaimId, ClaimField),
    SetSilent(
        #[serde(with = "written_id")] ClaimId,
        #[serde(with = "written_id")] ArticleId,
        bool,
    ),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ClaimField {
    Statement(String),
    Verdict(Option<String>),
    Status(Status),
    Justification(String),
    Notes(String),
    Color(u8),
    Kind(Option<ClaimType>),
    Made(String),
    Speaker(Option<Written<Speaker>>),
    FirstAppearance(String),
    Tags(BTreeSet<String>),
    Credibility(Option<Credibility>),
    Searches(Vec<Search>),
    Reply(String),
    Waivers(Vec<Waiver>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claim {
    #[serde(with = "written_id")]
    id: ClaimId,
    statement: String,
    verdict: Option<String>,
    status: Status,
    justification: String,
    notes: String,
    color: u8,
    kind: Option<ClaimType>,
    made: String,
    speaker: Option<Written<Speaker>>,
    first_appearance: String,
    tags: BTreeSet<String>,
    credibility: Option<Credibility>,
    searches: Vec<Search>,
    reply: String,
    waivers: Vec<Waiver>,
}

impl From<project::ClaimEdit> for ClaimEdit {
    fn from(edit: project::ClaimEdit) -> Self {
        use project::ClaimEdit as Meant;
        match edit {
            Meant::Add { at, claim } => Self::Add(at, Box::new((*claim).into())),
            Meant::Remove(id) => Self::Remove(id),
            Meant::Move { id, to } => Self::Move(id, to),
            Meant::Set { id, field } => Self::Set(id, field.into()),
            Meant::SetSilent {
                id,
                article,
                silent,
            } => Self::SetSilent(id, article, silent),
        }
    }
}

impl From<ClaimEdit> for project::ClaimEdit {
    fn from(edit: ClaimEdit) -> Self {
        match edit {
            ClaimEdit::Add(at, claim) => Self::Add {
                at,
                claim: Box::new((*claim).into()),
            },
            ClaimEdit::Remove(id) => Self::Remove(id),
            ClaimEdit::Move(id, to) => Self::Move { id, to },
            ClaimEdit::Set(id, field) => Self::Set {
                id,
                field: field.into(),
            },
            ClaimEdit::SetSilent(id, article, silent) => Self::SetSilent {
                id,
                article,
                silent,
            },
        }
    }
}

impl From<project::ClaimField> for ClaimField {
    fn from(field: project::ClaimField) -> Self {
        use project::ClaimField as Meant;
        match field {
            Meant::Statement(words) => Self::Statement(words),
            Meant::Verdict(label) => Self::Verdict(label),
            Meant::Status(status) => Self::Status(status.into()),
            Meant::Justification(words) => Self::Justification(words),
            Meant::Notes(words) => Self::Notes(words),
            Meant::Color(place) => Self::Color(place),
            Meant::Kind(kind) => Self::Kind(kind.map(Into::into)),
            Meant::Made(date) => Self::Made(date),
            Meant::Speaker(id) => Self::Speaker(id.map(Written)),
            Meant::FirstAppearance(words) => Self::FirstAppearance(words),
            Meant::Tags(tags) => Self::Tags(tags),
            Meant::Credibility(number) => Self::Credibility(number.map(Into::into)),
            Meant::Searches(searches) => Self::Searches(all(searches)),
            Meant::Reply(words) => Self::Reply(words),
            Meant::Waivers(waivers) => Self::Waivers(all(waivers)),
        }
    }
}

impl From<ClaimField> for project::ClaimField {
    fn from(field: ClaimField) -> Self {
        match field {
            ClaimField::Statement(words) => Self::Statement(words),
            ClaimField::Verdict(label) => Self::Verdict(label),
            ClaimField::Status(status) => Self::Status(status.into()),
            ClaimField::Justification(words) => Self::Justification(words),
            ClaimField::Notes(words) => Self::Notes(words),
            ClaimField::Color(place) => Self::Color(place),
            ClaimField::Kind(kind) => Self::Kind(kind.map(Into::into)),
            ClaimField::Made(date) => Self::Made(date),
            ClaimField::Speaker(id) => Self::Speaker(id.map(|it| it.0)),
            ClaimField::FirstAppearance(words) => Self::FirstAppearance(words),
            ClaimField::Tags(tags) => Self::Tags(tags),
            ClaimField::Credibility(number) => Self::Credibility(number.map(Into::into)),
            ClaimField::Searches(searches) => Self::Searches(all(searches)),
            ClaimField::Reply(words) => Self::Reply(words),
            ClaimField::Waivers(waivers) => Self::Waivers(all(waivers)),
        }
    }
}

fn all<A: Into<B>, B>(records: Vec<A>) -> Vec<B> {
    records.into_iter().map(Into::into).collect()
}

impl From<project::Claim> for Claim {
    fn from(claim: project::Claim) -> Self {
        let project::Claim {
            id,
            statement,
            verdict,
            status,
            justification,
            notes,
            color,
            kind,
            made,
            speaker,
            first_appearance,
            tags,
            credibility,
            searches,
            reply,
            waivers,
        } = claim;
        Self {
            id,
            statement,
            verdict,
            status: status.into(),
            justification,
            notes,
            color,
            kind: kind.map(Into::into),
            made,
            speaker: speaker.map(Written),
            first_appearance,
            tags,
            credibility: credibility.map(Into::into),
            searches: all(searches),
            reply,
            waivers: all(waivers),
        }
    }
}

impl From<Claim> for project::Claim {
    fn from(claim: Claim) -> Self {
        Self {
            id: claim.id,
            statement: claim.statement,
            verdict: claim.verdict,
            status: claim.status.into(),
            justification: claim.justification,
            notes: claim.notes,
            color: claim.color,
            kind: claim.kind.map(Into::into),
            made: claim.made,
            speaker: claim.speaker.map(|it| it.0),
            first_appearance: claim.first_appearance,
            tags: claim.tags,
            credibility: claim.credibility.map(Into::into),
            searches: all(claim.searches),
            reply: claim.reply,
            waivers: all(claim.waivers),
        }
    }
}
