use super::{
    GraphScratch, edges, keys,
    node::{self, NodeState},
    relations::{self, NewRelation},
    scene::{LEAST_WITH_WORDS, Scene, VisibleNode},
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

use egui::{Id, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Role};

/// Shows the nodes and edges, and handles input on them.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    picture: &GraphLayout,
    view: Rect,
) {
    let canvas = canvas(ui, picture, view);
    if !is_covered(paint) {
        pan_and_zoom(ui, scratch, picture, &canvas, view);
    }
    keys::handle(ui, paint, scratch, picture, view, canvas.id);
    scratch.camera.stay_within(picture.size(), view.size());
    let scene = Scene::of(picture, scratch, view);
    let builder = UiBuilder::new()
        .max_rect(view)
        .scope_id(Id::unique("nodes of the graph"));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(view);
        let before = (scratch.hovered, scratch.focused);
        edges::show(ui.painter(), paint.theme, &scene);
        show_nodes(ui, paint, scratch, &scene, &canvas);
        edges::show_signs(ui.painter(), paint.theme, &scene);
        relations::show(ui, paint, scratch, &scene);
        if before != (scratch.hovered, scratch.focused) {
            ui.ctx().request_repaint();
        }
    });
}

/// Registers the background. Dragging it, or arrows while it has the focus, pan the graph.
fn canvas(ui: &mut Ui, picture: &GraphLayout, view: Rect) -> Response {
    let id = Id::unique("canvas of the graph");
    let canvas = ui.interact(view, id, Sense::click_and_drag());
    canvas.widget_info(|| {
        let count = |column| picture.column(column).len();
        let is_passage = |at: &&usize| matches!(picture.nodes()[**at].node, Node::Passage(_));
        let passages = picture.column(GraphColumn::Passages).iter();
        let passages = passages.filter(is_passage).count();
        let name = format!(
            "Graph of {}, {} and {}. Tab or click to select a node, arrows to move between nodes",
            counted(count(GraphColumn::Articles), "article"),
            counted(passages, "passage"),
            counted(count(GraphColumn::Claims), "claim"),
        );
        WidgetInfo::labeled(Role::Group, true, name)
    });
    if canvas.has_focus() {
        keys::keep_arrows(ui, id);
    }
    if canvas.clicked() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    canvas
}

/// Drag and wheel pan; Ctrl with the wheel, and pinching, zoom.
fn pan_and_zoom(
    ui: &Ui,
    scratch: &mut GraphScratch,
    picture: &GraphLayout,
    canvas: &Response,
    view: Rect,
) {
    let size = picture.size();
    if canvas.dragged() {
        scratch.camera.pan(canvas.drag_delta(), size, view.size());
    }
    if !canvas.contains_pointer() {
        return;
    }
    let (wheel, zoom, pointer) = ui.input(|input| {
        (
            input.smooth_scroll_delta(),
            input.zoom_delta(),
            input.pointer.hover_pos(),
        )
    });
    scratch.camera.pan(wheel, size, view.size());
    if let Some(at) = pointer {
        scratch.camera.zoom(zoom, at, size, view);
    }
}

fn show_nodes(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    canvas: &Response,
) {
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let is_ours = canvas.contains_pointer() && !canvas.dragged() && !is_covered(paint);
    let under = pointer.filter(|_| is_ours);
    let hovered = under.and_then(|place| scene.node_at(place));
    scratch.hovered = hovered.map(|at| scene.node(at));
    let focused = scratch.focused.take();
    let others = scene.nodes.iter().filter(|seen| !seen.is_widget());
    node::show_crowd(ui.painter(), paint, scene, others);
    let mut roots = Roots::new(paint.project());
    let mut nodes: Vec<Widget> = scene
        .nodes
        .iter()
        .map(|seen| widget(ui, paint, scratch, scene, &mut roots, (*seen, focused)))
        .collect();
    // Labels are above bars, and the hovered and focused nodes above all; the widgets keep the order of the columns.
    nodes.sort_by_key(|node| {
        let is_at_hand = node.standing.hovered || node.standing.focused;
        usize::from(node.seen.labelled) + 2 * usize::from(is_at_hand)
    });
    for node in nodes {
        show_node(ui, paint, scratch, scene, node);
    }
    keep_focus_out_of_view(ui, scratch, scene, focused);
}

