//! The whole job in the window, as user stories.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::desk::{Desk, GAZETTE, HERALD, POST};
use crosscheck::{
    export,
    project::{Project, Stance, Status},
    storage,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{By, NodeT, Queryable};

#[test]
fn the_whole_job_from_articles_to_a_reopened_project_and_a_table() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    assert_eq!(desk.project().articles().len(), 3);
    assert_eq!(
        desk.harness
            .state()
            .workbench()
            .columns()
            .open_columns()
            .len(),
        3
    );

    // A claim from a passage, its statement typed over the quote.
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
    let claim = desk.project().claims().next().unwrap();
    assert_eq!(claim.statement, "Nine people were hurt");

    // One more passage supports it, one refutes it.
    desk.select_sentence("A spokeswoman");
    desk.key(Key::Num1);
    desk.select_sentence("The hospital");
    desk.key(Key::Num2);
    let claim = desk.project().claims().next().unwrap().id;
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
    desk.press(Modifiers::COMMAND, Key::S);
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
    let places = desk.path("state/places");
    desk.wait_for(|_| fs::read_dir(&places).is_ok_and(|mut files| files.next().is_some()));
    let mut again = Desk::in_folder(desk.close(), Some(file.to_owned()), egui::Theme::Dark);
    assert_eq!(*again.project(), saved);
    let open = again
        .harness
        .state()
        .workbench()
        .columns()
        .open_columns()
        .len();
    assert_eq!(
        open, 3,
        "the columns come back, though the window was never closed"
    );
    again.select_sentence("The fire brigade");
    again.key(Key::N);
    again.type_text("The mill burned");
    assert_eq!(again.project().claims().len(), 2);
    while again
        .harness
        .state()
        .workbench()
        .history()
        .undo_label()
        .is_some()
    {
        again.press(Modifiers::COMMAND, Key::Z);
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
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
    desk.click("Notes on the claim");
    desk.type_into("Notes", "ask the hospital");
    desk.click("Status");
    desk.click("done");
    let done = desk.project().clone();
    assert_eq!(done.claims().next().unwrap().status, Status::Done);

    let mut steps = 0;
    while desk
        .harness
        .state()
        .workbench()
        .history()
        .undo_label()
        .is_some()
    {
        desk.press(Modifiers::COMMAND, Key::Z);
        steps += 1;
        assert!(steps < 20, "undo comes to an end");
    }
    assert_eq!(*desk.project(), Project::new(done.id()));
    // Articles, new claim, its statement, its notes, its status.
    assert_eq!(steps, 5, "typing in one field in one go is one step");
    for _ in 0..steps {
        desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(*desk.project(), done);
}

#[test]
fn a_passage_dropped_on_a_third_of_a_claim_is_linked_with_its_stance() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
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
    let claim = desk.project().claims().next().unwrap().id;
    let stances: Vec<Stance> = desk
        .project()
        .evidence_of(claim)
        .map(|evidence| evidence.stance)
        .collect();
    assert_eq!(stances, [Stance::Supports, Stance::Refutes]);
}

#[test]
fn the_whole_job_can_be_done_from_the_keyboard() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    // Select the third line of the second column.
    desk.key(Key::F6);
    desk.press(Modifiers::COMMAND, Key::Home);
    desk.key(Key::ArrowDown);
    desk.key(Key::ArrowDown);
    desk.press(Modifiers::SHIFT, Key::End);
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
    assert_eq!(desk.project().claims().len(), 1);
    let statement = &desk.project().claims().next().unwrap().statement;
    assert_eq!(statement, "Nine people were hurt");

    // The palette runs commands without a shortcut.
    desk.press(Modifiers::COMMAND, Key::K);
    desk.type_text("table");
    desk.key(Key::Enter);
    assert_eq!(
        desk.harness.state().workbench().view(),
        storage::View::Table
    );
    desk.press(Modifiers::ALT, Key::Num1);
    assert_eq!(desk.harness.state().workbench().view(), storage::View::Read);

    // Delete the claim and undo it from the keyboard.
    desk.press(Modifiers::COMMAND, Key::Delete);
    desk.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.project().claims().len(), 1);
    let chosen = desk.harness.state().workbench().selection();
    let claim = desk.project().claims().next().map(|claim| claim.id);
    assert_eq!(
        chosen.claim, claim,
        "what undo brought back is chosen again"
    );
}

