//! Benches of the session: how long typing, filtering and editing keep the window from painting. `cargo bench -p
//! benches --bench session`.

use generate::Size;

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    analysis::ClaimTable,
    project::{
        ArticleId, Claim, ClaimEdit, ClaimId, Edit, Evidence, EvidenceEdit, EvidenceId, Project,
        Stance,
    },
    storage::{FileHash, OpenedFile, Settings, View},
    workbench::{
        ArticleIntent, ClaimIntent, Command, DocumentIntent, EvidenceIntent, FindIntent, Intent,
        ListIntent, Workbench,
    },
};

fn find(c: &mut Criterion) {
    let long = session(generate::project(1, Size::LONG_ARTICLE), 1);
    let big = session(generate::project(1, Size::BIG), 20);
    for (name, mut workbench) in [
        ("an article of 5 MB", long),
        ("20 articles of 8 kB and 5,000 claims", big),
    ] {
        for typed in ["e", "Źródło barrage"] {
            c.bench_function(&format!("first look for {typed:?} in {name}"), |b| {
                b.iter(|| look(&mut workbench, typed));
            });
            c.bench_function(&format!("find all {typed:?} in {name}"), |b| {
                b.iter(|| find_all(&mut workbench, typed));
            });
        }
    }
}

fn lists(c: &mut Criterion) {
    let mut workbench = session(generate::project(1, Size::BIG), 3);
    c.bench_function("filter 5,000 claims by words", |b| {
        b.iter(|| {
            filter(&mut workbench, "barrage");
            filter(&mut workbench, "");
        });
    });
    let link = workbench.project().all_evidence().next().map(|it| it.id);
    let link = link.expect("the big project has evidence");
    c.bench_function("change a stance and undo it among 5,000 claims", |b| {
        b.iter(|| edit_and_undo(&mut workbench, link));
    });
    find_all(&mut workbench, "e");
    c.bench_function("the same while a letter is being found", |b| {
        b.iter(|| edit_and_undo(&mut workbench, link));
    });
}

/// Updates of everything on the screen after an edit, if every claim has independent sources.
fn views(c: &mut Criterion) {
    let mut workbench = session(generate::with_sources(1, Size::BIG), 3);
    let link = workbench.project().all_evidence().next().map(|it| it.id);
    let link = link.expect("the big project has evidence");
    for (name, view) in [
        ("table", View::Table),
        ("matrix", View::Matrix),
        ("timeline", View::Timeline),
    ] {
        workbench.handle(Intent::Command(Command::View(view)));
        let what = format!("change a stance and undo it with the {name} of 5,000 claims in view");
        c.bench_function(&what, |b| b.iter(|| edit_and_undo(&mut workbench, link)));
    }
}

/// Ten times the links should cost ten times as much.
fn many_links(c: &mut Criterion) {
    for count in [10_000, 100_000] {
        let (mut project, claim) = (generate::project(1, Size::BIG), ClaimId::new(1));
        link_to_one_claim(&mut project, claim, count);
        let mut workbench = session(project, 1);
        c.bench_function(
            &format!("delete a claim with {count} links, and undo it"),
            |b| {
                b.iter(|| {
                    workbench.handle(Intent::Claim(ClaimIntent::Delete(claim)));
                    workbench.handle(Intent::Command(Command::Undo));
                });
            },
        );
    }
}

fn link_to_one_claim(project: &mut Project, claim: ClaimId, count: usize) {
    let record = Box::new(Claim::new(claim, "all of it".to_owned(), 0));
    let mut edits = vec![Edit::Claim(ClaimEdit::Add {
        at: 0,
        claim: record,
    })];
    for (at, highlight) in project.highlights().take(count).enumerate() {
        let id = EvidenceId::new(at as u64 + 1);
        let evidence = Evidence::new(id, highlight.id, claim, Stance::Supports);
        edits.push(Edit::Evidence(EvidenceEdit::add(at, evidence)));
    }
    let added = project.apply_all(edits);
    added.expect("the big project has none of these ids");
}

fn edit_and_undo(workbench: &mut Workbench, link: EvidenceId) {
    let now = workbench.project().evidence(link).map(|it| it.stance);
    let other = Stance::ALL.into_iter().find(|stance| Some(*stance) != now);
    let other = other.unwrap_or(Stance::Context);
    workbench.handle(Intent::Evidence(EvidenceIntent::SetStance(link, other)));
    workbench.handle(Intent::Command(Command::Undo));
}

fn look(workbench: &mut Workbench, typed: &str) {
    workbench.handle(Intent::Find(FindIntent::Type(typed.to_owned())));
}

fn find_all(workbench: &mut Workbench, typed: &str) {
    look(workbench, typed);
    while workbench.find.as_ref().is_some_and(|find| !find.is_done()) {
        workbench.handle(Intent::Find(FindIntent::Continue));
    }
}

fn filter(workbench: &mut Workbench, typed: &str) {
    workbench.handle(Intent::List(ListIntent::FilterText(typed.to_owned())));
}

/// A session with the project, and `columns` of its articles open.
fn session(project: Project, columns: usize) -> Workbench {
    let mut workbench = Workbench::new(Settings::default());
    let open: Vec<ArticleId> = project.articles().take(columns).map(|it| it.id).collect();
    let table = ClaimTable::new(&project);
    let opened = OpenedFile {
        project,
        hash: FileHash::of(&[]),
        seen: None,
    };
    let opened = Ok(Box::new((opened, table)));
    for intent in [
        DocumentIntent::Open("big.ron".into()),
        DocumentIntent::Opened("big.ron".into(), opened),
    ] {
        workbench.handle(Intent::Document(intent));
    }
    for article in open {
        workbench.handle(Intent::Article(ArticleIntent::Open(article)));
    }
    workbench
}

criterion_group! {
    name = session_benches;
    config = Criterion::default().sample_size(20);
    targets = find, lists, views, many_links
}
criterion_main!(session_benches);
