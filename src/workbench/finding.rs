use std::collections::BTreeSet;

use super::{Find, FindIntent, FocusOn, Hit, Workbench, intent::Effect};
use crate::{project::ClaimId, text::TextSelection};

impl Workbench {
    pub(super) fn find_intent(&mut self, intent: FindIntent) {
        match intent {
            FindIntent::Look(typed) => self.look_for(typed),
            FindIntent::LookFurther => self.look_further(),
            FindIntent::Step(by) => self.step_find(by),
            FindIntent::GoTo(nth) => self.go_to_hit(nth),
            FindIntent::Close => self.close_find(),
        }
    }

    pub(super) fn open_find(&mut self) {
        self.find.get_or_insert_default();
        self.effects.push(Effect::Focus(FocusOn::Find));
    }

    /// The keyboard goes back to the text; what was gone to last stays selected there.
    fn close_find(&mut self) {
        self.find = None;
        let article = self
            .columns
            .focused()
            .map(|article| Effect::Focus(FocusOn::Article(article)));
        self.effects.extend(article);
    }

    fn look_for(&mut self, typed: String) {
        let mut find = Find::new(typed);
        find.follow_columns(&self.project, &self.columns.articles());
        find.look_further(&self.project);
        self.find = Some(find);
    }

    fn look_further(&mut self) {
        if let Some(find) = &mut self.find {
            find.look_further(&self.project);
        }
    }

    pub(super) fn find_in_open_columns(&mut self) {
        if let Some(find) = &mut self.find {
            find.follow_columns(&self.project, &self.columns.articles());
        }
    }

    pub(super) fn find_in_changed_claims(&mut self, touched: &BTreeSet<ClaimId>) {
        if let Some(find) = &mut self.find {
            find.follow_claims(&self.project, touched);
        }
    }

    /// Goes on by so many hits.
    pub(super) fn step_find(&mut self, by: isize) {
        let next = self.find.as_ref().and_then(|find| find.beside(by));
        if let Some(nth) = next {
            self.go_to_hit(nth);
        }
    }

    fn go_to_hit(&mut self, nth: usize) {
        match self.find.as_mut().and_then(|find| find.go_to(nth)) {
            None => {}
            Some(Hit::Claim(claim)) => self.choose_claim(Some(claim)),
            Some(Hit::Article(article, span)) => {
                let found = TextSelection {
                    anchor: span.start(),
                    head: span.end(),
                };
                self.chosen.text = Some((article, found));
                self.reveal(article, span, false);
            }
        }
    }
}
