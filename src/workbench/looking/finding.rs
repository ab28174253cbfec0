use super::find::{Find, Hit};
use crate::{
    text::TextSelection,
    workbench::{
        Workbench,
        intent::{Effect, FocusOn},
    },
};

#[derive(Debug)]
pub enum FindIntent {
    Type(String),
    /// Finds only whole words, or the query anywhere.
    WholeWords(bool),
    /// Continues a search that is not yet complete.
    Continue,
    /// Moves by this many hits; a negative number moves backwards.
    Step(isize),
    Close,
}

impl Workbench {
    pub(crate) fn find_intent(&mut self, intent: FindIntent) {
        match intent {
            FindIntent::Type(typed) => {
                let whole_words = self.find.as_ref().is_some_and(|it| it.whole_words);
                self.look_anew(Find::new(typed, whole_words));
            }
            FindIntent::WholeWords(whole_words) => {
                let typed = self.find.take().map(|find| find.typed);
                self.look_anew(Find::new(typed.unwrap_or_default(), whole_words));
            }
            FindIntent::Continue => {
                if let Some(find) = &mut self.find {
                    find.look_further(&self.project);
                }
            }
            FindIntent::Step(by) => self.step_find(by),
            FindIntent::Close => {
                // The keyboard focus returns to the text, where the last hit stays selected.
                self.find = None;
                let focused = self.columns.focused().map(FocusOn::Article);
                self.effects.extend(focused.map(Effect::Focus));
            }
        }
    }

    fn look_anew(&mut self, mut find: Find) {
        find.follow_columns(&self.project, &self.columns.articles());
        find.look_further(&self.project);
        self.find = Some(find);
    }

    pub(crate) fn open_find(&mut self) {
        self.find.get_or_insert_default();
        self.effects.push(Effect::Focus(FocusOn::Find));
    }

    /// Moves by this many hits.
    pub(crate) fn step_find(&mut self, by: isize) {
        let next = self.find.as_ref().and_then(|find| find.beside(by));
        if let Some(nth) = next {
            self.go_to_hit(nth);
        }
    }

