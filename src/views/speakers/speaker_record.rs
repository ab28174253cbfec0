//! The record of one speaker. The only place that shows the name of a protected source.

use super::{
    SpeakersScratch,
    exclusion::{self, DependentClaimsScratch},
    speaker_list::uses_text,
};
use crate::{
    analysis::{IndependentSource, given_names},
    project::{ArticleId, Project, Speaker, SpeakerId},
    reader::LabelStyle,
    text::{Needle, folded},
    views::{
        Paint,
        shell::counted,
        theme::{letters, space},
        widgets::{
            Field, MAX_OFFERED, PickMenu, heading, heading_row, line_edit, scroll_to_focus,
            take_keyboard, tip,
        },
    },
    workbench::{Intent, SpeakerIntent, free_stand_in},
};

use std::collections::BTreeMap;

use egui::{Button, Id, Key, ScrollArea, Ui};
use smol_str::SmolStr;

#[derive(Default)]
pub(super) struct SpeakerRecordScratch {
    /// The alias being typed for each speaker.
    alias: BTreeMap<SpeakerId, String>,
    /// Typed search for the speaker to merge into.
    merge: String,
    resting: DependentClaimsScratch,
    /// Whether the name takes the keyboard focus.
    takes_focus: bool,
    /// The widget that had the keyboard focus in the frame before.
    focused: Option<Id>,
}

impl SpeakerRecordScratch {
    /// Moves the keyboard focus to the record when it is painted next.
    pub(super) fn take_focus(&mut self) {
        self.takes_focus = true;
    }
}

pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
) {
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("speaker record", speaker.id.number()));
    area.show(ui, |ui| {
        // Keeps the contents clear of the scroll bar.
        ui.set_max_width(ui.available_width() - space::SMALL);
        record_heading(ui, paint, scratch, speaker);
        name(ui, paint, &mut scratch.record.takes_focus, speaker);
        similar_name(ui, paint, scratch, speaker);
        let typed = scratch.record.alias.entry(speaker.id).or_default();
        aliases(ui, paint, typed, speaker);
        role_and_notes(ui, paint, speaker);
        ui.add_space(space::SMALL);
        protection(ui, paint, speaker);
        ui.add_space(space::SMALL);
        exclusion(ui, paint, &mut scratch.record.resting, speaker);
        scroll_to_focus(ui, &mut scratch.record.focused);
    });
}

fn record_heading(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
) {
    heading_row(ui, paint, "Speaker", |ui, paint| {
        let uses = uses_text(paint.project().speaker_uses(speaker.id));
        let tooltip = format!("Delete the speaker ({uses}); their passages become unattributed");
        let delete = ui.button("Delete").on_hover_text(tooltip);
        if delete.accessible_name("Delete speaker").clicked() {
            paint.ask(Intent::Speaker(SpeakerIntent::Delete(speaker.id)));
        }
        let project = paint.project();
        let menu = PickMenu {
            words: "Merge into…",
            name: "Merge into another speaker, with all spellings",
            what: "a speaker",
            example: "e.g. Denna Corvast",
        };
        let others = |needle: Option<&Needle>| others(project, speaker.id, needle);
        let picked = menu.show(ui, paint, &mut scratch.record.merge, others);
        if let Some(into) = picked {
            merge(paint, scratch, speaker.id, into);
        }
    });
}

fn merge(paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, from: SpeakerId, into: SpeakerId) {
    paint.ask(Intent::Speaker(SpeakerIntent::Merge(from, into)));
    scratch.select(into);
}

/// The other speakers that match, by the name that may be shown.
fn others(project: &Project, but: SpeakerId, needle: Option<&Needle>) -> Vec<(SpeakerId, String)> {
    let matches = |speaker: &&Speaker| {
        let mut spellings = speaker.spellings().chain([speaker.shown_name()]);
        needle.is_none_or(|needle| spellings.any(|spelling| needle.is_in(spelling)))
    };
    project
        .speakers()
        .filter(|speaker| speaker.id != but)
        .filter(matches)
        .take(MAX_OFFERED)
        .map(|speaker| (speaker.id, speaker.shown_name().to_owned()))
        .collect()
}

