//! Selecting and opening marks on the timeline.

use crate::{
    analysis::TimelineEvent,
    project::{ArticleId, ClaimId, EvidenceId, Project},
    storage::View,
    workbench::{Workbench, intent::ArticleIntent},
};

/// A mark on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimelineMark {
    /// The claim of the mark; `None` for the publication of an article.
    pub claim: Option<ClaimId>,
    /// The event that it marks.
    pub what: TimelineEvent,
    /// The passage; in a claim's lane, the article's first for that claim.
    pub evidence: Option<EvidenceId>,
}

impl TimelineMark {
    /// Whether all records that it names are in the project.
    pub(crate) fn is_in(&self, project: &Project) -> bool {
        let claim = self.claim.is_none_or(|id| project.claim(id).is_some());
        let evidence = self
            .evidence
            .is_none_or(|id| project.evidence(id).is_some());
        let what = match self.what {
            TimelineEvent::Claimed(id) => project.claim(id).is_some(),
            TimelineEvent::Published(id) => project.article(id).is_some(),
            TimelineEvent::Searched(place) => {
                let claim = self.claim.and_then(|id| project.claim(id));
                claim.is_some_and(|claim| place < claim.searches.len())
            }
        };
        claim && evidence && what
    }
}

impl Workbench {
    /// The selected mark; none once another claim is selected.
    #[must_use]
    pub fn selected_mark(&self) -> Option<TimelineMark> {
        let fits = |mark: &TimelineMark| mark.claim.is_none() || mark.claim == self.selection.claim;
        self.timeline.mark().filter(fits)
    }

    /// Selects the mark with its claim, and its piece of evidence in the panel.
    pub(crate) fn select_mark(&mut self, mark: TimelineMark) {
        if !mark.is_in(&self.project) {
            return;
        }
        self.timeline.select(mark);
        if mark.claim.is_some() {
            self.select_claim(mark.claim);
            self.selection.evidence = mark.evidence;
        }
    }

    /// The article for [`Command::EditSource`](super::Command::EditSource): that of the selected mark on the timeline,
    /// otherwise the focused article.
    pub(crate) fn article_to_edit(&self) -> Option<ArticleId> {
        let mark = self.selected_mark().filter(|_| self.view == View::Timeline);
        match mark.map(|mark| mark.what) {
            Some(TimelineEvent::Published(article)) => Some(article),
            _ => self.columns.focused(),
        }
    }

    pub(crate) fn open_mark(&mut self, mark: TimelineMark) {
        self.select_mark(mark);
        match (mark.evidence, mark.what) {
            (Some(evidence), _) => self.show_evidence(evidence),
            (None, TimelineEvent::Published(article)) => {
                self.show(View::Read);
                self.article_intent(ArticleIntent::Open(article));
            }
            (None, TimelineEvent::Claimed(_) | TimelineEvent::Searched(_)) => {
                self.timeline.look_at_claim();
            }
        }
    }
}
