//! The documents: every relative link has a target, every page is in the manual's summary, and the short ones stay
//! short.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The size limits of the documents that must stay short, in bytes.
const LIMITS: [(&str, u64); 2] = [("README.md", 9_000), ("ARCHITECTURE.md", 12_000)];

#[test]
fn every_relative_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    for document in documents() {
        for link in links(&read(&document)) {
            if let Err(reason) = follow(&document, &link) {
                broken.push(format!("{}: {link}: {reason}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_page_is_in_the_summary_once() {
    let summary = links(&read(&manual().join("SUMMARY.md")));
    let listed: BTreeSet<&str> = summary.iter().map(String::as_str).collect();
    assert_eq!(listed.len(), summary.len(), "a page is listed twice");
    for page in pages() {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(
            name == "SUMMARY.md" || listed.contains(name),
            "docs/SUMMARY.md lacks {name}"
        );
    }
}

#[test]
fn readme_and_architecture_are_short() {
    for (name, limit) in LIMITS {
        let size = fs::metadata(Path::new(ROOT).join(name)).unwrap().len();
        assert!(size <= limit, "{name}: {size} bytes, limit {limit}");
    }
}

#[test]
fn links_are_found_only_outside_code() {
    let text = "[a](a.md) and ![b](b.png)\n`[c](c.md)`\n```\n[d](d.md)\n```\n[e](#e), [f](https://f.example)";
    assert_eq!(links(text), ["a.md", "b.png", "#e"]);
}

#[test]
fn headings_have_the_anchors_that_renderers_give_them() {
    let text = "# Who said it?\n```sh\n# no heading\n```\n## `1`, or 2\n## \"Adding a field\"\n# Who said it?";
    let expected = ["who-said-it", "1-or-2", "adding-a-field", "who-said-it-1"];
    assert_eq!(anchors(text), expected.map(str::to_owned).into());
}

/// README.md, ARCHITECTURE.md, CONTRIBUTING.md and every page of the manual.
fn documents() -> Vec<PathBuf> {
    let at_root = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];
    let at_root = at_root.map(|name| Path::new(ROOT).join(name));
    at_root.into_iter().chain(pages()).collect()
}

fn manual() -> PathBuf {
    Path::new(ROOT).join("docs")
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(manual()).unwrap();
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    assert!(pages.len() > 1, "docs/ has no pages");
    pages
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn follow(document: &Path, link: &str) -> Result<(), String> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = match file {
        "" => document.to_owned(),
        file => document.parent().unwrap().join(file),
    };
    if !target.exists() {
        return Err("no such file".to_owned());
    }
    if anchor.is_empty() || anchors(&read(&target)).contains(anchor) {
        Ok(())
    } else {
        Err("no such heading".to_owned())
    }
}

/// The targets of all links and images to something in the repository, in order.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let without_code: String = line.split('`').step_by(2).collect();
        let targets = without_code.split("](").skip(1);
        let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0));
        let relative = targets.filter(|target| !target.contains("://"));
        found.extend(relative.map(str::to_owned));
    }
    found
}

/// The anchors of all headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let headings = prose(text).filter_map(|line| {
        let words = line.trim_start_matches('#');
        (words.len() < line.len()).then_some(words.strip_prefix(' ')?)
    });
    headings
        .map(|heading| {
            let anchor = anchor(heading);
            let count = seen.entry(anchor.clone()).or_default();
            *count += 1;
            match *count {
                1 => anchor,
                count => format!("{anchor}-{}", count - 1),
            }
        })
        .collect()
}

fn anchor(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ => character.is_alphanumeric().then_some(character),
        })
        .collect()
}

/// The lines outside fenced code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut in_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        !in_code && !is_fence
    })
}