fn name(ui: &mut Ui, paint: &mut Paint<'_>, takes_focus: &mut bool, speaker: &Speaker) {
    let field = Field::line("Name", "e.g. Denna Corvast, or an office");
    let id = Id::unique(("speaker name", speaker.id.number()));
    if *takes_focus {
        // The Enter that requested the focus would leave the field at once, so wait for the next frame.
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            ui.ctx().request_repaint();
        } else {
            *takes_focus = false;
            take_keyboard(ui, id, &speaker.name);
        }
    }
    let (_, typed) = field.show(ui, paint, id, &speaker.name);
    if let Some(name) = typed {
        edit(paint, speaker, |record| record.name = name);
    }
    if speaker.stand_in.is_some() {
        let style = LabelStyle::new(letters::SMALL, paint.theme.accent);
        let text = format!("Shown as {} elsewhere", speaker.shown_name());
        paint.label(ui, &text, &style);
    }
}

/// Suggests merging into a speaker with a similar name.
fn similar_name(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
) {
    let other = scratch.similar().find_map(|(one, other)| {
        if speaker.id == one {
            Some(other)
        } else {
            (speaker.id == other).then_some(one)
        }
    });
    // Only the record of a protected source itself may reveal that another name is similar.
    let other = other.and_then(|id| paint.project().speaker(id));
    let Some(other) = other.filter(|other| other.stand_in.is_none()) else {
        return;
    };
    let name = &other.name;
    ui.horizontal(|ui| {
        ui.weak("Looks like another speaker:");
        let style = paint.theme.body().lines(1);
        let atom = paint.engine.atom(ui, name, &style, 200.0);
        let button = ui
            .add(Button::new(("Merge into", atom)))
            .accessible_name(format!("Looks like {name}: merge into {name}"));
        if button.clicked() {
            merge(paint, scratch, speaker.id, other.id);
        }
    });
}

/// The aliases. A click removes one. Enter adds the typed one and keeps the focus for the next.
fn aliases(ui: &mut Ui, paint: &mut Paint<'_>, typed: &mut String, speaker: &Speaker) {
    heading(ui, paint, "Also spelled");
    if !speaker.aliases.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (nth, alias) in speaker.aliases.iter().enumerate() {
                let atom = paint
                    .engine
                    .atom(ui, alias, &paint.theme.body().lines(1), 260.0);
                let chip = ui.add(Button::new((atom, "\u{d7}")));
                let name = format!("Remove alias {alias}");
                if tip(chip, paint, &name).accessible_name(name).clicked() {
                    let mut record = speaker.clone();
                    record.aliases.remove(nth);
                    set(paint, record, "remove alias");
                }
            }
        });
    }
    let id = Id::unique(("speaker alias", speaker.id.number()));
    let field = line_edit(typed, "e.g. Major Corvast, then Enter").id(id);
    let response = ui.add(field).accessible_name("Add alias");
    if !response.lost_focus() {
        return;
    }
    let alias = std::mem::take(typed);
    let is_cancelled = ui.input(|input| input.key_pressed(Key::Escape));
    if !alias.trim().is_empty() && !is_cancelled {
        let add = SpeakerIntent::AddAlias(speaker.id, alias);
        paint.ask(Intent::Speaker(add));
    }
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        response.request_focus();
    }
}

fn role_and_notes(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    let title = heading(ui, paint, "Role");
    let field = Field::line("Role", "e.g. mayor, news agency, eyewitness");
    let id = Id::unique(("speaker role", speaker.id.number()));
    let (response, typed) = field.show(ui, paint, id, &speaker.role);
    response.labelled_by(title.id);
    if let Some(role) = typed {
        edit(paint, speaker, |record| record.role = role);
    }
    heading(ui, paint, "Notes");
    let hint = "e.g. press officer since 2029; phone in the contacts sheet";
    let field = Field::lines(2, "Notes about the speaker", hint);
    let id = Id::unique(("speaker notes", speaker.id.number()));
    let (_, typed) = field.show(ui, paint, id, &speaker.notes);
    if let Some(notes) = typed {
        edit(paint, speaker, |record| record.notes = notes);
    }
}

