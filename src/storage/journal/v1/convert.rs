//! From what is spelled to what is meant; and back for the parts that version 2 has too. Where a type of the project gains a field
//! there, this no longer compiles: the journal then needs a new version.

use super::parts::{
    Article, Claim, Evidence, Highlight, Reliability, Scale, Source, Span, Stance, Status,
};
use crate::{project, storage::journal::both::ReadError, text};

impl From<project::VerdictScale> for Scale {
    fn from(scale: project::VerdictScale) -> Self {
        let project::VerdictScale { name, verdicts } = scale;
        let verdicts = verdicts
            .into_iter()
            .map(|project::Verdict { label, rank }| (label, rank))
            .collect();
        Self { name, verdicts }
    }
}

impl From<Scale> for project::VerdictScale {
    fn from(scale: Scale) -> Self {
        let verdicts = scale.verdicts.into_iter();
        Self {
            name: scale.name,
            verdicts: verdicts
                .map(|(label, rank)| project::Verdict { label, rank })
                .collect(),
        }
    }
}

impl From<Article> for project::Article {
    fn from(article: Article) -> Self {
        let text = project::ArticleText::new(article.text);
        Self {
            clutter: article.clutter,
            ..Self::new(article.id, text, article.source.into())
        }
    }
}

impl From<project::ArticleDetails> for Source {
    fn from(source: project::ArticleDetails) -> Self {
        let project::ArticleDetails {
            title,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language,
            agency_credits,
            reliability,
        } = source;
        Self {
            title,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language,
            agency_credits,
            reliability: reliability.map(Into::into),
        }
    }
}

impl From<Source> for project::ArticleDetails {
    fn from(source: Source) -> Self {
        Self {
            title: source.title,
            outlet: source.outlet,
            byline: source.byline,
            published: source.published,
            retrieved: source.retrieved,
            url: source.url,
            language: source.language,
            agency_credits: source.agency_credits,
            reliability: source.reliability.map(Into::into),
        }
    }
}

impl From<text::Span> for Span {
    fn from(span: text::Span) -> Self {
        Self {
            start: span.start(),
            end: span.end(),
        }
    }
}

impl TryFrom<Span> for text::Span {
    type Error = ReadError;

    fn try_from(span: Span) -> Result<Self, ReadError> {
        Self::new(span.start, span.end).ok_or(ReadError)
    }
}

impl From<project::Highlight> for Highlight {
    fn from(highlight: project::Highlight) -> Self {
        let project::Highlight {
            id,
            article,
            span,
            note,
        } = highlight;
        let span = span.into();
        Self {
            id,
            article,
            span,
            note,
        }
    }
}

impl TryFrom<Highlight> for project::Highlight {
    type Error = ReadError;

    fn try_from(highlight: Highlight) -> Result<Self, ReadError> {
        Ok(Self {
            id: highlight.id,
            article: highlight.article,
            span: highlight.span.try_into()?,
            note: highlight.note,
        })
    }
}

impl From<Claim> for project::Claim {
    fn from(claim: Claim) -> Self {
        Self {
            id: claim.id,
            statement: claim.statement,
            verdict: claim.verdict,
            status: claim.status.into(),
            justification: claim.justification,
            notes: claim.notes,
            color: claim.color,
            ..Self::default()
        }
    }
}

impl From<Evidence> for project::Evidence {
    fn from(evidence: Evidence) -> Self {
        let Evidence {
            id,
            highlight,
            claim,
            stance,
            note,
        } = evidence;
        Self {
            note,
            ..Self::new(id, highlight, claim, stance.into())
        }
    }
}

impl From<project::Reliability> for Reliability {
    fn from(letter: project::Reliability) -> Self {
        match letter {
            project::Reliability::A => Self::A,
            project::Reliability::B => Self::B,
            project::Reliability::C => Self::C,
            project::Reliability::D => Self::D,
            project::Reliability::E => Self::E,
            project::Reliability::F => Self::F,
        }
    }
}

impl From<Reliability> for project::Reliability {
    fn from(letter: Reliability) -> Self {
        match letter {
            Reliability::A => Self::A,
            Reliability::B => Self::B,
            Reliability::C => Self::C,
            Reliability::D => Self::D,
            Reliability::E => Self::E,
            Reliability::F => Self::F,
        }
    }
}

impl From<project::Status> for Status {
    fn from(status: project::Status) -> Self {
        match status {
            project::Status::Open => Self::Open,
            project::Status::InProgress => Self::InProgress,
            project::Status::NeedsReview => Self::NeedsReview,
            project::Status::Done => Self::Done,
        }
    }
}

impl From<Status> for project::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::InProgress => Self::InProgress,
            Status::NeedsReview => Self::NeedsReview,
            Status::Done => Self::Done,
        }
    }
}

impl From<project::Stance> for Stance {
    fn from(stance: project::Stance) -> Self {
        match stance {
            project::Stance::Supports => Self::Supports,
            project::Stance::Refutes => Self::Refutes,
            project::Stance::Context => Self::Context,
        }
    }
}

impl From<Stance> for project::Stance {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Supports => Self::Supports,
            Stance::Refutes => Self::Refutes,
            Stance::Context => Self::Context,
        }
    }
}
