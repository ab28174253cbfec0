//! Limits on the number of records in a project. They ensure that the file of any edited project can be opened again.

pub const MAX_ARTICLES: usize = 100_000;

/// Maximum total article text in bytes; no file that can be opened holds more.
pub const MAX_TEXT: usize = 512 * 1024 * 1024;

pub const MAX_HIGHLIGHTS: usize = 2_000_000;

pub const MAX_CLAIMS: usize = 100_000;

pub const MAX_EVIDENCE: usize = 2_000_000;

pub const MAX_SPEAKERS: usize = 100_000;

pub const MAX_RELATIONS: usize = 100_000;

/// Maximum number of "silent" marks in a project.
pub const MAX_SILENT: usize = 2_000_000;

/// Maximum number of aliases of a speaker or another name.
pub const MAX_ALIASES: usize = 1_000;

/// Maximum number of recorded names in a project that belong to no speaker or have been told apart from others.
pub const MAX_NAMES: usize = 1_000;

/// Maximum number of relaying speakers between the original speaker and the article.
pub const MAX_CHAIN: usize = 100;

/// Maximum number of sources an article derives from.
pub const MAX_DERIVATIONS: usize = 1_000;

pub const MAX_TAGS: usize = 1_000;

/// Maximum number of unsuccessful searches recorded for a claim.
pub const MAX_SEARCHES: usize = 1_000;

/// Maximum number of passages dismissed for a claim.
pub const MAX_DISMISSED: usize = 10_000;

/// Maximum number of watch words in a project.
pub const MAX_WATCH_WORDS: usize = 1_000;

/// Maximum number of saved searches in a project.
pub const MAX_SAVED_SEARCHES: usize = 1_000;

/// Maximum number of labels on a verdict scale.
pub const MAX_VERDICTS: usize = 1_000;
