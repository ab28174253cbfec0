//! Attributions of evidence.

use super::SpeakerInput;
use crate::{
    analysis::attribution_words,
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet,
        FirstHandOrReported, Label, Naming, PrimaryOrSecondary, Quotation, Speaker, SpeakerId,
        Stance, TypingIn,
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
    SetSpeaker(EvidenceId, SpeakerInput),
    SetWording(EvidenceId, String),
    SetQuotation(EvidenceId, Option<Quotation>),
    SetFirstHand(EvidenceId, Option<FirstHandOrReported>),
    SetPrimaryOrSecondary(EvidenceId, Option<PrimaryOrSecondary>),
    /// Sets whether the article names the speaker to its readers.
    SetNaming(EvidenceId, Option<Naming>),
    /// Adds a relay to the end of the chain, next to the speaker.
    AddRelay(EvidenceId, SpeakerInput),
    RemoveRelay(EvidenceId, SpeakerId),
    /// Copies [`Workbench::attribution_before`].
    Repeat(EvidenceId),
    /// Adds a piece to a set of pieces that count only together, or removes it from its set.
    SetEvidenceSet(EvidenceId, Option<EvidenceSet>),
}

#[derive(Debug, Default)]
pub(crate) struct Attributed {
    /// Pieces attributed in this session, each once, the newest last.
    recorded: Vec<EvidenceId>,
    /// Pieces of one claim that are attributed together, including the selected one; empty while at most one is selected.
    together: BTreeSet<EvidenceId>,
}

impl Workbench {
    pub(crate) fn attribution_intent(&mut self, intent: AttributionIntent) {
        use AttributionIntent as Intent;
        match intent {
            Intent::SetSpeaker(id, named) => self.set_speaker(id, named),
            Intent::SetWording(id, wording) => {
                let typing = Some(TypingIn::Wording(id));
                self.attribute(id, "edit wording", typing, |now| {
                    now.wording.clone_from(&wording);
                });
            }
            Intent::SetQuotation(id, quotation) => {
                self.attribute(id, "set quotation", None, |now| now.quotation = quotation);
            }
            Intent::SetFirstHand(id, first_hand) => {
                let label = "set first-hand or reported";
                self.attribute(id, label, None, |now| now.first_hand = first_hand);
            }
            Intent::SetPrimaryOrSecondary(id, primary_or_secondary) => {
                let label = "set primary or secondary";
                self.attribute(id, label, None, |now| {
                    now.primary_or_secondary = primary_or_secondary;
                });
            }
            Intent::SetNaming(id, naming) => {
                self.attribute(id, "set naming", None, |now| now.naming = naming);
            }
            Intent::AddRelay(id, named) => self.add_relay(id, named),
            Intent::RemoveRelay(id, who) => {
                let label = "remove intermediary";
                self.attribute(id, label, None, |now| {
                    now.relayed_by.retain(|other| *other != who);
                });
            }
            Intent::Repeat(id) => self.repeat_attribution(id),
            Intent::SetEvidenceSet(id, set) => {
                let edit = |id| Edit::Evidence(EvidenceEdit::SetEvidenceSet { id, set });
                let edits = self.attributed_with(id).into_iter().map(edit).collect();
                self.commit(Change::new("set what counts together", edits));
            }
        }
    }

    /// Whether a piece is selected, by itself or with others.
    pub fn is_selected_piece(&self, id: EvidenceId) -> bool {
        self.selection.evidence == Some(id) || self.attributed.together.contains(&id)
    }

    /// The pieces whose attribution changes with that of the given one: the pieces selected with it, or only itself.
    pub fn attributed_with(&self, id: EvidenceId) -> Vec<EvidenceId> {
        let together = &self.attributed.together;
        if together.contains(&id) {
            let there = together.iter().copied();
            there
                .filter(|id| self.project.evidence(*id).is_some())
                .collect()
        } else {
            vec![id]
        }
    }

    /// Deselects all pieces except the selected one.
    pub(crate) fn select_alone(&mut self) {
        self.attributed.together.clear();
    }

    pub(crate) fn select_also(&mut self, id: EvidenceId) {
        let mut together = std::mem::take(&mut self.attributed.together);
        if together.is_empty() {
            together.extend(self.selected_evidence());
        }
        let last = if together.remove(&id) {
            together.last().copied()
        } else {
            together.insert(id);
            Some(id)
        };
        self.select_together(last, together);
    }

    /// Selects the pieces from the selected one to this one, in the order of the claim panel, which is by stance.
    pub(crate) fn select_through(&mut self, to: EvidenceId) {
        let Some(claim) = self.project.evidence(to).map(|piece| piece.claim) else {
            return;
        };
        let from = self.selected_evidence().unwrap_or(to);
        let pieces = || self.project.evidence_of(claim);
        let shown: Vec<EvidenceId> = Stance::ALL
            .into_iter()
            .flat_map(|stance| pieces().filter(move |piece| piece.stance == stance))
            .map(|piece| piece.id)
            .collect();
        let index_of = |id| shown.iter().position(|other| *other == id);
        if let (Some(from), Some(to_place)) = (index_of(from), index_of(to)) {
            let between = from.min(to_place)..=from.max(to_place);
            let together = shown[between].iter().copied().collect();
            self.select_together(Some(to), together);
        }
    }

