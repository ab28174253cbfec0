//! Where the window opens: where it was closed, as long as a monitor shows that place.

use eframe::CreationContext;
use egui::{Pos2, Rect, Vec2, ViewportCommand, pos2, vec2};

use crate::storage::WindowLayout;

/// Part of the title bar that must be on a monitor, so that the window can be dragged back, in points.
const GRIP: Vec2 = vec2(120.0, 32.0);

/// Moves a window that opened outside all monitors, such as one that was closed on a monitor no longer there.
pub(super) fn keep_on_monitor(creation: &CreationContext<'_>, layout: &WindowLayout) {
    let (Some((x, y)), Some((width, height)), Some(window)) =
        (layout.position, layout.size, creation.winit_window())
    else {
        return;
    };
    let scale = window.scale_factor() as f32;
    let monitors = window.available_monitors().map(|monitor| {
        let (at, size) = (monitor.position(), monitor.size());
        Rect::from_min_size(
            pos2(at.x as f32, at.y as f32) / scale,
            vec2(size.width as f32, size.height as f32) / scale,
        )
    });
    let place = Rect::from_min_size(pos2(x, y), vec2(width, height));
    let visible = visible_position(place, &monitors.collect::<Vec<_>>());
    if visible != place.min {
        let ctx = &creation.egui_ctx;
        let position = visible / ctx.zoom_factor();
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(position));
    }
}

/// The upper left corner of the window, moved to the nearest monitor if none shows enough of the title bar.
fn visible_position(window: Rect, monitors: &[Rect]) -> Pos2 {
    let title_bar = window.with_max_y(window.top() + GRIP.y);
    let is_visible = monitors.iter().any(|monitor| {
        let shown = title_bar.intersect(*monitor);
        shown.width() >= GRIP.x.min(window.width()) && shown.height() >= GRIP.y
    });
    let distance = |monitor: &&Rect| monitor.distance_sq_to_pos(window.center());
    let nearest = monitors
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)));
    match nearest {
        Some(monitor) if !is_visible => {
            let room = (monitor.size() - window.size()).max(Vec2::ZERO);
            window.min.clamp(monitor.min, monitor.min + room)
        }
        _ => window.min,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, height))
    }

    #[test]
    fn a_window_opens_where_it_was_if_its_title_bar_is_on_a_monitor() {
        let monitors = [
            rect(0.0, 0.0, 1920.0, 1080.0),
            rect(-1280.0, 0.0, 1280.0, 1024.0),
        ];
        for at in [
            pos2(0.0, 0.0),
            pos2(300.0, 900.0),
            pos2(-1200.0, 20.0),
            pos2(1790.0, 5.0),
        ] {
            let window = Rect::from_min_size(at, vec2(1300.0, 800.0));
            assert_eq!(visible_position(window, &monitors), at);
        }
    }

    #[test]
    fn a_window_whose_monitor_is_gone_moves_to_the_nearest_one() {
        let monitors = [rect(0.0, 0.0, 1920.0, 1080.0)];
        for (window, expected) in [
            (rect(2000.0, 100.0, 1300.0, 800.0), pos2(620.0, 100.0)),
            (rect(-1250.0, 50.0, 1200.0, 700.0), pos2(0.0, 50.0)),
            (rect(100.0, -40.0, 1300.0, 800.0), pos2(100.0, 0.0)),
            (rect(100.0, 1070.0, 1300.0, 800.0), pos2(100.0, 280.0)),
            (rect(3000.0, 0.0, 2500.0, 1400.0), pos2(0.0, 0.0)),
        ] {
            assert_eq!(visible_position(window, &monitors), expected, "{window}");
        }
    }

    #[test]
    fn a_window_stays_in_place_if_the_monitors_are_unknown() {
        assert_eq!(
            visible_position(rect(9.0, 9.0, 800.0, 600.0), &[]),
            pos2(9.0, 9.0)
        );
    }
}
