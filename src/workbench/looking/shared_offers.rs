//! Suggestions for shared wording: a derivation, a claim, links, attributions. Accepting each is one undo step.

use crate::{
    analysis::{LikelyDerivation, QuotedStatement, StatementLinks},
    project::{
        Article, ArticleEdit, ArticleId, Change, ClaimEdit, ClaimId, Derivation, DerivationManner,
        DerivationSource, Edit, Evidence, EvidenceEdit, EvidenceId, Highlight, HighlightEdit,
        HighlightId, Provenance, Speaker, SpeakerId, Stance,
    },
    storage::fresh_id,
    text::Span,
    workbench::{Command, SpeakerInput, Workbench},
};

impl Workbench {
    /// The derivation that the selected pair suggests.
    pub fn likely_derivation(&self) -> Option<LikelyDerivation> {
        LikelyDerivation::of(&self.project, self.shared.pair()?)
    }

    /// The statement that the selected passage quotes, and what the project records about it.
    pub fn quoted_statement(&self) -> Option<(&QuotedStatement, StatementLinks)> {
        let statement = self.shared.statement()?;
        Some((statement, statement.links(&self.project)))
    }

    /// Agencies that a pair may derive from: those that one of the articles credits or derives from.
    pub fn likely_agencies(&self, articles: [ArticleId; 2]) -> Vec<SpeakerId> {
        let mut agencies = Vec::new();
        for article in articles.iter().filter_map(|id| self.project.article(*id)) {
            agencies.extend(article.provenance.agencies());
            let credits = article.details.agency_credits.split([',', ';', '/']);
            let named = credits.filter_map(|it| self.project.speaker_called(it.trim()));
            agencies.extend(named.map(|speaker| speaker.id));
        }
        let mut seen = std::collections::BTreeSet::new();
        agencies.retain(|agency| seen.insert(*agency));
        agencies
    }

    pub(crate) fn record_derivation(&mut self, reversed: bool) {
        let Some((pair, likely)) = self.shared.pair().zip(self.likely_derivation()) else {
            return;
        };
        let likely = if reversed {
            likely.reversed(pair)
        } else {
            likely
        };
        let from = DerivationSource::Article(likely.from);
        let edits = self.deriving(likely.article, from, likely.manner);
        if self.commit(Change::new(
            "record derivation",
            edits.into_iter().collect(),
        )) {
            let [article, from] = [likely.article, likely.from].map(|id| self.article_name(id));
            let message = format!("{article} derives from {from}");
            self.notices.done(message, Some(Command::Undo));
        }
    }

    pub(crate) fn derive_both(&mut self, named: SpeakerInput) {
        let Some(articles) = self.shared.pair().map(|pair| pair.articles) else {
            return;
        };
        let (Some(agency), mut edits) = self.named(named) else {
            return;
        };
        let from = DerivationSource::Agency(agency);
        let derivations = articles.map(|id| self.deriving(id, from, DerivationManner::Rewrite));
        edits.extend(derivations.into_iter().flatten());
        if self.commit(Change::new("record derivations", edits)) {
            let name = self.speaker_name(agency);
            let message = format!("Both articles derive from {name}");
            self.notices.done(message, Some(Command::Undo));
        }
    }

    /// The edit that adds a derivation, unless there is already one from the same source.
    fn deriving(
        &self,
        id: ArticleId,
        from: DerivationSource,
        manner: DerivationManner,
    ) -> Option<Edit> {
        let before = self.project.article(id)?.provenance.derivations();
        if before.iter().any(|other| other.from == from) {
            return None;
        }
        let mut derivations = before.to_vec();
        derivations.push(Derivation { from, manner });
        let provenance = Provenance::Derived(derivations);
        Some(Edit::Article(ArticleEdit::SetProvenance { id, provenance }))
    }

