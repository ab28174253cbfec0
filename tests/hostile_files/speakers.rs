//! Project files whose speakers, derivations, relations and silent articles were made to do harm.

use std::fmt::Write;

use super::projects::{Lists, Named, WriteOne, lists, repeated};

/// A project file of about `size` bytes for each way to make speakers, and what names them, costly.
pub fn speakers(size: usize) -> Vec<Named> {
    [of_speakers(size), of_names(size)].concat()
}

fn of_speakers(size: usize) -> Vec<Named> {
    let speakers = |one: WriteOne| Lists {
        speakers: repeated(size, one),
        ..Lists::default()
    };
    vec![
        lists(
            "speakers",
            speakers(|n, out| {
                write!(
                    out,
                    "(id:\"{n:013}\",name:\"\",aliases:[],role:\"\",notes:\"\"),"
                )
            }),
        ),
        lists(
            "one speaker many times",
            speakers(|_, out| {
                write!(
                    out,
                    "(id:\"0000000000051\",name:\"\",aliases:[],role:\"\",notes:\"\"),"
                )
            }),
        ),
        lists(
            "one speaker of very many aliases",
            Lists {
                speakers: format!(
                    "(id: \"0000000000051\", name: \"\", aliases: [{}], role: \"\", notes: \"\"),",
                    "\"\",".repeat(size / 3)
                ),
                ..Lists::default()
            },
        ),
        lists(
            "speakers of a thousand aliases of one letter",
            speakers(|n, out| {
                let aliases = "\"x\",".repeat(1_000);
                write!(
                    out,
                    "(id:\"{n:013}\",name:\"\",aliases:[{aliases}],role:\"\",notes:\"\"),"
                )
            }),
        ),
        lists(
            "speakers with long aliases",
            speakers(|n, out| {
                let alias = "x".repeat(3000);
                write!(
                    out,
                    "(id: \"{n:013}\", name: \"\", aliases: [\"{alias}\"], role: \"\", notes: \"\"),"
                )
            }),
        ),
    ]
}

/// Names of what is missing, and of one thing again and again.
fn of_names(size: usize) -> Vec<Named> {
    vec![
        lists(
            "marks of articles that are missing",
            Lists {
                claims: claim(31),
                silent: repeated(size, |_, out| {
                    out.push_str(&silent_mark(31, "000000000001z"));
                    Ok(())
                }),
                ..Lists::default()
            },
        ),
        lists(
            "articles that derive from what is missing",
            Lists::articles(size, |n, out| {
                let from = "from: Article(\"000000000009z\"), manner: Reprint";
                out.push_str(&derived(n, from));
                Ok(())
            }),
        ),
        lists(
            "one article that derives from very many",
            Lists {
                articles: derived(
                    100,
                    &"from: Agency(\"000000000009z\"), manner: Reprint), (".repeat(size / 64),
                )
                .replace(", ()", ")"),
                ..Lists::default()
            },
        ),
        (
            "one claim related to all others",
            relations_of_one_claim(size),
        ),
    ]
}

/// An article without words that is otherwise whole.
fn derived(number: usize, derivation: &str) -> String {
    format!(
        "(id: \"{number:013}\", details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), clutter: [], provenance: Derived([({derivation})]), sha256: \"{EMPTY}\", text: [\"\"]),"
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
        let article = derived(number, &from);
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
    format!(
        "(id: \"{number:013}\", statement: \"\", verdict: None, status: Open, justification: \"\", notes: \"\", color: 0),\n"
    )
}

fn silent_mark(claim: usize, article: &str) -> String {
    format!("(claim: \"{claim:013}\", article: \"{article}\"),\n")
}

/// Claims about each of which each article says nothing.
pub fn silent_articles(articles: usize, claims: usize) -> Vec<u8> {
    let article = |number| derived(number, "").replace("Derived([()])", "Original");
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
    let claims = repeated(size / 2, |n, out| {
        out.push_str(&claim(n));
        Ok(())
    });
    let relations = repeated(size / 2, |n, out| {
        let to = n + 1;
        write!(
            out,
            "(id: \"{n:013}\", from: \"0000000000101\", to: \"{to:013}\", kind: Entails),"
        )
    });
    let lists = Lists {
        claims,
        relations,
        ..Lists::default()
    };
    lists.file().into_bytes()
}
