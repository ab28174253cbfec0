//! File dialogs, and the field for a path where the system has none.

use crate::{
    analysis::ProtectedNames,
    export::Export,
    project::ArticleId,
    storage::{AtPath, CopyOf},
    workbench::{
        Workbench,
        command::Command,
        document::LeaveAction,
        intent::{Effect, Overlay},
        notices::About,
    },
};

use std::path::{Path, PathBuf};

/// The purpose of a file dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A project to open.
    Open,
    /// The file to save the project to.
    Save,
    /// Text files to add, several at once.
    Articles,
    /// A folder whose files to add.
    Folder,
    /// The file to read an article from again.
    Replacement(ArticleId),
    /// A table of claims.
    Claims,
    /// The file to write a table or a picture to.
    Export(Export),
}

impl Purpose {
    fn writes(self) -> bool {
        match self {
            Self::Open | Self::Articles | Self::Folder | Self::Claims | Self::Replacement(_) => {
                false
            }
            Self::Save | Self::Export(_) => true,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Picking {
    /// The project that the save dialog is open for; its answer must not apply to another one.
    picks_save: bool,
    /// The typed path whose existing file would be replaced.
    replacing: Option<PathBuf>,
    checked: Option<PathBuf>,
    /// The typed path that could not be used, and the reason.
    refused: Option<(PathBuf, String)>,
    /// The typed path of the project to open.
    typed: Option<PathBuf>,
}

impl Picking {
    /// Drops the results of checking a typed path.
    fn begin(&mut self) {
        self.replacing = None;
        self.checked = None;
        self.refused = None;
    }

    /// Whether the project to open was typed and has this path.
    pub(super) fn take_typed(&mut self, path: &Path) -> bool {
        self.typed.take_if(|typed| *typed == path).is_some()
    }
}

impl Workbench {
    /// The existing file that the path field would replace. Typing the same path again confirms it.
    pub fn replacing(&self) -> Option<&Path> {
        self.document.picking.replacing.as_deref()
    }

    /// The typed path that could not be used, and the reason. Its field stays open.
    pub fn refused_path(&self) -> Option<(&Path, &str)> {
        let (path, why) = self.document.picking.refused.as_ref()?;
        Some((path, why))
    }

    pub fn is_looking_at_path(&self) -> bool {
        self.document.picking.checked.is_some()
    }

    pub(crate) fn choose(&mut self, purpose: Purpose) {
        self.document.picking.begin();
        self.document.picking.picks_save |= purpose == Purpose::Save;
        if let Purpose::Export(export) = purpose {
            self.ask_for_place_of(export);
        }
        let name = self.suggested_name(purpose);
        self.effects.push(Effect::PickPath(purpose, name));
    }

    /// Suggested file name; empty for a purpose that reads.
    pub fn suggested_name(&self, purpose: Purpose) -> String {
        let stem = file_stem_from(without_ending(&self.document_name()));
        match purpose {
            Purpose::Open
            | Purpose::Articles
            | Purpose::Folder
            | Purpose::Claims
            | Purpose::Replacement(_) => String::new(),
            Purpose::Save => self.name_to_save(&stem),
            Purpose::Export(export) => {
                let format = export.format();
                let holds = format.holds.replace(' ', "-");
                format!("{}-{holds}.{}", self.public_stem(), format.extension)
            }
        }
    }

    /// The project name for the file name of an export, without protected names.
    fn public_stem(&self) -> String {
        let names = ProtectedNames::new(&self.project);
        let name = self.document_name();
        let stem = file_stem_from(&names.concealed(without_ending(&name)));
        // A stand-in may itself contain a name, and a replacement may form one with the adjacent letters.
        if names.are_in(&stem) {
            UNTITLED_STEM.to_owned()
        } else {
            stem
        }
    }

    /// An unsaved copy is saved beside its original, never over it.
    fn name_to_save(&self, stem: &str) -> String {
        match &self.document.copy_of {
            Some(CopyOf { file, how }) => file
                .with_file_name(format!("{stem} ({}).ron", how.word()))
                .display()
                .to_string(),
            None if self.open_elsewhere().is_some() => format!("{stem} (copy).ron"),
            None => format!("{stem}.ron"),
        }
    }

    /// Cancels the action that waited for the file dialog or the path field.
    pub(crate) fn give_up_choosing(&mut self, purpose: Purpose) {
        if let Purpose::Export(export) = purpose {
            self.give_up_export(export);
        }
        self.document.picking.begin();
        // An action that waits for a running save is not cancelled.
        if purpose == Purpose::Save && !self.is_saving() {
            self.document.leaving.stay();
        }
    }

    pub(crate) fn picked_files(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        self.overlay
            .take_if(|overlay| *overlay == Overlay::Path(purpose));
        let first = paths.first().cloned();
        match (purpose, first) {
            (Purpose::Articles | Purpose::Folder, _) => self.read_articles(paths),
            (Purpose::Claims, Some(path)) => self.read_claims(path),
            (Purpose::Open, Some(path)) => self.depart(LeaveAction::Open(path)),
            (Purpose::Save, Some(path)) => self.save_at_picked(path),
            (Purpose::Replacement(id), Some(path)) => self.read_replacement(id, path),
            (Purpose::Export(export), Some(path)) => self.export_to(export, path),
            (
                Purpose::Open
                | Purpose::Save
                | Purpose::Claims
                | Purpose::Replacement(_)
                | Purpose::Export(_),
                None,
            ) => {}
        }
    }

    fn save_at_picked(&mut self, path: PathBuf) {
        if !std::mem::take(&mut self.document.picking.picks_save) {
            self.notices.trouble(
                About::Save,
                "Another project was opened in the meantime, so nothing was saved. Use Save as… again",
                None,
            );
        } else if self.open_elsewhere().is_some() && self.path() == Some(&path) {
            let message = "Another window has that file open. Choose another name";
            self.notices
                .trouble(About::Save, message, Some(Command::SaveAs));
        } else {
            self.save_to(path);
        }
    }

    /// System dialogs ask before a file is replaced; a typed path has to be checked first.
    pub(crate) fn typed_path(&mut self, purpose: Purpose, path: PathBuf) {
        let picking = &mut self.document.picking;
        picking.refused = None;
        if picking.replacing.take().as_ref() == Some(&path) {
            self.picked_files(purpose, vec![path]);
        } else {
            picking.checked = Some(path.clone());
            self.effects.push(Effect::CheckPath(purpose, path));
        }
    }

    /// Handles the check of a typed path: uses the path, or keeps its field open with the problem.
    pub(crate) fn typed_path_is(&mut self, purpose: Purpose, path: PathBuf, there: AtPath) {
        let picking = &mut self.document.picking;
        let looked = picking.checked.take_if(|checked| *checked == path);
        // The field was closed in the meantime, or another path was typed.
        if looked.is_none() || self.overlay != Some(Overlay::Path(purpose)) {
            return;
        }
        if let Some(why) = why_not(purpose, &path, there) {
            self.refuse_path(purpose, path, why);
        } else if purpose.writes() && there == AtPath::File {
            picking.replacing = Some(path);
        } else {
            picking.typed = (purpose == Purpose::Open).then(|| path.clone());
            self.picked_files(purpose, vec![path]);
        }
    }

    /// Keeps or reopens the path field, with the problem.
    pub(crate) fn refuse_path(&mut self, purpose: Purpose, path: PathBuf, why: String) {
        self.document.picking.refused = Some((path, why));
        self.overlay = Some(Overlay::Path(purpose));
    }
}

/// Why a typed path cannot be used, if it cannot.
fn why_not(purpose: Purpose, path: &Path, there: AtPath) -> Option<String> {
    match there {
        AtPath::NoFolder => {
            let folder = path.parent().unwrap_or(path).display();
            Some(format!("There is no folder {folder}"))
        }
        AtPath::Nothing if purpose == Purpose::Folder => {
            Some("There is no folder of that name".to_owned())
        }
        AtPath::Nothing if !purpose.writes() => Some("There is no file of that name".to_owned()),
        AtPath::Folder if purpose.writes() => {
            Some("That is a folder: add the name of a file".to_owned())
        }
        AtPath::Folder if matches!(purpose, Purpose::Replacement(_)) => {
            Some("That is a folder, not a file".to_owned())
        }
        AtPath::Folder if purpose == Purpose::Open => {
            Some("That is a folder, not a project file".to_owned())
        }
        AtPath::Nothing | AtPath::Folder | AtPath::File => None,
    }
}

fn without_ending(name: &str) -> &str {
    name.strip_suffix(".ron").unwrap_or(name)
}

/// File name for a project without a title.
const UNTITLED_STEM: &str = "project";

/// Maximum length of a suggested file name without its extension, in characters.
const MAX_STEM_CHARACTERS: usize = 60;

/// A file name valid on every file system: letters, digits and spaces of `name`. A long name is cut at its bracket or
/// between words.
fn file_stem_from(name: &str) -> String {
    let is_long = name.chars().count() > MAX_STEM_CHARACTERS;
    let name = match name.split_once(" (") {
        Some((before, _)) if is_long && !before.is_empty() => before,
        Some(_) | None => name,
    };
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let kept: String = name.chars().filter(is_kept).collect();
    let cut = kept
        .char_indices()
        .nth(MAX_STEM_CHARACTERS)
        .map(|(cut, _)| cut);
    let at_word = cut.map(|cut| kept[..cut].rfind(' ').unwrap_or(cut));
    let kept = kept[..at_word.unwrap_or(kept.len())].trim();
    if kept.is_empty() {
        UNTITLED_STEM.to_owned()
    } else {
        kept.to_owned()
    }
}
