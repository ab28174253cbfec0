//! Notices. Confirmations appear in the status bar for some seconds, errors above it until they are dismissed.

use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_button, link, sign_button},
    },
    workbench::{Intent, Notice, NoticeKind},
};

use std::time::Duration;

use egui::{RichText, ScrollArea, Ui, accesskit::Live};

/// Seconds for which the status bar shows a notice.
const SHOWN_SECONDS: f64 = 6.0;
/// Maximum height of the notices that stay, in points. A folder of rejected files has a line for each.
const MAX_HEIGHT: f32 = 200.0;

/// Width for the buttons of a notice, in points.
const BUTTONS_WIDTH: f32 = 260.0;

/// The notice in the status bar.
#[derive(Default)]
pub(super) struct NoticeScratch {
    /// Id of the notice, and egui's time when it was first painted.
    shown: Option<(u64, f64)>,
}

/// The latest confirmation or hint.
pub(super) fn passing<'a>(paint: &Paint<'a>) -> Option<&'a Notice> {
    let notices = paint.workbench.notices().iter();
    notices.rev().find(|notice| notice.passes())
}

pub(super) fn any_stays(paint: &Paint<'_>) -> bool {
    paint.workbench.notices().iter().any(|it| !it.passes())
}

/// "Linked to claim 4 as supports · Undo". Hovering it pauses its time.
pub(super) fn show_passing(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut NoticeScratch,
    notice: &Notice,
) {
    let shown = ui.horizontal(|ui| {
        let command = notice.command;
        let style = LabelStyle::new(letters::SMALL, paint.theme.text).lines(1);
        ui.spacing_mut().item_spacing.x = space::TINY;
        ui.scope(|ui| {
            let room = if command.is_some() { 110.0 } else { 0.0 };
            ui.set_max_width((ui.available_width() - room).max(0.0));
            let label = paint.label(ui, &notice.text, &style);
            let live = |node: &mut egui::accesskit::Node| node.set_live(Live::Polite);
            ui.ctx().accesskit_node_builder(label.id, live);
        });
        if let Some(command) = command {
            ui.label(RichText::new("\u{b7}").color(paint.theme.faint));
            let style = LabelStyle::new(letters::SMALL, paint.theme.accent).lines(1);
            let label = command.spec().label;
            if link(ui, paint, label, style, label).clicked() {
                paint.command(command);
            }
        }
    });
    let now = ui.input(|input| input.time);
    let is_new = scratch.shown.is_none_or(|(id, _)| id != notice.id);
    if is_new || shown.response.contains_pointer() {
        scratch.shown = Some((notice.id, now));
    }
    let age = scratch.shown.map_or(0.0, |(_, since)| now - since);
    if age >= SHOWN_SECONDS {
        let gone = paint.workbench.notices().iter().filter(|it| it.passes());
        let gone: Vec<Intent> = gone.map(|it| Intent::DismissNotice(it.id)).collect();
        paint.intents.extend(gone);
    } else {
        let rest = Duration::from_secs_f64(SHOWN_SECONDS - age);
        ui.ctx().request_repaint_after(rest);
    }
}

/// The notices that stay until they are dismissed. They have a panel of their own, so they cover no text.
pub(super) fn show_staying(ui: &mut Ui, paint: &mut Paint<'_>) {
    let area = ScrollArea::vertical().max_height(MAX_HEIGHT);
    area.auto_shrink([false, true]).show(ui, |ui| {
        let notices = paint.workbench.notices().iter();
        for notice in notices.filter(|notice| !notice.passes()) {
            show(ui, paint, notice);
        }
    });
}

fn show(ui: &mut Ui, paint: &mut Paint<'_>, notice: &Notice) {
    let (icon, color, meaning) = match notice.kind {
        NoticeKind::Done | NoticeKind::Hint => ("\u{2022}", paint.theme.accent, "Notice"),
        NoticeKind::Error => ("!", paint.theme.refutes, "Error"),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(icon).strong().color(color))
            .on_hover_text(meaning);
        let lines = |ui: &mut Ui| {
            ui.set_max_width(ui.available_width() - BUTTONS_WIDTH);
            let style = paint.theme.body();
            for line in notice.text.lines() {
                paint.label(ui, line, &style);
            }
        };
        // A single line is centred beside the buttons; several lines form a list.
        if notice.text.contains('\n') {
            ui.vertical(lines);
        } else {
            ui.scope(lines);
        }
        if let Some(command) = notice.command {
            command_button(ui, paint, command, command.spec().label);
        }
        if sign_button(ui, paint, "\u{d7}", "Dismiss notice").clicked() {
            paint.ask(Intent::DismissNotice(notice.id));
        }
    });
}
