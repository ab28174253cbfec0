//! The command line: opens the window, or does one thing without a display.

use crate::{
    analysis::graph::GraphQuery,
    export::{self, Audience, CsvTable, ExportError, OpenHits, ProtectedHit, Settled},
    import::{self, ArticleFiles, ImportedArticle},
    project::{ArticleEdit, Edit, EditError, Project},
    storage::{self, ExportOptions, FileError},
    views::theme::Theme,
};

use std::{
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ArgGroup, Args, Parser, Subcommand};

/// Put articles side by side, highlight what they say, link it into claims.
#[derive(Debug, Parser)]
#[command(name = "crosscheck", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// The project to open in the window; without one, a copy of the sample
    project: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a project of articles
    New {
        /// The project file to write; it must not be there yet
        project: PathBuf,
        /// Text files, and folders of them
        #[arg(required = true)]
        articles: Vec<PathBuf>,
    },
    /// Write the claims or the evidence as CSV, or the graph as SVG
    Export(Export),
    /// Verify a project file: exit 0, or 1 with each problem on a line
    Check {
        /// The project file
        project: PathBuf,
    },
    /// Count what is in a project file
    Info {
        /// The project file
        project: PathBuf,
    },
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(group = ArgGroup::new("tables").required(true).multiple(true))]
struct Export {
    /// The project file
    project: PathBuf,
    /// Where the claims go; "-" is standard output
    #[arg(long, value_name = "FILE", group = "tables")]
    claims: Option<PathBuf>,
    /// Where the evidence goes; "-" is standard output
    #[arg(long, value_name = "FILE", group = "tables")]
    evidence: Option<PathBuf>,
    /// Where the graph goes; "-" is standard output
    #[arg(long, value_name = "FILE.svg", group = "tables")]
    graph: Option<PathBuf>,
    /// Draw the graph with light letters on dark ground
    #[arg(long, requires = "graph")]
    dark: bool,
    /// Leave cells exact that a spreadsheet would run as formulas
    #[arg(long)]
    exact: bool,
    /// Begin with a byte order mark, for Excel
    #[arg(long)]
    bom: bool,
    /// Put the stand-ins of protected speakers wherever one of their names stands
    #[arg(long)]
    replace_protected: bool,
    /// Write the names of protected speakers: for those who may know them
    #[arg(long, conflicts_with = "replace_protected")]
    internal: bool,
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    #[error("the article cannot be added: {0}")]
    Edit(#[from] EditError),
    #[error(
        "{}: holds protected names, so nothing was written. Settle each place in the window, or take --replace-protected, which puts \
         stand-ins there, or --internal for those who may know the names", .0.display()
    )]
    Protected(PathBuf),
    #[error("only one export can go to standard output")]
    TwoOnOutput,
    #[error("{}: was not made, since no article came in", .0.display())]
    NoArticle(PathBuf),
    #[error("{0}")]
    Window(String),
}

/// Runs the command line; `open_window` is called where it asks for the window.
///
/// Exits with 0 where all was done, 1 where it was not, 2 where the command line made no sense.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    open_window: impl FnOnce(Option<PathBuf>) -> Result<(), String>,
) -> ExitCode {
    match Cli::try_parse_from(args) {
        Ok(cli) => exit_code(execute(cli, open_window)),
        Err(help_or_error) => {
            // Nothing is left to do where even this cannot be printed.
            let _printed = help_or_error.print();
            ExitCode::from(u8::try_from(help_or_error.exit_code()).unwrap_or(2))
        }
    }
}

