use super::query::{GraphFocus, GraphQuery};
use crate::project::{
    ArticleId, Claim, ClaimId, DerivationManner, DerivationSource, Evidence, EvidenceId,
    HighlightId, Project, RelationId, RelationKind, SpeakerId, Stance,
};

use std::collections::BTreeSet;

use foldhash::fast::RandomState;
use indexmap::IndexSet;

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An article with evidence, or one that such an article derives from.
    Article(ArticleId),
    /// A speaker who said or relayed a passage or made a claim, or an agency that an article derives from.
    Speaker(SpeakerId),
    /// A highlight that is evidence.
    Passage(HighlightId),
    Claim(ClaimId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraphColumn {
    Articles,
    /// Speakers with their passages.
    Passages,
    Claims,
}

impl GraphColumn {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Articles, Self::Passages, Self::Claims];

    /// The column of a node.
    pub fn of(node: Node) -> Self {
        match node {
            Node::Article(_) => Self::Articles,
            Node::Speaker(_) | Node::Passage(_) => Self::Passages,
            Node::Claim(_) => Self::Claims,
        }
    }

    /// The column that many places to the right, or to the left if negative.
    pub fn neighbour(self, places: isize) -> Option<Self> {
        let index = (self as usize).checked_add_signed(places)?;
        Self::ALL.get(index).copied()
    }

    pub fn heading(self) -> &'static str {
        match self {
            Self::Articles => "Articles",
            Self::Passages => "Speakers and passages",
            Self::Claims => "Claims",
        }
    }
}

/// A connection between two nodes, by their indices in [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// The passage is in the article.
    Holds,
    /// The speaker said what the passage quotes.
    Said,
    /// The speaker relayed it.
    PassedOn,
    /// The passage is evidence for the claim.
    Bears(EvidenceId, Stance),
    /// The article derives from the other article or the agency.
    DerivesFrom(DerivationManner),
    /// The speaker made the claim.
    Made,
    /// The claim is related to the other claim.
    Relates(RelationId, RelationKind),
}

/// Nodes and edges that match a [`GraphQuery`]; deterministic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Articles, speakers and claims in the project's order, passages by claim; no node twice.
    pub nodes: Vec<Node>,
    /// At most one of each kind between the same two nodes.
    pub edges: Vec<Edge>,
}

impl Graph {
    pub fn new(project: &Project, query: &GraphQuery) -> Self {
        let mut builder = GraphBuilder::new(project, query);
        match query.focus {
            GraphFocus::Whole => builder.add_everything(),
            GraphFocus::Claim(id) => builder.around_claim(id),
            GraphFocus::Speaker(id) => builder.around_speaker(id),
        }
        builder.finish()
    }

    /// Neighbours of each node along the edges that match.
    pub(super) fn neighbours(&self, filter: impl Fn(&Edge) -> bool) -> Vec<Vec<usize>> {
        let mut neighbours = vec![Vec::new(); self.nodes.len()];
        for edge in self.edges.iter().filter(|edge| filter(edge)) {
            neighbours[edge.from].push(edge.to);
            neighbours[edge.to].push(edge.from);
        }
        neighbours
    }

    pub(super) fn column(&self, node: usize) -> GraphColumn {
        GraphColumn::of(self.nodes[node])
    }
}

struct GraphBuilder<'a> {
    project: &'a Project,
    query: &'a GraphQuery,
    nodes: IndexSet<Node, RandomState>,
    edges: Vec<Edge>,
    /// Edges already added, which several pieces of evidence may share.
    added: BTreeSet<(Node, Node, bool)>,
}

impl<'a> GraphBuilder<'a> {
    fn new(project: &'a Project, query: &'a GraphQuery) -> Self {
        Self {
            project,
            query,
            nodes: IndexSet::default(),
            edges: Vec::new(),
            added: BTreeSet::new(),
        }
    }

    fn add_everything(&mut self) {
        for claim in self.project.claims() {
            if self.query.passes(claim) {
                self.claim_with_evidence(claim);
            }
        }
    }

    fn around_claim(&mut self, id: ClaimId) {
        let Some(claim) = self.project.claim(id) else {
            return;
        };
        self.claim_with_evidence(claim);
        for relation in self.project.relations_of(id) {
            for end in [relation.from, relation.to] {
                self.add_claim(end);
            }
        }
    }

    fn around_speaker(&mut self, id: SpeakerId) {
        if self.project.speaker(id).is_none() {
            return;
        }
        self.nodes.insert(Node::Speaker(id));
        let mut said: Vec<&Evidence> = self.project.evidence_by(id).collect();
        said.sort_by_key(|evidence| self.project.claim_place(evidence.claim));
        for evidence in said {
            if self.add_claim(evidence.claim) {
                self.add_evidence(evidence);
            }
        }
        for claim in self.project.claims_by(id) {
            if self.add_claim(claim.id) {
                self.add_author(claim);
            }
        }
        for article in self.project.articles_from(id) {
            self.nodes.insert(Node::Article(article));
        }
    }

