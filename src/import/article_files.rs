//! Chooses which of the selected or dropped files to import.

use super::{
    ImportError, readable_format,
    recognition::{HEAD, may_be_unread},
};
use crate::storage::{AtPath, FoundFiles, MAX_ARTICLE_FILES, Progress, disk, is_original};

use std::path::{Path, PathBuf};

/// Suffixes that browsers append to the name of a page for the folder of its pictures and scripts, in several
/// languages.
const BESIDE_PAGES: [&str; 8] = [
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "_pliki",
    ".files",
];

/// The files to import from a selection of files and folders.
#[derive(Debug, Default)]
pub struct ArticleFiles {
    /// In the order given, sorted by name within a folder; no file twice.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read, and files in unsupported formats.
    pub refused: Vec<ImportError>,
    /// Whether there were more than [`MAX_ARTICLE_FILES`]; the rest is left out.
    pub cut_off: bool,
}

/// Expands folders recursively into the article files within; see [`disk::files_in`]. `None` if `progress` was
/// cancelled.
///
/// Refuses files in folders that are known not to be articles, after a look at their first bytes if the name says so.
pub fn article_files(paths: &[PathBuf], progress: &Progress) -> Option<ArticleFiles> {
    let mut refused = Vec::new();
    let mut is_readable = |path: &Path| match refusal(path) {
        _ if is_saved_beside_page(path, paths) => false,
        _ if is_original(path) && !paths.iter().any(|given| given == path) => false,
        None => true,
        Some(error) => {
            refused.push(error);
            false
        }
    };
    let FoundFiles {
        files,
        errors,
        cut_off,
    } = disk::files_in(paths, MAX_ARTICLE_FILES, &mut is_readable, progress)?;
    let unread = errors
        .into_iter()
        .map(|source| ImportError::File { source });
    refused.extend(unread);
    Some(ArticleFiles {
        files,
        refused,
        cut_off,
    })
}

/// Whether a browser saved the file in the folder beside a page. False for the `given` paths themselves.
fn is_saved_beside_page(path: &Path, given: &[PathBuf]) -> bool {
    let folders = path.ancestors().skip(1);
    let mut folders = folders.take_while(|folder| !given.iter().any(|given| given == folder));
    !given.iter().any(|given| given == path) && folders.any(belongs_to_page)
}

fn belongs_to_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut stems = BESIDE_PAGES.iter().filter_map(|end| name.strip_suffix(end));
    stems.any(|stem| {
        let mut endings = ["html", "htm", "xhtml"].iter();
        endings.any(|extension| {
            let page = folder.with_file_name(format!("{stem}.{extension}"));
            AtPath::look(&page) == AtPath::File
        })
    })
}

/// Why a file is not imported: its name is of an unsupported format, and its first bytes do not contradict that.
fn refusal(path: &Path) -> Option<ImportError> {
    if !may_be_unread(path) {
        return None;
    }
    let head = disk::read_head(path, HEAD).ok()?;
    readable_format(path, &head).err()
}
