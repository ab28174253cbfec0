//! What a mark shows, and what is said of it.

use crate::{
    analysis::{Happening, Lane, PartialDate, When},
    project::{Article, EvidenceId, Project, Stance},
    text::isolated,
    views::articles::claim_name,
    workbench::TimelineMark,
};

/// What a mark stands for. Each has a form of its own, so that nothing hangs on its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Passages of one stance.
    Stance(Stance),
    /// Passages that do not agree.
    Mixed,
    /// A claim was made.
    Claimed,
    /// An article was published, of which no passage is meant.
    Published,
    /// Something was sought and not found.
    Searched,
}

/// How a mark stands in its lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) sign: Sign,
    /// It supported the claim before all others that count.
    pub(super) first: bool,
    /// It was certainly published after the claim was made.
    pub(super) late: bool,
    /// Nobody knows when it was.
    pub(super) undated: bool,
    /// Why it counts no more.
    pub(super) excluded: Option<&'static str>,
}

impl Face {
    /// That of a mark for these passages. `lane` is that of its claim.
    pub(super) fn of(
        project: &Project,
        lane: Option<&Lane>,
        mark: TimelineMark,
        evidence: &[EvidenceId],
        when: Option<When>,
    ) -> Self {
        let article = match mark.what {
            Happening::Published(id) => project.article(id),
            _ => article_of(project, evidence),
        };
        let sign = sign(project, mark.what, evidence);
        let supports = matches!(sign, Sign::Stance(Stance::Supports) | Sign::Mixed);
        let first = lane.and_then(|lane| lane.first);
        let made = lane.and_then(Lane::made).map(|made| made.date);
        let published = match mark.what {
            Happening::Published(_) => when.map(|when| when.date),
            _ => article.and_then(|article| PartialDate::parse(&article.details.published)),
        };
        let is_younger = published
            .zip(made)
            .is_some_and(|(published, made)| published.is_certainly_after(&made));
        let excluded = excluded(lane, article, evidence);
        let is_first = first.is_some() && article.map(|article| article.id) == first;
        Self {
            sign,
            // An article that is the first may have other passages for the claim that count no more.
            first: supports && is_first && excluded.is_none(),
            late: is_younger && !evidence.is_empty(),
            undated: when.is_none(),
            excluded,
        }
    }
}

fn sign(project: &Project, what: Happening, evidence: &[EvidenceId]) -> Sign {
    let mut stances = evidence
        .iter()
        .filter_map(|id| project.evidence(*id))
        .map(|piece| piece.stance);
    match (what, stances.next()) {
        (Happening::Searched(_), _) => Sign::Searched,
        (Happening::Claimed(_), None) => Sign::Claimed,
        (Happening::Published(_), None) => Sign::Published,
        (_, Some(first)) => stances.fold(Sign::Stance(first), with),
    }
}

/// Context beside a side that is taken changes nothing.
fn with(sign: Sign, stance: Stance) -> Sign {
    match (sign, stance) {
        (Sign::Stance(Stance::Context), stance) => Sign::Stance(stance),
        (Sign::Stance(one), other) if one != other && other != Stance::Context => Sign::Mixed,
        (sign, _) => sign,
    }
}

fn excluded(
    lane: Option<&Lane>,
    article: Option<&Article>,
    evidence: &[EvidenceId],
) -> Option<&'static str> {
    let own = article.and_then(|article| article.excluded);
    let counts_no_more =
        |lane: &Lane| !evidence.is_empty() && evidence.iter().all(|id| lane.excluded.contains(id));
    own.map(crate::project::Exclusion::label)
        .or_else(|| lane.is_some_and(counts_no_more).then_some("does not count"))
}

/// The article in which the passages lie.
pub(super) fn article_of<'a>(project: &'a Project, evidence: &[EvidenceId]) -> Option<&'a Article> {
    let evidence = project.evidence(*evidence.first()?)?;
    project.article(project.highlight(evidence.highlight)?.article)
}

