//! Attributions of evidence, and the speakers that are created and deleted with them.

use super::removal as removing;
use crate::{
    analysis::attribution_words,
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet, Knowledge,
        Label, Naming, Project, Quotation, Speaker, SpeakerEdit, SpeakerId, TypingIn, Usage,
        name_key,
    },
    storage::fresh_id,
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, FocusOn},
    },
};

/// A speaker entered in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the suggested speakers. Several can share a name.
    Known(SpeakerId),
    /// The speaker with this name, created if there is none. An empty name clears the field.
    Called(String),
}

/// The attribution of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributionIntent {
    /// Sets the speaker.
    SetSpeaker(EvidenceId, Named),
    /// Sets the attributing words.
    SetWording(EvidenceId, String),
    /// Sets how the words were rendered.
    SetQuotation(EvidenceId, Option<Quotation>),
    /// Sets whether the article has first-hand knowledge.
    SetKnowledge(EvidenceId, Option<Knowledge>),
    /// Sets how the claim uses the piece.
    SetUsage(EvidenceId, Option<Usage>),
    /// Sets whether the article names the speaker to its readers.
    SetNaming(EvidenceId, Option<Naming>),
    /// Adds a relay to the end of the chain, next to the speaker.
    AddRelay(EvidenceId, Named),
    /// Removes a relay from the chain.
    RemoveRelay(EvidenceId, SpeakerId),
    /// Copies [`Workbench::attribution_before`].
    Repeat(EvidenceId),
    /// Adds it to a set of pieces that count only together, or removes it.
    SetEvidenceSet(EvidenceId, Option<EvidenceSet>),
}

/// Speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerIntent {
    /// Adds a speaker with this name.
    Add(String),
    /// Replaces the record with the same id after typing in one of its fields.
    Edit(Box<Speaker>),
    /// Replaces the record with the same id after a click. Carries the label of the undo step.
    Set(Box<Speaker>, Label),
    /// Adds an alias.
    AddAlias(SpeakerId, String),
    /// Merges the first speaker into the second: references and spellings go over to the second.
    Merge(SpeakerId, SpeakerId),
    /// Deletes the speaker and its references in attributions, claims and provenance.
    Delete(SpeakerId),
}

