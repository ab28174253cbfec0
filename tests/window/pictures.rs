//! Pictures of every screen with the sample, in both themes, with the embedded fonts only: the articles at four sizes,
//! and everything else at one.

use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    thread,
    time::{Duration, Instant, SystemTime},
};

use crate::records::Recording;
use canvas::{Canvas, Textures};
use crosscheck::{
    app::{App, Surroundings},
    export::Export,
    import::IsolatedReader,
    reader::TextEngine,
    storage::{
        self, Backup, BackupCounts, FileError, FileState, FindTab, RealDisk, Settings, Theme,
        UnsavedWork, View,
    },
    workbench::{
        BackupIntent, ClaimIntent, Command, ComparisonIntent, DocumentIntent, FIND_TABS, Intent,
        ManualPage, Overlay, Purpose, RecoveryIntent, SearchIntent, SimilarIntent,
        SimilarSubjectKind, TimelineIntent, TimelineScope, Workbench,
    },
};
use egui::{TexturesDelta, Vec2};
use egui_kittest::{
    Harness, TestRenderer,
    kittest::{By, NodeT, Queryable},
};
use tempfile::TempDir;

/// The fonts of the reading pane's pictures: small subsets of Noto for the scripts of the sample.
fn fonts() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Keeps the textures that egui would load into a graphics card.
#[derive(Clone, Default)]
struct Card(Rc<RefCell<Textures>>);

impl TestRenderer for Card {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().update(delta);
        delta.clear();
    }
}

/// A window with the sample.
struct Studio {
    harness: Harness<'static, App>,
    card: Card,
    theme: &'static str,
    size: Vec2,
    /// For files to add.
    folder: TempDir,
}

impl Studio {
    fn new(theme: Theme, name: &'static str, scale: f32) -> Self {
        let card = Card::default();
        let harness = Harness::builder()
            .with_pixels_per_point(scale)
            .renderer(card.clone())
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: None,
                    engine: TextEngine::with_fonts_only(fonts()),
                    file_dialogs: false,
                    isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
                };
                let mut app = App::new(creation, surroundings);
                let settings = Settings {
                    theme,
                    tour: None,
                    ..Settings::default()
                };
                app.handle(&creation.egui_ctx, Intent::Configure(Box::new(settings)));
                app
            });
        let mut studio = Self {
            harness,
            card,
            theme: name,
            size: Vec2::ZERO,
            folder: tempfile::tempdir().unwrap(),
        };
        studio.resize([1280.0, 800.0]);
        studio
    }

    fn resize(&mut self, size: [f32; 2]) {
        self.size = size.into();
        self.harness.set_size(self.size);
        self.settle();
    }

    /// Opens the sample, with its first claim selected.
    fn open_sample(&mut self) {
        self.ask(Intent::Command(Command::OpenSample));
        let project = self.harness.state().workbench().project();
        let claim = project.first_claim();
        self.ask(Intent::Claim(ClaimIntent::Select(Some(claim))));
    }

    fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.run_ok();
        }
    }

    fn ask(&mut self, intent: Intent) {
        let context = self.harness.ctx.clone();
        self.harness.state_mut().handle(&context, intent);
        self.settle();
    }

    fn wait_until(&mut self, what: impl Fn(&Workbench) -> bool) {
        let since = Instant::now();
        while !what(self.harness.state().workbench()) {
            assert!(since.elapsed() < Duration::from_mins(1), "it did not come");
            thread::sleep(Duration::from_millis(5));
            self.settle();
        }
    }

    /// Adds a file with this content and waits until it was read.
    fn add_file(&mut self, purpose: Purpose, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        let add = DocumentIntent::PathsPicked(purpose, vec![path]);
        self.ask(Intent::Document(add));
        self.wait_until(|bench| bench.reading().is_none());
    }

    fn check(&mut self, name: &str) {
        self.harness.remove_cursor();
        self.settle();
        self.check_placeholders();
        let textures = self.card.0.borrow();
        let output = self.harness.output();
        let picture = Canvas::paint(&self.harness.ctx, output, &textures, self.size);
        picture.check(&format!("{name}_{}", self.theme));
    }

    /// Every placeholder is an example.
    fn check_placeholders(&self) {
        for node in self.harness.query_all(By::new()) {
            let node = node.accesskit_node();
            if let Some(placeholder) = node.placeholder().filter(|it| !it.is_empty()) {
                assert!(placeholder.starts_with("e.g. "), "{placeholder}");
            }
        }
    }

    /// A picture of an overlay over the window.
    fn check_overlay(&mut self, name: &str, overlay: Overlay) {
        self.ask(Intent::SetOverlay(Some(overlay)));
        self.check(name);
        self.ask(Intent::SetOverlay(None));
    }
}