/// A focused node keeps the focus when it is scrolled out of view.
fn keep_focus_out_of_view(
    ui: &Ui,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    focused: Option<Node>,
) {
    let Some(node) = focused.filter(|_| scratch.focused.is_none()) else {
        return;
    };
    let Some(at) = scene.picture.find(node) else {
        return;
    };
    if scene.nodes.iter().any(|seen| seen.at == at) {
        return;
    }
    let rect = scene.rect(scene.picture.nodes()[at].area);
    if ui
        .interact(rect, keys::id_of(node), Sense::click())
        .has_focus()
    {
        scratch.focused = Some(node);
    }
}

/// A visible node in this frame.
struct Widget {
    seen: VisibleNode,
    standing: NodeState,
    /// Its text and its widget; one of thousands of bars has neither.
    told: Option<(NodeText, Response)>,
}

fn widget(
    ui: &Ui,
    paint: &Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    roots: &mut Roots<'_>,
    (seen, focused): (VisibleNode, Option<Node>),
) -> Widget {
    let node = scene.node(seen.at);
    let mut standing = NodeState {
        chosen: is_chosen(paint, node),
        focused: focused == Some(node),
        hovered: scratch.hovered == Some(node),
    };
    let at_hand = standing.hovered || standing.focused;
    // The layout may be older than the project: the node may be gone.
    let words = (at_hand || seen.is_widget())
        .then(|| words_of(paint, roots, node))
        .flatten();
    let told = words.map(|words| {
        let response = ui.interact(
            widget_rect(seen),
            keys::id_of(node),
            Sense::click_and_drag(),
        );
        response.widget_info(|| {
            let name = spoken(paint.project(), scene, seen.at, &words);
            WidgetInfo::selected(Role::Button, true, standing.chosen, name)
        });
        (words, response)
    });
    standing.focused = told.as_ref().is_some_and(|(_, widget)| widget.has_focus());
    if standing.focused {
        scratch.focused = Some(node);
    }
    if told
        .as_ref()
        .is_some_and(|(_, widget)| widget.gained_focus())
    {
        let area = scene.picture.nodes()[seen.at].area;
        let size = scene.picture.size();
        scratch.camera.reveal(area, size, scene.view);
    }
    Widget {
        seen,
        standing,
        told,
    }
}

fn show_node(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    widget: Widget,
) {
    let Widget {
        seen,
        standing,
        told,
    } = widget;
    let Some((words, response)) = told else {
        return;
    };
    let cut = node::show(ui.painter(), paint, scene, seen, &words, standing);
    let is_afar = seen.rect.height() < LEAST_WITH_WORDS;
    if seen.labelled || (is_afar && (standing.hovered || standing.focused)) {
        node::label_over(ui.painter(), paint, scene, seen, &words, standing);
    }
    if is_covered(paint) {
        return;
    }
    handle_input(ui, paint, scratch, scene, seen, &response);
    if cut && scratch.relating.is_none() {
        node::tooltip(response, paint, &words);
    }
}

/// Zoomed out, a bar is too low to click.
fn widget_rect(seen: VisibleNode) -> Rect {
    let missing = (8.0 - seen.rect.height()).max(0.0);
    seen.rect.expand2(egui::vec2(0.0, 0.5 * missing))
}

fn is_chosen(paint: &Paint<'_>, node: Node) -> bool {
    let chosen = paint.workbench.selection();
    let focus = paint.workbench.graph().query().focus;
    match node {
        Node::Claim(id) => chosen.claim == Some(id),
        Node::Passage(id) => chosen.highlight == Some(id),
        Node::Speaker(id) => focus == GraphFocus::Speaker(id),
        Node::Article(_) => false,
    }
}

