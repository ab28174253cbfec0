use std::path::Path;

/// What is at a path that a person has typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtPath {
    /// A file, or anything else that is no folder.
    File,
    /// A folder.
    Folder,
    /// Nothing, in a folder that is there.
    Nothing,
    /// Nothing, and its folder is not there either.
    NoFolder,
}

impl AtPath {
    /// Looks at the disk. What may not be looked at counts as nothing; whoever reads or writes it is told why.
    #[must_use]
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
