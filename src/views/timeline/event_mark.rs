//! An event as a mark: its icon, its text, and its widget.

use super::{TimelineScratch, input};
use crate::{
    analysis::{
        ClaimLane, DateMention, DateReading, EventTime, PartialDate, TimelineEvent, sentence_of,
    },
    project::{Article, EvidenceId, Exclusion, Project, Speaker, Stance},
    text::{beginning_in_one_line, isolated, without_isolates},
    views::{Paint, articles::claim_name, widgets::tip},
    workbench::{Intent, TimelineIntent, TimelineMark},
};

use egui::{Id, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role};

/// Kind of a mark. Each has its own shape, since colour is never the only signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// Passages of the same stance.
    Stance(Stance),
    /// Passages that support and refute.
    Mixed,
    Claimed,
    /// Publication of the article itself.
    Published,
    /// A search that found nothing.
    Searched,
    /// A date mentioned in a text.
    Mentioned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkStyle {
    pub(super) kind: MarkKind,
    /// Whether this is the first report: it supports the claim before every other article that counts.
    pub(super) first: bool,
    /// Certainly published after the claim was made.
    pub(super) late: bool,
    pub(super) undated: bool,
    /// Why the evidence does not count.
    pub(super) excluded: Option<&'static str>,
}

/// An event with its evidence.
pub(super) struct EventMark<'a> {
    project: &'a Project,
    pub(super) mark: TimelineMark,
    pub(super) evidence: &'a [EvidenceId],
    pub(super) time: Option<EventTime>,
    pub(super) style: MarkStyle,
}

impl<'a> EventMark<'a> {
    /// `lane` is the lane of the mark's claim.
    pub(super) fn new(
        project: &'a Project,
        lane: Option<&ClaimLane>,
        mark: TimelineMark,
        evidence: &'a [EvidenceId],
        time: Option<EventTime>,
    ) -> Self {
        let (article, published) = match mark.what {
            TimelineEvent::Published(id) => (project.article(id), time.map(|time| time.date)),
            TimelineEvent::Mentioned(mention) => (project.article(mention.article), None),
            TimelineEvent::Claimed(_) | TimelineEvent::Searched(_) => {
                let article = article_of(project, evidence);
                let date = article.map(|article| PartialDate::parse(&article.details.published));
                (article, date.flatten())
            }
        };
        let made = lane.and_then(ClaimLane::made).map(|made| made.date);
        let is_late = published
            .zip(made)
            .is_some_and(|(published, made)| published.is_certainly_after(&made));
        let does_not_count = |lane: &ClaimLane| {
            !evidence.is_empty() && evidence.iter().all(|id| lane.excluded.contains(id))
        };
        let excluded = article
            .and_then(|article| article.excluded)
            .map(Exclusion::label);
        let excluded =
            excluded.or_else(|| lane.is_some_and(does_not_count).then_some("does not count"));
        let kind = kind(project, mark.what, evidence);
        let supports = matches!(kind, MarkKind::Stance(Stance::Supports) | MarkKind::Mixed);
        let first = lane.and_then(|lane| lane.first);
        let is_first = first.is_some() && article.map(|article| article.id) == first;
        let style = MarkStyle {
            kind,
            // The first article may have other passages for the claim that do not count.
            first: supports && is_first && excluded.is_none(),
            late: is_late && !evidence.is_empty(),
            undated: time.is_none(),
            excluded,
        };
        Self {
            project,
            mark,
            evidence,
            time,
            style,
        }
    }

    /// Whether this is a claim that the shown article has evidence for.
    pub(super) fn is_claim_of_article(&self) -> bool {
        matches!(self.mark.what, TimelineEvent::Claimed(_)) && !self.evidence.is_empty()
    }

    /// Name of the event, to the left of its row.
    pub(super) fn name(&self) -> String {
        match self.mark.what {
            TimelineEvent::Published(id)
            | TimelineEvent::Mentioned(DateMention { article: id, .. }) => {
                self.project.article(id).map(outlet).unwrap_or_default()
            }
            TimelineEvent::Claimed(id) if self.is_claim_of_article() => {
                claim_name(self.project, id)
            }
            TimelineEvent::Claimed(_) => "Claim made".to_owned(),
            TimelineEvent::Searched(_) => "Search without result".to_owned(),
        }
    }

