//! The small bar at a finished selection or a clicked highlight, with the commands for the passage, their keys, and the
//! claim that they act on.

use crate::{
    project::{ArticleId, HighlightId, Revision, Stance},
    reader::ReaderOutput,
    text::{TextSelection, capitalized},
    views::{
        Paint,
        articles::claim_name,
        theme::{letters, space},
        widgets::{command_tooltip, tip},
    },
    workbench::{Command, FocusOn},
};

use egui::{
    Area, AreaState, Button, DragAndDrop, Frame, Id, Key, Margin, Order, Popup, Pos2, Rect,
    RichText, Ui, Vec2, accesskit::Role, pos2, vec2,
};

#[derive(Default)]
pub(crate) struct PassageBarScratch {
    /// The clicked highlight, and the revision at that time: the bar disappears after the next change.
    clicked: Option<(HighlightId, Revision)>,
    /// The selection whose bar was closed with Escape.
    closed: Option<(ArticleId, TextSelection)>,
}

/// Distance of the bar from the text and from the edges of its pane, in points.
const GAP: f32 = 8.0;

/// Height of an entry, in points.
const ENTRY_HEIGHT: f32 = 24.0;

/// Shows the bar. Call it after painting the pane.
pub(crate) fn show(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut PassageBarScratch,
    article: ArticleId,
    output: &ReaderOutput,
) {
    let pane = output.response.rect.intersect(ui.clip_rect());
    if output.marked.is_empty() {
        return;
    }
    scratch.follow_selection(ui, paint);
    if !scratch.is_wanted(ui, paint, article) {
        return;
    }
    let id = Id::unique(("passage bar", article.number()));
    let area = Area::new(id)
        .order(Order::Middle)
        .constrain(false)
        .accessible_name("Selected passage")
        .role(Role::Group);
    let size = AreaState::load(ui.ctx(), id).and_then(|state| state.size);
    // In its first frame, egui lays the bar out invisibly to learn its size.
    let Some(position) = bar_position(pane, &output.marked, size.unwrap_or(Vec2::ZERO)) else {
        return;
    };
    let shown = area.fixed_pos(position).show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(6, 3));
        frame.show(ui, |ui| {
            ui.set_max_width(pane.width() - 2.0 * GAP - 12.0);
            let spacing = ui.spacing_mut();
            spacing.item_spacing = Vec2::ZERO;
            spacing.button_padding = vec2(space::TINY + 1.0, 2.0);
            spacing.interact_size.y = ENTRY_HEIGHT;
            ui.horizontal_wrapped(|ui| contents(ui, paint));
        });
    });
    let is_clicked = ui.input(|input| input.pointer.any_click());
    if is_clicked && shown.response.contains_pointer() {
        // Return the keyboard to the article.
        *paint.focus = Some(FocusOn::Article(article));
    }
}

impl PassageBarScratch {
    pub(crate) fn click(&mut self, paint: &Paint<'_>, highlight: HighlightId) {
        self.clicked = Some((highlight, paint.workbench.history().revision()));
    }

    /// Escape closes the bar until another passage is selected.
    fn follow_selection(&mut self, ui: &Ui, paint: &Paint<'_>) {
        let selected = paint.workbench.selection.text;
        if self.closed != selected {
            self.closed = None;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.closed = selected;
            self.clicked = None;
        }
    }

    /// Whether to show the bar for this article: it has a finished selection or the clicked highlight, and nothing is
    /// in the way.
    fn is_wanted(&self, ui: &Ui, paint: &Paint<'_>, article: ArticleId) -> bool {
        let workbench = paint.workbench;
        let revision = workbench.history().revision();
        let is_passage = match workbench.selected_span() {
            Some((of, _)) => of == article && self.closed.is_none(),
            None => workbench
                .selection
                .highlight
                .is_some_and(|highlight| self.clicked == Some((highlight, revision))),
        };
        // A selection being extended with Shift is not finished.
        let is_busy = ui.input(|input| input.modifiers.shift)
            || Popup::is_any_open(ui.ctx())
            || DragAndDrop::has_any_payload(ui.ctx());
        let has_dialog = workbench.overlay.is_some() || workbench.question().is_some();
        workbench.settings.passage_bar && is_passage && !is_busy && !has_dialog
    }
}

/// Position of the bar: below the passage, or else above it; `None` if it fits in neither place or the passage is out
/// of view.
fn bar_position(pane: Rect, lines: &[Rect], size: Vec2) -> Option<Pos2> {
    let mut seen = lines.iter().filter(|line| pane.intersects(**line));
    let lines = seen.clone().copied().reduce(Rect::union)?;
    let last = seen.next_back()?;
    let below = lines.bottom() + GAP;
    let above = lines.top() - GAP - size.y;
    let y = if below + size.y <= pane.bottom() {
        below
    } else if above >= pane.top() {
        above
    } else {
        return None;
    };
    let right = (pane.right() - GAP - size.x).max(pane.left() + GAP);
    let x = last.center().x - size.x / 2.0;
    Some(pos2(x.clamp(pane.left() + GAP, right), y))
}

