//! Saved web pages: every visible block is imported, and those outside the article are hidden.

mod blocks;
mod choice;
mod described;
mod details;
mod frames;
mod guard;
mod published;
mod scripted;
mod style_sheets;
mod xhtml;

use super::{
    Confidence, DecodeError, ImportedArticle, ReadError, TextEncoding,
    article_builder::ArticleBuilder,
    encodings::{self, DecodedText, UTF_8},
};
use crate::project::ParagraphKind;
use blocks::Block;
use choice::ArticleWords;
use details::SavedBy;
pub(super) use frames::Frames;
use guard::{Limited, VOID};
pub(super) use xhtml::as_html;

use dom_query::Document;
use dom_smoothie::{Config, Metadata, Readability};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink, tree_builder::TreeBuilderOpts};

/// Number of bytes at the start of a page that are searched for its encoding; browsers read 1,024, some pages need
/// more.
const NAMES_ENCODING: usize = 4096;

/// A page with more than one NUL byte in this many is not text.
const MOST_NUL: usize = 16;

/// Bytes of a page that the parser gets at once.
const PIECE: usize = 64 * 1024;

pub(super) const CUT_OFF: &str = "The page is cut off, so its end is missing";

/// The article of a page is looked for, which takes several copies of the page, unless the page has more elements than this and one
/// in this many bytes. Pages of news have one in fifty to a hundred.
const MOST_ELEMENTS: usize = 50_000;
const DENSEST: usize = 40;

/// Minimum number of words of a headline. A shorter heading may be the name of a section.
const SHORTEST_HEADLINE: usize = 3;

/// Maximum number of blocks between the first chosen one and the headline.
const BELOW_CHOSEN: usize = 4;

/// Reads a page of HTML.
///
/// # Errors
/// [`ReadError`] if it has no visible text.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    read_page(bytes, None, Frames::default())
}

/// Reads HTML that contains only the article, as in an email.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_whole(
    bytes: &[u8],
    charset: Option<&str>,
) -> Result<ImportedArticle, ReadError> {
    let reading = decoded(bytes, charset)?;
    let Limited {
        html,
        is_cut_off,
        style_sheets,
        missing_frames,
    } = within_limits(&reading, Frames::default());
    let mut article = ArticleBuilder::of(&reading);
    drop(reading);
    let page = parsed(&html);
    drop(html);
    article.warnings = warnings(is_cut_off, &missing_frames);
    let body = page.body();
    let blocks = body.map(|body| blocks::blocks(body, &style_sheets));
    drop(page);
    for block in blocks.unwrap_or_default() {
        article.paragraph(&block.text, block.kind);
    }
    article.finish()
}

/// The source within the limits of the parser.
fn within_limits(reading: &DecodedText, frames: Frames) -> Limited {
    guard::within_limits(&xhtml::as_html_if_xhtml(&reading.text), frames)
}

fn warnings(is_cut_off: bool, missing_frames: &[String]) -> Vec<String> {
    let cut_off = is_cut_off.then(|| CUT_OFF.to_owned());
    let missing = missing_frames.join(", ");
    let missing = (!missing.is_empty())
        .then(|| format!("The file does not have the content of these frames of the page, or it is nested too deep: {missing}"));
    cut_off.into_iter().chain(missing).collect()
}

/// The page in pieces, since the parser keeps every error of what it was given at once, and a page may have nothing but errors.
fn parsed(html: &str) -> Document {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(piece.into());
        parser.tokenizer.sink.sink.errors.borrow_mut().clear();
        rest = after;
    }
    parser.finish()
}

