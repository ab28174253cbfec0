use super::{
    command::Command,
    document::{
        BackupIntent, ExportIntent, ForgetIntent, ProtectedSearch, RecoveryIntent, RepairId,
        RepairIntent, RepairStep, SharingIntent,
    },
    editing::{AttributionIntent, Named, SpeakerIntent},
    looking::{Column, GraphIntent, MatrixIntent, TimelineIntent},
};
use crate::{
    analysis::{ClaimTable, OtherWords, SortKey, VerdictFilter, graph::GraphQuery},
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

/// A request from the user or from a finished task. Views return intents while they paint; the shell hands them to
/// [`Workbench::handle`](super::Workbench::handle) in order after painting.
#[derive(Debug)]
pub enum Intent {
    /// A command from a menu, a shortcut or the palette.
    Command(Command),
    /// Articles and their columns.
    Article(ArticleIntent),
    /// Passages of text.
    Passage(PassageIntent),
    /// Claims.
    Claim(ClaimIntent),
    /// Links between highlights and claims.
    Evidence(EvidenceIntent),
    /// The attribution of a piece of evidence.
    Attribution(AttributionIntent),
    /// Speakers.
    Speaker(SpeakerIntent),
    /// Filter and order of the lists.
    List(ListIntent),
    /// The graph.
    Graph(GraphIntent),
    /// The matrix of claims and articles.
    Matrix(MatrixIntent),
    /// The timeline.
    Timeline(TimelineIntent),
    /// The search.
    Find(FindIntent),
    /// The project as a document: opening, saving, exporting.
    Document(DocumentIntent),
    /// A damaged file and its repair.
    Repair(RepairIntent),
    /// The journal and work left by crashed sessions.
    Recovery(RecoveryIntent),
    /// Backups.
    Backup(BackupIntent),
    /// The open export dialog.
    Export(ExportIntent),
    /// The stored history of the open project.
    Forget(ForgetIntent),
    /// Other windows and programs that use the open file.
    Sharing(SharingIntent),
    /// Renames the project.
    SetTitle(String),
    /// Replaces the verdict scale. Verdicts are mapped as given; an unmapped verdict is kept if the new scale has it and
    /// removed otherwise.
    SetScale(VerdictScale, BTreeMap<String, Option<String>>),
    /// Replaces the house rules.
    SetRules(HouseRules),
    /// The user left a text field; further typing is a new undo step.
    TypingEnded,
    /// Replaces the settings.
    Configure(Box<Settings>),
    /// Dismisses a notice.
    DismissNotice(u64),
    /// Shows a notice.
    Tell(String),
    /// Opens or closes the overlay.
    SetOverlay(Option<Overlay>),
}

/// See [`Intent::Article`].
#[derive(Debug)]
pub enum ArticleIntent {
    /// Opens the article in a column, or focuses the column it is already open in.
    Open(ArticleId),
    /// Closes its column.
    Close(ArticleId),
    /// Focuses its column.
    Focus(ArticleId),
    /// Moves its column to an index among the columns (from 0).
    MoveColumn(ArticleId, usize),
    /// Sets the relative widths of the open columns, left to right.
    Resize(Vec<f32>),
    /// Moves the article to an index in the list of articles (from 0).
    Move(ArticleId, usize),
    /// Replaces its article details.
    SetDetails(ArticleId, Box<ArticleDetails>),
    /// Opens the page it was taken from in the browser.
    OpenPage(ArticleId),
    /// Removes it from the project, with its highlights and their links.
    Remove(ArticleId),
    /// Sets its provenance.
    SetProvenance(ArticleId, Provenance),
    /// Adds an agency by name to its provenance.
    AddAgency(ArticleId, Named, Manner),
    /// Excludes the article from all counts, or includes it again.
    SetExcluded(ArticleId, Option<Exclusion>),
}

/// See [`Intent::Passage`].
#[derive(Debug)]
pub enum PassageIntent {
    /// Replaces the text selection.
    SelectText(ArticleId, Option<TextSelection>),
    /// Selects a highlight, or none.
    SelectHighlight(Option<HighlightId>),
    /// Moves a highlight to another span.
    MoveEdges(HighlightId, Span),
    /// Replaces a highlight's note.
    SetNote(HighlightId, String),
    /// Deletes a highlight and its links.
    Delete(HighlightId),
}

/// See [`Intent::Claim`].
#[derive(Debug)]
pub enum ClaimIntent {
    /// Selects a claim, or none.
    Select(Option<ClaimId>),
    /// Replaces a field.
    Set(ClaimId, ClaimField),
    /// Moves it to an index in the list (from 0).
    Move(ClaimId, usize),
    /// Deletes it and its links.
    Delete(ClaimId),
    /// Finds the speaker by name or creates one. An empty name clears it.
    SetSpeaker(ClaimId, Named),
    /// Marks an article as read and silent on the claim, or removes the mark.
    SetSilent(ClaimId, ArticleId, bool),
    /// Adds a relation of this kind from the first claim to the second.
    Relate(ClaimId, ClaimId, RelationKind),
    /// Deletes a relation.
    Unrelate(RelationId),
    /// Merges the first claim into the second.
    Merge(ClaimId, ClaimId),
}

/// See [`Intent::Evidence`].
#[derive(Debug)]
pub enum EvidenceIntent {
    /// Links a highlight to a claim.
    Link(HighlightId, ClaimId, Stance),
    /// Highlights the selection and links it to a claim.
    LinkSelection(ClaimId, Stance),
    /// Opens the article and scrolls to the passage.
    Show(EvidenceId),
    /// Sets its stance on the claim.
    SetStance(EvidenceId, Stance),
    /// Replaces its note.
    SetNote(EvidenceId, String),
    /// Deletes the link; the highlight is kept.
    Unlink(EvidenceId),
    /// Links the passage to another claim instead.
    Relink(EvidenceId, ClaimId),
}

/// See [`Intent::List`].
#[derive(Debug)]
pub enum ListIntent {
    /// Lists only claims that contain these words.
    FilterText(String),
    /// Lists only claims with this verdict.
    FilterVerdict(VerdictFilter),
    /// Lists only claims with this status.
    FilterStatus(Option<Status>),
    /// Sorts by this key; the same key again reverses the order.
    Sort(SortKey),
    /// Lists only articles whose details contain these words.
    FilterArticles(String),
}

/// See [`Intent::Find`].
#[derive(Debug)]
pub enum FindIntent {
    /// Searches for these words.
    Look(String),
    /// Continues a search that is not yet complete.
    LookFurther,
    /// Moves by this many hits; a negative number moves backwards.
    Step(isize),
    /// Moves to the hit with this index, from 0.
    GoTo(usize),
    /// Closes the search.
    Close,
}

/// See [`Intent::Document`]. Results of the shell's work arrive here too.
#[derive(Debug)]
pub enum DocumentIntent {
    /// Opens the project at a path.
    Open(PathBuf),
    /// Adds the files and folders as articles.
    AddArticles(Vec<PathBuf>),
    /// Adds a text as an article.
    AddText(String),
    /// Opens a file dialog for this purpose.
    PickPath(Purpose),
    /// The user selected files, at least one.
    PathsPicked(Purpose, Vec<PathBuf>),
    /// The user closed the file dialog without selecting a file.
    NotChosen(Purpose),
    /// The system has no file dialog, so the user has to type a path.
    NoDialog(Purpose),
    /// The user typed a path.
    Typed(Purpose, PathBuf),
    /// Result of checking the typed path.
    Looked(Purpose, PathBuf, AtPath),
    /// The user asked to close the window.
    CloseRequested,
    /// Stops reading articles; none of them is added.
    CancelReading,
    /// The answer to the open question.
    Answer(Answer),
    /// A project was read and its table built, or reading failed.
    Opened(PathBuf, Result<Box<(OpenedFile, ClaimTable)>, FileError>),
    /// A save ended.
    Saved(PathBuf, Revision, Result<SaveDone, FileError>),
    /// An export ended.
    Exported(PathBuf, Result<(), ExportError>),
    /// Articles were read, with a result for each. `None` if the user cancelled. The progress identifies the
    /// reading task.
    ArticlesRead(Arc<Progress>, Option<Vec<ImportResult>>),
}

/// The purpose of a file dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A project to open.
    Open,
    /// Where to save the project.
    Save,
    /// Text files to add, several at once.
    Articles,
    /// A folder whose text files to add.
    Folder,
    /// Where to write a table or a picture.
    Export(Export),
}

