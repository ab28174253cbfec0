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

mod build;
mod curves;
mod edge_style;
mod layout;
mod node_order;
mod node_text;
mod positions;
mod query;

pub use build::{EdgeKind, Node};
pub use curves::{Curve, LayoutPoint};
pub use edge_style::{Dash, EdgeColor};
pub use layout::{GraphLayout, PlacedNode, RoutedEdge};
pub(crate) use node_text::text_without_names;
pub use node_text::{NodeText, edge_words};
pub use positions::{GraphColumn, NodeRect};
pub use query::{GraphFocus, GraphQuery};
