//! Applying edits; one file per kind of record.

use super::{Edit, EditError, ProjectEdit};
use crate::project::{records::VerdictScale, store::Project};

use std::collections::BTreeSet;

impl Project {
    /// Applies one edit and returns its inverse. The cost depends on what the edit changes, not on the size of the
    /// project. Two exceptions: inserting an article or a claim shifts the rest of the list, and a change of derivation
    /// searches the article's ancestors or its descendants, whichever are fewer.
    ///
    /// # Errors
    /// Any [`EditError`]; the project is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        self.check_capacity(&edit)?;
        match edit {
            Edit::Project(edit) => self.apply_project(edit).map(Edit::Project),
            Edit::Article(edit) => self.apply_article(edit).map(Edit::Article),
            Edit::Highlight(edit) => self.apply_highlight(edit).map(Edit::Highlight),
            Edit::Claim(edit) => self.apply_claim(edit).map(Edit::Claim),
            Edit::Evidence(edit) => self.apply_evidence(edit).map(Edit::Evidence),
            Edit::Speaker(edit) => self.apply_speaker(edit).map(Edit::Speaker),
            Edit::Relation(edit) => self.apply_relation(edit).map(Edit::Relation),
        }
    }

    /// Applies several edits, all or none, and returns the edits that undo them, in the order to apply them.
    ///
    /// # Errors
    /// The error of the first edit that failed; the project is then unchanged, except after [`EditError::NotRolledBack`].
    pub fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Vec<Edit>, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    self.roll_back(inverses)?;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    /// Applies the inverses, last first. An inverse always applies to the state that it was made for, unless Crosscheck
    /// has a bug.
    fn roll_back(&mut self, inverses: Vec<Edit>) -> Result<(), EditError> {
        for inverse in inverses.into_iter().rev() {
            self.apply(inverse)
                .map_err(|error| EditError::NotRolledBack(error.to_string()))?;
        }
        Ok(())
    }

    fn apply_project(&mut self, edit: ProjectEdit) -> Result<ProjectEdit, EditError> {
        match edit {
            ProjectEdit::SetTitle(title) => Ok(ProjectEdit::SetTitle(std::mem::replace(
                &mut self.title,
                title,
            ))),
            ProjectEdit::SetScale(scale) => self.set_scale(scale).map(ProjectEdit::SetScale),
            ProjectEdit::SetRules(rules) => {
                let rules = std::mem::replace(&mut self.rules, rules);
                Ok(ProjectEdit::SetRules(rules))
            }
            ProjectEdit::SetReportHeading(head) => {
                let head = std::mem::replace(&mut self.report_heading, head);
                Ok(ProjectEdit::SetReportHeading(head))
            }
            ProjectEdit::SetSearchLists(lists) => {
                let lists = std::mem::replace(&mut self.search_lists, lists);
                Ok(ProjectEdit::SetSearchLists(lists))
            }
            ProjectEdit::SetNames(names) => {
                let names = std::mem::replace(&mut self.names, names);
                Ok(ProjectEdit::SetNames(names))
            }
        }
    }

    fn set_scale(&mut self, scale: VerdictScale) -> Result<VerdictScale, EditError> {
        let labels: BTreeSet<&str> = scale
            .verdicts
            .iter()
            .map(|verdict| verdict.label.as_str())
            .collect();
        if labels.is_empty() || labels.len() != scale.verdicts.len() {
            return Err(EditError::BadScale);
        }
        let missing = self
            .claims()
            .filter_map(|claim| claim.verdict.as_deref())
            .find(|label| !labels.contains(label));
        match missing {
            Some(label) => Err(EditError::NotOnScale(label.to_owned())),
            None => Ok(std::mem::replace(&mut self.scale, scale)),
        }
    }
}

/// Addition or removal of a reverse link.
#[derive(Clone, Copy)]
pub(crate) enum LinkChange {
    Add,
    Remove,
}

impl LinkChange {
    /// Updates the reverse links of a record.
    pub(crate) fn apply<T: Ord>(self, links: &mut BTreeSet<T>, id: T) {
        match self {
            Self::Add => links.insert(id),
            Self::Remove => links.remove(&id),
        };
    }
}

pub(crate) fn check_place(at: usize, last: usize) -> Result<(), EditError> {
    if at <= last {
        Ok(())
    } else {
        Err(EditError::IndexOutOfRange { at, len: last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ClaimEdit, Id};

    #[test]
    fn a_roll_back_that_fails_is_an_error() {
        let mut project = Project::default();
        let title = Edit::Project(ProjectEdit::SetTitle("as before".to_owned()));
        let impossible = Edit::Claim(ClaimEdit::Remove(Id::new(1)));
        let failed = project.roll_back(vec![title.clone(), impossible]);
        assert!(matches!(failed, Err(EditError::NotRolledBack(_))));
        assert_eq!(project.roll_back(vec![title]), Ok(()));
        assert_eq!(project.title(), "as before");
    }
}
