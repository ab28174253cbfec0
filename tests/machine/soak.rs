//! Kills the program at random moments and checks that no acknowledged change is lost.
//!
//! Each round runs this test binary again as a child process, with the whole window but no display. The child recovers
//! the last round's work, makes changes and prints each one it has acknowledged. `CROSSCHECK_SOAK_ROUNDS` sets the
//! number of rounds (default 200).

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    thread,
    time::{Duration, Instant},
};

use crosscheck::{
    app::{App, Surroundings},
    import::IsolatedReader,
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Claim, ClaimField,
        DerivationManner, Edit, HouseRule, HouseRules, Project, RelationKind, Waiver,
    },
    reader::TextEngine,
    storage::{self, FileState, StateDirectory, fresh_id},
    workbench::{
        ArticleIntent, ClaimIntent, Command as WindowCommand, DocumentIntent, Intent,
        RecoveryIntent, SpeakerInput, SpeakerIntent,
    },
};
use egui_kittest::Harness;
use generate::Dice;

/// Tells the child which folder to work in.
const FOLDER: &str = "CROSSCHECK_SOAK_FOLDER";
/// The child makes one change and then panics.
const FAULT: &str = "CROSSCHECK_SOAK_FAULT";
/// Number of kills.
const ROUNDS: &str = "CROSSCHECK_SOAK_ROUNDS";

/// The article of the project.
fn article() -> ArticleId {
    ArticleId::new(1)
}

/// Rounds per project; limits it to a realistic size.
const ROUNDS_OF_A_PROJECT: usize = 25;

#[test]
fn repeated_kills_lose_no_acknowledged_change() {
    let rounds: usize = env::var(ROUNDS).map_or(200, |rounds| rounds.parse().unwrap());
    let seed = fresh_id::<()>().number();
    println!("the seed of this run is {seed}");
    // While one child waits for its kill, another works.
    let totals = thread::scope(|scope| {
        let workers = [0, 1].map(|worker| {
            let dice = Dice(seed.wrapping_add(worker as u64));
            let first_rounds =
                (worker * ROUNDS_OF_A_PROJECT..rounds).step_by(2 * ROUNDS_OF_A_PROJECT);
            scope.spawn(move || run_projects(first_rounds, rounds, dice))
        });
        workers.map(|worker| worker.join().unwrap())
    });
    let acknowledged = totals[0].0 + totals[1].0;
    let recoveries = totals[0].1 + totals[1].1;
    println!(
        "{rounds} kills, {recoveries} recoveries, {acknowledged} acknowledged changes, 0 lost"
    );
    assert!(recoveries > 0, "no kill hit unsaved work");
}

/// Runs one project from each round in `first_rounds`. Returns the numbers of acknowledged changes and of recoveries.
fn run_projects(
    first_rounds: impl Iterator<Item = usize>,
    rounds: usize,
    mut dice: Dice,
) -> (usize, usize) {
    let (mut acknowledged, mut recoveries) = (0, 0);
    for first in first_rounds {
        let folder_of_run = SoakFolder::new();
        let mut last = 0;
        for _ in first..rounds.min(first + ROUNDS_OF_A_PROJECT) {
            last = folder_of_run.round(last, &mut dice);
            recoveries += usize::from(folder_of_run.check(last));
        }
        acknowledged += last;
    }
    (acknowledged, recoveries)
}

#[test]
fn a_panic_loses_no_change() {
    let folder_of_run = SoakFolder::new();
    let mut child = spawn(
        folder_of_run
            .command()
            .env(FAULT, "yes")
            .stderr(Stdio::piped()),
    );
    let status = wait(&mut child);
    let mut output = String::new();
    std::io::Read::read_to_string(child.stderr.as_mut().unwrap(), &mut output).unwrap();
    assert!(!status.success(), "{output}");
    assert!(
        output.contains("start Crosscheck again to recover"),
        "{output}"
    );
    assert!(
        folder_of_run.check(1),
        "the change that was made last is in the journal"
    );
}

fn wait(child: &mut Child) -> ExitStatus {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(
            since.elapsed() < Duration::from_mins(2),
            "the child does not end"
        );
        thread::sleep(Duration::from_millis(10));
    }
}

/// A folder with a project and a state directory.
struct SoakFolder(tempfile::TempDir);

impl SoakFolder {
    fn new() -> Self {
        let folder_of_run = Self(tempfile::tempdir().unwrap());
        storage::save(&project_path(folder_of_run.0.path()), &project()).unwrap();
        folder_of_run
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "soak::child_process_entry",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(FOLDER, self.0.path())
            .stdout(Stdio::piped());
        command
    }

