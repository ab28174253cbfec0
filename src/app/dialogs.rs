use super::background::Background;
use crate::{
    import,
    workbench::{DocumentIntent, Intent, Purpose},
};

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rfd::{AsyncFileDialog, FileHandle};

/// A dialog that ends sooner has never opened: rfd returns `None` both when the user cancels and when the system has
/// neither a portal nor zenity.
const MIN_CANCEL: Duration = Duration::from_millis(400);

/// Opens the system's file dialog. The window keeps painting in the meantime.
pub(super) fn choose(background: &Background, purpose: Purpose, name: &str) {
    let dialog = dialog(purpose, name);
    let asked = Instant::now();
    let on_panic = Intent::Document(DocumentIntent::NoDialog(purpose));
    background.run_detached(on_panic, move || {
        let paths = pollster::block_on(ask(dialog, purpose));
        Some(Intent::Document(match paths {
            Some(paths) => DocumentIntent::PathsPicked(purpose, paths),
            None if asked.elapsed() < MIN_CANCEL => DocumentIntent::NoDialog(purpose),
            None => DocumentIntent::NotChosen(purpose),
        }))
    });
}

fn dialog(purpose: Purpose, name: &str) -> AsyncFileDialog {
    let suggested = Path::new(name);
    let in_folder = suggested.parent().filter(|folder| folder.is_absolute());
    let dialog = match (in_folder, suggested.file_name()) {
        (Some(folder), Some(name)) => AsyncFileDialog::new()
            .set_directory(folder)
            .set_file_name(name.to_string_lossy()),
        _ => AsyncFileDialog::new().set_file_name(name),
    };
    match purpose {
        Purpose::Open | Purpose::Save => dialog.add_filter("Crosscheck project", &["ron"]),
        Purpose::Articles => of_articles(dialog)
            .add_filter("Files from other tools", &import::OTHER_ENDINGS)
            .add_filter("All files", &["*"]),
        Purpose::Replacement(_) => of_articles(dialog).add_filter("All files", &["*"]),
        Purpose::Export(export) => {
            let extension = export.format().extension;
            dialog.add_filter(extension.to_uppercase(), &[extension])
        }
        Purpose::Claims => dialog
            .add_filter("Tables", &["csv", "tsv", "xlsx", "xlsm", "ods"])
            .add_filter("All files", &["*"]),
        Purpose::Folder => dialog,
    }
}

fn of_articles(dialog: AsyncFileDialog) -> AsyncFileDialog {
    let (names, endings) = import::readable_formats();
    dialog.add_filter(names, &endings)
}

async fn ask(dialog: AsyncFileDialog, purpose: Purpose) -> Option<Vec<PathBuf>> {
    let one = |file: FileHandle| vec![file.path().to_owned()];
    match purpose {
        Purpose::Open | Purpose::Claims | Purpose::Replacement(_) => {
            dialog.pick_file().await.map(one)
        }
        Purpose::Folder => dialog.pick_folder().await.map(one),
        Purpose::Save | Purpose::Export(_) => dialog.save_file().await.map(one),
        Purpose::Articles => {
            let files = dialog.pick_files().await?;
            Some(files.iter().map(|file| file.path().to_owned()).collect())
        }
    }
}
