//! What Crosscheck remembers between sessions outside the project file: settings, recent files, and the open columns of
//! each project.
//!
//! Small RON files in the user's state directory. Missing and unreadable values fall back to their defaults, and
//! unknown fields are skipped, so that older and newer versions of Crosscheck can share the files.

mod export_options;
mod imported_tables;
mod lenient;
mod table_columns;
mod values;

use super::{
    disk::{Disk, FileError, RealDisk, in_words, read_on, save_on},
    format::syntax_words,
    originals::remove,
};
use crate::project::TextHash;
pub use export_options::{ExportOptions, Separator, TableReader};
pub use imported_tables::{ImportedTables, TableContent};
pub use table_columns::TableColumns;
pub use values::{
    FindTab, KeepHistory, OpenColumn, PanelSizes, ProjectView, ReadingFamily, ReportOptions,
    Settings, Theme, View, WindowLayout,
};

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use etcetera::{BaseStrategy, choose_base_strategy};

use serde::{Serialize, de::DeserializeOwned};

/// Overrides the state directory; used by the tests.
pub const STATE_DIR_VARIABLE: &str = "CROSSCHECK_STATE_DIR";

pub const MAX_RECENT: usize = 10;

/// Maximum size of a state file, in bytes.
const MAX_STATE_BYTES: u64 = 4 * 1024 * 1024;

/// Error of loading or storing state. Never a reason to quit.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The user has no home directory.
    #[error(
        "no home directory found, so Crosscheck cannot keep settings, a journal or backups. Save often: a crash loses unsaved changes"
    )]
    NoHome,
    /// The directory could not be created.
    #[error("{}: cannot create this folder: {source}", .path.display())]
    Folder { path: PathBuf, source: io::Error },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Some values could not be read.
    #[error("{}: unknown value for {}; using the default", .path.display(), .lost.join(", "))]
    Values {
        path: PathBuf,
        /// Names of the fields.
        lost: Vec<String>,
    },
    /// A file could not be parsed, so the defaults are used.
    #[error("{}: not valid ({parse_error}). Crosscheck {}and uses the defaults", .path.display(), what_was_renamed(.renamed))]
    Damaged {
        path: PathBuf,
        parse_error: String,
        /// New name of the file, or the error of renaming it.
        renamed: Result<PathBuf, io::Error>,
    },
    /// A path that is not valid text cannot be listed among the recent files.
    #[error("{}: not added to the recent files: the name is not valid UTF-8", .path.display())]
    NotText { path: PathBuf },
    /// The value could not be serialized as RON.
    #[error("{}: cannot be written: {source}", .path.display())]
    Encode { path: PathBuf, source: ron::Error },
}

/// The user's state directory.
#[derive(Clone, Debug)]
pub struct StateDirectory {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl StateDirectory {
    /// The directory of the current user: `CROSSCHECK_STATE_DIR`, or `crosscheck` in the platform's state directory
    /// (`$XDG_STATE_HOME`), or else in its data directory. Creates nothing yet.
    pub fn of_user() -> Result<Self, StateError> {
        if let Some(folder) = env::var_os(STATE_DIR_VARIABLE).filter(|folder| !folder.is_empty()) {
            return Ok(Self::at(PathBuf::from(folder)));
        }
        let strategy = choose_base_strategy().map_err(|_no_home| StateError::NoHome)?;
        let base = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        Ok(Self::at(base.join("crosscheck")))
    }

    /// The state directory at `folder`.
    pub fn at(folder: PathBuf) -> Self {
        Self::on(Arc::new(RealDisk), folder)
    }

    /// The state directory at `folder` on the given disk. Projects are saved on that disk too.
    pub fn on(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { folder, disk }
    }

    /// The disk of the directory.
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Folder of the journals.
    pub fn journals(&self) -> PathBuf {
        self.folder.join("journals")
    }

