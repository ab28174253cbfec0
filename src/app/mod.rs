//! The window: input to intents, intents to the workbench, its effects to dialogs, disks and the clipboard.

pub mod cli;
mod dialogs;
mod effects;
mod kept_places;
mod keys;
mod remembered;
mod safety;
mod sharing;
mod work;

use crate::{
    reader::TextEngine,
    storage::{Holder, Settings, State, Theme as ThemeChoice, WindowPlaces},
    views::{self, Paint, Scratch, theme::Theme},
    workbench::{Command, DocumentIntent, FocusOn, Intent, Workbench},
};
use work::Work;

use std::{panic::resume_unwind, path::PathBuf, thread};

use eframe::CreationContext;
use egui::{Context, ThemePreference, Ui, ViewportCommand};

/// One window with one session.
pub struct App {
    workbench: Workbench,
    scratch: Scratch,
    /// Where the keyboard focus goes in the next frame.
    focus: Option<FocusOn>,
    engine: TextEngine,
    light: Theme,
    dark: Theme,
    work: Work,
    /// Where settings and places are remembered; `None` where the user has no home.
    state: Option<State>,
    /// Journal and backups.
    safety: Option<safety::Safety>,
    /// Whether the system's file dialogs are tried.
    file_dialogs: bool,
    /// The settings as they were last written.
    written: Settings,
    /// How the window stands.
    window: WindowPlaces,
    /// Where the window is in the open project, as far as it is written down.
    kept_places: kept_places::KeptPlaces,
    /// Where it was in a project that is being opened.
    places_ahead: kept_places::PlacesAhead,
    /// What others are told of this window.
    holder: Holder,
    /// The window had the focus in the frame before.
    had_focus: bool,
    /// The person has agreed that the window closes.
    may_close: bool,
    /// How many more frames to look whether the window fits its screen.
    frames_to_fit: u8,
    title: String,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error(
    "the window could not be opened: {0}. Crosscheck needs a display and a graphics driver; \u{201c}crosscheck --help\u{201d} lists what works without one"
)]
pub struct RunError(#[from] eframe::Error);

/// Opens the window with the project at `path`, or with a copy of the sample, and returns when it is closed.
///
/// # Errors
/// [`RunError`], where no window can be made.
pub fn run(path: Option<PathBuf>) -> Result<(), RunError> {
    let state = State::of_user();
    let window = window_of(state.as_ref().ok());
    let (width, height) = window.size.unwrap_or(USUAL_SIZE);
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("crosscheck")
        .with_title("Crosscheck")
        .with_inner_size([width.max(LEAST_SIZE.0), height.max(LEAST_SIZE.1)])
        .with_maximized(window.maximized)
        .with_min_inner_size(LEAST_SIZE);
    // A window without its icon is still a window.
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        // Nothing here is a gradient; without a graphics card, dithering is a good part of what a frame costs.
        dithering: false,
        ..Default::default()
    };
    // Listing the system's fonts takes about as long as finding the graphics card.
    let engine = thread::spawn(TextEngine::new);
    eframe::run_native(
        "crosscheck",
        options,
        Box::new(move |creation| {
            let surroundings = Surroundings {
                state: state.as_ref().ok().cloned(),
                engine: engine
                    .join()
                    .unwrap_or_else(|panicked| resume_unwind(panicked)),
                file_dialogs: true,
            };
            let mut app = App::new(creation, surroundings);
            if let Err(error) = state {
                app.handle(&creation.egui_ctx, Intent::Notify(error.to_string()));
            }
            app.keep_journal_on_panic();
            app.open_first(&creation.egui_ctx, path);
            Ok(Box::new(app))
        }),
    )?;
    Ok(())
}

/// Width and height of a window that was never open before, in points.
const USUAL_SIZE: (f32, f32) = (1320.0, 820.0);
/// The smallest in which everything can be reached.
const LEAST_SIZE: (f32, f32) = (720.0, 480.0);

/// How the window was left. What cannot be read is not worth a word: the usual size serves.
fn window_of(state: Option<&State>) -> WindowPlaces {
    state
        .and_then(|state| state.window().ok())
        .unwrap_or_default()
}

/// What a window finds on the machine. A test brings its own.
pub struct Surroundings {
    /// Where settings and places are remembered; without it, the defaults serve and nothing is kept.
    pub state: Option<State>,
    /// The fonts.
    pub engine: TextEngine,
    /// Whether to try the system's file dialogs; without them, paths are typed.
    pub file_dialogs: bool,
}

