//! The table of layers: the other layers, crates and parts of the standard library that each may name.

use std::fmt;

use super::sources::{Form, Seen, Segments, Sighting, Sources};

/// A folder of `src`. Everything that its row does not grant is forbidden. Lists are separated by spaces.
pub struct Layer {
    pub name: &'static str,
    /// The other layers that it may name.
    pub may_name: &'static str,
    /// Layers of which it may name only some items, wherever in the layer they are defined.
    pub may_name_of: &'static [(&'static str, &'static str)],
    pub may_use: &'static [Power],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// Windows, fonts and painting.
    Window,
    /// The system's file dialogs.
    Dialogs,
    Disk,
    /// Clocks and random numbers, which make two runs differ.
    Chance,
    /// Serialisation of records.
    Serde,
    /// Granted to nobody: the network, global state, and code from another file.
    Never,
}

use Power::{Chance, Dialogs, Disk, Never, Serde, Window};

pub const LAYERS: [Layer; 11] = [
    Layer {
        name: "text",
        may_name: "",
        may_name_of: &[],
        may_use: &[],
    },
    Layer {
        name: "project",
        may_name: "text",
        may_name_of: &[],
        may_use: &[Serde],
    },
    Layer {
        name: "analysis",
        may_name: "text project",
        may_name_of: &[],
        may_use: &[],
    },
    Layer {
        name: "storage",
        may_name: "text project analysis",
        may_name_of: &[],
        may_use: &[Serde, Disk, Chance],
    },
    Layer {
        name: "import",
        may_name: "text project",
        may_name_of: &[("storage", STORAGE_FOR_IMPORT)],
        may_use: &[Serde, Chance],
    },
    Layer {
        name: "export",
        may_name: "text project analysis",
        may_name_of: &[("storage", STORAGE_FOR_EXPORT)],
        may_use: &[Serde, Chance],
    },
    Layer {
        name: "workbench",
        may_name: "text project analysis storage import export",
        may_name_of: &[],
        may_use: &[Chance],
    },
    Layer {
        name: "reader",
        may_name: "text project analysis",
        may_name_of: &[],
        may_use: &[Window, Chance],
    },
    Layer {
        name: "views",
        may_name: "text project analysis workbench reader",
        may_name_of: &[
            ("storage", STORAGE_FOR_VIEWS),
            ("export", EXPORT_FOR_VIEWS),
            ("import", IMPORT_FOR_VIEWS),
        ],
        may_use: &[Window, Chance],
    },
    Layer {
        name: "app",
        may_name: "text project analysis storage import export workbench reader views",
        may_name_of: &[],
        may_use: &[Window, Dialogs, Disk, Chance],
    },
    // The part of `app` that needs no display.
    Layer {
        name: "cli",
        may_name: "text project analysis storage import export workbench",
        may_name_of: &[("views", COLOURS)],
        may_use: &[Disk, Chance],
    },
];

/// Enough to read articles and write tables, without project files and journals; of the settings, only the columns of
/// tables.
const STORAGE_FOR_IMPORT: &str = "AtPath AtPath::look Disk FileError FoundFiles ImportedTables ImportedTables::default TableContent \
    TableContent::Claims TableContent::Posts files_in MAX_ARTICLE_BYTES MAX_ARTICLE_FILES catch_fault OriginalKeeper OriginalKeeper::keep OriginalKeeper::recording_only Progress \
    Progress::default is_original read_file read_head shorten_claim shorten_edit";
const STORAGE_FOR_EXPORT: &str =
    "ExportOptions ExportOptions::default FileError Progress Separator write_file";

/// Data for display. No function that reads or writes files is included.
const STORAGE_FOR_VIEWS: &str = "Backup Cause CopyOf Damaged ExportOptions Fault FindTab GroupRemedy PassageInContext \
    JournalStatus OriginalState KeepHistory KeptHistory UnsavedWork Listed LoadProblem MAX_ARTICLE_BYTES MAX_BACKUPS PanelSizes ProblemGroup \
    ReadingFamily Record Remedy ReportOptions Separator Settings Settings::default FileState TableColumns \
    TableColumns::default TableReader ExportOptions::for_reader Theme View WrongQuote local_time";
