//! Lossless serde format of a path, since not every path is valid text.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Serialized form of a path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum WrittenPath {
    Text(String),
    /// Bytes of a Unix path that is not UTF-8.
    Bytes(Vec<u8>),
}

impl WrittenPath {
    pub(crate) fn new(path: &Path) -> Self {
        // Made absolute, since the reader may run in another folder.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            Self::Bytes(bytes) => path_of_bytes(bytes),
        }
    }
}

pub(crate) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    WrittenPath::new(path).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    WrittenPath::deserialize(deserializer).map(|written| written.path())
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A name that no file has, so that the work is recovered as an unsaved copy.
#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
