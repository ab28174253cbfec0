//! The command line: opens the window, or runs one command without a display.

mod amounts;
mod articles;
mod export;
mod find;
mod names;
mod shared;

use crate::{
    analysis::{ProtectedNames, QueryError},
    export::ExportError,
    import,
    project::EditError,
    storage::{self, FileError, LoadError, LockOwner, RealDisk, Record},
    text::{beginning, escaped_for_message},
};
use amounts::{AmountsArgs, TextError};
use articles::ArticleArgs;
use export::{ExportArgs, ReportArgs};
use find::FindArgs;
use names::NamesArgs;
use shared::SharedArgs;

use std::{
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// Read articles side by side, highlight passages and link them to claims.
#[derive(Debug, Parser)]
#[command(name = "crosscheck", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// The project to open in the window; by default, the last one
    project: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a project in the window, at a passage
    Open {
        /// The project file
        project: PathBuf,
        /// Id of a passage, a claim or an article, as "Copy link to passage" writes it
        #[arg(long, value_name = "ID")]
        at: Option<String>,
    },
    /// Create a project from articles
    New {
        /// The project file to create; it must not exist yet
        project: PathBuf,
        #[command(flatten)]
        articles: ArticleArgs,
    },
    /// Add articles to a project
    Add {
        /// The project file
        project: PathBuf,
        #[command(flatten)]
        articles: ArticleArgs,
    },
    /// Read an article from standard input, for the program itself
    #[command(name = import::READ_COMMAND, hide = true)]
    ReadArticle {
        /// A file extension that identifies the format
        format: String,
    },
    /// Write the project, or a part of it, in a format for readers or other programs
    Export(ExportArgs),
    /// Write a report for readers as HTML; short for "export --format html"
    Report(ReportArgs),
    /// List wording that articles share, as JSON lines
    Shared(SharedArgs),
    /// List the names in a text with their spellings, as JSON lines, or compare pairs of names
    Names(NamesArgs),
    /// List the amounts and dates in a text as JSON, one object for each
    Amounts(AmountsArgs),
    /// Search articles, notes, claims and speakers: a JSON object for each hit
    Find(FindArgs),
    /// Verify a project file: exit 0, or 1 with one problem on each line
    Check {
        /// The project file
        project: PathBuf,
    },
    /// Count the records in a project file
    Info {
        /// The project file
        project: PathBuf,
    },
}

