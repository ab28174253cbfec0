use super::{
    GraphScratch, edges, keys,
    node::{self, NodeState},
    relations::{self, NewRelation},
    scene::{Scene, VisibleNode},
};
use crate::{
    analysis::{
        Roots,
        graph::{EdgeKind, GraphColumn, GraphFocus, GraphLayout, Node, NodeText, edge_words},
    },
    project::Project,
    storage::View,
    views::{Paint, shell::counted, widgets::is_covered},
    workbench::{ArticleIntent, ClaimIntent, Command, EvidenceIntent, Intent},
};

use egui::{Id, PointerButton, Response, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2};

/// Shows the nodes and edges, and handles input on them.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    layout: &GraphLayout,
) {
    let view = scratch.camera.view;
    let canvas = background(ui, paint, scratch, layout);
    keys::handle(ui, paint, scratch, layout, canvas.id);
    scratch.camera.clamp();
    let scene = Scene::new(layout, scratch);
    let builder = UiBuilder::new()
        .max_rect(view)
        .scope_id(Id::unique("nodes of the graph"));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(view);
        let before = (scratch.hovered, scratch.focused);
        edges::show(ui.painter(), paint.theme, &scene);
        show_nodes(ui, paint, scratch, &scene, &canvas);
        edges::show_icons(ui.painter(), paint.theme, &scene);
        relations::show(ui, paint, scratch, &scene);
        if before != (scratch.hovered, scratch.focused) {
            ui.ctx().request_repaint();
        }
    });
}

/// Registers the background. Dragging, the wheel, and arrow keys while it has the focus pan the graph. Ctrl with the
/// wheel and pinching zoom.
fn background(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut GraphScratch,
    layout: &GraphLayout,
) -> Response {
    let id = Id::unique("canvas of the graph");
    let canvas = ui.interact(scratch.camera.view, id, Sense::click_and_drag());
    canvas.widget_info(|| {
        let count = |column| layout.column(column).len();
        let is_passage = |at: &&usize| matches!(layout.nodes()[**at].node, Node::Passage(_));
        let passages = layout.column(GraphColumn::Passages).iter();
        let name = format!(
            "Graph of {}, {} and {}. Tab or click to select a node, arrows to move between nodes.",
            counted(count(GraphColumn::Articles), "article"),
            counted(passages.filter(is_passage).count(), "passage"),
            counted(count(GraphColumn::Claims), "claim"),
        );
        WidgetInfo::labeled(Role::Group, true, name)
    });
    if canvas.has_focus() {
        keys::reserve_keys(ui, id);
    }
    if canvas.clicked() {
        canvas.request_focus();
    }
    if is_covered(paint) {
        return canvas;
    }
    if canvas.dragged() {
        scratch.camera.pan(canvas.drag_delta());
    }
    if canvas.contains_pointer() {
        let (wheel, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        scratch.camera.pan(wheel);
        if let Some(at) = ui.input(|input| input.pointer.hover_pos()) {
            scratch.camera.zoom_at(zoom, at);
        }
    }
    canvas
}

fn show_nodes(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    canvas: &Response,
) {
    let project = paint.project();
    let is_ours = canvas.contains_pointer() && !canvas.dragged() && !is_covered(paint);
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let hovered = pointer.filter(|_| is_ours);
    let hovered = hovered.and_then(|point| scene.node_at(point));
    scratch.hovered = hovered.map(|at| scene.node(at));
    let focused = scratch.focused.take();
    node::show_crowd(ui.painter(), paint, scene);
    let mut roots = Roots::new(project);
    let mut shown: Vec<(VisibleNode, NodeState, NodeText, Response)> = Vec::new();
    for seen in &scene.nodes {
        let node = scene.node(seen.at);
        let mut state = NodeState {
            selected: is_selected(paint, node),
            focused: focused == Some(node),
            hovered: scratch.hovered == Some(node),
        };
        if !seen.is_widget() && !state.is_at_hand() {
            continue;
        }
        let row = match node {
            Node::Claim(id) => paint.workbench.lists.table.row(id),
            Node::Article(_) | Node::Speaker(_) | Node::Passage(_) => None,
        };
        // The layout may be older than the project, so the node may no longer exist.
        let Some(text) = NodeText::new(project, &mut roots, node, row) else {
            continue;
        };
        // Zoomed out, a bar is too thin to click.
        let missing = (8.0 - seen.rect.height()).max(0.0);
        let rect = seen.rect.expand2(vec2(0.0, 0.5 * missing));
        let response = ui.interact(rect, keys::widget_id(node), Sense::click_and_drag());
        response.widget_info(|| {
            let name = spoken(project, scene, seen.at, &text);
            WidgetInfo::selected(Role::Button, true, state.selected, name)
        });
        state.focused = response.has_focus();
        if state.focused {
            scratch.focused = Some(node);
        }
        if response.gained_focus() {
            scratch.camera.reveal(scene.layout.nodes()[seen.at].area);
        }
        shown.push((*seen, state, text, response));
    }
    // Labels are painted above bars, and the hovered and focused nodes above everything. The widgets keep the order of
    // the columns.
    shown.sort_by_key(|(seen, state, ..)| {
        usize::from(seen.labelled) + 2 * usize::from(state.is_at_hand())
    });
    for (seen, state, text, response) in shown {
        let is_cut = node::show(ui.painter(), paint, scene, seen, &text, state);
        let is_bar = !scene.has_room(seen.rect.height());
        if seen.labelled || (is_bar && state.is_at_hand()) {
            node::show_label(ui.painter(), paint, scene, seen, &text, state);
        }
        if !is_covered(paint) {
            handle_pointer(paint, scratch, scene, seen, &response);
            if is_cut && scratch.relating.is_none() {
                node::tooltip(response, paint, &text);
            }
        }
    }
    // A focused node keeps the focus when it is scrolled out of view.
    if let Some(node) = focused.filter(|_| scratch.focused.is_none())
        && let Some(at) = scene.layout.find(node)
        && scene.nodes.iter().all(|seen| seen.at != at)
    {
        let widget = ui.interact(scene.rect(at), keys::widget_id(node), Sense::click());
        scratch.focused = widget.has_focus().then_some(node);
    }
}

fn is_selected(paint: &Paint<'_>, node: Node) -> bool {
    let selection = paint.workbench.selection;
    match node {
        Node::Claim(id) => selection.claim == Some(id),
        Node::Passage(id) => selection.highlight == Some(id),
        Node::Speaker(id) => paint.workbench.graph.query.focus == GraphFocus::Speaker(id),
        Node::Article(_) => false,
    }
}

/// A click or Enter opens a node, a double click shows it alone, a drag from a claim draws a relation.
fn handle_pointer(
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    seen: VisibleNode,
    response: &Response,
) {
    let node = scene.node(seen.at);
    if response.drag_started()
        && let Node::Claim(from) = node
    {
        scratch.relating = Some(NewRelation::Dragging { from });
    }
    let relating = matches!(scratch.relating, Some(NewRelation::Dragging { .. }));
    if response.dragged() && !relating {
        scratch.camera.pan(response.drag_delta());
    }
    if response.clicked() {
        if relations::pick(scratch, node, seen.rect) {
            return;
        }
        response.request_focus();
        match node {
            Node::Article(id) => {
                paint.command(Command::View(View::Read));
                paint.ask(Intent::Article(ArticleIntent::Open(id)));
            }
            Node::Passage(_) => {
                let claim = paint.workbench.selection.claim;
                if let Some(evidence) = scene.layout.evidence_of(seen.at, claim) {
                    paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence)));
                }
            }
            Node::Claim(id) => paint.ask(Intent::Claim(ClaimIntent::Select(Some(id)))),
            // Hovering highlights the speaker's connections, and a double click shows the speaker alone. Enter does the
            // latter.
            Node::Speaker(_) if response.clicked_by(PointerButton::Primary) => {}
            Node::Speaker(_) => keys::show_alone(paint, node),
        }
    }
    if response.double_clicked() {
        keys::show_alone(paint, node);
    }
}

