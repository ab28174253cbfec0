//! The graph as `GraphML` (<http://graphml.graphdrawing.org>), for Gephi, yEd and networkx.

use super::{
    evidence_graph::{DETAILS, edges, nodes},
    records::Records,
    xml::Xml,
};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let mut xml = Xml::new();
    xml.open("graphml", &[("xmlns", NAMESPACE)]);
    let of_nodes = ["kind", "label"].into_iter().chain(DETAILS);
    for name in of_nodes {
        key(&mut xml, name, "node", name);
    }
    for name in ["kind", "label"] {
        key(&mut xml, &format!("edge-{name}"), "edge", name);
    }
    xml.open(
        "graph",
        &[("id", "crosscheck"), ("edgedefault", "directed")],
    );
    for node in nodes(records) {
        xml.open("node", &[("id", &node.id)]);
        xml.text("data", &[("key", "kind")], node.kind);
        xml.text("data", &[("key", "label")], &node.label);
        for (name, value) in &node.details {
            xml.text("data", &[("key", name)], value);
        }
        xml.close("node");
        xml.0.push('\n');
    }
    for edge in edges(records) {
        xml.open("edge", &[("source", &edge.from), ("target", &edge.to)]);
        xml.text("data", &[("key", "edge-kind")], edge.kind);
        xml.text("data", &[("key", "edge-label")], edge.label);
        xml.close("edge");
        xml.0.push('\n');
    }
    xml.close("graph");
    xml.close("graphml");
    xml.0.push('\n');
    (xml.0.into_bytes(), Vec::new())
}

fn key(xml: &mut Xml, id: &str, of: &str, name: &str) {
    let attributes = [
        ("id", id),
        ("for", of),
        ("attr.name", name),
        ("attr.type", "string"),
    ];
    xml.empty("key", &attributes);
    xml.0.push('\n');
}
