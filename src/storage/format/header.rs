use crate::{
    project::ProjectId,
    storage::{FORMAT, VERSION},
};

use std::fmt;

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor},
};

/// Returns the format version of a project file, or `None` if the text is not a project file.
///
/// Reads only the first fields, so that files of any future format are still recognised.
pub(crate) fn version_of(text: &str) -> Option<u64> {
    Header::new(text)?.version
}

/// Returns the project id of a file of the current version, which may be truncated after it.
pub(crate) fn id_of(text: &str) -> Option<ProjectId> {
    let Header { version, id } = Header::new(text)?;
    id.filter(|_| version == Some(u64::from(VERSION)))?
        .parse()
        .ok()
}

#[derive(Default)]
struct Header {
    version: Option<u64>,
    id: Option<String>,
}

impl Header {
    fn new(text: &str) -> Option<Self> {
        let mut found = Self::default();
        let mut deserializer = ron::Deserializer::from_str(text).ok()?;
        // RON reports an error when parsing stops early, even if all fields wanted were read.
        let _stopped_early = HeaderSeed(&mut found).deserialize(&mut deserializer);
        Some(found)
    }
}

struct HeaderSeed<'a>(&'a mut Header);

#[derive(Deserialize, PartialEq)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Format,
    Version,
    Id,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for HeaderSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Project", &["format", "version", "id"], self)
    }
}

impl<'de> Visitor<'de> for HeaderSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a format and a version")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let is_ours = fields.next_key()? == Some(Key::Format)
            && fields.next_value::<String>()? == FORMAT
            && fields.next_key()? == Some(Key::Version);
        if is_ours {
            self.0.version = Some(fields.next_value()?);
            // The field before it says whether the file contains protected names.
            while let Some(key) = fields.next_key::<Key>()? {
                if key == Key::Id {
                    self.0.id = Some(fields.next_value()?);
                    break;
                }
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fields_are_read_whatever_follows() {
        let future = "(format: \"crosscheck project\", version: 7, §§ not ron at all";
        assert_eq!(version_of(future), Some(7));
    }

    #[test]
    fn the_id_is_read_from_a_file_that_was_cut_off() {
        let cut =
            "(\n  format: \"crosscheck project\",\n  version: 1,\n  id: \"5x0kq7v2m9rtd\",\n  ti";
        assert_eq!(id_of(cut), "5x0kq7v2m9rtd".parse().ok());
        assert_eq!(id_of(&cut[..60]), None);
    }

    #[test]
    fn other_files_have_no_version() {
        for text in [
            "",
            "Dear reader,",
            "(version: 1)",
            "(format: \"other\", version: 1)",
            "(format: \"crosscheck project\", title: \"\")",
        ] {
            assert_eq!(version_of(text), None, "{text:?}");
        }
    }
}
