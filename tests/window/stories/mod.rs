//! The whole job in the window, as user stories.

mod articles;
mod kept;

use std::path::{Path, PathBuf};

use crate::desk::{Desk, GAZETTE, HERALD, POST, saved_layout};
use crosscheck::{
    export,
    project::{Project, Stance, Status},
    storage,
};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

#[test]
fn the_whole_job_from_articles_to_a_reopened_project_and_a_table() {
    let mut desk = Desk::with_articles();
    assert_eq!(desk.project().articles().len(), 3);
    assert_eq!(desk.bench().columns.open.len(), 3);

    // A claim from a passage, its statement typed over the quote.
    desk.on_sentence("The fire brigade", "N «Nine people were hurt»");
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(claim.statement, "Nine people were hurt");

    // One more passage supports it, one refutes it.
    desk.on_sentence("A spokeswoman", "1");
    desk.on_sentence("The hospital", "2");
    let claim = desk.nth_claim(0);
    let stances: Vec<Stance> = desk
        .project()
        .evidence_of(claim)
        .map(|evidence| evidence.stance)
        .collect();
    assert_eq!(
        stances,
        [Stance::Supports, Stance::Supports, Stance::Refutes]
    );

    // A verdict and a status.
    desk.click("Verdict");
    desk.click("Conflicting Evidence/Cherrypicking");
    desk.click("Status");
    desk.click("needs review");

    // Saved, and the table written.
    desk.keys("Cmd+S");
    let file = desk.path("mill.ron");
    desk.type_path(&file, "Save");
    desk.wait_for(|app| !app.workbench().is_dirty());
    desk.click("File");
    desk.click_last("Export");
    desk.click_last("Export claims as CSV…");
    desk.click("Export…");
    let table = desk.path("claims.csv");
    desk.type_path(&table, "Export");
    desk.wait_for(|_| table.exists());
    check_table(&table);

    reopened_project_goes_on(desk, &file);
}

/// Reopened in the other theme, the project is complete, and edits can be made and undone.
fn reopened_project_goes_on(mut desk: Desk, file: &Path) {
    let saved = desk.project().clone();
    let folder = desk.path("");
    desk.wait_for(|_| saved_layout(&folder).is_some());
    let mut again = Desk::in_folder(desk.close(), Some(file.to_owned()), egui::Theme::Dark);
    assert_eq!(*again.project(), saved);
    let open = again.bench().columns.open.len();
    assert_eq!(
        open, 3,
        "the columns come back, though the window was never closed"
    );
    again.on_sentence("The fire brigade", "N «The mill burned»");
    assert_eq!(again.project().claims().len(), 2);
    while again.bench().history().undo_label().is_some() {
        again.keys("Cmd+Z");
    }
    assert_eq!(*again.project(), saved);
    assert_eq!(storage::open(file).unwrap(), saved);
}

fn check_table(path: &Path) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    assert_eq!(reader.headers().unwrap(), &export::CLAIM_COLUMNS[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    let first: Vec<&str> = rows[0].iter().take(4).collect();
    assert_eq!(
        first,
        [
            "1",
            "Nine people were hurt",
            "Conflicting Evidence/Cherrypicking",
            "needs review"
        ]
    );
    assert_eq!(&rows[0][5], "2");
    assert_eq!(&rows[0][6], "1");
}

#[test]
fn every_edit_can_be_undone_and_redone() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N «Nine people were hurt»");
    desk.click("Notes on the claim");
    desk.type_into("Notes", "ask the hospital");
    desk.click("Status");
    desk.click("done");
    let done = desk.project().clone();
    assert_eq!(done.claims().next().unwrap().status, Status::Done);

    let mut steps = 0;
    while desk.bench().history().undo_label().is_some() {
        desk.keys("Cmd+Z");
        steps += 1;
        assert!(steps < 20, "undo comes to an end");
    }
    assert_eq!(*desk.project(), Project::new(done.id()));
    // Articles, new claim, its statement, its notes, its status.
    assert_eq!(steps, 5, "typing in one field in one go is one step");
    for _ in 0..steps {
        desk.keys("Cmd+Shift+Z");
    }
    assert_eq!(*desk.project(), done);
}

