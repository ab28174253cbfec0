//! PDF. It holds characters with their places on the page. The lines, paragraphs, running heads and page numbers are found
//! here, in the order in which the page draws them, which is the reading order of the programs that write columns.

use super::{ImportedArticle, Password, ReadError, ReadOptions, article_builder::ArticleBuilder};
use crate::project::ParagraphKind;

use std::collections::{BTreeSet, HashMap, HashSet};

use pdf_extract::{
    Dictionary, Document, Error, LoadOptions, MediaBox, Object, OutputDev, OutputError, Transform,
    decode_text_string, output_doc,
};

/// Share of a page's height, at the top and at the bottom, in which running heads and page numbers are looked for.
const MARGIN: f64 = 0.12;

/// Largest distance of a character from the line, as a share of its size: superscripts are nearer.
const OFF_LINE: f64 = 0.45;

/// Smallest gap in a line that is a space between words, as a share of the size of the letters.
const WORD_GAP: f64 = 0.16;

/// A distance between lines that is this much larger than the usual one begins a paragraph.
const PARAGRAPH_GAP: f64 = 1.2;

/// Letters this much larger than those of the text are of a heading.
const HEADING_SIZE: f64 = 1.15;

/// Reads a PDF.
///
/// # Errors
/// [`ReadError`] if it is damaged, has another password, or has no text.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Vec<ImportedArticle>, ReadError> {
    let document = open(bytes, options)?;
    let mut pages = Pages::default();
    output_doc(&document, &mut pages).map_err(|_error| ReadError::Damaged)?;
    let pages = pages.0;
    if pages.iter().all(|page| page.lines.is_empty()) {
        let count = pages.len();
        let count = if count == 1 {
            "1 page".to_owned()
        } else {
            format!("{count} pages")
        };
        return Err(ReadError::Told(format!(
            "it is a scanned PDF without text: {count}. Run OCR on it first"
        )));
    }
    let mut article = ArticleBuilder::default();
    fill_details(&document, &mut article);
    add_pages(&pages, &mut article);
    Ok(vec![article.finish()?])
}

/// Opens a PDF; one that asks for a password only before it is changed opens without it.
fn open(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let password = options.password.as_ref().map(Password::as_str);
    let is_encrypted = || memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let locked = || match password {
        Some(_) => ReadError::WrongPassword,
        None => ReadError::Locked,
    };
    if memchr::memmem::find(bytes, b"/Adobe.PubSec").is_some() {
        let words = "it is encrypted for specific recipients. Open it as one of them, print it to a file, and add that file";
        return Err(ReadError::Told(words.to_owned()));
    }
    let options = password.map(LoadOptions::with_password);
    match Document::load_mem_with_options(bytes, options.unwrap_or_default()) {
        Ok(document) if document.is_encrypted() => Err(locked()),
        Ok(document) => Ok(document),
        Err(Error::InvalidPassword) => Err(locked()),
        Err(_) if password.is_none() && is_encrypted() => Err(locked()),
        // The words of the library's errors are for programmers.
        Err(_) => Err(ReadError::Damaged),
    }
}

fn fill_details(document: &Document, article: &mut ArticleBuilder) {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok());
    let Some(info) = info.and_then(|(_, info)| info.as_dict().ok()) else {
        return;
    };
    let title = field(info, b"Title");
    // A name of a file that a word processor put there.
    if !title.starts_with("Microsoft Word") {
        article.details.title = title;
    }
    article.details.byline = field(info, b"Author");
}

fn field(info: &Dictionary, name: &[u8]) -> String {
    let value: Option<&Object> = info.get(name).ok();
    let text = value.and_then(|value| decode_text_string(value).ok());
    text.unwrap_or_default().trim().to_owned()
}

#[derive(Default)]
struct Pages(Vec<Page>);

struct Page {
    number: u32,
    bottom: f64,
    height: f64,
    /// In the order in which they are drawn.
    lines: Vec<Line>,
}

