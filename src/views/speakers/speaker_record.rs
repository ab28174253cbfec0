//! All that is known of one speaker. The one place where a protected source's name is shown.

use super::{
    SpeakersScratch,
    exclusion::{self, RestingScratch},
    speaker_list::named_by,
};
use crate::{
    analysis::IndependentSource,
    project::{Project, Speaker, SpeakerId},
    reader::LabelStyle,
    text::{Needle, folded},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{
            Field, Lines, MOST_OFFERED, PickMenu, heading, hint, scroll_to_focus, take_keyboard,
            tip,
        },
    },
    workbench::{Intent, SpeakerIntent, free_stand_in},
};

use egui::{Align, Button, Id, Key, Layout, ScrollArea, TextEdit, Ui, vec2};

/// What the record remembers.
#[derive(Default)]
pub(crate) struct RecordScratch {
    /// The alias that is being typed.
    alias: String,
    /// What was typed to find the one to merge with.
    merge: String,
    /// The claims that rest on it.
    resting: RestingScratch,
    /// Whether the name shall get the keyboard.
    wants_keyboard: bool,
    /// What had the keyboard in the frame before.
    focused: Option<Id>,
}

impl RecordScratch {
    /// The record gets the keyboard when it is painted next.
    pub(crate) fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }
}

pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
) {
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("speaker record", speaker.id.number()));
    area.show(ui, |ui| {
        // The bar does not cover what ends at the right.
        ui.set_max_width(ui.available_width() - space::SMALL);
        head(ui, paint, scratch, speaker);
        names(ui, paint, &mut scratch.record, speaker);
        looks_like(ui, paint, scratch, speaker);
        aliases(ui, paint, &mut scratch.record, speaker);
        words(ui, paint, speaker);
        ui.add_space(space::SMALL);
        protection(ui, paint, speaker);
        ui.add_space(space::SMALL);
        excluding(ui, paint, &mut scratch.record, speaker);
        scroll_to_focus(ui, &mut scratch.record.focused);
    });
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, speaker: &Speaker) {
    ui.horizontal(|ui| {
        heading(ui, paint, "SPEAKER");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let uses = named_by(paint.project().speaker_uses(speaker.id));
            let delete = ui.button("Delete").on_hover_text(format!(
                "Deletes it; what names it ({uses}) names nobody then"
            ));
            if delete.accessible_name("Delete Speaker").clicked() {
                paint.ask(Intent::Speaker(SpeakerIntent::Delete(speaker.id)));
            }
            let project = paint.project();
            let menu = PickMenu {
                words: "Merge Into…",
                name: "Merge into another speaker, who gets these spellings",
                what: "a speaker",
            };
            let others = |needle: Option<&Needle>| others(project, speaker.id, needle);
            let picked = menu.show(ui, paint, &mut scratch.record.merge, others);
            if let Some(into) = picked {
                merge(paint, scratch, speaker.id, into);
            }
        });
    });
}

fn merge(paint: &mut Paint<'_>, scratch: &mut SpeakersScratch, from: SpeakerId, into: SpeakerId) {
    paint.ask(Intent::Speaker(SpeakerIntent::Merge(from, into)));
    scratch.chosen = Some(into);
    scratch.scroll = true;
}

fn others(project: &Project, but: SpeakerId, needle: Option<&Needle>) -> Vec<(SpeakerId, String)> {
    let fits = |speaker: &&Speaker| {
        let mut spellings = speaker.spellings().chain([speaker.shown_name()]);
        needle.is_none_or(|needle| spellings.any(|spelling| needle.is_in(spelling)))
    };
    project
        .speakers()
        .filter(|speaker| speaker.id != but)
        .filter(fits)
        .take(MOST_OFFERED)
        .map(|speaker| (speaker.id, speaker.shown_name().to_owned()))
        .collect()
}

fn names(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, speaker: &Speaker) {
    let field = Field {
        name: "Name",
        hint: "What it is called",
        lines: Lines::One,
    };
    let id = Id::unique(("speaker name", speaker.id.number()));
    // The Enter that asked for it would leave the field at once.
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    if scratch.wants_keyboard && !entered {
        scratch.wants_keyboard = false;
        take_keyboard(ui, id, &speaker.name);
    } else if scratch.wants_keyboard {
        ui.ctx().request_repaint();
    }
    let (_, typed) = field.show(ui, paint, id, &speaker.name);
    if let Some(name) = typed {
        edit(paint, speaker, |record| record.name = name);
    }
    if speaker.stand_in.is_some() {
        let style = LabelStyle::new(letters::SMALL, paint.theme.accent);
        let words = format!("Shown as {} elsewhere", speaker.shown_name());
        paint.engine.label(ui, &words, &style);
    }
}

/// Who may be the same.
fn looks_like(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SpeakersScratch,
    speaker: &Speaker,
) {
    let pairs = scratch.listed.iter().flat_map(|listed| &listed.alike);
    let other = pairs
        .filter(|pair| !scratch.apart.contains(pair))
        .find_map(|(one, other)| match speaker.id {
            id if id == *one => Some(*other),
            id if id == *other => Some(*one),
            _ => None,
        });
    // That somebody is called nearly like a protected source is not told outside that source's own record.
    let other = other.and_then(|id| paint.project().speaker(id));
    let Some(other) = other.filter(|other| other.stand_in.is_none()) else {
        return;
    };
    let name = &other.name;
    ui.horizontal(|ui| {
        let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
        let words = paint.engine.atom(ui, name, &style, 200.0);
        let button = Button::new(("Merge into", words));
        hint(ui, paint, "Looks like another:");
        let button = ui.add(button);
        if button
            .accessible_name(format!("Looks like {name}: merge into {name}"))
            .clicked()
        {
            merge(paint, scratch, speaker.id, other.id);
        }
    });
}

