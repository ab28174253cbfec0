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

/// A page with a paragraph of this sentence four times, and these lines between it and a heading for other stories.
#[track_caller]
fn check_end(sentence: &str, lines: &[&str]) {
    let above = "Home\nNews\nSearch\n\nThe mill burns down at night\n\n".to_owned();
    let body = format!("{}\n\n", format!("{sentence} ").repeat(4));
    let text = above + &body + &lines.join("\n\n") + "\n\nRelated stories\nTen tips\n";
    let related = text.lines().count() - 2;
    let found = page_clutter(&article(&text)).paragraphs;
    assert_eq!(
        found,
        BTreeSet::from([0, 1, 2, related, related + 1]),
        "{lines:?}"
    );
}

#[test]
fn short_sentences_and_lists_at_the_end_of_an_article_are_not_a_menu() {
    let sentence =
        "Twelve people were hurt when the old mill of Karveth burnt down, its keeper says.";
    let ends = [
        "The police search the ruins.",
        "They hold no one.",
        "No.",
        "No.",
        "The mill is closed.",
    ];
    check_end(sentence, &ends);
    let list = [
        "These were hurt:",
        "Mia Torr, 31",
        "Jon Veld, 62",
        "Ada Quill, 9",
        "Per Lund, 50",
    ];
    check_end(sentence, &list);
    check_end(sentence, &[&list[1..], &ends[..1]].concat());
    check_end(
        "Douze personnes ont été blessées dans l'incendie du vieux moulin de Karveth, selon son gardien.",
        &[
            "Les victimes :",
            "Anne Roux",
            "Jean Petit",
            "Léa Blanc",
            "Luc Noir",
            "Une enquête est ouverte.",
        ],
    );
    check_end(
        "Двенадцать человек пострадали, когда ночью сгорела старая мельница в Карвете, сообщил сторож.",
        &[
            "Имена пострадавших:",
            "Мила Торн",
            "Глеб Велин",
            "Ада Квин",
            "Пётр Лунд",
            "Никто не задержан.",
        ],
    );
    check_end(
        "أصيب اثنا عشر شخصا عندما احترقت المطحنة القديمة في كارفيت ليلا، كما قال حارسها.",
        &[
            "أسماء المصابين:",
            "ميلا تور",
            "جون فيلد",
            "آدا كويل",
            "بير لوند",
            "لم يعتقل أحد.",
        ],
    );
    check_end(
        "昨夜、カルヴェトの古い製粉所が全焼し、十二人が負傷したと番人が火曜日の朝に話した。",
        &[
            "負傷者は次の通り：",
            "安奈",
            "次郎",
            "花子",
            "太郎",
            "警察が調べている。",
        ],
    );
    check_end(
        "कार्वेथ की पुरानी चक्की रात में जल गई और बारह लोग घायल हुए, उसके रखवाले ने कहा।",
        &[
            "पुलिस जाँच कर रही है।",
            "कोई गिरफ़्तार नहीं।",
            "चक्की बंद है।",
            "सड़क खुली है।",
        ],
    );
}

#[test]
fn a_menu_below_an_article_is_clutter() {
    let body = "Twelve people were hurt when the old mill of Karveth burnt down, its keeper says. ";
    let text = "Search\n\n".to_owned()
        + &body.repeat(4)
        + "\n\nKarveth\nPolitics\nRoads\nWater\nThe Courier of Karveth\n";
    let found = page_clutter(&article(&text)).paragraphs;
    assert_eq!(found, BTreeSet::from([0, 4, 5, 6, 7, 8]));
}
