use super::{
    problem::{Fault, ProblemKey, Record},
    wrong_quote::WrongQuote,
};
use crate::{project::EditError, text::Span};

use std::{collections::HashMap, fmt};

/// The chosen remedies for the problems of one file.
pub type Remedies = HashMap<ProblemKey, Remedy>;

/// A remedy for a problem in a project file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Moves the highlight to the given position of its quote.
    MoveTo(Span),
    /// Keeps the highlight's position and replaces its quote with the text there.
    QuoteTextThere,
    /// Accepts the text or the line as it is.
    KeepAsItIs,
    /// Gives the record a new id.
    NewId,
    /// Creates a claim with the missing id.
    MakeClaim,
    /// Creates a speaker with the missing id.
    MakeSpeaker,
    /// Keeps the record and clears the faulty value.
    Clear,
    /// Adds the verdict to the project's scale.
    AddToScale,
    /// Clears the claim's verdict.
    ClearVerdict,
    /// Removes duplicate labels from the scale; replaces an empty scale with the default one.
    RepairScale,
    /// Removes marks on paragraphs that do not exist.
    DropMarks,
    /// Truncates the text to its limit.
    Shorten,
    /// Leaves the record out of the repaired project.
    LeaveOut,
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MoveTo(_) => "Move it to its words",
            Self::QuoteTextThere => "Quote the text there instead",
            Self::KeepAsItIs => "Keep it as it is",
            Self::NewId => "Give it a new id",
            Self::MakeClaim => "Make a claim in its place",
            Self::MakeSpeaker => "Make a speaker in its place",
            Self::Clear => "Clear it",
            Self::AddToScale => "Add the verdict to the scale",
            Self::ClearVerdict => "Clear the verdict",
            Self::RepairScale => "Repair the scale",
            Self::DropMarks => "Remove the marks",
            Self::Shorten => "Shorten it to the limit",
            Self::LeaveOut => "Leave it out",
        })
    }
}

impl Fault {
    /// Describes the effect of a remedy on this fault, for example "Move it to paragraph 3".
    pub fn words_for(&self, remedy: Remedy) -> String {
        let Some(wrong) = self.wrong_quote() else {
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

    /// Returns all remedies for the fault, best first.
    pub fn remedies(&self) -> Vec<Remedy> {
        use Remedy::{
            AddToScale, Clear, ClearVerdict, DropMarks, KeepAsItIs, LeaveOut, MakeClaim,
            MakeSpeaker, NewId, QuoteTextThere, RepairScale, Shorten,
        };
        let moves = |places: &[Span]| places.iter().copied().map(Remedy::MoveTo).collect();
        match self {
            Self::WrongQuote(wrong) => {
                let mut all: Vec<Remedy> = moves(&wrong.places);
                all.extend([QuoteTextThere, LeaveOut]);
                all
            }
            Self::BadSpan(wrong) => {
                let mut all: Vec<Remedy> = moves(&wrong.places);
                all.extend(wrong.now.map(|_| QuoteTextThere));
                all.push(LeaveOut);
                all
            }
            Self::NamesMissing {
                record: Record::Claim,
                ..
            } => vec![MakeClaim, LeaveOut],
            Self::NamesMissing {
                record: Record::Speaker,
                ..
            } => vec![MakeSpeaker, Clear],
            Self::NamesBadId {
                record: Record::Speaker,
                ..
            }
            | Self::NamesLeftOut {
                record: Record::Speaker,
                ..
            }
            | Self::NoParent(_)
            | Self::Refused(
                EditError::DerivesFromItself(_)
                | EditError::BadProvenance(_)
                | EditError::RepeatedSpeaker(_)
                | EditError::WaivedTwice,
            ) => vec![Clear],
            Self::WrongHash { .. } | Self::BreaksOff => vec![KeepAsItIs],
            Self::Unreadable { is_kept, .. } if *is_kept => vec![KeepAsItIs],
            Self::TooLong(_) => vec![Shorten],
            Self::SameId { versions } if versions.are_alike() => vec![LeaveOut, NewId],
            Self::SameId { .. } | Self::BadId(_) | Self::Refused(EditError::IdInUse(_)) => {
                vec![NewId, LeaveOut]
            }
            Self::Refused(EditError::NotOnScale(_)) => vec![AddToScale, ClearVerdict],
            Self::Refused(EditError::BadScale) => vec![RepairScale],
            Self::Refused(EditError::NoParagraph { .. }) => vec![DropMarks],
            Self::NamesMissing { .. }
            | Self::NamesBadId { .. }
            | Self::NamesLeftOut { .. }
            | Self::LinkedTwice { .. }
            | Self::Unreadable { .. }
            | Self::Refused(_) => vec![LeaveOut],
        }
    }

    /// Returns the remedy that is safe to apply without asking, because it loses nothing and does not change the meaning.
    pub fn safe_remedy(&self) -> Option<Remedy> {
        match self {
            Self::WrongQuote(wrong) | Self::BadSpan(wrong) => match *wrong.places {
                [only] => Some(Remedy::MoveTo(only)),
                _ => None,
            },
            Self::LinkedTwice { says_the_same, .. } => says_the_same.then_some(Remedy::LeaveOut),
            Self::SameId { versions } => versions.are_alike().then_some(Remedy::LeaveOut),
            Self::NamesMissing { .. }
            | Self::BreaksOff
            | Self::Refused(
                EditError::NotOnScale(_) | EditError::BadScale | EditError::NoParagraph { .. },
            ) => {
                let best = self.remedies().first().copied();
                best.filter(|remedy| *remedy != Remedy::LeaveOut)
            }
            Self::Unreadable { is_kept, .. } => is_kept.then_some(Remedy::KeepAsItIs),
            // Edited texts and ambiguous records need a person's decision.
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
    /// Returns the highlight's span after a remedy, or `None` if the remedy does not move it.
    pub fn place_of(&self, remedy: Remedy) -> Option<Span> {
        let mut positions = self.places.iter().copied();
        positions.find(|position| remedy == Remedy::MoveTo(*position))
    }
}
