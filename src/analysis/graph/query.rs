use crate::{
    analysis::table::VerdictFilter,
    project::{
        ArticleEdit, Claim, ClaimEdit, ClaimField, ClaimId, Edit, EvidenceEdit, HighlightEdit,
        Project, ProjectEdit, SpeakerId, Stance,
    },
};

/// Part of the graph to show; by default everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphQuery {
    pub focus: GraphFocus,
    /// Stances whose evidence is hidden.
    pub without: Vec<Stance>,
    pub verdict: VerdictFilter,
    /// A tag that claims must have; `None` for any.
    pub tag: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphFocus {
    /// Every claim.
    #[default]
    Whole,
    /// A claim with its evidence and its related claims.
    Claim(ClaimId),
    /// A speaker with their passages, and the claims those are evidence for.
    Speaker(SpeakerId),
}

impl GraphQuery {
    /// Whether any filter is set.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.without.is_empty() || self.verdict != VerdictFilter::Any || self.tag.is_some()
    }

    #[must_use]
    pub fn shows(&self, stance: Stance) -> bool {
        !self.without.contains(&stance)
    }

    /// Whether a claim is shown; the one in focus always is.
    #[must_use]
    pub fn passes(&self, claim: &Claim) -> bool {
        let verdict = self.verdict.passes(claim);
        let tag = self.tag.as_ref().is_none_or(|tag| claim.tags.contains(tag));
        self.focus == GraphFocus::Claim(claim.id) || (verdict && tag)
    }

    /// Resets a focus or a verdict that the project no longer has. Returns whether anything was reset.
    pub fn follow(&mut self, project: &Project) -> bool {
        let is_there = match self.focus {
            GraphFocus::Whole => true,
            GraphFocus::Claim(id) => project.claim(id).is_some(),
            GraphFocus::Speaker(id) => project.speaker(id).is_some(),
        };
        let is_offered = match &self.verdict {
            VerdictFilter::Label(label) => project.scale().has(label),
            VerdictFilter::Any | VerdictFilter::None | VerdictFilter::WithoutReasons => true,
        };
        if !is_there {
            self.focus = GraphFocus::Whole;
        }
        if !is_offered {
            self.verdict = VerdictFilter::Any;
        }
        !(is_there && is_offered)
    }

    /// Whether an edit may change the layout.
    #[must_use]
    pub fn is_changed_by(&self, edit: &Edit) -> bool {
        let is_reason = matches!(
            edit,
            Edit::Claim(ClaimEdit::Set {
                field: ClaimField::Justification(_),
                ..
            })
        );
        changes_graph(edit) || (is_reason && self.verdict == VerdictFilter::WithoutReasons)
    }
}

/// Whether an edit may add, remove or reorder nodes or edges. Text is read from the project during painting, so typing changes
/// nothing.
fn changes_graph(edit: &Edit) -> bool {
    match edit {
        Edit::Project(edit) => matches!(edit, ProjectEdit::SetScale(_)),
        Edit::Article(edit) => !matches!(
            edit,
            ArticleEdit::SetDetails { .. }
                | ArticleEdit::SetClutter { .. }
                | ArticleEdit::SetExcluded { .. }
        ),
        Edit::Highlight(edit) => matches!(edit, HighlightEdit::Remove(_)),
        Edit::Claim(ClaimEdit::Set { field, .. }) => matches!(
            field,
            ClaimField::Verdict(_) | ClaimField::Tags(_) | ClaimField::Speaker(_)
        ),
        Edit::Claim(edit) => !matches!(edit, ClaimEdit::SetSilent { .. }),
        Edit::Evidence(edit) => !matches!(
            edit,
            EvidenceEdit::SetNote { .. } | EvidenceEdit::SetEvidenceSet { .. }
        ),
        // A speaker that is added or removed has no passages.
        Edit::Speaker(_) => false,
        Edit::Relation(_) => true,
    }
}
