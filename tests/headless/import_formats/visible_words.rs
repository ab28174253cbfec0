//! No visible word of a page is lost, and no hidden one comes in, whatever the page is made of.

use std::{collections::BTreeSet, fmt::Write as _};

use crosscheck::import::read_format;
use proptest::prelude::*;

/// Elements that are opened and closed around others.
const AROUND: [(&str, &str); 20] = [
    ("<div>", "</div>"),
    ("<p>", "</p>"),
    ("<span>", "</span>"),
    ("<b>", "</b>"),
    ("<em>", "</em>"),
    ("<ul><li>", "</li></ul>"),
    ("<ol><li>", "</li></ol>"),
    ("<h1>", "</h1>"),
    ("<h3>", "</h3>"),
    ("<blockquote>", "</blockquote>"),
    ("<pre>", "</pre>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table><tr><th>Row</th><td>", "</td></tr></table>"),
    ("<article>", "</article>"),
    ("<nav>", "</nav>"),
    ("<aside>", "</aside>"),
    ("<footer>", "</footer>"),
    ("<figure><figcaption>", "</figcaption></figure>"),
    ("<dl><dd>", "</dd></dl>"),
    ("<details open>", "</details>"),
];

/// Elements that hide what is in them. An inline one would end with its paragraph.
const HIDING: [&str; 3] = [
    "<div hidden>",
    "<div style='display: none'>",
    "<div style='visibility:hidden'>",
];

/// Places of a word, with `@` for its number, and the word as it is shown.
const VISIBLE: [(&str, &str); 7] = [
    ("w@q ", "w@q"),
    ("w@&eacute;q&nbsp;", "w@éq"),
    ("w@<b>x</b>q ", "w@xq"),
    ("w@q<br>", "w@q"),
    ("w@<!-- no -->q&mdash;", "w@q"),
    ("<a href='/p'>w@q</a>, ", "w@q"),
    ("<p>w@q</p>", "w@q"),
];

const HIDDEN: [&str; 5] = [
    "<!-- w@q -->",
    "<script>let w@q = 1;</script>",
    "<style>.w@q { color: red }</style>",
    "<template>w@q</template>",
    "<p title='w@q'></p>",
];

#[derive(Clone, Debug)]
enum Step {
    Open(usize),
    Hide(usize),
    Close,
    Word(usize),
    HiddenWord(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..AROUND.len()).prop_map(Step::Open),
        1 => (0..HIDING.len()).prop_map(Step::Hide),
        3 => Just(Step::Close),
        6 => (0..VISIBLE.len()).prop_map(Step::Word),
        2 => (0..HIDDEN.len()).prop_map(Step::HiddenWord),
    ]
}

/// A page, and its visible and hidden words.
fn page(steps: &[Step]) -> (String, BTreeSet<String>, BTreeSet<String>) {
    let mut html = "<!DOCTYPE html><meta charset=utf-8><title>Page</title><body>".to_owned();
    let (mut visible, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<(&str, bool)> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let number = number.to_string();
        let is_hidden = open.iter().any(|(_, hides)| *hides);
        match step {
            Step::Open(at) => {
                html.push_str(AROUND[*at].0);
                open.push((AROUND[*at].1, false));
            }
            Step::Hide(at) => {
                html.push_str(HIDING[*at]);
                open.push(("</div>", true));
            }
            Step::Close => html.push_str(open.pop().map_or("", |(end, _)| end)),
            Step::Word(at) => {
                let (markup, word) = VISIBLE[*at];
                html.push_str(&markup.replace('@', &number));
                let words = if is_hidden { &mut hidden } else { &mut visible };
                words.insert(word.replace('@', &number));
            }
            Step::HiddenWord(at) => {
                html.push_str(&HIDDEN[*at].replace('@', &number));
                hidden.insert(format!("w{number}q"));
            }
        }
    }
    for (end, _) in open.iter().rev() {
        write!(html, "{end}").unwrap();
    }
    (html, visible, hidden)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_visible_word_of_a_page_comes_in_and_no_hidden_one(steps in prop::collection::vec(step(), 1..100)) {
        let (html, visible, hidden) = page(&steps);
        let article = read_format("html", html.as_bytes());
        let text = article.map(|it| it.text.as_str().to_owned()).unwrap_or_default();
        let words: BTreeSet<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect();
        let missing: Vec<_> = visible.difference(&words).collect();
        prop_assert!(missing.is_empty(), "missing: {missing:?} of {html}");
        let shown: Vec<_> = hidden.intersection(&words).collect();
        prop_assert!(shown.is_empty(), "hidden, but read: {shown:?} of {html}");
    }
}
