use super::{
    Command as C, CommandGroup, CommandSpec, FIND_TABS, FindTabSpec,
    Key::{Char, Delete, Down, F, Minus, PageDown, PageUp, Plus, Question, Up},
    Menu, Menu as M, Shortcut, VIEWS, ViewSpec,
    shortcut::{alt, alt_shift, ctrl, ctrl_shift, plain, shift},
};
use crate::{
    export::{EXPORTS, ExportFormat},
    project::{Exclusion, Stance},
    storage::Theme,
};

/// Every command once, in the order of the menus.
#[rustfmt::skip] // a row is a line
pub const COMMAND_GROUPS: &[CommandGroup] = &[
    group(M::File, &[
        row(C::NewProject, "New project", "Start an empty project", &[ctrl(Char('N'))]),
        row(C::Open, "Open…", "Open a project file", &[ctrl(Char('O'))]),
        row(C::OpenSample, "Open sample project", "Open a copy of the sample project to try things in", &[]),
    ]),
    group(M::File, &[
        row(C::Save, "Save", "Save the project to its file", &[ctrl(Char('S'))]),
        row(C::SaveAs, "Save as…", "Save the project to another file", &[ctrl_shift(Char('S'))]),
        row(C::RestoreBackup, "Restore backup…", "Open an earlier state of a project file as an unsaved copy", &[]),
        row(C::RecoverWork, "Recover work…", "Recover unsaved changes after a crash", &[]),
        row(C::ForgetHistory, "Forget history…", "Delete the backups, journals and undo steps of the project; first shows what will be deleted", &[]),
    ]),
    group(M::File, &[
        row(C::AddArticles, "Add articles…", "Add files to the project as articles", &[ctrl_shift(Char('O'))]),
        row(C::AddFolder, "Add folder of articles…", "Add every file in a folder that can be read as an article", &[]),
        row(C::PasteArticle, "Paste article…", "Add an article from copied text", &[ctrl_shift(Char('V'))]),
        row(C::AddedArticles, "Articles just added…", "List the articles added since the project was opened: format, hidden paragraphs, encoding, warnings; read one in another encoding", &[]),
    ]),
    submenu(M::File, "Export", &EXPORT_ROWS),
    group(M::File, &[
        row(C::OpenExportFolder, "Open folder", "Open the folder of the last export in the file manager", &[]),
    ]),
    group(M::File, &[
        row(C::EditProject, "Project, verdicts and rules…", "Set the project's title, verdict scale and house rules", &[]),
    ]),
    group(M::File, &[
        row(C::Quit, "Quit", "Close Crosscheck", &[ctrl(Char('Q'))]),
    ]),
    group(M::Edit, &[
        row(C::Undo, "Undo", "Undo the last change", &[ctrl(Char('Z'))]),
        row(C::Redo, "Redo", "Redo the change that was undone last", &[ctrl_shift(Char('Z')), ctrl(Char('Y'))]),
    ]),
    group(M::Edit, &[
        row(C::Copy, "Copy", "Copy the selected text", &[ctrl(Char('C'))]),
        row(C::CopyPassage, "Copy passage with source", "Copy the selected passage as a quote with its outlet, its date and a link to the passage on the web page", &[ctrl_shift(Char('C'))]),
        row(C::CopyClaim, "Copy claim as Markdown", "Copy the selected claim with its verdict, reasons and passages", &[]),
        row(C::CopyLink, "Copy link to passage", "Copy a command that opens this project at the selected highlight", &[]),
        row(C::CopyTable, "Copy table rows", "Copy the claim table as it is filtered and sorted, with the columns in view, for a spreadsheet or a document", &[]),
        row(C::Find, "Find in open articles…", "Search the open articles and the claims", &[ctrl(Char('F'))]),
        row(C::FindNext, "Find next", "Go to the next match", &[plain(F(3)), ctrl(Char('G'))]),
        row(C::FindPrevious, "Find previous", "Go to the previous match", &[shift(F(3)), ctrl_shift(Char('G'))]),
    ]),
    group(M::Edit, &FIND_ROWS),
    group(M::Edit, &[
        row(C::SaveSearch, "Save search", "Keep the query of the search with the project, to run it again; press again to remove it", &[ctrl(Char('B'))]),
        row(C::WatchWords, "Watch words", "Count the words of the search, or else the selected words, in every article; press again to stop", &[plain(Char('W')), ctrl_shift(Char('W'))]),
        row(C::ReviewHits, "Highlight all hits…", "Review everything that the search found in articles, then highlight it", &[shift(Char('H'))]),
        row(C::TakeFound, "Record as value or alias", "Record the number selected in the Find panel as the value of its evidence, or the selected spelling as an alias", &[plain(Char('T'))]),
        row(C::DismissFound, "Dismiss result", "Stop suggesting the selected spelling as the same name, or the selected passage for this claim; remove the selected saved search or watch word", &[plain(Char('X'))]),
        row(C::OpenShared, "Open shared wording", "Open the passage at the caret beside an article that shares its wording", &[]),
    ]),
    group(M::Article, &[
        row(C::EditDetails, "Article details", "Show the outlet, dates and address of the current article beside its text, to view or edit them", &[ctrl(Char('I'))]),
        row(C::NextArticle, "Next article", "Open the next article in the list, and its details if those of this one are open", &[ctrl(PageDown)]),
        row(C::PreviousArticle, "Previous article", "Open the previous article in the list, and its details if those of this one are open", &[ctrl(PageUp)]),
    ]),
    group(M::Article, &[
        row(C::ToggleClutter, "Mark as page clutter", "Fold away the selected paragraphs as menus, captions or advertisements; press again to undo", &[plain(Char('F'))]),
        row(C::SuggestClutter, "Find page clutter", "Look for menus, captions and links to other stories in the current article, and offer to hide them", &[]),
        row(C::MarkOriginal, "Mark as original reporting", "Record that the current article derives from no other text; press again to undo", &[]),
        row(C::Exclude(Exclusion::Retracted), "Exclude as retracted", "Leave the passages of the current article out of all counts, because it was retracted; press again to undo", &[]),
        row(C::Exclude(Exclusion::Unreliable), "Exclude as unreliable", "Leave the passages of the current article out of all counts, because it is unreliable; press again to undo", &[]),
    ]),
    group(M::Article, &[
        row(C::CloseColumn, "Close column", "Close the current column; the article stays in the project", &[ctrl(Char('W'))]),
        row(C::MoveColumnLeft, "Move column left", "Move the current column to the left", &[ctrl_shift(PageUp)]),
        row(C::MoveColumnRight, "Move column right", "Move the current column to the right", &[ctrl_shift(PageDown)]),
        row(C::WidenColumn, "Widen column", "Make the current column wider", &[alt(PageUp)]),
        row(C::NarrowColumn, "Narrow column", "Make the current column narrower", &[alt(PageDown)]),
    ]),
    group(M::Article, &[
        row(C::MoveArticleUp, "Move article up", "Move the current article up in the list", &[]),
        row(C::MoveArticleDown, "Move article down", "Move the current article down in the list", &[]),
        row(C::ReplaceArticle, "Replace from file…", "Read the current article again from a file, such as a better copy; only until it has its first highlight", &[]),
        row(C::RemoveArticle, "Remove article", "Remove the current article and its highlights from the project", &[]),
    ]),
    group(M::Claim, &[
        row(C::NewClaim, "New claim", "Add an empty claim and write its statement", &[ctrl_shift(Char('N'))]),
        row(C::AddClaims, "Add claims…", "Add the claims of a CSV file or a spreadsheet, whose columns you select", &[]),
        row(C::NewClaimFromSelection, "New claim from selection", "Highlight the selection and make a claim that it supports", &[plain(Char('N'))]),
        row(C::HighlightSelection, "Highlight selection", "Highlight the selected text", &[plain(Char('H'))]),
    ]),
    group(M::Claim, &[
        row(C::Link(Stance::Supports), "Link as supports", "Link the selection or highlight to the selected claim as supporting it", &[plain(Char('1')), ctrl(Char('1'))]),
        row(C::Link(Stance::Refutes), "Link as refutes", "Link the selection or highlight to the selected claim as refuting it", &[plain(Char('2')), ctrl(Char('2'))]),
        row(C::Link(Stance::Context), "Link as context", "Link the selection or highlight to the selected claim as context", &[plain(Char('3')), ctrl(Char('3'))]),
        row(C::MarkSilent, "Mark silent", "Mark the article as read and silent on this claim; press again to undo", &[plain(Char('0'))]),
        row(C::Compare, "Compare passages…", "Show the passages of the selected claim side by side, or those selected together, with the words and numbers that differ", &[ctrl(Char('D'))]),
        row(C::Attribute, "Record who said it…", "Record the speaker of the selected evidence, the wording, and who relayed it", &[plain(Char('A'))]),
        row(C::AttributeAsBefore, "Attribute as before", "Attribute the selected evidence like the one before", &[shift(Char('A'))]),
        row(C::Speakers, "Speakers…", "List all speakers: names, spellings, protected and excluded sources", &[ctrl_shift(Char('L'))]),
    ]),
    group(M::Claim, &[
        row(C::SetVerdict, "Set verdict…", "Set the verdict of the selected claim", &[plain(Char('V'))]),
        row(C::SetStatus, "Set status…", "Set the status of the selected claim", &[plain(Char('S'))]),
    ]),
    group(M::Claim, &[
        row(C::NextClaim, "Next claim", "Select the next claim in the list", &[alt(Down)]),
        row(C::PreviousClaim, "Previous claim", "Select the previous claim in the list", &[alt(Up)]),
        row(C::MoveClaimUp, "Move claim up", "Move the selected claim up by one place", &[alt_shift(Up)]),
        row(C::MoveClaimDown, "Move claim down", "Move the selected claim down by one number", &[alt_shift(Down)]),
        row(C::NextHighlight, "Next highlight", "Select the next highlight in the article, and its claim", &[plain(F(8))]),
        row(C::PreviousHighlight, "Previous highlight", "Select the previous highlight in the article, and its claim", &[shift(F(8))]),
    ]),
    group(M::Claim, &[
        row(C::DeleteClaim, "Delete claim", "Delete the selected claim and its links; the highlights stay", &[ctrl(Delete)]),
        row(C::DeleteHighlight, "Delete highlight", "Delete the selected highlight and its links", &[plain(Delete)]),
    ]),
    group(M::View, &VIEW_ROWS),
    submenu(M::View, "Theme", &[
        row(C::Theme(Theme::System), "System theme", "Follow the light or dark theme of the system", &[]),
        row(C::Theme(Theme::Light), "Light theme", "Dark text on a light background", &[]),
        row(C::Theme(Theme::Dark), "Dark theme", "Light text on a dark background", &[]),
    ]),
    group(M::View, &[
        row(C::NextPane, "Next pane", "Go to the next article column, from the last one to the claims, and on to the list of articles", &[plain(F(6))]),
        row(C::PreviousPane, "Previous pane", "Go to the previous pane", &[shift(F(6))]),
        row(C::MenuBar, "Menu bar", "Go to the menu bar; the arrow keys move through the menus. Alt alone does the same", &[plain(F(10))]),
        row(C::ToggleArticles, "Show or hide articles", "Hide or show the list of articles", &[plain(F(9))]),
        row(C::ToggleClaims, "Show or hide claims", "Hide or show the claims beside the articles", &[shift(F(9))]),
    ]),
    group(M::View, &[
        row(C::ZoomIn, "Zoom in", "Make everything in the window larger", &[ctrl(Plus)]),
        row(C::ZoomOut, "Zoom out", "Make everything in the window smaller", &[ctrl(Minus)]),
        row(C::ZoomReset, "Actual size", "Reset the zoom of the window", &[ctrl(Char('0'))]),
        row(C::TextLarger, "Larger text", "Make the text of the articles larger", &[alt(Plus)]),
        row(C::TextSmaller, "Smaller text", "Make the text of the articles smaller", &[alt(Minus)]),
        row(C::TextReset, "Reset text size", "Show the text of the articles in the size from the settings", &[alt(Char('0'))]),
    ]),
    group(M::View, &[
        row(C::Settings, "Settings…", "Set the font, the line length, the backups, the originals and your name", &[ctrl(Char(','))]),
    ]),
    group(M::Help, &[
        row(C::Welcome, "Welcome", "Open a recent project, start one, or try the sample", &[]),
        row(C::Tour, "Five-minute tour", "Open the sample with a bar that leads you through it", &[]),
    ]),
    group(M::Help, &[
        row(C::GettingStarted, "Getting started", "Read the tour through the sample", &[]),
        row(C::Manual, "Manual", "Read the manual", &[]),
        row(C::Keys, "Keys", "List all keys", &[plain(F(1)), plain(Question)]),
        row(C::Glossary, "Glossary", "Read what the words of Crosscheck mean", &[]),
    ]),
    group(M::Help, &[
        row(C::Palette, "Command palette…", "Find a command by name", &[ctrl(Char('K'))]),
    ]),
    group(M::Help, &[
        row(C::About, "About Crosscheck", "Show the version and the licences", &[]),
    ]),
];

