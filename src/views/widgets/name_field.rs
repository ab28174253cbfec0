use super::{go_on_after_enter, line_edit};
use crate::{
    project::{Speaker, SpeakerId},
    text::Needle,
    views::{Paint, theme::space},
    workbench::Named,
};

use egui::{Area, Button, Frame, Id, Key, Modifiers, Order, Rect, Response, Ui, vec2};

/// A text field for the name of a speaker, with completions below it.
///
/// A name is returned when it is complete: on Enter, when the field loses the focus, or on a click on a completion.
pub(crate) struct NameField<'a> {
    /// The accessible name.
    pub name: &'a str,
    pub hint: &'a str,
    /// In points.
    pub width: f32,
}

/// The half-typed text of the focused field.
#[derive(Clone, Debug, Default)]
struct Typed {
    text: String,
    /// Index of the completion selected by the arrows.
    selected: Option<usize>,
    /// Last position of the completions.
    offers: Option<Rect>,
}

const MOST_OFFERED: usize = 8;

impl NameField<'_> {
    /// Whether the field has the keyboard focus, or a click on a completion is under way.
    pub(crate) fn is_in_use(ui: &Ui, id: Id) -> bool {
        ui.memory(|memory| memory.has_focus(id))
            || ui.data(|data| data.get_temp::<Typed>(id).is_some())
    }

    /// `current` is the text while nothing is typed. Returns the named speaker.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        paint: &mut Paint<'_>,
        id: Id,
        current: &str,
    ) -> Option<Named> {
        let had_keyboard = ui.memory(|memory| memory.has_focus(id));
        let kept: Option<Typed> = ui.data(|data| data.get_temp(id));
        let mut typed = kept.unwrap_or_else(|| Typed {
            text: current.to_owned(),
            ..Typed::default()
        });
        let keys = Keys::taken(ui, had_keyboard);
        let field = line_edit(&mut typed.text, self.hint).id(id);
        let field = field.desired_width(self.width - 2.0 * space::SMALL);
        let response = ui.add(field).accessible_name(self.name);
        if response.changed() {
            typed.selected = None;
        }
        // Searches all names, so only while the field is in use.
        let is_asked = response.has_focus() || had_keyboard || typed.offers.is_some();
        let offered = if is_asked {
            offered(paint, &typed.text)
        } else {
            Vec::new()
        };
        let is_typed = response.has_focus() && typed.text != current;
        // Only a visible completion can be selected.
        let is_shown = typed.offers.is_some();
        typed.follow(&keys, if is_shown { offered.len() } else { 0 });
        let clicked = if is_typed || typed.offers.is_some() {
            typed.show_offers(ui, paint, &response, &offered)
        } else {
            None
        };
        let given = given(ui, &typed, &offered, &response, &keys, clicked);
        let ended = given.is_some() || keys.escape || (response.lost_focus() && !typed.is_held(ui));
        if ended || !(response.has_focus() || typed.offers.is_some()) {
            ui.data_mut(|data| data.remove_temp::<Typed>(id));
        } else {
            typed.offers = typed.offers.filter(|_| is_typed || typed.is_held(ui));
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
        // After the completions, so that the focus does not move to one of them.
        go_on_after_enter(ui, &response);
        given.filter(|named| *named != Named::Called(current.to_owned()))
    }
}

/// Keys taken before the field sees them.
#[derive(Default)]
struct Keys {
    up: bool,
    down: bool,
    escape: bool,
}

impl Keys {
    fn taken(ui: &Ui, has_keyboard: bool) -> Self {
        ui.input_mut(|input| Self {
            up: has_keyboard && input.consume_key(Modifiers::NONE, Key::ArrowUp),
            down: has_keyboard && input.consume_key(Modifiers::NONE, Key::ArrowDown),
            // The field has already lost the focus by it.
            escape: input.key_pressed(Key::Escape),
        })
    }
}

impl Typed {
    fn follow(&mut self, keys: &Keys, offers: usize) {
        self.selected = match (keys.down, keys.up, self.selected) {
            (true, _, None) => Some(0),
            (true, _, Some(nth)) => Some(nth + 1),
            (_, true, Some(nth)) => nth.checked_sub(1),
            (_, _, selected) => selected,
        }
        .map(|nth| nth.min(offers.saturating_sub(1)))
        .filter(|_| offers > 0);
    }

    /// Whether a mouse button is down on the completions or was just released there: the field lost the focus to a click on one.
    fn is_held(&self, ui: &Ui) -> bool {
        let pointer = ui.input(|input| {
            let pointer = &input.pointer;
            let is_used = pointer.any_down() || pointer.any_released();
            pointer.interact_pos().filter(|_| is_used)
        });
        let offers = self.offers.zip(pointer);
        offers.is_some_and(|(offers, pointer)| offers.contains(pointer))
    }

    /// Returns the clicked speaker.
    fn show_offers(
        &mut self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        field: &Response,
        offered: &[Offer],
    ) -> Option<Named> {
        if offered.is_empty() {
            self.offers = None;
            return None;
        }
        let style = paint.theme.body().lines(1);
        let area = Area::new(field.id.with("offers"))
            .order(Order::Foreground)
            .fixed_pos(field.rect.left_bottom() + vec2(0.0, 2.0));
        let shown = area.show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_min_width(field.rect.width().max(180.0));
                let mut clicked = None;
                for (nth, offer) in offered.iter().enumerate() {
                    let words = paint.engine.atom(ui, &offer.shown, &style, 320.0);
                    let button = Button::selectable(self.selected == Some(nth), words);
                    if ui.add(button).accessible_name(&offer.shown).clicked() {
                        clicked = Some(Named::Known(offer.speaker));
                    }
                }
                clicked
            });
            frame.inner
        });
        self.offers = Some(shown.response.rect);
        shown.inner
    }
}

/// A speaker whose name matches the typed text.
struct Offer {
    speaker: SpeakerId,
    /// The shown name, with the matching spelling if that is another. Never a protected name.
    shown: String,
}

fn offered(paint: &Paint<'_>, typed: &str) -> Vec<Offer> {
    let Some(needle) = Needle::new(typed.trim()) else {
        return Vec::new();
    };
    let fits = |speaker: &Speaker| {
        let mut names = speaker.spellings().chain(speaker.stand_in.as_deref());
        let fitting = names.find(|name| needle.is_in(name))?;
        let shown = match &speaker.stand_in {
            Some(stand_in) => stand_in.clone(),
            None if fitting == speaker.name => speaker.name.clone(),
            None => format!("{} ({fitting})", speaker.name),
        };
        let speaker = speaker.id;
        Some(Offer { speaker, shown })
    };
    let speakers = paint.project().speakers();
    speakers.filter_map(fits).take(MOST_OFFERED).collect()
}

/// The named speaker, if the name is complete now.
fn given(
    ui: &Ui,
    typed: &Typed,
    offered: &[Offer],
    response: &Response,
    keys: &Keys,
    clicked: Option<Named>,
) -> Option<Named> {
    // Enter, Tab and Escape leave the field; Escape discards the text. A press on a completion leaves it too, and completes the
    // name even if the button is released elsewhere.
    let left = response.lost_focus() || (!response.has_focus() && typed.offers.is_some());
    if clicked.is_some() || !left || keys.escape || typed.is_held(ui) {
        return clicked;
    }
    let selected = typed.selected.and_then(|nth| offered.get(nth));
    Some(selected.map_or_else(
        || Named::Called(typed.text.trim().to_owned()),
        |offer| Named::Known(offer.speaker),
    ))
}
