//! Word documents: the text with all tracked changes accepted, then its notes. Headers, footers and tables of contents
//! become page clutter.

mod body;
mod numbering;
mod open_paragraph;
mod styles;

use super::{
    ImportedArticle, ReadError,
    archive::Archive,
    article_builder::ArticleBuilder,
    comments::Marks,
    document::{self, Comment, Line, NoteKind, Notes, Tracked},
    one_line, xml,
};
use crate::project::ArticleDetails;
use body::{NoteNumbers, Shared};
use numbering::Numbering;
use styles::Styles;
use xml::Step;

use std::collections::{HashMap, HashSet};

/// Reads a document of Word or of another program that saves DOCX.
///
/// # Errors
/// [`ReadError`] if it is damaged or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = of_kind(&relations(&mut archive, "")?, "officeDocument")
        .next()
        .map_or_else(|| "word/document.xml".to_owned(), str::to_owned);
    let text = archive.file(&main)?.ok_or(ReadError::Damaged)?;
    let parts = relations(&mut archive, &main)?;
    let mut part = |kind| match of_kind(&parts, kind).next() {
        Some(name) => archive.file(name),
        None => Ok(None),
    };
    let styles = part("styles")?.map(|it| Styles::read(&it)).transpose()?;
    let numbering = part("numbering")?.map(|it| Numbering::read(&it));
    let footnotes = part("footnotes")?;
    let endnotes = part("endnotes")?;
    let comments = part("comments")?;
    let mut document = Document {
        styles: styles.unwrap_or_default(),
        numbering: numbering.transpose()?.unwrap_or_default(),
        notes: NoteNumbers::default(),
        marks: Marks::default(),
        tracked: Tracked::default(),
    };
    let mut article = ArticleBuilder::default();
    let mut seen = HashSet::new();
    for name in of_kind(&parts, "header") {
        let header = archive.file(name)?.unwrap_or_default();
        document::add_margin(&mut article, &document.lines(&header)?, &mut seen);
    }
    // Added as they are read: all lines of a long document would take several times its size.
    let mut title = None;
    document.read(&text, &mut |_, line| {
        if title.is_none() && line.is_title {
            title = Some(line.clean());
        }
        document::add(&mut article, &[line]);
    })?;
    drop(text);
    article.details = details(&mut archive, title)?;
    for name in of_kind(&parts, "diagramData") {
        let diagram = archive.file(name)?.unwrap_or_default();
        article.locator("diagram");
        document::add(&mut article, &document.lines(&diagram)?);
        article.locator("");
    }
    document.notes(footnotes, endnotes)?.add_to(&mut article);
    for name in of_kind(&parts, "footer") {
        let footer = archive.file(name)?.unwrap_or_default();
        document::add_margin(&mut article, &document.lines(&footer)?, &mut seen);
    }
    if let Some(comments) = comments {
        document::add_comments(&mut article, &document.comments(&comments)?);
    }
    article.warnings.extend(document.tracked.warnings());
    article.finish()
}

/// A document while its parts are read.
struct Document {
    styles: Styles,
    numbering: Numbering,
    notes: NoteNumbers,
    marks: Marks,
    tracked: Tracked,
}

impl Document {
    fn read(&mut self, bytes: &[u8], add: &mut dyn FnMut(&str, Line)) -> Result<(), ReadError> {
        let shared = Shared {
            styles: &self.styles,
            numbering: &mut self.numbering,
            notes: &mut self.notes,
            marks: &mut self.marks,
            tracked: &mut self.tracked,
        };
        body::read(bytes, shared, add)
    }

    fn lines(&mut self, bytes: &[u8]) -> Result<Vec<Line>, ReadError> {
        let mut lines = Vec::new();
        self.read(bytes, &mut |_, line| lines.push(line))?;
        Ok(lines)
    }

