//! The commands that write exports and reports.

use super::{CliError, complain};
use crate::{
    analysis::{
        Certainty, ClaimTable, SortBy, TableFilter, arrange, claims_numbered, searched_for,
    },
    export::{
        self, Audience, EXPORTS, Export, ExportSettings, Extent, NameDecisions, ProtectedHit,
        REPORT_LANGUAGES, UndecidedNames,
    },
    project::{ClaimId, Project},
    storage::{self, ExportOptions, RealDisk, Separator, StateDirectory, TableReader},
    views::theme::Theme,
};

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use clap::{
    Arg, ArgGroup, ArgMatches, Args, Command as ClapCommand, FromArgMatches,
    builder::{PossibleValuesParser, TypedValueParser},
    value_parser,
};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The project file
    project: PathBuf,
    #[command(flatten)]
    outputs: Outputs,
    #[command(flatten)]
    part: ExportScope,
    /// Draw the graph on a dark background
    #[arg(long, requires = "graph")]
    dark: bool,
    /// Write cells exactly, even those that a spreadsheet might run as formulas
    #[arg(long)]
    exact: bool,
    /// Begin with a byte order mark, for Excel
    #[arg(long)]
    bom: bool,
    /// The program that will read the table; sets byte order mark, separator and safety
    #[arg(long = "for", value_name = "PROGRAM", value_parser = table_reader())]
    reader: Option<TableReader>,
    /// The character between cells
    #[arg(long, value_parser = separator())]
    separator: Option<Separator>,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The project file
    project: PathBuf,
    /// The file to write; "-" is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    part: ExportScope,
}

/// Contents and audience of an export.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct ExportScope {
    /// Only the claims with these numbers, such as 1,4-6
    #[arg(long, value_name = "NUMBERS")]
    only_claims: Option<String>,
    /// Only the claims that pass a filter, such as 'verdict:Refuted status:done tag:border words'
    #[arg(long = "where", value_name = "QUERY")]
    query: Option<String>,
    /// Include your notes in a report
    #[arg(long)]
    notes: bool,
    /// Leave status, waived rules and open points out of a report
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
    /// Include the names of protected speakers, for readers who may know them
    #[arg(long, conflicts_with = "replace_protected")]
    internal: bool,
}

/// The options that take a file themselves, such as `--claims FILE`.
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
            let extension = export.format().extension.to_uppercase();
            let help = format!("File for the {name} as {extension}; \"-\" is standard output");
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

impl ExportArgs {
    pub(super) fn run(&self) -> Result<(), CliError> {
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
        if let Some(format) = formats.find(|format| !format.is_text()) {
            return Err(CliError::NotText(format.key));
        }
        let path = project;
        let project = storage::open(path)?;
        let mut settings = self.settings(&project)?;
        if outputs
            .iter()
            .any(|(export, _)| *export == Export::CollectionLog)
        {
            let folders = [storage::originals_folder(path)];
            settings.damage_of_originals =
                storage::damage_of_originals(&RealDisk, &project, &folders);
        }
        // All are checked before the first is written.
        let state = StateDirectory::of_user().ok();
        let state = state.as_ref().map(StateDirectory::folder);
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
                // The target of a link may not have existed before.
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
    pub(super) fn into_export(self) -> ExportArgs {
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

impl ExportScope {
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

/// Prints where names occur but not the names, since the output may end up in a log.
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

/// Whether the path stands for standard output.
pub(super) fn is_output(path: &Path) -> bool {
    let names = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
    names.iter().any(|name| path == Path::new(name))
}

/// Whether the path is a pipe or a device, such as `/dev/stderr`.
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
