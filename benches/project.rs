//! Benches of the project: `cargo bench -p benches --bench project`.

use generate::Size;

use std::{hint::black_box, sync::Arc, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    analysis::{ClaimTable, affected_claims},
    export::{Export, ExportSettings, write_export},
    project::{Change, Edit, EvidenceEdit, Highlight, HighlightEdit, History, Project, Stance},
    storage::{
        self, Journal, JournalBase, JournalCommand, JournalRecord, JournalStart, RealDisk, fresh_id,
    },
    text::snap_to_graphemes,
    views::theme::Theme,
};

fn files_open_and_save(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, project) in projects() {
        let path = folder.path().join(format!("{name}.ron"));
        storage::save(&path, &project).expect("the temporary folder takes it");
        c.bench_function(&format!("open {name}"), |b| {
            b.iter_with_large_drop(|| storage::open(&path).expect("it was just saved"));
        });
        c.bench_function(&format!("save {name}"), |b| {
            b.iter(|| storage::save(&path, &project).expect("it was saved before"));
        });
        c.bench_function(&format!("write {name} to memory"), |b| {
            b.iter_with_large_drop(|| storage::to_ron(&project));
        });
    }
}

/// Adds a highlight in the middle article through the history and undoes it, so that the project does not grow. The
/// figure is for both. While a job holds the project, the edit copies what it changes.
fn an_added_highlight(c: &mut Criterion) {
    for (name, project) in projects() {
        let mut project = Arc::new(project);
        let mut history = History::default();
        let middle = project.articles().len() / 2;
        let article = project.articles().nth(middle).expect("there are articles");
        let (id, text) = (article.id, article.text.clone());
        let half = text.as_str().len() / 2;
        for (is_held, manner) in [(false, ""), (true, " while a job holds it")] {
            let what = format!("add a highlight and undo it in {name}{manner}");
            c.bench_function(&what, |b| {
                b.iter_with_large_drop(|| {
                    let held = is_held.then(|| Arc::clone(&project));
                    let span =
                        snap_to_graphemes(text.as_str(), half, half + 60).expect("not empty");
                    let highlight = Highlight {
                        id: fresh_id(),
                        article: id,
                        span,
                        note: String::new(),
                    };
                    let add = Edit::Highlight(HighlightEdit::Add(highlight));
                    let change = Change::new("highlight", vec![add]);
                    let project = Arc::make_mut(&mut project);
                    history.commit(project, change).expect("it fits");
                    history.undo(project).expect("it was just done");
                    held
                });
            });
        }
        black_box(project);
    }
}

/// The work of the painting thread for a change: commit it, tell the journal, and wait until the operating system has
/// it. The figure is for a highlight and its undo, so for two records.
fn a_journalled_highlight(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, mut project) in projects() {
        let path = folder.path().join("journalled.ron");
        storage::save(&path, &project).expect("the temporary folder takes it");
        let opened = storage::open_with_hash(&RealDisk, &path).expect("it was just saved");
        let journal = Journal::begin(Arc::new(RealDisk), folder.path().join("journals"), || {});
        journal.send_command(JournalCommand::Begin(JournalStart {
            project: Some(path.clone()),
            base: JournalBase::File(path, opened.hash),
            ..JournalStart::default()
        }));
        let mut history = History::default();
        let middle = project.articles().len() / 2;
        let article = project.articles().nth(middle).expect("there are articles");
        let (id, text) = (article.id, article.text.clone());
        let half = text.as_str().len() / 2;
        let what = format!("journal a highlight and its undo in {name}");
        c.bench_function(&what, |b| {
            b.iter(|| {
                let span = snap_to_graphemes(text.as_str(), half, half + 60).expect("not empty");
                let highlight = Highlight {
                    id: fresh_id(),
                    article: id,
                    span,
                    note: String::new(),
                };
                let add = Edit::Highlight(HighlightEdit::Add(highlight));
                let change = Change::new("highlight", vec![add]);
                journal.send_command(JournalCommand::Append(JournalRecord::Change {
                    label: change.label.clone(),
                    typing: None,
                    edits: change.edits.clone(),
                }));
                history.commit(&mut project, change).expect("it fits");
                let first = journal.wait(Duration::from_secs(1));
                history.undo(&mut project).expect("it was just done");
                journal.send_command(JournalCommand::Append(JournalRecord::Undo));
                (first, journal.wait(Duration::from_secs(1)))
            });
        });
        journal.end();
        black_box(project);
    }
}

fn tables(c: &mut Criterion) {
    let big = generate::project(1, Size::BIG);
    c.bench_function("build the table of 5,000 claims", |b| {
        b.iter_with_large_drop(|| ClaimTable::new(&big));
    });
    let mut table = ClaimTable::new(&big);
    let claim = big.claims().next().expect("there are claims").id;
    let first = big.evidence_of(claim).next().expect("it has evidence").id;
    let edit = Edit::Evidence(EvidenceEdit::SetStance {
        id: first,
        stance: Stance::Refutes,
    });
    c.bench_function("update the table after one edit", |b| {
        b.iter(|| table.update(&big, &affected_claims(&big, std::slice::from_ref(&edit))));
    });
    c.bench_function("export 5,000 claims", |b| {
        b.iter(|| write(&big, Export::Claims));
    });
    c.bench_function("export 100,000 pieces of evidence", |b| {
        b.iter(|| write(&big, Export::Evidence));
    });
    c.bench_function("report of 5,000 claims as HTML", |b| {
        b.iter(|| write(&big, Export::Html));
    });
    c.bench_function("workbook of 5,000 claims", |b| {
        b.iter(|| write(&big, Export::Workbook));
    });
}

fn write(project: &Project, export: Export) {
    let settings = ExportSettings::new(Theme::light().graph_palette());
    let written = write_export(black_box(Vec::new()), export, project, &settings);
    assert!(written.is_ok());
}

fn projects() -> [(&'static str, Project); 3] {
    [
        ("the sample", storage::sample()),
        (
            "2,000 articles with 100,000 highlights",
            generate::project(1, Size::BIG),
        ),
        (
            "an article of 5 MB with 20,000 highlights",
            generate::project(1, Size::LONG_ARTICLE),
        ),
    ]
}

criterion_group! {
    name = project;
    config = Criterion::default().sample_size(10);
    targets = files_open_and_save, an_added_highlight, a_journalled_highlight, tables
}
criterion_main!(project);
