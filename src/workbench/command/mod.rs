//! The commands: one table, what enables each, and what each does.

mod run;
mod shortcut;
mod table;
#[cfg(test)]
mod tests;
mod views;

use crate::{
    export::Export,
    project::Stance,
    storage::{Theme, View},
};
pub use shortcut::{Key, Shortcut};
pub use table::{COMMAND_GROUPS, commands};
pub use views::{VIEWS, ViewSpec};

/// Everything that a menu, a key or the command palette can do. [`COMMAND_GROUPS`] feeds all three, and the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewProject,
    Open,
    OpenSample,
    Save,
    SaveAs,
    RestoreBackup,
    RecoverWork,
    ForgetHistory,
    AddArticles,
    AddFolder,
    PasteArticle,
    AddedArticles,
    Export(Export),
    EditProject,
    Quit,
    Undo,
    Redo,
    Copy,
    Find,
    FindNext,
    FindPrevious,
    EditDetails,
    ToggleClutter,
    MoveArticleUp,
    MoveArticleDown,
    RemoveArticle,
    NewClaim,
    NewClaimFromSelection,
    HighlightSelection,
    Link(Stance),
    MarkSilent,
    Attribute,
    AttributeAsBefore,
    Speakers,
    SetVerdict,
    SetStatus,
    NextClaim,
    PreviousClaim,
    MoveClaimUp,
    MoveClaimDown,
    NextHighlight,
    PreviousHighlight,
    DeleteClaim,
    DeleteHighlight,
    View(View),
    Theme(Theme),
    NextPane,
    PreviousPane,
    CloseColumn,
    MoveColumnLeft,
    MoveColumnRight,
    WidenColumn,
    NarrowColumn,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Settings,
    Palette,
    Shortcuts,
    Manual,
}

/// Commands that menus show together. Separators go between groups.
#[derive(Clone, Copy, Debug)]
pub struct CommandGroup {
    pub menu: Menu,
    /// The name of the submenu that holds them, if they are in one.
    pub submenu: Option<&'static str>,
    pub commands: &'static [CommandSpec],
}

/// A row of [`COMMAND_GROUPS`].
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    pub command: Command,
    /// The name in the menu and the palette; [`Workbench::label`](super::Workbench::label) makes it more exact.
    pub label: &'static str,
    pub tooltip: &'static str,
    /// The first is the one that menus show.
    pub keys: &'static [Shortcut],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Claim,
    View,
    Help,
}

impl Menu {
    /// In the order of the menu bar.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Claim, Self::View, Self::Help];

    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Claim => "Claim",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

impl Command {
    /// Its row in [`COMMAND_GROUPS`].
    ///
    /// # Panics
    /// For a command without a row, which no menu and no key can run.
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        let row = commands().find(|(_, spec)| spec.command == self);
        row.unwrap_or_else(|| panic!("{self:?} has no row in COMMAND_GROUPS"))
            .1
    }
}
