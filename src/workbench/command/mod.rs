mod run;

/// Everything a person can tell the program by menu, key or palette. One table, [`Command::spec`], feeds all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the label in the table says what each does")]
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
    ExportClaims,
    ExportEvidence,
    ExportGraph,
    ProjectRecord,
    Quit,
    Undo,
    Redo,
    Copy,
    Find,
    FindNext,
    FindPrevious,
    EditSource,
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
}

/// What a command is called, where it stands and how it is reached.
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// Which it is.
    pub command: Command,
    /// The menu it stands in.
    pub menu: Menu,
    /// The menu entry, also the name in the palette.
    pub label: &'static str,
    /// One sentence for the tooltip.
    pub tooltip: &'static str,
    /// The keys that give it; the first is the one that is shown.
    pub keys: &'static [Shortcut],
}

/// A menu of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as people see it")]
pub enum Menu {
    File,
    Edit,
    Claim,
    View,
    Help,
}

impl Menu {
    /// All, in the order of the menu bar.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Claim, Self::View, Self::Help];

    /// What people see.
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

/// A key with the keys held with it. `ctrl` is the command key on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl, or the command key.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or the option key.
    pub alt: bool,
    /// The key itself.
    pub key: Key,
}

/// The keys that shortcuts are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter or digit, in upper case.
    Char(char),
    /// F1 to F12.
    F(u8),
    /// Plus, on either part of the keyboard.
    Plus,
    /// Minus, on either part of the keyboard.
    Minus,
    /// Delete.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The question mark, wherever the layout has it.
    Question,
}

impl Shortcut {
    /// Whether the keys are letters that a text field would take as typing.
    #[must_use]
    pub fn is_typing(self) -> bool {
        !self.ctrl && !self.alt && !matches!(self.key, Key::F(_))
    }

    /// How it is written: "Ctrl+Shift+S".
    #[must_use]
    pub fn label(self) -> String {
        let held = [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ];
        let held: String = held
            .iter()
            .filter(|(is_held, _)| *is_held)
            .map(|(_, name)| *name)
            .collect();
        let key = match self.key {
            Key::Char(character) => character.to_string(),
            Key::F(number) => format!("F{number}"),
            Key::Plus => "+".to_owned(),
            Key::Minus => "-".to_owned(),
            Key::Delete => "Delete".to_owned(),
            Key::Up => "Up".to_owned(),
            Key::Down => "Down".to_owned(),
            Key::PageUp => "Page Up".to_owned(),
            Key::PageDown => "Page Down".to_owned(),
            Key::Question => "?".to_owned(),
        };
        held + &key
    }
}

const fn plain(key: Key) -> Shortcut {
    Shortcut {
        ctrl: false,
        shift: false,
        alt: false,
        key,
    }
}
const fn shift(key: Key) -> Shortcut {
    Shortcut {
        shift: true,
        ..plain(key)
    }
}
const fn ctrl(key: Key) -> Shortcut {
    Shortcut {
        ctrl: true,
        ..plain(key)
    }
}
const fn ctrl_shift(key: Key) -> Shortcut {
    Shortcut {
        ctrl: true,
        shift: true,
        ..plain(key)
    }
}
const fn alt(key: Key) -> Shortcut {
    Shortcut {
        alt: true,
        ..plain(key)
    }
}
const fn alt_shift(key: Key) -> Shortcut {
    Shortcut {
        shift: true,
        ..alt(key)
    }
}

