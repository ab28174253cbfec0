//! The commands that read articles into a project.

use super::{CliError, complain};
use crate::{
    analysis::{ProtectedNames, page_clutter},
    import::{
        self, ImportError, ImportedClaims, ImportedFile, IsolatedReader, KnownWords, OtherWork,
        PlacedWork,
    },
    project::{Article, ArticleEdit, Edit, Project},
    storage::{
        self, Backups, Disk, FileError, LockOwner, LockResult, OriginalKeeper, Progress, RealDisk,
        Replaces, Saver, State,
    },
    text::escaped_for_message,
};

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct ArticleArgs {
    /// Files of articles, and folders of them
    #[arg(required_unless_present = "claims")]
    articles: Vec<PathBuf>,
    /// Add the claims of a table (CSV); the first row names the columns
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
    /// Print one JSON object for each file
    #[arg(long)]
    json: bool,
}

impl ArticleArgs {
    /// Makes a project of the articles.
    pub(super) fn new_project(&self, path: &Path) -> Result<(), CliError> {
        let mut project = Project::new(storage::fresh_id());
        let state = State::of_user().ok();
        let originals = keeper(state.as_ref(), path, &project);
        let report = self.read_into(&mut project, &originals)?;
        if project.articles().len() + project.claims().len() == 0 {
            self.print(&report, "")?;
            return Err(CliError::NoArticle(path.to_owned()));
        }
        storage::create(path, &project)?;
        let staged = folder_of(state.as_ref(), &project);
        let brought = storage::bring_originals(&RealDisk, &project, path, &staged);
        settle(state.as_ref(), &project, path, brought.err());
        let count = project.articles().len();
        self.print(&report, &format!("{}: articles: {count}", path.display()))
    }

    /// Adds the articles to a project, as the window would, unless a window has it open.
    pub(super) fn add_to_project(&self, path: &Path) -> Result<(), CliError> {
        let state = State::of_user().ok();
        let locks = state.as_ref().map(State::locks);
        let lock = storage::lock_project(path, &LockOwner::this_window(), locks.as_deref());
        if let LockResult::Theirs(holder) = lock {
            let path = path.to_owned();
            return Err(CliError::Open { path, holder });
        }
        let disk: Arc<dyn Disk> = state
            .as_ref()
            .map_or_else(|| Arc::new(RealDisk) as _, State::disk);
        let opened = storage::open_with_hash(&*disk, path)?;
        let mut project = opened.project;
        let before = project.clone();
        let originals = keeper(state.as_ref(), path, &project);
        let report = self.read_into(&mut project, &originals)?;
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
        let added = |now: usize, before: usize| now - before;
        let articles = added(project.articles().len(), before.articles().len());
        let others = [
            (
                "claims",
                added(project.claims().len(), before.claims().len()),
            ),
            (
                "passages",
                added(project.highlights().len(), before.highlights().len()),
            ),
            (
                "evidence",
                added(project.all_evidence().len(), before.all_evidence().len()),
            ),
        ];
        let others = others.iter().filter(|(_, count)| *count > 0);
        let others: Vec<String> = others
            .map(|(name, count)| format!(", {name}: {count}"))
            .collect();
        let others = others.concat();
        let line = format!("{}: articles added: {articles}{others}", path.display());
        self.print(&report, &line)
    }

    /// Reads the articles into a project. Returns one object for each file.
    fn read_into(
        &self,
        project: &mut Project,
        originals: &OriginalKeeper,
    ) -> Result<Vec<Value>, CliError> {
        let found = import::article_files(&self.articles, &Progress::default());
        let found = found.unwrap_or_default();
        let mut report = Report::new(project);
        let cut_off = found.cut_off.then_some(ImportError::TooMany);
        for error in found.refused.into_iter().chain(cut_off) {
            report.refuse(&error.to_string());
        }
        let mut known = KnownWords::of(project);
        let isolated = IsolatedReader::of_this_program();
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
                    for imported in articles {
                        match same_text(project, file, &imported) {
                            Some(sentence) => report.refuse(&sentence),
                            None => add_article(project, &mut known, file, imported, &mut report)?,
                        }
                    }
                }
                Err(error) => report.refuse(&error.to_string()),
            }
        }
        if let Some(file) = &self.claims {
            match import::import_claims(file, project, storage::fresh_id) {
                Ok(imported) => add_claims(project, file, &imported, &mut report)?,
                Err(error) => report.refuse(&error.to_string()),
            }
        }
        Ok(report.objects)
    }

    fn print(&self, report: &[Value], line: &str) -> Result<(), CliError> {
        let mut out = io::stdout().lock();
        if self.json {
            for object in report {
                writeln!(out, "{object}")?;
            }
        } else if !line.is_empty() {
            writeln!(out, "{}", escaped_for_message(line))?;
        }
        Ok(())
    }
}

/// The result of each file, without protected names.
struct Report {
    names: ProtectedNames,
    objects: Vec<Value>,
}

