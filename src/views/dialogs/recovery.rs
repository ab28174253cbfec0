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

/// Maximum number of kinds of changes listed per journal.
const MAX_KINDS: usize = 6;

/// Entries per page. Kept small because a screen reader is sent all of them in every frame.
const PAGE_SIZE: usize = 20;

/// Unsaved work of crashed sessions, to be recovered or discarded.
pub(crate) fn show(ui: &mut Ui, paint: &mut Paint<'_>, just_opened: bool) {
    ui.weak("Crosscheck closed before these changes were saved. They are kept in its journal.");
    let unsaved = paint.workbench.unsaved_work();
    let id = Id::unique("number of listed entries");
    let listed = ui.data(|data| data.get_temp(id)).filter(|_| !just_opened);
    let listed = listed.unwrap_or(PAGE_SIZE);
    dialog_scroll(ui, 260.0).show(ui, |ui| {
        for (nth, work) in unsaved.iter().take(listed).enumerate() {
            ui.separator();
            entry(ui, paint, work, just_opened && nth == 0);
        }
        let more = unsaved.len().saturating_sub(listed);
        if more > 0 && ui.button(format!("Show more ({more} left)")).clicked() {
            ui.data_mut(|data| data.insert_temp(id, listed + PAGE_SIZE));
        }
    });
    ui.separator();
    let command = Command::RecoverWork.spec().label;
    let tooltip = format!("Your changes are kept. File > {command} shows this list again.");
    if ui.button("Decide later").on_hover_text(tooltip).clicked() {
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
        // Accessible names must differ when there are several entries.
        let several = paint.workbench.unsaved_work().len() > 1;
        let accessible_name = |label: &str| {
            if several {
                format!("{label}: {}", summary(work))
            } else {
                label.to_owned()
            }
        };
        if can_recover(work) {
            let id = Id::unique(("recover", work.name.to_string()));
            let recover = ui
                .push_id(id, |ui| ui.button("Recover"))
                .inner
                .on_hover_text(format!("Restore all changes to {}", work.title))
                .accessible_name(accessible_name("Recover"));
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
            .accessible_name(accessible_name("Discard…"))
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
        if ui.button("Cancel").clicked() {
            paint.ask(Intent::Recovery(RecoveryIntent::AskDiscard(None)));
        }
    });
}

fn can_recover(work: &UnsavedWork) -> bool {
    !matches!(work.file_state, FileState::Unreadable | FileState::Newer)
}

/// Whether changes can be recovered, and not just their base project.
fn has_changes(work: &UnsavedWork) -> bool {
    work.file_state != FileState::BaseOnly
}

/// "42 changes to Flood, the last at 14:03".
fn summary(work: &UnsavedWork) -> String {
    let last = work
        .last
        .map(|last| format!(", the last at {}", local_time(last)))
        .unwrap_or_default();
    match work.file_state {
        FileState::Unreadable => format!("A damaged journal{last}"),
        FileState::BaseOnly => format!(
            "\u{201c}{}\u{201d} without the changes that cannot be read{last}",
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

/// Details and warnings shown below an entry.
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
    let read_error = read_error.map(|why| format!("Cannot be read right now: {why}"));
    let file_state = match work.file_state {
        FileState::Same => "",
        FileState::Changed => {
            "The file has changed since. Recovered work opens as an unsaved copy."
        }
        FileState::Gone => "The file is gone. Recovered work opens as an unsaved copy.",
        FileState::NeverSaved => match &work.copy {
            Some(_) => "This copy was never saved",
            None => "The project was never saved",
        },
        FileState::Unreadable => "The start of the journal is damaged, so nothing can be recovered",
        FileState::BaseOnly => {
            "The start of the journal is damaged, so its changes cannot be read. You can open the project without them as an unsaved copy. The journal is then replaced."
        }
        FileState::DiskError => "The journal is still there. Try again, or restart Crosscheck.",
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