/// Like [`read`], in the encoding named outside the page, with the pages in its frames.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_page(
    bytes: &[u8],
    charset: Option<&str>,
    frames: Frames,
) -> Result<ImportedArticle, ReadError> {
    let reading = decoded(bytes, charset)?;
    let Limited {
        html,
        is_cut_off,
        style_sheets,
        missing_frames,
    } = within_limits(&reading, frames);
    let saved = SavedBy::of(&reading.text);
    let mut article = ArticleBuilder::of(&reading);
    drop(reading);
    // Parsing it twice takes less memory than a copy beside the page.
    let Found { metadata, content } = Found::on(parsed(&html), html.len());
    let words = ArticleWords::of(&content);
    drop(content);
    let page = parsed(&html);
    drop(html);
    let body = page.body();
    let blocks = body.map(|body| blocks::blocks(body, &style_sheets));
    let blocks = blocks.unwrap_or_default();
    let mut chosen = choice::article_blocks(&page, &blocks, &words);
    let around = choice::elements_around(&page, &blocks, &chosen);
    let is_in_article = |element| around.is_empty() || around.contains(&element);
    let details = details::details(saved, &page, metadata, is_in_article);
    show_headline(&blocks, &details.title, &mut chosen);
    article.details = details;
    article.warnings = warnings(is_cut_off, &missing_frames);
    let mut scripted = scripted::paragraphs(&page);
    drop((page, words));
    if choice::has_most_of(&blocks, &scripted) {
        scripted.clear();
    }
    if !scripted.is_empty() {
        let words = "The page shows its text only with scripts. It was taken from the page's description for search engines";
        article.warnings.push(words.to_owned());
        chosen.fill(false);
    }
    let is_article = chosen.contains(&true) || !scripted.is_empty();
    if !is_article {
        let words = "No article was found on the page, so all of its text is shown";
        article.warnings.push(words.to_owned());
    }
    for (block, is_chosen) in blocks.into_iter().zip(chosen) {
        if is_chosen || !is_article {
            article.paragraph(&block.text, block.kind);
        } else {
            article.clutter(&block.text, block.kind);
        }
    }
    for block in &scripted {
        article.paragraph(&block.text, block.kind);
    }
    article.finish()
}

/// The article of a page, as Readability finds it.
#[derive(Default)]
struct Found {
    metadata: Metadata,
    /// HTML; empty if there is none.
    content: String,
}

impl Found {
    /// Of a page with this many bytes.
    fn on(page: Document, length: usize) -> Self {
        guard::limit_escapes(&page);
        let config = Config {
            max_elements_to_parse: MOST_ELEMENTS.max(length / DENSEST),
            ..Config::default()
        };
        let Ok(mut reader) = Readability::with_document(page, None, Some(config)) else {
            return Self::default();
        };
        let metadata = reader.get_article_metadata(reader.parse_json_ld());
        let content = reader.parse().map(|article| article.content.to_string());
        Self {
            metadata,
            content: content.unwrap_or_default(),
        }
    }
}

/// Shows the headline, and everything between it and the article. Readability leaves the headline out, since it is the
/// title, but a reader expects it. It may be below a chosen date.
fn show_headline(blocks: &[Block], title: &str, chosen: &mut [bool]) {
    let is_headline = |block: &Block| {
        let is_heading = block.kind == Some(ParagraphKind::Heading) && block.is_headline;
        let is_title = block.kind != Some(ParagraphKind::Caption) && block.text == title;
        (is_heading || is_title) && choice::word_count(&block.text) >= SHORTEST_HEADLINE
    };
    let Some(first) = chosen.iter().position(|is_chosen| *is_chosen) else {
        return;
    };
    let below = blocks[first..].iter().take(BELOW_CHOSEN);
    let below = || below.clone().position(is_headline).map(|by| first + by);
    let above = blocks[..first].iter().rposition(is_headline);
    if let Some(at) = above.or_else(below) {
        chosen[at] = true;
        for at in at..first {
            chosen[at] |= choice::is_sentence(&blocks[at]);
        }
    }
}

/// Decodes a page: by its byte order mark, as valid UTF-8, by the name given with the page, by the one in the page
/// itself, or else by a guess.
pub(super) fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<DecodedText, ReadError> {
    let guess = match encodings::read(bytes) {
        // Browsers skip a few such bytes.
        Err(DecodeError::Nul) if memchr::memchr_iter(0, bytes).count() * MOST_NUL < bytes.len() => {
            let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            return decoded(&bytes, charset);
        }
        guess => guess?,
    };
    if guess.confidence == Confidence::Certain && (guess.encoding != &UTF_8 || !bytes.is_ascii()) {
        return Ok(guess);
    }
    let given = charset.and_then(encodings::labelled);
    // In that encoding, the tags alone would have NUL bytes.
    let given = given.filter(|it| !encodings::is_utf_16(it) || bytes.contains(&0));
    Ok(match given.or_else(|| named(bytes)) {
        // It declares UTF-8 and is not.
        Some(encoding) if encoding == &UTF_8 && !bytes.is_ascii() => guess,
        Some(encoding) => encodings::read_as(bytes, encoding),
        None => guess,
    })
}

/// The encoding that a page names in a meta element. If a name in single bytes says UTF-16, browsers assume UTF-8.
fn named(bytes: &[u8]) -> Option<&'static TextEncoding> {
    let head = &bytes[..bytes.len().min(NAMES_ENCODING)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
    let end = rest.find(|c| !is_sign(c)).unwrap_or(rest.len());
    let named = encodings::labelled(&rest[..end])?;
    Some(if encodings::is_utf_16(named) {
        &UTF_8
    } else {
        named
    })
}
