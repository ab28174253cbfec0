//! The commands that read articles into a project.

mod adding;
mod report;

use super::{CliError, complain};
use crate::{
    import::{
        self, ImportError, ImportedComment, ImportedFile, IsolatedReader, KnownWords, Part,
        Password,
    },
    project::{Article, ImportMethod, Project},
    storage::{
        self, Backups, Disk, FileError, ImportedTables, LockOwner, LockResult, OriginalKeeper,
        Progress, RealDisk, Replaces, Saver, StateDirectory,
    },
    text::escaped_for_message,
};
use adding::{add_article, add_claims, add_comments, not_added, place_work, same_text, source};
use report::Report;

use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::Args;

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "options that have nothing to do with one another"
)]
pub(super) struct ArticleArgs {
    /// Files of articles, and folders of them
    #[arg(required_unless_present = "claims")]
    articles: Vec<PathBuf>,
    /// Add the claims of a table (CSV or a spreadsheet) with column headings in the first row
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// Add only this page of web archives; can be given several times
    #[arg(long, value_name = "URL")]
    page: Vec<String>,
    /// Add the attachments of emails as articles too
    #[arg(long)]
    attachments: bool,
    /// Add comments of documents as notes on highlights
    #[arg(long)]
    comments: bool,
    /// Add articles even if the project has their text already
    #[arg(long)]
    again: bool,
    /// Read the password of encrypted PDFs from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Print one JSON object for each file
    #[arg(long)]
    json: bool,
}

impl ArticleArgs {
    /// Creates a project from articles.
    pub(super) fn new_project(&self, path: &Path) -> Result<ExitCode, CliError> {
        let mut project = Project::new(storage::fresh_id());
        let state = StateDirectory::of_user().ok();
        let tables = tables(state.as_ref());
        let originals = keeper(state.as_ref(), path, &project);
        let report = self.read_into(&mut project, &originals, &tables)?;
        if project.articles().len() + project.claims().len() == 0 {
            print(&report, "")?;
            return Err(CliError::NoArticle(path.to_owned()));
        }
        storage::create(path, &project)?;
        let staged = folder_of(state.as_ref(), &project);
        let brought = storage::bring_originals(&RealDisk, &project, path, &staged);
        settle(state.as_ref(), &project, path, brought.err());
        let count = project.articles().len();
        print(&report, &format!("{}: articles: {count}", path.display()))?;
        Ok(report.exit_code())
    }

    /// Adds the articles to a project, as the window would. Fails if a window has it open.
    pub(super) fn add_to_project(&self, path: &Path) -> Result<ExitCode, CliError> {
        let state = StateDirectory::of_user().ok();
        let locks = state.as_ref().map(StateDirectory::locks);
        let lock = storage::lock_project(path, &LockOwner::this_window(), locks.as_deref());
        if let LockResult::Theirs(holder) = lock {
            let path = path.to_owned();
            return Err(CliError::Open { path, holder });
        }
        let disk: Arc<dyn Disk> = state
            .as_ref()
            .map_or_else(|| Arc::new(RealDisk) as _, StateDirectory::disk);
        let opened = storage::open_with_hash(&*disk, path)?;
        let mut project = opened.project;
        let before = project.clone();
        let tables = tables(state.as_ref());
        let originals = keeper(state.as_ref(), path, &project);
        let report = self.read_into(&mut project, &originals, &tables)?;
        if project != before {
            let backups = state
                .as_ref()
                .map(|state| (Arc::new(Backups::new(state)), state.settings().0.kept()));
            let saver = Saver {
                disk,
                backups,
                journal: None,
                originals: folder_of(state.as_ref(), &project),
            };
            let replaces = opened.seen.map_or(Replaces::Anything, Replaces::Only);
            let done = saver.save(path, &project, replaces)?;
            if let Some(error) = done.backup {
                complain(&format!("No backup was made: {error}"));
            }
            let error = done.originals.map(|error| *error);
            settle(state.as_ref(), &project, path, error);
        }
        let counts = |of: &Project| {
            let articles = of.articles().len();
            let (claims, passages) = (of.claims().len(), of.highlights().len());
            [articles, claims, passages, of.all_evidence().len()]
        };
        let [now, earlier] = [counts(&project), counts(&before)];
        let articles = now[0] - earlier[0];
        let others = (1..4).zip(["claims", "passages", "evidence"]);
        let others = others.filter(|(nth, _)| now[*nth] > earlier[*nth]);
        let others = others.map(|(nth, name)| format!(", {name}: {}", now[nth] - earlier[nth]));
        let others: String = others.collect();
        let line = format!("{}: articles added: {articles}{others}", path.display());
        print(&report, &line)?;
        Ok(report.exit_code())
    }

