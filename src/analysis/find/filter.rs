use crate::{
    analysis::PartialDate,
    project::{Article, Claim, Evidence, Project, Speaker, Stance},
    text::{Needle, folded},
};

use std::borrow::Cow;

/// The filters of a query. A record must pass all of them; for one filter, any of its values.
#[derive(Clone, Debug, Default)]
pub(super) struct QueryFilter {
    pub outlets: Vec<Needle>,
    pub before: Option<PartialDate>,
    pub after: Option<PartialDate>,
    pub stances: Vec<Stance>,
    /// Starts of labels, folded; "none" for claims without a verdict.
    pub verdicts: Vec<String>,
    pub by: Vec<Needle>,
}

impl QueryFilter {
    pub fn is_empty(&self) -> bool {
        !self.is_about_articles() && !self.is_about_evidence()
    }

    pub fn is_about_articles(&self) -> bool {
        !self.outlets.is_empty() || self.before.is_some() || self.after.is_some()
    }

    pub fn is_about_evidence(&self) -> bool {
        !self.stances.is_empty() || !self.verdicts.is_empty() || !self.by.is_empty()
    }

    /// Whether the outlet matches, and the article may have been published within the dates. An article without a date
    /// passes no date filter.
    pub fn article(&self, article: &Article) -> bool {
        let details = &article.details;
        let date = || PartialDate::parse(&details.published);
        any(&self.outlets, |outlet| outlet.is_in(&details.outlet))
            && self.before.is_none_or(|before| {
                date().is_some_and(|date| date.as_written() < before.as_written())
            })
            && self.after.is_none_or(|after| {
                date().is_some_and(|date| date.until_as_written() > after.until_as_written())
            })
    }

    /// The filter for passages of an article: without `by` if that matches the author.
    pub fn within(&self, article: &Article) -> Cow<'_, Self> {
        let is_author = |by: &Needle| by.is_in(&article.details.byline);
        if self.by.iter().any(is_author) {
            Cow::Owned(Self {
                by: Vec::new(),
                ..self.clone()
            })
        } else {
            Cow::Borrowed(self)
        }
    }

    pub fn claim(&self, project: &Project, claim: &Claim) -> bool {
        let mut rest = self.clone();
        rest.verdicts.clear();
        let speaker = claim.speaker.and_then(|id| project.speaker(id));
        if speaker.is_some_and(|speaker| self.speaker(speaker)) {
            rest.by.clear();
        }
        self.verdict(claim)
            && (rest.is_empty()
                || project
                    .evidence_of(claim.id)
                    .any(|it| rest.linked(project, it)))
    }

    pub fn spoken(&self, project: &Project, speaker: &Speaker) -> bool {
        let mut rest = self.clone();
        rest.by.clear();
        self.speaker(speaker)
            && (rest.is_empty()
                || project
                    .evidence_by(speaker.id)
                    .any(|it| rest.linked(project, it)))
    }

    /// Whether both a piece of evidence and its article pass.
    pub fn linked(&self, project: &Project, evidence: &Evidence) -> bool {
        let article = project
            .highlight(evidence.highlight)
            .and_then(|highlight| project.article(highlight.article));
        article.is_some_and(|article| {
            self.article(article) && self.within(article).evidence(project, evidence)
        })
    }

    /// Whether a piece of evidence passes the filters on evidence.
    pub fn evidence(&self, project: &Project, evidence: &Evidence) -> bool {
        let claim = project.claim(evidence.claim);
        let mut speakers = evidence.attribution.speakers();
        any(&self.stances, |stance| *stance == evidence.stance)
            && claim.is_some_and(|claim| self.verdict(claim))
            && (self.by.is_empty()
                || speakers.any(|id| project.speaker(id).is_some_and(|it| self.speaker(it))))
    }

    fn verdict(&self, claim: &Claim) -> bool {
        any(&self.verdicts, |wanted| match &claim.verdict {
            Some(label) => folded(label).starts_with(wanted),
            None => wanted == "none",
        })
    }

    fn speaker(&self, speaker: &Speaker) -> bool {
        let names = || speaker.spellings().chain(speaker.stand_in.as_deref());
        any(&self.by, |by| names().any(|name| by.is_in(name)))
    }
}

/// Whether one of the wanted values fits, or none are given.
fn any<T>(wanted: &[T], fits: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(fits)
}
