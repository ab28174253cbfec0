//! The graph: claims, their passages, the speakers and the articles.
//!
//! | file | content |
//! | --- | --- |
//! | `toolbar` | controls above |
//! | `camera` | pan and zoom |
//! | `scene` | visible nodes, and which are highlighted |
//! | `canvas` | nodes as widgets, and input on them |
//! | `edges`, `node` | painting |
//! | `keys` | keyboard input |
//! | `relations` | relations between claims: draw, label, remove |

mod camera;
mod canvas;
mod edges;
mod keys;
mod node;
mod relations;
mod scene;
mod toolbar;

use super::{
    Paint,
    theme::space,
    widgets::{Zoom, small_text},
};
use crate::{
    analysis::graph::{GraphColumn, GraphLayout, GraphQuery, LayoutPoint, Node},
    project::RelationId,
    storage::View,
    workbench::{Command, GraphIntent, Intent},
};
use camera::GraphCamera;
use relations::NewRelation;

use egui::{Align2, Frame, Margin, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

#[derive(Default)]
pub(super) struct GraphScratch {
    camera: GraphCamera,
    /// Query of the last frame. The camera is fitted again when it changes.
    shown: Option<GraphQuery>,
    /// Node with the keyboard focus.
    focused: Option<Node>,
    /// Node under the pointer in the last frame.
    hovered: Option<Node>,
    relating: Option<NewRelation>,
    /// Zoom requested by a button, about the middle of the view.
    zoom: Option<Zoom>,
    /// Relation whose menu is open, and the position of the menu.
    relation: Option<(RelationId, Pos2)>,
}

impl GraphScratch {
    fn zoom_by(&mut self, zoom: Zoom) {
        match zoom {
            Zoom::By(factor) => self.camera.zoom_at(factor, self.camera.view.center()),
            Zoom::Fit => self.camera.fit(),
        }
    }
}

/// Height of the column headings.
const HEADINGS_HEIGHT: f32 = 28.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch) {
    let graph = &paint.workbench.graph;
    ui.spacing_mut().item_spacing.y = 0.0;
    let margin = Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        toolbar::show(ui, paint, scratch);
    });
    let Some(layout) = graph.picture.clone() else {
        return;
    };
    if layout.nodes().is_empty() {
        show_empty(ui, paint);
        return;
    }
    let size = vec2(ui.available_width(), HEADINGS_HEIGHT);
    let (headings, _) = ui.allocate_exact_size(size, Sense::hover());
    scratch
        .camera
        .resize(layout.size(), ui.available_rect_before_wrap());
    // A new query is shown from its start; after a change of the project the camera stays where it is.
    if !graph.worker.is_running() && scratch.shown.as_ref() != Some(&graph.query) {
        scratch.shown = Some(graph.query.clone());
        scratch.camera.show_first();
    }
    if let Some(zoom) = scratch.zoom.take() {
        scratch.zoom_by(zoom);
    }
    scratch.camera.clamp();
    canvas::show(ui, paint, scratch, &layout);
    show_headings(ui, paint, &scratch.camera, &layout, headings);
}

/// Shows the name of each column with the number of its nodes.
fn show_headings(
    ui: &Ui,
    paint: &Paint<'_>,
    camera: &GraphCamera,
    layout: &GraphLayout,
    headings: Rect,
) {
    let painter = ui.painter_at(headings);
    for column in GraphColumn::ALL {
        let (left, _) = column.left_and_width();
        let x = camera.point(LayoutPoint { x: left, y: 0.0 }).x;
        let nodes = layout.column(column);
        let heading = match column {
            GraphColumn::Passages => {
                let is_speaker =
                    |at: &&usize| matches!(layout.nodes()[**at].node, Node::Speaker(_));
                let speakers = nodes.iter().filter(is_speaker).count();
                format!("Speakers {speakers}   Passages {}", nodes.len() - speakers)
            }
            GraphColumn::Articles | GraphColumn::Claims => {
                format!("{} {}", column.heading(), nodes.len())
            }
        };
        let at = pos2(x, headings.center().y);
        small_text(
            &painter,
            at,
            Align2::LEFT_CENTER,
            &heading,
            paint.theme.faint,
        );
    }
    let line = Stroke::new(1.0, paint.theme.line);
    painter.hline(headings.x_range(), headings.bottom() - 0.5, line);
}

fn show_empty(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(460.0);
        ui.spacing_mut().item_spacing.y = space::SMALL;
        ui.add_space(ui.available_height() * 0.3);
        if paint.workbench.graph.query.is_filtered() && paint.project().claims().len() > 0 {
            ui.weak("No claim matches the filter");
            if ui.button("Clear filter").clicked() {
                paint.ask(Intent::Graph(GraphIntent::ClearFilter));
            }
            return;
        }
        ui.weak("The graph shows your claims with their passages, speakers and articles");
        ui.weak(
            "Select a passage in an article and press N to create the first claim, with its evidence",
        );
        if ui.button("Go to the articles").clicked() {
            paint.command(Command::View(View::Read));
        }
    });
}