    /// Speaker of the claim or of the first passage; for a protected one, the stand-in.
    pub(super) fn said_by(&self) -> Option<&'a str> {
        let speaker = match self.mark.what {
            TimelineEvent::Claimed(id) if self.evidence.is_empty() => {
                self.project.claim(id)?.speaker
            }
            TimelineEvent::Claimed(_)
            | TimelineEvent::Published(_)
            | TimelineEvent::Searched(_)
            | TimelineEvent::Mentioned(_) => {
                let first = self.project.evidence(*self.evidence.first()?)?;
                first.attribution.speaker
            }
        };
        self.project.speaker(speaker?).map(Speaker::shown_name)
    }

    /// The date as precisely as it is known, "no date (“last week”)", or "no date"; for a mentioned date, see
    /// [`mentioned_date`].
    pub(super) fn date(&self) -> String {
        if let TimelineEvent::Mentioned(mention) = self.mark.what {
            return mentioned_date(self.project, mention, self.time);
        }
        if let Some(time) = self.time {
            return time.date.to_string();
        }
        let written = match self.mark.what {
            TimelineEvent::Published(id) => self
                .project
                .article(id)
                .map(|article| &article.details.published),
            TimelineEvent::Claimed(id) => self.project.claim(id).map(|claim| &claim.made),
            TimelineEvent::Searched(nth) => {
                let claim = self.mark.claim.and_then(|id| self.project.claim(id));
                claim
                    .and_then(|claim| claim.searches.get(nth))
                    .map(|search| &search.date)
            }
            TimelineEvent::Mentioned(_) => None,
        };
        match written.map(|written| written.trim()) {
            None | Some("") => "no date".to_owned(),
            Some(written) => format!("no date (\u{201c}{written}\u{201d})"),
        }
    }

    /// Quote of the first passage, or subject of a search.
    pub(super) fn text(&self) -> Option<String> {
        if let TimelineEvent::Searched(nth) = self.mark.what {
            let search = self.project.claim(self.mark.claim?)?.searches.get(nth)?;
            return Some(match search.place.as_str() {
                "" => search.sought.clone(),
                place => format!("{} ({place})", search.sought),
            });
        }
        if let TimelineEvent::Mentioned(DateMention { article, span, .. }) = self.mark.what {
            let article = self.project.article(article)?;
            return Some(quotation(
                &article.text.as_str()[sentence_of(article, span)],
            ));
        }
        let first = self.project.evidence(*self.evidence.first()?)?;
        let quote = quotation(self.project.quote(first.highlight)?);
        Some(match self.evidence.len() {
            1 => quote,
            more => format!("{quote} and {} more", more - 1),
        })
    }

    /// Description on one line, with bidirectional isolates: "Supports, The Post, 12 May 2031 14:30 UTC, first report: “8
    /// injured”".
    pub(super) fn description(&self) -> String {
        let stance = match self.style.kind {
            MarkKind::Stance(Stance::Supports) => "Supports",
            MarkKind::Stance(Stance::Refutes) => "Refutes",
            MarkKind::Stance(Stance::Context) => "Context",
            MarkKind::Mixed => "Supports and refutes",
            MarkKind::Claimed | MarkKind::Published | MarkKind::Searched | MarkKind::Mentioned => {
                "Published"
            }
        };
        let mut parts: Vec<String> = match self.mark.what {
            TimelineEvent::Published(_) => {
                vec![
                    stance.to_owned(),
                    isolated(&self.name()).into_owned(),
                    self.date(),
                ]
            }
            TimelineEvent::Claimed(_) if self.is_claim_of_article() => {
                let made = if self.time.is_some() { "made " } else { "" };
                let date = format!("{made}{}", self.date());
                vec![stance.to_owned(), isolated(&self.name()).into_owned(), date]
            }
            TimelineEvent::Mentioned(_) => {
                let date = format!("mentions {}", self.date());
                vec![isolated(&self.name()).into_owned(), date]
            }
            TimelineEvent::Claimed(_) | TimelineEvent::Searched(_) => {
                vec![self.name(), self.date()]
            }
        };
        let MarkStyle {
            first,
            late: is_late,
            excluded,
            ..
        } = self.style;
        parts.extend(first.then(|| "first report".to_owned()));
        parts.extend(is_late.then(|| "published after the claim was made".to_owned()));
        parts.extend(excluded.map(str::to_owned));
        let verb = if self.evidence.is_empty() {
            "by"
        } else {
            "said by"
        };
        parts.extend(
            self.said_by()
                .map(|name| format!("{verb} {}", isolated(name))),
        );
        let parts = parts.join(", ");
        match self.text() {
            Some(quote) => format!("{parts}: {quote}"),
            None => parts,
        }
    }
}

