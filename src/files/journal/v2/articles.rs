use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    files::{
        journal::v1::Source,
        spelled::{self, Pulled},
        written_id::{self, Written},
    },
    project::{self, ArticleId, Claimant},
};

type Provenance = spelled::Provenance<Written<project::Article>, Written<Claimant>>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) enum ArticleEdit {
    Add(usize, Box<Article>),
    Remove(#[serde(with = "written_id")] ArticleId),
    Move(#[serde(with = "written_id")] ArticleId, usize),
    SetSource(#[serde(with = "written_id")] ArticleId, Box<Source>),
    SetFurniture(#[serde(with = "written_id")] ArticleId, BTreeSet<usize>),
    SetProvenance(#[serde(with = "written_id")] ArticleId, Provenance),
    SetPulled(#[serde(with = "written_id")] ArticleId, Option<Pulled>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::files::journal) struct Article {
    #[serde(with = "written_id")]
    id: ArticleId,
    text: String,
    source: Source,
    furniture: BTreeSet<usize>,
    provenance: Provenance,
    pulled: Option<Pulled>,
}

impl From<project::ArticleEdit> for ArticleEdit {
    fn from(edit: project::ArticleEdit) -> Self {
        use project::ArticleEdit as Meant;
        match edit {
            Meant::Add { at, article } => Self::Add(at, Box::new((*article).into())),
            Meant::Remove(id) => Self::Remove(id),
            Meant::Move { id, to } => Self::Move(id, to),
            Meant::SetSource { id, source } => Self::SetSource(id, Box::new((*source).into())),
            Meant::SetFurniture { id, paragraphs } => Self::SetFurniture(id, paragraphs),
            Meant::SetProvenance { id, provenance } => {
                Self::SetProvenance(id, spelled::Provenance::of(provenance, Written, Written))
            }
            Meant::SetPulled { id, pulled } => Self::SetPulled(id, pulled.map(Into::into)),
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
            ArticleEdit::SetSource(id, source) => Self::SetSource {
                id,
                source: Box::new((*source).into()),
            },
            ArticleEdit::SetFurniture(id, paragraphs) => Self::SetFurniture { id, paragraphs },
            ArticleEdit::SetProvenance(id, provenance) => Self::SetProvenance {
                id,
                provenance: provenance.meant(|it| it.0, |it| it.0),
            },
            ArticleEdit::SetPulled(id, pulled) => Self::SetPulled {
                id,
                pulled: pulled.map(Into::into),
            },
        }
    }
}

impl From<project::Article> for Article {
    fn from(article: project::Article) -> Self {
        let project::Article {
            id,
            text,
            source,
            furniture,
            provenance,
            pulled,
        } = article;
        Self {
            id,
            text: text.as_str().to_owned(),
            source: source.into(),
            furniture,
            provenance: spelled::Provenance::of(provenance, Written, Written),
            pulled: pulled.map(Into::into),
        }
    }
}

impl From<Article> for project::Article {
    fn from(article: Article) -> Self {
        Self {
            id: article.id,
            text: project::ArticleText::new(article.text),
            source: article.source.into(),
            furniture: article.furniture,
            provenance: article.provenance.meant(|it| it.0, |it| it.0),
            pulled: article.pulled.map(Into::into),
        }
    }
}