/// Every command once with its menu, in the order of the menus.
pub fn commands() -> impl Iterator<Item = (Menu, &'static CommandSpec)> {
    let of_group = |group: &'static CommandGroup| {
        let rows = group.commands.iter();
        rows.map(|spec| (group.menu, spec))
    };
    COMMAND_GROUPS.iter().flat_map(of_group)
}

const fn group(menu: Menu, commands: &'static [CommandSpec]) -> CommandGroup {
    CommandGroup {
        menu,
        submenu: None,
        commands,
    }
}

const fn submenu(menu: Menu, name: &'static str, commands: &'static [CommandSpec]) -> CommandGroup {
    CommandGroup {
        menu,
        submenu: Some(name),
        commands,
    }
}

const fn row(
    command: C,
    label: &'static str,
    tooltip: &'static str,
    keys: &'static [Shortcut],
) -> CommandSpec {
    CommandSpec {
        command,
        label,
        tooltip,
        keys,
    }
}

const EXPORT_ROWS: [CommandSpec; EXPORTS.len()] = {
    let mut rows = [export_row(&EXPORTS[0], &[]); EXPORTS.len()];
    let mut index = 0;
    while index < EXPORTS.len() {
        let keys: &[Shortcut] = if index < EXPORT_KEYS.len() {
            &EXPORT_KEYS[index]
        } else {
            &[]
        };
        rows[index] = export_row(&EXPORTS[index], keys);
        index += 1;
    }
    rows
};

