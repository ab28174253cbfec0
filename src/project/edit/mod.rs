mod apply;
mod articles;
mod claims;
mod evidence;
mod highlights;
mod relations;
mod speakers;

use super::records::{
    Article, ArticleDetails, ArticleId, Attribution, Claim, ClaimId, ClaimType, Credibility,
    Evidence, EvidenceId, EvidenceSet, Exclusion, Highlight, HighlightId, HouseRules, Provenance,
    Relation, RelationId, Search, Speaker, SpeakerId, Stance, Status, VerdictScale, Waiver,
    written_span,
};
use crate::text::Span;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The smallest change to a project. It does one thing, or fails and does nothing; it never cascades.
///
/// [`Project::apply`](super::Project::apply) carries it out and returns the edit that takes it back. Edits that add carry
/// the record with its id and its place, so that taking back a removal restores order and ids exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// To the project as a whole.
    Project(ProjectEdit),
    /// To an article.
    Article(ArticleEdit),
    /// To a highlight.
    Highlight(HighlightEdit),
    /// To a claim.
    Claim(ClaimEdit),
    /// To a piece of evidence.
    Evidence(EvidenceEdit),
    /// To a speaker.
    Speaker(SpeakerEdit),
    /// To a relation between claims.
    Relation(RelationEdit),
}

/// An [`Edit`] to the project as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ProjectEdit {
    /// Names the project.
    SetTitle(String),
    /// Changes the verdict scale. Every verdict in use must be on the new one.
    SetScale(VerdictScale),
    /// Replaces the house rules.
    SetRules(HouseRules),
}

/// An [`Edit`] to an article. There is none that changes its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ArticleEdit {
    /// Puts an article without highlights at place `at` (from 0).
    Add {
        /// Its place in the list afterwards.
        at: usize,
        /// The article.
        article: Box<Article>,
    },
    /// Takes an article out; it must have no highlights, no article may derive from it, and no claim be marked silent in it.
    Remove(ArticleId),
    /// Moves an article to place `to` (from 0).
    Move {
        /// Which.
        id: ArticleId,
        /// Its place in the list afterwards.
        to: usize,
    },
    /// Replaces the article details.
    SetDetails {
        /// Which.
        id: ArticleId,
        /// The new record.
        details: Box<ArticleDetails>,
    },
    /// Says which paragraphs are page clutter.
    SetClutter {
        /// Which.
        id: ArticleId,
        /// All of them, by index; each within the text.
        paragraphs: BTreeSet<usize>,
    },
    /// Says what the article derives from. That must be there, and must not derive from the article.
    SetProvenance {
        /// Which.
        id: ArticleId,
        /// What it derives from.
        provenance: Provenance,
    },
    /// Says whether it counts.
    SetExcluded {
        /// Which.
        id: ArticleId,
        /// Why it counts no more; `None` where it does.
        excluded: Option<Exclusion>,
    },
}

/// An [`Edit`] to a highlight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum HighlightEdit {
    /// Marks a passage; the span must lie within its article on grapheme boundaries.
    Add(Highlight),
    /// Takes the mark away; it must be evidence of nothing.
    Remove(HighlightId),
    /// Moves its edges, under the same rule as `Add`.
    SetSpan {
        /// Which.
        id: HighlightId,
        /// Where it lies afterwards.
        #[serde(with = "written_span")]
        span: Span,
    },
    /// Replaces its note.
    SetNote {
        /// Which.
        id: HighlightId,
        /// The new note.
        note: String,
    },
}

/// An [`Edit`] to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClaimEdit {
    /// Puts a claim without evidence at place `at` (from 0).
    Add {
        /// Its place in the list afterwards.
        at: usize,
        /// The claim.
        claim: Box<Claim>,
    },
    /// Takes a claim out; it must have no evidence, no relation and no silent article.
    Remove(ClaimId),
    /// Moves a claim to place `to` (from 0).
    Move {
        /// Which.
        id: ClaimId,
        /// Its place in the list afterwards.
        to: usize,
    },
    /// Replaces one field.
    Set {
        /// Which.
        id: ClaimId,
        /// The field with its new value.
        field: ClaimField,
    },
    /// Says whether an article was read for the claim and says nothing about it.
    SetSilent {
        /// Which claim.
        id: ClaimId,
        /// Which article.
        article: ArticleId,
        /// Whether it is silent.
        silent: bool,
    },
}

/// A field of a claim with a value for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ClaimField {
    /// See [`Claim::statement`].
    Statement(String),
    /// See [`Claim::verdict`]; must be on the project's scale.
    Verdict(Option<String>),
    /// See [`Claim::status`].
    Status(Status),
    /// See [`Claim::justification`].
    Justification(String),
    /// See [`Claim::notes`].
    Notes(String),
    /// See [`Claim::color`].
    Color(u8),
    /// See [`Claim::kind`].
    Kind(Option<ClaimType>),
    /// See [`Claim::made`].
    Made(String),
    /// See [`Claim::speaker`]; must be in the project.
    Speaker(Option<SpeakerId>),
    /// See [`Claim::first_appearance`].
    FirstAppearance(String),
    /// See [`Claim::tags`].
    Tags(BTreeSet<String>),
    /// See [`Claim::credibility`].
    Credibility(Option<Credibility>),
    /// See [`Claim::searches`].
    Searches(Vec<Search>),
    /// See [`Claim::reply`].
    Reply(String),
    /// See [`Claim::waivers`]; no rule twice.
    Waivers(Vec<Waiver>),
}

