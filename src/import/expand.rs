use super::{ImportError, other_format};
use crate::storage::{FileError, MAX_ARTICLE_FILES};

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Folders inside folders inside the chosen one; deeper ones are not looked into.
const MAX_DEPTH: usize = 16;

/// What was found in the files and folders that were chosen.
#[derive(Debug, Default)]
pub struct ArticleFiles {
    /// Files to import, in the order of choice, those of a folder by name. No file twice.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read, and files in other formats, each with its sentence.
    pub refused: Vec<ImportError>,
    /// Whether there were more than [`MAX_ARTICLE_FILES`]; those after the limit are left out.
    pub cut_off: bool,
}

/// Expands folders, recursively, into the article files within.
///
/// In a folder, hidden files are passed over; a symlink to a folder is not followed. What was named itself is always
/// tried, so that its own import can say what is wrong with it.
#[must_use]
pub fn article_files(paths: &[PathBuf]) -> ArticleFiles {
    let mut search = Search::default();
    for path in paths {
        if path.is_dir() {
            search.look_into(path, 0);
        } else {
            search.take(path.clone());
        }
    }
    search.found
}

#[derive(Default)]
struct Search {
    found: ArticleFiles,
    seen: BTreeSet<PathBuf>,
}

impl Search {
    fn look_into(&mut self, folder: &Path, depth: usize) {
        match sorted_entries(folder) {
            Ok(entries) => {
                for entry in entries {
                    self.take_entry(&entry, depth);
                }
            }
            Err(source) => {
                let path = folder.to_owned();
                let source = FileError::Read { path, source };
                self.found.refused.push(ImportError::File { source });
            }
        }
    }

    fn take_entry(&mut self, entry: &fs::DirEntry, depth: usize) {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let path = entry.path();
        let kind = entry.file_type();
        if hidden || self.found.cut_off {
            return;
        }
        if kind.is_ok_and(|kind| kind.is_dir()) {
            if depth < MAX_DEPTH {
                self.look_into(&path, depth + 1);
            }
        } else if path.is_file() {
            self.take(path);
        }
    }

    fn take(&mut self, path: PathBuf) {
        if self.found.files.len() == MAX_ARTICLE_FILES {
            self.found.cut_off = true;
            return;
        }
        let same = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if !self.seen.insert(same) {
            return;
        }
        match other_format(&path) {
            Some(format) => self
                .found
                .refused
                .push(ImportError::Format { path, format }),
            None => self.found.files.push(path),
        }
    }
}

fn sorted_entries(folder: &Path) -> std::io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}
