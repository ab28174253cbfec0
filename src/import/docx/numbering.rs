//! Numbers of paragraphs, which a Word document stores only as rules.

use crate::import::{ReadError, document::numeral, xml};
use xml::Step;

use std::collections::{HashMap, HashSet};

/// Levels of a list in Word.
const LEVELS: usize = 9;

/// Maximum length of a number pattern in characters, so that many paragraphs with a long one cannot fill the memory.
const LONGEST_PATTERN: usize = 64;

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    /// "decimal", "bullet" …
    format: String,
    /// The number with the text around it: "%1.%2)".
    text: String,
    /// The style whose paragraphs have this level.
    style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    /// Id of the definition. Several lists can share its levels and its count.
    definition: String,
    /// Numbers from which this list restarts, by level.
    starts: Vec<(usize, u32)>,
}

/// The lists of a document and their current counts.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
    /// The last number of each level, by definition.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

impl Numbering {
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut numbering = Self::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0);
        xml::read(bytes, |path, step| {
            let Step::Start(element) = step else { return };
            let value = || element.attribute("val");
            let number = || value().and_then(|value| value.parse().ok()).unwrap_or(0);
            match element.name {
                "abstractNum" => {
                    definition = element.attribute("abstractNumId").unwrap_or_default();
                }
                "num" => list = element.attribute("numId").unwrap_or_default(),
                "lvl" | "lvlOverride" => {
                    let written = element.attribute("ilvl").and_then(|it| it.parse().ok());
                    level = written.unwrap_or(0).min(LEVELS - 1);
                }
                "abstractNumId" => numbering.list(&list).definition = value().unwrap_or_default(),
                "startOverride" => {
                    numbering.list(&list).starts.push((level, number()));
                }
                name @ ("start" | "numFmt" | "lvlText" | "pStyle")
                    if path.ends_with(&["abstractNum", "lvl", name]) =>
                {
                    let levels = numbering.definitions.entry(definition.clone());
                    let level = &mut levels.or_default()[level];
                    match name {
                        "start" => level.start = number(),
                        "numFmt" => level.format = value().unwrap_or_default(),
                        "lvlText" => {
                            let pattern = value().unwrap_or_default();
                            level.text = pattern.chars().take(LONGEST_PATTERN).collect();
                        }
                        _ => level.style = value(),
                    }
                }
                _ => {}
            }
        })?;
        Ok(numbering)
    }

    fn list(&mut self, id: &str) -> &mut List {
        self.lists.entry(id.to_owned()).or_default()
    }

    /// The number of the next paragraph of a list, as Word shows it; empty for a bullet. `None` if there is no such list.
    ///
    /// Without a level, the style of the paragraph decides on it.
    pub fn next(&mut self, list: &str, level: Option<usize>, style: &str) -> Option<String> {
        let List { definition, starts } = self.lists.get(list)?;
        let levels = self.definitions.get(definition)?;
        let of_style = |level: &Level| level.style.as_deref() == Some(style);
        let level = level.or_else(|| levels.iter().position(of_style));
        let level = level.unwrap_or(0).min(LEVELS - 1);
        let counts = self.counts.entry(definition.clone()).or_default();
        if self.begun.insert(list.to_owned()) {
            for (level, start) in starts {
                counts[*level] = start.checked_sub(1);
            }
        }
        for (outer, count) in counts[..level].iter_mut().enumerate() {
            count.get_or_insert(levels[outer].start);
        }
        let next = counts[level].map_or(levels[level].start, |last| last.saturating_add(1));
        counts[level] = Some(next);
        counts[level + 1..].fill(None);
        if levels[level].format == "bullet" {
            return Some(String::new());
        }
        let mut text = levels[level].text.clone();
        for (nth, count) in counts.iter().enumerate().take(level + 1) {
            let number = numeral(count.unwrap_or_default(), &levels[nth].format);
            text = text.replace(&format!("%{}", nth + 1), &number);
        }
        Some(text)
    }
}
