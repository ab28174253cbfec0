//! Who said it: attributions of evidence, and speakers that come and go with them.

use super::removal as removing;
use crate::{
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet, Knowledge,
        Label, Naming, Project, Quotation, Speaker, SpeakerEdit, SpeakerId, TypingIn, Usage,
    },
    storage::fresh_id,
    workbench::{
        Workbench,
        intent::{Effect, FocusOn},
    },
};

/// Somebody who was named in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of those that were offered. Several can be called the same.
    Known(SpeakerId),
    /// Whoever is called that; a new speaker is made of a name that nobody has. Empty is nobody.
    Called(String),
}

/// About who said what a piece of evidence says, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributionIntent {
    /// It was said by that one.
    SetSpeaker(EvidenceId, Named),
    /// The words that attribute.
    SetWording(EvidenceId, String),
    /// How the words were rendered.
    SetQuotation(EvidenceId, Option<Quotation>),
    /// Whether the article saw or heard it itself.
    SetKnowledge(EvidenceId, Option<Knowledge>),
    /// What the piece is for its claim.
    SetUsage(EvidenceId, Option<Usage>),
    /// Whether readers are told who said it.
    SetNaming(EvidenceId, Option<Naming>),
    /// It came through that one, last before the speaker.
    AddVia(EvidenceId, Named),
    /// It did not come through that one.
    RemoveVia(EvidenceId, SpeakerId),
    /// Attributes it as the piece that was attributed last.
    Repeat(EvidenceId),
    /// Puts it into a set of pieces that count only together.
    SetTogether(EvidenceId, Option<EvidenceSet>),
}

/// About speakers themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerIntent {
    /// Adds one of that name.
    Add(String),
    /// Replaces the record of the same id; a field of it was typed into.
    Edit(Box<Speaker>),
    /// Replaces the record of the same id; something was clicked. Carries what the step is called.
    Set(Box<Speaker>, Label),
    /// Adds an alias.
    AddAlias(SpeakerId, String),
    /// Makes the first one the second: what named it names the other, which gets its spellings.
    Merge(SpeakerId, SpeakerId),
    /// Deletes it with whatever names it in attributions, claims and provenance.
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
            Intent::AddVia(id, named) => self.add_relay(id, named),
            Intent::RemoveVia(id, who) => {
                let label = "shorten chain";
                self.attribute(id, label, None, |now| {
                    now.relayed_by.retain(|other| *other != who);
                });
            }
            Intent::Repeat(id) => {
                let last = self.last_attribution.clone();
                self.attribute(id, "attribute as before", None, |now| {
                    let wording = std::mem::take(&mut now.wording);
                    *now = Attribution { wording, ..last };
                });
            }
            Intent::SetTogether(id, set) => {
                let edit = Edit::Evidence(EvidenceEdit::SetTogether { id, set });
                self.commit(Change::new("set what counts together", vec![edit]));
            }
        }
    }

    /// What was recorded last of a piece of evidence, to be offered for the next; without its wording, which is that article's.
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
            wording: String::new(),
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

    fn set_speaker(&mut self, id: EvidenceId, named: Named) {
        let (speaker, edits) = self.named(named);
        self.attribute_after(id, "set speaker", None, edits, |now| {
            now.speaker = speaker;
            now.relayed_by.retain(|other| Some(*other) != speaker);
        });
    }

    /// The piece of evidence that keys act on: the one of the chosen claim that was gone to last, or the link of the chosen
    /// highlight to that claim.
    pub(crate) fn chosen_evidence(&self) -> Option<EvidenceId> {
        let claim_of = |id: EvidenceId| self.project.evidence(id).map(|piece| piece.claim);
        let is_of_claim = |id: &EvidenceId| claim_of(*id) == self.chosen.claim;
        let linked = || {
            let (highlight, claim) = (self.chosen.highlight?, self.chosen.claim?);
            self.project.link(highlight, claim).map(|link| link.id)
        };
        self.chosen.evidence.filter(is_of_claim).or_else(linked)
    }

    /// The chosen piece of evidence; else the first of the chosen claim of which nothing is recorded, or its first.
    pub(crate) fn evidence_to_attribute(&self) -> Option<EvidenceId> {
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
    pub(crate) fn attribute_chosen(&mut self) {
        if let Some(id) = self.evidence_to_attribute() {
            self.chosen.evidence = Some(id);
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

    /// Who is meant, if anybody; a new speaker comes with the edit that adds it.
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

    /// Whoever is called that; where nobody is, a new speaker with the edit that adds it.
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
            // Not what was typed: it may be what a protected source is really called.
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
            self.notices
                .done(words, Some(crate::workbench::command::Command::Undo));
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
        // Where one of the two is protected, neither name may be told.
        let words = match merged.stand_in {
            Some(_) => format!("Merged into {}", merged.shown_name()),
            None => format!("{} is {} now", gone.name, merged.name),
        };
        let mut edits = removing::renaming_speaker(project, from, Some(into));
        edits.push(Edit::Speaker(SpeakerEdit::Set(Box::new(merged))));
        edits.push(Edit::Speaker(SpeakerEdit::Remove(from)));
        if self.commit(Change::new("merge speakers", edits)) {
            self.notices
                .done(words, Some(crate::workbench::command::Command::Undo));
        }
    }
}

/// The one that is kept, with the spellings of the other, and with what is not known of it.
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
    // Who was protected, or counts no more, stays so under any name.
    merged.stand_in = merged.stand_in.or_else(|| gone.stand_in.clone());
    merged.excluded = merged.excluded.or(gone.excluded);
    merged
}

/// The next stand-in for a protected source that nobody has: "Source A" to "Source Z", then "Source 27" and so on.
#[must_use]
pub fn free_stand_in(project: &Project) -> String {
    let taken: std::collections::BTreeSet<&str> = project
        .speakers()
        .flat_map(|speaker| speaker.spellings().chain(speaker.stand_in.as_deref()))
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
