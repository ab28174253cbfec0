//! No public export holds a protected name.

mod any_project;
mod leaks;

use crosscheck::{
    export::{
        Audience, EXPORTS, Export, ExportError, NameDecision, NameDecisions, ProtectedHit,
        protected_hits,
    },
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, ClaimEdit,
        ClaimField, Edit, Evidence, EvidenceEdit, EvidenceId, FileHash, Highlight, HighlightEdit,
        HighlightId, ImportMethod, Original, Project, ProjectEdit, ProjectId, Search, Speaker,
        SpeakerEdit, SpeakerId, Stance, guid,
    },
    storage::{self, Backups, HistoryOf, KeepHistory, KeptHistory, Settings, State},
    text::Span,
};
use std::{fs, path::PathBuf, time::Instant};

use crate::formats::files;
use leaks::{check_public, content, leaks, settings, written};

fn anna() -> SpeakerId {
    SpeakerId::new(1)
}

/// The sample, in which Anna Krüger, also called Krueger, is protected, said the first piece of evidence, and made the first
/// claim.
fn sample() -> Project {
    let mut project = storage::sample();
    let protected = Speaker {
        aliases: vec!["Krueger".into()],
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(anna(), "Anna Krüger".to_owned())
    };
    let claim = project.claims().next().unwrap().id;
    let evidence = project.evidence_of(claim).next().unwrap().id;
    let said = Attribution {
        speaker: Some(anna()),
        ..Attribution::default()
    };
    project
        .apply_all(vec![
            Edit::Speaker(SpeakerEdit::Add {
                at: 0,
                speaker: Box::new(protected),
            }),
            Edit::Evidence(EvidenceEdit::SetAttribution {
                id: evidence,
                attribution: Box::new(said),
            }),
            set(claim, ClaimField::Speaker(Some(anna()))),
        ])
        .unwrap();
    project
}

fn set(id: crosscheck::project::ClaimId, field: ClaimField) -> Edit {
    Edit::Claim(ClaimEdit::Set { id, field })
}

