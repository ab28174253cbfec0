//! Painted icons of verdicts and statuses. Drawn instead of typed, since few fonts have them all.

use crate::{
    project::{Status, VerdictScale},
    views::theme::Theme,
};

use egui::{
    Align2, Atom, Color32, FontId, Painter, Pos2, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2,
};

/// Side of an icon's square, in points.
pub(in crate::views) const ICON_SIZE: f32 = 12.0;

/// Position of a verdict on its scale, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::views) enum VerdictIcon {
    Best,
    AboveMiddle,
    BelowMiddle,
    Worst,
    /// No verdict, or one that is not on the scale.
    None,
}

impl VerdictIcon {
    pub(in crate::views) fn of(scale: &VerdictScale, verdict: Option<&str>) -> Self {
        let ranks = scale.verdicts.iter().map(|verdict| verdict.rank);
        let (Some(worst), Some(best)) = (ranks.clone().min(), ranks.max()) else {
            return Self::None;
        };
        let mut verdicts = scale.verdicts.iter();
        let found = verdicts.find(|one| Some(one.label.as_str()) == verdict);
        let Some(rank) = found.map(|verdict| verdict.rank) else {
            return Self::None;
        };
        match f64::from(rank - worst) / f64::from((best - worst).max(1)) {
            place if place >= 0.75 => Self::Best,
            place if place > 0.5 => Self::AboveMiddle,
            place if place > 0.25 => Self::BelowMiddle,
            _ => Self::Worst,
        }
    }

    pub(in crate::views) fn color(self, theme: &Theme) -> Color32 {
        match self {
            Self::Best => theme.supports,
            Self::Worst => theme.refutes,
            Self::AboveMiddle | Self::BelowMiddle => theme.text,
            Self::None => theme.faint,
        }
    }

    /// A tick, a wave, a question mark or a cross.
    pub(in crate::views) fn paint(self, painter: &Painter, center: Pos2, color: Color32) {
        let stroke = Stroke::new(1.6, color);
        let at = |x: f32, y: f32| center + vec2(x, y);
        match self {
            Self::Best => {
                let tick = vec![at(-4.0, 0.5), at(-1.2, 3.2), at(4.2, -3.6)];
                painter.add(Shape::line(tick, stroke));
            }
            Self::Worst => {
                painter.line_segment([at(-3.4, -3.4), at(3.4, 3.4)], stroke);
                painter.line_segment([at(-3.4, 3.4), at(3.4, -3.4)], stroke);
            }
            Self::AboveMiddle => letter(painter, center, '~', color),
            Self::BelowMiddle => letter(painter, center, '?', color),
            Self::None => {}
        }
    }
}

fn letter(painter: &Painter, center: Pos2, letter: char, color: Color32) {
    let font = FontId::proportional(ICON_SIZE);
    painter.text(center, Align2::CENTER_CENTER, letter, font, color);
}

/// A disc that fills up as the work on the claim progresses.
pub(in crate::views) fn paint_status(
    painter: &Painter,
    center: Pos2,
    status: Status,
    color: Color32,
) {
    const RADIUS: f32 = 4.5;
    painter.circle_stroke(center, RADIUS, Stroke::new(1.2, color));
    let filled = match status {
        Status::Open => return,
        Status::InProgress => 0.25,
        Status::NeedsReview => 0.5,
        Status::Done => {
            painter.circle_filled(center, RADIUS, color);
            return;
        }
    };
    // From the top to the left, like a half moon.
    let arc = (0..=12).map(|step| {
        let angle = std::f32::consts::TAU * (-0.25 - filled * step as f32 / 12.0);
        pos2(
            center.x + RADIUS * angle.cos(),
            center.y + RADIUS * angle.sin(),
        )
    });
    let points = std::iter::once(center).chain(arc).collect();
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// An icon in its colour, for the start of a button.
#[derive(Clone, Copy)]
pub(in crate::views) enum Sign {
    Verdict(VerdictIcon),
    Status(Status),
}

impl Sign {
    pub(super) fn atom(self, theme: &Theme) -> Atom<'static> {
        let color = match self {
            Self::Verdict(icon) => icon.color(theme),
            Self::Status(status) => status_color(theme, status),
        };
        Atom::paint(Vec2::splat(ICON_SIZE), move |ui, args| {
            let center = args.rect.center();
            match self {
                Self::Verdict(icon) => icon.paint(ui.painter(), center, color),
                Self::Status(status) => paint_status(ui.painter(), center, status, color),
            }
        })
    }
}

/// Colour of a status. Only work that waits for somebody is emphasised.
pub(in crate::views) fn status_color(theme: &Theme, status: Status) -> Color32 {
    match status {
        Status::NeedsReview => theme.caution,
        Status::Done => theme.text,
        Status::Open | Status::InProgress => theme.faint,
    }
}

/// Allocates the space of an icon in a row. Returns its centre.
pub(in crate::views) fn sign_space(ui: &mut Ui) -> Pos2 {
    let (rect, _) = ui.allocate_exact_size(vec2(ICON_SIZE, ICON_SIZE), Sense::hover());
    rect.center()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_verdict_has_an_icon_by_its_rank() {
        use VerdictIcon::{AboveMiddle, BelowMiddle, Best, Worst};
        for (scale, icons) in [
            (
                VerdictScale::averitec(),
                vec![Best, Worst, BelowMiddle, AboveMiddle],
            ),
            (
                VerdictScale::politifact(),
                vec![Best, Best, AboveMiddle, BelowMiddle, Worst, Worst],
            ),
            (VerdictScale::plain(), vec![Best, Worst, BelowMiddle]),
        ] {
            for (verdict, icon) in scale.verdicts.iter().zip(icons) {
                let found = VerdictIcon::of(&scale, Some(&verdict.label));
                assert_eq!(found, icon, "{}", verdict.label);
            }
            assert_eq!(VerdictIcon::of(&scale, None), VerdictIcon::None);
        }
    }
}
