use super::{removal, speakers::NamedSpeaker};
use crate::{
    project::{
        ArticleId, CLAIM_COLORS, Change, Claim, ClaimEdit, ClaimField, ClaimId, Edit, Evidence,
        RelationEdit, TypingIn,
    },
    storage::fresh_id,
    workbench::{
        command::Command,
        intent::{ClaimIntent, FocusOn},
        session::Session,
    },
};

impl Session {
    pub(in crate::workbench) fn claim_intent(&mut self, intent: ClaimIntent) {
        match intent {
            ClaimIntent::Select(claim) => self.select_claim(claim),
            ClaimIntent::Set(id, field) => self.set_claim(id, field),
            ClaimIntent::Move(id, to) => {
                let edit = Edit::Claim(ClaimEdit::Move { id, to });
                self.commit(Change::new("move claim", vec![edit]));
            }
            ClaimIntent::Delete(id) => self.delete_claim(id),
            ClaimIntent::SetSilent(id, article, silent) => self.set_silent(id, article, silent),
            ClaimIntent::Relate(from, to, kind) => self.relate(from, to, kind),
            ClaimIntent::Unrelate(id) => {
                let edit = Edit::Relation(RelationEdit::Remove(id));
                self.commit(Change::new("remove relation", vec![edit]));
            }
            ClaimIntent::Merge(from, into) => self.merge_claims(from, into),
            ClaimIntent::SetSpeaker(id, named) => self.set_speaker_of_claim(id, named),
        }
    }

    /// Selects the next or previous of the listed claims; without a selection, the first or last.
    pub(in crate::workbench) fn step_claim(&mut self, listed: &[ClaimId], forwards: bool) {
        let place = self
            .selection
            .claim
            .and_then(|claim| listed.iter().position(|other| *other == claim));
        let next = match (place, forwards) {
            (Some(place), true) => listed.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|place| listed.get(place)),
            (None, true) => listed.first(),
            (None, false) => listed.last(),
        };
        if let Some(next) = next.copied() {
            self.select_claim(Some(next));
        }
    }

    pub(in crate::workbench) fn new_claim(&mut self) {
        let claim = self.claim_with(String::new());
        let id = claim.id;
        let add = ClaimEdit::Add {
            at: self.project().claims().len(),
            claim: Box::new(claim),
        };
        if self.commit(Change::new("new claim", vec![Edit::Claim(add)])) {
            self.select_claim(Some(id));
            self.focus(FocusOn::Statement(id));
        }
    }

    pub(in crate::workbench) fn claim_with(&mut self, statement: String) -> Claim {
        let color = self.least_used_color();
        Claim::new(fresh_id(), statement, color)
    }

    /// The colour of the fewest claims, so that a new claim stands out.
    fn least_used_color(&self) -> u8 {
        let mut uses = [0_usize; CLAIM_COLORS as usize];
        for claim in self.project().claims() {
            uses[usize::from(claim.color % CLAIM_COLORS)] += 1;
        }
        (0..CLAIM_COLORS)
            .min_by_key(|color| uses[usize::from(*color)])
            .unwrap_or_default()
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
            ClaimField::Kind(_) => ("set claim type", None),
            ClaimField::Made(_) => ("edit claim date", Some(TypingIn::Made(id))),
            ClaimField::Speaker(_) => ("set speaker", None),
            ClaimField::FirstAppearance(_) => {
                ("edit first appearance", Some(TypingIn::FirstAppearance(id)))
            }
            ClaimField::Tags(_) => ("edit tags", None),
            ClaimField::Credibility(_) => ("set credibility", None),
            ClaimField::Searches(_) => ("edit searches", Some(TypingIn::Searches(id))),
            ClaimField::Reply(_) => ("edit reply", Some(TypingIn::Reply(id))),
            ClaimField::Waivers(_) => ("edit waivers", Some(TypingIn::Waivers(id))),
        };
        let is_verdict = matches!(field, ClaimField::Verdict(_));
        let edits = vec![Edit::Claim(ClaimEdit::Set { id, field })];
        let is_set = self.commit(Change {
            label: label.into(),
            edits,
            typing,
        });
        if is_set && is_verdict {
            self.ask_for_justification(id);
        }
    }

    /// Focuses the justification of a new verdict; Escape leaves it for later.
    fn ask_for_justification(&mut self, id: ClaimId) {
        let is_open = self.project().claim(id).is_some_and(Claim::lacks_reasons);
        if is_open && self.selection.claim == Some(id) {
            self.focus(FocusOn::Justification(id));
        }
    }

    fn set_speaker_of_claim(&mut self, id: ClaimId, named: NamedSpeaker) {
        let (speaker, mut edits) = self.resolve(named);
        if self.project().claim(id).map(|claim| claim.speaker) == Some(speaker) {
            return;
        }
        let field = ClaimField::Speaker(speaker);
        edits.push(Edit::Claim(ClaimEdit::Set { id, field }));
        self.commit(Change::new("set speaker", edits));
    }

    /// Refuses for an article that has evidence for the claim.
    pub(in crate::workbench) fn set_silent(
        &mut self,
        id: ClaimId,
        article: ArticleId,
        silent: bool,
    ) {
        let of_article = |evidence: &Evidence| {
            let highlight = self.project().highlight(evidence.highlight);
            highlight.is_some_and(|highlight| highlight.article == article)
        };
        if silent && self.project().evidence_of(id).any(of_article) {
            let words = "The article has evidence for this claim, so it is not silent";
            self.notices.error(words);
            return;
        }
        let edit = Edit::Claim(ClaimEdit::SetSilent {
            id,
            article,
            silent,
        });
        let label = if silent {
            "mark silent"
        } else {
            "mark not yet read"
        };
        self.commit(Change::new(label, vec![edit]));
    }

    /// The selected claim and its index after a move (down is positive); `None` past either end.
    pub(in crate::workbench) fn claim_moved(&self, by: isize) -> Option<(ClaimId, usize)> {
        let claim = self.selection.claim?;
        let index = self.project().claim_place(claim)?;
        let to = index.checked_add_signed(by)?;
        (to < self.project().claims().len()).then_some((claim, to))
    }

    pub(in crate::workbench) fn move_claim(&mut self, by: isize) {
        if let Some((claim, to)) = self.claim_moved(by) {
            self.claim_intent(ClaimIntent::Move(claim, to));
        }
    }

    pub(in crate::workbench) fn delete_claim(&mut self, id: ClaimId) {
        let Some(number) = self.project().claim_place(id).map(|place| place + 1) else {
            return;
        };
        let edits = removal::claim(self.project(), id);
        if self.commit(Change::new("delete claim", edits)) {
            self.notices.done(
                format!("Deleted claim {number}; its highlights stay"),
                Some(Command::Undo),
            );
        }
    }
}
