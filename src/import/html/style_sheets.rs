//! The elements that a page hides by its own style sheets. Only rules that certainly apply hide an element: where a rule is
//! not understood, or applies only sometimes, the element is shown.

use super::blocks::attribute;

use std::{collections::HashMap, mem};

use dom_query::Element;

/// Maximum number of rules that are compared with one element. One with more is shown.
const MAX_RULES: usize = 256;

/// Maximum number of conditions of a selector, and of classes of an element.
const MAX_CONDITIONS: usize = 32;

/// Maximum cost of all selectors: their bytes, and as many for each rule as it takes. More hide nothing.
const MAX_COST: usize = 4_000_000;
const RULE_COST: usize = 64;

/// Maximum number of open blocks.
const MAX_NESTING: usize = 32;

/// States that no element has while its page is only read.
const NOT_AT_REST: [&str; 5] = ["hover", "focus", "focus-within", "focus-visible", "active"];

/// Parts of an element that CSS 2 wrote as states.
const PSEUDO_ELEMENTS: [&str; 4] = ["before", "after", "first-line", "first-letter"];

/// Signs that make a browser ignore a rule with a selector that it does not know.
const UNUSUAL: [char; 7] = ['%', '@', '!', '$', '^', '/', '?'];

/// The rules of a page's style sheets that hide elements or show them.
#[derive(Default)]
pub(super) struct StyleSheets {
    /// By the id, a class or the name in their selector.
    rules: HashMap<String, Vec<Rule>>,
    count: usize,
    cost: usize,
}

/// How an element is shown by its own style and that of the page.
pub(super) struct Style {
    /// The element and all that is in it takes no place.
    pub is_removed: bool,
    /// Its text takes a place and is not seen; `None` if that is as in the element around it.
    pub is_invisible: Option<bool>,
}

#[derive(Clone, Copy, Default)]
struct Declarations {
    display: Option<Declaration>,
    visibility: Option<Declaration>,
}

#[derive(Clone, Copy)]
struct Declaration {
    hides: bool,
    is_important: bool,
}

struct Rule {
    selector: Selector,
    declarations: Declarations,
    order: usize,
}

/// The conditions of a selector on the element that it selects; those on elements around it are left out.
struct Selector {
    conditions: Vec<Condition>,
    specificity: [usize; 3],
    /// It selects every element that meets the conditions.
    is_complete: bool,
}

enum Condition {
    Name(String),
    Id(String),
    Class(String),
    Attribute(String, Option<String>),
}

/// The order in which declarations win: important, in the element, specificity, last.
type Priority = (bool, bool, [usize; 3], usize);

