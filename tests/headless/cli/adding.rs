//! Articles, claims and work of other tools that come in.

use std::{fs, io::Write, process::Stdio};

use crosscheck::{
    project::{Article, DetailName},
    storage::{self, Backups, LockOwner, LockResult, StateDirectory},
};
use serde_json::{Value, json};

use super::{Shell, code, json_lines, text};

#[test]
fn a_folder_is_imported_and_skipped_files_are_named() {
    let shell = Shell::new();
    shell.write("scan.png", b"\x89PNG\r\n\x1A\n");
    shell.write("zero.txt", "a\0b");
    shell.write("same.txt", "Second headline\nThirteen were hurt.");
    shell.check(
        "$ new p.ron .
        p.ron: articles: 2
        ! ./scan.png: Crosscheck cannot read pictures yet. A picture has no text; type the words that it shows, and use Paste article…
        ! ./two.txt: not added, because the article “Second headline” has the same text. Add it with --again
        ! ./zero.txt: not a text file: it contains NUL bytes. Copy the text and use Paste article…
        [1]",
    );
}

#[test]
fn articles_are_added_to_a_project_with_a_backup_of_it() {
    let shell = Shell::new();
    shell.run("new p.ron one.txt");
    let before = shell.read("p.ron");
    shell.check(
        "$ add p.ron two.txt one.txt
        p.ron: articles added: 1
        ! one.txt: not added, because the article “First headline” has the same text. Add it with --again",
    );
    let project = shell.project("p.ron");
    let titles: Vec<String> = project.articles().map(Article::name).collect();
    assert_eq!(titles, ["First headline", "Second headline"]);
    let state = StateDirectory::at(shell.path("state"));
    let backups = Backups::new(&state).list(None).unwrap();
    assert_eq!(fs::read_to_string(&backups[0].path).unwrap(), before);
    let unchanged = shell.read("p.ron");
    let nothing = shell.run("add p.ron two.txt");
    assert_eq!(text(&nothing.stdout), "p.ron: articles added: 0\n");
    assert_eq!(shell.read("p.ron"), unchanged);
    assert_eq!(code(&shell.run("add p.ron two.txt nope.txt")), 1);
    assert_eq!(code(&shell.run("add absent.ron two.txt")), 1);
    assert!(!shell.path("absent.ron").exists());
}

#[test]
fn no_article_is_added_to_a_project_that_a_window_has_open() {
    let shell = Shell::new();
    shell.run("new p.ron one.txt");
    let before = shell.read("p.ron");
    let lock = storage::lock_project(&shell.path("p.ron"), &LockOwner::this_window(), None);
    assert!(matches!(lock, LockResult::Ours(_)));
    let refused = shell.run("add p.ron two.txt");
    assert_eq!(code(&refused), 1);
    let sentence = text(&refused.stderr);
    let advice = "has it open, so nothing was added. Close it there, or add the articles there\n";
    assert!(
        sentence.starts_with("p.ron: ") && sentence.ends_with(advice),
        "{sentence}"
    );
    assert_eq!(shell.read("p.ron"), before);
    drop(lock);
    shell.check("$ add p.ron two.txt\np.ron: articles added: 1");
}

