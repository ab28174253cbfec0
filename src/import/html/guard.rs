//! Limits the nesting of a page in one pass over its source, since parsers recurse into pages that are nested without
//! end. No page of 1,171 saved ones reaches a limit. What no reader sees, such as comments and scripts, is left out:
//! each costs the parser a hundred bytes of memory. The pass also notices where a page is cut off.

use super::{
    frames::{self, FrameSource, Frames},
    style_sheets::StyleSheets,
};

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeData};

/// Maximum number of open elements. The tags of deeper ones are dropped, their text is kept.
const MAX_DEPTH: usize = 400;

/// Maximum number of open formatting tags.
const MAX_FORMATTING: usize = 48;

const MAX_ATTRIBUTES: usize = 128;

/// Maximum length of an attribute in bytes; longer ones, mostly embedded pictures, are dropped.
const MAX_ATTRIBUTE: usize = 256 * 1024;

/// Maximum number of characters in one text that are escaped when written as HTML, which takes quadratic time.
const MAX_ESCAPES: usize = 1000;

/// Maximum number of frames within each other.
const MAX_FRAMES: usize = 4;

/// Number of open elements searched for one that a new element closes.
const MAX_SEARCHED_ELEMENTS: usize = 60;

/// Elements that never have content.
pub(super) const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose content is not markup.
const RAW: [&str; 7] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noframes",
];

pub(super) const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose end tag is optional: those of the first list end each other within the elements of the second.
const ENDING_EACH_OTHER: [(&[&str], &[&str]); 5] = [
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["option", "optgroup"], &["select", "datalist"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr", "tbody", "thead", "tfoot"], &["table"]),
];

/// Elements whose end tag may be left out, beside those above; minifiers do so.
const END_OMITTED: [&str; 9] = [
    "html", "head", "body", "p", "colgroup", "caption", "rt", "rp", "rb",
];

/// The source of a page within the limits.
pub(super) struct Limited {
    pub html: String,
    /// The page ends within a tag, or within elements that it would have closed.
    pub is_cut_off: bool,
    pub style_sheets: StyleSheets,
    /// The names of the frames whose pages are missing, or nested too deep.
    pub missing_frames: Vec<String>,
}

/// With the pages in the frames at their places.
pub(super) fn within_limits(source: &str, frames: Frames) -> Limited {
    let mut guard = Guard::new(source, frames);
    guard.pass(source);
    Limited {
        is_cut_off: guard.is_cut_off || guard.ends_within_elements(),
        html: guard.out,
        style_sheets: guard.style_sheets,
        missing_frames: guard.missing_frames,
    }
}

/// Replaces escaped characters by spaces in texts that have too many of them.
pub(super) fn limit_escapes(page: &Document) {
    let is_escaped = |sign: char| matches!(sign, '&' | '<' | '>' | '\u{80}'..='\u{bf}');
    for node in page.root().descendants() {
        node.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && contents.matches(is_escaped).nth(MAX_ESCAPES).is_some()
            {
                *contents = contents.replace(is_escaped, " ").into();
            }
        });
    }
}

struct Guard<'s> {
    out: String,
    /// Names in lower case, and whether the start tag was kept.
    open: Vec<(&'s str, bool)>,
    /// Open elements by name.
    counts: HashMap<&'s str, usize>,
    formatting: usize,
    /// Names of the elements that were closed by an end tag.
    closed: HashSet<&'s str>,
    /// An end tag of the page was read.
    is_ended: bool,
    /// The source ends within a tag, a comment or a script.
    is_cut_off: bool,
    style_sheets: StyleSheets,
    frames: Frames,
    missing_frames: Vec<String>,
    /// Number of open elements around the frame that the source is the page of, and of frames.
    depth: usize,
    nesting: usize,
}

