use super::records::{Holds, Records};

use serde::Serialize;
use serde_json::{Map, Value};

pub(super) const HOLDS: Holds = Holds {
    claims: true,
    links: true,
    quotes: true,
    contexts: false,
    notes: true,
    texts: true,
};

/// The records, unchanged; `docs/project.schema.json` describes them.
pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    (pretty(records), Vec::new())
}

pub(super) fn pretty(document: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(document).unwrap_or_default()
}

/// A text without white space at its ends; `None` if nothing is left.
pub(super) fn text(text: &str) -> Option<Value> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

/// Adds a value to an object, if there is one.
pub(super) fn put(object: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    object.extend(value.map(|value| (name.to_owned(), value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/project.schema.json");

    #[test]
    fn the_schema_describes_the_records() {
        let schema = schemars::schema_for!(Records);
        let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(SCHEMA, &schema).unwrap();
        }
        let written = std::fs::read_to_string(SCHEMA).unwrap_or_default();
        assert_eq!(written, schema, "UPDATE_DOCS=1 writes the schema again");
    }
}