impl Workbench {
    pub(crate) fn attribution_intent(&mut self, intent: AttributionIntent) {
        use AttributionIntent as Intent;
        match intent {
            Intent::SetSpeaker(id, named) => self.set_speaker(id, named),
            Intent::SetWording(id, wording) => {
                let typing = Some(TypingIn::Wording(id));
                self.attribute(id, "edit wording", typing, |now| now.wording = wording);
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
            Intent::AddRelay(id, named) => self.add_relay(id, named),
            Intent::RemoveRelay(id, who) => {
                let label = "shorten chain";
                self.attribute(id, label, None, |now| {
                    now.relayed_by.retain(|other| *other != who);
                });
            }
            Intent::Repeat(id) => self.repeat_attribution(id),
            Intent::SetEvidenceSet(id, set) => {
                let edit = Edit::Evidence(EvidenceEdit::SetEvidenceSet { id, set });
                self.commit(Change::new("set what counts together", vec![edit]));
            }
        }
    }

    /// The attribution to repeat for a piece, without its wording, which belongs to its article: of the same claim, the one
    /// recorded last in this session, or else the last in the list; if the claim has none, the one recorded last.
    #[must_use]
    pub fn attribution_before(&self, id: EvidenceId) -> Option<Attribution> {
        let claim = self.project.evidence(id)?.claim;
        let recorded = || {
            let ids = self.attributed.iter().rev();
            ids.filter_map(|id| self.project.evidence(*id))
        };
        let of_claim = recorded().filter(|piece| piece.claim == claim);
        let listed = self.project.evidence_of(claim).rev();
        let pieces = of_claim.chain(listed).chain(recorded());
        let others = pieces.filter(|piece| piece.id != id);
        let mut attributions = others.map(|piece| Attribution {
            wording: String::new(),
            ..piece.attribution.clone()
        });
        attributions.find(|attribution| !attribution.is_empty())
    }

    fn repeat_attribution(&mut self, id: EvidenceId) {
        let Some(before) = self.attribution_before(id) else {
            return;
        };
        let speaker = before.speaker.and_then(|id| self.project.speaker(id));
        let words = match speaker {
            Some(speaker) => format!("Attributed to {}", speaker.shown_name()),
            None => format!(
                "Attributed as before: {}",
                attribution_words(&self.project, &before)
            ),
        };
        let is_new = self.attribute(id, "attribute as before", None, |now| {
            let wording = std::mem::take(&mut now.wording);
            *now = Attribution { wording, ..before };
        });
        if is_new {
            self.notices.done(words, Some(Command::Undo));
        }
    }

    /// Changes the attribution as one step, unless nothing changes. Returns whether it did.
    fn attribute(
        &mut self,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        change: impl FnOnce(&mut Attribution),
    ) -> bool {
        self.attribute_after(id, label, typing, Vec::new(), change)
    }

    /// Changes the attribution after `edits` that create the speaker.
    fn attribute_after(
        &mut self,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        mut edits: Vec<Edit>,
        change: impl FnOnce(&mut Attribution),
    ) -> bool {
        let Some(old) = self.project.evidence(id).map(|piece| &piece.attribution) else {
            return false;
        };
        let mut attribution = Box::new(old.clone());
        change(&mut attribution);
        if *attribution == *old {
            return false;
        }
        edits.push(Edit::Evidence(EvidenceEdit::SetAttribution {
            id,
            attribution,
        }));
        let change = Change {
            label: label.into(),
            edits,
            typing,
        };
        let is_set = self.commit(change);
        if is_set {
            self.attributed.retain(|other| *other != id);
            self.attributed.push(id);
        }
        is_set
    }

    fn set_speaker(&mut self, id: EvidenceId, named: Named) {
        let (speaker, edits) = self.named(named);
        self.attribute_after(id, "set speaker", None, edits, |now| {
            now.speaker = speaker;
            now.relayed_by.retain(|other| Some(*other) != speaker);
        });
    }

    /// The piece of evidence that keyboard commands act on: the one of the selected claim that was opened last, or the
    /// link of the selected highlight to that claim.
    pub(crate) fn selected_evidence(&self) -> Option<EvidenceId> {
        let claim_of = |id: EvidenceId| self.project.evidence(id).map(|piece| piece.claim);
        let is_of_claim = |id: &EvidenceId| claim_of(*id) == self.selection.claim;
        let linked = || {
            let (highlight, claim) = (self.selection.highlight?, self.selection.claim?);
            self.project.link(highlight, claim).map(|link| link.id)
        };
        self.selection.evidence.filter(is_of_claim).or_else(linked)
    }

    /// The selected piece of evidence, or else the only one of the selected claim. Among several, the user selects.
    pub(crate) fn evidence_to_attribute(&self) -> Option<EvidenceId> {
        let only = || {
            let mut pieces = self.project.evidence_of(self.selection.claim?);
            let first = pieces.next()?;
            pieces.next().is_none().then_some(first.id)
        };
        self.selected_evidence().or_else(only)
    }

    /// Moves the keyboard focus to the speaker field.
    pub(crate) fn attribute_selected(&mut self) {
        if let Some(id) = self.evidence_to_attribute() {
            self.selection.evidence = Some(id);
            self.effects.push(Effect::Focus(FocusOn::Speaker(id)));
        }
    }

    fn add_relay(&mut self, id: EvidenceId, named: Named) {
        let (Some(who), edits) = self.named(named) else {
            return;
        };
        self.attribute_after(id, "lengthen chain", None, edits, |now| {
            if !now.speakers().any(|other| other == who) {
                now.relayed_by.push(who);
            }
        });
    }

    /// Returns the speaker, if any; for a new speaker, with the edit that adds it.
    pub(crate) fn named(&self, named: Named) -> (Option<SpeakerId>, Vec<Edit>) {
        match named {
            Named::Known(id) => (Some(id), Vec::new()),
            Named::Called(name) if name.trim().is_empty() => (None, Vec::new()),
            Named::Called(name) => {
                let (id, edits) = self.called(&name);
                (Some(id), edits)
            }
        }
    }

    /// Finds the speaker by name, or returns a new one with the edit that adds it.
    fn called(&self, name: &str) -> (SpeakerId, Vec<Edit>) {
        if let Some(known) = self.project.speaker_called(name) {
            return (known.id, Vec::new());
        }
        let id = fresh_id();
        let speaker = Box::new(Speaker::new(id, name.trim().to_owned()));
        let at = self.project.speakers().len();
        let add = Edit::Speaker(SpeakerEdit::Add { at, speaker });
        (id, vec![add])
    }

    pub(crate) fn speaker_intent(&mut self, intent: SpeakerIntent) {
        match intent {
            SpeakerIntent::Add(name) => self.add_speaker(&name),
            SpeakerIntent::Edit(speaker) => {
                let typing = TypingIn::Speaker(speaker.id);
                let edit = Edit::Speaker(SpeakerEdit::Set(speaker));
                self.commit(Change::typed("edit speaker", typing, edit));
            }
            SpeakerIntent::Set(speaker, label) => {
                let edit = Edit::Speaker(SpeakerEdit::Set(speaker));
                self.commit(Change::new(label, vec![edit]));
            }
            SpeakerIntent::AddAlias(id, alias) => self.add_alias(id, alias.trim()),
            SpeakerIntent::Merge(from, into) => self.merge_speakers(from, into),
            SpeakerIntent::Delete(id) => self.delete_speaker(id),
        }
    }

    fn add_speaker(&mut self, name: &str) {
        if name.trim().is_empty() {
            return;
        }
        let (known, edits) = self.called(name);
        if !edits.is_empty() {
            self.commit(Change::new("add speaker", edits));
        } else if let Some(known) = self.project.speaker(known) {
            // Not the typed name, which may be the real name of a protected source.
            let words = format!("{} is called so already", known.shown_name());
            self.notices.error(words);
        }
    }

    fn delete_speaker(&mut self, id: SpeakerId) {
        let Some(name) = self.project.speaker(id).map(Speaker::shown_name) else {
            return;
        };
        let words = format!("Deleted {name}; what named it names nobody in its place");
        let edits = removing::speaker(&self.project, id);
        if self.commit(Change::new("delete speaker", edits)) {
            self.notices.done(words, Some(Command::Undo));
        }
    }

    fn add_alias(&mut self, id: SpeakerId, alias: &str) {
        let Some(mut speaker) = self.project.speaker(id).cloned() else {
            return;
        };
        if !alias.is_empty() && !speaker.is_called(alias) {
            speaker.aliases.push(alias.to_owned());
            let edit = Edit::Speaker(SpeakerEdit::Set(Box::new(speaker)));
            self.commit(Change::new("add alias", vec![edit]));
        }
    }

    fn merge_speakers(&mut self, from: SpeakerId, into: SpeakerId) {
        let project = &self.project;
        let (Some(gone), Some(kept)) = (project.speaker(from), project.speaker(into)) else {
            return;
        };
        if from == into {
            return;
        }
        let merged = merged(gone, kept);
        // If one of the two is protected, neither name may be shown.
        let words = match merged.stand_in {
            Some(_) => format!("Merged into {}", merged.shown_name()),
            None => format!("{} is {} now", gone.name, merged.name),
        };
        let mut edits = removing::renaming_speaker(project, from, Some(into));
        edits.push(Edit::Speaker(SpeakerEdit::Set(Box::new(merged))));
        edits.push(Edit::Speaker(SpeakerEdit::Remove(from)));
        if self.commit(Change::new("merge speakers", edits)) {
            self.notices.done(words, Some(Command::Undo));
        }
    }
}

/// The kept speaker with the other's spellings, and with the other's values for its empty fields.
fn merged(gone: &Speaker, kept: &Speaker) -> Speaker {
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
    // A protected or retracted speaker stays so under any name.
    merged.stand_in = merged.stand_in.or_else(|| gone.stand_in.clone());
    merged.excluded = merged.excluded.or(gone.excluded);
    merged
}

/// The next unused stand-in for a protected source: "Source A" to "Source Z", then "Source 27" and so on.
#[must_use]
pub fn free_stand_in(project: &Project) -> String {
    let taken: std::collections::BTreeSet<String> = project
        .speakers()
        .flat_map(|speaker| speaker.spellings().chain(speaker.stand_in.as_deref()))
        .map(name_key)
        .collect();
    let mut names = (0_u32..).map(|nth| match u8::try_from(nth) {
        Ok(letter @ 0..26) => format!("Source {}", char::from(b'A' + letter)),
        _ => format!("Source {}", nth + 1),
    });
    let free = names.find(|name| !taken.contains(&name_key(name)));
    free.unwrap_or_default()
}

/// The first set without evidence of the claim; `None` if all are in use.
#[must_use]
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> Option<EvidenceSet> {
    let taken: std::collections::BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let mut sets = (0..=u8::MAX).map(EvidenceSet);
    sets.find(|set| !taken.contains(set))
}
