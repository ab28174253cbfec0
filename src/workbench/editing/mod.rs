//! Changes to the project, composed of edits.

mod articles;
mod attribution;
mod changes;
mod claims;
mod evidence;
mod imports;
mod merged_claim;
mod passages;
mod relations;
mod removal;
mod verdict_scale;

pub use attribution::{AttributionIntent, Named, SpeakerIntent, free_set, free_stand_in};
pub use imports::AddedArticle;
pub(crate) use imports::ImportSession;
pub use verdict_scale::verdicts_in_use;
