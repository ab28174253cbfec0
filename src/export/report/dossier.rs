use super::{
    build::{ReportSource, claim_id, filled, page, section},
    model::{Block, Link, PageLink, Quote, Section, Text},
    words::Words,
};
use crate::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, Passage, Reason},
    export::ExportPart,
    project::{
        Claim, EvidenceId, FirstHandOrReported, Quotation, Search, Speaker, SpeakerId, Stance,
        Status, Waiver,
    },
    text::sentence_around,
};

use std::collections::{BTreeMap, BTreeSet};

/// Maximum context of a passage on each side, in bytes.
const MAX_CONTEXT: usize = 400;

/// Everything about one claim.
pub(super) struct Dossier<'r, 'a> {
    pub source: &'r ReportSource<'a>,
    /// Number of the claim.
    pub number: usize,
    pub evidence: &'r ClaimEvidence<'a>,
    pub sources: &'r ClaimSources,
    pub row: &'r ClaimRow,
}

impl<'a> Dossier<'_, 'a> {
    fn claim(&self) -> &'a Claim {
        self.evidence.claim
    }

    fn verdict(&self) -> Text {
        let verdict = self.claim().verdict.as_deref();
        Text::new(verdict.unwrap_or(self.source.words.no_verdict))
    }

    /// Its row in the summary.
    pub fn summary(&self) -> Vec<Text> {
        let statement = Text::new(&self.claim().statement);
        vec![
            Text::new(self.number.to_string()),
            statement.linked(Some(Link::Section(claim_id(self.number)))),
            self.verdict(),
            Text::new(self.row.supports.to_string()),
            Text::new(self.row.refutes.to_string()),
            Text::new(self.row.supporting_sources.range()),
            Text::new(self.row.refuting_sources.range()),
        ]
    }

    pub fn section(&self) -> Section {
        let claim = self.claim();
        let heading = format!("{}. {}", self.number, claim.statement);
        let blocks = vec![Block::Facts(self.facts())];
        let numbers = self.passage_numbers();
        let why = self.part(
            "why",
            self.source.words.justification,
            paragraphs(&claim.justification).collect(),
        );
        let stances = (Stance::ALL.into_iter()).map(|stance| self.stance(stance, &numbers));
        let words = self.source.words;
        let searches = claim.searches.iter().filter(|it| it.holds()).map(search);
        let has_work = !self.source.settings.extent.without_work;
        let waivers = claim.waivers.iter().filter(|it| has_work && it.holds());
        let still_open = if has_work {
            self.still_open()
        } else {
            Vec::new()
        };
        let notes = if self.source.settings.extent.notes {
            paragraphs(&claim.notes).collect()
        } else {
            Vec::new()
        };
        let rest = [
            ("sought", words.searches, list(searches)),
            ("reply", words.reply, paragraphs(&claim.reply).collect()),
            ("waivers", words.waivers, list(waivers.map(waiver))),
            (
                "related",
                words.relations,
                list(self.relations().into_iter()),
            ),
            ("open", words.still_open, list(still_open.into_iter())),
            ("notes", words.notes, notes),
        ];
        let rest = rest
            .into_iter()
            .map(|(id, heading, blocks)| self.part(id, heading, blocks));
        let sections = std::iter::once(why).chain(stances).chain(rest);
        let sections = sections.filter(|part| !part.blocks.is_empty());
        Section {
            sections: sections.collect(),
            ..section(
                ExportPart::Claim(claim.id),
                &claim_id(self.number),
                &heading,
                blocks,
            )
        }
    }

    fn part(&self, id: &str, heading: &str, blocks: Vec<Block>) -> Section {
        let id = format!("claim-{}-{id}", self.number);
        section(ExportPart::Claim(self.claim().id), &id, heading, blocks)
    }

    fn facts(&self) -> Vec<(&'static str, Text)> {
        let claim = self.claim();
        let words = self.source.words;
        let status = match claim.status {
            _ if self.source.settings.extent.without_work => "",
            Status::Done => "",
            Status::Open | Status::InProgress | Status::NeedsReview => {
                words.statuses[claim.status as usize]
            }
        };
        filled([
            (words.verdict, self.verdict()),
            (words.status, Text::new(status)),
            (words.made_by, Text::new(self.speakers(claim.speaker))),
            (words.made, Text::new(&claim.made)),
            (words.first_appearance, Text::new(&claim.first_appearance)),
        ])
    }

    fn speakers(&self, ids: impl IntoIterator<Item = SpeakerId>) -> String {
        let speakers = ids
            .into_iter()
            .filter_map(|id| self.source.project.speaker(id));
        let names: Vec<&str> = speakers.map(Speaker::shown_name).collect();
        names.join(", ")
    }

    /// Numbers of the passages, from 1, in report order.
    fn passage_numbers(&self) -> BTreeMap<EvidenceId, usize> {
        let ids = Stance::ALL
            .into_iter()
            .flat_map(|stance| self.of_stance(stance).map(|passage| passage.evidence.id));
        ids.zip(1..).collect()
    }

    fn of_stance(&self, stance: Stance) -> impl Iterator<Item = &Passage<'a>> {
        let passages = self.evidence.passages.iter();
        passages.filter(move |passage| passage.evidence.stance == stance)
    }

    fn stance(&self, stance: Stance, numbers: &BTreeMap<EvidenceId, usize>) -> Section {
        let words = self.source.words;
        let excluded: BTreeSet<EvidenceId> =
            self.sources.excluded().map(|it| it.evidence).collect();
        let quote = |passage: &Passage<'a>| {
            let number = numbers.get(&passage.evidence.id)?;
            let is_excluded = excluded.contains(&passage.evidence.id);
            Some(Block::Quote(Box::new(self.quote(
                passage,
                *number,
                is_excluded,
            )?)))
        };
        let mut blocks: Vec<Block> = self.of_stance(stance).filter_map(quote).collect();
        let sources = match stance {
            Stance::Supports => Some(&self.sources.supports),
            Stance::Refutes => Some(&self.sources.refutes),
            Stance::Context => None,
        };
        if let Some(sources) = sources.filter(|_| !blocks.is_empty()) {
            let figure = words.in_english(sources.figure());
            blocks.push(Block::Facts(vec![(words.why_counted, figure)]));
            let reasons = sources.reasons(self.source.project);
            let reasons = reasons.iter().map(|it| sentence(it, numbers, words));
            blocks.extend(list(reasons));
        }
        let at = stance as usize;
        self.part(stance.label(), words.stances[at], blocks)
    }

    fn quote(&self, passage: &Passage<'a>, number: usize, is_excluded: bool) -> Option<Quote> {
        let Passage {
            evidence,
            highlight,
            article,
            ..
        } = *passage;
        let text = article.text.as_str();
        let span = highlight.span;
        let marked = passage.quote()?;
        let paragraphs = article.text.paragraphs();
        let (first, last) = (paragraphs.at(span.start()), paragraphs.at(span.end() - 1));
        let start = sentence_around(text, &paragraphs.range(first), span.start()).start;
        let end = sentence_around(text, &paragraphs.range(last), span.end() - 1).end;
        let start = text.ceil_char_boundary(start.max(span.start().saturating_sub(MAX_CONTEXT)));
        let end = text.floor_char_boundary(end.min(span.end() + MAX_CONTEXT));
        let mut source = article.shown_name();
        let locator = article.structure.locator(first);
        if !locator.is_empty() {
            source = format!("{source}, {locator}");
        }
        let link = page(&article.details.url).map(|link| PageLink {
            passage: (self.source.pages.get(&article.id)).and_then(|page| page.fragment(span)),
            ..link
        });
        let entry = self.source.numbers.get(&article.id).copied()?;
        let entry_words = format!("{} {entry}", self.source.words.source);
        let note = if self.source.settings.extent.notes {
            evidence.note.as_str()
        } else {
            ""
        };
        Some(Quote {
            number: number.to_string(),
            before: text.get(start..span.start()).unwrap_or_default().to_owned(),
            marked: marked.to_owned(),
            after: text.get(span.end()..end).unwrap_or_default().to_owned(),
            language: article.details.language.clone(),
            source: Text::new(source).linked(link.map(Link::Page)),
            entry: Text::new(entry_words)
                .linked(Some(Link::Section(super::build::source_id(entry)))),
            attribution: Text::new(self.attribution(passage, is_excluded)),
            note: Text::new(note),
        })
    }

    /// "60 saboteurs; Said by Denna Corvast, relayed by Lanterna; reported; direct quotation".
    fn attribution(&self, passage: &Passage<'_>, is_excluded: bool) -> String {
        let words = self.source.words;
        let attribution = &passage.evidence.attribution;
        let mut parts = Vec::new();
        if !passage.evidence.value.is_empty() {
            parts.push(passage.evidence.value.clone());
        }
        let said = self.speakers(attribution.speaker);
        if !said.is_empty() {
            parts.push(format!("{} {said}", words.said_by));
        }
        let relayed = self.speakers(attribution.relayed_by.iter().copied());
        if !relayed.is_empty() {
            parts.push(format!("{} {relayed}", words.relayed_by));
        }
        let known = attribution
            .first_hand
            .map(|it: FirstHandOrReported| words.first_hand[it as usize]);
        let quoted = attribution
            .quotation
            .map(|it: Quotation| words.quotations[it as usize]);
        let excluded = is_excluded.then_some(words.excluded);
        let fixed = [known, quoted, excluded].into_iter().flatten();
        parts.extend(fixed.map(str::to_owned));
        parts.join("; ")
    }

    fn relations(&self) -> Vec<Text> {
        let project = self.source.project;
        let id = self.claim().id;
        let mut relations: Vec<(usize, &str, &str)> = project
            .relations_of(id)
            .filter_map(|relation| {
                let (other, label) = if relation.from == id {
                    (relation.to, relation.kind.label())
                } else {
                    (relation.from, relation.kind.label_from_the_other())
                };
                let is_there = self.source.settings.extent.has(other);
                let statement = &project.claim(other).filter(|_| is_there)?.statement;
                Some((project.claim_number(other), label, statement.as_str()))
            })
            .collect();
        relations.sort_unstable();
        let line = |(number, label, statement): (usize, &str, &str)| {
            Text::new(format!("{label} {number}. {statement}"))
                .linked(Some(Link::Section(claim_id(number))))
        };
        relations.into_iter().map(line).collect()
    }

    fn still_open(&self) -> Vec<Text> {
        let words = self.source.words;
        let misses = self.sources.misses(self.source.project, self.claim());
        let misses = misses.iter().filter(|miss| !miss.is_waived());
        let misses = misses.map(|miss| words.in_english(miss.sentence()));
        let mut open: Vec<Text> = misses.collect();
        let later = self.row.published_later;
        let unread = self
            .source
            .matrix
            .unread_of_claim(self.source.project, self.claim().id);
        let facts = [
            (self.row.one_source_only, words.one_source_only.to_owned()),
            (self.row.unchallenged, words.unchallenged.to_owned()),
            (later > 0, format!("{}: {later}", words.published_later)),
            (
                unread.unread > 0,
                format!("{}: {}", words.unread, unread.unread),
            ),
        ];
        let facts = facts.into_iter().filter(|(is_so, _)| *is_so);
        open.extend(facts.map(|(_, words)| Text::new(words)));
        open
    }
}

/// A reason, after the numbers of its passages.
fn sentence(reason: &Reason, numbers: &BTreeMap<EvidenceId, usize>, words: &Words) -> Text {
    let passages = reason.evidence.iter().filter_map(|id| numbers.get(id));
    let passages: Vec<String> = passages.map(usize::to_string).collect();
    words.in_english(format!("{}: {}", passages.join(", "), reason.sentence))
}

fn list(texts: impl Iterator<Item = Text>) -> Vec<Block> {
    let texts: Vec<Text> = texts.collect();
    let list = (!texts.is_empty()).then_some(Block::List(texts));
    list.into_iter().collect()
}

fn paragraphs(text: &str) -> impl Iterator<Item = Block> {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(|line| Block::Paragraph(Text::new(line)))
}

fn search(search: &Search) -> Text {
    Text::new(search.parts().collect::<Vec<_>>().join(" \u{b7} "))
}

fn waiver(waiver: &Waiver) -> Text {
    let Waiver { rule, by, reason } = waiver;
    Text::new(format!(
        "{}: {}, {}",
        rule.label(),
        by.trim(),
        reason.trim()
    ))
}
