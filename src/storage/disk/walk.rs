use super::FileError;
use crate::{storage::Progress, text::WordOrder};

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Folders nested deeper than this are skipped.
const MAX_DEPTH: usize = 16;

/// Files found in a selection of files and folders.
#[derive(Debug, Default)]
pub struct FoundFiles {
    /// In the order given, sorted by name within a folder; no file twice.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read.
    pub errors: Vec<FileError>,
    /// Whether there were more files than the limit.
    pub cut_off: bool,
}

/// Expands folders recursively into at most `limit` files that `wanted` accepts; `None` if `progress` was cancelled.
///
/// Skips hidden files and symlinks to folders inside a folder. A path passed in directly always counts as a file unless
/// it is a folder, so that opening it can report the error.
pub fn files_in(
    paths: &[PathBuf],
    limit: usize,
    wanted: &mut dyn FnMut(&Path) -> bool,
    progress: &Progress,
) -> Option<FoundFiles> {
    let mut walk = FolderWalk {
        found: FoundFiles::default(),
        seen: BTreeSet::new(),
        limit,
        wanted,
        progress,
    };
    for path in paths {
        if path.is_dir() {
            walk.folder(path, 0);
        } else {
            walk.file(path.clone());
        }
    }
    (!progress.is_cancelled()).then_some(walk.found)
}

struct FolderWalk<'a> {
    found: FoundFiles,
    /// Canonical paths.
    seen: BTreeSet<PathBuf>,
    limit: usize,
    wanted: &'a mut dyn FnMut(&Path) -> bool,
    progress: &'a Progress,
}

impl FolderWalk<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        match self.sorted_entries(folder) {
            Ok(entries) => {
                for entry in entries {
                    self.entry(&entry, depth);
                }
            }
            Err(error) => self.found.errors.push(FileError::read(folder)(error)),
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, depth: usize) {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || self.found.cut_off || self.progress.is_cancelled() {
            return;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < MAX_DEPTH {
                self.folder(&path, depth + 1);
            }
        } else if path.is_file() {
            self.file(path);
        }
    }

    fn file(&mut self, path: PathBuf) {
        if self.found.files.len() == self.limit {
            self.found.cut_off = true;
            return;
        }
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(canonical) && (self.wanted)(&path) {
            self.found.files.push(path);
            self.progress.advance();
        }
    }

    fn sorted_entries(&self, folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
        // A folder may have more entries than anyone will wait for.
        let entries = fs::read_dir(folder)?.take_while(|_| !self.progress.is_cancelled());
        let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
        entries
            .sort_by_cached_key(|entry| WordOrder::Files.key(&entry.file_name().to_string_lossy()));
        Ok(entries)
    }
}
