//! What is remembered between sessions, outside of any project: settings, recent files, and each project's open columns.
//!
//! Small RON files in the user's state directory. Fields that are missing have their defaults and unknown ones are
//! passed over, so that older and newer versions of the program get on with the same files.

mod remembered;
mod table_columns;

use super::{
    backups::remove_all,
    disk::{Disk, FileError, RealDisk, read_on, save_on},
};
use crate::project::TextHash;
pub use remembered::{
    ExportOptions, KeepHistory, OpenColumn, PanelSizes, Places, ReadingFamily, Settings, Theme,
    View, WindowPlaces,
};
pub use table_columns::{TableColumn, TableColumns};

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use etcetera::{BaseStrategy, choose_base_strategy};

use serde::{Serialize, de::DeserializeOwned};

/// Overrides the state directory; the tests use it.
pub const STATE_DIR_VARIABLE: &str = "CROSSCHECK_STATE_DIR";

/// How many recent files are remembered.
pub const MAX_RECENT: usize = 10;

/// Longest state file that is read.
const MAX_STATE_BYTES: u64 = 4 * 1024 * 1024;

/// Why something could not be remembered or recalled. Never a reason to stop.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// There is no home directory.
    #[error(
        "this user has no home directory: settings are not kept, and there is neither a journal nor a backup. Save often, since what is not saved is lost if Crosscheck ends badly"
    )]
    NoHome,
    /// The directory could not be made.
    #[error("settings are not kept: {}: {source}", .path.display())]
    Folder {
        /// The state directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file made no sense; it was renamed, and the defaults serve.
    #[error("{}: {words}. It was set aside as {}, and the defaults are used", .path.display(), .aside.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong in it.
        words: String,
        /// What it is called now.
        aside: PathBuf,
    },
    /// A path that is no text is not listed among the recent files.
    #[error("{}: is not listed among the recent files, since its name is not UTF-8 text. It opens and saves all the same", .path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
    },
    /// What was to be written has no RON.
    #[error("{}: cannot be written: {source}", .path.display())]
    Encode {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: ron::Error,
    },
}

/// The user's state directory.
#[derive(Clone, Debug)]
pub struct State {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl State {
    /// The directory of the user who runs the program: `CROSSCHECK_STATE_DIR`, or `crosscheck` in the platform's state
    /// directory (`$XDG_STATE_HOME`), or in its data directory where it has none. Makes nothing yet.
    ///
    /// # Errors
    /// [`StateError::NoHome`].
    pub fn of_user() -> Result<Self, StateError> {
        if let Some(folder) = env::var_os(STATE_DIR_VARIABLE).filter(|folder| !folder.is_empty()) {
            return Ok(Self::at(PathBuf::from(folder)));
        }
        let strategy = choose_base_strategy().map_err(|_no_home| StateError::NoHome)?;
        let base = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        Ok(Self::at(base.join("crosscheck")))
    }

    /// The directory at `folder`.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self::on(Arc::new(RealDisk), folder)
    }

    /// The directory at `folder` of a disk. Projects are saved on that disk too.
    #[must_use]
    pub fn on(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { folder, disk }
    }

    /// The disk that it lies on.
    #[must_use]
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// The folder of journals.
    #[must_use]
    pub fn journals(&self) -> PathBuf {
        self.folder.join("journals")
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The settings, or the defaults where there are none yet.
    ///
    /// # Errors
    /// [`StateError`]; use the defaults then, and show the sentence.
    pub fn settings(&self) -> Result<Settings, StateError> {
        self.read(&self.settings_path())
    }

    /// Remembers the settings.
    ///
    /// # Errors
    /// [`StateError`], where the disk refuses.
    pub fn set_settings(&self, settings: &Settings) -> Result<(), StateError> {
        self.write(&self.settings_path(), settings)
    }

    /// How the window was left.
    ///
    /// # Errors
    /// As for [`settings`](Self::settings).
    pub fn window(&self) -> Result<WindowPlaces, StateError> {
        self.read(&self.window_path())
    }

    /// Remembers how the window is left.
    ///
    /// # Errors
    /// [`StateError`], where the disk refuses.
    pub fn set_window(&self, window: &WindowPlaces) -> Result<(), StateError> {
        self.write(&self.window_path(), window)
    }

    /// Project files, the latest first. They may be gone.
    ///
    /// # Errors
    /// As for [`settings`](Self::settings).
    pub fn recent(&self) -> Result<Vec<PathBuf>, StateError> {
        self.read(&self.recent_path())
    }

    /// Puts `path` first among the recent files and returns them all.
    ///
    /// # Errors
    /// [`StateError`], where the disk refuses.
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

    /// Where the window was when it last had the project at `path`.
    ///
    /// # Errors
    /// As for [`settings`](Self::settings).
    pub fn places(&self, path: &Path) -> Result<Places, StateError> {
        self.read(&self.places_path(path))
    }

    /// Remembers where the window is in the project at `path`.
    ///
    /// # Errors
    /// [`StateError`], where the disk refuses.
    pub fn set_places(&self, path: &Path, places: &Places) -> Result<(), StateError> {
        self.write(&self.places_path(path), places)
    }

    /// Forgets where the window was in the project at `path`, and that it was open at all. Returns the recent files that are
    /// left.
    ///
    /// # Errors
    /// [`StateError`], where the disk refuses.
    pub fn forget(&self, path: &Path) -> Result<Vec<PathBuf>, StateError> {
        remove_all(&*self.disk, vec![self.places_path(path)])?;
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

    /// Named by a hash of the project's path, which may hold what no file name may.
    fn places_path(&self, project: &Path) -> PathBuf {
        let path = absolute(project);
        let hash = TextHash::of(&path.to_string_lossy()).to_string();
        self.folder
            .join("places")
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

    /// What the file holds, or the default where there is none.
    fn read<T: DeserializeOwned + Default>(&self, path: &Path) -> Result<T, StateError> {
        let bytes = match read_on(&*self.disk, path, MAX_STATE_BYTES) {
            Err(FileError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(T::default());
            }
            other => other?,
        };
        ron::de::from_bytes(&bytes).map_err(|error| self.set_aside(path, error.to_string()))
    }

    /// Keeps the damaged file for whoever wants to look, and out of the way of the next start.
    fn set_aside(&self, path: &Path, words: String) -> StateError {
        let aside = path.with_extension("damaged.ron");
        let path = path.to_owned();
        match self.disk.rename(&path, &aside) {
            Ok(()) => StateError::Damaged { path, words, aside },
            Err(source) => StateError::File(FileError::Write { path, source }),
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_not_there| std::path::absolute(path))
        .unwrap_or_else(|_no_current_folder| path.to_owned())
}
