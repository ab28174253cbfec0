//! Project files that were made to do harm.

use std::fmt::Write;

/// An input by its name.
pub type Named = (&'static str, Vec<u8>);

/// A project file of about `size` bytes for each way to make one costly.
pub fn projects(size: usize) -> Vec<Named> {
    [
        of_articles(size),
        of_highlights(size),
        of_claims(size),
        of_claimants(size),
        of_lines(size),
    ]
    .concat()
}

fn lists(name: &'static str, lists: Lists) -> Named {
    (name, lists.file().into_bytes())
}

fn of_articles(size: usize) -> Vec<Named> {
    vec![
        lists(
            "empty articles",
            Lists::articles(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", source: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), furniture: [], sha256: \"\", text: []),"
                )
            }),
        ),
        lists(
            "one article of empty paragraphs",
            Lists::text(size, "\"\","),
        ),
        lists("one article of furniture", Lists::furniture(size)),
        lists(
            "one article of combining marks",
            Lists::text_of(&format!("e{}", "\u{301}".repeat(size / 2))),
        ),
    ]
}

fn of_highlights(size: usize) -> Vec<Named> {
    vec![
        lists(
            "one article of flags, with highlights",
            flags_with_highlights(size),
        ),
        lists(
            "highlights of no article",
            Lists::highlights(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", article: \"0000000000099\", start: 0, end: 1, quote: \"\", note: \"\"),"
                )
            }),
        ),
        lists(
            "one highlight many times",
            Lists::highlights(size, |_, out| {
                write!(
                    out,
                    "(id: \"0000000000021\", article: \"0000000000011\", start: 0, end: 4, quote: \"some\", note: \"\"),"
                )
            }),
        ),
        lists(
            "highlights of all of a text that quote nothing of it",
            Lists::highlights(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", article: \"0000000000011\", start: 0, end: 1000, quote: \"x\", note: \"\"),"
                )
            }),
        ),
        lists(
            "highlights that begin ever earlier",
            earlier_highlights(size),
        ),
    ]
}

fn of_claims(size: usize) -> Vec<Named> {
    vec![
        lists(
            "one claim many times",
            Lists::claims(size, |_, out| {
                write!(
                    out,
                    "(id: \"0000000000031\", statement: \"\", verdict: None, status: Open, justification: \"\", notes: \"\", color: 0),"
                )
            }),
        ),
        lists(
            "claims with verdicts off the scale",
            Lists::claims(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", statement: \"\", verdict: Some(\"x\"), status: Open, justification: \"\", notes: \"\", color: 0),"
                )
            }),
        ),
        lists(
            "claims without an id",
            Lists::claims(size, |_, out| {
                write!(
                    out,
                    "(id: \"\", statement: \"\", verdict: None, status: Open, justification: \"\", notes: \"\", color: 0),"
                )
            }),
        ),
        lists(
            "evidence of nothing",
            Lists::evidence(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", highlight: \"0000000000098\", claim: \"0000000000099\", stance: Context, note: \"\"),"
                )
            }),
        ),
        (
            "one highlight linked to ever more claims",
            one_highlight_of_many_claims(size),
        ),
    ]
}

