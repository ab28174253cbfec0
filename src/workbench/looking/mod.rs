//! Views of the project: columns, lists, search, matrix, graph and timeline.

mod columns;
mod find;
mod finding;
mod graph;
mod lists;
mod matrix;
mod timeline;
mod timeline_marks;

pub use columns::{Column, Columns};
pub use find::{Find, Hit};
pub use finding::FindIntent;
pub use graph::{GraphIntent, GraphSession};
pub use lists::{ListIntent, Lists};
pub use matrix::{MatrixIntent, MatrixSession};
pub use timeline::{LaneOrder, TimelineIntent, TimelineScope, TimelineSession, TimelineSubject};
pub use timeline_marks::TimelineMark;
