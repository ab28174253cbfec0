use super::{ClaimIntent, Command, FocusOn, Workbench, intent::Effect};
use crate::project::{Change, ClaimEdit, ClaimField, ClaimId, Edit, EvidenceEdit, TypingIn};

impl Workbench {
    pub(super) fn claim_intent(&mut self, intent: ClaimIntent) {
        match intent {
            ClaimIntent::Choose(claim) => self.choose_claim(claim),
            ClaimIntent::Set(id, field) => self.set_claim(id, field),
            ClaimIntent::Move(id, to) => {
                self.commit(Change::new(
                    "move claim",
                    vec![Edit::Claim(ClaimEdit::Move { id, to })],
                ));
            }
            ClaimIntent::Delete(id) => self.delete_claim(id),
        }
    }

    pub(super) fn choose_claim(&mut self, claim: Option<ClaimId>) {
        self.notices.forget_hint();
        let changed = self.chosen.claim != claim;
        self.chosen.claim = claim;
        self.chosen.evidence = None;
        // A highlight that was chosen itself stays, and can be linked to this claim too.
        if changed && std::mem::take(&mut self.shown_as_evidence) {
            self.chosen.highlight = None;
        }
        if let Some(claim) = claim.filter(|_| changed) {
            self.reveal_claim(claim);
        }
    }

    /// Chooses the claim after the chosen one as they are listed, or the one before; none chosen counts as before the first.
    pub(super) fn step_claim(&mut self, forwards: bool) {
        let listed = self.lists.claims();
        let place = self
            .chosen
            .claim
            .and_then(|claim| listed.iter().position(|other| *other == claim));
        let next = match (place, forwards) {
            (Some(place), true) => listed.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|place| listed.get(place)),
            (None, true) => listed.first(),
            (None, false) => listed.last(),
        };
        if let Some(next) = next.copied() {
            self.choose_claim(Some(next));
        }
    }

    pub(super) fn new_claim(&mut self) {
        let claim = self.new_claim_record(String::new());
        let id = claim.id;
        let add = ClaimEdit::Add {
            at: self.project.claims().len(),
            claim: Box::new(claim),
        };
        if self.commit(Change::new("new claim", vec![Edit::Claim(add)])) {
            self.choose_claim(Some(id));
            self.effects.push(Effect::Focus(FocusOn::Statement(id)));
        }
    }

    fn set_claim(&mut self, id: ClaimId, field: ClaimField) {
        let (label, typing) = match &field {
            ClaimField::Statement(_) => ("edit statement", Some(TypingIn::Statement(id))),
            ClaimField::Justification(_) => {
                ("edit justification", Some(TypingIn::Justification(id)))
            }
            ClaimField::Notes(_) => ("edit notes", Some(TypingIn::Notes(id))),
            ClaimField::Verdict(_) => ("set verdict", None),
            ClaimField::Status(_) => ("set status", None),
            ClaimField::Color(_) => ("set colour", None),
        };
        let edits = vec![Edit::Claim(ClaimEdit::Set { id, field })];
        self.commit(Change {
            label: label.into(),
            edits,
            typing,
        });
    }

    pub(super) fn delete_claim(&mut self, id: ClaimId) {
        let Some(number) = self.project.claim_place(id).map(|place| place + 1) else {
            return;
        };
        let links = self
            .project
            .evidence_of(id)
            .map(|evidence| Edit::Evidence(EvidenceEdit::Remove(evidence.id)));
        let mut edits: Vec<Edit> = links.collect();
        edits.push(Edit::Claim(ClaimEdit::Remove(id)));
        if self.commit(Change::new("delete claim", edits)) {
            self.notices.done(
                format!("Deleted claim {number}; its highlights stay"),
                Some(Command::Undo),
            );
        }
    }
}
