use super::{Key::Char, Shortcut, shortcut::ctrl_shift};
use crate::storage::FindTab;

/// A row of [`FIND_TABS`].
#[derive(Debug)]
pub struct FindTabSpec {
    pub tab: FindTab,
    /// The name on the tab.
    pub name: &'static str,
    /// Name of the command that shows the tab.
    pub label: &'static str,
    pub tooltip: &'static str,
    pub shortcut: &'static [Shortcut],
    /// Heading for the keys of the tab: "In the list of hits".
    pub heading: &'static str,
    /// The keys of the tab, and what each does.
    pub keys: &'static [(&'static str, &'static str)],
}

/// The tabs of the Find panel, from left to right. Menus, keys, the list of shortcuts, the panel and the manual read this
/// table.
pub const FIND_TABS: &[FindTabSpec] = &[SEARCH, SHARED, AMOUNTS, NAMES, SIMILAR];

const SEARCH: FindTabSpec = FindTabSpec {
    tab: FindTab::Search,
    name: "Search",
    label: "Search everything…",
    tooltip: "Search all articles, notes, claims and speakers",
    shortcut: &[ctrl_shift(Char('F'))],
    heading: "In the list of hits",
    keys: &[
        ("Up, Down", "Go to the hit above or below"),
        ("Home, End", "Go to the first or last hit"),
        ("Page Up, Page Down", "Move by a screen"),
        ("Enter", "Open the article at the hit"),
        ("Space", "While reviewing: tick or untick the hit"),
        ("X", "Remove the selected saved search or watch word"),
        ("Escape", "Stop reviewing; close the panel"),
    ],
};

const SHARED: FindTabSpec = FindTabSpec {
    tab: FindTab::Shared,
    name: "Shared wording",
    label: "Shared wording…",
    tooltip: "List the articles that share prose or quote one statement",
    shortcut: &[],
    heading: "In the lists of shared wording",
    keys: &[
        ("Up, Down", "Go to the pair or passage above or below"),
        ("Home, End", "Go to the first or last"),
        ("Page Up, Page Down", "Move by a screen"),
        (
            "Left, Right",
            "Go to the pairs, or to the passages of the selected pair",
        ),
        ("Enter", "Open both articles side by side at the passage"),
        ("Escape", "Close the panel"),
    ],
};

const AMOUNTS: FindTabSpec = FindTabSpec {
    tab: FindTab::Amounts,
    name: "Numbers and dates",
    label: "Numbers and dates…",
    tooltip: "Show the numbers and dates of the selected claim or of the open articles side by side",
    shortcut: &[ctrl_shift(Char('D'))],
    heading: "In the list of numbers and dates",
    keys: &[
        ("Up, Down", "Go to the number or date above or below"),
        ("Home, End", "Go to the first or last one"),
        ("Page Up, Page Down", "Move by a screen"),
        ("Enter", "Open the article at its sentence"),
        ("T", "Record the number as the value of its evidence"),
        ("Escape", "Close the panel"),
    ],
};

const SIMILAR: FindTabSpec = FindTabSpec {
    tab: FindTab::Similar,
    name: "Similar passages",
    label: "Similar passages…",
    tooltip: "Find sentences of other articles that share rare words with the selected claim or passage",
    shortcut: &[ctrl_shift(Char('K'))],
    heading: "In the list of similar passages",
    keys: &[
        ("Up, Down", "Go to the passage above or below"),
        ("Home, End", "Go to the first or last passage"),
        ("Page Up, Page Down", "Move by a screen"),
        ("Enter", "Open the article at the passage"),
        ("1, 2, 3", "Link the passage to the selected claim"),
        (
            "0",
            "Mark the passage's article as read and silent on the claim",
        ),
        ("X", "Dismiss the passage for the claim"),
        ("Escape", "Close the panel"),
    ],
};

const NAMES: FindTabSpec = FindTabSpec {
    tab: FindTab::Names,
    name: "Names",
    label: "Names…",
    tooltip: "List the spellings of names in the articles, and suggest them as aliases",
    shortcut: &[],
    heading: "In the list of names",
    keys: &[
        ("Up, Down", "Go to the spelling above or below"),
        ("Home, End", "Go to the first or last one"),
        ("Page Up, Page Down", "Move by a screen"),
        (
            "Enter",
            "Open the article at the spelling; press again for its next occurrence",
        ),
        (
            "T",
            "Take the spelling as an alias; press again to take it back",
        ),
        ("X", "Different name: do not suggest the spelling again"),
        ("Escape", "Close the panel"),
    ],
};