/// A click or Enter opens a node, a double click shows it alone, a drag from a claim draws a relation.
fn handle_input(
    ui: &Ui,
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
        let (size, view) = (scene.picture.size(), scene.view.size());
        scratch.camera.pan(response.drag_delta(), size, view);
    }
    if response.clicked() {
        if relations::pick(scratch, node, seen.rect) {
            return;
        }
        ui.memory_mut(|memory| memory.request_focus(response.id));
        let by_pointer = response.clicked_by(egui::PointerButton::Primary);
        go(paint, scene, seen.at, by_pointer);
    }
    if response.double_clicked() {
        keys::look_at_alone(paint, node);
    }
}

fn go(paint: &mut Paint<'_>, scene: &Scene<'_>, at: usize, by_pointer: bool) {
    match scene.node(at) {
        Node::Article(id) => {
            paint.command(Command::View(View::Read));
            paint.ask(Intent::Article(ArticleIntent::Open(id)));
        }
        Node::Passage(_) => {
            let chosen = paint.workbench.selection().claim;
            if let Some(evidence) = scene.picture.evidence_of(at, chosen) {
                paint.ask(Intent::Evidence(EvidenceIntent::Show(evidence)));
            }
        }
        Node::Claim(id) => paint.ask(Intent::Claim(ClaimIntent::Select(Some(id)))),
        // Hovering highlights what belongs to the speaker, and a double click shows it alone; Enter does the latter.
        Node::Speaker(_) if by_pointer => {}
        Node::Speaker(_) => keys::look_at_alone(paint, scene.node(at)),
    }
}

/// Accessible name of a node: its text and its connections.
fn spoken(project: &Project, scene: &Scene<'_>, at: usize, words: &NodeText) -> String {
    let node = scene.node(at);
    let mut said = words.spoken(node);
    let picture = scene.picture;
    let edges = picture.edges_at(at).iter();
    let joined = edges.map(|edge| (picture.edges()[*edge].kind, picture.other_end(*edge, at)));
    match node {
        Node::Passage(_) => {
            for (kind, other) in joined {
                if let Some(words) = joined_words(project, kind, scene.node(other)) {
                    said = format!("{said}, {words}");
                }
            }
        }
        Node::Article(_) | Node::Speaker(_) => {
            let passages =
                joined.filter(|(_, other)| matches!(scene.node(*other), Node::Passage(_)));
            said = format!("{said}, {}", counted(passages.count(), "passage"));
        }
        Node::Claim(id) => {
            for relation in project.relations_of(id) {
                said = format!("{said}, {}", relations::from(project, *relation, id));
            }
        }
    }
    said
}

/// Text of a node; of a claim, with its counts.
fn words_of(paint: &Paint<'_>, roots: &mut Roots<'_>, node: Node) -> Option<NodeText> {
    let row = match node {
        Node::Claim(id) => paint.workbench.lists().table().row(id),
        Node::Article(_) | Node::Speaker(_) | Node::Passage(_) => None,
    };
    NodeText::of(paint.project(), roots, node, row)
}

/// Connection of a passage: "supports claim 3", "said by the ministry", "in DW - 2023-05-23".
fn joined_words(project: &Project, kind: EdgeKind, other: Node) -> Option<String> {
    let other = match other {
        Node::Claim(id) => format!("claim {}", project.claim_place(id)? + 1),
        other => NodeText::of(project, &mut Roots::new(project), other, None)?.title,
    };
    Some(match kind {
        EdgeKind::Holds => format!("in {other}"),
        EdgeKind::Said | EdgeKind::PassedOn => format!("{} by {other}", edge_words(kind)),
        EdgeKind::Bears(..) | EdgeKind::DerivesFrom(_) | EdgeKind::Made | EdgeKind::Relates(..) => {
            format!("{} {other}", edge_words(kind))
        }
    })
}
