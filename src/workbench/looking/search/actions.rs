//! Actions of the search tab: typing a query, stepping through the hits, reviewing and highlighting them.

use super::{MAX_REVIEWED, SearchHit, SearchIntent, SearchSession};
use crate::{
    analysis::{FoundElsewhere, OtherPlace, with_spellings},
    project::{ArticleId, Change, Edit, Highlight, HighlightEdit},
    storage::{FindTab, View, fresh_id},
    text::{Span, TextSelection},
    workbench::{Effect, FocusOn, Overlay, Workbench},
};

use std::collections::BTreeSet;

impl Workbench {
    pub(crate) fn search_intent(&mut self, intent: SearchIntent) {
        let search = &mut self.search;
        match intent {
            SearchIntent::Type(typed) => {
                search.typed = typed;
                search.ask_anew();
            }
            SearchIntent::SetOptions(options) => {
                search.query_options = options;
                search.ask_anew();
            }
            SearchIntent::SetClutter(clutter) => {
                search.options.clutter = clutter;
                search.ask_anew();
            }
            SearchIntent::SetOrder(order) => {
                search.options.order = order;
                search.ask_anew();
            }
            SearchIntent::Select(hit) => self.select_hit(hit),
            SearchIntent::Open => self.open_hit(),
            SearchIntent::Tick(hit, is_ticked) => {
                let is_in_article = hit < search.found.count_in_articles();
                if let Some(unticked) = search.unticked.as_mut().filter(|_| is_in_article) {
                    if is_ticked {
                        unticked.remove(&hit);
                    } else {
                        unticked.insert(hit);
                    }
                }
            }
            SearchIntent::TickAll(is_ticked) => {
                let all = 0..search.found.count_in_articles();
                let none = if is_ticked {
                    BTreeSet::new()
                } else {
                    all.collect()
                };
                search.unticked = search.unticked.is_some().then_some(none);
            }
            SearchIntent::StopReview => search.unticked = None,
            SearchIntent::HighlightTicked => self.highlight_ticked(),
        }
    }

    pub(crate) fn can_search_spellings(&self) -> bool {
        self.find_tab() == Some(FindTab::Search) && !self.search.other_spellings.is_empty()
    }

    /// Adds the other spellings of the name to the query.
    pub(crate) fn search_spellings(&mut self) {
        let SearchSession {
            typed,
            other_spellings,
            ..
        } = &self.search;
        if let Some(query) = with_spellings(typed, other_spellings) {
            self.search_intent(SearchIntent::Type(query));
            self.effects.push(Effect::Focus(FocusOn::Hits));
        }
    }

    /// Whether the list of hits can be reviewed to highlight them.
    pub(crate) fn can_review(&self) -> Result<(), &'static str> {
        match self.search.found.count_in_articles() {
            _ if self.search.worker.is_running() => Err("Wait until the search is done"),
            0 => Err("Search for something in the articles first"),
            1..=MAX_REVIEWED => Ok(()),
            _ => Err("There are more than 2,000 hits. Narrow the search first"),
        }
    }

    pub(crate) fn review_hits(&mut self) {
        self.show_find_tab(FindTab::Search);
        self.effects.push(Effect::Focus(FocusOn::Hits));
        // Pressed again, it keeps what was unticked.
        self.search.unticked.get_or_insert_default();
    }

    /// Selects a hit. In the text of an article it becomes the selected passage, so that keyboard commands act on it.
    fn select_hit(&mut self, nth: usize) {
        let Some(hit) = self.search.hit(nth) else {
            return;
        };
        self.search.current = nth;
        if let SearchHit::Article(article, span) = hit {
            self.preview_passage(article, span);
        }
    }

    /// Selects a passage, and scrolls to it if its article is in view.
    pub(crate) fn preview_passage(&mut self, article: ArticleId, span: Span) {
        self.select_passage(article, span);
        if self.columns.is_in_view(article) && self.view == View::Read {
            self.effects.push(Effect::Reveal {
                article,
                span,
                flash: false,
            });
        }
    }

    pub(crate) fn select_passage(&mut self, article: ArticleId, span: Span) {
        let found = TextSelection {
            anchor: span.start(),
            head: span.end(),
        };
        self.selection.text = Some((article, found));
        self.selection.set_highlight(None);
        self.notices.forget_hint();
    }

    fn open_hit(&mut self) {
        match self.search.hit(self.search.current) {
            None => {}
            Some(SearchHit::Article(article, span)) => self.open_passage(article, span),
            Some(SearchHit::Elsewhere(FoundElsewhere { place, .. })) => self.open_place(place),
        }
    }

    /// Opens an article at a passage, which becomes the selected one.
    pub(crate) fn open_passage(&mut self, article: ArticleId, span: Span) {
        self.reveal(article, span, true);
        self.select_passage(article, span);
    }

    fn open_place(&mut self, place: OtherPlace) {
        match place {
            OtherPlace::HighlightNote(id) => {
                if let Some(highlight) = self.project.highlight(id) {
                    let (article, span) = (highlight.article, highlight.span);
                    self.reveal(article, span, true);
                    self.select_highlight(Some(id));
                }
            }
            OtherPlace::EvidenceNote(id) => {
                let evidence = self.project.evidence(id);
                if let Some((claim, highlight)) = evidence.map(|it| (it.claim, it.highlight)) {
                    self.select_claim(Some(claim));
                    self.select_highlight(Some(highlight));
                }
            }
            OtherPlace::Claim(id, _) => {
                self.settings.hide_claims = false;
                self.select_claim(Some(id));
            }
            OtherPlace::Speaker(..) => self.set_overlay(Some(Overlay::Speakers)),
            OtherPlace::Details(article, _) => {
                self.set_overlay(Some(Overlay::ArticleDetails(article)));
            }
        }
    }

    /// Selects and opens the hit `by` steps away, wrapping at either end.
    pub(crate) fn step_search(&mut self, by: isize) {
        let count = self.search.count() as isize;
        let next = (self.search.current as isize + by).checked_rem_euclid(count);
        if let Some(next) = next {
            self.select_hit(next as usize);
            self.open_hit();
        }
    }

    /// Adds a highlight for each ticked hit that has none, as one undo step.
    fn highlight_ticked(&mut self) {
        let ticked = self.search.ticked();
        let is_new = |(article, span): &(ArticleId, Span)| {
            let mut around = self.project.highlights_in(*article, *span);
            around.all(|(other, _)| other != *span)
        };
        let add = |(article, span)| {
            Edit::Highlight(HighlightEdit::Add(Highlight {
                id: fresh_id(),
                article,
                span,
                note: String::new(),
            }))
        };
        let edits: Vec<Edit> = ticked.into_iter().filter(is_new).map(add).collect();
        let label = match edits.len() {
            0 => {
                self.notices
                    .error("Every ticked hit is already highlighted".to_owned());
                return;
            }
            1 => "highlight 1 passage".to_owned(),
            count => format!("highlight {count} passages"),
        };
        if self.commit(Change::new(label, edits)) {
            self.search.unticked = None;
        }
    }
}
