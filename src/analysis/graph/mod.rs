//! The graph of a project: articles, the passages in them, who said what they say, and the claims they bear on; what is in
//! it, in which order, and where each node stands.
//!
//! | file | what it does |
//! | --- | --- |
//! | `query` | what is asked for: the whole, one claim or one speaker, and which evidence and claims |
//! | `gather` | the nodes and the edges of a project that a query asks for |
//! | `order` | the order of the nodes in their columns, with few crossings |
//! | `place` | where nodes stand in their columns |
//! | `route` | the curves of the edges |
//! | `look` | how edges are drawn |
//! | `picture` | all of it together: what is painted and exported |
//! | `words` | what a node says |
//!
//! The layers are given by what the nodes are and not computed: articles at the left, speakers with what they said in the
//! middle, claims at the right. So no edge runs over a node, and what is left to decide is the order within the columns.

mod gather;
mod look;
mod order;
mod picture;
mod place;
mod query;
mod route;
mod words;

pub use gather::{EdgeKind, Node};
pub use look::{Dash, Tone};
pub use picture::{Picture, Placed, Routed};
pub use place::{Area, Column};
pub use query::{Focus, Query};
pub use route::{Curve, Point};
pub(crate) use words::told_without;
pub use words::{NodeWords, edge_words};
