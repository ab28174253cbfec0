//! The command line: opens the window, or does one thing without a display.

mod amounts;
mod articles;
mod find;
mod names;
mod shared;

use crate::{
    analysis::{
        Certainty, ClaimTable, ProtectedNames, QueryError, SortBy, TableFilter, arrange,
        claims_numbered, searched_for,
    },
    export::{
        self, Audience, EXPORTS, Export, ExportError, ExportSettings, Extent, NameDecisions,
        ProtectedHit, REPORT_LANGUAGES, UndecidedNames,
    },
    import,
    project::{ClaimId, EditError, Project},
    storage::{
        self, ExportOptions, FileError, LoadError, LockOwner, RealDisk, Separator, State,
        TableReader,
    },
    text::escaped_for_message,
    views::theme::Theme,
};
use amounts::{AmountsArgs, TextError};
use articles::ArticleArgs;
use find::FindArgs;
use names::NamesArgs;
use shared::SharedArgs;

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{
    Arg, ArgGroup, ArgMatches, Args, Command as ClapCommand, FromArgMatches, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
    value_parser,
};

/// Put articles side by side, highlight what they say, link it into claims.
#[derive(Debug, Parser)]
#[command(name = "crosscheck", version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// The project to open in the window; without one, the last one
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
    /// Make a project from articles
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
    /// Read an article from standard input for the program itself
    #[command(name = import::READ_COMMAND, hide = true)]
    ReadArticle {
        /// An ending that stands for its format
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
    /// Count what is in a project file
    Info {
        /// The project file
        project: PathBuf,
    },
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// The project file
    project: PathBuf,
    #[command(flatten)]
    outputs: Outputs,
    #[command(flatten)]
    part: Part,
    /// Draw the graph on a dark background
    #[arg(long, requires = "graph")]
    dark: bool,
    /// Leave cells exact that a spreadsheet might run as formulas
    #[arg(long)]
    exact: bool,
    /// Begin with a byte order mark, for Excel
    #[arg(long)]
    bom: bool,
    /// The program that reads the table; sets mark, separator and safety
    #[arg(long = "for", value_name = "PROGRAM", value_parser = table_reader())]
    reader: Option<TableReader>,
    /// The sign between cells
    #[arg(long, value_parser = separator())]
    separator: Option<Separator>,
}

#[derive(Debug, Args)]
struct ReportArgs {
    /// The project file
    project: PathBuf,
    /// The file to write; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    part: Part,
}

/// Content and audience of an export.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct Part {
    /// Only the claims with these numbers, such as 1,4-6
    #[arg(long, value_name = "NUMBERS")]
    only_claims: Option<String>,
    /// Only the claims that pass a filter, such as 'verdict:Refuted status:done tag:border words'
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// Put your notes into a report
    #[arg(long)]
    notes: bool,
    /// Leave status, waived rules and what is still open out of a report
    #[arg(long)]
    without_work: bool,
    /// The language of the fixed words of a report
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    language: Option<&'static str>,
    /// Replace the names of protected speakers with their stand-ins
    #[arg(long)]
    replace_protected: bool,
    /// Keep the words that are only possibly the name of a protected speaker
    #[arg(long, requires = "replace_protected")]
    keep_possible: bool,
    /// Write the names of protected speakers, for readers who may know them
    #[arg(long, conflicts_with = "replace_protected")]
    internal: bool,
}

/// The options that name a file themselves, as `--claims FILE` does.
const FILE_OPTIONS: [(&str, Export); 3] = [
    ("claims", Export::Claims),
    ("evidence", Export::Evidence),
    ("graph", Export::Graph),
];

/// The exports to write, at least one, and their files: `--format FORMAT -o FILE`, or options of their own.
#[derive(Debug, Default)]
struct Outputs(Vec<(Export, PathBuf)>);

