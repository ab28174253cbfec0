//! Every command does something, or says why it cannot.

use super::{Command, commands};
use crate::{
    export::WrittenExport,
    import::import_pasted,
    project::{ArticleId, ClaimId, EvidenceId, FileHash},
    storage::{
        FileState, FindTab, JournalName, OriginalKeeper, SaveDone, Settings, Theme, UnsavedWork,
        View,
    },
    text::TextSelection,
    workbench::{
        ArticleIntent, AttributionIntent, ClaimIntent, DocumentIntent, Effect, EvidenceIntent,
        FindIntent, Intent, NamesIntent, NoticeKind, PassageIntent, Purpose, RecoveryIntent,
        SearchIntent, SharedIntent, SpeakerInput, SpeakerIntent, Workbench,
    },
};

/// The visible state before and after a command, and its effects.
struct Ran {
    before: String,
    after: String,
    effects: usize,
}

impl Ran {
    fn is_something(&self) -> bool {
        self.effects > 0 || self.before != self.after
    }
}

/// The state that people see, and the project.
fn seen(bench: &Workbench) -> String {
    let shown = (bench.view, bench.overlay, bench.selection);
    let placed = (&bench.columns, bench.find.as_ref(), &bench.settings);
    let searched = (bench.find_tab(), bench.search.ticked_count());
    let messages = (bench.notices(), bench.question());
    format!("{:?}", (bench.project(), shown, placed, searched, messages))
}

fn run(mut bench: Workbench, command: Command) -> Ran {
    let before = seen(&bench);
    let effects = bench.handle(Intent::Command(command)).len();
    let after = seen(&bench);
    Ran {
        before,
        after,
        effects,
    }
}

/// Two sessions that differ in everything that a command could set, so that no command sets only values already set.
fn empty_sessions() -> [Workbench; 2] {
    let settings = |theme, zoom| Settings {
        theme,
        zoom,
        window_zoom: zoom,
        ..Settings::default()
    };
    let mut one = Workbench::new(settings(Theme::Dark, 1.5));
    one.handle(Intent::Command(Command::View(View::Table)));
    let mut other = Workbench::new(settings(Theme::Light, 1.0));
    other.handle(Intent::TypingEnded);
    [one, other]
}

/// A copy of the sample with its second claim selected, the first or second column focused, steps to undo and redo, a search, and
/// an attribution to repeat.
fn busy_session(mut bench: Workbench, column: usize) -> Workbench {
    bench.handle(Intent::Command(Command::OpenSample));
    let project = bench.project();
    let articles: Vec<ArticleId> = project.articles().map(|article| article.id).collect();
    let claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
    let evidence: Vec<EvidenceId> = project.evidence_of(claims[1]).map(|it| it.id).collect();

    let mut ask = |intent| drop(bench.handle(intent));
    let said = SpeakerInput::Called("Mara Ilven".to_owned());
    let said = AttributionIntent::SetSpeaker(evidence[0], said);
    ask(Intent::Attribution(said));
    for title in ["One", "Two"] {
        ask(Intent::SetTitle(title.to_owned()));
        ask(Intent::TypingEnded);
    }
    ask(Intent::Command(Command::Undo));
    ask(Intent::Find(FindIntent::Type("the".to_owned())));
    ask(Intent::Evidence(EvidenceIntent::Show(evidence[1])));
    for article in &articles[..3] {
        ask(Intent::Article(ArticleIntent::Open(*article)));
    }
    ask(Intent::Article(ArticleIntent::Focus(articles[column])));
    bench
}

fn select_text(bench: &mut Workbench) {
    let article = bench.columns.focused().unwrap();
    let text = bench.project().article(article).unwrap().text.as_str();
    let head = text.char_indices().nth(30).unwrap().0;
    let selection = Some(TextSelection { anchor: 0, head });
    let select = PassageIntent::SelectText(article, selection);
    bench.handle(Intent::Passage(select));
}

