use super::query::{FILTERS, names};
use crate::{
    project::{Project, Stance},
    text::folded,
};

/// Completions of the last typed word: filter names, or the project's values for a filter.
pub fn completions(typed: &str, project: &Project) -> Vec<String> {
    let start = typed
        .char_indices()
        .rev()
        .find(|(_, character)| character.is_whitespace())
        .map_or(0, |(at, character)| at + character.len_utf8());
    let (before, last) = typed.split_at(start);
    let (given, value) = names(last);
    let Some(filter) = given.last() else {
        let begins = |name: &str| !last.is_empty() && name.starts_with(&last.to_ascii_lowercase());
        let names = FILTERS.iter().filter(|(name, _)| begins(name));
        return names.map(|(name, _)| format!("{before}{name}:")).collect();
    };
    let typed_value = folded(value.trim_matches('"'));
    let mut values: Vec<String> = values_of(filter, project);
    values.retain(|value| folded(value).starts_with(&typed_value) && !value.trim().is_empty());
    values.sort_unstable();
    values.dedup();
    let given = &last[..last.len() - value.len()];
    let completed = |value: &String| {
        let has_space = value.contains(char::is_whitespace);
        let quote = if has_space { "\"" } else { "" };
        format!("{before}{given}{quote}{value}{quote} ")
    };
    values.iter().map(completed).collect()
}

fn values_of(filter: &str, project: &Project) -> Vec<String> {
    let owned = |value: &str| value.to_owned();
    match filter {
        "outlet" => project
            .articles()
            .map(|it| owned(&it.details.outlet))
            .collect(),
        "stance" => Stance::ALL.map(|it| owned(it.label())).into(),
        "verdict" => {
            let labels = project.scale().verdicts.iter().map(|it| owned(&it.label));
            labels.chain([owned("none")]).collect()
        }
        "by" => project
            .speakers()
            .map(|it| owned(it.shown_name()))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filter_values_come_from_the_project() {
        let project = Project::default();
        for (typed, expected) in [
            ("dam ver", &["dam verdict:"] as &[&str]),
            (
                "stance:",
                &["stance:context ", "stance:refutes ", "stance:supports "],
            ),
            ("verdict:not", &["verdict:\"Not Enough Evidence\" "]),
            ("dam", &[]),
            ("", &[]),
        ] {
            assert_eq!(completions(typed, &project), expected, "{typed}");
        }
    }
}
