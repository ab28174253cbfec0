//! A window to sit at in tests: what a person does, by the names that the person sees.

#![allow(dead_code, reason = "no test needs all of it")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    files::State,
    project::Project,
    reader::TextEngine,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

pub const HERALD: &str = "Fire in the old mill\n\nThe fire brigade said nine people were hurt. The mill burned for two days.\n";
pub const POST: &str =
    "Mill burns down\n\nA spokeswoman for the brigade counted nine injured people. Nobody died.\n";
pub const GAZETTE: &str =
    "Doubts about the mill\n\nThe hospital treated eleven people on Monday. It gave no names.\n";

/// A window with its own state directory, and a folder to work in.
pub struct Desk {
    pub harness: Harness<'static, App>,
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self::with(|_| None)
    }

    /// A window that was started with the project that `project` names.
    pub fn with(project: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = project(folder.path());
        Self::in_folder(folder, project, egui::Theme::Light)
    }

    pub fn in_folder(
        folder: tempfile::TempDir,
        project: Option<PathBuf>,
        theme: egui::Theme,
    ) -> Self {
        let state = State::at(folder.path().join("state"));
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_theme(theme)
            .with_max_steps(64)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let engine = TextEngine::with_fonts_only(Vec::new());
                let surroundings = Surroundings {
                    state: Some(state),
                    engine,
                    file_dialogs: false,
                };
                let mut app = App::new(creation, surroundings);
                if project.is_some() {
                    app.open_first(&creation.egui_ctx, project);
                }
                app
            });
        let mut desk = Self { harness, folder };
        desk.settle();
        desk
    }

    /// Closes the window, and gives its folder to the next.
    pub fn close(self) -> tempfile::TempDir {
        drop(self.harness);
        self.folder
    }

    /// Paints until nothing moves and nothing runs in the background.
    pub fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.run_ok();
        }
        self.wait_for(|app| {
            !app.workbench().is_saving()
                && app.workbench().reading().is_none()
                && !app.workbench().is_looking_at_path()
                && !app.workbench().is_opening()
        });
        self.harness.run_ok();
    }

    pub fn wait_for(&mut self, what: impl Fn(&App) -> bool) {
        let since = Instant::now();
        while !what(self.harness.state()) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "it did not come; notices: {:?}, overlay: {:?}",
                self.harness.state().workbench().notices(),
                self.harness.state().workbench().overlay()
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    pub fn project(&self) -> &Project {
        self.harness.state().workbench().project()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    pub fn menu(&mut self, menu: &str, entry: &str) {
        self.click(menu);
        // A menu is painted over everything, so after everything; an empty panel may offer the same.
        self.harness
            .query_all_by_label(entry)
            .last()
            .expect(entry)
            .click();
        self.settle();
    }

    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Types into the field with that name, which has or gets the keyboard.
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.harness.get_by_label(name).focus();
        self.settle();
        self.type_text(text);
    }

    /// Gives a path where the system would show a file dialog.
    pub fn type_path(&mut self, path: &Path, button: &str) {
        self.type_into("Path", &path.display().to_string());
        self.harness
            .get_by_role_and_label(Role::Button, button)
            .click();
        self.settle();
    }

    /// Where the line of an open article is that begins with these words.
    pub fn line(&self, beginning: &str) -> egui::Rect {
        let begins = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node()
                .value()
                .is_some_and(|text| text.starts_with(beginning))
        };
        self.harness
            .query_all_by_role(Role::TextRun)
            .find(begins)
            .expect(beginning)
            .rect()
    }

    /// Three quick clicks on a paragraph: its sentence is selected.
    pub fn select_sentence(&mut self, beginning: &str) {
        let rect = self.line(beginning);
        let at = rect.left_top() + egui::vec2(40.0, 10.0);
        for _ in 0..3 {
            self.harness.drag_at(at);
            self.harness.step();
            self.harness.drop_at(at);
            self.harness.step();
        }
        self.settle();
    }

    pub fn add_three_articles(&mut self) {
        self.add_articles([
            ("1-herald.txt", HERALD),
            ("2-post.txt", POST),
            ("3-gazette.txt", GAZETTE),
        ]);
    }

    pub fn add_articles(&mut self, articles: [(&str, &str); 3]) {
        let folder = self.path("articles");
        fs::create_dir(&folder).unwrap();
        for (name, text) in articles {
            fs::write(folder.join(name), text).unwrap();
        }
        self.menu("File", "Add Folder of Articles…");
        self.type_path(&folder, "Add");
        // What lies at the path is looked at before the window says that it reads.
        self.wait_for(|app| app.workbench().project().articles().len() > 0);
        self.settle();
    }
}
