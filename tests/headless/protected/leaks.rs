//! What leaves the program, and whether a protected name is in it.

use crosscheck::{
    analysis::graph::{GraphColumn, GraphQuery},
    export::{Audience, CsvTable, ExportError, Settled, write_graph, write_table},
    project::{Exclusion, Project, Speaker},
    storage::ExportOptions,
    text::Needle,
    views::theme::Theme,
};

/// Every export there is. Each is searched for names byte by byte.
pub const EXPORTS: [Export; 3] = [
    Export::Table(CsvTable::Claims),
    Export::Table(CsvTable::Evidence),
    Export::Graph,
];

#[derive(Clone, Copy, Debug)]
pub enum Export {
    Table(CsvTable),
    /// Whole, as SVG. It asks nobody: every name becomes its stand-in.
    Graph,
}

impl Export {
    /// What is written, and how that ended.
    pub fn written(
        self,
        project: &Project,
        audience: &Audience,
    ) -> (Vec<u8>, Result<(), ExportError>) {
        let mut bytes = Vec::new();
        let exact = ExportOptions {
            spreadsheet_safe: false,
            bom: false,
        };
        let result = match self {
            Self::Table(table) => write_table(&mut bytes, table, project, exact, audience),
            Self::Graph => {
                let (query, palette) = (GraphQuery::default(), Theme::light().graph_palette());
                write_graph(&mut bytes, project, &query, &palette).map_err(ExportError::from)
            }
        };
        (bytes, result)
    }

    /// What of the written is the analyst's: not the heading of a table, nor what the picture calls its parts.
    pub fn content(self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        match self {
            Self::Table(_) => {
                let (heading, rows) = text.split_once("\r\n").unwrap();
                assert!(heading.starts_with("number,") || heading.starts_with("claim_number,"));
                rows.to_owned()
            }
            Self::Graph => {
                let words = words_of_picture(&text);
                assert!(!words.is_empty());
                words.join("\n")
            }
        }
    }
}

/// All that is written in a picture and that it says of its nodes, but for the program's own words.
fn words_of_picture(svg: &str) -> Vec<String> {
    let pieces = svg.split('<').filter_map(|piece| {
        let (tag, words) = piece.split_once('>')?;
        // The words of edges are in their middle.
        let is_told = tag == "title" || tag.starts_with("text ") && !tag.contains("text-anchor");
        is_told.then(|| without_own_words(tag, &unescaped(words)))
    });
    pieces.collect()
}

fn without_own_words(tag: &str, words: &str) -> String {
    let kinds = ["Article: ", "Speaker: ", "Passage: ", "Claim "];
    let kind = kinds.iter().find_map(|kind| words.strip_prefix(kind));
    let mut words = match kind.filter(|_| tag == "title") {
        Some(rest) => rest.trim_start_matches(|sign: char| sign.is_ascii_digit()),
        None => words,
    }
    .to_owned();
    let headings = GraphColumn::ALL.map(GraphColumn::heading);
    if headings.contains(&words.as_str()) {
        words.clear();
    }
    let excluded = Exclusion::ALL.map(Exclusion::label);
    let own = [
        "[left out]",
        "protected",
        "no statement yet",
        "Claims and what they rest on",
    ];
    for own in own.into_iter().chain(excluded) {
        words = words.replace(own, "");
    }
    words
}

fn unescaped(words: &str) -> String {
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let escapes = escapes.into_iter();
    escapes.fold(words.to_owned(), |words, (escape, sign)| {
        words.replace(escape, sign)
    })
}

/// The protected spellings that stand in a text, in whatever case and with whatever accents, as one writes them and as
/// addresses and names of files have them.
pub fn leaks(project: &Project, text: &str) -> Vec<String> {
    let protected = project.speakers().filter(|one| one.stand_in.is_some());
    let spellings = protected
        .flat_map(Speaker::spellings)
        .flat_map(in_addresses);
    let seen = |text: &str| -> String { text.chars().filter(|it| !is_unseen(*it)).collect() };
    let text = seen(text);
    let stands = |spelling: &String| {
        let needle = Needle::new(&seen(spelling));
        needle.is_some_and(|needle| needle.is_in(&text))
    };
    spellings.filter(stands).collect()
}

/// The ways in which a name is found in addresses.
pub fn in_addresses(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let joined = ["-", "_", "+", ".", "", "%20", "%2D", "%2520"].map(|between| words.join(between));
    let escaped = joined.clone().map(|name| escaped(&name));
    let mut all: Vec<String> = [name.to_owned()]
        .into_iter()
        .chain(joined)
        .chain(escaped)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Every letter that is not of ASCII as addresses escape it.
fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    for letter in name.chars() {
        if letter.is_ascii() {
            escaped.push(letter);
        } else {
            let bytes = letter.to_string().into_bytes();
            escaped.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
        }
    }
    escaped
}

fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{2060}' | '\u{e0001}'
    )
}

/// Asserts that nothing that stands at anybody's door holds a protected name, and that what cannot be cleared is not written.
#[track_caller]
pub fn check_public(project: &Project, settled: &Settled) {
    for export in EXPORTS {
        let (bytes, result) = export.written(project, &Audience::Public(settled.clone()));
        match result {
            Ok(()) => {
                let leaks = leaks(project, &export.content(&bytes));
                assert_eq!(leaks, [] as [&str; 0], "{export:?}");
            }
            Err(ExportError::Protected(open)) => {
                assert!(!open.0.is_empty());
                assert_eq!(bytes, [], "{export:?} was begun");
            }
            Err(error) => panic!("{error}"),
        }
    }
}