#[test]
fn claims_and_articles_are_moved_and_columns_resized_from_the_keyboard() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    for statement in ["Nine people were hurt", "Nobody died"] {
        desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        desk.type_text(statement);
    }
    desk.press(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    let claims = desk.project().claims();
    let statements: Vec<&str> = claims.map(|claim| claim.statement.as_str()).collect();
    assert_eq!(statements, ["Nobody died", "Nine people were hurt"]);
    desk.key(Key::F6);
    desk.press(Modifiers::COMMAND, Key::K);
    desk.type_text("article up");
    desk.key(Key::Enter);
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
    desk.press(Modifiers::ALT, Key::PageUp);
    let columns = desk.harness.state().workbench().columns().open_columns();
    assert!(columns[1].weight > columns[0].weight);
    desk.press(Modifiers::COMMAND, Key::K);
    desk.type_text("dark");
    desk.key(Key::Enter);
    assert_eq!(
        desk.harness.state().workbench().settings().theme,
        storage::Theme::Dark
    );
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
        desk.select_sentence(sentence);
        desk.key(Key::N);
        desk.type_text(statement);
        desk.click("Verdict");
        let entry = desk.harness.get_by_role_and_label(Role::Button, verdict);
        entry.click();
        desk.settle();
    }
    // The first claim again, with evidence from the other articles.
    for (sentence, claims_down, key) in [
        ("A spokeswoman", 2, Key::Num1),
        ("The hospital", 4, Key::Num2),
    ] {
        desk.select_sentence(sentence);
        (0..claims_down).for_each(|_| desk.press(Modifiers::ALT, Key::ArrowUp));
        desk.key(key);
    }
    desk.press(Modifiers::COMMAND, Key::S);
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
    again.press(Modifiers::ALT, Key::ArrowUp);
    again.press(Modifiers::COMMAND, Key::Delete);
    again.press(Modifiers::COMMAND, Key::Z);
    again.select_sentence("The mill burned");
    again.key(Key::Num3);
    again.press(Modifiers::COMMAND, Key::E);
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
fn window_and_panel_sizes_are_restored() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    // The heading begins at the left edge of the panel, apart from its margin.
    let panel = |desk: &Desk| {
        desk.harness
            .get_by_role_and_label(Role::Label, "Claims")
            .rect()
    };
    let before = panel(&desk).left();
    let edges = desk.harness.query_all_by_label("Resize panel");
    let edge = edges
        .map(|edge| edge.rect().center())
        .min_by(|one, other| (one.x - before).abs().total_cmp(&(other.x - before).abs()))
        .unwrap();
    desk.harness.hover_at(edge);
    desk.harness.step();
    desk.harness.drag_at(edge);
    desk.harness.step();
    for part in 1..=6 {
        let on = edge - egui::vec2(10.0 * part as f32, 0.0);
        desk.harness.hover_at(on);
        desk.harness.step();
    }
    desk.harness.drop_at(edge - egui::vec2(60.0, 0.0));
    desk.settle();
    let after = panel(&desk).left();
    assert!((before - after - 60.0).abs() < 8.0, "{before} {after}");
    desk.harness.state_mut().leave();
    let mut again = Desk::in_folder(desk.close(), None, egui::Theme::Light);
    again.menu("File", "New project");
    assert!((panel(&again).left() - after).abs() < 1.0);
}

#[test]
fn leaving_unsaved_work_asks_first() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.press(Modifiers::COMMAND, Key::N);
    assert_eq!(
        desk.project().articles().len(),
        3,
        "nothing is lost before the answer"
    );
    desk.click("Cancel");
    assert_eq!(desk.project().articles().len(), 3);
    desk.press(Modifiers::COMMAND, Key::N);
    desk.click("Don't save");
    assert_eq!(desk.project().articles().len(), 0);
}

#[test]
fn find_steps_through_matches_in_articles_and_claims() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.press(Modifiers::COMMAND, Key::F);
    desk.type_text("MÍLL");
    let count = |desk: &Desk| {
        desk.harness
            .state()
            .workbench()
            .find()
            .map(|find| (find.current(), find.count()))
    };
    assert_eq!(count(&desk), Some((0, 4)));
    desk.key(Key::F3);
    assert_eq!(
        count(&desk),
        Some((0, 4)),
        "the first step goes to the first hit"
    );
    desk.key(Key::F3);
    assert_eq!(count(&desk), Some((1, 4)));
    desk.press(Modifiers::SHIFT, Key::F3);
    desk.press(Modifiers::SHIFT, Key::F3);
    assert_eq!(count(&desk), Some((3, 4)));
}

#[test]
fn an_idle_window_does_not_repaint() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    let rests = |desk: &mut Desk| desk.harness.run_ok().is_some_and(|frames| frames < 60);
    assert!(rests(&mut desk), "three open articles");
    desk.select_sentence("The fire brigade");
    desk.key(Key::N);
    assert!(rests(&mut desk), "a claim being typed");
    desk.menu("Article", "Article details");
    assert!(rests(&mut desk), "the article details");
    desk.key(Key::Escape);
    desk.press(Modifiers::ALT, Key::Num2);
    assert!(rests(&mut desk), "the table");
    desk.press(Modifiers::COMMAND, Key::K);
    assert!(rests(&mut desk), "the palette");
}