    /// Lets a child work for a while, kills it, and returns the last change that it acknowledged.
    fn round(&self, before: usize, dice: &mut Dice) -> usize {
        let mut child = spawn(self.command().stderr(Stdio::null()));
        let numbers = listen(child.stdout.take().unwrap());
        // Most children are killed while they work, some while they start.
        let mut last = before;
        if dice.below(8) > 0 {
            let ready = numbers.recv_timeout(Duration::from_mins(2));
            last = last.max(ready.expect("the child begins to work"));
        }
        thread::sleep(Duration::from_micros(dice.below(150_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        numbers.into_iter().fold(last, usize::max)
    }

    /// Checks that every acknowledged change is in the file or can be recovered. Returns whether there was anything to
    /// recover.
    fn check(&self, last: usize) -> bool {
        let _guard = STARTING.lock().unwrap();
        let state = state(self.0.path());
        let saved = storage::open(&project_path(self.0.path())).expect("the file is whole");
        let unsaved = storage::unsaved_work(&storage::RealDisk, &state.journals()).unwrap();
        assert!(
            unsaved.len() <= 1,
            "one session has one journal: {unsaved:?}"
        );
        let found = unsaved.first().map(|work| {
            assert_eq!(
                work.file_state,
                FileState::Same,
                "nobody else wrote the file"
            );
            storage::recover(&storage::RealDisk, &state.journals(), &work.name).unwrap()
        });
        let project = found.as_ref().map_or(&saved, |found| &found.project);
        let missing: Vec<usize> = (1..=last)
            .filter(|number| !is_recorded(project, *number))
            .collect();
        assert_eq!(missing, [] as [usize; 0], "of {last} acknowledged changes");
        found.is_some()
    }
}

/// Held while a child starts and while locks are tested. Between fork and exec a child inherits our open files, and
/// with them any lock that we are just testing.
static STARTING: Mutex<()> = Mutex::new(());

fn spawn(command: &mut Command) -> Child {
    let _guard = STARTING.lock().unwrap();
    command.spawn().unwrap()
}

/// The numbers that a child prints, until its output ends.
fn listen(output: ChildStdout) -> Receiver<usize> {
    let (sender, numbers) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let number = line
                .strip_prefix("safe ")
                .and_then(|number| number.parse().ok());
            if number.is_some_and(|number| sender.send(number).is_err()) {
                return;
            }
        }
    });
    numbers
}

fn project_path(folder: &Path) -> PathBuf {
    folder.join("soak.ron")
}

fn state(folder: &Path) -> StateDirectory {
    StateDirectory::at(folder.join("state"))
}

fn statement(number: usize) -> String {
    format!("claim {number}")
}

fn speaker(number: usize) -> String {
    format!("speaker {number}")
}

fn stand_in(number: usize) -> String {
    format!("Source {number}")
}

/// A project with one article.
fn project() -> Project {
    let mut project = Project::default();
    let text = ArticleText::new("Fire in the old mill.".to_owned());
    let article = Article::new(article(), text, ArticleDetails::default());
    let add = ArticleEdit::Add {
        at: 0,
        article: Box::new(article),
    };
    project.apply(Edit::Article(add)).unwrap();
    project
}

/// Whether the claim with this number exists with everything [`Worker::record`] adds to it.
fn is_recorded(project: &Project, number: usize) -> bool {
    let statement = statement(number);
    let mut claims = project.claims();
    claims.any(|claim| claim.statement == statement && is_whole(project, claim, number))
}

fn is_whole(project: &Project, claim: &Claim, number: usize) -> bool {
    let made_by = claim.speaker.and_then(|id| project.speaker(id));
    let Some(made_by) = made_by.filter(|it| it.name == speaker(number)) else {
        return false;
    };
    let has_record = match number % 4 {
        0 => project
            .relations()
            .any(|relation| relation.from == claim.id && relation.kind == RelationKind::PartOf),
        1 => project.is_silent(claim.id, article()),
        2 => claim.waivers.len() == 1 && claim.waivers[0].by == speaker(number),
        _ => {
            let mut agencies = project.article(article()).unwrap().provenance.agencies();
            agencies.any(|agency| agency == made_by.id)
        }
    };
    let rules = project.rules().independent_sources;
    made_by.stand_in == Some(stand_in(number)) && rules >= Some(number as u32) && has_record
}

