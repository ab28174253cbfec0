//! Hostile projects and articles cause no panic and no hang, but a message. The inputs are so large that anything that
//! goes over them repeatedly would take minutes.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::hostile_files::articles::{articles, marks};
use crate::hostile_files::projects::{one_highlight_of_many_claims, projects, wrong_quotes_in};
use crate::hostile_files::speakers::{
    chain_of_derivations, one_claim_many_times, relations_of_one_claim, silent_articles, speakers,
};
use crate::support::import_file;
use crosscheck::{
    import::{self, DecodeError},
    project::{self, ArticleText, Project},
    storage::{self, Fault, FileError, LoadError, LoadProblem, Remedy},
    text::{
        Needle, Span, find_all, hidden_characters, is_grapheme_boundary, next_grapheme,
        previous_grapheme, sentence_at, snap_to_graphemes, word_at,
    },
};

const SIZE: usize = 1_000_000;

#[test]
fn every_hostile_project_is_read_or_refused_with_a_reason() {
    for (name, bytes) in [projects(SIZE), speakers(SIZE)].concat() {
        println!("{name}");
        match storage::from_ron(&bytes) {
            Ok(project) => assert_eq!(crate::sound_project::check(&project), Ok(()), "{name}"),
            Err(LoadError::Damaged(damaged)) => {
                assert!(!damaged.problems().is_empty(), "{name}");
                assert_eq!(damaged.open_problems(), damaged.problems().len(), "{name}");
            }
            Err(error) => assert!(error.to_string().len() < 400, "{name}: {error}"),
        }
    }
}

