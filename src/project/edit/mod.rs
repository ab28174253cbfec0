mod apply;
mod articles;
mod capacity;
mod claims;
mod evidence;
mod highlights;
mod relations;
mod speakers;

use super::records::{
    Article, ArticleDetails, ArticleId, Attribution, Claim, ClaimId, ClaimType, Credibility,
    Dismissed, Evidence, EvidenceId, EvidenceSet, Exclusion, Highlight, HighlightId, HouseRules,
    Names, Provenance, Relation, RelationId, ReportHeading, Search, SearchLists, Speaker,
    SpeakerId, Stance, Status, VerdictScale, Waiver, written_span,
};
use crate::text::Span;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The smallest change to a project. It does one thing or fails without effect; it never cascades.
///
/// [`Project::apply`](super::Project::apply) carries it out and returns the inverse edit. Edits that add carry the
/// record with its id and its index, so that undoing a removal restores order and ids exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    Project(ProjectEdit),
    Article(ArticleEdit),
    Highlight(HighlightEdit),
    Claim(ClaimEdit),
    Evidence(EvidenceEdit),
    Speaker(SpeakerEdit),
    Relation(RelationEdit),
}

/// An [`Edit`] to the project as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ProjectEdit {
    /// Renames the project.
    SetTitle(String),
    /// Replaces the verdict scale. It must include every verdict in use.
    SetScale(VerdictScale),
    /// Replaces the house rules.
    SetRules(HouseRules),
    /// Sets the title and the lead of the report.
    SetReportHeading(ReportHeading),
    /// Replaces the watch words and the saved searches.
    SetSearchLists(SearchLists),
    /// Replaces the recorded names.
    SetNames(Names),
}

