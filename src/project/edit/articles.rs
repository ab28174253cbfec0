use super::{
    ArticleEdit, EditError,
    apply::{LinkChange, check_place},
};
use crate::project::{
    records::{Article, ArticleId, Provenance},
    store::{ArticleEntry, Project},
};

use std::collections::BTreeSet;

impl Project {
    pub(crate) fn apply_article(&mut self, edit: ArticleEdit) -> Result<ArticleEdit, EditError> {
        match edit {
            ArticleEdit::Add { at, article } => self.add_article(at, *article),
            ArticleEdit::Remove(id) => self.remove_article(id),
            ArticleEdit::Move { id, to } => self.move_article(id, to),
            ArticleEdit::SetDetails { id, mut details } => {
                std::mem::swap(&mut self.article_mut(id)?.details, &mut details);
                Ok(ArticleEdit::SetDetails { id, details })
            }
            ArticleEdit::SetClutter { id, paragraphs } => self.set_clutter(id, paragraphs),
            ArticleEdit::SetProvenance { id, provenance } => self.set_provenance(id, provenance),
            ArticleEdit::SetExcluded { id, excluded } => {
                let excluded = std::mem::replace(&mut self.article_mut(id)?.excluded, excluded);
                Ok(ArticleEdit::SetExcluded { id, excluded })
            }
        }
    }

    fn add_article(&mut self, at: usize, article: Article) -> Result<ArticleEdit, EditError> {
        let Article {
            id,
            text,
            details: _,
            clutter,
            structure,
            provenance,
            excluded: _,
            original: _,
        } = &article;
        let id = *id;
        if self.articles.contains_key(&id) {
            return Err(EditError::IdInUse(format!("article {id}")));
        }
        check_place(at, self.articles.len())?;
        check_clutter(&article, clutter)?;
        let wrong = structure.wrong_paragraph(text.paragraphs().len());
        check_paragraph(id, wrong)?;
        self.check_provenance(id, provenance)?;
        self.index_derivations(id, provenance, LinkChange::Add);
        self.text_bytes += text.as_str().len();
        let entry = ArticleEntry::new(article);
        self.articles.shift_insert(at, id, entry);
        Ok(ArticleEdit::Remove(id))
    }

    fn remove_article(&mut self, id: ArticleId) -> Result<ArticleEdit, EditError> {
        let (at, _, entry) = self
            .articles
            .get_full(&id)
            .ok_or(EditError::NoArticle(id))?;
        if entry.is_in_use() {
            return Err(EditError::ArticleInUse(id));
        }
        let entry = self
            .articles
            .shift_remove(&id)
            .ok_or(EditError::NoArticle(id))?;
        self.index_derivations(id, &entry.article.provenance, LinkChange::Remove);
        self.text_bytes -= entry.article.text.as_str().len();
        Ok(ArticleEdit::Add {
            at,
            article: Box::new(entry.article),
        })
    }

    fn move_article(&mut self, id: ArticleId, to: usize) -> Result<ArticleEdit, EditError> {
        let from = self
            .articles
            .get_index_of(&id)
            .ok_or(EditError::NoArticle(id))?;
        check_place(to, self.articles.len() - 1)?;
        self.articles.move_index(from, to);
        Ok(ArticleEdit::Move { id, to: from })
    }

    fn set_clutter(
        &mut self,
        id: ArticleId,
        paragraphs: BTreeSet<usize>,
    ) -> Result<ArticleEdit, EditError> {
        let article = self.article_mut(id)?;
        check_clutter(article, &paragraphs)?;
        let paragraphs = std::mem::replace(&mut article.clutter, paragraphs);
        Ok(ArticleEdit::SetClutter { id, paragraphs })
    }

    fn set_provenance(
        &mut self,
        id: ArticleId,
        provenance: Provenance,
    ) -> Result<ArticleEdit, EditError> {
        self.check_provenance(id, &provenance)?;
        let old = std::mem::take(&mut self.article_mut(id)?.provenance);
        self.index_derivations(id, &old, LinkChange::Remove);
        self.index_derivations(id, &provenance, LinkChange::Add);
        self.article_mut(id)?.provenance = provenance;
        Ok(ArticleEdit::SetProvenance {
            id,
            provenance: old,
        })
    }

    /// Checks that article `id` may have this provenance.
    fn check_provenance(&self, id: ArticleId, provenance: &Provenance) -> Result<(), EditError> {
        let Provenance::Derived(derivations) = provenance else {
            return Ok(());
        };
        let sources: BTreeSet<_> = derivations.iter().map(|one| one.from).collect();
        if sources.is_empty() || sources.len() != derivations.len() {
            return Err(EditError::BadProvenance(id));
        }
        let strange = |agency: &_| !self.speakers.contains_key(agency);
        if let Some(missing) = provenance.agencies().find(strange) {
            return Err(EditError::NoSpeaker(missing));
        }
        if self.lead_to(provenance.articles(), id) {
            return Err(EditError::DerivesFromItself(id));
        }
        let strange = |parent: &_| !self.articles.contains_key(parent);
        match provenance.articles().find(strange) {
            Some(missing) => Err(EditError::NoArticle(missing)),
            None => Ok(()),
        }
    }

    /// Adds or removes the reverse links of an article's derivations.
    fn index_derivations(&mut self, id: ArticleId, provenance: &Provenance, change: LinkChange) {
        for parent in provenance.articles() {
            if let Some(entry) = self.articles.get_mut(&parent) {
                change.apply(&mut entry.derived, id);
            }
        }
        for agency in provenance.agencies() {
            if let Some(entry) = self.speakers.get_mut(&agency) {
                entry.update_links(|by| change.apply(&mut by.articles, id));
            }
        }
    }

    fn article_mut(&mut self, id: ArticleId) -> Result<&mut Article, EditError> {
        self.articles
            .get_mut(&id)
            .map(|entry| &mut entry.article)
            .ok_or(EditError::NoArticle(id))
    }
}

fn check_clutter(article: &Article, paragraphs: &BTreeSet<usize>) -> Result<(), EditError> {
    let count = article.text.paragraphs().len();
    let last = paragraphs.last().copied();
    check_paragraph(article.id, last.filter(|last| *last >= count))
}

fn check_paragraph(article: ArticleId, wrong: Option<usize>) -> Result<(), EditError> {
    match wrong {
        Some(paragraph) => Err(EditError::NoParagraph { article, paragraph }),
        None => Ok(()),
    }
}
