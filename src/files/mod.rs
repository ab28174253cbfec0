//! Bytes to project and back: the project file, articles in, tables out, what is remembered between sessions.
//!
//! One format a file. Nothing here knows a window; nothing outside `files` and `main` touches the file system.

mod backup;
mod disk;
mod export;
mod file_hash;
mod fresh_id;
mod header;
mod import;
mod journal;
mod load;
mod local_time;
mod problem;
mod progress;
mod quoted;
mod sample;
mod saving;
mod state;
mod v1;
mod write;
mod written_id;

pub use backup::{Backup, BackupCounts, Backups, MAX_BACKUPS};
pub use disk::{
    Disk, DiskFile, FileError, Kind, Looked, MAX_PROJECT_BYTES, OpenedFile, RealDisk, create, open,
    open_with_hash, save, save_on, write_file,
};
pub use export::{
    CLAIM_COLUMNS, EVIDENCE_COLUMNS, ExportError, ExportOptions, export_claims, export_evidence,
    write_claims, write_evidence,
};
pub use file_hash::FileHash;
pub use fresh_id::fresh_id;
pub use import::{
    ArticleFiles, DecodeError, ImportError, ImportResult, ImportedArticle, MAX_ARTICLE_BYTES,
    MAX_ARTICLE_FILES, article_files, import_all, import_bytes, import_file, import_text,
};
pub use journal::{
    AdoptedJournal, Damage, Job, JobDone, JobOutcome, Journal, JournalBase, JournalName,
    JournalOrder, JournalRecord, JournalSender, JournalStart, JournalStatus, JournalWriter,
    LeftWork, RecoverError, Recovered, SavedFile, Standing, discard, left_work, recover,
};
pub use load::from_ron;
pub use local_time::local_time;
pub use problem::{Fault, LoadError, LoadProblem, Record};
pub use progress::Progress;
pub use sample::sample;
pub use saving::{SaveDone, Saver};
pub use state::{
    MAX_RECENT, OpenColumn, Places, ReadingFamily, Settings, State, StateError, Theme, View,
};
pub use write::to_ron;

/// What the first field of a project file says.
pub const FORMAT: &str = "crosscheck project";

/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// Whether there is a file, or anything else, at `path`.
#[must_use]
pub fn exists(path: &std::path::Path) -> bool {
    path.exists()
}
