//! Looks and description of a mark.

use crate::{
    analysis::{ClaimLane, EventTime, PartialDate, TimelineEvent},
    project::{Article, EvidenceId, Project, Stance},
    text::isolated,
    views::articles::claim_name,
    workbench::TimelineMark,
};

/// Kind of a mark. Each has its own shape: colour is never the only signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkSign {
    /// Passages of the same stance.
    Stance(Stance),
    /// Passages that support and refute.
    Mixed,
    Claimed,
    /// Publication of the article itself.
    Published,
    /// A search that found nothing.
    Searched,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkStyle {
    pub(super) sign: MarkSign,
    /// The first report: supports the claim before every other article that counts.
    pub(super) first: bool,
    /// Certainly published after the claim was made.
    pub(super) late: bool,
    pub(super) undated: bool,
    /// Why the evidence does not count.
    pub(super) excluded: Option<&'static str>,
}

impl MarkStyle {
    /// The style of a mark with these passages; `lane` is that of its claim.
    pub(super) fn of(
        project: &Project,
        lane: Option<&ClaimLane>,
        mark: TimelineMark,
        evidence: &[EvidenceId],
        time: Option<EventTime>,
    ) -> Self {
        let article = match mark.what {
            TimelineEvent::Published(id) => project.article(id),
            _ => article_of(project, evidence),
        };
        let sign = sign(project, mark.what, evidence);
        let supports = matches!(sign, MarkSign::Stance(Stance::Supports) | MarkSign::Mixed);
        let first = lane.and_then(|lane| lane.first);
        let made = lane.and_then(ClaimLane::made).map(|made| made.date);
        let published = match mark.what {
            TimelineEvent::Published(_) => time.map(|time| time.date),
            _ => article.and_then(|article| PartialDate::parse(&article.details.published)),
        };
        let is_late = published
            .zip(made)
            .is_some_and(|(published, made)| published.is_certainly_after(&made));
        let excluded = excluded(lane, article, evidence);
        let is_first = first.is_some() && article.map(|article| article.id) == first;
        Self {
            sign,
            // The first article may have other passages for the claim that do not count.
            first: supports && is_first && excluded.is_none(),
            late: is_late && !evidence.is_empty(),
            undated: time.is_none(),
            excluded,
        }
    }

    /// Words for what stands out.
    fn notes(self) -> impl Iterator<Item = &'static str> {
        let first = self.first.then_some("first report");
        let late = self.late.then_some("published after the claim was made");
        [first, late, self.excluded].into_iter().flatten()
    }
}

fn sign(project: &Project, what: TimelineEvent, evidence: &[EvidenceId]) -> MarkSign {
    let mut stances = evidence
        .iter()
        .filter_map(|id| project.evidence(*id))
        .map(|piece| piece.stance);
    match (what, stances.next()) {
        (TimelineEvent::Searched(_), _) => MarkSign::Searched,
        (TimelineEvent::Claimed(_), None) => MarkSign::Claimed,
        (TimelineEvent::Published(_), None) => MarkSign::Published,
        (_, Some(first)) => stances.fold(MarkSign::Stance(first), with),
    }
}

/// Adds a stance. Context changes neither support nor refutation.
fn with(sign: MarkSign, stance: Stance) -> MarkSign {
    match (sign, stance) {
        (MarkSign::Stance(Stance::Context), stance) => MarkSign::Stance(stance),
        (MarkSign::Stance(one), other) if one != other && other != Stance::Context => {
            MarkSign::Mixed
        }
        (sign, _) => sign,
    }
}

fn excluded(
    lane: Option<&ClaimLane>,
    article: Option<&Article>,
    evidence: &[EvidenceId],
) -> Option<&'static str> {
    let own = article.and_then(|article| article.excluded);
    let does_not_count = |lane: &ClaimLane| {
        !evidence.is_empty() && evidence.iter().all(|id| lane.excluded.contains(id))
    };
    own.map(crate::project::Exclusion::label)
        .or_else(|| lane.is_some_and(does_not_count).then_some("does not count"))
}

/// The article that the passages are in.
pub(super) fn article_of<'a>(project: &'a Project, evidence: &[EvidenceId]) -> Option<&'a Article> {
    let evidence = project.evidence(*evidence.first()?)?;
    project.article(project.highlight(evidence.highlight)?.article)
}

/// Most characters of a quote in a tooltip.
const LONGEST: usize = 300;

