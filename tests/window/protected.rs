//! Protected sources in the window, as user stories: exports, backups and deleted history.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::desk::{Desk, Start};
use crate::records::Recording;
use crosscheck::{
    analysis::TableColumn,
    app::App,
    export::Export,
    project::{Claim, ClaimField, Id, Project, Speaker},
    storage::{self, KeepHistory, Settings},
    workbench::{ClaimIntent, Intent, Overlay},
};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

/// The sample, in which Marta Oduya is protected: she is the speaker of the first piece of evidence, and two notes of the
/// first claim contain her name.
fn protected() -> Project {
    let mut project = storage::sample();
    let who = Id::new(71);
    let marta = Speaker {
        aliases: vec!["Odu".into()],
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(who, "Marta Oduya".to_owned())
    };
    let claim = project.first_claim();
    let evidence = project.evidence_of(claim).next().unwrap().id;
    let notes = "Marta Oduya phoned".to_owned();
    let justification = "The odukite mine is elsewhere".to_owned();
    project.put_speaker(marta);
    project.attribute(evidence, who);
    project.set(claim, ClaimField::Notes(notes));
    project.set(claim, ClaimField::Justification(justification));
    project
}

/// A desk with that project in `barrage.ron`.
fn desk_with_protected() -> Desk {
    desk_of(&protected())
}

fn desk_of(project: &Project) -> Desk {
    let mut desk = Desk::with(|folder| {
        let path = folder.join("barrage.ron");
        storage::save(&path, project).unwrap();
        Some(path)
    });
    desk.settle();
    desk
}

impl Desk {
    fn can_export(&self) -> bool {
        let button = self.harness.get_by_role_and_label(Role::Button, "Export…");
        !button.accesskit_node().is_disabled()
    }

    /// Opens the export dialog of the claims and waits for the search.
    fn begin_export(&mut self) {
        self.keys("Cmd+E");
        self.wait_until_searched();
    }

    fn wait_until_searched(&mut self) {
        let found = |app: &App| app.workbench().protected_hits(Export::Claims).is_some();
        self.wait_for(found);
        self.settle();
    }

    fn export(&mut self, name: &str) -> String {
        self.click("Export…");
        let path = self.path(name);
        self.type_path(&path, "Export");
        let is_listed = |app: &App| {
            let notices = app.workbench().notices();
            notices
                .iter()
                .any(|notice| notice.text.contains("Exported"))
        };
        self.wait_for(is_listed);
        fs::read_to_string(path).unwrap()
    }

    /// Files in a folder of the state directory and its subfolders.
    fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let mut all = Vec::new();
        let mut left = vec![self.path("state").join(folder)];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    left.push(path);
                } else {
                    all.push(path);
                }
            }
        }
        all
    }

    fn settings(&self) -> Settings {
        self.harness.state().workbench().settings.clone()
    }
}

fn contains(path: &Path, text: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    String::from_utf8_lossy(&bytes).contains(text)
}

#[test]
fn nothing_is_exported_until_every_protected_name_is_decided() {
    let mut desk = desk_with_protected();
    desk.begin_export();
    assert!(desk.shows("Protected names in 1 place, possible ones in 1 place; 2 still open"));
    assert!(!desk.can_export());
    assert!(!desk.shows("Marta"), "the list names nobody");

    desk.click("Use stand-ins for all names");
    assert!(desk.shows("1 still open"), "the longer word stays open");
    assert!(!desk.can_export());
    desk.click("Unrelated word: claim 1, justification");
    desk.wait_until_searched();
    assert!(desk.shows("0 still open"));
    let csv = desk.export("claims.csv");
    assert!(csv.contains("Source A phoned"));
    assert!(csv.contains("The odukite mine"));
    assert!(!csv.contains("Marta"));
    let notes = &desk.project().claims().next().unwrap().notes;
    assert_eq!(notes, "Marta Oduya phoned", "the project is as it was");
}

#[test]
fn a_cell_can_be_left_out_and_opened_again() {
    let mut desk = desk_with_protected();
    desk.begin_export();
    desk.click("Leave cell out: claim 1, justification");
    desk.click("Leave cell out: claim 1, notes");
    assert!(desk.can_export());
    desk.click("Leave cell out: claim 1, notes");
    assert!(!desk.can_export());
    desk.click("Use stand-in: claim 1, notes");
    let csv = desk.export("claims.csv");
    assert!(csv.contains("[left out]"));
    assert!(csv.contains("Source A phoned"));
}

