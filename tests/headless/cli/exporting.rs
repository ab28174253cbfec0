//! Exports to files and to standard output.

use std::{fs, process::Stdio};

use crosscheck::export::EXPORTS;

use super::{Shell, code, shown, text};

#[test]
fn tables_go_to_files_or_to_standard_output() {
    let shell = Shell::new();
    let export = shell.run("export SAMPLE --claims c.csv --evidence - --exact --bom");
    assert_eq!(code(&export), 0);
    assert!(text(&export.stdout).starts_with("\u{feff}claim_number,claim,verdict,stance,quote,"));
    let claims = shell.read("c.csv");
    assert!(claims.starts_with("\u{feff}number,claim,verdict,status,"));
    let mut rows = csv::Reader::from_reader(claims.as_bytes());
    assert_eq!(rows.records().count(), 10);
    let safe = shell.run("export SAMPLE --claims -");
    assert!(text(&safe.stdout).starts_with("number,claim,verdict,status,"));
}

#[test]
fn the_graph_is_drawn_in_either_theme() {
    let shell = Shell::new();
    let light = shell.run("export SAMPLE --graph -");
    let dark = shell.run("export SAMPLE --graph - --dark");
    for output in [&light, &dark] {
        assert!(output.status.success());
        let svg = text(&output.stdout);
        assert!(svg.starts_with("<?xml") && svg.contains("Sixty saboteurs were detained"));
    }
    assert_ne!(text(&light.stdout), text(&dark.stdout));
    assert_eq!(code(&shell.run("export SAMPLE --claims - --dark")), 2);
}

#[test]
fn every_format_is_written_by_its_name() {
    let shell = Shell::new();
    for format in EXPORTS {
        let (key, out) = (format.key, format!("out.{}", format.extension));
        let written = shell.run(&format!("export SAMPLE --format {key} -o {out}"));
        assert_eq!(code(&written), 0, "{}", text(&written.stderr));
        let bytes = fs::read(shell.path(&out)).unwrap();
        assert!(bytes.len() > 500, "{key}");
        let printed = shell.run(&format!("export SAMPLE --format {key} -o -"));
        if format.is_text() {
            assert_eq!(printed.stdout, bytes, "{key}");
        } else {
            let refused = "is not text, so it cannot go to standard output. Name a file";
            assert_eq!(shown(&printed), format!("! {key} {refused}\n[2]\n"));
        }
    }
    for call in ["--format pdf -o x", "--format json", "-o x"] {
        assert_eq!(code(&shell.run(&format!("export SAMPLE {call}"))), 2);
    }
}

