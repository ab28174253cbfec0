//! The list of speakers: who they are, how much names them, and who looks like whom.

use super::{Listed, SpeakersScratch};
use crate::{
    analysis::alike_speakers,
    project::{Exclusion, Project, Speaker, SpeakerId, SpeakerUses},
    reader::LabelStyle,
    text::{Needle, folded},
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{badge, hint, take_keyboard},
    },
    workbench::{Intent, SpeakerIntent},
};

use egui::{
    Align, Frame, Id, Key, Layout, Margin, Modifiers, Rect, RichText, ScrollArea, Sense, TextEdit,
    Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2,
};

/// Height of a row: a name, and below it a role and what names it.
const ROW: f32 = 46.0;

/// Brings what is listed up to date, and chooses who was just added.
pub(crate) fn refresh(paint: &Paint<'_>, scratch: &mut SpeakersScratch) {
    let project = paint.project();
    let revision = paint.workbench.history().revision();
    let of = (revision, scratch.typed.clone());
    if scratch.listed.as_ref().is_none_or(|listed| listed.of != of) {
        // Letters that are typed into the filter make no two names more alike.
        let alike = match scratch.listed.take() {
            Some(listed) if listed.of.0 == revision => listed.alike,
            _ => alike_speakers(project),
        };
        scratch.listed = Some(Listed {
            speakers: listed(project, &scratch.typed),
            alike,
            of,
        });
    }
    let added = scratch.added.as_deref();
    if let Some(added) = added.and_then(|name| project.speaker_called(name)) {
        scratch.chosen = Some(added.id);
        scratch.scroll = true;
        scratch.added = None;
        scratch.typed.clear();
    }
    scratch
        .chosen
        .take_if(|chosen| project.speaker(*chosen).is_none());
}

/// Those whose spellings, role or stand-in hold the words, in the order of the alphabet.
fn listed(project: &Project, typed: &str) -> Vec<SpeakerId> {
    let needle = Needle::new(typed);
    let passes = |speaker: &&Speaker| {
        needle.as_ref().is_none_or(|needle| {
            let stand_in = speaker.stand_in.as_deref();
            let mut words = speaker
                .spellings()
                .chain(stand_in)
                .chain([speaker.role.as_str()]);
            words.any(|words| needle.is_in(words))
        })
    };
    let mut all: Vec<(String, SpeakerId)> = project
        .speakers()
        .filter(passes)
        .map(|speaker| (folded(speaker.shown_name()), speaker.id))
        .collect();
    all.sort();
    all.into_iter().map(|(_, id)| id).collect()
}

pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    finder(ui, paint, scratch, fresh);
    alike(ui, paint, scratch);
    let Some(listed) = scratch.listed.take() else {
        return;
    };
    if listed.speakers.is_empty() && !scratch.typed.is_empty() {
        hint(ui, paint, "Nobody fits. Press Enter to add this name");
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if let Some(offset) = offset_of_chosen(ui, scratch, &listed) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, ROW, listed.speakers.len(), |ui, rows| {
        for id in &listed.speakers[rows] {
            if let Some(speaker) = paint.project().speaker(*id) {
                row(ui, paint, scratch, speaker);
            }
        }
    });
    scratch.listed = Some(listed);
}

/// Where to scroll for one that was chosen by keys or has just come.
fn offset_of_chosen(ui: &Ui, scratch: &mut SpeakersScratch, listed: &Listed) -> Option<f32> {
    if !std::mem::take(&mut scratch.scroll) {
        return None;
    }
    let place = place_of(scratch.chosen, listed)?;
    let step = ROW + ui.spacing().item_spacing.y;
    let middle = (ui.available_height() - step).max(0.0) * 0.5;
    Some((place as f32 * step - middle).max(0.0))
}

fn place_of(chosen: Option<SpeakerId>, listed: &Listed) -> Option<usize> {
    let chosen = chosen?;
    listed.speakers.iter().position(|id| *id == chosen)
}

/// The field that finds and adds: the arrows go through the list, Enter chooses the first, or adds who is not there.
fn finder(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    let id = Id::unique("find or add a speaker");
    if ui.memory(|memory| memory.has_focus(id)) {
        step_by_arrows(ui, scratch);
    }
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut scratch.typed)
            .id(id)
            .hint_text(RichText::new("Find, or a new name").color(paint.theme.faint))
            .desired_width(ui.available_width() - 52.0 - 3.0 * space::SMALL)
            .margin(vec2(space::SMALL, 5.0));
        let response = ui
            .add(field)
            .accessible_name("Find a speaker, or a new name");
        if fresh {
            // A window's first frame is not seen, and what has the keyboard before it would lose it again.
            take_keyboard(ui, id, &scratch.typed);
        }
        let name = scratch.typed.trim().to_owned();
        let is_new = !name.is_empty() && paint.project().speaker_called(&name).is_none();
        let add = ui
            .add_enabled(is_new, egui::Button::new("+ Add"))
            .on_hover_text("Adds a speaker of this name")
            .on_disabled_hover_text("Type a name that nobody in the list has");
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let first = scratch
            .listed
            .as_ref()
            .and_then(|listed| listed.speakers.first().copied());
        if add.accessible_name("Add speaker").clicked() || (entered && is_new && first.is_none()) {
            paint.ask(Intent::Speaker(SpeakerIntent::Add(name.clone())));
            scratch.added = Some(name);
        } else if entered {
            scratch.chosen = scratch.chosen.or(first);
            scratch.scroll = true;
            scratch.record.take_keyboard();
        }
        if entered && is_new {
            // The next name can be typed.
            response.request_focus();
        }
        // What is typed narrows the list down to its first, so that Enter takes it.
        if response.changed() {
            scratch.chosen = None;
        }
    });
}

