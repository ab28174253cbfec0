//! The date of publication: from the structured data, the meta elements, or a time beside the article.

use super::{
    blocks::{attribute, of_element},
    choice::NOT_ARTICLE,
};

use crate::import::one_line;

use dom_query::{Document, NodeId, NodeRef};
use jiff::civil::Date;

/// Names of meta elements, in lower case, the surest first.
const META: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "citation_publication_date",
    "date",
];

/// Parts of class names: times in such elements belong to other stories, or to comments.
const OTHER_CLASSES: [&str; 8] = [
    "related",
    "sidebar",
    "comment",
    "recommend",
    "popular",
    "teaser",
    "widget",
    "most-read",
];

/// Words before the time of a change.
const UPDATED: [&str; 16] = [
    "updated",
    "update",
    "modified",
    "aktualisiert",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "actualización",
    "atualizado",
    "aggiornato",
    "bijgewerkt",
    "обновлено",
    "aktualizacja",
    "تحديث",
];

/// Maximum length of the words before a time, in bytes.
const MAX_BEFORE: usize = 60;

/// The first year of a newspaper, and a year that no date of publication reaches.
const FIRST_YEAR: i16 = 1600;
const LAST_YEAR: i16 = 2200;

/// The date of publication as written: the first possible one of those in the structured data and the meta elements, or
/// else of the times in the element with the article, given some of its elements.
pub(super) fn published(
    page: &Document,
    described: [String; 2],
    article: impl Fn(NodeId) -> bool,
) -> String {
    let metas = page.select("meta[content]");
    let meta = |name: &str| {
        let is_so = |node: &&NodeRef<'_>| {
            let names = ["property", "name", "itemprop"].into_iter();
            names
                .filter_map(|it| node.attr(it))
                .any(|it| it.eq_ignore_ascii_case(name))
        };
        let found = metas.nodes().iter().find(is_so)?;
        found.attr("content").map(|it| it.to_string())
    };
    let stated = described
        .into_iter()
        .chain(META.into_iter().filter_map(meta));
    let mut dates = stated.map(|date| one_line(&date));
    dates
        .find(|date| is_possible(date))
        .or_else(|| shown(page, article))
        .unwrap_or_default()
}

/// The first time that the page shows for its article.
fn shown(page: &Document, is_in_article: impl Fn(NodeId) -> bool) -> Option<String> {
    let times = page.select("time[datetime], [itemprop=datePublished][datetime]");
    let mut times = times.nodes().iter().filter(|time| {
        let around: Vec<NodeRef<'_>> = time.ancestors_it(None).collect();
        let own = around
            .iter()
            .find(|it| it.has_name("article") || it.has_name("main"));
        own.is_none_or(|own| is_in_article(own.id))
            && !around.iter().any(is_of_another)
            && !is_of_change(time)
    });
    times.find_map(|time| {
        let date = one_line(&time.attr("datetime")?);
        is_possible(&date).then_some(date)
    })
}

/// Whether an element has nothing of the article, except in its header.
fn is_of_another(node: &NodeRef<'_>) -> bool {
    let names = NOT_ARTICLE.iter().filter(|name| **name != "header");
    let class = of_element(node, |element| {
        let class = attribute(element, "class").unwrap_or_default();
        let id = attribute(element, "id").unwrap_or_default();
        format!("{class} {id}").to_lowercase()
    });
    let is_page = ["html", "body", "main", "article"]
        .iter()
        .any(|name| node.has_name(name));
    node.has_name("li")
        || names.into_iter().any(|name| node.has_name(name))
        || !is_page && class.is_some_and(|class| OTHER_CLASSES.iter().any(|it| class.contains(it)))
}

/// Whether a time says when the article was changed.
fn is_of_change(time: &NodeRef<'_>) -> bool {
    let own = ["class", "itemprop"]
        .into_iter()
        .filter_map(|name| time.attr(name));
    let own = own.map(|it| it.to_lowercase()).collect::<String>();
    if own.contains("published") {
        return false;
    }
    let before = time.prev_sibling().map(|it| it.text().to_string());
    let before = before.filter(|it| !it.trim().is_empty()).or_else(|| {
        let parent = time.parent()?;
        let is_alone = parent
            .descendants_it()
            .filter(|it| it.has_name("time"))
            .count()
            == 1;
        is_alone.then(|| parent.text().to_string())
    });
    let before = before.unwrap_or_default().trim().to_lowercase();
    let is_near = before.len() <= MAX_BEFORE;
    UPDATED
        .iter()
        .any(|word| own.contains(word) || is_near && before.contains(word))
}

/// Whether a date in digits is one of the calendar, in years with newspapers. A date in words is left to the reader.
fn is_possible(written: &str) -> bool {
    let (day, time) = written.split_once(['T', ' ']).unwrap_or((written, ""));
    let is_sign = |byte: u8| byte.is_ascii_digit() || b"-/.".contains(&byte);
    if written.is_empty() || !day.bytes().all(is_sign) {
        return !written.is_empty();
    }
    let whole = if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
    } else {
        day.to_owned()
    };
    let numbers = whole
        .split(['-', '/', '.'])
        .map(|part| part.parse::<i16>().ok());
    let is_year = |year: i16| (FIRST_YEAR..LAST_YEAR).contains(&year);
    let is_day = |year: i16, month: i16, day: i16| {
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
            return false;
        };
        is_year(year) && Date::new(year, month, day).is_ok()
    };
    match numbers.collect::<Option<Vec<i16>>>().as_deref() {
        // "12 May 2031".
        Some([_]) if !time.is_empty() => true,
        Some([year]) => is_year(*year),
        Some([year, month]) => is_day(*year, *month, 1),
        Some([a, b, c]) => is_day(*a, *b, *c) || is_day(*c, *b, *a) || is_day(*c, *a, *b),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_dates_are_not_taken() {
        for date in [
            "",
            "0001-01-01",
            "0001-01-01T00:00:00Z",
            "2031-13-01",
            "2031-02-31",
            "1957824000",
            "1957824000000",
            "0",
            "20311301",
            "1970",
            "9999-12-31",
        ] {
            assert_eq!(is_possible(date), date == "1970", "{date}");
        }
        for date in [
            "2031-05-12",
            "2031-05",
            "2031-05-12T08:00:00+02:00",
            "2031-05-12 08:00",
            "20310512",
            "12.05.2031",
            "05/12/2031",
            "12 May 2031",
            "Mon, 12 May 2031 08:00 GMT",
            "12 мая 2031",
            "2031年5月12日",
        ] {
            assert!(is_possible(date), "{date}");
        }
    }
}
