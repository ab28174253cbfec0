//! The theme for egui's own widgets: their style, and the fonts of their text.

use super::{TARGET, Theme, letters, space};
use crate::{
    reader::FontFile,
    views::widgets::{QuietTooltips, TOOLTIP_DELAY},
};

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, Style, TextStyle, Visuals,
    style::{ScrollAnimation, ScrollStyle},
    vec2,
};

/// Width of a scroll bar, in points.
const SCROLL_BAR: f32 = 8.0;

impl Theme {
    /// egui's style. Every change from its defaults for the whole window is made here.
    pub(in crate::views) fn style(&self) -> Style {
        let visuals = if self.dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        let mut style = Style {
            visuals,
            ..Style::default()
        };
        self.set_visuals(&mut style.visuals);
        style.text_styles = [
            (TextStyle::Small, letters::SMALL, FontFamily::Proportional),
            (TextStyle::Body, letters::BODY, FontFamily::Proportional),
            (TextStyle::Button, letters::BODY, FontFamily::Proportional),
            (TextStyle::Heading, letters::TITLE, FontFamily::Proportional),
            (TextStyle::Monospace, letters::BODY, FontFamily::Monospace),
        ]
        .map(|(style, size, family)| (style, FontId::new(size, family)))
        .into();
        style.spacing.item_spacing = vec2(space::SMALL, space::SMALL);
        style.spacing.button_padding = vec2(space::SMALL, 1.0);
        style.spacing.interact_size.y = TARGET;
        style.spacing.window_margin = Margin::same(space::MEDIUM as i8);
        style.spacing.menu_margin = Margin::same(space::TINY as i8);
        style.spacing.tooltip_width = 420.0;
        style.interaction.tooltip_delay = TOOLTIP_DELAY;
        // Beside the scrolled contents, never over them.
        style.spacing.scroll = ScrollStyle {
            bar_width: SCROLL_BAR,
            floating_allocated_width: SCROLL_BAR,
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.4,
            dormant_handle_opacity: 0.6,
            ..ScrollStyle::thin()
        };
        style.animation_time = 0.1;
        style.scroll_animation = ScrollAnimation::duration(0.15);
        style
    }

    fn set_visuals(&self, visuals: &mut Visuals) {
        visuals.override_text_color = Some(self.text);
        visuals.weak_text_color = Some(self.faint);
        visuals.panel_fill = self.panel;
        visuals.window_fill = self.panel;
        visuals.window_stroke = Stroke::new(1.0, self.line);
        visuals.window_shadow = Shadow {
            offset: [0, 6],
            blur: 24,
            spread: 0,
            color: Color32::from_black_alpha(60),
        };
        visuals.popup_shadow = Shadow {
            offset: [0, 3],
            blur: 12,
            spread: 0,
            color: Color32::from_black_alpha(50),
        };
        visuals.extreme_bg_color = self.page;
        visuals.text_edit_bg_color = Some(self.page);
        visuals.faint_bg_color = self.hover.gamma_multiply(0.5);
        visuals.slider_trailing_fill = true;
        visuals.hyperlink_color = self.accent;
        visuals.error_fg_color = self.refutes;
        visuals.warn_fg_color = self.refutes;
        visuals.selection.bg_fill = self.reader.selection;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        // A steady cursor is as easy to find, and does not wake the program twice a second.
        visuals.text_cursor.blink = false;
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(6);
        let round = CornerRadius::same(5);
        let widgets = &mut visuals.widgets;
        for (widget, fill) in [
            (&mut widgets.noninteractive, self.panel),
            (&mut widgets.inactive, self.page),
            (&mut widgets.hovered, self.hover),
            (&mut widgets.active, self.selected),
            (&mut widgets.open, self.hover),
        ] {
            widget.corner_radius = round;
            widget.bg_fill = fill;
            widget.weak_bg_fill = fill;
            widget.bg_stroke = Stroke::new(1.0, self.outline);
            widget.fg_stroke = Stroke::new(1.0, self.text);
            widget.expansion = 0.0;
        }
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.line);
        widgets.hovered.bg_stroke = Stroke::new(1.0, self.faint);
        widgets.active.bg_stroke = Stroke::new(1.5, self.accent);
    }
}

/// Weights of egui's own text: regular, and strong.
pub const WEIGHTS: [f32; 2] = [400.0, 600.0];

/// The font family of strong text.
pub(in crate::views) fn strong_letters() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Installs both themes in egui, which shows one by its theme preference. A face, one for each of [`WEIGHTS`], is a font file
/// and the index of the face in it.
pub fn install(ctx: &Context, faces: [Option<(FontFile, u32)>; 2]) {
    let mut fonts = FontDefinitions::default();
    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    // The monospaced face has arrows, which the proportional one lacks.
    proportional.push("Hack".to_owned());
    let others = proportional.clone();
    let families = [FontFamily::Proportional, strong_letters()];
    for (family, (face, weight)) in families.into_iter().zip(faces.into_iter().zip(WEIGHTS)) {
        let names = fonts
            .families
            .entry(family)
            .or_insert_with(|| others.clone());
        if let Some((file, index)) = face {
            let name = format!("interface {weight}");
            names.insert(0, name.clone());
            let mut data = FontData::from_blob(file, index);
            // Of a variable font, all weights are one face.
            data.tweak.coords.push(b"wght", weight);
            fonts.font_data.insert(name, Arc::new(data));
        }
    }
    ctx.set_fonts(fonts);
    ctx.add_plugin(QuietTooltips::default());
    ctx.set_style_of(egui::Theme::Light, Theme::light().style());
    ctx.set_style_of(egui::Theme::Dark, Theme::dark().style());
}