fn execute(
    cli: Cli,
    open_window: impl FnOnce(Option<PathBuf>) -> Result<(), String>,
) -> Result<ExitCode, CliError> {
    match cli.command {
        None => open_window(cli.project).map_err(CliError::Window)?,
        Some(Command::New { project, articles }) => new(&project, &articles)?,
        Some(Command::Export(export)) => export.run()?,
        Some(Command::Check { project }) => return check(&project),
        Some(Command::Info { project }) => info(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn exit_code(result: Result<ExitCode, CliError>) -> ExitCode {
    match result {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Whoever read our output has had enough: no reason to complain.
fn is_broken_pipe(error: &CliError) -> bool {
    match error {
        CliError::Output(error) | CliError::Export(ExportError::Stream(error)) => {
            error.kind() == io::ErrorKind::BrokenPipe
        }
        _ => false,
    }
}

fn complain(sentence: &str) {
    // Where standard error is gone, nobody is there to be told.
    let _told = writeln!(io::stderr().lock(), "{sentence}");
}

fn new(path: &Path, articles: &[PathBuf]) -> Result<(), CliError> {
    let ArticleFiles {
        files,
        refused,
        cut_off,
    } = import::article_files(articles);
    for error in &refused {
        complain(&error.to_string());
    }
    if cut_off {
        complain(&format!("only the first {} files are taken", files.len()));
    }
    let mut project = Project::new(storage::fresh_id());
    for file in &files {
        match import::import_file(file) {
            Ok(article) => add_article(&mut project, file, article)?,
            Err(error) => complain(&error.to_string()),
        }
    }
    let count = project.articles().len();
    if count == 0 {
        return Err(CliError::NoArticle(path.to_owned()));
    }
    storage::create(path, &project)?;
    writeln!(io::stdout().lock(), "{}: articles: {count}", path.display())?;
    Ok(())
}

fn add_article(
    project: &mut Project,
    file: &Path,
    imported: ImportedArticle,
) -> Result<(), EditError> {
    if let Some(same) = project.article_with_text(imported.text.hash()) {
        let (file, same) = (file.display(), same.name());
        complain(&format!(
            "{file}: has the same text as “{same}”, which is in the project"
        ));
        return Ok(());
    }
    let add = ArticleEdit::Add {
        at: project.articles().len(),
        article: Box::new(imported.into_article(storage::fresh_id())),
    };
    project.apply(Edit::Article(add)).map(drop)
}

impl Export {
    fn run(&self) -> Result<(), CliError> {
        let outputs = [&self.claims, &self.evidence, &self.graph];
        let on_output = |path: &&&Option<PathBuf>| is_output(path.as_deref());
        if outputs.iter().filter(on_output).count() > 1 {
            return Err(CliError::TwoOnOutput);
        }
        let project = storage::open(&self.project)?;
        let audience = self.audience();
        let tables = [
            (CsvTable::Claims, self.claims.as_deref()),
            (CsvTable::Evidence, self.evidence.as_deref()),
        ];
        let wanted = || {
            tables
                .into_iter()
                .filter_map(|(table, path)| Some((table, path?)))
        };
        // Both before either is written.
        let mut is_open = false;
        for (table, path) in wanted() {
            if let Err(open) = export::check_protected(table, &project, &audience) {
                complain_of(path, &open);
                is_open = true;
            }
        }
        if is_open {
            return Err(CliError::Protected(self.project.clone()));
        }
        wanted().try_for_each(|(table, path)| self.write(table, path, &project, &audience))?;
        match &self.graph {
            Some(path) => self.write_graph(path, &project),
            None => Ok(()),
        }
    }

    fn write(
        &self,
        table: CsvTable,
        path: &Path,
        project: &Project,
        audience: &Audience,
    ) -> Result<(), CliError> {
        let options = ExportOptions {
            spreadsheet_safe: !self.exact,
            bom: self.bom,
        };
        Ok(if is_output(Some(path)) {
            export::write_table(io::stdout().lock(), table, project, options, audience)
        } else {
            export::export_table(path, table, project, options, audience)
        }?)
    }

    /// Protected names are in no picture, whoever it is for.
    fn write_graph(&self, path: &Path, project: &Project) -> Result<(), CliError> {
        let theme = if self.dark {
            Theme::dark()
        } else {
            Theme::light()
        };
        let (query, palette) = (GraphQuery::default(), theme.graph_palette());
        if is_output(Some(path)) {
            export::write_graph(io::stdout().lock(), project, &query, &palette)
                .map_err(CliError::Output)
        } else {
            Ok(export::export_graph(path, project, &query, &palette)?)
        }
    }

    fn audience(&self) -> Audience {
        match (self.internal, self.replace_protected) {
            (true, _) => Audience::Internal,
            (_, true) => Audience::Public(Settled::replacing_all()),
            _ => Audience::default(),
        }
    }
}

/// Names no name: what is printed may be kept in a log.
fn complain_of(path: &Path, OpenHits(open): &OpenHits) {
    for hit in open {
        let ProtectedHit {
            place,
            stand_in,
            before,
            after,
            ..
        } = hit;
        let within = hit.word.as_ref().map_or("", |_| ", within a longer word");
        let path = path.display();
        complain(&if hit.can_replace {
            format!("{path}: {place}: \u{201c}{before}[{stand_in}]{after}\u{201d}{within}")
        } else {
            // The words around may hold that stand-in too.
            format!(
                "{path}: {place}: a stand-in holds a protected name itself, so it cannot take its place{within}"
            )
        });
    }
}

fn is_output(path: Option<&Path>) -> bool {
    path == Some(Path::new("-"))
}

fn check(path: &Path) -> Result<ExitCode, CliError> {
    match storage::open(path) {
        Ok(_whole) => Ok(ExitCode::SUCCESS),
        // A project with several problems tells each on a line, led by the path.
        Err(error) => {
            writeln!(io::stdout().lock(), "{error}")?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn info(path: &Path) -> Result<(), CliError> {
    let project = storage::open(path)?;
    let mut out = io::stdout().lock();
    writeln!(out, "articles: {}", project.articles().len())?;
    writeln!(out, "highlights: {}", project.highlights().len())?;
    writeln!(out, "claims: {}", project.claims().len())?;
    writeln!(out, "evidence: {}", project.all_evidence().len())?;
    writeln!(out, "speakers: {}", project.speakers().len())?;
    writeln!(out, "relations: {}", project.relations().len())?;
    // How many, never who.
    let protected = project.speakers().filter(|one| one.stand_in.is_some());
    writeln!(out, "protected names: {}", protected.count())?;
    Ok(())
}
