//! What random edits fill the fields of records with.

use std::collections::BTreeSet;

use super::rolls::Roll;
use crosscheck::{
    project::{
        Article, ArticleDetails, Attribution, Derivation, DerivationManner, DerivationSource,
        DetailName, Dismissed, EvidenceSet, Exclusion, FileHash, FirstHandOrReported, HouseRule,
        HouseRules, Id, ImportMethod, Naming, Original, ParagraphKind, PrimaryOrSecondary, Project,
        Provenance, Quotation, Reliability, Search, SpeakerId, Structure, Verdict, VerdictScale,
        Waiver,
    },
    text::{Span, snap_to_graphemes},
};

impl Roll {
    /// The text of a field: no two fields of a record have the same text, so that none can be mistaken for another.
    pub(super) fn text(&self, field: &str) -> String {
        match self.words.as_str() {
            "" => String::new(),
            words => format!("{field}: {words}"),
        }
    }

    pub(super) fn rules(&self) -> HouseRules {
        let number =
            |of: usize| (!self.one.is_multiple_of(of)).then_some(self.other as u32 + of as u32);
        HouseRules {
            independent_sources: number(2),
            secondary_sources: number(3),
            first_hand: number(5),
            no_single_anonymous: self.blind,
        }
    }

    pub(super) fn exclusion(&self) -> Option<Exclusion> {
        Exclusion::ALL.get(self.other % 3).copied()
    }

    pub(super) fn structure(&self) -> Structure {
        let paragraphs = 0..=self.words.matches('\n').count();
        let kind = |at: usize| Some((at, *ParagraphKind::ALL.get((self.one + at) % 6)?));
        let place = |at: usize| Some((at, self.text("locator"))).filter(|_| at.is_multiple_of(2));
        Structure {
            kinds: paragraphs.clone().filter_map(kind).collect(),
            locators: paragraphs.filter_map(place).collect(),
        }
    }

    pub(super) fn original(&self) -> Option<Original> {
        (!self.one.is_multiple_of(3)).then(|| Original {
            sha256: FileHash::of(self.words.as_bytes()),
            extension: self.text("extension"),
            size: self.other as u64,
            received: self.text("received"),
            from: self.text("from"),
            method: ImportMethod::ALL[self.one % ImportMethod::ALL.len()],
            by: self.text("by"),
            kept: self.blind,
        })
    }

    pub(super) fn verdict(&self, project: &Project) -> Option<String> {
        if self.blind {
            return Some(self.words.clone());
        }
        let verdict = project.scale().verdicts.get(self.one % 5);
        verdict.map(|verdict| verdict.label.clone())
    }

    pub(super) fn tags(&self) -> BTreeSet<smol_str::SmolStr> {
        (0..self.one % 3)
            .map(|nth| self.text(&format!("tag {nth}")).into())
            .collect()
    }

    pub(super) fn searches(&self) -> Vec<Search> {
        let search = |nth: usize| Search {
            sought: self.text(&format!("sought {nth}")),
            place: self.text("place"),
            date: self.text("date"),
        };
        (0..self.other % 3).map(search).collect()
    }

    /// Rarely the same rule twice, which is refused.
    pub(super) fn waivers(&self) -> Vec<Waiver> {
        let waiver = |nth: usize| Waiver {
            rule: HouseRule::ALL[(self.one + nth) % 4],
            by: self.text("by"),
            reason: self.text("reason"),
        };
        let mut waivers: Vec<Waiver> = (0..self.other % 4).map(waiver).collect();
        waivers.extend(waivers.first().filter(|_| self.blind).cloned());
        waivers
    }

    pub(super) fn dismissed(&self) -> BTreeSet<Dismissed> {
        let one = |nth: usize| Dismissed {
            article: Id::new(nth as u64),
            words: self.text("dismissed"),
        };
        (0..self.one % 3).map(one).collect()
    }

    /// An existing speaker, none, or (rarely) a missing one.
    pub(super) fn speaker(&self, project: &Project) -> Option<SpeakerId> {
        match self.one % 7 {
            0 => None,
            1 if self.blind => Some(SpeakerId::new(3)),
            _ => project.speakers().nth(self.one % 5).map(|one| one.id),
        }
    }

    pub(super) fn attribution(&self, project: &Project) -> Attribution {
        let count = self.one % 3;
        let relayed_by = project.speakers().skip(self.other % 4).take(count);
        Attribution {
            speaker: self.speaker(project),
            relayed_by: relayed_by.map(|one| one.id).collect(),
            wording: self.text("wording"),
            quotation: Quotation::ALL.get(self.one % 5).copied(),
            first_hand: FirstHandOrReported::ALL.get(self.other % 3).copied(),
            primary_or_secondary: PrimaryOrSecondary::ALL.get(self.one % 3).copied(),
            naming: Naming::ALL.get(self.other % 4).copied(),
        }
    }

    pub(super) fn set(&self) -> Option<EvidenceSet> {
        (!self.one.is_multiple_of(3)).then_some(EvidenceSet((self.one % 3) as u8))
    }

    pub(super) fn provenance(&self, project: &Project) -> Provenance {
        let manner = DerivationManner::ALL[self.one % 4];
        let article = DerivationSource::Article(self.article(project));
        let agency = self.speaker(project).map(DerivationSource::Agency);
        let derived = |from| Derivation { from, manner };
        match self.one % 6 {
            0 => Provenance::Unknown,
            1 => Provenance::Original,
            2 => Provenance::Derived(agency.into_iter().map(derived).collect()),
            3 => Provenance::Derived([article].into_iter().chain(agency).map(derived).collect()),
            _ => Provenance::Derived(vec![derived(article)]),
        }
    }

    pub(super) fn scale(&self) -> VerdictScale {
        let own = VerdictScale {
            name: self.text("scale"),
            verdicts: vec![
                Verdict {
                    label: self.words.clone(),
                    rank: self.one as u32
                };
                1 + usize::from(self.blind)
            ],
        };
        match self.one % 3 {
            0 => VerdictScale::averitec(),
            1 => VerdictScale::politifact(),
            _ => own,
        }
    }

    pub(super) fn details(&self) -> ArticleDetails {
        ArticleDetails {
            title: self.text("title"),
            outlet: format!("Outlet {}", self.one % 4),
            byline: self.text("byline"),
            published: format!("2031-05-{:02}", 1 + self.other % 28),
            retrieved: self.text("retrieved"),
            url: self.text("url"),
            language: self.text("language"),
            agency_credits: self.text("agency credits"),
            reliability: Reliability::ALL.get(self.other % 7).copied(),
            unchecked: DetailName::ALL.into_iter().skip(self.other % 9).collect(),
        }
    }

    pub(super) fn span(&self, article: Option<&Article>) -> Span {
        let text = article.map_or("", |article| article.text.as_str());
        let anywhere = Span::new(self.one % 20, 21 + self.other % 20).unwrap();
        let (one, other) = (self.one % (text.len() + 1), self.other % (text.len() + 1));
        match snap_to_graphemes(text, one, other) {
            Some(span) if !self.blind => span,
            _ => anywhere,
        }
    }
}
