//! What is saved: articles, highlights, claims, the evidence that joins them, and who said what; and the edits that change it.
//!
//! Pure: knows no file, no window, no clock and no chance. Ids come in with the edits.

mod check;
mod edit;
mod history;
mod index;
mod limits;
mod records;
mod store;

pub use edit::{
    ArticleEdit, ClaimEdit, ClaimField, Edit, EditError, EvidenceEdit, HighlightEdit, ProjectEdit,
    RelationEdit, SpeakerEdit,
};
pub use history::{Change, History, HistoryParts, Label, Revision, Step, TypingIn};
pub use index::SpeakerUses;
pub use limits::{
    MAX_ALIASES, MAX_ARTICLES, MAX_CHAIN, MAX_CLAIMS, MAX_DERIVATIONS, MAX_EVIDENCE,
    MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SEARCHES, MAX_SILENT, MAX_SPEAKERS, MAX_TAGS, MAX_TEXT,
    MAX_VERDICTS,
};
pub(crate) use records::WrittenArticle;
pub use records::{
    Article, ArticleDetails, ArticleId, ArticleText, Attribution, CLAIM_COLORS, Claim, ClaimId,
    ClaimType, Credibility, Derivation, DerivedFrom, Evidence, EvidenceId, EvidenceSet, Exclusion,
    Highlight, HighlightId, HouseRule, HouseRules, Id, Knowledge, Manner, Naming, ProjectId,
    Provenance, Quotation, Relation, RelationId, RelationKind, Reliability, Search, Speaker,
    SpeakerId, Stance, Status, TextHash, Usage, Verdict, VerdictScale, Waiver,
};
pub use store::Project;
