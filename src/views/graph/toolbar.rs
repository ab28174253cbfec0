use super::{GraphScratch, keys::ZOOM_STEP};
use crate::{
    analysis::{
        VerdictFilter,
        graph::{GraphColumn, GraphFocus, GraphLayout, GraphQuery},
    },
    export::Export,
    project::{Project, SpeakerId, Stance},
    views::{
        Paint,
        articles::claim_name,
        widgets::{Choice, Zoom, hint},
    },
    workbench::{Command, GraphIntent, Intent},
};

use egui::{Button, RichText, Ui};

/// Most speakers in the list; a double click in the graph shows any other one.
const MOST_SPEAKERS: usize = 30;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch) {
    let graph = paint.workbench.graph();
    let picture = graph.picture().cloned().unwrap_or_default();
    let query = graph.query().clone();
    ui.horizontal_wrapped(|ui| {
        pick_focus(ui, paint, &picture, &query);
        ui.separator();
        stances(ui, paint, &query);
        verdict(ui, paint, &query);
        tag(ui, paint, &picture, &query);
        if query.is_filtered()
            && ui
                .button("Clear")
                .on_hover_text("Clear all filters")
                .clicked()
        {
            paint.ask(Intent::Graph(GraphIntent::ClearFilter));
        }
        ui.separator();
        let tooltip = "Show the whole graph (F)";
        if let Some(zoom) = Zoom::buttons(ui, paint, ZOOM_STEP, tooltip) {
            scratch.zoom = Some(zoom);
        }
        let export = ui.add_enabled(
            paint
                .workbench
                .enabled(Command::Export(Export::Graph))
                .is_ok(),
            Button::new("Export as SVG…"),
        );
        if export.clicked() {
            paint.command(Command::Export(Export::Graph));
        }
        if paint.workbench.graph().is_under_way() {
            ui.spinner();
            let nodes = GraphColumn::ALL.map(|column| picture.column(column).len());
            let nodes: usize = nodes.iter().sum();
            hint(
                ui,
                paint,
                &format!("Updating the layout of {nodes} nodes\u{2026}"),
            );
        }
    });
}

/// Offers everything, the selected claim, and the speakers with the most passages.
fn pick_focus(ui: &mut Ui, paint: &mut Paint<'_>, picture: &GraphLayout, query: &GraphQuery) {
    let project = paint.project();
    let claim = match query.focus {
        GraphFocus::Claim(id) => Some(id),
        GraphFocus::Whole | GraphFocus::Speaker(_) => paint.workbench.selection().claim,
    };
    let mut entries = vec![("Whole project".to_owned(), GraphFocus::Whole)];
    entries.extend(claim.map(|id| (claim_name(project, id), GraphFocus::Claim(id))));
    let offered = picture.speakers().iter().take(MOST_SPEAKERS).copied();
    let focused = match query.focus {
        GraphFocus::Speaker(id) => Some(id),
        GraphFocus::Whole | GraphFocus::Claim(_) => None,
    };
    let others = offered.filter(|id| Some(*id) != focused);
    let entry = |id: SpeakerId| Some((speaker_name(project, id)?, GraphFocus::Speaker(id)));
    entries.extend(focused.into_iter().chain(others).filter_map(entry));
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    let chosen = entries.iter().position(|(_, focus)| *focus == query.focus);
    let choice = Choice {
        name: "GraphFocus",
        shown: chosen.map_or("", |at| names[at]),
        width: 190.0,
    };
    if let Some(at) = choice.show(ui, paint, &names, chosen) {
        paint.ask(Intent::Graph(GraphIntent::Focus(entries[at].1)));
    }
    if query.focus != GraphFocus::Whole
        && ui
            .button("Show all")
            .on_hover_text("Show the whole project")
            .clicked()
    {
        paint.ask(Intent::Graph(GraphIntent::Focus(GraphFocus::Whole)));
    }
}

fn speaker_name(project: &Project, id: SpeakerId) -> Option<String> {
    project
        .speaker(id)
        .map(|speaker| format!("Speaker: {}", speaker.shown_name()))
}

fn stances(ui: &mut Ui, paint: &mut Paint<'_>, query: &GraphQuery) {
    for stance in Stance::ALL {
        let shown = query.shows(stance);
        let sign = RichText::new(format!("{} {}", stance.sign(), stance.label()))
            .color(paint.theme.stance(stance));
        let tooltip = if shown {
            format!("Hide evidence: {}", stance.label())
        } else {
            format!("Show evidence: {}", stance.label())
        };
        let button = Button::selectable(shown, sign);
        if ui
            .add(button)
            .on_hover_text(tooltip)
            .accessible_name(format!("Show evidence: {}", stance.label()))
            .clicked()
        {
            paint.ask(Intent::Graph(GraphIntent::ShowStance(stance, !shown)));
        }
    }
}

fn verdict(ui: &mut Ui, paint: &mut Paint<'_>, query: &GraphQuery) {
    let labels = paint.project().scale().verdicts.iter();
    let mut filters = vec![
        VerdictFilter::Any,
        VerdictFilter::None,
        VerdictFilter::WithoutReasons,
    ];
    filters.extend(labels.map(|verdict| VerdictFilter::Label(verdict.label.clone())));
    let names: Vec<&str> = filters.iter().map(verdict_name).collect();
    let choice = Choice {
        name: "Verdict in the graph",
        shown: verdict_name(&query.verdict),
        width: 130.0,
    };
    let chosen = filters.iter().position(|filter| *filter == query.verdict);
    if let Some(at) = choice.show(ui, paint, &names, chosen) {
        paint.ask(Intent::Graph(GraphIntent::FilterVerdict(
            filters[at].clone(),
        )));
    }
}

fn verdict_name(filter: &VerdictFilter) -> &str {
    match filter {
        VerdictFilter::Any => "Any verdict",
        VerdictFilter::None => "No verdict",
        VerdictFilter::WithoutReasons => "No justification",
        VerdictFilter::Label(label) => label,
    }
}

/// Shown only if the project has tags.
fn tag(ui: &mut Ui, paint: &mut Paint<'_>, picture: &GraphLayout, query: &GraphQuery) {
    if picture.tags().is_empty() && query.tag.is_none() {
        return;
    }
    let mut names = vec!["Any tag"];
    names.extend(picture.tags().iter().map(String::as_str));
    let shown = query.tag.as_deref().unwrap_or("Any tag");
    let choice = Choice {
        name: "Tag in the graph",
        shown,
        width: 110.0,
    };
    let chosen = names.iter().position(|name| *name == shown);
    if let Some(at) = choice.show(ui, paint, &names, chosen) {
        let tag = (at > 0).then(|| names[at].to_owned());
        paint.ask(Intent::Graph(GraphIntent::FilterTag(tag)));
    }
}
