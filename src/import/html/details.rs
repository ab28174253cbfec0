//! Article details that a page states about itself, and those that the program which saved it added.

use super::{
    blocks::{attribute, of_element},
    described::Described,
    published,
};
use crate::{import::one_line, project::ArticleDetails};

use dom_query::{Document, NodeId};
use dom_smoothie::Metadata;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Number of bytes at the start of a page that are searched for the comment of the program that saved it.
const HEAD_BYTES: usize = 8192;

/// Maximum length of the name of an author, in bytes.
const MAX_NAME: usize = 100;

/// The details of a page; `found` is from its meta elements. The last argument tells whether an element contains any of
/// the article.
pub(super) fn details(
    saved: SavedBy,
    page: &Document,
    found: Metadata,
    is_in_article: impl Fn(NodeId) -> bool,
) -> ArticleDetails {
    let said = |value: Option<String>| value.map(|value| one_line(&value)).unwrap_or_default();
    let Described {
        headline,
        byline,
        outlet,
        published,
    } = Described::on(page);
    let title = one_line(&found.title);
    let is_part = headline.contains(' ') && title.contains(&headline);
    let bylines = [byline, said(found.byline), linked_author(page)].into_iter();
    let mut bylines = bylines.filter(|it| !it.is_empty() && !is_address(it));
    let dates = [published, said(found.published_time)];
    ArticleDetails {
        title: if is_part { headline } else { title },
        outlet: if outlet.is_empty() {
            said(found.site_name)
        } else {
            outlet
        },
        byline: bylines.next().unwrap_or_default(),
        published: published::published(page, dates, is_in_article),
        retrieved: saved.date,
        url: first_address([
            saved.url,
            attribute_of(page, "link[rel=canonical]", "href"),
            attribute_of(page, "meta[property='og:url']", "content"),
            found.url.unwrap_or_default(),
        ]),
        language: language(page),
        ..ArticleDetails::default()
    }
}

/// The text of a link to the author of the page.
fn linked_author(page: &Document) -> String {
    let text = one_line(
        &page
            .select_single("a[rel~=author], address [rel~=author]")
            .text(),
    );
    if text.len() <= MAX_NAME {
        text
    } else {
        String::new()
    }
}

fn language(page: &Document) -> String {
    let language = attribute_of(page, "html[lang]", "lang");
    let is_tag = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    let tag = language.trim().replace('_', "-");
    if tag.len() <= 35 && tag.chars().all(is_tag) {
        tag
    } else {
        String::new()
    }
}

fn attribute_of(page: &Document, selector: &str, name: &str) -> String {
    let found = page.select_single(selector);
    let node = found.nodes().first();
    let value = node
        .and_then(|node| of_element(node, |element| attribute(element, name).map(str::to_owned)));
    value.flatten().unwrap_or_default().trim().to_owned()
}

fn first_address<const N: usize>(candidates: [String; N]) -> String {
    let mut candidates = candidates.into_iter();
    candidates.find(|url| is_address(url)).unwrap_or_default()
}

pub(super) fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    })
}

/// Address and date that `SingleFile` or a browser wrote when it saved the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SavedBy {
    url: String,
    date: String,
}

impl SavedBy {
    pub fn of(source: &str) -> Self {
        let mut end = source.len().min(HEAD_BYTES);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let head = &source[..end];
        if let Some((_, comment)) = head.split_once("Page saved with SingleFile") {
            let comment = comment.split("-->").next().unwrap_or_default();
            let field = |name| {
                comment
                    .lines()
                    .find_map(|line| line.trim().strip_prefix(name))
            };
            return Self {
                url: field("url:").unwrap_or_default().trim().to_owned(),
                date: field("saved date:").map(date_of_script).unwrap_or_default(),
            };
        }
        // "saved from url=(0042)https://…", as browsers write it.
        let from = head.split_once("<!-- saved from url=(");
        let url = from.and_then(|(_, rest)| rest.split_once(')'));
        let url = url.and_then(|(_, rest)| rest.split_whitespace().next());
        Self {
            url: url.unwrap_or_default().to_owned(),
            date: String::new(),
        }
    }
}

/// Converts "Tue May 13 2031 09:12:00 GMT+0200 (…)" to ISO 8601; returns anything else unchanged.
fn date_of_script(written: &str) -> String {
    let written = written.trim();
    let words: Vec<&str> = written.split_whitespace().collect();
    let read = || {
        let [_, month, day, year, time, zone, ..] = words[..] else {
            return None;
        };
        let month = MONTHS.find(month).filter(|at| at % 3 == 0)? / 3 + 1;
        let zone = zone.strip_prefix("GMT")?;
        let (hours, minutes) = zone.split_at_checked(3)?;
        Some(format!("{year}-{month:02}-{day}T{time}{hours}:{minutes}"))
    };
    read().unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_of_the_program_that_saved_the_page_is_read() {
        let single_file = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://courier.example.org/dam?a=1 \n saved date: Tue May 13 2031 09:12:00 GMT+0200 (Central European Summer Time)\n-->";
        let expected = SavedBy {
            url: "https://courier.example.org/dam?a=1".to_owned(),
            date: "2031-05-13T09:12:00+02:00".to_owned(),
        };
        assert_eq!(SavedBy::of(single_file), expected);
        let browser = "<!-- saved from url=(0035)https://courier.example.org/dam --><html>";
        assert_eq!(SavedBy::of(browser).url, "https://courier.example.org/dam");
        assert_eq!(SavedBy::of("<html>"), SavedBy::default());
        assert_eq!(date_of_script("yesterday"), "yesterday");
    }
}
