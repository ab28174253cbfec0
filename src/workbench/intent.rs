use super::{
    command::Command,
    document::{
        BackupIntent, ExportIntent, ForgetIntent, ProtectedSearch, RecoveryIntent, RepairId,
        RepairIntent, RepairStep, SharingIntent,
    },
    editing::{AttributionIntent, Named, SpeakerIntent},
    looking::{Column, GraphIntent, GridIntent, TimelineIntent},
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

/// What somebody or something wants to happen. Views return intents while they paint; the shell hands them to
/// [`Workbench::handle`](super::Workbench::handle) in order once all have painted.
#[derive(Debug)]
pub enum Intent {
    /// A command from a menu, a key or the palette.
    Command(Command),
    /// About articles and their columns.
    Article(ArticleIntent),
    /// About passages of text.
    Passage(PassageIntent),
    /// About claims.
    Claim(ClaimIntent),
    /// About links between highlights and claims.
    Evidence(EvidenceIntent),
    /// About who said what a piece of evidence says.
    Attribution(AttributionIntent),
    /// About speakers themselves.
    Speaker(SpeakerIntent),
    /// About which claims are listed, and in which order.
    List(ListIntent),
    /// About the graph.
    Graph(GraphIntent),
    /// About the matrix of claims and articles.
    Grid(GridIntent),
    /// About the timeline.
    Timeline(TimelineIntent),
    /// About finding words.
    Find(FindIntent),
    /// About the project as a document: opening, saving, exporting.
    Document(DocumentIntent),
    /// About a damaged file and what is done about it.
    Repair(RepairIntent),
    /// About the journal, and work that was left behind.
    Recovery(RecoveryIntent),
    /// About backups.
    Backup(BackupIntent),
    /// About the export that is asked for.
    Export(ExportIntent),
    /// About the past of the open project.
    Forget(ForgetIntent),
    /// About others at the open file.
    Sharing(SharingIntent),
    /// Names the project.
    SetTitle(String),
    /// Changes the scale that verdicts are chosen from; verdicts become what is said for them, those of which nothing is said
    /// stay where the new scale has them and go where it has not.
    SetScale(VerdictScale, BTreeMap<String, Option<String>>),
    /// Changes what the house asks of each claim.
    SetRules(HouseRules),
    /// The person left a text field: what is typed next is another step of undo.
    TypingEnded,
    /// Replaces the settings.
    Configure(Box<Settings>),
    /// Puts a notice away.
    DismissNotice(u64),
    /// Shows a notice.
    Tell(String),
    /// Opens or closes what lies over the window.
    SetOverlay(Option<Overlay>),
}

/// See [`Intent::Article`].
#[derive(Debug)]
pub enum ArticleIntent {
    /// Opens the article in a column, or goes to the one it is open in.
    Open(ArticleId),
    /// Closes its column.
    Close(ArticleId),
    /// Its column has the focus now.
    Focus(ArticleId),
    /// Moves its column to a place among the columns (from 0).
    MoveColumn(ArticleId, usize),
    /// Sets how wide the open columns are to one another, left to right.
    Resize(Vec<f32>),
    /// Moves it to a place in the list of articles (from 0).
    Move(ArticleId, usize),
    /// Replaces its article details.
    SetDetails(ArticleId, Box<ArticleDetails>),
    /// Asks the browser for the page it was taken from.
    OpenPage(ArticleId),
    /// Takes it out of the project, with its highlights and their links.
    Remove(ArticleId),
    /// Says what it derives from.
    SetProvenance(ArticleId, Provenance),
    /// It derives from whoever is called that, as well.
    AddAgency(ArticleId, Named, Manner),
    /// Says whether it counts.
    SetExcluded(ArticleId, Option<Exclusion>),
}

/// See [`Intent::Passage`].
#[derive(Debug)]
pub enum PassageIntent {
    /// The text selection is this now.
    Select(ArticleId, Option<TextSelection>),
    /// A highlight was chosen, or none.
    Choose(Option<HighlightId>),
    /// A highlight lies here now.
    MoveEdges(HighlightId, Span),
    /// Replaces a highlight's note.
    SetNote(HighlightId, String),
    /// Deletes a highlight and its links.
    Delete(HighlightId),
}

/// See [`Intent::Claim`].
#[derive(Debug)]
pub enum ClaimIntent {
    /// A claim was chosen, or none.
    Choose(Option<ClaimId>),
    /// Replaces a field.
    Set(ClaimId, ClaimField),
    /// Moves it to a place in the list (from 0).
    Move(ClaimId, usize),
    /// Deletes it and its links.
    Delete(ClaimId),
    /// It was made by whoever is called that; a new speaker is made of a name that nobody has. Empty is nobody.
    SetSpeaker(ClaimId, Named),
    /// Says whether an article was read for it and says nothing about it.
    SetSilent(ClaimId, ArticleId, bool),
    /// Says what the first claim is to the second.
    Relate(ClaimId, ClaimId, RelationKind),
    /// Takes a relation away.
    Unrelate(RelationId),
    /// Makes the first claim part of the second.
    Merge(ClaimId, ClaimId),
}

/// See [`Intent::Evidence`].
#[derive(Debug)]
pub enum EvidenceIntent {
    /// Links a highlight to a claim.
    Link(HighlightId, ClaimId, Stance),
    /// Highlights the selection and links it to a claim.
    LinkSelection(ClaimId, Stance),
    /// Opens the article and shows the passage.
    Show(EvidenceId),
    /// Says how it bears on its claim.
    SetStance(EvidenceId, Stance),
    /// Replaces its note.
    SetNote(EvidenceId, String),
    /// Takes the link away; the highlight stays.
    Unlink(EvidenceId),
    /// Links the passage to another claim instead.
    Relink(EvidenceId, ClaimId),
}

/// See [`Intent::List`].
#[derive(Debug)]
pub enum ListIntent {
    /// Claims must hold these words.
    FilterText(String),
    /// Claims must have this verdict.
    FilterVerdict(VerdictFilter),
    /// Claims must have this status.
    FilterStatus(Option<Status>),
    /// Sorts by this; the same again turns the order round.
    Sort(SortKey),
    /// Articles must hold these words in their article details.
    FilterArticles(String),
}

/// See [`Intent::Find`].
#[derive(Debug)]
pub enum FindIntent {
    /// Looks for these words.
    Look(String),
    /// Goes on looking, where not everything was looked through yet.
    LookFurther,
    /// Goes on by so many hits, backwards below zero.
    Step(isize),
    /// Goes to the hit of that number, from 0.
    GoTo(usize),
    /// Ends finding.
    Close,
}

/// See [`Intent::Document`]. What the shell reports of its work comes this way too.
#[derive(Debug)]
pub enum DocumentIntent {
    /// Opens the project at a path.
    Open(PathBuf),
    /// Adds the files and folders as articles.
    AddArticles(Vec<PathBuf>),
    /// Adds a text as an article.
    AddText(String),
    /// Asks for files.
    Choose(Purpose),
    /// Files were chosen, at least one.
    Chosen(Purpose, Vec<PathBuf>),
    /// The dialog for that purpose was closed without a choice.
    NotChosen(Purpose),
    /// This system has no file dialog: the person has to type a path.
    NoDialog(Purpose),
    /// A path was typed for the purpose.
    Typed(Purpose, PathBuf),
    /// This is at the path that was typed for the purpose.
    Looked(Purpose, PathBuf, AtPath),
    /// The window was asked to close.
    CloseRequested,
    /// Stops reading articles; none of them is added.
    CancelReading,
    /// The answer to the open question.
    Answer(Answer),
    /// A project was read, and its table built, or it could not be.
    Opened(PathBuf, Result<Box<(OpenedFile, ClaimTable)>, FileError>),
    /// A save ended.
    Saved(PathBuf, Revision, Result<SaveDone, FileError>),
    /// An export ended.
    Exported(PathBuf, Result<(), ExportError>),
    /// Articles were read; those that could not be are told one by one. `None` where the person cancelled. The progress tells which
    /// reading it was.
    ArticlesRead(Arc<Progress>, Option<Vec<ImportResult>>),
}

/// What files are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A project to open.
    Open,
    /// Where to save the project.
    Save,
    /// Text files to add, several at once.
    Articles,
    /// A folder whose text files are added.
    Folder,
    /// Where to write a table or a picture.
    Export(Export),
}

