//! The window: turns input into intents for the workbench, and its effects into dialogs, files and clipboard.
//!
//! | file | what it does |
//! | --- | --- |
//! | `effects` | carries out effects |
//! | `background` | runs work on other threads |
//! | `dialogs` | file dialogs of the system |
//! | `key_queue` | keys in order, held while a field opens |
//! | `keys` | shortcuts |
//! | `project_files` | projects, journal, recovery and backups |
//! | `sharing` | other windows and programs that use the open file |
//! | `saved_views`, `user_state` | state that outlives the session |
//! | `window_position` | where the window opens |
//! | `startup` | opens the window, or reports what is missing |
//! | `cli` | the command line |

mod background;
pub mod cli;
mod dialogs;
mod effects;
mod importing;
mod key_queue;
mod keys;
mod originals;
mod project_files;
mod saved_views;
mod sharing;
mod startup;
mod user_state;
mod window_position;

use crate::{
    import::IsolatedReader,
    reader::TextEngine,
    storage::{LockOwner, Settings, StateDirectory, Theme as ThemeChoice, WindowLayout},
    views::{self, Paint, Scratch, theme::Theme},
    workbench::{Command, DocumentIntent, FocusOn, Intent, Workbench},
};
use background::Background;
use key_queue::KeyQueue;
use project_files::JournalAndBackups;
use saved_views::{PreloadedViews, SavedViews};

pub use startup::{RunError, run};

use std::path::PathBuf;

use arboard::Clipboard;
use eframe::CreationContext;
use egui::{Context, ThemePreference, Ui, ViewportCommand};

/// One window with one session.
pub struct App {
    workbench: Workbench,
    scratch: Scratch,
    /// Widget that gets the keyboard focus in the next frame.
    focus: Option<FocusOn>,
    engine: TextEngine,
    light: Theme,
    dark: Theme,
    background: Background,
    /// The directory for settings and window layouts; `None` if the user has no home.
    state: Option<StateDirectory>,
    safeguards: Option<JournalAndBackups>,
    /// Whether to use the system's file dialogs. Without them, paths are typed.
    file_dialogs: bool,
    isolated: IsolatedReader,
    /// Kept alive, because on X11 the program that copied hands over the contents on each paste.
    clipboard: Option<Clipboard>,
    saved_settings: Settings,
    window: WindowLayout,
    saved_views: SavedViews,
    preloaded_views: PreloadedViews,
    /// Description of this window for others that open the same file.
    holder: LockOwner,
    /// Whether the window had the focus in the last frame.
    had_focus: bool,
    /// Whether all questions before closing have been answered.
    may_close: bool,
    /// Id of the record to go to once the first project is open.
    go_to: Option<String>,
    /// Number of frames in which to check that the window fits its screen.
    frames_to_fit: u8,
    title: String,
}

/// Width and height of the first window, in points.
const DEFAULT_SIZE: (f32, f32) = (1320.0, 820.0);
/// The minimum size at which everything can be reached.
const MIN_SIZE: (f32, f32) = (720.0, 480.0);

/// The window's state when last closed, or the default if that cannot be read.
fn window_of(state: Option<&StateDirectory>) -> WindowLayout {
    state
        .and_then(|state| state.window().ok())
        .unwrap_or_default()
}

/// Access to the machine. Tests provide their own.
pub struct Surroundings {
    /// The directory for settings and window layouts; without it, nothing is kept.
    pub state: Option<StateDirectory>,
    pub engine: TextEngine,
    /// Whether to use the system's file dialogs. Without them, paths are typed.
    pub file_dialogs: bool,
    /// Reads untrusted articles in an isolated process.
    pub isolated: IsolatedReader,
}

impl App {
    /// A window with an empty project.
    pub fn new(creation: &CreationContext<'_>, surroundings: Surroundings) -> Self {
        let Surroundings {
            state,
            mut engine,
            file_dialogs,
            isolated,
        } = surroundings;
        let ctx = &creation.egui_ctx;
        let faces = views::theme::WEIGHTS.map(|weight| engine.interface_font(weight));
        views::theme::install(ctx, faces);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        ctx.add_plugin(KeyQueue::default());
        let settings = state.as_ref().map(StateDirectory::settings);
        let recent = state
            .as_ref()
            .and_then(|state| state.recent().ok())
            .unwrap_or_default();
        let window = window_of(state.as_ref());
        window_position::keep_on_monitor(creation, &window);
        let mut app = Self {
            workbench: Workbench::new(Settings::default()),
            scratch: Scratch::for_project(recent, window.panels),
            focus: None,
            engine,
            light: Theme::light(),
            dark: Theme::dark(),
            background: Background::new(ctx.clone()),
            safeguards: state
                .as_ref()
                .map(|state| JournalAndBackups::new(ctx, state)),
            state,
            file_dialogs,
            isolated,
            clipboard: None,
            saved_settings: Settings::default(),
            window,
            saved_views: SavedViews::default(),
            preloaded_views: PreloadedViews::default(),
            holder: LockOwner::this_window(),
            had_focus: true,
            may_close: false,
            go_to: None,
            frames_to_fit: 30,
            title: String::new(),
        };
        if let Some((settings, error)) = settings {
            app.saved_settings = settings.clone();
            app.handle(ctx, Intent::Configure(Box::new(settings)));
            if let Some(error) = error {
                app.handle(ctx, Intent::Tell(error.to_string()));
            }
        }
        app.find_unsaved_work();
        app
    }

