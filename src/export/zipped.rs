use std::io::{Cursor, Write as _};

use zip::{DateTime, ZipWriter, write::SimpleFileOptions};

/// A ZIP archive without times, so that the same files always give the same bytes.
pub(super) struct Zipped {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    is_whole: bool,
}

impl Zipped {
    pub fn new() -> Self {
        let archive = ZipWriter::new(Cursor::new(Vec::new()));
        Self {
            archive,
            is_whole: true,
        }
    }

    /// Begins the next file.
    pub fn begin(&mut self, name: &str) {
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        self.is_whole &= self.archive.start_file(name, options).is_ok();
    }

    /// Adds to the last file that began.
    pub fn add(&mut self, bytes: &[u8]) {
        self.is_whole &= self.archive.write_all(bytes).is_ok();
    }

    /// The bytes. Writing to memory does not fail. If it did, they would be none, which every program rejects.
    pub fn finish(self) -> Vec<u8> {
        match self.archive.finish() {
            Ok(bytes) if self.is_whole => bytes.into_inner(),
            Ok(_) | Err(_) => Vec::new(),
        }
    }
}

/// Files in an archive, in this order.
pub(super) fn zipped(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = Zipped::new();
    for (name, bytes) in files {
        archive.begin(&name);
        archive.add(&bytes);
    }
    archive.finish()
}
