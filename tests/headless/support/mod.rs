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

/// Carries out an intent, and what the Find panel, the timeline and the counts ask of other threads for it. Returns all other
/// effects.
pub fn ask(bench: &mut Workbench, intent: Intent) -> Vec<Effect> {
    let mut others = Vec::new();
    for effect in bench.handle(intent) {
        let answer = match effect {
            Effect::Search(request) => Some(request.carry_out()),
            Effect::CountWatchWords(request) => Some(request.carry_out()),
            Effect::CompareWording(request) => request.carry_out(),
            Effect::FindSimilar(request) => request.carry_out(),
            Effect::GatherAmounts(request) => Some(request.carry_out()),
            Effect::GatherNames(request) => Some(request.carry_out()),
            other => {
                others.push(other);
                None
            }
        };
        if let Some(answer) = answer {
            others.extend(ask(bench, answer));
        }
    }
    others
}
