//! Picking files in a system dialog or, where there is none, typing a path.

use crate::{
    storage::AtPath,
    workbench::{
        Workbench,
        command::Command,
        intent::{Departure, Effect, Overlay, Purpose},
        notices::About,
        session::Session,
    },
};

use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub(in crate::workbench) struct FilePicker {
    /// The path field is open for this.
    typing_for: Option<Purpose>,
    /// The typed path of an existing file; typing it again confirms that it is replaced.
    replacing: Option<PathBuf>,
    /// The typed path that is being checked.
    checking: Option<PathBuf>,
    /// The typed path that cannot be used, and why.
    refused: Option<(PathBuf, String)>,
    /// The typed path of the project that is being opened.
    opening: Option<PathBuf>,
    /// A place to save was asked for in this project; an answer for another project saves nothing.
    picking_save_path: bool,
}

impl FilePicker {
    pub(in crate::workbench) fn replacing(&self) -> Option<&Path> {
        self.replacing.as_deref()
    }

    pub(in crate::workbench) fn refused(&self) -> Option<(&Path, &str)> {
        let (path, reason) = self.refused.as_ref()?;
        Some((path, reason))
    }

    pub(in crate::workbench) fn is_checking(&self) -> bool {
        self.checking.is_some()
    }

    /// The path field was closed without a path.
    pub(in crate::workbench) fn abandoned(&mut self, session: &Session) -> Option<Purpose> {
        let is_closed = |purpose: &mut Purpose| session.overlay != Some(Overlay::Path(*purpose));
        self.typing_for.take_if(is_closed)
    }

    pub(super) fn type_path(&mut self, purpose: Purpose, session: &mut Session) {
        self.typing_for = Some(purpose);
        session.overlay = Some(Overlay::Path(purpose));
    }

    /// Keeps the path field open, or opens it again, and says why the path cannot be used.
    pub(super) fn refuse(
        &mut self,
        purpose: Purpose,
        path: PathBuf,
        reason: String,
        session: &mut Session,
    ) {
        self.refused = Some((path, reason));
        self.type_path(purpose, session);
    }

    /// Whether this path was typed, not picked in a dialog, to open the project that has just been read.
    pub(super) fn end_opening(&mut self, path: &Path) -> bool {
        self.opening.take_if(|typed| typed == path).is_some()
    }

    fn reset(&mut self) {
        self.replacing = None;
        self.checking = None;
        self.refused = None;
    }

    fn close(&mut self, purpose: Purpose, session: &mut Session) {
        self.typing_for.take_if(|open| *open == purpose);
        let is_field = |overlay: &mut Overlay| *overlay == Overlay::Path(purpose);
        session.overlay.take_if(is_field);
    }
}

impl Workbench {
    pub(in crate::workbench) fn pick(&mut self, purpose: Purpose) {
        self.file_picker.reset();
        self.file_picker.picking_save_path |= purpose == Purpose::Save;
        if let Purpose::Export(export) = purpose {
            self.export.pick_place(export);
        }
        let name = self.suggested_name(purpose);
        self.session.effect(Effect::PickFiles(purpose, name));
    }

    /// The dialog or the path field was closed: whatever waited for it does not happen.
    pub(in crate::workbench) fn cancel_picking(&mut self, purpose: Purpose) {
        self.file_picker.reset();
        match purpose {
            Purpose::Export(export) => self.export.cancel(export),
            Purpose::Save => self.leaving.save_cancelled(&self.saving),
            Purpose::Open | Purpose::Articles | Purpose::Folder => {}
        }
    }

    pub(super) fn picked(&mut self, purpose: Purpose, mut paths: Vec<PathBuf>) {
        self.file_picker.close(purpose, &mut self.session);
        if matches!(purpose, Purpose::Articles | Purpose::Folder) {
            self.import.start(paths, &mut self.session);
            return;
        }
        if paths.is_empty() {
            return;
        }
        let path = paths.swap_remove(0);
        match purpose {
            Purpose::Articles | Purpose::Folder => {}
            Purpose::Open => self.leave(Departure::Open(path)),
            Purpose::Save => self.save_at_picked(path),
            Purpose::Export(export) => {
                let query = self.graph.query();
                self.export.write(export, path, query, &mut self.session);
            }
        }
    }

    fn save_at_picked(&mut self, path: PathBuf) {
        if !std::mem::take(&mut self.file_picker.picking_save_path) {
            let words =
                "Another project was opened meanwhile. Nothing was saved; use Save as again";
            self.session.notices.problem(About::Save, words, None);
        } else if self.open_elsewhere().is_some() && self.path() == Some(&path) {
            let words = "Another window has that file open. Choose another name";
            let offer = Some(Command::SaveAs);
            self.session.notices.problem(About::Save, words, offer);
        } else {
            self.save_to(path);
        }
    }

    /// A system dialog shows existing files and asks before it replaces one; a typed path is checked here.
    pub(super) fn path_typed(&mut self, purpose: Purpose, path: PathBuf) {
        self.file_picker.refused = None;
        if self.file_picker.replacing.take().as_ref() == Some(&path) {
            self.picked(purpose, vec![path]);
        } else {
            self.file_picker.checking = Some(path.clone());
            self.session.effect(Effect::CheckPath(purpose, path));
        }
    }

    pub(super) fn path_checked(&mut self, purpose: Purpose, path: PathBuf, found: AtPath) {
        let picker = &mut self.file_picker;
        let checked = picker.checking.take_if(|checking| *checking == path);
        // The field was closed meanwhile, or another path typed.
        if checked.is_none() || self.session.overlay != Some(Overlay::Path(purpose)) {
            return;
        }
        if let Some(reason) = reason_against(purpose, &path, found) {
            picker.refuse(purpose, path, reason, &mut self.session);
        } else if writes(purpose) && found == AtPath::File {
            picker.replacing = Some(path);
        } else {
            picker.opening = (purpose == Purpose::Open).then(|| path.clone());
            self.picked(purpose, vec![path]);
        }
    }
}

fn writes(purpose: Purpose) -> bool {
    match purpose {
        Purpose::Save | Purpose::Export(_) => true,
        Purpose::Open | Purpose::Articles | Purpose::Folder => false,
    }
}

/// Why a typed path cannot be used, if so.
fn reason_against(purpose: Purpose, path: &Path, found: AtPath) -> Option<String> {
    match found {
        AtPath::NoFolder => {
            let folder = path.parent().unwrap_or(path).display();
            Some(format!("There is no folder {folder}"))
        }
        AtPath::Nothing if purpose == Purpose::Folder => {
            Some("There is no folder with this name".to_owned())
        }
        AtPath::Nothing if !writes(purpose) => Some("There is no file with this name".to_owned()),
        AtPath::Folder if writes(purpose) => Some("This is a folder. Add a file name".to_owned()),
        AtPath::Folder if purpose == Purpose::Open => {
            Some("This is a folder, not a project file".to_owned())
        }
        AtPath::Nothing | AtPath::Folder | AtPath::File => None,
    }
}
