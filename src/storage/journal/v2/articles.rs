use crate::{
    project::{self, ArticleId, Speaker},
    storage::{
        format::{Exclusion, Written, spelled, written_id},
        journal::v1::Source,
    },
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

type Provenance = spelled::Provenance<Written<project::Article>, Written<Speaker>>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum ArticleEdit {
    Add(usize, Box<Article>),
    Remove(#[serde(with = "written_id")] ArticleId),
    Move(#[serde(with = "written_id")] ArticleId, usize),
    SetDetails(#[serde(with = "written_id")] ArticleId, Box<Source>),
    SetClutter(#[serde(with = "written_id")] ArticleId, BTreeSet<usize>),
    SetProvenance(#[serde(with = "written_id")] ArticleId, Provenance),
    SetExcluded(#[serde(with = "written_id")] ArticleId, Option<Exclusion>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Article {
    #[serde(with = "written_id")]
    id: ArticleId,
    text: String,
    source: Source,
    clutter: BTreeSet<usize>,
    provenance: Provenance,
    excluded: Option<Exclusion>,
}

impl From<project::ArticleEdit> for ArticleEdit {
    fn from(edit: project::ArticleEdit) -> Self {
        use project::ArticleEdit as Meant;
        match edit {
            Meant::Add { at, article } => Self::Add(at, Box::new((*article).into())),
            Meant::Remove(id) => Self::Remove(id),
            Meant::Move { id, to } => Self::Move(id, to),
            Meant::SetDetails { id, details } => Self::SetDetails(id, Box::new((*details).into())),
            Meant::SetClutter { id, paragraphs } => Self::SetClutter(id, paragraphs),
            Meant::SetProvenance { id, provenance } => {
                Self::SetProvenance(id, spelled::Provenance::of(provenance, Written, Written))
            }
            Meant::SetExcluded { id, excluded } => Self::SetExcluded(id, excluded.map(Into::into)),
        }
    }
}

impl From<ArticleEdit> for project::ArticleEdit {
    fn from(edit: ArticleEdit) -> Self {
        match edit {
            ArticleEdit::Add(at, article) => Self::Add {
                at,
                article: Box::new((*article).into()),
            },
            ArticleEdit::Remove(id) => Self::Remove(id),
            ArticleEdit::Move(id, to) => Self::Move { id, to },
            ArticleEdit::SetDetails(id, source) => Self::SetDetails {
                id,
                details: Box::new((*source).into()),
            },
            ArticleEdit::SetClutter(id, paragraphs) => Self::SetClutter { id, paragraphs },
            ArticleEdit::SetProvenance(id, provenance) => Self::SetProvenance {
                id,
                provenance: provenance.meant(|it| it.0, |it| it.0),
            },
            ArticleEdit::SetExcluded(id, excluded) => Self::SetExcluded {
                id,
                excluded: excluded.map(Into::into),
            },
        }
    }
}

impl From<project::Article> for Article {
    fn from(article: project::Article) -> Self {
        let project::Article {
            id,
            text,
            details: source,
            clutter,
            provenance,
            excluded,
        } = article;
        Self {
            id,
            text: text.as_str().to_owned(),
            source: source.into(),
            clutter,
            provenance: spelled::Provenance::of(provenance, Written, Written),
            excluded: excluded.map(Into::into),
        }
    }
}

impl From<Article> for project::Article {
    fn from(article: Article) -> Self {
        Self {
            id: article.id,
            text: project::ArticleText::new(article.text),
            details: article.source.into(),
            clutter: article.clutter,
            provenance: article.provenance.meant(|it| it.0, |it| it.0),
            excluded: article.excluded.map(Into::into),
        }
    }
}
