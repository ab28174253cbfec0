//! The command line, run as a person runs it, without a display.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crosscheck::{
    project::{Article, ClaimEdit, ClaimField, Edit, Id, Speaker, SpeakerEdit},
    storage::{self, LockOwner, LockResult},
};

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
fn a_folder_is_imported_and_skipped_files_are_named() {
    let shell = Shell::new();
    fs::write(shell.path("scan.png"), b"\x89PNG\r\n\x1A\n").unwrap();
    fs::write(shell.path("zero.txt"), "a\0b").unwrap();
    fs::write(
        shell.path("same.txt"),
        "Second headline\nThirteen were hurt.",
    )
    .unwrap();
    let made = shell.run(&["new", "p.ron", "."]);
    check(
        &made,
        1,
        "p.ron: articles: 2\n",
        "./scan.png: pictures cannot be read yet. Copy the text and use Paste article…\n\
         ./two.txt: not added, because the article “Second headline” has the same text\n\
         ./zero.txt: not text, because it contains NUL bytes. Copy the text and use Paste article…\n",
    );
}

#[test]
fn articles_are_added_to_a_project_with_a_backup_of_it() {
    let shell = Shell::new();
    check(
        &shell.run(&["new", "p.ron", "one.txt"]),
        0,
        "p.ron: articles: 1\n",
        "",
    );
    let before = fs::read(shell.path("p.ron")).unwrap();
    let added = shell.run(&["add", "p.ron", "two.txt", "one.txt"]);
    check(
        &added,
        0,
        "p.ron: articles added: 1\n",
        "one.txt: not added, because the article “First headline” has the same text\n",
    );
    let project = crosscheck::storage::open(&shell.path("p.ron")).unwrap();
    let titles: Vec<String> = project.articles().map(Article::name).collect();
    assert_eq!(titles, ["First headline", "Second headline"]);
    let state = crosscheck::storage::State::at(shell.path("state"));
    let backups = crosscheck::storage::Backups::new(&state)
        .list(None)
        .unwrap();
    assert_eq!(fs::read(&backups[0].path).unwrap(), before);
    let unchanged = fs::read(shell.path("p.ron")).unwrap();
    let nothing = shell.run(&["add", "p.ron", "two.txt"]);
    assert_eq!(text(&nothing.stdout), "p.ron: articles added: 0\n");
    assert_eq!(fs::read(shell.path("p.ron")).unwrap(), unchanged);
    let refused = shell.run(&["add", "p.ron", "two.txt", "nope.txt"]);
    assert_eq!(refused.status.code(), Some(1));
    let absent = shell.run(&["add", "absent.ron", "two.txt"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(!shell.path("absent.ron").exists());
}

#[test]
fn no_article_is_added_to_a_project_that_a_window_has_open() {
    let shell = Shell::new();
    shell.run(&["new", "p.ron", "one.txt"]);
    let before = fs::read(shell.path("p.ron")).unwrap();
    let window = LockOwner::this_window();
    let lock = storage::lock_project(&shell.path("p.ron"), &window, None);
    assert!(matches!(lock, LockResult::Ours(_)));
    let refused = shell.run(&["add", "p.ron", "two.txt"]);
    assert_eq!(refused.status.code(), Some(1));
    let sentence = text(&refused.stderr);
    assert!(sentence.starts_with("p.ron: "), "{sentence}");
    assert!(
        sentence.ends_with(
            "has it open, so nothing was added. Close it there, or add the articles there\n"
        ),
        "{sentence}"
    );
    assert_eq!(fs::read(shell.path("p.ron")).unwrap(), before);
    drop(lock);
    let added = shell.run(&["add", "p.ron", "two.txt"]);
    check(&added, 0, "p.ron: articles added: 1\n", "");
}

#[test]
fn json_describes_each_file_in_a_line() {
    let shell = Shell::new();
    fs::write(
        shell.path("talk.srt"),
        "1\n00:00:01,000 --> 00:00:02,000\nTwelve were hurt.\n\n2\n00:01:00,000 --> 00:01:02,000\nEight, she said.\n",
    )
    .unwrap();
    fs::write(shell.path("scan.png"), b"\x89PNG\r\n\x1A\n").unwrap();
    let made = shell.run(&["new", "--json", "p.ron", "talk.srt", "scan.png"]);
    assert_eq!(made.status.code(), Some(1));
    let lines: Vec<serde_json::Value> = text(&made.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let talk = serde_json::json!({
        "file": "talk.srt",
        "format": "subtitles",
        "title": "Twelve were hurt.",
        "paragraphs": 2,
        "hidden": 0,
        "likely_clutter": 0,
        "comments": 0,
        "locators": [
            { "paragraph": 1, "locator": "00:00:01" },
            { "paragraph": 2, "locator": "00:01:00" },
        ],
        "warnings": [],
    });
    // Files that need no reading to be refused come first.
    assert_eq!(lines[1], talk);
    let error = lines[0]["error"].as_str().unwrap();
    assert!(error.starts_with("scan.png: "), "{error}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn likely_clutter_is_counted_and_not_hidden() {
    let shell = Shell::new();
    let sentence = "Twelve people were hurt when a gate of the barrage gave way. ";
    let page = format!(
        "Menu\nSearch\nLog in\n\nThe barrage breaks\n\n{}",
        sentence.repeat(4)
    );
    fs::write(shell.path("page.txt"), page).unwrap();
    let made = shell.run(&["new", "--json", "p.ron", "page.txt"]);
    let told: serde_json::Value = serde_json::from_str(text(&made.stdout).trim()).unwrap();
    assert_eq!(
        (&told["likely_clutter"], &told["hidden"]),
        (&3.into(), &0.into())
    );
}

#[test]
fn the_password_of_a_pdf_comes_from_standard_input_and_is_kept_nowhere() {
    let shell = Shell::new();
    let locked = include_bytes!("../fixtures/locked/rc4.pdf");
    fs::write(shell.path("weir.pdf"), locked).unwrap();
    shell.run(&["new", "p.ron", "one.txt"]);
    let add = |password: &str| {
        let mut command = shell.command(&["add", "p.ron", "--password-stdin", "weir.pdf"]);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = pipes.stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{password}").unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    };
    let asked = "weir.pdf: it is protected with a password. Add it by itself with --password-stdin, and give the password on standard input\n";
    let none = "p.ron: articles added: 0\n";
    check(&shell.run(&["add", "p.ron", "weir.pdf"]), 1, none, asked);
    check(
        &add("Lome"),
        1,
        none,
        "weir.pdf: this is not its password\n",
    );
    check(&add("orvane"), 0, "p.ron: articles added: 1\n", "");
    let mut folders = vec![shell.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let has = bytes.windows(6).any(|it| it == b"orvane");
            assert!(!has, "{}", path.display());
        }
    }
}

#[test]
fn pages_and_attachments_come_in_as_asked() {
    let shell = Shell::new();
    let record = |name: &str| {
        let page = format!("<html><title>{name}</title><p>{name}: twelve were hurt.");
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lome.example/{name}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    let pages = ["dam", "weir", "mill"].map(record).concat();
    fs::write(shell.path("lome.warc"), pages).unwrap();
    let all = shell.run(&["new", "all.ron", "lome.warc"]);
    check(&all, 0, "all.ron: articles: 3\n", "");
    let (weir, none) = ("https://lome.example/weir", "https://lome.example/none");
    let some = shell.run(&[
        "new",
        "some.ron",
        "lome.warc",
        "--page",
        weir,
        "--page",
        none,
    ]);
    let told = "https://lome.example/none: no web archive among these files has this page\n";
    check(&some, 1, "some.ron: articles: 1\n", told);
    let mail = "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n\
        --b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=posts.csv\n\nText,Author\nThe dam broke,Ina\n--b--\n";
    fs::write(shell.path("mail.eml"), mail).unwrap();
    let left = shell.run(&["add", "some.ron", "mail.eml"]);
    let told = "mail.eml: Attachments not added: posts.csv. Add them with --attachments\n";
    check(&left, 0, "some.ron: articles added: 1\n", told);
    let added = shell.run(&["add", "all.ron", "mail.eml", "--attachments"]);
    check(&added, 0, "all.ron: articles added: 2\n", "");
    let project = crosscheck::storage::open(&shell.path("all.ron")).unwrap();
    let posts = project.articles().last().unwrap();
    assert_eq!(posts.text.as_str(), "Ina: The dam broke");
}

#[test]
fn comments_of_a_document_come_in_as_notes_if_asked() {
    let shell = Shell::new();
    let report = include_bytes!("../fixtures/import/breach.docx");
    fs::write(shell.path("report.docx"), report).unwrap();
    let plain = shell.run(&["new", "--json", "plain.ron", "report.docx"]);
    assert_eq!(json_lines(&plain)[0]["comments"], 1);
    shell.run(&["new", "p.ron", "report.docx", "--comments"]);
    let info = |name: &str| text(&shell.run(&["info", name]).stdout).to_owned();
    assert!(info("plain.ron").contains("highlights: 0\n"));
    assert!(info("p.ron").contains("highlights: 1\n"));
}

#[test]
fn claims_of_a_spreadsheet_are_added() {
    let shell = Shell::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Read me").unwrap();
    let sheet = book.add_worksheet();
    for (row, (claim, verdict)) in [("Claim", "Verdict"), ("Twelve were hurt", "Refuted")]
        .into_iter()
        .enumerate()
    {
        sheet.write(row as u32, 0, claim).unwrap();
        sheet.write(row as u32, 1, verdict).unwrap();
    }
    book.save(shell.path("claims.xlsx")).unwrap();
    let made = shell.run(&["new", "p.ron", "--claims", "claims.xlsx"]);
    let told = "claims.xlsx: Sheets left out: Sheet1\n";
    check(&made, 0, "p.ron: articles: 0\n", told);
    let project = crosscheck::storage::open(&shell.path("p.ron")).unwrap();
    let claim = project.claims().next().unwrap();
    assert_eq!(claim.statement, "Twelve were hurt");
    assert_eq!(claim.verdict.as_deref(), Some("Refuted"));
}

#[test]
fn claims_of_a_table_are_added_once() {
    let shell = Shell::new();
    fs::write(
        shell.path("claims.csv"),
        "claim,verdict\nTwelve were hurt,Refuted\nNobody died,\n",
    )
    .unwrap();
    fs::write(shell.path("names.csv"), "name\nIna\n").unwrap();
    let made = shell.run(&["new", "p.ron", "one.txt", "--claims", "claims.csv"]);
    check(&made, 0, "p.ron: articles: 1\n", "");
    let again = shell.run(&["add", "p.ron", "--claims", "claims.csv"]);
    let told = "claims.csv: Claims that the project has already: 2\n";
    check(&again, 0, "p.ron: articles added: 0\n", told);
    let none = shell.run(&["add", "p.ron", "--claims", "names.csv"]);
    assert!(text(&none.stderr).starts_with("names.csv: no column of this table"));
    let info = shell.run(&["info", "p.ron"]);
    assert!(text(&info.stdout).contains("claims: 2\n"));
}

#[test]
fn guessed_encodings_and_unreadable_bytes_are_reported() {
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
fn an_article_that_differs_only_in_white_space_is_reported() {
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
fn an_article_with_nearly_the_same_words_is_added_and_reported() {
    let shell = Shell::new();
    let report = "Flood in Vellin\n\nTwelve people were hurt when the sluice gave way on Saturday, the district office said. \
        Eight of them were taken to the hospital with fractures. Nobody could say whether it had been opened on purpose \
        or had broken under the pressure of the water.";
    fs::write(shell.path("first.txt"), report).unwrap();
    fs::write(shell.path("second.txt"), report.replace("Eight", "Nine")).unwrap();
    let made = shell.run(&["new", "p.ron", "first.txt", "second.txt", "one.txt"]);
    check(
        &made,
        0,
        "p.ron: articles: 3\n",
        "second.txt: 97\u{a0}% the same words as “Flood in Vellin”\n",
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
        "one.txt: exists already, and is not overwritten\n",
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
fn every_format_is_written_by_its_name() {
    let shell = Shell::new();
    for format in crosscheck::export::EXPORTS {
        let out = format!("out.{}", format.ending);
        let written = shell.run(&["export", &sample(), "--format", format.key, "-o", &out]);
        assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
        let bytes = fs::read(shell.path(&out)).unwrap();
        assert!(bytes.len() > 500, "{}", format.key);
        let printed = shell.run(&["export", &sample(), "--format", format.key, "-o", "-"]);
        if format.is_text {
            assert_eq!(printed.stdout, bytes, "{}", format.key);
        } else {
            let refused = format!(
                "{} is no text, so it cannot go to standard output. Name a file\n",
                format.key
            );
            check(&printed, 2, "", &refused);
        }
    }
    let unknown = shell.run(&["export", &sample(), "--format", "pdf", "-o", "x"]);
    assert_eq!(unknown.status.code(), Some(2));
    for alone in [&["--format", "json"][..], &["-o", "x"][..]] {
        let sample = sample();
        let args = [&["export", &sample][..], alone].concat();
        assert_eq!(shell.run(&args).status.code(), Some(2));
    }
}

/// The counts that `info` prints.
fn counts(shell: &Shell, project: &str) -> Vec<(String, usize)> {
    let info = shell.run(&["info", project]);
    let lines = text(&info.stdout).lines().map(|line| {
        let (name, count) = line.split_once(": ").unwrap();
        (name.to_owned(), count.parse().unwrap())
    });
    lines.collect()
}

#[test]
fn the_work_of_other_tools_comes_back_in() {
    let shell = Shell::new();
    let sample = sample();
    for (format, file) in [
        ("qdpx", "a.qdpx"),
        ("web-annotation", "a.json"),
        ("csl-json", "s.json"),
    ] {
        let written = shell.run(&["export", &sample, "--format", format, "-o", file]);
        assert_eq!(written.status.code(), Some(0));
    }
    let made = shell.run(&["new", "p.ron", "a.qdpx"]);
    assert_eq!(text(&made.stderr), "");
    let (ours, theirs) = (counts(&shell, "p.ron"), counts(&shell, &sample));
    for name in ["articles", "highlights", "claims", "evidence"] {
        let count = |counts: &[(String, usize)]| counts.iter().find(|it| it.0 == name).unwrap().1;
        assert_eq!(count(&ours), count(&theirs), "{name}");
    }
    // All of it is there already.
    let again = shell.run(&["add", "p.ron", "a.qdpx", "a.json", "s.json"]);
    check(&again, 0, "p.ron: articles added: 0\n", "");
}

#[test]
fn a_passage_that_is_not_where_a_file_says_is_reported() {
    let shell = Shell::new();
    fs::write(
        shell.path("p.txt"),
        "Dam\n\nTwelve were hurt. Twelve fled. Ten slept.",
    )
    .unwrap();
    let selector = |quote: &str, prefix: &str| {
        format!(
            "{{\"target\": {{\"source\": \"x\", \"title\": \"DAM\", \"selector\": [{{\"type\": \
             \"TextQuoteSelector\", \"exact\": \"{quote}\", \"prefix\": \"{prefix}\"}}]}}, \"body\": [{{\"purpose\": \
             \"tagging\", \"value\": \"c\"}}]}}"
        )
    };
    let items = [
        selector("Ten slept", ""),
        selector("Twelve", ""),
        selector("Twelve", "hurt. "),
        selector("Nine", ""),
    ];
    fs::write(shell.path("a.json"), format!("[{}]", items.join(","))).unwrap();
    assert_eq!(shell.run(&["new", "p.ron", "p.txt"]).status.code(), Some(0));
    check(
        &shell.run(&["add", "p.ron", "a.json"]),
        0,
        "p.ron: articles added: 0, claims: 1, passages: 2, evidence: 2\n",
        "a.json: moved: “Ten slept” was found by its words\n\
         a.json: ambiguous: “Twelve” occurs 2 times, so it was left out\n\
         a.json: moved: “Twelve” was found by its words\n\
         a.json: missing: “Nine” is not in the article, so it was left out\n",
    );
}

/// The numbers of the claims in an export with these options.
#[track_caller]
fn check_part(options: &[&str], expected: &[&str]) {
    let sample = sample();
    let args = [
        &["export", &sample, "--format", "claims-csv", "-o", "-"],
        options,
    ]
    .concat();
    let output = Shell::new().run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let numbers: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    assert_eq!(numbers, expected, "{options:?}");
}

#[test]
fn a_part_of_the_claims_is_exported() {
    check_part(&["--only-claims", "1,3-4"], &["1", "3", "4"]);
    check_part(&["--only-claims", " 2 "], &["2"]);
    check_part(&["--where", "status:done"], &["2", "3", "7"]);
    check_part(&["--where", "verdict:refuted homes"], &["7"]);
    check_part(&["--only-claims", "1-4", "--where", "verdict:none"], &["4"]);
}

#[test]
fn unknown_claims_and_filters_are_refused() {
    let shell = Shell::new();
    for (option, value, told) in [
        ("--only-claims", "0", "no claim 0 in this project; it has"),
        ("--only-claims", "99", "no claim 99 in this project; it has"),
        ("--only-claims", "3-1", "no claim 3-1 in this project"),
        ("--only-claims", "one", "is not the number of a claim"),
        ("--where", "nothinglikethis", "no claim passes the filter"),
    ] {
        let args = ["export", &sample(), "--claims", "out.csv", option, value];
        let output = shell.run(&args);
        assert_eq!(output.status.code(), Some(1));
        assert!(
            text(&output.stderr).contains(told),
            "{}",
            text(&output.stderr)
        );
        assert!(!shell.path("out.csv").exists());
    }
}

#[test]
fn help_and_version_are_printed() {
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
fn a_closed_pipe_is_not_an_error() {
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

/// Saves the sample with a protected speaker, Marta Oduya, whose name is in the notes of the first claim.
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
fn a_public_export_with_protected_names_is_refused_without_printing_them() {
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
fn messages_about_a_damaged_file_print_no_protected_name() {
    let shell = Shell::new();
    save_protected(&shell);
    let whole = fs::read_to_string(shell.path("p.ron")).unwrap();
    let line = |word: &str| whole.lines().find(|line| line.contains(word)).unwrap();
    let claim = line("MARTA ODUYA phoned");
    // Long enough that the message cuts the records off within their quotation marks.
    let notes = "MARTA ODUYA phoned in NUMBER, months before the gate failed and the cellars were flooded, then the odukite";
    let version = |number: &str| {
        let notes = notes.replace("NUMBER", number);
        claim.replace("MARTA ODUYA phoned, then the odukite", &notes)
    };
    let (ours, theirs) = (version("March"), version("April"));
    let conflict = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other");
    let speaker = line("Marta Oduya");
    let cut_off = &speaker[..speaker.find("Oduya").unwrap() + 3];
    for damaged in [
        whole.replace(claim, &conflict),
        whole.replace(claim, &[claim, "\n", &theirs].concat()),
        whole.replace(speaker, cut_off),
        whole
            .replace(speaker, "")
            .replace(claim, "    (id: \"MARTA ODUYA phoned\"),"),
        whole
            .replace("holds_protected_names: true,", "")
            .replace(speaker, cut_off),
    ] {
        fs::write(shell.path("damaged.ron"), &damaged).unwrap();
        for args in [
            &["check", "damaged.ron"][..],
            &["info", "damaged.ron"],
            &["find", "damaged.ron", "gate"],
            &["export", "damaged.ron", "--claims", "-"],
        ] {
            let output = shell.run(args);
            assert_eq!(output.status.code(), Some(1), "{args:?}");
            let words = [text(&output.stdout), text(&output.stderr)].concat();
            assert!(words.starts_with("damaged.ron: line "), "{words}");
            let lower = words.to_lowercase();
            for part in ["marta", "odu", "phoned", "months before"] {
                assert!(!lower.contains(part), "{args:?}: {words}");
            }
        }
    }
}

#[test]
fn no_export_replaces_a_project_or_another_export() {
    let shell = Shell::new();
    shell.run(&["new", "p.ron", "one.txt"]);
    shell.run(&["new", "other.ron", "two.txt"]);
    fs::hard_link(shell.path("p.ron"), shell.path("hard.csv")).unwrap();
    fs::create_dir_all(shell.path("state/backups/x")).unwrap();
    fs::write(shell.path("state/backups/x/old.ron"), "a backup").unwrap();
    fs::create_dir_all(shell.path("p.originals")).unwrap();
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
        "p.originals/claims.csv",
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
fn a_damaged_file_sets_the_exit_code_of_every_subcommand() {
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

#[test]
fn pairs_of_names_are_compared_line_by_line() {
    let shell = Shell::new();
    let pairs = "Гладков\tGladkov\nGladkov\tGladkow\r\nBelgorod\tBakhmut\nno tab\n";
    fs::write(shell.path("pairs.tsv"), pairs).unwrap();
    check(
        &shell.run(&["names", "--pairs", "pairs.tsv"]),
        0,
        "same\tletter by letter the same in another alphabet\n\
         maybe\tvariant spellings of the same sounds\n\
         different\tother consonants\n\
         different\tother consonants\n",
        "",
    );
}

#[test]
fn names_in_a_text_are_listed_with_their_spellings() {
    let shell = Shell::new();
    let text = "Über Vellin und Vellin.\nThen Mr Grabar left Velin.";
    fs::write(shell.path("text.txt"), text).unwrap();
    let found = shell.run(&["names", "text.txt"]);
    let lines: Vec<serde_json::Value> = json_lines(&found);
    let place = |name: &str| lines.iter().find(|it| it["name"] == name);
    assert_eq!(place("Vellin").unwrap()["start"], 5);
    assert_eq!(place("Velin").unwrap()["end"], 49);
    let group = lines.iter().find(|it| it["spellings"].is_array()).unwrap();
    assert_eq!(group["spellings"][0]["name"], "Vellin");
    assert_eq!(group["spellings"][1]["count"], 1);
    assert_eq!(shell.run(&["names", "missing.txt"]).status.code(), Some(1));
}

fn json_lines(output: &Output) -> Vec<serde_json::Value> {
    assert_eq!(output.status.code(), Some(0));
    let lines = text(&output.stdout).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn shared_wording_is_listed_without_protected_names() {
    let shell = Shell::new();
    let report = "Marta Oduya said the sluice gave way at night and that NUMBER cellars of the lower town were full.";
    for (name, number) in [("early", "12"), ("late", "8")] {
        let report = report.replace("NUMBER", number);
        fs::write(
            shell.path(&format!("{name}.txt")),
            format!("Report é, {name}\n{report}"),
        )
        .unwrap();
    }
    shell.run(&["new", "p.ron", "early.txt", "late.txt"]);
    let mut project = storage::open(&shell.path("p.ron")).unwrap();
    let marta = Speaker {
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(Id::new(71), "Марта Одуя".to_owned())
    };
    let speaker = Box::new(marta);
    project
        .apply(Edit::Speaker(SpeakerEdit::Add { at: 0, speaker }))
        .unwrap();
    storage::save(&shell.path("q.ron"), &project).unwrap();
    let public = &json_lines(&shell.run(&["shared", "q.ron"]))[0];
    assert_eq!(public["kind"], "prose");
    assert_eq!(public["first"]["start"], 16);
    assert_eq!(public["first"]["percent_of_sentences"], 50);
    assert_eq!(public["differing"][0], serde_json::json!(["12", "8"]));
    let words = public["first"]["text"].as_str().unwrap();
    assert!(words.starts_with("Source A said the sluice"), "{words}");
    let internal = &json_lines(&shell.run(&["shared", "q.ron", "--internal"]))[0];
    let words = internal["first"]["text"].as_str().unwrap();
    assert!(words.starts_with("Marta Oduya said"), "{words}");
}

#[test]
fn messages_about_added_articles_name_no_protected_speaker() {
    let shell = Shell::new();
    save_protected(&shell);
    let page = "<html><head><title>Marta Oduya speaks</title></head>\
        <body><h1>Marta Oduya speaks</h1><p>Twelve were hurt, said Marta Oduya.</p></body></html>";
    fs::write(shell.path("page.html"), page).unwrap();
    let added = shell.run(&["add", "p.ron", "--json", "page.html"]);
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    assert_eq!(json_lines(&added)[0]["title"], "Source A speaks");

    let again = shell.run(&["add", "p.ron", "--json", "page.html"]);
    for output in [text(&again.stdout), text(&again.stderr)] {
        assert!(
            output.contains("the article “Source A speaks” has the same text"),
            "{output}"
        );
    }
}

#[test]
fn text_too_long_for_a_project_is_cut_and_reported() {
    let shell = Shell::new();
    let long = "word ".repeat(3_000);
    let page = format!(
        "<html><head><title>{long}</title></head><body><p>Twelve were hurt at the mill.</p></body></html>"
    );
    fs::write(shell.path("page.html"), page).unwrap();
    fs::write(shell.path("claims.csv"), format!("claim\n{long}\n")).unwrap();
    fs::write(
        shell.path("posts.csv"),
        format!(
            "text,url\nTwelve were hurt.,https://a.example/{}\n",
            long.replace(' ', "-")
        ),
    )
    .unwrap();
    let words = [
        "new",
        "p.ron",
        "page.html",
        "posts.csv",
        "--claims",
        "claims.csv",
    ];
    let made = shell.run(&words);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let told = text(&made.stderr);
    for sentence in [
        "page.html: the title was too long, and has been cut to 2000 characters",
        "posts.csv: the place of a paragraph was too long, and has been cut to 2000 characters",
        "claims.csv: Claims with a text that was too long and has been cut: 1",
    ] {
        assert!(told.contains(sentence), "{told}");
    }
    let checked = shell.run(&["check", "p.ron"]);
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
}
