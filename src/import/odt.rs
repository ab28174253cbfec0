//! `OpenDocument` texts, as `LibreOffice` saves them: the text with all tracked changes accepted, then its notes and comments; headers,
//! footers and tables of contents come in as page clutter.

use super::{
    ImportedArticle, ReadError,
    archive::Archive,
    article_builder::ArticleBuilder,
    document::{self, Comment, Line, NoteKind, Quotes, Tracked, numeral},
    one_line,
    xml::{self, Element, Path, Step},
};
use crate::project::{ArticleDetails, ParagraphKind};

use std::{
    collections::{HashMap, HashSet},
    mem,
};

/// Most spaces that one element stands for.
const MOST_SPACES: usize = 100;

/// Elements whose content is not read: text that was deleted, formulas, macros, what screen readers say of a picture, and the number of
/// a note, which is counted here.
const LEFT_OUT: [&str; 8] = [
    "tracked-changes",
    "object",
    "scripts",
    "forms",
    "title",
    "desc",
    "note-citation",
    "binary-data",
];

/// Reads a text of `LibreOffice`, or of another program that saves them.
///
/// # Errors
/// [`ReadError`] if it is damaged, has a password, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if let Some(manifest) = archive.file("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(ReadError::Password);
    }
    let content = archive.file("content.xml")?.ok_or(ReadError::Damaged)?;
    let mut styles = Styles::default();
    let mut margins = Vec::new();
    if let Some(part) = archive.file("styles.xml")? {
        styles.read(&part)?;
        let (header, footer) = (Body::read(&part, &styles, Part::Header)?, Part::Footer);
        margins = vec![header.lines, Body::read(&part, &styles, footer)?.lines];
    }
    styles.read(&content)?;
    let body = Body::read(&content, &styles, Part::Text)?;
    let mut article = ArticleBuilder::default();
    article.details = details(&mut archive, &body.lines)?;
    let mut seen = HashSet::new();
    let (headers, footers) = margins.split_at(margins.len() / 2);
    for lines in headers {
        document::add_margin(&mut article, lines, &mut seen);
    }
    document::add(&mut article, &body.lines);
    document::add_notes(&mut article, &body.notes);
    for lines in footers {
        document::add_margin(&mut article, lines, &mut seen);
    }
    document::add_comments(&mut article, &body.comments);
    article.warnings.extend(body.tracked.warnings());
    article.finish()
}

/// The details that the document says of itself; a paragraph in the style of a title says better.
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
        details.title.clone_from(&title.text);
    }
    details.title = one_line(&details.title);
    Ok(details)
}

/// The styles of paragraphs, words and lists, by name.
#[derive(Default)]
struct Styles {
    parents: HashMap<String, String>,
    hidden: HashSet<String>,
    /// For each level, the format of its number and what stands behind it; no format is a bullet.
    lists: HashMap<String, Vec<Option<(&'static str, String)>>>,
}

impl Styles {
    fn read(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let (mut style, mut list) = (String::new(), String::new());
        xml::read(bytes, |_, step| {
            let Step::Start(element) = step else { return };
            let attribute = |name| element.attribute(name).unwrap_or_default();
            match element.name {
                "style" => {
                    style = attribute("name");
                    let parent = element.attribute("parent-style-name");
                    self.parents
                        .extend(parent.map(|parent| (style.clone(), parent)));
                }
                "text-properties" if attribute("display") == "none" => {
                    self.hidden.insert(style.clone());
                }
                "list-style" => list = attribute("name"),
                "list-level-style-number" => {
                    let format = format_of(&attribute("num-format"));
                    let level = Some((format, attribute("num-suffix")));
                    self.lists.entry(list.clone()).or_default().push(level);
                }
                "list-level-style-bullet" | "list-level-style-image" => {
                    self.lists.entry(list.clone()).or_default().push(None);
                }
                _ => {}
            }
        })
    }

