use super::table_columns::TableColumns;
use crate::{
    project::ArticleId,
    storage::backups::{Kept, MAX_BACKUPS},
};

use serde::{Deserialize, Serialize};

/// What the user chose, for every project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// Scale of the articles' text on top of `reading_size`, 1 for none.
    pub zoom: f32,
    /// What articles are set in.
    pub reading_family: ReadingFamily,
    /// Size of the reading font in points.
    pub reading_size: f32,
    /// Widest line of an article, in characters of middling width.
    pub line_width: f32,
    /// The last answers of the export dialog.
    pub export: ExportOptions,
    /// How many earlier states of each project file are kept.
    pub backups: usize,
    /// Of which projects they are kept.
    pub keep_history: KeepHistory,
    /// The columns of the table.
    pub table: TableColumns,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            reading_family: ReadingFamily::Platform,
            reading_size: 16.0,
            line_width: 70.0,
            export: ExportOptions::default(),
            backups: 10,
            keep_history: KeepHistory::default(),
            table: TableColumns::default(),
        }
    }
}

impl Settings {
    /// The same with every number within what a window can show; what is no number becomes the default.
    #[must_use]
    pub fn within_limits(self) -> Self {
        let usual = Self::default();
        let limited = |value: f32, usual: f32, least: f32, most: f32| {
            if value.is_finite() {
                value.clamp(least, most)
            } else {
                usual
            }
        };
        Self {
            zoom: limited(self.zoom, usual.zoom, 0.5, 3.0),
            reading_size: limited(self.reading_size, usual.reading_size, 8.0, 48.0),
            line_width: limited(self.line_width, usual.line_width, 30.0, 160.0),
            backups: self.backups.min(MAX_BACKUPS),
            ..self
        }
    }
}

/// Of which projects earlier states are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeepHistory {
    /// Of every project.
    #[default]
    All,
    /// Of those without protected names.
    Unprotected,
    /// Of none.
    None,
}

impl Settings {
    /// Which backups are kept.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept {
            most: match self.keep_history {
                KeepHistory::None => 0,
                KeepHistory::All | KeepHistory::Unprotected => self.backups,
            },
            of_protected: self.keep_history == KeepHistory::All,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// What articles are set in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingFamily {
    /// The platform's own reading font.
    #[default]
    Platform,
    /// The platform's serif.
    Serif,
    /// The platform's sans serif.
    SansSerif,
    /// A family by its name.
    Named(String),
}

/// How the window was left, for every project. Points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlaces {
    /// Width and height of what is inside of the window's frame.
    pub size: Option<(f32, f32)>,
    /// Whether it filled the screen.
    pub maximized: bool,
    /// The widths and heights of the panels.
    pub panels: PanelSizes,
}

/// Sizes of the panels that can be dragged; `None` for one that never was shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelSizes {
    /// Width of the list of articles.
    pub articles: Option<f32>,
    /// Width of the claims at the right.
    pub claims: Option<f32>,
    /// Height of the list of claims.
    pub claim_list: Option<f32>,
}

/// Where the window was in one project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    /// The open articles from left to right. Some may no longer be in the project.
    pub columns: Vec<OpenColumn>,
    /// What the middle of the window showed.
    pub view: View,
}

/// An article that was open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenColumn {
    /// Which.
    pub article: ArticleId,
    /// The byte of its text that stood in the top line; may lie beyond the text.
    #[serde(default)]
    pub top: usize,
    /// Its share of the width, relative to the other columns.
    #[serde(default = "whole_share")]
    pub width: f32,
}

fn whole_share() -> f32 {
    1.0
}

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// Articles side by side.
    #[default]
    Read,
    /// The claim table.
    Table,
    /// Claims by articles.
    Matrix,
    /// Claims, what they rest on, and who said it.
    Graph,
    /// What was claimed and published when.
    Timeline,
}
/// The answers of the export dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    /// Cells that a spreadsheet might run as a formula get a leading apostrophe: those that start with `=`, `+`, `-`, `@`,
    /// their full-width forms, tab, CR or LF; blanks and invisible characters before it do not count. Switched off,
    /// every cell is exact.
    pub spreadsheet_safe: bool,
    /// A byte order mark first, without which Excel takes UTF-8 for something else.
    pub bom: bool,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            spreadsheet_safe: true,
            bom: false,
        }
    }
}
