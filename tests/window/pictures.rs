//! Pictures of every screen with the sample, in both themes, with the embedded fonts only: the articles at four sizes,
//! and everything else at one.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use crate::records::Recording;
use canvas::{Canvas, Textures};
use crosscheck::{
    app::{App, Surroundings},
    export::Export,
    import::IsolatedReader,
    reader::TextEngine,
    storage::{Settings, Theme, View},
    workbench::{ClaimIntent, Command, Intent, ManualPage, Overlay, TimelineIntent, TimelineScope},
};
use egui::{TexturesDelta, Vec2};
use egui_kittest::{
    Harness, TestRenderer,
    kittest::{By, NodeT, Queryable},
};

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
        let is_laid_out = |studio: &Studio| {
            let graph = &studio.harness.state().workbench().graph;
            view != View::Graph || (graph.picture.is_some() && !graph.worker.is_running())
        };
        while !is_laid_out(&studio) {
            std::thread::sleep(std::time::Duration::from_millis(5));
            studio.settle();
        }
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
    if theme == Theme::Light {
        studio.check_overlay("style_guide", Overlay::StyleGuide);
    }
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