impl Args for Outputs {
    fn augment_args(mut command: ClapCommand) -> ClapCommand {
        let keys = EXPORTS.iter().map(|format| format.key);
        let format = Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(keys))
            .requires("output")
            .help("The format to write to the output");
        let output = Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .requires("format")
            .help("File for the format; \"-\" is standard output");
        command = command.arg(format).arg(output);
        for (name, export) in FILE_OPTIONS {
            let ending = export.format().ending.to_uppercase();
            let help = format!("File for the {name} as {ending}; \"-\" is standard output");
            let arg = Arg::new(name).long(name).value_name("FILE");
            let arg = arg.value_parser(value_parser!(PathBuf)).help(help);
            command = command.arg(arg);
        }
        let names = FILE_OPTIONS.map(|(name, _)| name);
        let group = ArgGroup::new("outputs").args(names).arg("format");
        command.group(group.required(true).multiple(true))
    }

    fn augment_args_for_update(command: ClapCommand) -> ClapCommand {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let file = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let key = matches.get_one::<String>("format");
        let format = key.and_then(|key| EXPORTS.iter().find(|format| format.key == key));
        let by_format = format.and_then(|format| Some((format.export, file("output")?)));
        let by_option =
            (FILE_OPTIONS.iter()).filter_map(|(name, export)| Some((*export, file(name)?)));
        Ok(Self(by_option.chain(by_format).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("could not write to standard output: {0}")]
    Output(#[from] io::Error),
    #[error("{}: this could not be added: {source}", .file.display())]
    Edit { file: PathBuf, source: EditError },
    #[error(
        "{}: nothing was written, because protected names need a decision. Decide on each in the window, or add \
         --replace-protected for stand-ins, or --internal for readers who may know the names", .0.display()
    )]
    Protected(PathBuf),
    #[error("only one export can go to standard output")]
    TwoOnOutput,
    #[error("{0} is no text, so it cannot go to standard output. Name a file")]
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
            // If even this cannot be printed, nothing is left to do.
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
        Some(Command::New { project, articles }) => articles.new_project(&project)?,
        Some(Command::Add { project, articles }) => articles.add_to_project(&project)?,
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
        // The reader of the output stopped reading, as `head` does.
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
            match error {
                CliError::TwoOnOutput | CliError::NotText(_) => ExitCode::from(2),
                CliError::File(_)
                | CliError::Export(_)
                | CliError::Output(_)
                | CliError::Edit { .. }
                | CliError::Protected(_)
                | CliError::TwoInFile(_)
                | CliError::NoArticle(_)
                | CliError::Open { .. }
                | CliError::Text { .. }
                | CliError::Part(_)
                | CliError::Query(_)
                | CliError::Window(_) => ExitCode::FAILURE,
            }
        }
    }
}

/// Prints one line, in which nothing can clear the terminal or pass for another line.
fn complain(sentence: &str) {
    // Without standard error, nobody can be told.
    let _told = writeln!(io::stderr().lock(), "{}", escaped_for_message(sentence));
}

/// Longest line about a problem, in characters.
const LONGEST_LINE: usize = 400;

/// The lines of an error, each with the path in front, without protected names.
fn lines_of(error: &FileError) -> Vec<String> {
    let FileError::Load { path, source } = error else {
        return vec![error.to_string()];
    };
    let names = ProtectedInFile::of(path, source);
    let sentences = source.sentences().into_iter();
    let lines = sentences.map(|sentence| {
        let line = format!("{}: {}", path.display(), names.concealed(&sentence));
        match line.char_indices().nth(LONGEST_LINE) {
            Some((end, _)) => format!("{}\u{2026}", &line[..end]),
            None => line,
        }
    });
    lines.collect()
}

/// The protected names in a file that cannot be opened.
enum ProtectedInFile {
    None,
    Known(ProtectedNames),
    /// The names cannot be read, so no quote is printed.
    Unknown,
}

impl ProtectedInFile {
    fn of(path: &Path, error: &LoadError) -> Self {
        let bytes = std::fs::read(path).unwrap_or_default();
        if memchr::memmem::find(&bytes, b"stand_in").is_none() {
            return Self::None;
        }
        let repaired = match error {
            LoadError::Damaged(damaged) => damaged.choose_safe().repaired(),
            LoadError::NotAProject
            | LoadError::Newer { .. }
            | LoadError::NotText { .. }
            | LoadError::Syntax { .. }
            | LoadError::TooMany { .. } => None,
        };
        repaired.map_or(Self::Unknown, |project| {
            Self::Known(ProtectedNames::of(&project))
        })
    }

    fn concealed(&self, sentence: &str) -> String {
        match self {
            Self::None => sentence.to_owned(),
            Self::Known(names) => names.concealed(sentence).into_owned(),
            Self::Unknown => without_quotes(sentence),
        }
    }
}

