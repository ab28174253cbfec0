//! Headings, quotations and captions by the styles of a Word document.

use crate::{
    import::{ReadError, xml},
    project::ParagraphKind,
};
use xml::Step;

use std::collections::HashMap;

/// Maximum length of a chain of styles based on each other.
const LONGEST_CHAIN: usize = 16;

#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// In lower case. Word stores the English name of its own styles in every language.
    name: String,
    based_on: Option<String>,
    has_outline: bool,
    pub is_hidden: Option<bool>,
    /// Id of its numbering.
    pub numbering: Option<String>,
    pub level: Option<usize>,
}

impl Style {
    pub fn kind(&self) -> Option<ParagraphKind> {
        let is = |names: &[&str]| names.contains(&self.name.as_str());
        if self.has_outline || self.is_title() || self.name.starts_with("heading ") {
            Some(ParagraphKind::Heading)
        } else if is(&["quote", "intense quote"]) {
            Some(ParagraphKind::Quotation)
        } else if is(&["caption"]) {
            Some(ParagraphKind::Caption)
        } else {
            None
        }
    }

    pub fn is_title(&self) -> bool {
        self.name == "title"
    }

    /// Whether it is the style of a line in a table of contents.
    pub fn is_of_contents(&self) -> bool {
        self.name.starts_with("toc ")
    }
}

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut styles = HashMap::new();
        let (mut id, mut style) = (String::new(), Style::default());
        xml::read(bytes, |path, step| match step {
            Step::Start(element) => {
                let value = || element.attribute("val");
                match element.name {
                    "style" => {
                        id = element.attribute("styleId").unwrap_or_default();
                        style = Style::default();
                    }
                    "name" if path.ends_with(&["style", "name"]) => {
                        style.name = value().unwrap_or_default().to_lowercase();
                    }
                    "basedOn" => style.based_on = value(),
                    "outlineLvl" => style.has_outline = super::is_outline(value().as_deref()),
                    "vanish" if path.ends_with(&["style", "rPr", "vanish"]) => {
                        style.is_hidden = Some(super::is_on(value().as_deref()));
                    }
                    "numId" => style.numbering = value(),
                    "ilvl" => style.level = value().and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
            Step::End("style") => {
                styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
            }
            Step::End(_) | Step::Text(_) => {}
        })?;
        Ok(Self(styles))
    }

    /// A style with what it inherits.
    pub fn get(&self, id: &str) -> Style {
        let Some(style) = self.0.get(id) else {
            return Style::default();
        };
        let mut found = style.clone();
        let mut based_on = style.based_on.as_ref();
        for _ in 0..LONGEST_CHAIN {
            let Some(base) = based_on.and_then(|id| self.0.get(id)) else {
                break;
            };
            found.has_outline |= base.has_outline;
            found.is_hidden = found.is_hidden.or(base.is_hidden);
            found.numbering = found.numbering.or_else(|| base.numbering.clone());
            found.level = found.level.or(base.level);
            based_on = base.based_on.as_ref();
        }
        found
    }
}
