//! The commands: one table, what enables each, and what each does.

mod run;
mod shortcut;
mod table;

pub use shortcut::{Key, Shortcut};
pub use table::COMMANDS;

/// Everything that a menu, a key or the command palette can do. [`COMMANDS`] feeds all three, and the manual.
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
    ExportClaims,
    ExportEvidence,
    ExportGraph,
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
    LinkSupports,
    LinkRefutes,
    LinkContext,
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
    Read,
    Table,
    Matrix,
    Graph,
    Timeline,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
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

/// A row of [`COMMANDS`].
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    pub command: Command,
    pub menu: Menu,
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
    /// Its row in [`COMMANDS`].
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        &COMMANDS[self as usize]
    }
}
