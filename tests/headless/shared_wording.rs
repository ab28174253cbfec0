//! Shared wording: the sample's agency text and its quotation in two wordings are found, and become links, attributions
//! and derivations, each in one step.

use super::{merging::session, support::ask};
use crosscheck::{
    analysis::SharedKind,
    project::{Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Edit, Project},
    storage::{FindTab, Settings, fresh_id},
    workbench::{Command, Intent, SharedIntent, SharedOrder, SharedRow, Workbench},
};

fn shared(bench: &mut Workbench, intent: SharedIntent) {
    ask(bench, Intent::Shared(intent));
}

/// The sample with the tab open.
fn sample_compared() -> Workbench {
    let mut bench = Workbench::new(Settings::default());
    ask(&mut bench, Intent::Command(Command::OpenSample));
    bench.handle(Intent::Command(Command::FindTab(FindTab::Shared)));
    bench
}

#[test]
fn the_bars_beside_the_text_do_not_wait_for_the_tab() {
    let mut bench = Workbench::new(Settings::default());
    ask(&mut bench, Intent::Command(Command::OpenSample));
    assert_eq!(bench.find_tab(), None);
    let first = bench.project().articles().next().unwrap();
    let text = 0..first.text.as_str().len();
    assert!(!bench.shared.stretches_in(first.id, &text).is_empty());
}

fn outlets(bench: &Workbench, articles: [ArticleId; 2]) -> [&str; 2] {
    articles.map(|id| bench.project().article(id).unwrap().details.outlet.as_str())
}

fn select(bench: &mut Workbench, pair: [&str; 2], passage: &str) {
    let pairs = bench.shared.pairs.iter();
    let found = pairs
        .map(|it| outlets(bench, it.articles))
        .position(|it| it == pair);
    shared(bench, SharedIntent::SelectPair(found.unwrap()));
    let pair = bench.shared.pair().unwrap();
    let article = bench.project().article(pair.articles[0]).unwrap();
    let mut passages = pair.passages.iter();
    let found = passages.position(|it| article.quote(it.spans[0]).unwrap().starts_with(passage));
    shared(bench, SharedIntent::SelectPassage(found.unwrap()));
}

const COURIER: &str = "The North Courier";
const LEDGER: &str = "Ledger24";
const GAZETTE: &str = "The Harbour Gazette";

#[test]
fn the_samples_agency_text_and_its_quotation_are_found() {
    let mut bench = sample_compared();
    let pairs = &bench.shared.pairs;
    assert_eq!(
        pairs.len(),
        4,
        "the mayor's eleven minutes are quoted in two wordings"
    );
    assert_eq!(
        outlets(&bench, pairs[0].articles),
        [COURIER, LEDGER],
        "the greatest share first"
    );
    assert_eq!(
        bench.likely_derivation(),
        None,
        "both are recorded as from Lanterna"
    );
    let rows: Vec<SharedRow> = (0..bench.shared.rows())
        .map(|row| bench.shared.row(row).unwrap())
        .collect();
    assert!(
        matches!(rows[0], SharedRow::Kind(SharedKind::Prose, 4)),
        "{rows:?}"
    );
    assert_eq!(rows[1..3], [SharedRow::Side(0, 0), SharedRow::Side(0, 1)]);
    assert!(
        matches!(rows[9], SharedRow::Kind(SharedKind::Quotation, 4)),
        "{rows:?}"
    );
    assert_eq!(
        bench.shared.row(bench.shared.row_of(4)),
        Some(SharedRow::Side(4, 0))
    );
    select(&mut bench, [COURIER, GAZETTE], "Sixty saboteurs");
    let (statement, links) = bench.quoted_statement().unwrap();
    assert_eq!(statement.passages.len(), 3, "the Ledger quotes it too");
    assert!(links.unlinked.is_empty(), "all are linked already");
    shared(&mut bench, SharedIntent::SetOrder(SharedOrder::Outlet));
    let pairs = &bench.shared.pairs;
    assert_eq!(outlets(&bench, pairs[0].articles), [LEDGER, GAZETTE]);
    let pair = bench.shared.pair().unwrap();
    assert_eq!(
        outlets(&bench, pair.articles),
        [COURIER, GAZETTE],
        "it stays selected"
    );
}

