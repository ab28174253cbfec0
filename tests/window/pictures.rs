//! Pictures of the window with the sample, in both themes, with the embedded fonts only.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use crosscheck::{
    app::{App, Surroundings},
    reader::TextEngine,
    storage::{Settings, Theme},
    workbench::Intent,
};
use egui::{Key, Modifiers, TexturesDelta, vec2};
use egui_kittest::{
    Harness, TestRenderer,
    kittest::{By, Queryable},
};

use crate::canvas::{Canvas, Textures};

/// The fonts of the reading pane's pictures: small pieces of Noto for the scripts of the sample.
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

fn window(theme: Theme, card: Card) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .renderer(card)
        .build_eframe(move |creation| {
            let engine = TextEngine::with_fonts_only(fonts());
            let mut app = App::new(
                creation,
                Surroundings {
                    state: None,
                    engine,
                    file_dialogs: false,
                },
            );
            let settings = Settings {
                theme,
                ..Settings::default()
            };
            app.handle(&creation.egui_ctx, Intent::Configure(Box::new(settings)));
            app.open_first(&creation.egui_ctx, None);
            app
        });
    harness.run_ok();
    harness
}

fn sample_in(theme: Theme, name: &str) {
    let card = Card::default();
    let mut harness = window(theme, card.clone());
    let check = |harness: &Harness<'_, App>, name: &str| {
        let textures = card.0.borrow();
        let size = vec2(1280.0, 800.0);
        Canvas::paint(&harness.ctx, harness.output(), &textures, size).check(name);
    };
    let claim = By::new()
        .label_contains("Claim 2: ")
        .role(egui::accesskit::Role::ListItem);
    harness.get(claim).click();
    harness.run_ok();
    harness.remove_cursor();
    harness.run_ok();
    check(&harness, &format!("window_read_{name}"));
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run_ok();
    check(&harness, &format!("window_table_{name}"));
}

#[test]
fn the_sample_looks_as_stored_in_the_light_theme() {
    sample_in(Theme::Light, "light");
}

#[test]
fn the_sample_looks_as_stored_in_the_dark_theme() {
    sample_in(Theme::Dark, "dark");
}
