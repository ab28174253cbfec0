//! Names of protected sources in exports: no public export holds one.

mod any_project;
mod hits;
mod leaks;

use std::{fs, path::PathBuf, time::Instant};

use crate::{formats::files, records::Recording};
use crosscheck::{
    export::{Audience, EXPORTS, Export, ExportError, NameDecisions, ProtectedHit},
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, ClaimEdit,
        ClaimField, Edit, Evidence, EvidenceEdit, EvidenceId, FileHash, HighlightId, ImportMethod,
        Original, Project, ProjectEdit, ProjectId, Speaker, SpeakerEdit, SpeakerId, Stance, guid,
    },
    storage::{self, Backups, HistoryOf, KeepHistory, KeptHistory, Settings, StateDirectory},
};
use leaks::{content, leaks, written};

fn anna() -> SpeakerId {
    SpeakerId::new(1)
}

/// Anna Krüger, also called Krueger.
fn protected_anna() -> Speaker {
    Speaker {
        aliases: vec!["Krueger".into()],
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(anna(), "Anna Krüger".to_owned())
    }
}

/// The sample, in which Anna Krüger is protected. She said the first piece of evidence, and made
/// the first claim.
fn sample() -> Project {
    let mut project = storage::sample();
    let claim = project.first_claim();
    let evidence = project.evidence_of(claim).next().unwrap().id;
    project.put_speaker(protected_anna());
    project.attribute(evidence, anna());
    project.set(claim, ClaimField::Speaker(Some(anna())));
    project
}

fn set(id: crosscheck::project::ClaimId, field: ClaimField) -> Edit {
    Edit::Claim(ClaimEdit::Set { id, field })
}

fn with_notes(notes: &str) -> Project {
    let mut project = sample();
    let claim = project.first_claim();
    let notes = ClaimField::Notes(notes.to_owned());
    project.set(claim, notes);
    project
}

fn text(project: &Project, export: Export, audience: &Audience) -> String {
    let (bytes, result) = written(export, project, audience);
    result.unwrap();
    String::from_utf8(bytes).unwrap()
}

