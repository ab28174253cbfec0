//! The filter and the focus of the graph.

use crate::{
    analysis::table::VerdictFilter,
    project::{
        ArticleEdit, Claim, ClaimEdit, ClaimField, ClaimId, Edit, EvidenceEdit, HighlightEdit,
        Project, ProjectEdit, SpeakerId, Stance,
    },
};

use std::collections::BTreeSet;

/// Part of the graph to show; by default everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphQuery {
    pub focus: GraphFocus,
    /// Stances whose evidence is hidden.
    pub hidden_stances: Vec<Stance>,
    pub verdict: VerdictFilter,
    /// A tag that claims must have; `None` for any.
    pub tag: Option<String>,
    /// The claims of an export; `None` for any.
    pub exported_claims: Option<BTreeSet<ClaimId>>,
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
    /// Whether a stance, a verdict or a tag is filtered; the focus is not a filter.
    pub fn is_filtered(&self) -> bool {
        !self.hidden_stances.is_empty() || self.verdict != VerdictFilter::Any || self.tag.is_some()
    }

    pub fn shows(&self, stance: Stance) -> bool {
        !self.hidden_stances.contains(&stance)
    }

    /// Whether a claim is shown. In an export, exactly the chosen claims are; otherwise the claim in focus and those that
    /// pass the filters.
    pub fn passes(&self, claim: &Claim) -> bool {
        if let Some(claims) = &self.exported_claims {
            return claims.contains(&claim.id);
        }
        let verdict = self.verdict.passes(claim);
        let tag = self
            .tag
            .as_ref()
            .is_none_or(|tag| claim.tags.contains(tag.as_str()));
        self.focus == GraphFocus::Claim(claim.id) || (verdict && tag)
    }

    /// Resets a focus or a verdict that the project no longer has. Returns whether anything was reset.
    pub fn drop_missing(&mut self, project: &Project) -> bool {
        let focus_exists = match self.focus {
            GraphFocus::Whole => true,
            GraphFocus::Claim(id) => project.claim(id).is_some(),
            GraphFocus::Speaker(id) => project.speaker(id).is_some(),
        };
        let verdict_exists = match &self.verdict {
            VerdictFilter::Label(label) => project.scale().has(label),
            VerdictFilter::Any | VerdictFilter::None | VerdictFilter::WithoutReasons => true,
        };
        if !focus_exists {
            self.focus = GraphFocus::Whole;
        }
        if !verdict_exists {
            self.verdict = VerdictFilter::Any;
        }
        !(focus_exists && verdict_exists)
    }

    /// Whether an edit may change the layout.
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
        Edit::Project(edit) => match edit {
            ProjectEdit::SetScale(_) => true,
            ProjectEdit::SetTitle(_)
            | ProjectEdit::SetRules(_)
            | ProjectEdit::SetReportHeading(_)
            | ProjectEdit::SetSearchLists(_)
            | ProjectEdit::SetNames(_) => false,
        },
        Edit::Article(edit) => match edit {
            ArticleEdit::Add { .. }
            | ArticleEdit::Remove(_)
            | ArticleEdit::Move { .. }
            | ArticleEdit::SetProvenance { .. } => true,
            ArticleEdit::SetDetails { .. }
            | ArticleEdit::SetClutter { .. }
            | ArticleEdit::SetExcluded { .. } => false,
        },
        Edit::Highlight(edit) => match edit {
            HighlightEdit::Remove(_) => true,
            HighlightEdit::Add(_)
            | HighlightEdit::SetSpan { .. }
            | HighlightEdit::SetNote { .. } => false,
        },
        Edit::Claim(edit) => match edit {
            ClaimEdit::Add { .. } | ClaimEdit::Remove(_) | ClaimEdit::Move { .. } => true,
            ClaimEdit::Set { id: _, field } => changes_claim_node(field),
            ClaimEdit::SetSilent { .. } => false,
        },
        Edit::Evidence(edit) => match edit {
            EvidenceEdit::Add { .. }
            | EvidenceEdit::Remove(_)
            | EvidenceEdit::SetStance { .. }
            | EvidenceEdit::SetAttribution { .. } => true,
            EvidenceEdit::SetNote { .. }
            | EvidenceEdit::SetEvidenceSet { .. }
            | EvidenceEdit::SetValue { .. } => false,
        },
        // Adding or removing a speaker changes no passage, and names are read while painting.
        Edit::Speaker(_) => false,
        Edit::Relation(_) => true,
    }
}

fn changes_claim_node(field: &ClaimField) -> bool {
    match field {
        ClaimField::Verdict(_) | ClaimField::Tags(_) | ClaimField::Speaker(_) => true,
        ClaimField::Statement(_)
        | ClaimField::Status(_)
        | ClaimField::Justification(_)
        | ClaimField::Notes(_)
        | ClaimField::Color(_)
        | ClaimField::Kind(_)
        | ClaimField::Made(_)
        | ClaimField::FirstAppearance(_)
        | ClaimField::Credibility(_)
        | ClaimField::Searches(_)
        | ClaimField::Reply(_)
        | ClaimField::Waivers(_)
        | ClaimField::Dismissed(_) => false,
    }
}
