//! A window in which tests act as a user does, by accessible names.

#![allow(dead_code, reason = "no test needs all of it")]

mod deeds;

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    import::IsolatedReader,
    project::{ClaimId, Project},
    reader::TextEngine,
    storage::StateDirectory,
    workbench::Workbench,
};
use egui_kittest::Harness;
use tempfile::TempDir;

pub const HERALD: &str = "Fire in the old mill\n\nThe fire brigade said nine people were hurt. The mill burned for two days.\n";
pub const POST: &str =
    "Mill burns down\n\nA spokeswoman for the brigade counted nine injured people. Nobody died.\n";
pub const GAZETTE: &str =
    "Doubts about the mill\n\nThe hospital treated eleven people on Monday. It gave no names.\n";

/// A window with its own state directory and a working folder.
pub struct Desk {
    pub harness: Harness<'static, App>,
    /// May be shared by several windows.
    pub folder: Rc<TempDir>,
    project: Option<PathBuf>,
}

/// Options for starting a window.
pub struct Start {
    folder: Rc<TempDir>,
    state: Option<StateDirectory>,
    project: Option<PathBuf>,
    theme: egui::Theme,
    size: [f32; 2],
    opens: bool,
}

impl Start {
    /// In that folder, with its subfolder `state` as the state directory.
    pub fn in_folder(folder: impl Into<Rc<TempDir>>) -> Self {
        let folder = folder.into();
        Self {
            state: Some(StateDirectory::at(folder.path().join("state"))),
            folder,
            project: None,
            theme: egui::Theme::Light,
            // Wide enough for three columns.
            size: [1760.0, 900.0],
            opens: false,
        }
    }

    /// In a new folder, with a project file of that name and content.
    pub fn with_file(name: &str, content: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), content).unwrap();
        Self::in_folder(folder).project(name)
    }

    /// With the project of that name in the folder.
    pub fn project(self, name: &str) -> Self {
        let project = Some(self.folder.path().join(name));
        Self { project, ..self }
    }

    /// As the program starts without a project argument: with the last project, or with the sample.
    pub fn opens(self) -> Self {
        Self {
            opens: true,
            ..self
        }
    }

    pub fn state(self, state: Option<StateDirectory>) -> Self {
        Self { state, ..self }
    }

    pub fn size(self, size: [f32; 2]) -> Self {
        Self { size, ..self }
    }

    /// Opens the window.
    pub fn sit(self) -> Desk {
        let (state, first) = (self.state, self.project.clone());
        let opens = self.opens || first.is_some();
        let harness = Harness::builder()
            .with_size(self.size)
            .with_theme(self.theme)
            .with_max_steps(64)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let engine = TextEngine::with_fonts_only(Vec::new());
                let surroundings = Surroundings {
                    state,
                    engine,
                    file_dialogs: false,
                    isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
                };
                let mut app = App::new(creation, surroundings);
                if opens {
                    app.open_first(&creation.egui_ctx, first, None);
                }
                app
            });
        let mut desk = Desk {
            harness,
            folder: self.folder,
            project: self.project,
        };
        desk.settle();
        desk
    }
}

/// The layout that a window in this folder has saved for its project. The temporary file that becomes it does not count.
pub fn saved_layout(folder: &Path) -> Option<String> {
    let files = fs::read_dir(folder.join("state/views")).ok()?;
    let mut paths = files.flatten().map(|file| file.path());
    let path = paths.find(|path| path.extension() == Some("ron".as_ref()))?;
    fs::read_to_string(path).ok()
}

impl Desk {
    pub fn new() -> Self {
        Self::with(|_| None)
    }

    /// With the Herald, the Post and the Gazette.
    pub fn with_articles() -> Self {
        let mut desk = Self::new();
        desk.add_three_articles();
        desk
    }

    /// A window started with the project that `project` returns.
    pub fn with(project: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let project = project(folder.path());
        Self::in_folder(folder, project, egui::Theme::Light)
    }

    pub fn in_folder(folder: Rc<TempDir>, project: Option<PathBuf>, theme: egui::Theme) -> Self {
        let start = Start::in_folder(folder);
        Start {
            project,
            theme,
            ..start
        }
        .sit()
    }

    /// Ends the program as a kill does, and starts it again. A kill may lose changes that the journal has not written
    /// yet, so this waits until there are none.
    pub fn killed_and_started_again(mut self) -> Self {
        self.wait_until(|bench| bench.journal().waiting == 0);
        let project = self.project.clone();
        let mut again = Self::in_folder(self.close(), project, egui::Theme::Light);
        again.wait_until(Workbench::has_searched_for_unsaved_work);
        again.settle();
        again
    }

    /// Closes the window and returns its folder.
    pub fn close(self) -> Rc<TempDir> {
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
                && !app.workbench().repair().is_some_and(|it| it.busy)
        });
        self.harness.run_ok();
    }

    #[track_caller]
    pub fn wait_for(&mut self, what: impl Fn(&App) -> bool) {
        let since = Instant::now();
        while !what(self.harness.state()) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "it did not come; notices: {:?}, overlay: {:?}",
                self.harness.state().workbench().notices(),
                self.harness.state().workbench().overlay
            );
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    #[track_caller]
    pub fn wait_until(&mut self, what: impl Fn(&Workbench) -> bool) {
        self.wait_for(|app| what(app.workbench()));
    }

    /// The same, and until nothing moves any more.
    #[track_caller]
    pub fn wait_settled(&mut self, what: impl Fn(&Workbench) -> bool) {
        self.wait_until(what);
        self.settle();
    }

    /// Waits for a notice that begins with this text. It disappears after six seconds, however busy the machine is.
    #[track_caller]
    pub fn wait_for_notice(&mut self, text: &str) {
        self.wait_until(|bench| bench.notices().iter().any(|it| it.text.starts_with(text)));
    }

    pub fn bench(&self) -> &Workbench {
        self.harness.state().workbench()
    }

    pub fn project(&self) -> &Project {
        self.bench().project()
    }

    pub fn nth_claim(&self, index: usize) -> ClaimId {
        self.project().claims().nth(index).unwrap().id
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
