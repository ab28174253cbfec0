//! What is saved: articles, highlights, claims, the evidence that joins them, and who said what; and the edits that change it.
//!
//! Pure: knows no file, no window, no clock and no chance. Ids come in with the edits.

mod apply;
mod article;
mod attribution;
mod check;
mod check_names;
mod claim;
mod descent;
mod edit;
mod evidence;
mod highlight;
mod history;
mod house_rules;
mod id;
mod limits;
mod provenance;
mod related;
mod relation;
mod span_index;
mod speaker;
mod store;

pub use article::{Article, ArticleDetails, ArticleText, Reliability, TextHash};
pub use attribution::{Attribution, Knowledge, Naming, Quotation, Usage};
pub use check::Problem;
pub use claim::{
    CLAIM_COLORS, Claim, ClaimType, Credibility, Search, Status, Verdict, VerdictScale,
};
pub use edit::{
    ArticleEdit, ClaimEdit, ClaimField, Edit, EditError, EvidenceEdit, HighlightEdit, ProjectEdit,
    RelationEdit, SpeakerEdit,
};
pub use evidence::{Evidence, EvidenceSet, Stance};
pub use highlight::Highlight;
pub use history::{Change, History, HistoryParts, Label, Revision, Step, TypingIn};
pub use house_rules::{HouseRule, HouseRules, Waiver};
pub use id::{
    ArticleId, ClaimId, EvidenceId, HighlightId, Id, IdError, ProjectId, RelationId, SpeakerId,
};
pub use limits::{
    MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SILENT,
    MAX_SPEAKERS, MAX_TEXT, MAX_VERDICTS,
};
pub use provenance::{Derivation, DerivedFrom, Manner, Provenance};
pub use related::SpeakerUses;
pub use relation::{Relation, RelationKind};
pub use speaker::{Exclusion, Speaker};
pub use store::Project;
