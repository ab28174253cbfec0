//! Searching for words in the open articles and the claims.

mod matches;

use crate::{
    project::Project,
    text::TextSelection,
    workbench::{
        intent::{FindIntent, FocusOn},
        session::{ChangeSummary, Session},
    },
};
pub use matches::{Find, Hit};

#[derive(Debug, Default)]
pub(in crate::workbench) struct FindSession {
    /// `None` while the search bar is closed.
    open: Option<Find>,
}

impl FindSession {
    pub(in crate::workbench) fn current(&self) -> Option<&Find> {
        self.open.as_ref()
    }

    pub(in crate::workbench) fn handle(&mut self, intent: FindIntent, session: &mut Session) {
        match intent {
            FindIntent::Search(typed) => {
                let mut find = Find::new(typed);
                find.follow_columns(session.project(), &session.columns.articles());
                find.search_on(session.project());
                self.open = Some(find);
            }
            FindIntent::Continue => {
                if let Some(find) = &mut self.open {
                    find.search_on(session.project());
                }
            }
            FindIntent::Step(by) => self.step(by, session),
            FindIntent::GoTo(index) => self.go_to(index, session),
            FindIntent::Close => {
                self.open = None;
                // The last visited match stays selected in its article.
                if let Some(article) = session.columns.focused() {
                    session.focus(FocusOn::Article(article));
                }
            }
        }
    }

    pub(in crate::workbench) fn open(&mut self, session: &mut Session) {
        self.open.get_or_insert_default();
        session.focus(FocusOn::Find);
    }

    /// Moves on by this many matches; backwards if negative.
    pub(in crate::workbench) fn step(&mut self, by: isize, session: &mut Session) {
        if let Some(index) = self.open.as_ref().and_then(|find| find.beside(by)) {
            self.go_to(index, session);
        }
    }

    fn go_to(&mut self, index: usize, session: &mut Session) {
        match self.open.as_mut().and_then(|find| find.go_to(index)) {
            None => {}
            Some(Hit::Claim(claim)) => session.select_claim(Some(claim)),
            Some(Hit::Article(article, span)) => {
                let found = TextSelection {
                    anchor: span.start(),
                    head: span.end(),
                };
                session.selection.text = Some((article, found));
                session.reveal(article, span, false);
            }
        }
    }

    pub(in crate::workbench) fn follow_columns(&mut self, session: &Session) {
        if let Some(find) = &mut self.open {
            find.follow_columns(session.project(), &session.columns.articles());
        }
    }

    pub(in crate::workbench) fn project_changed(
        &mut self,
        project: &Project,
        changes: &ChangeSummary,
    ) {
        if let Some(find) = &mut self.open
            && !changes.touched.is_empty()
        {
            find.follow_claims(project, &changes.touched);
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
        workbench::{ArticleIntent, ClaimIntent, Command, DocumentIntent, Intent, Workbench},
    };

    /// A session with these texts open, from left to right.
    fn with_articles(texts: &[&str]) -> (Workbench, Vec<ArticleId>) {
        let mut workbench = Workbench::new(Settings::default());
        for text in texts {
            workbench.handle(Intent::Document(DocumentIntent::AddText(
                (*text).to_owned(),
            )));
        }
        let ids: Vec<ArticleId> = workbench.project().articles().map(|it| it.id).collect();
        for id in &ids {
            workbench.handle(Intent::Article(ArticleIntent::Open(*id)));
        }
        (workbench, ids)
    }

    fn search(workbench: &mut Workbench, typed: &str) {
        workbench.handle(Intent::Find(FindIntent::Search(typed.to_owned())));
    }

    fn step(workbench: &mut Workbench) {
        workbench.handle(Intent::Find(FindIntent::Step(1)));
    }

    fn found(workbench: &Workbench) -> &Find {
        workbench.find().unwrap()
    }

    fn add_claim(workbench: &mut Workbench, statement: &str) -> ClaimId {
        workbench.handle(Intent::Command(Command::NewClaim));
        let id = workbench.selection().claim.unwrap();
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
    fn a_long_text_is_searched_a_piece_at_a_time() {
        let text = "At the Orvane d\u{e4}m a gate broke in the night.\n".repeat(20_000);
        let (mut workbench, ids) = with_articles(&[&text]);
        search(&mut workbench, "dam a");
        let mut pieces = 1;
        let mut before = found(&workbench).count();
        assert!(before > 0, "the first piece is searched at once");
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
    fn the_visited_hit_stays_current_while_columns_open_and_close() {
        let (mut workbench, ids) =
            with_articles(&["gate, gate", "a gate", "the gate and the gate"]);
        workbench.handle(Intent::Article(ArticleIntent::Close(ids[0])));
        search(&mut workbench, "gate");
        (0..3).for_each(|_| step(&mut workbench));
        let current = |workbench: &Workbench| found(workbench).hit(found(workbench).current());
        let visited = current(&workbench);
        assert!(matches!(visited, Some(Hit::Article(article, _)) if article == ids[2]));
        workbench.handle(Intent::Article(ArticleIntent::Open(ids[0])));
        workbench.handle(Intent::Article(ArticleIntent::MoveColumn(ids[0], 0)));
        assert_eq!(current(&workbench), visited);
        workbench.handle(Intent::Article(ArticleIntent::Close(ids[1])));
        assert_eq!(current(&workbench), visited);
        assert_eq!(found(&workbench).in_article(ids[2]).1, Some(1));
    }

    #[test]
    fn matching_claims_stay_in_list_order_as_they_change() {
        let (mut workbench, _) = with_articles(&["a text"]);
        let first = add_claim(&mut workbench, "The gate held");
        let second = add_claim(&mut workbench, "Nobody was warned");
        let third = add_claim(&mut workbench, "The gate broke");
        search(&mut workbench, "gate");
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
