//! E-books: the text of all chapters in reading order, with the chapter as locator.

use super::{
    ImportedArticle, ReadError, archive::Archive, article_builder::ArticleBuilder, html, one_line,
    warnings_of, xml,
};
use crate::project::{ArticleDetails, ParagraphKind};
use xml::{Element, Step};

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use regex::Regex;
use url::Url;

/// Maximum length of a chapter heading in a locator, in characters.
const MAX_PLACE_CHARACTERS: usize = 60;

/// Reads an e-book.
///
/// # Errors
/// [`ReadError`] if it is damaged or copy-protected, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if archive.file("META-INF/rights.xml")?.is_some() {
        let reason = "it is copy-protected, so it cannot be read";
        return Err(ReadError::Reason(reason.to_owned()));
    }
    let path = package_path(&mut archive)?;
    let package = archive.file(&path)?.ok_or(ReadError::Damaged)?;
    let Package {
        details,
        chapters,
        contents,
    } = Package::read(&package)?;
    let contents = contents.map(|contents| within(&path, &contents));
    let labels = match &contents {
        Some(contents) => labels(contents, &archive.file(contents)?.unwrap_or_default()),
        None => HashMap::new(),
    };
    let mut article = ArticleBuilder::default();
    article.details = details;
    let (mut missing, mut unread) = (0, 0);
    for chapter in &chapters {
        let chapter = within(&path, chapter);
        let Some(text) = archive.file(&chapter)? else {
            missing += 1;
            continue;
        };
        let is_contents = contents.as_ref() == Some(&chapter);
        let labels = labels.get(&chapter).map_or(&[][..], Vec::as_slice);
        match as_html(&text).and_then(|html| html::read_whole(&html, None)) {
            Ok(chapter) if is_contents => {
                article.locator("");
                for line in chapter.text.as_str().split('\n') {
                    article.clutter(line, None);
                }
            }
            Ok(mut chapter) => {
                article.locator(heading(&chapter));
                chapter.structure.locators = places(&chapter, labels);
                article.append(&chapter);
            }
            // A page with a picture.
            Err(ReadError::Empty) => {}
            Err(ReadError::Text(_)) => unread += 1,
            Err(error) => return Err(error),
        }
    }
    article.warnings.extend(warnings_of([
        (missing, "Chapters missing from the file"),
        (unread, "Chapters left out, because they are damaged"),
    ]));
    article.finish()
}

/// The first heading of a chapter, by which people cite it; empty if it has none.
fn heading(chapter: &ImportedArticle) -> String {
    let mut lines = chapter.text.as_str().split('\n').enumerate();
    let is_heading = |at| chapter.structure.kind(at) == Some(ParagraphKind::Heading);
    let heading = lines.find(|(at, _)| is_heading(*at));
    let heading = heading.map(|(_, line)| line.chars().take(MAX_PLACE_CHARACTERS).collect());
    heading.unwrap_or_default()
}

/// The chapters of each file by the table of contents, which may have several in one file.
fn labels(path: &str, contents: &[u8]) -> HashMap<String, Vec<String>> {
    let mut labels: HashMap<String, Vec<String>> = HashMap::new();
    let mut label = String::new();
    let mut target = None;
    let read = xml::read(contents, |_, step| match step {
        Step::Start(element) => match element.name {
            "navPoint" => label.clear(),
            "a" => {
                label.clear();
                target = element.attribute("href");
            }
            "content" => target = element.attribute("src"),
            _ => {}
        },
        Step::Text(text) => label.push_str(text),
        Step::End("a" | "content") => {
            if let Some(target) = target.take() {
                let labels = labels.entry(within(path, &target)).or_default();
                labels.push(one_line(&label));
            }
        }
        Step::End(_) => {}
    });
    // Without a table of contents that can be read, each file is a chapter.
    if read.is_ok() { labels } else { HashMap::new() }
}

/// The headings of a file that its table of contents names, if there are several, as locators.
fn places(chapter: &ImportedArticle, labels: &[String]) -> Vec<(usize, String)> {
    if labels.len() < 2 {
        return Vec::new();
    }
    let lines = chapter.text.as_str().split('\n').enumerate();
    let headings =
        lines.filter(|(at, _)| chapter.structure.kind(*at) == Some(ParagraphKind::Heading));
    let named = headings.filter(|(_, line)| {
        let line = one_line(line).to_lowercase();
        labels
            .iter()
            .any(|label| label.to_lowercase().starts_with(&line))
    });
    named
        .map(|(at, line)| (at, line.chars().take(MAX_PLACE_CHARACTERS).collect()))
        .collect()
}

fn package_path(archive: &mut Archive<'_>) -> Result<String, ReadError> {
    let container = archive.file("META-INF/container.xml")?;
    let mut path = None;
    xml::read(&container.ok_or(ReadError::Damaged)?, |_, step| {
        if let Step::Start(element) = step
            && element.name == "rootfile"
        {
            path = path.take().or_else(|| element.attribute("full-path"));
        }
    })?;
    path.ok_or(ReadError::Damaged)
}

/// Converts a chapter to HTML.
fn as_html(xhtml: &[u8]) -> Result<Vec<u8>, ReadError> {
    let text = html::decoded(xhtml, None)?.text;
    let text = NOTE_NUMBER.replace_all(&text, "[$1$2$3]");
    // The byte order mark says UTF-8, whatever the page declares.
    Ok(["\u{feff}", &html::as_html(&text)].concat().into_bytes())
}