impl StyleSheets {
    /// Adds the rules of a style sheet for these media.
    pub fn add(&mut self, css: &str, media: &str) {
        let css = without_comments(css);
        let bytes = css.as_bytes();
        let sheet = Block {
            is_certain: true,
            ..Block::default()
        };
        let mut block = sheet.within_media(media);
        let mut around: Vec<Block<'_>> = Vec::new();
        let (mut at, mut start, mut brackets) = (0, 0, 0_usize);
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                quote @ (b'"' | b'\'') => at = end_of_string(bytes, at, quote),
                b'(' | b'[' => brackets += 1,
                b')' | b']' => brackets = brackets.saturating_sub(1),
                sign @ (b'{' | b'}' | b';') if brackets == 0 => {
                    let piece = css[start..at].trim();
                    start = at + 1;
                    if sign == b'{' {
                        let inner = block.opened(piece);
                        around.push(mem::replace(&mut block, inner));
                        if around.len() > MAX_NESTING {
                            self.give_up();
                            return;
                        }
                    } else {
                        block.declarations.add(piece);
                    }
                    if sign == b'}'
                        && let Some(outer) = around.pop()
                    {
                        self.close(&mem::replace(&mut block, outer));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // A browser closes what is open at the end.
        block.declarations.add(css[start..].trim());
        around.push(block);
        for block in around.iter().rev() {
            self.close(block);
        }
    }

    /// Hides nothing, since not all rules are known.
    fn give_up(&mut self) {
        self.rules.clear();
        self.cost = MAX_COST;
    }

    fn close(&mut self, block: &Block<'_>) {
        let Declarations {
            display,
            visibility,
        } = block.declarations;
        let is_empty = display.is_none() && visibility.is_none();
        if block.never_applies || block.selectors.is_empty() || is_empty {
            return;
        }
        self.cost += block.selectors.len();
        let is_known = !block.selectors.contains(UNUSUAL)
            && !block.selectors.contains(":-")
            && selectors(block.selectors).all(|source| !source.trim().is_empty());
        for source in selectors(block.selectors) {
            self.cost += RULE_COST;
            if self.cost > MAX_COST {
                self.give_up();
                return;
            }
            let Some(mut selector) = Selector::of(source) else {
                continue;
            };
            selector.specificity[0] += usize::from(block.is_nested);
            // A rule that may not apply can only show.
            let is_certain = block.is_certain && is_known && selector.is_complete;
            let certain = |it: &Declaration| is_certain || !it.hides;
            let declarations = Declarations {
                display: display.filter(certain),
                visibility: visibility.filter(certain),
            };
            let rules = self.rules.entry(selector.key()).or_default();
            // One more than are compared, so that it is seen that they are too many.
            if rules.len() <= MAX_RULES {
                rules.push(Rule {
                    selector,
                    declarations,
                    order: self.count,
                });
            }
            self.count += 1;
        }
    }

    pub fn style(&self, element: &Element) -> Style {
        let mut declarations = Declarations::default();
        for piece in attribute(element, "style").unwrap_or_default().split(';') {
            declarations.add(piece);
        }
        let own = |it: Option<Declaration>| it.map(|it| (it.priority(true, [0; 3], 0), it.hides));
        let mut display = own(declarations.display);
        let mut visibility = own(declarations.visibility);
        for rule in self.rules_of(element) {
            let Rule {
                selector,
                declarations,
                order,
            } = rule;
            let found = |it: Option<Declaration>| {
                it.map(|it| {
                    let priority = it.priority(false, selector.specificity, *order);
                    (priority, it.hides)
                })
            };
            display = display.max(found(declarations.display));
            visibility = visibility.max(found(declarations.visibility));
        }
        Style {
            is_removed: display.is_some_and(|(_, hides)| hides),
            is_invisible: visibility.map(|(_, hides)| hides),
        }
    }

    /// The rules that select an element; none if there are too many to compare.
    fn rules_of(&self, element: &Element) -> Vec<&Rule> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let name = &*element.name.local;
        let id = attribute(element, "id").map(|id| format!("#{id}"));
        let classes = attribute(element, "class").unwrap_or_default();
        let classes: Vec<&str> = classes.split_ascii_whitespace().collect();
        let keys = classes.iter().map(|class| format!(".{class}"));
        let keys = keys.chain(id).chain([name.to_owned(), String::new()]);
        let rules = keys.filter_map(|key| self.rules.get(&key)).flatten();
        let rules: Vec<&Rule> = rules.take(MAX_RULES + 1).collect();
        if rules.len() > MAX_RULES || classes.len() > MAX_CONDITIONS {
            return Vec::new();
        }
        let rules = rules.into_iter();
        rules
            .filter(|rule| rule.selector.may_select(element, &classes))
            .collect()
    }
}

/// The block of a rule that is being read.
#[derive(Default)]
struct Block<'c> {
    /// Those of the rule, or of the rule around one such as `@media`.
    selectors: &'c str,
    /// Its selectors are as specific as those around it, and more.
    is_nested: bool,
    is_certain: bool,
    never_applies: bool,
    declarations: Declarations,
}

