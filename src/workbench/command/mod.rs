//! The commands: the table, with when each one is enabled and what it does.

mod find_tabs;
mod run;
mod shortcut;
mod table;
#[cfg(test)]
mod tests;
mod views;

use crate::{
    export::{Export, ExportFormat},
    project::{ArticleId, Exclusion, Stance},
    storage::{FindTab, Theme, View},
    workbench::{Workbench, document::Purpose, intent::Overlay},
};
pub use find_tabs::{FIND_TABS, FindTabSpec};
pub use shortcut::{Key, Shortcut, platform_cap, platform_keys};
pub use table::{COMMAND_GROUPS, commands};
pub use views::{VIEWS, ViewSpec, key_tables};

/// A command of a menu, a key or the command palette. [`COMMAND_GROUPS`] feeds all three, and the manual.
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
    AddClaims,
    PasteArticle,
    AddedArticles,
    Export(Export),
    OpenExportFolder,
    EditProject,
    Quit,
    Undo,
    Redo,
    Copy,
    CopyPassage,
    CopyClaim,
    CopyLink,
    CopyTable,
    Find,
    FindNext,
    FindPrevious,
    /// A tab of the Find panel.
    FindTab(FindTab),
    SearchSpellings,
    SaveSearch,
    WatchWords,
    ReviewHits,
    /// Records the selection of the Find panel: a number as a value, or a spelling as an alias.
    TakeFound,
    /// Dismisses the selection of the Find panel.
    DismissFound,
    OpenShared,
    EditDetails,
    ReplaceArticle,
    NextArticle,
    PreviousArticle,
    ToggleClutter,
    SuggestClutter,
    MarkOriginal,
    Exclude(Exclusion),
    MoveArticleUp,
    MoveArticleDown,
    RemoveArticle,
    NewClaim,
    NewClaimFromSelection,
    HighlightSelection,
    Link(Stance),
    MarkSilent,
    Compare,
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
    MenuBar,
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
    TextLarger,
    TextSmaller,
    TextReset,
    ToggleArticles,
    ToggleClaims,
    Settings,
    Palette,
    Welcome,
    Tour,
    GettingStarted,
    Manual,
    Keys,
    Glossary,
    About,
}

/// Commands shown together in menus. Separators go between groups.
#[derive(Clone, Copy, Debug)]
pub struct CommandGroup {
    pub menu: Menu,
    /// Name of their submenu, if they are in one.
    pub submenu: Option<&'static str>,
    pub commands: &'static [CommandSpec],
}

/// A row of [`COMMAND_GROUPS`].
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    pub command: Command,
    /// Name in the menu and the palette. [`Workbench::label`](super::Workbench::label) may make it more specific.
    pub label: &'static str,
    pub tooltip: &'static str,
    /// Menus show the first one.
    pub keys: &'static [Shortcut],
    enabled: Enabled,
    run: Run,
}

/// When a command can run, with the reason why it cannot.
#[derive(Clone, Copy, Debug)]
enum Enabled {
    Always,
    If(fn(&Workbench) -> bool, &'static str),
    Check(fn(&Workbench) -> Result<(), &'static str>),
    Export(&'static ExportFormat),
}

/// The action of a command.
#[derive(Clone, Copy, Debug)]
enum Run {
    Call(fn(&mut Workbench)),
    OnFocused(fn(&mut Workbench, ArticleId)),
    Show(Overlay),
    Toggle(Overlay),
    Pick(Purpose),
    Export(Export),
    FindTab(FindTab),
    View(View),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Article,
    Claim,
    View,
    Help,
}

impl Menu {
    /// In the order of the menu bar.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Article,
        Self::Claim,
        Self::View,
        Self::Help,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Article => "Article",
            Self::Claim => "Claim",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

pub(crate) fn require(is_met: bool, reason: &'static str) -> Result<(), &'static str> {
    if is_met { Ok(()) } else { Err(reason) }
}

impl Command {
    /// The command's row in [`COMMAND_GROUPS`].
    ///
    /// # Panics
    /// If the command has no row, so that no menu and no key could run it.
    pub fn spec(self) -> &'static CommandSpec {
        let row = commands().find(|(_, spec)| spec.command == self);
        row.unwrap_or_else(|| panic!("{self:?} has no row in COMMAND_GROUPS"))
            .1
    }
}
