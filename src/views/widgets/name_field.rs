use super::{go_on_after_enter, line_edit};
use crate::{
    project::Speaker,
    text::{Needle, Span, find_all},
    views::{Paint, theme::space},
    workbench::SpeakerInput,
};

use egui::{
    Area, Button, Frame, Id, InputState, Key, Modifiers, Order, Rect, Response, Sense, Ui, vec2,
};

/// A text field for the name of a speaker, with completions below it.
///
/// Returns a name when it is complete: Enter and Tab accept the marked completion, a click accepts the one under the
/// pointer. A field that loses the focus in another way returns the name as typed.
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
    suggestions_rect: Option<Rect>,
}

const MAX_SUGGESTIONS: usize = 8;

impl NameField<'_> {
    /// Whether the field has the keyboard focus, or a click on a completion is in progress.
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
    ) -> Option<SpeakerInput> {
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
        let is_asked = response.has_focus() || had_keyboard || typed.suggestions_rect.is_some();
        let suggestions = if is_asked {
            suggestions(paint, &typed.text)
        } else {
            Vec::new()
        };
        let is_typed = response.has_focus() && typed.text != current;
        // Only a visible completion can be selected.
        let is_shown = typed.suggestions_rect.is_some() || is_typed;
        typed.follow(&keys, if is_shown { &suggestions } else { &[] });
        let clicked = if is_typed || typed.suggestions_rect.is_some() {
            typed.show_suggestions(ui, paint, &response, &suggestions)
        } else {
            None
        };
        let given = confirmed_name(ui, &typed, &suggestions, &response, &keys, clicked);
        let ended = given.is_some() || keys.escape || (response.lost_focus() && !typed.is_held(ui));
        if ended || !(response.has_focus() || typed.suggestions_rect.is_some()) {
            ui.data_mut(|data| data.remove_temp::<Typed>(id));
        } else {
            typed.suggestions_rect = typed
                .suggestions_rect
                .filter(|_| is_typed || typed.is_held(ui));
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
        // After the completions, so that the focus does not move to one of them.
        go_on_after_enter(ui, &response);
        given.filter(|named| *named != SpeakerInput::Called(current.to_owned()))
    }
}

/// Keys taken before the field sees them.
#[derive(Default)]
struct Keys {
    /// 1 for each Down, -1 for each Up.
    steps: isize,
    escape: bool,
    /// Enter or Tab.
    complete: bool,
}

impl Keys {
    fn taken(ui: &Ui, has_keyboard: bool) -> Self {
        let pressed = |key| {
            let count = |input: &mut InputState| input.count_and_consume_key(Modifiers::NONE, key);
            if has_keyboard {
                ui.input_mut(count) as isize
            } else {
                0
            }
        };
        let steps = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
        ui.input(|input| Self {
            steps,
            // This key has already taken the focus from the field.
            escape: input.key_pressed(Key::Escape),
            complete: input.key_pressed(Key::Enter) || input.key_pressed(Key::Tab),
        })
    }
}

impl Typed {
    fn follow(&mut self, keys: &Keys, suggestions: &[Suggestion]) {
        let Some(last) = suggestions.len().checked_sub(1) else {
            self.selected = None;
            return;
        };
        // Completes half a name. A match within another word is more likely a new name.
        let likely = if suggestions[0].is_likely { 0 } else { last };
        let selected = self.selected.unwrap_or(likely);
        let selected = selected.saturating_add_signed(keys.steps).min(last);
        self.selected = Some(selected);
    }

    /// Whether a mouse button is down on the completions or was just released there, so that the field lost the focus to
    /// a click on one.
    fn is_held(&self, ui: &Ui) -> bool {
        let pointer = ui.input(|input| {
            let pointer = &input.pointer;
            let is_used = pointer.any_down() || pointer.any_released();
            pointer.interact_pos().filter(|_| is_used)
        });
        let shown = self.suggestions_rect.zip(pointer);
        shown.is_some_and(|(rect, pointer)| rect.contains(pointer))
    }

