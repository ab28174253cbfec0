use super::arrange::{TableFilter, VerdictFilter};
use crate::{
    analysis::ProtectedNames,
    project::{Project, Status},
};

impl TableFilter {
    /// Parses a filter as typed on the command line: `verdict:"Not Enough Evidence" status:done tag:border words`.
    /// `verdict:none` is for claims without a verdict. Everything else is words that a claim must contain.
    ///
    /// # Errors
    /// A sentence about a verdict or a status that the project does not have, without protected names.
    pub fn parse(query: &str, project: &Project) -> Result<Self, String> {
        let mut filter = Self::default();
        let mut words: Vec<String> = Vec::new();
        for term in terms(query) {
            match term.split_once(':') {
                Some(("verdict", label)) => filter.verdict = verdict(label, project)?,
                Some(("status", label)) => filter.status = Some(status(label)?),
                Some(("tag", tag)) => filter.tag = Some(tag.to_owned()),
                Some(_) | None => words.push(term),
            }
        }
        filter.text = words.join(" ");
        Ok(filter)
    }
}

/// Splits at white space outside quotes, and drops the quotes.
fn terms(query: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut is_quoted = false;
    for character in query.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            space if space.is_whitespace() && !is_quoted => terms.push(String::new()),
            other => {
                if let Some(last) = terms.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

fn verdict(label: &str, project: &Project) -> Result<VerdictFilter, String> {
    let verdicts = &project.scale().verdicts;
    let is_it = |other: &str| other.to_lowercase() == label.to_lowercase();
    match verdicts.iter().find(|verdict| is_it(&verdict.label)) {
        Some(verdict) => Ok(VerdictFilter::Label(verdict.label.clone())),
        None if label == "none" => Ok(VerdictFilter::None),
        None => {
            let labels: Vec<&str> = verdicts.iter().map(|it| it.label.as_str()).collect();
            let labels = labels.join(", ");
            let names = ProtectedNames::new(project);
            let labels = names.concealed(&labels);
            Err(format!(
                "no verdict of the project is \u{201c}{label}\u{201d}; the verdicts are: none, {labels}"
            ))
        }
    }
}

fn status(label: &str) -> Result<Status, String> {
    let found = Status::ALL
        .into_iter()
        .find(|status| status.label() == label.replace('-', " "));
    found.ok_or_else(|| {
        format!(
            "there is no status \u{201c}{label}\u{201d}; use open, in-progress, needs-review or done"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Edit, ProjectEdit, Speaker, SpeakerEdit, SpeakerId};

    #[test]
    fn a_query_is_filters_and_words() {
        let project = Project::default();
        let query =
            "dam verdict:\"not enough evidence\" \"the river\" status:in-progress tag:flood";
        let filter = TableFilter::parse(query, &project).unwrap();
        let expected = TableFilter {
            text: "dam the river".to_owned(),
            verdict: VerdictFilter::Label("Not Enough Evidence".to_owned()),
            status: Some(Status::InProgress),
            tag: Some("flood".to_owned()),
            ..TableFilter::default()
        };
        assert_eq!(filter, expected);
    }

    #[test]
    fn a_verdict_or_status_that_does_not_exist_is_refused() {
        let project = Project::default();
        assert!(TableFilter::parse("verdict:Maybe", &project).is_err());
        assert!(TableFilter::parse("status:finished", &project).is_err());
    }

    #[test]
    fn the_verdicts_are_listed_without_protected_names() {
        let mut project = Project::default();
        let speaker = Speaker {
            stand_in: Some("Source A".to_owned()),
            ..Speaker::new(SpeakerId::new(1), "Ivan Petrov".to_owned())
        };
        let speaker = Box::new(speaker);
        let add = SpeakerEdit::Add { at: 0, speaker };
        project.apply(Edit::Speaker(add)).unwrap();
        let mut scale = project.scale().clone();
        scale.verdicts[0].label = "As Petrov said".to_owned();
        let set = ProjectEdit::SetScale(scale);
        project.apply(Edit::Project(set)).unwrap();
        let error = TableFilter::parse("verdict:Nope", &project).unwrap_err();
        assert!(error.contains("As Source A said"), "{error}");
        assert!(!error.contains("Petrov"), "{error}");
    }
}