/// An [`Edit`] to an article. No edit changes the text of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ArticleEdit {
    /// Inserts an article without highlights at index `at` (from 0).
    Add {
        /// Index in the list after the edit.
        at: usize,
        article: Box<Article>,
    },
    /// Removes an article; it must have no highlights, no articles that derive from it, and no silent marks.
    Remove(ArticleId),
    /// Moves an article to index `to` (from 0).
    Move {
        id: ArticleId,
        /// Index in the list after the edit.
        to: usize,
    },
    /// Replaces the article details.
    SetDetails {
        id: ArticleId,
        details: Box<ArticleDetails>,
    },
    /// Sets which paragraphs are page clutter.
    SetClutter {
        id: ArticleId,
        /// Indices of all paragraphs that are page clutter; each must exist in the text.
        paragraphs: BTreeSet<usize>,
    },
    /// Sets what the article derives from. The sources must exist and must not derive from the article.
    SetProvenance {
        id: ArticleId,
        provenance: Provenance,
    },
    /// Excludes the article, so that its passages no longer count, or includes it again.
    SetExcluded {
        id: ArticleId,
        /// Reason for excluding it; `None` if it counts.
        excluded: Option<Exclusion>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum HighlightEdit {
    /// Adds a highlight; the span must be within its article and on grapheme boundaries.
    Add(Highlight),
    /// Removes a highlight; it must not be evidence of any claim.
    Remove(HighlightId),
    /// Changes its span, under the same rule as `Add`.
    SetSpan {
        id: HighlightId,
        #[serde(with = "written_span")]
        span: Span,
    },
    SetNote {
        id: HighlightId,
        note: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClaimEdit {
    /// Inserts a claim without evidence at index `at` (from 0).
    Add {
        /// Index in the list after the edit.
        at: usize,
        claim: Box<Claim>,
    },
    /// Removes a claim; it must have no evidence, no relations and no silent marks.
    Remove(ClaimId),
    /// Moves a claim to index `to` (from 0).
    Move {
        id: ClaimId,
        /// Index in the list after the edit.
        to: usize,
    },
    /// Replaces one field.
    Set {
        id: ClaimId,
        /// The field with its new value.
        field: ClaimField,
    },
    /// Marks an article as read and silent on the claim, or removes the mark.
    SetSilent {
        id: ClaimId,
        article: ArticleId,
        silent: bool,
    },
}

/// A field of a claim with its new value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClaimField {
    Statement(String),
    /// See [`Claim::verdict`]; must be on the project's scale.
    Verdict(Option<String>),
    Status(Status),
    Justification(String),
    Notes(String),
    Color(u8),
    Kind(Option<ClaimType>),
    Made(String),
    /// See [`Claim::speaker`]; must exist in the project.
    Speaker(Option<SpeakerId>),
    FirstAppearance(String),
    Tags(BTreeSet<SmolStr>),
    Credibility(Option<Credibility>),
    Searches(Vec<Search>),
    Reply(String),
    /// See [`Claim::waivers`]; each rule at most once.
    Waivers(Vec<Waiver>),
    Dismissed(BTreeSet<Dismissed>),
}

/// An [`Edit`] to a piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EvidenceEdit {
    /// Links a highlight to a claim that it is not linked to yet.
    Add {
        /// Index among the claim's evidence after the edit (from 0).
        at: usize,
        /// Boxed, because there are many edits and most are small.
        evidence: Box<Evidence>,
    },
    /// Removes the link.
    Remove(EvidenceId),
    /// Sets the stance of the passage toward the claim.
    SetStance {
        id: EvidenceId,
        stance: Stance,
    },
    SetNote {
        id: EvidenceId,
        note: String,
    },
    /// Sets the attribution. Every speaker in it must exist in the project, and occur only once.
    SetAttribution {
        id: EvidenceId,
        /// The complete attribution.
        attribution: Box<Attribution>,
    },
    /// Puts the piece into a set whose members count only together, or removes it from its set.
    SetEvidenceSet {
        id: EvidenceId,
        set: Option<EvidenceSet>,
    },
    /// Sets the value that the passage states.
    SetValue {
        id: EvidenceId,
        value: String,
    },
}

impl EvidenceEdit {
    pub fn add(at: usize, evidence: Evidence) -> Self {
        let evidence = Box::new(evidence);
        Self::Add { at, evidence }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpeakerEdit {
    /// Inserts a speaker at index `at` (from 0).
    Add {
        /// Index in the list after the edit.
        at: usize,
        speaker: Box<Speaker>,
    },
    /// Removes a speaker; nothing may refer to it.
    Remove(SpeakerId),
    /// Replaces the record with the same id.
    Set(Box<Speaker>),
}

/// An [`Edit`] to a relation between claims.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RelationEdit {
    /// Adds a relation between two claims; the same relation must not exist yet.
    Add(Relation),
    /// Removes a relation.
    Remove(RelationId),
}

/// Reason an edit failed. The project is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit refers to a missing article.
    #[error("article {0} is not in this project")]
    NoArticle(ArticleId),
    /// The edit refers to a missing highlight.
    #[error("highlight {0} is not in this project")]
    NoHighlight(HighlightId),
    /// The edit refers to a missing claim.
    #[error("claim {0} is not in this project")]
    NoClaim(ClaimId),
    /// The edit refers to a missing piece of evidence.
    #[error("evidence {0} is not in this project")]
    NoEvidence(EvidenceId),
    /// The edit refers to a missing speaker.
    #[error("speaker {0} is not in this project")]
    NoSpeaker(SpeakerId),
    /// The edit refers to a missing relation.
    #[error("relation {0} is not in this project")]
    NoRelation(RelationId),
    /// The edit adds a record under an id in use; `.0` is its kind and id.
    #[error("{0} is already in this project")]
    IdInUse(String),
    /// The edit would exceed a limit; the project file could then not be opened again.
    #[error("a project holds at most {most} {what}. Remove some, or continue in another project")]
    LimitReached {
        /// Kind of record, in the plural.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// The edit contains an index past the end of the list.
    #[error("index {at} is past the end of a list of {len}")]
    IndexOutOfRange {
        /// The invalid index, from 0.
        at: usize,
        /// Length of the list.
        len: usize,
    },
    /// The article still has highlights, derived articles or silent marks.
    #[error(
        "article {0} still has highlights, articles that derive from it, or marks as silent on a claim"
    )]
    ArticleInUse(ArticleId),
    /// The highlight is still evidence of a claim.
    #[error("highlight {0} is still linked to a claim")]
    HighlightInUse(HighlightId),
    /// The claim still has evidence, relations or silent marks.
    #[error("claim {0} still has evidence, relations, or articles that are silent on it")]
    ClaimInUse(ClaimId),
    /// Evidence, a claim or an article still refers to the speaker.
    #[error("evidence, a claim or an article still refers to speaker {0}")]
    SpeakerInUse(SpeakerId),
    /// An article would derive from itself.
    #[error("article {0} would derive from itself, directly or through others")]
    DerivesFromItself(ArticleId),
    /// A derivation is repeated, or the list is empty.
    #[error(
        "article {0} must derive from at least one other article or agency, and from each only once"
    )]
    BadProvenance(ArticleId),
    /// A speaker occurs twice in an attribution, as the speaker or in the relay chain.
    #[error("speaker {0} is named twice in one attribution")]
    RepeatedSpeaker(SpeakerId),
    /// A claim would be related to itself.
    #[error("claim {0} cannot be related to itself")]
    RelatedToItself(ClaimId),
    /// The same relation between the two claims exists already.
    #[error("claims {from} and {to} already have this relation")]
    RelatedAlready {
        /// The first claim.
        from: ClaimId,
        /// The second claim.
        to: ClaimId,
    },
    /// The waivers contain the same rule twice.
    #[error("a house rule is waived twice")]
    WaivedTwice,
    /// The span extends past the end of the text or splits a character.
    #[error("bytes {start} to {end} are not whole characters of article {article}")]
    BadSpan {
        article: ArticleId,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// The article has no such paragraph, or its structure names it out of order.
    #[error("article {article} has no paragraph {paragraph}")]
    NoParagraph {
        article: ArticleId,
        /// Index from 0.
        paragraph: usize,
    },
    /// The highlight and the claim are already linked.
    #[error("highlight {highlight} is already linked to claim {claim}")]
    LinkedAlready {
        highlight: HighlightId,
        claim: ClaimId,
    },
    /// The verdict is not on the project's scale.
    #[error("the verdict \u{201c}{0}\u{201d} is not on the project's scale")]
    NotOnScale(String),
    /// The scale has no label, or a repeated one.
    #[error("a verdict scale needs at least one label, and each label only once")]
    BadScale,
    /// Part of a failed change stays applied, because of a bug in Crosscheck; `.0` is the error of the inverse.
    #[error(
        "a bug in Crosscheck left part of a change in the project ({0}). Save it under another name, open your file again, and compare the two"
    )]
    NotRolledBack(String),
}
