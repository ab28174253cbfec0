use super::{App, dialogs};
use crate::{
    export::{self, CopiedTable, Export, ExportError, ExportSettings, GraphPalette},
    storage::{self, AtPath, FileError, StateDirectory, Theme as ThemeChoice},
    workbench::{DocumentIntent, Effect, ExportRequest, Intent, Purpose},
};

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use arboard::Clipboard;
use egui::{Context, OpenUrl, ViewportCommand};

/// The program that opens a folder.
const FILE_MANAGER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Run(task) => self.background.run_task(task),
            Effect::PickPath(purpose, name) => self.choose(ctx, purpose, &name),
            Effect::CheckPath(purpose, path) => self.check_path(purpose, path),
            Effect::ReadProject(path) => self.read_project(path),
            Effect::WriteProject(path, revision, project, replaces) => {
                self.write_project(path, revision, project, replaces);
            }
            Effect::HoldFile(path, is_seen) => self.hold_file(path, is_seen),
            Effect::LetGo(hold, watch) => Self::let_go(hold, watch),
            Effect::CheckFile(path, seen) => self.check_file(path, seen),
            Effect::Journal(order) => {
                if let Some(safeguards) = &self.safeguards {
                    safeguards.journal().send_command(order);
                }
            }
            Effect::Recover(name) => self.recover(name),
            Effect::Discard(name) => self.discard(name),
            Effect::ListBackups(first) => self.list_backups(first),
            Effect::ReadBackup(backup) => self.read_backup(backup),
            Effect::FindHistory(path) => self.find_history(path),
            Effect::ForgetHistory(path) => self.forget_history(path),
            Effect::WriteExport(request) => self.write_export(ctx, *request),
            Effect::ReadArticles(paths, password, progress) => {
                self.read_articles(paths, password, progress);
            }
            Effect::PlaceWorks(project, works, revision, progress) => {
                self.place_works(project, works, revision, progress);
            }
            Effect::ReadPasted(pasted, progress) => self.read_pasted(pasted, progress),
            Effect::ReadClipboard => self.read_clipboard(),
            Effect::CheckOriginal(id, original) => self.check_original(id, original),
            Effect::SettleOriginals(project, path, removed) => {
                self.settle_originals(project, path, removed);
            }
            Effect::DropOriginals(project, file) => self.drop_originals(project, file),
            Effect::ReadClaims(path) => self.read_claims(path),
            Effect::ReadTableAgain(file, progress) => self.read_table_again(*file, progress),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::CopyTable(table) => self.copy_table(ctx, table),
            Effect::OpenFolder(folder) => self.open_folder(folder),
            Effect::OpenPage(address) => ctx.open_url(OpenUrl::new_tab(address.as_str())),
            Effect::Reveal {
                article,
                span,
                flash,
            } => {
                if let Some(article) = self.workbench.project().article(article) {
                    self.scratch.columns.reveal(article, span, flash);
                }
            }
            Effect::Focus(on) => self.focus = Some(on),
            Effect::RememberView(path, project_view) => self.save_view(&path, project_view),
            Effect::ProjectReplaced => self.project_replaced(ctx),
            Effect::ProjectPathChanged => self.save_recent(),
            Effect::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn choose(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        if self.file_dialogs {
            dialogs::choose(&self.background, purpose, name);
        } else {
            self.handle(ctx, Intent::Document(DocumentIntent::NoDialog(purpose)));
        }
    }

    fn check_path(&mut self, purpose: Purpose, path: PathBuf) {
        let on_panic = panic_notice(&path);
        self.background.run(on_panic, move || {
            let there = AtPath::look(&path);
            Some(Intent::Document(DocumentIntent::PathChecked(
                purpose, path, there,
            )))
        });
    }

    fn write_export(&mut self, ctx: &Context, request: ExportRequest) {
        let ExportRequest {
            export,
            path,
            project,
            audience,
            extent,
            options,
            theme,
            query,
            progress,
        } = request;
        let (disk, folders) = (self.disk(), self.originals_folders());
        let mut settings = ExportSettings {
            audience,
            extent,
            options,
            query,
            progress: Arc::clone(&progress),
            ..ExportSettings::new(self.graph_palette(ctx, theme))
        };
        let to_intent = move |path, result| {
            Intent::Document(DocumentIntent::Exported(
                Arc::clone(&progress),
                path,
                result,
            ))
        };
        let on_panic = to_intent(path.clone(), Err(FileError::fault(&path).into()));
        let (open, state) = (
            self.workbench.path().map(Path::to_owned),
            self.state.clone(),
        );
        self.background.run(on_panic, move || {
            let state = state.as_ref().map(StateDirectory::folder);
            let checked = storage::check_output(&path, open.as_deref(), state);
            if export == Export::CollectionLog {
                settings.damage_of_originals =
                    storage::damage_of_originals(&*disk, &project, &folders);
            }
            let result = checked
                .map_err(ExportError::from)
                .and_then(|()| export::export_file(&path, export, &project, &settings));
            Some(to_intent(path, result))
        });
    }

    /// If the clipboard does not accept HTML, as without a display, only the text is copied.
    fn copy_table(&mut self, ctx: &Context, table: CopiedTable) {
        let CopiedTable { text, html } = table;
        if self.clipboard.is_none() {
            self.clipboard = Clipboard::new().ok();
        }
        let clipboard = self.clipboard.as_mut();
        let copied = clipboard.is_some_and(|it| it.set().html(html, Some(text.clone())).is_ok());
        if !copied {
            ctx.copy_text(text);
        }
    }

    /// Starts the file manager. The folder is a single argument of a fixed program, so that its name cannot run anything.
    fn open_folder(&mut self, folder: PathBuf) {
        let on_panic = panic_notice(&folder);
        self.background.run_detached(on_panic, move || {
            let status = Command::new(FILE_MANAGER).arg(&folder).status();
            let reason = match status {
                Err(error) => error.to_string(),
                // Explorer reports failure even if it has opened the folder.
                Ok(status) if status.success() || cfg!(windows) => return None,
                Ok(_) => "it reported a failure".to_owned(),
            };
            let folder = folder.display();
            let message = format!("{folder}: not opened, because {FILE_MANAGER} cannot be used: {reason}. Open the folder yourself");
            Some(Intent::Tell(message))
        });
    }

    /// The system's theme means the theme of the window.
    fn graph_palette(&self, ctx: &Context, theme: ThemeChoice) -> GraphPalette {
        let dark = match theme {
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
            ThemeChoice::System => ctx.theme() == egui::Theme::Dark,
        };
        let theme = if dark { &self.dark } else { &self.light };
        theme.graph_palette()
    }
}

/// A notice about work on a file that was ended by an error in the program.
pub(super) fn panic_notice(path: &Path) -> Intent {
    Intent::Tell(FileError::fault(path).to_string())
}