impl App {
    /// A window with an empty project.
    #[must_use]
    pub fn new(creation: &CreationContext<'_>, surroundings: Surroundings) -> Self {
        let Surroundings {
            state,
            mut engine,
            file_dialogs,
        } = surroundings;
        let ctx = &creation.egui_ctx;
        views::theme::install(ctx, engine.interface_font());
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let settings = state
            .as_ref()
            .map_or(Ok(Settings::default()), State::settings);
        let recent = state
            .as_ref()
            .and_then(|state| state.recent().ok())
            .unwrap_or_default();
        let window = window_of(state.as_ref());
        let mut app = Self {
            workbench: Workbench::new(Settings::default()),
            scratch: Scratch::for_project(recent, window.panels),
            focus: None,
            engine,
            light: Theme::light(),
            dark: Theme::dark(),
            work: Work::new(ctx.clone()),
            safety: state.as_ref().map(|state| safety::Safety::new(ctx, state)),
            state,
            file_dialogs,
            written: Settings::default(),
            window,
            kept_places: kept_places::KeptPlaces::default(),
            places_ahead: kept_places::PlacesAhead::default(),
            holder: Holder::this_window(),
            had_focus: true,
            may_close: false,
            frames_to_fit: 30,
            title: String::new(),
        };
        match settings {
            Ok(settings) => {
                app.written = settings.clone();
                app.handle(ctx, Intent::Configure(Box::new(settings)));
            }
            Err(error) => app.handle(ctx, Intent::Notify(error.to_string())),
        }
        app.find_left_work();
        app
    }

    /// Opens what the program was started with.
    pub fn open_first(&mut self, ctx: &Context, path: Option<PathBuf>) {
        let first = match path {
            Some(path) => Intent::Document(DocumentIntent::Open(path)),
            None => Intent::Command(Command::OpenSample),
        };
        self.handle(ctx, first);
    }

    /// The session, for tests.
    #[must_use]
    pub fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// Hands an intent to the workbench and carries out what comes of it.
    pub fn handle(&mut self, ctx: &Context, intent: Intent) {
        for effect in self.workbench.handle(intent) {
            self.carry_out(ctx, effect);
        }
    }

    fn paint(&mut self, ui: &mut Ui) -> Vec<Intent> {
        let dark = ui.ctx().theme() == egui::Theme::Dark;
        let mut intents = Vec::new();
        let mut paint = Paint {
            workbench: &self.workbench,
            theme: if dark { &self.dark } else { &self.light },
            engine: &mut self.engine,
            intents: &mut intents,
            focus: &mut self.focus,
            typing_ended: false,
        };
        views::show(ui, &mut paint, &mut self.scratch);
        if paint.typing_ended {
            intents.push(Intent::TypingEnded);
        }
        intents
    }

    /// Keeps what lies outside the session in step with it: theme, window title, settings file.
    fn follow(&mut self, ctx: &Context) {
        let settings = self.workbench.settings();
        let preference = match settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let mark = if self.workbench.is_dirty() {
            "\u{2022} "
        } else {
            ""
        };
        let title = format!("{mark}{} - Crosscheck", self.workbench.document_name());
        // A screen reader asks the window itself for its name.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(title.as_str());
        });
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        self.remember_settings();
        self.follow_places(ctx);
    }

    /// A screen that is smaller than the window, title bar included, is filled instead. How large the title bar is, the
    /// window manager says only some frames after the first.
    fn fit_screen(&mut self, ctx: &Context) {
        if self.frames_to_fit == 0 {
            return;
        }
        self.frames_to_fit -= 1;
        let (screen, window) =
            ctx.input(|input| (input.viewport().monitor_size, input.viewport().outer_rect));
        // Sizes alone: on a second screen the window's place says nothing.
        let overhangs = |screen: egui::Vec2, window: egui::Rect| {
            window.width() > screen.x || window.height() > screen.y
        };
        if screen
            .zip(window)
            .is_some_and(|(screen, window)| overhangs(screen, window))
        {
            self.frames_to_fit = 0;
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }

    fn follow_window(&mut self, ctx: &Context) -> Vec<Intent> {
        self.fit_screen(ctx);
        self.follow_size(ctx);
        let mut intents = Vec::from_iter(self.follow_focus(ctx));
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            intents.push(Intent::Document(DocumentIntent::CloseRequested));
        }
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .filter(|path| !path.as_os_str().is_empty())
                .collect()
        });
        match dropped.as_slice() {
            [] => {}
            [project] if project.extension().is_some_and(|ending| ending == "ron") => {
                intents.push(Intent::Document(DocumentIntent::Open(project.clone())));
            }
            _ => intents.push(Intent::Document(DocumentIntent::AddArticles(dropped))),
        }
        intents
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut intents = self.work.finished();
        intents.extend(self.follow_window(&ctx));
        // Keys are taken before any widget sees them, but what was typed in the same frame comes first.
        let commands = keys::commands(&ctx, &self.workbench);
        intents.extend(self.paint(ui));
        intents.extend(commands.into_iter().map(Intent::Command));
        let any = !intents.is_empty();
        for intent in intents {
            self.handle(&ctx, intent);
        }
        self.settle_journal(&ctx);
        self.follow(&ctx);
        if any {
            // What the intents changed is seen in the next frame.
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self) {
        self.remember_open_places();
        self.remember_window();
        self.work.wait();
        // Otherwise the system closes the window, and what was not saved is offered at the next start.
        if let Some(safety) = &self.safety
            && (self.may_close || !self.workbench.is_dirty())
        {
            safety.journal().end();
        }
    }
}
