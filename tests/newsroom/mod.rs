//! Projects with speakers, derivations and relations, for the tests and benches of the graph. The same each time.

#![allow(dead_code, reason = "no test needs all of it")]

use std::collections::BTreeSet;

use crosscheck::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, ArticleText, Attribution, Claim,
        ClaimEdit, ClaimId, Derivation, DerivationManner, DerivationSource, Edit, Evidence,
        EvidenceEdit, EvidenceId, Exclusion, Highlight, HighlightEdit, HighlightId, Id, Project,
        Provenance, Relation, RelationEdit, RelationKind, Speaker, SpeakerEdit, SpeakerId, Stance,
    },
    text::Span,
};
use generate::Dice;

/// Four articles that repeat one press officer, one that does not, and two claims that contradict each other.
pub fn small() -> Project {
    let mut room = Newsroom::default();
    let [dw, post, sun, copy, blog] =
        ARTICLES.map(|(outlet, day, title, text)| room.article(outlet, day, title, text));
    let ministry = room.speaker("Ministry of Defence", "Russian ministry", None);
    let governor = room.speaker("Vyacheslav Gladkov", "governor of Belgorod", None);
    let nurse = room.speaker("Irina Sokolova", "nurse", Some("Source A"));
    let killed = room.claim("70 attackers were killed");
    let dozen = room.claim("No more than a dozen attackers were killed");
    let hurt = room.claim("12 people were injured");
    let (yes, no) = (Stance::Supports, Stance::Refutes);
    let bodies = "no more than a dozen bodies";
    for (article, quote, claim, stance, by) in [
        (dw, "killed 70 attackers", killed, yes, Some(ministry)),
        (post, "killed 70 fighters", killed, yes, Some(ministry)),
        (
            sun,
            "Seventy attackers were killed",
            killed,
            yes,
            Some(ministry),
        ),
        (
            copy,
            "Seventy attackers were killed",
            killed,
            yes,
            Some(ministry),
        ),
        (blog, bodies, killed, no, None),
        (blog, bodies, dozen, yes, None),
        (sun, "Twelve people were hurt", hurt, yes, None),
    ] {
        room.says(article, quote, claim, stance, by, &[]);
    }
    room.says(post, "eight injured", hurt, no, Some(governor), &[ministry]);
    let named = "The hospital named 13 injured";
    room.says(blog, named, hurt, Stance::Context, Some(nurse), &[]);
    room.derives(
        copy,
        DerivationSource::Article(sun),
        DerivationManner::Reprint,
    );
    room.pull(copy);
    room.relate(dozen, killed, RelationKind::Contradicts);
    room.relate(hurt, killed, RelationKind::PartOf);
    room.project
}

/// Outlet, day, headline, text.
const ARTICLES: [(&str, &str, &str, &str); 5] = [
    (
        "DW",
        "2023-05-23",
        "Russia says it has pushed back the attackers",
        "The ministry said Russian forces killed 70 attackers in the region. Residents spoke of shelling.",
    ),
    (
        "The Post",
        "2023-05-23",
        "Fighting in Belgorod region",
        "The Russian Defense Ministry said its forces had killed 70 fighters and destroyed four vehicles. A source close to the governor counted eight injured.",
    ),
    (
        "The Sun Herald",
        "2023-05-24",
        "Border raid ends",
        "Seventy attackers were killed, the ministry said. Twelve people were hurt.",
    ),
    (
        "Wire Copy Daily",
        "2023-05-24",
        "Border raid ends",
        "Seventy attackers were killed, the ministry said, according to reports.",
    ),
    (
        "Frontline Blog",
        "2023-05-25",
        "What we saw",
        "We counted no more than a dozen bodies. The hospital named 13 injured.",
    ),
];

/// `claims` claims in topics of five, with up to `passages_a_claim` passages each. Each topic has four articles and three
/// speakers; one piece of evidence in twelve comes from another topic.
pub fn large(claims: usize, passages_a_claim: usize) -> Project {
    let mut room = Newsroom::default();
    let mut dice = Dice(7);
    let topics = claims.div_ceil(5).max(1);
    for topic in 0..topics {
        let articles: Vec<ArticleId> = (0..4)
            .map(|nth| {
                let outlet = format!(
                    "{} {topic}",
                    ["The Herald", "Morning Post", "Gazette", "Wire"][nth]
                );
                let day = format!("2031-05-{:02}", 1 + dice.below(28));
                room.article(&outlet, &day, "What happened at the barrage", TEXT)
            })
            .collect();
        let speakers: Vec<SpeakerId> = (0..3)
            .map(|nth| {
                room.speaker(
                    &format!(
                        "{} {topic}",
                        ["Mayor of Karveth", "Fire brigade", "Lanterna agency"][nth]
                    ),
                    "",
                    None,
                )
            })
            .collect();
        if topic % 3 == 0 {
            room.derives(
                articles[3],
                DerivationSource::Article(articles[0]),
                DerivationManner::Reprint,
            );
        }
        let in_topic = (claims - topic * 5).min(5);
        let ids: Vec<ClaimId> = (0..in_topic)
            .map(|nth| {
                room.claim(&format!(
                    "Claim {nth} of topic {topic}: {} people were treated",
                    dice.below(60)
                ))
            })
            .collect();
        for claim in &ids {
            for _ in 0..passages_a_claim {
                let mut article = articles[dice.below(4)];
                if dice.below(12) == 0 {
                    article = room.any_article(&mut dice);
                }
                let by = (dice.below(4) > 0).then(|| speakers[dice.below(3)]);
                let stance = Stance::ALL[[0, 0, 1, 2][dice.below(4)]];
                let start = dice.below(TEXT.len() - 60);
                let end = start + 20 + dice.below(40);
                room.marks(article, start, end, *claim, stance, by, &[]);
            }
        }
        if ids.len() > 1 {
            room.relate(ids[0], ids[1], RelationKind::ALL[topic % 5]);
        }
    }
    room.project
}

