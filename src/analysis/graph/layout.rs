use super::{
    build::{EdgeKind, Graph, GraphColumn, Node},
    curves::{Curve, route},
    node_order::{Ordered, order},
    positions::{NodeRect, WIDTH, node_rects},
    query::GraphQuery,
};
use crate::{
    project::{ClaimId, EvidenceId, Project, SpeakerId},
    text::WordOrder,
};

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

/// A graph with positions and curves, for painting and export. It has the ids of records; their text is read from the project.
///
/// ```
/// use crosscheck::{analysis::graph::{GraphLayout, GraphQuery}, project::Project};
/// let picture = GraphLayout::new(&Project::default(), &GraphQuery::default());
/// assert!(picture.nodes().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphLayout {
    nodes: Vec<PlacedNode>,
    edges: Vec<RoutedEdge>,
    height: f32,
    /// Indices of the nodes in `nodes`.
    places: BTreeMap<Node, usize>,
    /// Nodes of each column from top to bottom.
    columns: [Vec<usize>; 3],
    /// Edges at each node.
    at_node: Vec<Vec<usize>>,
    /// Speakers of the project, those with most passages first.
    speakers: Vec<SpeakerId>,
    tags: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedNode {
    pub node: Node,
    pub area: NodeRect,
}

/// An edge with its curve. Nodes are indices in [`GraphLayout::nodes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutedEdge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    pub curve: Curve,
}

impl GraphLayout {
    /// Lays out the part of the graph that matches a query; deterministic.
    pub fn new(project: &Project, query: &GraphQuery) -> Self {
        let graph = Graph::new(project, query);
        let ordered = order(&graph);
        Self {
            speakers: speakers_by_weight(project),
            tags: tags(project),
            ..Self::laid_out(&graph, &ordered)
        }
    }

    fn laid_out(graph: &Graph, ordered: &Ordered) -> Self {
        let rects = node_rects(graph, ordered);
        let curves = route(graph, &rects, ordered);
        let edges = graph.edges.iter().zip(curves);
        let mut at_node = vec![Vec::new(); graph.nodes.len()];
        for (at, edge) in graph.edges.iter().enumerate() {
            at_node[edge.from].push(at);
            at_node[edge.to].push(at);
        }
        let nodes = graph.nodes.iter().zip(&rects);
        let bottoms = rects.iter().map(|area| area.bottom());
        Self {
            height: bottoms.fold(0.0, f32::max),
            places: graph.nodes.iter().copied().zip(0..).collect(),
            nodes: nodes
                .map(|(node, area)| PlacedNode {
                    node: *node,
                    area: *area,
                })
                .collect(),
            edges: edges
                .map(|(edge, curve)| RoutedEdge {
                    from: edge.from,
                    to: edge.to,
                    kind: edge.kind,
                    curve,
                })
                .collect(),
            columns: [
                ordered.articles.clone(),
                ordered.middle_nodes().collect(),
                ordered.claims.clone(),
            ],
            at_node,
            ..Self::default()
        }
    }

    /// Width and height; everything is within them.
    pub fn size(&self) -> (f32, f32) {
        (WIDTH, self.height)
    }

    pub fn nodes(&self) -> &[PlacedNode] {
        &self.nodes
    }

    pub fn edges(&self) -> &[RoutedEdge] {
        &self.edges
    }

    /// Index of a node in [`nodes`](Self::nodes).
    pub fn find(&self, node: Node) -> Option<usize> {
        self.places.get(&node).copied()
    }

    /// The nodes of a column from top to bottom, by their indices in [`nodes`](Self::nodes).
    pub fn column(&self, column: GraphColumn) -> &[usize] {
        &self.columns[column as usize]
    }

    /// Nodes of a column at least partly between the heights `top` and `bottom`.
    pub fn within(&self, column: GraphColumn, top: f32, bottom: f32) -> &[usize] {
        let nodes = self.column(column);
        let first = nodes.partition_point(|at| self.nodes[*at].area.bottom() < top);
        let after = nodes.partition_point(|at| self.nodes[*at].area.top <= bottom);
        &nodes[first..after.max(first)]
    }

    /// The edges at a node, by their indices in [`edges`](Self::edges).
    pub fn edges_at(&self, node: usize) -> &[usize] {
        self.at_node.get(node).map_or(&[], Vec::as_slice)
    }

    pub fn other_end(&self, edge: usize, node: usize) -> usize {
        let edge = &self.edges[edge];
        if edge.from == node {
            edge.to
        } else {
            edge.from
        }
    }

    /// Evidence from a passage: for `claim` if there is any, otherwise the first.
    pub fn evidence_of(&self, passage: usize, claim: Option<ClaimId>) -> Option<EvidenceId> {
        let bears = self.edges_at(passage).iter().filter_map(|at| {
            let edge = &self.edges[*at];
            match edge.kind {
                EdgeKind::Bears(id, _) => Some((id, self.nodes[edge.to].node)),
                EdgeKind::Holds
                | EdgeKind::Said
                | EdgeKind::PassedOn
                | EdgeKind::DerivesFrom(_)
                | EdgeKind::Made
                | EdgeKind::Relates(..) => None,
            }
        });
        let of_claim = |(_, node): &(EvidenceId, Node)| claim.map(Node::Claim) == Some(*node);
        let mut all = bears.clone();
        all.find(of_claim)
            .or_else(|| bears.clone().next())
            .map(|(id, _)| id)
    }

    /// A node with its neighbours and the neighbours of its passages, sorted.
    pub fn around(&self, node: usize) -> Vec<usize> {
        let mut around = vec![node];
        for edge in self.edges_at(node) {
            let other = self.other_end(*edge, node);
            around.push(other);
            if matches!(self.nodes[other].node, Node::Passage(_)) {
                let further = self.edges_at(other).iter();
                around.extend(further.map(|edge| self.other_end(*edge, other)));
            }
        }
        around.sort_unstable();
        around.dedup();
        around
    }

    /// All speakers of the project, those with most passages first.
    pub fn speakers(&self) -> &[SpeakerId] {
        &self.speakers
    }

    /// All tags of the project, in alphabetical order.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }
}

fn speakers_by_weight(project: &Project) -> Vec<SpeakerId> {
    let mut speakers: Vec<SpeakerId> = project.speakers().map(|speaker| speaker.id).collect();
    speakers.sort_by_cached_key(|id| std::cmp::Reverse(project.evidence_by(*id).count()));
    speakers
}

fn tags(project: &Project) -> Vec<String> {
    let tags = project.claims().flat_map(|claim| &claim.tags);
    let each: BTreeSet<&str> = tags.map(SmolStr::as_str).collect();
    let mut sorted: Vec<String> = each.into_iter().map(str::to_owned).collect();
    sorted.sort_by_cached_key(|tag| WordOrder::Window.key(tag));
    sorted
}
