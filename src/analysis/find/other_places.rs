use crate::project::{
    ArticleDetails, ArticleId, Claim, ClaimId, EvidenceId, HighlightId, Project, Speaker, SpeakerId,
};

/// A text outside the articles that can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherPlace {
    HighlightNote(HighlightId),
    EvidenceNote(EvidenceId),
    /// A row of [`CLAIM_TEXTS`].
    Claim(ClaimId, usize),
    /// The name, an alias, or one of [`SPEAKER_TEXTS`].
    Speaker(SpeakerId, usize),
    /// A row of [`DETAILS`].
    Details(ArticleId, usize),
}

type TextOf<T> = (&'static str, fn(&T) -> &str);

pub(super) const CLAIM_TEXTS: [TextOf<Claim>; 5] = [
    ("statement", |claim| &claim.statement),
    ("justification", |claim| &claim.justification),
    ("notes", |claim| &claim.notes),
    ("reply", |claim| &claim.reply),
    ("first appearance", |claim| &claim.first_appearance),
];

pub(super) const SPEAKER_TEXTS: [TextOf<Speaker>; 3] = [
    ("name", |speaker| &speaker.name),
    ("role", |speaker| &speaker.role),
    ("notes", |speaker| &speaker.notes),
];

/// The title is first.
pub(super) const DETAILS: [TextOf<ArticleDetails>; 7] = [
    ("title", |details| &details.title),
    ("outlet", |details| &details.outlet),
    ("byline", |details| &details.byline),
    ("published", |details| &details.published),
    ("address", |details| &details.url),
    ("language", |details| &details.language),
    ("agency credits", |details| &details.agency_credits),
];

impl OtherPlace {
    pub fn text(self, project: &Project) -> Option<&str> {
        match self {
            Self::HighlightNote(id) => Some(&project.highlight(id)?.note),
            Self::EvidenceNote(id) => Some(&project.evidence(id)?.note),
            Self::Claim(id, nth) => Some(CLAIM_TEXTS[nth].1(project.claim(id)?)),
            Self::Speaker(id, nth) => {
                let speaker = project.speaker(id)?;
                match SPEAKER_TEXTS.get(nth) {
                    Some((_, text)) => Some(text(speaker)),
                    None => speaker
                        .aliases
                        .get(nth - SPEAKER_TEXTS.len())
                        .map(smol_str::SmolStr::as_str),
                }
            }
            Self::Details(id, nth) => Some(DETAILS[nth].1(&project.article(id)?.details)),
        }
    }

    /// Kind of the text: "statement", "note on a highlight".
    pub fn label(self) -> &'static str {
        match self {
            Self::HighlightNote(_) => "note on a highlight",
            Self::EvidenceNote(_) => "note on evidence",
            Self::Claim(_, nth) => CLAIM_TEXTS[nth].0,
            Self::Speaker(_, nth) => SPEAKER_TEXTS.get(nth).map_or("alias", |it| it.0),
            Self::Details(_, nth) => DETAILS[nth].0,
        }
    }

    /// The record that contains it: "Claim 3", the name of the speaker, the name of the article.
    pub fn owner(self, project: &Project) -> String {
        let of_article = |id| {
            let article = project.article(id);
            article
                .map(crate::project::Article::name)
                .unwrap_or_default()
        };
        match self {
            Self::HighlightNote(id) => {
                let highlight = project.highlight(id);
                highlight
                    .map(|it| of_article(it.article))
                    .unwrap_or_default()
            }
            Self::EvidenceNote(id) => {
                let claim = project.evidence(id).map(|it| it.claim);
                claim.map(|id| claim_name(project, id)).unwrap_or_default()
            }
            Self::Claim(id, _) => claim_name(project, id),
            Self::Speaker(id, _) => {
                let speaker = project.speaker(id);
                speaker
                    .map(|it| it.shown_name().to_owned())
                    .unwrap_or_default()
            }
            Self::Details(id, _) => of_article(id),
        }
    }
}

fn claim_name(project: &Project, id: ClaimId) -> String {
    format!("Claim {}", project.claim_number(id))
}
