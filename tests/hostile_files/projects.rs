//! Project files that were made to do harm.

/// An input by its name.
pub type Named = (&'static str, Vec<u8>);

/// A project file of about `size` bytes for each way to make one costly.
pub fn projects(size: usize) -> Vec<Named> {
    [
        of_articles(size),
        of_highlights(size),
        of_claims(size),
        of_evidence(size),
        of_lines(size),
        of_bytes(size),
    ]
    .concat()
}

const EMPTY_ARTICLE: &str = r#"(id: "@", details: (title: "", outlet: "", byline: "", published: "", retrieved: "", url: "", language: "", agency_credits: "", reliability: None), clutter: [], sha256: "", text: []),"#;
const ONE_HIGHLIGHT: &str = r#"(id: "0000000000021", article: "0000000000011", start: 0, end: 4, quote: "some", note: ""),"#;
const STRAY_HIGHLIGHT: &str =
    r#"(id: "@", article: "0000000000099", start: 0, end: 1, quote: "", note: ""),"#;
/// A highlight of a thousand bytes whose quote is at other positions in the text.
const QUOTING_NOTHING: &str =
    r#"(id: "@", article: "0000000000011", start: 0, end: 1000, quote: "x", note: ""),"#;
pub const CLAIM: &str = r#"(id: "@", statement: "", verdict: None, status: Open, justification: "", notes: "", color: 0),"#;

/// Bytes that are not text: as many as count as damage, and more.
fn of_bytes(size: usize) -> Vec<Named> {
    let damaged = |lists: Lists, every: usize| {
        let mut bytes = lists.file().into_bytes();
        let later = bytes.iter_mut().skip(2_000).step_by(every);
        later.for_each(|byte| *byte = 0xff);
        bytes
    };
    let highlights = || Lists::highlights(size, ONE_HIGHLIGHT);
    let line = Lists::text_of(&"x".repeat(size));
    vec![
        (
            "one highlight many times, and bytes that are no text",
            damaged(highlights(), 1_100),
        ),
        ("one line of bytes that are no text", damaged(line, 1_100)),
        ("a file of bytes that are no text", damaged(highlights(), 1)),
    ]
}

pub fn lists(name: &'static str, lists: Lists) -> Named {
    (name, lists.file().into_bytes())
}

fn of_articles(size: usize) -> Vec<Named> {
    let marks = format!("e{}", "\u{301}".repeat(size / 2));
    let articles = Lists {
        articles: repeated(size, EMPTY_ARTICLE),
        ..Lists::default()
    };
    vec![
        lists("empty articles", articles),
        lists(
            "one article of empty paragraphs",
            Lists::text(size, "\"\","),
        ),
        lists("one article of clutter", Lists::clutter(size)),
        lists("one article of combining marks", Lists::text_of(&marks)),
    ]
}

fn of_highlights(size: usize) -> Vec<Named> {
    let highlights = |record| Lists::highlights(size, record);
    let unreadable = Lists {
        claims: "    x\n".to_owned(),
        ..highlights(QUOTING_NOTHING)
    };
    vec![
        lists(
            "one article of flags, with highlights",
            flags_with_highlights(size),
        ),
        lists("highlights of no article", highlights(STRAY_HIGHLIGHT)),
        lists("one highlight many times", highlights(ONE_HIGHLIGHT)),
        lists(
            "highlights of all of a text that quote nothing of it",
            highlights(QUOTING_NOTHING),
        ),
        lists(
            "highlights that quote nothing, and a line that cannot be read",
            unreadable,
        ),
        lists(
            "highlights that begin ever earlier",
            earlier_highlights(size),
        ),
    ]
}

fn of_claims(size: usize) -> Vec<Named> {
    let claims = |record: &str| Lists {
        claims: repeated(size, record),
        ..Lists::default()
    };
    let tags: Vec<String> = (0..1_000).map(|tag| format!("\"{tag:x}\"")).collect();
    let tagged = format!(
        r#"(id:"@",statement:"",verdict:None,status:Open,justification:"",notes:"",color:0,tags:[{}]),"#,
        tags.join(",")
    );
    vec![
        lists(
            "one claim many times",
            claims(&CLAIM.replace('@', "0000000000031")),
        ),
        lists(
            "claims with verdicts off the scale",
            claims(&CLAIM.replace("None", "Some(\"x\")")),
        ),
        lists("claims without an id", claims(&CLAIM.replace('@', ""))),
        lists("claims of a thousand short tags", claims(&tagged)),
        (
            "one highlight linked to ever more claims",
            one_highlight_of_many_claims(size),
        ),
    ]
}

fn of_evidence(size: usize) -> Vec<Named> {
    let evidence = |evidence: String| Lists {
        evidence,
        ..Lists::default()
    };
    let of_nothing = r#"(id: "@", highlight: "0000000000098", claim: "0000000000099", stance: Context, note: ""),"#;
    let nameless = r#"(id:"",highlight:"",claim:"",stance:Context,note:""),"#;
    let twice = |n: usize| {
        let missing = n / 2;
        format!(
            r#"(id: "{n:013}", highlight: "1{missing:012}", claim: "2{missing:012}", stance: Context, note: ""),"#
        )
    };
    vec![
        lists("evidence of nothing", evidence(repeated(size, of_nothing))),
        lists(
            "two pieces of evidence each of ever more that is missing",
            evidence(numbered(size, twice)),
        ),
        lists(
            "evidence without a name of anything",
            evidence(repeated(size, nameless)),
        ),
    ]
}

fn of_lines(size: usize) -> Vec<Named> {
    let titled = |title| Lists {
        title,
        ..Lists::default()
    };
    let scale = Lists {
        scale: numbered(size, |n| format!("(label: \"{n}\", rank: 1),")),
        ..Lists::default()
    };
    let after_header = |text: String| (header() + &text).into_bytes();
    let cut = Lists::text(size, "\"line\",\n").file()[..size / 2].to_owned();
    vec![
        lists("a scale of a million labels", scale),
        lists("a title as long as the file", titled("x".repeat(size))),
        lists("a title of escapes", titled("\\u{0}".repeat(size / 5))),
        ("brackets within brackets", after_header("(".repeat(size))),
        (
            "comments within comments",
            after_header("/*".repeat(size / 2)),
        ),
        ("one line of blanks", after_header(" ".repeat(size))),
        ("lines of nonsense", nonsense(size).into_bytes()),
        ("a file that breaks off", cut.into_bytes()),
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

/// Lines of about `size` bytes together. `@` stands for the number of a line.
pub fn repeated(size: usize, line: &str) -> String {
    numbered(size, |n| line.replace('@', &format!("{n:013}")))
}

pub fn numbered(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(size + 300);
    let mut number = 100;
    while out.len() < size {
        number += 1;
        out += &line(number);
        out.push('\n');
    }
    out
}

fn flags_with_highlights(size: usize) -> Lists {
    let text = "🇺🇦".repeat(size / 16);
    let highlights = numbered(size / 2, |n| {
        let end = text.len() - 8 * (n % 100);
        highlight(n, end - 8, end, "🇺🇦") + ","
    });
    Lists {
        highlights,
        ..Lists::text_of(&text)
    }
}

fn highlight(id: usize, start: usize, end: usize, quote: &str) -> String {
    format!(
        r#"(id: "{id:013}", article: "0000000000011", start: {start}, end: {end}, quote: "{quote}", note: "")"#
    )
}

/// A project with one article and many highlights that do not quote it.
pub fn wrong_quotes_in(text: &str, count: usize, quote: &str) -> Vec<u8> {
    let step = text.len() / count;
    let line = |n: usize| {
        let start = n * step;
        let record = highlight(n + 100, start, start + step.min(40), quote);
        format!("    {record},\n")
    };
    let lists = Lists {
        highlights: (0..count).map(line).collect(),
        ..Lists::text_of(text)
    };
    lists.file().into_bytes()
}

fn earlier_highlights(size: usize) -> Lists {
    let highlights = numbered(size, |n| {
        let start = 999 - n % 900;
        highlight(n, start, start + 1, "x") + ","
    });
    Lists {
        highlights,
        ..Lists::default()
    }
}

/// A project whose only highlight is linked to each of its claims.
pub fn one_highlight_of_many_claims(size: usize) -> Vec<u8> {
    let evidence =
        r#"(id: "@", highlight: "0000000000021", claim: "@", stance: Context, note: ""),"#;
    let lists = Lists {
        highlights: ONE_HIGHLIGHT.to_owned() + "\n",
        claims: repeated(size / 2, CLAIM),
        evidence: repeated(size / 2, evidence),
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
        let text = format!("\"some text {}\",", "x".repeat(2000));
        Self {
            articles: article("", &text),
            scale: "(label: \"Supported\", rank: 1),".to_owned(),
            title: String::new(),
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

impl Lists {
    fn highlights(size: usize, record: &str) -> Self {
        Self {
            highlights: repeated(size, record),
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