/// The one table of commands, in the order of the menus; [`Command::spec`] relies on it being the order of [`Command`] too.
pub const COMMANDS: &[CommandSpec] = &[
    row(
        Menu::File,
        Command::NewProject,
        "New Project",
        "Begin an empty project",
        &[ctrl(Key::Char('N'))],
    ),
    row(
        Menu::File,
        Command::Open,
        "Open…",
        "Open a project file",
        &[ctrl(Key::Char('O'))],
    ),
    row(
        Menu::File,
        Command::OpenSample,
        "Open Sample Project",
        "Open a copy of the sample project to try things in",
        &[],
    ),
    row(
        Menu::File,
        Command::Save,
        "Save",
        "Save the project to its file",
        &[ctrl(Key::Char('S'))],
    ),
    row(
        Menu::File,
        Command::SaveAs,
        "Save As…",
        "Save the project to another file",
        &[ctrl_shift(Key::Char('S'))],
    ),
    row(
        Menu::File,
        Command::RestoreBackup,
        "Restore Backup…",
        "Open an earlier state of a project file as an unsaved copy",
        &[],
    ),
    row(
        Menu::File,
        Command::RecoverWork,
        "Recover Work…",
        "Bring back the changes of a session that ended badly",
        &[],
    ),
    row(
        Menu::File,
        Command::ForgetHistory,
        "Forget History\u{2026}",
        "Delete the backups, journals and undo steps of the project, after saying what goes",
        &[],
    ),
    row(
        Menu::File,
        Command::AddArticles,
        "Add Articles…",
        "Add text files to the project as articles",
        &[ctrl_shift(Key::Char('O'))],
    ),
    row(
        Menu::File,
        Command::AddFolder,
        "Add Folder of Articles…",
        "Add every text file of a folder as an article",
        &[],
    ),
    row(
        Menu::File,
        Command::PasteArticle,
        "Paste Article…",
        "Add an article from text you have copied",
        &[ctrl_shift(Key::Char('V'))],
    ),
    row(
        Menu::File,
        Command::ExportClaims,
        "Export Claims as CSV…",
        "Write the claim table for a spreadsheet, one row a claim",
        &[ctrl(Key::Char('E'))],
    ),
    row(
        Menu::File,
        Command::ExportEvidence,
        "Export Evidence as CSV…",
        "Write one row for each link between a passage and a claim",
        &[ctrl_shift(Key::Char('E'))],
    ),
    row(
        Menu::File,
        Command::ExportGraph,
        "Export Graph as SVG…",
        "Draw the graph as it is filtered, all of it, into a picture",
        &[],
    ),
    row(
        Menu::File,
        Command::ProjectRecord,
        "Project, Verdicts and Rules…",
        "Name the project, choose or make the scale of its verdicts, and set the house rules",
        &[],
    ),
    row(
        Menu::File,
        Command::Quit,
        "Quit",
        "Close Crosscheck",
        &[ctrl(Key::Char('Q'))],
    ),
    row(
        Menu::Edit,
        Command::Undo,
        "Undo",
        "Take back the last change",
        &[ctrl(Key::Char('Z'))],
    ),
    row(
        Menu::Edit,
        Command::Redo,
        "Redo",
        "Do again what was undone",
        &[ctrl_shift(Key::Char('Z')), ctrl(Key::Char('Y'))],
    ),
    row(
        Menu::Edit,
        Command::Copy,
        "Copy",
        "Copy the selected text",
        &[ctrl(Key::Char('C'))],
    ),
    row(
        Menu::Edit,
        Command::Find,
        "Find…",
        "Find words in the open articles and the claims",
        &[ctrl(Key::Char('F'))],
    ),
    row(
        Menu::Edit,
        Command::FindNext,
        "Find Next",
        "Go to the next place that was found",
        &[plain(Key::F(3)), ctrl(Key::Char('G'))],
    ),
    row(
        Menu::Edit,
        Command::FindPrevious,
        "Find Previous",
        "Go to the place that was found before",
        &[shift(Key::F(3)), ctrl_shift(Key::Char('G'))],
    ),
    row(
        Menu::Edit,
        Command::EditSource,
        "Edit Article Details…",
        "Edit the title, outlet, dates and address of the article you are reading",
        &[ctrl(Key::Char('I'))],
    ),
    row(
        Menu::Edit,
        Command::ToggleClutter,
        "Mark as Page Clutter",
        "Fold away the selected paragraphs as menu, caption or advertisement, or bring them back",
        &[plain(Key::Char('F'))],
    ),
    row(
        Menu::Edit,
        Command::MoveArticleUp,
        "Move Article Up",
        "Move the article you are reading up in the list of articles",
        &[],
    ),
    row(
        Menu::Edit,
        Command::MoveArticleDown,
        "Move Article Down",
        "Move the article you are reading down in the list of articles",
        &[],
    ),
    row(
        Menu::Edit,
        Command::RemoveArticle,
        "Remove Article",
        "Take the article you are reading out of the project, with its highlights",
        &[],
    ),
    row(
        Menu::Claim,
        Command::NewClaim,
        "New Claim",
        "Add an empty claim and write its statement",
        &[ctrl_shift(Key::Char('N'))],
    ),
    row(
        Menu::Claim,
        Command::NewClaimFromSelection,
        "New Claim from Selection",
        "Highlight the selection and make a claim that it supports",
        &[plain(Key::Char('N'))],
    ),
    row(
        Menu::Claim,
        Command::HighlightSelection,
        "Highlight Selection",
        "Highlight the selected text",
        &[plain(Key::Char('H'))],
    ),
    row(
        Menu::Claim,
        Command::LinkSupports,
        "Link as Supports",
        "Link the selection or the chosen highlight to the chosen claim, as supporting it",
        &[plain(Key::Char('1')), ctrl(Key::Char('1'))],
    ),
    row(
        Menu::Claim,
        Command::LinkRefutes,
        "Link as Refutes",
        "Link the selection or the chosen highlight to the chosen claim, as refuting it",
        &[plain(Key::Char('2')), ctrl(Key::Char('2'))],
    ),
    row(
        Menu::Claim,
        Command::LinkContext,
        "Link as Context",
        "Link the selection or the chosen highlight to the chosen claim, as context",
        &[plain(Key::Char('3')), ctrl(Key::Char('3'))],
    ),
    row(
        Menu::Claim,
        Command::MarkSilent,
        "Mark Silent",
        "Say that the article was read for the chosen claim and says nothing about it; again takes it back",
        &[plain(Key::Char('0'))],
    ),
    row(
        Menu::Claim,
        Command::Attribute,
        "Say Who Said It\u{2026}",
        "Record who said what the chosen piece of evidence says, and how",
        &[plain(Key::Char('A'))],
    ),
    row(
        Menu::Claim,
        Command::AttributeAsBefore,
        "Attribute as Before",
        "Attribute the chosen piece of evidence as the one before",
        &[shift(Key::Char('A'))],
    ),
    row(
        Menu::Claim,
        Command::Speakers,
        "Speakers\u{2026}",
        "Everybody who said something: names, spellings, protected and excluded sources",
        &[ctrl_shift(Key::Char('L'))],
    ),
    row(
        Menu::Claim,
        Command::SetVerdict,
        "Set Verdict…",
        "Choose the verdict on the chosen claim",
        &[plain(Key::Char('V'))],
    ),
    row(
        Menu::Claim,
        Command::SetStatus,
        "Set Status…",
        "Choose where the work on the chosen claim stands",
        &[plain(Key::Char('S'))],
    ),
    row(
        Menu::Claim,
        Command::NextClaim,
        "Next Claim",
        "Choose the next claim of the list",
        &[alt(Key::Down)],
    ),
    row(
        Menu::Claim,
        Command::PreviousClaim,
        "Previous Claim",
        "Choose the claim before",
        &[alt(Key::Up)],
    ),
    row(
        Menu::Claim,
        Command::MoveClaimUp,
        "Move Claim Up",
        "Give the chosen claim the number before its own",
        &[alt_shift(Key::Up)],
    ),
    row(
        Menu::Claim,
        Command::MoveClaimDown,
        "Move Claim Down",
        "Give the chosen claim the number after its own",
        &[alt_shift(Key::Down)],
    ),
    row(
        Menu::Claim,
        Command::NextHighlight,
        "Next Highlight",
        "Choose the next highlight of the article, and its claim",
        &[plain(Key::F(8))],
    ),
    row(
        Menu::Claim,
        Command::PreviousHighlight,
        "Previous Highlight",
        "Choose the highlight before, and its claim",
        &[shift(Key::F(8))],
    ),
    row(
        Menu::Claim,
        Command::DeleteClaim,
        "Delete Claim",
        "Delete the chosen claim and its links; the highlights stay",
        &[ctrl(Key::Delete)],
    ),
    row(
        Menu::Claim,
        Command::DeleteHighlight,
        "Delete Highlight",
        "Delete the chosen highlight and its links",
        &[plain(Key::Delete)],
    ),
    row(
        Menu::View,
        Command::Read,
        "Read",
        "Show the articles side by side",
        &[alt(Key::Char('1'))],
    ),
    row(
        Menu::View,
        Command::Table,
        "Table",
        "Show the claims as a table",
        &[alt(Key::Char('2'))],
    ),
    row(
        Menu::View,
        Command::Matrix,
        "Matrix",
        "Show what each article says about each claim",
        &[alt(Key::Char('3'))],
    ),
    row(
        Menu::View,
        Command::Graph,
        "Graph",
        "Show claims, the passages they rest on and who said them as a graph",
        &[alt(Key::Char('4'))],
    ),
    row(
        Menu::View,
        Command::Timeline,
        "Timeline",
        "Show what was claimed and published when",
        &[alt(Key::Char('5'))],
    ),
    row(
        Menu::View,
        Command::ThemeSystem,
        "System Theme",
        "Light or dark as the system is",
        &[],
    ),
    row(
        Menu::View,
        Command::ThemeLight,
        "Light Theme",
        "Dark text on light",
        &[],
    ),
    row(
        Menu::View,
        Command::ThemeDark,
        "Dark Theme",
        "Light text on dark",
        &[],
    ),
    row(
        Menu::View,
        Command::NextPane,
        "Next Pane",
        "Go to the next article column, or to the claims after the last",
        &[plain(Key::F(6))],
    ),
    row(
        Menu::View,
        Command::PreviousPane,
        "Previous Pane",
        "Go to the pane before",
        &[shift(Key::F(6))],
    ),
    row(
        Menu::View,
        Command::CloseColumn,
        "Close Column",
        "Close the column you are reading; the article stays in the project",
        &[ctrl(Key::Char('W'))],
    ),
    row(
        Menu::View,
        Command::MoveColumnLeft,
        "Move Column Left",
        "Move the column you are reading to the left",
        &[ctrl_shift(Key::PageUp)],
    ),
    row(
        Menu::View,
        Command::MoveColumnRight,
        "Move Column Right",
        "Move the column you are reading to the right",
        &[ctrl_shift(Key::PageDown)],
    ),
    row(
        Menu::View,
        Command::WidenColumn,
        "Widen Column",
        "Give the column you are reading more of the width",
        &[alt(Key::Plus)],
    ),
    row(
        Menu::View,
        Command::NarrowColumn,
        "Narrow Column",
        "Give the column you are reading less of the width",
        &[alt(Key::Minus)],
    ),
    row(
        Menu::View,
        Command::ZoomIn,
        "Zoom In",
        "Make the articles' text larger",
        &[ctrl(Key::Plus)],
    ),
    row(
        Menu::View,
        Command::ZoomOut,
        "Zoom Out",
        "Make the articles' text smaller",
        &[ctrl(Key::Minus)],
    ),
    row(
        Menu::View,
        Command::ZoomReset,
        "Actual Size",
        "Show the articles' text in the size of the settings",
        &[ctrl(Key::Char('0'))],
    ),
    row(
        Menu::View,
        Command::Settings,
        "Reading Settings…",
        "Choose the font, its size and the length of a line",
        &[ctrl(Key::Char(','))],
    ),
    row(
        Menu::Help,
        Command::Palette,
        "Command Palette…",
        "Find a command by its name",
        &[ctrl(Key::Char('K'))],
    ),
    row(
        Menu::Help,
        Command::Shortcuts,
        "Keyboard Shortcuts",
        "List every shortcut",
        &[plain(Key::F(1)), plain(Key::Question)],
    ),
];

const fn row(
    menu: Menu,
    command: Command,
    label: &'static str,
    tooltip: &'static str,
    keys: &'static [Shortcut],
) -> CommandSpec {
    CommandSpec {
        command,
        menu,
        label,
        tooltip,
        keys,
    }
}

impl Command {
    /// Its row in [`COMMANDS`].
    #[must_use]
    pub fn spec(self) -> &'static CommandSpec {
        &COMMANDS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_commands() {
        for spec in COMMANDS {
            assert_eq!(spec.command.spec().command, spec.command);
        }
    }

    #[test]
    fn no_shortcut_stands_for_two_commands() {
        let keys: Vec<(Command, Shortcut)> = COMMANDS
            .iter()
            .flat_map(|spec| spec.keys.iter().map(|key| (spec.command, *key)))
            .collect();
        for (nth, (command, key)) in keys.iter().enumerate() {
            let same = keys[..nth].iter().find(|(_, other)| other == key);
            assert_eq!(same, None, "{command:?} has {}", key.label());
        }
    }
}
