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
pub use graph::{GraphIntent, GraphSession};
pub use lists::Lists;
pub use matrix::{Grid, GridIntent};
pub use timeline::{LaneOrder, Shown, Subject, TimelineIntent, TimelineSession};
pub use timeline_marks::Mark;