/// Checks the numbers of the claims in an export with these options.
#[track_caller]
fn check_part(options: &[&str], expected: &[&str]) {
    let shell = Shell::new();
    let mut export = shell.command("export SAMPLE --format claims-csv -o -");
    let output = export.args(options).output().unwrap();
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let rows = reader.records();
    let numbers: Vec<String> = rows.map(|row| row.unwrap()[0].to_owned()).collect();
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
    for (option, expected) in [
        ("--only-claims 0", "no claim 0 in this project; it has"),
        ("--only-claims 99", "no claim 99 in this project; it has"),
        ("--only-claims 3-1", "no claim 3-1 in this project"),
        ("--only-claims one", "is not a claim number"),
        ("--where nothinglikethis", "no claim passes the filter"),
    ] {
        let output = shell.run(&format!("export SAMPLE --claims out.csv {option}"));
        assert_eq!(code(&output), 1);
        let message = text(&output.stderr);
        assert!(message.contains(expected), "{message}");
        assert!(!shell.path("out.csv").exists());
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let shell = Shell::new();
    let mut export = shell.command("export SAMPLE --evidence -");
    let pipes = export.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(shown(&child.wait_with_output().unwrap()), "");
}

#[test]
fn no_export_replaces_a_project_or_another_export() {
    let shell = Shell::new();
    shell.run("new p.ron one.txt");
    shell.run("new other.ron two.txt");
    fs::hard_link(shell.path("p.ron"), shell.path("hard.csv")).unwrap();
    fs::create_dir_all(shell.path("state/backups/x")).unwrap();
    shell.write("state/backups/x/old.ron", "a backup");
    fs::create_dir_all(shell.path("p.originals")).unwrap();
    shell.write(".p.ron.lock", "");
    let damaged = shell.read("other.ron").replace("title", "tilte");
    shell.write("damaged.ron", damaged);
    let other = shell.read("other.ron");
    let (_, rest) = other.split_once('\n').unwrap();
    let (_, lists) = other.split_once("  articles:").unwrap();
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    for (name, content) in [
        (
            "conflict.csv",
            format!("<<<<<<< HEAD\n{other}").into_bytes(),
        ),
        ("quoted.csv", other.replace('\n', "\n> ").into_bytes()),
        (
            "marked.csv",
            format!("\u{feff}Notes\n\n{other}").into_bytes(),
        ),
        ("cut.csv", rest.into()),
        ("without_header.csv", format!("  articles:{lists}").into()),
        (
            "little.csv",
            units(&other)
                .iter()
                .flat_map(|it| it.to_le_bytes())
                .collect(),
        ),
        (
            "big.csv",
            units(rest).iter().flat_map(|it| it.to_be_bytes()).collect(),
        ),
    ] {
        shell.write(name, content);
    }
    let mut outputs = vec![
        "conflict.csv",
        "quoted.csv",
        "marked.csv",
        "cut.csv",
        "without_header.csv",
        "little.csv",
        "big.csv",
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
        let refused = shell.run(&format!("export p.ron --evidence e.csv --claims {output}"));
        assert_eq!(code(&refused), 1, "{output}");
        let message = text(&refused.stderr);
        assert!(message.starts_with(output), "{message}");
        assert!(message.contains("was not replaced"), "{message}");
        assert_eq!(read(output), before, "{output}");
        assert_eq!(read("e.csv"), None, "nothing is written by halves");
    }
    let twice = shell.run("export p.ron --evidence c.csv --claims ./c.csv");
    assert_eq!(code(&twice), 1);
    assert!(text(&twice.stderr).contains("only one export can go to a file"));
    assert_eq!(read("c.csv"), None);
}

#[test]
fn an_export_replaces_an_earlier_export() {
    let shell = Shell::new();
    for _ in 0..2 {
        for format in ["claims-csv", "evidence-csv", "json", "html", "graphml"] {
            let export = shell.run(&format!("export SAMPLE --format {format} -o x.out"));
            assert_eq!(shown(&export), "", "{format}");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_export_goes_through_a_link_to_a_file_that_is_not_there_yet() {
    let shell = Shell::new();
    std::os::unix::fs::symlink("c.csv", shell.path("link.csv")).unwrap();
    std::os::unix::fs::symlink("gone/c.csv", shell.path("far.csv")).unwrap();
    assert_eq!(shown(&shell.run("export SAMPLE --claims link.csv")), "");
    assert!(shell.read("c.csv").starts_with("number,claim,"));
    assert!(shell.path("link.csv").is_symlink());
    assert_eq!(code(&shell.run("export SAMPLE --claims far.csv")), 1);
}

#[cfg(unix)]
#[test]
fn an_export_through_a_dangling_link_does_not_replace_another() {
    let shell = Shell::new();
    shell.run("new p.ron one.txt");
    std::os::unix::fs::symlink("c.csv", shell.path("link.csv")).unwrap();
    let export = shell.run("export p.ron --claims c.csv --evidence link.csv");
    assert_eq!(code(&export), 1);
    assert!(
        !shell.path("c.csv").exists(),
        "nothing is written by halves"
    );
}

#[cfg(unix)]
#[test]
fn an_export_goes_to_a_device_or_a_pipe() {
    let shell = Shell::new();
    let export = shell.run("export SAMPLE --claims /dev/stdout");
    assert_eq!(code(&export), 0);
    assert!(text(&export.stdout).starts_with("number,claim,"));
    let twice = shell.run("export SAMPLE --claims /dev/stdout --evidence -");
    assert_eq!(code(&twice), 2);
    assert_eq!(text(&twice.stdout), "");
}
