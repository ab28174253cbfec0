use super::{
    command::Command,
    document::{
        BackupIntent, ExportIntent, ForgetIntent, ProtectedSearch, RecoveryIntent, RepairId,
        RepairIntent, RepairStep, SharingIntent,
    },
    editing::{AttributionIntent, NamedSpeaker, SpeakerIntent},
    looking::{Column, GraphIntent, MatrixIntent, TimelineIntent},
};
use crate::{
    analysis::{ClaimTable, OtherWords, SortKey, VerdictFilter, graph::Query},
    export::{Audience, Export, ExportError},
    import::ImportResult,
    project::{
        ArticleDetails, ArticleId, ClaimField, ClaimId, EvidenceId, Exclusion, HighlightId,
        HouseRules, Manner, Project, Provenance, RelationId, RelationKind, Revision, Stance,
        Status, VerdictScale,
    },
    storage::{
        AtPath, Backup, Damaged, ExportOptions, FileError, Hold, JournalName, JournalOrder,
        OpenedFile, Progress, Replaces, SaveDone, Seen, Settings, Theme, View, Watch,
    },
    text::{PageAddress, Span, TextSelection},
};

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

/// A request from a view, or the result of background work. Views return intents while they paint; the shell passes them to
/// [`Workbench::handle`](super::Workbench::handle) in order once all have painted.
#[derive(Debug)]
pub enum Intent {
    Command(Command),
    Article(ArticleIntent),
    Passage(PassageIntent),
    Claim(ClaimIntent),
    Evidence(EvidenceIntent),
    Attribution(AttributionIntent),
    Speaker(SpeakerIntent),
    List(ListIntent),
    Graph(GraphIntent),
    Matrix(MatrixIntent),
    Timeline(TimelineIntent),
    Find(FindIntent),
    Document(DocumentIntent),
    Repair(RepairIntent),
    Recovery(RecoveryIntent),
    Backup(BackupIntent),
    Export(ExportIntent),
    Forget(ForgetIntent),
    Sharing(SharingIntent),
    SetTitle(String),
    /// Changes the verdict scale. Maps old verdicts to new ones or to none; others stay where the new scale has them and are
    /// cleared where not.
    SetScale(VerdictScale, BTreeMap<String, Option<String>>),
    SetRules(HouseRules),
    /// The person left a text field: later typing is another undo step.
    TypingEnded,
    Configure(Box<Settings>),
    DismissNotice(u64),
    /// Shows an error.
    Notify(String),
    SetOverlay(Option<Overlay>),
}

#[derive(Debug)]
pub enum ArticleIntent {
    /// Opens the article in a column, or goes to its column.
    Open(ArticleId),
    Close(ArticleId),
    /// Its column has got the focus.
    Focus(ArticleId),
    /// Moves its column to an index.
    MoveColumn(ArticleId, usize),
    /// Sets the relative widths of the columns, from left to right.
    Resize(Vec<f32>),
    /// Moves it to an index in the list of articles.
    Move(ArticleId, usize),
    SetDetails(ArticleId, Box<ArticleDetails>),
    /// Opens its web page in the browser.
    OpenPage(ArticleId),
    /// Removes it with its highlights and their links.
    Remove(ArticleId),
    SetProvenance(ArticleId, Provenance),
    /// Adds an agency that it derives from.
    AddAgency(ArticleId, NamedSpeaker, Manner),
    SetExcluded(ArticleId, Option<Exclusion>),
}

#[derive(Debug)]
pub enum PassageIntent {
    SelectText(ArticleId, Option<TextSelection>),
    SelectHighlight(Option<HighlightId>),
    MoveEdges(HighlightId, Span),
    SetNote(HighlightId, String),
    /// Also deletes its links.
    Delete(HighlightId),
}

