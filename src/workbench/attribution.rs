//! Who said it: attributions of evidence, and claimants that come and go with them.

use super::{Effect, FocusOn, Workbench, removing};
use crate::{
    files::fresh_id,
    project::{
        Attribution, Change, Claimant, ClaimantEdit, ClaimantId, Edit, Evidence, EvidenceEdit,
        EvidenceId, EvidenceSet, Knowledge, Label, Naming, Project, Quotation, TypingIn, Usage,
    },
};

/// Somebody who was named in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of those that were offered. Several can be called the same.
    Known(ClaimantId),
    /// Whoever is called that; a new claimant is made of a name that nobody has. Empty is nobody.
    Called(String),
}

/// About who said what a piece of evidence says, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributionIntent {
    /// It was said by that one.
    SetClaimant(EvidenceId, Named),
    /// The words that attribute.
    SetCue(EvidenceId, String),
    /// How the words were rendered.
    SetQuotation(EvidenceId, Option<Quotation>),
    /// Whether the article saw or heard it itself.
    SetKnowledge(EvidenceId, Option<Knowledge>),
    /// What the piece is for its claim.
    SetUsage(EvidenceId, Option<Usage>),
    /// Whether readers are told who said it.
    SetNaming(EvidenceId, Option<Naming>),
    /// It came through that one, last before the claimant.
    AddVia(EvidenceId, Named),
    /// It did not come through that one.
    RemoveVia(EvidenceId, ClaimantId),
    /// Attributes it as the piece that was attributed last.
    Repeat(EvidenceId),
    /// Puts it into a set of pieces that count only together.
    SetTogether(EvidenceId, Option<EvidenceSet>),
}

/// About claimants themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimantIntent {
    /// Adds one of that name.
    Add(String),
    /// Replaces the record of the same id; a field of it was typed into.
    Edit(Box<Claimant>),
    /// Replaces the record of the same id; something was clicked. Carries what the step is called.
    Set(Box<Claimant>, Label),
    /// Adds an alias.
    AddAlias(ClaimantId, String),
    /// Makes the first one the second: what named it names the other, which gets its spellings.
    Merge(ClaimantId, ClaimantId),
    /// Deletes it with whatever names it in attributions, claims and provenance.
    Delete(ClaimantId),
}

impl Workbench {
    pub(super) fn attribution_intent(&mut self, intent: AttributionIntent) {
        use AttributionIntent as Intent;
        match intent {
            Intent::SetClaimant(id, named) => self.set_claimant(id, named),
            Intent::SetCue(id, cue) => {
                let typing = Some(TypingIn::Cue(id));
                self.attribute(id, "edit cue", typing, |now| now.cue = cue);
            }
            Intent::SetQuotation(id, quotation) => {
                self.attribute(id, "set quotation", None, |now| now.quotation = quotation);
            }
            Intent::SetKnowledge(id, knowledge) => {
                let label = "set first-hand or reported";
                self.attribute(id, label, None, |now| now.knowledge = knowledge);
            }
            Intent::SetUsage(id, usage) => {
                let label = "set primary or secondary";
                self.attribute(id, label, None, |now| now.usage = usage);
            }
            Intent::SetNaming(id, naming) => {
                self.attribute(id, "set naming", None, |now| now.naming = naming);
            }
            Intent::AddVia(id, named) => self.add_via(id, named),
            Intent::RemoveVia(id, who) => {
                let label = "shorten chain";
                self.attribute(id, label, None, |now| now.via.retain(|other| *other != who));
            }
            Intent::Repeat(id) => {
                let last = self.last_attribution.clone();
                self.attribute(id, "attribute as before", None, |now| {
                    let cue = std::mem::take(&mut now.cue);
                    *now = Attribution { cue, ..last };
                });
            }
            Intent::SetTogether(id, set) => {
                let edit = Edit::Evidence(EvidenceEdit::SetTogether { id, set });
                self.commit(Change::new("set what counts together", vec![edit]));
            }
        }
    }

    /// What was recorded last of a piece of evidence, to be offered for the next; without its cue, which is that article's.
    #[must_use]
    pub fn last_attribution(&self) -> &Attribution {
        &self.last_attribution
    }

    /// Changes the attribution as one step, unless that leaves it as it is.
    fn attribute(
        &mut self,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        change: impl FnOnce(&mut Attribution),
    ) {
        self.attribute_after(id, label, typing, Vec::new(), change);
    }

