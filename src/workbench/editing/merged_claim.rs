//! Fields of a claim after a merge.

use crate::project::{
    Claim, ClaimField, ClaimType, Credibility, Project, RelationKind, Status, Waiver,
};

/// The fields of the kept claim that change. Lists and texts are combined. For a single value, the kept claim keeps its
/// own, or gets the other's if it has none; a differing value of the other goes into the notes.
pub(crate) fn merged_fields(project: &Project, gone: &Claim, kept: &Claim) -> Vec<ClaimField> {
    let Claim {
        id: _,
        statement,
        verdict,
        status,
        justification,
        notes,
        color: _,
        kind,
        made,
        speaker,
        first_appearance,
        tags,
        credibility,
        searches,
        reply,
        waivers,
        dismissed,
    } = gone;
    let mut merged = Merged {
        fields: Vec::new(),
        notes_lines: vec![format!("Merged with: {statement}")],
    };
    merged.tell_relations(project, gone, kept);
    merged.one(
        "verdict",
        verdict.as_ref(),
        kept.verdict.as_ref(),
        String::clone,
        ClaimField::Verdict,
    );
    // Every claim has a status, and "open" is not worth noting.
    if *status != kept.status && *status != Status::Open {
        merged
            .notes_lines
            .push(format!("Its status: {}", status.label()));
    }
    let label = |kind: &ClaimType| kind.label().to_owned();
    merged.one(
        "type",
        kind.as_ref(),
        kept.kind.as_ref(),
        label,
        ClaimField::Kind,
    );
    let label = |it: &Credibility| format!("{}, {}", it.number(), it.label());
    merged.one(
        "credibility",
        credibility.as_ref(),
        kept.credibility.as_ref(),
        label,
        ClaimField::Credibility,
    );
    merged.text(
        justification,
        &kept.justification,
        ClaimField::Justification,
    );
    merged.text(reply, &kept.reply, ClaimField::Reply);
    let name = |id: &_| {
        let speaker = project.speaker(*id);
        speaker.map_or_else(String::new, |speaker| speaker.shown_name().to_owned())
    };
    merged.one(
        "speaker",
        speaker.as_ref(),
        kept.speaker.as_ref(),
        name,
        ClaimField::Speaker,
    );
    merged.line("date", made, &kept.made, ClaimField::Made);
    let field = ClaimField::FirstAppearance;
    merged.line(
        "first appearance",
        first_appearance,
        &kept.first_appearance,
        field,
    );
    if !tags.is_subset(&kept.tags) {
        let tags = kept.tags.union(tags).cloned().collect();
        merged.fields.push(ClaimField::Tags(tags));
    }
    let mut all = kept.searches.clone();
    all.extend(
        searches
            .iter()
            .filter(|it| !kept.searches.contains(it))
            .cloned(),
    );
    if all != kept.searches {
        merged.fields.push(ClaimField::Searches(all));
    }
    merged.waivers(waivers, &kept.waivers);
    if !dismissed.is_subset(&kept.dismissed) {
        let dismissed = kept.dismissed.union(dismissed).cloned().collect();
        merged.fields.push(ClaimField::Dismissed(dismissed));
    }
    let notes = joined(&joined(&kept.notes, &merged.notes_lines.join("\n")), notes);
    let notes = ClaimField::Notes(notes.trim_end().to_owned());
    merged.fields.push(notes);
    merged.fields
}

struct Merged {
    fields: Vec<ClaimField>,
    /// Lines to add to the notes.
    notes_lines: Vec<String>,
}

impl Merged {
    /// Notes the relations between the two claims, except that they are the same.
    fn tell_relations(&mut self, project: &Project, gone: &Claim, kept: &Claim) {
        for relation in project.relations_of(gone.id) {
            match relation.kind {
                RelationKind::SameAs => continue,
                RelationKind::Contradicts
                | RelationKind::PartOf
                | RelationKind::Entails
                | RelationKind::Undercuts => {}
            }
            let label = if relation.to == kept.id {
                relation.kind.label()
            } else if relation.from == kept.id {
                relation.kind.label_from_the_other()
            } else {
                continue;
            };
            self.notes_lines
                .push(format!("Its relation to this claim: {label}"));
        }
    }

    /// Merges a field with a single value.
    fn one<T: Clone + PartialEq>(
        &mut self,
        what: &str,
        gone: Option<&T>,
        kept: Option<&T>,
        describe: impl Fn(&T) -> String,
        field: impl Fn(Option<T>) -> ClaimField,
    ) {
        match (gone, kept) {
            (Some(_), None) => self.fields.push(field(gone.cloned())),
            (Some(its), Some(own)) if its != own => {
                self.notes_lines
                    .push(format!("Its {what}: {}", describe(its)));
            }
            (Some(_), Some(_)) | (None, _) => {}
        }
    }

    /// Merges a field with one line, which may be empty.
    fn line(&mut self, what: &str, gone: &str, kept: &str, field: fn(String) -> ClaimField) {
        let [gone, kept] = [gone, kept].map(|it| (!it.is_empty()).then(|| it.to_owned()));
        let field = |line: Option<String>| field(line.unwrap_or_default());
        self.one(what, gone.as_ref(), kept.as_ref(), String::clone, field);
    }

    /// Appends the text of the other claim.
    fn text(&mut self, gone: &str, kept: &str, field: fn(String) -> ClaimField) {
        if !gone.is_empty() && gone != kept {
            self.fields.push(field(joined(kept, gone)));
        }
    }

    /// Combines the waivers; no rule is waived twice.
    fn waivers(&mut self, gone: &[Waiver], kept: &[Waiver]) {
        let mut all = kept.to_vec();
        for waiver in gone {
            let Waiver { rule, by, reason } = waiver;
            match kept.iter().find(|own| own.rule == *rule) {
                None => all.push(waiver.clone()),
                Some(own) if own == waiver => {}
                Some(_) => {
                    let line = format!("Its waiver of {}: {by}, {reason}", rule.label());
                    self.notes_lines.push(line);
                }
            }
        }
        if all != kept {
            self.fields.push(ClaimField::Waivers(all));
        }
    }
}

fn joined(own: &str, more: &str) -> String {
    let gap = if own.is_empty() || more.is_empty() {
        ""
    } else {
        "\n"
    };
    [own, gap, more].concat()
}