fn contents(ui: &mut Ui, paint: &mut Paint<'_>) {
    ui.add_space(space::TINY);
    let claim = paint.workbench.selection.claim;
    let number = claim.map(|claim| paint.project().claim_number(claim));
    let target = match number {
        Some(number) => format!("\u{2192} claim {number}"),
        None => "No claim selected".to_owned(),
    };
    let target = RichText::new(target).size(letters::SMALL);
    let target = ui.label(target.color(paint.theme.faint));
    ui.add_space(space::TINY);
    if let Some(claim) = claim {
        let name = claim_name(paint.project(), claim);
        tip(
            target,
            paint,
            &format!("The keys 1, 2 and 3 link to this claim: {name}"),
        );
    }
    let link = |stance| (Command::Link(stance), Some(stance));
    for (command, stance) in Stance::ALL.map(link) {
        entry(ui, paint, command, stance);
    }
    entry(ui, paint, Command::NewClaimFromSelection, None);
    if paint.workbench.selected_span().is_some() {
        entry(ui, paint, Command::HighlightSelection, None);
    }
}

/// A command from the table, with its icon and its key.
fn entry(ui: &mut Ui, paint: &mut Paint<'_>, command: Command, stance: Option<Stance>) {
    let spec = command.spec();
    let icon = stance.map(|stance| {
        let icon = RichText::new(stance.sign()).strong();
        icon.color(paint.theme.stance(stance))
    });
    let label = RichText::new(short_label(spec.label)).size(letters::SMALL);
    let keys = spec.keys.first().map(|keys| keys.label());
    let keys = RichText::new(keys.unwrap_or_default()).size(letters::SMALL);
    let keys = keys.color(paint.theme.faint);
    let button = match icon {
        Some(icon) => Button::new((icon, label, keys)),
        None => Button::new((label, keys)),
    };
    let tooltip = command_tooltip(paint, command);
    let enabled = paint.workbench.enabled(command).is_ok();
    let response = ui
        .add_enabled(enabled, button.frame_when_inactive(false))
        .on_hover_text(&tooltip)
        .on_disabled_hover_text(&tooltip)
        .accessible_name(spec.label);
    if response.clicked() {
        paint.command(command);
    }
}

/// Shortens "Link as supports" to "Supports" and "New claim from selection" to "New claim", since the bar is at the
/// selection.
fn short_label(label: &str) -> String {
    let label = label.strip_prefix("Link as ").unwrap_or(label);
    let label = label.strip_suffix("selection").unwrap_or(label).trim_end();
    let label = label.strip_suffix(" from").unwrap_or(label);
    capitalized(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANE: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(500.0, 450.0));
    const SIZE: Vec2 = vec2(300.0, 30.0);

    /// Lines of 20 points, starting at `top`.
    fn lines(top: f32, count: u8) -> Vec<Rect> {
        let line =
            |nth| Rect::from_min_size(pos2(130.0, top + 20.0 * f32::from(nth)), vec2(340.0, 20.0));
        (0..count).map(line).collect()
    }

    #[test]
    fn the_bar_is_below_the_text_or_else_above_and_never_covers_it() {
        for top in (-200..600).step_by(7) {
            for count in [1, 3, 12, 30] {
                let words = lines(top as f32, count);
                let Some(at) = bar_position(PANE, &words, SIZE) else {
                    continue;
                };
                let bar = Rect::from_min_size(at, SIZE);
                assert!(PANE.contains_rect(bar), "{bar} for {count} lines at {top}");
                let covered = words.iter().find(|line| line.intersects(bar));
                assert_eq!(covered, None, "{bar} for {count} lines at {top}");
            }
        }
        assert_eq!(
            bar_position(PANE, &lines(100.0, 2), SIZE),
            Some(pos2(150.0, 148.0))
        );
        assert_eq!(
            bar_position(PANE, &lines(400.0, 2), SIZE),
            Some(pos2(150.0, 362.0))
        );
    }

    #[test]
    fn the_bar_is_hidden_if_the_text_leaves_no_room() {
        assert_eq!(bar_position(PANE, &lines(50.0, 20), SIZE), None);
        assert_eq!(
            bar_position(PANE, &lines(500.0, 2), SIZE),
            None,
            "out of view"
        );
    }

    #[test]
    fn labels_in_the_bar_are_short() {
        let short = |command: Command| short_label(command.spec().label);
        assert_eq!(short(Command::Link(Stance::Supports)), "Supports");
        assert_eq!(short(Command::NewClaimFromSelection), "New claim");
        assert_eq!(short(Command::HighlightSelection), "Highlight");
    }
}
