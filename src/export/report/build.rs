use super::{
    dossier::Dossier,
    model::{Block, Link, PageLink, Report, ReportTable, Section, Text},
    size::{ReportSize, graph_of},
    text_fragment::PageText,
    words::{Words, words},
};
use crate::{
    analysis::{ClaimEvidence, ClaimRow, ClaimSources, Matrix, ProtectedNames, Roots},
    export::{ExportPart, ExportSettings, graph_svg, protected_names::may_show_hashes},
    project::{
        Article, ArticleId, Claim, DerivationSource, HouseRule, HouseRules, Project, Provenance,
        Speaker,
    },
    text::PageAddress,
};

use std::collections::BTreeMap;

use rayon::prelude::*;

/// Number of claims that share the sources found for articles.
const BATCH_CLAIMS: usize = 64;

/// Input for all sections of a report.
pub(super) struct ReportSource<'a> {
    pub project: &'a Project,
    pub settings: &'a ExportSettings,
    pub words: &'static Words,
    /// The claims of the report with their numbers in the project.
    pub claims: Vec<(usize, &'a Claim)>,
    /// The articles of the report with their numbers, from 1.
    pub numbers: BTreeMap<ArticleId, usize>,
    pub pages: BTreeMap<ArticleId, PageText<'a>>,
    pub matrix: Matrix,
    names: ProtectedNames,
    size: ReportSize,
}

/// The report on the claims in the settings, and its size. Contains real names; see [`Report::each_text`].
pub(in crate::export) fn report(
    project: &Project,
    settings: &ExportSettings,
) -> (Report, ReportSize) {
    let source = ReportSource::new(project, settings);
    let words = source.words;
    let progress = &settings.progress;
    let (rows, dossiers): (Vec<_>, Vec<_>) = source
        .claims
        .par_chunks(BATCH_CLAIMS)
        .flat_map_iter(|claims| {
            let dossiers = if progress.is_cancelled() {
                Vec::new()
            } else {
                source.dossiers(claims)
            };
            progress.advance_by(claims.len());
            dossiers
        })
        .unzip();
    let claims = Section {
        sections: dossiers,
        ..section(ExportPart::Project, "claims", words.claims, Vec::new())
    };
    let sections = vec![
        section(
            ExportPart::Project,
            "summary",
            words.summary,
            vec![source.summary(rows)],
        ),
        claims,
        source.sources(),
        source.matrix(),
        source.graph(),
        source.method(),
    ];
    let head = project.report_heading();
    let titles = [head.title.trim(), project.title().trim(), words.untitled];
    let title = titles.into_iter().find(|title| !title.is_empty());
    let lead = head.lead.lines().map(Text::new);
    let version = env!("CARGO_PKG_VERSION");
    let figures = format!(
        "{}: {} · {}: {} · {}",
        words.claim_count,
        source.claims.len(),
        words.sources,
        source.numbers.len(),
        settings.made
    );
    let report = Report {
        words,
        title: Text::new(title.unwrap_or_default()),
        lead: lead.filter(|line| !line.is_empty()).collect(),
        figures: Text::new(figures),
        sections,
        colophon: Text::new(format!(
            "{} Crosscheck {version}, {}",
            words.made_with, settings.made
        )),
    };
    (report, source.size)
}

pub(super) fn section(part: ExportPart, id: &str, heading: &str, blocks: Vec<Block>) -> Section {
    Section {
        part,
        id: id.to_owned(),
        heading: Text::new(heading),
        blocks,
        sections: Vec::new(),
    }
}