impl<'s> Guard<'s> {
    fn new(source: &str, frames: Frames) -> Self {
        Self {
            out: String::with_capacity(source.len()),
            open: Vec::new(),
            counts: HashMap::default(),
            formatting: 0,
            closed: HashSet::default(),
            is_ended: false,
            is_cut_off: false,
            style_sheets: StyleSheets::default(),
            frames,
            missing_frames: Vec::new(),
            depth: 0,
            nesting: 0,
        }
    }

    fn pass(&mut self, source: &'s str) {
        let mut rest = source;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            let len = match rest.as_bytes().get(1) {
                Some(b'!' | b'?') => self.declaration(rest),
                Some(b'/') => self.end_tag(rest),
                Some(sign) if sign.is_ascii_alphabetic() => self.start_tag(rest),
                Some(_) | None => {
                    self.out.push('<');
                    1
                }
            };
            rest = &rest[len..];
        }
        self.out.push_str(rest);
    }

    /// A comment, which is left out, or a doctype or a processing instruction.
    fn declaration(&mut self, rest: &str) -> usize {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return 4 + self.up_to(end_of_comment(comment), comment);
        }
        let len = self.up_to(length_of_tag(rest), rest);
        self.out.push_str(&rest[..len]);
        len
    }

    /// The length up to an end; all of the rest if it is not there.
    fn up_to(&mut self, end: Option<usize>, rest: &str) -> usize {
        self.is_cut_off |= end.is_none();
        end.unwrap_or(rest.len())
    }

    fn end_tag(&mut self, rest: &'s str) -> usize {
        let len = self.up_to(length_of_tag(rest), rest);
        let name = name_at(&rest[2..]);
        let name = known(name);
        self.is_ended |= ["body", "html"].contains(&name);
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            // Closes nothing. Browsers show an empty paragraph or a break for the first two.
            if ["p", "br"].contains(&name) || RAW.contains(&name) {
                self.out.push_str(&rest[..len]);
            }
            return len;
        }
        self.closed.insert(name);
        let mut is_kept = true;
        while let Some((open, kept)) = self.open.pop() {
            self.mark_closed(open);
            is_kept = kept;
            if open == name {
                break;
            }
        }
        if is_kept {
            self.out.push_str(&rest[..len]);
        }
        len
    }

    fn start_tag(&mut self, rest: &'s str) -> usize {
        let name = known(name_at(&rest[1..]));
        let tag = Tag::of(rest);
        self.is_cut_off |= !rest[..tag.len].ends_with('>');
        if VOID.contains(&name) {
            self.write(rest, &tag);
            return tag.len;
        }
        if RAW.contains(&name) {
            let content = &rest[tag.len..];
            let len = self.up_to(end_of_raw(content, name), content);
            if name == "iframe" {
                self.frame(&rest[..tag.len]);
            }
            if is_unseen(name, &rest[..tag.len]) {
                self.style_sheet(name, &rest[..tag.len], &content[..len]);
                let end_tag = &content[len..];
                return tag.len + len + self.up_to(length_of_tag(end_tag), end_tag);
            }
            self.write(rest, &tag);
            self.out.push_str(&content[..len]);
            return tag.len + len;
        }
        self.close_before(name);
        let is_formatting = FORMATTING.contains(&name);
        // Browsers show the content of such a template in place of its element.
        let is_shadow = name == "template" && rest[..tag.len].contains("shadowrootmode");
        let is_too_many = is_formatting && self.formatting >= MAX_FORMATTING;
        let is_kept = self.depth + self.open.len() < MAX_DEPTH && !is_too_many && !is_shadow;
        self.open.push((name, is_kept));
        *self.counts.entry(name).or_default() += 1;
        self.formatting += usize::from(is_formatting);
        if is_kept {
            self.write(rest, &tag);
        }
        tag.len
    }

    /// Writes the page in a frame as an element.
    fn frame(&mut self, tag: &str) {
        let page = match FrameSource::of(tag, &mut self.frames) {
            FrameSource::Page(page) if self.nesting < MAX_FRAMES => page,
            FrameSource::Page(_) => return self.missing_frames.push(frames::name(tag)),
            FrameSource::Missing(name) => return self.missing_frames.push(name),
            FrameSource::Elsewhere => return,
        };
        self.close_before("div");
        let mut inner = Guard {
            formatting: self.formatting,
            depth: self.depth + self.open.len() + 1,
            nesting: self.nesting + 1,
            ..Guard::new(&page, std::mem::take(&mut self.frames))
        };
        inner.pass(&page);
        self.frames = inner.frames;
        self.missing_frames.append(&mut inner.missing_frames);
        self.out.push_str(&frames::element(&inner.out));
    }

    /// Reads a style sheet of the page. Those of templates and of pages without scripts do not apply to it.
    fn style_sheet(&mut self, name: &str, tag: &str, css: &str) {
        let is_open = |name| self.counts.get(name).is_some_and(|count| *count > 0);
        let tag = tag.to_ascii_lowercase();
        let is_css = !tag.contains("type=") || tag.contains("text/css");
        if name != "style" || !is_css || ["template", "noscript"].into_iter().any(is_open) {
            return;
        }
        let media = tag.split_once("media=").map_or("", |(_, media)| media);
        let quote = media.chars().next().filter(|sign| "\"'".contains(*sign));
        let media = match quote {
            Some(quote) => media[1..].split(quote).next(),
            None => media.split([' ', '>']).next(),
        };
        self.style_sheets.add(css, media.unwrap_or_default());
    }

    /// Whether elements are open at the end of a page without its end tag that the page would have closed: those whose end tag must be
    /// there, and those of a kind that it closed elsewhere.
    fn ends_within_elements(&self) -> bool {
        let may_omit = |name: &str| {
            let rows = ENDING_EACH_OTHER.iter().flat_map(|(row, _)| *row);
            rows.chain(&END_OMITTED).any(|known| *known == name)
        };
        let mut open = self.open.iter().map(|(name, _)| *name);
        let is_page = self.open.first().is_some_and(|(name, _)| *name == "html");
        is_page && !self.is_ended && open.any(|name| !may_omit(name) || self.closed.contains(name))
    }

    fn mark_closed(&mut self, name: &str) {
        if let Some(count) = self.counts.get_mut(name) {
            *count = count.saturating_sub(1);
        }
        self.formatting -= usize::from(FORMATTING.contains(&name));
    }

    /// Closes elements that the new one ends without an end tag.
    fn close_before(&mut self, name: &str) {
        let row = ENDING_EACH_OTHER
            .iter()
            .find(|(row, _)| row.contains(&name));
        if let Some((row, within)) = row {
            self.close(row, within);
        }
        if name == "a" {
            self.close(&["a"], &["td", "table"]);
        } else if !FORMATTING.contains(&name) && name != "span" {
            self.close(&["p"], &["div", "td", "section", "article", "li", "button"]);
        }
    }

    fn close(&mut self, names: &[&str], within: &[&str]) {
        let is_open = names
            .iter()
            .any(|name| self.counts.get(name).is_some_and(|count| *count > 0));
        if !is_open {
            return;
        }
        let inner = self.open.iter().rev().take(MAX_SEARCHED_ELEMENTS);
        let found = inner
            .map(|(name, _)| *name)
            .take_while(|name| !within.contains(name))
            .position(|name| names.contains(&name));
        for _ in 0..found.map_or(0, |index| index + 1) {
            if let Some((name, _)) = self.open.pop() {
                self.mark_closed(name);
            }
        }
    }

    fn write(&mut self, rest: &str, tag: &Tag) {
        let mut from = 0;
        for (start, end) in &tag.dropped {
            self.out.push_str(&rest[from..*start]);
            from = *end;
        }
        self.out.push_str(&rest[from..tag.len]);
    }
}

