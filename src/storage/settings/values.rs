use super::{
    export_options::ExportOptions, imported_tables::ImportedTables, table_columns::TableColumns,
};
use crate::{
    project::{ArticleId, ClaimId},
    storage::backups::{BackupRetention, MAX_BACKUPS},
};

use serde::{Deserialize, Serialize};

/// User settings, for all projects.
#[expect(
    clippy::struct_excessive_bools,
    reason = "settings that have nothing to do with one another"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// Scale of the article text on top of `reading_size`; 1 for none.
    pub zoom: f32,
    /// Scale of the whole window; 1 for none.
    pub window_zoom: f32,
    /// Whether the list of articles is hidden.
    pub hide_articles: bool,
    /// Whether the claims beside the articles are hidden.
    pub hide_claims: bool,
    /// Font of the article text.
    pub reading_family: ReadingFamily,
    /// Size of the reading font in points.
    pub reading_size: f32,
    /// Maximum line width of an article, in average characters.
    pub line_width: f32,
    /// Whether a mouse selection that ends within a word is extended to the whole word.
    pub whole_words: bool,
    /// Whether a bar with actions appears at the selected passage.
    pub passage_bar: bool,
    /// Last choices in the dialog of a table.
    pub export: ExportOptions,
    /// Last choices in the dialog of a report.
    pub report: ReportOptions,
    /// Number of backups to keep per project file.
    pub backups: usize,
    /// Projects to back up.
    pub keep_history: KeepHistory,
    /// Whether imported files are stored beside the project.
    pub keep_originals: bool,
    /// The analyst's name, recorded with each imported article; may be empty.
    pub your_name: String,
    pub table: TableColumns,
    /// Selected columns of imported tables of posts and of claims.
    pub imported_tables: ImportedTables,
    /// Index of the current step of the tour; `None` once the tour was closed.
    pub tour: Option<usize>,
    /// The tab of the Find panel that was open last.
    pub find_tab: FindTab,
    /// Whether the Find panel is docked beside the articles and not below them.
    pub find_beside: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            window_zoom: 1.0,
            hide_articles: false,
            hide_claims: false,
            reading_family: ReadingFamily::Platform,
            reading_size: 16.0,
            line_width: 70.0,
            whole_words: true,
            passage_bar: true,
            export: ExportOptions::default(),
            report: ReportOptions::default(),
            backups: 10,
            keep_history: KeepHistory::default(),
            keep_originals: true,
            your_name: String::new(),
            table: TableColumns::default(),
            imported_tables: ImportedTables::default(),
            tour: Some(0),
            find_tab: FindTab::default(),
            find_beside: false,
        }
    }
}

impl Settings {
    /// Clamps every number to a displayable range; NaN becomes the default.
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
            window_zoom: limited(self.window_zoom, usual.window_zoom, 0.5, 3.0),
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

/// Stored by a key that does not change when the theme is renamed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// Follows the system.
    #[default]
    #[serde(rename = "system")]
    System,
    /// Dark text on light.
    #[serde(rename = "light")]
    Light,
    /// Light text on dark.
    #[serde(rename = "dark")]
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
pub struct WindowLayout {
    /// Inner width and height of the window.
    pub size: Option<(f32, f32)>,
    /// Upper left corner of the window with its title bar, where the system tells it.
    pub position: Option<(f32, f32)>,
    /// Whether it was maximized.
    pub maximized: bool,
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
    /// Width of the Find panel beside the articles.
    pub find_width: Option<f32>,
    /// Height of the Find panel below the articles.
    pub find_height: Option<f32>,
}

/// View of one project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectView {
    /// The open articles from left to right. Some may no longer be in the project.
    pub columns: Vec<OpenColumn>,
    /// The same articles by last use; the last one had the focus.
    #[serde(default)]
    pub used: Vec<ArticleId>,
    /// Main view.
    pub view: View,
    /// The selected claim. May no longer be in the project.
    pub claim: Option<ClaimId>,
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

/// Main view of the window, stored by a key that does not change when the view is renamed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum View {
    /// Articles side by side.
    #[default]
    #[serde(rename = "read")]
    Read,
    /// The claim table.
    #[serde(rename = "table")]
    Table,
    /// Matrix of claims and articles.
    #[serde(rename = "matrix")]
    Matrix,
    /// Graph of claims, evidence and speakers.
    #[serde(rename = "graph")]
    Graph,
    /// Timeline of claims and publications.
    #[serde(rename = "timeline")]
    Timeline,
}

/// Tab of the Find panel, stored by a key that does not change when the tab is renamed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FindTab {
    #[default]
    #[serde(rename = "search")]
    Search,
    #[serde(rename = "shared")]
    Shared,
    #[serde(rename = "amounts")]
    Amounts,
    #[serde(rename = "similar")]
    Similar,
    #[serde(rename = "names")]
    Names,
}

/// Choices in the report dialog. Which claims, and whether to include the analyst's notes, is asked each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportOptions {
    /// BCP 47 tag of the fixed words; English if empty.
    pub language: String,
    /// Leaves out claims that are not done.
    pub only_done: bool,
    /// Leaves out status, waived rules and open questions.
    pub without_work: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_keys_stay() {
        let views = (
            View::Read,
            View::Table,
            View::Matrix,
            View::Graph,
            View::Timeline,
        );
        let keys = ron::to_string(&views).unwrap();
        assert_eq!(keys, "(read,table,matrix,graph,timeline)");
        let themes = (Theme::System, Theme::Light, Theme::Dark);
        assert_eq!(ron::to_string(&themes).unwrap(), "(system,light,dark)");
    }
}
