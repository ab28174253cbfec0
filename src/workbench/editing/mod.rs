//! Changes to the project, composed of edits.

mod articles;
mod attribution;
mod claim_merge;
mod claims;
mod evidence;
mod highlights;
mod merged_fields;
mod relations;
mod removal;
mod speakers;
mod verdict_scale;

pub(super) use attribution::AttributionSession;
pub use attribution::{AttributionIntent, free_set};
pub use speakers::{NamedSpeaker, SpeakerIntent, free_stand_in};
pub use verdict_scale::verdicts_in_use;