#[test]
fn a_passage_dropped_on_a_third_of_a_claim_is_linked_with_its_stance() {
    let mut desk = Desk::with_articles();
    desk.on_sentence("The fire brigade", "N «Nine people were hurt»");
    desk.select_sentence("The hospital");
    let from = desk.line("The hospital").left_top() + egui::vec2(40.0, 10.0);
    let row = desk
        .harness
        .get_by_role_and_label(Role::ListItem, "Claim 1: Nine people were hurt")
        .rect();
    // The middle third is "refutes".
    let to = row.center();
    desk.harness.drag_at(from);
    desk.harness.step();
    for part in 1..=8 {
        desk.harness
            .hover_at(from + (to - from) * part as f32 / 8.0);
        desk.harness.step();
    }
    desk.harness.drop_at(to);
    desk.settle();
    let claim = desk.nth_claim(0);
    let stances: Vec<Stance> = desk
        .project()
        .evidence_of(claim)
        .map(|evidence| evidence.stance)
        .collect();
    assert_eq!(stances, [Stance::Supports, Stance::Refutes]);
}

#[test]
fn the_whole_job_can_be_done_from_the_keyboard() {
    let mut desk = Desk::with_articles();
    // Select the third line of the second column.
    desk.keys("F6 Cmd+Home Down Down Shift+End N «Nine people were hurt»");
    assert_eq!(desk.project().claims().len(), 1);
    let statement = &desk.project().claims().next().unwrap().statement;
    assert_eq!(statement, "Nine people were hurt");

    // The palette runs commands without a shortcut.
    desk.keys("Cmd+K «table» Enter");
    assert_eq!(desk.bench().view, storage::View::Table);
    desk.keys("Alt+1");
    assert_eq!(desk.bench().view, storage::View::Read);

    // Delete the claim and undo it from the keyboard.
    desk.keys("Cmd+Delete Cmd+Z");
    assert_eq!(desk.project().claims().len(), 1);
    let chosen = desk.bench().selection;
    let claim = desk.project().claims().next().map(|claim| claim.id);
    assert_eq!(
        chosen.claim, claim,
        "what undo brought back is chosen again"
    );
}

#[test]
fn claims_and_articles_are_moved_and_columns_resized_from_the_keyboard() {
    let mut desk = Desk::with_articles();
    for statement in ["Nine people were hurt", "Nobody died"] {
        desk.keys("Cmd+Shift+N");
        desk.type_text(statement);
    }
    desk.keys("Alt+Shift+Up");
    let claims = desk.project().claims();
    let statements: Vec<&str> = claims.map(|claim| claim.statement.as_str()).collect();
    assert_eq!(statements, ["Nobody died", "Nine people were hurt"]);
    desk.keys("F6 Cmd+K «article up» Enter");
    let titles: Vec<&str> = desk
        .project()
        .articles()
        .map(|article| article.details.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Mill burns down",
            "Fire in the old mill",
            "Doubts about the mill"
        ]
    );

    // Widen the focused column and use the dark theme.
    desk.keys("Alt+PageUp");
    let columns = &desk.bench().columns.open;
    assert!(columns[1].weight > columns[0].weight);
    desk.keys("Cmd+K «dark» Enter");
    assert_eq!(desk.bench().settings.theme, storage::Theme::Dark);
}