/// Characters of a quote that a tooltip has room for.
const LONGEST: usize = 300;

/// The words of a passage, in quotation marks unless they are within some already.
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

/// Who said it, by the name that may be shown.
pub(super) fn said_by(project: &Project, evidence: EvidenceId) -> Option<&str> {
    let speaker = project.evidence(evidence)?.attribution.speaker?;
    Some(project.speaker(speaker)?.shown_name())
}

/// The outlet of an article, or what else it is called.
pub(super) fn outlet(article: &Article) -> String {
    match article.details.outlet.as_str() {
        "" => article.name(),
        outlet => outlet.to_owned(),
    }
}

/// The date as exactly as it is known; what stands there and is no date; or that there is none.
pub(super) fn date(project: &Project, mark: TimelineMark, when: Option<When>) -> String {
    if let Some(when) = when {
        return when.date.to_string();
    }
    let claim = |id| project.claim(id);
    let written = match mark.what {
        Happening::Published(id) => project
            .article(id)
            .map(|article| article.details.published.as_str()),
        Happening::Claimed(id) => claim(id).map(|claim| claim.made.as_str()),
        Happening::Searched(place) => mark
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

/// All that is to be said of a mark, as it is shown; a screen reader is told it without isolates: "Supports, The Post, 12 May 2031 14:30 UTC, first to say so: “8 injured”".
pub(super) fn told(
    project: &Project,
    mark: TimelineMark,
    evidence: &[EvidenceId],
    when: Option<When>,
    face: Face,
) -> String {
    let date = date(project, mark, when);
    let mut said = match mark.what {
        Happening::Published(id) => {
            let article = project.article(id).map(outlet).unwrap_or_default();
            let article = isolated(&article).into_owned();
            vec![stance_word(face.sign).to_owned(), article, date]
        }
        Happening::Claimed(id) if !evidence.is_empty() => {
            vec![
                stance_word(face.sign).to_owned(),
                isolated(&claim_name(project, id)).into_owned(),
                made(date, when),
            ]
        }
        Happening::Claimed(id) => {
            let by = project.claim(id).and_then(|claim| claim.speaker);
            let by = by.and_then(|id| project.speaker(id));
            let by = by.map(|speaker| format!("by {}", isolated(speaker.shown_name())));
            let said = ["Claim made".to_owned(), date].into_iter();
            said.chain(by).collect()
        }
        Happening::Searched(_) => vec!["Sought and not found".to_owned(), date],
    };
    said.extend(marks(face).map(str::to_owned));
    let by = evidence.first().and_then(|id| said_by(project, *id));
    said.extend(by.map(|by| format!("said by {}", isolated(by))));
    let said = said.join(", ");
    match words(project, mark, evidence) {
        Some(words) => format!("{said}: {words}"),
        None => said,
    }
}

/// When a claim was made that an article speaks of.
fn made(date: String, when: Option<When>) -> String {
    if when.is_some() {
        format!("made {date}")
    } else {
        date
    }
}

/// What stands out about a mark.
pub(super) fn marks(face: Face) -> impl Iterator<Item = &'static str> {
    let first = face.first.then_some("first to say so");
    let late = face.late.then_some("published after the claim was made");
    [first, late, face.excluded].into_iter().flatten()
}

fn stance_word(sign: Sign) -> &'static str {
    match sign {
        Sign::Stance(Stance::Supports) => "Supports",
        Sign::Stance(Stance::Refutes) => "Refutes",
        Sign::Stance(Stance::Context) => "Context",
        Sign::Mixed => "Supports and refutes",
        Sign::Claimed | Sign::Published | Sign::Searched => "Published",
    }
}

/// The quote of a passage, or what was sought.
pub(super) fn words(
    project: &Project,
    mark: TimelineMark,
    evidence: &[EvidenceId],
) -> Option<String> {
    if let Happening::Searched(place) = mark.what {
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
