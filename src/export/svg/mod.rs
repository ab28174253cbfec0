//! The graph as a picture: SVG 1.1, whole, in the colours of either theme. Pure text: nothing is measured, so lines are broken by
//! what letters are wide on average, and each node cuts off what does not fit; its whole text is its `<title>`.

mod escape;
mod lines;
mod node;
mod palette;
mod writer;

use super::ExportError;
use crate::{
    analysis::graph::{GraphLayout, GraphQuery},
    project::Project,
    storage::disk,
};
pub use palette::{GraphPalette, Rgb};
use writer::GraphWriter;

use std::{
    io::{self, Write},
    path::Path,
};

/// Writes what the query asks for. The names of protected speakers are not in it.
///
/// # Errors
/// Those of `out`.
pub fn write_graph(
    mut out: impl Write,
    project: &Project,
    query: &GraphQuery,
    palette: &GraphPalette,
) -> io::Result<()> {
    let picture = GraphLayout::of(project, query);
    let svg = GraphWriter::new(project, &picture, palette).write();
    out.write_all(svg.as_bytes())
}

/// Writes it to a file, as safely as a project is saved.
///
/// # Errors
/// [`ExportError::File`]; what was at `path` is then unchanged.
pub fn export_graph(
    path: &Path,
    project: &Project,
    query: &GraphQuery,
    palette: &GraphPalette,
) -> Result<(), ExportError> {
    let mut bytes = Vec::new();
    write_graph(&mut bytes, project, query, palette)?;
    Ok(disk::write_file(path, &bytes)?)
}
