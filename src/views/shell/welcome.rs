//! The welcome page: commands to open or start a project. Shown in an empty window and by Help > Welcome.

use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_button, heading, text_button, tip},
    },
    workbench::{Command, DocumentIntent, Intent},
};

use std::path::{Path, PathBuf};

use egui::{Align, Color32, Frame, Layout, Margin, Rect, RichText, ScrollArea, Stroke, Ui, vec2};

/// Width of the page in points.
const WIDTH: f32 = 520.0;
/// Maximum number of recent files on the page.
const MAX_RECENT: usize = 5;

/// The page in the middle of the window.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    // The last project is about to open.
    if paint.workbench.is_opening() {
        return;
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = (ui.available_width() - 2.0 * space::LARGE).min(WIDTH);
        let above = (ui.available_height() * 0.12).min(90.0);
        let left = (ui.available_width() - width) * 0.5;
        let page = Rect::from_min_size(
            ui.max_rect().min + vec2(left, above),
            vec2(width, f32::INFINITY),
        );
        ui.scope_builder(egui::UiBuilder::new().max_rect(page), |ui| {
            contents(ui, paint, recent);
        });
    });
}

/// The page as a dialog, which closes after the first click on a command or file.
pub(super) fn show_dialog(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    let before = paint.intents.len();
    contents(ui, paint, recent);
    if paint.intents.len() > before {
        paint.intents.insert(before, Intent::SetOverlay(None));
    }
}

/// Width of the dialog in points.
pub(super) const DIALOG_WIDTH: f32 = WIDTH;

fn contents(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    let is_started = !paint.workbench.awaits_project();
    let (title, about) = if is_started && paint.project().articles().len() == 0 {
        let about = "Add two or more articles about the same event to read them side by side";
        ("New project", about)
    } else {
        let about = "Read articles side by side, link passages to claims, and see who said what";
        ("Crosscheck", about)
    };
    ui.label(RichText::new(title).size(24.0).strong());
    ui.label(RichText::new(about).color(paint.theme.faint));
    ui.add_space(space::MEDIUM);
    problem(ui, paint);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::NewProject, Command::Open] {
            command_button(ui, paint, command, command.spec().label);
        }
    });
    ui.add_space(space::SMALL);
    recent_files(ui, paint, recent);
    drop_zone(ui, paint);
    ui.add_space(space::MEDIUM);
    heading(ui, paint, "New here?");
    ui.horizontal_wrapped(|ui| {
        for command in [Command::Tour, Command::OpenSample, Command::GettingStarted] {
            command_button(ui, paint, command, command.spec().label);
        }
    });
}

/// Explains why the last project is not open.
fn problem(ui: &mut Ui, paint: &mut Paint<'_>) {
    let Some(failed) = paint.workbench.not_resumed() else {
        return;
    };
    let frame = Frame::new()
        .fill(paint.theme.tint(paint.theme.caution))
        .corner_radius(6)
        .inner_margin(Margin::same(space::MEDIUM as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let sentence = format!("The last project is not open. {}", failed.reason);
        paint.label(ui, &sentence, &paint.theme.body());
        if ui.button(failed.remedy).clicked() {
            paint.ask(Intent::Document(DocumentIntent::Open(failed.path.clone())));
        }
    });
    ui.add_space(space::MEDIUM);
}

fn recent_files(ui: &mut Ui, paint: &mut Paint<'_>, recent: &[PathBuf]) {
    if recent.is_empty() {
        return;
    }
    heading(ui, paint, "Recent projects");
    for path in recent.iter().take(MAX_RECENT) {
        recent_file(ui, paint, path);
    }
    ui.add_space(space::MEDIUM);
}

/// The name of a file as a button, with its folder beside it.
fn recent_file(ui: &mut Ui, paint: &mut Paint<'_>, path: &Path) {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let folder = path.parent().unwrap_or(path).display().to_string();
    ui.horizontal(|ui| {
        let style = LabelStyle::new(letters::BODY, paint.theme.accent).lines(1);
        let button = text_button(ui, paint, &name.to_string_lossy(), &style);
        if tip(button, paint, &path.display().to_string()).clicked() {
            paint.ask(Intent::Document(DocumentIntent::Open(path.to_owned())));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let style = LabelStyle::new(letters::SMALL, paint.theme.faint).file(1);
            paint.engine.label(ui, &folder, &style);
        });
    });
}

/// Shown while files are dragged over the window: they can be dropped anywhere.
fn drop_zone(ui: &mut Ui, paint: &mut Paint<'_>) {
    let is_hovered = ui.input(|input| !input.raw.hovered_files.is_empty());
    let (fill, line) = if is_hovered {
        (paint.theme.selected, paint.theme.accent)
    } else {
        (Color32::TRANSPARENT, paint.theme.outline)
    };
    let frame = Frame::new()
        .fill(fill)
        .corner_radius(8)
        .inner_margin(Margin::same(space::LARGE as i8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label("Drop articles, a folder or a project file here");
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            for command in [
                Command::AddArticles,
                Command::AddFolder,
                Command::PasteArticle,
            ] {
                command_button(ui, paint, command, command.spec().label);
            }
        });
    });
    dashed_frame(ui, shown.response.rect, Stroke::new(1.0, line));
}

fn dashed_frame(ui: &Ui, rect: Rect, stroke: Stroke) {
    let rect = rect.shrink(0.5);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter()
        .extend(egui::Shape::dashed_line(&corners, stroke, 6.0, 4.0));
}