/// An overlay on the window. At most one is open, and the articles stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The command palette.
    Palette,
    /// The verdicts to select from for the selected claim.
    Verdict,
    /// The statuses to select from for the selected claim.
    Status,
    Shortcuts,
    Manual,
    /// The field to paste an article into.
    Paste,
    /// The export dialog.
    Export(Export),
    /// The details of an article.
    ArticleDetails(ArticleId),
    /// The full address of an article's page, shown before it is opened.
    Address(ArticleId),
    /// The project's title and verdict scale.
    Project,
    /// All speakers.
    Speakers,
    /// Font, size and width of the article text.
    Settings,
    /// Work left by crashed sessions.
    Recovery,
    /// Earlier states of project files.
    Backups,
    /// The dialog that deletes the stored history of the open project.
    Forget,
    /// The field for a path, where the system has no file dialog.
    Path(Purpose),
    /// The problems in a damaged file, with their remedies.
    Repair,
}

/// A question to answer before work would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The project has unsaved changes; the departure waits for the answer.
    Unsaved(Departure),
    /// Another window has the file open.
    OpenElsewhere,
}

/// An action that would replace the open project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Departure {
    /// Creates an empty project.
    New,
    /// Opens the sample.
    Sample,
    /// Opens another project.
    Open(PathBuf),
    /// Reloads the open file after another program changed it.
    Reload(PathBuf),
    /// Opens the repaired copy of a damaged file.
    Repaired,
    /// Opens a backup.
    Backup(Box<Backup>),
    /// Recovers the work of a crashed session.
    Recover(JournalName),
    /// Quits the program.
    Quit,
}

