//! The graph of a project: articles, their passages, the speakers, and the claims, laid out in three columns.
//!
//! | file | content |
//! | --- | --- |
//! | `query` | the part to show: everything, one claim or one speaker, and filters |
//! | `build` | nodes and edges that match a query |
//! | `node_order` | order of the nodes in their columns, with few crossings |
//! | `positions` | positions of the nodes in their columns |
//! | `curves` | curves of the edges |
//! | `edge_style` | line, colour and arrow of each kind of edge |
//! | `layout` | all of it together, for painting and export |
//! | `node_text` | text of a node |
//!
//! The kind of a node decides its column: articles at the left, speakers with their passages in the middle, claims at the right.
//! So no edge crosses a node, and only the order within the columns is computed.

mod build;
mod curves;
mod edge_style;
mod layout;
mod node_order;
mod node_text;
mod positions;
mod query;

pub use build::{EdgeKind, GraphColumn, Node};
pub use curves::{Curve, LayoutPoint};
pub use edge_style::{Dash, EdgeColor};
pub use layout::{GraphLayout, PlacedNode, RoutedEdge};
pub(crate) use node_text::text_without_names;
pub use node_text::{NodeText, edge_words};
pub use positions::{GROUP_GAP, NodeRect, PASSAGE_HEIGHT, SPEAKER_GAP};
pub use query::{GraphFocus, GraphQuery};
