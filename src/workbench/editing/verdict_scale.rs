//! Changes to the verdict scale and the verdicts on it.

use crate::{
    project::{Change, ClaimEdit, ClaimField, Edit, Project, ProjectEdit, VerdictScale},
    workbench::{Workbench, command::Command},
};

use std::collections::BTreeMap;

/// The verdicts in use, in the order of the scale, each with the number of its claims.
pub fn verdicts_in_use(project: &Project) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in project
        .claims()
        .filter_map(|claim| claim.verdict.as_deref())
    {
        *counts.entry(label).or_default() += 1;
    }
    let labels = project.scale().verdicts.iter();
    labels
        .filter_map(|verdict| {
            let count = counts.get(verdict.label.as_str())?;
            Some((verdict.label.clone(), *count))
        })
        .collect()
}

impl Workbench {
    /// One step: removes verdicts that the new scale lacks or maps, replaces the scale, then sets the mapped verdicts.
    pub(crate) fn set_scale(
        &mut self,
        scale: VerdictScale,
        mapped: &BTreeMap<String, Option<String>>,
    ) {
        let mut before = Vec::new();
        let mut after = Vec::new();
        for claim in self.project.claims() {
            let Some(old) = claim.verdict.as_ref() else {
                continue;
            };
            let stays = scale.has(old).then(|| old.clone());
            let new = mapped.get(old).cloned().unwrap_or(stays);
            if new.as_ref() == Some(old) {
                continue;
            }
            let set = |verdict| {
                let (id, field) = (claim.id, ClaimField::Verdict(verdict));
                Edit::Claim(ClaimEdit::Set { id, field })
            };
            before.push(set(None));
            after.extend(new.is_some().then(|| set(new)));
        }
        let message = format!("Verdicts are now on the scale {}", scale.name);
        before.push(Edit::Project(ProjectEdit::SetScale(scale)));
        before.extend(after);
        if self.commit(Change::new("change verdict scale", before)) {
            self.notices.done(message, Some(Command::Undo));
        }
    }
}
