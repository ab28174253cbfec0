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
mod progress;
mod sample;
mod saving;
mod settings;
mod unsaved_copy;
mod written_path;

pub use backups::{Backup, BackupRetention, Backups, MAX_BACKUPS};
pub use disk::{
    AtPath, Disk, DiskFile, FileError, FileHash, FileKind, FileMetadata, FoundFiles, OpenedFile,
    RealDisk, Replaces, Seen, Since, Watch, check_output, check_own_file, create, is_same_output,
    open, open_with_hash, save, save_on, watch,
};
pub use fault::{catch_fault, is_fault_caught};
pub use forgetting::{Forgotten, KeptHistory, forget_history, kept_history};
pub use format::{
    Cause, Damaged, Fault, GroupRemedy, InText, Listed, LoadError, LoadProblem, ProblemGroup,
    ProblemKey, Record, Remedy, TwoVersions, WrongQuote, from_ron, to_ron,
};
pub use fresh_id::fresh_id;
pub use journal::{
    Damage, JobOutcome, Journal, JournalBase, JournalName, JournalOrder, JournalRecord,
    JournalSender, JournalStart, JournalStatus, JournalWriter, LeftWork, NotRead, RecoverError,
    Recovered, SavedFile, Standing, discard, find_left_work, left_work, recover,
};
pub use limits::{
    MAX_ALIASES, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, MAX_CHAIN, MAX_DERIVATIONS,
    MAX_JOURNAL_EDITS, MAX_NOTE, MAX_PROJECT_BYTES, MAX_SEARCHES, MAX_STATEMENT, MAX_TAGS,
    MAX_TITLE, check_edit, shorten,
};
pub use local_time::local_time;
pub use locks::{Hold, Holder, Holding, hold};
pub use progress::Progress;
pub use sample::sample;
pub use saving::{SaveDone, Saver};
pub use settings::{
    ExportOptions, KeepHistory, MAX_RECENT, OpenColumn, PanelSizes, Places, ReadingFamily,
    Separator, Settings, State, StateError, TableColumn, TableColumns, TableReader, Theme, View,
    WindowPlaces,
};
pub use unsaved_copy::{CopyKind, CopyOf};

/// Value of the first field of a project file.
pub const FORMAT: &str = "crosscheck project";

/// The version that is written, and the only one that can be read.
pub const VERSION: u32 = 1;