const EXPORT_FOR_VIEWS: &str = "Export ExportFormat ExportPart ExportPreview PreviewSection GraphPalette NameDecision OptionsOfExport ProtectedHit REPORT_LANGUAGES Rgb RowId";

/// Imported articles, pending imports, and names of columns.
const IMPORT_FOR_VIEWS: &str = "CLAIM_FIELDS ImportedFile POST_FIELDS Part Part::Attachment Part::Page Password Password::new PostColumns \
    TextEncoding encodings";

/// The colours of an exported graph.
const COLOURS: &str = "Theme Theme::dark Theme::light";

/// The crates and paths behind each power; `*` stands for any name.
const POWERS: [(Power, &str); 6] = [
    (
        Window,
        "accesskit arboard ecolor eframe egui egui_extras egui_glow egui_kittest egui_tiles egui_wgpu \
         egui_winit emath epaint fontique glow glutin parley skrifa swash vello_cpu wgpu winit",
    ),
    (Dialogs, "pollster rfd"),
    (
        Disk,
        "atomic_write_file dirs etcetera fs_err memmap2 notify same_file std::fs std::os::*::fs tempfile \
         walkdir",
    ),
    // Foldhash is allowed although it is seeded at random: `clippy::iter_over_hash_type` keeps its order out of
    // results.
    (
        Chance,
        "chrono fastrand getrandom jiff::Timestamp::now jiff::Zoned::now rand rand_core \
         std::collections::hash_map::RandomState std::hash::RandomState std::time::Instant \
         std::time::SystemTime time uuid web_time",
    ),
    (Serde, "serde serde_derive"),
    (
        Never,
        "hyper include lazy_static once_cell reqwest socket2 std::include std::net std::os::*::net \
         std::thread_local thread_local tokio ureq",
    ),
];

/// Methods of `Path` that read the file system without an import.
const LOOKING: &str = "canonicalize exists is_dir is_file is_symlink metadata read_dir read_link symlink_metadata try_exists";

/// Types with interior mutability; every `Atomic…` is one too.
const CHANGEABLE: &str = "Cell Condvar Mutex OnceCell RefCell RwLock UnsafeCell";

/// Layers without any function that takes `&mut Project`.
const NEVER_CHANGE_A_PROJECT: &str = "text analysis export reader views";

/// A forbidden name and its location.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub module: String,
    pub line: usize,
    pub name: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module, line, name } = self;
        write!(f, "{module}, line {line}: must not name {name}")
    }
}

/// The faults of all layers, sorted, without duplicates.
pub fn faults(sources: &Sources) -> Vec<Fault> {
    let mut faults: Vec<_> = sources
        .sightings
        .iter()
        .filter_map(|sighting| {
            let layer = layer_of(&sighting.module)?;
            Some(Fault {
                module: sighting.module.join("::"),
                line: sighting.line,
                name: fault(sources, layer, sighting)?,
            })
        })
        .collect();
    faults.sort();
    faults.dedup();
    faults
}

/// The layer of a module or item. `lib.rs` itself is in none.
pub fn layer_of(path: &[String]) -> Option<&'static Layer> {
    let is_cli = path.get(1..3).is_some_and(|names| names == ["app", "cli"]);
    let name = if is_cli { "cli" } else { path.get(1)?.as_str() };
    LAYERS.iter().find(|layer| layer.name == name)
}

fn fault(sources: &Sources, layer: &Layer, sighting: &Sighting) -> Option<String> {
    let (path, form) = match &sighting.seen {
        Seen::Forbidden(code) => return Some((*code).to_owned()),
        Seen::Method(name) => {
            let is_wrong = lists(LOOKING, name) && !may_use(sources, layer, sighting, Disk);
            return is_wrong.then(|| format!(".{name}()"));
        }
        Seen::Path { path, form, .. } => (path, *form),
    };
    // Every name in the chain is checked, so that a re-export by an allowed layer is no loophole.
    let chain = sources.full_paths(&sighting.module, path, form);
    let forbidden = chain.iter().find(|full| {
        if full[0] == "crate" {
            !may_name(sources, layer, full, form)
        } else {
            !may_reach(sources, layer, sighting, full, form)
        }
    });
    let end = if form == Form::Glob { "::*" } else { "" };
    let name = forbidden.map(|full| full.join("::") + end);
    name.or_else(|| shared_state(sources, layer, sighting, &chain))
}