    /// The paragraphs of each note.
    fn by_note(&mut self, bytes: &[u8]) -> Result<HashMap<String, Vec<Line>>, ReadError> {
        let mut notes: HashMap<String, Vec<Line>> = HashMap::new();
        self.read(bytes, &mut |note, line| match notes.get_mut(note) {
            Some(lines) => lines.push(line),
            None => drop(notes.insert(note.to_owned(), vec![line])),
        })?;
        Ok(notes)
    }

    /// The notes in the order of their numbers in the text.
    fn notes(
        &mut self,
        footnotes: Option<Vec<u8>>,
        endnotes: Option<Vec<u8>>,
    ) -> Result<Notes, ReadError> {
        let mut read =
            |part: Option<Vec<u8>>| part.map_or_else(|| Ok(HashMap::new()), |it| self.by_note(&it));
        let mut footnotes = read(footnotes)?;
        let mut endnotes = read(endnotes)?;
        let mut notes = Notes::default();
        for (kind, id) in &self.notes.notes {
            let lines = match kind {
                NoteKind::Footnote => footnotes.remove(id),
                NoteKind::Endnote => endnotes.remove(id),
            };
            let at = notes.begin(*kind);
            for line in lines.unwrap_or_default() {
                notes.add(at, line);
            }
        }
        Ok(notes)
    }

    fn comments(&mut self, bytes: &[u8]) -> Result<Vec<Comment>, ReadError> {
        let mut texts = self.by_note(bytes)?;
        let mut comments = Vec::new();
        xml::read(bytes, |_, step| {
            let Step::Start(element) = step else { return };
            if element.name != "comment" {
                return;
            }
            let attribute = |name| element.attribute(name).unwrap_or_default();
            let id = attribute("id");
            let lines = texts.remove(&id).unwrap_or_default();
            let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
            comments.push(Comment {
                author: attribute("author"),
                date: attribute("date"),
                mark: self.marks.number(&id),
                text: lines.join(" "),
            });
        })?;
        Ok(comments)
    }
}

/// The details in the document's properties. A paragraph in the title style is more reliable than the properties, which
/// are often those of a template.
fn details(archive: &mut Archive<'_>, title: Option<String>) -> Result<ArticleDetails, ReadError> {
    let mut details = ArticleDetails::default();
    if let Some(properties) = archive.file("docProps/core.xml")? {
        xml::read(&properties, |path, step| {
            let Step::Text(text) = step else { return };
            for (name, field) in [
                ("title", &mut details.title),
                ("creator", &mut details.byline),
                ("language", &mut details.language),
            ] {
                if path.ends_with(&[name]) {
                    field.push_str(text);
                }
            }
        })?;
    }
    if let Some(title) = title {
        details.title = title;
    }
    details.title = one_line(&details.title);
    Ok(details)
}

/// The parts that a part refers to: the last word of the relation's type, and the path in the archive. An empty name
/// stands for the archive itself.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Vec<(String, String)>, ReadError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut found = Vec::new();
    let prefix = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let Some(bytes) = archive.file(&format!("{prefix}_rels/{name}.rels"))? else {
        return Ok(found);
    };
    xml::read(&bytes, |_, step| {
        let Step::Start(element) = step else { return };
        let attribute = |name| element.attribute(name).unwrap_or_default();
        if element.name != "Relationship" || attribute("TargetMode") == "External" {
            return;
        }
        let target = attribute("Target");
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{prefix}{target}"),
        };
        let kind = attribute("Type");
        let kind = kind.rsplit('/').next().unwrap_or_default();
        found.push((kind.to_owned(), path));
    })?;
    Ok(found)
}

fn of_kind<'a>(relations: &'a [(String, String)], kind: &str) -> impl Iterator<Item = &'a str> {
    let is_kind = move |(of, _): &&(String, String)| of == kind;
    relations
        .iter()
        .filter(is_kind)
        .map(|(_, path)| path.as_str())
}

/// Whether a switch is on: it is if present, unless its value says otherwise.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// Whether an outline level is that of a heading; 9 is running text.
fn is_outline(level: Option<&str>) -> bool {
    level.is_some_and(|level| level != "9")
}
