use crate::{
    views::{
        Paint,
        articles::{article_details, page_address as address},
        claims::verdict_picker as conclude,
        dialogs::{backups, export, forget, palette, paste, recovery, settings, shortcuts},
        project as project_record, repair, speakers,
        widgets::{path_field, picker},
    },
    workbench::{Intent, Overlay},
};

use egui::{Id, Key, Order, Ui, Vec2, Window};

/// What is half typed or chosen in what lies over the window.
#[derive(Default)]
pub(super) struct OverlaysScratch {
    /// The overlay of the last frame, so that a newly opened one takes the keyboard once.
    shown: Option<Overlay>,
    /// What was typed into a list to choose from, and which entry is chosen.
    picker: picker::PickerScratch,
    /// What had the keyboard before.
    before: Option<Id>,
    /// The article that is being pasted.
    paste: String,
    /// Where the person is in the list of a file's problems.
    repair: repair::RepairScratch,
    /// Whose record is shown among the speakers, and what is half typed there.
    speakers: speakers::SpeakersScratch,
    /// How far a change of the verdict scale has come.
    project: project_record::ProjectScratch,
    /// What is half chosen in a article details.
    source: article_details::SourceScratch,
    /// The path that is being typed.
    path: String,
    /// The installed families, read once when the settings are opened.
    families: Vec<String>,
}

/// Paints what lies over the window, if anything does. None of it keeps the articles from being read.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut OverlaysScratch) {
    let overlay = paint.workbench.overlay();
    let fresh = overlay != scratch.shown;
    let before = std::mem::replace(&mut scratch.shown, overlay);
    let Some(overlay) = overlay else {
        if fresh {
            give_back_keyboard(ui, scratch.before.take());
        }
        return;
    };
    if before.is_none() {
        scratch.before = ui.memory(egui::Memory::focused);
    }
    if fresh {
        scratch.picker = picker::PickerScratch::default();
        scratch.project = project_record::ProjectScratch::default();
    }
    show_overlay(ui, paint, scratch, overlay, fresh);
    if paint.workbench.question().is_some() {
        // Its keys are its own.
        return;
    }
    let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    if escape {
        paint.ask(Intent::SetOverlay(None));
    }
}

/// What had the keyboard before has it again, unless something else has it, or wants it, by now.
fn give_back_keyboard(ui: &Ui, before: Option<Id>) {
    let is_there = |id: &Id| ui.ctx().read_response(*id).is_some();
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_none_or(|focused| !is_there(&focused))
        && let Some(before) = before.filter(is_there)
    {
        ui.memory_mut(|memory| memory.request_focus(before));
    }
}

/// `fresh` where it was not there in the frame before.
fn show_overlay(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut OverlaysScratch,
    overlay: Overlay,
    fresh: bool,
) {
    match overlay {
        Overlay::Palette => palette::show(ui, paint, &mut scratch.picker, fresh),
        Overlay::Verdict => {
            conclude::show_verdicts(ui, paint, &mut scratch.picker, fresh);
        }
        Overlay::Status => {
            conclude::show_statuses(ui, paint, &mut scratch.picker, fresh);
        }
        Overlay::Shortcuts => {
            let width = (ui.ctx().content_rect().width() - 80.0).min(900.0);
            in_window(ui, paint, "Keyboard shortcuts", width, shortcuts::show);
        }
        Overlay::Paste => {
            let text = &mut scratch.paste;
            in_window(ui, paint, "Paste article", 640.0, |ui, paint| {
                paste::show(ui, paint, text, fresh);
            });
        }
        Overlay::Export(what) => {
            let title = export::title(what);
            in_window(ui, paint, title, export::WIDTH, |ui, paint| {
                export::show(ui, paint, what, fresh);
            });
        }
        Overlay::Address(article) => {
            in_window(ui, paint, "Open page", 520.0, |ui, paint| {
                address::show(ui, paint, article, fresh);
            });
        }
        Overlay::Path(purpose) => {
            let typed = &mut scratch.path;
            in_window(ui, paint, path_field::title(purpose), 480.0, |ui, paint| {
                path_field::show(ui, paint, purpose, typed, fresh);
            });
        }
        Overlay::ArticleDetails(_) | Overlay::Speakers | Overlay::Project => {
            show_record(ui, paint, scratch, overlay, fresh);
        }
        Overlay::Recovery | Overlay::Backups | Overlay::Forget | Overlay::Repair => {
            show_kept(ui, paint, scratch, overlay, fresh);
        }
        Overlay::Settings => {
            let families = &mut scratch.families;
            in_window(ui, paint, "Reading settings", 440.0, |ui, paint| {
                settings::show(ui, paint, families);
            });
        }
    }
}

/// Work that was left behind, kept, or damaged.
fn show_kept(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut OverlaysScratch,
    overlay: Overlay,
    fresh: bool,
) {
    match overlay {
        Overlay::Recovery => in_window(ui, paint, "Recover work", 520.0, |ui, paint| {
            recovery::show(ui, paint, fresh);
        }),
        Overlay::Backups => in_window(ui, paint, "Restore backup", 600.0, backups::show),
        Overlay::Forget => in_window(ui, paint, "Forget history", 520.0, forget::show),
        Overlay::Repair => {
            let list = &mut scratch.repair;
            in_window(ui, paint, "Repair project", 760.0, |ui, paint| {
                repair::show(ui, paint, list);
            });
        }
        _ => {}
    }
}

/// What is known of an article, of speakers, or of the project, to be filled in.
fn show_record(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut OverlaysScratch,
    overlay: Overlay,
    fresh: bool,
) {
    match overlay {
        Overlay::ArticleDetails(article) => {
            let record = &mut scratch.source;
            in_window(ui, paint, "Article details", 560.0, |ui, paint| {
                article_details::show(ui, paint, record, article, fresh);
            });
        }
        Overlay::Speakers => {
            let list = &mut scratch.speakers;
            let width = (ui.ctx().content_rect().width() - 80.0).min(860.0);
            in_window(ui, paint, "Speakers", width, |ui, paint| {
                speakers::show(ui, paint, list, fresh);
            });
        }
        Overlay::Project => {
            let record = &mut scratch.project;
            in_window(ui, paint, "Project", 600.0, |ui, paint| {
                project_record::show(ui, paint, record);
            });
        }
        _ => {}
    }
}

fn in_window(
    ui: &Ui,
    paint: &mut Paint<'_>,
    title: &str,
    width: f32,
    contents: impl FnOnce(&mut Ui, &mut Paint<'_>),
) {
    let mut open = true;
    let height = ui.ctx().content_rect().height() - 120.0;
    Window::new(title)
        .id(Id::unique(title))
        .order(Order::Foreground)
        .collapsible(false)
        .resizable(false)
        .default_width(width)
        .default_height(height)
        .max_height(height)
        .pivot(egui::Align2::CENTER_CENTER)
        .default_pos(ui.ctx().content_rect().center() - Vec2::new(0.0, 20.0))
        .open(&mut open)
        .show(ui.ctx(), |ui| {
            ui.set_width(width);
            contents(ui, paint);
        });
    if !open {
        paint.ask(Intent::SetOverlay(None));
    }
}