#[test]
fn a_selection_survives_clicks_in_other_panels_and_resizing() {
    let mut desk = Desk::new();
    desk.add_three_articles();
    desk.select_sentence("A spokeswoman");
    desk.key(Key::N);
    desk.type_text("Nine people were hurt");
    desk.select_sentence("The fire brigade");
    let sentence = "The fire brigade said nine people were hurt.";
    let check = |desk: &Desk, after: &str| {
        let selected = desk.harness.state().workbench().selected_words();
        assert_eq!(selected, Some(sentence), "{after}");
    };
    for (panel, name) in [
        ("the claim, selected", "Claim 1: Nine people were hurt"),
        ("the claim panel", "Notes on the claim"),
        ("the verdict", "Verdict"),
        ("a choice in it", "Supported"),
        ("the filter of the articles", "Filter articles"),
        ("the menu", "View"),
        ("an entry of it", "Larger text"),
    ] {
        let found = desk.harness.query_all_by_label(name);
        found.last().expect(name).click();
        desk.settle();
        check(&desk, panel);
    }
    let zoom = |desk: &Desk| desk.harness.state().workbench().settings().zoom;
    assert!(zoom(&desk) > 1.0);
    desk.press(Modifiers::ALT, Key::Minus);
    desk.press(Modifiers::ALT, Key::Minus);
    assert!(zoom(&desk) < 1.0);
    check(&desk, "zoom");
    desk.harness.set_size(egui::vec2(1024.0, 700.0));
    desk.settle();
    check(&desk, "a smaller window");
    for theme in [egui::Theme::Dark, egui::Theme::Light] {
        desk.harness.ctx.set_theme(theme);
        desk.settle();
        check(&desk, "another theme");
    }
    desk.press(Modifiers::ALT, Key::Num2);
    desk.press(Modifiers::ALT, Key::Num1);
    check(&desk, "the table and back");
    desk.key(Key::Num1);
    assert_eq!(
        desk.project().highlights().len(),
        2,
        "the keys still act on it"
    );
}

#[test]
fn hidden_characters_are_counted_in_the_column_header() {
    let mut desk = Desk::new();
    let folder = desk.path("hidden.txt");
    let text = "Trick\n\nPaid to \u{202e}eht elbirroh\u{202c} firm, no\u{200b}body else.\n";
    fs::write(&folder, text).unwrap();
    desk.menu("File", "Add articles…");
    desk.type_path(&folder, "Add");
    desk.harness.get_by_label("3 hidden");
    let article = desk.project().articles().next().unwrap();
    assert!(
        article
            .text
            .as_str()
            .contains("\u{202e}eht elbirroh\u{202c}")
    );
}

#[test]
fn a_widget_focused_by_tab_scrolls_into_view() {
    let mut desk = Desk::new();
    desk.press(Modifiers::COMMAND, Key::K);
    desk.type_text("sample");
    desk.key(Key::Enter);
    desk.press(Modifiers::ALT, Key::ArrowDown);
    desk.harness.get_by_label("Statement").focus();
    desk.settle();
    let mut reached = Vec::new();
    while reached
        .last()
        .is_none_or(|name| name != "Notes on the claim")
    {
        desk.key(Key::Tab);
        let mut nodes = desk.harness.query_all(By::new());
        let focused = nodes.find(|node| node.accesskit_node().is_focused());
        let node = focused.expect("something has the keyboard");
        let rect = node.rect();
        assert!(rect.top() >= 0.0 && rect.bottom() <= 900.0, "{rect:?}");
        reached.push(node.accesskit_node().label().unwrap_or_default());
        assert!(reached.len() < 60, "the notes are reached: {reached:?}");
    }
    let passages = reached.iter().filter(|it| it.starts_with("Show passage"));
    assert_eq!(passages.count(), 1, "the evidence is one stop: {reached:?}");
}

#[test]
fn the_manual_opens_in_the_window() {
    let mut desk = Desk::new();
    desk.menu("Help", "Manual");
    assert!(desk.shows("There is no server, no account"));
    desk.click("Limits");
    assert!(desk.shows("Anything larger than these limits"));
    desk.key(Key::Escape);
    assert!(!desk.shows("Anything larger than these limits"));
}

#[test]
fn an_article_with_nearly_the_same_words_is_reported() {
    let mut desk = Desk::new();
    let report =
        "Flood in Vellin\n".to_owned() + &"Twelve people were hurt on Saturday. ".repeat(16);
    for text in [report.clone(), report.replacen("Twelve", "Nine", 1)] {
        desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
        desk.harness.event(egui::Event::Paste(text));
        desk.settle();
        desk.button("Add article");
    }
    desk.wait_for_notice("“Flood in Vellin”: 98\u{a0}% the same words as");
    assert_eq!(desk.project().articles().len(), 2);
}

/// A text field would lay out the whole text in one frame.
#[test]
fn a_long_paste_is_shown_by_its_beginning_and_its_size() {
    let mut desk = Desk::new();
    desk.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    let text = "Flood in Lorvenia, a line of the text\n".repeat(150_000);
    desk.harness.event(egui::Event::Paste(text.clone()));
    desk.settle();
    desk.harness
        .get_by_label("5.4 MB, 150,000 lines. This is the beginning; all of it will be added.");
    desk.button("Add article");
    desk.wait_until(|bench| bench.project().articles().len() == 1);
    let article = desk.project().articles().next().unwrap();
    assert!(article.text.as_str() == text);
}
