use super::records::{Holds, Records};

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
    let bytes = serde_json::to_vec_pretty(records).unwrap_or_default();
    (bytes, Vec::new())
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
