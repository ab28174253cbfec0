//! The command line, run as a user runs it, without a display.

mod adding;
mod exporting;
mod protecting;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crosscheck::{project::Project, storage};

/// The real program in a folder of its own.
struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = Self { folder };
        shell.write("one.txt", "First headline\n\nTwelve were hurt.\n");
        shell.write("two.txt", "Second headline\r\nThirteen were hurt.");
        shell
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn project(&self, name: &str) -> Project {
        storage::open(&self.path(name)).unwrap()
    }

    /// The words of the call are separated by spaces; SAMPLE is the path of the sample.
    fn command(&self, call: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/orvane-barrage.ron");
        for word in call.split_whitespace() {
            match word {
                "SAMPLE" => command.arg(&sample),
                word => command.arg(word),
            };
        }
        command
            .current_dir(self.folder.path())
            .env("CROSSCHECK_STATE_DIR", self.path("state"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    fn run(&self, call: &str) -> Output {
        self.command(call).output().unwrap()
    }

    /// Runs each call after a `$`. Below it are the lines that it prints, those of errors after a `!`, and its exit code in
    /// brackets unless it is 0.
    #[track_caller]
    fn check(&self, transcript: &str) {
        let expected: Vec<&str> = transcript.trim().lines().map(str::trim).collect();
        let mut found = String::new();
        for call in expected.iter().filter_map(|line| line.strip_prefix("$ ")) {
            writeln!(found, "$ {call}").unwrap();
            found += &shown(&self.run(call));
        }
        assert_eq!(found.trim_end(), expected.join("\n"));
    }
}

fn shown(output: &Output) -> String {
    let errors = text(&output.stderr).lines();
    let errors: String = errors.flat_map(|line| ["! ", line, "\n"]).collect();
    let code = match code(output) {
        0 => String::new(),
        code => format!("[{code}]\n"),
    };
    [text(&output.stdout), &errors, &code].concat()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json_lines(output: &Output) -> Vec<serde_json::Value> {
    let lines = text(&output.stdout).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_project_is_created_from_articles_and_counted() {
    let shell = Shell::new();
    shell.check(
        "$ new p.ron one.txt two.txt
        p.ron: articles: 2
        $ check p.ron
        $ info p.ron
        articles: 2
        highlights: 0
        claims: 0
        evidence: 0
        speakers: 0
        relations: 0
        protected names: 0",
    );
    let project = shell.project("p.ron");
    let titles = project.articles().map(|it| it.details.title.as_str());
    let titles: Vec<&str> = titles.collect();
    assert_eq!(titles, ["First headline", "Second headline"]);
}

#[test]
fn an_empty_project_is_not_created_and_none_is_overwritten() {
    let shell = Shell::new();
    let made = shell.run("new p.ron absent.txt");
    assert_eq!(code(&made), 1);
    assert!(text(&made.stderr).starts_with("absent.txt: cannot be read: "));
    assert!(text(&made.stderr).ends_with("p.ron: not created, because no article could be read\n"));
    assert!(!shell.path("p.ron").exists());
    shell.check(
        "$ new one.txt two.txt
        ! one.txt: exists already, and is not overwritten
        [1]",
    );
}

#[test]
fn each_problem_is_a_line_with_the_path() {
    let shell = Shell::new();
    let damaged = storage::to_ron(&storage::sample())
        .replacen("verdict: Some(\"Supported\")", "verdict: Some(\"Yes\")", 1)
        .replacen(
            "quote: \"Twelve people were injured\"",
            "quote: \"Twelve\"",
            1,
        );
    shell.write("p.ron", damaged);
    let checked = shell.run("check p.ron");
    assert_eq!(code(&checked), 1);
    let lines: Vec<&str> = text(&checked.stdout).lines().collect();
    let are_places = lines.iter().all(|line| line.starts_with("p.ron: line "));
    assert!(are_places && lines.len() == 2, "{lines:?}");
    let absent = shell.run("check absent.ron");
    assert_eq!(code(&absent), 1);
    assert!(text(&absent.stdout).starts_with("absent.ron: cannot be read: "));
}

#[test]
fn a_damaged_file_sets_the_exit_code_even_if_nobody_reads_on() {
    let shell = Shell::new();
    shell.write("p.ron", "(");
    let mut check = shell.command("check p.ron");
    let mut child = check.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn contradictory_options_are_refused() {
    let shell = Shell::new();
    shell.check(
        "$ export SAMPLE --claims - --evidence -
        ! only one export can go to standard output
        [2]",
    );
    for call in ["export SAMPLE", "new p.ron", "--no-such-option"] {
        assert_eq!(code(&shell.run(call)), 2);
    }
}

#[test]
fn help_and_version_are_printed() {
    let shell = Shell::new();
    let version = env!("CARGO_PKG_VERSION");
    shell.check(&format!("$ --version\ncrosscheck {version}"));
    let help = shell.run("--help");
    for word in ["[PROJECT]", "new", "export", "check", "info"] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
}

#[test]
fn pairs_of_names_are_compared_line_by_line() {
    let shell = Shell::new();
    let pairs = "Гладков\tGladkov\nGladkov\tGladkow\r\nBelgorod\tBakhmut\nno tab\n";
    shell.write("pairs.tsv", pairs);
    shell.check(
        "$ names --pairs pairs.tsv
        same\tthe same after transliteration
        maybe\tvariant spellings of the same sounds
        different\tother consonants
        different\tother consonants",
    );
}

#[test]
fn names_in_a_text_are_listed_with_their_spellings() {
    let shell = Shell::new();
    let text = "Über Vellin und Vellin.\nThen Mr Grabar left Velin.";
    shell.write("text.txt", text);
    let lines = json_lines(&shell.run("names text.txt"));
    let find_name = |name: &str| lines.iter().find(|it| it["name"] == name);
    assert_eq!(find_name("Vellin").unwrap()["start"], 5);
    assert_eq!(find_name("Velin").unwrap()["end"], 49);
    let group = lines.iter().find(|it| it["spellings"].is_array()).unwrap();
    assert_eq!(group["spellings"][0]["name"], "Vellin");
    assert_eq!(group["spellings"][1]["count"], 1);
    assert_eq!(code(&shell.run("names missing.txt")), 1);
}
