use super::{
    ArticleRecord, ClaimRecord, DerivationRecord, EvidenceRecord, Holds, Records, RelationRecord,
    ScaleRecord, SearchRecord, SpeakerRecord, VerdictRecord, WaiverRecord,
    passages::{highlights, pieces},
};
use crate::{
    analysis::{Bound, ClaimEvidence, ClaimSources, ProtectedNames, Roots, recorded_value},
    export::{ExportSettings, Extent, code_points::CodePoints, protected_names::may_show_hashes},
    project::{
        Article, Claim, DerivationSource, Evidence, EvidenceSet, Exclusion, FirstHandOrReported,
        HighlightId, Naming, PrimaryOrSecondary, Project, Provenance, Quotation, Speaker,
        SpeakerId,
    },
    text::WordOrder,
};

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;
use rayon::prelude::*;
use smol_str::SmolStr;

/// Index of each highlight's article in the export, and the highlight's own index within it.
type Places = HashMap<HighlightId, (usize, usize), RandomState>;

impl Records {
    /// The number of progress steps of [`new`](Self::new).
    pub fn steps(project: &Project, extent: &Extent, holds: Holds) -> usize {
        let claims = extent.claims_of(project).filter(|_| holds.claims);
        extent.articles_of(project).count() + claims.count()
    }

    /// The records of the part that the settings select, with real names.
    pub fn new(project: &Project, settings: &ExportSettings, holds: Holds) -> Self {
        let code_points = if holds.links {
            CodePoints::new(project)
        } else {
            CodePoints::default()
        };
        let extent = &settings.extent;
        let names = ProtectedNames::new(project);
        let articles: Vec<&Article> = extent.articles_of(project).collect();
        let progress = &settings.progress;
        let articles: Vec<ArticleRecord> = articles
            .par_iter()
            .enumerate()
            .filter(|_| !progress.is_cancelled())
            .map(|(at, article)| {
                progress.advance();
                let mut record = article_record(project, article, at + 1, &names);
                if holds.links {
                    record.highlights =
                        highlights(project, settings, article, holds, &code_points, &names);
                }
                if holds.texts {
                    record.pieces = pieces(article.text.as_str(), &mut record.highlights, project);
                }
                record
            })
            .collect();
        let places = (articles.iter().enumerate()).flat_map(|(nth, article)| {
            let highlights = article.highlights.iter().enumerate();
            highlights.filter_map(move |(at, it)| Some((it.id.parse().ok()?, (nth, at))))
        });
        let places: Places = places.collect();
        let mut roots = Roots::new(project);
        let claims: Vec<ClaimRecord> = if holds.claims {
            let claims = extent.claims_of(project);
            claims
                .take_while(|_| !progress.is_cancelled())
                .map(|(number, claim)| {
                    progress.advance();
                    let mut record =
                        claim_record(project, settings, claim, holds, &names, &mut roots);
                    record.number = number;
                    if holds.links {
                        record.evidence = evidence(project, claim, holds, &places, &mut roots);
                    }
                    record
                })
                .collect()
        } else {
            Vec::new()
        };
        let mut records = Self {
            format: "crosscheck export",
            version: 1,
            id: project.id().to_string(),
            title: project.title().to_owned(),
            report_title: project.report_heading().title.clone(),
            report_lead: project.report_heading().lead.clone(),
            exported: settings.made.clone(),
            scale: scale(project),
            claims,
            articles,
            speakers: Vec::new(),
        };
        let referred = records.named_speakers();
        let speakers = project.speakers().filter(|it| {
            holds.claims && (extent.claims.is_none() || referred.contains(&it.id.to_string()))
        });
        records.speakers = speakers.map(|it| speaker_record(it, holds)).collect();
        records
    }

    /// Ids of the speakers that are referred to.
    fn named_speakers(&self) -> BTreeSet<String> {
        let of_claims = self.claims.iter().flat_map(|claim| {
            let pieces = claim.evidence.iter();
            let pieces = pieces.flat_map(|it| it.speaker.iter().chain(&it.relayed_by));
            pieces.chain(&claim.speaker)
        });
        let derivations = self.articles.iter().flat_map(|it| &it.derived_from);
        let agencies = derivations.filter_map(|it| it.speaker.as_ref());
        of_claims.chain(agencies).cloned().collect()
    }
}

fn scale(project: &Project) -> ScaleRecord {
    let scale = project.scale();
    let verdicts = scale.verdicts.iter().map(|verdict| VerdictRecord {
        label: verdict.label.clone(),
        rank: verdict.rank,
    });
    ScaleRecord {
        name: scale.name.clone(),
        verdicts: verdicts.collect(),
    }
}