fn protection(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    let mut protected = speaker.stand_in.is_some();
    let switch = ui.checkbox(&mut protected, "Protected source");
    if switch.changed() {
        let label = if protected {
            "protect source"
        } else {
            "end protection"
        };
        let record = Speaker {
            stand_in: protected.then(|| free_stand_in(paint.project())),
            ..speaker.clone()
        };
        set(paint, record, label);
    }
    let Some(stand_in) = &speaker.stand_in else {
        ui.weak(
            "For a source who must not be named: Crosscheck shows a stand-in instead of the name",
        );
        return;
    };
    let field = Field::line("Stand-in", "e.g. Protected source");
    let id = Id::unique(("speaker stand-in", speaker.id.number()));
    let (_, typed) = field.show(ui, paint, id, stand_in);
    if let Some(stand_in) = typed {
        edit(paint, speaker, |record| record.stand_in = Some(stand_in));
    }
    ui.weak("The window shows the stand-in everywhere except in this record. The project file still contains the name, and \
         articles, their originals and your own notes are not changed.",
    );
    if let Some(problem) = stand_in_problem(paint.project(), speaker) {
        ui.colored_label(paint.theme.refutes, problem);
    }
    given_name_choices(ui, paint, speaker);
}

/// Switches for searching exports for a given name alone. A name that is searched for becomes another spelling.
fn given_name_choices(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    for name in given_names(&speaker.name) {
        let mut is_searched = speaker.is_called(&name);
        let switch = ui
            .checkbox(
                &mut is_searched,
                format!("Search exports for \u{201c}{name}\u{201d} alone"),
            )
            .on_hover_text("Records it as another spelling");
        if switch.changed() {
            let mut record = speaker.clone();
            if is_searched {
                record.aliases.push(SmolStr::new(&name));
            } else {
                record.aliases.retain(|alias| *alias != name);
            }
            set(paint, record, "change spellings");
        }
        let articles = articles_with(ui, paint.project(), &name);
        let text = format!("{name} \u{b7} in {}", counted(articles, "article"));
        let style = LabelStyle::new(letters::SMALL, paint.theme.faint);
        paint.engine.label(ui, &text, &style);
    }
}

/// Number of articles with a word. Cached by word and number of articles, since texts never change.
fn articles_with(ui: &Ui, project: &Project, word: &str) -> usize {
    let ids: Vec<ArticleId> = project.articles().map(|article| article.id).collect();
    let id = Id::unique(("articles with", word, ids));
    if let Some(count) = ui.data(|data| data.get_temp::<usize>(id)) {
        return count;
    }
    let Some(needle) = Needle::new(word) else {
        return 0;
    };
    let articles = project.articles();
    let count = articles
        .filter(|article| needle.is_in(article.text.as_str()))
        .count();
    ui.data_mut(|data| data.insert_temp(id, count));
    count
}

/// A warning if the stand-in reveals the name or is also used by another speaker.
fn stand_in_problem(project: &Project, speaker: &Speaker) -> Option<&'static str> {
    let stand_in = folded(speaker.stand_in.as_deref()?.trim());
    let reveals = |spelling: &str| {
        let spelling = folded(spelling.trim());
        !spelling.is_empty() && stand_in.contains(&spelling)
    };
    let is_taken =
        |other: &Speaker| other.id != speaker.id && folded(other.shown_name().trim()) == stand_in;
    if speaker.spellings().any(reveals) {
        Some("The stand-in contains the name that it stands for; use another")
    } else if !stand_in.is_empty() && project.speakers().any(is_taken) {
        Some("Another speaker is shown by this name too; use another to tell them apart")
    } else {
        None
    }
}

fn exclusion(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut DependentClaimsScratch,
    speaker: &Speaker,
) {
    heading(ui, paint, "Does this speaker count?");
    let excluded = exclusion::switch(ui, speaker.excluded, "this speaker");
    if excluded != speaker.excluded {
        let label = if excluded.is_some() {
            "exclude speaker"
        } else {
            "count speaker again"
        };
        let record = Speaker {
            excluded,
            ..speaker.clone()
        };
        set(paint, record, label);
    }
    let source = IndependentSource::Speaker(speaker.id);
    exclusion::resting(ui, paint, scratch, source, speaker.excluded);
}

/// Changes the record by typing; changes in one go are one undo step.
fn edit(paint: &mut Paint<'_>, speaker: &Speaker, change: impl FnOnce(&mut Speaker)) {
    let mut record = Box::new(speaker.clone());
    change(&mut record);
    paint.ask(Intent::Speaker(SpeakerIntent::Edit(record)));
}

/// Changes the record by a click; `label` names the undo step.
fn set(paint: &mut Paint<'_>, record: Speaker, label: &'static str) {
    let set = SpeakerIntent::Set(Box::new(record), label.into());
    paint.ask(Intent::Speaker(set));
}
