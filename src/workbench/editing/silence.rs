//! Articles that were read for a claim and are silent on it.

use super::ClaimIntent;
use crate::{
    project::{Article, ArticleId, Change, ClaimEdit, ClaimId, Edit, EvidenceId, Project},
    storage::{FindTab, View},
    workbench::{
        Workbench,
        command::{Command, require},
    },
};

/// The first piece of evidence in the article for the claim, in the analyst's order.
pub(crate) fn first_evidence(
    project: &Project,
    claim: ClaimId,
    article: ArticleId,
) -> Option<EvidenceId> {
    let lies_there = |id| {
        let highlight = project.highlight(id);
        highlight.is_some_and(|highlight| highlight.article == article)
    };
    let mut pieces = project.evidence_of(claim);
    let first = pieces.find(|evidence| lies_there(evidence.highlight));
    first.map(|evidence| evidence.id)
}

impl Workbench {
    /// The cell for [`Command::MarkSilent`]: that of the passage selected in the Find panel, or the selected one in the
    /// matrix, or else that of the selected claim and the focused article.
    fn cell_to_mark(&self) -> Option<(ClaimId, ArticleId)> {
        let article = match self.article_of_similar() {
            Some(article) if self.find_tab() == Some(FindTab::Similar) => Some(article),
            Some(_) | None if self.view == View::Matrix => self.matrix.article,
            Some(_) | None => self.columns.focused(),
        };
        self.selection.claim.zip(article)
    }

    pub(crate) fn can_mark_silent(&self) -> Result<(), &'static str> {
        let cell = self.cell_to_mark();
        let (claim, article) = cell.ok_or("Select a claim and an article first")?;
        let reason = "The article has evidence for this claim, so it is not silent";
        require(
            first_evidence(&self.project, claim, article).is_none(),
            reason,
        )
    }

    /// Marks the cell silent, or removes the mark.
    pub(crate) fn mark_silent(&mut self) {
        let Some((claim, article)) = self.cell_to_mark() else {
            return;
        };
        let silent = !self.project.is_silent(claim, article);
        self.claim_intent(ClaimIntent::SetSilent(claim, article, silent));
        // The matrix shows the mark; in the articles view only a notice can show it.
        if self.view != View::Matrix && self.project.is_silent(claim, article) == silent {
            self.tell_silence(claim, article, silent);
        }
    }

    fn tell_silence(&mut self, claim: ClaimId, article: ArticleId, silent: bool) {
        let number = self.project.claim_place(claim).map_or(0, |index| index + 1);
        let name = self.project.article(article).map(Article::shown_name);
        let name = name.unwrap_or_default();
        let message = if silent {
            format!("{name} says nothing about claim {number}")
        } else {
            format!("{name} is unread for claim {number} again")
        };
        self.notices.done(message, Some(Command::Undo));
    }

    /// An article with evidence for the claim cannot be silent on it.
    pub(super) fn set_silent(&mut self, id: ClaimId, article: ArticleId, silent: bool) {
        if silent && first_evidence(&self.project, id, article).is_some() {
            self.notices
                .error("That article is not silent: it has evidence for this claim");
            return;
        }
        let edit = Edit::Claim(ClaimEdit::SetSilent {
            id,
            article,
            silent,
        });
        let label = if silent { "mark silent" } else { "mark unread" };
        self.commit(Change::new(label, vec![edit]));
    }
}