/// Selects a claim on which the focused article has no evidence.
fn select_silent_claim(bench: &mut Workbench) {
    let project = bench.project();
    let article = bench.columns.focused().unwrap();
    let lies_there = |claim: ClaimId| {
        let mut pieces = project.evidence_of(claim);
        pieces.any(|piece| project.highlight(piece.highlight).unwrap().article == article)
    };
    let claims: Vec<ClaimId> = project.claims().map(|claim| claim.id).collect();
    let silent = claims.into_iter().find(|claim| !lies_there(*claim));
    let silent = silent.unwrap();
    bench.handle(Intent::Claim(ClaimIntent::Select(Some(silent))));
}

/// Handles an intent, and runs its tasks.
fn answer(bench: &mut Workbench, intent: Intent) {
    for effect in bench.handle(intent) {
        if let Effect::Run(task) = effect {
            bench.handle(task.run());
        }
    }
}

/// Searches everything for a letter that occurs in every text.
fn search_everything(bench: &mut Workbench) {
    bench.handle(Intent::Command(Command::FindTab(FindTab::Search)));
    answer(bench, Intent::Search(SearchIntent::Type("e".to_owned())));
}

/// Searches everything for a speaker with a second spelling.
fn search_for_speaker(bench: &mut Workbench) {
    let speaker = bench.project().speakers().next().unwrap().clone();
    let add = SpeakerIntent::AddAlias(speaker.id, "Another Spelling".to_owned());
    bench.handle(Intent::Speaker(add));
    bench.handle(Intent::Command(Command::FindTab(FindTab::Search)));
    answer(bench, Intent::Search(SearchIntent::Type(speaker.name)));
}

/// The session after its project was saved.
fn saved(mut bench: Workbench) -> Workbench {
    let save = DocumentIntent::PickPath(Purpose::Save);
    bench.handle(Intent::Document(save));
    let picked = DocumentIntent::PathsPicked(Purpose::Save, vec!["mill.ron".into()]);
    for effect in bench.handle(Intent::Document(picked)) {
        if let Effect::WriteProject(path, revision, ..) = effect {
            let done = SaveDone {
                hash: FileHash::of(b""),
                seen: None,
                backup: None,
                originals: None,
            };
            let saved = DocumentIntent::Saved(path, revision, Ok(done));
            bench.handle(Intent::Document(saved));
        }
    }
    bench
}

/// Lists the names of the articles.
fn list_names(bench: &mut Workbench) {
    let show = Command::FindTab(FindTab::Names);
    answer(bench, Intent::Command(show));
    let is_offered = |nth: &usize| {
        let spelling = bench.names.spelling(*nth);
        spelling.is_some_and(|(group, it)| group.speaker.is_some() && !it.is_known)
    };
    let offered = (0..bench.names.rows.count).find(is_offered).unwrap();
    bench.handle(Intent::Names(NamesIntent::Select(offered)));
}

/// Lists the numbers of the selected claim.
fn list_amounts(bench: &mut Workbench) {
    let show = Command::FindTab(FindTab::Amounts);
    answer(bench, Intent::Command(show));
}

/// Puts the caret in wording that two articles share, with only the first of them open.
fn select_shared_wording(bench: &mut Workbench) {
    bench.handle(Intent::Command(Command::FindTab(FindTab::Shared)));
    // The request of the opening was not answered.
    answer(bench, Intent::Shared(SharedIntent::CompareAgain));
    let pair = bench.shared.pair().unwrap();
    let (article, at) = (pair.articles[0], pair.passages[0].spans[0].start() + 1);
    let select = PassageIntent::SelectText(article, Some(TextSelection::caret(at)));
    bench.handle(Intent::Passage(select));
}

fn leave_work(bench: &mut Workbench) {
    let work = UnsavedWork {
        name: JournalName::fresh(),
        id: None,
        title: "Mill".to_owned(),
        project: None,
        copy: None,
        last: None,
        changes: 1,
        labels: Vec::new(),
        file_state: FileState::NeverSaved,
        read_error: None,
        damaged: 0,
    };
    bench.handle(Intent::Recovery(RecoveryIntent::Found(vec![work])));
    bench.handle(Intent::SetOverlay(None));
}

