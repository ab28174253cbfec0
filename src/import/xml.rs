//! XML as office documents use it. No entity is read from outside the file, and names have no prefixes.

use super::ReadError;

use encoding_rs::Encoding;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use smol_str::SmolStr;

/// One step through an XML file. An element without content also has a start and an end.
pub(super) enum Step<'a> {
    Start(&'a Element<'a>),
    Text(&'a str),
    End(&'a str),
}

/// The start of an element.
pub(super) struct Element<'a> {
    pub name: &'a str,
    tag: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// Value of the attribute with that local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes().flatten();
        let found = attributes.find(|it| it.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }
}

/// Names of the open elements, outermost first.
pub(super) struct Path(Vec<SmolStr>);

impl Path {
    /// Name of the innermost element.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", SmolStr::as_str)
    }

    /// Whether the innermost elements have these names, in that order. At its own start and end, an element is the
    /// last.
    pub fn ends_with(&self, names: &[&str]) -> bool {
        let at = self.0.len().checked_sub(names.len());
        at.is_some_and(|at| self.0[at..].iter().zip(names).all(|(is, name)| is == name))
    }
}

/// Calls `each` for every step through a file. It is UTF-8, or has a byte order mark, or names its encoding in the
/// first line.
///
/// # Errors
/// [`ReadError::Damaged`] if it is not well-formed.
pub(super) fn read(bytes: &[u8], mut each: impl FnMut(&Path, Step<'_>)) -> Result<(), ReadError> {
    let (text, _, _) = encoding_of(bytes).decode(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut path = Path(Vec::new());
    let damaged = |_syntax| ReadError::Damaged;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(tag) => {
                let name = SmolStr::from(tag.local_name().as_ref());
                path.0.push(name.clone());
                let element = Element {
                    name: &name,
                    tag: &tag,
                };
                each(&path, Step::Start(&element));
            }
            Event::End(_) => {
                let name = path.0.last().cloned().unwrap_or_default();
                each(&path, Step::End(&name));
                path.0.pop();
            }
            Event::Text(text) => each(&path, Step::Text(&text)),
            Event::CData(text) => each(&path, Step::Text(&text)),
            Event::GeneralRef(entity) => {
                let character = entity.resolve_char_ref().ok().flatten();
                let character = character.map_or_else(|| predefined_entity(&entity), String::from);
                each(&path, Step::Text(&character));
            }
            Event::Eof if path.0.is_empty() => return Ok(()),
            Event::Eof => return Err(ReadError::Damaged),
            // Empty elements are expanded.
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return encoding_rs::UTF_8;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = head
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"));
    let named = declared.and_then(|(declared, _)| declared.split_once("encoding="));
    let named = named.and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    let encoding = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    encoding.unwrap_or(encoding_rs::UTF_8)
}

/// The character of a predefined XML entity; empty for those that a document declares.
fn predefined_entity(entity: &str) -> String {
    let character = quick_xml::escape::resolve_predefined_entity(entity);
    character.unwrap_or_default().to_owned()
}
