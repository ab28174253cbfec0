//! Every widget in both themes, for developers.

use crate::{
    project::{Stance, Status},
    views::{
        Paint,
        theme::{Theme, space},
        widgets::{
            Choice, ICON_SIZE, VerdictIcon, badge, card_frame, dialog_scroll, heading, hint,
            key_caps, line_edit, link, paint_status, sign_button, sign_space, stance_switch,
            status_color, text_button,
        },
    },
};

use egui::{Button, Frame, Margin, RichText, Sense, Slider, Ui, vec2};

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>) {
    dialog_scroll(ui, 180.0).show(ui, |ui| {
        ui.columns_const(|[left, right]| {
            in_theme(left, paint, &Theme::light());
            in_theme(right, paint, &Theme::dark());
        });
    });
}

fn in_theme(ui: &mut Ui, paint: &mut Paint<'_>, theme: &Theme) {
    let mut paint = Paint {
        workbench: paint.workbench,
        theme,
        engine: paint.engine,
        intents: &mut Vec::new(),
        focus: &mut None,
        typing_ended: false,
    };
    let name = if theme.dark { "Dark" } else { "Light" };
    ui.push_id(name, |ui| {
        ui.set_style(theme.style());
        let frame = Frame::new()
            .fill(theme.panel)
            .inner_margin(Margin::same(space::MEDIUM as i8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(name).heading());
            widgets(ui, &mut paint);
        });
    });
}

fn widgets(ui: &mut Ui, paint: &mut Paint<'_>) {
    heading(ui, paint, "TEXT");
    ui.label("Text of panels");
    hint(ui, paint, "Secondary text");
    ui.label(RichText::new("An error").color(paint.theme.refutes));
    ui.label(RichText::new("A warning").color(paint.theme.caution));
    let style = paint.theme.body();
    paint.label(ui, "Text in any script: Карвет, سدّ أورفان", &style);
    heading(ui, paint, "BUTTONS");
    buttons(ui, paint);
    heading(ui, paint, "FIELDS");
    fields(ui, paint);
    heading(ui, paint, "VERDICT, STATUS, STANCE");
    icons(ui, paint);
    heading(ui, paint, "KEYS");
    key_caps(ui, paint, "Ctrl+Shift+S or F1");
    heading(ui, paint, "COLOURS OF CLAIMS");
    colours(ui, paint);
    card_frame(paint, paint.theme.line).show(ui, |ui| ui.label("A card"));
}

fn buttons(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        drop(ui.button("Button"));
        ui.add_enabled(false, Button::new("Disabled"));
        ui.add(Button::selectable(true, "Selected"));
        sign_button(ui, paint, "\u{d7}", "Close");
    });
    let style = paint.theme.body();
    text_button(ui, paint, "Text button", &style);
    let mut style = paint.theme.body();
    style.color = paint.theme.accent;
    link(ui, paint, "Link", style, "Link");
}

fn fields(ui: &mut Ui, paint: &mut Paint<'_>) {
    let field = ui.add(line_edit(&mut String::new(), "e.g. The flood at Karveth"));
    field.accessible_name("Empty field");
    ui.add(line_edit(&mut "Typed text".to_owned(), ""))
        .accessible_name("Field");
    Choice::new("Choice", 160.0).show(ui, paint, "Choice", &["Choice", "Another"], Some(0));
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut true, "Checked");
        ui.checkbox(&mut false, "Unchecked");
        drop(ui.radio(true, "On"));
        drop(ui.radio(false, "Off"));
    });
    let label = ui.label("Slider").id;
    ui.add(Slider::new(&mut 40, 0..=100)).labelled_by(label);
}

fn icons(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (icon, label) in [
            (VerdictIcon::Best, "Best"),
            (VerdictIcon::AboveMiddle, "Above the middle"),
            (VerdictIcon::BelowMiddle, "Below the middle"),
            (VerdictIcon::Worst, "Worst"),
        ] {
            let color = icon.color(paint.theme);
            let center = sign_space(ui);
            icon.paint(ui.painter(), center, color);
            badge(ui, paint, label, color);
        }
    });
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            let center = sign_space(ui);
            paint_status(
                ui.painter(),
                center,
                status,
                status_color(paint.theme, status),
            );
            ui.label(status.label());
        }
    });
    ui.horizontal(|ui| stance_switch(ui, paint, Stance::Supports, "the style guide"));
}

fn colours(ui: &mut Ui, paint: &Paint<'_>) {
    ui.horizontal_wrapped(|ui| {
        for color in paint.theme.claims {
            let (rect, _) =
                ui.allocate_exact_size(vec2(2.0 * ICON_SIZE, ICON_SIZE), Sense::hover());
            ui.painter().rect_filled(rect, 3.0, color);
        }
    });
}
