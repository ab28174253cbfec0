//! Benches of the Find panel: `cargo bench -p benches --bench finding`. Shared wording is in `analysis`.

use generate::Size;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    analysis::{
        AmountScope, Query, QueryOptions, SearchOptions, SearchTexts, SimilarQuery, WatchCounts,
        amounts_side_by_side, names_in_text, names_of_project, search, similar_passages,
    },
    project::{Article, ArticleId, Edit, Project, ProjectEdit, SearchLists},
};

/// 2,000 articles of 8 kB: 16 MB of text.
fn big() -> Project {
    generate::project(1, Size::BIG)
}

/// A word of a generated text, so that a search for it has hits.
fn a_word(project: &Project) -> String {
    let text = project.articles().next().map(|it| it.text.as_str());
    let mut words = text.unwrap_or_default().split_whitespace();
    let is_long = |word: &&str| word.len() > 6 && word.chars().all(|it| it.is_ascii_lowercase());
    words.find(is_long).unwrap_or("river").to_owned()
}

fn searching(c: &mut Criterion) {
    let big = big();
    let word = a_word(&big);
    let texts = SearchTexts::default().of(&big);
    c.bench_function("fold the texts of 16 MB for the first search", |b| {
        b.iter_with_large_drop(|| SearchTexts::default().of(&big));
    });
    for (name, query) in [
        ("a word that many articles have", word.clone()),
        ("a word that no article has", "zyxwvut".to_owned()),
        ("two words and a filter", format!("{word} the outlet:1")),
        ("a regular expression", format!("/{word}\\s+\\w+/i")),
    ] {
        let query = Query::parse(&query, QueryOptions::default()).expect("it is a query");
        c.bench_function(&format!("find in 16 MB: {name}"), |b| {
            let options = SearchOptions::default();
            b.iter_with_large_drop(|| search(&big, &texts, &query, options, &|| false));
        });
    }
}

fn watching(c: &mut Criterion) {
    let watched = |count: usize| {
        let mut project = big();
        let words = (0..count).map(|nth| format!("{}{nth}", a_word(&project)).into());
        let lists = SearchLists {
            watch_words: words.collect(),
            ..SearchLists::default()
        };
        let edit = Edit::Project(ProjectEdit::SetSearchLists(lists));
        project.apply(edit).expect("they fit");
        project
    };
    let (before, after) = (watched(20), watched(21));
    let texts = SearchTexts::default();
    let none = WatchCounts::default();
    c.bench_function("count 20 watch words in 16 MB", |b| {
        b.iter_with_large_drop(|| none.of(&before, &texts, &|| false));
    });
    let counts = none.of(&before, &texts, &|| false).expect("not cancelled");
    c.bench_function("count one more", |b| {
        b.iter_with_large_drop(|| counts.of(&after, &texts, &|| false));
    });
    c.bench_function("see that the counts are those of the project", |b| {
        b.iter(|| black_box(counts.are_of(&before)));
    });
}

fn gathering(c: &mut Criterion) {
    let big = big();
    c.bench_function("names of 2,000 articles of 8 kB", |b| {
        b.iter_with_large_drop(|| names_of_project(&big, &|| false));
    });
    let first = big.articles().next().expect("there are articles");
    c.bench_function("names of one article of 8 kB", |b| {
        b.iter_with_large_drop(|| names_in_text(first.text.as_str()));
    });
    for count in [1, 50, 2_000] {
        let articles: Vec<ArticleId> = big.articles().take(count).map(|it| it.id).collect();
        let scope = AmountScope::Articles(articles);
        c.bench_function(
            &format!("numbers and dates of {count} articles of 8 kB"),
            |b| {
                b.iter_with_large_drop(|| amounts_side_by_side(&big, &scope, &|| false));
            },
        );
    }
    let claim = big.claims().next().expect("there are claims").id;
    let scope = AmountScope::Claim(claim);
    c.bench_function("numbers and dates of a claim", |b| {
        b.iter_with_large_drop(|| amounts_side_by_side(&big, &scope, &|| false));
    });
    let articles: Vec<&Article> = big.articles().collect();
    let statement = big.claim(claim).map(|it| it.statement.as_str());
    let query = SimilarQuery::of(statement.unwrap_or_default());
    c.bench_function("passages like a claim in 2,000 articles of 8 kB", |b| {
        b.iter_with_large_drop(|| similar_passages(&articles, &query, &|_, _| false, &|| false));
    });
}

criterion_group! {
    name = finding;
    config = Criterion::default().sample_size(10);
    targets = searching, watching, gathering
}
criterion_main!(finding);
