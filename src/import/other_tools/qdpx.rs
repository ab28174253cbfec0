//! REFI-QDA projects: sources become articles, codes become claims, and codings become highlights linked to them.

use super::{
    OtherArticle, OtherClaim, OtherPassage, OtherWork,
    source_text::{Counting, Passage, SourceText},
    stance,
};
use crate::{
    import::{
        ReadError,
        archive::Archive,
        warnings_of,
        xml::{Element, Step, read as read_xml},
    },
    project::{ArticleDetails, ArticleText, Stance},
};

use std::collections::BTreeMap;

/// Maximum size of all quotes together, so that overlapping long passages cannot fill the memory.
const MAX_QUOTED_BYTES: usize = 64 * 1024 * 1024;

/// Start of the name of a note that Crosscheck writes for a claim.
const NOTES_ON: &str = "Notes on: ";

/// A code: its name, and its stance if it is one of the codes that Crosscheck puts below a claim.
struct Code {
    claim: String,
    stance: Option<Stance>,
    description: String,
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
    /// Names and ids of the open codes, each nested in the one before.
    open: Vec<(String, String)>,
    sources: Vec<Source>,
    /// Names and texts of the notes.
    notes: Vec<(String, String)>,
    other_sources: usize,
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
        Step::Text(text) if path.ends_with(&["Note", "PlainTextContent"]) => {
            if let Some((_, content)) = project.notes.last_mut() {
                content.push_str(text);
            }
        }
        Step::Text(text) if path.ends_with(&["Code", "Description"]) => {
            let id = project.open.last().map(|(_, id)| id);
            if let Some(code) = id.and_then(|id| project.codes.get_mut(id)) {
                code.description += text;
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
                let of_parent = parent.and_then(|(parent, _)| {
                    let (word, rest) = name.split_once(": ")?;
                    Some((parent.clone(), stance(word).filter(|_| rest == parent)?))
                });
                let code = match of_parent {
                    Some((claim, stance)) => Code {
                        claim,
                        stance: Some(stance),
                        description: String::new(),
                    },
                    None => Code {
                        claim: name.clone(),
                        stance: None,
                        description: String::new(),
                    },
                };
                let id = value("guid").to_lowercase();
                self.codes.insert(id.clone(), code);
                self.open.push((name, id));
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
            "Note" => self.notes.push((value("name"), String::new())),
            "PictureSource" | "PDFSource" | "AudioSource" | "VideoSource" => {
                self.other_sources += 1;
            }
            _ => {}
        }
    }

    fn selection(&mut self) -> Option<&mut Selection> {
        self.sources.last_mut()?.selections.last_mut()
    }

    fn into_work(self, archive: &mut Archive<'_>) -> Result<OtherWork, ReadError> {
        let mut files = Vec::new();
        for source in &self.sources {
            let name = source.path.rsplit('/').next().unwrap_or_default();
            let file = ["sources", "Sources"]
                .iter()
                .find_map(|folder| archive.file(&format!("{folder}/{name}")).transpose());
            let text = match file.transpose()? {
                Some(bytes) => String::from_utf8(bytes).map_err(|_other| ReadError::Damaged)?,
                None => source.content.clone(),
            };
            files.push(text);
        }
        let texts: Vec<SourceText<'_>> = files.iter().map(|file| SourceText::new(file)).collect();
        let manner = self.manner(&texts);
        let mut remaining = MAX_QUOTED_BYTES;
        let mut too_long = 0;
        let mut articles = Vec::new();
        for (source, text) in self.sources.iter().zip(&texts) {
            let mut passages = Vec::new();
            for selection in &source.selections {
                match self.passages(selection, text, manner, &mut remaining) {
                    Some(found) => passages.extend(found),
                    None => too_long += 1,
                }
            }
            articles.push(OtherArticle {
                details: source.details(),
                text: Some(ArticleText::new(text.text.clone())),
                passages,
            });
        }
        let (claims, notes) = self.claims();
        Ok(OtherWork {
            format: "REFI-QDA projects",
            articles,
            claims,
            told: self.skipped_sentences(too_long, notes),
        })
    }

