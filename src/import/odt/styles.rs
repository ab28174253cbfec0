//! The styles of paragraphs, words and lists in an `OpenDocument` text.

use super::lists::{Level, ListStyle};
use crate::import::{ReadError, xml};
use xml::{Element, Step};

use std::{collections::HashMap, mem};

/// Maximum length of a chain of styles based on each other.
const MAX_CHAIN: usize = 16;

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    is_hidden: Option<bool>,
    is_superscript: Option<bool>,
}

/// Styles by family and name.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
    lists: HashMap<String, ListStyle>,
    /// The numbers of headings.
    outline: ListStyle,
}

/// Which styles of a file are read. The names of automatic styles mean something else in each file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StyleKind {
    Common,
    Automatic,
}

impl Styles {
    /// Adds the styles of a file. A later definition of a name replaces an earlier one.
    pub fn read(&mut self, bytes: &[u8], kind: StyleKind) -> Result<(), ReadError> {
        let mut id = (String::new(), String::new());
        let mut style = Style::default();
        let mut list: Option<(Option<String>, ListStyle)> = None;
        let mut is_automatic = false;
        xml::read(bytes, |_, step| match step {
            Step::Start(element) if element.name == "automatic-styles" => is_automatic = true,
            Step::End("automatic-styles") => is_automatic = false,
            Step::Start(_) | Step::End(_) if is_automatic != (kind == StyleKind::Automatic) => {}
            Step::Start(element) => match element.name {
                "style" => {
                    let attribute = |name| element.attribute(name).unwrap_or_default();
                    id = (attribute("family"), attribute("name"));
                    style = Style {
                        parent: element.attribute("parent-style-name"),
                        is_hidden: None,
                        is_superscript: None,
                    };
                }
                "text-properties" if list.is_none() => {
                    style.is_hidden = element.attribute("display").map(|it| it == "none");
                    let position = element.attribute("text-position");
                    style.is_superscript = position.map(|it| is_raised(&it));
                }
                "list-style" => list = Some((element.attribute("name"), ListStyle::default())),
                "outline-style" => list = Some((None, ListStyle::default())),
                _ => {
                    let level = list.as_mut().zip(level(element));
                    if let Some(((_, list), (at, level))) = level {
                        list.set(at, level);
                    }
                }
            },
            Step::End("style") => {
                self.by_name
                    .insert(mem::take(&mut id), mem::take(&mut style));
            }
            Step::End("list-style" | "outline-style") => match list.take() {
                Some((Some(name), list)) => drop(self.lists.insert(name, list)),
                Some((None, outline)) => self.outline = outline,
                None => {}
            },
            Step::End(_) | Step::Text(_) => {}
        })
    }

    fn chain<'s>(&'s self, family: &str, name: &str) -> impl Iterator<Item = &'s Style> {
        let of = move |family: &str, name: &str| {
            let id = (family.to_owned(), name.to_owned());
            self.by_name.get(&id)
        };
        let family = family.to_owned();
        let first = of(&family, name);
        let next = move |style: &&'s Style| of(&family, style.parent.as_deref()?);
        std::iter::successors(first, next).take(MAX_CHAIN)
    }

    /// Whether a paragraph style is, or is based on, the one called `name`.
    pub fn is(&self, style: &str, name: &str) -> bool {
        style == name
            || self
                .chain("paragraph", style)
                .any(|style| style.parent.as_deref() == Some(name))
    }

    /// Whether text in that style is hidden.
    pub fn is_hidden(&self, family: &str, style: &str) -> bool {
        let mut chain = self.chain(family, style);
        chain.find_map(|style| style.is_hidden).unwrap_or(false)
    }

    /// Whether words in that style are superscript.
    pub fn is_superscript(&self, style: &str) -> bool {
        let mut chain = self.chain("text", style);
        chain
            .find_map(|style| style.is_superscript)
            .unwrap_or(false)
    }

    pub fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    pub fn outline(&self) -> &ListStyle {
        &self.outline
    }
}

/// Whether a position above the line, such as "super 58%" or "33% 58%", is given.
fn is_raised(position: &str) -> bool {
    let height = position.split(' ').next().unwrap_or_default();
    let share: Option<f64> = height.strip_suffix('%').and_then(|it| it.parse().ok());
    height == "super" || share.is_some_and(|share| share > 0.0)
}

/// A level of a list style, with its index from 0.
fn level(element: &Element<'_>) -> Option<(usize, Level)> {
    let format = match element.name {
        "list-level-style-number" | "outline-level-style" => {
            let format = element.attribute("num-format").unwrap_or_default();
            Some(format_of(&format))
        }
        "list-level-style-bullet" | "list-level-style-image" => None,
        _ => return None,
    };
    let number = |name| element.attribute(name).and_then(|it| it.parse().ok());
    let text = |name| element.attribute(name).unwrap_or_default();
    let at: usize = number("level").map_or(0, |level: usize| level.saturating_sub(1));
    let level = Level {
        format,
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        pattern: element.attribute("num-list-format"),
        shown: number("display-levels").unwrap_or(1),
        start: number("start-value").map_or(1, |start| start as u32),
    };
    Some((at, level))
}

fn format_of(written: &str) -> &'static str {
    match written {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        "" => "none",
        _ => "decimal",
    }
}
