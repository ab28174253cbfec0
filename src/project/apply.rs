use std::collections::BTreeSet;

use indexmap::map::Entry;

use super::{
    Article, ArticleEdit, ArticleId, Claim, ClaimEdit, ClaimField, ClaimId, Edit, EditError,
    Evidence, EvidenceEdit, EvidenceId, Highlight, HighlightEdit, HighlightId, Project,
    ProjectEdit, Stance, VerdictScale,
    span_index::SpanIndex,
    store::{ArticleEntry, ClaimEntry, HighlightEntry, Records},
};
use crate::text::{Span, is_grapheme_boundary};

impl Project {
    /// Carries out one edit and returns its inverse. Its cost depends on what it touches, not on the project's size;
    /// putting an article or a claim amid a list moves those behind it.
    ///
    /// # Errors
    /// Any [`EditError`]; the project is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        self.check_room(&edit)?;
        match edit {
            Edit::Project(edit) => self.apply_project(edit).map(Edit::Project),
            Edit::Article(edit) => self.apply_article(edit).map(Edit::Article),
            Edit::Highlight(edit) => self.apply_highlight(edit).map(Edit::Highlight),
            Edit::Claim(edit) => self.apply_claim(edit).map(Edit::Claim),
            Edit::Evidence(edit) => self.apply_evidence(edit).map(Edit::Evidence),
        }
    }

    /// Carries out several edits, all or none, and returns the edits that take them back, in the order to apply them.
    ///
    /// # Errors
    /// That of the first edit that failed; the project is then unchanged.
    pub fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Vec<Edit>, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    self.roll_back(inverses);
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    fn roll_back(&mut self, inverses: Vec<Edit>) {
        for inverse in inverses.into_iter().rev() {
            let undone = self.apply(inverse);
            debug_assert!(
                undone.is_ok(),
                "an inverse applies to the state that it was made in: {undone:?}"
            );
        }
    }

    fn apply_project(&mut self, edit: ProjectEdit) -> Result<ProjectEdit, EditError> {
        match edit {
            ProjectEdit::SetTitle(title) => Ok(ProjectEdit::SetTitle(std::mem::replace(
                &mut self.title,
                title,
            ))),
            ProjectEdit::SetScale(scale) => self.set_scale(scale).map(ProjectEdit::SetScale),
        }
    }

    fn set_scale(&mut self, scale: VerdictScale) -> Result<VerdictScale, EditError> {
        let labels: BTreeSet<&str> = scale
            .verdicts
            .iter()
            .map(|verdict| verdict.label.as_str())
            .collect();
        if labels.is_empty() || labels.len() != scale.verdicts.len() {
            return Err(EditError::BadScale);
        }
        let missing = self
            .claims()
            .filter_map(|claim| claim.verdict.as_deref())
            .find(|label| !labels.contains(label));
        match missing {
            Some(label) => Err(EditError::NotOnScale(label.to_owned())),
            None => Ok(std::mem::replace(&mut self.scale, scale)),
        }
    }

    fn apply_article(&mut self, edit: ArticleEdit) -> Result<ArticleEdit, EditError> {
        match edit {
            ArticleEdit::Add { at, article } => self.add_article(at, *article),
            ArticleEdit::Remove(id) => self.remove_article(id),
            ArticleEdit::Move { id, to } => self.move_article(id, to),
            ArticleEdit::SetSource { id, mut source } => {
                std::mem::swap(&mut self.article_mut(id)?.source, &mut source);
                Ok(ArticleEdit::SetSource { id, source })
            }
            ArticleEdit::SetFurniture { id, paragraphs } => self.set_furniture(id, paragraphs),
        }
    }

    fn add_article(&mut self, at: usize, article: Article) -> Result<ArticleEdit, EditError> {
        let id = article.id;
        if self.articles.contains_key(&id) {
            return Err(EditError::Taken(format!("article {id}")));
        }
        check_place(at, self.articles.len())?;
        check_furniture(&article, &article.furniture)?;
        self.articles.shift_insert(
            at,
            id,
            ArticleEntry {
                article,
                highlights: SpanIndex::default(),
            },
        );
        Ok(ArticleEdit::Remove(id))
    }

    fn remove_article(&mut self, id: ArticleId) -> Result<ArticleEdit, EditError> {
        let (at, _, entry) = self
            .articles
            .get_full(&id)
            .ok_or(EditError::NoArticle(id))?;
        if !entry.highlights.is_empty() {
            return Err(EditError::ArticleInUse(id));
        }
        let entry = self
            .articles
            .shift_remove(&id)
            .ok_or(EditError::NoArticle(id))?;
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

    fn set_furniture(
        &mut self,
        id: ArticleId,
        paragraphs: BTreeSet<usize>,
    ) -> Result<ArticleEdit, EditError> {
        let article = self.article_mut(id)?;
        check_furniture(article, &paragraphs)?;
        let paragraphs = std::mem::replace(&mut article.furniture, paragraphs);
        Ok(ArticleEdit::SetFurniture { id, paragraphs })
    }

    fn article_mut(&mut self, id: ArticleId) -> Result<&mut Article, EditError> {
        self.articles
            .get_mut(&id)
            .map(|entry| &mut entry.article)
            .ok_or(EditError::NoArticle(id))
    }

    fn apply_highlight(&mut self, edit: HighlightEdit) -> Result<HighlightEdit, EditError> {
        match edit {
            HighlightEdit::Add(highlight) => self.add_highlight(highlight),
            HighlightEdit::Remove(id) => self.remove_highlight(id),
            HighlightEdit::SetSpan { id, span } => self.set_span(id, span),
            HighlightEdit::SetNote { id, note } => {
                let entry = self
                    .highlights
                    .get_mut(&id)
                    .ok_or(EditError::NoHighlight(id))?;
                let note = std::mem::replace(&mut entry.highlight.note, note);
                Ok(HighlightEdit::SetNote { id, note })
            }
        }
    }

    fn add_highlight(&mut self, highlight: Highlight) -> Result<HighlightEdit, EditError> {
        let Highlight {
            id, article, span, ..
        } = highlight;
        let Entry::Vacant(place) = self.highlights.entry(id) else {
            return Err(EditError::Taken(format!("highlight {id}")));
        };
        article_entry(&mut self.articles, article, span)?
            .highlights
            .insert(span, id);
        place.insert(HighlightEntry {
            highlight,
            evidence: Vec::new(),
        });
        Ok(HighlightEdit::Remove(id))
    }

    fn remove_highlight(&mut self, id: HighlightId) -> Result<HighlightEdit, EditError> {
        let entry = self.highlights.get(&id).ok_or(EditError::NoHighlight(id))?;
        if !entry.evidence.is_empty() {
            return Err(EditError::HighlightInUse(id));
        }
        let Highlight { article, span, .. } = entry.highlight;
        article_entry(&mut self.articles, article, span)?
            .highlights
            .remove(span, id);
        let entry = self
            .highlights
            .swap_remove(&id)
            .ok_or(EditError::NoHighlight(id))?;
        Ok(HighlightEdit::Add(entry.highlight))
    }

    fn set_span(&mut self, id: HighlightId, span: Span) -> Result<HighlightEdit, EditError> {
        let highlight = self.highlight(id).ok_or(EditError::NoHighlight(id))?;
        let (article, old) = (highlight.article, highlight.span);
        let entry = article_entry(&mut self.articles, article, span)?;
        entry.highlights.remove(old, id);
        entry.highlights.insert(span, id);
        if let Some(entry) = self.highlights.get_mut(&id) {
            entry.highlight.span = span;
        }
        Ok(HighlightEdit::SetSpan { id, span: old })
    }

    fn apply_claim(&mut self, edit: ClaimEdit) -> Result<ClaimEdit, EditError> {
        match edit {
            ClaimEdit::Add { at, claim } => self.add_claim(at, *claim),
            ClaimEdit::Remove(id) => self.remove_claim(id),
            ClaimEdit::Move { id, to } => self.move_claim(id, to),
            ClaimEdit::Set { id, field } => self.set_claim_field(id, field),
        }
    }

    fn add_claim(&mut self, at: usize, claim: Claim) -> Result<ClaimEdit, EditError> {
        let id = claim.id;
        if self.claims.contains_key(&id) {
            return Err(EditError::Taken(format!("claim {id}")));
        }
        check_place(at, self.claims.len())?;
        self.check_verdict(claim.verdict.as_deref())?;
        self.claims.shift_insert(
            at,
            id,
            ClaimEntry {
                claim,
                evidence: Vec::new(),
            },
        );
        Ok(ClaimEdit::Remove(id))
    }

    fn remove_claim(&mut self, id: ClaimId) -> Result<ClaimEdit, EditError> {
        let (at, _, entry) = self.claims.get_full(&id).ok_or(EditError::NoClaim(id))?;
        if !entry.evidence.is_empty() {
            return Err(EditError::ClaimInUse(id));
        }
        let entry = self
            .claims
            .shift_remove(&id)
            .ok_or(EditError::NoClaim(id))?;
        Ok(ClaimEdit::Add {
            at,
            claim: Box::new(entry.claim),
        })
    }

    fn move_claim(&mut self, id: ClaimId, to: usize) -> Result<ClaimEdit, EditError> {
        let from = self
            .claims
            .get_index_of(&id)
            .ok_or(EditError::NoClaim(id))?;
        check_place(to, self.claims.len() - 1)?;
        self.claims.move_index(from, to);
        Ok(ClaimEdit::Move { id, to: from })
    }

    fn set_claim_field(&mut self, id: ClaimId, field: ClaimField) -> Result<ClaimEdit, EditError> {
        if let ClaimField::Verdict(verdict) = &field {
            self.check_verdict(verdict.as_deref())?;
        }
        let entry = self.claims.get_mut(&id).ok_or(EditError::NoClaim(id))?;
        let field = replace_field(&mut entry.claim, field);
        Ok(ClaimEdit::Set { id, field })
    }

    fn check_verdict(&self, verdict: Option<&str>) -> Result<(), EditError> {
        match verdict {
            Some(label) if !self.scale.has(label) => Err(EditError::NotOnScale(label.to_owned())),
            _ => Ok(()),
        }
    }

    fn apply_evidence(&mut self, edit: EvidenceEdit) -> Result<EvidenceEdit, EditError> {
        match edit {
            EvidenceEdit::Add { at, evidence } => self.add_evidence(at, evidence),
            EvidenceEdit::Remove(id) => self.remove_evidence(id),
            EvidenceEdit::SetStance { id, stance } => self.set_stance(id, stance),
            EvidenceEdit::SetNote { id, note } => {
                let evidence = self
                    .evidence
                    .get_mut(&id)
                    .ok_or(EditError::NoEvidence(id))?;
                let note = std::mem::replace(&mut evidence.note, note);
                Ok(EvidenceEdit::SetNote { id, note })
            }
        }
    }

    fn add_evidence(&mut self, at: usize, evidence: Evidence) -> Result<EvidenceEdit, EditError> {
        let Evidence {
            id,
            highlight,
            claim,
            ..
        } = evidence;
        if self.evidence.contains_key(&id) {
            return Err(EditError::Taken(format!("evidence {id}")));
        }
        let of_highlight = self
            .highlights
            .get_mut(&highlight)
            .ok_or(EditError::NoHighlight(highlight))?;
        let of_claim = self
            .claims
            .get_mut(&claim)
            .ok_or(EditError::NoClaim(claim))?;
        // The shorter list: a file may link one highlight to every claim, or one claim to every highlight.
        let fewer = if of_highlight.evidence.len() <= of_claim.evidence.len() {
            &of_highlight.evidence
        } else {
            &of_claim.evidence
        };
        let joins = |link: &Evidence| link.highlight == highlight && link.claim == claim;
        if fewer
            .iter()
            .any(|id| self.evidence.get(id).is_some_and(joins))
        {
            return Err(EditError::LinkedAlready { highlight, claim });
        }
        check_place(at, of_claim.evidence.len())?;
        of_claim.evidence.insert(at, id);
        let place = of_highlight.evidence.partition_point(|other| *other < id);
        of_highlight.evidence.insert(place, id);
        self.evidence.insert(id, evidence);
        Ok(EvidenceEdit::Remove(id))
    }

    fn remove_evidence(&mut self, id: EvidenceId) -> Result<EvidenceEdit, EditError> {
        let evidence = self
            .evidence
            .swap_remove(&id)
            .ok_or(EditError::NoEvidence(id))?;
        if let Some(entry) = self.highlights.get_mut(&evidence.highlight) {
            entry.evidence.retain(|other| *other != id);
        }
        let of_claim = self
            .claims
            .get_mut(&evidence.claim)
            .map(|entry| &mut entry.evidence);
        let at = of_claim.map_or(0, |list| {
            let at = list
                .iter()
                .position(|other| *other == id)
                .unwrap_or(list.len());
            list.retain(|other| *other != id);
            at
        });
        Ok(EvidenceEdit::Add { at, evidence })
    }

    fn set_stance(&mut self, id: EvidenceId, stance: Stance) -> Result<EvidenceEdit, EditError> {
        let evidence = self
            .evidence
            .get_mut(&id)
            .ok_or(EditError::NoEvidence(id))?;
        let stance = std::mem::replace(&mut evidence.stance, stance);
        Ok(EvidenceEdit::SetStance { id, stance })
    }
}

