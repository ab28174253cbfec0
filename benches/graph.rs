//! Benches of the graph: the layout of 500 nodes (limit 100 ms), and the work of each frame with 5,000. `cargo bench -p
//! benches --bench graph`.

use generate::Size;

#[path = "../tests/newsroom/mod.rs"]
mod newsroom;

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    analysis::graph::{GraphColumn, GraphLayout, GraphQuery},
    export::{Export, ExportSettings, write_export},
    project::Project,
    views::theme::Theme,
};

/// About 500, 5,000 and 107,000 nodes; the last is the project of the other benches.
fn projects() -> [(&'static str, Project); 3] {
    [
        ("small", newsroom::large(93, 3)),
        ("large", newsroom::large(930, 3)),
        ("big", generate::project(1, Size::BIG)),
    ]
}

fn lay_out(c: &mut Criterion) {
    for (_, project) in projects() {
        let query = GraphQuery::default();
        let count = GraphLayout::new(&project, &query).nodes().len();
        c.bench_function(&format!("lay out {count} nodes"), |b| {
            b.iter(|| GraphLayout::new(&project, &query));
        });
    }
}

fn frame(c: &mut Criterion) {
    let [_, (_, project), _] = projects();
    let picture = GraphLayout::new(&project, &GraphQuery::default());
    let (_, height) = picture.size();
    c.bench_function("find what is in view", |b| {
        b.iter(|| {
            GraphColumn::ALL.map(|column| picture.within(column, 0.4 * height, 0.42 * height).len())
        });
    });
    let node = picture.column(GraphColumn::Claims)[0];
    c.bench_function("find what belongs to a node", |b| {
        b.iter(|| picture.around(node));
    });
}

fn export(c: &mut Criterion) {
    let [_, (_, project), _] = projects();
    let settings = ExportSettings::new(Theme::light().graph_palette());
    c.bench_function("write 5,000 nodes as SVG", |b| {
        b.iter(|| write_export(std::io::sink(), Export::Graph, &project, &settings));
    });
}

criterion_group! {
    name = graph_benches;
    config = Criterion::default().sample_size(10);
    targets = lay_out, frame, export
}
criterion_main!(graph_benches);
