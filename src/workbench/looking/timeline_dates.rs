//! The dates mentioned in texts, read for the timeline while they are shown there.

use super::worker::Worker;
use crate::{
    analysis::{AmountScope, DateMention, EventTime, date_mentions},
    project::{Project, Revision},
    workbench::{Effect, Intent, TimelineIntent},
};

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A date mentioned in an article, and its time, if known.
pub type PlacedMention = (DateMention, Option<EventTime>);

/// Dates to read on another thread.
#[derive(Debug)]
pub struct DatesRequest {
    pub number: u64,
    project: Arc<Project>,
    scope: AmountScope,
    is_cancelled: Arc<AtomicBool>,
}

impl DatesRequest {
    pub fn carry_out(self) -> Intent {
        let is_cancelled = || self.is_cancelled.load(Ordering::Relaxed);
        let found = date_mentions(&self.project, &self.scope, &is_cancelled);
        Intent::Timeline(TimelineIntent::DatesFound(self.number, found))
    }
}

#[derive(Debug, Default)]
pub(super) struct TimelineDates {
    pub(super) are_shown: bool,
    worker: Worker<AmountScope>,
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
        let (number, is_cancelled) = self.worker.begin(revision, scope.clone())?;
        self.read = Some(scope.clone());
        self.stale = false;
        Some(Effect::ReadDates(Box::new(DatesRequest {
            number,
            project: Arc::clone(project),
            scope,
            is_cancelled,
        })))
    }

    /// Handles the answer to a request, if it is the last one.
    pub(super) fn take(&mut self, number: u64, found: Option<Vec<PlacedMention>>) {
        if self.worker.ends(number) {
            self.mentions = found.unwrap_or_default();
        }
    }

    /// Updates after changes of articles or of claims.
    pub(super) fn project_changed(&mut self, articles: bool, claims: bool) {
        let is_of_claim = matches!(self.read, Some(AmountScope::Claim(_)));
        self.stale |= articles || (is_of_claim && claims);
    }

    /// The state for another project.
    pub(super) fn emptied(&mut self) -> Self {
        Self {
            are_shown: self.are_shown,
            worker: self.worker.emptied(),
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
        workbench::{ArticleIntent, Command, Workbench},
    };

    /// Handles an intent and answers its requests. Returns their number.
    fn ask(bench: &mut Workbench, intent: Intent) -> usize {
        let requests = bench.handle(intent).into_iter();
        let requests = requests.filter_map(|effect| match effect {
            Effect::ReadDates(request) => Some(request),
            _ => None,
        });
        let requests: Vec<_> = requests.collect();
        let count = requests.len();
        for request in requests {
            bench.handle(request.carry_out());
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
        let rows = |bench: &Workbench| bench.timeline().passages().len();
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
