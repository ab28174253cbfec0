//! The article of a page as its structured data describes it (JSON-LD in the words of schema.org).

use super::details::is_address;
use crate::import::one_line;

use std::collections::{BTreeMap, BTreeSet};

use dom_query::Document;
use serde_json::Value;

/// Ends of the names of types that are articles: `NewsArticle`, `BlogPosting`, `SocialMediaPosting`.
const ARTICLES: [&str; 3] = ["Article", "Posting", "Report"];

/// What the structured data says about the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub headline: String,
    pub byline: String,
    pub outlet: String,
    pub published: String,
}

impl Described {
    pub fn on(page: &Document) -> Self {
        let scripts = page.select("script[type='application/ld+json']");
        let scripts = scripts.nodes().iter().map(dom_query::NodeRef::text);
        let read: Vec<Value> = scripts
            .filter_map(|script| serde_json::from_str(&script).ok())
            .collect();
        let mut graph = Graph::default();
        for value in &read {
            graph.add(value);
        }
        let article = read.iter().find_map(|value| graph.article(value));
        article
            .map(|article| graph.describe(article))
            .unwrap_or_default()
    }
}

/// The objects that have an identifier, by which others refer to them.
#[derive(Default)]
struct Graph<'v>(BTreeMap<&'v str, &'v Value>);

impl<'v> Graph<'v> {
    fn add(&mut self, value: &'v Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.add(one)),
            Value::Object(fields) => {
                // An object with nothing else is a reference.
                if let Some(Value::String(id)) = fields.get("@id")
                    && fields.len() > 1
                {
                    self.0.entry(id).or_insert(value);
                }
                fields.values().for_each(|one| self.add(one));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The object that a value is, or refers to.
    fn object(&self, value: &'v Value) -> &'v Value {
        let id = value.get("@id").unwrap_or(value).as_str();
        id.and_then(|id| self.0.get(id).copied()).unwrap_or(value)
    }

    /// The article among the objects of a script, not one that it only mentions.
    fn article(&self, value: &'v Value) -> Option<&'v Value> {
        if let Value::Array(all) = value {
            return all.iter().find_map(|one| self.article(one));
        }
        if is_article(value) {
            return Some(value);
        }
        let main = value.get("mainEntity").map(|main| self.object(main));
        let main = main.filter(|main| is_article(main));
        main.or_else(|| self.article(value.get("@graph")?))
    }

    fn describe(&self, article: &'v Value) -> Described {
        let text = |name| article.get(name).and_then(Value::as_str).map(plain);
        let names = |name| article.get(name).map(|value| self.names(value));
        Described {
            headline: text("headline").unwrap_or_default(),
            byline: names("author").unwrap_or_default(),
            outlet: names("publisher").unwrap_or_default(),
            published: text("datePublished").unwrap_or_default(),
        }
    }

    /// The names of people or organisations: texts, objects with a name, or references to some.
    fn names(&self, value: &'v Value) -> String {
        let all = match value {
            Value::Array(all) => &all[..],
            _ => std::slice::from_ref(value),
        };
        let names = all.iter().flat_map(|one| {
            let one = self.object(one);
            match one.get("name").unwrap_or(one) {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                name => name.as_str().into_iter().collect::<Vec<_>>(),
            }
        });
        let mut seen = BTreeSet::new();
        let names = names.map(plain);
        let names = names.filter(|it| !it.is_empty() && !is_address(it) && seen.insert(it.clone()));
        names.collect::<Vec<_>>().join(", ")
    }
}

fn is_article(value: &Value) -> bool {
    let is_one = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        ARTICLES.iter().any(|end| kind.ends_with(end))
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_one),
        Some(kind) => is_one(kind),
        None => false,
    }
}

/// A text on one line. Some programs write it with character references.
fn plain(text: &str) -> String {
    if text.contains('&') {
        one_line(&Document::fragment(text.replace('<', "&lt;")).text())
    } else {
        one_line(text)
    }
}