    /// Returns the clicked speaker.
    fn show_suggestions(
        &mut self,
        ui: &Ui,
        paint: &mut Paint<'_>,
        field: &Response,
        suggestions: &[Suggestion],
    ) -> Option<SpeakerInput> {
        if suggestions.is_empty() {
            self.suggestions_rect = None;
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
                for (nth, suggestion) in suggestions.iter().enumerate() {
                    let atom = paint.engine.atom(ui, &suggestion.shown, &style, 320.0);
                    let button = Button::selectable(self.selected == Some(nth), atom);
                    // Tab moves on to the widget after the field.
                    let button = button.sense(Sense::CLICK);
                    if ui.add(button).accessible_name(&suggestion.shown).clicked() {
                        clicked = Some(suggestion.named.clone());
                    }
                }
                clicked
            });
            frame.inner
        });
        self.suggestions_rect = Some(shown.response.rect);
        shown.inner
    }
}

/// A speaker whose name matches the typed text, or the typed name as a new one.
struct Suggestion {
    named: SpeakerInput,
    /// The shown name, with the matching spelling if that is a different one. Never a protected name.
    shown: String,
    /// Whether a word of the name begins with the typed text.
    is_likely: bool,
}

/// Names that begin with the typed text or have a word that does come first; adding it as a new name comes last.
fn suggestions(paint: &Paint<'_>, typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim();
    let Some(needle) = Needle::new(typed) else {
        return Vec::new();
    };
    let project = paint.project();
    let fits = |speaker: &Speaker| suggestion_for(speaker, &needle);
    let known = project.speaker_called(typed);
    let mut suggestions: Vec<Suggestion> = known.into_iter().filter_map(fits).collect();
    let others = project.speakers();
    let others = others.filter(|other| known.is_none_or(|known| known.id != other.id));
    suggestions.extend(others.filter_map(fits));
    suggestions.sort_by_key(|suggestion| !suggestion.is_likely);
    suggestions.truncate(MAX_SUGGESTIONS);
    if known.is_none() {
        suggestions.push(Suggestion {
            named: SpeakerInput::Called(typed.to_owned()),
            shown: format!("Add \u{201c}{typed}\u{201d}"),
            is_likely: true,
        });
    }
    suggestions
}

fn suggestion_for(speaker: &Speaker, needle: &Needle) -> Option<Suggestion> {
    let mut names = speaker.spellings().chain(speaker.stand_in.as_deref());
    let fitting = names.find(|name| needle.is_in(name))?;
    let shown = match &speaker.stand_in {
        Some(stand_in) => stand_in.clone(),
        None if fitting == speaker.name => speaker.name.clone(),
        None => format!("{} ({fitting})", speaker.name),
    };
    let begins_word = |found: Span| {
        let before = fitting[..found.start()].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric())
    };
    Some(Suggestion {
        named: SpeakerInput::Known(speaker.id),
        shown,
        is_likely: find_all(fitting, needle).any(begins_word),
    })
}

/// The named speaker, if the name is complete now.
fn confirmed_name(
    ui: &Ui,
    typed: &Typed,
    suggestions: &[Suggestion],
    response: &Response,
    keys: &Keys,
    clicked: Option<SpeakerInput>,
) -> Option<SpeakerInput> {
    // Enter, Tab and Escape leave the field; Escape discards the text. A press on a completion leaves it too, and completes the
    // name even if the button is released elsewhere.
    let is_left =
        response.lost_focus() || (!response.has_focus() && typed.suggestions_rect.is_some());
    if clicked.is_some() || !is_left || keys.escape || typed.is_held(ui) {
        return clicked;
    }
    let selected = typed.selected.filter(|_| keys.complete);
    let selected = selected.and_then(|nth| suggestions.get(nth));
    Some(selected.map_or_else(
        || SpeakerInput::Called(typed.text.trim().to_owned()),
        |suggestion| suggestion.named.clone(),
    ))
}
