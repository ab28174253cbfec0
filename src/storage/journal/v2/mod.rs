//! Version 2 of the journal, the one that is written; frozen: what is added later goes into a new version,
//! unless a reader of this one may skip it.
//!
//! These types say only how a record is spelled, in RON. Where the project gains an edit or a field, they no longer compile: the
//! journal then needs a new version.

mod articles;
mod claims;
mod edit;
mod evidence;
mod typing;

use super::{
    both::{self, ReadError},
    v1,
};
use crate::project;
use edit::Edit;
use typing::Typing;

/// What a journal of this version begins with.
pub(crate) const FIRST_LINE: &str = "crosscheck journal 2";

pub(crate) type History = both::History<Edit, Typing>;
pub(crate) type Head = both::Head<History>;
pub(crate) type Event = both::Event<Edit, Typing>;

impl TryFrom<v1::Head> for Head {
    type Error = ReadError;

    fn try_from(head: v1::Head) -> Result<Self, ReadError> {
        let history = project::History::try_from(head.history)?;
        Ok(Self {
            name: head.name,
            project: head.project,
            copy: head.copy,
            base: head.base,
            saved: head.saved,
            file: head.file,
            history: (&history).into(),
        })
    }
}

impl TryFrom<v1::Edit> for Edit {
    type Error = ReadError;

    fn try_from(edit: v1::Edit) -> Result<Self, ReadError> {
        project::Edit::try_from(edit).map(Into::into)
    }
}

impl From<v1::Typing> for Typing {
    fn from(typing: v1::Typing) -> Self {
        project::TypingIn::from(typing).into()
    }
}
