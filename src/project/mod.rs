//! The saved data (articles, highlights, claims, evidence, speakers) and the edits that change it.
//!
//! Pure: no files, no window, no clock, no randomness. The edits supply new ids.

mod descent;
mod edit;
mod guid;
mod history;
mod limits;
mod records;
mod references;
mod span_index;
mod store;
mod tables;

pub use edit::{
    ArticleEdit, ClaimEdit, ClaimField, Edit, EditError, EvidenceEdit, HighlightEdit, ProjectEdit,
    RelationEdit, SpeakerEdit,
};
pub use guid::guid;
pub use history::{Change, History, Label, Revision, Step, TypingIn};
pub use limits::{
    MAX_ALIASES, MAX_ARTICLES, MAX_CHAIN, MAX_CLAIMS, MAX_DERIVATIONS, MAX_DISMISSED, MAX_EVIDENCE,
    MAX_HIGHLIGHTS, MAX_NAMES, MAX_RELATIONS, MAX_SAVED_SEARCHES, MAX_SEARCHES, MAX_SILENT,
    MAX_SPEAKERS, MAX_TAGS, MAX_TEXT, MAX_VERDICTS, MAX_WATCH_WORDS,
};
pub(crate) use records::WrittenArticle;
pub use records::{
    Article, ArticleDetails, ArticleId, ArticleText, Attribution, CLAIM_COLORS, Claim, ClaimId,
    ClaimType, Credibility, Derivation, DerivationManner, DerivationSource, DetailName, Dismissed,
    Evidence, EvidenceId, EvidenceSet, Exclusion, FileHash, FirstHandOrReported, Highlight,
    HighlightId, HouseRule, HouseRules, Id, ImportMethod, NameRecord, Names, Naming, Original,
    ParagraphKind, PrimaryOrSecondary, ProjectId, Provenance, Quotation, Relation, RelationId,
    RelationKind, Reliability, ReportHeading, Search, SearchLists, Speaker, SpeakerId, Stance,
    Status, Structure, TextHash, Verdict, VerdictScale, Waiver, name_key, without_time,
};
pub use references::SpeakerUses;
pub use store::Project;
