use super::{
    problem::{Fault, ProblemKey, Record},
    wrong_quote::WrongQuote,
};
use crate::{project::EditError, text::Span};

use std::{collections::BTreeMap, fmt};

/// What is to be done about the problems of one file.
pub type Remedies = BTreeMap<ProblemKey, Remedy>;

/// What can be done about a problem of a project file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The highlight moves to where its quote stands.
    MoveTo(Span),
    /// The highlight stays where it is and quotes what stands there.
    QuoteWhatStandsThere,
    /// The text or the line is taken as it is.
    TakeAsItIs,
    /// The record gets an id of its own.
    NewId,
    /// A claim is made under the id that is missing.
    MakeClaim,
    /// A speaker is made under the id that is missing.
    MakeSpeaker,
    /// The record stays, without what is wrong in it.
    Clear,
    /// The verdict goes on the project's scale.
    AddToScale,
    /// The claim has no verdict.
    ClearVerdict,
    /// A label that stands twice stands once; a scale without any is the default one.
    MendScale,
    /// Marks on what is not there go.
    DropMarks,
    /// What is too long is cut at its limit.
    Shorten,
    /// The record is not part of the repaired project.
    LeaveOut,
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MoveTo(_) => "Move it to where its words stand",
            Self::QuoteWhatStandsThere => "Quote what stands there now",
            Self::TakeAsItIs => "Take it as it is",
            Self::NewId => "Give it a new id",
            Self::MakeClaim => "Make a claim in its place",
            Self::MakeSpeaker => "Make a speaker in its place",
            Self::Clear => "Clear it",
            Self::AddToScale => "Add the verdict to the scale",
            Self::ClearVerdict => "Clear the verdict",
            Self::MendScale => "Mend the scale",
            Self::DropMarks => "Drop the marks",
            Self::Shorten => "Cut it at the limit",
            Self::LeaveOut => "Leave it out",
        })
    }
}

impl Fault {
    /// What a remedy does about this very fault, in words: "Move it to paragraph 3".
    #[must_use]
    pub fn words_for(&self, remedy: Remedy) -> String {
        let (Self::WrongQuote(wrong) | Self::BadSpan(wrong)) = self else {
            return remedy.to_string();
        };
        let Some(span) = wrong.place_of(remedy) else {
            return remedy.to_string();
        };
        let paragraph = wrong.paragraph(span);
        let is_in_it = |place: &&Span| wrong.paragraph(**place) == paragraph;
        let in_paragraph = wrong.places.iter().filter(is_in_it);
        let before = in_paragraph.clone().filter(|it| **it < span).count();
        match in_paragraph.count() {
            1 => format!("Move it to paragraph {paragraph}"),
            all => format!("Move it to paragraph {paragraph} ({} of {all})", before + 1),
        }
    }

    /// All that can be done about it, the best first.
    #[must_use]
    pub fn remedies(&self) -> Vec<Remedy> {
        use Remedy::{
            AddToScale, Clear, ClearVerdict, DropMarks, LeaveOut, MakeClaim, MakeSpeaker,
            MendScale, NewId, QuoteWhatStandsThere, Shorten, TakeAsItIs,
        };
        let moves = |places: &[Span]| places.iter().copied().map(Remedy::MoveTo).collect();
        match self {
            Self::WrongQuote(wrong) => {
                let mut all: Vec<Remedy> = moves(&wrong.places);
                all.extend([QuoteWhatStandsThere, LeaveOut]);
                all
            }
            Self::BadSpan(wrong) => {
                let mut all: Vec<Remedy> = moves(&wrong.places);
                all.extend(wrong.now.map(|_| QuoteWhatStandsThere));
                all.push(LeaveOut);
                all
            }
            Self::NamesMissing { record, .. } if *record == Record::Claim => {
                vec![MakeClaim, LeaveOut]
            }
            Self::NamesMissing { record, .. } if *record == Record::Speaker => {
                vec![MakeSpeaker, Clear]
            }
            Self::NamesBadId { record, .. } | Self::NamesLeftOut { record, .. }
                if *record == Record::Speaker =>
            {
                vec![Clear]
            }
            Self::NoParent(_)
            | Self::Refused(
                EditError::DerivesFromItself(_)
                | EditError::BadProvenance(_)
                | EditError::ChainTwice(_)
                | EditError::WaivedTwice,
            ) => vec![Clear],
            Self::WrongHash { .. } | Self::BreaksOff => vec![TakeAsItIs],
            Self::Unreadable { is_kept, .. } if *is_kept => vec![TakeAsItIs],
            Self::TooLong(_) => vec![Shorten],
            Self::BadId(_) | Self::Refused(EditError::Taken(_)) => vec![NewId, LeaveOut],
            Self::Refused(EditError::NotOnScale(_)) => vec![AddToScale, ClearVerdict],
            Self::Refused(EditError::BadScale) => vec![MendScale],
            Self::Refused(EditError::NoParagraph { .. }) => vec![DropMarks],
            _ => vec![LeaveOut],
        }
    }

    /// What can be done without asking, since it loses nothing and means nothing else than before.
    #[must_use]
    pub fn safe_remedy(&self) -> Option<Remedy> {
        match self {
            Self::WrongQuote(wrong) | Self::BadSpan(wrong) => match *wrong.places {
                [only] => Some(Remedy::MoveTo(only)),
                _ => None,
            },
            Self::LinkedTwice { says_the_same, .. } => says_the_same.then_some(Remedy::LeaveOut),
            Self::NamesMissing { .. } => {
                let best = self.remedies().first().copied();
                best.filter(|remedy| *remedy != Remedy::LeaveOut)
            }
            Self::BreaksOff
            | Self::Refused(
                EditError::NotOnScale(_) | EditError::BadScale | EditError::NoParagraph { .. },
            ) => self
                .remedies()
                .first()
                .copied()
                .filter(|remedy| *remedy != Remedy::LeaveOut),
            Self::Unreadable { is_kept, .. } => is_kept.then_some(Remedy::TakeAsItIs),
            // A text that somebody changed, and records that two others could be meant by, are for a person to look at.
            Self::WrongHash { .. }
            | Self::BadId(_)
            | Self::Refused(_)
            | Self::NamesBadId { .. }
            | Self::NamesLeftOut { .. }
            | Self::NoParent(_)
            | Self::TooLong(_) => None,
        }
    }
}

impl WrongQuote {
    /// Where the highlight lies after a remedy; `None` where that does not move it.
    #[must_use]
    pub fn place_of(&self, remedy: Remedy) -> Option<Span> {
        let mut places = self.places.iter().copied();
        places.find(|place| remedy == Remedy::MoveTo(*place))
    }
}
