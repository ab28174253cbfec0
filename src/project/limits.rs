//! How many records a project takes. Whatever it becomes by edits, its file can be opened again.

use super::{
    ArticleEdit, ClaimEdit, ClaimantEdit, Edit, EditError, EvidenceEdit, HighlightEdit, Project,
    ProjectEdit, RelationEdit,
};

/// Most articles in a project.
pub const MAX_ARTICLES: usize = 100_000;

/// Most highlights in a project.
pub const MAX_HIGHLIGHTS: usize = 2_000_000;

/// Most claims in a project.
pub const MAX_CLAIMS: usize = 100_000;

/// Most pieces of evidence in a project.
pub const MAX_EVIDENCE: usize = 2_000_000;

/// Most claimants in a project.
pub const MAX_CLAIMANTS: usize = 100_000;

/// Most relations between claims in a project.
pub const MAX_RELATIONS: usize = 100_000;

/// Most labels on a verdict scale.
pub const MAX_VERDICTS: usize = 1_000;

impl Project {
    /// Whether there is room for what the edit adds.
    pub(super) fn check_room(&self, edit: &Edit) -> Result<(), EditError> {
        let (len, most, what) = match edit {
            Edit::Article(ArticleEdit::Add { .. }) => {
                (self.articles.len() + 1, MAX_ARTICLES, "articles")
            }
            Edit::Highlight(HighlightEdit::Add(_)) => {
                (self.highlights.len() + 1, MAX_HIGHLIGHTS, "highlights")
            }
            Edit::Claim(ClaimEdit::Add { .. }) => (self.claims.len() + 1, MAX_CLAIMS, "claims"),
            Edit::Evidence(EvidenceEdit::Add { .. }) => {
                (self.evidence.len() + 1, MAX_EVIDENCE, "pieces of evidence")
            }
            Edit::Claimant(ClaimantEdit::Add { .. }) => {
                (self.claimants.len() + 1, MAX_CLAIMANTS, "claimants")
            }
            Edit::Relation(RelationEdit::Add(_)) => {
                (self.relations.len() + 1, MAX_RELATIONS, "relations")
            }
            Edit::Project(ProjectEdit::SetScale(scale)) => {
                (scale.verdicts.len(), MAX_VERDICTS, "verdicts on its scale")
            }
            _ => return Ok(()),
        };
        if len <= most {
            Ok(())
        } else {
            Err(EditError::Full { what, most })
        }
    }
}
