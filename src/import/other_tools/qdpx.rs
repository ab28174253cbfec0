//! A REFI-QDA project: sources become articles, codes claims, and codings highlights that are linked to them.

use super::{OtherArticle, OtherClaim, OtherPassage, OtherWork, stance};
use crate::{
    import::{
        ReadError,
        archive::Archive,
        xml::{Element, Step, read as read_xml},
    },
    project::{ArticleDetails, ArticleText, Stance},
};

use std::collections::BTreeMap;

/// A code: its name, and the stance if it is one of the codes that Crosscheck puts below a claim.
struct Code {
    claim: String,
    stance: Option<Stance>,
}

#[derive(Default)]
struct Selection {
    name: String,
    start: usize,
    end: usize,
    codes: Vec<String>,
    note: String,
}

#[derive(Default)]
struct Source {
    name: String,
    path: String,
    description: String,
    content: String,
    selections: Vec<Selection>,
}

#[derive(Default)]
struct Project {
    codes: BTreeMap<String, Code>,
    /// Names of the codes that the one being read is in.
    open: Vec<String>,
    sources: Vec<Source>,
}

pub(super) fn read(bytes: &[u8]) -> Result<OtherWork, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let xml = archive.file("project.qde")?.ok_or(ReadError::Damaged)?;
    let mut project = Project::default();
    read_xml(&xml, |path, step| match step {
        Step::Start(element) => project.start(element),
        Step::Text(text) if path.ends_with(&["PlainTextSelection", "Description"]) => {
            if let Some(selection) = project.selection() {
                selection.note += text;
            }
        }
        Step::Text(text) if path.ends_with(&["TextSource", "Description"]) => {
            if let Some(source) = project.sources.last_mut() {
                source.description += text;
            }
        }
        Step::Text(text) if path.ends_with(&["TextSource", "PlainTextContent"]) => {
            if let Some(source) = project.sources.last_mut() {
                source.content += text;
            }
        }
        Step::End("Code") => drop(project.open.pop()),
        Step::Text(_) | Step::End(_) => {}
    })?;
    project.into_work(&mut archive)
}

impl Project {
    fn start(&mut self, element: &Element<'_>) {
        let value = |name| element.attribute(name).unwrap_or_default();
        let number = |name| value(name).trim().parse().unwrap_or_default();
        match element.name {
            "Code" => {
                let name = value("name");
                let parent = self.open.last();
                let of_parent = parent.and_then(|parent| {
                    let (word, rest) = name.split_once(": ")?;
                    Some((parent.clone(), stance(word).filter(|_| rest == parent)?))
                });
                let code = match of_parent {
                    Some((claim, stance)) => Code {
                        claim,
                        stance: Some(stance),
                    },
                    None => Code {
                        claim: name.clone(),
                        stance: None,
                    },
                };
                self.codes.insert(value("guid").to_lowercase(), code);
                self.open.push(name);
            }
            "TextSource" => self.sources.push(Source {
                name: value("name"),
                path: value("plainTextPath"),
                ..Source::default()
            }),
            "PlainTextSelection" => {
                let selection = Selection {
                    name: value("name"),
                    start: number("startPosition"),
                    end: number("endPosition"),
                    ..Selection::default()
                };
                if let Some(source) = self.sources.last_mut() {
                    source.selections.push(selection);
                }
            }
            "CodeRef" => {
                let code = value("targetGUID").to_lowercase();
                if let Some(selection) = self.selection() {
                    selection.codes.push(code);
                }
            }
            _ => {}
        }
    }

    fn selection(&mut self) -> Option<&mut Selection> {
        self.sources.last_mut()?.selections.last_mut()
    }

    fn into_work(self, archive: &mut Archive<'_>) -> Result<OtherWork, ReadError> {
        let mut texts = Vec::new();
        for source in &self.sources {
            let name = source.path.rsplit('/').next().unwrap_or_default();
            let file = ["sources", "Sources"]
                .iter()
                .find_map(|folder| archive.file(&format!("{folder}/{name}")).transpose());
            let text = match file.transpose()? {
                Some(bytes) => String::from_utf8(bytes).map_err(|_other| ReadError::Damaged)?,
                None => source.content.clone(),
            };
            texts.push(text);
        }
        let ends_inside = self.ends_inside(&texts);
        let mut claims: Vec<OtherClaim> = Vec::new();
        for code in self.codes.values() {
            if !claims.iter().any(|claim| claim.statement == code.claim) {
                claims.push(OtherClaim {
                    statement: code.claim.clone(),
                    notes: String::new(),
                });
            }
        }
        let articles = self.sources.iter().zip(texts).map(|(source, text)| {
            let selections = source.selections.iter();
            let passages = selections.flat_map(|it| self.passages(it, &text, ends_inside));
            let details = source.details();
            let passages = passages.collect();
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let text = ArticleText::new(text.replace("\r\n", "\n"));
            OtherArticle {
                details,
                text: Some(text),
                passages,
            }
        });
        Ok(OtherWork {
            format: "REFI-QDA projects",
            articles: articles.collect(),
            claims,
        })
    }

    /// Whether the end of a selection is its last character, as the standard says; the names of selections, which are often their
    /// quotes, tell.
    fn ends_inside(&self, texts: &[String]) -> bool {
        let (mut inside, mut after) = (0, 0);
        for (source, text) in self.sources.iter().zip(texts) {
            for it in source.selections.iter().take(100) {
                inside += usize::from(slice(text, it.start, it.end + 1) == it.name);
                after += usize::from(slice(text, it.start, it.end) == it.name);
            }
        }
        after <= inside
    }

    /// One for each code.
    fn passages(&self, it: &Selection, text: &str, ends_inside: bool) -> Vec<OtherPassage> {
        let end = it.end + usize::from(ends_inside);
        let quote = slice(text, it.start, end);
        let prefix = slice(text, it.start.saturating_sub(32), it.start);
        let passage = OtherPassage {
            suffix: slice(text, end, end + 32),
            place: Some((it.start, end)),
            note: it.note.trim().to_owned(),
            quote,
            prefix,
            ..OtherPassage::default()
        };
        let codes = it.codes.iter().filter_map(|code| self.codes.get(code));
        let linked = codes.map(|code| OtherPassage {
            claim: Some(code.claim.clone()),
            stance: code.stance,
            ..passage.clone()
        });
        let linked: Vec<OtherPassage> = linked.collect();
        if linked.is_empty() {
            vec![passage]
        } else {
            linked
        }
    }
}

impl Source {
    /// The details that Crosscheck writes into the description, a line for each. The name is the title otherwise.
    fn details(&self) -> ArticleDetails {
        let value = |name: &str| {
            let mut lines = self.description.lines();
            let found = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            found.unwrap_or_default().to_owned()
        };
        let title = value("Title");
        ArticleDetails {
            title: if title.is_empty() {
                self.name.clone()
            } else {
                title
            },
            outlet: value("Outlet"),
            byline: value("Byline"),
            published: value("Published"),
            retrieved: value("Retrieved"),
            url: value("URL"),
            language: value("Language"),
            agency_credits: value("Agency credits"),
            ..ArticleDetails::default()
        }
    }
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect()
}
