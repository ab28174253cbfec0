//! Short names of articles for lists and columns.

use crate::{
    analysis::PartialDate,
    project::{Article, ArticleDetails},
    text::isolated,
    views::Paint,
};

/// The outlet, or the title if the outlet is not known.
pub(crate) fn outlet_or_title(article: &Article) -> &str {
    let ArticleDetails { outlet, title, .. } = &article.details;
    let names = [outlet, title];
    let first = names.into_iter().find(|name| !name.is_empty());
    first.map_or("Untitled article", String::as_str)
}

/// "The North Courier · 12 May".
pub(crate) fn name_and_date(paint: &Paint<'_>, article: &Article) -> String {
    let name = isolated(outlet_or_title(article));
    match short_date(paint, article) {
        date if date.is_empty() => name.into_owned(),
        date => format!("{name} \u{b7} {date}"),
    }
}

/// "12 May", with the year unless all articles are of the same year. Free text is returned in full.
pub(crate) fn short_date(paint: &Paint<'_>, article: &Article) -> String {
    let published = article.details.published.as_str();
    match PartialDate::parse(published) {
        Some(date) if paint.workbench.lists.year == Some(date.year) => date.day_and_month(),
        Some(date) => date.day_alone().to_string(),
        None => isolated(published).into_owned(),
    }
}
