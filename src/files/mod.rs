//! Bytes to project and back: the project file, articles in, tables out, what is remembered between sessions.
//!
//! One format a file. Nothing here knows a window; nothing outside `files` and `main` touches the file system.

mod at_path;
mod backup;
mod copy_of;
mod damaged;
mod disk;
mod draft;
mod export;
mod file_hash;
mod forgetting;
mod fresh_id;
mod groups;
mod header;
mod hold;
mod holder;
mod import;
mod journal;
mod limits;
mod load;
mod local_time;
mod note;
mod on_disk;
mod parts;
mod places;
mod problem;
mod progress;
mod quoted;
mod reading;
mod remedy;
mod salvage;
mod sample;
mod saving;
mod spelled;
mod state;
mod svg;
mod syntax;
mod v1;
mod v3;
mod write;
mod written_id;
mod wrong_quote;

pub use at_path::AtPath;
pub use backup::{Backup, BackupCounts, Backups, Kept, MAX_BACKUPS};
pub use copy_of::{CopyKind, CopyOf};
pub use damaged::Damaged;
pub use disk::{
    Disk, DiskFile, FileError, Kind, Looked, OpenedFile, RealDisk, create, open, open_with_hash,
    save, save_on, write_file,
};
pub use export::{
    Audience, CLAIM_COLUMNS, CsvTable, EVIDENCE_COLUMNS, ExportError, ExportOptions,
    MAX_LISTED_HITS, OpenHits, ProtectedHit, RowId, Settled, Settlement, TableCell,
    check_protected, export_table, protected_hits, write_table,
};
pub use file_hash::FileHash;
pub use forgetting::{Forgotten, KeptHistory, forget_history, kept_history};
pub use fresh_id::fresh_id;
pub use groups::{Cause, GroupRemedy, Listed, ProblemGroup};
pub use hold::{Hold, Holding, hold};
pub use holder::Holder;
pub use import::{
    ArticleFiles, DecodeError, ImportError, ImportResult, ImportedArticle, article_files,
    import_all, import_bytes, import_file, import_text,
};
pub use journal::{
    AdoptedJournal, Damage, Job, JobDone, JobOutcome, Journal, JournalBase, JournalName,
    JournalOrder, JournalRecord, JournalSender, JournalStart, JournalStatus, JournalWriter,
    LeftWork, NotRead, RecoverError, Recovered, SavedFile, Standing, discard, left_work, recover,
};
pub use limits::{
    MAX_ALIASES, MAX_ARTICLE_BYTES, MAX_ARTICLE_FILES, MAX_ARTICLES, MAX_BASE_BYTES, MAX_CHAIN,
    MAX_CLAIMS, MAX_DERIVATIONS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_JOURNAL_BYTES,
    MAX_JOURNAL_EDITS, MAX_JOURNAL_NESTING, MAX_NESTING, MAX_NOTE, MAX_PROJECT_BYTES,
    MAX_RELATIONS, MAX_SEARCHES, MAX_SILENT, MAX_SPEAKERS, MAX_STATEMENT, MAX_TAGS, MAX_TITLE,
    MAX_VERDICTS, Measure, TooLong, check_edit, max_problems, shorten,
};
pub use load::from_ron;
pub use local_time::local_time;
pub use on_disk::{Replaces, Seen, Since, Watch, watch};
pub use problem::{Fault, LoadError, LoadProblem, Loose, ProblemKey, Record, RecordId, Tie};
pub use progress::Progress;
pub use remedy::{Remedies, Remedy};
pub use sample::sample;
pub use saving::{SaveDone, Saver};
pub use state::{
    KeepHistory, MAX_RECENT, OpenColumn, PanelSizes, Places, ReadingFamily, Settings, State,
    StateError, TableColumn, TableColumns, Theme, View, WindowPlaces,
};
pub use svg::{GraphPalette, Rgb, export_graph, write_graph};
pub use write::to_ron;
pub use wrong_quote::{InText, Lies, MisquotedArticle, WrongQuote};

/// What the first field of a project file says.
pub const FORMAT: &str = "crosscheck project";

/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 3;
