//! Counts that decide which sections a report has, known before the report is built.

use super::words::words;
use crate::{
    analysis::graph::{GraphLayout, GraphQuery},
    export::{ExportSettings, Extent, PreviewSection},
    project::Project,
    text::counted,
};

/// Larger tables and pictures are left out, with a sentence about it.
const MAX_CELLS: usize = 20_000;
const MAX_NODES: usize = 500;

/// Counts for the part of a project that a report is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::export) struct ReportSize {
    pub claims: usize,
    /// Links between passages and claims.
    pub passages: usize,
    pub articles: usize,
    /// Nodes of the graph; not all are counted if there are too many to draw.
    nodes: usize,
}

impl ReportSize {
    pub fn new(project: &Project, extent: &Extent) -> Self {
        let claims = extent.claims_of(project).count();
        let passages = extent.claims_of(project);
        let passages = passages.map(|(_, claim)| project.evidence_count(claim.id));
        let passages: usize = passages.sum();
        // Each claim and each piece of its evidence is a node.
        let nodes = if claims + passages > MAX_NODES {
            claims + passages
        } else {
            let query = graph_of(extent);
            GraphLayout::new(project, &query).nodes().len()
        };
        Self {
            claims,
            passages,
            articles: extent.articles_of(project).count(),
            nodes,
        }
    }

    fn cells(self) -> usize {
        self.claims * self.articles
    }

    pub fn has_matrix(self) -> bool {
        self.cells() <= MAX_CELLS
    }

    pub fn has_graph(self) -> bool {
        self.nodes <= MAX_NODES
    }

    /// Sentence fragments about what a report leaves out, in a format with or without pictures.
    pub fn left_out(self, shows_graph: bool) -> Vec<String> {
        let mut sentences = Vec::new();
        if !self.has_matrix() {
            let cells = self.cells();
            sentences.push(format!(
                "the matrix is left out: it has {cells} cells, and a report holds at most {MAX_CELLS}"
            ));
        }
        if !self.has_graph() {
            sentences.push(format!(
                "the graph is left out: it has more than {MAX_NODES} nodes, too many to read"
            ));
        } else if !shows_graph {
            sentences.push(
                "the graph is left out, since this format cannot contain pictures".to_owned(),
            );
        }
        sentences
    }
}

/// The part of the graph that a report shows.
pub(super) fn graph_of(extent: &Extent) -> GraphQuery {
    GraphQuery {
        exported_claims: extent.claims.clone(),
        ..GraphQuery::default()
    }
}

/// The sections of a report with their headings and contents.
pub(in crate::export) fn sections(
    size: ReportSize,
    settings: &ExportSettings,
    shows_graph: bool,
) -> Vec<PreviewSection> {
    let ReportSize {
        claims,
        passages,
        articles,
        nodes,
    } = size;
    let words = words(settings.extent.language);
    let left_out = "left out";
    let matrix = if size.has_matrix() {
        format!(
            "{} × {}",
            counted(claims, "claim"),
            counted(articles, "article")
        )
    } else {
        left_out.to_owned()
    };
    let graph = if size.has_graph() && shows_graph {
        counted(nodes, "node")
    } else {
        left_out.to_owned()
    };
    let each = [
        (words.summary, counted(claims, "claim")),
        (
            words.claims,
            format!(
                "{}, {}",
                counted(claims, "section"),
                counted(passages, "quote")
            ),
        ),
        (words.sources, counted(articles, "article")),
        (words.matrix, matrix),
        (words.graph, graph),
        (words.method, "verdict scale, house rules".to_owned()),
    ];
    let sections = each.map(|(heading, contents)| PreviewSection { heading, contents });
    sections.into()
}
