//! The visible text of a page by paragraphs, each with its element.

use super::style_sheets::StyleSheets;
use crate::project::ParagraphKind;

use dom_query::{Element, NodeData, NodeId, NodeRef};

/// A paragraph of a page.
#[derive(Debug)]
pub(super) struct Block {
    pub text: String,
    pub kind: Option<ParagraphKind>,
    /// The block element that contains the paragraph.
    pub element: NodeId,
    /// Number of bytes of the text within links.
    pub in_links: usize,
    /// Whether it is a heading of the first level.
    pub is_headline: bool,
}

/// Elements without visible text.
const WITHOUT_TEXT: [&str; 16] = [
    "script", "style", "noscript", "template", "head", "iframe", "canvas", "audio", "video",
    "datalist", "title", "meta", "link", "input", "noframes", "map",
];

/// Inline elements. All others begin a new paragraph.
const INLINE: [&str; 42] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "math", "nobr", "s", "samp", "small", "span",
    "strike", "strong", "time", "tt", "u", "var", "wbr", "output", "picture", "source", "rb",
    "rtc", "meter", "progress", "textarea", "object", "option",
];

const SVG: &str = "http://www.w3.org/2000/svg";

const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// Classes of text for screen readers only.
const UNSEEN: [&str; 6] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screenreader-only",
    "a11y-hidden",
];

/// Maximum number of characters of a picture's description that is kept within a line, such as an emoji.
const INLINE_PICTURE: usize = 2;

/// Minimum number of words of a picture's description that becomes a paragraph.
const DESCRIPTION: usize = 3;

/// Characters with their superscript and subscript forms.
const RAISED_AND_LOWERED: [(char, char, char); 15] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('+', '⁺', '₊'),
    ('-', '⁻', '₋'),
    ('−', '⁻', '₋'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// Separates the cells of a row.
const CELL: char = '\t';

/// The blocks within a node, in reading order. Style sheets that hide most of the text are not those of the page as it is shown: its
/// scripts change them.
pub(super) fn blocks(root: NodeRef<'_>, style_sheets: &StyleSheets) -> Vec<Block> {
    let (blocks, hidden) = shown_and_hidden(root, style_sheets);
    let shown: usize = blocks.iter().map(|block| block.text.len()).sum();
    if hidden > shown {
        return shown_and_hidden(root, &StyleSheets::default()).0;
    }
    blocks
}

/// The blocks, and the number of bytes of text that is hidden.
fn shown_and_hidden(root: NodeRef<'_>, style_sheets: &StyleSheets) -> (Vec<Block>, usize) {
    let mut walk = Walk {
        style_sheets,
        hidden: 0,
        blocks: Vec::new(),
        text: String::new(),
        in_links: 0,
        descriptions: Vec::new(),
        readings: String::new(),
    };
    let place = Place {
        element: root.id,
        kind: None,
        is_link: false,
        is_exact: false,
        is_headline: false,
        is_invisible: false,
    };
    walk.children(root, place);
    walk.end(place);
    (walk.blocks, walk.hidden)
}

#[expect(clippy::struct_excessive_bools, reason = "each is inherited by itself")]
#[derive(Clone, Copy)]
struct Place {
    element: NodeId,
    kind: Option<ParagraphKind>,
    is_link: bool,
    /// Line ends are kept, as in `pre`.
    is_exact: bool,
    is_headline: bool,
    is_invisible: bool,
}

struct Walk<'s> {
    style_sheets: &'s StyleSheets,
    /// Number of bytes of text that is hidden.
    hidden: usize,
    blocks: Vec<Block>,
    text: String,
    in_links: usize,
    /// Descriptions of pictures in the paragraph, to follow it.
    descriptions: Vec<String>,
    /// How the characters of the open `ruby` element are read.
    readings: String,
}