/// The sentence with dots for whatever it quotes.
fn without_quotes(sentence: &str) -> String {
    [('\u{201c}', '\u{201d}'), ('`', '`'), ('"', '"')]
        .into_iter()
        .fold(sentence.to_owned(), |sentence, (open, close)| {
            match (sentence.find(open), sentence.rfind(close)) {
                (Some(from), Some(to)) if from < to => {
                    let before = &sentence[..from + open.len_utf8()];
                    [before, "\u{2026}", &sentence[to..]].concat()
                }
                _ => sentence,
            }
        })
}

impl ExportArgs {
    fn run(&self) -> Result<(), CliError> {
        let Self {
            project,
            outputs: Outputs(outputs),
            ..
        } = self;
        let to_output = || outputs.iter().filter(|(_, path)| is_output(path));
        if to_output().count() > 1 {
            return Err(CliError::TwoOnOutput);
        }
        let mut formats = to_output().map(|(export, _)| export.format());
        if let Some(format) = formats.find(|format| !format.is_text) {
            return Err(CliError::NotText(format.key));
        }
        let path = project;
        let project = storage::open(path)?;
        let settings = self.settings(&project)?;
        // All are checked before the first is written.
        let state = State::of_user().ok();
        let state = state.as_ref().map(State::folder);
        for (nth, (_, output)) in outputs.iter().enumerate() {
            check_output(output, path, state, &outputs[..nth])?;
        }
        let mut is_open = false;
        for (export, path) in outputs {
            if let Err(undecided) = export::check_protected(*export, &project, &settings) {
                complain_of(path, &undecided);
                is_open = true;
            }
        }
        if is_open {
            return Err(CliError::Protected(path.clone()));
        }
        for (nth, (export, output)) in outputs.iter().enumerate() {
            let written = if is_output(output) {
                export::write_export(io::stdout().lock(), *export, &project, &settings)?
            } else if is_stream(output) {
                let stream = File::options().write(true).open(output)?;
                export::write_export(stream, *export, &project, &settings)?
            } else {
                // A link may lead to a file that did not exist before.
                check_output(output, path, state, &outputs[..nth])?;
                export::export_file(output, *export, &project, &settings)?
            };
            if let Some(warning) = written.warning() {
                complain(&format!("{}: {warning}", output.display()));
            }
            if export.can_hold_names() && !self.part.internal && project.has_protected_names() {
                complain(&format!("{}: {}", output.display(), searched_for(&project)));
            }
        }
        Ok(())
    }

    fn options(&self) -> ExportOptions {
        let options = self.reader.map(ExportOptions::for_reader);
        let ExportOptions {
            spreadsheet_safe,
            bom,
            separator,
        } = options.unwrap_or_default();
        ExportOptions {
            spreadsheet_safe: spreadsheet_safe && !self.exact,
            bom: bom || self.bom,
            separator: self.separator.unwrap_or(separator),
        }
    }

    fn settings(&self, project: &Project) -> Result<ExportSettings, CliError> {
        let theme = if self.dark {
            Theme::dark()
        } else {
            Theme::light()
        };
        Ok(ExportSettings {
            audience: self.part.audience(),
            extent: self.part.extent(project)?,
            options: self.options(),
            ..ExportSettings::new(theme.graph_palette())
        })
    }
}

impl ReportArgs {
    fn into_export(self) -> ExportArgs {
        let Self {
            project,
            output,
            part,
        } = self;
        ExportArgs {
            project,
            outputs: Outputs(vec![(Export::Html, output)]),
            part,
            dark: false,
            exact: false,
            bom: false,
            reader: None,
            separator: None,
        }
    }
}

impl Part {
    fn audience(&self) -> Audience {
        match (self.internal, self.replace_protected) {
            (true, _) => Audience::Internal,
            (false, true) if self.keep_possible => {
                Audience::Public(NameDecisions::certain_stand_ins_everywhere())
            }
            (false, true) => Audience::Public(NameDecisions::stand_ins_everywhere()),
            (false, false) => Audience::default(),
        }
    }

