use crate::{
    views::{
        Paint,
        theme::space,
        widgets::{command_button, sign_button},
    },
    workbench::{Intent, Notice, NoticeKind},
};

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui, vec2};

/// The most lines of a notice that are shown. A folder of rejected files has one for each.
const MAX_LINES: usize = 12;

/// Notices at the bottom of the window; errors stay until they are dismissed.
pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
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
    let (sign, color) = match notice.kind {
        NoticeKind::Done | NoticeKind::Hint => ("\u{2022}", paint.theme.accent),
        NoticeKind::Error => ("!", paint.theme.refutes),
    };
    let frame = Frame::window(ui.style())
        .inner_margin(Margin::symmetric(space::MEDIUM as i8, space::SMALL as i8));
    frame.stroke(Stroke::new(1.0, color)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_max_width(620.0);
            ui.label(RichText::new(sign).color(color));
            text(ui, paint, &notice.text);
            if let Some(command) = notice.offer {
                command_button(ui, paint, command, command.spec().label);
            }
            if sign_button(ui, paint, "\u{d7}", "Dismiss notice").clicked() {
                paint.ask(Intent::DismissNotice(notice.id));
            }
        });
    });
}

/// A single line is centred beside the buttons; several lines form a list.
fn text(ui: &mut Ui, paint: &mut Paint<'_>, text: &str) {
    let style = paint.theme.body();
    let mut lines = |ui: &mut Ui| {
        ui.set_max_width(460.0);
        for line in text.lines().take(MAX_LINES) {
            paint.label(ui, line, &style);
        }
    };
    if text.lines().nth(1).is_none() {
        ui.scope(|ui| lines(ui));
    } else {
        ui.vertical(|ui| lines(ui));
    }
}