fn undecided(project: &Project, export: Export) -> Vec<ProtectedHit> {
    let (bytes, result) = written(export, project, &Audience::default());
    assert!(bytes.is_empty());
    match result {
        Err(ExportError::Protected(undecided)) => undecided.0,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_export_can_hold_names_exactly_if_its_format_says_so() {
    let mut project = sample();
    let claim = project.first_claim();
    let statement = ClaimField::Statement("Anna Krüger said so".to_owned());
    project.set(claim, statement);
    let article = project.articles().next().unwrap();
    let details = Box::new(ArticleDetails {
        title: "Anna Krüger said so".to_owned(),
        ..article.details.clone()
    });
    let id = article.id;
    let titled = Edit::Article(ArticleEdit::SetDetails { id, details });
    project.apply(titled).unwrap();
    for format in EXPORTS {
        let export = format.export;
        let (_, public) = written(export, &project, &Audience::default());
        let (bytes, result) = written(export, &project, &Audience::Internal);
        result.unwrap();
        let internal = content(export, &bytes);
        let can_hold_names = export.can_hold_names();
        assert_eq!(public.is_err(), can_hold_names, "{export:?}");
        assert_eq!(
            internal.contains("Anna Krüger"),
            can_hold_names,
            "{export:?}"
        );
        assert_eq!(internal.contains("Source A"), !can_hold_names, "{export:?}");
    }
}

/// The sample with an article of this text and a piece of evidence for each quote.
fn with_quotes(text: &str, quotes: &[&str]) -> Project {
    with_quotes_in(sample(), text, quotes)
}

fn with_quotes_in(mut project: Project, text: &str, quotes: &[&str]) -> Project {
    let claim = project.first_claim();
    let text = ArticleText::new(text.to_owned());
    let id = ArticleId::new(77);
    project.put_article(Article::new(id, text.clone(), ArticleDetails::default()));
    for (nth, quote) in (900..).zip(quotes) {
        let start = text.as_str().find(quote).unwrap();
        let highlight = HighlightId::new(nth);
        project.put_highlight(highlight, id, start, start + quote.len());
        let evidence = Evidence::new(EvidenceId::new(nth), highlight, claim, Stance::Supports);
        project.put_evidence(evidence);
    }
    project
}

#[test]
fn a_quote_that_begins_or_ends_within_a_name_shows_no_part_of_it() {
    let text = "They said Anna Krüger there was nothing. Rain fell, as Anna Krüger wrote.";
    let project = with_quotes(text, &["üger there was", "Rain fell, as Anna Krü"]);
    for format in EXPORTS {
        let export = format.export;
        let replaced = Audience::Public(NameDecisions::stand_ins_everywhere());
        let (bytes, result) = written(export, &project, &replaced);
        result.unwrap();
        let shown = content(export, &bytes);
        for part in ["üger", "Anna Kr", "Krü"] {
            assert!(!shown.contains(part), "{export:?}: {shown}");
        }
        let (_, public) = written(export, &project, &Audience::default());
        let can_hold_quotes = export.can_hold_names() && shown.contains("there was");
        if can_hold_quotes {
            assert!(shown.contains("Source A there was"), "{export:?}: {shown}");
            assert!(public.is_err(), "{export:?}");
        }
    }
}

#[test]
fn the_context_of_an_annotation_cuts_no_name_in_two() {
    let mut small = Project::default();
    small.put_claim(1, "Nobody knew");
    small.put_speaker(protected_anna());
    for length in 0..28 {
        let filler = "x".repeat(length);
        let text = format!(
            "Rain fell there {filler} by Krüger here.\nAt the home of Krüger {filler} then rain came."
        );
        let project = with_quotes_in(small.clone(), &text, &["Rain fell there", "then rain came"]);
        let replaced = Audience::Public(NameDecisions::stand_ins_everywhere());
        let shown = self::text(&project, Export::WebAnnotation, &replaced);
        for part in [
            "Krü",
            "rüg",
            "üge",
            "ger x",
            "ger  then",
            "by K\"",
            "by Kr\"",
        ] {
            assert!(!shown.contains(part), "{length}: {shown}");
        }
    }
}

#[test]
fn attributions_name_the_stand_in() {
    let project = sample();
    for export in [Export::Claims, Export::Evidence] {
        let public = text(&project, export, &Audience::default());
        assert!(public.contains("Source A"));
        assert_eq!(leaks(&project, &public), [] as [&str; 0]);
        let internal = text(&project, export, &Audience::Internal);
        assert!(internal.contains("Anna Krüger"));
        assert!(!internal.contains("Source A"));
    }
}

#[test]
fn no_backup_is_kept_of_a_file_with_names_even_after_protection_ends() {
    let folder = tempfile::tempdir().unwrap();
    let backups = Backups::new(&StateDirectory::at(folder.path().join("state")));
    let path = folder.path().join("mill.ron");
    storage::save(&path, &sample()).unwrap();
    let settings = |keep_history| Settings {
        keep_history,
        ..Settings::default()
    };
    let now = std::time::Instant::now();
    let keep = |keep_history| {
        backups
            .keep(&path, now, settings(keep_history).kept())
            .unwrap()
    };
    assert!(!keep(KeepHistory::None));
    assert!(!keep(KeepHistory::Unprotected));
    assert!(keep(KeepHistory::All));
}

#[test]
fn history_under_earlier_names_is_found_by_the_id_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let state = StateDirectory::at(folder.path().join("state"));
    let backups = Backups::new(&state);
    let store = |name: &str, project: &Project| {
        let path = folder.path().join(name);
        storage::save(&path, project).unwrap();
        let kept = Settings::default().kept();
        assert!(backups.keep(&path, Instant::now(), kept).unwrap());
        path
    };
    let project = storage::sample();
    let earlier = store("mill.ron", &project);
    let path = store("ford.ron", &project);
    store("other.ron", &project.clone().with_id(ProjectId::new(9)));
    fs::remove_file(&earlier).unwrap();
    // A killed save leaves a file that may be truncated anywhere.
    let cut = &fs::read(&path).unwrap()[..5_000];
    let unfinished = folder.path().join(".crosscheck-0000000000000.tmp");
    fs::write(&unfinished, cut).unwrap();
    let of_another = folder.path().join(".crosscheck-1111111111111.tmp");
    fs::write(&of_another, "(format: \"crosscheck project\"").unwrap();

    let history_of = HistoryOf {
        id: project.id(),
        path: Some(path.clone()),
        originals: [].into(),
    };
    let history = storage::kept_history(&state, &history_of).unwrap();
    let backup_of: Vec<&PathBuf> = history.backups.iter().map(|backup| &backup.of).collect();
    assert_eq!(backup_of, [&path, &earlier]);
    assert_eq!(history.unfinished, std::slice::from_ref(&unfinished));

    let forgotten = storage::forget_history(&state, &history_of);
    assert_eq!(forgotten.trouble, [] as [&str; 0]);
    assert_eq!((forgotten.backups, forgotten.unfinished), (2, 1));
    assert!(!unfinished.exists() && of_another.exists());
    assert_eq!(
        backups.list(None).unwrap().len(),
        1,
        "that of the other project"
    );
    let nothing = storage::kept_history(&state, &history_of).unwrap();
    assert_eq!(nothing, KeptHistory::default());
}

/// Otherwise the leak test would miss a part of the picture.
#[test]
fn the_leak_test_sees_every_word_of_the_picture() {
    let protected = sample();
    let open = Speaker::new(anna(), "Anna Krüger".to_owned());
    let first = protected.claims().next().unwrap().id;
    let article = protected.articles().next().unwrap().id;
    let source = Box::new(ArticleDetails {
        title: "The words of Anna Krüger".to_owned(),
        ..protected.article(article).unwrap().details.clone()
    });
    let places = [
        Edit::Speaker(SpeakerEdit::Set(Box::new(open.clone()))),
        set(
            first,
            ClaimField::Statement("ANNA KRUGER & others".to_owned()),
        ),
        Edit::Article(ArticleEdit::SetDetails {
            id: article,
            details: source,
        }),
        Edit::Project(ProjectEdit::SetTitle("About Anna-Krüger".to_owned())),
    ];
    for place in places {
        let mut revealed = storage::sample();
        let add = Speaker::new(anna(), "Nobody".to_owned());
        let speaker = Box::new(add);
        let add = Edit::Speaker(SpeakerEdit::Add { at: 0, speaker });
        revealed
            .apply_all(vec![add, said_by_anna(&protected), place.clone()])
            .unwrap();
        let (bytes, result) = written(Export::Graph, &revealed, &Audience::default());
        result.unwrap();
        let found = leaks(&protected, &content(Export::Graph, &bytes));
        assert!(!found.is_empty(), "{place:?}");
    }
}

/// A reader could try names in place of the stand-in until the hash matches.
#[test]
fn no_public_export_holds_the_hash_of_a_text_with_a_protected_name() {
    let mut project = sample();
    let text = ArticleText::new("Anna Krüger said that twelve were hurt.".to_owned());
    let hash = text.hash().to_string();
    let id = ArticleId::new(9);
    let article = Article {
        original: Some(Original {
            sha256: FileHash::of(text.as_str().as_bytes()),
            extension: "txt".to_owned(),
            size: 0,
            received: String::new(),
            from: String::new(),
            method: ImportMethod::File,
            by: String::new(),
            kept: true,
        }),
        ..Article::new(id, text, ArticleDetails::default())
    };
    project.put_article(article);
    let from_hash = guid("source", &hash);
    for format in EXPORTS {
        let holds = |audience| {
            let (bytes, result) = written(format.export, &project, &audience);
            result.unwrap();
            let files = files(format.export, &bytes);
            let all: Vec<String> = files
                .into_iter()
                .flat_map(|(name, text)| [name, text])
                .collect();
            let all = all.concat();
            all.contains(&hash) || all.contains(&from_hash)
        };
        let public = Audience::Public(NameDecisions::stand_ins_everywhere());
        assert!(!holds(public), "{:?}", format.export);
        if matches!(
            format.export,
            Export::Json | Export::CollectionLog | Export::Html
        ) {
            assert!(holds(Audience::Internal), "{:?}", format.export);
        }
    }
}

/// Attributes the first piece of evidence of the first claim to her.
fn said_by_anna(project: &Project) -> Edit {
    let claim = project.first_claim();
    let id = project.evidence_of(claim).next().unwrap().id;
    let attribution = Box::new(Attribution {
        speaker: Some(anna()),
        ..Attribution::default()
    });
    Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
}
