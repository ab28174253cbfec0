use super::welcome;
use crate::{
    views::{
        Paint,
        articles::page_address,
        claims::verdict_picker,
        dialogs::{
            about, added_articles, backups, claim_columns, comparison, export, forget, keys,
            manual, palette, paste, pending_files, recovery, settings, style_guide,
        },
        project::{self, ProjectScratch},
        repair::{self, RepairScratch},
        speakers::{self, SpeakersScratch},
        widgets::{PickerScratch, path_field},
    },
    workbench::{Intent, Overlay},
};

use std::path::PathBuf;

use egui::{
    Align2, Area, Context, FocusDirection, Id, Key, LayerId, Memory, Modifiers, Order, Sense, Ui,
    Vec2, Window, accesskit::Role,
};

/// Scratch of the overlays. The pickers share one, since only one of them is open at a time.
#[derive(Default)]
pub(super) struct OverlaysScratch {
    /// The overlay of the last frame, so that a newly opened one takes the keyboard once.
    shown: Option<Overlay>,
    /// The widget that had the focus before an overlay opened.
    before: Option<Id>,
    picker: PickerScratch,
    manual: manual::ManualScratch,
    paste: paste::PasteScratch,
    waiting: pending_files::PendingScratch,
    /// The typed path.
    path: String,
    /// The installed font families, read when the settings are first opened.
    families: Vec<String>,
    speakers: SpeakersScratch,
    project: ProjectScratch,
    repair: RepairScratch,
}

impl OverlaysScratch {
    pub(super) fn is_shown(&self, overlay: Option<Overlay>) -> bool {
        self.shown == overlay
    }
}