    fn select_together(&mut self, last: Option<EvidenceId>, pieces: BTreeSet<EvidenceId>) {
        let piece = last.and_then(|id| self.project.evidence(id));
        self.selection
            .set_evidence(piece.map(|piece| (piece.id, piece.highlight)));
        self.attributed.together = pieces;
    }

    /// Clears the pieces that are attributed together, once another piece is selected.
    pub(crate) fn follow_selected_piece(&mut self) {
        let together = &self.attributed.together;
        let selected = self.selection.evidence;
        if selected.is_none_or(|selected| !together.contains(&selected)) || together.len() < 2 {
            self.select_alone();
        }
    }

    /// The attribution to repeat for a piece: the last one recorded for the same claim in this session, or else the last
    /// in the claim's list, or else the last one recorded for any claim. It has no wording, which belongs to its article.
    pub fn attribution_before(&self, id: EvidenceId) -> Option<Attribution> {
        let claim = self.project.evidence(id)?.claim;
        let recorded = || {
            let ids = self.attributed.recorded.iter().rev();
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
        let speaker = before.speaker;
        let label = match speaker {
            Some(_) => "attribute as before".to_owned(),
            None => format!(
                "attribute as before: {}",
                attribution_words(&self.project, &before)
            ),
        };
        let count = self.attribute(id, label, None, |now| {
            let wording = std::mem::take(&mut now.wording);
            *now = Attribution {
                wording,
                ..before.clone()
            };
        });
        self.notify_of_speaker(speaker, count);
    }

    /// "Attributed 3 passages to Denna Corvast".
    fn notify_of_speaker(&mut self, speaker: Option<SpeakerId>, pieces: usize) {
        let name = speaker.and_then(|id| self.project.speaker(id));
        if let Some(name) = name.map(Speaker::shown_name)
            && pieces > 0
        {
            let message = match pieces {
                1 => format!("Attributed to {name}"),
                _ => format!("Attributed {pieces} passages to {name}"),
            };
            self.notices.done(message, Some(Command::Undo));
        }
    }

    /// Changes the attribution of a piece, and of those selected with it, as one undo step. Returns the number of changed
    /// pieces.
    fn attribute(
        &mut self,
        id: EvidenceId,
        label: impl Into<Label>,
        typing: Option<TypingIn>,
        change: impl Fn(&mut Attribution),
    ) -> usize {
        self.attribute_after(id, label, typing, Vec::new(), change)
    }

    /// Changes the attribution after `edits`, which create the speaker.
    fn attribute_after(
        &mut self,
        id: EvidenceId,
        label: impl Into<Label>,
        typing: Option<TypingIn>,
        mut edits: Vec<Edit>,
        change: impl Fn(&mut Attribution),
    ) -> usize {
        let mut changed = Vec::new();
        for id in self.attributed_with(id) {
            let Some(piece) = self.project.evidence(id) else {
                continue;
            };
            let mut attribution = Box::new(piece.attribution.clone());
            change(&mut attribution);
            if *attribution != piece.attribution {
                changed.push(id);
                edits.push(Edit::Evidence(EvidenceEdit::SetAttribution {
                    id,
                    attribution,
                }));
            }
        }
        let label = match (label.into(), changed.len()) {
            (label, 0 | 1) => label,
            (label, count) => format!("{label} of {count} passages").into(),
        };
        let change = Change {
            label,
            edits,
            typing,
        };
        if changed.is_empty() || !self.commit(change) {
            return 0;
        }
        let recorded = &mut self.attributed.recorded;
        recorded.retain(|other| !changed.contains(other));
        recorded.extend(&changed);
        changed.len()
    }

    fn set_speaker(&mut self, id: EvidenceId, named: SpeakerInput) {
        let (speaker, edits) = self.named(named);
        let count = self.attribute_after(id, "set speaker", None, edits, |now| {
            now.speaker = speaker;
            now.relayed_by.retain(|other| Some(*other) != speaker);
        });
        self.notify_of_speaker(speaker, count);
    }

    /// The piece of evidence that keyboard commands act on: the last opened piece of the selected claim, or else the link
    /// of the selected highlight to that claim.
    pub(crate) fn selected_evidence(&self) -> Option<EvidenceId> {
        let claim_of = |id: EvidenceId| self.project.evidence(id).map(|piece| piece.claim);
        let is_of_claim = |id: &EvidenceId| claim_of(*id) == self.selection.claim;
        let linked = || {
            let (highlight, claim) = (self.selection.highlight?, self.selection.claim?);
            self.project.link(highlight, claim).map(|link| link.id)
        };
        self.selection.evidence.filter(is_of_claim).or_else(linked)
    }

    /// The selected piece of evidence, or else the only one of the selected claim. If there are several, the user has to
    /// select one.
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

    fn add_relay(&mut self, id: EvidenceId, named: SpeakerInput) {
        let (Some(who), edits) = self.named(named) else {
            return;
        };
        self.attribute_after(id, "add intermediary", None, edits, |now| {
            if !now.speakers().any(|other| other == who) {
                now.relayed_by.push(who);
            }
        });
    }
}

/// The first set that contains none of this evidence; `None` if all are in use.
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> Option<EvidenceSet> {
    let used: BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let mut sets = (0..=u8::MAX).map(EvidenceSet);
    sets.find(|set| !used.contains(set))
}