/// Keys of the first exports.
const EXPORT_KEYS: [[Shortcut; 1]; 2] = [[ctrl(Char('E'))], [ctrl_shift(Char('E'))]];

const fn export_row(format: &'static ExportFormat, keys: &'static [Shortcut]) -> CommandSpec {
    row(C::Export(format.export), format.label, format.tooltip, keys)
}

const FIND_ROWS: [CommandSpec; FIND_TABS.len()] = {
    let mut rows = [find_row(&FIND_TABS[0]); FIND_TABS.len()];
    let mut index = 0;
    while index < FIND_TABS.len() {
        rows[index] = find_row(&FIND_TABS[index]);
        index += 1;
    }
    rows
};

const fn find_row(tab: &'static FindTabSpec) -> CommandSpec {
    row(C::FindTab(tab.tab), tab.label, tab.tooltip, tab.shortcut)
}

const VIEW_ROWS: [CommandSpec; VIEWS.len()] = {
    let mut rows = [view_row(&VIEWS[0]); VIEWS.len()];
    let mut index = 0;
    while index < VIEWS.len() {
        rows[index] = view_row(&VIEWS[index]);
        index += 1;
    }
    rows
};

const fn view_row(view: &'static ViewSpec) -> CommandSpec {
    row(C::View(view.view), view.label, view.tooltip, view.shortcut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_row_or_a_shortcut() {
        let keys: Vec<(C, Shortcut)> = commands()
            .flat_map(|(_, spec)| spec.keys.iter().map(|key| (spec.command, *key)))
            .collect();
        for (nth, (command, key)) in keys.iter().enumerate() {
            let same = keys[..nth].iter().find(|(_, other)| other == key);
            assert_eq!(same, None, "{command:?} has {}", key.label());
        }
        for (_, spec) in commands() {
            assert_eq!(spec.command.spec().label, spec.label);
        }
    }
}
