//! What is saved: articles, highlights, claims and the evidence that joins them; and the edits that change it.
//!
//! Pure: knows no file, no window, no clock and no chance. Ids come in with the edits.

mod apply;
mod article;
mod check;
mod claim;
mod edit;
mod evidence;
mod highlight;
mod history;
mod id;
mod limits;
mod span_index;
mod store;

pub use article::{Article, ArticleText, Reliability, SourceRecord, TextHash};
pub use check::Problem;
pub use claim::{CLAIM_COLORS, Claim, Status, Verdict, VerdictScale};
pub use edit::{
    ArticleEdit, ClaimEdit, ClaimField, Edit, EditError, EvidenceEdit, HighlightEdit, ProjectEdit,
};
pub use evidence::{Evidence, Stance};
pub use highlight::Highlight;
pub use history::{Change, History, HistoryParts, Label, Revision, Step, TypingIn};
pub use id::{ArticleId, ClaimId, EvidenceId, HighlightId, Id, IdError, ProjectId};
pub use limits::{MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_VERDICTS};
pub use store::Project;
