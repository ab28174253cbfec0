//! Likely page clutter in texts without markup: pages of several kinds and languages, written for this project. Their
//! lines are marked "+" if they belong to the article and "-" if they do not.

use std::{collections::BTreeSet, fs, path::Path};

use crosscheck::{
    analysis::page_clutter,
    import::import_text,
    project::{Article, ArticleId},
};

/// Minimum percentages over all pages: suggested lines that are clutter, and clutter that is suggested.
const PRECISION: usize = 99;
const RECALL: usize = 95;

fn article(text: &str) -> Article {
    import_text(text).unwrap().into_article(ArticleId::new(1))
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

#[test]
fn clutter_is_found_on_pages_of_many_kinds_and_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clutter");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    assert!(pages.len() > 9);
    let mut all = Score::default();
    for page in pages {
        let marked = fs::read_to_string(&page).unwrap();
        let is_clutter: Vec<bool> = marked.lines().map(|line| line.starts_with("- ")).collect();
        let lines = marked.lines().map(|line| line.get(2..).unwrap_or_default());
        let lines: Vec<&str> = lines.collect();
        let found = page_clutter(&article(&lines.join("\n"))).paragraphs;
        for (at, line) in lines.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            match (found.contains(&at), is_clutter[at]) {
                (true, true) => all.right += 1,
                (true, false) => all.wrong += 1,
                (false, true) => all.missed += 1,
                (false, false) => {}
            }
            if found.contains(&at) != is_clutter[at] {
                println!("{}:{}: {line}", page.display(), at + 1);
            }
        }
    }
    let Score {
        right,
        wrong,
        missed,
    } = all;
    let (precision, recall) = (
        100 * right / (right + wrong),
        100 * right / (right + missed),
    );
    println!(
        "precision {precision} %, recall {recall} %, {right} of {}",
        right + missed
    );
    assert!(precision >= PRECISION && recall >= RECALL);
}

#[test]
fn a_text_broken_to_a_width_has_no_clutter_but_its_menu() {
    let text = "Home\nNews\nSearch\n\nTwelve hurt as the barrage breaks at night\n\n\
        Twelve people were hurt when a gate of the\nbarrage gave way shortly after midnight, and\n\
        the ministry of waters said on Sunday that\nit would look into the matter at once, and\n\
        into the letters that the mayor of Karveth\nhas sent since the spring of last year.\n";
    let found = page_clutter(&article(text));
    assert_eq!(found.paragraphs, BTreeSet::from([0, 1, 2]));
    assert_eq!(found.of, 10);
}

#[test]
fn hidden_paragraphs_are_not_suggested() {
    let text = "Menu\nSearch\nLog in\n\nThe barrage breaks at night\n\n".to_owned()
        + &"Twelve people were hurt when a gate of the barrage gave way. ".repeat(4);
    let mut article = article(&text);
    assert_eq!(page_clutter(&article).paragraphs.len(), 3);
    article.clutter = BTreeSet::from([0, 1, 2]);
    assert!(page_clutter(&article).paragraphs.is_empty());
}