/// Paints the open overlay, if any. The articles stay readable beside it, but take no clicks.
pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut OverlaysScratch,
    recent: &[PathBuf],
) {
    let overlay = paint.workbench.overlay;
    let fresh = overlay != scratch.shown;
    let before = std::mem::replace(&mut scratch.shown, overlay);
    let Some(overlay) = overlay else {
        if fresh {
            return_keyboard(ui, scratch.before.take());
        }
        return;
    };
    if before.is_none() {
        scratch.before = ui.memory(Memory::focused);
    }
    if fresh {
        ui.data_mut(|data| {
            data.remove::<f32>(tallest_id());
            data.insert_temp(needs_focus_id(), true);
        });
        scratch.picker = PickerScratch::default();
        scratch.project = ProjectScratch::default();
        scratch.waiting = pending_files::PendingScratch::default();
    }
    // Article details are beside the text and handle their own keys.
    let is_dialog = !matches!(overlay, Overlay::ArticleDetails(_));
    // A question has the same veil, over the dialog too.
    if is_dialog && paint.workbench.question().is_none() {
        show_veil(ui, paint);
    }
    show_overlay(ui, paint, scratch, (overlay, fresh), recent);
    if is_dialog
        && paint.workbench.question().is_none()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn show_veil(ui: &Ui, paint: &Paint<'_>) {
    let window = ui.ctx().content_rect();
    let area = Area::new(Id::unique("veil"))
        .order(Order::Middle)
        .fade_in(false)
        .fixed_pos(window.min);
    area.show(ui.ctx(), |ui| {
        ui.allocate_rect(window, Sense::CLICK | Sense::DRAG);
        ui.painter().rect_filled(window, 0.0, paint.theme.veil);
    });
}

/// Returns the keyboard to the widget that had it, unless another widget has or requests it.
fn return_keyboard(ui: &Ui, before: Option<Id>) {
    let is_there = |id: &Id| ui.ctx().read_response(*id).is_some();
    let focused = ui.memory(Memory::focused);
    if focused.is_none_or(|focused| !is_there(&focused))
        && let Some(before) = before.filter(is_there)
    {
        ui.memory_mut(|memory| memory.request_focus(before));
    }
}

/// `fresh` is true in the first frame of the overlay.
fn show_overlay(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut OverlaysScratch,
    (overlay, fresh): (Overlay, bool),
    recent: &[PathBuf],
) {
    let ctx = ui.ctx().clone();
    let room = ctx.content_rect().width() - 80.0;
    match overlay {
        Overlay::Palette => palette::show(ui, paint, &mut scratch.picker, fresh),
        Overlay::Verdict => verdict_picker::show_verdicts(ui, paint, &mut scratch.picker, fresh),
        Overlay::Status => verdict_picker::show_statuses(ui, paint, &mut scratch.picker, fresh),
        Overlay::Welcome => window(
            &ctx,
            paint,
            "Welcome",
            welcome::DIALOG_WIDTH,
            |ui, paint| {
                welcome::show_dialog(ui, paint, recent);
            },
        ),
        Overlay::Keys => window(&ctx, paint, "Keys", room.min(900.0), keys::show),
        Overlay::Manual(page) => window(&ctx, paint, "Manual", room.min(1000.0), |ui, paint| {
            manual::show(ui, paint, &mut scratch.manual, fresh.then_some(page));
        }),
        Overlay::About => window(&ctx, paint, "About", 460.0, about::show),
        Overlay::StyleGuide => {
            window(
                &ctx,
                paint,
                "Style guide",
                room.min(900.0),
                style_guide::show,
            );
        }
        Overlay::Paste => window(&ctx, paint, "Paste article", 640.0, |ui, paint| {
            paste::show(ui, paint, &mut scratch.paste, fresh);
        }),
        Overlay::AddedArticles => {
            let width = room.min(760.0);
            window(&ctx, paint, "Articles just added", width, |ui, paint| {
                added_articles::show(ui, paint, &mut scratch.waiting);
            });
        }
        Overlay::ClaimColumns => {
            let width = room.min(560.0);
            window(&ctx, paint, "Add claims", width, claim_columns::show);
        }
        Overlay::Export(what) => {
            let title = what.format().label.trim_end_matches('…');
            let width = room.min(export::width(what));
            window(&ctx, paint, title, width, |ui, paint| {
                export::show(ui, paint, what, fresh);
            });
        }
        // Replaces the claims, so that it does not cover the text.
        Overlay::ArticleDetails(_) => {}
        Overlay::Address(article) => window(&ctx, paint, "Open page", 520.0, |ui, paint| {
            page_address::show(ui, paint, article, fresh);
        }),
        Overlay::Project => window(&ctx, paint, "Project", 600.0, |ui, paint| {
            project::show(ui, paint, &mut scratch.project, fresh);
        }),
        Overlay::Speakers => window(&ctx, paint, "Speakers", room.min(860.0), |ui, paint| {
            speakers::show(ui, paint, &mut scratch.speakers, fresh);
        }),
        Overlay::Settings => window(&ctx, paint, "Settings", 440.0, |ui, paint| {
            settings::show(ui, paint, &mut scratch.families);
        }),
        Overlay::Recovery => window(&ctx, paint, "Recover work", 520.0, |ui, paint| {
            recovery::show(ui, paint, fresh);
        }),
        Overlay::Backups => window(&ctx, paint, "Restore backup", 600.0, backups::show),
        Overlay::Comparison => {
            let count = paint.workbench.comparison.passages.len() as f32;
            let width = room.min((count * 380.0).max(560.0));
            window(&ctx, paint, "Compare passages", width, comparison::show);
        }
        Overlay::Forget => window(&ctx, paint, "Forget history", 520.0, forget::show),
        Overlay::Path(purpose) => {
            let title = path_field::title(purpose);
            window(&ctx, paint, &title, 480.0, |ui, paint| {
                path_field::show(ui, paint, purpose, &mut scratch.path, fresh);
            });
        }
        Overlay::Repair => window(&ctx, paint, "Repair project", 760.0, |ui, paint| {
            repair::show(ui, paint, &mut scratch.repair);
        }),
    }
}

/// Id of the stored maximum height of the open dialog.
fn tallest_id() -> Id {
    Id::unique("tallest dialog")
}

/// Id of the flag that no control of the open dialog has had the focus yet.
fn needs_focus_id() -> Id {
    Id::unique("dialog needs focus")
}

/// Shows a dialog. Its first control gets the focus, unless another one requests it, and Tab stays inside.
fn window(
    ctx: &Context,
    paint: &mut Paint<'_>,
    title: &str,
    width: f32,
    contents: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    let mut open = true;
    let height = ctx.content_rect().height() - 120.0;
    let id = Id::unique(title);
    ctx.memory_mut(|memory| memory.set_modal_layer(LayerId::new(Order::Foreground, id)));
    let is_on_top = paint.workbench.question().is_none();
    Window::new(title)
        .id(id)
        .order(Order::Foreground)
        .collapsible(false)
        .resizable(false)
        .default_width(width)
        .default_height(height)
        .max_height(height)
        .pivot(Align2::CENTER_CENTER)
        .default_pos(ctx.content_rect().center() - Vec2::new(0.0, 20.0))
        .open(&mut open)
        .show(ctx, |ui| {
            ui.set_width(width);
            // A dialog grows with its contents and never shrinks under the pointer.
            let tallest = ui
                .data(|data| data.get_temp(tallest_id()))
                .unwrap_or(0.0_f32);
            ui.set_min_height(tallest.min(height - 60.0));
            let takes_focus = is_on_top && drop_focus_behind(ui);
            if takes_focus {
                ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
            }
            contents(ui, paint);
            if takes_focus {
                ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
                let is_missing = ui.memory(Memory::focused).is_none();
                ui.data_mut(|data| data.insert_temp(needs_focus_id(), is_missing));
            }
            let tallest = tallest.max(ui.min_rect().height());
            ui.data_mut(|data| data.insert_temp(tallest_id(), tallest));
        });
    // The area of a window has this node.
    ctx.accesskit_node_builder(id.with("move"), |node| node.set_role(Role::Dialog));
    if !open {
        paint.ask(Intent::SetOverlay(None));
    }
}

/// Takes the focus from a widget behind the dialog. Returns whether the dialog must get it.
fn drop_focus_behind(ui: &Ui) -> bool {
    let needs_focus = ui.data(|data| data.get_temp(needs_focus_id()));
    let Some(focused) = ui.memory(Memory::focused) else {
        return needs_focus.unwrap_or(false);
    };
    let layer = ui.ctx().read_response(focused).map(|it| it.layer_id);
    let is_behind = layer.is_some_and(|layer| layer.order < Order::Foreground);
    if is_behind {
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
    is_behind
}