#[test]
fn json_describes_each_file_in_a_line() {
    let shell = Shell::new();
    let talk = "1\n00:00:01,000 --> 00:00:02,000\nTwelve were hurt.\n\n2\n00:01:00,000 --> 00:01:02,000\nEight, she said.\n";
    shell.write("talk.srt", talk);
    shell.write("scan.png", b"\x89PNG\r\n\x1A\n");
    let made = shell.run("new --json p.ron talk.srt scan.png");
    assert_eq!(code(&made), 1);
    let lines = json_lines(&made);
    let talk = json!({
        "file": "talk.srt",
        "part": null,
        "format": "subtitles",
        "title": "Twelve were hurt.",
        "paragraphs": 2,
        "hidden": 0,
        "likely_clutter": [],
        "comments": 0,
        "locators": [
            { "paragraph": 1, "locator": "00:00:01" },
            { "paragraph": 2, "locator": "00:01:00" },
        ],
        "warnings": [],
    });
    // Files that are refused without being read come first.
    assert_eq!(lines[1], talk);
    let error = lines[0]["error"].as_str().unwrap();
    assert!(error.starts_with("scan.png: "), "{error}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn likely_clutter_is_listed_and_not_hidden() {
    let shell = Shell::new();
    let sentence = "Twelve people were hurt when a gate of the barrage gave way. ";
    let page = "Menu\nSearch\nLog in\n\nThe barrage breaks\n\n".to_owned();
    shell.write("page.txt", page + &sentence.repeat(4));
    let report = &json_lines(&shell.run("new --json p.ron page.txt"))[0];
    assert_eq!(
        (&report["likely_clutter"], &report["hidden"]),
        (&json!([1, 2, 3]), &json!(0))
    );
}

#[test]
fn the_password_of_a_pdf_comes_from_standard_input_and_is_kept_nowhere() {
    let shell = Shell::new();
    shell.write("weir.pdf", include_bytes!("../../fixtures/locked/rc4.pdf"));
    shell.check(
        "$ new p.ron one.txt
        p.ron: articles: 1
        $ add p.ron weir.pdf
        p.ron: articles added: 0
        ! weir.pdf: it is protected with a password. Add it by itself with --password-stdin, and give the password on standard input
        [1]",
    );
    let add = |password: &str| {
        let mut command = shell.command("add p.ron --password-stdin weir.pdf");
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = pipes.stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{password}").unwrap();
        drop(stdin);
        super::shown(&child.wait_with_output().unwrap())
    };
    let wrong = "p.ron: articles added: 0\n! weir.pdf: the password is wrong\n[1]\n";
    assert_eq!(add("Lome"), wrong);
    assert_eq!(add("orvane"), "p.ron: articles added: 1\n");
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
fn pages_and_attachments_are_added_on_request() {
    let shell = Shell::new();
    let record = |name: &str| {
        let page = format!("<html><title>{name}</title><p>{name}: twelve were hurt.");
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lome.example/{name}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    shell.write("lome.warc", ["dam", "weir", "mill"].map(record).concat());
    let mail = "From: a@lome.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n\
        --b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=posts.csv\n\nText,Author\nThe dam broke,Ina\n--b--\n";
    shell.write("mail.eml", mail);
    shell.check(
        "$ new all.ron lome.warc
        all.ron: articles: 3
        $ new some.ron lome.warc --page https://lome.example/weir --page https://lome.example/none
        some.ron: articles: 1
        ! https://lome.example/none: no web archive among these files has this page
        [1]
        $ add some.ron mail.eml
        some.ron: articles added: 1
        ! mail.eml: Attachments not added: posts.csv. Add them with --attachments
        $ add all.ron mail.eml --attachments
        all.ron: articles added: 2",
    );
    let project = shell.project("all.ron");
    let posts = project.articles().last().unwrap();
    assert_eq!(posts.text.as_str(), "Ina: The dam broke");
    let lines = json_lines(&shell.run("new p.ron --json --attachments lome.warc mail.eml"));
    let names: Vec<_> = lines
        .iter()
        .map(|line| (&line["file"], &line["part"]))
        .collect();
    let page = |name: &str| json!(format!("https://lome.example/{name}"));
    let (archive, mail) = (json!("lome.warc"), json!("mail.eml"));
    assert_eq!(
        names,
        [
            (&archive, &page("dam")),
            (&archive, &page("weir")),
            (&archive, &page("mill")),
            (&mail, &json!(null)),
            (&mail, &json!("posts.csv")),
        ]
    );
    shell.check(
        "$ add p.ron --attachments mail.eml
        p.ron: articles added: 0
        ! mail.eml: not added, because the article “See below.” has the same text. Add it with --again
        ! mail.eml: posts.csv: not added, because the article “Ina: The dam broke” has the same text. Add it with --again",
    );
}

#[test]
fn comments_of_a_document_become_notes_on_request() {
    let shell = Shell::new();
    let report = include_bytes!("../../fixtures/import/breach.docx");
    shell.write("report.docx", report);
    let plain = shell.run("new --json plain.ron report.docx");
    assert_eq!(json_lines(&plain)[0]["comments"], 1);
    shell.run("new p.ron report.docx --comments");
    assert_eq!(shell.project("plain.ron").highlights().len(), 0);
    assert_eq!(shell.project("p.ron").highlights().len(), 1);
}

#[test]
fn claims_of_a_spreadsheet_are_added() {
    let shell = Shell::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Read me").unwrap();
    let sheet = book.add_worksheet();
    for (row, cells) in [["Claim", "Verdict"], ["Twelve were hurt", "Refuted"]]
        .into_iter()
        .enumerate()
    {
        sheet.write_row(row as u32, 0, cells).unwrap();
    }
    book.save(shell.path("claims.xlsx")).unwrap();
    shell.check(
        "$ new p.ron --claims claims.xlsx
        p.ron: articles: 0
        ! claims.xlsx: Sheets left out: Sheet1",
    );
    let project = shell.project("p.ron");
    let claim = project.claims().next().unwrap();
    assert_eq!(claim.statement, "Twelve were hurt");
    assert_eq!(claim.verdict.as_deref(), Some("Refuted"));
}

#[test]
fn claims_of_a_table_are_added_once() {
    let shell = Shell::new();
    let claims = "claim,verdict\nTwelve were hurt,Refuted\nNobody died,\n";
    shell.write("claims.csv", claims);
    shell.write("names.csv", "name\nIna\n");
    shell.check(
        "$ new p.ron one.txt --claims claims.csv
        p.ron: articles: 1
        $ add p.ron --claims claims.csv
        p.ron: articles added: 0
        ! claims.csv: Claims already in the project: 2",
    );
    let none = shell.run("add p.ron --claims names.csv");
    assert!(text(&none.stderr).starts_with("names.csv: no column of this table"));
    assert_eq!(shell.project("p.ron").claims().len(), 2);
}

#[test]
fn guessed_encodings_and_unreadable_bytes_are_reported() {
    let shell = Shell::new();
    let german = b"M\xFChle in Lorwen\n\nDie Sch\xE4den sind gro\xDF, sagte der B\xFCrgermeister.";
    shell.write("mill.txt", german);
    let cut = "Mühle, sagte Bü".as_bytes();
    shell.write("cut.txt", &cut[..cut.len() - 1]);
    shell.check(
        "$ new p.ron mill.txt cut.txt one.txt
        p.ron: articles: 3
        ! mill.txt: Windows-1252, guessed
        ! cut.txt: UTF-8, guessed; 1 place could not be read and shows \u{FFFD}",
    );
}

#[test]
fn articles_with_the_same_or_nearly_the_same_words_are_reported() {
    let shell = Shell::new();
    shell.write("same.txt", "First headline \n\nTwelve\u{a0}were hurt.");
    let report = "Flood in Vellin\n\nTwelve people were hurt when the sluice gave way on Saturday, the district office said. \
        Eight of them were taken to the hospital with fractures. Nobody could say whether it had been opened on purpose \
        or had broken under the pressure of the water.";
    shell.write("first.txt", report);
    shell.write("second.txt", report.replace("Eight", "Nine"));
    shell.check(
        "$ new p.ron one.txt same.txt
        p.ron: articles: 1
        ! same.txt: not added, because the article “First headline” has the same text. Add it with --again
        $ add p.ron same.txt --again
        p.ron: articles added: 1
        ! same.txt: the same text as “First headline”
        $ new q.ron first.txt second.txt one.txt
        q.ron: articles: 3
        ! second.txt: 97\u{a0}% the same words as “Flood in Vellin”",
    );
}

#[test]
fn the_work_of_other_tools_is_imported() {
    let shell = Shell::new();
    for call in [
        "export SAMPLE --format qdpx -o a.qdpx",
        "export SAMPLE --format web-annotation -o a.json",
        "export SAMPLE --format csl-json -o s.json",
    ] {
        assert_eq!(code(&shell.run(call)), 0);
    }
    assert_eq!(text(&shell.run("new p.ron a.qdpx").stderr), "");
    let (ours, theirs) = (shell.project("p.ron"), storage::sample());
    assert_eq!(ours.articles().len(), theirs.articles().len());
    assert_eq!(ours.highlights().len(), theirs.highlights().len());
    assert_eq!(ours.claims().len(), theirs.claims().len());
    assert_eq!(ours.all_evidence().len(), theirs.all_evidence().len());
    // Everything is already in the project.
    shell.check("$ add p.ron a.qdpx a.json s.json\np.ron: articles added: 0");
}

#[test]
fn a_passage_that_is_not_where_a_file_says_is_reported() {
    let shell = Shell::new();
    shell.write("p.txt", "Dam\n\nTwelve were hurt. Twelve fled. Ten slept.");
    let item = |exact: &str, prefix: &str| -> Value {
        let quote = json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix });
        json!({
            "target": { "source": "x", "title": "DAM", "selector": [quote] },
            "body": [{ "purpose": "tagging", "value": "c" }],
        })
    };
    let items = json!([
        item("Ten slept", ""),
        item("Twelve", ""),
        item("Twelve", "hurt. "),
        item("Nine", ""),
    ]);
    shell.write("a.json", items.to_string());
    shell.check(
        "$ new p.ron p.txt
        p.ron: articles: 1
        $ add p.ron a.json
        p.ron: articles added: 0, claims: 1, passages: 2, evidence: 2
        ! a.json: moved: “Ten slept” was found by its words
        ! a.json: ambiguous: “Twelve” occurs 2 times, so it was left out
        ! a.json: moved: “Twelve” was found by its words
        ! a.json: missing: “Nine” is not in the article, so it was left out",
    );
}

#[test]
fn text_too_long_for_a_project_is_cut_and_reported() {
    let shell = Shell::new();
    let long = "word ".repeat(3_000);
    let address = long.replace(' ', "-");
    let page = format!(
        "<html><head><title>{long}</title></head><body><p>Twelve were hurt at the mill.</p></body></html>"
    );
    shell.write("page.html", page);
    shell.write("claims.csv", format!("claim\n{long}\n"));
    let posts = format!("text,url\nTwelve were hurt.,https://a.example/{address}\n");
    shell.write("posts.csv", posts);
    let made = shell.run("new p.ron page.html posts.csv --claims claims.csv");
    assert_eq!(code(&made), 0, "{made:?}");
    let message = text(&made.stderr);
    for sentence in [
        "page.html: the title was too long, and has been cut to 2000 characters",
        "posts.csv: the locator of a paragraph was too long, and has been cut to 2000 characters",
        "claims.csv: Claims whose text was too long and was truncated: 1",
    ] {
        assert!(message.contains(sentence), "{message}");
    }
    shell.check("$ check p.ron");
}

#[test]
fn agencies_that_the_text_credits_are_filled_in_to_be_checked() {
    let shell = Shell::new();
    shell.write(
        "dam.txt",
        "Dam breaks\nLOME (Reuters, dpa) - Twelve were hurt.",
    );
    shell.write("none.txt", "Dam holds\nNobody was hurt (12 May).");
    // The credit of another story is in a hidden part of the page.
    let story = "Twelve people were hurt when the old dam of Lome broke on Monday, the police said late at night.";
    let page = format!(
        "<html><title>Lake</title><article><h1>The lake of Lome</h1><p>{story}<p>{story}<p>{story}</article>\
        <aside><p>KARVETH (AFP) - Mill burns</aside>"
    );
    shell.write("lake.html", page);
    shell.run("new p.ron dam.txt none.txt lake.html");
    let project = shell.project("p.ron");
    let credits = project.articles().map(|it| {
        let is_unchecked = it.details.unchecked.contains(&DetailName::AgencyCredits);
        (&*it.details.agency_credits, is_unchecked)
    });
    assert_eq!(
        credits.collect::<Vec<_>>(),
        [("Reuters, dpa", true), ("", false), ("", false)]
    );
}
