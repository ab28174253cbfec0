use super::{FIND_TABS, Key::Char, Shortcut, shortcut::alt};
use crate::storage::View;

/// A heading, and rows of keys and what each does.
pub type KeyTable = (&'static str, &'static [(&'static str, &'static str)]);

/// The keys of the claim panel, which is open beside every view.
#[rustfmt::skip] // a row is a line
const CLAIM_PANEL: KeyTable = ("In the claim panel", &[
    ("Ctrl+Space, Shift+Space", "On a piece of evidence: add it to the selection, or extend the selection to it"),
    ("D, I, F, R, P, S", "On a chip of an attribution: direct or indirect, first-hand or reported, primary or secondary"),
]);

/// The keys of the views, the claim panel and the Find panel. The list of keys and the manual show them.
pub fn key_tables() -> impl Iterator<Item = KeyTable> {
    let views = VIEWS.iter().map(|view| (view.heading, view.keys));
    let tabs = FIND_TABS.iter().map(|tab| (tab.heading, tab.keys));
    views.chain([CLAIM_PANEL]).chain(tabs)
}

/// A row of [`VIEWS`].
#[derive(Debug)]
pub struct ViewSpec {
    pub view: View,
    pub label: &'static str,
    pub tooltip: &'static str,
    /// Keys of the command that shows the view.
    pub shortcut: &'static [Shortcut],
    /// Heading for the view's own keys: "In the graph".
    pub heading: &'static str,
    /// The keys of the view, and what each does.
    pub keys: &'static [(&'static str, &'static str)],
    /// Whether its own keys include the one that otherwise marks page clutter.
    pub zooms: bool,
}

/// The views, in the order of the status bar. Menus, keys, the list of shortcuts and the manual read this table.
#[rustfmt::skip] // a row is a line
pub const VIEWS: &[ViewSpec] = &[
    ViewSpec {
        view: View::Read,
        label: "Read",
        tooltip: "Show the articles side by side",
        shortcut: &[alt(Char('1'))],
        heading: "In an article",
        keys: &[
            ("Arrows", "Move the caret in the direction of the arrow, in right-to-left text too"),
            ("Ctrl+Left, Ctrl+Right", "Move by a word"),
            ("Home, End", "Go to the start or end of the line"),
            ("Ctrl+Home, Ctrl+End", "Go to the start or end of the article"),
            ("Page Up, Page Down", "Move by a screen"),
            ("Shift with any of these", "Select"),
            ("Alt+Left, Alt+Right", "Move the start of the selected highlight by one character, skipping white space"),
            ("Alt+Shift+Left, Alt+Shift+Right", "Move the end of the selected highlight"),
            ("Enter", "Unfold the page clutter at the caret"),
            ("Tab, then Enter", "Unfold or fold page clutter when its line has the focus"),
            ("Escape", "Clear the selection; from a field beside the articles, return to them"),
        ],
        zooms: false,
    },
    ViewSpec {
        view: View::Table,
        label: "Table",
        tooltip: "Show the claims as a table",
        shortcut: &[alt(Char('2'))],
        heading: "In the table",
        keys: &[
            ("Up, Down", "Select the claim above or below"),
            ("Home, End", "Select the first or last claim"),
            ("Page Up, Page Down", "Move by a screen"),
            ("Enter", "Go to the first passage of the claim"),
        ],
        zooms: false,
    },
    ViewSpec {
        view: View::Matrix,
        label: "Matrix",
        tooltip: "Show what each article says about each claim",
        shortcut: &[alt(Char('3'))],
        heading: "In the matrix",
        keys: &[
            ("Arrows", "Go from cell to cell"),
            ("Home, End", "Go to the start or end of the row"),
            ("Ctrl+Home, Ctrl+End", "Go to the first or last cell"),
            ("Page Up, Page Down", "Move by a screen"),
            ("Enter", "Go to the passage in the cell; if there is none, open the article"),
            ("0", "Mark the article as read and silent on the claim"),
            ("Space", "Tick the article for comparing"),
            ("Ctrl+D", "Compare the passages of the claim"),
            ("Escape", "Stop comparing"),
        ],
        zooms: false,
    },
    ViewSpec {
        view: View::Graph,
        label: "Graph",
        tooltip: "Show claims, the passages they rest on, and the speakers as a graph",
        shortcut: &[alt(Char('4'))],
        heading: "In the graph",
        keys: &[
            ("Arrows", "Go from node to node: up and down in the column, left and right along a line or else to the nearest node"),
            ("Home, End", "Go to the first or last node of the column"),
            ("Arrows, Page Up, Page Down, Home, End", "With no node selected, pan"),
            ("Enter", "Go to the passage or article, select the claim, or show only the speaker"),
            ("O", "Show only this claim or speaker, or the whole project again"),
            ("R", "Relate the claim to another: go to the other claim, press Enter, and select the relation"),
            ("Escape", "Cancel relating, or deselect the node"),
            ("+, -", "Zoom in, zoom out"),
            ("F", "Show the whole graph"),
        ],
        zooms: true,
    },
    ViewSpec {
        view: View::Timeline,
        label: "Timeline",
        tooltip: "Show when things were claimed and published",
        shortcut: &[alt(Char('5'))],
        heading: "On the timeline",
        keys: &[
            ("Arrows", "Go from mark to mark: left and right in the row, up and down to the mark nearest in time"),
            ("Home, End", "Go to the first or last mark of the row"),
            ("Ctrl+Home, Ctrl+End", "Go to the first or last row"),
            ("Page Up, Page Down", "Move by a screen"),
            ("Enter", "Go to the passage in its article; on a mark of a claim itself, show only the claim"),
            ("Ctrl+I", "Edit the details of the mark's article, where its date is"),
            ("+, -", "Zoom in, zoom out"),
            ("F", "Show everything that has a date"),
            ("Shift+Left, Shift+Right", "Move through time"),
            ("Escape", "Return from one claim or article to all claims"),
        ],
        zooms: true,
    },
];
