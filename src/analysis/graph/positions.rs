//! Positions of the nodes in their columns, in points at zoom 1.

use super::{
    build::{Graph, GraphColumn, Node},
    node_order::Ordered,
};

/// A rectangle; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NodeRect {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl NodeRect {
    pub fn right(self) -> f32 {
        self.left + self.width
    }

    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    /// Vertical centre.
    pub fn middle(self) -> f32 {
        self.top + 0.5 * self.height
    }
}

impl GraphColumn {
    pub fn left_and_width(self) -> (f32, f32) {
        match self {
            Self::Articles => (ARC_MARGIN, ARTICLE_WIDTH),
            Self::Passages => (ARC_MARGIN + ARTICLE_WIDTH + COLUMN_GAP, TEXT_WIDTH),
            Self::Claims => (WIDTH - ARC_MARGIN - TEXT_WIDTH, TEXT_WIDTH),
        }
    }
}

/// Space beside the outer columns for the arcs between their nodes.
const ARC_MARGIN: f32 = 64.0;
/// Space between two columns for the edges.
const COLUMN_GAP: f32 = 110.0;
/// Width of the whole picture.
pub(super) const WIDTH: f32 = 2.0 * (ARC_MARGIN + TEXT_WIDTH + COLUMN_GAP) + ARTICLE_WIDTH;
const ARTICLE_WIDTH: f32 = 200.0;
/// Width of a passage or a claim.
const TEXT_WIDTH: f32 = 270.0;
/// Indent of the passages below their speaker.
const PASSAGE_INDENT: f32 = 18.0;
/// Space between two nodes of a column.
const NODE_GAP: f32 = 10.0;
/// Space between a speaker and its passages.
pub const SPEAKER_GAP: f32 = 6.0;
/// Space between two groups of the middle column.
pub const GROUP_GAP: f32 = 20.0;
/// Weight of a node without neighbours.
const UNCONNECTED_WEIGHT: f32 = 0.001;
/// Number of rounds in which the columns are adjusted to each other.
const ROUNDS: usize = 4;

/// Height of a passage or an article.
pub const PASSAGE_HEIGHT: f32 = 46.0;

fn height(node: Node) -> f32 {
    match node {
        Node::Article(_) | Node::Passage(_) => PASSAGE_HEIGHT,
        Node::Speaker(_) => 28.0,
        Node::Claim(_) => 66.0,
    }
}

/// Rectangle of every node. They do not overlap; each is in its column, as close to its neighbours as the order allows.
pub(super) fn node_rects(graph: &Graph, ordered: &Ordered) -> Vec<NodeRect> {
    let mut rects: Vec<NodeRect> = graph.nodes.iter().map(|node| in_column(*node)).collect();
    let neighbours = graph.neighbours(|edge| graph.column(edge.from) != graph.column(edge.to));
    let outer = |nodes: &[usize]| Stack::new(nodes.iter().map(|node| (*node, NODE_GAP)));
    let middle = Stack::of_groups(graph, ordered, &mut rects);
    let outer = [outer(&ordered.articles), outer(&ordered.claims)];
    for stack in outer.iter().chain([&middle]) {
        stack.pack(&mut rects);
    }
    for round in 0..ROUNDS {
        for stack in &outer {
            stack.move_towards_neighbours(&mut rects, &neighbours);
        }
        // The outer columns come last, so that they follow the final middle column.
        if round + 1 < ROUNDS {
            middle.move_towards_neighbours(&mut rects, &neighbours);
        }
    }
    let top = rects.iter().map(|rect| rect.top).reduce(f32::min);
    for rect in &mut rects {
        rect.top = (rect.top - top.unwrap_or(0.0)).round();
    }
    rects
}

fn in_column(node: Node) -> NodeRect {
    let (left, width) = GraphColumn::of(node).left_and_width();
    NodeRect {
        left,
        top: 0.0,
        width,
        height: height(node),
    }
}

/// Nodes of a column from top to bottom, each with the gap above it.
struct Stack {
    nodes: Vec<(usize, f32)>,
}

impl Stack {
    fn new(nodes: impl Iterator<Item = (usize, f32)>) -> Self {
        Self {
            nodes: nodes.collect(),
        }
    }

    /// The middle column, with passages indented.
    fn of_groups(graph: &Graph, ordered: &Ordered, rects: &mut [NodeRect]) -> Self {
        let mut nodes = Vec::new();
        let mut after_single = false;
        for group in &ordered.middle {
            let is_single = group.speaker.is_none();
            let above = if is_single && after_single {
                NODE_GAP
            } else {
                GROUP_GAP
            };
            after_single = is_single;
            for (nth, node) in group.nodes().enumerate() {
                let is_passage = matches!(graph.nodes[node], Node::Passage(_));
                let gap = match nth {
                    0 => above,
                    1 if group.speaker.is_some() => SPEAKER_GAP,
                    _ => NODE_GAP,
                };
                // Unattributed passages are aligned with the others.
                if is_passage {
                    rects[node].left += PASSAGE_INDENT;
                    rects[node].width -= PASSAGE_INDENT;
                }
                nodes.push((node, gap));
            }
        }
        Self { nodes }
    }

    /// Stacks the nodes without spare space.
    fn pack(&self, rects: &mut [NodeRect]) {
        let mut bottom = 0.0;
        for (node, gap) in &self.nodes {
            rects[*node].top = bottom + gap;
            bottom = rects[*node].bottom();
        }
    }

    /// Moves the nodes as close to the mean vertical centre of their neighbours as order and gaps allow. Minimises the
    /// weighted sum of squared distances (isotonic regression by pooling adjacent violators).
    fn move_towards_neighbours(&self, rects: &mut [NodeRect], neighbours: &[Vec<usize>]) {
        // With the space of the nodes above subtracted, the targets only need to be non-decreasing.
        let mut above = 0.0;
        let mut pools: Vec<Pool> = Vec::new();
        let mut offsets = Vec::with_capacity(self.nodes.len());
        for (node, gap) in &self.nodes {
            above += gap;
            offsets.push(above);
            let (target, weight) = preferred_top(*node, rects, neighbours);
            let mut pool = Pool {
                target: target - above,
                weight,
                count: 1,
            };
            while let Some(last) = pools.pop_if(|last| last.target > pool.target) {
                pool = last.merged_with(&pool);
            }
            pools.push(pool);
            above += rects[*node].height;
        }
        let tops = pools
            .iter()
            .flat_map(|pool| std::iter::repeat_n(pool.target, pool.count));
        for (((node, _), offset), top) in self.nodes.iter().zip(offsets).zip(tops) {
            rects[*node].top = top + offset;
        }
    }
}

/// The top at which a node is level with the mean of its neighbours, and the weight of that wish.
fn preferred_top(node: usize, rects: &[NodeRect], neighbours: &[Vec<usize>]) -> (f32, f32) {
    let own = &rects[node];
    let around = &neighbours[node];
    if around.is_empty() {
        return (own.top, UNCONNECTED_WEIGHT);
    }
    let sum: f32 = around.iter().map(|other| rects[*other].middle()).sum();
    let count = around.len() as f32;
    (sum / count - 0.5 * own.height, count)
}

/// Adjacent nodes at their minimum gaps, which move as one.
struct Pool {
    target: f32,
    weight: f32,
    count: usize,
}

impl Pool {
    fn merged_with(&self, below: &Self) -> Self {
        let weight = self.weight + below.weight;
        Self {
            target: (self.target * self.weight + below.target * below.weight) / weight,
            weight,
            count: self.count + below.count,
        }
    }
}
