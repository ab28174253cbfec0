use std::path::Path;

/// Kind of entry at a path the user typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtPath {
    /// A file, or anything else that is not a folder.
    File,
    Folder,
    /// No entry, in an existing folder.
    Nothing,
    /// Neither the entry nor its folder exists.
    NoFolder,
}

impl AtPath {
    /// Checks the disk. Inaccessible entries count as missing; the later read or write reports the reason.
    pub fn look(path: &Path) -> Self {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        if path.is_dir() {
            Self::Folder
        } else if path.exists() {
            Self::File
        } else if folder.is_none_or(Path::is_dir) {
            Self::Nothing
        } else {
            Self::NoFolder
        }
    }
}