/// Words of a passage, in quotation marks unless they begin with one.
pub(super) fn quote(project: &Project, evidence: EvidenceId) -> Option<String> {
    let quote = project.quote(project.evidence(evidence)?.highlight)?;
    let beginning: String = quote.chars().take(LONGEST).collect();
    let mut quote = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
    if beginning.chars().count() == LONGEST {
        quote.push('…');
    }
    let is_quotation = quote.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{2018}']);
    Some(if is_quotation {
        quote
    } else {
        format!("\u{201c}{quote}\u{201d}")
    })
}

/// Speaker of a passage; of a protected one, the stand-in.
pub(super) fn said_by(project: &Project, evidence: EvidenceId) -> Option<&str> {
    let speaker = project.evidence(evidence)?.attribution.speaker?;
    Some(project.speaker(speaker)?.shown_name())
}

/// Outlet of an article, or else its name.
pub(super) fn outlet(article: &Article) -> String {
    match article.details.outlet.as_str() {
        "" => article.name(),
        outlet => outlet.to_owned(),
    }
}

/// The date as precisely as it is known, "no date (“last week”)", or "no date".
pub(super) fn date(project: &Project, mark: TimelineMark, time: Option<EventTime>) -> String {
    if let Some(time) = time {
        return time.date.to_string();
    }
    let claim = |id| project.claim(id);
    let written = match mark.what {
        TimelineEvent::Published(id) => project
            .article(id)
            .map(|article| article.details.published.as_str()),
        TimelineEvent::Claimed(id) => claim(id).map(|claim| claim.made.as_str()),
        TimelineEvent::Searched(place) => mark
            .claim
            .and_then(claim)
            .and_then(|claim| claim.searches.get(place))
            .map(|search| search.date.as_str()),
    };
    match written.map(str::trim) {
        None | Some("") => "no date".to_owned(),
        Some(written) => format!("no date (\u{201c}{written}\u{201d})"),
    }
}

/// Description of a mark, with bidirectional isolates: "Supports, The Post, 12 May 2031 14:30 UTC, first report: “8 injured”".
pub(super) fn description(
    project: &Project,
    mark: TimelineMark,
    evidence: &[EvidenceId],
    time: Option<EventTime>,
    style: MarkStyle,
) -> String {
    let date = date(project, mark, time);
    let mut parts = match mark.what {
        TimelineEvent::Published(id) => {
            let article = project.article(id).map(outlet).unwrap_or_default();
            let article = isolated(&article).into_owned();
            vec![stance_word(style.sign).to_owned(), article, date]
        }
        TimelineEvent::Claimed(id) if !evidence.is_empty() => {
            vec![
                stance_word(style.sign).to_owned(),
                isolated(&claim_name(project, id)).into_owned(),
                made(date, time),
            ]
        }
        TimelineEvent::Claimed(id) => {
            let by = project.claim(id).and_then(|claim| claim.speaker);
            let by = by.and_then(|id| project.speaker(id));
            let by = by.map(|speaker| format!("by {}", isolated(speaker.shown_name())));
            let parts = ["Claim made".to_owned(), date].into_iter();
            parts.chain(by).collect()
        }
        TimelineEvent::Searched(_) => vec!["Sought and not found".to_owned(), date],
    };
    parts.extend(style.notes().map(str::to_owned));
    let by = evidence.first().and_then(|id| said_by(project, *id));
    parts.extend(by.map(|by| format!("said by {}", isolated(by))));
    let parts = parts.join(", ");
    match words(project, mark, evidence) {
        Some(words) => format!("{parts}: {words}"),
        None => parts,
    }
}

/// Date of a claim that an article has evidence for.
fn made(date: String, time: Option<EventTime>) -> String {
    if time.is_some() {
        format!("made {date}")
    } else {
        date
    }
}

fn stance_word(sign: MarkSign) -> &'static str {
    match sign {
        MarkSign::Stance(Stance::Supports) => "Supports",
        MarkSign::Stance(Stance::Refutes) => "Refutes",
        MarkSign::Stance(Stance::Context) => "Context",
        MarkSign::Mixed => "Supports and refutes",
        MarkSign::Claimed | MarkSign::Published | MarkSign::Searched => "Published",
    }
}

/// Quote of a passage, or subject of a search.
pub(super) fn words(
    project: &Project,
    mark: TimelineMark,
    evidence: &[EvidenceId],
) -> Option<String> {
    if let TimelineEvent::Searched(place) = mark.what {
        let search = project.claim(mark.claim?)?.searches.get(place)?;
        return Some(match search.place.as_str() {
            "" => search.sought.clone(),
            place => format!("{} ({place})", search.sought),
        });
    }
    let quote = quote(project, *evidence.first()?)?;
    Some(match evidence.len() {
        1 => quote,
        more => format!("{quote} and {} more", more - 1),
    })
}