/// In points from the lower left corner.
struct Line {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    /// Of its first letter.
    size: f64,
}

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.0.push(Page {
            number,
            bottom: media.lly,
            height: media.ury - media.lly,
            lines: Vec::new(),
        });
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        if let Some(page) = self.0.last_mut() {
            page.lines.retain(|line| !line.text.trim().is_empty());
        }
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        if let Some(page) = self.0.last_mut() {
            let size = font_size * place.m21.hypot(place.m22);
            let width = width * font_size * place.m11.hypot(place.m12);
            page.add(letters, (place.m31, place.m32), width, size);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    fn add(&mut self, letters: &str, (x, y): (f64, f64), width: f64, size: f64) {
        let letters = without_ligatures(letters);
        if let Some(line) = self.lines.last_mut()
            && (line.baseline - y).abs() < OFF_LINE * size.max(line.size)
            && x > line.right - line.size
        {
            let gap = (x - line.right) / size;
            if gap > WORD_GAP && !line.text.ends_with(' ') && letters != " " {
                line.text.push(' ');
            }
            if letters != " " || !line.text.ends_with(' ') {
                line.text.push_str(&letters);
            }
            line.right = x + width;
            return;
        }
        self.lines.push(Line {
            text: letters,
            left: x,
            right: x + width,
            baseline: y,
            size,
        });
    }

    fn is_in_margin(&self, line: &Line) -> bool {
        let height = (line.baseline - self.bottom) / self.height;
        !(MARGIN..1.0 - MARGIN).contains(&height)
    }

    /// The commonest distance between two lines of a paragraph.
    fn pitch(&self) -> f64 {
        let lines = self.lines.windows(2);
        let distances = lines.map(|pair| pair[0].baseline - pair[1].baseline);
        let distances = distances.filter(|distance| (2.0..100.0).contains(distance));
        commonest(distances).unwrap_or(f64::MAX)
    }
}

/// The commonest value, to the tenth.
fn commonest(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for value in values {
        *counts.entry((value * 10.0).round() as i64).or_default() += 1;
    }
    let (value, _) = counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, -value))?;
    Some(value as f64 / 10.0)
}

fn without_ligatures(letters: &str) -> String {
    let mut plain = String::new();
    for letter in letters.chars() {
        match letter {
            '\u{FB00}' => plain.push_str("ff"),
            '\u{FB01}' => plain.push_str("fi"),
            '\u{FB02}' => plain.push_str("fl"),
            '\u{FB03}' => plain.push_str("ffi"),
            '\u{FB04}' => plain.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => plain.push_str("st"),
            letter => plain.push(letter),
        }
    }
    plain
}

struct Paragraph {
    page: u32,
    text: String,
    size: f64,
}

