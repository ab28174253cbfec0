//! The graph: claims, their passages, the speakers and the articles.
//!
//! | file | content |
//! | --- | --- |
//! | `toolbar` | controls above |
//! | `camera` | pan and zoom |
//! | `scene` | visible nodes, and which are highlighted |
//! | `canvas` | nodes as widgets, and input on them |
//! | `edges`, `node`, `node_text`, `labels` | painting |
//! | `keys` | keyboard input |
//! | `relations` | relations between claims: draw, label, remove |

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
    widgets::{Zoom, hint},
};
use crate::{
    analysis::graph::{GraphColumn, GraphLayout, GraphQuery, Node},
    project::RelationId,
    storage::View,
    workbench::{Command, GraphIntent, Intent},
};
use camera::GraphCamera;
use relations::NewRelation;

use egui::{Align2, FontId, Rect, Ui, pos2, vec2};

#[derive(Default)]
pub(super) struct GraphScratch {
    camera: GraphCamera,
    /// Query of the last frame: the camera is fitted to another one.
    shown: Option<GraphQuery>,
    /// Node with the keyboard focus.
    focused: Option<Node>,
    /// Node under the pointer in the last frame.
    hovered: Option<Node>,
    relating: Option<NewRelation>,
    /// Zoom that a button has requested, about the middle.
    zoom: Option<Zoom>,
    /// Relation whose menu is open, and the position of the menu.
    relation: Option<(RelationId, egui::Pos2)>,
}

impl GraphScratch {
    fn zoom_by(&mut self, zoom: Zoom, picture: &GraphLayout, view: Rect) {
        match zoom {
            Zoom::By(factor) => {
                self.camera
                    .zoom(factor, view.center(), picture.size(), view);
            }
            Zoom::Fit => self.camera = GraphCamera::fitting(picture.size(), view.size()),
        }
    }
}

/// Height of the column headings.
const HEADINGS: f32 = 28.0;

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
        show_empty(ui, paint);
        return;
    }
    let (headings, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEADINGS), egui::Sense::hover());
    let view = ui.available_rect_before_wrap();
    follow_query(paint, scratch, &picture, view);
    canvas::show(ui, paint, scratch, &picture, view);
    show_headings(ui, paint, scratch, &picture, headings, view);
}

/// Fits the camera to another query; after a change of the project it stays where it is.
fn follow_query(paint: &Paint<'_>, scratch: &mut GraphScratch, picture: &GraphLayout, view: Rect) {
    let graph = paint.workbench.graph();
    if !graph.is_under_way() && scratch.shown.as_ref() != Some(graph.query()) {
        scratch.shown = Some(graph.query().clone());
        scratch.camera = GraphCamera::beginning(picture.size(), view.size());
    }
    if let Some(zoom) = scratch.zoom.take() {
        scratch.zoom_by(zoom, picture, view);
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

/// Heading of a column, with the number of its nodes.
fn heading(picture: &GraphLayout, column: GraphColumn) -> String {
    let nodes = picture.column(column);
    let is_speaker = |at: &&usize| matches!(picture.nodes()[**at].node, Node::Speaker(_));
    let speakers = nodes.iter().filter(is_speaker).count();
    match column {
        GraphColumn::Passages => {
            format!("Speakers {speakers}   Passages {}", nodes.len() - speakers)
        }
        GraphColumn::Articles | GraphColumn::Claims => {
            format!("{} {}", column.heading(), nodes.len())
        }
    }
}

fn show_empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.spacing_mut().item_spacing.y = space::SMALL;
        ui.add_space(ui.available_height() * 0.3);
        if paint.workbench.graph().query().is_filtered() && paint.project().claims().len() > 0 {
            hint(ui, paint, "No claim matches the filter");
            if ui.button("Clear filter").clicked() {
                paint.ask(Intent::Graph(GraphIntent::ClearFilter));
            }
            return;
        }
        hint(
            ui,
            paint,
            "The graph shows your claims with their passages, speakers and articles",
        );
        hint(
            ui,
            paint,
            "Select a passage in an article and press N to create the first claim, with its evidence",
        );
        if ui.button("Go to the articles").clicked() {
            paint.command(Command::View(View::Read));
        }
    });
}
