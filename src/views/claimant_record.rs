//! All that is known of one claimant. The one place where a protected source's name is shown.

use egui::{Align, Button, Id, Key, Layout, ScrollArea, TextEdit, Ui, vec2};

use super::{
    Paint,
    claimant_list::named_by,
    claimants::ClaimantsScratch,
    pick_menu::{MOST_OFFERED, PickMenu},
    pulled::{self, RestingScratch},
    theme::{letters, space},
    widgets::{Field, Lines, heading, hint, scroll_to_focus, take_keyboard, tip},
};
use crate::{
    analysis::Origin,
    project::{Claimant, ClaimantId, Project},
    reader::LabelStyle,
    text::{Needle, folded},
    workbench::{ClaimantIntent, Intent, free_stand_in},
};

/// What the record remembers.
#[derive(Default)]
pub(super) struct RecordScratch {
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
    pub(super) fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }
}

pub(super) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ClaimantsScratch,
    claimant: &Claimant,
) {
    let area = ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("claimant record", claimant.id.number()));
    area.show(ui, |ui| {
        // The bar does not cover what ends at the right.
        ui.set_max_width(ui.available_width() - space::SMALL);
        head(ui, paint, scratch, claimant);
        names(ui, paint, &mut scratch.record, claimant);
        looks_like(ui, paint, scratch, claimant);
        aliases(ui, paint, &mut scratch.record, claimant);
        words(ui, paint, claimant);
        ui.add_space(space::SMALL);
        protection(ui, paint, claimant);
        ui.add_space(space::SMALL);
        pulling(ui, paint, &mut scratch.record, claimant);
        scroll_to_focus(ui, &mut scratch.record.focused);
    });
}

fn head(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ClaimantsScratch, claimant: &Claimant) {
    ui.horizontal(|ui| {
        heading(ui, paint, "CLAIMANT");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let uses = named_by(paint.project().claimant_uses(claimant.id));
            let delete = ui.button("Delete").on_hover_text(format!(
                "Deletes it; what names it ({uses}) names nobody then"
            ));
            if delete.accessible_name("Delete Claimant").clicked() {
                paint.ask(Intent::Claimant(ClaimantIntent::Delete(claimant.id)));
            }
            let project = paint.project();
            let menu = PickMenu {
                words: "Merge Into…",
                name: "Merge into another claimant, who gets these spellings",
                what: "a claimant",
            };
            let others = |needle: Option<&Needle>| others(project, claimant.id, needle);
            let picked = menu.show(ui, paint, &mut scratch.record.merge, others);
            if let Some(into) = picked {
                merge(paint, scratch, claimant.id, into);
            }
        });
    });
}

fn merge(
    paint: &mut Paint<'_>,
    scratch: &mut ClaimantsScratch,
    from: ClaimantId,
    into: ClaimantId,
) {
    paint.ask(Intent::Claimant(ClaimantIntent::Merge(from, into)));
    scratch.chosen = Some(into);
    scratch.scroll = true;
}

fn others(
    project: &Project,
    but: ClaimantId,
    needle: Option<&Needle>,
) -> Vec<(ClaimantId, String)> {
    let fits = |claimant: &&Claimant| {
        let mut spellings = claimant.spellings().chain([claimant.shown_name()]);
        needle.is_none_or(|needle| spellings.any(|spelling| needle.is_in(spelling)))
    };
    project
        .claimants()
        .filter(|claimant| claimant.id != but)
        .filter(fits)
        .take(MOST_OFFERED)
        .map(|claimant| (claimant.id, claimant.shown_name().to_owned()))
        .collect()
}

fn names(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, claimant: &Claimant) {
    let field = Field {
        name: "Name",
        hint: "What it is called",
        lines: Lines::One,
    };
    let id = Id::unique(("claimant name", claimant.id.number()));
    // The Enter that asked for it would leave the field at once.
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    if scratch.wants_keyboard && !entered {
        scratch.wants_keyboard = false;
        take_keyboard(ui, id, &claimant.name);
    } else if scratch.wants_keyboard {
        ui.ctx().request_repaint();
    }
    let (_, typed) = field.show(ui, paint, id, &claimant.name);
    if let Some(name) = typed {
        edit(paint, claimant, |record| record.name = name);
    }
    if claimant.stand_in.is_some() {
        let style = LabelStyle::new(letters::SMALL, paint.theme.accent);
        let words = format!("Shown as {} elsewhere", claimant.shown_name());
        paint.engine.label(ui, &words, &style);
    }
}

/// Who may be the same.
fn looks_like(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ClaimantsScratch,
    claimant: &Claimant,
) {
    let pairs = scratch.listed.iter().flat_map(|listed| &listed.alike);
    let other = pairs
        .filter(|pair| !scratch.apart.contains(pair))
        .find_map(|(one, other)| match claimant.id {
            id if id == *one => Some(*other),
            id if id == *other => Some(*one),
            _ => None,
        });
    // That somebody is called nearly like a protected source is not told outside that source's own record.
    let other = other.and_then(|id| paint.project().claimant(id));
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
            merge(paint, scratch, claimant.id, other.id);
        }
    });
}

