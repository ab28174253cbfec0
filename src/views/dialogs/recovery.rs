use crate::{
    storage::{CopyOf, FileState, UnsavedWork, local_time},
    views::{
        Paint,
        shell::counted,
        theme::space,
        widgets::{dialog_scroll, take_keyboard},
    },
    workbench::{Command, Intent, RecoveryIntent},
};

use std::time::SystemTime;

use egui::{Id, Ui};

/// The most kinds of changes listed for each journal.
const MAX_KINDS: usize = 6;

/// Entries listed at first, and added by each click: a screen reader gets all of them in every frame.
const LISTED: usize = 20;

/// Unsaved work of crashed sessions, to be recovered or discarded.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, fresh: bool) {
    ui.weak("Crosscheck closed before these changes were saved. They are in its journal.");
    let left = paint.workbench.unsaved_work();
    let id = Id::unique("number of listed entries");
    let listed = ui.data(|data| data.get_temp(id)).filter(|_| !fresh);
    let listed = listed.unwrap_or(LISTED);
    dialog_scroll(ui, 260.0).show(ui, |ui| {
        for (place, work) in left.iter().take(listed).enumerate() {
            ui.separator();
            entry(ui, paint, work, fresh && place == 0);
        }
        let more = left.len().saturating_sub(listed);
        if more > 0 && ui.button(format!("Show more ({more} left)")).clicked() {
            ui.data_mut(|data| data.insert_temp(id, listed + LISTED));
        }
    });
    ui.separator();
    let command = Command::RecoverWork.spec().label;
    let tooltip = format!("Nothing is lost; File > {command} opens this list again");
    if ui.button("Keep for later").on_hover_text(tooltip).clicked() {
        paint.ask(Intent::SetOverlay(None));
    }
}

fn entry(ui: &mut Ui, paint: &mut Paint<'_>, work: &UnsavedWork, takes_keyboard: bool) {
    paint.label(ui, &summary(work), &paint.theme.body().strong());
    if let Some(path) = &work.project {
        paint.label(
            ui,
            &path.display().to_string(),
            &paint.theme.detail().file(2),
        );
    }
    for sentence in details(work) {
        ui.weak(&sentence);
    }
    ui.add_space(space::TINY);
    if paint.workbench.discarding() == Some(&work.name) {
        confirm_discard(ui, paint, work);
    } else {
        choices(ui, paint, work, takes_keyboard);
    }
    ui.add_space(space::SMALL);
}

fn choices(ui: &mut Ui, paint: &mut Paint<'_>, work: &UnsavedWork, takes_keyboard: bool) {
    ui.horizontal(|ui| {
        // A screen reader must tell several apart.
        let several = paint.workbench.unsaved_work().len() > 1;
        let named = |words: &str| {
            if several {
                format!("{words}: {}", summary(work))
            } else {
                words.to_owned()
            }
        };
        if can_recover(work) {
            let id = Id::unique(("recover", work.name.to_string()));
            let recover = ui
                .push_id(id, |ui| ui.button("Recover"))
                .inner
                .on_hover_text(format!(
                    "Restore the changes to {}, up to the last one",
                    work.title
                ))
                .accessible_name(named("Recover"));
            if takes_keyboard {
                take_keyboard(ui, recover.id, "");
                recover.request_focus();
            }
            if recover.clicked() {
                let name = work.name.clone();
                paint.ask(Intent::Recovery(RecoveryIntent::Recover(name)));
            }
        }
        if ui
            .button("Discard…")
            .on_hover_text(format!("Delete the unsaved changes to {}", work.title))
            .accessible_name(named("Discard…"))
            .clicked()
        {
            let name = Some(work.name.clone());
            paint.ask(Intent::Recovery(RecoveryIntent::AskDiscard(name)));
        }
    });
}