/// Adds an article, after an export.
fn add_article(bench: &mut Workbench) {
    let exported = Ok(WrittenExport::default());
    let exported =
        DocumentIntent::Exported(std::sync::Arc::default(), "out/claims.csv".into(), exported);
    bench.handle(Intent::Document(exported));
    let add = DocumentIntent::AddArticles(vec!["mill.txt".into()]);
    let effects = bench.handle(Intent::Document(add));
    let progress = effects.into_iter().find_map(|effect| match effect {
        Effect::ReadArticles(_, _, progress) => Some(progress),
        _ => None,
    });
    let read = vec![import_pasted(
        "The mill burned.",
        &OriginalKeeper::recording_only(""),
    )];
    let read = DocumentIntent::ArticlesRead(progress.unwrap(), Some(read.into()));
    bench.handle(Intent::Document(read));
}

/// Functions that make sessions. Each command may run in at least one of them.
const SESSIONS: [fn() -> Workbench; 11] = [
    || {
        let [one, _] = empty_sessions();
        let mut in_text = busy_session(one, 1);
        select_text(&mut in_text);
        search_everything(&mut in_text);
        in_text
    },
    || {
        let [_, other] = empty_sessions();
        let mut sharing = busy_session(other, 0);
        select_shared_wording(&mut sharing);
        sharing
    },
    || {
        let [_, other] = empty_sessions();
        let mut silent = busy_session(other, 1);
        select_silent_claim(&mut silent);
        leave_work(&mut silent);
        silent
    },
    || {
        let [one, _] = empty_sessions();
        saved(busy_session(one, 0))
    },
    || {
        let [one, _] = empty_sessions();
        let mut numbers = busy_session(one, 0);
        list_amounts(&mut numbers);
        numbers
    },
    || {
        let [one, _] = empty_sessions();
        let mut names = busy_session(one, 0);
        list_names(&mut names);
        names
    },
    || {
        let [one, _] = empty_sessions();
        let mut spelled = busy_session(one, 0);
        search_for_speaker(&mut spelled);
        spelled
    },
    || {
        let [_, other] = empty_sessions();
        busy_session(other, 2)
    },
    || {
        let [mut one, _] = empty_sessions();
        add_article(&mut one);
        one
    },
    || {
        let [one, _] = empty_sessions();
        one
    },
    || {
        let [_, other] = empty_sessions();
        other
    },
];

#[test]
fn every_command_does_something_where_it_may_run() {
    for (_, spec) in commands() {
        let acts = |make: fn() -> Workbench| {
            let bench = make();
            bench.enabled(spec.command).is_ok() && run(bench, spec.command).is_something()
        };
        assert!(
            SESSIONS.into_iter().any(acts),
            "{:?} does nothing, or may run nowhere",
            spec.command
        );
    }
}

#[test]
fn every_command_says_why_it_cannot_run() {
    for make in SESSIONS {
        let mut bench = make();
        let project = bench.project().clone();
        for (_, spec) in commands() {
            let Err(reason) = bench.enabled(spec.command) else {
                continue;
            };
            assert!(!reason.is_empty(), "{:?} says nothing", spec.command);
            bench.handle(Intent::Command(spec.command));
            let mut hints = bench.notices().iter();
            assert!(
                hints.any(|notice| notice.kind == NoticeKind::Hint && notice.text == reason),
                "{:?} tells nobody",
                spec.command
            );
        }
        assert_eq!(*bench.project(), project);
    }
}

#[test]
fn in_an_empty_project_every_command_acts_or_says_why_not() {
    for (_, spec) in commands() {
        let refuses = |bench: &Workbench| bench.enabled(spec.command).is_err();
        let acts = |bench| run(bench, spec.command).is_something();
        assert!(
            empty_sessions()
                .into_iter()
                .any(|bench| refuses(&bench) || acts(bench)),
            "{:?} looks enabled and does nothing",
            spec.command
        );
    }
}

#[test]
fn a_command_that_does_nothing_is_detected() {
    let [one, _] = empty_sessions();
    assert!(!run(one, Command::View(View::Table)).is_something());
}