/// Wrong quotes in a text that is one word, one cluster or one run of spaces take no longer than in a text of
/// sentences.
#[test]
fn wrong_quotes_in_one_long_cluster_take_no_longer_than_in_sentences() {
    let repeated = |piece: &str| piece.repeat(150_000 / piece.len());
    let time = |text: &str, quote: &str| {
        let bytes = wrong_quotes_in(text, 1_000, quote);
        let run = || {
            let start = Instant::now();
            let Err(LoadError::Damaged(damaged)) = storage::from_ron(&bytes) else {
                panic!("its quotes are wrong");
            };
            assert!(damaged.problems().len() >= 1_000);
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap()
    };
    let usual = time(&repeated("Some words of a text. "), "zz").max(Duration::from_millis(20));
    for (name, piece, quote) in [
        ("one word", "a", "zz"),
        ("one word that has the quote", "a", "aa"),
        ("one run of blanks", " ", "zz"),
        ("conjuncts", "\u{915}\u{94d}", "zz"),
        ("conjuncts that have the quote", "\u{915}\u{94d}", "\u{94d}"),
        ("marks", "\u{301}", "zz"),
        ("marks that are the quote", "\u{301}", "\u{301}"),
        ("flags", "\u{1f1fa}\u{1f1e6}", "\u{1f1fa}"),
    ] {
        let times = time(&repeated(piece), quote).as_secs_f64() / usual.as_secs_f64();
        println!("{name}: {times:.1} times as long");
        assert!(times < 40.0, "{name}: {times}");
    }
}

#[test]
fn every_hostile_article_is_imported_or_refused() {
    for (name, bytes) in articles(SIZE) {
        println!("{name}");
        match import::import_bytes(&bytes) {
            Ok(article) => {
                assert!(article.details.title.chars().count() <= 121, "{name}");
                assert_eq!(
                    article.text.paragraphs().range(usize::MAX - 1).len(),
                    0,
                    "{name}"
                );
            }
            Err(error) => assert!(!error.to_string().is_empty(), "{name}"),
        }
    }
}

/// Takes minutes if each link is compared with all earlier ones.
#[test]
fn one_highlight_is_linked_to_very_many_claims() {
    let bytes = one_highlight_of_many_claims(5_400_000);
    let Err(LoadError::Damaged(damaged)) = storage::from_ron(&bytes) else {
        panic!("its text has no hash");
    };
    let hash = damaged
        .problems()
        .iter()
        .find(|problem| matches!(problem.fault, Fault::WrongHash { .. }))
        .map(LoadProblem::key)
        .unwrap();
    let links = damaged
        .choose(hash, Some(Remedy::KeepAsItIs))
        .choose_safe()
        .repaired()
        .unwrap()
        .all_evidence()
        .len();
    assert!(links > 24_000, "{links}");
}

/// Takes many minutes if each article's ancestors are followed separately.
#[test]
fn a_chain_of_very_many_derivations_is_followed_once() {
    let count = 20_000;
    let project = storage::from_ron(&chain_of_derivations(count, false)).unwrap();
    let derived = project
        .articles()
        .map(|it| it.provenance.articles().count());
    assert_eq!(derived.sum::<usize>(), count - 1);
    let Err(LoadError::Damaged(damaged)) = storage::from_ron(&chain_of_derivations(count, true))
    else {
        panic!("each derives from itself");
    };
    let closing: Vec<_> = damaged.problems().iter().map(LoadProblem::key).collect();
    assert_eq!(closing.len(), 1);
    let opened = damaged.choose(closing[0], Some(Remedy::Clear)).repaired();
    assert_eq!(opened.unwrap().articles().len(), count);
}

#[test]
fn very_many_articles_that_say_nothing_are_marked() {
    let project = storage::from_ron(&silent_articles(300, 300)).unwrap();
    let silent = project
        .claims()
        .map(|claim| project.silent_articles(claim.id).count());
    assert_eq!(silent.sum::<usize>(), 90_000);
    assert_eq!(crate::sound_project::check(&project), Ok(()));
}

/// The limits of two million are checked in the same way.
#[test]
fn more_claims_than_a_project_holds_are_refused() {
    let too_many = one_claim_many_times(project::MAX_CLAIMS + 1);
    let error = storage::from_ron(&too_many).unwrap_err().to_string();
    assert!(
        error.ends_with("there are more than 100000 claims, the maximum for a project"),
        "{error}"
    );
}

/// Takes minutes if each relation is compared with all earlier ones.
#[test]
fn one_claim_is_related_to_very_many() {
    let bytes = relations_of_one_claim(5_000_000);
    let damaged = match storage::from_ron(&bytes) {
        Err(LoadError::Damaged(damaged)) => damaged,
        other => panic!("its text has no hash: {:?}", other.map(drop)),
    };
    let hash = damaged.problems()[0].key();
    let damaged = damaged.choose(hash, Some(Remedy::KeepAsItIs)).choose_safe();
    assert!(damaged.repaired().unwrap().relations().len() > 24_000);
}

#[test]
fn a_million_marks_on_one_letter_are_one_character() {
    let text = marks(2_000_000);
    assert_eq!(next_grapheme(&text, 0), text.len());
    assert_eq!(previous_grapheme(&text, text.len()), 0);
    assert!(!is_grapheme_boundary(&text, 1_000_001));
    assert_eq!(
        snap_to_graphemes(&text, 500_001, 500_003),
        Span::new(0, text.len())
    );
    assert_eq!(word_at(&text, 77), 0..text.len());
    assert_eq!(sentence_at(&text, 77), 0..text.len());
    assert_eq!(find_all(&text, &Needle::new("e").unwrap()).count(), 1);
}

#[test]
fn every_control_and_direction_mark_stays_in_the_text_and_is_shown() {
    let controls = (0..=0x9F_u32).filter(|code| *code < 0x20 || *code > 0x7E);
    let marks = (0x200B..=0x200F)
        .chain(0x202A..=0x202E)
        .chain(0x2060..=0x2069);
    let all: Vec<char> = controls.chain(marks).filter_map(char::from_u32).collect();
    for character in all {
        let text = format!("before{character}after");
        let imported = match import::import_text(&text) {
            Err(DecodeError::Nul) => {
                assert_eq!(character, '\0');
                continue;
            }
            other => other.unwrap(),
        };
        let ends_line = matches!(
            character,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        let is_layout = ends_line || character == '\t';
        let expected = if ends_line { "before\nafter" } else { &text };
        assert_eq!(imported.text.as_str(), expected, "{character:?}");
        assert_eq!(
            hidden_characters(imported.text.as_str()).count(),
            usize::from(!is_layout)
        );
        let saved = project_of(imported.text);
        let read = storage::from_ron(storage::to_ron(&saved).as_bytes()).unwrap();
        assert_eq!(read, saved, "{character:?}");
    }
}

fn project_of(text: ArticleText) -> Project {
    use crosscheck::project::{Article, ArticleDetails, ArticleEdit, ArticleId, Edit};
    let article = Article::new(ArticleId::new(1), text, ArticleDetails::default());
    let mut project = Project::default();
    let article = Box::new(article);
    project
        .apply(Edit::Article(ArticleEdit::Add { at: 0, article }))
        .unwrap();
    project
}

#[test]
fn invalid_utf_8_is_refused_by_the_loader_and_guessed_by_the_importer() {
    for bytes in [
        &b"\xFF"[..],
        b"\xC3\x28",
        b"(format: \"\xED\xA0\x80\"",
        b"\xF8\x88\x80\x80\x80",
    ] {
        assert!(
            matches!(
                storage::from_ron(bytes),
                Err(LoadError::NotText { line: 1 })
            ),
            "{bytes:?}"
        );
    }
    assert!(
        import::import_bytes(b"caf\xE9 au lait")
            .unwrap()
            .text
            .as_str()
            .contains("café")
    );
}

#[test]
fn a_project_in_utf_16_or_with_nul_bytes_is_refused() {
    let text = storage::to_ron(&storage::sample());
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(storage::from_ron(&utf_16).is_err());
    let mut nul = text.into_bytes();
    nul[200] = 0;
    assert!(storage::from_ron(&nul).is_err());
    assert!(storage::from_ron(&vec![0; 1000]).is_err());
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_neither_opened_nor_waited_for() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    symlink(at("loop"), at("loop")).unwrap();
    symlink(at("pipe"), at("to a pipe")).unwrap();
    symlink("/dev/zero", at("to a device")).unwrap();
    let paths = [
        at("pipe"),
        at("loop"),
        at("to a pipe"),
        at("to a device"),
        PathBuf::from("/dev/zero"),
        folder.path().to_owned(),
    ];
    for path in paths {
        let opened = storage::open(&path).unwrap_err();
        let refused = matches!(opened, FileError::NotAFile { .. } | FileError::Read { .. });
        assert!(refused, "{opened}");
        let sentence = opened.to_string();
        assert!(sentence.contains(&path.display().to_string()), "{sentence}");
        assert!(import_file(&path).is_err());
    }
}

#[test]
fn a_project_longer_than_the_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.ron");
    let hole = fs::File::create(&path).unwrap();
    hole.set_len(storage::MAX_PROJECT_BYTES + 1).unwrap();
    let sentence = storage::open(&path).unwrap_err().to_string();
    assert!(sentence.ends_with("is larger than 512 MB"), "{sentence}");
}
