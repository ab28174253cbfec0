use std::{borrow::Cow, collections::HashMap};

use foldhash::fast::RandomState;

use super::{Names, RowAt, RowId};
use crate::project::{
    Article, Claim, Evidence, EvidenceSet, HighlightId, Knowledge, Naming, Project, Quotation,
    Usage,
};

/// The heading of the evidence. New columns come at the end; those that are there keep their names and their places.
pub const EVIDENCE_COLUMNS: [&str; COUNT] = [
    "claim_number",
    "claim",
    "verdict",
    "stance",
    "article",
    "outlet",
    "url",
    "published",
    "quote",
    "start",
    "end",
    "note",
    "claimant",
    "via",
    "cue",
    "quotation",
    "knowledge",
    "usage",
    "naming",
    "set",
];

const COUNT: usize = 20;

pub(super) fn each_row<E>(
    project: &Project,
    names: Names,
    mut hand_on: impl FnMut(RowAt, &[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let code_points = code_points_of_highlights(project);
    for (place, claim) in project.claims().enumerate() {
        for (nth, evidence) in project.evidence_of(claim.id).enumerate() {
            let at = RowAt {
                id: RowId::Evidence(evidence.id),
                claim: place + 1,
                piece: Some(nth + 1),
            };
            let edges = code_points.get(&evidence.highlight);
            let cells =
                edges.and_then(|edges| cells(project, names, (place + 1, claim), evidence, *edges));
            if let Some(cells) = cells {
                hand_on(at, &cells)?;
            }
        }
    }
    Ok(())
}

/// In the order of [`EVIDENCE_COLUMNS`].
fn cells<'a>(
    project: &'a Project,
    names: Names,
    (number, claim): (usize, &'a Claim),
    evidence: &'a Evidence,
    (start, end): (usize, usize),
) -> Option<[Cow<'a, str>; COUNT]> {
    let highlight = project.highlight(evidence.highlight)?;
    let article = project.article(highlight.article)?;
    let (source, said) = (&article.source, &evidence.attribution);
    let name = |id| names.of(project, id);
    let via: Vec<&str> = said.via.iter().map(|id| name(*id)).collect();
    Some([
        number.to_string().into(),
        (&claim.statement).into(),
        claim.verdict.as_deref().unwrap_or_default().into(),
        evidence.stance.label().into(),
        (&source.title).into(),
        (&source.outlet).into(),
        (&source.url).into(),
        (&source.published).into(),
        article.quote(highlight.span)?.into(),
        start.to_string().into(),
        end.to_string().into(),
        (&evidence.note).into(),
        said.claimant.map_or("", name).into(),
        via.join("; ").into(),
        (&said.cue).into(),
        said.quotation.map_or("", Quotation::label).into(),
        said.knowledge.map_or("", Knowledge::label).into(),
        said.usage.map_or("", Usage::label).into(),
        said.naming.map_or("", Naming::label).into(),
        evidence
            .set
            .map_or_else(String::new, EvidenceSet::label)
            .into(),
    ])
}

/// Where highlights begin and end in code points of their article.
type CodePoints = HashMap<HighlightId, (usize, usize), RandomState>;

/// Those of every highlight. Goes once through each article, not once a highlight.
fn code_points_of_highlights(project: &Project) -> CodePoints {
    let mut places =
        CodePoints::with_capacity_and_hasher(project.highlights().len(), RandomState::default());
    for article in project.articles() {
        let edges = code_points_at_edges(project, article);
        let at = |byte| {
            let found = edges.binary_search_by_key(&byte, |(edge, _)| *edge);
            found.map_or(0, |place| edges[place].1)
        };
        let highlights = project.highlights_of(article.id);
        places.extend(highlights.map(|(span, id)| (id, (at(span.start()), at(span.end())))));
    }
    places
}

/// Every edge of a highlight in bytes, ascending, and in code points.
fn code_points_at_edges(project: &Project, article: &Article) -> Vec<(usize, usize)> {
    let spans = project.highlights_of(article.id).map(|(span, _)| span);
    let mut edges: Vec<usize> = spans.flat_map(|span| [span.start(), span.end()]).collect();
    edges.sort_unstable();
    let text = article.text.as_str();
    let (mut byte, mut code_point) = (0, 0);
    let count_on = |edge| {
        code_point += text
            .get(byte..edge)
            .map_or(0, |piece| piece.chars().count());
        byte = edge;
        (edge, code_point)
    };
    edges.into_iter().map(count_on).collect()
}
