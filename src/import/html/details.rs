//! Article details that a page states about itself, and those that the program which saved it added.

use super::blocks::{attribute, of_element};
use crate::{import::one_line, project::ArticleDetails};

use dom_query::Document;
use dom_smoothie::Metadata;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Number of bytes at the start of a page that are searched for the comment of the program that saved it.
const HEAD_BYTES: usize = 8192;

/// The details of a page; `found` is from its JSON-LD and meta elements.
pub(super) fn details(saved: SavedBy, page: &Document, found: Metadata) -> ArticleDetails {
    let said = |value: Option<String>| value.map(|value| one_line(&value)).unwrap_or_default();
    let byline = said(found.byline);
    ArticleDetails {
        title: one_line(&found.title),
        outlet: said(found.site_name),
        byline: if is_address(&byline) {
            String::new()
        } else {
            byline
        },
        published: published(page, found.published_time),
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

fn published(page: &Document, found: Option<String>) -> String {
    let time = || {
        attribute_of(
            page,
            "article time[datetime], main time[datetime]",
            "datetime",
        )
    };
    let date = found.unwrap_or_else(time);
    let date = one_line(&date);
    if date.is_empty() {
        attribute_of(page, "time[datetime]", "datetime")
    } else {
        date
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

fn is_address(text: &str) -> bool {
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
