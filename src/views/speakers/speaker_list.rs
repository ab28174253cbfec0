//! The list of speakers, with similar names to merge.

use super::{SpeakerRows, SpeakersScratch};
use crate::{
    analysis::similar_speakers,
    project::{Exclusion, Project, Speaker, SpeakerId, SpeakerUses},
    text::{Needle, WordKey, WordOrder, counted, counted_as},
    views::{
        Paint,
        theme::space,
        widgets::{
            badge, card_frame, clipped_lines, line_edit, list_row, moved_focus, offset_of_row,
            tab_stop, take_keyboard,
        },
    },
    workbench::{Intent, SpeakerIntent},
};

use egui::{
    Align, Button, Id, Key, Layout, Modifiers, ScrollArea, Ui, WidgetInfo, accesskit::Role, vec2,
};

/// Height in points of a row: the name, then uses and role.
const ROW_HEIGHT: f32 = 46.0;

/// Updates the rows, and selects the speaker that was just added.
pub(super) fn refresh(paint: &Paint<'_>, scratch: &mut SpeakersScratch) {
    let project = paint.project();
    let revision = paint.workbench.history().revision();
    let of = (revision, scratch.typed.clone());
    if scratch.rows.as_ref().is_none_or(|rows| rows.of != of) {
        // Similar names depend on the project alone, not on the filter.
        let similar = match scratch.rows.take() {
            Some(rows) if rows.of.0 == revision => rows.similar,
            Some(_) | None => similar_speakers(project),
        };
        scratch.rows = Some(SpeakerRows {
            speakers: matching(project, &scratch.typed),
            similar,
            of,
        });
    }
    let added = scratch.added.as_deref();
    if let Some(added) = added.and_then(|name| project.speaker_called(name)) {
        scratch.select(added.id);
        scratch.added = None;
        scratch.typed.clear();
    }
    scratch
        .selected
        .take_if(|selected| project.speaker(*selected).is_none());
}

/// Speakers whose spelling, stand-in or role contains the typed text, in alphabetical order.
fn matching(project: &Project, typed: &str) -> Vec<SpeakerId> {
    let needle = Needle::new(typed);
    let matches = |speaker: &&Speaker| {
        let stand_in = speaker.stand_in.as_deref();
        let mut texts = speaker
            .spellings()
            .chain(stand_in)
            .chain([speaker.role.as_str()]);
        needle
            .as_ref()
            .is_none_or(|needle| texts.any(|text| needle.is_in(text)))
    };
    let mut speakers: Vec<(WordKey, SpeakerId)> = project
        .speakers()
        .filter(matches)
        .map(|speaker| (WordOrder::Window.key(speaker.shown_name()), speaker.id))
        .collect();
    speakers.sort();
    speakers.into_iter().map(|(_, id)| id).collect()
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    finder(ui, paint, scratch, fresh);
    similar_names(ui, paint, scratch);
    let Some(rows) = scratch.rows.take() else {
        return;
    };
    let typed = scratch.typed.trim();
    if rows.speakers.is_empty() && !typed.is_empty() {
        let message = format!("No match. Press Enter to add \u{201c}{typed}\u{201d}");
        paint.label(ui, &message, &paint.theme.hint());
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let all = &rows.speakers;
    if let Some(index) = moved_focus(ui, all.len(), ROW_HEIGHT, |index| row_id(all[index])) {
        scratch.select(all[index]);
        ui.memory_mut(|memory| memory.request_focus(row_id(all[index])));
    }
    if std::mem::take(&mut scratch.scroll)
        && let Some(index) = index_of(scratch.selected, &rows)
    {
        area = area.vertical_scroll_offset(offset_of_row(ui, index, ROW_HEIGHT));
    }
    area.show_rows(ui, ROW_HEIGHT, rows.speakers.len(), |ui, range| {
        let shown = &rows.speakers[range];
        let ids = shown.iter().copied().map(row_id);
        let stop = tab_stop(ui, ids, scratch.selected.map(row_id));
        for id in shown {
            if let Some(speaker) = paint.project().speaker(*id) {
                row(ui, paint, scratch, speaker, stop == Some(row_id(*id)));
            }
        }
    });
    scratch.rows = Some(rows);
}

fn index_of(speaker: Option<SpeakerId>, rows: &SpeakerRows) -> Option<usize> {
    rows.speakers.iter().position(|id| Some(*id) == speaker)
}

/// The field that finds and adds speakers. The arrows move through the list; Enter opens the first match, or adds the
/// name if there is none.
fn finder(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, fresh: bool) {
    let id = Id::unique("find or add a speaker");
    if ui.memory(|memory| memory.has_focus(id)) {
        follow_arrows(ui, scratch);
    }
    ui.horizontal(|ui| {
        let width = ui.available_width() - 52.0 - 3.0 * space::SMALL;
        let field = line_edit(&mut scratch.typed, "e.g. Denna Corvast")
            .id(id)
            .desired_width(width);
        let response = ui.add(field).accessible_name("Find or add a speaker");
        if fresh {
            // Not earlier: the first frame of a dialog is invisible, and a focus set in it would be lost.
            take_keyboard(ui, id, &scratch.typed);
        }
        let name = scratch.typed.trim().to_owned();
        let is_new = !name.is_empty() && paint.project().speaker_called(&name).is_none();
        let add = ui
            .add_enabled(is_new, Button::new("+ Add"))
            .on_hover_text("Add a speaker with this name")
            .on_disabled_hover_text("Type a name that is not in the list yet")
            .accessible_name("Add speaker");
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let rows = scratch.rows.as_ref();
        let first = rows.and_then(|rows| rows.speakers.first().copied());
        if add.clicked() || (entered && is_new && first.is_none()) {
            paint.ask(Intent::Speaker(SpeakerIntent::Add(name.clone())));
            scratch.added = Some(name);
        } else if entered {
            scratch.selected = scratch.selected.or(first);
            scratch.scroll = true;
            scratch.record.take_focus();
        }
        if entered && is_new {
            // The field is ready for the next name.
            response.request_focus();
        }
        if response.changed() {
            // Enter opens the first match.
            scratch.selected = None;
        }
    });
}

fn follow_arrows(ui: &Ui, scratch: &mut SpeakersScratch) {
    let (up, down) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
        )
    });
    let Some(rows) = scratch.rows.as_ref().filter(|_| up || down) else {
        return;
    };
    let last = rows.speakers.len().saturating_sub(1);
    let next = match (index_of(scratch.selected, rows), down) {
        (None, true) => 0,
        (None, false) => last,
        (Some(index), true) => (index + 1).min(last),
        (Some(index), false) => index.saturating_sub(1),
    };
    scratch.selected = rows.speakers.get(next).copied();
    scratch.scroll = true;
}