    /// Whether a style is, or is based on, the one of that name.
    fn is(&self, style: &str, name: &str) -> bool {
        style == name || self.parents.get(style).is_some_and(|parent| parent == name)
    }
}

fn format_of(written: &str) -> &'static str {
    match written {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "" => "none",
        _ => "decimal",
    }
}

/// Part of a file that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Header,
    Footer,
}

impl Part {
    fn element(self) -> &'static str {
        match self {
            Self::Text => "body",
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }
}

/// An open list.
struct List {
    style: String,
    count: u32,
    /// The item has no paragraph yet.
    is_begun: bool,
}

/// Text that stands apart from the paragraph in which it is written.
enum Apart {
    Note(NoteKind, Vec<Line>),
    Comment(Comment),
}

struct Body<'s> {
    styles: &'s Styles,
    part: Part,
    /// Number of open elements of the part that is read.
    inside: usize,
    left_out: usize,
    /// Paragraphs that have not ended: a note or a frame is within one.
    open: Vec<Line>,
    /// Whether each open span is hidden.
    spans: Vec<bool>,
    lists: Vec<List>,
    rows: Vec<Vec<Vec<Line>>>,
    apart: Vec<Apart>,
    /// Number of open tables of contents.
    contents: usize,
    quotes: Quotes,
    lines: Vec<Line>,
    notes: Vec<(NoteKind, Vec<Line>)>,
    comments: Vec<Comment>,
    /// Names of the comments, in their order.
    names: Vec<String>,
    tracked: Tracked,
}

impl<'s> Body<'s> {
    fn read(bytes: &[u8], styles: &'s Styles, part: Part) -> Result<Self, ReadError> {
        let mut body = Self {
            styles,
            part,
            inside: 0,
            left_out: 0,
            open: Vec::new(),
            spans: Vec::new(),
            lists: Vec::new(),
            rows: Vec::new(),
            apart: Vec::new(),
            contents: 0,
            quotes: Quotes::default(),
            lines: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
            names: Vec::new(),
            tracked: Tracked::default(),
        };
        xml::read(bytes, |path, step| body.step(path, &step))?;
        for (comment, name) in body.comments.iter_mut().zip(&body.names) {
            comment.quote = body.quotes.take(name);
        }
        Ok(body)
    }

    fn step(&mut self, path: &Path, step: &Step<'_>) {
        match step {
            Step::Start(element) => {
                self.count_change(element);
                if self.left_out > 0 || self.inside > 0 && LEFT_OUT.contains(&element.name) {
                    self.left_out += 1;
                } else if element.name == self.part.element() {
                    self.inside += 1;
                } else if self.inside > 0 {
                    self.start(element);
                }
            }
            Step::End(_) if self.left_out > 0 => self.left_out -= 1,
            Step::End(name) if *name == self.part.element() => {
                self.inside = self.inside.saturating_sub(1);
            }
            Step::End(name) if self.inside > 0 => self.end(name),
            Step::Text(text) if self.left_out == 0 && self.inside > 0 => self.words(path, text),
            Step::End(_) | Step::Text(_) => {}
        }
    }

