//! The curves of the edges. Between two columns they run in the room between them, within one column beside it.

use super::{
    build::{Edge, EdgeKind, Graph},
    node_order::Ordered,
    positions::{GraphColumn, NodeRect},
};

use std::collections::BTreeMap;

/// A place in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LayoutPoint {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A cubic Bézier curve: where it begins, its two control points, where it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Curve(pub [LayoutPoint; 4]);

impl Curve {
    /// Where it is at `t`, from 0 at its beginning to 1 at its end.
    #[must_use]
    pub fn at(self, t: f32) -> LayoutPoint {
        let s = 1.0 - t;
        let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        let sum = |of: fn(LayoutPoint) -> f32| -> f32 {
            let parts = self.0.iter().zip(weights);
            parts.map(|(point, weight)| of(*point) * weight).sum()
        };
        LayoutPoint {
            x: sum(|point| point.x),
            y: sum(|point| point.y),
        }
    }

    /// The highest and the lowest y that it can reach.
    #[must_use]
    pub fn extent(self) -> (f32, f32) {
        let heights = self.0.map(|point| point.y);
        let top = heights.into_iter().fold(f32::INFINITY, f32::min);
        let bottom = heights.into_iter().fold(f32::NEG_INFINITY, f32::max);
        (top, bottom)
    }
}

/// Which side of a node an edge is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// The curve of every edge.
pub(super) fn route(graph: &Graph, areas: &[NodeRect], ordered: &Ordered) -> Vec<Curve> {
    let hung = hung(graph.nodes.len(), ordered);
    let ways: Vec<Way> = graph
        .edges
        .iter()
        .map(|edge| Way::of(graph, edge, &hung))
        .collect();
    let ports = Ports::of(graph, areas, &ways);
    let curve = |(at, (edge, way)): (usize, (&Edge, &Way))| match *way {
        Way::Elbow { above } => elbow(areas, edge, above),
        Way::Between(from, to) => across(
            ports.end(areas, at, edge.from, from),
            ports.end(areas, at, edge.to, to),
        ),
        Way::Beside(side) => beside(
            side,
            ports.end(areas, at, edge.from, side),
            ports.end(areas, at, edge.to, side),
        ),
    };
    let edges = graph.edges.iter().zip(&ways);
    edges.enumerate().map(curve).collect()
}

/// How an edge goes.
#[derive(Clone, Copy)]
enum Way {
    /// From a speaker, or from the passage above, down to what stands under it.
    Elbow { above: usize },
    /// From one column to another, from a side to a side.
    Between(Side, Side),
    /// Within a column, beside it.
    Beside(Side),
}

impl Way {
    fn of(graph: &Graph, edge: &Edge, hung: &[Option<Hung>]) -> Self {
        let column = |at: usize| GraphColumn::of(graph.nodes[at]);
        let (from, to) = (column(edge.from), column(edge.to));
        let under = hung[edge.to].filter(|hung| hung.speaker == edge.from);
        if let Some(Hung { above, .. }) = under.filter(|_| edge.kind == EdgeKind::Said) {
            Self::Elbow { above }
        } else if from == to {
            Self::Beside(if from == GraphColumn::Claims {
                Side::Right
            } else {
                Side::Left
            })
        } else if from < to {
            Self::Between(Side::Right, Side::Left)
        } else {
            Self::Between(Side::Left, Side::Right)
        }
    }
}

/// Where each edge meets its nodes: the edges at one side of a node share its height, sorted by where they come from.
struct Ports {
    /// By edge, node and side.
    heights: BTreeMap<(usize, usize), f32>,
}

impl Ports {
    fn of(graph: &Graph, areas: &[NodeRect], ways: &[Way]) -> Self {
        let mut sides: BTreeMap<(usize, Side), Vec<(f32, usize)>> = BTreeMap::new();
        for (at, (edge, way)) in graph.edges.iter().zip(ways).enumerate() {
            let (from, to) = match *way {
                Way::Elbow { .. } => continue,
                Way::Between(from, to) => (from, to),
                Way::Beside(side) => (side, side),
            };
            let mut add = |node, side, other: usize| {
                let ends = sides.entry((node, side)).or_default();
                ends.push((areas[other].middle(), at));
            };
            add(edge.from, from, edge.to);
            add(edge.to, to, edge.from);
        }
        let mut heights = BTreeMap::new();
        for ((node, _), mut ends) in sides {
            ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let share = areas[node].height / (ends.len() + 1) as f32;
            for (nth, (_, edge)) in ends.into_iter().enumerate() {
                heights.insert((edge, node), areas[node].top + share * (nth + 1) as f32);
            }
        }
        Self { heights }
    }

    fn end(&self, areas: &[NodeRect], edge: usize, node: usize, side: Side) -> LayoutPoint {
        let area = areas[node];
        let y = self.heights.get(&(edge, node)).copied();
        LayoutPoint {
            x: match side {
                Side::Left => area.left,
                Side::Right => area.right(),
            },
            y: y.unwrap_or_else(|| area.middle()),
        }
    }
}

/// Leaves and arrives level.
fn across(from: LayoutPoint, to: LayoutPoint) -> Curve {
    let half = 0.5 * (to.x - from.x);
    let level = |end: LayoutPoint, by: f32| LayoutPoint {
        x: end.x + by,
        y: end.y,
    };
    Curve([from, level(from, half), level(to, -half), to])
}

/// Out at a side and back again, the further the longer.
fn beside(side: Side, from: LayoutPoint, to: LayoutPoint) -> Curve {
    let out = (18.0 + 0.14 * (to.y - from.y).abs()).min(52.0) * 4.0 / 3.0;
    let out_of = |end: LayoutPoint| match side {
        Side::Left => LayoutPoint {
            x: from.x.min(to.x) - out,
            y: end.y,
        },
        Side::Right => LayoutPoint {
            x: from.x.max(to.x) + out,
            y: end.y,
        },
    };
    Curve([from, out_of(from), out_of(to), to])
}

/// Down from below a speaker, or on from where the elbow of the passage above bends, then into the passage.
fn elbow(areas: &[NodeRect], edge: &Edge, above: usize) -> Curve {
    let (speaker, passage) = (areas[edge.from], areas[edge.to]);
    let x = speaker.left + 0.45 * (passage.left - speaker.left);
    let y = if above == edge.from {
        speaker.bottom()
    } else {
        areas[above].middle() - BEND
    };
    let corner = LayoutPoint {
        x,
        y: passage.middle(),
    };
    let to = LayoutPoint {
        x: passage.left,
        y: passage.middle(),
    };
    Curve([LayoutPoint { x, y }, corner, corner, to])
}

/// How far above a passage its elbow begins to bend.
const BEND: f32 = 6.0;

/// A passage under its speaker.
#[derive(Clone, Copy)]
struct Hung {
    speaker: usize,
    /// The passage above it, or the speaker.
    above: usize,
}

fn hung(count: usize, ordered: &Ordered) -> Vec<Option<Hung>> {
    let mut hung = vec![None; count];
    for group in &ordered.middle {
        let Some(speaker) = group.speaker else {
            continue;
        };
        for (above, passage) in group.nodes().zip(&group.passages) {
            hung[*passage] = Some(Hung { speaker, above });
        }
    }
    hung
}
