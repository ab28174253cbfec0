//! Numbers of list items and headings, which an `OpenDocument` text stores only as rules.

use crate::import::document::numeral;

use std::collections::HashMap;

/// Maximum number of list levels.
const LEVELS: usize = 10;

/// Maximum number of characters around a number, so that many items with long ones cannot fill the memory.
const MAX_PATTERN_CHARACTERS: usize = 64;

/// Numbering of the items of a level.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// By its name in Word; `None` for a bullet.
    pub format: Option<&'static str>,
    pub prefix: String,
    pub suffix: String,
    /// The number with the text around it: "%1%.%2%)".
    pub pattern: Option<String>,
    /// Number of levels shown in the number.
    pub shown: usize,
    pub start: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle([Level; LEVELS]);

type Counts = [Option<u32>; LEVELS];

impl ListStyle {
    pub fn set(&mut self, at: usize, level: Level) {
        if let Some(place) = self.0.get_mut(at) {
            *place = level;
        }
    }

    /// The displayed number of an item; empty for a bullet.
    fn number(&self, at: usize, counts: &Counts) -> String {
        let level = &self.0[at];
        let Some(format) = level.format.filter(|format| *format != "none") else {
            return String::new();
        };
        let number = |at: usize, format: &str| {
            let count = counts[at].unwrap_or(self.0[at].start);
            numeral(count, format)
        };
        let short = |text: &str| -> String { text.chars().take(MAX_PATTERN_CHARACTERS).collect() };
        if let Some(pattern) = &level.pattern {
            let mut text = short(pattern);
            for (outer, its) in self.0.iter().enumerate().take(at + 1) {
                let number = number(outer, its.format.unwrap_or("none"));
                text = text.replace(&format!("%{}%", outer + 1), &number);
            }
            return text;
        }
        let first = (at + 1).saturating_sub(level.shown.max(1));
        let numbers = (first..=at).map(|outer| {
            let format = if outer == at {
                format
            } else {
                self.0[outer].format.unwrap_or("none")
            };
            number(outer, format)
        });
        let numbers: Vec<String> = numbers.filter(|number| !number.is_empty()).collect();
        format!(
            "{}{}{}",
            short(&level.prefix),
            numbers.join("."),
            short(&level.suffix)
        )
    }
}

/// The lists of a text and their current counts.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    counts: Counts,
    /// The last counts, by the name of the style and by the id of the list.
    of_style: HashMap<String, Counts>,
    of_list: HashMap<String, Counts>,
    headings: Counts,
}

#[derive(Debug)]
struct OpenList {
    style: String,
    id: Option<String>,
    /// Whether the item has no paragraph yet.
    is_begun: bool,
}

/// The attributes of an element of a list.
#[derive(Debug, Default)]
pub(super) struct ListStart {
    pub style: Option<String>,
    pub id: Option<String>,
    pub continues: Option<String>,
    pub continues_style: bool,
}

impl Lists {
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn begin(&mut self, start: ListStart) {
        let outer = self.open.last().map(|list| list.style.clone());
        let style = start.style.or(outer).unwrap_or_default();
        if self.open.is_empty() {
            let continued = start.continues.and_then(|id| self.of_list.get(&id));
            let same = self.of_style.get(&style).filter(|_| start.continues_style);
            self.counts = continued.or(same).copied().unwrap_or_default();
        } else if !start.continues_style && self.open.len() < LEVELS {
            self.counts[self.open.len()..].fill(None);
        }
        self.open.push(OpenList {
            style,
            id: start.id,
            is_begun: false,
        });
    }

    pub fn end(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.of_style.insert(list.style, self.counts);
            let id = list.id.map(|id| (id, self.counts));
            self.of_list.extend(id);
        }
    }

    /// Begins an item, which may set its number.
    pub fn item(&mut self, named: Option<u32>, start: impl Fn(&str, usize) -> u32) {
        let at = self.open.len().saturating_sub(1).min(LEVELS - 1);
        let Some(list) = self.open.last_mut() else {
            return;
        };
        list.is_begun = true;
        let next = self.counts[at].map(|last| last.saturating_add(1));
        let next = next.unwrap_or_else(|| start(&list.style, at));
        self.counts[at] = Some(named.unwrap_or(next));
        self.counts[at + 1..].fill(None);
    }

    /// The displayed number for the first paragraph of an item; `None` for its other paragraphs.
    pub fn number<'s>(&mut self, style: impl Fn(&str) -> Option<&'s ListStyle>) -> Option<String> {
        let at = self.open.len().checked_sub(1)?.min(LEVELS - 1);
        let list = self.open.last_mut()?;
        if !std::mem::take(&mut list.is_begun) {
            return None;
        }
        let style = style(&list.style)?;
        Some(style.number(at, &self.counts))
    }

    /// The number of a heading, which may set it.
    pub fn heading(&mut self, level: usize, named: Option<u32>, style: &ListStyle) -> String {
        let at = level.saturating_sub(1).min(LEVELS - 1);
        let next = self.headings[at].map(|last| last.saturating_add(1));
        self.headings[at] = Some(named.or(next).unwrap_or(style.0[at].start));
        self.headings[at + 1..].fill(None);
        style.number(at, &self.headings)
    }
}

impl ListStyle {
    pub fn start(&self, at: usize) -> u32 {
        self.0.get(at).map_or(1, |level| level.start.max(1))
    }
}
