//! Reads a record with single unknown values, for example because a newer version wrote them.

use std::fmt;

use ron::{error::SpannedError, value::RawValue};
use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, MapAccess, Visitor},
};

/// Parses a record with defaults for missing fields. Leaves out fields whose value cannot be read, and returns their
/// names.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<(T, Vec<String>), SpannedError> {
    let error = match ron::from_str(text) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let mut lost = Vec::new();
    let readable = readable(
        text,
        "",
        &|text| ron::from_str::<T>(text).is_ok(),
        &mut lost,
    );
    let value = readable.and_then(|text| ron::from_str(&text).ok());
    value.map(|value| (value, lost)).ok_or(error)
}

/// Returns the part of a value that `accepts` takes: all of it, or the fields that it takes one by one. `None` if it
/// takes none.
fn readable(
    text: &str,
    within: &str,
    accepts: &dyn Fn(&str) -> bool,
    lost: &mut Vec<String>,
) -> Option<String> {
    if accepts(text) {
        return Some(text.to_owned());
    }
    let Fields(fields) = ron::from_str(text).ok()?;
    let mut all = String::from("(");
    for (name, value) in fields {
        let accepts_alone = |value: &str| accepts(&format!("({name}: {value})"));
        let path = format!("{within}{name}");
        match readable(value, &format!("{path}."), &accepts_alone, lost) {
            Some(value) => all.extend([&name, ": ", &value, ", "]),
            None => lost.push(path),
        }
    }
    all.push(')');
    accepts(&all).then_some(all)
}

/// The fields of a record with their values as written.
struct Fields<'a>(Vec<(String, &'a str)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("", &[], FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Fields<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value: &RawValue = fields.next_value()?;
            all.push((name, value.get_ron().trim()));
        }
        Ok(Fields(all))
    }
}
