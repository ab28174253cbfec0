use crate::project::{
    Article, ArticleId, DerivedFrom, Evidence, Knowledge, Manner, Project, Provenance, SpeakerId,
};

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Where a piece of evidence ultimately comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndependentSource {
    /// Somebody said it, or an agency reported it.
    Speaker(SpeakerId),
    /// An article reported it.
    Article(ArticleId),
}

/// Where the trace of a passage ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// Its independent source is known.
    Settled(IndependentSource),
    /// It is not known beyond this article: nobody recorded what the article rests on, or it derives from several.
    /// For one claim such an article is taken to have one independent source, which nobody knows.
    Open {
        /// The article at which the trace ends.
        article: ArticleId,
        /// One of those that it may come from is excluded.
        may_be_excluded: bool,
    },
    /// Nobody is recorded for it, and it came by way of this independent source, as did what somebody else is recorded to have said: it may
    /// be the same statement, or the independent source's own. Found for a claim, see [`IndependentSources`](super::Origins).
    Unattributed {
        /// By way of which.
        source: IndependentSource,
        /// One of those who may have said it is excluded.
        may_be_excluded: bool,
        /// All that they are recorded to have said counts, unless they are excluded.
        others_count: bool,
    },
    /// It rests on something that is excluded: an independent source, or an article on the way to it.
    Exclusion(IndependentSource),
}

/// How a piece of evidence came from its root; sentences differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Its attribution says so.
    Attributed,
    /// The article itself reports it: it is original, or saw or heard it.
    Reported,
    /// The article derives from there.
    Derived,
}

/// Follows passages to their roots, and remembers what it found: each article is looked at once.
///
/// It is good for the project as it is. After an edit a new one is made.
#[derive(Debug)]
pub struct Roots<'a> {
    project: &'a Project,
    /// An independent source that is taken to be excluded, or not to be, whatever the project says.
    supposed: Option<(IndependentSource, bool)>,
    found: HashMap<ArticleId, Root, RandomState>,
    /// Of articles that derive from several, what a passage may come from; without what is excluded.
    candidates: HashMap<ArticleId, Vec<Root>, RandomState>,
}

impl<'a> Roots<'a> {
    /// One that has found nothing yet.
    #[must_use]
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            supposed: None,
            found: HashMap::default(),
            candidates: HashMap::default(),
        }
    }

    /// One that takes an independent source to be excluded, or not to be, whatever the project says.
    #[must_use]
    pub fn supposing(project: &'a Project, source: IndependentSource, excluded: bool) -> Self {
        Self {
            supposed: Some((source, excluded)),
            ..Self::new(project)
        }
    }

    /// The root of what an article says in its own words:
    ///
    /// - of an original article, that article;
    /// - of one that derives from an agency, that agency;
    /// - of one that derives from an article, that article's root;
    /// - of one that derives from several, their root where they have one and the same, else it is open;
    /// - of one whose provenance nobody has recorded, it is open.
    ///
    /// Where the article, or what it derives from, is excluded, so is the root.
    pub fn of_article(&mut self, article: ArticleId) -> Root {
        // A stack of our own: a file can hold a chain of any length.
        let mut left = vec![article];
        while let Some(next) = left.last().copied() {
            let before = left.len();
            if !self.found.contains_key(&next) {
                left.extend(self.parents_not_found(next));
            }
            if left.len() == before {
                left.pop();
                if !self.found.contains_key(&next) {
                    let root = self.root_from_parents(next);
                    self.found.insert(next, root);
                }
            }
        }
        self.found[&article]
    }

    /// The root of a piece of evidence that lies in `article`, and how it came from there:
    ///
    /// - attributed evidence comes from the end of its chain: its speaker, or the last who is recorded to have passed
    ///   it on;
    /// - unattributed evidence that is marked first-hand comes from the article itself, unless the article is a reprint or
    ///   a translation;
    /// - any other from the root of the article.
    ///
    /// Whatever lies in a excluded article is excluded.
    pub fn of_evidence(&mut self, evidence: &Evidence, article: &Article) -> (Root, Way) {
        let attribution = &evidence.attribution;
        let said_by = attribution
            .speaker
            .or_else(|| attribution.relayed_by.last().copied());
        let own = IndependentSource::Article(article.id);
        let first_hand =
            attribution.knowledge == Some(Knowledge::FirstHand) && !is_copy(&article.provenance);
        match said_by {
            _ if self.is_excluded(own) => (Root::Exclusion(own), Way::Reported),
            Some(speaker) => (self.of_speaker(speaker), Way::Attributed),
            None if first_hand => (Root::Settled(own), Way::Reported),
            None => self.derived(article.id),
        }
    }

    /// What a passage of an open article may come from, without what is excluded; nothing where nobody has recorded its
    /// provenance. Knows only articles that were come across.
    #[must_use]
    pub fn candidates(&self, article: ArticleId) -> &[Root] {
        self.candidates.get(&article).map_or(&[], Vec::as_slice)
    }

    fn derived(&mut self, article: ArticleId) -> (Root, Way) {
        let root = self.of_article(article);
        let own = root == Root::Settled(IndependentSource::Article(article));
        (root, if own { Way::Reported } else { Way::Derived })
    }

    fn of_speaker(&self, id: SpeakerId) -> Root {
        let source = IndependentSource::Speaker(id);
        if self.is_excluded(source) {
            Root::Exclusion(source)
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

    /// Every parent has been found.
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
            return Root::Exclusion(own);
        }
        match &article.provenance {
            Provenance::Unknown => open,
            Provenance::Original => Root::Settled(own),
            Provenance::Derived(from) => {
                let roots = from.iter().map(|derivation| match derivation.from {
                    DerivedFrom::Article(parent) => self.found[&parent],
                    DerivedFrom::Agency(agency) => self.of_speaker(agency),
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
        roots.retain(|root| !matches!(root, Root::Exclusion(_)));
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
    /// Whether it is excluded, or may turn out to be.
    #[must_use]
    pub fn may_be_excluded(&self) -> bool {
        match self {
            Self::Settled(_) => false,
            Self::Open {
                may_be_excluded, ..
            }
            | Self::Unattributed {
                may_be_excluded, ..
            } => *may_be_excluded,
            Self::Exclusion(_) => true,
        }
    }
}

/// Whether the article is another's words throughout, so that what it calls its own eyes are another's.
fn is_copy(provenance: &Provenance) -> bool {
    let manners = provenance.derivations().iter();
    let mut manners = manners.map(|derivation| derivation.manner);
    manners.any(|manner| matches!(manner, Manner::Reprint | Manner::Translation))
}
