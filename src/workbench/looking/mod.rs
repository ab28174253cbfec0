//! The views of the project and their state: columns, lists, search, matrix, graph and timeline.

mod columns;
mod find;
mod graph;
mod lists;
mod matrix;
mod timeline;
mod timeline_mark;

pub use columns::{Column, Columns};
pub(super) use find::FindSession;
pub use find::{Find, Hit};
pub use graph::{GraphIntent, GraphSession};
pub use lists::ListSession;
pub use matrix::{MatrixIntent, MatrixSession};
pub use timeline::{LaneOrder, TimelineIntent, TimelineScope, TimelineSession, TimelineSubject};
pub use timeline_mark::TimelineMark;
