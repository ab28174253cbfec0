//! Small projects about one claim, described in one line.

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, Claim,
        ClaimEdit, ClaimId, Derivation, DerivationManner, DerivationSource, Edit, Evidence,
        EvidenceEdit, EvidenceId, EvidenceSet, Exclusion, FirstHandOrReported, Highlight,
        HighlightEdit, HighlightId, Project, Provenance, Speaker, SpeakerEdit, SpeakerId, Stance,
    },
    text::Span,
};

/// Number of the claim's id.
pub const CLAIM: u64 = 1;

/// Articles and speakers are referred to by index.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    pub articles: Vec<From>,
    pub speakers: Vec<String>,
    pub evidence: Vec<Piece>,
    pub excluded_articles: Vec<usize>,
    pub excluded_speakers: Vec<usize>,
}

/// Source of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum From {
    #[default]
    Unknown,
    Original,
    Quotes(usize),
    Reprint(usize),
    Translation(usize),
    Agency(usize),
    Several(Vec<usize>),
    SeveralAgencies(Vec<usize>),
}

#[derive(Clone, Debug)]
pub struct Piece {
    pub article: usize,
    pub stance: Stance,
    /// The relays; the last is the speaker, unless the end of the chain is unknown.
    pub chain: Vec<usize>,
    pub end_is_known: bool,
    pub first_hand: bool,
    pub set: Option<u8>,
}

impl Setting {
    /// Parses words separated by spaces; articles are capital letters in alphabetical order.
    ///
    /// | word | meaning |
    /// | --- | --- |
    /// | `A=original` | A is original reporting |
    /// | `B<A`, `B<@afp`, `C<A,B` | it derives from an article, an agency, one of several |
    /// | `B~A`, `B^A` | it is a reprint, a translation |
    /// | `+A`, `-A`, `oA` | a passage of A supports, refutes, gives context |
    /// | `+A:@tass:@gov` | attributed to gov, by way of tass; `:?` at the end: nobody knows by whom it was said |
    /// | `+A!`, `+A/1` | first-hand; in set 1 |
    /// | `xA`, `x@gov` | retracted |
    pub fn parse(notation: &str) -> Self {
        let mut setting = Self::default();
        for word in notation.split_whitespace() {
            let (first, rest) = word.split_at(1);
            match first {
                "+" => setting.parse_piece(Stance::Supports, rest),
                "-" => setting.parse_piece(Stance::Refutes, rest),
                "o" => setting.parse_piece(Stance::Context, rest),
                "x" if rest.starts_with('@') => {
                    let speaker = setting.speaker(rest);
                    setting.excluded_speakers.push(speaker);
                }
                "x" => {
                    let article = setting.article(rest);
                    setting.excluded_articles.push(article);
                }
                _ => setting.parse_provenance(first, rest),
            }
        }
        setting
    }

    fn parse_provenance(&mut self, article: &str, notation: &str) {
        let article = self.article(article);
        let (sign, names) = notation.split_at(1);
        let names: Vec<&str> = names.split(',').collect();
        self.articles[article] = match (sign, names.as_slice()) {
            ("=", _) => From::Original,
            ("~", [name]) => From::Reprint(self.article(name)),
            ("^", [name]) => From::Translation(self.article(name)),
            ("<", [name]) if name.starts_with('@') => From::Agency(self.speaker(name)),
            ("<", [name]) => From::Quotes(self.article(name)),
            ("<", names) if names[0].starts_with('@') => {
                From::SeveralAgencies(names.iter().map(|name| self.speaker(name)).collect())
            }
            ("<", names) => From::Several(names.iter().map(|name| self.article(name)).collect()),
            _ => panic!("{notation}"),
        };
    }

    fn parse_piece(&mut self, stance: Stance, notation: &str) {
        let (notation, set) = notation
            .split_once('/')
            .map_or((notation, None), |(notation, set)| (notation, Some(set)));
        let first_hand = notation.ends_with('!');
        let mut names = notation.trim_end_matches('!').split(':');
        let article = self.article(names.next().unwrap());
        let names: Vec<&str> = names.collect();
        let end_is_known = names.last() != Some(&"?");
        let chain = names.iter().filter(|name| **name != "?");
        self.evidence.push(Piece {
            article,
            stance,
            chain: chain
                .map(|name| {
                    self.speakers
                        .iter()
                        .position(|own| own == &name[1..])
                        .unwrap_or_else(|| {
                            self.speakers.push(name[1..].to_owned());
                            self.speakers.len() - 1
                        })
                })
                .collect(),
            end_is_known,
            first_hand,
            set: set.map(|set| set.parse().unwrap()),
        });
    }

    fn article(&mut self, letter: &str) -> usize {
        let index = usize::from(letter.as_bytes()[0] - b'A');
        let len = self.articles.len().max(index + 1);
        self.articles.resize(len, From::Unknown);
        index
    }

    fn speaker(&mut self, name: &str) -> usize {
        let name = name.trim_start_matches('@');
        let index = self.speakers.iter().position(|own| own == name);
        index.unwrap_or_else(|| {
            self.speakers.push(name.to_owned());
            self.speakers.len() - 1
        })
    }

    /// An unattributed passage that supports.
    pub fn add_evidence(&mut self, article: usize) {
        self.evidence.push(Piece {
            article,
            stance: Stance::Supports,
            chain: Vec::new(),
            end_is_known: true,
            first_hand: false,
            set: None,
        });
    }

