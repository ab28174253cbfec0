//! The records of a project: articles, highlights, claims, evidence, speakers and relations.

mod article;
mod article_details;
mod article_text;
mod at_most;
mod attribution;
mod claim;
mod evidence;
mod file_hash;
mod highlight;
mod house_rules;
mod id;
mod name;
mod names;
mod original;
mod provenance;
mod relation;
mod report_heading;
mod search_lists;
mod speaker;
mod structure;
pub(crate) mod written_span;

pub use article::Article;
pub(crate) use article::WrittenArticle;
pub use article_details::{ArticleDetails, DetailName, Reliability, without_time};
pub use article_text::{ArticleText, TextHash};
pub use attribution::{Attribution, FirstHandOrReported, Naming, PrimaryOrSecondary, Quotation};
pub use claim::{
    CLAIM_COLORS, Claim, ClaimType, Credibility, Dismissed, Search, Status, Verdict, VerdictScale,
};
pub use evidence::{Evidence, EvidenceSet, Stance};
pub use file_hash::FileHash;
pub use highlight::Highlight;
pub use house_rules::{HouseRule, HouseRules, Waiver};
pub use id::{ArticleId, ClaimId, EvidenceId, HighlightId, Id, ProjectId, RelationId, SpeakerId};
pub use name::name_key;
pub use names::{NameRecord, Names};
pub use original::{ImportMethod, Original};
pub use provenance::{Derivation, DerivationManner, DerivationSource, Provenance};
pub use relation::{Relation, RelationKind};
pub use report_heading::ReportHeading;
pub use search_lists::SearchLists;
pub use speaker::{Exclusion, Speaker};
pub use structure::{ParagraphKind, Structure};