fn of_claimants(size: usize) -> Vec<Named> {
    let claimants = |one: WriteOne| Lists {
        claimants: repeated(size, one),
        ..Lists::default()
    };
    vec![
        lists(
            "claimants",
            claimants(|n, out| write!(out, "(id: \"{n:013}\", name: \"\"),")),
        ),
        lists(
            "one claimant many times",
            claimants(|_, out| write!(out, "(id: \"0000000000051\", name: \"\"),")),
        ),
        lists(
            "one claimant of very many aliases",
            Lists {
                claimants: format!(
                    "(id: \"0000000000051\", name: \"\", aliases: [{}]),",
                    "\"\",".repeat(size / 3)
                ),
                ..Lists::default()
            },
        ),
        lists(
            "claimants with long aliases",
            claimants(|n, out| {
                let alias = "x".repeat(3000);
                write!(
                    out,
                    "(id: \"{n:013}\", name: \"\", aliases: [\"{alias}\"]),"
                )
            }),
        ),
        lists(
            "marks of articles that are missing",
            Lists {
                claims: claim(
                    31,
                    &format!("silent: [{}]", "\"000000000001z\",".repeat(size / 16)),
                ),
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
        "(id: \"{number:013}\", source: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), furniture: [], provenance: Derived([({derivation})]), sha256: \"{EMPTY}\", text: [\"\"]),"
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

fn claim(number: usize, more: &str) -> String {
    format!(
        "(id: \"{number:013}\", statement: \"\", verdict: None, status: Open, justification: \"\", notes: \"\", color: 0, {more}),"
    )
}

/// Claims about each of which each article says nothing.
pub fn silent_articles(articles: usize, claims: usize) -> Vec<u8> {
    let article = |number| derived(number, "").replace("Derived([()])", "Original");
    let silent: String = (0..articles).map(|n| format!("\"{n:013}\",")).collect();
    let silent = format!("silent: [{silent}]");
    let lists = Lists {
        articles: (0..articles).map(article).collect(),
        claims: (0..claims).map(|number| claim(number, &silent)).collect(),
        ..Lists::default()
    };
    lists.file().into_bytes()
}

/// A claim about which one article is said to say nothing, again and again.
pub fn one_mark_many_times(count: usize) -> Vec<u8> {
    let silent = "\"0000000000011\",".repeat(count);
    let lists = Lists {
        claims: claim(31, &format!("silent: [{silent}]")),
        ..Lists::default()
    };
    lists.file().into_bytes()
}

/// A project whose first claim is related to each of the others.
pub fn relations_of_one_claim(size: usize) -> Vec<u8> {
    let claims = repeated(size / 2, |n, out| {
        out.push_str(&claim(n, ""));
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

fn of_lines(size: usize) -> Vec<Named> {
    vec![
        lists(
            "a scale of a million labels",
            Lists {
                scale: repeated(size, |n, out| write!(out, "(label: \"{n}\", rank: 1),")),
                ..Lists::default()
            },
        ),
        lists(
            "a title as long as the file",
            Lists {
                title: "x".repeat(size),
                ..Lists::default()
            },
        ),
        lists(
            "a title of escapes",
            Lists {
                title: "\\u{0}".repeat(size / 5),
                ..Lists::default()
            },
        ),
        (
            "brackets within brackets",
            header()
                .into_bytes()
                .into_iter()
                .chain(std::iter::repeat_n(b'(', size))
                .collect(),
        ),
        (
            "comments within comments",
            header()
                .into_bytes()
                .into_iter()
                .chain(b"/*".iter().copied().cycle().take(size))
                .collect(),
        ),
        (
            "one line of blanks",
            header()
                .into_bytes()
                .into_iter()
                .chain(std::iter::repeat_n(b' ', size))
                .collect(),
        ),
        ("lines of nonsense", nonsense(size).into_bytes()),
        (
            "a file that breaks off",
            Lists::text(size, "\"line\",\n").file()[..size / 2]
                .to_owned()
                .into_bytes(),
        ),
    ]
}

fn header() -> String {
    "(\n  format: \"crosscheck project\",\n  version: 3,\n  ".to_owned()
}

fn nonsense(size: usize) -> String {
    let mut file = Lists::default().file();
    let at = file.find("  claims: [\n").unwrap() + "  claims: [\n".len();
    file.insert_str(at, &"    x\n".repeat(size / 6));
    file
}

fn repeated(size: usize, write_one: impl Fn(usize, &mut String) -> std::fmt::Result) -> String {
    let mut out = String::with_capacity(size + 300);
    let mut number = 100;
    while out.len() < size {
        number += 1;
        write_one(number, &mut out).unwrap();
        out.push('\n');
    }
    out
}

fn flags_with_highlights(size: usize) -> Lists {
    let text = "🇺🇦".repeat(size / 16);
    let mut lists = Lists::text_of(&text);
    lists.highlights = repeated(size / 2, |n, out| {
        let end = text.len() - 8 * (n % 100);
        let start = end - 8;
        write!(
            out,
            "(id: \"{n:013}\", article: \"0000000000011\", start: {start}, end: {end}, quote: \"🇺🇦\", note: \"\"),"
        )
    });
    lists
}

fn earlier_highlights(size: usize) -> Lists {
    Lists::highlights(size, |n, out| {
        let start = 999 - n % 900;
        let end = start + 1;
        write!(
            out,
            "(id: \"{n:013}\", article: \"0000000000011\", start: {start}, end: {end}, quote: \"x\", note: \"\"),"
        )
    })
}

/// A project whose only highlight is linked to each of its claims.
pub fn one_highlight_of_many_claims(size: usize) -> Vec<u8> {
    let highlight = "(id: \"0000000000021\", article: \"0000000000011\", start: 0, end: 4, quote: \"some\", note: \"\"),\n";
    let claims = repeated(size / 2, |n, out| {
        write!(
            out,
            "(id: \"{n:013}\", statement: \"\", verdict: None, status: Open, justification: \"\", notes: \"\", color: 0),"
        )
    });
    let evidence = repeated(size / 2, |n, out| {
        write!(
            out,
            "(id: \"{n:013}\", highlight: \"0000000000021\", claim: \"{n:013}\", stance: Context, note: \"\"),"
        )
    });
    let lists = Lists {
        highlights: highlight.to_owned(),
        claims,
        evidence,
        ..Lists::default()
    };
    lists.file().into_bytes()
}

/// What stands in the lists of a project file.
struct Lists {
    title: String,
    scale: String,
    claimants: String,
    articles: String,
    highlights: String,
    claims: String,
    evidence: String,
    relations: String,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            articles: article("", &format!("\"some text {}\",", "x".repeat(2000))),
            title: String::new(),
            scale: "(label: \"Supported\", rank: 1),".to_owned(),
            claimants: String::new(),
            highlights: String::new(),
            claims: String::new(),
            evidence: String::new(),
            relations: String::new(),
        }
    }
}

fn article(furniture: &str, text: &str) -> String {
    format!(
        "(id: \"0000000000011\", source: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), furniture: [{furniture}], sha256: \"\", text: [{text}]),"
    )
}

type WriteOne = fn(usize, &mut String) -> std::fmt::Result;

impl Lists {
    fn articles(size: usize, one: WriteOne) -> Self {
        Self {
            articles: repeated(size, one),
            ..Self::default()
        }
    }

    fn highlights(size: usize, one: WriteOne) -> Self {
        Self {
            highlights: repeated(size, one),
            ..Self::default()
        }
    }

    fn claims(size: usize, one: WriteOne) -> Self {
        Self {
            claims: repeated(size, one),
            ..Self::default()
        }
    }

    fn evidence(size: usize, one: WriteOne) -> Self {
        Self {
            evidence: repeated(size, one),
            ..Self::default()
        }
    }

    fn text(size: usize, paragraph: &str) -> Self {
        Self {
            articles: article("", &paragraph.repeat(size / paragraph.len())),
            ..Self::default()
        }
    }

    fn text_of(text: &str) -> Self {
        Self {
            articles: article("", &format!("\"{text}\",")),
            ..Self::default()
        }
    }

    fn furniture(size: usize) -> Self {
        Self {
            articles: article(&"0,".repeat(size / 2), "\"\""),
            ..Self::default()
        }
    }

    fn file(self) -> String {
        let Self {
            title,
            scale,
            claimants,
            articles,
            highlights,
            claims,
            evidence,
            relations,
        } = self;
        let header = header();
        format!(
            "{header}id: \"0000000000001\",\n  title: \"{title}\",\n  scale: (name: \"\", verdicts: [\n{scale}\n  ]),\n  \
             claimants: [\n{claimants}\n  ],\n  articles: [\n{articles}\n  ],\n  highlights: [\n{highlights}\n  ],\n  claims: [\n{claims}\n  ],\n  evidence: [\n{evidence}\n  ],\n  relations: [\n{relations}\n  ],\n)\n"
        )
    }
}