#[test]
fn eight_claims_from_three_articles_are_saved_and_reopened_unchanged() {
    let mut desk = Desk::new();
    let a_line_each = [HERALD, POST, GAZETTE].map(|text| text.replace(". ", ".\n\n"));
    let [herald, post, gazette] = &a_line_each;
    desk.add_articles([("1.txt", herald), ("2.txt", post), ("3.txt", gazette)]);
    // Each sentence of the three articles becomes a claim or evidence for one.
    let sentences = [
        (
            "The fire brigade",
            "The brigade counted nine people hurt",
            "Supported",
        ),
        (
            "The mill burned",
            "The fire lasted two days",
            "Not Enough Evidence",
        ),
        (
            "A spokeswoman",
            "The brigade has a spokeswoman",
            "Supported",
        ),
        ("Nobody died", "Nobody died", "Not Enough Evidence"),
        (
            "The hospital",
            "Eleven people were treated",
            "Conflicting Evidence/Cherrypicking",
        ),
        ("It gave no", "The hospital named nobody", "Supported"),
        ("Fire in the old", "The mill is old", "Not Enough Evidence"),
        ("Doubts about", "There are doubts", "Refuted"),
    ];
    for (sentence, statement, verdict) in sentences {
        desk.on_sentence(sentence, "N");
        desk.type_text(statement);
        desk.click("Verdict");
        let entry = desk.harness.get_by_role_and_label(Role::Button, verdict);
        entry.click();
        desk.settle();
    }
    // The first claim again, with evidence from the other articles.
    for (sentence, keys) in [
        ("A spokeswoman", "Alt+Up Alt+Up 1"),
        ("The hospital", "Alt+Up Alt+Up Alt+Up Alt+Up 2"),
    ] {
        desk.on_sentence(sentence, keys);
    }
    desk.keys("Cmd+S");
    let file = desk.path("mill.ron");
    desk.type_path(&file, "Save");
    desk.wait_for(|app| !app.workbench().is_dirty());
    assert_eq!(desk.project().claims().len(), 8);
    assert_eq!(desk.project().all_evidence().len(), 10);

    eight_claims_go_on(
        desk,
        file,
        sentences.map(|(_, statement, verdict)| (statement, verdict)),
    );
}

/// In another window the project is complete, and an edit and its undo show in the table.
fn eight_claims_go_on(desk: Desk, file: PathBuf, expected: [(&str, &str); 8]) {
    let mut again = Desk::in_folder(desk.close(), Some(file), egui::Theme::Dark);
    again.keys("Alt+Up Cmd+Delete Cmd+Z");
    again.on_sentence("The mill burned", "3 Cmd+E");
    again.click("Export…");
    let table = again.path("claims.csv");
    again.type_path(&table, "Export");
    again.wait_for(|_| table.exists());
    let mut rows = csv::Reader::from_path(&table).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let row_texts: Vec<(&str, &str)> = rows.iter().map(|row| (&row[1], &row[2])).collect();
    assert_eq!(row_texts, expected);
    assert_eq!([&rows[0][5], &rows[0][6], &rows[1][7]], ["2", "1", "1"]);
}

#[test]
fn leaving_unsaved_work_asks_first() {
    let mut desk = Desk::with_articles();
    desk.keys("Cmd+N");
    assert_eq!(
        desk.project().articles().len(),
        3,
        "nothing is lost before the answer"
    );
    desk.click("Cancel");
    assert_eq!(desk.project().articles().len(), 3);
    desk.keys("Cmd+N");
    desk.click("Don't save");
    assert_eq!(desk.project().articles().len(), 0);
}

#[test]
fn find_steps_through_matches_in_articles_and_claims() {
    let mut desk = Desk::with_articles();
    desk.keys("Cmd+F «MÍLL»");
    let count = |desk: &Desk| {
        desk.bench()
            .find
            .as_ref()
            .map(|find| (find.current, find.count()))
    };
    assert_eq!(count(&desk), Some((0, 4)));
    desk.keys("F3");
    assert_eq!(
        count(&desk),
        Some((0, 4)),
        "the first step goes to the first hit"
    );
    desk.keys("F3");
    assert_eq!(count(&desk), Some((1, 4)));
    desk.keys("Shift+F3 Shift+F3");
    assert_eq!(count(&desk), Some((3, 4)));
}
