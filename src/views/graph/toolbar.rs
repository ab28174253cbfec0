use super::{GraphScratch, keys::ZOOM_STEP};
use crate::{
    analysis::graph::{GraphColumn, GraphFocus, GraphLayout, GraphQuery},
    export::Export,
    project::{Speaker, Stance},
    views::{
        Paint,
        articles::claim_name,
        claims::pick_verdict_filter,
        widgets::{Choice, Zoom, command_button},
    },
    workbench::{Command, GraphIntent, Intent},
};

use egui::{Button, RichText, Ui};

/// Maximum number of speakers in the list. A double click in the graph shows any other one.
const MAX_SPEAKERS: usize = 30;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch) {
    let graph = &paint.workbench.graph;
    let layout = graph.picture.clone().unwrap_or_default();
    let query = &graph.query;
    ui.horizontal_wrapped(|ui| {
        pick_focus(ui, paint, &layout, query);
        stances(ui, paint, query);
        let choice = Choice::new("Verdict in the graph", 120.0);
        if let Some(verdict) = pick_verdict_filter(ui, paint, choice, &query.verdict) {
            paint.ask(Intent::Graph(GraphIntent::FilterVerdict(verdict)));
        }
        if !layout.tags().is_empty() || query.tag.is_some() {
            let choice = Choice::new("Tag in the graph", 100.0).or("Any tag");
            let current = query.tag.as_ref();
            let tag = choice.pick_optional(ui, paint, layout.tags(), |tag| tag, current);
            if let Some(tag) = tag {
                paint.ask(Intent::Graph(GraphIntent::FilterTag(tag)));
            }
        }
        if query.is_filtered() {
            let clear = ui.button("Clear").on_hover_text("Clear all filters");
            if clear.clicked() {
                paint.ask(Intent::Graph(GraphIntent::ClearFilter));
            }
        }
        let tooltip = "Show the whole graph (F)";
        if let Some(zoom) = Zoom::buttons(ui, paint, ZOOM_STEP, tooltip) {
            scratch.zoom = Some(zoom);
        }
        let export = Command::Export(Export::Graph);
        command_button(ui, paint, export, "Export…").accessible_name("Export as SVG…");
        if graph.worker.is_running() {
            ui.spinner();
            let nodes = GraphColumn::ALL.map(|column| layout.column(column).len());
            let nodes: usize = nodes.iter().sum();
            ui.weak(format!("Updating the layout of {nodes} nodes\u{2026}"));
        }
    });
}

/// A menu of the whole project, the selected claim, and the speakers with the most passages.
fn pick_focus(ui: &mut Ui, paint: &mut Paint<'_>, layout: &GraphLayout, query: &GraphQuery) {
    let (claim, speaker) = match query.focus {
        GraphFocus::Whole => (paint.workbench.selection.claim, None),
        GraphFocus::Claim(id) => (Some(id), None),
        GraphFocus::Speaker(id) => (paint.workbench.selection.claim, Some(id)),
    };
    let listed = layout.speakers().iter().take(MAX_SPEAKERS).copied();
    let others = listed.filter(|id| Some(*id) != speaker);
    let speakers = speaker.into_iter().chain(others);
    let project = paint.project();
    let speakers = speakers.filter(|id| project.speaker(*id).is_some());
    let mut entries = vec![GraphFocus::Whole];
    entries.extend(claim.map(GraphFocus::Claim));
    entries.extend(speakers.map(GraphFocus::Speaker));
    let names: Vec<(GraphFocus, String)> = entries
        .into_iter()
        .map(|focus| {
            let name = match focus {
                GraphFocus::Whole => "Whole project".to_owned(),
                GraphFocus::Claim(id) => claim_name(project, id),
                GraphFocus::Speaker(id) => {
                    let name = project.speaker(id).map(Speaker::shown_name);
                    format!("Speaker: {}", name.unwrap_or_default())
                }
            };
            (focus, name)
        })
        .collect();
    let current = names.iter().find(|(focus, _)| *focus == query.focus);
    let current = current.unwrap_or(&names[0]);
    let choice = Choice::new("Focus of the graph", 150.0);
    if let Some((focus, _)) = choice.pick(ui, paint, &names, |(_, name)| name, current) {
        paint.ask(Intent::Graph(GraphIntent::Focus(focus)));
    }
    if query.focus != GraphFocus::Whole {
        let all = ui
            .button("Show all")
            .on_hover_text("Show the whole project");
        if all.clicked() {
            paint.ask(Intent::Graph(GraphIntent::Focus(GraphFocus::Whole)));
        }
    }
}

fn stances(ui: &mut Ui, paint: &mut Paint<'_>, query: &GraphQuery) {
    for stance in Stance::ALL {
        let shown = query.shows(stance);
        let icon = RichText::new(format!("{} {}", stance.sign(), stance.label()))
            .color(paint.theme.stance(stance));
        let verb = if shown { "Hide" } else { "Show" };
        let button = ui
            .add(Button::selectable(shown, icon))
            .on_hover_text(format!("{verb} evidence: {}", stance.label()))
            .accessible_name(format!("Show evidence: {}", stance.label()));
        if button.clicked() {
            paint.ask(Intent::Graph(GraphIntent::ShowStance(stance, !shown)));
        }
    }
}
