//! The dates mentioned in texts, read for the timeline while they are shown there.

use crate::{
    analysis::{AmountScope, DateMention, EventTime, date_mentions},
    project::{Project, Revision},
    workbench::{Effect, task::Worker},
};

use std::sync::Arc;

/// A date mentioned in an article, and its time, if known.
pub type PlacedMention = (DateMention, Option<EventTime>);

#[derive(Debug, Default)]
pub(super) struct TimelineDates {
    pub(super) are_shown: bool,
    worker: Worker<(Revision, AmountScope)>,
    /// Mentions in the texts that were read last.
    mentions: Vec<PlacedMention>,
    read: Option<AmountScope>,
    /// Whether the texts or their publication dates may have changed since.
    stale: bool,
}

impl TimelineDates {
    pub(super) fn is_running(&self) -> bool {
        self.worker.is_running()
    }

    pub(super) fn show(&mut self, are_shown: bool) {
        self.are_shown = are_shown;
        self.stale = true;
        self.worker.cancel();
    }

    /// The mentions in these texts, as far as they have been read and are shown.
    pub(super) fn in_texts(&self, scope: Option<&AmountScope>) -> &[PlacedMention] {
        let are_these = self.are_shown && self.read.as_ref() == scope;
        if are_these { &self.mentions } else { &[] }
    }

    /// Requests the dates in these texts, if they are to be shown and have changed.
    pub(super) fn follow(
        &mut self,
        scope: Option<AmountScope>,
        project: &Arc<Project>,
        revision: Revision,
    ) -> Option<Effect> {
        let scope = scope.filter(|_| self.are_shown)?;
        let is_other = self.read.as_ref() != Some(&scope);
        if !is_other && !self.stale {
            return None;
        }
        if is_other {
            self.mentions.clear();
        }
        self.read = Some(scope.clone());
        self.stale = false;
        let (project, key) = (Arc::clone(project), (revision, scope.clone()));
        self.worker.ask(
            "dates",
            key,
            move |progress| date_mentions(&project, &scope, &|| progress.is_cancelled()),
            |bench| &mut bench.timeline.dates.worker,
            |bench, found| {
                bench.timeline.dates.mentions = found.unwrap_or_default();
                bench.timeline.stale = true;
            },
        )
    }

    /// Updates after changes of articles or of claims.
    pub(super) fn project_changed(&mut self, articles: bool, claims: bool) {
        let is_of_claim = matches!(self.read, Some(AmountScope::Claim(_)));
        self.stale |= articles || (is_of_claim && claims);
    }

    /// The state for another project.
    pub(super) fn emptied(&self) -> Self {
        Self {
            are_shown: self.are_shown,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::ArticleDetails,
        storage::{Settings, View},
        workbench::{ArticleIntent, Command, Intent, TimelineIntent, Workbench},
    };

    /// Handles an intent and answers its requests. Returns their number.
    fn ask(bench: &mut Workbench, intent: Intent) -> usize {
        let requests = bench.handle(intent).into_iter();
        let requests = requests.filter_map(|effect| match effect {
            Effect::Run(task) if task.name == "dates" => Some(task),
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
    fn dates_are_read_once_until_an_article_changes() {
        let mut bench = Workbench::new(Settings::default());
        bench.add_pasted("It began on Monday.");
        let article = bench.project().articles().next().unwrap().id;
        bench.handle(Intent::Command(Command::View(View::Timeline)));
        let show = Intent::Timeline(TimelineIntent::ShowArticle(article));
        assert_eq!(ask(&mut bench, show), 0, "they are not shown");
        let dates = |shown| Intent::Timeline(TimelineIntent::ShowDates(shown));
        assert_eq!(ask(&mut bench, dates(true)), 1);
        let rows = |bench: &Workbench| bench.timeline.passages.len();
        assert_eq!(rows(&bench), 2, "the article and its date");
        assert_eq!(ask(&mut bench, Intent::SetTitle("Mill".to_owned())), 0);
        let details = ArticleDetails {
            published: "2031-05-13".to_owned(),
            ..ArticleDetails::default()
        };
        let set = ArticleIntent::SetDetails(article, Box::new(details));
        assert_eq!(ask(&mut bench, Intent::Article(set)), 1);
        assert_eq!(ask(&mut bench, dates(false)), 0);
        assert_eq!(rows(&bench), 1);
    }
}