fn kind(project: &Project, what: TimelineEvent, evidence: &[EvidenceId]) -> MarkKind {
    let pieces = || evidence.iter().filter_map(|id| project.evidence(*id));
    let has = |stance| pieces().any(|piece| piece.stance == stance);
    match (has(Stance::Supports), has(Stance::Refutes)) {
        (true, true) => MarkKind::Mixed,
        (true, false) => MarkKind::Stance(Stance::Supports),
        (false, true) => MarkKind::Stance(Stance::Refutes),
        (false, false) if has(Stance::Context) => MarkKind::Stance(Stance::Context),
        (false, false) => match what {
            TimelineEvent::Claimed(_) => MarkKind::Claimed,
            TimelineEvent::Published(_) => MarkKind::Published,
            TimelineEvent::Searched(_) => MarkKind::Searched,
            TimelineEvent::Mentioned(_) => MarkKind::Mentioned,
        },
    }
}

/// "12 May 2031", "12 May 2031 – 14 May 2031", "Tuesday → 6 May 2031?", or "no date (“the next day”: it is counted from another
/// event)".
fn mentioned_date(project: &Project, mention: DateMention, time: Option<EventTime>) -> String {
    let article = project.article(mention.article);
    let written = article.and_then(|article| article.quote(mention.span));
    let written = isolated(written.unwrap_or_default());
    let days = time.map(|EventTime { date, until, .. }| {
        if date == until {
            date.to_string()
        } else {
            format!("{date} \u{2013} {until}")
        }
    });
    let days = days.unwrap_or_default();
    match mention.reading {
        DateReading::Written => days,
        DateReading::Resolved => format!("{written} \u{2192} {days}?"),
        DateReading::Unresolved(why) => format!("no date (\u{201c}{written}\u{201d}: {why})"),
    }
}

/// The article of the first passage.
pub(super) fn article_of<'a>(project: &'a Project, evidence: &[EvidenceId]) -> Option<&'a Article> {
    let evidence = project.evidence(*evidence.first()?)?;
    project.article(project.highlight(evidence.highlight)?.article)
}

/// Maximum number of characters of a quote in a tooltip.
const MAX_QUOTE_CHARACTERS: usize = 300;

/// A quote on one line, in quotation marks unless it begins with one.
fn quotation(quote: &str) -> String {
    let quote = beginning_in_one_line(quote, MAX_QUOTE_CHARACTERS);
    if quote.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{2018}']) {
        quote
    } else {
        format!("\u{201c}{quote}\u{201d}")
    }
}

/// Outlet of an article, or its name if it has none.
pub(super) fn outlet(article: &Article) -> String {
    match article.details.outlet.as_str() {
        "" => article.name(),
        outlet => outlet.to_owned(),
    }
}

/// Registers a mark as a widget. A click selects it, a double click opens it.
pub(super) fn show_widget(
    ui: &Ui,
    paint: &mut Paint<'_>,
    scratch: &mut TimelineScratch,
    rect: Rect,
    (mark, is_selected): (TimelineMark, bool),
    description: impl Fn() -> String,
) -> Response {
    let id = Id::unique(("timeline mark", mark));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let name = description();
        WidgetInfo::selected(Role::Cell, true, is_selected, without_isolates(&name))
    });
    if is_selected {
        input::tell_selected(ui, id);
    }
    if response.double_clicked() {
        paint.ask(Intent::Timeline(TimelineIntent::Open(mark)));
    } else if response.clicked() {
        scratch.focus.request();
        paint.ask(Intent::Timeline(TimelineIntent::Select(mark)));
    }
    response.context_menu(|ui| input::context_menu(ui, paint, mark));
    if response.hovered() {
        tip(response, paint, &description())
    } else {
        response
    }
}