    /// The same, after `edits` that make who is named.
    fn attribute_after(
        &mut self,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        mut edits: Vec<Edit>,
        change: impl FnOnce(&mut Attribution),
    ) {
        let Some(old) = self.project.evidence(id).map(|piece| &piece.attribution) else {
            return;
        };
        let mut attribution = Box::new(old.clone());
        change(&mut attribution);
        if *attribution == *old {
            return;
        }
        let last = Attribution {
            cue: String::new(),
            ..(*attribution).clone()
        };
        edits.push(Edit::Evidence(EvidenceEdit::SetAttribution {
            id,
            attribution,
        }));
        let change = Change {
            label: label.into(),
            edits,
            typing,
        };
        if self.commit(change) {
            self.last_attribution = last;
        }
    }

    fn set_claimant(&mut self, id: EvidenceId, named: Named) {
        let (claimant, edits) = self.named(named);
        self.attribute_after(id, "set claimant", None, edits, |now| {
            now.claimant = claimant;
            now.via.retain(|other| Some(*other) != claimant);
        });
    }

    /// The piece of evidence that keys act on: the one of the chosen claim that was gone to last, or the link of the chosen
    /// highlight to that claim.
    pub(super) fn chosen_evidence(&self) -> Option<EvidenceId> {
        let claim_of = |id: EvidenceId| self.project.evidence(id).map(|piece| piece.claim);
        let is_of_claim = |id: &EvidenceId| claim_of(*id) == self.chosen.claim;
        let linked = || {
            let (highlight, claim) = (self.chosen.highlight?, self.chosen.claim?);
            self.project.link(highlight, claim).map(|link| link.id)
        };
        self.chosen.evidence.filter(is_of_claim).or_else(linked)
    }

    /// The chosen piece of evidence; else the first of the chosen claim of which nothing is recorded, or its first.
    pub(super) fn evidence_to_attribute(&self) -> Option<EvidenceId> {
        let of_claim = || {
            let mut pieces = self.project.evidence_of(self.chosen.claim?);
            let first = pieces.next()?;
            let open = std::iter::once(first)
                .chain(pieces)
                .find(|piece| piece.attribution.is_empty());
            Some(open.unwrap_or(first).id)
        };
        self.chosen_evidence().or_else(of_claim)
    }

    /// Puts the keyboard where it is said who said it.
    pub(super) fn attribute_chosen(&mut self) {
        if let Some(id) = self.evidence_to_attribute() {
            self.chosen.evidence = Some(id);
            self.effects.push(Effect::Focus(FocusOn::Claimant(id)));
        }
    }

    fn add_via(&mut self, id: EvidenceId, named: Named) {
        let (Some(who), edits) = self.named(named) else {
            return;
        };
        self.attribute_after(id, "lengthen chain", None, edits, |now| {
            if !now.claimants().any(|other| other == who) {
                now.via.push(who);
            }
        });
    }

    /// Who is meant, if anybody; a new claimant comes with the edit that adds it.
    pub(super) fn named(&self, named: Named) -> (Option<ClaimantId>, Vec<Edit>) {
        match named {
            Named::Known(id) => (Some(id), Vec::new()),
            Named::Called(name) if name.trim().is_empty() => (None, Vec::new()),
            Named::Called(name) => {
                let (id, edits) = self.called(&name);
                (Some(id), edits)
            }
        }
    }

    /// Whoever is called that; where nobody is, a new claimant with the edit that adds it.
    fn called(&self, name: &str) -> (ClaimantId, Vec<Edit>) {
        if let Some(known) = self.project.claimant_called(name) {
            return (known.id, Vec::new());
        }
        let id = fresh_id();
        let claimant = Box::new(Claimant::new(id, name.trim().to_owned()));
        let at = self.project.claimants().len();
        let add = Edit::Claimant(ClaimantEdit::Add { at, claimant });
        (id, vec![add])
    }

    pub(super) fn claimant_intent(&mut self, intent: ClaimantIntent) {
        match intent {
            ClaimantIntent::Add(name) => self.add_claimant(&name),
            ClaimantIntent::Edit(claimant) => {
                let typing = TypingIn::Claimant(claimant.id);
                let edit = Edit::Claimant(ClaimantEdit::Set(claimant));
                self.commit(Change::typed("edit claimant", typing, edit));
            }
            ClaimantIntent::Set(claimant, label) => {
                let edit = Edit::Claimant(ClaimantEdit::Set(claimant));
                self.commit(Change::new(label, vec![edit]));
            }
            ClaimantIntent::AddAlias(id, alias) => self.add_alias(id, alias.trim()),
            ClaimantIntent::Merge(from, into) => self.merge_claimants(from, into),
            ClaimantIntent::Delete(id) => self.delete_claimant(id),
        }
    }