impl<'c> Block<'c> {
    /// The block that begins after these words in this one.
    fn opened(&self, words: &'c str) -> Self {
        let inner = Self {
            declarations: Declarations::default(),
            ..*self
        };
        let Some(rule) = words.strip_prefix('@') else {
            return Self {
                selectors: words,
                is_nested: !self.selectors.is_empty(),
                is_certain: self.is_certain && self.selectors.is_empty(),
                ..inner
            };
        };
        let end = rule.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
        let (name, words) = rule.split_at(end.unwrap_or(rule.len()));
        match &*name.to_ascii_lowercase() {
            "media" => inner.within_media(words),
            name => Self {
                is_certain: false,
                never_applies: self.never_applies || name.ends_with("keyframes") || name == "page",
                ..inner
            },
        }
    }

    fn within_media(self, media: &str) -> Self {
        let media = media.trim().to_ascii_lowercase();
        let is_print = |medium: &str| medium.trim().starts_with("print");
        Self {
            is_certain: self.is_certain && ["", "all", "screen", "only screen"].contains(&&*media),
            never_applies: self.never_applies || media.split(',').all(is_print),
            ..self
        }
    }
}

impl Declarations {
    fn add(&mut self, declaration: &str) {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let (place, hiding) = match name.trim() {
            name if name.eq_ignore_ascii_case("display") => (&mut self.display, &["none"][..]),
            name if name.eq_ignore_ascii_case("visibility") => {
                (&mut self.visibility, &["hidden", "collapse"][..])
            }
            _ => return,
        };
        let value = value.to_ascii_lowercase().replace(char::is_whitespace, "");
        let important = value.strip_suffix("!important");
        if important.is_some() || place.is_none_or(|before| !before.is_important) {
            *place = Some(Declaration {
                hides: hiding.contains(&important.unwrap_or(&value)),
                is_important: important.is_some(),
            });
        }
    }
}

impl Declaration {
    fn priority(self, is_own: bool, specificity: [usize; 3], order: usize) -> Priority {
        (self.is_important, is_own, specificity, order)
    }
}

impl Selector {
    /// `None` if it selects no element of a page at rest.
    fn of(source: &str) -> Option<Self> {
        let mut selector = Self {
            conditions: Vec::new(),
            specificity: [0; 3],
            is_complete: true,
        };
        let mut rest = source.trim();
        while let Some(sign) = rest.chars().next() {
            let after = &rest[sign.len_utf8()..];
            rest = match sign {
                ' ' | '\t' | '\n' | '\r' | '\x0c' | '>' | '+' | '~' => {
                    selector.conditions.clear();
                    selector.is_complete = false;
                    after.trim_start()
                }
                '*' => after,
                '.' => {
                    let (name, after) = name_at(after);
                    selector.require(Condition::Class(name), 1);
                    after
                }
                '#' => {
                    let (name, after) = name_at(after);
                    selector.require(Condition::Id(name), 0);
                    after
                }
                '[' => {
                    let (inner, after) = after.split_once(']').unwrap_or((after, ""));
                    selector.require_attribute(inner);
                    after
                }
                ':' => selector.state(after)?,
                _ => {
                    let (name, after) = name_at(rest);
                    if name.is_empty() {
                        selector.is_complete = false;
                        &rest[sign.len_utf8()..]
                    } else {
                        selector.require(Condition::Name(name.to_ascii_lowercase()), 2);
                        after
                    }
                }
            };
        }
        Some(selector)
    }

    fn require(&mut self, condition: Condition, weight: usize) {
        self.specificity[weight] += 1;
        if self.conditions.len() < MAX_CONDITIONS {
            self.conditions.push(condition);
        } else {
            self.is_complete = false;
        }
    }

