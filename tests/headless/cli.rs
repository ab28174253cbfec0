//! The command line, run as a person runs it, without a display.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crosscheck::project::{ClaimEdit, ClaimField, Edit, Id, Speaker, SpeakerEdit};

/// The real program in a folder of its own.
struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("one.txt"),
            "First headline\n\nTwelve were hurt.\n",
        )
        .unwrap();
        fs::write(
            folder.path().join("two.txt"),
            "Second headline\r\nThirteen were hurt.",
        )
        .unwrap();
        Self { folder }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("CROSSCHECK_STATE_DIR", self.folder.path().join("state"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn check(output: &Output, code: i32, stdout: &str, stderr: &str) {
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(output.status.code(), Some(code));
}

fn sample() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/orvane-barrage.ron");
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_project_is_made_of_articles_and_counted() {
    let shell = Shell::new();
    let made = shell.run(&["new", "p.ron", "one.txt", "two.txt"]);
    check(&made, 0, "p.ron: articles: 2\n", "");
    check(&shell.run(&["check", "p.ron"]), 0, "", "");
    let info = shell.run(&["info", "p.ron"]);
    check(
        &info,
        0,
        "articles: 2\nhighlights: 0\nclaims: 0\nevidence: 0\nspeakers: 0\nrelations: 0\nprotected names: 0\n",
        "",
    );
    let project = crosscheck::storage::open(&shell.path("p.ron")).unwrap();
    let titles: Vec<&str> = project
        .articles()
        .map(|a| a.details.title.as_str())
        .collect();
    assert_eq!(titles, ["First headline", "Second headline"]);
}

#[test]
fn a_folder_of_articles_comes_in_and_what_does_not_is_named() {
    let shell = Shell::new();
    fs::write(shell.path("scan.pdf"), "%PDF").unwrap();
    fs::write(shell.path("zero.txt"), "a\0b").unwrap();
    fs::write(
        shell.path("same.txt"),
        "Second headline\nThirteen were hurt.",
    )
    .unwrap();
    let made = shell.run(&["new", "p.ron", "."]);
    check(
        &made,
        0,
        "p.ron: articles: 2\n",
        "./scan.pdf: PDF articles cannot be read yet. Copy the text and use Paste article…\n\
         ./two.txt: not added, because the article “Second headline” has the same text\n\
         ./zero.txt: not text, because it contains NUL bytes. Copy the text and use Paste article…\n",
    );
}

#[test]
fn a_guessed_encoding_is_told_and_so_are_bytes_that_could_not_be_read() {
    let shell = Shell::new();
    let german = b"M\xFChle in Lorwen\n\nDie Sch\xE4den sind gro\xDF, sagte der B\xFCrgermeister.";
    fs::write(shell.path("mill.txt"), german).unwrap();
    fs::write(
        shell.path("cut.txt"),
        "Mühle, sagte Bü".as_bytes().split_last().unwrap().1,
    )
    .unwrap();
    let made = shell.run(&["new", "p.ron", "mill.txt", "cut.txt", "one.txt"]);
    check(
        &made,
        0,
        "p.ron: articles: 3\n",
        "mill.txt: Windows-1252, guessed\n\
         cut.txt: UTF-8, guessed; 1 place could not be read and shows \u{FFFD}\n",
    );
}

#[test]
fn the_same_text_with_other_blanks_is_told() {
    let shell = Shell::new();
    fs::write(
        shell.path("same.txt"),
        "First headline \n\nTwelve\u{a0}were hurt.",
    )
    .unwrap();
    let made = shell.run(&["new", "p.ron", "one.txt", "same.txt"]);
    check(
        &made,
        0,
        "p.ron: articles: 1\n",
        "same.txt: not added, because the article “First headline” has the same text\n",
    );
}

#[test]
fn no_project_is_made_of_nothing_and_none_is_overwritten() {
    let shell = Shell::new();
    let made = shell.run(&["new", "p.ron", "absent.txt"]);
    assert_eq!(made.status.code(), Some(1));
    assert!(text(&made.stderr).starts_with("absent.txt: cannot be read: "));
    assert!(text(&made.stderr).ends_with("p.ron: not created, because no article could be read\n"));
    assert!(!shell.path("p.ron").exists());
    let made = shell.run(&["new", "one.txt", "two.txt"]);
    check(
        &made,
        1,
        "",
        "one.txt: is there already, and is not overwritten\n",
    );
}

#[test]
fn each_problem_is_a_line_with_the_path() {
    let shell = Shell::new();
    let damaged = fs::read_to_string(sample())
        .unwrap()
        .replacen("verdict: Some(\"Supported\")", "verdict: Some(\"Yes\")", 1)
        .replacen("stance: Context", "stance: Refutes", 1)
        .replacen(
            "quote: \"Twelve people were injured\"",
            "quote: \"Twelve\"",
            1,
        );
    fs::write(shell.path("p.ron"), damaged).unwrap();
    let checked = shell.run(&["check", "p.ron"]);
    assert_eq!(checked.status.code(), Some(1));
    let lines: Vec<&str> = text(&checked.stdout).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines.iter().all(|line| line.starts_with("p.ron: line ")),
        "{lines:?}"
    );
    let absent = shell.run(&["check", "absent.ron"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(text(&absent.stdout).starts_with("absent.ron: cannot be read: "));
}

#[test]
fn tables_go_to_files_or_to_standard_output() {
    let shell = Shell::new();
    let sample = sample();
    let export = shell.run(&[
        "export",
        &sample,
        "--claims",
        "c.csv",
        "--evidence",
        "-",
        "--exact",
        "--bom",
    ]);
    assert_eq!(export.status.code(), Some(0));
    assert!(text(&export.stdout).starts_with("\u{feff}claim_number,claim,verdict,stance,quote,"));
    let claims = fs::read_to_string(shell.path("c.csv")).unwrap();
    assert!(claims.starts_with("\u{feff}number,claim,verdict,status,"));
    assert_eq!(
        csv::Reader::from_reader(claims.as_bytes())
            .records()
            .count(),
        10
    );
    let safe = shell.run(&["export", &sample, "--claims", "-"]);
    assert!(text(&safe.stdout).starts_with("number,claim,verdict,status,"));
}

#[test]
fn the_graph_is_drawn_in_either_theme() {
    let shell = Shell::new();
    let light = shell.run(&["export", &sample(), "--graph", "-"]);
    let dark = shell.run(&["export", &sample(), "--graph", "-", "--dark"]);
    for output in [&light, &dark] {
        assert!(output.status.success());
        let svg = text(&output.stdout);
        assert!(svg.starts_with("<?xml") && svg.contains("Sixty saboteurs were detained"));
    }
    assert_ne!(text(&light.stdout), text(&dark.stdout));
    let no_graph = shell.run(&["export", &sample(), "--claims", "-", "--dark"]);
    assert_eq!(no_graph.status.code(), Some(2));
}

#[test]
fn contradictory_calls_are_refused() {
    let shell = Shell::new();
    let sample = sample();
    let both = shell.run(&["export", &sample, "--claims", "-", "--evidence", "-"]);
    check(&both, 2, "", "only one export can go to standard output\n");
    assert_eq!(shell.run(&["export", &sample]).status.code(), Some(2));
    assert_eq!(shell.run(&["new", "p.ron"]).status.code(), Some(2));
    assert_eq!(shell.run(&["--no-such-option"]).status.code(), Some(2));
}

#[test]
fn help_and_version_are_told() {
    let shell = Shell::new();
    let version = shell.run(&["--version"]);
    check(
        &version,
        0,
        concat!("crosscheck ", env!("CARGO_PKG_VERSION"), "\n"),
        "",
    );
    let help = shell.run(&["--help"]);
    for word in ["[PROJECT]", "new", "export", "check", "info"] {
        assert!(text(&help.stdout).contains(word), "{word}");
    }
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let shell = Shell::new();
    let mut child = shell
        .command(&["export", &sample(), "--evidence", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    check(&output, 0, "", "");
}

/// Saves the sample with a protected speaker, Marta Oduya, who stands in the notes of the first claim.
fn save_protected(shell: &Shell) {
    let mut project = crosscheck::storage::sample();
    let claim = project.claims().next().unwrap().id;
    let marta = Speaker {
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(Id::new(71), "Marta Oduya".to_owned())
    };
    let notes = ClaimField::Notes("MARTA ODUYA phoned, then the odukite".to_owned());
    project
        .apply_all(vec![
            Edit::Speaker(SpeakerEdit::Add {
                at: 0,
                speaker: Box::new(marta),
            }),
            Edit::Claim(ClaimEdit::Set {
                id: claim,
                field: notes,
            }),
        ])
        .unwrap();
    crosscheck::storage::save(&shell.path("p.ron"), &project).unwrap();
}

#[test]
fn a_public_export_with_protected_names_is_refused_and_the_names_are_not_told() {
    let shell = Shell::new();
    save_protected(&shell);
    let tables = [
        "export",
        "p.ron",
        "--evidence",
        "e.csv",
        "--claims",
        "c.csv",
    ];
    let refused = shell.run(&tables);
    check(
        &refused,
        1,
        "",
        "c.csv: claim 1, notes: \u{201c}[Source A] phoned, then the odukite\u{201d}\n\
         p.ron: nothing was written, because protected names need a decision. Decide on each in the window, or add \
         --replace-protected for stand-ins, or --internal for readers who may know the names\n",
    );
    assert!(!shell.path("c.csv").exists());
    assert!(!shell.path("e.csv").exists());

    let replaced = shell.run(&["export", "p.ron", "--claims", "-", "--replace-protected"]);
    assert_eq!(replaced.status.code(), Some(0));
    assert!(text(&replaced.stdout).contains("Source A phoned, then the odukite"));
    assert!(!text(&replaced.stdout).to_lowercase().contains("marta"));

    let internal = shell.run(&["export", "p.ron", "--claims", "-", "--internal"]);
    assert_eq!(internal.status.code(), Some(0));
    assert!(text(&internal.stdout).contains("MARTA ODUYA phoned"));

    let both = shell.run(&[
        "export",
        "p.ron",
        "--claims",
        "-",
        "--internal",
        "--replace-protected",
    ]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn no_export_replaces_a_project_or_another_export() {
    let shell = Shell::new();
    shell.run(&["new", "p.ron", "one.txt"]);
    shell.run(&["new", "other.ron", "two.txt"]);
    fs::hard_link(shell.path("p.ron"), shell.path("hard.csv")).unwrap();
    fs::create_dir_all(shell.path("state/backups/x")).unwrap();
    fs::write(shell.path("state/backups/x/old.ron"), "a backup").unwrap();
    fs::write(shell.path(".p.ron.lock"), "").unwrap();
    let damaged = fs::read_to_string(shell.path("other.ron")).unwrap();
    fs::write(shell.path("damaged.ron"), damaged.replace("title", "tilte")).unwrap();
    let mut outputs = vec![
        "p.ron",
        "./p.ron",
        "hard.csv",
        "other.ron",
        "damaged.ron",
        "state/backups/x/old.ron",
        "state/new.csv",
        ".p.ron.lock",
    ];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("other.ron", shell.path("link.csv")).unwrap();
        outputs.push("link.csv");
    }
    let read = |name: &str| fs::read(shell.path(name)).ok();
    for output in outputs {
        let before = read(output);
        let refused = shell.run(&["export", "p.ron", "--evidence", "e.csv", "--claims", output]);
        assert_eq!(refused.status.code(), Some(1), "{output}");
        let words = text(&refused.stderr);
        assert!(words.starts_with(output), "{words}");
        assert!(words.contains("was not replaced"), "{words}");
        assert_eq!(read(output), before, "{output}");
        assert_eq!(read("e.csv"), None, "nothing is written by halves");
    }
    let twice = shell.run(&[
        "export",
        "p.ron",
        "--evidence",
        "c.csv",
        "--claims",
        "./c.csv",
    ]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(text(&twice.stderr).contains("only one export can go to a file"));
    assert_eq!(read("c.csv"), None);
}

#[cfg(unix)]
#[test]
fn an_export_through_a_dangling_link_does_not_replace_another() {
    let shell = Shell::new();
    shell.run(&["new", "p.ron", "one.txt"]);
    std::os::unix::fs::symlink("c.csv", shell.path("link.csv")).unwrap();
    let args = [
        "export",
        "p.ron",
        "--claims",
        "c.csv",
        "--evidence",
        "link.csv",
    ];
    assert_eq!(shell.run(&args).status.code(), Some(1));
    let claims = fs::read_to_string(shell.path("c.csv")).unwrap();
    assert!(claims.starts_with("number,claim,"), "{claims}");
}

#[cfg(unix)]
#[test]
fn an_export_goes_to_a_device_or_a_pipe() {
    let shell = Shell::new();
    let export = shell.run(&["export", &sample(), "--claims", "/dev/stdout"]);
    assert_eq!(export.status.code(), Some(0));
    assert!(text(&export.stdout).starts_with("number,claim,"));
}

#[test]
fn a_damaged_file_is_reported_by_the_exit_code_whoever_reads() {
    let shell = Shell::new();
    fs::write(shell.path("p.ron"), "(").unwrap();
    let mut child = shell
        .command(&["check", "p.ron"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
