//! Project files whose speakers, derivations, relations and silent articles were made to do harm.

use super::projects::{CLAIM, Lists, Named, lists, numbered, repeated};

/// A project file of about `size` bytes for each way to make speakers, and what names them, costly.
pub fn speakers(size: usize) -> Vec<Named> {
    [of_speakers(size), of_names(size)].concat()
}

const SPEAKER: &str = r#"(id:"@",name:"",aliases:[],role:"",notes:""),"#;

fn of_speakers(size: usize) -> Vec<Named> {
    let speakers = |speakers: String| Lists {
        speakers,
        ..Lists::default()
    };
    let one = SPEAKER.replace('@', "0000000000051");
    let with = |speaker: &str, aliases: String| {
        let aliases = format!("aliases:[{aliases}]");
        speaker.replace("aliases:[]", &aliases)
    };
    let of_letters = with(SPEAKER, "\"x\",".repeat(1_000));
    let long = with(SPEAKER, format!("\"{}\"", "x".repeat(3000)));
    vec![
        lists("speakers", speakers(repeated(size, SPEAKER))),
        lists("one speaker many times", speakers(repeated(size, &one))),
        lists(
            "one speaker of very many aliases",
            speakers(with(&one, "\"\",".repeat(size / 3))),
        ),
        lists(
            "speakers of a thousand aliases of one letter",
            speakers(repeated(size, &of_letters)),
        ),
        lists(
            "speakers with long aliases",
            speakers(repeated(size, &long)),
        ),
    ]
}

/// Names of what is missing, and of one thing again and again.
fn of_names(size: usize) -> Vec<Named> {
    let missing = derived("@", "from: Article(\"000000000009z\"), manner: Reprint");
    let agency = "from: Agency(\"000000000009z\"), manner: Reprint), (";
    let many = derived("0000000000100", &agency.repeat(size / 64)).replace(", ()", ")");
    let articles = |articles: String| Lists {
        articles,
        ..Lists::default()
    };
    let marks = Lists {
        claims: claim(31),
        silent: repeated(size, &silent_mark(31, "000000000001z")),
        ..Lists::default()
    };
    vec![
        lists("marks of articles that are missing", marks),
        lists(
            "articles that derive from what is missing",
            articles(repeated(size, &missing)),
        ),
        lists("one article that derives from very many", articles(many)),
        (
            "one claim related to all others",
            relations_of_one_claim(size),
        ),
    ]
}

/// An article without words that is otherwise whole.
fn derived(id: &str, derivation: &str) -> String {
    format!(
        "(id: \"{id}\", details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), clutter: [], provenance: Derived([({derivation})]), sha256: \"{EMPTY}\", text: [\"\"]),"
    )
}

/// The SHA-256 of a text without words.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Articles each of which derives from the next, and the last, if that is to be, from the first.
pub fn chain_of_derivations(count: usize, is_closed: bool) -> Vec<u8> {
    let mut articles = String::new();
    for number in 0..count {
        let is_last = number + 1 == count;
        let next = if is_last { 0 } else { number + 1 };
        let from = format!("from: Article(\"{next:013}\"), manner: Reprint");
        let article = derived(&format!("{number:013}"), &from);
        let original = article.replace(&format!("Derived([({from})])"), "Original");
        articles += if is_last && !is_closed {
            &original
        } else {
            &article
        };
        articles.push('\n');
    }
    let lists = Lists {
        articles,
        ..Lists::default()
    };
    lists.file().into_bytes()
}

fn claim(number: usize) -> String {
    CLAIM.replace('@', &format!("{number:013}")) + "\n"
}

fn silent_mark(claim: usize, article: &str) -> String {
    format!("(claim: \"{claim:013}\", article: \"{article}\"),\n")
}

/// Claims about each of which each article says nothing.
pub fn silent_articles(articles: usize, claims: usize) -> Vec<u8> {
    let article = |number: usize| {
        let article = derived(&format!("{number:013}"), "");
        article.replace("Derived([()])", "Original")
    };
    let marks = |claim| {
        let mark = move |article: usize| silent_mark(claim, &format!("{article:013}"));
        (0..articles).map(mark)
    };
    let lists = Lists {
        articles: (0..articles).map(article).collect(),
        claims: (0..claims).map(claim).collect(),
        silent: (0..claims).flat_map(marks).collect(),
        ..Lists::default()
    };
    lists.file().into_bytes()
}

pub fn one_claim_many_times(count: usize) -> Vec<u8> {
    let lists = Lists {
        claims: claim(31).repeat(count),
        ..Lists::default()
    };
    lists.file().into_bytes()
}

/// A project whose first claim is related to each of the others.
pub fn relations_of_one_claim(size: usize) -> Vec<u8> {
    let claims = numbered(size / 2, claim);
    let relations = numbered(size / 2, |n| {
        let to = n + 1;
        format!(r#"(id: "{n:013}", from: "0000000000101", to: "{to:013}", kind: Entails),"#)
    });
    let lists = Lists {
        claims,
        relations,
        ..Lists::default()
    };
    lists.file().into_bytes()
}
