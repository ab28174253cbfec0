//! Changes to the project, composed of edits.

mod articles;
mod attribution;
mod changes;
mod claim_table;
mod claims;
mod clutter;
mod evidence;
mod imports;
mod merged_claim;
mod passages;
mod pending_imports;
mod relations;
mod removal;
mod silence;
mod speakers;
mod verdict_scale;

pub use articles::ArticleIntent;
pub(crate) use attribution::Attributed;
pub use attribution::{AttributionIntent, free_set};
pub use claim_table::{ClaimTableIntent, ClaimTableSession};
pub use claims::ClaimIntent;
pub use clutter::ClutterChoice;
pub(crate) use clutter::ClutterSession;
pub use evidence::EvidenceIntent;
pub(crate) use imports::ImportSession;
pub use imports::{AddedArticle, AddedWork};
pub use passages::PassageIntent;
pub use pending_imports::{LockedFile, PendingIntent, PendingPart, SameText};
pub(crate) use silence::first_evidence;
pub use speakers::{SpeakerInput, SpeakerIntent, free_stand_in};
pub use verdict_scale::verdicts_in_use;