/// A link to a note whose words are its number: named as such, or raised.
static NOTE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    const NUMBER: &str = r"\s*(?:<sup\b[^>]*>)?\s*\[?(\d{1,4})\]?\s*(?:</sup>)?\s*</a>";
    const RAISED: &str = r"\s*<sup\b[^>]*>\s*\[?(\d{1,4})\]?\s*</sup>\s*</a>";
    let words = format!(
        r#"<a\b[^>]*\bepub:type\s*=\s*["']noteref["'][^>]*>{NUMBER}|<a\b[^>]*\bhref\b[^>]*>{RAISED}|<sup\b[^>]*>\s*<a\b[^>]*\bhref\b[^>]*>\s*\[?(\d{{1,4}})\]?\s*</a>\s*</sup>"#
    );
    #[expect(clippy::unwrap_used, reason = "the pattern is constant")]
    Regex::new(&words).unwrap()
});

/// The path in the archive of a file that `base` refers to.
fn within(base: &str, reference: &str) -> String {
    let base = Url::parse("epub:///").and_then(|root| root.join(base));
    let Ok(address) = base.and_then(|base| base.join(reference)) else {
        return String::new();
    };
    let path = address.path().trim_start_matches('/').to_owned();
    percent_decoded(&path)
}

/// File names in the archive are not percent-encoded, but references to them are.
fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let escaped = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        let escaped = escaped.filter(|_| *first == b'%');
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Details of the book from its package, and its chapter files in reading order.
struct Package {
    details: ArticleDetails,
    chapters: Vec<String>,
    /// The file with the table of contents.
    contents: Option<String>,
}

/// A creator of the book.
#[derive(Default)]
struct Creator {
    id: String,
    /// Its code among those of the Library of Congress: "aut", "trl".
    role: String,
    name: String,
}

impl Package {
    fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut details = ArticleDetails::default();
        let mut files = HashMap::new();
        let mut order = Vec::new();
        let mut dates: Vec<(String, String)> = Vec::new();
        let mut creators: Vec<Creator> = Vec::new();
        // The creator whose role follows.
        let mut refined = None;
        let (mut navigation, mut contents) = (None, None);
        xml::read(bytes, |path, step| match step {
            Step::Start(element) if element.name == "item" => {
                let attribute = |name| element.attribute(name).unwrap_or_default();
                if attribute("properties").split(' ').any(|it| it == "nav") {
                    navigation = element.attribute("href");
                } else if attribute("media-type") == "application/x-dtbncx+xml" {
                    contents = element.attribute("href");
                }
                files.extend(file(element));
            }
            Step::Start(element) if path.ends_with(&["metadata", "meta"]) => {
                let is_role = element.attribute("property").as_deref() == Some("role");
                refined = element.attribute("refines").filter(|_| is_role);
            }
            Step::Text(text) if path.ends_with(&["metadata", "meta"]) => {
                let id = refined.as_deref().and_then(|it| it.strip_prefix('#'));
                if let Some(creator) = creators.iter_mut().find(|it| Some(&*it.id) == id) {
                    creator.role.push_str(text.trim());
                }
            }
            Step::Start(element) if path.ends_with(&["metadata", "creator"]) => {
                creators.push(Creator {
                    id: element.attribute("id").unwrap_or_default(),
                    role: element.attribute("role").unwrap_or_default(),
                    name: String::new(),
                });
            }
            Step::Text(text) if path.ends_with(&["metadata", "creator"]) => {
                if let Some(creator) = creators.last_mut() {
                    creator.name.push_str(text.trim_matches('\n'));
                }
            }
            Step::Start(element) if element.name == "itemref" => {
                order.extend(element.attribute("idref"));
            }
            Step::Start(element) if path.ends_with(&["metadata", element.name]) => {
                // A book may have several titles, and a date for each of its versions.
                if element.name == "date" {
                    let event = element.attribute("event").unwrap_or_default();
                    dates.push((event, String::new()));
                }
                let field = detail(&mut details, element.name);
                if let Some(field) = field.filter(|field| !field.is_empty()) {
                    field.push_str(", ");
                }
            }
            Step::Text(text) if path.ends_with(&["metadata", "date"]) => {
                if let Some((_, date)) = dates.last_mut() {
                    date.push_str(text.trim());
                }
            }
            Step::Text(text) if path.ends_with(&["metadata", path.last()]) => {
                if let Some(field) = detail(&mut details, path.last()) {
                    field.push_str(text.trim_matches('\n'));
                }
            }
            Step::Start(_) | Step::Text(_) | Step::End(_) => {}
        })?;
        let of_publication = dates.iter().find(|(event, _)| event == "publication");
        if let Some((_, date)) = of_publication.or(dates.first()) {
            details.published.clone_from(date);
        }
        let authors = creators.iter().filter(|it| it.role != "trl");
        let authors: Vec<&str> = authors.map(|it| it.name.trim()).collect();
        details.byline = authors.join(", ");
        for field in [&mut details.title, &mut details.byline, &mut details.outlet] {
            *field = one_line(field);
        }
        let mut seen = HashSet::new();
        let chapters = order.iter().filter_map(|id| files.remove(id));
        let chapters = chapters.filter(|path| seen.insert(path.clone())).collect();
        Ok(Self {
            details,
            chapters,
            contents: navigation.or(contents),
        })
    }
}

fn detail<'a>(details: &'a mut ArticleDetails, name: &str) -> Option<&'a mut String> {
    match name {
        "title" => Some(&mut details.title),
        "publisher" => Some(&mut details.outlet),
        "language" => Some(&mut details.language),
        _ => None,
    }
}

fn file(element: &Element<'_>) -> Option<(String, String)> {
    Some((element.attribute("id")?, element.attribute("href")?))
}
