//! Projects on the disk: the project file and its repair, saving, the journal of unsaved work, backups, locks and settings.
//!
//! Nothing here depends on a window.

mod backups;
pub(crate) mod disk;
mod fault;
mod forgetting;
mod format;
mod fresh_id;
mod journal;
mod limits;
mod local_time;
mod locks;
mod originals;
mod progress;
mod sample;
mod saving;
mod settings;
mod unsaved_copy;
mod written_path;

pub use backups::{Backup, BackupCounts, BackupRetention, Backups, MAX_BACKUPS};
pub use disk::{
    AtPath, Disk, DiskFile, FileChange, FileError, FileHash, FileKind, FileMetadata, FileVersion,
    FoundFiles, OpenedFile, RealDisk, Replaces, Watch, check_output, check_own_file, create,
    is_same_output, open, open_with_hash, save, save_on, watch,
};
pub use fault::{catch_fault, is_fault_caught};
pub use forgetting::{DeletedHistory, HistoryOf, KeptHistory, forget_history, kept_history};
pub use format::{
    Cause, Damaged, Fault, GroupRemedy, Listed, LoadError, LoadProblem, PassageInContext,
    ProblemGroup, ProblemKey, Record, Remedy, TwoVersions, WrongQuote, from_ron, to_ron,
};
pub use fresh_id::fresh_id;
pub use journal::{
    Damage, FileState, JobOutcome, Journal, JournalBase, JournalCommand, JournalName,
    JournalRecord, JournalSender, JournalStart, JournalStatus, JournalWriter, RecoverError,
    Recovered, SavedFile, StopReason, UnsavedWork, discard, find_unsaved_work, recover,
    unsaved_work,
};
pub use limits::{
    MAX_ALIASES, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, MAX_CHAIN, MAX_DERIVATIONS, MAX_DISMISSED,
    MAX_JOURNAL_EDITS, MAX_NAMES, MAX_NOTE, MAX_PROJECT_BYTES, MAX_SEARCHES, MAX_STATEMENT,
    MAX_TAGS, MAX_TITLE, check_edit, shorten, shorten_article, shorten_claim, shorten_edit,
};
pub use local_time::local_time;
pub use locks::{LockOwner, LockResult, ProjectLock, lock_project};
pub(crate) use originals::is_original;
pub use originals::{
    OriginalKeeper, OriginalState, bring_originals, damage_of_originals, drop_staged_originals,
    original_names, original_state, originals_folder, settle_originals, sweep_originals,
    wrong_originals,
};
pub use progress::Progress;
pub use sample::{is_sample, sample};
pub use saving::{SaveDone, Saver};
pub use settings::{
    ExportOptions, FindTab, ImportedTables, KeepHistory, MAX_RECENT, OpenColumn, PanelSizes,
    ProjectView, ReadingFamily, ReportOptions, Separator, Settings, StateDirectory, StateError,
    TableColumns, TableContent, TableReader, Theme, View, WindowLayout,
};
pub use unsaved_copy::{CopyKind, CopyOf};

/// Value of the first field of a project file.
pub const FORMAT: &str = "crosscheck project";

/// The version that is written, and the only one that can be read.
pub const VERSION: u32 = 1;
