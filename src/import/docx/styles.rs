//! The styles of a Word document, which tell headings, quotations and captions.

use crate::{
    import::{ReadError, xml},
    project::ParagraphKind,
};
use xml::Step;

use std::collections::HashMap;

/// Maximum depth of inheritance between styles; guards against a cycle.
const MAX_INHERITANCE: usize = 16;

#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// In lower case. Word stores the English name of its own styles in every language.
    name: String,
    based_on: Option<String>,
    /// Whether its outline level is that of a heading.
    has_outline: Option<bool>,
    pub is_hidden: Option<bool>,
    /// Id of its numbering.
    pub numbering: Option<String>,
    pub level: Option<usize>,
}

impl Style {
    pub fn kind(&self) -> Option<ParagraphKind> {
        let is = |names: &[&str]| names.contains(&self.name.as_str());
        let is_named_heading = self.is_title() || self.name.starts_with("heading ");
        if self.has_outline.unwrap_or(is_named_heading) {
            Some(ParagraphKind::Heading)
        } else if is(&["quote", "intense quote"]) {
            Some(ParagraphKind::Quotation)
        } else if is(&["caption"]) {
            Some(ParagraphKind::Caption)
        } else {
            None
        }
    }

    /// Whether its name says what its paragraphs are. A style without such a name is what the style is that it is based on.
    fn has_known_name(&self) -> bool {
        self.is_title() || self.is_toc_line() || self.name == "normal" || {
            let unnamed = Self {
                has_outline: None,
                ..self.clone()
            };
            unnamed.kind().is_some()
        }
    }

    pub fn is_title(&self) -> bool {
        self.name == "title"
    }

    /// Whether its paragraphs are lines of a table of contents.
    pub fn is_toc_line(&self) -> bool {
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
                    "outlineLvl" if path.ends_with(&["style", "pPr", "outlineLvl"]) => {
                        style.has_outline = Some(super::is_outline(value().as_deref()));
                    }
                    "vanish" if path.ends_with(&["style", "rPr", "vanish"]) => {
                        style.is_hidden = Some(super::is_on(value().as_deref()));
                    }
                    "numId" if path.ends_with(&["style", "pPr", "numPr", "numId"]) => {
                        style.numbering = value();
                    }
                    "ilvl" if path.ends_with(&["style", "pPr", "numPr", "ilvl"]) => {
                        style.level = value().and_then(|level| level.parse().ok());
                    }
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

    /// A style with the properties that it inherits; the default for an unknown id.
    pub fn get(&self, id: &str) -> Style {
        let Some(style) = self.0.get(id) else {
            return Style::default();
        };
        let mut found = style.clone();
        let mut based_on = style.based_on.as_ref();
        for _ in 0..MAX_INHERITANCE {
            let Some(base) = based_on.and_then(|id| self.0.get(id)) else {
                break;
            };
            found.has_outline = found.has_outline.or(base.has_outline);
            if !found.has_known_name() {
                found.name.clone_from(&base.name);
            }
            found.is_hidden = found.is_hidden.or(base.is_hidden);
            found.numbering = found.numbering.or_else(|| base.numbering.clone());
            found.level = found.level.or(base.level);
            based_on = base.based_on.as_ref();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_what_the_style_is_that_it_is_based_on() {
        let styles = r#"<w:styles xmlns:w="w">
            <w:style w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
            <w:style w:styleId="Own"><w:name w:val="Lome quote"/><w:basedOn w:val="Q"/></w:style>
            <w:style w:styleId="Body"><w:name w:val="Lome"/><w:basedOn w:val="H"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
            <w:style w:styleId="Head"><w:name w:val="Lome head"/><w:basedOn w:val="H"/></w:style></w:styles>"#;
        let styles = Styles::read(styles.as_bytes()).unwrap();
        for (id, kind) in [
            ("H", Some(ParagraphKind::Heading)),
            ("Head", Some(ParagraphKind::Heading)),
            ("Own", Some(ParagraphKind::Quotation)),
            ("Body", None),
        ] {
            assert_eq!(styles.get(id).kind(), kind, "{id}");
        }
    }

    #[test]
    fn the_old_properties_of_a_tracked_change_do_not_count() {
        let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="A"><w:name w:val="A"/><w:pPr>
            <w:numPr><w:numId w:val="0"/></w:numPr>
            <w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="3"/></w:numPr></w:pPr></w:pPrChange>
            </w:pPr></w:style></w:styles>"#;
        let style = Styles::read(styles.as_bytes()).unwrap().get("A");
        assert_eq!((style.numbering.as_deref(), style.level), (Some("0"), None));
    }
}