fn add_pages(pages: &[Page], article: &mut ArticleBuilder) {
    let heads = running_heads(pages);
    let is_head = |page: &Page, line: &Line| {
        page.is_in_margin(line) && (heads.contains(&pattern(&line.text)) || is_number(&line.text))
    };
    let words = words(pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for page in pages {
        let pitch = page.pitch();
        let mut before: Option<&Line> = None;
        for line in page.lines.iter().filter(|line| !is_head(page, line)) {
            match paragraphs.last_mut() {
                Some(open) if goes_on(open, before, line, pitch) => {
                    join(&mut open.text, line.text.trim(), &words);
                }
                Some(_) | None => paragraphs.push(Paragraph {
                    page: page.number,
                    text: line.text.trim().to_owned(),
                    size: line.size,
                }),
            }
            before = Some(line);
        }
    }
    let usual = commonest(
        paragraphs
            .iter()
            .flat_map(|paragraph| std::iter::repeat_n(paragraph.size, paragraph.text.len())),
    );
    let usual = usual.unwrap_or(f64::MAX);
    let mut paragraphs = paragraphs.iter().peekable();
    for page in pages {
        article.locator(format!("p. {}", page.number));
        let (top, bottom): (Vec<&Line>, Vec<&Line>) = page
            .lines
            .iter()
            .filter(|line| is_head(page, line))
            .partition(|line| line.baseline - page.bottom > page.height / 2.0);
        for line in top {
            article.clutter(&line.text, None);
        }
        while let Some(paragraph) = paragraphs.next_if(|it| it.page == page.number) {
            let is_heading = paragraph.size > usual * HEADING_SIZE;
            article.paragraph(
                &paragraph.text,
                is_heading.then_some(ParagraphKind::Heading),
            );
        }
        for line in bottom {
            article.clutter(&line.text, None);
        }
    }
}

/// Whether a line belongs to the paragraph before it.
fn goes_on(open: &Paragraph, before: Option<&Line>, line: &Line, pitch: f64) -> bool {
    let is_same_size = (line.size / open.size - 1.0).abs() < HEADING_SIZE - 1.0;
    // In the next column, or on the next page.
    let begins_lower = line.text.trim_start().starts_with(char::is_lowercase);
    let Some(before) = before.filter(|before| before.baseline > line.baseline) else {
        return is_same_size && begins_lower;
    };
    let distance = before.baseline - line.baseline;
    let usual = pitch.max(line.size) * PARAGRAPH_GAP;
    let is_near = distance <= usual || (pitch < distance && distance < line.size * PARAGRAPH_GAP);
    let is_indented = (0.8..5.0).contains(&((line.left - before.left) / line.size));
    is_same_size && is_near && (!is_indented || begins_lower)
}

/// Words that follow a hyphen where two compounds share their end.
const CONJUNCTIONS: [&str; 16] = [
    "und", "oder", "bis", "bzw", "and", "or", "et", "ou", "y", "o", "e", "и", "или", "і", "та",
    "або",
];

/// Appends a line. A hyphen at the end of the line before goes if it only divides a word.
fn join(text: &mut String, line: &str, words: &HashSet<String>) {
    let is_divided = line.starts_with(char::is_lowercase)
        && text.ends_with(['-', '\u{2010}', '\u{ad}'])
        && text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    if !is_divided {
        if !text.ends_with(['-', '\u{2010}']) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    }
    let first = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let first = first
        .trim_end_matches(['-', '\u{2010}', '\u{ad}'])
        .to_lowercase();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    let second = line.split(|c: char| !c.is_alphanumeric()).next();
    let second = second.unwrap_or_default().to_lowercase();
    let has = |word: &str| words.contains(word);
    let is_compound = has(&format!("{first}-{second}")) || (has(first) && has(&second));
    if has(&format!("{first}{second}")) {
        text.pop();
    } else if CONJUNCTIONS.contains(&second.as_str()) {
        // "Wasser- und Stromversorgung".
        text.push(' ');
    } else if !is_compound {
        text.pop();
    }
    text.push_str(line);
}

/// The words of one line, in lower case.
fn words(pages: &[Page]) -> HashSet<String> {
    let lines = pages.iter().flat_map(|page| &page.lines);
    let words = lines.flat_map(|line| {
        let divided = line.text.trim_end().ends_with(['-', '\u{2010}', '\u{ad}']);
        let count = line.text.split_whitespace().count() - usize::from(divided);
        line.text.split_whitespace().take(count)
    });
    let is_sign = |c: char| !c.is_alphanumeric();
    words
        .map(|word| word.trim_matches(is_sign).to_lowercase())
        .collect()
}

/// Patterns of the lines in the margins of at least two pages, and of half of them.
fn running_heads(pages: &[Page]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let lines = page.lines.iter().filter(|line| page.is_in_margin(line));
        let patterns = lines.map(|line| pattern(&line.text));
        // A line of figures alone may be of a table.
        let patterns: BTreeSet<String> = patterns.filter(|it| !it.is_empty()).collect();
        for pattern in patterns {
            *counts.entry(pattern).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= 2 && *count * 2 >= pages.len());
    counts.into_keys().collect()
}

/// A line without its numbers and spaces.
fn pattern(line: &str) -> String {
    let kept = |c: &char| !c.is_numeric() && !c.is_whitespace();
    line.chars().filter(kept).collect()
}

/// "3", "- 3 -".
fn is_number(line: &str) -> bool {
    line.contains(char::is_numeric) && !line.contains(char::is_alphabetic) && line.trim().len() < 8
}
