//! Random edits and projects for the property tests, and what other tests share.

mod rolls;
mod values;

use std::path::Path;

use crosscheck::{
    import::{self, ImportResult, IsolatedReader},
    storage::{OriginalKeeper, Progress},
    workbench::{Effect, Intent, Workbench},
};

pub use rolls::{Roll, any_project, roll};

/// Imports a file as the program does.
pub fn import_file(path: &Path) -> ImportResult {
    let files = import::import_file(path, &isolated(), &not_kept(), &Progress::default())?;
    Ok(files.into_iter().next().expect("a file holds an article"))
}

pub fn not_kept() -> OriginalKeeper {
    OriginalKeeper::recording_only("")
}

pub fn isolated() -> IsolatedReader {
    IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into())
}

/// Carries out an intent, and its tasks. Returns all other
/// effects.
pub fn ask(bench: &mut Workbench, intent: Intent) -> Vec<Effect> {
    let mut others = Vec::new();
    for effect in bench.handle(intent) {
        match effect {
            Effect::Run(task) => others.extend(ask(bench, task.run())),
            other => others.push(other),
        }
    }
    others
}
