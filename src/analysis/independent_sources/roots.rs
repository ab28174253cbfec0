use crate::project::{
    Article, ArticleId, DerivationManner, DerivationSource, Evidence, FirstHandOrReported, Project,
    Provenance, SpeakerId,
};

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The person, organisation or article that a piece of evidence ultimately comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndependentSource {
    Speaker(SpeakerId),
    Article(ArticleId),
}

/// The end of the trace of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    Settled(IndependentSource),
    /// Unknown beyond this article, because its provenance is not recorded or it derives from several. Within one claim, such an
    /// article counts as having one unknown source.
    Open {
        article: ArticleId,
        /// Whether a possible root is excluded.
        may_be_excluded: bool,
    },
    /// Unattributed evidence that came through the same source as an attributed statement, and may be the same
    /// statement. Set per claim; see [`IndependentSources`](super::IndependentSources).
    Unattributed {
        source: IndependentSource,
        /// Whether a speaker who may have said it is excluded.
        may_be_excluded: bool,
        /// Whether every attributed statement that it may be counts, unless its speaker is excluded.
        others_count: bool,
    },
    /// An excluded source, or an excluded article on the way to it.
    Excluded(IndependentSource),
}

/// How a piece of evidence is connected to its root; decides the verb in sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RootLink {
    /// By its attribution.
    Attributed,
    /// The article is original, or saw or heard it itself.
    Reported,
    /// By the article's derivations.
    Derived,
}

/// Follows passages to their roots; visits each article once and caches the result. Valid until the next edit.
#[derive(Debug)]
pub struct Roots<'a> {
    project: &'a Project,
    /// Overrides whether this source is excluded.
    supposed: Option<(IndependentSource, bool)>,
    found: HashMap<ArticleId, Root, RandomState>,
    /// For articles that derive from several: the possible roots, without excluded ones.
    candidates: HashMap<ArticleId, Vec<Root>, RandomState>,
}