#[test]
fn the_list_is_updated_when_the_project_changes() {
    let mut desk = desk_with_protected();
    desk.begin_export();
    let claim = desk.nth_claim(0);
    for field in [
        ClaimField::Notes("A call".to_owned()),
        ClaimField::Justification(String::new()),
    ] {
        desk.ask(Intent::Claim(ClaimIntent::Set(claim, field)));
    }
    desk.wait_until_searched();
    assert!(desk.shows("Searched for 1 protected name in 2 spellings"));
    assert!(desk.can_export());
}

#[test]
fn an_internal_export_must_be_selected_each_time() {
    let mut desk = desk_with_protected();
    desk.begin_export();
    desk.click("Internal export: with protected names");
    assert!(desk.shows("The file will contain the real names of Source A"));
    let csv = desk.export("internal.csv");
    assert!(csv.contains("Marta Oduya phoned"));

    desk.begin_export();
    assert!(!desk.can_export(), "it is public again");
    desk.click("Internal export: with protected names");
    desk.click("Cancel");
    desk.begin_export();
    assert!(!desk.can_export());
}

#[test]
fn a_project_without_protected_names_exports_without_questions() {
    let mut desk = desk_of(&storage::sample());
    desk.keys("Cmd+E");
    assert!(!desk.shows("Internal export"));
    assert!(desk.can_export());
}

#[test]
fn history_is_deleted_after_its_contents_are_listed() {
    let mut desk = desk_with_protected();
    let claim = desk.nth_claim(0);
    let type_notes = |desk: &mut Desk, text: &str| {
        let notes = ClaimField::Notes(text.to_owned());
        desk.ask(Intent::Claim(ClaimIntent::Set(claim, notes)));
        desk.ask(Intent::TypingEnded);
    };
    type_notes(&mut desk, "A call");
    desk.save();
    type_notes(&mut desk, "Another call");
    assert_eq!(
        desk.files_in("backups")
            .iter()
            .filter(|it| contains(it, "Marta"))
            .count(),
        1
    );
    assert!(
        desk.files_in("journals")
            .iter()
            .any(|it| contains(it, "Marta"))
    );

    desk.menu("File", "Forget history…");
    desk.wait_for(|app| app.workbench().kept_history().is_some());
    desk.settle();
    assert!(desk.shows("1 backup"));
    assert!(desk.shows("2 undo or redo steps"));
    assert!(desk.shows("Unsaved changes are kept, but can no longer be undone"));
    desk.click("Delete history");
    let deleted = "History deleted: 1 backup, 2 steps of undo, the journal until now";
    desk.wait_for_notice(deleted);
    desk.settle();
    assert_eq!(desk.files_in("backups"), [] as [&Path; 0]);
    assert_eq!(desk.files_in("views"), [] as [&Path; 0]);
    let bench = desk.bench();
    assert_eq!(bench.history().undo_label(), None);
    assert!(bench.is_dirty(), "what is not saved stays");

    // Unsaved work is still recovered after a kill.
    type_notes(&mut desk, "A third call");
    desk.wait_for(|app| app.workbench().journal().waiting == 0);
    let said_before =
        |it: &PathBuf| contains(it, "Another call") && contains(it, "Marta Oduya phoned");
    assert!(!desk.files_in("journals").iter().any(said_before));
    let folder = desk.close();
    let mut desk = Desk::in_folder(folder, None, egui::Theme::Light);
    desk.wait_for(|app| app.workbench().has_searched_for_unsaved_work());
    desk.settle();
    desk.click("Recover");
    desk.wait_for(|app| app.workbench().project().claims().len() > 0);
    assert_eq!(
        desk.project().claims().next().unwrap().notes,
        "A third call"
    );
}