/// An answer to a [`Question`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Discard the changes and go on.
    Discard,
    /// Stay.
    Cancel,
    /// Open the file read-only while another window has it.
    ReadOnly,
    /// Work on an unsaved copy of the file.
    Copy,
}

/// An export to write, with all options from its dialog.
#[derive(Debug)]
pub struct ExportRequest {
    pub export: Export,
    pub path: PathBuf,
    pub project: Arc<Project>,
    pub audience: Audience,
    pub options: ExportOptions,
    /// Theme of a picture; the system theme means that of the window.
    pub theme: Theme,
    /// The part of the graph to draw.
    pub query: GraphQuery,
}

/// Work for the shell that needs a dialog, a disk, a clipboard or a window. The result arrives as an [`Intent`].
#[derive(Debug)]
pub enum Effect {
    /// Opens a file dialog, then sends [`DocumentIntent::PathsPicked`], [`NotChosen`](DocumentIntent::NotChosen) or
    /// [`NoDialog`](DocumentIntent::NoDialog). Carries a suggested file name.
    PickPath(Purpose, String),
    /// Checks a typed path, then sends [`DocumentIntent::Looked`].
    LookAtPath(Purpose, PathBuf),
    /// Reads a project, then sends [`DocumentIntent::Opened`].
    ReadProject(PathBuf),
    /// Runs a step of a repair, then sends [`Intent::Repair`].
    Repair(RepairId, Arc<Damaged>, RepairStep),
    /// Writes a project, then sends [`DocumentIntent::Saved`].
    WriteProject(PathBuf, Revision, Arc<Project>, Replaces),
    /// Locks and watches the open file, then sends [`SharingIntent::Held`]. Carries whether the file was read before.
    HoldFile(PathBuf, bool),
    /// Drops the lock and the watch of a file.
    LetGo(Option<Hold>, Option<Watch>),
    /// Checks whether a file has changed since it was last read, then sends [`SharingIntent::Looked`].
    LookAtFile(PathBuf, Seen),
    /// Appends an entry to the journal.
    Journal(JournalOrder),
    /// Recovers work, then sends [`RecoveryIntent::Recovered`].
    Recover(JournalName),
    /// Discards work, then sends [`RecoveryIntent::Discarded`].
    Discard(JournalName),
    /// Lists backups, those of this file first, then sends [`BackupIntent::Listed`].
    ListBackups(Option<PathBuf>),
    /// Reads a backup, then sends [`BackupIntent::Read`].
    ReadBackup(Box<Backup>),
    /// Looks up the stored history of the project at the path, then sends [`ForgetIntent::Found`].
    LookForHistory(PathBuf),
    /// Deletes that history, then sends [`ForgetIntent::Forgotten`].
    ForgetHistory(PathBuf),
    /// Searches an export for protected names, then sends [`ExportIntent::Searched`].
    SearchProtected(ProtectedSearch, Arc<Project>, OtherWords),
    /// Writes an export, then sends [`DocumentIntent::Exported`].
    WriteExport(Box<ExportRequest>),
    /// Lays out the graph of the query, then sends [`GraphIntent::LaidOut`] with the number of this request.
    LayOutGraph(u64, Arc<Project>, GraphQuery),
    /// Reads articles, then sends [`DocumentIntent::ArticlesRead`].
    ReadArticles(Vec<PathBuf>, Arc<Progress>),
    /// Copies text to the clipboard.
    Copy(String),
    /// Opens the address of a page in the browser, after the user has seen it.
    OpenPage(PageAddress),
    /// Scrolls the article's column to the passage and, if `flash` is set, flashes it.
    Reveal {
        /// The article, open in a column.
        article: ArticleId,
        /// The passage.
        span: Span,
        /// Whether to flash the passage.
        flash: bool,
    },
    /// Moves the keyboard focus.
    Focus(FocusOn),
    /// Remembers the open columns and the view of the project at this path.
    RememberPlaces(PathBuf, Vec<Column>, View),
    /// Another project is open: cached state of the previous one is stale.
    ProjectReplaced,
    /// The project has a new path, or its first.
    ProjectPathChanged,
    /// Closes the window.
    Quit,
}

/// Target of the keyboard focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusOn {
    /// The text of an article in its column.
    Article(ArticleId),
    /// The list of claims.
    Claims,
    /// The statement of a claim, its text selected.
    Statement(ClaimId),
    /// The justification of a claim's verdict.
    Justification(ClaimId),
    /// The field for the speaker of a piece of evidence.
    Speaker(EvidenceId),
    /// The search field.
    Find,
}

impl FocusOn {
    /// Whether it takes text.
    #[must_use]
    pub fn is_field(self) -> bool {
        match self {
            Self::Statement(_) | Self::Justification(_) | Self::Speaker(_) | Self::Find => true,
            Self::Article(_) | Self::Claims => false,
        }
    }
}