/// What lies over the window: one at a time, and none of them keeps the articles from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The list of commands to type into.
    Palette,
    /// The verdicts to choose from for the chosen claim.
    Verdict,
    /// The same for its status.
    Status,
    /// The list of shortcuts.
    Shortcuts,
    Manual,
    /// The field to paste an article into.
    Paste,
    /// The questions before an export.
    Export(Export),
    /// An article's article details.
    ArticleDetails(ArticleId),
    /// The whole address of an article's page, before it is opened.
    Address(ArticleId),
    /// The project's title and verdict scale.
    Project,
    /// Everybody who said something.
    Speakers,
    /// Font, size and width of the articles' text.
    Settings,
    /// Work of sessions that ended badly.
    Recovery,
    /// Earlier states of project files.
    Backups,
    /// Whether the past of the open project shall go.
    Forget,
    /// The field for a path, where the system has no file dialog.
    Path(Purpose),
    /// What is wrong with a file that was to be opened, and what can be done.
    Repair,
}

/// A question that must be answered before work would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The project has unsaved changes; what was about to happen is held back.
    Unsaved(Departure),
    /// Another window has the file that was just opened.
    OpenElsewhere,
}

/// What would leave the open project behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Departure {
    /// Beginning an empty project.
    New,
    /// Opening the sample.
    Sample,
    /// Opening another project.
    Open(PathBuf),
    /// Opening the open project's file as another program has left it.
    Reload(PathBuf),
    /// Opening the repaired copy of a damaged file.
    Repaired,
    /// Opening an earlier state of a project.
    Backup(Box<Backup>),
    /// Bringing back the work of a session that ended badly.
    Recover(JournalName),
    /// Closing the program.
    Quit,
}

