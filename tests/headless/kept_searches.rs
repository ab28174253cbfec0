//! Watch words and saved searches: stored in the project, counted in each article, and reported when an article is
//! imported.

use super::{merging::session, support::ask};
use crosscheck::{
    analysis::QueryOptions,
    import::import_pasted,
    project::{ArticleId, Project, Speaker, SpeakerEdit},
    storage::{FindTab, OriginalKeeper, Settings, from_ron, to_ron},
    text::TextSelection,
    workbench::{
        Command, DocumentIntent, Effect, Intent, KeptSearchIntent, KeptSearchRow, PassageIntent,
        SearchIntent, Workbench, kept_search_rows,
    },
};

const COURIER: &str =
    "Courier\n\nShelling hit the mill at Orvane. More shelling followed at night.";
const GAZETTE: &str = "Gazette\n\nThe market in Vellin was shelled; nobody wrote of ORVANE.";

fn paste(bench: &mut Workbench, text: &str) {
    let add = DocumentIntent::AddArticles(vec!["mill.txt".into()]);
    let effects = bench.handle(Intent::Document(add));
    let progress = effects.into_iter().find_map(|effect| match effect {
        Effect::ReadArticles(_, _, progress) => Some(progress),
        _ => None,
    });
    let read = vec![import_pasted(text, &OriginalKeeper::recording_only(""))];
    let read = DocumentIntent::ArticlesRead(progress.unwrap(), Some(read.into()));
    ask(bench, Intent::Document(read));
}

fn type_query(bench: &mut Workbench, query: &str) {
    ask(bench, Intent::Command(Command::FindTab(FindTab::Search)));
    let typed = SearchIntent::Type(query.to_owned());
    ask(bench, Intent::Search(typed));
}

fn watch(bench: &mut Workbench, words: &str) {
    type_query(bench, words);
    ask(bench, Intent::Command(Command::WatchWords));
}

fn counts(bench: &Workbench, article: ArticleId) -> Vec<(&str, usize)> {
    bench.kept.counts.in_article(article)
}

fn kept(bench: &Workbench) -> Vec<String> {
    let rows = kept_search_rows(bench.project().search_lists());
    let words = rows.into_iter().filter_map(|row| match row {
        KeptSearchRow::Entry(_, _, words) => Some(words.to_string()),
        KeptSearchRow::Head(..) => None,
    });
    words.collect()
}

fn last_notice(bench: &Workbench) -> &str {
    bench.notices().last().map_or("", |it| &it.text)
}

fn two_articles() -> (Workbench, [ArticleId; 2]) {
    let mut bench = Workbench::new(Settings::default());
    paste(&mut bench, COURIER);
    paste(&mut bench, GAZETTE);
    let mut articles = bench.project().articles().map(|it| it.id);
    let ids = [articles.next().unwrap(), articles.next().unwrap()];
    drop(articles);
    (bench, ids)
}

#[test]
fn each_article_shows_how_often_it_has_the_watch_words() {
    let (mut bench, [courier, gazette]) = two_articles();
    watch(&mut bench, "shell");
    watch(&mut bench, "orvane");
    assert_eq!(counts(&bench, courier), [("shell", 2), ("orvane", 1)]);
    assert_eq!(counts(&bench, gazette), [("orvane", 1), ("shell", 1)]);
    let total = bench.kept.counts.total("shell");
    assert_eq!(total, Some((3, 2)));
    ask(&mut bench, Intent::Command(Command::Undo));
    assert_eq!(counts(&bench, gazette), [("shell", 1)], "one step of undo");
    ask(&mut bench, Intent::Command(Command::Redo));
    assert_eq!(counts(&bench, gazette).len(), 2);
    // The same command undoes it.
    watch(&mut bench, "shell");
    assert_eq!(kept(&bench), ["orvane"]);
    assert_eq!(counts(&bench, courier), [("orvane", 1)]);
}

#[test]
fn words_are_counted_again_only_if_they_or_the_articles_change() {
    let (mut bench, _) = two_articles();
    watch(&mut bench, "shell");
    let counts = |bench: &mut Workbench, intent| {
        let effects = bench.handle(intent).into_iter();
        let is_count =
            |effect: &Effect| matches!(effect, Effect::Run(task) if task.name == "watch words");
        effects.filter(is_count).count()
    };
    let title = Intent::SetTitle("Mill".to_owned());
    assert_eq!(counts(&mut bench, title), 0);
    type_query(&mut bench, "orvane");
    let watch = Intent::Command(Command::WatchWords);
    assert_eq!(counts(&mut bench, watch), 1);
    // Until the result arrives, no second request is made.
    let title = Intent::SetTitle("Dam".to_owned());
    assert_eq!(counts(&mut bench, title), 0);
}