#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("could not write to standard output: {0}")]
    Output(#[from] io::Error),
    #[error("{}: could not be added: {source}", .file.display())]
    Edit { file: PathBuf, source: EditError },
    #[error(
        "{}: nothing was written, because protected names need a decision. Decide on each in the window, or add \
         --replace-protected for stand-ins, or --internal for readers who may know the names", .0.display()
    )]
    Protected(PathBuf),
    #[error("only one export can go to standard output")]
    TwoOnOutput,
    #[error("{0} is not text, so it cannot go to standard output. Name a file")]
    NotText(&'static str),
    #[error("{}: only one export can go to a file. Give each its own", .0.display())]
    TwoInFile(PathBuf),
    #[error("{}: not created, because no article could be read", .0.display())]
    NoArticle(PathBuf),
    #[error("{}: {holder} has it open, so nothing was added. Close it there, or add the articles there", .path.display())]
    Open { path: PathBuf, holder: LockOwner },
    #[error("{}: this text could not be read: {source}", .file.display())]
    Text { file: PathBuf, source: TextError },
    #[error("{0}: nothing was written")]
    Part(String),
    #[error("{0}: not a date such as 2023-05-23")]
    NotADay(&'static str),
    #[error("{0}")]
    Query(#[from] QueryError),
    #[error("{0}")]
    Window(String),
}

/// Runs the command line. `open_window` opens the window and returns when it is closed.
///
/// Exits with 0 if everything was done, 1 if something failed, 2 if the command line is not valid.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    open_window: impl FnOnce(Option<PathBuf>, Option<String>) -> Result<(), String>,
) -> ExitCode {
    match Cli::try_parse_from(args) {
        Ok(cli) => exit_code(execute(cli, open_window)),
        Err(help_or_error) => {
            // If even this cannot be printed, there is nothing left to do.
            let _printed = help_or_error.print();
            ExitCode::from(u8::try_from(help_or_error.exit_code()).unwrap_or(2))
        }
    }
}

fn execute(
    cli: Cli,
    open_window: impl FnOnce(Option<PathBuf>, Option<String>) -> Result<(), String>,
) -> Result<ExitCode, CliError> {
    match cli.command {
        None => open_window(cli.project, None).map_err(CliError::Window)?,
        Some(Command::Open { project, at }) => {
            open_window(Some(project), at).map_err(CliError::Window)?;
        }
        Some(Command::New { project, articles }) => return articles.new_project(&project),
        Some(Command::Add { project, articles }) => return articles.add_to_project(&project),
        Some(Command::ReadArticle { format }) => import::answer(&format)?,
        Some(Command::Export(args)) => args.run()?,
        Some(Command::Report(args)) => args.into_export().run()?,
        Some(Command::Shared(args)) => args.run()?,
        Some(Command::Names(args)) => args.run()?,
        Some(Command::Amounts(args)) => args.run()?,
        Some(Command::Find(args)) => args.run()?,
        Some(Command::Check { project }) => return Ok(check(&project)),
        Some(Command::Info { project }) => info(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn exit_code(result: Result<ExitCode, CliError>) -> ExitCode {
    match result {
        Ok(code) => code,
        // The reader of the output has stopped reading, as `head` does.
        Err(CliError::Output(error) | CliError::Export(ExportError::Stream(error)))
            if error.kind() == io::ErrorKind::BrokenPipe =>
        {
            ExitCode::SUCCESS
        }
        Err(CliError::File(error)) => {
            for line in lines_of(&error) {
                complain(&line);
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&error.to_string());
            let is_misuse = matches!(
                error,
                CliError::TwoOnOutput | CliError::NotText(_) | CliError::NotADay(_)
            );
            ExitCode::from(if is_misuse { 2 } else { 1 })
        }
    }
}

/// Prints one line, escaped so that it can neither clear the terminal nor look like several lines.
fn complain(sentence: &str) {
    // Without standard error, there is no way to report it.
    let _told = writeln!(io::stderr().lock(), "{}", escaped_for_message(sentence));
}

/// Maximum length of a line about a problem, in characters.
const MAX_LINE_CHARACTERS: usize = 400;

/// The lines of an error, each prefixed with the path. They quote nothing of a file that may contain protected names.
fn lines_of(error: &FileError) -> Vec<String> {
    let FileError::Load { path, source } = error else {
        return vec![error.to_string()];
    };
    let sentences = if may_hold_protected_names(path, source) {
        source.sentences_without_content()
    } else {
        source.sentences()
    };
    let lines = sentences.iter().map(|sentence| {
        let line = format!("{}: {sentence}", path.display());
        beginning(&line, MAX_LINE_CHARACTERS)
    });
    lines.collect()
}

/// Whether a file that cannot be opened may contain protected names. In a damaged file these are not known: a name may be
/// lost, or cut off in the part of the file that a message quotes.
fn may_hold_protected_names(path: &Path, error: &LoadError) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    let holds = |word: &str| memchr::memmem::find(&bytes, word.as_bytes()).is_some();
    let lost_a_speaker = match error {
        LoadError::Damaged(damaged) => {
            let mut problems = damaged.problems().iter();
            problems.any(|it| it.record == Record::Speaker)
        }
        LoadError::NotAProject
        | LoadError::Newer { .. }
        | LoadError::NotText { .. }
        | LoadError::Syntax { .. }
        | LoadError::TooMany { .. } => false,
    };
    lost_a_speaker || holds("stand_in") || holds("holds_protected_names")
}

fn check(path: &Path) -> ExitCode {
    match storage::open(path) {
        Ok(project) => {
            let wrong = storage::wrong_originals(&RealDisk, &project, path);
            let names = ProtectedNames::new(&project);
            let lines = wrong
                .iter()
                .map(|sentence| format!("{}: {}", path.display(), names.concealed(sentence)));
            print_problems(lines)
        }
        // Each problem is a line prefixed with the path. The file is damaged even if nobody reads the output to the end.
        Err(error) => print_problems(lines_of(&error).into_iter()),
    }
}

/// Prints the lines, and fails if there are any.
fn print_problems(lines: impl Iterator<Item = String>) -> ExitCode {
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for line in lines {
        code = ExitCode::FAILURE;
        if writeln!(out, "{}", escaped_for_message(&line)).is_err() {
            break;
        }
    }
    code
}

fn info(path: &Path) -> Result<(), CliError> {
    let project = storage::open(path)?;
    let protected = project.speakers().filter(|one| one.stand_in.is_some());
    let counts = [
        ("articles", project.articles().len()),
        ("highlights", project.highlights().len()),
        ("claims", project.claims().len()),
        ("evidence", project.all_evidence().len()),
        ("speakers", project.speakers().len()),
        ("relations", project.relations().len()),
        ("protected names", protected.count()),
    ];
    let mut out = io::stdout().lock();
    for (name, count) in counts {
        writeln!(out, "{name}: {count}")?;
    }
    Ok(())
}
