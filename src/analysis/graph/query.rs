use crate::{
    analysis::table::VerdictFilter,
    project::{
        ArticleEdit, Claim, ClaimEdit, ClaimField, ClaimId, Edit, EvidenceEdit, HighlightEdit,
        Project, ProjectEdit, SpeakerId, Stance,
    },
};

/// Which part of a project's graph is asked for; the default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphQuery {
    /// What stands in its centre.
    pub focus: GraphFocus,
    /// Evidence of these stances is left out.
    pub without: Vec<Stance>,
    /// Which claims, by their verdict.
    pub verdict: VerdictFilter,
    /// Which claims, by a tag they have; `None` is any.
    pub tag: Option<String>,
}

/// What stands in the centre of the graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphFocus {
    /// Nothing: every claim.
    #[default]
    Whole,
    /// A claim with its evidence, and the claims it is related to.
    Claim(ClaimId),
    /// A speaker with what it said, and what that bears on.
    Speaker(SpeakerId),
}

impl GraphQuery {
    /// Whether claims and evidence are left out that the focus would have.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.without.is_empty() || self.verdict != VerdictFilter::Any || self.tag.is_some()
    }

    /// Whether evidence of that stance is shown.
    #[must_use]
    pub fn shows(&self, stance: Stance) -> bool {
        !self.without.contains(&stance)
    }

    /// Whether a claim is shown; the one in the centre always is.
    #[must_use]
    pub fn passes(&self, claim: &Claim) -> bool {
        let verdict = self.verdict.passes(claim);
        let tag = self.tag.as_ref().is_none_or(|tag| claim.tags.contains(tag));
        self.focus == GraphFocus::Claim(claim.id) || (verdict && tag)
    }

    /// Lets go of a centre and of a verdict that the project has no more. Returns whether it had one.
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

    /// Whether an edit may change what its picture shows.
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

/// Whether an edit may change which nodes and edges there are, or their order. What the nodes say is read from the project
/// when they are painted, so typing changes no graph.
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
            EvidenceEdit::SetNote { .. } | EvidenceEdit::SetTogether { .. }
        ),
        // One that is new or goes is named by nothing.
        Edit::Speaker(_) => false,
        Edit::Relation(_) => true,
    }
}
