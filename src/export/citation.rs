//! Parts common to CSL-JSON and BibTeX.

use super::records::{ArticleRecord, Records};
use crate::{
    analysis::PartialDate,
    text::{PageAddress, counted},
};

use std::collections::BTreeMap;

/// A key for each article from its outlet and year: "northcourier2031", "northcourier2031b". ASCII letters and digits
/// only.
pub(super) fn citation_keys(articles: &[ArticleRecord]) -> Vec<String> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let key = |article: &ArticleRecord| {
        let letters = article.outlet.chars().filter(char::is_ascii_alphanumeric);
        let outlet: String = letters.take(40).collect::<String>().to_ascii_lowercase();
        let outlet = if outlet.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
            outlet
        } else {
            format!("source{outlet}")
        };
        let year = PartialDate::parse(&article.published);
        let year = year.map(|date| date.year.to_string()).unwrap_or_default();
        let key = outlet + &year;
        let count = used.entry(key.clone()).or_default();
        *count += 1;
        match *count {
            1 => key,
            nth @ 2..=26 => format!("{key}{}", char::from(b'a' + nth as u8 - 1)),
            nth => format!("{key}x{nth}"),
        }
    };
    articles.iter().map(key).collect()
}

/// The address, if it is one that a browser can open.
pub(super) fn http_address(url: &str) -> Option<String> {
    let address = PageAddress::of(url).ok()?;
    Some(address.as_str().to_owned())
}

pub(super) fn left_out(records: &Records) -> Vec<String> {
    let credited = records.articles.iter();
    let credited = credited.filter(|it| !it.agency_credits.trim().is_empty());
    let articles = match credited.count() {
        0 => return Vec::new(),
        count => counted(count, "article"),
    };
    vec![format!("the agency credits of {articles} are left out")]
}
