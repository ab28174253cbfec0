//! Relations between claims: drawn by drag or by keys, labelled, removed.

use super::{GraphScratch, edges::tone, scene::Scene};
use crate::{
    analysis::graph::{EdgeKind, Node, RoutedEdge, edge_words},
    project::{ClaimId, Project, Relation, RelationId, RelationKind},
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::heading,
    },
    workbench::{ClaimIntent, Intent},
};

use egui::{
    Align2, Area, Frame, Id, Key, Order, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// A new relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NewRelation {
    /// Being drawn with the pointer.
    Dragging { from: ClaimId },
    /// Started by key; the user selects the other claim.
    Picking { from: ClaimId },
    /// Both claims are known; the user selects the kind.
    Choosing {
        from: ClaimId,
        to: ClaimId,
        /// Position of the menu in the window.
        at: Pos2,
        /// The menu opens in this frame and takes the focus.
        fresh: bool,
    },
}

/// A drag this close to an edge of the view scrolls it.
const AT_EDGE: f32 = 28.0;

/// Takes a click or Enter on the other claim of a relation started by key. Returns whether it did.
pub(super) fn pick(scratch: &mut GraphScratch, node: Node, rect: Rect) -> bool {
    let (Some(NewRelation::Picking { from }), Node::Claim(to)) = (scratch.relating, node) else {
        return false;
    };
    if from != to {
        scratch.relating = Some(choosing(from, to, rect.left_bottom()));
    }
    true
}

fn choosing(from: ClaimId, to: ClaimId, at: Pos2) -> NewRelation {
    NewRelation::Choosing {
        from,
        to,
        at,
        fresh: true,
    }
}

/// Shows labels, menus and the line being drawn.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
) {
    show_labels(ui, paint, scratch, scene);
    match scratch.relating {
        None => {}
        Some(NewRelation::Dragging { from }) => drag(ui, paint, scratch, scene, from),
        Some(NewRelation::Picking { from }) => {
            let number = number(paint.project(), from);
            let words = format!(
                "Relate claim {number}: go to the other claim and press Enter, or click it. Escape cancels"
            );
            say_below(ui, paint, scene, &words);
        }
        Some(NewRelation::Choosing {
            from,
            to,
            at,
            fresh,
        }) => choose_kind(ui, paint, scratch, (from, to), at, fresh),
    }
    if let Some((id, at)) = scratch.relation {
        show_menu(ui, paint, scratch, id, at);
    }
}

/// Shows the line from the claim to the pointer; dropped on another claim, it becomes a relation.
fn drag(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    from: ClaimId,
) {
    let (pointer, released) =
        ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_released()));
    let (Some(pointer), Some(begin)) = (pointer, scene.picture.find(Node::Claim(from))) else {
        scratch.relating = None;
        return;
    };
    let target = scene.node_at(pointer).map(|at| scene.node(at));
    let to = match target {
        Some(Node::Claim(to)) if to != from => Some(to),
        _ => None,
    };
    if released {
        scratch.relating = to.map(|to| choosing(from, to, pointer));
        return;
    }
    follow_pointer(ui, scratch, scene, pointer);
    let begin = scene.rect(scene.picture.nodes()[begin].area);
    line(ui, paint, begin, pointer);
    if let Some(at) = to.and_then(|to| scene.picture.find(Node::Claim(to))) {
        let rect = scene.rect(scene.picture.nodes()[at].area).expand(2.0);
        let stroke = Stroke::new(2.0, paint.theme.accent);
        ui.painter()
            .rect_stroke(rect, 7.0, stroke, egui::StrokeKind::Outside);
    }
    let words = match to {
        Some(to) => format!(
            "Claim {} … claim {}",
            number(paint.project(), from),
            number(paint.project(), to)
        ),
        None => format!(
            "Drop on the claim that claim {} relates to",
            number(paint.project(), from)
        ),
    };
    say_below(ui, paint, scene, &words);
}

fn follow_pointer(ui: &Ui, scratch: &mut GraphScratch, scene: &Scene<'_>, pointer: Pos2) {
    let by = if pointer.y < scene.view.top() + AT_EDGE {
        10.0
    } else if pointer.y > scene.view.bottom() - AT_EDGE {
        -10.0
    } else {
        return;
    };
    let (size, view) = (scene.picture.size(), scene.view.size());
    scratch.camera.pan(vec2(0.0, by), size, view);
    ui.ctx().request_repaint();
}

fn line(ui: &Ui, paint: &Paint<'_>, begin: Rect, pointer: Pos2) {
    let from = begin.right_center();
    let out = vec2(36.0, 0.0);
    let curve = egui::epaint::CubicBezierShape::from_points_stroke(
        [from, from + out, pointer.lerp(from + out, 0.5), pointer],
        false,
        egui::Color32::TRANSPARENT,
        Stroke::new(2.0, paint.theme.accent),
    );
    ui.painter().add(curve);
    ui.painter()
        .add(Shape::circle_filled(pointer, 4.0, paint.theme.accent));
}

fn say_below(ui: &Ui, paint: &mut Paint<'_>, scene: &Scene<'_>, words: &str) {
    let style = LabelStyle::new(letters::BODY, paint.theme.on_accent).lines(1);
    let width = scene.view.width() - 2.0 * space::LARGE;
    let scale = ui.pixels_per_point();
    let block = paint.engine.layout_block(words, &style, width, scale);
    let ground = Rect::from_center_size(
        scene.view.center_bottom() - vec2(0.0, 28.0),
        block.size() + vec2(2.0 * space::MEDIUM, 2.0 * space::TINY),
    );
    ui.painter().rect_filled(ground, 6.0, paint.theme.accent);
    let at = ground.min + vec2(space::MEDIUM, space::TINY);
    paint
        .engine
        .paint_block(ui.painter(), at, &block, paint.theme.on_accent);
}