/// A start tag.
struct Tag {
    /// In bytes, with both brackets.
    len: usize,
    /// Attributes over a limit, as ranges of bytes.
    dropped: Vec<(usize, usize)>,
}

impl Tag {
    fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut at = 1 + name_at(&source[1..]).len();
        let mut attributes = 0;
        let mut dropped = Vec::new();
        loop {
            at += count(&bytes[at..], |byte| {
                byte.is_ascii_whitespace() || byte == b'/'
            });
            match bytes.get(at) {
                None => break,
                Some(b'>') => {
                    at += 1;
                    break;
                }
                Some(_) => {
                    let start = at;
                    at += attribute(&bytes[at..]);
                    attributes += 1;
                    if attributes > MAX_ATTRIBUTES || at - start > MAX_ATTRIBUTE {
                        dropped.push((start, at));
                    }
                }
            }
        }
        Self { len: at, dropped }
    }
}

/// Length of the attribute at the start, including its value.
fn attribute(bytes: &[u8]) -> usize {
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'=');
    let name = 1 + count(&bytes[1..], |byte| !is_end(byte));
    let spaces = count(&bytes[name..], |byte| byte.is_ascii_whitespace());
    let equals_at = name + spaces;
    if bytes.get(equals_at) != Some(&b'=') {
        return name;
    }
    let value = equals_at + 1 + count(&bytes[equals_at + 1..], |byte| byte.is_ascii_whitespace());
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => {
            let inner = &bytes[value + 1..];
            memchr::memchr(*quote, inner).map_or(bytes.len(), |at| value + at + 2)
        }
        Some(_) => {
            let is_value = |byte: u8| !byte.is_ascii_whitespace() && byte != b'>';
            value + count(&bytes[value..], is_value)
        }
        None => bytes.len(),
    }
}

