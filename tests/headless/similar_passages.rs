//! Similar passages: sentences are found in articles not read for a claim, linked, marked silent and dismissed.

use super::{merging::session, support::ask};
use crosscheck::{
    project::{ArticleId, ClaimId, Project, Stance},
    storage::{FindTab, Settings, from_ron, to_ron},
    workbench::{
        ClaimIntent, Command, Intent, PassageIntent, SimilarIntent, SimilarSubjectKind, Workbench,
    },
};

fn command(bench: &mut Workbench, command: Command) {
    ask(bench, Intent::Command(command));
}

/// The sample with a claim selected and the tab open.
fn sample_like(nth: usize) -> (Workbench, ClaimId) {
    let mut bench = Workbench::new(Settings::default());
    bench.handle(Intent::Command(Command::OpenSample));
    let claim = bench.project().claims().nth(nth).unwrap().id;
    ask(&mut bench, Intent::Claim(ClaimIntent::Select(Some(claim))));
    command(&mut bench, Command::FindTab(FindTab::Similar));
    (bench, claim)
}

fn outlet(project: &Project, article: ArticleId) -> &str {
    &project.article(article).unwrap().details.outlet
}

fn found(bench: &Workbench) -> Vec<(&str, &str)> {
    let project = bench.project();
    let passages = bench.similar.passages.iter();
    let found = passages.map(|(article, it)| {
        let text = project
            .article(*article)
            .unwrap()
            .quote(it.sentence)
            .unwrap();
        (outlet(project, *article), text.trim())
    });
    found.collect()
}

/// The claim about tap water, for which nothing has been read yet.
const TAP_WATER: usize = 9;

#[test]
fn articles_not_read_for_a_claim_have_likely_passages() {
    let (bench, _) = sample_like(TAP_WATER);
    let all = found(&bench);
    assert!(
        all.contains(&("Ledger24", "Tap water in Karveth is safe to drink.")),
        "{all:?}"
    );
    assert!(
        all.iter().any(|(outlet, _)| *outlet == "The North Courier"),
        "{all:?}"
    );
    let searched = &bench.similar.found;
    assert_eq!(searched.unread, 6);
    assert!((2..6).contains(&searched.likely), "{}", searched.likely);
}

#[test]
fn a_linked_passage_is_no_longer_suggested() {
    let (mut bench, claim) = sample_like(TAP_WATER);
    ask(&mut bench, Intent::Similar(SimilarIntent::Select(0)));
    let before = bench.similar.found.clone();
    let (article, _) = bench.similar.passages[0];
    command(&mut bench, Command::Link(Stance::Supports));
    assert_eq!(bench.project().evidence_count(claim), 1);
    assert_eq!(bench.similar.found.unread, before.unread - 1);
    assert!(bench.similar.passages.iter().all(|(it, _)| *it != article));
    ask(&mut bench, Intent::Similar(SimilarIntent::SetReadToo(true)));
    let quote = bench
        .project()
        .quote(bench.project().evidence_of(claim).next().unwrap().highlight);
    let quote = quote.unwrap().to_owned();
    assert!(
        found(&bench).iter().all(|(_, words)| *words != quote),
        "the linked sentence is left out"
    );
}

#[test]
fn an_article_is_marked_silent_from_the_list() {
    let (mut bench, claim) = sample_like(TAP_WATER);
    let last = bench.similar.passages.len() - 1;
    ask(&mut bench, Intent::Similar(SimilarIntent::Select(last)));
    let (article, _) = bench.similar.passages[last];
    command(&mut bench, Command::MarkSilent);
    assert!(bench.project().is_silent(claim, article));
    assert_eq!(bench.similar.found.unread, 5);
}

#[test]
fn a_dismissed_passage_stays_away_for_every_reader_of_the_file() {
    let (mut bench, claim) = sample_like(TAP_WATER);
    let before = found(&bench).len();
    ask(&mut bench, Intent::Similar(SimilarIntent::Select(0)));
    let dismissed = found(&bench)[0].1.to_owned();
    ask(&mut bench, Intent::Similar(SimilarIntent::Dismiss));
    assert!(found(&bench).iter().all(|(_, words)| *words != dismissed));
    let read = from_ron(to_ron(bench.project()).as_bytes()).unwrap();
    assert_eq!(read, *bench.project());
    let mut other = session(read);
    ask(&mut other, Intent::Claim(ClaimIntent::Select(Some(claim))));
    command(&mut other, Command::FindTab(FindTab::Similar));
    assert_eq!(found(&other), found(&bench));
    command(&mut bench, Command::Undo);
    assert_eq!(found(&bench).len(), before);
    // Removing the article removes its words from the project.
    ask(&mut bench, Intent::Similar(SimilarIntent::Dismiss));
    let article = bench
        .project()
        .claim(claim)
        .unwrap()
        .dismissed
        .first()
        .unwrap()
        .article;
    let remove = crosscheck::workbench::ArticleIntent::Remove(article);
    ask(&mut bench, Intent::Article(remove));
    assert!(bench.project().claim(claim).unwrap().dismissed.is_empty());
}

#[test]
fn passages_like_the_selected_words_are_found_without_a_claim() {
    let (mut bench, _) = sample_like(0);
    ask(&mut bench, Intent::Claim(ClaimIntent::Select(None)));
    assert!(!bench.similar.worker.has_asked());
    let article = bench.project().articles().nth(2).unwrap();
    let text = article.text.as_str();
    let anchor = text.find("340 homes with water").unwrap();
    let selection = crosscheck::text::TextSelection {
        anchor,
        head: anchor + "340 homes with water in them".len(),
    };
    let select = PassageIntent::SelectText(article.id, Some(selection));
    ask(&mut bench, Intent::Passage(select));
    let look = SimilarIntent::Find(SimilarSubjectKind::Passage);
    ask(&mut bench, Intent::Similar(look));
    let all = found(&bench);
    assert!(
        all.iter()
            .any(|(_, words)| words.contains("flooded homes at 340")),
        "{all:?}"
    );
    assert_eq!(bench.similar.found.unread, 5, "all articles but its own");
}