    fn go_to_hit(&mut self, nth: usize) {
        match self.find.as_mut().and_then(|find| find.go_to(nth)) {
            None => {}
            Some(Hit::Claim(claim)) => self.select_claim(Some(claim)),
            Some(Hit::Article(article, span)) => {
                let found = TextSelection {
                    anchor: span.start(),
                    head: span.end(),
                };
                self.selection.text = Some((article, found));
                // As after a drag, keyboard commands act on the selected text.
                self.selection.set_highlight(None);
                self.notices.forget_hint();
                self.reveal(article, span, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::{ArticleId, ClaimField, ClaimId},
        storage::Settings,
        text::{Needle, find_all},
        workbench::{
            command::Command,
            editing::{ArticleIntent, ClaimIntent},
            intent::Intent,
        },
    };

    /// A workbench with articles of these texts open, left to right.
    fn with_articles(texts: &[&str]) -> (Workbench, Vec<ArticleId>) {
        let mut workbench = Workbench::new(Settings::default());
        for text in texts {
            workbench.add_pasted(text);
        }
        let ids: Vec<ArticleId> = workbench.project().articles().map(|it| it.id).collect();
        for id in &ids {
            workbench.handle(Intent::Article(ArticleIntent::Open(*id)));
        }
        (workbench, ids)
    }

    fn look(workbench: &mut Workbench, typed: &str) {
        workbench.handle(Intent::Find(FindIntent::Type(typed.to_owned())));
    }

    fn step(workbench: &mut Workbench) {
        workbench.handle(Intent::Find(FindIntent::Step(1)));
    }

    fn found(workbench: &Workbench) -> &Find {
        workbench.find.as_ref().unwrap()
    }

    fn add_claim(workbench: &mut Workbench, statement: &str) -> ClaimId {
        workbench.handle(Intent::Command(Command::NewClaim));
        let id = workbench.selection.claim.unwrap();
        let field = ClaimField::Statement(statement.to_owned());
        workbench.handle(Intent::Claim(ClaimIntent::Set(id, field)));
        id
    }

    fn claims_found(workbench: &Workbench) -> Vec<ClaimId> {
        let find = found(workbench);
        let hits = (0..find.count()).filter_map(|nth| find.hit(nth));
        hits.filter_map(|hit| match hit {
            Hit::Claim(claim) => Some(claim),
            Hit::Article(..) => None,
        })
        .collect()
    }

    #[test]
    fn a_long_text_is_searched_in_pieces() {
        let text = "At the Orvane d\u{e4}m a gate broke in the night.\n".repeat(20_000);
        let (mut workbench, ids) = with_articles(&[&text]);
        look(&mut workbench, "dam a");
        let mut pieces = 1;
        let mut before = found(&workbench).count();
        assert!(before > 0, "the first piece is looked through at once");
        while !found(&workbench).is_done() {
            workbench.handle(Intent::Find(FindIntent::Continue));
            pieces += 1;
            assert!(found(&workbench).count() >= before);
            before = found(&workbench).count();
        }
        assert!(pieces > 2);
        let needle = Needle::new("dam a").unwrap();
        let all: Vec<_> = find_all(&text, &needle).take(before).collect();
        assert_eq!(
            found(&workbench).in_article(ids[0]),
            (all.as_slice(), Some(0))
        );
    }

    #[test]
    fn whole_words_stays_on_while_the_query_changes() {
        let (mut workbench, _) = with_articles(&["gates, a gate, the floodgate"]);
        look(&mut workbench, "gat");
        workbench.handle(Intent::Find(FindIntent::WholeWords(true)));
        assert_eq!(found(&workbench).count(), 0);
        look(&mut workbench, "gate");
        assert_eq!(found(&workbench).count(), 1);
        workbench.handle(Intent::Find(FindIntent::WholeWords(false)));
        assert_eq!(found(&workbench).count(), 3);
    }

    #[test]
    fn the_current_hit_stays_while_columns_open_and_close() {
        let (mut workbench, ids) =
            with_articles(&["gate, gate", "a gate", "the gate and the gate"]);
        workbench.handle(Intent::Article(ArticleIntent::Close(ids[0])));
        look(&mut workbench, "gate");
        (0..3).for_each(|_| step(&mut workbench));
        let current = |workbench: &Workbench| found(workbench).hit(found(workbench).current);
        let gone_to = current(&workbench);
        assert!(matches!(gone_to, Some(Hit::Article(article, _)) if article == ids[2]));
        workbench.handle(Intent::Article(ArticleIntent::Open(ids[0])));
        workbench.handle(Intent::Article(ArticleIntent::MoveColumn(ids[0], 0)));
        assert_eq!(current(&workbench), gone_to);
        workbench.handle(Intent::Article(ArticleIntent::Close(ids[1])));
        assert_eq!(current(&workbench), gone_to);
        assert_eq!(found(&workbench).in_article(ids[2]).1, Some(1));
    }

    #[test]
    fn claims_are_found_in_the_order_of_the_list_as_they_change() {
        let (mut workbench, _) = with_articles(&["a text"]);
        let first = add_claim(&mut workbench, "The gate held");
        let second = add_claim(&mut workbench, "Nobody was warned");
        let third = add_claim(&mut workbench, "The gate broke");
        look(&mut workbench, "gate");
        while !found(&workbench).is_done() {
            workbench.handle(Intent::Find(FindIntent::Continue));
        }
        assert_eq!(claims_found(&workbench), [first, third]);
        let field = ClaimField::Notes("At which gate?".to_owned());
        workbench.handle(Intent::Claim(ClaimIntent::Set(second, field)));
        assert_eq!(claims_found(&workbench), [first, second, third]);
        workbench.handle(Intent::Claim(ClaimIntent::Move(third, 0)));
        assert_eq!(claims_found(&workbench), [third, first, second]);
        workbench.handle(Intent::Claim(ClaimIntent::Delete(first)));
        assert_eq!(claims_found(&workbench), [third, second]);
        assert!(found(&workbench).is_in_claim(workbench.project(), second));
        assert!(!found(&workbench).is_in_claim(workbench.project(), first));
    }
}