impl Walk<'_> {
    fn children(&mut self, node: NodeRef<'_>, place: Place) {
        for child in node.children_it(false) {
            self.node(child, place);
        }
    }

    fn node(&mut self, node: NodeRef<'_>, mut place: Place) {
        if let Some(style) = of_element(&node, |element| self.style_sheets.style(element)) {
            if style.is_removed {
                self.hidden += node.text().len();
                return;
            }
            place.is_invisible = style.is_invisible.unwrap_or(place.is_invisible);
        }
        let step = node.query(|node| match &node.data {
            NodeData::Text { contents } => Step::Text(contents.to_string()),
            NodeData::Element(element) => Step::of(element),
            NodeData::Document | NodeData::Fragment => Step::Inline { is_link: false },
            NodeData::Doctype { .. }
            | NodeData::Comment { .. }
            | NodeData::ProcessingInstruction { .. } => Step::Skip,
        });
        match step.unwrap_or(Step::Skip) {
            Step::Skip => {}
            Step::Text(text) if place.is_invisible => self.hidden += text.len(),
            Step::Picture(_) if place.is_invisible => {}
            Step::Text(text) if place.is_exact => self.exact(&text, place),
            Step::Text(text) => self.flowing(&text, place),
            Step::Break => self.end(place),
            Step::Picture(description) => self.picture(description),
            Step::Inline { is_link } => {
                let is_link = place.is_link || is_link;
                self.children(node, Place { is_link, ..place });
            }
            Step::Block { kind, is_exact } => {
                self.end(place);
                let inner = Place {
                    element: node.id,
                    kind: kind.or(place.kind),
                    is_exact: place.is_exact || is_exact,
                    is_headline: node.has_name("h1"),
                    ..place
                };
                self.children(node, inner);
                self.end(inner);
            }
            Step::BesideText if is_beside_text(node) => self.children(node, place),
            Step::BesideText => {
                self.end(place);
                let element = node.id;
                self.children(node, Place { element, ..place });
                self.end(Place { element, ..place });
            }
            Step::Quotation => {
                self.mark('\u{201c}', node);
                self.children(node, place);
                self.mark('\u{201d}', node);
            }
            Step::Selection => {
                if let Some(option) = selected(node) {
                    self.children(option, place);
                }
            }
            Step::Row => self.row(node, place),
            Step::Shifted(shift) => self.shifted(shift, |walk| walk.children(node, place)),
            Step::Base(shift) => {
                for (nth, child) in node.element_children().into_iter().enumerate() {
                    if nth == 0 {
                        self.node(child, place);
                    } else {
                        self.shifted(shift, |walk| walk.node(child, place));
                    }
                }
            }
            Step::Fraction => {
                for (nth, child) in node.element_children().into_iter().enumerate() {
                    self.text.push_str(if nth > 0 { "/" } else { "" });
                    self.node(child, place);
                }
            }
            Step::Ruby => {
                self.children(node, place);
                let readings = std::mem::take(&mut self.readings);
                if !readings.is_empty() {
                    self.text.extend(["(", &readings, ")"]);
                }
            }
            Step::Reading => self.readings.push_str(node.text().trim()),
        }
    }

    /// Adds raised or lowered text. A number keeps its shift, without which it would be part of the one before it.
    fn shifted(&mut self, shift: Shift, add: impl FnOnce(&mut Self)) {
        let from = self.text.len();
        add(self);
        let Some(added) = self.text.get(from..) else {
            return;
        };
        let added = added.trim();
        let is_number = added.contains(|c: char| c.is_ascii_digit())
            && !added.contains(|c: char| c.is_alphabetic() || "[]*".contains(c));
        if !is_number {
            return;
        }
        let form = |c: char| {
            let mut all = RAISED_AND_LOWERED.iter();
            let (_, raised, lowered) = all.find(|(plain, ..)| *plain == c)?;
            Some(if shift == Shift::Up {
                *raised
            } else {
                *lowered
            })
        };
        let shifted = added.chars().map(form).collect::<Option<String>>();
        let mark = if shift == Shift::Up { '^' } else { '_' };
        let shifted = shifted.unwrap_or_else(|| format!("{mark}{added}"));
        self.text.truncate(from);
        self.text.push_str(&shifted);
    }

    /// Adds the quotation mark that browsers show around an element, unless its text has one of its own.
    fn mark(&mut self, mark: char, node: NodeRef<'_>) {
        let text = node.text();
        if !text
            .trim()
            .starts_with(|c: char| "\"'«»‹›„“”‘’‚「『".contains(c))
        {
            self.text.push(mark);
        }
    }

    /// Adds text, with each run of white space as one space.
    fn flowing(&mut self, text: &str, place: Place) {
        let before = self.text.len();
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', CELL]) {
                self.text.push(' ');
            }
        }
        self.in_links += usize::from(place.is_link) * (self.text.len() - before);
    }

    fn exact(&mut self, text: &str, place: Place) {
        for (nth, line) in text.split('\n').enumerate() {
            if nth > 0 {
                self.end(place);
            }
            self.text.push_str(line.trim_end_matches('\r'));
        }
    }

    fn picture(&mut self, description: String) {
        if description.chars().count() <= INLINE_PICTURE {
            if !description.is_ascii() {
                self.text.push_str(&description);
            }
        } else if description.split_whitespace().count() >= DESCRIPTION {
            self.descriptions.push(description);
        }
    }

    /// Adds a table row: one paragraph if its cells are plain, otherwise cell by cell.
    fn row(&mut self, row: NodeRef<'_>, place: Place) {
        self.end(place);
        let inner = Place {
            element: row.id,
            ..place
        };
        let cells = row.children_it(false).filter(|cell| self.is_shown(cell));
        let cells: Vec<NodeRef<'_>> = cells.collect();
        if cells.len() > 1 && cells.iter().all(is_plain_cell) {
            for (nth, cell) in cells.into_iter().enumerate() {
                if nth > 0 {
                    self.text.truncate(self.text.trim_end_matches(' ').len());
                    self.text.push(CELL);
                }
                self.children(cell, inner);
            }
        } else {
            self.children(row, inner);
        }
        self.end(inner);
    }

    /// Whether it is a visible element, unlike a cell by which a script sorts the rows.
    fn is_shown(&self, node: &NodeRef<'_>) -> bool {
        let is_shown = |element: &Element| {
            !matches!(Step::of(element), Step::Skip) && !self.style_sheets.style(element).is_removed
        };
        of_element(node, is_shown).unwrap_or(false)
    }

    /// Ends the paragraph.
    fn end(&mut self, place: Place) {
        let text = std::mem::take(&mut self.text);
        let in_links = std::mem::take(&mut self.in_links);
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            self.blocks.push(Block {
                text: trimmed.to_owned(),
                kind: place.kind,
                element: place.element,
                in_links,
                is_headline: place.is_headline,
            });
        }
        for text in std::mem::take(&mut self.descriptions) {
            self.blocks.push(Block {
                text,
                kind: Some(ParagraphKind::Caption),
                element: place.element,
                in_links: 0,
                is_headline: false,
            });
        }
    }
}

