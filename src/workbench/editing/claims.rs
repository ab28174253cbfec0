use super::{SpeakerInput, removal};
use crate::{
    project::{
        ArticleId, Change, Claim, ClaimEdit, ClaimField, ClaimId, Edit, RelationEdit, RelationId,
        RelationKind, TypingIn, name_key,
    },
    workbench::{
        Workbench,
        command::Command,
        intent::{Effect, FocusOn},
    },
};

use std::collections::{BTreeSet, HashMap};

use smol_str::SmolStr;

#[derive(Debug)]
pub enum ClaimIntent {
    Select(Option<ClaimId>),
    Set(ClaimId, ClaimField),
    /// Moves the claim to an index in the list (from 0).
    Move(ClaimId, usize),
    /// Deletes the claim and its links.
    Delete(ClaimId),
    /// Finds the speaker by name or creates one. An empty name clears it.
    SetSpeaker(ClaimId, SpeakerInput),
    /// Marks an article as read and silent on the claim, or removes the mark.
    SetSilent(ClaimId, ArticleId, bool),
    /// Adds a relation of this kind from the first claim to the second.
    Relate(ClaimId, ClaimId, RelationKind),
    Unrelate(RelationId),
    /// Merges the first claim into the second.
    Merge(ClaimId, ClaimId),
}

impl Workbench {
    pub(crate) fn claim_intent(&mut self, intent: ClaimIntent) {
        match intent {
            ClaimIntent::Select(claim) => self.select_claim(claim),
            ClaimIntent::Set(id, field) => self.set_claim(id, field),
            ClaimIntent::Move(id, to) => {
                self.commit(Change::new(
                    "move claim",
                    vec![Edit::Claim(ClaimEdit::Move { id, to })],
                ));
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

    pub(crate) fn select_claim(&mut self, claim: Option<ClaimId>) {
        self.notices.forget_hint();
        let is_other = self.selection.set_claim(claim);
        if let Some(claim) = claim.filter(|_| is_other) {
            self.reveal_claim(claim);
        }
    }

    /// Selects the next or previous claim in the list; with none selected, starts before the first.
    pub(crate) fn step_claim(&mut self, forwards: bool) {
        let listed = &self.lists.claims;
        let index = self
            .selection
            .claim
            .and_then(|claim| listed.iter().position(|other| *other == claim));
        let next = match (index, forwards) {
            (Some(index), true) => listed.get(index + 1),
            (Some(index), false) => index.checked_sub(1).and_then(|index| listed.get(index)),
            (None, true) => listed.first(),
            (None, false) => listed.last(),
        };
        if let Some(next) = next.copied() {
            self.select_claim(Some(next));
        }
    }

    pub(crate) fn new_claim(&mut self) {
        let claim = self.new_claim_record(String::new());
        let id = claim.id;
        let add = ClaimEdit::Add {
            at: self.project.claims().len(),
            claim: Box::new(claim),
        };
        if self.commit(Change::new("add claim", vec![Edit::Claim(add)])) {
            self.select_claim(Some(id));
            self.effects.push(Effect::Focus(FocusOn::Statement(id)));
        }
    }

    fn set_claim(&mut self, id: ClaimId, mut field: ClaimField) {
        if let ClaimField::Tags(tags) = &mut field {
            *tags = self.in_known_spelling(id, tags);
        }
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
            ClaimField::Dismissed(_) => ("dismiss passages", None),
        };
        let is_verdict = matches!(field, ClaimField::Verdict(_));
        let edits = vec![Edit::Claim(ClaimEdit::Set { id, field })];
        let is_set = self.commit(Change {
            label: label.into(),
            edits,
            typing,
        });
        if is_set && is_verdict {
            self.ask_why(id);
        }
    }

    /// The tags of a claim. A tag that another claim has too, by [`name_key`], is spelled as there.
    fn in_known_spelling(&self, id: ClaimId, tags: &BTreeSet<SmolStr>) -> BTreeSet<SmolStr> {
        let others = self.project.claims().filter(|claim| claim.id != id);
        let known = others.flat_map(|claim| &claim.tags);
        let spellings: HashMap<String, &SmolStr> = known.map(|tag| (name_key(tag), tag)).collect();
        let spelled = |tag: &SmolStr| {
            spellings
                .get(&name_key(tag))
                .map_or(tag, |known| *known)
                .clone()
        };
        tags.iter().map(spelled).collect()
    }

    /// Removes white space at the ends of the last typed statement, in the same undo step.
    pub(crate) fn trim_statement(&mut self) {
        let Some(TypingIn::Statement(id)) = self.history.typing_in() else {
            return;
        };
        let statement = self.project.claim(id).map(|claim| claim.statement.as_str());
        let trimmed = statement.filter(|statement| statement.trim() != *statement);
        if let Some(trimmed) = trimmed.map(|statement| statement.trim().to_owned()) {
            self.set_claim(id, ClaimField::Statement(trimmed));
        }
    }

    /// Moves the focus to the justification of a new verdict. Escape leaves it for later.
    fn ask_why(&mut self, id: ClaimId) {
        let is_open = self.project.claim(id).is_some_and(Claim::lacks_reasons);
        if is_open && self.selection.claim == Some(id) {
            self.effects.push(Effect::Focus(FocusOn::Justification(id)));
        }
    }

    fn set_speaker_of_claim(&mut self, id: ClaimId, named: SpeakerInput) {
        let (speaker, mut edits) = self.named(named);
        if self.project.claim(id).map(|claim| claim.speaker) == Some(speaker) {
            return;
        }
        let field = ClaimField::Speaker(speaker);
        edits.push(Edit::Claim(ClaimEdit::Set { id, field }));
        self.commit(Change::new("set speaker", edits));
    }

    pub(crate) fn delete_claim(&mut self, id: ClaimId) {
        let Some(number) = self.project.claim_place(id).map(|index| index + 1) else {
            return;
        };
        let edits = removal::claim(&self.project, id);
        if self.commit(Change::new("delete claim", edits)) {
            self.notices.done(
                format!("Deleted claim {number}; its highlights stay"),
                Some(Command::Undo),
            );
        }
    }
}
