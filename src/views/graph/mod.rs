//! The graph: claims, the passages they rest on, who said them and where. Panned, zoomed, and gone through by key.
//!
//! | file | what it does |
//! | --- | --- |
//! | `bar` | the row of controls above |
//! | `camera` | which part is seen, and how large |
//! | `scene` | what of the picture is seen in this frame, and how strongly |
//! | `canvas` | nodes as widgets, and what is done with them |
//! | `edges`, `node`, `writing`, `overview` | paint |
//! | `keys` | what the keyboard does |
//! | `relate` | relations: drawn from claim to claim, chosen, taken away |

mod camera;
mod canvas;
mod edges;
mod keys;
mod labels;
mod node;
mod node_text;
mod relations;
mod scene;
mod toolbar;

use super::{
    Paint,
    theme::{letters, space},
    widgets::hint,
};
use crate::{
    analysis::graph::{GraphColumn, GraphLayout, GraphQuery, Node},
    project::RelationId,
    workbench::{Command, GraphIntent, Intent},
};
use camera::GraphCamera;
use relations::NewRelation;

use egui::{Align2, FontId, Rect, Ui, pos2, vec2};

/// What the graph keeps for itself between frames.
#[derive(Default)]
pub(crate) struct GraphScratch {
    camera: GraphCamera,
    /// What was shown in the last frame; another query is another picture, and is fitted.
    shown: Option<GraphQuery>,
    /// The node that has the keyboard.
    focused: Option<Node>,
    /// The node under the pointer, of the last frame.
    hovered: Option<Node>,
    relating: Option<NewRelation>,
    /// The next frame shows the whole.
    fit_wanted: bool,
    /// The next frame zooms by this factor about the middle.
    zoom_wanted: Option<f32>,
    /// The relation whose menu is open, and where.
    relation: Option<(RelationId, egui::Pos2)>,
}

/// How high the row of the columns' headings is.
const HEADINGS: f32 = 28.0;

/// Paints the graph and its controls.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch) {
    if paint.workbench.graph().wants_picture() {
        paint.ask(Intent::Graph(GraphIntent::LayOut));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(
            space::MEDIUM as i8,
            space::SMALL as i8,
        ))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            toolbar::show(ui, paint, scratch);
        });
    let Some(picture) = paint.workbench.graph().picture().cloned() else {
        return;
    };
    if picture.nodes().is_empty() {
        say_why_empty(ui, paint);
        return;
    }
    let (headings, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEADINGS), egui::Sense::hover());
    let view = ui.available_rect_before_wrap();
    follow_query(paint, scratch, &picture, view);
    canvas::show(ui, paint, scratch, &picture, view);
    show_headings(ui, paint, scratch, &picture, headings, view);
}

/// A picture of something else is fitted; the same after a change of the project stays where it was.
fn follow_query(paint: &Paint<'_>, scratch: &mut GraphScratch, picture: &GraphLayout, view: Rect) {
    let graph = paint.workbench.graph();
    if !graph.is_under_way() && scratch.shown.as_ref() != Some(graph.query()) {
        scratch.shown = Some(graph.query().clone());
        scratch.camera = GraphCamera::beginning(picture.size(), view.size());
    }
    if std::mem::take(&mut scratch.fit_wanted) {
        scratch.camera = GraphCamera::fitting(picture.size(), view.size());
    }
    if let Some(by) = scratch.zoom_wanted.take() {
        scratch.camera.zoom(by, view.center(), picture.size(), view);
    }
    scratch.camera.stay_within(picture.size(), view.size());
}

fn show_headings(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &GraphScratch,
    picture: &GraphLayout,
    headings: Rect,
    view: Rect,
) {
    let painter = ui.painter_at(headings);
    for column in GraphColumn::ALL {
        let (left, _) = column.extent();
        let x = scratch.camera.x(left, picture.size(), view);
        painter.text(
            pos2(x, headings.center().y),
            Align2::LEFT_CENTER,
            heading(picture, column),
            FontId::proportional(letters::SMALL),
            paint.theme.faint,
        );
    }
    let line = egui::Stroke::new(1.0, paint.theme.line);
    painter.hline(headings.x_range(), headings.bottom() - 0.5, line);
}

/// What a column holds, and how many of them.
fn heading(picture: &GraphLayout, column: GraphColumn) -> String {
    let nodes = picture.column(column);
    let is_speaker = |at: &&usize| matches!(picture.nodes()[**at].node, Node::Speaker(_));
    let speakers = nodes.iter().filter(is_speaker).count();
    match column {
        GraphColumn::Passages => {
            format!("Speakers {speakers}   Passages {}", nodes.len() - speakers)
        }
        _ => format!("{} {}", column.heading(), nodes.len()),
    }
}

/// An empty graph teaches how it is filled.
fn say_why_empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.spacing_mut().item_spacing.y = space::SMALL;
        ui.add_space(ui.available_height() * 0.3);
        if paint.workbench.graph().query().is_filtered() && paint.project().claims().len() > 0 {
            hint(ui, paint, "No claim passes the filter");
            if ui.button("Clear filter").clicked() {
                paint.ask(Intent::Graph(GraphIntent::ClearFilter));
            }
            return;
        }
        hint(
            ui,
            paint,
            "The graph shows your claims, the passages they rest on, the articles those are in, and who said them",
        );
        hint(
            ui,
            paint,
            "Select a passage in an article and press N: that is the first claim, with its evidence",
        );
        if ui.button("Go to the articles").clicked() {
            paint.command(Command::Read);
        }
    });
}
