use crate::storage::FORMAT;

use std::fmt;

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, MapAccess, Visitor},
};

/// Returns the format version of a project file, or `None` if the text is not a project file.
///
/// Reads only the first two fields, so that files of any future format are still recognised.
pub(crate) fn version_of(text: &str) -> Option<u64> {
    let mut found = None;
    let mut deserializer = ron::Deserializer::from_str(text).ok()?;
    // RON reports an error when parsing stops after two fields, even if both were read.
    let _stopped_early = HeaderSeed(&mut found).deserialize(&mut deserializer);
    found
}

struct HeaderSeed<'a>(&'a mut Option<u64>);

#[derive(Deserialize, PartialEq)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Format,
    Version,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for HeaderSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Project", &["format", "version"], self)
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
            *self.0 = Some(fields.next_value()?);
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
