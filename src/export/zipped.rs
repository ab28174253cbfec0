use std::io::{Cursor, Write as _};

use zip::{DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Files in a ZIP archive, in this order and without a time, so that the same files always give the same bytes.
pub(super) fn zipped(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let write = || -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        for (name, bytes) in files {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    };
    // Writing to memory does not fail. If it did, the archive would be empty, which every program rejects.
    write().unwrap_or_default()
}
