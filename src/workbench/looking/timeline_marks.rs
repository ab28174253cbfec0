//! Marks on the timeline: chosen, and gone to.

use crate::{
    analysis::TimelineEvent,
    project::{ArticleId, ClaimId, EvidenceId, Project},
    storage::View,
    workbench::{Workbench, intent::ArticleIntent},
};

/// A mark on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The claim that it is about; `None` for an article's own publication.
    pub claim: Option<ClaimId>,
    /// What it stands for.
    pub what: TimelineEvent,
    /// The passage; in the lane of a claim the first that the article has for it.
    pub evidence: Option<EvidenceId>,
}

impl Mark {
    /// Whether all that it names is in the project.
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
    /// The chosen mark of the timeline; none as soon as another claim is chosen.
    #[must_use]
    pub fn chosen_mark(&self) -> Option<Mark> {
        let fits = |mark: &Mark| mark.claim.is_none() || mark.claim == self.chosen.claim;
        self.timeline.mark().filter(fits)
    }

    /// The claim of the mark is chosen too, and its piece of evidence in the panel.
    pub(crate) fn choose_mark(&mut self, mark: Mark) {
        if !mark.is_in(&self.project) {
            return;
        }
        self.timeline.choose(mark);
        if mark.claim.is_some() {
            self.choose_claim(mark.claim);
            self.chosen.evidence = mark.evidence;
        }
    }

    /// What [`Command::EditSource`](super::Command::EditSource) is about: on the timeline the article of the chosen mark, else
    /// the one that is read.
    pub(crate) fn article_to_edit(&self) -> Option<ArticleId> {
        let mark = self.chosen_mark().filter(|_| self.view == View::Timeline);
        match mark.map(|mark| mark.what) {
            Some(TimelineEvent::Published(article)) => Some(article),
            _ => self.columns.focused(),
        }
    }

    pub(crate) fn open_mark(&mut self, mark: Mark) {
        self.choose_mark(mark);
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
