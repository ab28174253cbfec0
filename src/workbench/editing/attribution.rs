//! Attributions of evidence.

use super::Named;
use crate::{
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet, Knowledge,
        Naming, Project, Quotation, SpeakerId, TypingIn, Usage,
    },
    workbench::{
        Workbench,
        intent::{Effect, FocusOn},
    },
};

use std::collections::BTreeSet;

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
    /// Copies the attribution that was recorded last.
    Repeat(EvidenceId),
    /// Adds it to a set of pieces that count only together, or removes it.
    SetEvidenceSet(EvidenceId, Option<EvidenceSet>),
}

/// The attribution recorded last, offered for the next piece; without its wording, which belongs to its article.
#[derive(Debug, Default)]
pub(crate) struct LastAttribution(Attribution);

impl LastAttribution {
    pub(crate) fn project_changed(&mut self, project: &Project) {
        let gone = |speaker| project.speaker(speaker).is_none();
        if self.0.speakers().any(gone) {
            *self = Self::default();
        }
    }
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
            Intent::Repeat(id) => {
                let last = self.last_attribution.0.clone();
                self.attribute(id, "attribute as before", None, |now| {
                    let wording = std::mem::take(&mut now.wording);
                    *now = Attribution { wording, ..last };
                });
            }
            Intent::SetEvidenceSet(id, set) => {
                let edit = Edit::Evidence(EvidenceEdit::SetEvidenceSet { id, set });
                self.commit(Change::new("set what counts together", vec![edit]));
            }
        }
    }

    #[must_use]
    pub fn last_attribution(&self) -> &Attribution {
        &self.last_attribution.0
    }

    /// Changes the attribution as one step, unless nothing changes.
    fn attribute(
        &mut self,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        change: impl FnOnce(&mut Attribution),
    ) {
        self.attribute_after(id, label, typing, Vec::new(), change);
    }

    /// Changes the attribution after `edits` that create the speaker.
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
            self.last_attribution.0 = last;
        }
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

    /// The selected piece of evidence, or else the first of the selected claim without an attribution, or its first.
    pub(crate) fn evidence_to_attribute(&self) -> Option<EvidenceId> {
        let of_claim = || {
            let mut pieces = self.project.evidence_of(self.selection.claim?);
            let first = pieces.next()?;
            let open = std::iter::once(first)
                .chain(pieces)
                .find(|piece| piece.attribution.is_empty());
            Some(open.unwrap_or(first).id)
        };
        self.selected_evidence().or_else(of_claim)
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
}

/// The next set that has no evidence of the claim, in the order of [`EvidenceSet`].
#[must_use]
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> EvidenceSet {
    let taken: BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let free = (0..u8::MAX).map(EvidenceSet);
    free.into_iter()
        .find(|set| !taken.contains(set))
        .unwrap_or(EvidenceSet(u8::MAX))
}
