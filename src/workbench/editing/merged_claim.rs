//! Fields of a claim that two claims were merged into.

use crate::project::{
    Claim, ClaimField, ClaimType, Credibility, Project, RelationKind, Search, Status, Waiver,
};

/// The fields of the kept claim that change. Lists and texts are combined. Of single values, the kept claim keeps its own,
/// or takes the other's if it has none; the other's differing values go into the notes.
pub(crate) fn merged_fields(project: &Project, gone: &Claim, kept: &Claim) -> Vec<ClaimField> {
    let mut merging = Merging {
        fields: Vec::new(),
        told: vec![format!("Merged with: {}", gone.statement)],
    };
    merging.relations(project, gone, kept);
    merging.judgement(gone, kept);
    merging.where_from(project, gone, kept);
    merging.lists(gone, kept);
    let told = merging.told.join("\n");
    let notes = joined(&joined(&kept.notes, &told), &gone.notes);
    let notes = ClaimField::Notes(notes.trim_end().to_owned());
    merging.fields.push(notes);
    merging.fields
}

struct Merging {
    fields: Vec<ClaimField>,
    /// Lines to add to the notes.
    told: Vec<String>,
}

impl Merging {
    /// Notes the relations between the two claims, except that they are the same.
    fn relations(&mut self, project: &Project, gone: &Claim, kept: &Claim) {
        for relation in project.relations_of(gone.id) {
            let label = match relation.kind {
                RelationKind::SameAs => continue,
                kind if relation.to == kept.id => kind.label(),
                kind if relation.from == kept.id => kind.label_from_the_other(),
                _ => continue,
            };
            self.told
                .push(format!("Its relation to this claim: {label}"));
        }
    }

    fn judgement(&mut self, gone: &Claim, kept: &Claim) {
        let verdict = |verdict: &String| verdict.clone();
        self.one(
            "verdict",
            gone.verdict.as_ref(),
            kept.verdict.as_ref(),
            verdict,
            ClaimField::Verdict,
        );
        // Every claim has a status; "open" says nothing worth noting.
        if gone.status != kept.status && gone.status != Status::Open {
            self.told
                .push(format!("Its status: {}", gone.status.label()));
        }
        let type_of = |kind: &ClaimType| kind.label().to_owned();
        self.one(
            "type",
            gone.kind.as_ref(),
            kept.kind.as_ref(),
            type_of,
            ClaimField::Kind,
        );
        let credibility = |it: &Credibility| format!("{}, {}", it.number(), it.label());
        let (its, own) = (gone.credibility.as_ref(), kept.credibility.as_ref());
        self.one(
            "credibility",
            its,
            own,
            credibility,
            ClaimField::Credibility,
        );
        for (its, own, field) in [
            (
                &gone.justification,
                &kept.justification,
                ClaimField::Justification as fn(String) -> ClaimField,
            ),
            (&gone.reply, &kept.reply, ClaimField::Reply),
        ] {
            if !its.is_empty() && its != own {
                self.fields.push(field(joined(own, its)));
            }
        }
    }

    fn where_from(&mut self, project: &Project, gone: &Claim, kept: &Claim) {
        let name = |id: &_| {
            let speaker = project.speaker(*id);
            speaker.map_or_else(String::new, |speaker| speaker.shown_name().to_owned())
        };
        let (its, own) = (gone.speaker.as_ref(), kept.speaker.as_ref());
        self.one("speaker", its, own, name, ClaimField::Speaker);
        for (what, its, own, field) in [
            (
                "date",
                &gone.made,
                &kept.made,
                ClaimField::Made as fn(String) -> ClaimField,
            ),
            (
                "first appearance",
                &gone.first_appearance,
                &kept.first_appearance,
                ClaimField::FirstAppearance,
            ),
        ] {
            let [its, own] = [its, own].map(|text| (!text.is_empty()).then_some(text));
            self.one(what, its, own, String::clone, |text| {
                field(text.unwrap_or_default())
            });
        }
    }

    fn lists(&mut self, gone: &Claim, kept: &Claim) {
        if !gone.tags.is_subset(&kept.tags) {
            let tags = kept.tags.union(&gone.tags).cloned().collect();
            self.fields.push(ClaimField::Tags(tags));
        }
        let is_new = |search: &&Search| !kept.searches.contains(search);
        let searches: Vec<Search> = gone.searches.iter().filter(is_new).cloned().collect();
        if !searches.is_empty() {
            let searches = [kept.searches.as_slice(), &searches].concat();
            self.fields.push(ClaimField::Searches(searches));
        }
        self.waivers(gone, kept);
    }

    /// Combines the waivers; no rule is waived twice.
    fn waivers(&mut self, gone: &Claim, kept: &Claim) {
        let mut waivers = kept.waivers.clone();
        for waiver in &gone.waivers {
            let own = kept.waivers.iter().find(|own| own.rule == waiver.rule);
            match own {
                None => waivers.push(waiver.clone()),
                Some(own) if own == waiver => {}
                Some(_) => self.told.push(told_of_waiver(waiver)),
            }
        }
        if waivers != kept.waivers {
            self.fields.push(ClaimField::Waivers(waivers));
        }
    }

    /// Merges a field with a single value.
    fn one<T: Clone + PartialEq>(
        &mut self,
        what: &str,
        gone: Option<&T>,
        kept: Option<&T>,
        words: impl Fn(&T) -> String,
        field: impl Fn(Option<T>) -> ClaimField,
    ) {
        match (gone, kept) {
            (Some(_), None) => self.fields.push(field(gone.cloned())),
            (Some(its), Some(own)) if its != own => {
                self.told.push(format!("Its {what}: {}", words(its)));
            }
            _ => {}
        }
    }
}

fn told_of_waiver(waiver: &Waiver) -> String {
    let Waiver { rule, by, reason } = waiver;
    format!("Its waiver of {}: {by}, {reason}", rule.label())
}

fn joined(own: &str, more: &str) -> String {
    let gap = if own.is_empty() || more.is_empty() {
        ""
    } else {
        "\n"
    };
    [own, gap, more].concat()
}