    fn extent(&self, project: &Project) -> Result<Extent, CliError> {
        let numbered = self.only_claims.as_deref();
        let numbered = numbered.map(|numbers| claims_numbered(numbers, project));
        let filtered = self.query.as_deref().map(|query| {
            let filter = TableFilter::parse(query, project)?;
            let table = ClaimTable::new(project);
            let claims = arrange(project, &table, &filter, SortBy::default());
            Ok(claims.into_iter().collect())
        });
        let both: Result<Vec<BTreeSet<ClaimId>>, String> =
            numbered.into_iter().chain(filtered).collect();
        let both = both.map_err(CliError::Part)?;
        let claims = both.into_iter().reduce(|one, other| &one & &other);
        if claims.as_ref().is_some_and(BTreeSet::is_empty) {
            return Err(CliError::Part("no claim passes the filter".to_owned()));
        }
        Ok(Extent {
            claims,
            notes: self.notes,
            without_work: self.without_work,
            language: self.language.unwrap_or_default(),
        })
    }
}

/// Prints the places without the names, since the output may be kept in a log.
fn complain_of(path: &Path, UndecidedNames(hits): &UndecidedNames) {
    let (certain, possible): (Vec<_>, Vec<_>) =
        (hits.iter()).partition(|hit| hit.certainty == Certainty::Surely);
    for hit in certain.into_iter().chain(possible) {
        let ProtectedHit {
            cell: _,
            place,
            stand_in,
            certainty,
            word,
            before,
            after,
            can_replace,
        } = hit;
        let within = match (certainty, word) {
            (Certainty::Surely, _) => "",
            (Certainty::Possibly, None) => ", possibly a name",
            (Certainty::Possibly, Some(_)) => ", possibly a name, within a longer word",
        };
        let path = path.display();
        complain(&if *can_replace {
            format!("{path}: {place}: \u{201c}{before}[{stand_in}]{after}\u{201d}{within}")
        } else {
            // The context may contain that stand-in too.
            format!(
                "{path}: {place}: the name cannot be replaced, because a stand-in contains a protected name{within}"
            )
        });
    }
}

fn table_reader() -> impl TypedValueParser<Value = TableReader> {
    PossibleValuesParser::new(["excel", "libreoffice", "google-sheets", "other"]).map(|typed| {
        match typed.as_str() {
            "excel" => TableReader::Excel,
            "other" => TableReader::Program,
            _ => TableReader::Spreadsheet,
        }
    })
}

fn language() -> impl TypedValueParser<Value = &'static str> {
    let tags = REPORT_LANGUAGES.map(|(tag, _)| tag);
    PossibleValuesParser::new(tags).map(move |typed| {
        let mut tags = tags.into_iter();
        tags.find(|tag| *tag == typed).unwrap_or_default()
    })
}

fn separator() -> impl TypedValueParser<Value = Separator> {
    PossibleValuesParser::new(["comma", "semicolon", "tab"]).map(|typed| match typed.as_str() {
        "semicolon" => Separator::Semicolon,
        "tab" => Separator::Tab,
        _ => Separator::Comma,
    })
}

fn is_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// Whether the path is a pipe or a device, such as `/dev/stdout`.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Checks that an output replaces neither the project, nor Crosscheck's own files, nor one of the outputs before it.
fn check_output(
    output: &Path,
    project: &Path,
    state: Option<&Path>,
    before: &[(Export, PathBuf)],
) -> Result<(), CliError> {
    if is_output(output) || is_stream(output) {
        return Ok(());
    }
    storage::check_output(output, Some(project), state)?;
    let is_taken = |(_, other): &(Export, PathBuf)| {
        !is_output(other) && !is_stream(other) && storage::is_same_output(output, other)
    };
    if before.iter().any(is_taken) {
        return Err(CliError::TwoInFile(output.to_owned()));
    }
    Ok(())
}

fn check(path: &Path) -> ExitCode {
    match storage::open(path) {
        Ok(project) => {
            let wrong = storage::wrong_originals(&RealDisk, &project, path);
            let names = ProtectedNames::of(&project);
            let lines = wrong
                .iter()
                .map(|sentence| format!("{}: {}", path.display(), names.concealed(sentence)));
            print_problems(lines)
        }
        // Several problems are several lines, each with the path in front. The file is damaged even if nobody reads on.
        Err(error) => print_problems(lines_of(&error).into_iter()),
    }
}

/// Fails if there is a line.
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
