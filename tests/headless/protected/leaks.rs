//! Searches all exports for protected names.

use crate::formats::{files, words_of_json, words_of_xml};

use crosscheck::{
    analysis::graph::GraphColumn,
    export::{Audience, EXPORTS, Export, ExportError, ExportSettings, NameDecisions, write_export},
    project::{Exclusion, Project, Speaker},
    storage::{ExportOptions, TableReader},
    text::Needle,
    views::theme::Theme,
};

/// Writes an export, and returns the result with the bytes written.
pub fn written(
    export: Export,
    project: &Project,
    audience: &Audience,
) -> (Vec<u8>, Result<(), ExportError>) {
    let mut bytes = Vec::new();
    let settings = ExportSettings {
        audience: audience.clone(),
        ..settings()
    };
    let result = write_export(&mut bytes, export, project, &settings);
    (bytes, result.map(drop))
}

pub fn settings() -> ExportSettings {
    ExportSettings {
        options: ExportOptions::for_reader(TableReader::Program),
        ..ExportSettings::new(Theme::light().graph_palette())
    }
}

/// The part of an export that comes from the project, without headings and other fixed words.
pub fn content(export: Export, bytes: &[u8]) -> String {
    let files = files(export, bytes).into_iter();
    let texts = files.map(|(name, text)| {
        let extension = name
            .rsplit_once('.')
            .map_or(export.format().extension, |(_, extension)| extension);
        match extension {
            "csv" => {
                let (heading, rows) = text.split_once("\r\n").unwrap();
                assert!(heading.starts_with("number,") || heading.starts_with("claim_number,"));
                rows.to_owned()
            }
            "svg" => {
                let words = words_of_picture(&text);
                assert!(!words.is_empty());
                words.join("\n")
            }
            "html" => words_of_page(&text),
            "xml" | "rels" | "graphml" | "qde" => words_of_xml(&text).join("\n"),
            "json" => {
                let mut words = Vec::new();
                words_of_json(&serde_json::from_str(&text).unwrap(), &mut words);
                words.join("\n")
            }
            "md" | "dot" | "bib" => text.replace('\\', ""),
            // The text of a source.
            "txt" => text,
            other => panic!("to look for names in {other} files, say here how to read them"),
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The text of a page, its addresses and other attributes with text of the project.
fn words_of_page(html: &str) -> String {
    let main = html.split_once("<body>").unwrap().1;
    let pieces = main.split('<').map(|piece| {
        let (tag, words) = piece.split_once('>').unwrap_or_default();
        let attributes = tag.split('"').skip(1).step_by(2);
        let href = attributes.filter(|value| value.contains("://") || value.len() < 9);
        format!(
            "{}\n{}",
            href.collect::<Vec<_>>().join("\n"),
            unescaped(words)
        )
    });
    pieces.collect()
}

/// The text of a picture and the titles of its nodes, without fixed words.
fn words_of_picture(svg: &str) -> Vec<String> {
    let pieces = svg.split('<').filter_map(|piece| {
        let (tag, words) = piece.split_once('>')?;
        // Text on edges is centred.
        let is_text = tag == "title" || tag.starts_with("text ") && !tag.contains("text-anchor");
        is_text.then(|| without_own_words(tag, &unescaped(words)))
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

/// The protected spellings in a text, in any case and with any accents, as written in prose, addresses and file names.
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

/// The number of letters that are compared; accents are not counted.
fn letters(name: &str) -> usize {
    name.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// The spellings of a name in addresses.
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

/// Percent-encodes non-ASCII letters.
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

/// Asserts that no public export holds a protected name, and that an export with undecided names writes nothing.
#[track_caller]
pub fn check_public(project: &Project, decisions: &NameDecisions) {
    for format in EXPORTS {
        check_public_as(format.export, project, decisions);
    }
}

/// [`check_public`] for one format.
#[track_caller]
pub fn check_public_as(export: Export, project: &Project, decisions: &NameDecisions) {
    let audience = Audience::Public(decisions.clone());
    let (bytes, result) = written(export, project, &audience);
    match result {
        Ok(()) => {
            let mut leaks = leaks(project, &content(export, &bytes));
            // Fixed words are mixed with those of the project, and contain very short names by chance.
            if !matches!(
                export,
                Export::Claims | Export::Evidence | Export::CollectionLog | Export::Graph
            ) {
                leaks.retain(|name| letters(name) > 3);
            }
            assert_eq!(leaks, [] as [&str; 0], "{export:?}");
        }
        Err(ExportError::Protected(undecided)) => {
            assert!(export.can_hold_names());
            assert!(!undecided.0.is_empty());
            assert!(bytes.is_empty(), "{export:?} was begun");
        }
        Err(error) => panic!("{error}"),
    }
}