/// Entry point of the child process. Does nothing when run as an ordinary test.
#[test]
fn child_process_entry() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let mut worker = Worker::start(&folder);
    let mut number = worker.recorded();
    if env::var_os(FAULT).is_some() {
        worker.harness.state().keep_journal_on_panic();
        worker.make_claim(number + 1);
        worker.record(number + 1);
        panic!("the fault that this test is about");
    }
    loop {
        say(number);
        number += 1;
        worker.make_claim(number);
        worker.record(number);
        worker.settle();
        if number.is_multiple_of(5) {
            worker.command(WindowCommand::NewClaim);
            worker.command(WindowCommand::Undo);
        }
        if number.is_multiple_of(11) {
            worker.command(WindowCommand::Save);
        }
    }
}

fn say(number: usize) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "safe {number}").unwrap();
    output.flush().unwrap();
}

struct Worker {
    harness: Harness<'static, App>,
}

impl Worker {
    /// Opens the project, and recovers unsaved work.
    fn start(folder: &Path) -> Self {
        let (state, path) = (state(folder), project_path(folder));
        let harness = Harness::builder()
            .with_size([800.0, 600.0])
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |creation| {
                let surroundings = Surroundings {
                    state: Some(state),
                    engine: TextEngine::with_fonts_only(Vec::new()),
                    file_dialogs: false,
                    isolated: IsolatedReader::at(env!("CARGO_BIN_EXE_crosscheck").into()),
                };
                App::new(creation, surroundings)
            });
        let mut worker = Self { harness };
        worker.handle(Intent::Document(DocumentIntent::Open(path)));
        worker.wait_for(|app| app.workbench().path().is_some());
        worker.recover();
        worker
    }

    fn recover(&mut self) {
        self.wait_for(|app| app.workbench().has_searched_for_unsaved_work());
        let first = self.harness.state().workbench().unsaved_work().first();
        if let Some(name) = first.map(|work| work.name.clone()) {
            self.handle(Intent::Recovery(RecoveryIntent::Recover(name)));
            self.wait_for(|app| app.workbench().unsaved_work().is_empty());
        }
    }

    fn handle(&mut self, intent: Intent) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().handle(&ctx, intent);
    }

    fn command(&mut self, command: WindowCommand) {
        self.handle(Intent::Command(command));
        self.harness.step();
    }

    fn make_claim(&mut self, number: usize) {
        self.handle(Intent::Command(WindowCommand::NewClaim));
        let claim = self.harness.state().workbench().selection.claim.unwrap();
        let field = ClaimField::Statement(statement(number));
        self.handle(Intent::Claim(ClaimIntent::Set(claim, field)));
    }

    /// Sets the claim's speaker (a protected source), a house rule, and one of four other records in turn.
    fn record(&mut self, number: usize) {
        let claim = self.harness.state().workbench().selection.claim.unwrap();
        let name = speaker(number);
        self.handle(Intent::Claim(ClaimIntent::SetSpeaker(
            claim,
            SpeakerInput::Called(name.clone()),
        )));
        let project = self.harness.state().workbench().project();
        let mut source = project.speaker_called(&name).unwrap().clone();
        let before = project
            .claims()
            .find(|it| it.statement == statement(number - 1));
        let before = before.map(|claim| claim.id);
        source.stand_in = Some(stand_in(number));
        let set = SpeakerIntent::Set(Box::new(source), "protect source".into());
        self.handle(Intent::Speaker(set));
        self.handle(Intent::SetRules(HouseRules {
            independent_sources: Some(number as u32),
            ..HouseRules::default()
        }));
        self.handle(match number % 4 {
            0 => Intent::Claim(ClaimIntent::Relate(
                claim,
                before.unwrap(),
                RelationKind::PartOf,
            )),
            1 => Intent::Claim(ClaimIntent::SetSilent(claim, article(), true)),
            2 => {
                let waiver = Waiver {
                    rule: HouseRule::FirstHand,
                    by: name,
                    reason: String::new(),
                };
                let field = ClaimField::Waivers(vec![waiver]);
                Intent::Claim(ClaimIntent::Set(claim, field))
            }
            _ => Intent::Article(ArticleIntent::AddAgency(
                article(),
                SpeakerInput::Called(name),
                DerivationManner::Quotes,
            )),
        });
    }

    /// Runs frames until the journal has caught up.
    fn settle(&mut self) {
        self.harness.step();
        self.wait_for(|app| app.workbench().journal().waiting == 0);
    }

    fn wait_for(&mut self, what: impl Fn(&App) -> bool) {
        let since = Instant::now();
        while !what(self.harness.state()) {
            assert!(since.elapsed() < Duration::from_mins(1), "it did not come");
            self.harness.step();
        }
    }

    /// Number of complete claims. The kill may have cut off the next one, which is then redone.
    fn recorded(&self) -> usize {
        let project = self.harness.state().workbench().project();
        let whole = (1..).take_while(|number| is_recorded(project, *number));
        whole.count()
    }
}