#[derive(Debug)]
pub enum ClaimIntent {
    Select(Option<ClaimId>),
    Set(ClaimId, ClaimField),
    /// Moves it to an index in the list.
    Move(ClaimId, usize),
    /// Also deletes its links.
    Delete(ClaimId),
    SetSpeaker(ClaimId, NamedSpeaker),
    /// Marks an article as read and silent on it, or not.
    SetSilent(ClaimId, ArticleId, bool),
    /// Relates the first claim to the second.
    Relate(ClaimId, ClaimId, RelationKind),
    Unrelate(RelationId),
    /// Merges the first claim into the second.
    Merge(ClaimId, ClaimId),
}

#[derive(Debug)]
pub enum EvidenceIntent {
    Link(HighlightId, ClaimId, Stance),
    /// Highlights the selected text and links it.
    LinkSelection(ClaimId, Stance),
    /// Shows the passage in its article.
    Show(EvidenceId),
    SetStance(EvidenceId, Stance),
    SetNote(EvidenceId, String),
    /// Keeps the highlight.
    Unlink(EvidenceId),
    /// Moves the link to another claim.
    Relink(EvidenceId, ClaimId),
}

#[derive(Debug)]
pub enum ListIntent {
    FilterText(String),
    FilterVerdict(VerdictFilter),
    FilterStatus(Option<Status>),
    /// The same key again reverses the order.
    Sort(SortKey),
    FilterArticles(String),
}

#[derive(Debug)]
pub enum FindIntent {
    Search(String),
    /// Searches the next piece of a long text.
    Continue,
    /// Moves on by this many hits; backwards if negative.
    Step(isize),
    /// By index.
    GoTo(usize),
    Close,
}

/// Includes the results of the shell's work.
#[derive(Debug)]
pub enum DocumentIntent {
    Open(PathBuf),
    /// Adds files and folders as articles.
    AddArticles(Vec<PathBuf>),
    AddText(String),
    /// Opens a file dialog.
    Pick(Purpose),
    /// At least one path.
    Picked(Purpose, Vec<PathBuf>),
    PickCancelled(Purpose),
    /// The system has no file dialog, so the person has to type a path.
    NoDialog(Purpose),
    PathTyped(Purpose, PathBuf),
    /// What the disk has at the typed path.
    PathChecked(Purpose, PathBuf, AtPath),
    /// The window was asked to close.
    CloseRequested,
    /// Stops reading articles and adds none.
    CancelReading,
    /// The answer to the open question.
    Answer(Answer),
    /// A project was read and its table built, or reading failed.
    Opened(PathBuf, Result<Box<(OpenedFile, ClaimTable)>, FileError>),
    /// A save ended.
    Saved(PathBuf, Revision, Result<SaveDone, FileError>),
    /// An export ended.
    Exported(PathBuf, Result<(), ExportError>),
    /// `None` after cancelling. The progress identifies the request.
    ArticlesRead(Arc<Progress>, Option<Vec<ImportResult>>),
}

/// Purpose of a picked file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Open,
    Save,
    /// Files to add as articles.
    Articles,
    /// A folder of articles.
    Folder,
    Export(Export),
}

/// A dialog over the window. One at a time; none blocks reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    Palette,
    /// Of the selected claim.
    Verdict,
    /// Of the selected claim.
    Status,
    Shortcuts,
    /// Article text to paste.
    Paste,
    Export(Export),
    ArticleDetails(ArticleId),
    /// The full address of an article's page, before it is opened.
    Address(ArticleId),
    /// The project's title, verdict scale and house rules.
    Project,
    Speakers,
    Settings,
    /// Unsaved changes from crashed sessions.
    Recovery,
    Backups,
    /// Deleting the history of the open project.
    Forget,
    /// A typed path, where the system has no file dialog.
    Path(Purpose),
    /// The problems of a damaged file.
    Repair,
}

/// A question to answer before changes are lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The project has unsaved changes; the departure waits.
    Unsaved(Departure),
    /// Another window has the opened file.
    OpenElsewhere,
}

/// An action that leaves the open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Departure {
    New,
    Sample,
    Open(PathBuf),
    /// Opening the same file again after another program has changed it.
    Reload(PathBuf),
    Repaired,
    Backup(Box<Backup>),
    /// Opening unsaved changes from a crashed session.
    Recover(JournalName),
    Quit,
}