#[test]
fn a_quotation_becomes_a_claim_with_all_its_passages_in_one_step() {
    let mut bench = sample_compared();
    select(&mut bench, [COURIER, LEDGER], "We drink from that river");
    let before = bench.project().clone();
    shared(&mut bench, SharedIntent::MakeClaim);
    let claim = bench.project().claims().last().unwrap();
    assert_eq!(claim.statement, "We drink from that river");
    assert_eq!(bench.project().evidence_count(claim.id), 3);
    let (_, links) = bench.quoted_statement().unwrap();
    assert_eq!(links.claim.unwrap().0, claim.id);
    assert_eq!(links.unattributed.len(), 3);
    ask(&mut bench, Intent::Command(Command::Undo));
    assert_eq!(*bench.project(), before);
}

#[test]
fn the_speaker_of_one_passage_is_recorded_for_all() {
    let mut bench = sample_compared();
    select(&mut bench, [COURIER, LEDGER], "We drink from that river");
    shared(&mut bench, SharedIntent::MakeClaim);
    let (_, links) = bench.quoted_statement().unwrap();
    let named = crosscheck::workbench::SpeakerInput::Called("Teodor Hallim".to_owned());
    let set = crosscheck::workbench::AttributionIntent::SetSpeaker(links.unattributed[1], named);
    ask(&mut bench, Intent::Attribution(set));
    shared(&mut bench, SharedIntent::AttributeAll);
    let (_, links) = bench.quoted_statement().unwrap();
    assert_eq!((links.speakers.len(), links.unattributed.len()), (1, 0));
    ask(&mut bench, Intent::Command(Command::Undo));
    assert_eq!(bench.quoted_statement().unwrap().1.unattributed.len(), 2);
}

const SLUICE: &str = "The sluice at Vellin gave way on Saturday night and flooded the lower town, where 12 people \
    were injured by drifting timber.";

fn article(text: &str, published: &str) -> Box<Article> {
    let details = ArticleDetails {
        outlet: published.to_owned(),
        published: published.to_owned(),
        ..ArticleDetails::default()
    };
    Box::new(Article::new(
        fresh_id(),
        ArticleText::new(text.to_owned()),
        details,
    ))
}

/// A session with two articles; the one of the 12th has words of the one of the 11th.
fn two_articles() -> Workbench {
    let mut project = Project::new(fresh_id());
    for (at, article) in [
        article(&format!("{SLUICE} More rain is expected."), "2031-05-11"),
        article(&SLUICE.replace("12", "8"), "2031-05-12"),
    ]
    .into_iter()
    .enumerate()
    {
        project
            .apply(Edit::Article(ArticleEdit::Add { at, article }))
            .unwrap();
    }
    let mut bench = session(project);
    ask(
        &mut bench,
        Intent::Command(Command::FindTab(FindTab::Shared)),
    );
    bench
}

#[test]
fn the_later_article_is_suggested_as_derived_and_recorded_in_one_step() {
    let mut bench = two_articles();
    assert_eq!(bench.shared.pair().unwrap().differing_count(), 1);
    let likely = bench.likely_derivation().unwrap();
    assert!(likely.is_later);
    let (derived, from) = (likely.article, likely.from);
    shared(&mut bench, SharedIntent::Derive { reversed: false });
    assert!(bench.project().derives_from(derived, from));
    assert_eq!(bench.likely_derivation(), None, "it is recorded");
    ask(&mut bench, Intent::Command(Command::Undo));
    shared(&mut bench, SharedIntent::Derive { reversed: true });
    assert!(bench.project().derives_from(from, derived));
}
