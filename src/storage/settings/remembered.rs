use super::table_columns::TableColumns;
use crate::{
    project::ArticleId,
    storage::backups::{BackupRetention, MAX_BACKUPS},
};

use serde::{Deserialize, Serialize};

/// User settings, for all projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// Scale of the article text on top of `reading_size`; 1 for none.
    pub zoom: f32,
    /// Font of the article text.
    pub reading_family: ReadingFamily,
    /// Size of the reading font in points.
    pub reading_size: f32,
    /// Maximum line width of an article, in average characters.
    pub line_width: f32,
    /// Last choices in the export dialog.
    pub export: ExportOptions,
    /// Number of backups to keep per project file.
    pub backups: usize,
    /// Projects to back up.
    pub keep_history: KeepHistory,
    /// Columns of the table.
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
    /// Clamps every number to a displayable range; NaN becomes the default.
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

/// Projects to back up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeepHistory {
    /// Every project.
    #[default]
    All,
    /// Only projects without protected names.
    Unprotected,
    /// No project.
    None,
}

impl Settings {
    /// Backup retention under these settings.
    #[must_use]
    pub fn kept(&self) -> BackupRetention {
        BackupRetention {
            most: match self.keep_history {
                KeepHistory::None => 0,
                KeepHistory::All | KeepHistory::Unprotected => self.backups,
            },
            of_protected: self.keep_history == KeepHistory::All,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// Follows the system.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// Font of the article text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingFamily {
    /// The platform's default reading font.
    #[default]
    Platform,
    /// The platform's serif.
    Serif,
    /// The platform's sans serif.
    SansSerif,
    /// A font family by name.
    Named(String),
}

/// Window state for all projects, in points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlaces {
    /// Inner width and height of the window.
    pub size: Option<(f32, f32)>,
    /// Whether it was maximized.
    pub maximized: bool,
    /// Sizes of the panels.
    pub panels: PanelSizes,
}

/// Sizes of the resizable panels; `None` for one not shown yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelSizes {
    /// Width of the article list.
    pub articles: Option<f32>,
    /// Width of the claims panel on the right.
    pub claims: Option<f32>,
    /// Height of the claim list.
    pub claim_list: Option<f32>,
}

/// View of one project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    /// The open articles from left to right. Some may no longer be in the project.
    pub columns: Vec<OpenColumn>,
    /// Main view.
    pub view: View,
}

/// An open article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenColumn {
    pub article: ArticleId,
    /// Byte offset of the top line; may be past the end of the text.
    #[serde(default)]
    pub top: usize,
    /// Share of the width, relative to the other columns.
    #[serde(default = "whole_share")]
    pub width: f32,
}

fn whole_share() -> f32 {
    1.0
}

/// Main view of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// Articles side by side.
    #[default]
    Read,
    /// The claim table.
    Table,
    /// Matrix of claims and articles.
    Matrix,
    /// Graph of claims, evidence and speakers.
    Graph,
    /// Timeline of claims and publications.
    Timeline,
}
/// Choices in the export dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    /// Puts an apostrophe in front of cells that a spreadsheet might run as a formula: those that start with `=`, `+`,
    /// `-`, `@`, their full-width forms, tab, CR or LF, after any blanks and invisible characters. When off, every cell
    /// is exact.
    pub spreadsheet_safe: bool,
    /// Writes a byte order mark, without which Excel does not recognise UTF-8.
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
