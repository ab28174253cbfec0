//! `OpenDocument` texts, as `LibreOffice` saves them: the text with all tracked changes accepted, then its notes and
//! comments. Headers, footers and tables of contents become page clutter.

mod body;
mod lists;
mod styles;

use super::{
    ImportedArticle, ReadError,
    archive::Archive,
    article_builder::ArticleBuilder,
    document::{self, Line},
    one_line, xml,
};
use crate::project::ArticleDetails;
use body::Body;
use styles::{StyleKind, Styles};
use xml::Step;

use std::collections::HashSet;

/// Reads a text of `LibreOffice` or of another program that saves ODT.
///
/// # Errors
/// [`ReadError`] if it is damaged, has a password, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if let Some(manifest) = archive.file("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(ReadError::PasswordUnsupported);
    }
    let content = archive.file("content.xml")?.ok_or(ReadError::Damaged)?;
    let mut styles = Styles::default();
    let mut margins = Vec::new();
    if let Some(part) = archive.file("styles.xml")? {
        styles.read(&part, StyleKind::Common)?;
        let mut of_margins = styles.clone();
        of_margins.read(&part, StyleKind::Automatic)?;
        let read = |part_of| Body::read(&part, &of_margins, part_of);
        margins = vec![read(Part::Header)?.lines, read(Part::Footer)?.lines];
    }
    styles.read(&content, StyleKind::Automatic)?;
    let body = Body::read(&content, &styles, Part::Text)?;
    let mut article = ArticleBuilder::default();
    article.details = details(&mut archive, &body.lines)?;
    let mut seen = HashSet::new();
    let (headers, footers) = margins.split_at(margins.len() / 2);
    for lines in headers {
        document::add_margin(&mut article, lines, &mut seen);
    }
    document::add(&mut article, &body.lines);
    body.notes.add_to(&mut article);
    for lines in footers {
        document::add_margin(&mut article, lines, &mut seen);
    }
    document::add_comments(&mut article, &body.comments);
    article.warnings.extend(body.tracked.warnings());
    article.finish()
}

/// The details in the document's properties; a paragraph in the title style is more reliable.
fn details(archive: &mut Archive<'_>, lines: &[Line]) -> Result<ArticleDetails, ReadError> {
    let mut details = ArticleDetails::default();
    if let Some(meta) = archive.file("meta.xml")? {
        xml::read(&meta, |path, step| {
            let Step::Text(text) = step else { return };
            match path.last() {
                "title" => details.title.push_str(text),
                "initial-creator" => details.byline.push_str(text),
                "language" => details.language.push_str(text),
                _ => {}
            }
        })?;
    }
    if let Some(title) = lines.iter().find(|line| line.is_title) {
        details.title = title.clean();
    }
    details.title = one_line(&details.title);
    Ok(details)
}

/// Part of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Header,
    Footer,
}

impl Part {
    /// The element that contains it.
    fn element(self) -> &'static str {
        match self {
            Self::Text => "body",
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }
}