    /// Folder for locks that cannot be beside their project file.
    pub fn locks(&self) -> PathBuf {
        self.folder.join("locks")
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Loads the settings, or the defaults if there are none yet. The error, if any, names the values that fell back to
    /// their defaults.
    pub fn settings(&self) -> (Settings, Option<StateError>) {
        let path = self.settings_path();
        match self.read_leniently(&path) {
            Ok((settings, lost)) if lost.is_empty() => (settings, None),
            Ok((settings, lost)) => (settings, Some(StateError::Values { path, lost })),
            Err(error) => (Settings::default(), Some(error)),
        }
    }

    /// Stores the settings.
    pub fn set_settings(&self, settings: &Settings) -> Result<(), StateError> {
        self.write(&self.settings_path(), settings)
    }

    /// Loads the window state.
    ///
    /// # Errors
    /// [`StateError`]; use the default then, and show the message.
    pub fn window(&self) -> Result<WindowLayout, StateError> {
        self.read(&self.window_path())
    }

    /// Stores the window state.
    pub fn set_window(&self, window: &WindowLayout) -> Result<(), StateError> {
        self.write(&self.window_path(), window)
    }

    /// Recent project files, latest first. They may no longer exist.
    pub fn recent(&self) -> Result<Vec<PathBuf>, StateError> {
        self.read(&self.recent_path())
    }

    /// Moves `path` to the front of the recent files and returns the whole list.
    pub fn add_recent(&self, path: &Path) -> Result<Vec<PathBuf>, StateError> {
        let path = absolute(path);
        if path.to_str().is_none() {
            return Err(StateError::NotText { path });
        }
        let mut recent = self.recent().unwrap_or_default();
        recent.retain(|other| *other != path);
        recent.insert(0, path);
        recent.truncate(MAX_RECENT);
        self.write(&self.recent_path(), &recent)?;
        Ok(recent)
    }

    /// Loads the view of the project at `path`.
    pub fn project_view(&self, path: &Path) -> Result<ProjectView, StateError> {
        self.read(&self.view_path(path))
    }

    /// Stores the view of the project at `path`.
    pub fn set_project_view(
        &self,
        path: &Path,
        project_view: &ProjectView,
    ) -> Result<(), StateError> {
        self.write(&self.view_path(path), project_view)
    }

    /// Deletes the stored view of the project at `path` and its entry in the recent files. Returns the remaining recent
    /// files.
    pub fn forget(&self, path: &Path) -> Result<Vec<PathBuf>, StateError> {
        remove(&*self.disk, self.view_path(path))?;
        let mut recent = self.recent()?;
        let own = absolute(path);
        recent.retain(|other| *other != own);
        self.write(&self.recent_path(), &recent)?;
        Ok(recent)
    }

    fn settings_path(&self) -> PathBuf {
        self.folder.join("settings.ron")
    }

    fn window_path(&self) -> PathBuf {
        self.folder.join("window.ron")
    }

    fn recent_path(&self) -> PathBuf {
        self.folder.join("recent.ron")
    }

    /// Named by a hash of the project's path, which may contain characters that a file name cannot.
    fn view_path(&self, project: &Path) -> PathBuf {
        let path = absolute(project);
        let hash = TextHash::of(&path.to_string_lossy()).to_string();
        self.folder
            .join("views")
            .join(format!("{}.ron", &hash[..16]))
    }

    fn write<T: Serialize>(&self, path: &Path, value: &T) -> Result<(), StateError> {
        let folder = path.parent().unwrap_or(&self.folder);
        self.disk
            .make_folder(folder)
            .map_err(|source| StateError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        let pretty = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(value, pretty).map_err(|source| {
            let path = path.to_owned();
            StateError::Encode { path, source }
        })?;
        Ok(save_on(&*self.disk, path, text.as_bytes())?)
    }

    fn read<T: DeserializeOwned + Default>(&self, path: &Path) -> Result<T, StateError> {
        self.read_leniently(path).map(|(value, _lost)| value)
    }

    /// Parses the file, or returns the default if it does not exist. Also returns the names of fields whose value could not
    /// be read.
    fn read_leniently<T: DeserializeOwned + Default>(
        &self,
        path: &Path,
    ) -> Result<(T, Vec<String>), StateError> {
        let bytes = match read_on(&*self.disk, path, MAX_STATE_BYTES) {
            Err(FileError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(Default::default());
            }
            other => other?,
        };
        let text = String::from_utf8_lossy(&bytes);
        lenient::read(&text).map_err(|error| self.set_aside(path, syntax_words(&error)))
    }

    /// Renames the damaged file, so that the user can inspect it and the next start ignores it.
    fn set_aside(&self, path: &Path, parse_error: String) -> StateError {
        let aside = path.with_extension("damaged.ron");
        StateError::Damaged {
            path: path.to_owned(),
            parse_error,
            renamed: self.disk.rename(path, &aside).map(|()| aside),
        }
    }
}

fn what_was_renamed(renamed: &Result<PathBuf, io::Error>) -> String {
    match renamed {
        Ok(aside) => format!("renamed it to {} ", aside.display()),
        Err(error) => format!("could not rename it ({}) ", in_words(error)),
    }
}

fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
