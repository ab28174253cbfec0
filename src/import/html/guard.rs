//! Limits the nesting of a page in one pass over its source, before any parser sees it: on pages nested without end,
//! parsers take quadratic time and recurse deeply. None of 1,171 saved pages reaches a limit.

use std::collections::HashMap;

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

/// The source of a page within the limits.
pub(super) fn within_limits(source: &str) -> String {
    let mut guard = Guard {
        out: String::with_capacity(source.len()),
        open: Vec::new(),
        counts: HashMap::default(),
        formatting: 0,
    };
    guard.pass(source);
    guard.out
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
}

impl<'s> Guard<'s> {
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

    /// Skips a comment, a doctype or a processing instruction.
    fn declaration(&mut self, rest: &str) -> usize {
        let end = match rest.strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map(|at| at + 7),
            None => rest.find('>').map(|at| at + 1),
        };
        let len = end.unwrap_or(rest.len());
        self.out.push_str(&rest[..len]);
        len
    }

    fn end_tag(&mut self, rest: &'s str) -> usize {
        let len = rest.find('>').map_or(rest.len(), |at| at + 1);
        let name = name_at(&rest[2..]);
        let name = known(name);
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            // Closes nothing.
            self.out.push_str(&rest[..len]);
            return len;
        }
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
        if VOID.contains(&name) {
            self.write(rest, &tag);
            return tag.len;
        }
        if RAW.contains(&name) {
            self.write(rest, &tag);
            let content = &rest[tag.len..];
            let len = end_of_raw(content, name).unwrap_or(content.len());
            self.out.push_str(&content[..len]);
            return tag.len + len;
        }
        self.close_before(name);
        let is_formatting = FORMATTING.contains(&name);
        // Browsers show the content of such a template in place of its element.
        let is_shadow = name == "template" && rest[..tag.len].contains("shadowrootmode");
        let is_too_many = is_formatting && self.formatting >= MAX_FORMATTING;
        let is_kept = self.open.len() < MAX_DEPTH && !is_too_many && !is_shadow;
        self.open.push((name, is_kept));
        *self.counts.entry(name).or_default() += 1;
        self.formatting += usize::from(is_formatting);
        if is_kept {
            self.write(rest, &tag);
        }
        tag.len
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
    const NAMED: [&str; 22] = [
        "p", "span", "div", "section", "article", "button", "ul", "ol", "menu", "dl", "select",
        "datalist", "table", "td", "th", "tr", "li", "dt", "dd", "option", "svg", "template",
    ];
    let lists = [&NAMED[..], &FORMATTING, &VOID, &RAW];
    let mut all = lists.into_iter().flatten().copied();
    all.find(|known| known.eq_ignore_ascii_case(name))
        .unwrap_or(name)
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

    #[test]
    fn a_page_within_the_limits_is_not_changed() {
        for page in [
            "<!DOCTYPE html><!-- <b> --><p class='a>b' hidden>One<br/>two</p><P>three",
            "<ul><li>one<li>two<li>three</ul>",
            "<script>if (a < b) { '<i>' }</script>a < b <3 </nothing>",
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
