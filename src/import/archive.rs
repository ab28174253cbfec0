//! The ZIP archives of document formats, unpacked in memory.

use super::ReadError;

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use zip::{ZipArchive, result::ZipError};

/// Maximum unpacked size of all files of an archive together, so that a small archive cannot fill the memory.
pub(super) const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// # Errors
    /// [`ReadError::Damaged`] if the archive is incomplete.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_cut_off| ReadError::Damaged)?;
        let left = MAX_UNPACKED;
        Ok(Self { zip, left })
    }

    /// The names of all files in the archive, in any order.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        names.map(Cow::into_owned)
    }

    /// Checks an archive before it is passed to a crate that unpacks it itself.
    ///
    /// # Errors
    /// [`ReadError::Bomb`] if the archive declares too large an unpacked size.
    pub fn check_unpacked_size(bytes: &[u8]) -> Result<(), ReadError> {
        let unpacked = ZipArchive::new(Cursor::new(bytes)).ok();
        let unpacked = unpacked.and_then(|zip| zip.decompressed_size());
        if unpacked.is_some_and(|size| size > u128::from(MAX_UNPACKED)) {
            return Err(ReadError::Bomb);
        }
        Ok(())
    }

    /// The bytes of a file in the archive; `None` if no file has that name.
    ///
    /// # Errors
    /// [`ReadError`] if it is damaged, has a password, or exceeds the limit together with the files read before.
    pub fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let left = self.left;
        let Some(file) = self.reader(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let mut file = file.take(left + 1);
        file.read_to_end(&mut bytes)
            .map_err(|_damaged| ReadError::Damaged)?;
        drop(file);
        let left = left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or(ReadError::Bomb)?;
        Ok(Some(bytes))
    }

    /// A reader that unpacks a file of the archive as it is read; `None` if no file has that name. It does not count
    /// against the limit.
    ///
    /// # Errors
    /// [`ReadError`] if it is damaged or has a password.
    pub fn reader(&mut self, name: &str) -> Result<Option<impl Read>, ReadError> {
        match self.zip.by_name(name) {
            Ok(file) => Ok(Some(file)),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                Err(ReadError::PasswordUnsupported)
            }
            Err(_damaged) => Err(ReadError::Damaged),
        }
    }
}