    /// One undo step: highlights every passage of the quotation, and links each to a new claim as supporting it.
    pub(crate) fn claim_from_statement(&mut self) {
        let Some((statement, _)) = self.quoted_statement() else {
            return;
        };
        let passages = statement.passages.clone();
        let Some(quote) = statement.longest().and_then(|(article, span)| {
            self.project
                .article(article)?
                .quote(span)
                .map(str::to_owned)
        }) else {
            return;
        };
        let claim = self.new_claim_record(Self::statement_of(&quote));
        let id = claim.id;
        let mut edits = vec![Edit::Claim(ClaimEdit::Add {
            at: self.project.claims().len(),
            claim: Box::new(claim),
        })];
        self.link_all(&passages, id, Stance::Supports, &mut edits);
        if self.commit(Change::new("add claim from quotation", edits)) {
            self.select_claim(Some(id));
            let number = self.project.claim_number(id);
            let message = format!("Claim {number} has {} passages", passages.len());
            self.notices.done(message, Some(Command::Undo));
        }
    }

    pub(crate) fn link_statement(&mut self) {
        let Some((_, links)) = self.quoted_statement() else {
            return;
        };
        let Some((claim, stance)) = links.claim else {
            return;
        };
        let mut edits = Vec::new();
        self.link_all(&links.unlinked, claim, stance, &mut edits);
        if self.commit(Change::new("link the same quotation", edits)) {
            self.select_claim(Some(claim));
            let (number, count) = (self.project.claim_number(claim), links.unlinked.len());
            let message = format!("Linked {count} to claim {number} as {}", stance.label());
            self.notices.done(message, Some(Command::Undo));
        }
    }

    /// Appends the edits that link passages to a claim, which may be new. Existing highlights are reused.
    fn link_all(
        &self,
        passages: &[(ArticleId, Span)],
        claim: ClaimId,
        stance: Stance,
        edits: &mut Vec<Edit>,
    ) {
        let mut at = self.project.evidence_count(claim);
        for (article, span) in passages {
            let highlight = self.highlight_at(*article, *span).unwrap_or_else(|| {
                let highlight = Highlight {
                    id: fresh_id(),
                    article: *article,
                    span: *span,
                    note: String::new(),
                };
                let id = highlight.id;
                edits.push(Edit::Highlight(HighlightEdit::Add(highlight)));
                id
            });
            if self.project.link(highlight, claim).is_some() {
                continue;
            }
            let evidence = Evidence::new(fresh_id(), highlight, claim, stance);
            edits.push(Edit::Evidence(EvidenceEdit::add(at, evidence)));
            at += 1;
            if self.project.is_silent(claim, *article) {
                edits.push(Edit::Claim(ClaimEdit::SetSilent {
                    id: claim,
                    article: *article,
                    silent: false,
                }));
            }
        }
    }

    /// The highlight with exactly that span.
    fn highlight_at(&self, article: ArticleId, span: Span) -> Option<HighlightId> {
        let mut around = self.project.highlights_in(article, span);
        around.find(|(other, _)| *other == span).map(|(_, id)| id)
    }

    pub(crate) fn attribute_statement(&mut self) {
        let Some((_, links)) = self.quoted_statement() else {
            return;
        };
        let [speaker] = links.speakers[..] else {
            return;
        };
        let set = |id: &EvidenceId| {
            let mut attribution = self.project.evidence(*id)?.attribution.clone();
            attribution.speaker = Some(speaker);
            attribution.relayed_by.retain(|other| *other != speaker);
            Some(Edit::Evidence(EvidenceEdit::SetAttribution {
                id: *id,
                attribution: Box::new(attribution),
            }))
        };
        let edits: Vec<Edit> = links.unattributed.iter().filter_map(set).collect();
        let count = edits.len();
        if count > 0 && self.commit(Change::new("attribute the same quotation", edits)) {
            let name = self.speaker_name(speaker);
            let passages = if count == 1 { "passage" } else { "passages" };
            let message = format!("Attributed {count} {passages} to {name}");
            self.notices.done(message, Some(Command::Undo));
        }
    }

    fn article_name(&self, id: ArticleId) -> String {
        let article = self.project.article(id);
        article.map(Article::shown_name).unwrap_or_default()
    }

    fn speaker_name(&self, id: SpeakerId) -> String {
        let speaker = self.project.speaker(id).map(Speaker::shown_name);
        speaker.unwrap_or_default().to_owned()
    }
}
