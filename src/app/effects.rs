use super::{App, dialogs};
use crate::{
    analysis::{
        OtherWords,
        graph::{GraphLayout, GraphQuery},
    },
    export::{self, ExportError, ExportSettings, GraphPalette},
    import::{self, ImportError},
    project::Project,
    storage::{self, AtPath, Damaged, FileError, Progress, State, Theme as ThemeChoice},
    workbench::{
        DocumentIntent, Effect, ExportIntent, ExportRequest, GraphIntent, Intent, ProtectedSearch,
        Purpose, RepairId, RepairIntent, RepairStep, StepEnd,
    },
};

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Context, OpenUrl, ViewportCommand};

impl App {
    pub(super) fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::PickPath(purpose, name) => self.choose(ctx, purpose, &name),
            Effect::LookAtPath(purpose, path) => self.look_at_path(purpose, path),
            Effect::ReadProject(path) => self.read_project(path),
            Effect::Repair(id, damaged, step) => self.repair(id, damaged, step),
            Effect::WriteProject(path, revision, project, replaces) => {
                self.write_project(path, revision, project, replaces);
            }
            Effect::HoldFile(path, is_seen) => self.hold_file(path, is_seen),
            Effect::LetGo(hold, watch) => Self::let_go(hold, watch),
            Effect::LookAtFile(path, seen) => self.look_at_file(path, seen),
            Effect::Journal(order) => {
                if let Some(safeguards) = &self.safeguards {
                    safeguards.journal().tell(order);
                }
            }
            Effect::Recover(name) => self.recover(name),
            Effect::Discard(name) => self.discard(name),
            Effect::ListBackups(first) => self.list_backups(first),
            Effect::ReadBackup(backup) => self.read_backup(backup),
            Effect::LookForHistory(path) => self.look_for_history(path),
            Effect::ForgetHistory(path) => self.forget_history(path),
            Effect::SearchProtected(search, project, other_words) => {
                self.search_protected(search, project, other_words);
            }
            Effect::WriteExport(request) => self.write_export(ctx, *request),
            Effect::LayOutGraph(wish, project, query) => self.lay_out_graph(wish, project, query),
            Effect::ReadArticles(paths, progress) => self.read_articles(paths, progress),
            Effect::ReadPasted(text, progress) => self.read_pasted(text, progress),
            Effect::Copy(text) => ctx.copy_text(text),
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
            Effect::RememberPlaces(path, columns, view) => {
                self.save_places(&path, &columns, view);
            }
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

    fn repair(&mut self, id: RepairId, damaged: Arc<Damaged>, step: RepairStep) {
        let ended = move |end| Intent::Repair(RepairIntent::StepEnded(id, end));
        self.background.run(ended(StepEnd::Fault), move || {
            Some(ended(step.carry_out(&damaged)))
        });
    }

    fn search_protected(
        &mut self,
        search: ProtectedSearch,
        project: Arc<Project>,
        other_words: OtherWords,
    ) {
        let fault = Intent::Export(ExportIntent::NotSearched(search));
        self.background.run_detached(fault, move || {
            let hits = export::protected_hits(&project, search.export, &other_words);
            Some(Intent::Export(ExportIntent::Searched(search, hits)))
        });
    }

    fn look_at_path(&mut self, purpose: Purpose, path: PathBuf) {
        let fault = fault_at(&path);
        self.background.run(fault, move || {
            let there = AtPath::look(&path);
            Some(Intent::Document(DocumentIntent::Looked(
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
            options,
            theme,
            query,
        } = request;
        let settings = ExportSettings {
            audience,
            options,
            query,
            palette: self.graph_palette(ctx, theme),
        };
        let ended = |path, result| Intent::Document(DocumentIntent::Exported(path, result));
        let fault = ended(path.clone(), Err(FileError::fault(&path).into()));
        let (open, state) = (
            self.workbench.path().map(Path::to_owned),
            self.state.clone(),
        );
        self.background.run(fault, move || {
            let state = state.as_ref().map(State::folder);
            let checked = storage::check_output(&path, open.as_deref(), state);
            let result = checked
                .map_err(ExportError::from)
                .and_then(|()| export::export_file(&path, export, &project, &settings));
            Some(ended(path, result))
        });
    }

    fn lay_out_graph(&mut self, wish: u64, project: Arc<Project>, query: GraphQuery) {
        let fault = Intent::Graph(GraphIntent::Failed(wish));
        self.background.run_detached(fault, move || {
            let picture = Arc::new(GraphLayout::of(&project, &query));
            Some(Intent::Graph(GraphIntent::LaidOut(wish, picture)))
        });
    }

    /// The system's theme means that of the window.
    fn graph_palette(&self, ctx: &Context, theme: ThemeChoice) -> GraphPalette {
        let dark = match theme {
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
            ThemeChoice::System => ctx.theme() == egui::Theme::Dark,
        };
        let theme = if dark { &self.dark } else { &self.light };
        theme.graph_palette()
    }

    fn read_articles(&mut self, paths: Vec<PathBuf>, progress: Arc<Progress>) {
        let ended = |progress, read| Intent::Document(DocumentIntent::ArticlesRead(progress, read));
        let fault = Some(vec![Err(ImportError::Fault)]);
        let fault = ended(Arc::clone(&progress), fault);
        // Detached, because a folder on a network that does not answer must not keep the program from quitting.
        self.background.run_detached(fault, move || {
            let read = import::import_all(&paths, &progress);
            Some(ended(progress, read))
        });
    }

    fn read_pasted(&mut self, text: String, progress: Arc<Progress>) {
        let ended = |progress, read| Intent::Document(DocumentIntent::ArticlesRead(progress, read));
        let fault = ended(Arc::clone(&progress), Some(vec![Err(ImportError::Fault)]));
        self.background.run_detached(fault, move || {
            let read = import::import_pasted(&text);
            let read = (!progress.is_cancelled()).then(|| vec![read]);
            Some(ended(progress, read))
        });
    }
}

/// A notice for work on a file that ended in a fault of the program.
pub(super) fn fault_at(path: &Path) -> Intent {
    Intent::Tell(FileError::fault(path).to_string())
}