/// An answer to a [`Question`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Save,
    Discard,
    Cancel,
    /// Keeps the file of the other window open, read-only.
    ReadOnly,
    /// Works on an unsaved copy of it.
    Copy,
}

/// An export to write, with all answers of its dialog.
#[derive(Debug)]
pub struct ExportRequest {
    pub export: Export,
    pub path: PathBuf,
    pub project: Arc<Project>,
    pub audience: Audience,
    pub options: ExportOptions,
    /// Of a picture; the system's is that of the window.
    pub theme: Theme,
    /// The part of the graph to draw.
    pub query: Query,
}

/// Work for the shell that needs a dialog, disk, clipboard or window. Its result comes back as an [`Intent`].
#[derive(Debug)]
pub enum Effect {
    /// Opens a file dialog with a suggested name, then [`DocumentIntent::Picked`],
    /// [`PickCancelled`](DocumentIntent::PickCancelled) or [`NoDialog`](DocumentIntent::NoDialog).
    PickFiles(Purpose, String),
    /// Checks a typed path, then [`DocumentIntent::PathChecked`].
    CheckPath(Purpose, PathBuf),
    /// Reads a project, then [`DocumentIntent::Opened`].
    ReadProject(PathBuf),
    /// Carries out a repair step, then [`Intent::Repair`].
    Repair(RepairId, Arc<Damaged>, RepairStep),
    /// Writes a project, then [`DocumentIntent::Saved`].
    WriteProject(PathBuf, Revision, Arc<Project>, Replaces),
    /// Tells other windows that the file is open here and watches it, then [`SharingIntent::Held`]. True if it was seen before.
    HoldFile(PathBuf, bool),
    /// Stops holding and watching a file.
    ReleaseFile(Option<Hold>, Option<Watch>),
    /// Compares a file with what was seen, then [`SharingIntent::Checked`].
    CheckFile(PathBuf, Seen),
    Journal(JournalOrder),
    /// Reads unsaved changes, then [`RecoveryIntent::Recovered`].
    Recover(JournalName),
    /// Deletes unsaved changes, then [`RecoveryIntent::Discarded`].
    Discard(JournalName),
    /// Lists backups, those of this file first, then [`BackupIntent::Listed`].
    ListBackups(Option<PathBuf>),
    /// Reads a backup, then [`BackupIntent::Read`].
    ReadBackup(Box<Backup>),
    /// Lists the history of the project at the path, then [`ForgetIntent::Found`].
    ListHistory(PathBuf),
    /// Deletes it, then [`ForgetIntent::Forgotten`].
    ForgetHistory(PathBuf),
    /// Searches an export for protected names, then [`ExportIntent::Searched`].
    SearchProtected(ProtectedSearch, Arc<Project>, OtherWords),
    /// Writes an export, then [`DocumentIntent::Exported`].
    WriteExport(Box<ExportRequest>),
    /// Lays out the graph of the query, then [`GraphIntent::LaidOut`] with the number of the request.
    LayOutGraph(u64, Arc<Project>, Query),
    /// Reads articles, then [`DocumentIntent::ArticlesRead`].
    ReadArticles(Vec<PathBuf>, Arc<Progress>),
    /// Puts text on the clipboard.
    Copy(String),
    /// Opens an address that the person has seen in a browser.
    OpenPage(PageAddress),
    /// Scrolls the article's column to the passage.
    Reveal {
        /// Open in a column.
        article: ArticleId,
        span: Span,
        /// Whether to draw attention to it.
        flash: bool,
    },
    Focus(FocusOn),
    /// Remembers the columns and the view of the project at this path.
    RememberPlaces(PathBuf, Vec<Column>, View),
    /// Another project is open; scratch of the previous one is stale.
    ProjectReplaced,
    /// The project has another path, or its first.
    ProjectPathChanged,
    Quit,
}

/// Target of the keyboard focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusOn {
    Article(ArticleId),
    Claims,
    /// With the text selected.
    Statement(ClaimId),
    Justification(ClaimId),
    /// The speaker field of a piece of evidence.
    Speaker(EvidenceId),
    Find,
}