fn may_name(sources: &Sources, layer: &Layer, full: &[String], form: Form) -> bool {
    if full.len() == 1 {
        // `pub(crate)` names nothing; `use crate::*` could name anything.
        return form != Form::Glob;
    }
    let Some(named) = layer_of(full) else {
        return false;
    };
    let is_named = |(name, _): &&(&str, &str)| *name == named.name;
    named.name == layer.name
        || lists(layer.may_name, named.name)
        || (layer.may_name_of.iter().find(is_named))
            .is_some_and(|(_, items)| is_among(sources, items, full, form))
}

/// Whether an item is granted by name. Its variants and constants come with it; its functions are granted one by one.
fn is_among(sources: &Sources, items: &str, full: &[String], form: Form) -> bool {
    let is_module = |length: &usize| sources.modules.contains_key(&full[..*length]);
    let modules = (1..=full.len()).take_while(is_module).count();
    match &full[modules..] {
        [] => form != Form::Glob,
        [item, part, ..] if part.starts_with(char::is_lowercase) => {
            lists(items, &format!("{item}::{part}"))
        }
        [item, ..] => lists(items, item),
    }
}

fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|listed| listed == name)
}

/// Whether a layer may name a path of another crate.
fn may_reach(
    sources: &Sources,
    layer: &Layer,
    sighting: &Sighting,
    full: &[String],
    form: Form,
) -> bool {
    let looks_at_disk = matches!(full, [std, path, owner, name, ..]
        if std == "std" && path == "path" && owner.starts_with("Path") && lists(LOOKING, name));
    if looks_at_disk && !may_use(sources, layer, sighting, Disk) {
        return false;
    }
    POWERS.iter().all(|(power, paths)| {
        paths.split_whitespace().all(|path| {
            let is_within = within(path, full);
            // A glob import hides which names it brings in, so no layer may have one here.
            let hides = form == Form::Glob && leads_to(path, full);
            !hides && (!is_within || may_use(sources, layer, sighting, *power))
        })
    })
}

/// Unit tests may use the file system in any layer, to prepare files. They are not exempt from the order of layers: a
/// test that needs an outer layer tests that layer, and belongs in `tests`.
fn may_use(sources: &Sources, layer: &Layer, sighting: &Sighting, power: Power) -> bool {
    layer.may_use.contains(&power) || (power == Disk && sources.is_test(sighting))
}

/// Whether a path is `outer` or in it.
fn within(outer: &str, full: &[String]) -> bool {
    full.len() >= outer.split("::").count() && leads_to(outer, full)
}

/// Whether a path is `outer`, in it, or on the way to it.
fn leads_to(outer: &str, full: &[String]) -> bool {
    outer
        .split("::")
        .zip(full)
        .all(|(name, own)| name == "*" || name == own)
}

/// Shared mutable state: a project that is not the layer's to change, a global, `Rc<RefCell>`.
fn shared_state(
    sources: &Sources,
    layer: &Layer,
    sighting: &Sighting,
    chain: &[Segments],
) -> Option<String> {
    let Seen::Path {
        path,
        is_borrowed_mutably,
        is_static,
        argument_of,
        ..
    } = &sighting.seen
    else {
        return None;
    };
    let is_project = |full: &Segments| matches!(full.as_slice(), [_, layer, .., name] if layer == "project" && name == "Project");
    if *is_borrowed_mutably
        && lists(NEVER_CHANGE_A_PROJECT, layer.name)
        && chain.iter().any(is_project)
    {
        return Some("&mut Project".to_owned());
    }
    let changeable = |name: &&String| lists(CHANGEABLE, name) || name.starts_with("Atomic");
    let name = path
        .segments
        .iter()
        .chain(chain.iter().flatten())
        .find(changeable)?;
    if *is_static {
        return Some(format!("static {name}"));
    }
    let holder = argument_of.as_ref()?;
    let holders = sources.full_paths(&sighting.module, holder, Form::Inline);
    let mut names = holder.segments.iter().chain(holders.iter().flatten());
    let holder = names.find(|name| lists("Rc OnceLock LazyLock", name))?;
    Some(format!("{holder}<{name}>"))
}
