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
        vec![nameless_evidence(size)],
        of_lines(size),
        of_bytes(size),
    ]
    .concat()
}

/// Bytes that are not text: as many as count as damage, and more.
fn of_bytes(size: usize) -> Vec<Named> {
    let (name, whole) = lists(
        "one highlight many times, and bytes that are no text",
        Lists::highlights(size, |_, out| {
            write!(
                out,
                "(id: \"0000000000021\", article: \"0000000000011\", start: 0, end: 4, quote: \"some\", note: \"\"),"
            )
        }),
    );
    let damaged = |every: usize| {
        let mut bytes = whole.clone();
        let later = bytes.iter_mut().skip(2_000).step_by(every);
        later.for_each(|byte| *byte = 0xff);
        bytes
    };
    vec![
        (name, damaged(1_100)),
        (
            "one line of bytes that are no text",
            lists("", Lists::text_of(&"x".repeat(size))).1,
        )
            .with_bytes_that_are_no_text(),
        ("a file of bytes that are no text", damaged(1)),
    ]
}

trait Damage {
    fn with_bytes_that_are_no_text(self) -> Self;
}

impl Damage for Named {
    fn with_bytes_that_are_no_text(mut self) -> Self {
        let later = self.1.iter_mut().skip(2_000).step_by(1_100);
        later.for_each(|byte| *byte = 0xff);
        self
    }
}

pub fn lists(name: &'static str, lists: Lists) -> Named {
    (name, lists.file().into_bytes())
}

fn of_articles(size: usize) -> Vec<Named> {
    vec![
        lists(
            "empty articles",
            Lists::articles(size, |n, out| {
                write!(
                    out,
                    "(id: \"{n:013}\", details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), clutter: [], sha256: \"\", text: []),"
                )
            }),
        ),
        lists(
            "one article of empty paragraphs",
            Lists::text(size, "\"\","),
        ),
        lists("one article of clutter", Lists::clutter(size)),
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
            Lists::highlights(size, quoting_nothing),
        ),
        lists(
            "highlights that quote nothing, and a line that cannot be read",
            Lists {
                claims: "    x\n".to_owned(),
                ..Lists::highlights(size, quoting_nothing)
            },
        ),
        lists(
            "highlights that begin ever earlier",
            earlier_highlights(size),
        ),
    ]
}

/// A highlight of a thousand bytes whose quote is at other positions in the text.
fn quoting_nothing(n: usize, out: &mut String) -> std::fmt::Result {
    write!(
        out,
        "(id: \"{n:013}\", article: \"0000000000011\", start: 0, end: 1000, quote: \"x\", note: \"\"),"
    )
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
        lists(
            "two pieces of evidence each of ever more that is missing",
            Lists::evidence(size, |n, out| {
                let missing = n / 2;
                write!(
                    out,
                    "(id: \"{n:013}\", highlight: \"1{missing:012}\", claim: \"2{missing:012}\", stance: Context, note: \"\"),"
                )
            }),
        ),
        lists(
            "claims of a thousand short tags",
            Lists::claims(size, |n, out| {
                let tags: Vec<String> = (0..1_000).map(|tag| format!("\"{tag:x}\"")).collect();
                let tags = tags.join(",");
                write!(
                    out,
                    "(id:\"{n:013}\",statement:\"\",verdict:None,status:Open,justification:\"\",notes:\"\",color:0,tags:[{tags}]),"
                )
            }),
        ),
        (
            "one highlight linked to ever more claims",
            one_highlight_of_many_claims(size),
        ),
    ]
}

fn nameless_evidence(size: usize) -> Named {
    lists(
        "evidence without a name of anything",
        Lists::evidence(size, |_, out| {
            write!(
                out,
                "(id:\"\",highlight:\"\",claim:\"\",stance:Context,note:\"\"),"
            )
        }),
    )
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
    "(\n  format: \"crosscheck project\",\n  version: 1,\n  ".to_owned()
}

fn nonsense(size: usize) -> String {
    let mut file = Lists::default().file();
    let at = file.find("  claims: [\n").unwrap() + "  claims: [\n".len();
    file.insert_str(at, &"    x\n".repeat(size / 6));
    file
}

pub fn repeated(size: usize, write_one: impl Fn(usize, &mut String) -> std::fmt::Result) -> String {
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

/// A project with one article and many highlights that do not quote it.
pub fn wrong_quotes_in(text: &str, count: usize, quote: &str) -> Vec<u8> {
    let mut lists = Lists::text_of(text);
    let step = text.len() / count;
    for n in 0..count {
        let (id, start) = (n + 100, n * step);
        let end = start + step.min(40);
        writeln!(
            lists.highlights,
            "    (id: \"{id:013}\", article: \"0000000000011\", start: {start}, end: {end}, quote: \"{quote}\", note: \"\"),"
        )
        .unwrap();
    }
    lists.file().into_bytes()
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

/// Contents of the lists of a project file.
pub struct Lists {
    pub title: String,
    pub scale: String,
    pub speakers: String,
    pub articles: String,
    pub highlights: String,
    pub claims: String,
    pub silent: String,
    pub evidence: String,
    pub relations: String,
}

impl Default for Lists {
    fn default() -> Self {
        Self {
            articles: article("", &format!("\"some text {}\",", "x".repeat(2000))),
            title: String::new(),
            scale: "(label: \"Supported\", rank: 1),".to_owned(),
            speakers: String::new(),
            highlights: String::new(),
            claims: String::new(),
            silent: String::new(),
            evidence: String::new(),
            relations: String::new(),
        }
    }
}

fn article(clutter: &str, text: &str) -> String {
    format!(
        "(id: \"0000000000011\", details: (title: \"\", outlet: \"\", byline: \"\", published: \"\", retrieved: \"\", url: \"\", language: \"\", agency_credits: \"\", reliability: None), clutter: [{clutter}], sha256: \"\", text: [{text}]),"
    )
}

pub type WriteOne = fn(usize, &mut String) -> std::fmt::Result;

impl Lists {
    pub fn articles(size: usize, one: WriteOne) -> Self {
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

    fn clutter(size: usize) -> Self {
        Self {
            articles: article(&"0,".repeat(size / 2), "\"\""),
            ..Self::default()
        }
    }

    pub fn file(self) -> String {
        let Self {
            title,
            scale,
            speakers,
            articles,
            highlights,
            claims,
            silent,
            evidence,
            relations,
        } = self;
        let header = header();
        format!(
            "{header}id: \"0000000000001\",\n  title: \"{title}\",\n  scale: (name: \"\", verdicts: [\n{scale}\n  ]),\n  \
             speakers: [\n{speakers}\n  ],\n  articles: [\n{articles}\n  ],\n  highlights: [\n{highlights}\n  ],\n  claims: [\n{claims}\n  ],\n  silent: [\n{silent}\n  ],\n  evidence: [\n{evidence}\n  ],\n  relations: [\n{relations}\n  ],\n)\n"
        )
    }
}