    fn count_change(&mut self, element: &Element<'_>) {
        match element.name {
            "insertion" => self.tracked.insertions += 1,
            "deletion" => self.tracked.deletions += 1,
            _ => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match element.name {
            "p" | "h" => self.paragraph(element.name == "h", &attribute("style-name")),
            "span" => {
                let is_hidden = self.styles.hidden.contains(&attribute("style-name"));
                self.spans.push(is_hidden);
            }
            "s" => {
                let count = attribute("c").parse().unwrap_or(1);
                self.text(&" ".repeat(MOST_SPACES.min(count)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "list" => {
                let own = element.attribute("style-name");
                let outer = self.lists.last().map(|list| list.style.clone());
                self.lists.push(List {
                    style: own.or(outer).unwrap_or_default(),
                    count: 0,
                    is_begun: false,
                });
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.count = list.count.saturating_add(1);
                    list.is_begun = true;
                }
            }
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            "table-of-content" => self.contents += 1,
            "note" => self.note(&attribute("note-class")),
            "annotation" => {
                self.names.push(attribute("name"));
                self.quotes.begin(attribute("name"));
                self.apart.push(Apart::Comment(Comment::default()));
            }
            "annotation-end" => self.quotes.end(&attribute("name")),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => drop(self.spans.pop()),
            "list" => drop(self.lists.pop()),
            "table-row" => {
                let lines = self.rows.pop().map(document::row).unwrap_or_default();
                for line in lines {
                    self.add(line);
                }
            }
            "table-of-content" => self.contents = self.contents.saturating_sub(1),
            "note" | "annotation" => match self.apart.pop() {
                Some(Apart::Note(kind, lines)) => {
                    // A note within a note has ended before it.
                    self.notes.push((kind, lines));
                }
                Some(Apart::Comment(comment)) => self.comments.push(comment),
                None => {}
            },
            _ => {}
        }
    }

    fn words(&mut self, path: &Path, text: &str) {
        if let Some(Apart::Comment(comment)) = self.apart.last_mut() {
            match path.last() {
                "creator" => return comment.author.push_str(text),
                "date" => return comment.date.push_str(text),
                _ => {}
            }
        }
        if !self.open.is_empty() {
            self.text(&text.replace('\n', " "));
        }
    }

    fn text(&mut self, text: &str) {
        if self.spans.contains(&true) {
            self.tracked.has_hidden_text |= !text.trim().is_empty();
            return;
        }
        if self.apart.is_empty() {
            self.quotes.add(text);
        }
        if let Some(line) = self.open.last_mut() {
            line.text.push_str(text);
        }
    }

    fn note(&mut self, class: &str) {
        let kind = if class == "endnote" {
            NoteKind::Endnote
        } else {
            NoteKind::Footnote
        };
        let open = self.apart.iter();
        let open = open.filter(|it| matches!(it, Apart::Note(..))).count();
        self.text(&format!("[{}]", self.notes.len() + open + 1));
        self.apart.push(Apart::Note(kind, Vec::new()));
    }

    fn paragraph(&mut self, is_heading: bool, style: &str) {
        let is_title = self.styles.is(style, "Title");
        let is_quoted = self.styles.is(style, "Quotations");
        let kind = if is_heading || is_title {
            Some(ParagraphKind::Heading)
        } else if is_quoted {
            Some(ParagraphKind::Quotation)
        } else {
            None
        };
        let mut line = Line {
            kind,
            is_title,
            is_of_contents: self.contents > 0,
            ..Line::default()
        };
        if self.apart.is_empty() {
            self.number(&mut line);
        }
        self.open.push(line);
    }

    /// Puts the number of a list's item before its first paragraph.
    fn number(&mut self, line: &mut Line) {
        let level = self.lists.len().checked_sub(1);
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        line.kind = line.kind.or(Some(ParagraphKind::ListItem));
        if !mem::take(&mut list.is_begun) {
            return;
        }
        let levels = self.styles.lists.get(&list.style);
        let level = levels.zip(level).and_then(|(levels, at)| levels.get(at));
        if let Some(Some((format, suffix))) = level {
            let number = numeral(list.count, format);
            if !number.is_empty() {
                line.text = format!("{number}{suffix} ");
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(line) = self.open.pop() {
            self.add(line);
        }
    }

    fn add(&mut self, line: Line) {
        if line.is_blank() {
            return;
        }
        match self.apart.last_mut() {
            Some(Apart::Note(_, lines)) => lines.push(line),
            Some(Apart::Comment(comment)) => {
                comment.text.push_str(line.text.trim());
                comment.text.push(' ');
            }
            None => {
                let cell = self.rows.last_mut().and_then(|row| row.last_mut());
                cell.unwrap_or(&mut self.lines).push(line);
            }
        }
    }
}