fn pictures(theme: Theme, name: &'static str) {
    let mut doubled = Studio::new(theme, name, 2.0);
    doubled.open_sample();
    doubled.resize([960.0, 600.0]);
    doubled.check("read_960");
    doubled.ask(Intent::Command(Command::View(View::Timeline)));
    doubled.check("timeline_960");
    let mut studio = Studio::new(theme, name, 1.0);
    studio.check("welcome");
    studio.open_sample();
    for (name, size) in [
        ("read_1024", [1024.0, 700.0]),
        ("read_1440", [1440.0, 900.0]),
        ("read_1920", [1920.0, 1200.0]),
    ] {
        studio.resize(size);
        studio.check(name);
    }
    studio.resize([1280.0, 800.0]);
    studio.ask(Intent::Tour(Some(1)));
    studio.check("walk");
    studio.ask(Intent::Tour(None));
    for (name, view) in [
        ("table", View::Table),
        ("matrix", View::Matrix),
        ("graph", View::Graph),
        ("timeline", View::Timeline),
    ] {
        studio.ask(Intent::Command(Command::View(view)));
        studio.wait_until(|bench| {
            let graph = &bench.graph;
            view != View::Graph || (graph.picture.is_some() && !graph.worker.is_running())
        });
        studio.check(name);
    }
    let claim = TimelineIntent::Show(TimelineScope::Claim);
    studio.ask(Intent::Timeline(claim));
    studio.check("timeline_claim");
    studio.ask(Intent::Command(Command::View(View::Read)));
    studio.ask(Intent::Command(Command::EditDetails));
    studio.check("article_details");
    studio.ask(Intent::SetOverlay(None));
    // Dialogs are over the table, whose pictures are small.
    studio.ask(Intent::Command(Command::View(View::Table)));
    for (name, overlay) in [
        ("palette", Overlay::Palette),
        ("verdict", Overlay::Verdict),
        ("keys", Overlay::Keys),
        ("manual", Overlay::Manual(ManualPage::Glossary)),
        ("about", Overlay::About),
        ("export", Overlay::Export(Export::Claims)),
        ("project", Overlay::Project),
        ("speakers", Overlay::Speakers),
        ("settings", Overlay::Settings),
        ("paste", Overlay::Paste),
    ] {
        studio.check_overlay(name, overlay);
    }
    studio.check_overlay("style_guide", Overlay::StyleGuide);
    studio.ask(Intent::SetTitle("The Orvane barrage".to_owned()));
    studio.ask(Intent::Command(Command::NewProject));
    studio.check("question");
}

#[test]
fn every_screen_looks_as_stored_in_the_light_theme() {
    pictures(Theme::Light, "light");
}

#[test]
fn every_screen_looks_as_stored_in_the_dark_theme() {
    pictures(Theme::Dark, "dark");
}

/// The tabs of the Find panel, for the first claim.
fn find_tabs(theme: Theme, name: &'static str) {
    let mut studio = Studio::new(theme, name, 1.0);
    studio.open_sample();
    studio.resize([1024.0, 700.0]);
    studio.ask(Intent::Search(SearchIntent::Type("injured".to_owned())));
    for spec in FIND_TABS {
        studio.ask(Intent::Command(Command::FindTab(spec.tab)));
        if spec.tab == FindTab::Similar {
            let claims = studio.harness.state().workbench().project().claims();
            let unread = claims.map(|claim| claim.id).nth(4);
            studio.ask(Intent::Claim(ClaimIntent::Select(unread)));
            let claim = SimilarIntent::Find(SimilarSubjectKind::Claim);
            studio.ask(Intent::Similar(claim));
        }
        studio.wait_until(|bench| {
            let is_running = bench.search.worker.is_running()
                || bench.names.worker.is_running()
                || bench.amounts.worker.is_running()
                || bench.similar.worker.is_running();
            !is_running && (spec.tab != FindTab::Shared || bench.shared.is_known)
        });
        let tab = format!("{:?}", spec.tab).to_lowercase();
        studio.check(&format!("find_{tab}"));
    }
}

/// A time that is written the same in every time zone.
fn a_time() -> SystemTime {
    let local = jiff::civil::date(2031, 5, 12).at(14, 30, 0, 0);
    let zone = jiff::tz::TimeZone::system();
    local.to_zoned(zone).unwrap().timestamp().into()
}

fn backup(nth: usize) -> Backup {
    Backup {
        path: format!("backup {nth}").into(),
        of: "flood.ron".into(),
        made: a_time(),
        counts: Some(BackupCounts {
            articles: 6,
            highlights: 30 - nth,
            claims: 10 - nth,
        }),
        size: 48_000,
    }
}

