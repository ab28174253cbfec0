//! PDF. The format stores characters with their positions on the page. Lines, columns, paragraphs, running heads and
//! page numbers are detected here.

mod columns;
mod direction;
mod letters;
mod operators;
mod paragraphs;
mod plain_text;
mod to_unicode;

use super::{ImportedArticle, Password, ReadError, ReadOptions, article_builder::ArticleBuilder};
use crate::{storage::catch_fault, text::counted};
use letters::{Page, Pages, letters_of};
use plain_text::{is_drawn_on, plain_lines};

use pdf_extract::{
    Dictionary, Document, Error, LoadOptions, Object, OutputError, decode_text_string, output_doc,
    output_doc_page,
};

/// Maximum number of letters in a range of widths: fonts have no more.
const MAX_RANGE: i64 = 1 << 16;

/// At least one unknown character in this many is worth a warning; single ones are list bullets.
const MIN_UNKNOWN: usize = 100;

/// Minimum percentage of the letters that lopdf decodes on a page that is read with their positions.
const MIN_KEPT: usize = 90;

/// Reads a PDF.
///
/// # Errors
/// [`ReadError`] if it is damaged, has another password, or has no text.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut document = open(bytes, options)?;
    spell_out_widths(&mut document);
    to_unicode::normalize(&mut document);
    empty_pictures(&mut document);
    operators::spell_out(&mut document);
    let mut pages = Pages::default();
    let mut damaged = read_pages(&document, &mut pages);
    let out_of_order = restore_lost_text(&document, &mut pages, &damaged);
    damaged.retain(|number| !out_of_order.contains(number));
    let Pages {
        list: pages,
        letters,
        unknown,
    } = pages;
    let mut article = ArticleBuilder::default();
    if !pages.iter().any(Page::has_text) {
        if !damaged.is_empty() {
            return Err(ReadError::Damaged);
        }
        let count = counted(pages.len(), "page");
        return Err(ReadError::Reason(format!(
            "it is a scanned PDF without text: {count}. Run OCR on it first"
        )));
    }
    if !damaged.is_empty() {
        article.warnings.push(format!(
            "{} could not be read whole. Compare with the original",
            numbered(&damaged)
        ));
    }
    if !out_of_order.is_empty() {
        article.warnings.push(format!(
            "{} may have text in the wrong order. Compare with the original",
            numbered(&out_of_order)
        ));
    }
    let scanned = scanned_pages(&document, &pages, &damaged);
    if !scanned.is_empty() {
        let rest = match scanned.len() {
            1 => "has no text: it may be scanned. Run OCR on it first",
            _ => "have no text: they may be scanned. Run OCR on them first",
        };
        article
            .warnings
            .push(format!("{} {rest}", numbered(&scanned)));
    }
    if unknown * MIN_UNKNOWN > letters {
        article.warnings.push(format!(
            "The file does not say what {unknown} of its {} are. Compare with the original, or run OCR on it",
            counted(letters, "character")
        ));
    }
    fill_details(&document, &mut article);
    paragraphs::add_pages(&pages, &mut article);
    Ok(vec![article.finish()?])
}

/// Reads all pages. Returns the numbers of those that could not be read completely: pdf-extract panics on unexpected
/// input.
fn read_pages(document: &Document, pages: &mut Pages) -> Vec<u32> {
    let mut damaged = Vec::new();
    if is_read(|| output_doc(document, pages)) {
        return damaged;
    }
    for number in document.get_pages().into_keys().skip(pages.finished()) {
        // Its text up to the damage has been read.
        let is_begun = pages.list.last().is_some_and(|it| it.number == number);
        if is_begun || !is_read(|| output_doc_page(document, pages, number)) {
            pages.break_off(number);
            damaged.push(number);
        }
    }
    damaged
}

/// Replaces the text of pages of which pdf-extract lost a part by that which lopdf decodes. Returns their numbers.
fn restore_lost_text(document: &Document, pages: &mut Pages, damaged: &[u32]) -> Vec<u32> {
    let ids = document.get_pages();
    let size = pages.usual_size();
    let mut restored = Vec::new();
    for page in &mut pages.list {
        let lines = ids.get(&page.number).and_then(|id| {
            let lines = catch_fault(|| plain_lines(document, *id));
            lines.flatten()
        });
        let lines = lines.unwrap_or_default();
        let letters = lines.iter().map(|line| letters_of(line)).sum::<usize>();
        let is_damaged = damaged.contains(&page.number);
        if page.letters
            < if is_damaged {
                letters
            } else {
                letters * MIN_KEPT / 100
            }
        {
            page.set_lines(&lines, size);
            restored.push(page.number);
        }
    }
    restored
}

/// Numbers of the pages without text that are not blank.
fn scanned_pages(document: &Document, pages: &[Page], damaged: &[u32]) -> Vec<u32> {
    let ids = document.get_pages();
    let is_drawn_on = |page: &&Page| {
        let id = ids.get(&page.number);
        id.is_some_and(|id| catch_fault(|| is_drawn_on(document, *id)).unwrap_or(true))
    };
    let without_text = pages.iter().filter(|page| !page.has_text());
    let scanned = without_text
        .filter(|page| !damaged.contains(&page.number))
        .filter(is_drawn_on);
    scanned.map(|page| page.number).collect()
}

/// "Page 3", "Pages 2–5, 7".
fn numbered(pages: &[u32]) -> String {
    let ranges = pages.chunk_by(|page, next| page + 1 == *next);
    let ranges: Vec<String> = ranges
        .map(|range| match range {
            [first, .., last] => format!("{first}–{last}"),
            range => range.iter().map(u32::to_string).collect(),
        })
        .collect();
    let noun = if pages.len() == 1 { "Page" } else { "Pages" };
    format!("{noun} {}", ranges.join(", "))
}

