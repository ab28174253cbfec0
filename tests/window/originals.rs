//! Originals of articles, as user stories in the window.

use std::fs;

use crate::desk::Desk;
use crosscheck::{
    project::Project,
    storage,
    workbench::{ArticleIntent, Command, Intent},
};
use egui::Event;

const PASTED: &str = "https://courier.example/dam\n\nDam breaks near Orvane\n\nTwelve were hurt.";

/// A window with an empty project, `mill.ron`.
fn mill() -> Desk {
    Desk::with(|folder| {
        let path = folder.join("mill.ron");
        storage::save(&path, &Project::default()).unwrap();
        Some(path)
    })
}

fn paste(desk: &mut Desk, text: &str) {
    desk.menu("File", "Paste article…");
    desk.harness.event(Event::Paste(text.to_owned()));
    desk.settle();
    desk.button("Add article");
    desk.wait_until(|bench| bench.reading().is_none() && bench.project().articles().len() > 0);
}

/// The contents of the originals beside the project. One may be set aside while they are read.
fn kept_originals(desk: &Desk) -> Vec<String> {
    let files = fs::read_dir(desk.path("mill.originals"))
        .into_iter()
        .flatten();
    let read = files.flat_map(|file| fs::read_to_string(file.unwrap().path()));
    read.collect()
}

/// Removed originals are set aside after the save.
fn wait_for_kept(desk: &mut Desk, expected: &[&str]) {
    let since = std::time::Instant::now();
    while kept_originals(desk) != expected {
        assert!(since.elapsed().as_secs() < 20, "{:?}", kept_originals(desk));
        desk.harness.step();
    }
}

#[test]
fn an_original_outlives_a_kill_and_comes_and_goes_with_its_article() {
    let mut desk = mill();
    paste(&mut desk, PASTED);
    assert_eq!(kept_originals(&desk), [] as [&str; 0]);
    let mut desk = desk.killed_and_started_again();
    desk.button("Recover");
    desk.save();
    assert_eq!(kept_originals(&desk), [PASTED]);
    desk.ask(Intent::Command(Command::RemoveArticle));
    assert_eq!(
        kept_originals(&desk),
        [PASTED],
        "until the project is saved without it"
    );
    desk.save();
    wait_for_kept(&mut desk, &[]);
    desk.undo();
    desk.save();
    assert_eq!(kept_originals(&desk), [PASTED]);
}

#[test]
fn the_address_of_a_pasted_text_goes_into_the_details_to_be_checked() {
    let mut desk = mill();
    paste(&mut desk, PASTED);
    let details = &desk.project().article_at(0).unwrap().details;
    assert_eq!(details.url, "https://courier.example/dam");
    assert_eq!(details.title, "Dam breaks near Orvane");
    desk.ask(Intent::Command(Command::EditDetails));
    assert!(desk.shows("Title*") && desk.shows("URL*") && !desk.shows("Outlet*"));
    desk.button("Mark as checked");
    assert!(!desk.shows("Title*"));
    desk.undo();
    assert!(desk.shows("Title*"));
}

#[test]
fn an_article_is_read_again_from_a_better_file_until_it_has_a_highlight() {
    let mut desk = mill();
    paste(&mut desk, PASTED);
    let better = "Dam breaks near Orvane\n\nTwelve were hurt, and three are missing.";
    let path = desk.path("better.txt");
    fs::write(&path, better).unwrap();
    desk.menu("Article", "Replace from file…");
    desk.type_path(&path, "Replace article");
    desk.wait_until(|bench| {
        let article = bench.project().article_at(0);
        article.is_some_and(|it| it.text.as_str() == better)
    });
    let article = desk.project().article_at(0).unwrap();
    assert_eq!(desk.project().articles().len(), 1);
    assert_eq!(article.original.as_ref().unwrap().from, "better.txt");
    desk.undo();
    let before = desk.project().article_at(0).unwrap();
    assert_eq!(before.text.as_str(), PASTED);
    let open = ArticleIntent::Open(before.id);
    desk.ask(Intent::Article(open));
    desk.on_sentence("Twelve were hurt", "H");
    let replace = desk.bench().enabled(Command::ReplaceArticle);
    assert_eq!(replace, Err("Delete its highlights first"));
}

#[test]
fn the_list_of_what_came_in_takes_an_import_back() {
    let mut desk = Desk::with_articles();
    desk.make_claim("The mill burned");
    desk.keys("Escape");
    desk.menu("File", "Articles just added…");
    desk.click("Undo import 1");
    assert_eq!(desk.project().articles().len(), 0);
    assert_eq!(desk.statements(), ["The mill burned"]);
    desk.undo();
    assert_eq!(desk.project().articles().len(), 3);
}
