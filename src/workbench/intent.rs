use super::{
    command::Command,
    document::{
        BackupIntent, DocumentIntent, ExportIntent, ForgetIntent, Purpose, RecoveryIntent,
        RepairIntent, SharingIntent,
    },
    editing::{
        ArticleIntent, AttributionIntent, ClaimIntent, ClaimTableIntent, EvidenceIntent,
        PassageIntent, SpeakerIntent,
    },
    looking::{
        AmountsIntent, ComparisonIntent, FindIntent, FindPanelIntent, GraphIntent,
        KeptSearchIntent, ListIntent, MatrixIntent, NamesIntent, SearchIntent, SharedIntent,
        SimilarIntent, TimelineIntent,
    },
    task::{Task, TaskEnd},
};
use crate::{
    analysis::graph::GraphQuery,
    export::{Audience, CopiedTable, Export, Extent},
    import::{ImportedFile, NamedWork, Password, Pasted},
    project::{
        ArticleId, ClaimId, EvidenceId, HouseRules, Original, Project, ProjectId, ReportHeading,
        Revision, TypingIn, VerdictScale,
    },
    storage::{
        Backup, ExportOptions, FileVersion, FindTab, HistoryOf, JournalCommand, JournalName,
        Progress, ProjectLock, ProjectView, Replaces, Settings, Theme, Watch,
    },
    text::{PageAddress, Span},
};

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

/// A request from the user or from a finished task. Views return intents while they paint; the shell hands them to
/// [`Workbench::handle`](super::Workbench::handle) in order after painting.
#[derive(Debug)]
pub enum Intent {
    Command(Command),
    Article(ArticleIntent),
    Passage(PassageIntent),
    Claim(ClaimIntent),
    ClaimTable(ClaimTableIntent),
    Evidence(EvidenceIntent),
    Attribution(AttributionIntent),
    Speaker(SpeakerIntent),
    List(ListIntent),
    Graph(GraphIntent),
    Matrix(MatrixIntent),
    Timeline(TimelineIntent),
    Find(FindIntent),
    FindPanel(FindPanelIntent),
    Search(SearchIntent),
    KeptSearch(KeptSearchIntent),
    Shared(SharedIntent),
    Comparison(ComparisonIntent),
    Similar(SimilarIntent),
    Amounts(AmountsIntent),
    Names(NamesIntent),
    Document(DocumentIntent),
    Repair(RepairIntent),
    Recovery(RecoveryIntent),
    Backup(BackupIntent),
    Export(ExportIntent),
    Forget(ForgetIntent),
    Sharing(SharingIntent),
    SetTitle(String),
    /// Replaces the verdict scale. Verdicts are mapped as given; an unmapped verdict is kept if the new scale has it and
    /// removed otherwise.
    SetScale(VerdictScale, BTreeMap<String, Option<String>>),
    SetRules(HouseRules),
    /// Headline and lead of the report, and which of the two was typed in.
    SetReportHeading(ReportHeading, TypingIn),
    /// The user has left a text field. Further typing is a new undo step.
    TypingEnded,
    Configure(Box<Settings>),
    /// Goes to a step of the tour of the sample, or closes the tour with `None`.
    Tour(Option<usize>),
    DismissNotice(u64),
    /// Goes to the record with the given id.
    GoTo(String),
    /// Shows a notice about a failure.
    Tell(String),
    TaskEnded(TaskEnd),
    /// Opens or closes the overlay.
    SetOverlay(Option<Overlay>),
}

/// An overlay on the window, or a panel that replaces the claims. At most one is open, and the articles stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    Palette,
    /// The verdicts to select from for the selected claim.
    Verdict,
    /// The statuses to select from for the selected claim.
    Status,
    /// The welcome page: commands to open or start a project.
    Welcome,
    Keys,
    Manual(ManualPage),
    About,
    /// Every widget in both themes, for developers.
    StyleGuide,
    /// The field for pasting an article.
    Paste,
    /// The articles added since the project was opened.
    AddedArticles,
    /// The columns of a table of claims, before they are imported.
    ClaimColumns,
    Export(Export),
    /// Beside the text; replaces the claims.
    ArticleDetails(ArticleId),
    /// The full web address of an article, shown before it is opened.
    Address(ArticleId),
    /// The project's title and verdict scale.
    Project,
    Speakers,
    /// Font, size and width of the article text.
    Settings,
    Recovery,
    Backups,
    /// Passages side by side.
    Comparison,
    /// The dialog that deletes the stored history of the open project.
    Forget,
    /// The field for a path, where the system has no file dialog.
    Path(Purpose),
    /// The problems in a damaged file, with their remedies.
    Repair,
}

/// The page at which the manual opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManualPage {
    /// The page that was last open.
    Last,
    GettingStarted,
    Glossary,
}

/// An export to write, with all options from its dialog.
#[derive(Debug)]
pub struct ExportRequest {
    pub export: Export,
    pub path: PathBuf,
    pub project: Arc<Project>,
    pub audience: Audience,
    pub extent: Extent,
    pub options: ExportOptions,
    /// Theme of a picture; the system theme means that of the window.
    pub theme: Theme,
    /// The part of the graph to draw.
    pub query: GraphQuery,
    pub progress: Arc<Progress>,
}

