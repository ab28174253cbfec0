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
    /// Left edge and width.
    pub fn extent(self) -> (f32, f32) {
        match self {
            Self::Articles => (SIDE_MARGIN, 200.0),
            Self::Passages => (SIDE_MARGIN + 200.0 + COLUMN_GAP, 270.0),
            Self::Claims => (SIDE_MARGIN + 200.0 + COLUMN_GAP + 270.0 + COLUMN_GAP, 270.0),
        }
    }
}

/// Space beside the outer columns for the arcs between their nodes.
const SIDE_MARGIN: f32 = 64.0;
/// Space between two columns for the edges.
const COLUMN_GAP: f32 = 110.0;
/// Width of the whole picture.
pub(super) const WIDTH: f32 = 2.0 * SIDE_MARGIN + 200.0 + 270.0 + 270.0 + 2.0 * COLUMN_GAP;
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

/// Height of a passage.
pub const PASSAGE_HEIGHT: f32 = 46.0;

fn height(node: Node) -> f32 {
    match node {
        Node::Article(_) | Node::Passage(_) => PASSAGE_HEIGHT,
        Node::Speaker(_) => 28.0,
        Node::Claim(_) => 66.0,
    }
}

/// Rectangle of every node. They do not overlap; each is in its column, as close to its neighbours as the order allows.
pub(super) fn place(graph: &Graph, ordered: &Ordered) -> Vec<NodeRect> {
    let mut areas: Vec<NodeRect> = graph.nodes.iter().map(|node| in_column(*node)).collect();
    let neighbours = graph.neighbours(|edge| graph.column(edge.from) != graph.column(edge.to));
    let outer = |nodes: &[usize]| Stack::new(nodes.iter().map(|node| (*node, NODE_GAP)));
    let middle = Stack::of_groups(graph, ordered, &mut areas);
    let outer = [outer(&ordered.articles), outer(&ordered.claims)];
    for stack in outer.iter().chain([&middle]) {
        stack.pile_up(&mut areas);
    }
    for round in 0..ROUNDS {
        for stack in &outer {
            stack.follow(&mut areas, &neighbours);
        }
        if round + 1 < ROUNDS {
            middle.follow(&mut areas, &neighbours);
        }
    }
    let top = areas.iter().map(|area| area.top).reduce(f32::min);
    for area in &mut areas {
        area.top = (area.top - top.unwrap_or(0.0)).round();
    }
    areas
}

fn in_column(node: Node) -> NodeRect {
    let (left, width) = GraphColumn::of(node).extent();
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
    fn of_groups(graph: &Graph, ordered: &Ordered, areas: &mut [NodeRect]) -> Self {
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
                    areas[node].left += PASSAGE_INDENT;
                    areas[node].width -= PASSAGE_INDENT;
                }
                nodes.push((node, gap));
            }
        }
        Self { nodes }
    }

    /// Stacks the nodes without spare space.
    fn pile_up(&self, areas: &mut [NodeRect]) {
        let mut bottom = 0.0;
        for (node, gap) in &self.nodes {
            areas[*node].top = bottom + gap;
            bottom = areas[*node].bottom();
        }
    }

    /// Moves the nodes as close to the mean height of their neighbours as order and gaps allow: minimises the sum of
    /// squared distances by pooling adjacent violators.
    fn follow(&self, areas: &mut [NodeRect], neighbours: &[Vec<usize>]) {
        // With the space of the nodes above subtracted, the targets only need to be non-decreasing.
        let mut above = 0.0;
        let mut pools: Vec<Pool> = Vec::new();
        let mut offsets = Vec::with_capacity(self.nodes.len());
        for (node, gap) in &self.nodes {
            above += gap;
            offsets.push(above);
            let (target, weight) = target_of(*node, areas, neighbours);
            let mut pool = Pool {
                target: target - above,
                weight,
                count: 1,
            };
            while let Some(last) = pools.pop_if(|last| last.target > pool.target) {
                pool = last.with(&pool);
            }
            pools.push(pool);
            above += areas[*node].height;
        }
        let tops = pools
            .iter()
            .flat_map(|pool| std::iter::repeat_n(pool.target, pool.count));
        for (((node, _), offset), top) in self.nodes.iter().zip(offsets).zip(tops) {
            areas[*node].top = top + offset;
        }
    }
}

/// Best top of a node, and its weight.
fn target_of(node: usize, areas: &[NodeRect], neighbours: &[Vec<usize>]) -> (f32, f32) {
    let own = &areas[node];
    let around = &neighbours[node];
    if around.is_empty() {
        return (own.top, UNCONNECTED_WEIGHT);
    }
    let sum: f32 = around.iter().map(|other| areas[*other].middle()).sum();
    let count = around.len() as f32;
    (sum / count - 0.5 * own.height, count)
}

/// Adjacent nodes that touch.
struct Pool {
    target: f32,
    weight: f32,
    count: usize,
}

impl Pool {
    fn with(&self, below: &Self) -> Self {
        let weight = self.weight + below.weight;
        Self {
            target: (self.target * self.weight + below.target * below.weight) / weight,
            weight,
            count: self.count + below.count,
        }
    }
}