    /// Opens the project that the program was started with, or else the last one. The first start ever opens the sample.
    pub fn open_first(&mut self, ctx: &Context, path: Option<PathBuf>, at: Option<String>) {
        self.go_to = at;
        let last = self.scratch.recent.first().cloned();
        let first = match (path, last) {
            (Some(path), _) => Intent::Document(DocumentIntent::Open(path)),
            (None, Some(last)) => Intent::Document(DocumentIntent::Resume(last)),
            (None, None) if self.workbench.settings.tour.is_some() => {
                Intent::Command(Command::OpenSample)
            }
            (None, None) => return,
        };
        self.handle(ctx, first);
    }

    /// The session, for tests.
    pub fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    /// Passes an intent to the workbench and carries out its effects.
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

    /// Updates theme, window title and settings file after a change of the session.
    fn follow_session(&mut self, ctx: &Context) {
        let settings = &self.workbench.settings;
        let preference = match settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        };
        // Compared first, since setting it repaints.
        if (ctx.zoom_factor() - settings.window_zoom).abs() > 1e-3 {
            ctx.set_zoom_factor(settings.window_zoom);
        }
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let unsaved_mark = if self.workbench.is_dirty() {
            "\u{2022} "
        } else {
            ""
        };
        let title = format!(
            "{unsaved_mark}{} - Crosscheck",
            self.workbench.document_name()
        );
        // Screen readers ask the window itself for its name.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(title.as_str());
        });
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        self.save_settings();
        self.follow_view(ctx);
    }

    /// Maximises a window that is larger than its screen, or that was maximised in the last session. A window manager may
    /// refuse to maximise a window before it is shown, and reports the size of the title bar only after some frames.
    fn fit_screen(&mut self, ctx: &Context) {
        if self.frames_to_fit == 0 {
            return;
        }
        self.frames_to_fit -= 1;
        let (screen, window, is_maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            let is_maximized = viewport.maximized == Some(true);
            (viewport.monitor_size, viewport.outer_rect, is_maximized)
        });
        if self.window.maximized && is_maximized {
            self.frames_to_fit = 0;
            return;
        }
        if self.window.maximized {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
            return;
        }
        // Compares only sizes: positions are useless on a second screen.
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

    /// Holds the keys back while a field opens. Returns whether another frame is needed for them.
    fn keys_wait(&mut self, ctx: &Context) -> bool {
        let is_opening = self.focus.is_some_and(FocusOn::is_field)
            || self.scratch.is_opening(self.workbench.overlay);
        let waits = ctx.with_plugin(|queue: &mut KeyQueue| queue.follow(is_opening));
        let waits = waits.unwrap_or_default();
        // A field that was not painted in time is not waited for again.
        self.focus.take_if(|_| is_opening && !waits);
        waits
    }

    fn follow_window(&mut self, ctx: &Context) -> Vec<Intent> {
        self.fit_screen(ctx);
        self.track_window(ctx);
        let mut intents = Vec::from_iter(self.track_focus(ctx));
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
            [project]
                if project
                    .extension()
                    .is_some_and(|extension| extension == "ron") =>
            {
                intents.push(Intent::Document(DocumentIntent::Open(project.clone())));
            }
            _ => intents.push(Intent::Document(DocumentIntent::AddArticles(dropped))),
        }
        intents
    }

    /// Saves the state that outlives the session. Ends the journal unless there are changes that were neither saved nor
    /// discarded.
    pub fn leave(&mut self) {
        self.save_open_view();
        self.save_window();
        self.background.wait();
        // If the system closes a window with unsaved changes, they can be recovered at the next start.
        if let Some(safeguards) = &self.safeguards
            && (self.may_close || !self.workbench.is_dirty())
        {
            safeguards.journal().end();
            self.drop_own_originals();
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut intents = self.background.finished();
        intents.extend(self.follow_window(&ctx));
        // Shortcuts are removed before widgets see them, but text typed in the same frame is handled first.
        let commands = keys::pressed_commands(&ctx, &self.workbench);
        intents.extend(self.paint(ui));
        intents.extend(commands.into_iter().map(Intent::Command));
        // Going to the record opens its article's column, so restore the saved columns first.
        if self.workbench.project().articles().len() > 0 {
            intents.extend(self.go_to.take().map(Intent::GoTo));
        }
        let any = !intents.is_empty();
        for intent in intents {
            self.handle(&ctx, intent);
        }
        self.flush_journal(&ctx);
        self.follow_session(&ctx);
        if self.keys_wait(&ctx) || any {
            // The changes show in the next frame.
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, #[cfg(target_os = "linux")] _gl: Option<&eframe::glow::Context>) {
        self.leave();
    }
}