impl Report {
    fn new(project: &Project) -> Self {
        Self {
            names: ProtectedNames::new(project),
            objects: Vec::new(),
        }
    }

    fn refuse(&mut self, sentence: &str) {
        self.say(sentence);
        self.put(json!({ "error": sentence }));
    }

    fn warn(&self, file: &Path, warnings: &[String]) {
        for warning in warnings {
            self.say(&format!("{}: {warning}", file.display()));
        }
    }

    fn say(&self, sentence: &str) {
        complain(&self.names.concealed(sentence));
    }

    fn put(&mut self, object: Value) {
        self.objects.push(self.concealed(object));
    }

    fn concealed(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.names.concealed(&text).into(),
            Value::Array(values) => values.into_iter().map(|it| self.concealed(it)).collect(),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                fields.map(|(key, it)| (key, self.concealed(it))).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }
}

/// Keeps originals as the window would; without a state directory, at once beside the project.
fn keeper(state: Option<&State>, path: &Path, project: &Project) -> OriginalKeeper {
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

/// The folder of originals in the state directory.
fn folder_of(state: Option<&State>, project: &Project) -> Vec<PathBuf> {
    let folder = state.map(|state| state.originals(project.id()));
    folder.into_iter().collect()
}

/// Says why originals could not be kept, or deletes the copies of those that were.
fn settle(state: Option<&State>, project: &Project, path: &Path, error: Option<FileError>) {
    match (error, state) {
        (Some(error), _) => complain(&format!("Not all originals were kept: {error}")),
        (None, Some(state)) => storage::drop_staged_originals(state, project.id(), Some(path)),
        (None, None) => {}
    }
}

/// Adds the passages, claims and details of another tool's file.
fn place_work(
    project: &mut Project,
    file: &Path,
    work: &OtherWork,
    report: &mut Report,
) -> Result<(), CliError> {
    let placed = import::place(
        project,
        work,
        || storage::fresh_id::<Article>().number(),
        &Progress::default(),
    );
    let placed = placed.and_then(|placed| {
        let placed = placed.unwrap_or_default();
        project.apply_all(placed.edits.clone())?;
        Ok(placed)
    });
    let PlacedWork {
        edits: _,
        articles,
        claims,
        highlights,
        links,
        details,
        told,
    } = placed.map_err(|source| {
        let file = file.to_owned();
        CliError::Edit { file, source }
    })?;
    report.warn(file, &told);
    report.put(json!({
        "file": file.display().to_string(),
        "format": work.format,
        "articles": articles,
        "claims": claims,
        "passages": highlights,
        "evidence": links,
        "details": details,
        "warnings": told,
    }));
    Ok(())
}

fn same_text(project: &Project, file: &Path, imported: &ImportedFile) -> Option<String> {
    let same = import::same_article(project, &imported.article.text)?;
    let (file, same) = (file.display(), same.name());
    Some(format!(
        "{file}: not added, because the article “{same}” has the same text"
    ))
}

/// Adds the claims of a table.
fn add_claims(
    project: &mut Project,
    file: &Path,
    imported: &ImportedClaims,
    report: &mut Report,
) -> Result<(), CliError> {
    let mut edits = imported.edits(project).into_iter();
    let added = edits.try_for_each(|edit| project.apply(edit).map(drop));
    added.map_err(|source| {
        let file = file.to_owned();
        CliError::Edit { file, source }
    })?;
    report.warn(file, &imported.warnings);
    report.put(json!({
        "file": file.display().to_string(),
        "claims": imported.claims.len(),
        "warnings": imported.warnings,
    }));
    Ok(())
}

fn add_article(
    project: &mut Project,
    known: &mut KnownWords,
    file: &Path,
    imported: ImportedFile,
    report: &mut Report,
) -> Result<(), CliError> {
    let mut warnings = imported.article.all_warnings();
    let is_plain = imported.article.is_plain();
    let format = imported.format;
    let mut article = imported.into_article(storage::fresh_id());
    warnings.extend(storage::shorten_article(&mut article).map(|too_long| too_long.cut()));
    let near = known.add(&article);
    warnings.extend(near.and_then(|near| near.words(project)));
    report.warn(file, &warnings);
    let likely_clutter = if is_plain {
        page_clutter(&article).paragraphs.len()
    } else {
        0
    };
    let places = article.structure.locators.iter();
    let places = places.map(|(at, place)| json!({ "paragraph": at + 1, "locator": place }));
    let object = json!({
        "file": file.display().to_string(),
        "format": format,
        "title": article.details.title,
        "paragraphs": article.text.paragraphs().len(),
        "hidden": article.clutter.len(),
        "likely_clutter": likely_clutter,
        "locators": places.collect::<Vec<_>>(),
        "warnings": warnings,
    });
    let add = Edit::Article(ArticleEdit::Add {
        at: project.articles().len(),
        article: Box::new(article),
    });
    if let Err(source) = project.apply(add) {
        let file = file.to_owned();
        return Err(CliError::Edit { file, source });
    }
    report.put(object);
    Ok(())
}