fn choose_kind(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    (from, to): (ClaimId, ClaimId),
    at: Pos2,
    fresh: bool,
) {
    let (first, second) = (number(paint.project(), from), number(paint.project(), to));
    let mut chosen = None;
    let over = popup(ui, "kind of relation", at, |ui| {
        heading(ui, paint, &format!("Claim {first} … claim {second}"));
        for (nth, kind) in RelationKind::ALL.into_iter().enumerate() {
            let button = ui
                .add(egui::Button::new(kind.label()).frame_when_inactive(false))
                .accessible_name(format!("Claim {first} {} claim {second}", kind.label()));
            if fresh && nth == 0 {
                button.request_focus();
            }
            if button.clicked() {
                chosen = Some(kind);
            }
        }
    });
    if let Some(kind) = chosen {
        paint.ask(Intent::Claim(ClaimIntent::Relate(from, to, kind)));
    }
    let given_up = !fresh && over;
    scratch.relating = (chosen.is_none() && !given_up).then_some(NewRelation::Choosing {
        from,
        to,
        at,
        fresh: false,
    });
}

/// Shows the labels of relations and derivations halfway along. That of a relation is a button that opens its menu.
fn show_labels(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch, scene: &Scene<'_>) {
    let (top, bottom) = scene.heights();
    for edge in scene.picture.edges() {
        let middle = edge.curve.at(0.5);
        let is_lit = scene.is_lit(edge.from, edge.to);
        let steps_back = scene.has_lit() && !is_lit;
        let is_labelled = edge.kind.is_labelled();
        let has_room = scene.scale.y > 0.45 || is_lit;
        if is_labelled && has_room && !steps_back && (top..=bottom).contains(&middle.y) {
            show_label(ui, paint, scratch, scene, edge);
        }
    }
}

fn show_label(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    edge: &RoutedEdge,
) {
    let color = tone(paint.theme, edge.kind.style().color);
    let galley = ui.painter().layout_no_wrap(
        edge_words(edge.kind).to_owned(),
        egui::FontId::proportional(letters::SMALL),
        color,
    );
    let room = scene.view.shrink(2.0);
    let mut rect = Rect::from_center_size(
        scene.point(edge.curve.at(0.5)),
        galley.size() + vec2(8.0, 2.0),
    );
    // A label beside an outer column may be wider than the room there.
    let over = (rect.right() - room.right()).max(0.0) - (room.left() - rect.left()).max(0.0);
    rect = rect.translate(vec2(-over, 0.0));
    let relation = match edge.kind {
        EdgeKind::Relates(id, _) => paint.project().relation(id).copied(),
        _ => None,
    };
    let mut ground = paint.theme.page;
    if let Some(relation) = relation {
        let id = Id::unique(("relation in the graph", relation.id.number()));
        let response = ui.interact(rect, id, Sense::click());
        let name = told(paint.project(), relation);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.hovered() || response.has_focus() {
            ground = paint.theme.hover;
        }
        if response.clicked() {
            scratch.relation = Some((relation.id, rect.left_bottom()));
        }
    }
    ui.painter().rect_filled(rect, 4.0, ground);
    ui.painter()
        .galley(rect.min + vec2(4.0, 1.0), galley, color);
}

fn show_menu(ui: &Ui, paint: &mut Paint<'_>, scratch: &mut GraphScratch, id: RelationId, at: Pos2) {
    let Some(relation) = paint.project().relation(id).copied() else {
        scratch.relation = None;
        return;
    };
    let mut removed = false;
    let over = popup(ui, "menu of a relation", at, |ui| {
        heading(ui, paint, &told(paint.project(), relation));
        removed = ui
            .add(egui::Button::new("Remove relation").frame_when_inactive(false))
            .clicked();
    });
    if removed {
        paint.ask(Intent::Claim(ClaimIntent::Unrelate(id)));
    }
    let pressed_now = ui.input(|input| input.pointer.any_released());
    if removed || (over && !pressed_now) {
        scratch.relation = None;
    }
}

/// Shows a small popup. Returns whether Escape or a press elsewhere closed it.
fn popup(ui: &Ui, name: &str, at: Pos2, contents: impl FnOnce(&mut Ui)) -> bool {
    let shown = Area::new(Id::unique(name))
        .order(Order::Foreground)
        .fixed_pos(at)
        .pivot(Align2::LEFT_TOP)
        .constrain_to(ui.ctx().content_rect())
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(220.0);
                ui.with_layout(
                    egui::Layout::top_down_justified(egui::Align::LEFT),
                    contents,
                );
            });
        });
    let pressed = ui.input(|input| input.pointer.any_pressed());
    let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    escape || (pressed && !shown.response.contains_pointer())
}

fn number(project: &Project, claim: ClaimId) -> usize {
    project.claim_place(claim).map_or(0, |place| place + 1)
}

/// "Claim 1 contradicts claim 3".
fn told(project: &Project, relation: Relation) -> String {
    let (from, to) = (number(project, relation.from), number(project, relation.to));
    format!("Claim {from} {} claim {to}", relation.kind.label())
}

/// The same from one of its claims: "contradicts claim 3", "follows from claim 1".
pub(super) fn from(project: &Project, relation: Relation, claim: ClaimId) -> String {
    if relation.from == claim {
        format!(
            "{} claim {}",
            relation.kind.label(),
            number(project, relation.to)
        )
    } else {
        let words = relation.kind.label_from_the_other();
        format!("{words} claim {}", number(project, relation.from))
    }
}