    pub fn with_nothing_excluded(mut self) -> Self {
        self.excluded_articles.clear();
        self.excluded_speakers.clear();
        self
    }

    /// Merges the first two speakers.
    pub fn with_speakers_merged(&self) -> Self {
        let mut merged = self.clone();
        let one = |speaker: &mut usize| *speaker = speaker.saturating_sub(1);
        for from in &mut merged.articles {
            match from {
                From::Agency(agency) => one(agency),
                From::SeveralAgencies(agencies) => {
                    agencies.iter_mut().for_each(one);
                    agencies.sort_unstable();
                    agencies.dedup();
                }
                _ => {}
            }
        }
        for piece in &mut merged.evidence {
            piece.chain.iter_mut().for_each(one);
            let end = piece.chain.pop();
            piece.chain.retain(|link| Some(*link) != end);
            piece.chain.dedup();
            piece.chain.extend(end);
        }
        merged
    }

    /// Removes derivations from later articles, so that there are no loops.
    pub fn keep_in_order(&mut self) {
        for (place, from) in self.articles.iter_mut().enumerate() {
            match from {
                From::Quotes(parent) | From::Reprint(parent) | From::Translation(parent)
                    if *parent >= place =>
                {
                    *from = From::Original;
                }
                From::Several(parents) => {
                    parents.retain(|parent| *parent < place);
                    if parents.is_empty() {
                        *from = From::Original;
                    }
                }
                _ => {}
            }
        }
    }

    pub fn project(&self) -> Project {
        let mut project = Project::default();
        let mut apply = |edit| project.apply(edit).unwrap();
        let claim = Box::new(Claim::new(ClaimId::new(CLAIM), "70 were killed".into(), 0));
        apply(Edit::Claim(ClaimEdit::Add { at: 0, claim }));
        for (at, name) in self.speakers.iter().enumerate() {
            let mut speaker = Speaker::new(SpeakerId::new(at as u64), name.clone());
            speaker.stand_in = (name == "secret").then(|| "Source A".to_owned());
            speaker.excluded = self
                .excluded_speakers
                .contains(&at)
                .then_some(Exclusion::Retracted);
            let speaker = Box::new(speaker);
            apply(Edit::Speaker(SpeakerEdit::Add { at, speaker }));
        }
        for at in 0..self.articles.len() {
            let article = Box::new(self.article_at(at));
            apply(Edit::Article(ArticleEdit::Add { at, article }));
        }
        for (at, from) in self.articles.iter().enumerate() {
            let id = ArticleId::new(at as u64);
            let provenance = from.provenance();
            apply(Edit::Article(ArticleEdit::SetProvenance { id, provenance }));
        }
        for (at, piece) in self.evidence.iter().enumerate() {
            let id = HighlightId::new(at as u64);
            let article = ArticleId::new(piece.article as u64);
            let span = Span::new(at, at + 1).unwrap();
            apply(Edit::Highlight(HighlightEdit::Add(Highlight {
                id,
                article,
                span,
                note: String::new(),
            })));
            let evidence = piece.evidence(at);
            apply(Edit::Evidence(EvidenceEdit::add(at, evidence)));
        }
        project
    }

    fn article_at(&self, at: usize) -> Article {
        let source = ArticleDetails {
            outlet: format!("Paper {}", char::from(b'A' + (at % 26) as u8)),
            ..ArticleDetails::default()
        };
        let text = ArticleText::new(format!("{at} Seventy people were killed, it was said."));
        let mut article = Article::new(ArticleId::new(at as u64), text, source);
        article.excluded = self
            .excluded_articles
            .contains(&at)
            .then_some(Exclusion::Retracted);
        article
    }
}

impl From {
    fn provenance(&self) -> Provenance {
        let article = |at: usize| DerivationSource::Article(ArticleId::new(at as u64));
        let agency = |at: usize| DerivationSource::Agency(SpeakerId::new(at as u64));
        let derived = |from, manner| Provenance::Derived(vec![Derivation { from, manner }]);
        let quotes = |from| Derivation {
            from,
            manner: DerivationManner::Quotes,
        };
        match self {
            Self::Unknown => Provenance::Unknown,
            Self::Original => Provenance::Original,
            Self::Quotes(at) => derived(article(*at), DerivationManner::Quotes),
            Self::Reprint(at) => derived(article(*at), DerivationManner::Reprint),
            Self::Translation(at) => derived(article(*at), DerivationManner::Translation),
            Self::Agency(at) => derived(agency(*at), DerivationManner::Rewrite),
            Self::Several(all) => {
                Provenance::Derived(all.iter().map(|at| quotes(article(*at))).collect())
            }
            Self::SeveralAgencies(all) => {
                Provenance::Derived(all.iter().map(|at| quotes(agency(*at))).collect())
            }
        }
    }
}

impl Piece {
    fn evidence(&self, at: usize) -> Evidence {
        let id = EvidenceId::new(at as u64);
        let mut chain: Vec<SpeakerId> = self
            .chain
            .iter()
            .map(|at| SpeakerId::new(*at as u64))
            .collect();
        let speaker = if self.end_is_known { chain.pop() } else { None };
        Evidence {
            attribution: Attribution {
                speaker,
                relayed_by: chain,
                first_hand: self.first_hand.then_some(FirstHandOrReported::FirstHand),
                ..Attribution::default()
            },
            set: self.set.map(EvidenceSet),
            ..Evidence::new(
                id,
                HighlightId::new(at as u64),
                ClaimId::new(CLAIM),
                self.stance,
            )
        }
    }
}
