use serde::{Deserialize, Serialize};

/// A part of a file that can be an article of its own. It is imported only if the user selects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// A page of a web archive that contains several.
    Page {
        /// Digest of the page, with its algorithm: "sha1:…".
        digest: String,
        /// Whether the archive lists it as a page that was opened; true if the archive has no such list.
        is_listed: bool,
    },
    /// An attachment of an email.
    Attachment {
        name: String,
        /// Name of its format.
        format: String,
    },
}

impl Part {
    /// Whether it is selected by default.
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
