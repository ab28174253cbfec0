//! Attributions: who said what a piece of evidence says, and how.

use super::speakers::NamedSpeaker;
use crate::{
    project::{
        Attribution, Change, Edit, Evidence, EvidenceEdit, EvidenceId, EvidenceSet, Knowledge,
        Naming, Project, Quotation, SpeakerId, TypingIn, Usage,
    },
    workbench::{intent::FocusOn, session::Session},
};

use std::collections::BTreeSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributionIntent {
    SetSpeaker(EvidenceId, NamedSpeaker),
    SetWording(EvidenceId, String),
    SetQuotation(EvidenceId, Option<Quotation>),
    /// First-hand or reported.
    SetKnowledge(EvidenceId, Option<Knowledge>),
    /// Primary or secondary.
    SetUsage(EvidenceId, Option<Usage>),
    SetNaming(EvidenceId, Option<Naming>),
    /// Appends to the chain of those who relayed it; the last one is nearest to the speaker.
    AddRelay(EvidenceId, NamedSpeaker),
    RemoveRelay(EvidenceId, SpeakerId),
    /// Attributes it like the piece that was attributed last, keeping its wording.
    Repeat(EvidenceId),
    /// Puts it into a set of pieces that count only together.
    SetTogether(EvidenceId, Option<EvidenceSet>),
}

/// Remembers the last attribution.
#[derive(Debug, Default)]
pub(in crate::workbench) struct AttributionSession {
    last: Attribution,
}

impl AttributionSession {
    pub(in crate::workbench) fn handle(
        &mut self,
        intent: AttributionIntent,
        session: &mut Session,
    ) {
        use AttributionIntent as Intent;
        match intent {
            Intent::SetSpeaker(id, named) => self.set_speaker(id, named, session),
            Intent::SetWording(id, wording) => {
                let typing = Some(TypingIn::Wording(id));
                self.attribute(session, id, "edit wording", typing, |now| {
                    now.wording = wording
                });
            }
            Intent::SetQuotation(id, quotation) => {
                self.attribute(session, id, "set quotation", None, |now| {
                    now.quotation = quotation
                });
            }
            Intent::SetKnowledge(id, knowledge) => {
                let label = "set first-hand or reported";
                self.attribute(session, id, label, None, |now| now.knowledge = knowledge);
            }
            Intent::SetUsage(id, usage) => {
                let label = "set primary or secondary";
                self.attribute(session, id, label, None, |now| now.usage = usage);
            }
            Intent::SetNaming(id, naming) => {
                self.attribute(session, id, "set naming", None, |now| now.naming = naming);
            }
            Intent::AddRelay(id, named) => self.add_relay(id, named, session),
            Intent::RemoveRelay(id, who) => {
                let label = "remove relay";
                self.attribute(session, id, label, None, |now| {
                    now.relayed_by.retain(|other| *other != who)
                });
            }
            Intent::Repeat(id) => {
                let last = self.last.clone();
                self.attribute(session, id, "attribute as before", None, |now| {
                    let wording = std::mem::take(&mut now.wording);
                    *now = Attribution { wording, ..last };
                });
            }
            Intent::SetTogether(id, set) => {
                let edit = Edit::Evidence(EvidenceEdit::SetTogether { id, set });
                session.commit(Change::new("set evidence set", vec![edit]));
            }
        }
    }

    /// The last attribution, to repeat for the next piece; without its wording, which belongs to one article.
    pub(in crate::workbench) fn last(&self) -> &Attribution {
        &self.last
    }

    pub(in crate::workbench) fn project_changed(&mut self, project: &Project) {
        let is_gone = |speaker| project.speaker(speaker).is_none();
        if self.last.speakers().any(is_gone) {
            self.last = Attribution::default();
        }
    }

    /// Changes the attribution as one undo step, if it differs afterwards.
    fn attribute(
        &mut self,
        session: &mut Session,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        change: impl FnOnce(&mut Attribution),
    ) {
        self.attribute_after(session, id, label, typing, Vec::new(), change);
    }

    /// The same, after `edits` that create speakers.
    fn attribute_after(
        &mut self,
        session: &mut Session,
        id: EvidenceId,
        label: &'static str,
        typing: Option<TypingIn>,
        mut edits: Vec<Edit>,
        change: impl FnOnce(&mut Attribution),
    ) {
        let Some(old) = session
            .project()
            .evidence(id)
            .map(|piece| &piece.attribution)
        else {
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
        if session.commit(change) {
            self.last = last;
        }
    }

    fn set_speaker(&mut self, id: EvidenceId, named: NamedSpeaker, session: &mut Session) {
        let (speaker, edits) = session.resolve(named);
        self.attribute_after(session, id, "set speaker", None, edits, |now| {
            now.speaker = speaker;
            now.relayed_by.retain(|other| Some(*other) != speaker);
        });
    }

    fn add_relay(&mut self, id: EvidenceId, named: NamedSpeaker, session: &mut Session) {
        let (Some(who), edits) = session.resolve(named) else {
            return;
        };
        self.attribute_after(session, id, "add relay", None, edits, |now| {
            if !now.speakers().any(|other| other == who) {
                now.relayed_by.push(who);
            }
        });
    }
}

impl Session {
    /// The evidence that keys act on: the piece of the selected claim that was visited last, or the link between the selected
    /// highlight and that claim.
    pub(in crate::workbench) fn selected_evidence(&self) -> Option<EvidenceId> {
        let claim_of = |id: EvidenceId| self.project().evidence(id).map(|piece| piece.claim);
        let is_of_claim = |id: &EvidenceId| claim_of(*id) == self.selection.claim;
        let linked = || {
            let (highlight, claim) = (self.selection.highlight?, self.selection.claim?);
            self.project().link(highlight, claim).map(|link| link.id)
        };
        self.selection.evidence.filter(is_of_claim).or_else(linked)
    }

    /// The selected evidence, or else the first unattributed piece of the selected claim, or its first.
    pub(in crate::workbench) fn evidence_to_attribute(&self) -> Option<EvidenceId> {
        let of_claim = || {
            let mut pieces = self.project().evidence_of(self.selection.claim?);
            let first = pieces.next()?;
            let open = std::iter::once(first)
                .chain(pieces)
                .find(|piece| piece.attribution.is_empty());
            Some(open.unwrap_or(first).id)
        };
        self.selected_evidence().or_else(of_claim)
    }

    /// Focuses the speaker field.
    pub(in crate::workbench) fn attribute_selected(&mut self) {
        if let Some(id) = self.evidence_to_attribute() {
            self.selection.evidence = Some(id);
            self.focus(FocusOn::Speaker(id));
        }
    }
}

/// The first unused set of a claim with this evidence.
#[must_use]
pub fn free_set<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> EvidenceSet {
    let taken: BTreeSet<_> = evidence.filter_map(|piece| piece.set).collect();
    let free = (0..u8::MAX).map(EvidenceSet);
    free.into_iter()
        .find(|set| !taken.contains(set))
        .unwrap_or(EvidenceSet(u8::MAX))
}
