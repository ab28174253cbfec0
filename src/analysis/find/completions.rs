use super::query::{FILTERS, names};
use crate::{
    project::{Project, Stance},
    text::folded,
};

/// A completion of the last word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The completed word: `by:"Orlen Vasht"`.
    pub word: String,
    /// The whole query with it.
    pub query: String,
}

/// Completions of the last typed word: filter names, or the values in the project that a filter would match.
pub fn completions(typed: &str, project: &Project) -> Vec<Completion> {
    let (before, last) = typed.split_at(start_of_last_word(typed));
    let completion = |word: String, after: &str| Completion {
        query: format!("{before}{word}{after}"),
        word,
    };
    let (given, value) = names(last);
    let Some(filter) = given.last() else {
        let begins = |name: &str| !last.is_empty() && name.starts_with(&last.to_ascii_lowercase());
        let names = FILTERS.iter().filter(|(name, _)| begins(name));
        return names
            .map(|(name, _)| completion(format!("{name}:"), ""))
            .collect();
    };
    let typed_value = folded(value.trim_matches('"'));
    let mut values: Vec<String> = values_of(filter, project);
    values.retain(|value| folded(value).contains(&typed_value) && !value.trim().is_empty());
    values.sort_unstable();
    values.dedup();
    let given = &last[..last.len() - value.len()];
    let completed = |value: &String| {
        let has_space = value.contains(char::is_whitespace);
        let quote = if has_space { "\"" } else { "" };
        completion(format!("{given}{quote}{value}{quote}"), " ")
    };
    values.iter().map(completed).collect()
}

/// The byte after the last white space that is not in quotation marks.
fn start_of_last_word(typed: &str) -> usize {
    let (mut start, mut is_quoted) = (0, false);
    for (at, character) in typed.char_indices() {
        if character == '"' {
            is_quoted = !is_quoted;
        } else if character.is_whitespace() && !is_quoted {
            start = at + character.len_utf8();
        }
    }
    start
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
        "by" => {
            let speakers = project.speakers().map(|it| owned(it.shown_name()));
            let authors = project.articles().map(|it| owned(&it.details.byline));
            speakers.chain(authors).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{
        Article, ArticleDetails, ArticleEdit, ArticleText, Edit, Id, Speaker, SpeakerEdit,
    };

    /// A project with an article of The Harbour Gazette by Maren Olsk, and the speaker Orlen Vasht.
    fn project() -> Project {
        let mut project = Project::default();
        let details = ArticleDetails {
            outlet: "The Harbour Gazette".to_owned(),
            byline: "Maren Olsk".to_owned(),
            ..ArticleDetails::default()
        };
        let article = Article::new(Id::new(1), ArticleText::new("Water.".to_owned()), details);
        let speaker = Speaker::new(Id::new(2), "Orlen Vasht".to_owned());
        for edit in [
            Edit::Article(ArticleEdit::Add {
                at: 0,
                article: Box::new(article),
            }),
            Edit::Speaker(SpeakerEdit::Add {
                at: 0,
                speaker: Box::new(speaker),
            }),
        ] {
            project.apply(edit).unwrap();
        }
        project
    }

    #[test]
    fn filter_values_come_from_the_project() {
        let project = project();
        for (typed, expected) in [
            ("dam ver", &["verdict:"] as &[&str]),
            (
                "stance:",
                &["stance:context", "stance:refutes", "stance:supports"],
            ),
            ("verdict:not", &["verdict:\"Not Enough Evidence\""]),
            ("by:vash", &["by:\"Orlen Vasht\""]),
            ("by:olsk", &["by:\"Maren Olsk\""]),
            ("outlet:\"the har", &["outlet:\"The Harbour Gazette\""]),
            ("dam", &[]),
            ("", &[]),
        ] {
            let found = completions(typed, &project);
            let words: Vec<&str> = found.iter().map(|it| &*it.word).collect();
            assert_eq!(words, expected, "{typed}");
        }
        let found = completions("dam \"lower town\" verdict:none", &project);
        assert_eq!(found[0].query, "dam \"lower town\" verdict:none ");
    }
}
