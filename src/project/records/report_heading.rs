use serde::{Deserialize, Serialize};

/// Headline and first paragraphs of the report, in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReportHeading {
    /// Empty for the title of the project.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// A paragraph on each line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
}