    fn add_claimant(&mut self, name: &str) {
        if name.trim().is_empty() {
            return;
        }
        let (known, edits) = self.called(name);
        if !edits.is_empty() {
            self.commit(Change::new("add claimant", edits));
        } else if let Some(known) = self.project.claimant(known) {
            // Not what was typed: it may be what a protected source is really called.
            let words = format!("{} is called so already", known.shown_name());
            self.notices.error(words);
        }
    }

    fn delete_claimant(&mut self, id: ClaimantId) {
        let Some(name) = self.project.claimant(id).map(Claimant::shown_name) else {
            return;
        };
        let words = format!("Deleted {name}; what named it names nobody in its place");
        let edits = removing::claimant(&self.project, id);
        if self.commit(Change::new("delete claimant", edits)) {
            self.notices.done(words, Some(super::Command::Undo));
        }
    }

    fn add_alias(&mut self, id: ClaimantId, alias: &str) {
        let Some(mut claimant) = self.project.claimant(id).cloned() else {
            return;
        };
        if !alias.is_empty() && !claimant.is_called(alias) {
            claimant.aliases.push(alias.to_owned());
            let edit = Edit::Claimant(ClaimantEdit::Set(Box::new(claimant)));
            self.commit(Change::new("add alias", vec![edit]));
        }
    }

    fn merge_claimants(&mut self, from: ClaimantId, into: ClaimantId) {
        let project = &self.project;
        let (Some(gone), Some(kept)) = (project.claimant(from), project.claimant(into)) else {
            return;
        };
        if from == into {
            return;
        }
        let merged = merged(gone, kept);
        // Where one of the two is protected, neither name may be told.
        let words = match merged.stand_in {
            Some(_) => format!("Merged into {}", merged.shown_name()),
            None => format!("{} is {} now", gone.name, merged.name),
        };
        let mut edits = removing::renaming_claimant(project, from, Some(into));
        edits.push(Edit::Claimant(ClaimantEdit::Set(Box::new(merged))));
        edits.push(Edit::Claimant(ClaimantEdit::Remove(from)));
        if self.commit(Change::new("merge claimants", edits)) {
            self.notices.done(words, Some(super::Command::Undo));
        }
    }
}

/// The one that is kept, with the spellings of the other, and with what is not known of it.
fn merged(gone: &Claimant, kept: &Claimant) -> Claimant {
    let mut merged = kept.clone();
    for spelling in gone.spellings() {
        if !merged.is_called(spelling) {
            merged.aliases.push(spelling.to_owned());
        }
    }
    if merged.role.is_empty() {
        merged.role.clone_from(&gone.role);
    }
    let other_role = (gone.role != merged.role && !gone.role.is_empty())
        .then(|| format!("Role before it was merged: {}", gone.role));
    for more in other_role.iter().chain([&gone.notes]) {
        if !more.is_empty() {
            let gap = if merged.notes.is_empty() { "" } else { "\n" };
            merged.notes = [merged.notes.as_str(), gap, more].concat();
        }
    }
    // Who was protected, or counts no more, stays so under any name.
    merged.stand_in = merged.stand_in.or_else(|| gone.stand_in.clone());
    merged.pulled = merged.pulled.or(gone.pulled);
    merged
}

/// The next stand-in for a protected source that nobody has: "Source A" to "Source Z", then "Source 27" and so on.
#[must_use]
pub fn free_stand_in(project: &Project) -> String {
    let taken: std::collections::BTreeSet<&str> = project
        .claimants()
        .flat_map(|claimant| claimant.spellings().chain(claimant.stand_in.as_deref()))
        .collect();
    let mut names = (0_u32..).map(|nth| match u8::try_from(nth) {
        Ok(letter @ 0..26) => format!("Source {}", char::from(b'A' + letter)),
        _ => format!("Source {}", nth + 1),
    });
    let free = names.find(|name| !taken.contains(name.as_str()));
    free.unwrap_or_default()
}

/// The next set that no evidence of the claim is in, in the order of [`EvidenceSet`].
#[must_use]
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> EvidenceSet {
    let taken: std::collections::BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let free = (0..u8::MAX).map(EvidenceSet);
    free.into_iter()
        .find(|set| !taken.contains(set))
        .unwrap_or(EvidenceSet(u8::MAX))
}