fn with_notes(notes: &str) -> Project {
    let mut project = sample();
    let claim = project.claims().next().unwrap().id;
    let notes = ClaimField::Notes(notes.to_owned());
    project.apply(set(claim, notes)).unwrap();
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
    let claim = project.claims().next().unwrap().id;
    let statement = ClaimField::Statement("Anna Krüger said so".to_owned());
    project.apply(set(claim, statement)).unwrap();
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
    let mut project = sample();
    let claim = project.claims().next().unwrap().id;
    let text = ArticleText::new(text.to_owned());
    let id = ArticleId::new(77);
    let spans = quotes.iter().map(|quote| {
        let start = text.as_str().find(quote).unwrap();
        Span::new(start, start + quote.len()).unwrap()
    });
    let spans: Vec<Span> = spans.collect();
    let article = Article::new(id, text, ArticleDetails::default());
    let add = ArticleEdit::Add {
        at: 0,
        article: Box::new(article),
    };
    project.apply(Edit::Article(add)).unwrap();
    for (nth, span) in spans.into_iter().enumerate() {
        let highlight = HighlightId::new(nth as u64 + 900);
        let added = Highlight {
            id: highlight,
            article: id,
            span,
            note: String::new(),
        };
        project
            .apply(Edit::Highlight(HighlightEdit::Add(added)))
            .unwrap();
        let evidence = Evidence::new(
            EvidenceId::new(nth as u64 + 900),
            highlight,
            claim,
            Stance::Supports,
        );
        let evidence = Box::new(evidence);
        let add = EvidenceEdit::Add { at: 0, evidence };
        project.apply(Edit::Evidence(add)).unwrap();
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
    for length in 0..28 {
        let filler = "x".repeat(length);
        let text = format!(
            "Rain fell there {filler} by Krüger here.\nAt the home of Krüger {filler} then rain came."
        );
        let project = with_quotes(&text, &["Rain fell there", "then rain came"]);
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
fn a_public_export_is_the_same_whatever_the_name_is() {
    let public = |name: &str| {
        let mut project = sample();
        let claims: Vec<_> = project.claims().map(|claim| claim.id).collect();
        let tags = [name, "archive", "mill", "zoo"].map(Into::into);
        let article = project.articles().next().unwrap();
        let details = Box::new(ArticleDetails {
            title: name.to_owned(),
            outlet: name.to_owned(),
            byline: name.to_owned(),
            ..article.details.clone()
        });
        let id = article.id;
        let renamed = Speaker {
            aliases: Vec::new(),
            name: name.to_owned(),
            ..project.speaker(anna()).unwrap().clone()
        };
        let mut edits = vec![
            Edit::Speaker(SpeakerEdit::Set(Box::new(renamed))),
            Edit::Article(ArticleEdit::SetDetails { id, details }),
            set(claims[0], ClaimField::Statement(format!("{name} said so"))),
        ];
        edits.extend(
            claims
                .iter()
                .map(|id| set(*id, ClaimField::Tags(tags.clone().into()))),
        );
        project.apply_all(edits).unwrap();
        let replaced = Audience::Public(NameDecisions::stand_ins_everywhere());
        EXPORTS.iter().map(move |format| {
            let (bytes, result) = written(format.export, &project, &replaced);
            result.unwrap();
            (format.key, content(format.export, &bytes))
        })
    };
    for (one, other) in public("Aaron Abbas").zip(public("Zygon Zwick")) {
        assert_eq!(one, other);
    }
}

#[test]
fn every_cell_is_searched_and_each_hit_names_its_place() {
    let mut project = sample();
    let claim = project.claims().next().unwrap().id;
    let second = project.evidence_of(claim).nth(1).unwrap().id;
    let name = || "ANNA KRU\u{308}GER".to_owned();
    let search = Search {
        sought: "a call".to_owned(),
        place: name(),
        date: String::new(),
    };
    project
        .apply_all(vec![
            set(claim, ClaimField::Statement(name())),
            set(claim, ClaimField::Justification(name())),
            set(claim, ClaimField::Notes(name())),
            set(claim, ClaimField::Made(name())),
            set(claim, ClaimField::FirstAppearance(name())),
            set(claim, ClaimField::Tags([name().into()].into())),
            set(claim, ClaimField::Searches(vec![search])),
            set(claim, ClaimField::Reply(name())),
            Edit::Evidence(EvidenceEdit::SetNote {
                id: second,
                note: name(),
            }),
        ])
        .unwrap();
    let places = |export| -> Vec<String> {
        let hits = undecided(&project, export);
        hits.into_iter().map(|hit| hit.place).collect()
    };
    let columns = [
        "claim",
        "justification",
        "made",
        "first_appearance",
        "tags",
        "searches",
        "reply",
        "notes",
    ];
    let expected = columns.map(|column| format!("claim 1, {column}"));
    assert_eq!(places(Export::Claims), expected);
    let of_evidence = places(Export::Evidence);
    assert_eq!(of_evidence[0], "claim 1, evidence 1, claim");
    assert!(of_evidence.contains(&"claim 1, evidence 2, note".to_owned()));
}

#[test]
fn names_in_addresses_and_file_names_are_found() {
    for spelled in [
        "https://mill.example/staff/anna-kruger/",
        "anna_krüger.jpg",
        "?q=anna+kruger&p=2",
        "Anna%20Kr%C3%BCger",
        "anna%2Dkr%C3%BCger",
        "u=https%3A%2F%2Fx%2FAnna%2520Kr%25C3%25BCger",
        "@AnnaKruger",
        "An\u{61c}na\u{180e}Krüger",
        "anna.kruger@mill.example",
    ] {
        let project = with_notes(spelled);
        let hits = undecided(&project, Export::Claims);
        assert_eq!(hits.len(), 1, "{spelled}");
        assert_eq!(hits[0].place, "claim 1, notes");
        assert!(hits[0].can_replace);
        let mut decisions = NameDecisions::default();
        decisions.decide(hits[0].cell, Some(NameDecision::UseStandIns));
        check_public(&project, &decisions);
        let public = text(&project, Export::Claims, &Audience::Public(decisions));
        assert!(!public.contains(spelled), "{spelled}");
        assert_eq!(leaks(&project, &public), [] as [&str; 0], "{spelled}");
    }
}

#[test]
fn the_context_of_a_hit_holds_no_name() {
    let notes = "Krueger phoned at noon; then\n«Anna\u{a0}Krüger» said that Annabel Kruegers knew, says Krueger";
    let project = with_notes(notes);
    let hits = undecided(&project, Export::Claims);
    let told: Vec<String> = hits
        .iter()
        .map(|hit| format!("{}[{}]{}", hit.before, hit.stand_in, hit.after))
        .collect();
    assert_eq!(told.len(), 4);
    assert_eq!(
        told[1],
        "Source A phoned at noon; then «[Source A]» said that Annabel Source As knew, says Source A"
    );
    for told in told {
        assert_eq!(leaks(&project, &told), [] as [&str; 0], "{told}");
    }
    let words: Vec<Option<&str>> = hits.iter().map(|hit| hit.word.as_deref()).collect();
    assert_eq!(words, [None, None, Some("Kruegers"), None]);
}

#[test]
fn each_name_is_decided_in_one_of_three_ways() {
    let project = with_notes("krueger and the kruegerite");
    let hits = undecided(&project, Export::Claims);
    let cell = hits[0].cell;
    let mut decisions = NameDecisions::default();
    decisions.set_unrelated_word("KRUEGERITE", true);
    assert_eq!(
        hits.iter()
            .map(|hit| decisions.cover(hit))
            .collect::<Vec<_>>(),
        [false, true]
    );
    check_public(&project, &decisions);

    decisions.decide(cell, Some(NameDecision::UseStandIns));
    let public = text(
        &project,
        Export::Claims,
        &Audience::Public(decisions.clone()),
    );
    assert!(public.contains("Source A and the kruegerite"));

    decisions.decide(cell, Some(NameDecision::LeaveOut));
    let public = text(
        &project,
        Export::Claims,
        &Audience::Public(decisions.clone()),
    );
    assert!(public.contains("[left out]"));
    assert!(!public.contains("kruegerite"));

    decisions.decide(cell, None);
    decisions.set_unrelated_word("kruegerite", false);
    assert_eq!(decisions, NameDecisions::default());
}

#[test]
fn a_stand_in_that_holds_a_protected_name_decides_nothing() {
    let mut project = with_notes("said Krueger");
    let now = project.speaker(anna()).unwrap().clone();
    let hopeless = Speaker {
        stand_in: Some("Frau Krueger".to_owned()),
        ..now
    };
    project
        .apply(Edit::Speaker(SpeakerEdit::Set(Box::new(hopeless))))
        .unwrap();
    let stand_ins = NameDecisions::stand_ins_everywhere();
    for export in [Export::Claims, Export::Evidence] {
        let public = Audience::Public(stand_ins.clone());
        let (bytes, result) = written(export, &project, &public);
        assert!(matches!(result, Err(ExportError::Protected(_))));
        assert!(bytes.is_empty());
    }
    check_public(&project, &stand_ins);
    let hits = protected_hits(
        &project,
        Export::Claims,
        &settings(),
        stand_ins.other_words(),
    );
    assert!(hits.iter().all(|hit| !hit.can_replace));
    let mut decisions = NameDecisions::default();
    for hit in hits {
        decisions.decide(hit.cell, Some(NameDecision::LeaveOut));
    }
    let public = text(&project, Export::Claims, &Audience::Public(decisions));
    assert_eq!(leaks(&project, &public), [] as [&str; 0]);
}

#[test]
fn a_name_hidden_by_another_word_is_found_before_anything_is_written() {
    let mut project = with_notes("Joanna Krueger");
    let lee = Speaker {
        stand_in: Some("Source B".to_owned()),
        ..Speaker::new(SpeakerId::new(2), "Anna Krueger".to_owned())
    };
    let add = SpeakerEdit::Add {
        at: 1,
        speaker: Box::new(lee),
    };
    project.apply(Edit::Speaker(add)).unwrap();
    let mut decisions = NameDecisions::default();
    decisions.set_unrelated_word("Joanna Krueger", true);
    let audience = Audience::Public(decisions.clone());
    let (bytes, result) = written(Export::Claims, &project, &audience);
    assert!(matches!(result, Err(ExportError::Protected(open)) if open.0.len() == 1));
    assert!(bytes.is_empty());
    let hits = protected_hits(
        &project,
        Export::Claims,
        &settings(),
        decisions.other_words(),
    );
    decisions.decide(hits[0].cell, Some(NameDecision::UseStandIns));
    let public = text(&project, Export::Claims, &Audience::Public(decisions));
    assert!(public.contains("Joanna Source A"));
}

#[test]
fn no_backup_is_kept_of_a_file_with_names_even_after_protection_ends() {
    let folder = tempfile::tempdir().unwrap();
    let backups = Backups::new(&State::at(folder.path().join("state")));
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
    let state = State::at(folder.path().join("state"));
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
    // A killed save leaves a file, cut off anywhere.
    let cut = &fs::read(&path).unwrap()[..5_000];
    let unfinished = folder.path().join(".crosscheck-0000000000000.tmp");
    fs::write(&unfinished, cut).unwrap();
    let of_another = folder.path().join(".crosscheck-1111111111111.tmp");
    fs::write(&of_another, "(format: \"crosscheck project\"").unwrap();

    let of = HistoryOf {
        id: project.id(),
        path: Some(path.clone()),
        originals: [].into(),
    };
    let kept = storage::kept_history(&state, &of).unwrap();
    let backup_of: Vec<&PathBuf> = kept.backups.iter().map(|backup| &backup.of).collect();
    assert_eq!(backup_of, [&path, &earlier]);
    assert_eq!(kept.unfinished, std::slice::from_ref(&unfinished));

    let forgotten = storage::forget_history(&state, &of);
    assert_eq!(forgotten.trouble, [] as [&str; 0]);
    assert_eq!((forgotten.backups, forgotten.unfinished), (2, 1));
    assert!(!unfinished.exists() && of_another.exists());
    assert_eq!(
        backups.list(None).unwrap().len(),
        1,
        "that of the other project"
    );
    let nothing = storage::kept_history(&state, &of).unwrap();
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
        let mut told = storage::sample();
        let add = Speaker::new(anna(), "Nobody".to_owned());
        let speaker = Box::new(add);
        let add = Edit::Speaker(SpeakerEdit::Add { at: 0, speaker });
        told.apply_all(vec![add, said_by_anna(&protected), place.clone()])
            .unwrap();
        let (bytes, result) = written(Export::Graph, &told, &Audience::default());
        result.unwrap();
        let found = leaks(&protected, &content(Export::Graph, &bytes));
        assert!(!found.is_empty(), "{place:?}");
    }
}

/// A reader could put guesses in place of the stand-in until the hash fits.
#[test]
fn no_public_export_holds_the_hash_of_a_text_with_a_protected_name() {
    let mut project = sample();
    let text = ArticleText::new("Anna Krüger said that twelve were hurt.".to_owned());
    let hash = text.hash().to_string();
    let id = ArticleId::new(9);
    let article = Article {
        original: Some(Original {
            sha256: FileHash::of(text.as_str().as_bytes()),
            ending: "txt".to_owned(),
            size: 0,
            received: String::new(),
            from: String::new(),
            method: ImportMethod::File,
            by: String::new(),
            kept: true,
        }),
        ..Article::new(id, text, ArticleDetails::default())
    };
    let (at, article) = (0, Box::new(article));
    project
        .apply(Edit::Article(ArticleEdit::Add { at, article }))
        .unwrap();
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

/// The first piece of evidence of the first claim is hers.
fn said_by_anna(project: &Project) -> Edit {
    let claim = project.claims().next().unwrap().id;
    let id = project.evidence_of(claim).next().unwrap().id;
    let attribution = Box::new(Attribution {
        speaker: Some(anna()),
        ..Attribution::default()
    });
    Edit::Evidence(EvidenceEdit::SetAttribution { id, attribution })
}