/// One click takes an alias away; a name and Enter add one, and the next can be typed.
fn aliases(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, claimant: &Claimant) {
    heading(ui, paint, "ALSO SPELLED");
    if !claimant.aliases.is_empty() {
        ui.horizontal_wrapped(|ui| chips(ui, paint, claimant));
    }
    let id = Id::unique(("claimant alias", claimant.id.number()));
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
            let add = ClaimantIntent::AddAlias(claimant.id, alias);
            paint.ask(Intent::Claimant(add));
        }
    }
    if entered {
        response.request_focus();
    }
}

fn chips(ui: &mut Ui, paint: &mut Paint<'_>, claimant: &Claimant) {
    for (nth, alias) in claimant.aliases.iter().enumerate() {
        if chip(ui, paint, alias) {
            let mut record = claimant.clone();
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

fn words(ui: &mut Ui, paint: &mut Paint<'_>, claimant: &Claimant) {
    heading(ui, paint, "ROLE");
    let field = Field {
        name: "Role",
        hint: "Governor of the region, news agency, eyewitness",
        lines: Lines::One,
    };
    let id = Id::unique(("claimant role", claimant.id.number()));
    let (_, typed) = field.show(ui, paint, id, &claimant.role);
    if let Some(role) = typed {
        edit(paint, claimant, |record| record.role = role);
    }
    heading(ui, paint, "NOTES");
    let field = Field {
        name: "Notes about the claimant",
        hint: "What else is known: interests, how to reach them",
        lines: Lines::From(2),
    };
    let id = Id::unique(("claimant notes", claimant.id.number()));
    let (_, typed) = field.show(ui, paint, id, &claimant.notes);
    if let Some(notes) = typed {
        edit(paint, claimant, |record| record.notes = notes);
    }
}

fn protection(ui: &mut Ui, paint: &mut Paint<'_>, claimant: &Claimant) {
    let mut protected = claimant.stand_in.is_some();
    let switch = ui.checkbox(&mut protected, "Protected source");
    if switch.changed() {
        let stand_in = protected.then(|| free_stand_in(paint.project()));
        let label = if protected {
            "protect source"
        } else {
            "end protection"
        };
        let record = Claimant {
            stand_in,
            ..claimant.clone()
        };
        set(paint, record, label);
    }
    let Some(stand_in) = &claimant.stand_in else {
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
    let id = Id::unique(("claimant stand-in", claimant.id.number()));
    let (_, typed) = field.show(ui, paint, id, stand_in);
    if let Some(stand_in) = typed {
        edit(paint, claimant, |record| record.stand_in = Some(stand_in));
    }
    hint(
        ui,
        paint,
        "The window shows the stand-in everywhere but in this record. The project file holds the name; what articles \
         and your own notes say is not changed",
    );
    if let Some(wrong) = wrong_stand_in(paint.project(), claimant) {
        ui.colored_label(paint.theme.refutes, wrong);
    }
}

/// What a stand-in would give away, or confuse.
fn wrong_stand_in(project: &Project, claimant: &Claimant) -> Option<&'static str> {
    let stand_in = folded(claimant.stand_in.as_deref()?.trim());
    let gives_away = |spelling: &str| {
        let spelling = folded(spelling.trim());
        !spelling.is_empty() && stand_in.contains(&spelling)
    };
    let is_taken =
        |other: &Claimant| other.id != claimant.id && folded(other.shown_name().trim()) == stand_in;
    if claimant.spellings().any(gives_away) {
        Some("The stand-in holds the name that it stands for; choose another")
    } else if !stand_in.is_empty() && project.claimants().any(is_taken) {
        Some("Somebody else is shown by this name too, so the two cannot be told apart")
    } else {
        None
    }
}

fn pulling(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut RecordScratch, claimant: &Claimant) {
    heading(ui, paint, "DOES WHAT IT SAYS COUNT?");
    let pulled = pulled::switch(ui, claimant.pulled, "this claimant");
    if pulled != claimant.pulled {
        let label = if pulled.is_some() {
            "pull claimant"
        } else {
            "count claimant again"
        };
        let record = Claimant {
            pulled,
            ..claimant.clone()
        };
        set(paint, record, label);
    }
    let origin = Origin::Claimant(claimant.id);
    pulled::resting(ui, paint, &mut scratch.resting, origin, claimant.pulled);
}

/// A field of the record was typed into.
fn edit(paint: &mut Paint<'_>, claimant: &Claimant, change: impl FnOnce(&mut Claimant)) {
    let mut record = Box::new(claimant.clone());
    change(&mut record);
    paint.ask(Intent::Claimant(ClaimantIntent::Edit(record)));
}

/// Something in it was clicked.
fn set(paint: &mut Paint<'_>, record: Claimant, label: &'static str) {
    let set = ClaimantIntent::Set(Box::new(record), label.into());
    paint.ask(Intent::Claimant(set));
}
