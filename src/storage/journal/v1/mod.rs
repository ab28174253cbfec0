//! Version 1 of the journal, frozen; it is only read. A journal lives from a change to the next save, but the program may be a
//! newer one when it is read.
//!
//! These types say only how a record is spelled, in RON. Version 2 spells the parts alike that it has of here.

mod convert;
mod edit;
mod parts;
mod typing;

use super::both;
pub(crate) use edit::Edit;
pub(crate) use parts::{Highlight, Scale, Source, Span, Stance, Status};
pub(crate) use typing::Typing;

/// What a journal of this version begins with.
pub(crate) const FIRST_LINE: &str = "crosscheck journal 1";

pub(crate) type Head = both::Head<both::History<Edit, Typing>>;
pub(crate) type Event = both::Event<Edit, Typing>;