#[test]
fn deleting_history_includes_the_journal_of_an_unsaved_copy() {
    let mut desk = desk_with_protected();
    let claim = desk.nth_claim(0);
    let notes = ClaimField::Notes("A call".to_owned());
    desk.ask(Intent::Claim(ClaimIntent::Set(claim, notes)));
    desk.ask(Intent::TypingEnded);
    desk.save();
    desk.menu("File", "Restore backup…");
    desk.wait_for(|app| app.workbench().backups().is_some());
    desk.settle();
    desk.click("Open copy");
    desk.wait_for(|app| app.workbench().path().is_none());
    desk.wait_for(|app| app.workbench().journal().waiting == 0);
    desk.settle();
    let folder = desk.close();

    let path = folder.path().join("barrage.ron");
    let mut desk = Desk::in_folder(folder, Some(path), egui::Theme::Light);
    desk.wait_for(|app| app.workbench().has_searched_for_unsaved_work());
    desk.settle();
    let held = |desk: &Desk| {
        desk.files_in("journals")
            .iter()
            .any(|it| contains(it, "Marta"))
    };
    assert!(held(&desk));
    desk.click("Decide later");
    desk.menu("File", "Forget history…");
    desk.wait_for(|app| app.workbench().kept_history().is_some());
    desk.settle();
    desk.click("Delete history");
    desk.wait_for_notice("History deleted");
    desk.settle();
    assert!(!held(&desk));
}

#[test]
fn deleting_history_after_a_save_leaves_no_journal() {
    let mut desk = desk_with_protected();
    let claim = desk.nth_claim(0);
    let notes = ClaimField::Notes("A call".to_owned());
    desk.ask(Intent::Claim(ClaimIntent::Set(claim, notes)));
    desk.save();
    desk.menu("File", "Forget history…");
    desk.wait_for(|app| app.workbench().kept_history().is_some());
    desk.settle();
    assert!(desk.shows("The project and its file are not changed"));
    desk.click("Delete history");
    desk.settle();
    assert!(!desk.bench().is_dirty());
    let journals = desk.files_in("journals");
    let lasting = |it: &&PathBuf| it.extension().is_none_or(|ending| ending != "lock");
    assert_eq!(journals.iter().filter(lasting).count(), 0, "{journals:?}");
}

#[test]
fn backups_of_projects_with_protected_names_can_be_switched_off() {
    for (keep, project, files_in) in [
        (KeepHistory::All, protected(), true),
        (KeepHistory::Unprotected, protected(), false),
        (KeepHistory::Unprotected, storage::sample(), true),
        (KeepHistory::None, storage::sample(), false),
    ] {
        let mut desk = desk_of(&project);
        let settings = Settings {
            keep_history: keep,
            ..desk.settings()
        };
        desk.ask(Intent::Configure(Box::new(settings)));
        let new = Claim::new(Id::new(99), "New".to_owned(), 0);
        let first = desk.nth_claim(0);
        let field = ClaimField::Statement(new.statement);
        desk.ask(Intent::Claim(ClaimIntent::Set(first, field)));
        desk.save();
        assert_eq!(!desk.files_in("backups").is_empty(), files_in, "{keep:?}");
    }
}

#[test]
fn table_columns_are_selected_and_remembered() {
    let mut desk = desk_of(&storage::sample());
    desk.keys("Alt+2");
    desk.click("Columns…");
    desk.click("Column: Tags");
    desk.click("Column: Status");
    desk.click("Move Tags to the left");
    let shown = |desk: &Desk| desk.settings().table.shown().to_vec();
    let now = shown(&desk);
    assert!(!now.contains(&TableColumn::Status));
    assert_eq!(
        now[now.len() - 2..],
        [TableColumn::Tags, TableColumn::FirstPublished]
    );

    desk.keys("Escape");
    desk.button("Independent sources");
    let sort = desk.bench().lists.sort;
    assert_eq!(sort.column, TableColumn::IndependentSources);

    let folder = desk.close();
    let desk = Desk::in_folder(folder, None, egui::Theme::Light);
    assert_eq!(shown(&desk), now);
}

/// In a small window the questions scroll, and the title and the buttons stay in view.
#[test]
fn the_export_of_a_report_fits_a_small_window() {
    let start = Start::with_file("barrage.ron", &storage::to_ron(&protected()));
    let mut desk = start.size([1024.0, 700.0]).sit();
    desk.wait_until(|bench| bench.path().is_some());
    desk.ask(Intent::SetOverlay(Some(Overlay::Export(Export::Html))));
    desk.wait_to_see("still open");
    desk.settle();
    let title = Export::Html.format().label.trim_end_matches('\u{2026}');
    for name in [title, "Cancel"] {
        for node in desk.harness.query_all_by_label(name) {
            let rect = node.rect();
            assert!(
                rect.top() >= 10.0 && rect.bottom() <= 690.0,
                "{name}: {rect}"
            );
        }
    }
}