/// Suggests merging the first pair of similar names. Skips protected speakers, whose names only their own records show.
fn similar_names(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch) {
    let project = paint.project();
    let unprotected = |id| {
        let speaker = project.speaker(id);
        speaker.filter(|speaker| speaker.stand_in.is_none())
    };
    let pair = scratch
        .similar()
        .find_map(|(one, other)| Some((unprotected(one)?, unprotected(other)?)));
    let Some((one, other)) = pair else { return };
    let frame = card_frame(paint, paint.theme.line);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = format!("{} looks like {}", one.name, other.name);
        paint.label(ui, &text, &paint.theme.body());
        ui.horizontal(|ui| {
            let merge = ui
                .button("Merge")
                .on_hover_text("Merge the two into one speaker with all spellings")
                .accessible_name(format!("Merge {} into {}", one.name, other.name));
            if merge.clicked() {
                paint.ask(Intent::Speaker(SpeakerIntent::Merge(one.id, other.id)));
                scratch.select(other.id);
            }
            let keep = ui
                .button("Keep separate")
                .on_hover_text("Hide this pair until the project is reopened");
            if keep.clicked() {
                scratch.separate.insert((one.id, other.id));
            }
        });
    });
}

fn row_id(speaker: SpeakerId) -> Id {
    Id::unique(("speaker row", speaker.number()))
}

fn row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
    is_stop: bool,
) {
    let is_selected = scratch.selected == Some(speaker.id);
    let id = row_id(speaker.id);
    let (rect, response) = list_row(ui, paint, id, ROW_HEIGHT, (is_selected, is_stop));
    let uses = uses_text(paint.project().speaker_uses(speaker.id));
    response.widget_info(|| {
        let parts = [
            Some(speaker.shown_name()),
            speaker.stand_in.as_ref().map(|_| "protected"),
            speaker.excluded.map(Exclusion::label),
            Some(speaker.role.as_str()).filter(|role| !role.is_empty()),
            Some(&uses),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        WidgetInfo::selected(Role::ListItem, true, is_selected, parts.join(", "))
    });
    if response.clicked() {
        scratch.selected = Some(speaker.id);
    }
    let mut inside = clipped_lines(ui, rect.shrink2(vec2(space::SMALL, space::TINY)));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    inside.spacing_mut().item_spacing = vec2(6.0, 1.0);
    inside.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(excluded) = speaker.excluded {
                badge(ui, paint, excluded.label(), paint.theme.refutes);
            }
            if speaker.stand_in.is_some() {
                badge(ui, paint, "protected", paint.theme.accent);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                match speaker.shown_name() {
                    "" => ui.weak("No name yet"),
                    name => paint.label(ui, name, &paint.theme.body().lines(1)),
                }
            });
        });
    });
    let details = match speaker.role.as_str() {
        "" => uses,
        role => format!("{uses} \u{b7} {role}"),
    };
    paint.label(&mut inside, &details, &paint.theme.detail().lines(1));
}

/// "4 pieces of evidence, 1 claim".
pub(super) fn uses_text(uses: SpeakerUses) -> String {
    let SpeakerUses {
        evidence,
        claims,
        articles,
    } = uses;
    let pieces = counted_as(evidence, "piece of evidence", "pieces of evidence");
    let parts = [
        (evidence, pieces),
        (claims, counted(claims, "claim")),
        (articles, counted(articles, "article")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(count, label)| (count > 0).then_some(label))
        .collect();
    if parts.is_empty() {
        "not used yet".to_owned()
    } else {
        parts.join(", ")
    }
}
