//! No command prints the name of a protected speaker unasked.

use crate::records::Recording;
use crosscheck::{
    project::{ClaimField, Id, Speaker},
    storage,
};

use super::{Shell, code, json_lines, text};

fn protected(name: &str) -> Speaker {
    Speaker {
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(Id::new(71), name.to_owned())
    }
}

/// Saves the sample with a protected speaker, Marta Oduya, whose name is in the notes of the first claim.
fn save_protected(shell: &Shell) {
    let mut project = storage::sample();
    project.put_speaker(protected("Marta Oduya"));
    let notes = ClaimField::Notes("MARTA ODUYA phoned, then the odukite".to_owned());
    project.set(project.first_claim(), notes);
    storage::save(&shell.path("p.ron"), &project).unwrap();
}

#[test]
fn a_public_export_with_protected_names_is_refused_without_printing_them() {
    let shell = Shell::new();
    save_protected(&shell);
    shell.check(
        "$ export p.ron --evidence e.csv --claims c.csv
        ! c.csv: claim 1, notes: \u{201c}[Source A] phoned, then the odukite\u{201d}
        ! p.ron: nothing was written, because protected names need a decision. Decide on each in the window, or add \
        --replace-protected for stand-ins, or --internal for readers who may know the names
        [1]",
    );
    assert!(!shell.path("c.csv").exists());
    assert!(!shell.path("e.csv").exists());

    let replaced = shell.run("export p.ron --claims - --replace-protected");
    assert_eq!(code(&replaced), 0);
    assert!(text(&replaced.stdout).contains("Source A phoned, then the odukite"));
    assert!(!text(&replaced.stdout).to_lowercase().contains("marta"));

    let internal = shell.run("export p.ron --claims - --internal");
    assert_eq!(code(&internal), 0);
    assert!(text(&internal.stdout).contains("MARTA ODUYA phoned"));

    let both = shell.run("export p.ron --claims - --internal --replace-protected");
    assert_eq!(code(&both), 2);
}

#[test]
fn messages_about_a_damaged_file_print_no_protected_name() {
    let shell = Shell::new();
    save_protected(&shell);
    let whole = shell.read("p.ron");
    let line = |word: &str| whole.lines().find(|line| line.contains(word)).unwrap();
    let claim = line("MARTA ODUYA phoned");
    // Long enough that the message truncates the records within their quotation marks.
    let notes = "MARTA ODUYA phoned in NUMBER, months before the gate failed and the cellars were flooded, then the odukite";
    let version = |number: &str| {
        let notes = notes.replace("NUMBER", number);
        claim.replace("MARTA ODUYA phoned, then the odukite", &notes)
    };
    let (ours, theirs) = (version("March"), version("April"));
    let conflict = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other");
    let speaker = line("Marta Oduya");
    let cut_off = &speaker[..speaker.find("Oduya").unwrap() + 3];
    let short = "    (id: \"MARTA ODUYA phoned\"),";
    let unmarked = whole.replace("holds_protected_names: true,", "");
    for damaged in [
        whole.replace(claim, &conflict),
        whole.replace(claim, &[claim, "\n", &theirs].concat()),
        whole.replace(speaker, cut_off),
        whole.replace(speaker, "").replace(claim, short),
        unmarked.replace(speaker, cut_off),
    ] {
        shell.write("damaged.ron", &damaged);
        for call in [
            "check damaged.ron",
            "info damaged.ron",
            "find damaged.ron gate",
            "export damaged.ron --claims -",
        ] {
            let output = shell.run(call);
            assert_eq!(code(&output), 1, "{call}");
            let message = [text(&output.stdout), text(&output.stderr)].concat();
            assert!(message.starts_with("damaged.ron: line "), "{message}");
            let lower = message.to_lowercase();
            for part in ["marta", "odu", "phoned", "months before"] {
                assert!(!lower.contains(part), "{call}: {message}");
            }
        }
    }
}

#[test]
fn shared_wording_is_listed_without_protected_names() {
    let shell = Shell::new();
    let report = "Marta Oduya said the sluice gave way at night and that NUMBER cellars of the lower town were full.";
    for (name, number) in [("early", "12"), ("late", "8")] {
        let report = report.replace("NUMBER", number);
        let file = format!("{name}.txt");
        shell.write(&file, format!("Report é, {name}\n{report}"));
    }
    shell.run("new p.ron early.txt late.txt");
    let mut project = shell.project("p.ron");
    project.put_speaker(protected("Марта Одуя"));
    storage::save(&shell.path("q.ron"), &project).unwrap();
    let public = &json_lines(&shell.run("shared q.ron"))[0];
    assert_eq!(public["kind"], "prose");
    assert_eq!(public["first"]["start"], 16);
    assert_eq!(public["first"]["percent_of_sentences"], 50);
    assert_eq!(public["differing"][0], serde_json::json!(["12", "8"]));
    let words = public["first"]["text"].as_str().unwrap();
    assert!(words.starts_with("Source A said the sluice"), "{words}");
    let internal = &json_lines(&shell.run("shared q.ron --internal"))[0];
    let words = internal["first"]["text"].as_str().unwrap();
    assert!(words.starts_with("Marta Oduya said"), "{words}");
}

#[test]
fn messages_about_added_articles_name_no_protected_speaker() {
    let shell = Shell::new();
    save_protected(&shell);
    let page = "<html><head><title>Marta Oduya speaks</title></head>\
        <body><h1>Marta Oduya speaks</h1><p>Twelve were hurt, said Marta Oduya.</p></body></html>";
    shell.write("page.html", page);
    let added = shell.run("add p.ron --json page.html");
    assert_eq!(code(&added), 0, "{added:?}");
    assert_eq!(json_lines(&added)[0]["title"], "Source A speaks");

    let again = shell.run("add p.ron --json page.html");
    let same = "the article “Source A speaks” has the same text";
    for output in [text(&again.stdout), text(&again.stderr)] {
        assert!(output.contains(same), "{output}");
    }
}
