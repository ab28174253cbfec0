//! The numbers and dates of the evidence of a claim, or of several articles, side by side.

use super::grouped_rows::GroupedRows;
use crate::{
    analysis::{
        AmountGroup, AmountScope, PlacedAmount, amounts_side_by_side, piece_at, sentence_of,
        written_value,
    },
    project::{ArticleId, Change, Edit, Evidence, EvidenceEdit, EvidenceId, Project, Revision},
    text::Span,
    workbench::{Effect, Workbench, task::Worker},
};

use std::sync::Arc;

#[derive(Clone, Copy, Debug)]
pub enum AmountsIntent {
    /// Shows the amounts of these texts.
    Of(AmountTexts),
    /// Selects the entry with this index, from 0.
    Select(usize),
    /// Opens the article at the selected entry.
    Open,
}

/// The texts whose amounts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmountTexts {
    /// The sentences of the selected claim's evidence or, if no claim is selected, the open articles.
    #[default]
    SelectedClaim,
    OpenArticles,
    /// The articles that pass the filter of the article list.
    ListedArticles,
}

#[derive(Debug, Default)]
pub struct AmountsSession {
    /// The texts that the user asked for; see [`Workbench::amount_texts`].
    asked: AmountTexts,
    pub worker: Worker<(Revision, AmountScope)>,
    pub groups: Vec<AmountGroup>,
    pub rows: GroupedRows,
    /// Index of the selected entry, from 0.
    pub current: usize,
}

impl AmountsSession {
    pub fn entry(&self, nth: usize) -> Option<&PlacedAmount> {
        let (group, within) = self.rows.place(nth)?;
        self.groups[group].entries.get(within)
    }

    /// Requests the amounts if the sentences or the project have changed since the last request.
    pub(crate) fn follow(
        &mut self,
        scope: AmountScope,
        project: &Arc<Project>,
        revision: Revision,
    ) -> Option<Effect> {
        let (project, key) = (Arc::clone(project), (revision, scope.clone()));
        self.worker.ask(
            "amounts",
            key,
            move |progress| amounts_side_by_side(&project, &scope, &|| progress.is_cancelled()),
            |bench| &mut bench.amounts.worker,
            |bench, groups| match groups {
                Some(groups) => bench.amounts.take(groups),
                None => bench.notices.error(
                    "The numbers and dates could not be listed; close the panel and open it to try again",
                ),
            },
        )
    }

    pub(crate) fn close(&mut self) {
        self.worker.cancel();
    }

    /// The state for another project, with the same choice of sentences.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            asked: self.asked,
            ..Self::default()
        }
    }

    /// Lists the results. The selected entry stays selected if it still exists.
    fn take(&mut self, groups: Vec<AmountGroup>) {
        let before = self.entry(self.current).map(|it| (it.article, it.span));
        self.groups = groups;
        self.rows = GroupedRows::of(self.groups.iter().map(|group| group.entries.len()));
        let index = before.and_then(|before| self.index_of(before));
        self.current = index.unwrap_or(0);
    }

    fn index_of(&self, passage: (ArticleId, Span)) -> Option<usize> {
        let all = self.groups.iter().flat_map(|group| &group.entries);
        let mut passages = all.map(|entry| (entry.article, entry.span));
        passages.position(|it| it == passage)
    }
}

impl Workbench {
    /// The texts whose amounts are shown.
    pub fn amount_texts(&self) -> AmountTexts {
        match self.amounts.asked {
            AmountTexts::SelectedClaim if self.selection.claim.is_none() => {
                AmountTexts::OpenArticles
            }
            asked => asked,
        }
    }

    pub fn amount_scope(&self) -> AmountScope {
        let open = || AmountScope::Articles(self.columns.articles());
        match self.amount_texts() {
            AmountTexts::SelectedClaim => {
                self.selection.claim.map_or_else(open, AmountScope::Claim)
            }
            AmountTexts::OpenArticles => open(),
            AmountTexts::ListedArticles => AmountScope::Articles(self.lists.articles.clone()),
        }
    }

    pub(crate) fn amounts_intent(&mut self, intent: AmountsIntent) {
        match intent {
            AmountsIntent::Of(texts) => self.amounts.asked = texts,
            AmountsIntent::Select(nth) => self.select_amount(nth),
            AmountsIntent::Open => {
                if let Some((article, span)) = self.sentence_of_amount() {
                    self.open_passage(article, span);
                }
            }
        }
    }

    /// Selects an entry. Its sentence becomes the selected passage, so that keyboard commands act on it.
    fn select_amount(&mut self, nth: usize) {
        if self.amounts.entry(nth).is_none() {
            return;
        }
        self.amounts.current = nth;
        if let Some((article, span)) = self.sentence_of_amount() {
            self.preview_passage(article, span);
        }
    }

    /// The selected amount, and the piece of evidence that it can be recorded for. Pieces of the selected claim come
    /// first.
    fn amount_to_take(&self) -> Option<(&PlacedAmount, Option<EvidenceId>)> {
        let entry = self.amounts.entry(self.amounts.current)?;
        entry.amount()?;
        let (article, span) = (entry.article, entry.span);
        let marked = piece_at(&self.project, article, span, self.selection.claim);
        Some((entry, marked.map(|it| it.id).or(entry.piece)))
    }

