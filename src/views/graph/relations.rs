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
    Align, Align2, Area, Button, Color32, FontId, Frame, Id, Key, Layout, Modifiers, Order, Pos2,
    Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, epaint::CubicBezierShape,
    vec2,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NewRelation {
    /// Drawn with the pointer.
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

/// A drag within this distance of an edge of the view scrolls it.
const SCROLL_MARGIN: f32 = 28.0;

/// Handles a click or Enter on the other claim of a relation started by key. Returns whether there was one.
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
    let (top, bottom) = scene.camera.visible_y();
    for edge in scene.layout.edges() {
        let is_edge_highlighted = scene.is_edge_highlighted(edge.from, edge.to);
        let has_room = scene.camera.scale().y > 0.45 || is_edge_highlighted;
        let is_dimmed = scene.has_highlight() && !is_edge_highlighted;
        let is_in_view = (top..=bottom).contains(&edge.curve.at(0.5).y);
        if edge.kind.is_labelled() && has_room && !is_dimmed && is_in_view {
            show_label(ui, paint, scratch, scene, edge);
        }
    }
    match scratch.relating {
        None => {}
        Some(NewRelation::Dragging { from }) => drag(ui, paint, scratch, scene, from),
        Some(NewRelation::Picking { from }) => {
            let number = paint.project().claim_number(from);
            let message = format!(
                "Relate claim {number}: go to the other claim and press Enter, or click it. Press Escape to cancel."
            );
            say_below(ui, paint, scene, &message);
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

/// Shows the line from the claim to the pointer. Dropped on another claim, it becomes a relation.
fn drag(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    from: ClaimId,
) {
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let (Some(pointer), Some(begin)) = (pointer, scene.layout.find(Node::Claim(from))) else {
        scratch.relating = None;
        return;
    };
    let target = scene.node_at(pointer).and_then(|at| match scene.node(at) {
        Node::Claim(to) if to != from => Some((at, to)),
        Node::Claim(_) | Node::Article(_) | Node::Speaker(_) | Node::Passage(_) => None,
    });
    if ui.input(|input| input.pointer.any_released()) {
        scratch.relating = target.map(|(_, to)| choosing(from, to, pointer));
        return;
    }
    let view = scene.camera.view;
    let scroll = if pointer.y < view.top() + SCROLL_MARGIN {
        10.0
    } else if pointer.y > view.bottom() - SCROLL_MARGIN {
        -10.0
    } else {
        0.0
    };
    if scroll != 0.0 {
        scratch.camera.pan(vec2(0.0, scroll));
        ui.ctx().request_repaint();
    }
    let start = scene.rect(begin).right_center();
    let out = start + vec2(36.0, 0.0);
    let stroke = Stroke::new(2.0, paint.theme.accent);
    ui.painter().add(CubicBezierShape::from_points_stroke(
        [start, out, pointer.lerp(out, 0.5), pointer],
        false,
        Color32::TRANSPARENT,
        stroke,
    ));
    ui.painter().circle_filled(pointer, 4.0, stroke.color);
    let number = paint.project().claim_number(from);
    let message = match target {
        Some((at, to)) => {
            let rect = scene.rect(at).expand(2.0);
            ui.painter()
                .rect_stroke(rect, 7.0, stroke, StrokeKind::Outside);
            format!(
                "Claim {number} … claim {}",
                paint.project().claim_number(to)
            )
        }
        None => format!("Drop on a claim to relate claim {number} to it"),
    };
    say_below(ui, paint, scene, &message);
}

fn say_below(ui: &Ui, paint: &mut Paint<'_>, scene: &Scene<'_>, message: &str) {
    let style = LabelStyle::new(letters::BODY, paint.theme.on_accent).lines(1);
    let view = scene.camera.view;
    let width = view.width() - 2.0 * space::LARGE;
    let block = paint
        .engine
        .layout_block(message, &style, width, ui.pixels_per_point());
    let margin = vec2(space::MEDIUM, space::TINY);
    let middle = view.center_bottom() - vec2(0.0, 28.0);
    let ground = Rect::from_center_size(middle, block.size() + 2.0 * margin);
    ui.painter().rect_filled(ground, 6.0, paint.theme.accent);
    paint
        .engine
        .paint_block(ui.painter(), ground.min + margin, &block, style.color);
}

fn choose_kind(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    (from, to): (ClaimId, ClaimId),
    at: Pos2,
    fresh: bool,
) {
    let [first, second] = [from, to].map(|id| paint.project().claim_number(id));
    let mut chosen = None;
    let over = popup(ui, "kind of relation", at, |ui| {
        heading(ui, paint, &format!("Claim {first} … claim {second}"));
        for (nth, kind) in RelationKind::ALL.into_iter().enumerate() {
            let name = format!("Claim {first} {} claim {second}", kind.label());
            let button = Button::new(kind.label()).frame_when_inactive(false);
            let button = ui.add(button).accessible_name(name);
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

/// Shows the label of a relation or derivation at the middle of its line. A relation's label is a button that opens its
/// menu.
fn show_label(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut GraphScratch,
    scene: &Scene<'_>,
    edge: &RoutedEdge,
) {
    let color = tone(paint.theme, edge.kind.style().color);
    let font = FontId::proportional(letters::SMALL);
    let label = edge_words(edge.kind).to_owned();
    let galley = ui.painter().layout_no_wrap(label, font, color);
    let room = scene.camera.view.shrink(2.0);
    let middle = scene.camera.point(edge.curve.at(0.5));
    let rect = Rect::from_center_size(middle, galley.size() + vec2(8.0, 2.0));
    // A label beside an outer column may be wider than the room there.
    let over = (rect.right() - room.right()).max(0.0) - (room.left() - rect.left()).max(0.0);
    let rect = rect.translate(vec2(-over, 0.0));
    let relation = match edge.kind {
        EdgeKind::Relates(id, _) => paint.project().relation(id).copied(),
        EdgeKind::Holds
        | EdgeKind::Said
        | EdgeKind::PassedOn
        | EdgeKind::Made
        | EdgeKind::Bears(..)
        | EdgeKind::DerivesFrom(_) => None,
    };
    let mut ground = paint.theme.page;
    if let Some(relation) = relation {
        let id = Id::unique(("relation in the graph", relation.id.number()));
        let response = ui.interact(rect, id, Sense::click());
        let name = sentence(paint.project(), relation);
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
        heading(ui, paint, &sentence(paint.project(), relation));
        let button = Button::new("Remove relation").frame_when_inactive(false);
        removed = ui.add(button).clicked();
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
                ui.with_layout(Layout::top_down_justified(Align::LEFT), contents);
            });
        });
    let pressed = ui.input(|input| input.pointer.any_pressed());
    let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    escape || (pressed && !shown.response.contains_pointer())
}

/// "Claim 1 contradicts claim 3".
fn sentence(project: &Project, relation: Relation) -> String {
    format!(
        "Claim {} {}",
        project.claim_number(relation.from),
        from(project, relation, relation.from)
    )
}

/// The relation as seen from one of its claims: "contradicts claim 3", "follows from claim 1".
pub(super) fn from(project: &Project, relation: Relation, claim: ClaimId) -> String {
    let (verb, other) = if relation.from == claim {
        (relation.kind.label(), relation.to)
    } else {
        (relation.kind.label_from_the_other(), relation.from)
    };
    format!("{verb} claim {}", project.claim_number(other))
}