const TEXT: &str = "The gate broke in the night and the lower town was flooded. The fire brigade counted nine injured people and the hospital treated eleven. The mayor said on Tuesday that nobody had been warned, and that thirteen people were treated for cold. Two of the outlets quoted a spokesman who put the number at sixty.";

/// A project under construction.
#[derive(Default)]
pub struct Newsroom {
    pub project: Project,
    next: u64,
}

impl Newsroom {
    fn id<T>(&mut self) -> Id<T> {
        self.next += 1;
        Id::new(self.next)
    }

    fn apply(&mut self, edit: Edit) {
        self.project.apply(edit).expect("what is put together fits");
    }

    pub fn article(&mut self, outlet: &str, day: &str, title: &str, text: &str) -> ArticleId {
        let id = self.id();
        let source = ArticleDetails {
            title: title.to_owned(),
            outlet: outlet.to_owned(),
            published: day.to_owned(),
            ..ArticleDetails::default()
        };
        let article = Article::new(id, ArticleText::new(format!("{outlet}\n{text}")), source);
        let at = self.project.articles().len();
        self.apply(Edit::Article(ArticleEdit::Add {
            at,
            article: Box::new(article),
        }));
        id
    }

    pub fn speaker(&mut self, name: &str, role: &str, stand_in: Option<&str>) -> SpeakerId {
        let id = self.id();
        let speaker = Speaker {
            role: role.to_owned(),
            stand_in: stand_in.map(str::to_owned),
            ..Speaker::new(id, name.to_owned())
        };
        let at = self.project.speakers().len();
        self.apply(Edit::Speaker(SpeakerEdit::Add {
            at,
            speaker: Box::new(speaker),
        }));
        id
    }

    pub fn claim(&mut self, statement: &str) -> ClaimId {
        let id = self.id();
        let at = self.project.claims().len();
        let claim = Claim {
            tags: BTreeSet::from([["deaths", "damage"][at % 2].into()]),
            ..Claim::new(id, statement.to_owned(), at as u8)
        };
        self.apply(Edit::Claim(ClaimEdit::Add {
            at,
            claim: Box::new(claim),
        }));
        id
    }

    pub fn says(
        &mut self,
        article: ArticleId,
        quote: &str,
        claim: ClaimId,
        stance: Stance,
        by: Option<SpeakerId>,
        relayed_by: &[SpeakerId],
    ) -> EvidenceId {
        let text = self
            .project
            .article(article)
            .expect("it is there")
            .text
            .clone();
        let start = text.as_str().find(quote).expect("the quote is in the text");
        self.marks(
            article,
            start,
            start + quote.len(),
            claim,
            stance,
            by,
            relayed_by,
        )
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "a piece of evidence has so many parts"
    )]
    fn marks(
        &mut self,
        article: ArticleId,
        start: usize,
        end: usize,
        claim: ClaimId,
        stance: Stance,
        by: Option<SpeakerId>,
        relayed_by: &[SpeakerId],
    ) -> EvidenceId {
        let span = Span::new(start, end).expect("in order");
        let known = self
            .project
            .highlights_in(article, span)
            .find(|(at, _)| *at == span);
        let highlight = known.map_or_else(|| self.highlight(article, span), |(_, id)| id);
        let id = self.id();
        let evidence = Evidence {
            attribution: Attribution {
                speaker: by,
                relayed_by: relayed_by.to_vec(),
                ..Attribution::default()
            },
            ..Evidence::new(id, highlight, claim, stance)
        };
        if self.project.link(highlight, claim).is_none() {
            let at = self.project.evidence_count(claim);
            self.apply(Edit::Evidence(EvidenceEdit::add(at, evidence)));
        }
        id
    }

    fn highlight(&mut self, article: ArticleId, span: Span) -> HighlightId {
        let id = self.id();
        self.apply(Edit::Highlight(HighlightEdit::Add(Highlight {
            id,
            article,
            span,
            note: String::new(),
        })));
        id
    }

    pub fn derives(&mut self, id: ArticleId, from: DerivationSource, manner: DerivationManner) {
        let provenance = Provenance::Derived(vec![Derivation { from, manner }]);
        self.apply(Edit::Article(ArticleEdit::SetProvenance { id, provenance }));
    }

    pub fn pull(&mut self, id: ArticleId) {
        let excluded = Some(Exclusion::Retracted);
        self.apply(Edit::Article(ArticleEdit::SetExcluded { id, excluded }));
    }

    pub fn relate(&mut self, from: ClaimId, to: ClaimId, kind: RelationKind) {
        let id = self.id();
        self.apply(Edit::Relation(RelationEdit::Add(Relation {
            id,
            from,
            to,
            kind,
        })));
    }

    fn any_article(&self, dice: &mut Dice) -> ArticleId {
        let nth = dice.below(self.project.articles().len());
        self.project.article_at(nth).expect("there are so many").id
    }
}