impl<'a> Roots<'a> {
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            supposed: None,
            found: HashMap::default(),
            candidates: HashMap::default(),
        }
    }

    /// Counts as if `source` were excluded, or were not.
    pub fn supposing(project: &'a Project, source: IndependentSource, excluded: bool) -> Self {
        Self {
            supposed: Some((source, excluded)),
            ..Self::new(project)
        }
    }

    /// The root of an article's own words:
    ///
    /// - of an original article, that article;
    /// - of one that derives from an agency, that agency;
    /// - of one that derives from an article, that article's root;
    /// - of one that derives from several, their common root if there is one, otherwise open;
    /// - of one without a recorded provenance: open.
    ///
    /// If the article or the article it derives from is excluded, so is the root.
    pub fn of_article(&mut self, article: ArticleId) -> Root {
        // An explicit stack, because a chain may have any length.
        let mut remaining = vec![article];
        while let Some(next) = remaining.last().copied() {
            let before = remaining.len();
            if !self.found.contains_key(&next) {
                remaining.extend(self.parents_not_found(next));
            }
            if remaining.len() == before {
                remaining.pop();
                if !self.found.contains_key(&next) {
                    let root = self.root_from_parents(next);
                    self.found.insert(next, root);
                }
            }
        }
        self.found[&article]
    }

    /// The root of a piece of evidence in `article`:
    ///
    /// - attributed evidence: its speaker, or else the last one that relayed it;
    /// - unattributed evidence marked first-hand: the article, unless it is a reprint or a translation;
    /// - any other: the root of the article.
    ///
    /// Evidence in an excluded article is excluded.
    pub fn of_evidence(&mut self, evidence: &Evidence, article: &Article) -> (Root, RootLink) {
        let attribution = &evidence.attribution;
        let said_by = attribution
            .speaker
            .or_else(|| attribution.relayed_by.last().copied());
        let own = IndependentSource::Article(article.id);
        let first_hand = attribution.first_hand == Some(FirstHandOrReported::FirstHand)
            && !is_copy(&article.provenance);
        match said_by {
            _ if self.is_excluded(own) => (Root::Excluded(own), RootLink::Reported),
            Some(speaker) => (self.of_speaker(speaker), RootLink::Attributed),
            None if first_hand => (Root::Settled(own), RootLink::Reported),
            None => self.derived(article.id),
        }
    }

    /// Possible roots of an open article, without excluded ones; empty if its provenance is not recorded. Covers only
    /// articles visited so far.
    pub fn candidates(&self, article: ArticleId) -> &[Root] {
        self.candidates.get(&article).map_or(&[], Vec::as_slice)
    }

    fn derived(&mut self, article: ArticleId) -> (Root, RootLink) {
        let root = self.of_article(article);
        let own = root == Root::Settled(IndependentSource::Article(article));
        (
            root,
            if own {
                RootLink::Reported
            } else {
                RootLink::Derived
            },
        )
    }

    fn of_speaker(&self, id: SpeakerId) -> Root {
        let source = IndependentSource::Speaker(id);
        if self.is_excluded(source) {
            Root::Excluded(source)
        } else {
            Root::Settled(source)
        }
    }

    fn is_excluded(&self, source: IndependentSource) -> bool {
        if let Some((_, excluded)) = self.supposed.filter(|(about, _)| *about == source) {
            return excluded;
        }
        let excluded = match source {
            IndependentSource::Speaker(id) => {
                self.project.speaker(id).and_then(|found| found.excluded)
            }
            IndependentSource::Article(id) => {
                self.project.article(id).and_then(|found| found.excluded)
            }
        };
        excluded.is_some()
    }

    fn parents_not_found(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + use<'_> {
        let article = self.project.article(article).into_iter();
        let parents = article.flat_map(|article| article.provenance.articles());
        parents.filter(|parent| !self.found.contains_key(parent))
    }

    /// All parents must be in `found`.
    fn root_from_parents(&mut self, id: ArticleId) -> Root {
        let open = Root::Open {
            article: id,
            may_be_excluded: false,
        };
        let Some(article) = self.project.article(id) else {
            return open;
        };
        let own = IndependentSource::Article(id);
        if self.is_excluded(own) {
            return Root::Excluded(own);
        }
        match &article.provenance {
            Provenance::Unknown => open,
            Provenance::Original => Root::Settled(own),
            Provenance::Derived(from) => {
                let roots = from.iter().map(|derivation| match derivation.from {
                    DerivationSource::Article(parent) => self.found[&parent],
                    DerivationSource::Agency(agency) => self.of_speaker(agency),
                });
                let roots = roots.collect();
                self.one_of(id, roots)
            }
        }
    }

    fn one_of(&mut self, article: ArticleId, mut roots: Vec<Root>) -> Root {
        roots.sort_unstable();
        roots.dedup();
        let may_be_excluded = roots.iter().any(Root::may_be_excluded);
        let first = roots.first().copied();
        let single = roots.len() == 1;
        roots.retain(|root| !matches!(root, Root::Excluded(_)));
        match first {
            Some(root) if single || roots.is_empty() => root,
            _ => {
                self.candidates.insert(article, roots);
                Root::Open {
                    article,
                    may_be_excluded,
                }
            }
        }
    }
}

impl Root {
    pub fn may_be_excluded(&self) -> bool {
        match self {
            Self::Settled(_) => false,
            Self::Open {
                may_be_excluded, ..
            }
            | Self::Unattributed {
                may_be_excluded, ..
            } => *may_be_excluded,
            Self::Excluded(_) => true,
        }
    }
}

/// Whether the whole article is somebody else's text, so that "first-hand" in it means their own.
fn is_copy(provenance: &Provenance) -> bool {
    let manners = provenance.derivations().iter();
    let mut manners = manners.map(|derivation| derivation.manner);
    manners.any(|manner| {
        matches!(
            manner,
            DerivationManner::Reprint | DerivationManner::Translation
        )
    })
}