fn confirm_discard(ui: &mut Ui, paint: &mut Paint<'_>, work: &UnsavedWork) {
    ui.colored_label(paint.theme.refutes, "Discard these changes for good?");
    ui.horizontal(|ui| {
        if ui.button("Discard for good").clicked() {
            let name = work.name.clone();
            paint.ask(Intent::Recovery(RecoveryIntent::Discard(name)));
        }
        if ui.button("Keep").clicked() {
            paint.ask(Intent::Recovery(RecoveryIntent::AskDiscard(None)));
        }
    });
}

fn can_recover(work: &UnsavedWork) -> bool {
    !matches!(work.file_state, FileState::Unreadable | FileState::Newer)
}

/// Whether changes can be recovered, not only the project they were made to.
fn has_changes(work: &UnsavedWork) -> bool {
    work.file_state != FileState::BaseOnly
}

/// "42 changes to Belgorod, the last at 14:03".
fn summary(work: &UnsavedWork) -> String {
    let last = work
        .last
        .map(|last| format!(", the last at {}", local_time(last)))
        .unwrap_or_default();
    match work.file_state {
        FileState::Unreadable => format!("A damaged journal{last}"),
        FileState::BaseOnly => format!(
            "\u{201c}{}\u{201d} as it was before the unreadable changes{last}",
            work.title
        ),
        FileState::DiskError => "This journal could not be read".to_owned(),
        FileState::Newer => format!("Work from a newer version of Crosscheck{last}"),
        FileState::Same | FileState::Changed | FileState::Gone | FileState::NeverSaved => {
            let whole = work.copy.as_ref().filter(|_| work.changes == 0);
            if let Some(copy) = whole {
                return unchanged_copy(copy, work.last);
            }
            let changes = counted(work.changes, "change");
            format!("{changes} to \u{201c}{}\u{201d}{last}", work.title)
        }
    }
}

/// "Unsaved: the repaired copy of mill.ron, from 14:03".
fn unchanged_copy(copy: &CopyOf, last: Option<SystemTime>) -> String {
    let from = last.map(|last| format!(", from {}", local_time(last)));
    format!("Unsaved: {copy}{}", from.unwrap_or_default())
}

/// Sentences about the changes, and what to know before recovering them.
fn details(work: &UnsavedWork) -> Vec<String> {
    let mut kinds: Vec<String> = work
        .labels
        .iter()
        .take(MAX_KINDS)
        .map(|(label, count)| match count {
            1 => label.clone(),
            _ => format!("{label} \u{d7} {count}"),
        })
        .collect();
    if work.labels.len() > MAX_KINDS {
        kinds.push("and more".to_owned());
    }
    let read_error = work.read_error.as_ref();
    let read_error = read_error.map(|why| format!("It cannot be read at the moment: {why}"));
    let file_state = match work.file_state {
        FileState::Same => "",
        FileState::Changed => "The file has changed since: this opens as an unsaved copy",
        FileState::Gone => "The file is gone: this opens as an unsaved copy",
        FileState::NeverSaved => match &work.copy {
            Some(_) => "It was never saved",
            None => "The project was never saved",
        },
        FileState::Unreadable => "Its beginning is damaged: nothing can be recovered",
        FileState::BaseOnly => {
            "The beginning of the journal is damaged, so its changes cannot be read. The project without them opens as an unsaved copy, which replaces the journal."
        }
        FileState::DiskError => "Nothing is lost: try to recover it, or restart Crosscheck later",
        FileState::Newer => "Recover it with the version of Crosscheck that wrote it",
    };
    let damage = if work.damaged > 0 && can_recover(work) && has_changes(work) {
        format!(
            "{} at the end cannot be read; every earlier change can be recovered",
            counted(work.damaged as usize, "byte")
        )
    } else {
        String::new()
    };
    [kinds.join(", "), file_state.to_owned(), damage]
        .into_iter()
        .chain(read_error)
        .filter(|sentence| !sentence.is_empty())
        .collect()
}
