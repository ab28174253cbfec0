//! Order of the nodes in their columns. Each column in turn is sorted by the mean position of its nodes' neighbours (the barycentre
//! heuristic of Sugiyama, Tagawa and Toda, 1981); the order with the fewest crossings is kept.

use super::build::{Edge, EdgeKind, Graph, GraphColumn, Node};

/// Maximum number of sweeps over the columns.
const MAX_ROUNDS: usize = 30;
/// Sweeps without improvement after which the search stops.
const MAX_IDLE_ROUNDS: usize = 4;

/// Columns from top to bottom; nodes by their indices in [`Graph::nodes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ordered {
    pub(super) articles: Vec<usize>,
    pub(super) middle: Vec<Group>,
    pub(super) claims: Vec<usize>,
}

/// A speaker with their passages, or one unattributed passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) speaker: Option<usize>,
    pub(super) passages: Vec<usize>,
}

impl Group {
    /// The speaker first.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> + '_ {
        self.speaker
            .into_iter()
            .chain(self.passages.iter().copied())
    }
}

/// An order with few crossings; deterministic.
pub(super) fn order(graph: &Graph) -> Ordered {
    let neighbours = graph.neighbours(|_| true);
    let mut ordered = Ordered::as_given(graph);
    let mut best = ordered.clone();
    let mut fewest = crossings(graph, &best);
    let mut in_vain = 0;
    for _ in 0..MAX_ROUNDS {
        if fewest == 0 || in_vain == MAX_IDLE_ROUNDS {
            break;
        }
        ordered.sweep(&neighbours);
        let count = crossings(graph, &ordered);
        in_vain += 1;
        if count < fewest {
            fewest = count;
            best = ordered.clone();
            in_vain = 0;
        }
    }
    best
}

impl Ordered {
    /// The order of the graph, with each passage below its first speaker.
    pub(super) fn as_given(graph: &Graph) -> Self {
        let mut group_of = vec![None; graph.nodes.len()];
        let mut middle: Vec<Group> = Vec::new();
        for (at, node) in graph.nodes.iter().enumerate() {
            if let Node::Speaker(_) = node {
                group_of[at] = Some(middle.len());
                middle.push(Group {
                    speaker: Some(at),
                    ..Group::default()
                });
            }
        }
        for edge in &graph.edges {
            if edge.kind == EdgeKind::Said && group_of[edge.to].is_none() {
                group_of[edge.to] = group_of[edge.from];
            }
        }
        let (mut articles, mut claims) = (Vec::new(), Vec::new());
        for (at, node) in graph.nodes.iter().enumerate() {
            match (node, group_of[at]) {
                (Node::Article(_), _) => articles.push(at),
                (Node::Claim(_), _) => claims.push(at),
                (Node::Speaker(_), _) => {}
                (Node::Passage(_), Some(group)) => middle[group].passages.push(at),
                (Node::Passage(_), None) => middle.push(Group {
                    speaker: None,
                    passages: vec![at],
                }),
            }
        }
        Self {
            articles,
            middle,
            claims,
        }
    }

    /// The middle column from top to bottom.
    pub(super) fn middle_nodes(&self) -> impl Iterator<Item = usize> + '_ {
        self.middle.iter().flat_map(Group::nodes)
    }

    /// Relative height of each node in its column, 0 at the top and 1 at the bottom.
    fn heights(&self, count: usize) -> Vec<f32> {
        let mut heights = vec![0.0; count];
        let middle: Vec<usize> = self.middle_nodes().collect();
        for column in [&self.articles, &middle, &self.claims] {
            for (place, node) in column.iter().enumerate() {
                heights[*node] = (place as f32 + 0.5) / column.len() as f32;
            }
        }
        heights
    }

    /// Sorts the middle by both outer columns, then those by the middle.
    fn sweep(&mut self, neighbours: &[Vec<usize>]) {
        let heights = self.heights(neighbours.len());
        let target = |node: usize| mean(node, neighbours, &heights);
        for group in &mut self.middle {
            sort_by_target(&mut group.passages, |node| target(*node));
        }
        sort_by_target(&mut self.middle, |group| {
            let sum: f32 = group.nodes().map(target).sum();
            sum / group.nodes().count().max(1) as f32
        });
        let heights = self.heights(neighbours.len());
        for column in [&mut self.articles, &mut self.claims] {
            sort_by_target(column, |node| mean(*node, neighbours, &heights));
        }
    }
}

/// Stable.
fn sort_by_target<T>(items: &mut [T], target: impl Fn(&T) -> f32) {
    items.sort_by(|one, other| target(one).total_cmp(&target(other)));
}

