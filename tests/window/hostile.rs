//! Hostile articles in the window: each is shown and the window keeps responding.

use crate::hostile_files::articles::articles;
use crosscheck::{
    app::{App, Surroundings},
    import::{self, IsolatedReader},
    reader::TextEngine,
    workbench::{DocumentIntent, Intent},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};

/// A window with one article open.
fn window_with(text: String) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1000.0, 700.0])
        .with_max_steps(64)
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| {
            let surroundings = Surroundings {
                state: None,
                engine: TextEngine::with_fonts_only(Vec::new()),
                file_dialogs: false,
                isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
            };
            App::new(creation, surroundings)
        });
    let ctx = harness.ctx.clone();
    let add = Intent::Document(DocumentIntent::AddText(text));
    harness.state_mut().handle(&ctx, add);
    while harness.state().workbench().reading().is_some() {
        std::thread::yield_now();
        harness.step();
    }
    for _ in 0..5 {
        harness.step();
    }
    harness
}

#[test]
fn each_is_shown_and_the_window_keeps_responding() {
    for (name, bytes) in articles(500_000) {
        let Ok(article) = import::import_bytes(&bytes) else {
            continue;
        };
        println!("{name}");
        let mut harness = window_with(article.text.as_str().to_owned());
        assert!(
            harness.query_all_by_role(Role::TextRun).next().is_some(),
            "{name}"
        );
        for key in [Key::End, Key::PageDown, Key::ArrowLeft, Key::ArrowRight] {
            harness.key_press_modifiers(Modifiers::NONE, key);
            harness.step();
        }
        harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
        harness.step();
        assert_eq!(
            harness.state().workbench().project().articles().len(),
            1,
            "{name}"
        );
    }
}
