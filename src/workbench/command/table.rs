use super::{
    Command as C, CommandGroup, CommandSpec, Enabled, FIND_TABS, FindTabSpec,
    Key::{Char, Delete, Down, F, Minus, PageDown, PageUp, Plus, Question, Up},
    Menu, Menu as M, Run, Shortcut, VIEWS, ViewSpec,
    shortcut::{alt, alt_shift, ctrl, ctrl_shift, plain, shift},
};
use crate::{
    export::{EXPORTS, ExportFormat},
    project::{ArticleId, Exclusion, Stance},
    storage::Theme,
    workbench::{
        Workbench,
        document::{LeaveAction, Purpose},
        intent::{Effect, FocusOn, ManualPage, Overlay},
    },
};

/// Every command once, in the order of the menus.
#[rustfmt::skip] // a row is a line
pub const COMMAND_GROUPS: &[CommandGroup] = &[
    group(M::File, &[
        row(C::NewProject, "New project", "Start an empty project", &[ctrl(Char('N'))], call(|w| w.depart(LeaveAction::New))),
        row(C::Open, "Open…", "Open a project file", &[ctrl(Char('O'))], Run::Pick(Purpose::Open)),
        row(C::OpenSample, "Open sample project", "Open a copy of the sample project to try things in", &[], call(|w| w.depart(LeaveAction::Sample))),
    ]),
    group(M::File, &[
        row(C::Save, "Save", "Save the project to its file", &[ctrl(Char('S'))], call(Workbench::save)),
        row(C::SaveAs, "Save as…", "Save the project to another file", &[ctrl_shift(Char('S'))], Run::Pick(Purpose::Save)),
        row(C::RestoreBackup, "Restore backup…", "Open an earlier state of a project file as an unsaved copy", &[], call(Workbench::show_backups)),
        row(C::RecoverWork, "Recover work…", "Recover unsaved changes after a crash", &[], Run::Show(Overlay::Recovery)).when(|w| !w.unsaved_work().is_empty(), "There are no unsaved changes from a crash"),
        row(C::ForgetHistory, "Forget history…", "Delete the backups, journals and undo steps of the project; first shows what will be deleted", &[], call(Workbench::ask_about_past)),
    ]),
    group(M::File, &[
        row(C::AddArticles, "Add articles…", "Add files to the project as articles", &[ctrl_shift(Char('O'))], Run::Pick(Purpose::Articles)),
        row(C::AddFolder, "Add folder of articles…", "Add every file in a folder that can be read as an article", &[], Run::Pick(Purpose::Folder)),
        row(C::PasteArticle, "Paste article…", "Add an article from copied text", &[ctrl_shift(Char('V'))], Run::Show(Overlay::Paste)),
        row(C::AddedArticles, "Articles just added…", "List the articles added since the project was opened: format, hidden paragraphs, encoding, warnings; read one in another encoding", &[], Run::Show(Overlay::AddedArticles)).when(Workbench::has_added, "Nothing has been added since the project was opened"),
    ]),
    submenu(M::File, "Export", &EXPORT_ROWS),
    group(M::File, &[
        row(C::OpenExportFolder, "Open folder", "Open the folder of the last export in the file manager", &[], call(Workbench::open_export_folder)).when(|w| w.export_folder().is_some(), "Nothing was exported since the project was opened"),
    ]),
    group(M::File, &[
        row(C::EditProject, "Project, verdicts and rules…", "Set the project's title, verdict scale and house rules", &[], Run::Show(Overlay::Project)),
    ]),
    group(M::File, &[
        row(C::Quit, "Quit", "Close Crosscheck", &[ctrl(Char('Q'))], call(|w| w.depart(LeaveAction::Quit))),
    ]),
    group(M::Edit, &[
        row(C::Undo, "Undo", "Undo the last change", &[ctrl(Char('Z'))], call(Workbench::undo)).when(|w| w.history.undo_label().is_some(), "There is nothing to undo"),
        row(C::Redo, "Redo", "Redo the change that was undone last", &[ctrl_shift(Char('Z')), ctrl(Char('Y'))], call(Workbench::redo)).when(|w| w.history.redo_label().is_some(), "There is nothing to redo"),
    ]),
    group(M::Edit, &[
        row(C::Copy, "Copy", "Copy the selected text", &[ctrl(Char('C'))], call(Workbench::copy)).when(|w| w.selected_words().is_some(), "Select some text first"),
        row(C::CopyPassage, "Copy passage with source", "Copy the selected passage as a quote with its outlet, its date and a link to the passage on the web page", &[ctrl_shift(Char('C'))], call(Workbench::copy_passage)).when(Workbench::has_passage, NO_PASSAGE),
        row(C::CopyClaim, "Copy claim as Markdown", "Copy the selected claim with its verdict, reasons and passages", &[], call(Workbench::copy_claim)).when(has_claim, NO_CLAIM),
        row(C::CopyLink, "Copy link to passage", "Copy a command that opens this project at the selected highlight", &[], call(Workbench::copy_link)).check(Workbench::can_copy_link),
        row(C::CopyTable, "Copy table rows", "Copy the claim table as it is filtered and sorted, with the columns in view, for a spreadsheet or a document", &[], call(Workbench::copy_table)).when(lists_claims, "No claim passes the filter"),
        row(C::Find, "Find in open articles…", "Search the open articles and the claims", &[ctrl(Char('F'))], call(Workbench::open_find)),
        row(C::FindNext, "Find next", "Go to the next match", &[plain(F(3)), ctrl(Char('G'))], call(|w| w.step_found(1))).when(Workbench::can_step_found, NO_SEARCH),
        row(C::FindPrevious, "Find previous", "Go to the previous match", &[shift(F(3)), ctrl_shift(Char('G'))], call(|w| w.step_found(-1))).when(Workbench::can_step_found, NO_SEARCH),
    ]),
    group(M::Edit, &FIND_ROWS),
    group(M::Edit, &[
        row(C::SearchSpellings, "Search other spellings", "Search for all recorded spellings of the name in the query", &[ctrl_shift(Char('A'))], call(Workbench::search_spellings)).when(Workbench::can_search_spellings, "Search for a name that has several recorded spellings first"),
        row(C::SaveSearch, "Save search", "Keep the query of the search with the project, to run it again; press again to remove it", &[ctrl(Char('B'))], call(Workbench::toggle_saved_search)).when(Workbench::can_save_search, "Type a search first"),
        row(C::WatchWords, "Watch words", "Count the words of the search, or else the selected words, in every article; press again to stop", &[plain(Char('W')), ctrl_shift(Char('W'))], call(Workbench::toggle_watch_word)).check(Workbench::can_watch),
        row(C::ReviewHits, "Highlight all hits…", "Review everything that the search found in articles, then highlight it", &[shift(Char('H'))], call(Workbench::review_hits)).check(Workbench::can_review),
        row(C::TakeFound, "Record as value or alias", "Record the number selected in the Find panel as the value of its evidence, or the selected spelling as an alias; press again to take the spelling back", &[plain(Char('T'))], call(Workbench::take_found)).check(Workbench::can_take_found),
        row(C::DismissFound, "Dismiss result", "Stop suggesting the selected spelling as the same name, or the selected passage for this claim; remove the selected saved search or watch word", &[plain(Char('X'))], call(Workbench::dismiss_found)).check(Workbench::can_dismiss_found),
        row(C::OpenShared, "Open shared wording", "Open the passage at the caret beside an article that shares its wording", &[], call(Workbench::open_shared_at_caret)).check(Workbench::can_open_shared),
    ]),
    group(M::Article, &[
        row(C::EditDetails, "Article details", "Show the outlet, dates and address of the current article beside its text, to view or edit them", &[ctrl(Char('I'))], call(|w| w.set_overlay(w.article_to_edit().map(Overlay::ArticleDetails)))).when(|w| w.article_to_edit().is_some(), NO_ARTICLE),
        row(C::NextArticle, "Next article", "Open the next article in the list, and its details if those of this one are open", &[ctrl(PageDown)], call(|w| w.step_article(1))).when(|w| w.article_beside(1).is_some(), "There is no next article in the list"),
        row(C::PreviousArticle, "Previous article", "Open the previous article in the list, and its details if those of this one are open", &[ctrl(PageUp)], call(|w| w.step_article(-1))).when(|w| w.article_beside(-1).is_some(), "There is no previous article in the list"),
    ]),
    group(M::Article, &[
        row(C::ToggleClutter, "Mark as page clutter", "Fold away the selected paragraphs as menus, captions or advertisements; press again to undo", &[plain(Char('F'))], call(Workbench::toggle_clutter)).when(|w| w.selection.text.is_some(), "Put the caret in a paragraph first"),
        row(C::SuggestClutter, "Find page clutter", "Look for menus, captions and links to other stories in the current article, and offer to hide them", &[], focused(Workbench::ask_for_clutter)).when(has_column, NO_ARTICLE),
        row(C::MarkOriginal, "Mark as original reporting", "Record that the current article derives from no other text; press again to undo", &[], focused(Workbench::toggle_original)).when(has_column, NO_ARTICLE),
        row(C::Exclude(Exclusion::Retracted), "Exclude as retracted", "Leave the passages of the current article out of all counts, because it was retracted; press again to undo", &[], focused(|w, id| w.toggle_excluded(id, Exclusion::Retracted))).when(has_column, NO_ARTICLE),
        row(C::Exclude(Exclusion::Unreliable), "Exclude as unreliable", "Leave the passages of the current article out of all counts, because it is unreliable; press again to undo", &[], focused(|w, id| w.toggle_excluded(id, Exclusion::Unreliable))).when(has_column, NO_ARTICLE),
    ]),
    group(M::Article, &[
        row(C::CloseColumn, "Close column", "Close the current column; the article stays in the project", &[ctrl(Char('W'))], focused(|w, id| w.columns.close(id))).when(has_column, NO_ARTICLE),
        row(C::MoveColumnLeft, "Move column left", "Move the current column to the left", &[ctrl_shift(PageUp)], call(|w| w.move_column(-1))).when(|w| w.columns.beside(-1).is_some(), "There is no column further left"),
        row(C::MoveColumnRight, "Move column right", "Move the current column to the right", &[ctrl_shift(PageDown)], call(|w| w.move_column(1))).when(|w| w.columns.beside(1).is_some(), "There is no column further right"),
        row(C::WidenColumn, "Widen column", "Make the current column wider", &[alt(PageUp)], call(|w| w.columns.widen(WIDENING_FACTOR))).when(has_column, NO_ARTICLE),
        row(C::NarrowColumn, "Narrow column", "Make the current column narrower", &[alt(PageDown)], call(|w| w.columns.widen(1.0 / WIDENING_FACTOR))).when(has_column, NO_ARTICLE),
    ]),
    group(M::Article, &[
        row(C::MoveArticleUp, "Move article up", "Move the current article up in the list", &[], call(|w| w.move_article(-1))).when(|w| w.article_moved(-1).is_some(), "Select an article that is not the first in the list"),
        row(C::MoveArticleDown, "Move article down", "Move the current article down in the list", &[], call(|w| w.move_article(1))).when(|w| w.article_moved(1).is_some(), "Select an article that is not the last in the list"),
        row(C::ReplaceArticle, "Replace from file…", "Read the current article again from a file, such as a better copy; only until it has its first highlight", &[], call(Workbench::pick_replacement)).check(Workbench::can_replace_article),
        row(C::RemoveArticle, "Remove article", "Remove the current article and its highlights from the project", &[], focused(Workbench::remove_article)).when(has_column, NO_ARTICLE),
    ]),
    group(M::Claim, &[
        row(C::NewClaim, "New claim", "Add an empty claim and write its statement", &[ctrl_shift(Char('N'))], call(Workbench::new_claim)),
        row(C::AddClaims, "Add claims…", "Add the claims of a CSV file or a spreadsheet, whose columns you select", &[], Run::Pick(Purpose::Claims)),
        row(C::NewClaimFromSelection, "New claim from selection", "Highlight the selection and make a claim that it supports", &[plain(Char('N'))], call(Workbench::new_claim_from_selection)).when(Workbench::has_passage, NO_PASSAGE),
        row(C::HighlightSelection, "Highlight selection", "Highlight the selected text", &[plain(Char('H'))], call(Workbench::highlight_selection)).when(|w| w.selected_passage().is_some(), NO_PASSAGE),
    ]),
    group(M::Claim, &[
        row(C::Link(Stance::Supports), "Link as supports", "Link the selection or highlight to the selected claim as supporting it", &[plain(Char('1')), ctrl(Char('1'))], call(|w| w.link_selected(Stance::Supports))).check(Workbench::can_link),
        row(C::Link(Stance::Refutes), "Link as refutes", "Link the selection or highlight to the selected claim as refuting it", &[plain(Char('2')), ctrl(Char('2'))], call(|w| w.link_selected(Stance::Refutes))).check(Workbench::can_link),
        row(C::Link(Stance::Context), "Link as context", "Link the selection or highlight to the selected claim as context", &[plain(Char('3')), ctrl(Char('3'))], call(|w| w.link_selected(Stance::Context))).check(Workbench::can_link),
        row(C::MarkSilent, "Mark silent", "Mark the article as read and silent on this claim; press again to undo", &[plain(Char('0'))], call(Workbench::mark_silent)).check(Workbench::can_mark_silent),
        row(C::Compare, "Compare passages…", "Show the passages of the selected claim side by side, or those selected together, with the words and numbers that differ", &[ctrl(Char('D'))], call(Workbench::compare_evidence)).when(Workbench::can_compare, "Select a claim with two passages or more first"),
        row(C::Attribute, "Record who said it…", "Record the speaker of the selected evidence, the wording, and who relayed it", &[plain(Char('A'))], call(Workbench::attribute_selected)).when(|w| w.evidence_to_attribute().is_some(), "Select a passage of a claim or a linked highlight first"),
        row(C::AttributeAsBefore, "Attribute as before", "Attribute the selected evidence like the one before", &[shift(Char('A'))], call(Workbench::attribute_as_before)).when(Workbench::can_attribute_as_before, "Attribute one passage first, then select another"),
        row(C::Speakers, "Speakers…", "List all speakers: names, spellings, protected and excluded sources", &[ctrl_shift(Char('L'))], Run::Show(Overlay::Speakers)),
    ]),
    group(M::Claim, &[
        row(C::SetVerdict, "Set verdict…", "Set the verdict of the selected claim", &[plain(Char('V'))], Run::Show(Overlay::Verdict)).when(has_claim, NO_CLAIM),
        row(C::SetStatus, "Set status…", "Set the status of the selected claim", &[plain(Char('S'))], Run::Show(Overlay::Status)).when(has_claim, NO_CLAIM),
    ]),
    group(M::Claim, &[
        row(C::NextClaim, "Next claim", "Select the next claim in the list", &[alt(Down)], call(|w| w.step_claim(true))).when(lists_claims, "There is no claim in the list"),
        row(C::PreviousClaim, "Previous claim", "Select the previous claim in the list", &[alt(Up)], call(|w| w.step_claim(false))).when(lists_claims, "There is no claim in the list"),
        row(C::MoveClaimUp, "Move claim up", "Move the selected claim up by one place", &[alt_shift(Up)], call(|w| w.move_claim(-1))).when(|w| w.claim_moved(-1).is_some(), "Select a claim that is not the first"),
        row(C::MoveClaimDown, "Move claim down", "Move the selected claim down by one place", &[alt_shift(Down)], call(|w| w.move_claim(1))).when(|w| w.claim_moved(1).is_some(), "Select a claim that is not the last"),
        row(C::NextHighlight, "Next highlight", "Select the next highlight in the article, and its claim", &[plain(F(8))], call(|w| w.step_highlight(true))).when(has_column, NO_ARTICLE),
        row(C::PreviousHighlight, "Previous highlight", "Select the previous highlight in the article, and its claim", &[shift(F(8))], call(|w| w.step_highlight(false))).when(has_column, NO_ARTICLE),
    ]),
    group(M::Claim, &[
        row(C::DeleteClaim, "Delete claim", "Delete the selected claim and its links; the highlights stay", &[ctrl(Delete)], call(|w| w.selection.claim.into_iter().for_each(|id| w.delete_claim(id)))).check(Workbench::can_delete_claim),
        row(C::DeleteHighlight, "Delete highlight", "Delete the selected highlight and its links", &[plain(Delete)], call(|w| w.selection.highlight.into_iter().for_each(|id| w.delete_highlight(id)))).when(|w| w.selection.highlight.is_some(), "Select a highlight first"),
    ]),
    group(M::View, &VIEW_ROWS),
    submenu(M::View, "Theme", &[
        row(C::Theme(Theme::System), "System theme", "Follow the light or dark theme of the system", &[], call(|w| w.settings.theme = Theme::System)),
        row(C::Theme(Theme::Light), "Light theme", "Dark text on a light background", &[], call(|w| w.settings.theme = Theme::Light)),
        row(C::Theme(Theme::Dark), "Dark theme", "Light text on a dark background", &[], call(|w| w.settings.theme = Theme::Dark)),
    ]),
    group(M::View, &[
        row(C::NextPane, "Next pane", "Go to the next article column, from the last one to the claims, and on to the list of articles", &[plain(F(6))], call(|w| w.step_pane(1))),
        row(C::PreviousPane, "Previous pane", "Go to the previous pane", &[shift(F(6))], call(|w| w.step_pane(-1))),
        row(C::MenuBar, "Menu bar", "Go to the menu bar; the arrow keys move through the menus. Alt alone does the same", &[plain(F(10))], call(|w| w.effects.push(Effect::Focus(FocusOn::MenuBar)))),
        row(C::ToggleArticles, "Show or hide articles", "Hide or show the list of articles", &[plain(F(9))], call(|w| w.settings.hide_articles ^= true)),
        row(C::ToggleClaims, "Show or hide claims", "Hide or show the claims beside the articles", &[shift(F(9))], call(|w| w.settings.hide_claims ^= true)),
    ]),
    group(M::View, &[
        row(C::ZoomIn, "Zoom in", "Make everything in the window larger", &[ctrl(Plus)], call(|w| zoom(&mut w.settings.window_zoom, 1))),
        row(C::ZoomOut, "Zoom out", "Make everything in the window smaller", &[ctrl(Minus)], call(|w| zoom(&mut w.settings.window_zoom, -1))),
        row(C::ZoomReset, "Actual size", "Reset the zoom of the window", &[ctrl(Char('0'))], call(|w| w.settings.window_zoom = 1.0)),
        row(C::TextLarger, "Larger text", "Make the text of the articles larger", &[alt(Plus)], call(|w| zoom(&mut w.settings.zoom, 1))),
        row(C::TextSmaller, "Smaller text", "Make the text of the articles smaller", &[alt(Minus)], call(|w| zoom(&mut w.settings.zoom, -1))),
        row(C::TextReset, "Reset text size", "Show the text of the articles in the size from the settings", &[alt(Char('0'))], call(|w| w.settings.zoom = 1.0)),
    ]),
    group(M::View, &[
        row(C::Settings, "Settings…", "Set the font, the line length, the backups, the originals and your name", &[ctrl(Char(','))], Run::Show(Overlay::Settings)),
    ]),
    group(M::Help, &[
        row(C::Welcome, "Welcome", "Open a recent project, start one, or try the sample", &[], Run::Toggle(Overlay::Welcome)),
        row(C::Tour, "Five-minute tour", "Open the sample with a bar that leads you through it", &[], call(Workbench::tour)),
    ]),
    group(M::Help, &[
        row(C::GettingStarted, "Getting started", "Read the tour through the sample", &[], Run::Toggle(Overlay::Manual(ManualPage::GettingStarted))),
        row(C::Manual, "Manual", "Read the manual", &[], Run::Toggle(Overlay::Manual(ManualPage::Last))),
        row(C::Keys, "Keys", "List all keys", &[plain(F(1)), plain(Question)], Run::Toggle(Overlay::Keys)),
        row(C::Glossary, "Glossary", "Read what the words of Crosscheck mean", &[], Run::Toggle(Overlay::Manual(ManualPage::Glossary))),
    ]),
    group(M::Help, &[
        row(C::Palette, "Command palette…", "Find a command by name", &[ctrl(Char('K'))], Run::Toggle(Overlay::Palette)),
    ]),
    group(M::Help, &[
        row(C::About, "About Crosscheck", "Show the version and the licences", &[], Run::Toggle(Overlay::About)),
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

/// A command that can always run.
const fn row(
    command: C,
    label: &'static str,
    tooltip: &'static str,
    keys: &'static [Shortcut],
    run: Run,
) -> CommandSpec {
    CommandSpec {
        command,
        label,
        tooltip,
        keys,
        enabled: Enabled::Always,
        run,
    }
}

const fn call(run: fn(&mut Workbench)) -> Run {
    Run::Call(run)
}

/// Runs on the article of the focused column.
const fn focused(run: fn(&mut Workbench, ArticleId)) -> Run {
    Run::OnFocused(run)
}

impl CommandSpec {
    /// Runs only if this is met; otherwise the reason is shown.
    const fn when(self, is_met: fn(&Workbench) -> bool, reason: &'static str) -> Self {
        let enabled = Enabled::If(is_met, reason);
        Self { enabled, ..self }
    }

    const fn check(self, check: fn(&Workbench) -> Result<(), &'static str>) -> Self {
        let enabled = Enabled::Check(check);
        Self { enabled, ..self }
    }
}

/// Factor by which one step widens a column.
const WIDENING_FACTOR: f32 = 1.2;

const NO_ARTICLE: &str = "Open an article first";
const NO_CLAIM: &str = "Select a claim first";
const NO_PASSAGE: &str = "Select a passage first";
const NO_SEARCH: &str = "Search for something first";

fn has_column(workbench: &Workbench) -> bool {
    workbench.columns.focused().is_some()
}

fn has_claim(workbench: &Workbench) -> bool {
    workbench.selection.claim.is_some()
}

fn lists_claims(workbench: &Workbench) -> bool {
    !workbench.lists.claims.is_empty()
}

/// Zooms by a tenth a step, within 0.5 and 3.
fn zoom(zoom: &mut f32, steps: i32) {
    let tenths = (*zoom * 10.0).round() as i32 + steps;
    *zoom = tenths.clamp(5, 30) as f32 / 10.0;
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
    let command = C::Export(format.export);
    let row = row(
        command,
        format.label,
        format.tooltip,
        keys,
        Run::Export(format.export),
    );
    let enabled = Enabled::Export(format);
    CommandSpec { enabled, ..row }
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
    row(
        C::FindTab(tab.tab),
        tab.label,
        tab.tooltip,
        tab.shortcut,
        Run::FindTab(tab.tab),
    )
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
    row(
        C::View(view.view),
        view.label,
        view.tooltip,
        view.shortcut,
        Run::View(view.view),
    )
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
