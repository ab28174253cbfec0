use crate::{
    reader::LabelStyle,
    views::{
        Paint,
        theme::{letters, space},
        widgets::{command_button, sign_button},
    },
    workbench::{Intent, Notice, NoticeKind},
};

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Ui, vec2};

/// What the person should know, at the bottom of the window; errors stay until they are put away.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    let notices = paint.workbench.notices();
    if notices.is_empty() {
        return;
    }
    let area = Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -52.0));
    area.accessible_name("Notices").show(ui.ctx(), |ui| {
        for notice in notices {
            card(ui, paint, notice);
        }
    });
}

fn card(ui: &mut Ui, paint: &mut Paint<'_>, notice: &Notice) {
    let color = match notice.kind {
        NoticeKind::Done | NoticeKind::Hint => paint.theme.accent,
        NoticeKind::Error => paint.theme.refutes,
    };
    let frame = Frame::window(ui.style())
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    frame.stroke(egui::Stroke::new(1.0, color)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_max_width(620.0);
            let sign = if notice.kind == NoticeKind::Error {
                "!"
            } else {
                "\u{2022}"
            };
            ui.label(RichText::new(sign).color(color));
            words(ui, paint, &notice.text);
            if let Some(command) = notice.offer {
                command_button(ui, paint, command, command.spec().label);
            }
            if sign_button(ui, paint, "\u{d7}", "Dismiss notice").clicked() {
                paint.ask(Intent::DismissNotice(notice.id));
            }
        });
    });
}

/// A single line stands in the middle of its row, beside the buttons; more are a list.
fn words(ui: &mut Ui, paint: &mut Paint<'_>, text: &str) {
    let style = LabelStyle::new(letters::BODY, paint.theme.text);
    let mut lines = |ui: &mut Ui| {
        ui.set_max_width(460.0);
        for line in text.lines().take(MOST_LINES) {
            paint.engine.label(ui, line, &style);
        }
    };
    if text.lines().nth(1).is_none() {
        ui.scope(|ui| lines(ui));
    } else {
        ui.vertical(|ui| lines(ui));
    }
}

/// Lines of a notice that are shown; a folder of refused files has one for each.
const MOST_LINES: usize = 12;
