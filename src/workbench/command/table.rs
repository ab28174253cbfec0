use super::{
    Command as C, CommandSpec,
    Key::{Char, Delete, Down, F, Minus, PageDown, PageUp, Plus, Question, Up},
    Menu as M, Shortcut,
    shortcut::{alt, alt_shift, ctrl, ctrl_shift, plain, shift},
};

/// Every command once, in the order of the menus, which is also that of [`Command`](super::Command)'s variants.
#[rustfmt::skip] // a row is a line
pub const COMMANDS: &[CommandSpec] = &[
    row(M::File, C::NewProject, "New project", "Start an empty project", &[ctrl(Char('N'))]),
    row(M::File, C::Open, "Open…", "Open a project file", &[ctrl(Char('O'))]),
    row(M::File, C::OpenSample, "Open sample project", "Open a copy of the sample project to try things in", &[]),
    row(M::File, C::Save, "Save", "Save the project to its file", &[ctrl(Char('S'))]),
    row(M::File, C::SaveAs, "Save as…", "Save the project to another file", &[ctrl_shift(Char('S'))]),
    row(M::File, C::RestoreBackup, "Restore backup…", "Open an earlier state of a project file as an unsaved copy", &[]),
    row(M::File, C::RecoverWork, "Recover work…", "Recover unsaved changes after a crash", &[]),
    row(M::File, C::ForgetHistory, "Forget history…", "Delete the backups, journals and undo steps of the project; says first what will be deleted", &[]),
    row(M::File, C::AddArticles, "Add articles…", "Add text files to the project as articles", &[ctrl_shift(Char('O'))]),
    row(M::File, C::AddFolder, "Add folder of articles…", "Add every text file in a folder as an article", &[]),
    row(M::File, C::PasteArticle, "Paste article…", "Add an article from copied text", &[ctrl_shift(Char('V'))]),
    row(M::File, C::AddedArticles, "Articles just added…", "List the articles added since the project was opened, with the encoding of each; read one in another encoding", &[]),
    row(M::File, C::ExportClaims, "Export claims as CSV…", "Export the claim table for a spreadsheet, one row for each claim", &[ctrl(Char('E'))]),
    row(M::File, C::ExportEvidence, "Export evidence as CSV…", "Export one row for each link between a passage and a claim", &[ctrl_shift(Char('E'))]),
    row(M::File, C::ExportGraph, "Export graph as SVG…", "Export the filtered graph as an SVG picture", &[]),
    row(M::File, C::EditProject, "Project, verdicts and rules…", "Set the project's title, verdict scale and house rules", &[]),
    row(M::File, C::Quit, "Quit", "Close Crosscheck", &[ctrl(Char('Q'))]),
    row(M::Edit, C::Undo, "Undo", "Undo the last change", &[ctrl(Char('Z'))]),
    row(M::Edit, C::Redo, "Redo", "Redo the change that was undone last", &[ctrl_shift(Char('Z')), ctrl(Char('Y'))]),
    row(M::Edit, C::Copy, "Copy", "Copy the selected text", &[ctrl(Char('C'))]),
    row(M::Edit, C::Find, "Find…", "Search the open articles and the claims", &[ctrl(Char('F'))]),
    row(M::Edit, C::FindNext, "Find next", "Go to the next match", &[plain(F(3)), ctrl(Char('G'))]),
    row(M::Edit, C::FindPrevious, "Find previous", "Go to the previous match", &[shift(F(3)), ctrl_shift(Char('G'))]),
    row(M::Edit, C::EditDetails, "Edit article details…", "Edit the title, outlet, dates and address of the current article", &[ctrl(Char('I'))]),
    row(M::Edit, C::ToggleClutter, "Mark as page clutter", "Fold away the selected paragraphs as menus, captions or advertisements; press again to undo", &[plain(Char('F'))]),
    row(M::Edit, C::MoveArticleUp, "Move article up", "Move the current article up in the list", &[]),
    row(M::Edit, C::MoveArticleDown, "Move article down", "Move the current article down in the list", &[]),
    row(M::Edit, C::RemoveArticle, "Remove article", "Remove the current article and its highlights from the project", &[]),
    row(M::Claim, C::NewClaim, "New claim", "Add an empty claim and write its statement", &[ctrl_shift(Char('N'))]),
    row(M::Claim, C::NewClaimFromSelection, "New claim from selection", "Highlight the selection and make a claim that it supports", &[plain(Char('N'))]),
    row(M::Claim, C::HighlightSelection, "Highlight selection", "Highlight the selected text", &[plain(Char('H'))]),
    row(M::Claim, C::LinkSupports, "Link as supports", "Link the selection or highlight to the selected claim as supporting it", &[plain(Char('1')), ctrl(Char('1'))]),
    row(M::Claim, C::LinkRefutes, "Link as refutes", "Link the selection or highlight to the selected claim as refuting it", &[plain(Char('2')), ctrl(Char('2'))]),
    row(M::Claim, C::LinkContext, "Link as context", "Link the selection or highlight to the selected claim as context", &[plain(Char('3')), ctrl(Char('3'))]),
    row(M::Claim, C::MarkSilent, "Mark silent", "Mark the article as read and silent on this claim; press again to undo", &[plain(Char('0'))]),
    row(M::Claim, C::Attribute, "Record who said it…", "Record the speaker of the selected evidence, the wording, and who relayed it", &[plain(Char('A'))]),
    row(M::Claim, C::AttributeAsBefore, "Attribute as before", "Attribute the selected evidence like the one before", &[shift(Char('A'))]),
    row(M::Claim, C::Speakers, "Speakers…", "List all speakers: names, spellings, protected and excluded sources", &[ctrl_shift(Char('L'))]),
    row(M::Claim, C::SetVerdict, "Set verdict…", "Set the verdict of the selected claim", &[plain(Char('V'))]),
    row(M::Claim, C::SetStatus, "Set status…", "Set the status of the selected claim", &[plain(Char('S'))]),
    row(M::Claim, C::NextClaim, "Next claim", "Select the next claim in the list", &[alt(Down)]),
    row(M::Claim, C::PreviousClaim, "Previous claim", "Select the previous claim in the list", &[alt(Up)]),
    row(M::Claim, C::MoveClaimUp, "Move claim up", "Move the selected claim up by one number", &[alt_shift(Up)]),
    row(M::Claim, C::MoveClaimDown, "Move claim down", "Move the selected claim down by one number", &[alt_shift(Down)]),
    row(M::Claim, C::NextHighlight, "Next highlight", "Select the next highlight in the article, and its claim", &[plain(F(8))]),
    row(M::Claim, C::PreviousHighlight, "Previous highlight", "Select the previous highlight in the article, and its claim", &[shift(F(8))]),
    row(M::Claim, C::DeleteClaim, "Delete claim", "Delete the selected claim and its links; the highlights stay", &[ctrl(Delete)]),
    row(M::Claim, C::DeleteHighlight, "Delete highlight", "Delete the selected highlight and its links", &[plain(Delete)]),
    row(M::View, C::Read, "Read", "Show the articles side by side", &[alt(Char('1'))]),
    row(M::View, C::Table, "Table", "Show the claims as a table", &[alt(Char('2'))]),
    row(M::View, C::Matrix, "Matrix", "Show what each article says about each claim", &[alt(Char('3'))]),
    row(M::View, C::Graph, "Graph", "Show claims, the passages they rest on, and the speakers as a graph", &[alt(Char('4'))]),
    row(M::View, C::Timeline, "Timeline", "Show when things were claimed and published", &[alt(Char('5'))]),
    row(M::View, C::ThemeSystem, "System theme", "Follow the light or dark theme of the system", &[]),
    row(M::View, C::ThemeLight, "Light theme", "Dark text on a light background", &[]),
    row(M::View, C::ThemeDark, "Dark theme", "Light text on a dark background", &[]),
    row(M::View, C::NextPane, "Next pane", "Go to the next article column, and from the last one to the claims", &[plain(F(6))]),
    row(M::View, C::PreviousPane, "Previous pane", "Go to the previous pane", &[shift(F(6))]),
    row(M::View, C::CloseColumn, "Close column", "Close the current column; the article stays in the project", &[ctrl(Char('W'))]),
    row(M::View, C::MoveColumnLeft, "Move column left", "Move the current column to the left", &[ctrl_shift(PageUp)]),
    row(M::View, C::MoveColumnRight, "Move column right", "Move the current column to the right", &[ctrl_shift(PageDown)]),
    row(M::View, C::WidenColumn, "Widen column", "Make the current column wider", &[alt(Plus)]),
    row(M::View, C::NarrowColumn, "Narrow column", "Make the current column narrower", &[alt(Minus)]),
    row(M::View, C::ZoomIn, "Zoom in", "Make the text of the articles larger", &[ctrl(Plus)]),
    row(M::View, C::ZoomOut, "Zoom out", "Make the text of the articles smaller", &[ctrl(Minus)]),
    row(M::View, C::ZoomReset, "Actual size", "Show the text of the articles in the size from the settings", &[ctrl(Char('0'))]),
    row(M::View, C::Settings, "Reading settings…", "Set the font, its size, the line length and the backups", &[ctrl(Char(','))]),
    row(M::Help, C::Palette, "Command palette…", "Find a command by name", &[ctrl(Char('K'))]),
    row(M::Help, C::Shortcuts, "Keyboard shortcuts", "List all shortcuts", &[plain(F(1)), plain(Question)]),
    row(M::Help, C::Manual, "Manual", "Read the manual", &[]),
];

const fn row(
    menu: M,
    command: C,
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
    fn no_two_commands_share_a_shortcut() {
        let keys: Vec<(C, Shortcut)> = COMMANDS
            .iter()
            .flat_map(|spec| spec.keys.iter().map(|key| (spec.command, *key)))
            .collect();
        for (nth, (command, key)) in keys.iter().enumerate() {
            let same = keys[..nth].iter().find(|(_, other)| other == key);
            assert_eq!(same, None, "{command:?} has {}", key.label());
        }
    }
}