fn is_read(read: impl FnOnce() -> Result<(), OutputError>) -> bool {
    catch_fault(read).is_some_and(|result| result.is_ok())
}

/// Opens a PDF. One that requires a password only for changes opens without it.
fn open(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let password = options.password.as_ref().map(Password::as_str);
    let is_encrypted = || memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let locked = || match password {
        Some(_) => ReadError::WrongPassword,
        None => ReadError::PasswordNeeded,
    };
    if memchr::memmem::find(bytes, b"/Adobe.PubSec").is_some() {
        let words = "it is encrypted for specific recipients. Open it as one of them, print it to a file, and add that file";
        return Err(ReadError::Reason(words.to_owned()));
    }
    if password.is_some_and(|it| is_for_changes_only(bytes, it)) {
        return Err(ReadError::OwnerPassword);
    }
    let options = password.map(LoadOptions::with_password);
    match Document::load_mem_with_options(bytes, options.unwrap_or_default()) {
        Ok(document) if document.is_encrypted() => Err(locked()),
        Ok(document) => Ok(document),
        Err(Error::InvalidPassword) => Err(locked()),
        Err(_) if password.is_none() && is_encrypted() => Err(locked()),
        // The library's error messages are for programmers.
        Err(_) => Err(ReadError::Damaged),
    }
}

/// Whether a password allows changes but lopdf cannot decrypt the text with it: up to revision 4 of the encryption,
/// the key is made from the other password.
fn is_for_changes_only(bytes: &[u8], password: &str) -> bool {
    let Ok(document) = Document::load_mem(bytes) else {
        return false;
    };
    let revision = document.get_encrypted().and_then(|it| it.get(b"R"));
    let revision = revision.and_then(Object::as_i64).unwrap_or_default();
    (1..=4).contains(&revision)
        && document.authenticate_user_password(password).is_err()
        && document.authenticate_owner_password(password).is_ok()
}

fn fill_details(document: &Document, article: &mut ArticleBuilder) {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok());
    let Some(info) = info.and_then(|(_, info)| info.as_dict().ok()) else {
        return;
    };
    let title = field(info, b"Title");
    if !is_file_name(&title) {
        article.details.title = title;
    }
    let author = field(info, b"Author");
    if !NO_AUTHORS.contains(&author.to_lowercase().as_str()) {
        article.details.byline = author;
    }
}

/// Names that programs put in place of an author.
const NO_AUTHORS: [&str; 12] = [
    "anonymous",
    "(anonymous)",
    "unknown",
    "unspecified",
    "(unspecified)",
    "author",
    "user",
    "admin",
    "administrator",
    "owner",
    "root",
    "python-docx",
];

/// Whether a title is a file name or a placeholder that a word processor put there.
fn is_file_name(title: &str) -> bool {
    let name = title.to_lowercase();
    let is_ending =
        |it: &str| (1..=5).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let is_file =
        ending.is_some_and(|it| is_ending(it) && it.contains(|c: char| c.is_ascii_alphabetic()));
    is_file
        || name.starts_with("microsoft ")
        || name.starts_with("untitled")
        || name == "(anonymous)"
        || !name.contains(' ') && name.contains(['_', '/', '\\'])
}

fn field(info: &Dictionary, name: &[u8]) -> String {
    let value: Option<&Object> = info.get(name).ok();
    let text = value.and_then(|value| decode_text_string(value).ok());
    text.unwrap_or_default().trim().to_owned()
}

/// Empties the pictures, whose bytes pdf-extract would read as drawing commands.
fn empty_pictures(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && let Ok(b"Image") = stream.dict.get(b"Subtype").and_then(Object::as_name)
        {
            stream.set_plain_content(Vec::new());
        }
    }
}

/// Expands the widths given for a range of letters, since pdf-extract reads no ranges.
fn spell_out_widths(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut()
            && let Ok(widths) = font.get_mut(b"W")
            && let Ok(old) = widths.as_array()
        {
            *widths = Object::Array(without_ranges(old));
        }
    }
}

fn without_ranges(widths: &[Object]) -> Vec<Object> {
    let mut spelled = Vec::new();
    let mut rest = widths;
    loop {
        match rest {
            [first, each @ Object::Array(_), after @ ..] => {
                spelled.extend([first.clone(), each.clone()]);
                rest = after;
            }
            [
                Object::Integer(first),
                Object::Integer(last),
                width,
                after @ ..,
            ] => {
                let count = last
                    .saturating_sub(*first)
                    .saturating_add(1)
                    .clamp(0, MAX_RANGE);
                let each = vec![width.clone(); usize::try_from(count).unwrap_or_default()];
                spelled.extend([Object::Integer(*first), Object::Array(each)]);
                rest = after;
            }
            _ => return spelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_widths_are_spelled_out() {
        let each = |width: i64, count| Object::Array(vec![Object::Integer(width); count]);
        let number = Object::Integer;
        let widths = [
            number(3),
            each(250, 1),
            number(39),
            number(43),
            number(722),
            number(7),
            number(7),
        ];
        assert_eq!(
            without_ranges(&widths),
            [number(3), each(250, 1), number(39), each(722, 5)]
        );
        let huge = [number(0), number(i64::MAX), number(1)];
        let spelled = without_ranges(&huge);
        assert_eq!(spelled[1].as_array().unwrap().len() as i64, MAX_RANGE);
    }
}