/// Work that a crashed session left, in the form of today's journals.
fn unsaved_work(studio: &Studio) -> UnsavedWork {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal-1");
    let folder = studio.folder.path().join("journals");
    fs::create_dir(&folder).unwrap();
    let name = "mill-1.journal";
    fs::copy(fixture.join(name), folder.join(name)).unwrap();
    let mut found = storage::unsaved_work(&RealDisk, &folder).unwrap();
    let work = found.pop().unwrap();
    UnsavedWork {
        title: "The flood at Karveth".to_owned(),
        project: Some("flood.ron".into()),
        last: Some(a_time()),
        file_state: FileState::Same,
        ..work
    }
}

const MAIL: &str = "From: Ina <ina@lome.example>\nMIME-Version: 1.0\nSubject: Statement\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the attached page.\n\
    --b\nContent-Type: text/html; name=page.html\nContent-Disposition: attachment; filename=page.html\n\n\
    <html><title>The weir</title><p>Twelve people were hurt.\n--b--\n";

/// The dialogs about files: backups, recovery, and imports that wait for a decision.
fn file_dialogs(theme: Theme, name: &'static str) {
    let mut studio = Studio::new(theme, name, 1.0);
    studio.open_sample();
    studio.resize([1024.0, 700.0]);
    studio.ask(Intent::Command(Command::View(View::Table)));
    let claim = studio.harness.state().workbench().project().first_claim();
    studio.ask(Intent::Comparison(ComparisonIntent::OfClaim(claim)));
    studio.check("comparison");

    studio.ask(Intent::SetOverlay(Some(Overlay::Backups)));
    let listed = BackupIntent::Listed(Ok(vec![backup(0), backup(1)]));
    studio.ask(Intent::Backup(listed));
    studio.check("backups");

    studio.ask(Intent::Command(Command::ForgetHistory));
    studio.wait_until(|bench| bench.kept_history().is_some());
    studio.check("forget");

    let found = RecoveryIntent::Found(vec![unsaved_work(&studio)]);
    studio.ask(Intent::Recovery(found));
    studio.check_overlay("recovery", Overlay::Recovery);

    let table = "Claim,Rating,Who\nTwelve were hurt,Refuted,Ina\nNobody died,,\n";
    studio.add_file(Purpose::Claims, "claims.csv", table);
    studio.wait_until(|bench| bench.overlay == Some(Overlay::ClaimColumns));
    studio.check_overlay("claim_columns", Overlay::ClaimColumns);

    let guessed = b"Neun Verletzte\n\nIn M\xfcnchen wurden neun Menschen verletzt, hei\xdft es.\n";
    studio.add_file(Purpose::Articles, "neun.txt", guessed);
    studio.check_overlay("added_articles", Overlay::AddedArticles);
    let locked = include_bytes!("../fixtures/locked/rc4.pdf");
    studio.add_file(Purpose::Articles, "weir.pdf", locked);
    studio.add_file(Purpose::Articles, "mail.eml", MAIL);
    studio.check_overlay("pending_files", Overlay::AddedArticles);
}

fn repair(theme: Theme, name: &'static str) {
    let mut studio = Studio::new(theme, name, 1.0);
    studio.resize([1024.0, 700.0]);
    let damaged = include_str!("../fixtures/v1/plain.ron").replacen(
        "start: 13, end: 26",
        "start: 14, end: 27",
        1,
    );
    let source = storage::from_ron(damaged.as_bytes()).unwrap_err();
    let path = PathBuf::from("flood.ron");
    let read = Err(FileError::Load {
        path: path.clone(),
        source,
    });
    let opened = DocumentIntent::Opened(path.clone(), read);
    let context = studio.harness.ctx.clone();
    for intent in [DocumentIntent::Open(path), opened] {
        let app = studio.harness.state_mut();
        app.handle(&context, Intent::Document(intent));
    }
    studio.check("repair");
}

#[test]
fn every_find_tab_looks_as_stored_in_the_light_theme() {
    find_tabs(Theme::Light, "light");
}

#[test]
fn every_find_tab_looks_as_stored_in_the_dark_theme() {
    find_tabs(Theme::Dark, "dark");
}

#[test]
fn every_dialog_about_files_looks_as_stored_in_the_light_theme() {
    file_dialogs(Theme::Light, "light");
    repair(Theme::Light, "light");
}

#[test]
fn every_dialog_about_files_looks_as_stored_in_the_dark_theme() {
    file_dialogs(Theme::Dark, "dark");
    repair(Theme::Dark, "dark");
}