/// An [`Edit`] to a piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EvidenceEdit {
    /// Links a highlight to a claim that it is not linked to yet.
    Add {
        /// Its place among the claim's evidence afterwards (from 0).
        at: usize,
        /// The link. In a box, since edits are many and most are small.
        evidence: Box<Evidence>,
    },
    /// Takes the link away.
    Remove(EvidenceId),
    /// Says how the passage bears on the claim.
    SetStance {
        /// Which.
        id: EvidenceId,
        /// The new stance.
        stance: Stance,
    },
    /// Replaces its note.
    SetNote {
        /// Which.
        id: EvidenceId,
        /// The new note.
        note: String,
    },
    /// Says who said it, and how. Everybody it names must be in the project, nobody twice.
    SetAttribution {
        /// Which.
        id: EvidenceId,
        /// The whole attribution.
        attribution: Box<Attribution>,
    },
    /// Puts it into a set of pieces that count only together, or takes it out of one.
    SetTogether {
        /// Which.
        id: EvidenceId,
        /// The set.
        set: Option<EvidenceSet>,
    },
}

impl EvidenceEdit {
    /// [`Add`](Self::Add).
    #[must_use]
    pub fn add(at: usize, evidence: Evidence) -> Self {
        let evidence = Box::new(evidence);
        Self::Add { at, evidence }
    }
}

/// An [`Edit`] to a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpeakerEdit {
    /// Puts a speaker at place `at` (from 0).
    Add {
        /// Its place in the list afterwards.
        at: usize,
        /// The speaker.
        speaker: Box<Speaker>,
    },
    /// Takes a speaker out; nothing may name it.
    Remove(SpeakerId),
    /// Replaces the record of the same id.
    Set(Box<Speaker>),
}

/// An [`Edit`] to a relation between claims.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RelationEdit {
    /// Relates two claims that are not so related yet.
    Add(Relation),
    /// Takes the relation away.
    Remove(RelationId),
}

/// Why an edit was not carried out. The project is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit names an article that is not there.
    #[error("article {0} is not in this project")]
    NoArticle(ArticleId),
    /// The edit names a highlight that is not there.
    #[error("highlight {0} is not in this project")]
    NoHighlight(HighlightId),
    /// The edit names a claim that is not there.
    #[error("claim {0} is not in this project")]
    NoClaim(ClaimId),
    /// The edit names a piece of evidence that is not there.
    #[error("evidence {0} is not in this project")]
    NoEvidence(EvidenceId),
    /// The edit names a speaker that is not there.
    #[error("speaker {0} is not in this project")]
    NoSpeaker(SpeakerId),
    /// The edit names a relation that is not there.
    #[error("relation {0} is not in this project")]
    NoRelation(RelationId),
    /// The edit adds a record under an id that is taken; `.0` says of what kind and which.
    #[error("{0} is in this project already")]
    Taken(String),
    /// There would be more of these than a project takes, and its file could not be opened again.
    #[error(
        "a project takes at most {most} {what}. Take some away first, or go on in another project"
    )]
    Full {
        /// What, in the plural.
        what: &'static str,
        /// How many there can be.
        most: usize,
    },
    /// The edit names a place past the end of the list.
    #[error("place {at} is past the end of a list of {len}")]
    NoPlace {
        /// The place that was asked for, from 0.
        at: usize,
        /// How long the list is.
        len: usize,
    },
    /// The article still has highlights, or others derive from it, or claims are marked silent in it.
    #[error(
        "article {0} still has highlights, articles that derive from it, or claims it is silent about"
    )]
    ArticleInUse(ArticleId),
    /// The highlight is still evidence of a claim.
    #[error("highlight {0} is still linked to a claim")]
    HighlightInUse(HighlightId),
    /// The claim still has evidence, relations or silent articles.
    #[error("claim {0} still has evidence, relations, or articles that are silent about it")]
    ClaimInUse(ClaimId),
    /// Evidence, a claim or an article still names the speaker.
    #[error("speaker {0} is still named by evidence, a claim or an article")]
    SpeakerInUse(SpeakerId),
    /// An article would derive from itself.
    #[error("article {0} would derive from itself, by itself or through others")]
    DerivesFromItself(ArticleId),
    /// A derivation is there twice, or there is none.
    #[error("article {0} must derive from at least one other, and from none twice")]
    BadProvenance(ArticleId),
    /// Somebody is twice in the chain of those who passed it on.
    #[error("speaker {0} is in the chain twice")]
    ChainTwice(SpeakerId),
    /// A claim would be related to itself.
    #[error("claim {0} cannot be related to itself")]
    RelatedToItself(ClaimId),
    /// The two claims are so related already.
    #[error("claims {from} and {to} are so related already")]
    RelatedAlready {
        /// The first claim.
        from: ClaimId,
        /// The second claim.
        to: ClaimId,
    },
    /// A rule is waived twice.
    #[error("one rule is waived twice")]
    WaivedTwice,
    /// The span reaches beyond the text or cuts a character.
    #[error("bytes {start} to {end} are not whole characters of article {article}")]
    BadSpan {
        /// The article.
        article: ArticleId,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// The article has no such paragraph.
    #[error("article {article} has no paragraph {paragraph}")]
    NoParagraph {
        /// The article.
        article: ArticleId,
        /// Index from 0.
        paragraph: usize,
    },
    /// The highlight and the claim are linked already.
    #[error("highlight {highlight} is linked to claim {claim} already")]
    LinkedAlready {
        /// The highlight.
        highlight: HighlightId,
        /// The claim.
        claim: ClaimId,
    },
    /// The verdict is not on the project's scale.
    #[error("the verdict \u{201c}{0}\u{201d} is not on the project's scale")]
    NotOnScale(String),
    /// A scale has no label, or one twice.
    #[error("a verdict scale needs at least one label, and no label twice")]
    BadScale,
}