#[test]
fn page_clutter_is_not_counted() {
    let (mut bench, [courier, _]) = two_articles();
    watch(&mut bench, "shell");
    let clutter =
        crosscheck::project::Edit::Article(crosscheck::project::ArticleEdit::SetClutter {
            id: courier,
            paragraphs: [2].into(),
        });
    let mut project = bench.project().clone();
    project.apply(clutter).unwrap();
    let mut bench = session(project);
    ask(&mut bench, Intent::TypingEnded);
    assert_eq!(counts(&bench, courier), []);
}

#[test]
fn watch_words_in_a_new_article_are_reported_at_import() {
    let (mut bench, _) = two_articles();
    watch(&mut bench, "shell");
    watch(&mut bench, "whole:orvane");
    paste(
        &mut bench,
        "Herald\n\nShells fell on Orvane, and shells fell on the river.",
    );
    assert_eq!(
        last_notice(&bench),
        "Added 1 article\nWatch words in Herald: shell 2, whole:orvane 1"
    );
    paste(&mut bench, "Ledger\n\nNothing happened.");
    assert_eq!(last_notice(&bench), "Added 1 article");
    // Articles restored by undo are not new.
    ask(&mut bench, Intent::Command(Command::Undo));
    ask(&mut bench, Intent::Command(Command::Redo));
    assert!(!last_notice(&bench).contains("Watch words"));
}

#[test]
fn selected_words_are_watched_as_a_phrase() {
    let (mut bench, [courier, gazette]) = two_articles();
    let anchor = COURIER.find("hit the mill").unwrap();
    let head = anchor + "hit the mill".len();
    let selection = Some(TextSelection { anchor, head });
    let select = PassageIntent::SelectText(courier, selection);
    ask(&mut bench, Intent::Passage(select));
    ask(&mut bench, Intent::Command(Command::WatchWords));
    assert_eq!(kept(&bench), ["\"hit the mill\""]);
    assert_eq!(counts(&bench, courier), [("\"hit the mill\"", 1)]);
    assert_eq!(counts(&bench, gazette), []);
    // A filter depends on details and evidence, which do not update a count.
    type_query(&mut bench, "mill outlet:Courier");
    assert!(bench.enabled(Command::WatchWords).is_err());
}

#[test]
fn a_search_is_saved_run_again_and_removed() {
    let (mut bench, _) = two_articles();
    type_query(&mut bench, "market");
    let whole = QueryOptions {
        whole_words: true,
        exact: false,
    };
    ask(&mut bench, Intent::Search(SearchIntent::SetOptions(whole)));
    ask(&mut bench, Intent::Command(Command::SaveSearch));
    assert_eq!(kept(&bench), ["whole:market"], "with its options");
    let written = to_ron(bench.project());
    assert_eq!(from_ron(written.as_bytes()).unwrap(), *bench.project());
    type_query(&mut bench, "");
    ask(&mut bench, Intent::KeptSearch(KeptSearchIntent::Run));
    assert_eq!(&bench.search.typed, "whole:market");
    assert_eq!(bench.search.query_options, QueryOptions::default());
    assert_eq!(bench.search.count(), 1);
    type_query(&mut bench, "");
    ask(&mut bench, Intent::Command(Command::DismissFound));
    assert!(kept(&bench).is_empty());
    ask(&mut bench, Intent::Command(Command::Undo));
    assert_eq!(kept(&bench), ["whole:market"], "one step of undo");
}

#[test]
fn no_message_about_watch_words_names_a_protected_source() {
    let mut project = Project::new(crosscheck::storage::fresh_id());
    let speaker = Box::new(Speaker {
        stand_in: Some("Source A".to_owned()),
        ..Speaker::new(crosscheck::storage::fresh_id(), "Mara Ilven".to_owned())
    });
    let add = SpeakerEdit::Add { at: 0, speaker };
    project
        .apply(crosscheck::project::Edit::Speaker(add))
        .unwrap();
    let mut bench = session(project);
    watch(&mut bench, "\"Mara Ilven\"");
    assert!(
        last_notice(&bench).contains("Source A"),
        "{}",
        last_notice(&bench)
    );
    paste(&mut bench, "Courier\n\nWe met Mara Ilven there.");
    let notice = last_notice(&bench);
    assert!(
        notice.contains("Source A") && !notice.contains("Ilven"),
        "{notice}"
    );
}
