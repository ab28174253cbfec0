//! The graph as SVG 1.1, in the colours of either theme. Nothing is measured: lines break by the average width of
//! letters, and each node clips text that does not fit and contains the whole text in its `<title>`.

mod lines;
mod node;
mod palette;
mod writer;

use crate::{
    analysis::graph::{GraphLayout, GraphQuery},
    project::Project,
};
pub use palette::{GraphPalette, Rgb};
use writer::GraphWriter;

/// The part of the graph that the query selects, without protected names.
pub(super) fn graph_svg(project: &Project, query: &GraphQuery, palette: &GraphPalette) -> String {
    let picture = GraphLayout::new(project, query);
    GraphWriter::new(project, &picture, palette).write()
}