impl<'a> ReportSource<'a> {
    fn new(project: &'a Project, settings: &'a ExportSettings) -> Self {
        let claims: Vec<(usize, &Claim)> = settings.extent.claims_of(project).collect();
        let articles: Vec<&Article> = settings.extent.articles_of(project).collect();
        let pages: Vec<(ArticleId, PageText<'_>)> = articles
            .par_iter()
            .filter(|article| PageAddress::of(&article.details.url).is_ok())
            .filter(|_| !settings.progress.is_cancelled())
            .map(|article| (article.id, PageText::new(article)))
            .collect();
        Self {
            project,
            settings,
            words: words(settings.extent.language),
            claims,
            numbers: (articles.iter().map(|article| article.id).zip(1..)).collect(),
            pages: pages.into_iter().collect(),
            matrix: Matrix::new(project),
            names: ProtectedNames::new(project),
            size: ReportSize::new(project, &settings.extent),
        }
    }

    fn dossiers(&self, claims: &[(usize, &'a Claim)]) -> Vec<(Vec<Text>, Section)> {
        let mut roots = Roots::new(self.project);
        let each = claims.iter().map(|(number, claim)| {
            let evidence = ClaimEvidence::new(self.project, claim);
            let sources = ClaimSources::new(&evidence, &mut roots);
            let row = ClaimRow::of_evidence(&evidence, &sources);
            let dossier = Dossier {
                source: self,
                number: *number,
                evidence: &evidence,
                sources: &sources,
                row: &row,
            };
            (dossier.summary(), dossier.section())
        });
        each.collect()
    }

    fn summary(&self, rows: Vec<Vec<Text>>) -> Block {
        let Words {
            number,
            claim,
            verdict,
            stances: [supports, refutes, _],
            sources_of_sides: [sources_for, sources_against],
            ..
        } = self.words;
        let head = [
            number,
            claim,
            verdict,
            supports,
            refutes,
            sources_for,
            sources_against,
        ];
        Block::Table(ReportTable {
            caption: self.words.summary,
            head: head.map(|name| Text::new(*name)).into(),
            rows,
        })
    }

    fn sources(&self) -> Section {
        let articles = (self.numbers.iter())
            .filter_map(|(id, number)| Some((*number, self.project.article(*id)?)));
        let articles: BTreeMap<usize, &Article> = articles.collect();
        let entries = articles.into_iter().map(|(number, article)| {
            let heading = format!("{number}. {}", article.shown_name());
            let facts = self.source_facts(article);
            let part = ExportPart::Source(article.id);
            section(part, &source_id(number), &heading, vec![facts])
        });
        Section {
            sections: entries.collect(),
            ..section(
                ExportPart::Project,
                "sources",
                self.words.sources,
                Vec::new(),
            )
        }
    }

    fn source_facts(&self, article: &Article) -> Block {
        let words = self.words;
        let details = &article.details;
        let title = Text {
            language: details.language.clone(),
            ..Text::new(&details.title)
        };
        let address = Text::new(&details.url).linked(page(&details.url).map(Link::Page));
        let text_hash = if may_show_hashes(&self.names, article) {
            article.text.hash().to_string()
        } else {
            String::new()
        };
        let facts = [
            (words.title, title),
            (words.byline, Text::new(&details.byline)),
            (words.published, Text::new(&details.published)),
            (words.retrieved, Text::new(&details.retrieved)),
            (words.address, address),
            (words.credits, Text::new(&details.agency_credits)),
            (words.provenance, Text::new(self.provenance(article))),
            (words.text_hash, Text::new(text_hash)),
        ];
        Block::Facts(filled(facts))
    }

    fn provenance(&self, article: &Article) -> String {
        match &article.provenance {
            Provenance::Unknown => self.words.provenance_unknown.to_owned(),
            Provenance::Original => self.words.original.to_owned(),
            Provenance::Derived(all) => {
                let names = all.iter().map(|derivation| {
                    let from = match derivation.from {
                        DerivationSource::Article(id) => {
                            self.project.article(id).map(Article::shown_name)
                        }
                        DerivationSource::Agency(id) => {
                            let speaker = self.project.speaker(id);
                            speaker.map(Speaker::shown_name).map(str::to_owned)
                        }
                    };
                    let manner = derivation.manner.label();
                    format!("{manner}: {}", from.unwrap_or_default())
                });
                names.collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn matrix(&self) -> Section {
        let block = if self.size.has_matrix() {
            self.matrix_table()
        } else {
            Block::Paragraph(Text::new(self.words.too_large))
        };
        section(
            ExportPart::Project,
            "matrix",
            self.words.matrix,
            vec![block],
        )
    }

    fn matrix_table(&self) -> Block {
        let mut columns: Vec<(usize, ArticleId)> =
            self.numbers.iter().map(|(id, at)| (*at, *id)).collect();
        columns.sort_unstable();
        let heads = columns.iter().map(|(number, id)| self.entry(*number, *id));
        let head = std::iter::once(Text::new(self.words.claim)).chain(heads);
        let row = |(number, claim): &(usize, &Claim)| {
            let name = Text::new(format!("{number}. {}", claim.statement));
            let name = name.linked(Some(Link::Section(claim_id(*number))));
            let cells = columns.iter().map(|(_, article)| {
                let cell = self.matrix.cell(claim.id, *article);
                self.words
                    .in_english(cell.map_or("", crate::analysis::MatrixCell::label))
            });
            std::iter::once(name).chain(cells).collect()
        };
        Block::Table(ReportTable {
            caption: self.words.matrix,
            head: head.collect(),
            rows: self.claims.iter().map(row).collect(),
        })
    }

    /// The name of an article with a link to its entry.
    pub fn entry(&self, number: usize, article: ArticleId) -> Text {
        let name = self.project.article(article).map(Article::shown_name);
        let name = format!("{number}. {}", name.unwrap_or_default());
        Text::new(name).linked(Some(Link::Section(source_id(number))))
    }

    fn graph(&self) -> Section {
        let block = if self.size.has_graph() {
            let query = graph_of(&self.settings.extent);
            let svg = graph_svg::graph_svg(self.project, &query, &self.settings.palette);
            Block::Picture(svg, self.words.graph)
        } else {
            Block::Paragraph(Text::new(self.words.too_large))
        };
        section(ExportPart::Project, "graph", self.words.graph, vec![block])
    }

    fn method(&self) -> Section {
        let words = self.words;
        let mut blocks: Vec<Block> = (words.method_text.iter())
            .map(|text| Block::Paragraph(Text::new(*text)))
            .collect();
        let scale = self.project.scale();
        let verdicts = scale.verdicts.iter().map(|verdict| verdict.label.as_str());
        let verdicts = verdicts.collect::<Vec<_>>().join(", ");
        blocks.push(Block::Facts(vec![(
            words.scale,
            Text::new(format!("{}: {verdicts}", scale.name)),
        )]));
        let rules = house_rules(self.project.rules(), words);
        let rules = if rules.is_empty() {
            Block::Paragraph(Text::new(words.no_house_rules))
        } else {
            Block::List(rules)
        };
        let rules = section(
            ExportPart::Project,
            "house-rules",
            words.house_rules,
            vec![rules],
        );
        Section {
            sections: vec![rules],
            ..section(ExportPart::Project, "method", words.method, blocks)
        }
    }
}

fn house_rules(rules: &HouseRules, words: &Words) -> Vec<Text> {
    let HouseRules {
        independent_sources,
        secondary_sources,
        first_hand,
        no_single_anonymous,
    } = *rules;
    let numbered = [
        (HouseRule::IndependentSources, independent_sources),
        (HouseRule::SecondarySources, secondary_sources),
        (HouseRule::FirstHand, first_hand),
    ];
    let numbered = (numbered.into_iter())
        .filter_map(|(rule, wanted)| Some(format!("{}: {}", rule.label(), wanted?)));
    let anonymous = no_single_anonymous.then(|| HouseRule::NoSingleAnonymous.label().to_owned());
    let rules = numbered.chain(anonymous);
    rules.map(|rule| words.in_english(rule)).collect()
}

pub(super) fn claim_id(number: usize) -> String {
    format!("claim-{number}")
}

pub(super) fn source_id(number: usize) -> String {
    format!("source-{number}")
}

/// The facts that have a value.
pub(super) fn filled<const N: usize>(
    facts: [(&'static str, Text); N],
) -> Vec<(&'static str, Text)> {
    let facts = facts.into_iter();
    facts.filter(|(_, text)| !text.is_empty()).collect()
}

impl PageLink {
    /// The whole address. `None` if a stand-in has made it one that no browser can open.
    pub(super) fn usable_url(&self) -> Option<String> {
        let passage = self.passage.clone();
        page(&self.address).map(|checked| PageLink { passage, ..checked }.url())
    }
}

/// A link to the page at an address, if a browser can open it.
pub(super) fn page(url: &str) -> Option<PageLink> {
    let address = PageAddress::of(url).ok()?;
    Some(PageLink {
        address: address.as_str().to_owned(),
        passage: None,
    })
}