    /// Adds a claim if it matches the query. Returns whether it does.
    fn add_claim(&mut self, id: ClaimId) -> bool {
        let passes = |claim| self.query.passes(claim);
        let is_there = self.project.claim(id).is_some_and(passes);
        if is_there {
            self.nodes.insert(Node::Claim(id));
        }
        is_there
    }

    fn claim_with_evidence(&mut self, claim: &Claim) {
        self.nodes.insert(Node::Claim(claim.id));
        self.add_author(claim);
        for evidence in self.project.evidence_of(claim.id) {
            self.add_evidence(evidence);
        }
    }

    fn add_author(&mut self, claim: &Claim) {
        if let Some(speaker) = claim.speaker {
            self.join(
                Node::Speaker(speaker),
                Node::Claim(claim.id),
                EdgeKind::Made,
            );
        }
    }

    fn add_evidence(&mut self, evidence: &Evidence) {
        if !self.query.shows(evidence.stance) {
            return;
        }
        let Some(highlight) = self.project.highlight(evidence.highlight) else {
            return;
        };
        let passage = Node::Passage(evidence.highlight);
        self.join_once(Node::Article(highlight.article), passage, EdgeKind::Holds);
        let said = &evidence.attribution;
        if let Some(speaker) = said.speaker {
            self.join_once(Node::Speaker(speaker), passage, EdgeKind::Said);
        }
        for speaker in &said.relayed_by {
            self.join_once(Node::Speaker(*speaker), passage, EdgeKind::PassedOn);
        }
        let bears = EdgeKind::Bears(evidence.id, evidence.stance);
        self.join(passage, Node::Claim(evidence.claim), bears);
    }

    fn join(&mut self, from: Node, to: Node, kind: EdgeKind) {
        let (from, _) = self.nodes.insert_full(from);
        let (to, _) = self.nodes.insert_full(to);
        self.edges.push(Edge { from, to, kind });
    }

    /// A passage may be evidence for several claims, but is in its article only once.
    fn join_once(&mut self, from: Node, to: Node, kind: EdgeKind) {
        if self.added.insert((from, to, kind == EdgeKind::PassedOn)) {
            self.join(from, to, kind);
        }
    }

    /// Adds everything that the articles derive from, at any depth, and the relations between the claims.
    fn finish(mut self) -> Graph {
        self.add_derivations();
        self.add_relations();
        self.in_order()
    }

    fn add_derivations(&mut self) {
        // The loop also visits the articles that it adds; none is added twice.
        let mut at = 0;
        while let Some(node) = self.nodes.get_index(at).copied() {
            at += 1;
            let Node::Article(id) = node else { continue };
            let derivations = self.project.article(id).into_iter();
            for derivation in derivations.flat_map(|article| article.provenance.derivations()) {
                let from = match derivation.from {
                    DerivationSource::Article(id) => Node::Article(id),
                    DerivationSource::Agency(id) => Node::Speaker(id),
                };
                self.join(node, from, EdgeKind::DerivesFrom(derivation.manner));
            }
        }
    }

    fn add_relations(&mut self) {
        for node in 0..self.nodes.len() {
            let Some(Node::Claim(id)) = self.nodes.get_index(node).copied() else {
                continue;
            };
            for relation in self.project.relations_of(id) {
                let is_source = relation.from == id;
                let other = self.nodes.get_index_of(&Node::Claim(relation.to));
                if let Some(to) = other.filter(|_| is_source) {
                    let kind = EdgeKind::Relates(relation.id, relation.kind);
                    self.edges.push(Edge {
                        from: node,
                        to,
                        kind,
                    });
                }
            }
        }
    }

    /// Sorts the nodes by their index in the project. Passages have none and stay sorted by claim.
    fn in_order(self) -> Graph {
        let index_of = |node: Node| match node {
            Node::Article(id) => (0, self.project.article_place(id)),
            Node::Speaker(id) => (1, self.project.speaker_place(id)),
            Node::Passage(_) => (2, None),
            Node::Claim(id) => (3, self.project.claim_place(id)),
        };
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_cached_key(|at| self.nodes.get_index(*at).map(|node| index_of(*node)));
        let mut new_index = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            new_index[*from] = to;
        }
        let nodes = order.iter().filter_map(|at| self.nodes.get_index(*at));
        let edges = self.edges.iter().map(|edge| Edge {
            from: new_index[edge.from],
            to: new_index[edge.to],
            kind: edge.kind,
        });
        Graph {
            nodes: nodes.copied().collect(),
            edges: edges.collect(),
        }
    }
}
