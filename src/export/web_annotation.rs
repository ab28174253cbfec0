//! The passages as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): one for each link to a claim, and
//! one for each highlight without links.

use super::{
    citation::http_address,
    records::{ArticleRecord, ClaimRecord, EvidenceRecord, HighlightRecord, Holds, Records},
};
use crate::project::guid;

use serde::Serialize;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

pub(super) const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    quotes: true,
    contexts: true,
    ..Holds::SOURCES
};

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let linked = records
        .passages()
        .map(|(claim, evidence, article, highlight)| {
            Annotation::of(article, highlight, Some((claim, evidence)))
        });
    let unlinked = records.articles.iter().flat_map(|article| {
        let highlights = article.highlights.iter().filter(|it| !it.is_linked);
        highlights.map(move |highlight| Annotation::of(article, highlight, None))
    });
    let items: Vec<Annotation<'_>> = linked.chain(unlinked).collect();
    let collection = Collection {
        context: CONTEXT,
        id: urn("annotation collection", &records.id),
        kind: "AnnotationCollection",
        label: &records.title,
        total: items.len(),
        first: Page {
            id: urn("annotation page", &records.id),
            kind: "AnnotationPage",
            part_of: urn("annotation collection", &records.id),
            start_index: 0,
            items,
        },
    };
    (super::json::pretty(&collection), left_out(records))
}

fn left_out(records: &Records) -> Vec<String> {
    let without = records.claims.iter().filter(|it| it.evidence.is_empty());
    let attributed = records
        .passages()
        .filter(|(_, it, ..)| it.speaker.is_some());
    [
        (
            without.count(),
            "claim without passages",
            "claims without passages",
        ),
        (
            attributed.count(),
            "attribution to a speaker",
            "attributions to speakers",
        ),
    ]
    .into_iter()
    .filter_map(|(count, one, many)| super::left_out(count, one, many))
    .collect()
}

fn urn(kind: &str, id: &str) -> String {
    format!("urn:uuid:{}", guid(kind, id))
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    part_of: String,
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

/// The claim is a tag, the stance an assessment, and notes are comments.
#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(rename = "body", skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: String,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        prefix: &'a str,
        suffix: &'a str,
    },
    TextPositionSelector {
        start: usize,
        end: usize,
    },
}

impl<'a> Annotation<'a> {
    fn of(
        article: &'a ArticleRecord,
        highlight: &'a HighlightRecord,
        link: Option<(&'a ClaimRecord, &'a EvidenceRecord)>,
    ) -> Self {
        let (id, motivation) = match link {
            Some((_, evidence)) => (urn("evidence", &evidence.id), "assessing"),
            None => (urn("highlight", &highlight.id), "highlighting"),
        };
        let (statement, stance, note) = link.map_or(("", "", ""), |(claim, evidence)| {
            (
                claim.statement.as_str(),
                evidence.stance,
                evidence.note.as_str(),
            )
        });
        let values = [
            ("tagging", statement),
            ("assessing", stance),
            ("commenting", note),
            ("commenting", &highlight.note),
        ];
        let found = values
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty());
        let bodies = found.map(|(purpose, value)| Body {
            kind: "TextualBody",
            purpose,
            value,
        });
        Self {
            context: CONTEXT,
            id,
            kind: "Annotation",
            motivation,
            bodies: bodies.collect(),
            target: Target::of(article, highlight),
        }
    }
}

impl<'a> Target<'a> {
    fn of(article: &ArticleRecord, highlight: &'a HighlightRecord) -> Self {
        let id = article.sha256.as_ref().unwrap_or(&article.id);
        Self {
            kind: "SpecificResource",
            source: http_address(&article.url).unwrap_or_else(|| urn("source", id)),
            selector: [
                Selector::TextQuoteSelector {
                    exact: &highlight.quote,
                    prefix: &highlight.prefix,
                    suffix: &highlight.suffix,
                },
                Selector::TextPositionSelector {
                    start: highlight.start,
                    end: highlight.end,
                },
            ],
        }
    }
}