/// Work for the shell, which needs a dialog, a disk, a clipboard or a window. The result arrives as an [`Intent`].
#[derive(Debug)]
pub enum Effect {
    /// Runs a task on another thread, then sends [`Intent::TaskEnded`].
    Run(Task),
    /// Opens a file dialog, then sends [`DocumentIntent::PathsPicked`], [`NotChosen`](DocumentIntent::NotChosen) or
    /// [`NoDialog`](DocumentIntent::NoDialog). Carries a suggested file name.
    PickPath(Purpose, String),
    /// Checks a typed path, then sends [`DocumentIntent::PathChecked`].
    CheckPath(Purpose, PathBuf),
    /// Reads a project, then sends [`DocumentIntent::Opened`].
    ReadProject(PathBuf),
    /// Writes a project, then sends [`DocumentIntent::Saved`].
    WriteProject(PathBuf, Revision, Arc<Project>, Replaces),
    /// Locks and watches the open file, then sends [`SharingIntent::Held`]. Carries whether the file was read before.
    HoldFile(PathBuf, bool),
    LetGo(Option<ProjectLock>, Option<Watch>),
    /// Checks whether a file has changed since it was last read, then sends [`SharingIntent::Checked`].
    CheckFile(PathBuf, FileVersion),
    Journal(JournalCommand),
    /// Recovers work, then sends [`RecoveryIntent::Recovered`].
    Recover(JournalName),
    /// Discards work, then sends [`RecoveryIntent::Discarded`].
    Discard(JournalName),
    /// Lists backups, those of this file first, then sends [`BackupIntent::Listed`].
    ListBackups(Option<PathBuf>),
    /// Reads a backup, then sends [`BackupIntent::Read`].
    ReadBackup(Box<Backup>),
    /// Looks up the stored history of a project, then sends [`ForgetIntent::Found`].
    FindHistory(HistoryOf),
    /// Deletes that history, then sends [`ForgetIntent::Deleted`].
    ForgetHistory(HistoryOf),
    /// Writes an export, then sends [`DocumentIntent::Exported`].
    WriteExport(Box<ExportRequest>),
    /// Reads articles, with the password of each encrypted file, then sends [`DocumentIntent::ArticlesRead`].
    ReadArticles(Vec<PathBuf>, Option<Password>, Arc<Progress>),
    /// Searches the articles of that revision for the passages of other tools, then sends
    /// [`DocumentIntent::WorksPlaced`].
    PlaceWorks(Arc<Project>, Vec<NamedWork>, Revision, Arc<Progress>),
    /// Imports pasted text, then sends [`DocumentIntent::ArticlesRead`].
    ReadPasted(Pasted, Arc<Progress>),
    /// Reads the page on the clipboard, then sends [`DocumentIntent::ClipboardRead`].
    ReadClipboard,
    /// Reads a table of claims, then sends [`DocumentIntent::ClaimsRead`].
    ReadClaims(PathBuf),
    /// Reads a table of posts again with the columns in the settings, then sends [`DocumentIntent::ArticlesRead`].
    ReadTableAgain(Box<ImportedFile>, Arc<Progress>),
    Copy(String),
    /// Copies the same contents as text and as HTML.
    CopyTable(CopiedTable),
    /// Looks up an original beside the project and in the state directory, then sends [`ArticleIntent::OriginalIs`].
    CheckOriginal(ArticleId, Original),
    /// After a save of that project at that path: sets aside the originals with these names, whose articles were removed.
    SettleOriginals(ProjectId, PathBuf, BTreeSet<String>),
    /// Deletes the originals of a project from the state directory.
    DropOriginals(ProjectId, Option<PathBuf>),
    /// Opens a folder in the file manager of the system.
    OpenFolder(PathBuf),
    /// Opens the address of a page in the browser. The user has seen it in full.
    OpenPage(PageAddress),
    /// Scrolls the article's open column to the passage and, with `flash`, flashes it.
    Reveal {
        article: ArticleId,
        span: Span,
        flash: bool,
    },
    Focus(FocusOn),
    /// Saves the view of the project at this path. The shell adds the scroll offsets.
    RememberView(PathBuf, ProjectView),
    /// Another project is open, so cached state of the previous one is stale.
    ProjectReplaced,
    /// The project was saved to a new path, or for the first time.
    ProjectPathChanged,
    Quit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusOn {
    /// The text of an article in its column.
    Article(ArticleId),
    Claims,
    /// The list of articles.
    Articles,
    MenuBar,
    /// The statement of a claim, with its text selected.
    Statement(ClaimId),
    Justification(ClaimId),
    /// The field for the speaker of a piece of evidence.
    Speaker(EvidenceId),
    /// The field of the find bar.
    Find,
    /// The query field of the search tab.
    Search,
    /// The list of hits in the search tab.
    Hits,
    /// The list in another tab of the Find panel.
    FindList(FindTab),
    /// The passages that the selected pair of articles shares.
    SharedPassages,
}

impl FocusOn {
    /// Whether the widget is in the claim panel.
    pub(super) fn is_in_claims(self) -> bool {
        match self {
            Self::Claims | Self::Statement(_) | Self::Justification(_) | Self::Speaker(_) => true,
            Self::Article(_)
            | Self::Articles
            | Self::MenuBar
            | Self::Find
            | Self::Search
            | Self::Hits
            | Self::FindList(_)
            | Self::SharedPassages => false,
        }
    }

    /// Whether the widget takes text.
    pub fn is_field(self) -> bool {
        match self {
            Self::Statement(_)
            | Self::Justification(_)
            | Self::Speaker(_)
            | Self::Find
            | Self::Search => true,
            Self::Article(_)
            | Self::Claims
            | Self::Articles
            | Self::MenuBar
            | Self::Hits
            | Self::FindList(_)
            | Self::SharedPassages => false,
        }
    }
}