/// Whether an element has text directly before or after it.
fn is_beside_text(node: NodeRef<'_>) -> bool {
    let is_text = |node: NodeRef<'_>| node.is_text() && !node.text().trim().is_empty();
    node.prev_sibling().is_some_and(is_text) || node.next_sibling().is_some_and(is_text)
}

/// The option that a select element shows.
fn selected(list: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let options = || list.descendants_it().filter(|node| node.has_name("option"));
    let selected = options().find(|option| option.has_attr("selected"));
    selected.or_else(|| options().next())
}

/// What a node is asked, if it is an element.
pub(super) fn of_element<T>(node: &NodeRef<'_>, ask: impl FnOnce(&Element) -> T) -> Option<T> {
    let answer = node.query(|node| node.as_element().map(ask));
    answer.flatten()
}

/// Whether a cell contains a single run of text.
fn is_plain_cell(cell: &NodeRef<'_>) -> bool {
    let is_inline = |node: NodeRef<'_>| {
        of_element(&node, |element| match Step::of(element) {
            Step::Skip
            | Step::Text(_)
            | Step::Break
            | Step::Picture(_)
            | Step::Inline { .. }
            | Step::Shifted(_)
            | Step::Base(_)
            | Step::Fraction
            | Step::Ruby
            | Step::Reading
            | Step::Quotation => true,
            Step::Block { .. } | Step::BesideText | Step::Selection | Step::Row => false,
        })
    };
    cell.descendants_it()
        .all(|node| is_inline(node).unwrap_or(true))
        && (cell.has_name("td") || cell.has_name("th"))
}