/// An answer to a [`Question`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on; the changes are given up.
    Discard,
    /// Stay.
    Cancel,
    /// Read the file that another window has open, without changing it.
    ReadOnly,
    /// Work on an unsaved copy of it.
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
    pub query: GraphQuery,
}

/// Work for the shell: what needs a dialog, a disk, a clipboard or a window. Its end comes back as an [`Intent`].
#[derive(Debug)]
pub enum Effect {
    /// Asks for files, then [`DocumentIntent::Chosen`], [`NotChosen`](DocumentIntent::NotChosen) or
    /// [`NoDialog`](DocumentIntent::NoDialog). Carries a file name to suggest.
    Choose(Purpose, String),
    /// Looks what is at a path that was typed, then [`DocumentIntent::Looked`].
    LookAtPath(Purpose, PathBuf),
    /// Reads a project, then [`DocumentIntent::Opened`].
    ReadProject(PathBuf),
    /// Takes a step in repairing a file, then [`Intent::Repair`].
    Repair(RepairId, Arc<Damaged>, RepairStep),
    /// Writes a project, then [`DocumentIntent::Saved`].
    WriteProject(PathBuf, Revision, Arc<Project>, Replaces),
    /// Says to others that the file is open here and watches it, then [`SharingIntent::Held`]. Says whether it was seen before.
    HoldFile(PathBuf, bool),
    /// Drops what holds and watches a file.
    LetGo(Option<Hold>, Option<Watch>),
    /// Looks whether a file is still as it was seen, then [`SharingIntent::Looked`].
    LookAtFile(PathBuf, Seen),
    /// Tells the journal what happened.
    Journal(JournalOrder),
    /// Recovers work, then [`RecoveryIntent::Recovered`].
    Recover(JournalName),
    /// Gives work up, then [`RecoveryIntent::Discarded`].
    Discard(JournalName),
    /// Lists backups, those of this file first, then [`BackupIntent::Listed`].
    ListBackups(Option<PathBuf>),
    /// Reads a backup, then [`BackupIntent::Read`].
    ReadBackup(Box<Backup>),
    /// Looks what is kept of the past of the project at the path, then [`ForgetIntent::Found`].
    LookForHistory(PathBuf),
    /// Deletes that, then [`ForgetIntent::Forgotten`].
    ForgetHistory(PathBuf),
    /// Searches an export for protected names, then [`ExportIntent::Searched`].
    SearchProtected(ProtectedSearch, Arc<Project>, OtherWords),
    /// Writes an export, then [`DocumentIntent::Exported`].
    WriteExport(Box<ExportRequest>),
    /// Lays out what the query asks for, then [`GraphIntent::LaidOut`] with the number that tells which wish it answers.
    LayOutGraph(u64, Arc<Project>, GraphQuery),
    /// Reads articles, then [`DocumentIntent::ArticlesRead`].
    ReadArticles(Vec<PathBuf>, Arc<Progress>),
    /// Puts text on the clipboard.
    Copy(String),
    /// Gives a browser the address of a page, which the person has seen.
    OpenPage(PageAddress),
    /// Scrolls the article's column to the passage; and flashes it, where `flash` is set.
    Reveal {
        /// The article, open in a column.
        article: ArticleId,
        /// The passage.
        span: Span,
        /// Whether to draw the eye to it.
        flash: bool,
    },
    /// Puts the keyboard focus there.
    Focus(FocusOn),
    /// Remembers where the project at this path is left: its open columns and its view.
    RememberPlaces(PathBuf, Vec<Column>, View),
    /// Another project is open: scratch that belongs to the one before is stale.
    ProjectReplaced,
    /// The project lies at another path now, or at its first.
    ProjectPathChanged,
    /// Closes the window.
    Quit,
}

/// Where the keyboard focus goes.
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
    /// The field for who said what a piece of evidence says.
    Speaker(EvidenceId),
    /// The field to type what is to be found.
    Find,
}