fn step_by_arrows(ui: &Ui, scratch: &mut SpeakersScratch) {
    let (up, down) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
        )
    });
    let Some(listed) = scratch.listed.as_ref().filter(|_| up || down) else {
        return;
    };
    let place = place_of(scratch.chosen, listed);
    let next = match (place, down) {
        (None, true) => Some(0),
        (None, false) => listed.speakers.len().checked_sub(1),
        (Some(place), true) => Some((place + 1).min(listed.speakers.len().saturating_sub(1))),
        (Some(place), false) => Some(place.saturating_sub(1)),
    };
    scratch.chosen = next.and_then(|next| listed.speakers.get(next).copied());
    scratch.scroll = true;
}

/// The first two that look alike. Protected names are not told here: their own record says it.
fn alike(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch) {
    let project = paint.project();
    let open = |id| {
        let speaker = project.speaker(id);
        speaker.filter(|speaker| speaker.stand_in.is_none())
    };
    let pairs = scratch.listed.iter().flat_map(|listed| &listed.alike);
    let found = pairs
        .filter(|pair| !scratch.apart.contains(pair))
        .find_map(|(one, other)| Some((open(*one)?, open(*other)?)));
    let Some((one, other)) = found else { return };
    let frame = Frame::new()
        .fill(paint.theme.page)
        .stroke(egui::Stroke::new(1.0, paint.theme.line))
        .corner_radius(6)
        .inner_margin(Margin::same(space::SMALL as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!("{} looks like {}", one.name, other.name);
        let style = LabelStyle::new(letters::BODY, paint.theme.text);
        paint.engine.label(ui, &words, &style);
        alike_buttons(ui, paint, scratch, one, other);
    });
}

fn alike_buttons(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    one: &Speaker,
    other: &Speaker,
) {
    ui.horizontal(|ui| {
        let merge = ui
            .button("Merge")
            .on_hover_text("Makes one of the two, with all spellings")
            .accessible_name(format!("Merge {} into {}", one.name, other.name));
        if merge.clicked() {
            paint.ask(Intent::Speaker(SpeakerIntent::Merge(one.id, other.id)));
            scratch.chosen = Some(other.id);
            scratch.scroll = true;
        }
        let two = ui
            .button("They are two")
            .on_hover_text("Does not offer these two again until the project is opened anew");
        if two.clicked() {
            scratch.apart.insert((one.id, other.id));
        }
    });
}

fn row(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, speaker: &Speaker) {
    let chosen = scratch.chosen == Some(speaker.id);
    let id = Id::unique(("speaker row", speaker.id.number()));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, id, Sense::click());
    let uses = named_by(paint.project().speaker_uses(speaker.id));
    response.widget_info(|| {
        let name = said_of(speaker, &uses);
        WidgetInfo::selected(Role::ListItem, true, chosen, name)
    });
    let ground = if chosen {
        Some(paint.theme.chosen)
    } else {
        (response.hovered() || response.has_focus()).then_some(paint.theme.hover)
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 5.0, ground);
    }
    row_words(ui, paint, speaker, &uses, rect);
    if response.clicked() {
        scratch.chosen = Some(speaker.id);
    }
}

fn row_words(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker, uses: &str, rect: Rect) {
    let inside = rect.shrink2(vec2(space::SMALL, space::TINY));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(inside)
            .layout(Layout::top_down(Align::Min)),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = vec2(6.0, 1.0);
    child.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            marks(ui, paint, speaker);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
                match speaker.shown_name() {
                    "" => drop(hint(ui, paint, "No name yet")),
                    name => drop(paint.engine.label(ui, name, &style)),
                }
            });
        });
    });
    let small = LabelStyle::new(letters::SMALL, paint.theme.faint).lines(1);
    let words = match speaker.role.as_str() {
        "" => uses.to_owned(),
        role => format!("{uses} \u{b7} {role}"),
    };
    paint.engine.label(&mut child, &words, &small);
}

/// Words, so that colour is not the only sign.
fn marks(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    if let Some(excluded) = speaker.excluded {
        badge(ui, paint, excluded.label(), paint.theme.refutes);
    }
    if speaker.stand_in.is_some() {
        badge(ui, paint, "protected", paint.theme.accent);
    }
}

/// What names it: "4 evidence, 1 claim".
pub(crate) fn named_by(uses: SpeakerUses) -> String {
    let mut parts = Vec::new();
    if uses.evidence > 0 {
        let pieces = if uses.evidence == 1 {
            "piece"
        } else {
            "pieces"
        };
        parts.push(format!("{} {pieces} of evidence", uses.evidence));
    }
    if uses.claims > 0 {
        parts.push(counted(uses.claims, "claim"));
    }
    if uses.articles > 0 {
        parts.push(counted(uses.articles, "article"));
    }
    if parts.is_empty() {
        "named nowhere yet".to_owned()
    } else {
        parts.join(", ")
    }
}

fn said_of(speaker: &Speaker, uses: &str) -> String {
    let marks = [
        speaker.stand_in.as_ref().map(|_| "protected"),
        speaker.excluded.map(Exclusion::label),
        Some(speaker.role.as_str()).filter(|role| !role.is_empty()),
        Some(uses),
    ];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    format!("{}, {}", speaker.shown_name(), marks.join(", "))
}