/// Accessible name of a node: its text and its connections.
fn spoken(project: &Project, scene: &Scene<'_>, at: usize, text: &NodeText) -> String {
    let node = scene.node(at);
    let layout = scene.layout;
    let edges = layout.edges_at(at).iter();
    let joined = edges.map(|edge| {
        (
            layout.edges()[*edge].kind,
            scene.node(layout.other_end(*edge, at)),
        )
    });
    let mut parts = vec![text.spoken(node)];
    match node {
        Node::Passage(_) => {
            parts.extend(joined.filter_map(|(kind, other)| connection(project, kind, other)));
        }
        Node::Article(_) | Node::Speaker(_) => {
            let passages = joined.filter(|(_, other)| matches!(other, Node::Passage(_)));
            parts.push(counted(passages.count(), "passage"));
        }
        Node::Claim(id) => {
            let relations = project.relations_of(id);
            parts.extend(relations.map(|relation| relations::from(project, *relation, id)));
        }
    }
    parts.join(", ")
}

/// Connection of a passage: "supports claim 3", "said by the ministry", "in DW - 2023-05-23".
fn connection(project: &Project, kind: EdgeKind, other: Node) -> Option<String> {
    let other = match other {
        Node::Claim(id) => format!("claim {}", project.claim_place(id)? + 1),
        Node::Article(_) | Node::Speaker(_) | Node::Passage(_) => {
            NodeText::new(project, &mut Roots::new(project), other, None)?.title
        }
    };
    Some(match kind {
        EdgeKind::Holds => format!("in {other}"),
        EdgeKind::Said | EdgeKind::PassedOn => format!("{} by {other}", edge_words(kind)),
        EdgeKind::Bears(..) | EdgeKind::DerivesFrom(_) | EdgeKind::Made | EdgeKind::Relates(..) => {
            format!("{} {other}", edge_words(kind))
        }
    })
}
