//! The graph from speakers and articles to claims as nodes and edges, for `GraphML` and DOT.

use super::records::{ArticleRecord, ClaimRecord, Holds, Records};

use std::collections::HashSet;

pub(super) const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    quotes: true,
    ..Holds::SOURCES
};

pub(super) struct Node {
    pub id: String,
    /// "claim", "passage", "article" or "speaker".
    pub kind: &'static str,
    pub label: String,
    /// Values with their keys from [`DETAILS`].
    pub details: Vec<(&'static str, String)>,
}

pub(super) const DETAILS: [&str; 9] = [
    "number",
    "verdict",
    "status",
    "outlet",
    "published",
    "url",
    "language",
    "locator",
    "excluded",
];

pub(super) struct Edge {
    pub from: String,
    pub to: String,
    /// "evidence", "contains", "said", "relayed", "derived from", "made" or "relation".
    pub kind: &'static str,
    /// The stance, the relation or the kind of derivation; otherwise the kind again.
    pub label: &'static str,
}

pub(super) fn nodes(records: &Records) -> Vec<Node> {
    let claims = records.claims.iter().map(claim);
    let articles = records.articles.iter().map(article);
    let passages = records.articles.iter().flat_map(|article| {
        article.highlights.iter().map(|highlight| Node {
            id: node_id("passage", &highlight.id),
            kind: "passage",
            label: highlight.quote.clone(),
            details: filled([("locator", highlight.locator.clone())]),
        })
    });
    let speakers = records.speakers.iter().map(|speaker| Node {
        id: node_id("speaker", &speaker.id),
        kind: "speaker",
        label: speaker.name.clone(),
        details: filled([("excluded", speaker.excluded.unwrap_or_default().to_owned())]),
    });
    claims
        .chain(articles)
        .chain(passages)
        .chain(speakers)
        .collect()
}

fn claim(claim: &ClaimRecord) -> Node {
    let verdict = claim.verdict.clone().unwrap_or_default();
    Node {
        id: node_id("claim", &claim.id),
        kind: "claim",
        label: claim.statement.clone(),
        details: filled([
            ("number", claim.number.to_string()),
            ("verdict", verdict),
            ("status", claim.status.to_owned()),
        ]),
    }
}

fn article(article: &ArticleRecord) -> Node {
    Node {
        id: node_id("article", &article.id),
        kind: "article",
        label: article.title.clone(),
        details: filled([
            ("outlet", article.outlet.clone()),
            ("published", article.published.clone()),
            ("url", article.url.clone()),
            ("language", article.language.clone()),
            ("excluded", article.excluded.unwrap_or_default().to_owned()),
        ]),
    }
}

/// The edges between nodes of the export.
pub(super) fn edges(records: &Records) -> Vec<Edge> {
    let mut edges = Vec::new();
    let exported: HashSet<&str> = records.articles.iter().map(|it| it.id.as_str()).collect();
    for article in &records.articles {
        let node = node_id("article", &article.id);
        for highlight in &article.highlights {
            let passage = node_id("passage", &highlight.id);
            edges.push(edge(&node, &passage, "contains", "contains"));
        }
        for derivation in &article.derived_from {
            let from = derivation.article.as_ref();
            let from = from.filter(|id| exported.contains(id.as_str()));
            let article = from.map(|id| node_id("article", id));
            let speaker = derivation.speaker.as_ref();
            let speaker = speaker.map(|id| node_id("speaker", id));
            for source in article.into_iter().chain(speaker) {
                edges.push(edge(&node, &source, "derived from", derivation.manner));
            }
        }
    }
    for claim in &records.claims {
        let node = node_id("claim", &claim.id);
        if let Some(speaker) = &claim.speaker {
            edges.push(edge(&node_id("speaker", speaker), &node, "made", "made"));
        }
        for piece in &claim.evidence {
            let passage = node_id("passage", &piece.highlight);
            edges.push(edge(&passage, &node, "evidence", piece.stance));
            if let Some(speaker) = &piece.speaker {
                edges.push(edge(&node_id("speaker", speaker), &passage, "said", "said"));
            }
            for relay in &piece.relayed_by {
                edges.push(edge(
                    &node_id("speaker", relay),
                    &passage,
                    "relayed",
                    "relayed",
                ));
            }
        }
        for relation in &claim.relations {
            let other = node_id("claim", &relation.claim);
            edges.push(edge(&node, &other, "relation", relation.relation));
        }
    }
    // A passage that is evidence for two claims was said only once.
    let mut seen = std::collections::BTreeSet::new();
    edges.retain(|it| seen.insert((it.from.clone(), it.to.clone(), it.kind, it.label)));
    edges
}

fn edge(from: &str, to: &str, kind: &'static str, label: &'static str) -> Edge {
    Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        kind,
        label,
    }
}

fn node_id(kind: &str, id: &str) -> String {
    format!("{kind}-{id}")
}

fn filled<const N: usize>(details: [(&'static str, String); N]) -> Vec<(&'static str, String)> {
    let details = details.into_iter();
    details
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}