fn claim_record(
    project: &Project,
    settings: &ExportSettings,
    claim: &Claim,
    holds: Holds,
    names: &ProtectedNames,
    roots: &mut Roots<'_>,
) -> ClaimRecord {
    let scale = project.scale().verdicts.iter();
    let verdict = claim.verdict.as_ref();
    let rank = scale
        .filter(|it| Some(&it.label) == verdict)
        .map(|it| it.rank)
        .next();
    let extent = &settings.extent;
    let relations = project.relations_of(claim.id);
    let own = relations.filter(|it| it.from == claim.id && extent.has(it.to));
    let relations = own.map(|it| RelationRecord {
        relation: it.kind.label(),
        claim: it.to.to_string(),
    });
    let record = ClaimRecord {
        key: claim.id,
        id: claim.id.to_string(),
        statement: claim.statement.clone(),
        verdict: verdict.cloned(),
        rank,
        status: claim.status.label(),
        justification: claim.justification.clone(),
        kind: claim.kind.map(crate::project::ClaimType::label),
        made: claim.made.clone(),
        speaker: claim.speaker.map(|id| id.to_string()),
        first_appearance: claim.first_appearance.clone(),
        relations: relations.collect(),
        color: settings.palette.claim(claim.color).to_string(),
        ..ClaimRecord::default()
    };
    if !holds.notes {
        return record;
    }
    let sources = ClaimSources::new(&ClaimEvidence::new(project, claim), roots);
    let searches = claim.searches.iter().map(|it| SearchRecord {
        sought: it.sought.clone(),
        place: it.place.clone(),
        date: it.date.clone(),
    });
    let waivers = claim.waivers.iter().map(|it| WaiverRecord {
        rule: it.rule.label(),
        by: it.by.clone(),
        reason: it.reason.clone(),
    });
    let tags = names.sorted(&claim.tags, WordOrder::Files).into_iter();
    ClaimRecord {
        tags: tags.map(str::to_owned).collect(),
        credibility: claim.credibility.map(crate::project::Credibility::number),
        sources_for: sources.supports.count.range(),
        sources_against: sources.refutes.count.range(),
        one_source_only: sources.supports.is_one_source_only(),
        searches: searches.collect(),
        reply: claim.reply.clone(),
        waivers: waivers.collect(),
        notes: claim.notes.clone(),
        silent: project
            .silent_articles(claim.id)
            .map(|id| id.to_string())
            .collect(),
        ..record
    }
}

fn evidence(
    project: &Project,
    claim: &Claim,
    holds: Holds,
    places: &Places,
    roots: &mut Roots<'_>,
) -> Vec<EvidenceRecord> {
    let sources = ClaimSources::new(&ClaimEvidence::new(project, claim), roots);
    let excluded: BTreeSet<_> = sources.excluded().map(|it| it.evidence).collect();
    let if_quoted = |text: &String| {
        if holds.quotes {
            text.clone()
        } else {
            String::new()
        }
    };
    let record = |evidence: &Evidence| {
        let attribution = &evidence.attribution;
        let value = recorded_value(&evidence.value);
        Some(EvidenceRecord {
            id: evidence.id.to_string(),
            article: project.highlight(evidence.highlight)?.article.to_string(),
            highlight: evidence.highlight.to_string(),
            at: *places.get(&evidence.highlight)?,
            stance: evidence.stance.label(),
            speaker: attribution.speaker.map(|id| id.to_string()),
            relayed_by: attribution
                .relayed_by
                .iter()
                .map(SpeakerId::to_string)
                .collect(),
            wording: if_quoted(&attribution.wording),
            quotation: attribution.quotation.map(Quotation::label),
            first_hand: attribution.first_hand.map(FirstHandOrReported::label),
            primary_or_secondary: attribution
                .primary_or_secondary
                .map(PrimaryOrSecondary::label),
            naming: attribution.naming.map(Naming::label),
            set: evidence.set.map(EvidenceSet::label),
            excluded: excluded.contains(&evidence.id),
            value: evidence.value.clone(),
            value_number: value.as_ref().map(|it| it.value),
            value_to: value.as_ref().and_then(|it| it.to),
            value_bound: value.as_ref().and_then(|it| it.bound).map(Bound::label),
            value_unit: value.map(|it| it.unit).unwrap_or_default(),
            note: if_quoted(&evidence.note),
        })
    };
    project.evidence_of(claim.id).filter_map(record).collect()
}

fn article_record(
    project: &Project,
    article: &Article,
    number: usize,
    names: &ProtectedNames,
) -> ArticleRecord {
    let details = article.details.clone();
    let (provenance, derivations) = match &article.provenance {
        Provenance::Unknown => ("unknown", &[][..]),
        Provenance::Original => ("original", &[][..]),
        Provenance::Derived(all) => ("derived", &all[..]),
    };
    let derived_from = derivations.iter().map(|it| {
        let (article, speaker) = match it.from {
            DerivationSource::Article(id) => {
                (project.article(id).map(|it| it.id.to_string()), None)
            }
            DerivationSource::Agency(id) => (None, Some(id.to_string())),
        };
        DerivationRecord {
            manner: it.manner.label(),
            article,
            speaker,
        }
    });
    ArticleRecord {
        key: article.id,
        id: article.id.to_string(),
        number,
        title: details.title,
        outlet: details.outlet,
        byline: details.byline,
        published: details.published,
        retrieved: details.retrieved,
        url: details.url,
        language: details.language,
        agency_credits: details.agency_credits,
        reliability: details.reliability.map(|it| format!("{it:?}")),
        provenance,
        derived_from: derived_from.collect(),
        excluded: article.excluded.map(Exclusion::label),
        sha256: may_show_hashes(names, article).then(|| article.text.hash().to_string()),
        clutter: article.clutter.iter().copied().collect(),
        highlights: Vec::new(),
        pieces: Vec::new(),
    }
}

fn speaker_record(speaker: &Speaker, holds: Holds) -> SpeakerRecord {
    let protected = speaker.stand_in.is_some();
    let is_told = holds.notes && !protected;
    let known = |text: &String| if is_told { text.clone() } else { String::new() };
    let aliases = speaker.aliases.iter().filter(|_| is_told);
    SpeakerRecord {
        key: speaker.id,
        id: speaker.id.to_string(),
        name: speaker.shown_name().to_owned(),
        aliases: aliases.map(SmolStr::to_string).collect(),
        role: known(&speaker.role),
        notes: known(&speaker.notes),
        excluded: speaker.excluded.map(Exclusion::label),
        protected,
    }
}
