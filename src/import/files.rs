//! Reads files as articles, each by its format, and stores their bytes.

use super::{
    ArticleFiles, ImportError, ImportResult, ImportResults, ImportedAll, ImportedArticle,
    ImportedFile, IsolatedReader, NamedWork, Part, ReadError, ReadOptions, article_files,
    formats::{self, ImportFormat, Reader},
    keep, other_work,
    recognition::{self, format_of, may_be_unread},
    text,
};
use crate::{
    project::{ImportMethod, Original},
    storage::{MAX_ARTICLE_BYTES, OriginalKeeper, Progress, disk},
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Imports files, and all files in folders; `None` if `progress` was cancelled.
pub fn import_all(
    paths: &[PathBuf],
    isolated: &IsolatedReader,
    originals: &OriginalKeeper,
    progress: &Progress,
) -> Option<ImportedAll> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = article_files(paths, progress)?;
    progress.begin(files.len());
    let stored_before = originals.stored();
    let mut results = Vec::with_capacity(files.len());
    let mut works = Vec::new();
    for path in &files {
        if let Some(work) = other_work(path) {
            match work {
                Ok(work) => works.push(NamedWork {
                    name: file_name(path),
                    work,
                }),
                Err(error) => results.push(Err(error)),
            }
            progress.advance();
            continue;
        }
        match import_file(path, isolated, originals, progress) {
            Ok(files) => results.extend(files.into_iter().map(Ok)),
            Err(error) => results.push(Err(error)),
        }
        if progress.is_cancelled() {
            let read = results.iter().flatten();
            let read = read.map(|file: &ImportedFile| &file.original);
            originals.discard(read, &stored_before);
            return None;
        }
        progress.advance();
    }
    results.extend(refused.into_iter().map(Err));
    results.extend(cut_off.then_some(Err(ImportError::TooManyFiles)));
    Some(ImportedAll {
        articles: results,
        works,
    })
}

pub(super) fn file_name(path: &Path) -> String {
    let file = path.file_name().unwrap_or(path.as_os_str());
    file.to_string_lossy().into_owned()
}

/// Imports the articles of one file and stores its bytes. The format is determined by content first, then by name.
///
/// # Errors
/// [`ImportError`], which names the file and says what to do.
pub fn import_file(
    path: &Path,
    isolated: &IsolatedReader,
    originals: &OriginalKeeper,
    progress: &Progress,
) -> ImportResults {
    let file_error = |source| ImportError::File { source };
    // Check the format before the size: a long film is refused as a film.
    if may_be_unread(path) {
        let head = disk::read_head(path, recognition::HEAD).map_err(file_error)?;
        readable_format(path, &head)?;
    }
    let bytes = disk::read_file(path, MAX_ARTICLE_BYTES).map_err(file_error)?;
    let head = &bytes[..bytes.len().min(recognition::HEAD as usize)];
    let format = readable_format(path, head)?;
    let articles = match format.reader {
        Reader::Here(read) => here(read, &bytes, &isolated.options),
        Reader::Refused(why) => Err(why(&bytes)),
        Reader::Apart(_) | Reader::WithOptions(_) | Reader::Several(_) | Reader::None => {
            isolated.read(format.extension(), &bytes, progress)
        }
    };
    let articles = articles.map_err(|source| ImportError::Read {
        path: path.to_owned(),
        source,
    })?;
    Ok(files_of(
        articles,
        &file_name(path),
        format,
        bytes,
        originals,
    ))
}

/// The articles of a file, with its original.
fn files_of(
    mut articles: Vec<ImportedArticle>,
    file: &str,
    format: &'static ImportFormat,
    bytes: Vec<u8>,
    originals: &OriginalKeeper,
) -> Vec<ImportedFile> {
    let is_attachment = |it: &&ImportedArticle| matches!(it.part, Some(Part::Attachment { .. }));
    let count = articles.len() - articles.iter().filter(is_attachment).count();
    let Some(first) = articles.first_mut() else {
        return Vec::new();
    };
    let original = keep(
        first,
        originals,
        &bytes,
        format.extension(),
        file,
        format.method,
    );
    let is_here = matches!(format.reader, Reader::Here(_));
    let bytes: Arc<[u8]> = bytes.into();
    let files = articles.into_iter().map(|mut article| {
        let (name, of, original) = match &article.part {
            Some(Part::Attachment { name, format: of }) => {
                let from = format!("{file}: {name}");
                let original = Original {
                    from: from.clone(),
                    method: ImportMethod::MailAttachment,
                    ..original.clone()
                };
                (from, formats::of_name(of).name, original)
            }
            Some(Part::Page { .. }) | None if count > 1 => {
                let name = format!("{file}: {}", article.details.title);
                (name, format.name, original.clone())
            }
            Some(Part::Page { .. }) | None => {
                article.part = None;
                (file.to_owned(), format.name, original.clone())
            }
        };
        ImportedFile {
            name,
            format: of,
            bytes: (is_here && article.reading().is_some()).then(|| Arc::clone(&bytes)),
            table: (article.columns.is_some() && article.part.is_none())
                .then(|| Arc::clone(&bytes)),
            article,
            original,
        }
    });
    files.collect()
}

/// Reads a table of posts again, with the columns in the reader's options.
///
/// # Errors
/// As for [`import_file`].
pub fn read_table_again(
    file: ImportedFile,
    isolated: &IsolatedReader,
    progress: &Progress,
) -> ImportResult {
    let format = formats::of_name(file.format);
    let bytes = file.table.clone().unwrap_or_default();
    let read = match format.reader {
        Reader::Here(read) => text::decode_as(&bytes, file.article.encoding)
            .map_err(ReadError::from)
            .and_then(|reading| read(&reading, &isolated.options)),
        Reader::Apart(_)
        | Reader::WithOptions(_)
        | Reader::Several(_)
        | Reader::Refused(_)
        | Reader::None => isolated
            .read(format.extension(), &bytes, progress)
            .and_then(|articles| articles.into_iter().next().ok_or(ReadError::Empty)),
    };
    let read = read.map_err(|source| ImportError::Read {
        path: file.name.clone().into(),
        source,
    });
    read.map(|article| ImportedFile { article, ..file })
}

fn here(
    read: formats::ReadHere,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    Ok(vec![read(&text::decode(bytes)?, options)?])
}

pub(super) fn readable_format(
    path: &Path,
    head: &[u8],
) -> Result<&'static ImportFormat, ImportError> {
    let format = format_of(path, head);
    if matches!(format.reader, Reader::None) {
        return Err(ImportError::UnsupportedFormat {
            path: path.to_owned(),
            format: format.name,
            advice: format.advice,
        });
    }
    Ok(format)
}