    /// Reads the articles into a project. The report has one object for each file.
    fn read_into(
        &self,
        project: &mut Project,
        originals: &OriginalKeeper,
        tables: &ImportedTables,
    ) -> Result<Report, CliError> {
        let found = import::article_files(&self.articles, &Progress::default());
        let found = found.unwrap_or_default();
        let mut report = Report::new(project, self.json);
        let cut_off = found.cut_off.then_some(ImportError::TooManyFiles);
        for error in found.refused.into_iter().chain(cut_off) {
            report.refuse(&error.to_string());
        }
        let mut known = KnownWords::of(project);
        let isolated = IsolatedReader::of_this_program()
            .with_password(self.password()?)
            .with_tables(tables);
        for file in &found.files {
            if let Some(work) = import::other_work(file) {
                match work {
                    Ok(work) => place_work(project, file, &work, &mut report)?,
                    Err(error) => report.refuse(&error.to_string()),
                }
                continue;
            }
            match import::import_file(file, &isolated, originals, &Progress::default()) {
                Ok(articles) => {
                    let (wanted, others): (Vec<_>, Vec<_>) =
                        articles.into_iter().partition(|it| self.wants(it));
                    report.warn(&file.display().to_string(), &not_added(&others));
                    for imported in wanted {
                        let same = same_text(project, &imported);
                        if let Some(name) = same.as_ref().filter(|_| !self.again) {
                            report.leave_out(&format!(
                                "{}: not added, because the article “{name}” has the same text. Add it with --again",
                                source(file, &imported)
                            ));
                            continue;
                        }
                        let comments = self.comments_of(&imported);
                        let id =
                            add_article(project, &mut known, file, imported, same, &mut report)?;
                        add_comments(project, file, id, &comments)?;
                    }
                }
                Err(error) => report.refuse(&self.refusal(&error)),
            }
        }
        for address in &self.page {
            let is_there = |it: &Article| it.details.url == *address;
            if !project.articles().any(is_there) {
                let message = format!("{address}: no web archive among these files has this page");
                report.refuse(&message);
            }
        }
        if let Some(file) = &self.claims {
            match import::import_claims(file, &isolated, project, storage::fresh_id) {
                Ok(imported) => add_claims(project, file, &imported, &mut report)?,
                Err(error) => report.refuse(&error.to_string()),
            }
        }
        Ok(report)
    }

    /// The comments to add as notes.
    fn comments_of(&self, imported: &ImportedFile) -> Vec<ImportedComment> {
        if self.comments {
            imported.article.comments.clone()
        } else {
            Vec::new()
        }
    }

    fn wants(&self, imported: &ImportedFile) -> bool {
        let is_named = || self.page.contains(&imported.article.details.url);
        match (&imported.article.part, imported.original.method) {
            (Some(Part::Attachment { .. }), _) => self.attachments,
            (Some(Part::Page { .. }), _) | (None, ImportMethod::WebArchive) => {
                self.page.is_empty() || is_named()
            }
            (None, _) => true,
        }
    }

    /// The password from standard input, if one was announced.
    fn password(&self) -> Result<Option<Password>, CliError> {
        if !self.password_stdin {
            return Ok(None);
        }
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        read.map_err(|source| CliError::Text {
            file: "-".into(),
            source: source.into(),
        })?;
        let password = line.trim_end_matches(['\r', '\n']);
        Ok(Some(Password::new(password.to_owned())))
    }

    fn refusal(&self, error: &ImportError) -> String {
        if error.locked().is_some() && !self.password_stdin {
            format!(
                "{error}. Add it by itself with --password-stdin, and give the password on standard input"
            )
        } else {
            error.to_string()
        }
    }
}

fn print(report: &Report, line: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    if let Some(objects) = &report.objects {
        for object in objects {
            writeln!(out, "{object}")?;
        }
    } else if !line.is_empty() {
        writeln!(out, "{}", escaped_for_message(line))?;
    }
    Ok(())
}

/// The columns that were selected in the window.
fn tables(state: Option<&StateDirectory>) -> ImportedTables {
    let settings = state.map(|state| state.settings().0);
    settings.unwrap_or_default().imported_tables
}

/// Keeps originals as the window would; without a state directory, immediately beside the project.
fn keeper(state: Option<&StateDirectory>, path: &Path, project: &Project) -> OriginalKeeper {
    let settings = state.map(|state| state.settings().0).unwrap_or_default();
    let by = &settings.your_name;
    if !settings.keep_originals {
        return OriginalKeeper::recording_only(by);
    }
    let folders = folder_of(state, project).into_iter();
    let folder = folders
        .chain([storage::originals_folder(path)])
        .next()
        .unwrap_or_default();
    OriginalKeeper::into_folder(Arc::new(RealDisk), folder, by)
}

/// The folder for originals in the state directory.
fn folder_of(state: Option<&StateDirectory>, project: &Project) -> Vec<PathBuf> {
    let folder = state.map(|state| state.originals(project.id()));
    folder.into_iter().collect()
}

/// Reports why originals could not be kept, or deletes the copies of those that were.
fn settle(
    state: Option<&StateDirectory>,
    project: &Project,
    path: &Path,
    error: Option<FileError>,
) {
    match (error, state) {
        (Some(error), _) => complain(&format!("Not all originals were kept: {error}")),
        (None, Some(state)) => storage::drop_staged_originals(state, project.id(), Some(path)),
        (None, None) => {}
    }
}