/// How a node contributes to the text.
enum Step {
    Skip,
    Text(String),
    Break,
    /// With its description.
    Picture(String),
    Inline {
        is_link: bool,
    },
    Block {
        kind: Option<ParagraphKind>,
        is_exact: bool,
    },
    /// Inline beside text, otherwise a block.
    BesideText,
    /// In quotation marks.
    Quotation,
    /// A select element, which shows one of its options.
    Selection,
    Row,
    Shifted(Shift),
    /// A formula of two parts of which the second is shifted.
    Base(Shift),
    /// A formula of two numbers, the second below the first.
    Fraction,
    /// Characters with their reading above them, which follows them in brackets.
    Ruby,
    /// The reading.
    Reading,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shift {
    Up,
    Down,
}

impl Step {
    fn of(element: &Element) -> Self {
        let name = &*element.name.local;
        if WITHOUT_TEXT.contains(&name) || is_hidden(element) {
            return Self::Skip;
        }
        let kind = |kind| Self::Block {
            kind: Some(kind),
            is_exact: false,
        };
        match &*element.name.ns {
            SVG => return Self::of_svg(element, name),
            MATH if name.starts_with("annotation") => return Self::Skip,
            MATH => return Self::of_math(name),
            _ => {}
        }
        match name {
            "br" | "hr" => Self::Break,
            "img" => Self::Picture(
                attribute(element, "alt")
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            ),
            "tr" => Self::Row,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => kind(ParagraphKind::Heading),
            "li" => kind(ParagraphKind::ListItem),
            "blockquote" => kind(ParagraphKind::Quotation),
            "figcaption" | "caption" => kind(ParagraphKind::Caption),
            "q" => Self::Quotation,
            "sup" => Self::Shifted(Shift::Up),
            "sub" => Self::Shifted(Shift::Down),
            "ruby" => Self::Ruby,
            "rt" => Self::Reading,
            "rp" => Self::Skip,
            "select" => Self::Selection,
            // Custom elements have a hyphen in their names.
            "button" | "slot" => Self::BesideText,
            _ if name.contains('-') => Self::BesideText,
            _ if INLINE.contains(&name) => Self::Inline {
                is_link: name == "a",
            },
            _ => Self::Block {
                kind: None,
                is_exact: name == "pre",
            },
        }
    }

    fn of_math(name: &str) -> Self {
        match name {
            "msup" => Self::Base(Shift::Up),
            "msub" => Self::Base(Shift::Down),
            "mfrac" => Self::Fraction,
            _ => Self::Inline { is_link: false },
        }
    }

    /// Only the labels of a drawing are text.
    fn of_svg(element: &Element, name: &str) -> Self {
        let is_placed = attribute(element, "x").is_some();
        match name {
            "svg" | "g" | "a" | "switch" | "textPath" => Self::Inline { is_link: false },
            "tspan" if !is_placed => Self::Inline { is_link: false },
            "text" | "tspan" | "foreignObject" => Self::Block {
                kind: None,
                is_exact: false,
            },
            _ => Self::Skip,
        }
    }
}

fn is_hidden(element: &Element) -> bool {
    if attribute(element, "hidden").is_some() {
        return true;
    }
    let classes = attribute(element, "class").unwrap_or_default();
    classes
        .split_whitespace()
        .any(|class| UNSEEN.contains(&class))
}

pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name)?;
    Some(&found.value)
}
