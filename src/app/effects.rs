use std::{path::PathBuf, sync::Arc};

use egui::{Context, OpenUrl, ViewportCommand};

use super::{App, dialogs};
use crate::{
    files::{self, AtPath, Audience, CsvTable, ExportOptions, Progress},
    project::Project,
    workbench::{DocumentIntent, Effect, Export, ExportIntent, Intent, Purpose},
};

impl App {
    /// Does what the workbench cannot.
    pub(super) fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Choose(purpose, name) => self.choose(ctx, purpose, &name),
            Effect::LookAtPath(purpose, path) => self.look_at_path(purpose, path),
            Effect::ReadProject(path) => self.read_project(path),
            Effect::Repair(damaged, step) => {
                self.work
                    .begin(move || Some(Intent::Repair(step.carry_out(&damaged))));
            }
            Effect::WriteProject(path, revision, project, replaces) => {
                self.write_project(path, revision, project, replaces);
            }
            Effect::HoldFile(path, is_seen) => self.hold_file(path, is_seen),
            Effect::LookAtFile(path, seen) => self.look_at_file(path, seen),
            Effect::Journal(order) => {
                if let Some(safety) = &self.safety {
                    safety.journal().tell(order);
                }
            }
            Effect::Recover(name) => self.recover(name),
            Effect::Discard(name) => self.discard(name),
            Effect::ListBackups(first) => self.list_backups(first),
            Effect::ReadBackup(backup) => self.read_backup(backup),
            Effect::LookForHistory(path) => self.look_for_history(path),
            Effect::ForgetHistory(path) => self.forget_history(path),
            Effect::SearchProtected(search, project, other_words) => {
                self.work.begin_unawaited(move || {
                    let hits = files::protected_hits(&project, search.table, &other_words);
                    let found = ExportIntent::Searched(search, hits);
                    Some(Intent::Export(found))
                });
            }
            Effect::WriteExport(export, path, project, options, audience) => {
                self.write_export(export, path, project, options, audience);
            }
            Effect::ReadArticles(paths, progress) => self.read_articles(paths, progress),
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
            Effect::Focus(on) => self.scratch.focus = Some(on),
            Effect::RememberPlaces(path, columns, view) => {
                self.remember_places(&path, &columns, view);
            }
            Effect::ProjectReplaced => self.project_replaced(ctx),
            Effect::ProjectPathChanged => self.remember_recent(),
            Effect::Quit => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn choose(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        if self.file_dialogs {
            dialogs::choose(&mut self.work, purpose, name);
        } else {
            self.handle(ctx, Intent::Document(DocumentIntent::NoDialog(purpose)));
        }
    }

    fn look_at_path(&mut self, purpose: Purpose, path: PathBuf) {
        self.work.begin(move || {
            let there = AtPath::look(&path);
            Some(Intent::Document(DocumentIntent::Looked(
                purpose, path, there,
            )))
        });
    }

    fn write_export(
        &mut self,
        export: Export,
        path: PathBuf,
        project: Arc<Project>,
        options: ExportOptions,
        audience: Audience,
    ) {
        self.work.begin(move || {
            let table = match export {
                Export::Claims => CsvTable::Claims,
                Export::Evidence => CsvTable::Evidence,
            };
            let written = files::export_table(&path, table, &project, options, &audience);
            Some(Intent::Document(DocumentIntent::Exported(path, written)))
        });
    }

    fn read_articles(&mut self, paths: Vec<PathBuf>, progress: Arc<Progress>) {
        self.work.begin(move || {
            let read = files::import_all(&paths, &progress);
            Some(Intent::Document(DocumentIntent::ArticlesRead(
                progress, read,
            )))
        });
    }
}