    fn require_attribute(&mut self, inner: &str) {
        let (name, value) = match inner.split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (inner.trim(), None),
        };
        let is_word = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-_".contains(c))
        };
        let bare = value.map(|value| value.trim_matches(['"', '\'']));
        let exact = bare.filter(|value| is_word(value));
        self.is_complete &= is_word(name) && exact.is_some() == value.is_some();
        let name = name.trim_end_matches(['~', '|', '^', '$', '*']);
        let exact = exact.filter(|_| self.is_complete).map(str::to_owned);
        self.require(Condition::Attribute(name.to_ascii_lowercase(), exact), 1);
    }

    /// Reads a state such as `:first-child` and returns what follows; `None` if no element at rest is in it.
    fn state<'s>(&mut self, source: &'s str) -> Option<&'s str> {
        let (name, rest) = name_at(source);
        let name = name.to_ascii_lowercase();
        if name.is_empty() || NOT_AT_REST.contains(&&*name) || PSEUDO_ELEMENTS.contains(&&*name) {
            return None;
        }
        self.is_complete = false;
        if !rest.starts_with('(') {
            self.specificity[1] += 1;
            return Some(rest);
        }
        // As specific as what is in the brackets may be.
        self.specificity[0] += 1;
        let mut open = 0_usize;
        let end = rest.find(|sign| {
            open += usize::from(sign == '(');
            open -= usize::from(sign == ')');
            open == 0
        });
        Some(end.map_or("", |end| &rest[end + 1..]))
    }

    /// The condition by which the rule is looked up.
    fn key(&self) -> String {
        let keys = self.conditions.iter().map(|condition| match condition {
            Condition::Id(id) => (0, format!("#{id}")),
            Condition::Class(class) => (1, format!(".{class}")),
            Condition::Name(name) => (2, name.clone()),
            Condition::Attribute(..) => (3, String::new()),
        });
        keys.min().map(|(_, key)| key).unwrap_or_default()
    }

    fn may_select(&self, element: &Element, classes: &[&str]) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::Name(name) => name == &*element.name.local,
            Condition::Id(id) => attribute(element, "id") == Some(id),
            Condition::Class(class) => classes.contains(&&**class),
            Condition::Attribute(name, value) => attribute(element, name)
                .is_some_and(|found| value.as_ref().is_none_or(|value| value == found)),
        })
    }
}

fn without_comments(css: &str) -> String {
    let css = css.trim();
    // Old pages and XHTML wrap a style sheet.
    let css = ["<!--", "/*<![CDATA[*/", "<![CDATA["]
        .iter()
        .find_map(|start| css.strip_prefix(start))
        .unwrap_or(css);
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Offset of the last byte of a string, which ends at the end of its line at the latest.
fn end_of_string(css: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < css.len() && css[at] != quote && css[at] != b'\n' {
        at += 1 + usize::from(css[at] == b'\\');
    }
    at
}

/// The selectors of a list, separated by commas outside brackets.
fn selectors(list: &str) -> impl Iterator<Item = &str> {
    let mut brackets = 0_usize;
    list.split(move |sign| {
        match sign {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        sign == ',' && brackets == 0
    })
}

/// The name at the start, without escapes, and what follows it.
fn name_at(source: &str) -> (String, &str) {
    let mut name = String::new();
    let mut rest = source;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        if sign.is_ascii_alphanumeric() || !sign.is_ascii() || "-_".contains(sign) {
            name.push(sign);
            rest = after;
        } else if sign == '\\' {
            let (sign, after) = escaped(after);
            name.extend(sign);
            rest = after;
        } else {
            break;
        }
    }
    (name, rest)
}

/// The character of an escape after its backslash: itself, or its number in hexadecimal digits.
fn escaped(source: &str) -> (Option<char>, &str) {
    let digits = source.bytes().take(6).take_while(u8::is_ascii_hexdigit);
    let digits = digits.count();
    if digits == 0 {
        let mut rest = source.chars();
        return (rest.next(), rest.as_str());
    }
    let (number, rest) = source.split_at(digits);
    let number = u32::from_str_radix(number, 16).ok();
    (
        number.and_then(char::from_u32),
        rest.strip_prefix(' ').unwrap_or(rest),
    )
}
