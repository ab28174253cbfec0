use super::{
    build::{EdgeKind, Graph, Node},
    curves::{Curve, route},
    node_order::{Ordered, order},
    positions::{GraphColumn, NodeRect, WIDTH, place},
    query::GraphQuery,
};
use crate::project::{ClaimId, EvidenceId, Project, SpeakerId};

use std::collections::BTreeMap;

/// A graph laid out: what the window paints and an export writes. Names records by their ids; what they say is read from the
/// project.
///
/// ```
/// use crosscheck::{analysis::graph::{GraphLayout, GraphQuery}, project::Project};
/// let picture = GraphLayout::of(&Project::default(), &GraphQuery::default());
/// assert!(picture.nodes().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphLayout {
    nodes: Vec<PlacedNode>,
    edges: Vec<RoutedEdge>,
    height: f32,
    /// The places of the nodes in `nodes`.
    places: BTreeMap<Node, usize>,
    /// GraphColumn by column: the nodes from top to bottom.
    columns: [Vec<usize>; 3],
    /// The edges at each node.
    at_node: Vec<Vec<usize>>,
    /// The speakers in the project, those that say most first.
    speakers: Vec<SpeakerId>,
    /// Every tag of a claim in the project.
    tags: Vec<String>,
}

/// A node and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedNode {
    /// Which.
    pub node: Node,
    /// Where.
    pub area: NodeRect,
}

/// An edge and the way it goes. Nodes by their places in [`GraphLayout::nodes`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoutedEdge {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub kind: EdgeKind,
    /// The way.
    pub curve: Curve,
}

impl GraphLayout {
    /// Lays out what a query asks for; the same for the same project each time.
    #[must_use]
    pub fn of(project: &Project, query: &GraphQuery) -> Self {
        let graph = Graph::of(project, query);
        let ordered = order(&graph);
        Self {
            speakers: speakers_by_weight(project),
            tags: tags(project),
            ..Self::laid_out(&graph, &ordered)
        }
    }

    fn laid_out(graph: &Graph, ordered: &Ordered) -> Self {
        let areas = place(graph, ordered);
        let curves = route(graph, &areas, ordered);
        let edges = graph.edges.iter().zip(curves);
        let mut at_node = vec![Vec::new(); graph.nodes.len()];
        for (at, edge) in graph.edges.iter().enumerate() {
            at_node[edge.from].push(at);
            at_node[edge.to].push(at);
        }
        let nodes = graph.nodes.iter().zip(&areas);
        let bottoms = areas.iter().map(|area| area.bottom());
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

    /// How wide and how high it is; everything lies within 0 and these.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (WIDTH, self.height)
    }

    /// Every node.
    #[must_use]
    pub fn nodes(&self) -> &[PlacedNode] {
        &self.nodes
    }

    /// Every edge.
    #[must_use]
    pub fn edges(&self) -> &[RoutedEdge] {
        &self.edges
    }

    /// The place of a node in [`nodes`](Self::nodes).
    #[must_use]
    pub fn find(&self, node: Node) -> Option<usize> {
        self.places.get(&node).copied()
    }

    /// The nodes of a column from top to bottom, by their places in [`nodes`](Self::nodes).
    #[must_use]
    pub fn column(&self, column: GraphColumn) -> &[usize] {
        &self.columns[column as usize]
    }

    /// The nodes of a column that reach into the heights from `top` to `bottom`.
    #[must_use]
    pub fn within(&self, column: GraphColumn, top: f32, bottom: f32) -> &[usize] {
        let nodes = self.column(column);
        let first = nodes.partition_point(|at| self.nodes[*at].area.bottom() < top);
        let after = nodes.partition_point(|at| self.nodes[*at].area.top <= bottom);
        &nodes[first..after.max(first)]
    }

    /// The edges at a node, by their places in [`edges`](Self::edges).
    #[must_use]
    pub fn edges_at(&self, node: usize) -> &[usize] {
        self.at_node.get(node).map_or(&[], Vec::as_slice)
    }

    /// The other end of an edge at a node.
    #[must_use]
    pub fn other_end(&self, edge: usize, node: usize) -> usize {
        let edge = &self.edges[edge];
        if edge.from == node {
            edge.to
        } else {
            edge.from
        }
    }

    /// A piece of evidence that a passage is: of `claim` where it is that, otherwise the first.
    #[must_use]
    pub fn evidence_of(&self, passage: usize, claim: Option<ClaimId>) -> Option<EvidenceId> {
        let bears = self.edges_at(passage).iter().filter_map(|at| {
            let edge = &self.edges[*at];
            match edge.kind {
                EdgeKind::Bears(id, _) => Some((id, self.nodes[edge.to].node)),
                _ => None,
            }
        });
        let of_claim = |(_, node): &(EvidenceId, Node)| claim.map(Node::Claim) == Some(*node);
        let mut all = bears.clone();
        all.find(of_claim)
            .or_else(|| bears.clone().next())
            .map(|(id, _)| id)
    }

    /// What belongs to a node: it, its neighbours, and where it is no passage, what its passages join it to. Sorted.
    #[must_use]
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

    /// The speakers of the project, drawn or not, those that say most first.
    #[must_use]
    pub fn speakers(&self) -> &[SpeakerId] {
        &self.speakers
    }

    /// Every tag of the project's claims, drawn or not, in alphabetical order.
    #[must_use]
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
    let sorted: std::collections::BTreeSet<&String> = tags.collect();
    sorted.into_iter().cloned().collect()
}