/// One click takes an alias away; a name and Enter add one, and the next can be typed.
fn aliases(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, speaker: &Speaker) {
    heading(ui, paint, "ALSO SPELLED");
    if !speaker.aliases.is_empty() {
        ui.horizontal_wrapped(|ui| chips(ui, paint, speaker));
    }
    let id = Id::unique(("speaker alias", speaker.id.number()));
    let field = TextEdit::singleline(&mut scratch.alias)
        .id(id)
        .hint_text(egui::RichText::new("Another spelling, then Enter").color(paint.theme.faint))
        .desired_width(f32::INFINITY)
        .margin(vec2(space::SMALL, 5.0));
    let response = ui.add(field).accessible_name("Add alias");
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if response.lost_focus() {
        let alias = std::mem::take(&mut scratch.alias);
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if !alias.trim().is_empty() && !given_up {
            let add = SpeakerIntent::AddAlias(speaker.id, alias);
            paint.ask(Intent::Speaker(add));
        }
    }
    if entered {
        response.request_focus();
    }
}

fn chips(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    for (nth, alias) in speaker.aliases.iter().enumerate() {
        if chip(ui, paint, alias) {
            let mut record = speaker.clone();
            record.aliases.remove(nth);
            set(paint, record, "remove alias");
        }
    }
}

/// Returns whether it was clicked.
fn chip(ui: &mut Ui, paint: &mut Paint<'_>, alias: &str) -> bool {
    let style = LabelStyle::new(letters::BODY, paint.theme.text).lines(1);
    let words = paint.engine.atom(ui, alias, &style, 260.0);
    let response = ui.add(Button::new((words, "\u{d7}")));
    let name = format!("Remove alias {alias}");
    tip(response, paint, &name).accessible_name(name).clicked()
}

fn words(ui: &mut Ui, paint: &mut Paint<'_>, speaker: &Speaker) {
    heading(ui, paint, "ROLE");
    let field = Field {
        name: "Role",
        hint: "Governor of the region, news agency, eyewitness",
        lines: Lines::One,
    };
    let id = Id::unique(("speaker role", speaker.id.number()));
    let (_, typed) = field.show(ui, paint, id, &speaker.role);
    if let Some(role) = typed {
        edit(paint, speaker, |record| record.role = role);
    }
    heading(ui, paint, "NOTES");
    let field = Field {
        name: "Notes about the speaker",
        hint: "What else is known: interests, how to reach them",
        lines: Lines::From(2),
    };
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
        let stand_in = protected.then(|| free_stand_in(paint.project()));
        let label = if protected {
            "protect source"
        } else {
            "end protection"
        };
        let record = Speaker {
            stand_in,
            ..speaker.clone()
        };
        set(paint, record, label);
    }
    let Some(stand_in) = &speaker.stand_in else {
        hint(
            ui,
            paint,
            "For somebody who must not be named: a stand-in is shown in place of the name",
        );
        return;
    };
    let field = Field {
        name: "Stand-in",
        hint: "Protected source",
        lines: Lines::One,
    };
    let id = Id::unique(("speaker stand-in", speaker.id.number()));
    let (_, typed) = field.show(ui, paint, id, stand_in);
    if let Some(stand_in) = typed {
        edit(paint, speaker, |record| record.stand_in = Some(stand_in));
    }
    hint(
        ui,
        paint,
        "The window shows the stand-in everywhere but in this record. The project file holds the name; what articles \
         and your own notes say is not changed",
    );
    if let Some(wrong) = wrong_stand_in(paint.project(), speaker) {
        ui.colored_label(paint.theme.refutes, wrong);
    }
}

/// What a stand-in would give away, or confuse.
fn wrong_stand_in(project: &Project, speaker: &Speaker) -> Option<&'static str> {
    let stand_in = folded(speaker.stand_in.as_deref()?.trim());
    let gives_away = |spelling: &str| {
        let spelling = folded(spelling.trim());
        !spelling.is_empty() && stand_in.contains(&spelling)
    };
    let is_taken =
        |other: &Speaker| other.id != speaker.id && folded(other.shown_name().trim()) == stand_in;
    if speaker.spellings().any(gives_away) {
        Some("The stand-in holds the name that it stands for; choose another")
    } else if !stand_in.is_empty() && project.speakers().any(is_taken) {
        Some("Somebody else is shown by this name too, so the two cannot be told apart")
    } else {
        None
    }
}

fn excluding(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, speaker: &Speaker) {
    heading(ui, paint, "DOES WHAT IT SAYS COUNT?");
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
    exclusion::resting(ui, paint, &mut scratch.resting, source, speaker.excluded);
}

/// A field of the record was typed into.
fn edit(paint: &mut Paint<'_>, speaker: &Speaker, change: impl FnOnce(&mut Speaker)) {
    let mut record = Box::new(speaker.clone());
    change(&mut record);
    paint.ask(Intent::Speaker(SpeakerIntent::Edit(record)));
}

/// Something in it was clicked.
fn set(paint: &mut Paint<'_>, record: Speaker, label: &'static str) {
    let set = SpeakerIntent::Set(Box::new(record), label.into());
    paint.ask(Intent::Speaker(set));
}