/// The article, if `span` is made of whole characters of its text.
fn article_entry(
    articles: &mut Records<Article, ArticleEntry>,
    id: ArticleId,
    span: Span,
) -> Result<&mut ArticleEntry, EditError> {
    let entry = articles.get_mut(&id).ok_or(EditError::NoArticle(id))?;
    let text = entry.article.text.as_str();
    let whole = [span.start(), span.end()]
        .iter()
        .all(|at| is_grapheme_boundary(text, *at));
    let bad = EditError::BadSpan {
        article: id,
        start: span.start(),
        end: span.end(),
    };
    if whole { Ok(entry) } else { Err(bad) }
}

/// Puts the value in and returns the one that was there.
fn replace_field(claim: &mut Claim, field: ClaimField) -> ClaimField {
    use std::mem::replace;
    match field {
        ClaimField::Statement(new) => ClaimField::Statement(replace(&mut claim.statement, new)),
        ClaimField::Verdict(new) => ClaimField::Verdict(replace(&mut claim.verdict, new)),
        ClaimField::Status(new) => ClaimField::Status(replace(&mut claim.status, new)),
        ClaimField::Justification(new) => {
            ClaimField::Justification(replace(&mut claim.justification, new))
        }
        ClaimField::Notes(new) => ClaimField::Notes(replace(&mut claim.notes, new)),
        ClaimField::Color(new) => ClaimField::Color(replace(&mut claim.color, new)),
    }
}

fn check_place(at: usize, last: usize) -> Result<(), EditError> {
    if at <= last {
        Ok(())
    } else {
        Err(EditError::NoPlace { at, len: last })
    }
}

fn check_furniture(article: &Article, paragraphs: &BTreeSet<usize>) -> Result<(), EditError> {
    let count = article.text.paragraphs().len();
    match paragraphs.last() {
        Some(paragraph) if *paragraph >= count => Err(EditError::NoParagraph {
            article: article.id,
            paragraph: *paragraph,
        }),
        _ => Ok(()),
    }
}
