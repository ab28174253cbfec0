use serde::{Deserialize, Serialize};

/// A part of a file that can be an article of its own. It comes in only if a person selects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// A page of a web archive that holds several.
    Page {
        /// Digest of the page, with its algorithm: "sha1:…".
        digest: String,
        /// Whether the archive lists it as a page that somebody opened; if it has no such list, true.
        is_listed: bool,
    },
    /// An attachment of a mail.
    Attachment {
        name: String,
        /// Name of its format.
        format: String,
    },
}

impl Part {
    /// Whether it is selected unless somebody deselects it.
    pub fn is_suggested(&self) -> bool {
        match self {
            Self::Page {
                digest: _,
                is_listed,
            } => *is_listed,
            Self::Attachment { .. } => true,
        }
    }
}