/// The mean height of a node's neighbours; its own height if it has none.
fn mean(node: usize, neighbours: &[Vec<usize>], heights: &[f32]) -> f32 {
    let around = &neighbours[node];
    if around.is_empty() {
        return heights[node];
    }
    let sum: f32 = around.iter().map(|neighbour| heights[*neighbour]).sum();
    sum / around.len() as f32
}

/// Number of edge crossings between articles and middle, and between middle and claims.
pub(super) fn crossings(graph: &Graph, ordered: &Ordered) -> usize {
    let mut rank = vec![0; graph.nodes.len()];
    let middle: Vec<usize> = ordered.middle_nodes().collect();
    for column in [&ordered.articles, &middle, &ordered.claims] {
        for (place, node) in column.iter().enumerate() {
            rank[*node] = place;
        }
    }
    let between = |left: GraphColumn, right: GraphColumn| {
        let ends = |edge: &Edge| {
            let ends = (graph.column(edge.from), graph.column(edge.to));
            let ranks = (rank[edge.from], rank[edge.to]);
            if ends == (left, right) {
                Some(ranks)
            } else if ends == (right, left) {
                Some((ranks.1, ranks.0))
            } else {
                None
            }
        };
        let mut ends: Vec<(usize, usize)> = graph.edges.iter().filter_map(ends).collect();
        ends.sort_unstable();
        inversions(ends.into_iter().map(|(_, right)| right), graph.nodes.len())
    };
    let [articles, passages, claims] = GraphColumn::ALL;
    between(articles, passages) + between(passages, claims)
}

/// Number of pairs in the wrong order, counted with a Fenwick tree. All numbers are below `bound`.
fn inversions(numbers: impl Iterator<Item = usize>, bound: usize) -> usize {
    let mut tree = vec![0; bound + 1];
    let mut count = 0;
    for (seen, number) in numbers.enumerate() {
        let mut not_larger = 0;
        let mut at = number + 1;
        while at > 0 {
            not_larger += tree[at];
            at &= at - 1;
        }
        count += seen - not_larger;
        at = number + 1;
        while at <= bound {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Id, Stance};

    /// A graph in which passage `p` is in article `p * by` and is evidence for claim `p * on`, both modulo their
    /// number.
    fn tangle(articles: u64, passages: u64, claims: u64, by: u64, on: u64) -> Graph {
        let mut nodes: Vec<Node> = (0..articles).map(|id| Node::Article(Id::new(id))).collect();
        nodes.extend((0..passages).map(|id| Node::Passage(Id::new(id))));
        nodes.extend((0..claims).map(|id| Node::Claim(Id::new(id))));
        let passage = |nth: u64| (articles + nth) as usize;
        let holds = (0..passages).map(|nth| Edge {
            from: ((nth * by) % articles) as usize,
            to: passage(nth),
            kind: EdgeKind::Holds,
        });
        let bears = (0..passages).map(|nth| Edge {
            from: passage(nth),
            to: (articles + passages + (nth * on) % claims) as usize,
            kind: EdgeKind::Bears(Id::new(nth), Stance::Supports),
        });
        let edges = holds.chain(bears).collect();
        Graph { nodes, edges }
    }

    #[test]
    fn ordering_reduces_crossings() {
        // Each article's passages are evidence for one claim: no crossing is necessary.
        let straight = tangle(6, 24, 6, 5, 5);
        assert!(crossings(&straight, &Ordered::as_given(&straight)) > 0);
        assert_eq!(crossings(&straight, &order(&straight)), 0);
        for graph in [tangle(7, 40, 9, 3, 5), tangle(20, 100, 30, 7, 11)] {
            let given = crossings(&graph, &Ordered::as_given(&graph));
            let found = crossings(&graph, &order(&graph));
            assert!(2 * found < given, "{found} of {given}");
        }
    }

    #[test]
    fn every_node_is_in_its_column_once() {
        let graph = tangle(7, 40, 9, 3, 5);
        let ordered = order(&graph);
        let mut nodes: Vec<usize> = ordered.middle_nodes().collect();
        nodes.extend(ordered.articles.iter().chain(&ordered.claims));
        nodes.sort_unstable();
        assert!(nodes.into_iter().eq(0..graph.nodes.len()));
    }

    #[test]
    fn inversions_count_pairs_in_the_wrong_order() {
        for (numbers, expected) in [
            (vec![], 0),
            (vec![0, 1, 2], 0),
            (vec![2, 1, 0], 3),
            (vec![1, 1, 0, 0], 4),
            (vec![3, 0, 2, 1], 4),
        ] {
            assert_eq!(
                inversions(numbers.iter().copied(), 4),
                expected,
                "{numbers:?}"
            );
        }
    }
}
