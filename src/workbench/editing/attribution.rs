//! Attributions of evidence.

use super::Named;
use crate::{
    analysis::attribution_words,
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet, Knowledge,
        Naming, Quotation, SpeakerId, TypingIn, Usage,
    },
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, FocusOn},
    },
};

use std::collections::BTreeSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributionIntent {
    SetSpeaker(EvidenceId, Named),
    SetWording(EvidenceId, String),
    SetQuotation(EvidenceId, Option<Quotation>),
    /// Sets whether the article has first-hand knowledge.
    SetKnowledge(EvidenceId, Option<Knowledge>),
    SetUsage(EvidenceId, Option<Usage>),
    /// Sets whether the article names the speaker to its readers.
    SetNaming(EvidenceId, Option<Naming>),
    /// Adds a relay to the end of the chain, next to the speaker.
    AddRelay(EvidenceId, Named),
    RemoveRelay(EvidenceId, SpeakerId),
    /// Copies [`Workbench::attribution_before`].
    Repeat(EvidenceId),
    /// Adds it to a set of pieces that count only together, or removes it.
    SetEvidenceSet(EvidenceId, Option<EvidenceSet>),
}

/// Pieces attributed in this session, each once, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Attributed(Vec<EvidenceId>);

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
            let ids = self.attributed.0.iter().rev();
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
            self.attributed.0.retain(|other| *other != id);
            self.attributed.0.push(id);
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

/// The first set without evidence of the claim; `None` if all are in use.
#[must_use]
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> Option<EvidenceSet> {
    let taken: BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let mut sets = (0..=u8::MAX).map(EvidenceSet);
    sets.find(|set| !taken.contains(set))
}
