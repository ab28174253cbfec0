//! Passages, claims and article details from files of other tools, for a project that has the articles.
//!
//! Each reader returns [`OtherWork`]; `place` finds the passages in the articles. A position is never guessed.

mod annotations;
mod csl_json;
mod place;
mod qdpx;
mod source_text;

use super::{ImportError, ReadError};
use crate::{
    project::{ArticleDetails, ArticleText, Stance},
    storage::{MAX_ARTICLE_BYTES, disk},
};
pub use place::{PlacedWork, place, place_all};

use std::path::Path;

/// The passages, claims and details in a file of another tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWork {
    /// Name of the format, in the plural.
    pub format: &'static str,
    pub articles: Vec<OtherArticle>,
    /// All claims, including those without passages.
    pub claims: Vec<OtherClaim>,
    /// Sentences about content that was skipped.
    pub told: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherArticle {
    /// The address or the title, which identify the project's article if its text is not known.
    pub details: ArticleDetails,
    /// If the file contains it.
    pub text: Option<ArticleText>,
    pub passages: Vec<OtherPassage>,
}

/// A passage by its words and its position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherPassage {
    pub quote: String,
    pub prefix: String,
    pub suffix: String,
    /// In code points of the article's text, end exclusive.
    pub place: Option<(usize, usize)>,
    /// Statement of the claim that it is linked to.
    pub claim: Option<String>,
    pub stance: Option<Stance>,
    pub note: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherClaim {
    pub statement: String,
    pub notes: String,
}

/// Content of another tool's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedWork {
    /// File name for display.
    pub name: String,
    pub work: OtherWork,
}

/// File extensions of other tools.
pub const OTHER_ENDINGS: [&str; 3] = ["qdpx", "json", "jsonld"];

/// Whether a file has one of these extensions.
fn may_be_other_work(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    OTHER_ENDINGS.contains(&ending.to_lowercase().as_str())
}

/// The passages, claims and details in a file of another tool. `None` for any other file, which may be an article.
pub fn other_work(path: &Path) -> Option<Result<OtherWork, ImportError>> {
    if !may_be_other_work(path) {
        return None;
    }
    let bytes = match disk::read_file(path, MAX_ARTICLE_BYTES) {
        Ok(bytes) => bytes,
        Err(source) => return Some(Err(ImportError::File { source })),
    };
    let work = read_other_work(path, &bytes)?;
    let path = path.to_owned();
    Some(work.map_err(|source| ImportError::Read { path, source }))
}

/// Reads a file of annotations, a REFI-QDA project or a bibliography. `None` if it is none of these.
///
/// # Errors
/// [`ReadError`] if it is one of them but damaged.
fn read_other_work(path: &Path, bytes: &[u8]) -> Option<Result<OtherWork, ReadError>> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "qdpx" => Some(qdpx::read(bytes)),
        "json" | "jsonld" => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let value = serde_json::from_slice(bytes).ok()?;
            let work = annotations::read(&value).or_else(|| csl_json::read(&value));
            work.map(Ok)
        }
        _ => None,
    }
}

fn stance(word: &str) -> Option<Stance> {
    Stance::ALL
        .into_iter()
        .find(|stance| stance.label() == word)
}