    pub(crate) fn can_take_value(&self) -> Result<(), &'static str> {
        match self.amount_to_take() {
            None => Err("Select a number in the list first"),
            Some((_, None)) => Err("Link its sentence to a claim first"),
            Some((_, Some(_))) => Ok(()),
        }
    }

    pub(crate) fn take_value(&mut self) {
        let Some((entry, Some(id))) = self.amount_to_take() else {
            return;
        };
        let value = entry.amount().map(written_value).unwrap_or_default();
        let is_recorded = |it: &Evidence| it.value == value;
        if self.project.evidence(id).is_some_and(is_recorded) {
            let message = format!("\"{value}\" is recorded already");
            self.notices.hint(message);
            return;
        }
        let label = format!("record the value \"{value}\"");
        let edit = Edit::Evidence(EvidenceEdit::SetValue { id, value });
        self.commit(Change::new(label, vec![edit]));
    }

    fn sentence_of_amount(&self) -> Option<(ArticleId, Span)> {
        let entry = self.amounts.entry(self.amounts.current)?;
        let article = self.project.article(entry.article)?;
        let sentence = sentence_of(article, entry.span);
        Some((article.id, Span::new(sentence.start, sentence.end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        storage::{FindTab, Settings},
        workbench::{ArticleIntent, Command, Intent, ListIntent},
    };

    /// A workbench with these articles open and the tab shown, and the effects of showing it.
    fn with_tab(texts: &[&str]) -> (Workbench, Vec<Effect>) {
        let mut bench = Workbench::new(Settings::default());
        for text in texts {
            bench.add_pasted(text);
        }
        let ids: Vec<ArticleId> = bench.project().articles().map(|it| it.id).collect();
        for id in ids {
            bench.handle(Intent::Article(ArticleIntent::Open(id)));
        }
        let effects = bench.handle(Intent::Command(Command::FindTab(FindTab::Amounts)));
        (bench, effects)
    }

    fn answer(bench: &mut Workbench, effects: Vec<Effect>) -> usize {
        let requests = effects.into_iter().filter_map(|effect| match effect {
            Effect::Run(task) if task.name == "amounts" => Some(task),
            _ => None,
        });
        let requests: Vec<_> = requests.collect();
        let count = requests.len();
        for request in requests {
            bench.handle(request.run());
        }
        count
    }

    #[test]
    fn amounts_are_collected_once_for_each_state_of_the_project() {
        let (mut bench, effects) = with_tab(&["Twelve people came.", "13 people came."]);
        assert_eq!(answer(&mut bench, effects), 1);
        assert_eq!(bench.amounts.rows.count, 2);
        let effects = bench.handle(Intent::Amounts(AmountsIntent::Select(1)));
        assert_eq!(answer(&mut bench, effects), 0);
        assert_eq!(bench.selected_words(), Some("13 people came."));
        let first = bench.project().articles().next().unwrap().id;
        let effects = bench.handle(Intent::Article(ArticleIntent::Close(first)));
        assert_eq!(answer(&mut bench, effects), 1);
        assert_eq!(bench.amounts.rows.count, 1);
        assert!(bench.amounts.entry(0).is_some_and(|it| it.article != first));
    }

    #[test]
    fn the_listed_articles_are_those_that_pass_the_filter() {
        let (mut bench, effects) = with_tab(&["Twelve people came.", "Mill\n\n13 people came."]);
        answer(&mut bench, effects);
        let first = bench.project().articles().next().unwrap().id;
        bench.handle(Intent::Article(ArticleIntent::Close(first)));
        let listed = AmountsIntent::Of(AmountTexts::ListedArticles);
        let effects = bench.handle(Intent::Amounts(listed));
        assert_eq!(answer(&mut bench, effects), 1);
        assert_eq!(bench.amounts.rows.count, 2);
        let filter = ListIntent::FilterArticles("mill".to_owned());
        let effects = bench.handle(Intent::List(filter));
        assert_eq!(answer(&mut bench, effects), 1);
        assert_eq!(bench.amounts.rows.count, 1);
    }

    #[test]
    fn a_number_becomes_the_value_of_its_evidence_in_one_step() {
        let (mut bench, effects) = with_tab(&["At least twelve people came."]);
        answer(&mut bench, effects);
        assert!(bench.enabled(Command::TakeFound).is_err());
        bench.handle(Intent::Amounts(AmountsIntent::Select(0)));
        let effects = bench.handle(Intent::Command(Command::NewClaimFromSelection));
        answer(&mut bench, effects);
        bench.handle(Intent::Command(Command::TakeFound));
        let value = |bench: &Workbench| {
            let mut pieces = bench.project().all_evidence();
            pieces.next().map(|it| it.value.clone())
        };
        assert_eq!(value(&bench).as_deref(), Some("at least 12 people"));
        bench.handle(Intent::Command(Command::Undo));
        assert_eq!(value(&bench).as_deref(), Some(""));
    }

    #[test]
    fn an_answer_to_an_outdated_request_changes_nothing() {
        let (mut bench, effects) = with_tab(&["Twelve people came."]);
        bench.handle(Intent::FindPanel(crate::workbench::FindPanelIntent::Close));
        answer(&mut bench, effects);
        assert_eq!(bench.amounts.rows.count, 0);
    }
}