fn count(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> usize {
    let end = bytes.iter().position(|byte| !is_one(*byte));
    end.unwrap_or(bytes.len())
}

fn name_at(source: &str) -> &str {
    let end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    &source[..count(source.as_bytes(), |byte| !end(byte))]
}

/// The name in lower case if a rule here mentions it; others as written.
fn known(name: &str) -> &str {
    const NAMED: [&str; 26] = [
        "html", "body", "tbody", "p", "span", "div", "section", "article", "button", "ul", "ol",
        "menu", "dl", "select", "datalist", "table", "td", "th", "tr", "li", "dt", "dd", "option",
        "svg", "template", "noscript",
    ];
    let lists = [&NAMED[..], &FORMATTING, &VOID, &RAW];
    let mut all = lists.into_iter().flatten().copied();
    all.find(|known| known.eq_ignore_ascii_case(name))
        .unwrap_or(name)
}

fn length_of_tag(source: &str) -> Option<usize> {
    source.find('>').map(|at| at + 1)
}

/// Whether an element is a script, a style sheet or a frame, whose page is written in its place. Scripts in JSON-LD describe the page and are kept.
fn is_unseen(name: &str, tag: &str) -> bool {
    ["style", "iframe"].contains(&name)
        || name == "script" && !tag.to_ascii_lowercase().contains("ld+json")
}

/// Length of the rest of a comment.
fn end_of_comment(rest: &str) -> Option<usize> {
    let mut signs = memchr::memchr_iter(b'>', rest.as_bytes());
    let is_end = |inner: &str| ["--", "--!"].iter().any(|end| inner.ends_with(end));
    let end = signs.find(|at| ["", "-"].contains(&&rest[..*at]) || is_end(&rest[..*at]));
    end.map(|at| at + 1)
}

/// Offset of the end tag of raw content.
fn end_of_raw(content: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memmem::find(&content.as_bytes()[from..], b"</")?;
        let found = content.get(at + 2..at + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(at);
        }
        from = at + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(source: &str) -> Limited {
        super::within_limits(source, Frames::default())
    }

    fn within_limits(source: &str) -> String {
        limited(source).html
    }

    #[test]
    fn a_page_within_the_limits_is_not_changed() {
        for page in [
            "<!DOCTYPE html><p class='a>b' hidden>One<br/>two</p><P>three</p></p>",
            "<ul><li>one<li>two<li>three</ul>",
            "<script type='application/ld+json'>{\"a\": '<i><!-- -->' }</script>a < b <3",
            "<p>one<p>two<div>three</div>",
            "<a href=x>unclosed",
            "<p",
            "<",
        ] {
            assert_eq!(within_limits(page), page);
        }
        let list = "<li>".repeat(2000);
        assert_eq!(within_limits(&list), list);
        let links = "<a href=x>link".repeat(100);
        assert_eq!(within_limits(&links), links);
    }

    #[test]
    fn comments_scripts_and_end_tags_that_close_nothing_are_left_out() {
        for (page, kept) in [
            ("a<script>if (a < b) { '<i></p>' }</SCRIPT >b<style>", "ab"),
            ("a<script type=module>x</script", "a"),
            ("a<!-- <b> -->b", "ab"),
            ("a<!---->b<!-->c<!--->d<!-- > -- >--!>e", "abcde"),
            ("a<!--[if IE]><b>-->b</b></nothing>", "ab"),
            ("a<!-- b", "a"),
        ] {
            assert_eq!(within_limits(page), kept, "{page}");
        }
    }

    #[test]
    fn a_page_that_is_cut_off_is_told_from_one_that_leaves_out_end_tags() {
        let page = "<!doctype html><html lang=en><head><title>Dam</title></head><body><div class=a><p>The dam \
            broke.</p><ul><li>One</li><li>Two</li></ul><!-- x --><script>a<b</script><p>Twelve people</p></div>";
        for end in ["</body></html>", "</html>", "<p>"] {
            let page = [page, end].concat();
            assert_eq!(limited(&page).is_cut_off, end == "<p>", "{end}");
        }
        for minified in [
            "<!doctype html><html lang=en><title>Dam</title><p>The dam broke<ul><li>One<li>Two</ul><p>Twelve people",
            "<p>The dam",
            "<div>of a mail",
        ] {
            assert!(!limited(minified).is_cut_off, "{minified}");
        }
        let body = page.find("The dam").unwrap();
        for cut in body..page.len() - "</div>".len() {
            assert!(limited(&page[..cut]).is_cut_off, "{}", &page[..cut]);
        }
    }

    #[test]
    fn tags_nested_too_deep_are_removed_and_their_text_is_kept() {
        let page = "<div>".repeat(1000) + "deep" + &"</div>".repeat(1000);
        let kept = within_limits(&page);
        assert_eq!(kept.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(kept.matches("</div>").count(), MAX_DEPTH);
        assert!(kept.contains("deep"));
        let bold = within_limits(&"<b><i>x".repeat(100));
        assert_eq!(
            bold.matches("<b>").count() + bold.matches("<i>").count(),
            MAX_FORMATTING
        );
        assert_eq!(bold.matches('x').count(), 100);
    }

    #[test]
    fn attributes_over_the_limit_are_removed() {
        let many = "x=1 ".repeat(200);
        let kept = within_limits(&format!("<p {many}>text</p>"));
        assert_eq!(kept.matches("x=1").count(), MAX_ATTRIBUTES);
        let long = "x".repeat(MAX_ATTRIBUTE);
        let page = format!("<img src=\"{long}\" alt='A dam'>text");
        assert_eq!(within_limits(&page), "<img  alt='A dam'>text");
    }

    #[test]
    fn texts_with_many_escapes_are_written_in_linear_time() {
        let page = Document::from("a & b ".repeat(100_000).as_str());
        limit_escapes(&page);
        assert!(!page.html().contains('&'));
        let page = Document::from("<p>a & b");
        limit_escapes(&page);
        assert!(page.html().contains("a &amp; b"));
    }

    #[test]
    fn a_hundred_thousand_open_tags_do_not_take_quadratic_time() {
        for tag in [
            "<span>",
            "<b>",
            "<x></y>",
            "<p><table>",
            "<li>",
            "</p>",
            "<a ",
        ] {
            let page = tag.repeat(100_000);
            assert!(within_limits(&page).len() <= page.len());
        }
    }
}