    /// A claim for each code, whose notes are those of the code and of Crosscheck; and the number of other notes.
    fn claims(&self) -> (Vec<OtherClaim>, usize) {
        let mut claims: BTreeMap<&str, String> = BTreeMap::new();
        for code in self.codes.values() {
            let notes = claims.entry(&code.claim).or_default();
            let more = code.description.trim();
            if !more.is_empty() {
                if !notes.is_empty() {
                    notes.push('\n');
                }
                notes.push_str(more);
            }
        }
        let mut left_out = 0;
        for (name, content) in &self.notes {
            let claim = name.strip_prefix(NOTES_ON);
            match claim.and_then(|claim| claims.get_mut(claim)) {
                Some(notes) if !notes.is_empty() => notes.extend(["\n", content.trim()]),
                Some(notes) => notes.push_str(content.trim()),
                None => left_out += 1,
            }
        }
        let claims = claims.into_iter().map(|(statement, notes)| OtherClaim {
            statement: statement.to_owned(),
            notes,
        });
        (claims.collect(), left_out)
    }

    /// Sentences about content that was skipped.
    fn skipped_sentences(&self, too_long: usize, notes: usize) -> Vec<String> {
        let counts = [
            (too_long, "Passages left out, because they are too long"),
            (notes, "Notes left out"),
            (
                self.other_sources,
                "Sources left out, because they are not plain text",
            ),
        ];
        warnings_of(counts).collect()
    }

    /// How the program counted characters. By the standard, the end of a selection is its last character, but not every
    /// program follows it. The names of selections, which are often their quotes, show the counting; otherwise, whether
    /// selections begin and end with whole words.
    fn manner(&self, texts: &[SourceText<'_>]) -> Manner {
        let manners = Counting::ALL.into_iter().flat_map(|counting| {
            [true, false].map(|ends_inside| Manner {
                counting,
                ends_inside,
            })
        });
        let fit = |manner: &Manner| {
            let (mut names, mut ends) = (0, 0);
            for (source, text) in self.sources.iter().zip(texts) {
                for it in source.selections.iter().take(100) {
                    let passage = manner.passage(it, text);
                    names += usize::from(!it.name.is_empty() && passage.quote == it.name);
                    ends += passage.whole_ends();
                }
            }
            (names, ends)
        };
        let fits = manners.map(|manner| (fit(&manner), manner));
        // On a tie the first, which follows the standard.
        let best = fits.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(Manner::STANDARD, |(_, manner)| manner)
    }

    /// One for each code; `None` if they would take too much memory.
    fn passages(
        &self,
        it: &Selection,
        text: &SourceText<'_>,
        manner: Manner,
        left: &mut usize,
    ) -> Option<Vec<OtherPassage>> {
        let found = manner.passage(it, text);
        let codes = it.codes.iter().filter_map(|code| self.codes.get(code));
        let codes: Vec<&Code> = codes.collect();
        *left = left.checked_sub(found.quote.len().saturating_mul(codes.len().max(1)))?;
        let passage = OtherPassage {
            suffix: found.suffix.to_owned(),
            place: Some(found.place),
            note: it.note.trim().to_owned(),
            quote: found.quote.to_owned(),
            prefix: found.prefix.to_owned(),
            ..OtherPassage::default()
        };
        if codes.is_empty() {
            return Some(vec![passage]);
        }
        let linked = codes.into_iter().map(|code| OtherPassage {
            claim: Some(code.claim.clone()),
            stance: code.stance,
            ..passage.clone()
        });
        Some(linked.collect())
    }
}

/// How a program counts the characters of a selection.
#[derive(Clone, Copy)]
struct Manner {
    counting: Counting,
    /// Whether the end is the last character of the selection, and not the one after it.
    ends_inside: bool,
}

impl Manner {
    const STANDARD: Self = Self {
        counting: Counting::InFile,
        ends_inside: true,
    };

    fn passage<'t>(self, it: &Selection, text: &'t SourceText<'_>) -> Passage<'t> {
        let end = it.end.saturating_add(usize::from(self.ends_inside));
        text.passage(it.start, end, self.counting)
    }
}

impl Source {
    /// The details that Crosscheck writes into the description, one per line. The name becomes the title if there are
    /// none.
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
